//! Contexts and their releases inside one function: where they are made, where the release is used, on which
//! exits it is missing, and whether the context outlives the function. What the codemods of the cancel family share.

pub mod aftermath;
pub mod arms;
pub mod bound;
pub mod cancellation;
pub mod clean_up;
pub mod commands;
pub mod creation;
pub mod detached;
pub mod endless;
pub mod failures;
pub mod glance;
pub mod globals;
pub mod harmless;
pub mod iteration;
pub mod join;
pub mod launch;
pub mod lazy;
pub mod leavings;
pub mod missing;
pub mod naming;
pub mod never;
pub mod operations;
pub mod origins;
pub mod outlives;
pub mod parameters;
pub mod producers;
pub mod returns;
pub mod signals;
pub mod sources;
mod spent;
pub mod started;
pub mod texts;
pub mod thread;
pub mod types;
pub mod uses;
pub mod waiting;
