//! What the codemods know of contexts and their releases. By question:
//!
//! * How is one made and released, in one function? `producers` which calls make one, `creation` where the two results
//!   go, `uses` what happens to the release, `leavings` on which ways out it is missing, `lost` whether it gets lost
//!   so, `iteration` and `arms` what a round of a loop does, `expected_failures` where a test wants no context to be
//!   made, `bound` how a result gets a name before a release, `naming` what a release is called.
//! * Does it, or what was made with it, outlive the function? `outlives`; `lazy` which values go on using it, `join`,
//!   `signals` and `hearing` which goroutines are waited for.
//! * Where can one be had? `sources`, `parameters`, `origins` what a variable holds; `nil`, `nil_requests`, `left_nil`,
//!   `commands` and `launch` where what would give one has none, `limited_commands` where it is not that of the
//!   program; `globals` those of a whole package, `thread` how one is brought to where it is needed.
//! * Where must a context of its own stay? `never`; `cancellation`, `blocking_calls`, `spent` and `aftermath` behind
//!   the end of the other, `clean_up` and `operations` in what cleans up, `started`, `handed_over` and `served` in what
//!   goes on, `endless` where the other has no end, `harmless` where it makes no difference, `completing` where a step
//!   is done that nothing takes back, by the `programs` that do such, and `runners` of commands, `taken_back` between
//!   one and what takes it back; `detached` is the judgement of all of them on `context.Background()`.
//! * Where is waited without looking at one? `waiting`.
//! * What the answers rest on: `calls`, `callers` and `module_calls` of functions, `asks` of a context, `types`,
//!   `returns` and `error_conditions` of errors, `texts`; `reasons` how lists of them are asked; `glance` tells from
//!   the tokens of a declaration that there is nothing to ask, `twins` from texts what may have a twin.

pub mod aftermath;
pub mod arms;
pub mod asks;
pub mod blocking_calls;
pub mod bound;
pub mod callers;
pub mod calls;
pub mod cancellation;
pub mod clean_up;
pub mod commands;
pub mod completing;
pub mod creation;
pub mod detached;
pub mod endless;
pub mod error_conditions;
pub mod expected_failures;
pub mod glance;
pub mod globals;
pub mod handed_over;
pub mod harmless;
pub mod hearing;
pub mod iteration;
pub mod join;
pub mod launch;
pub mod lazy;
pub mod leavings;
mod left_nil;
mod limited_commands;
pub mod lost;
pub mod module_calls;
pub mod naming;
pub mod never;
pub mod nil;
pub mod nil_requests;
pub mod operations;
pub mod origins;
pub mod outlives;
pub mod parameters;
pub mod producers;
pub mod programs;
pub mod reasons;
pub mod returns;
pub mod runners;
mod served;
pub mod signals;
pub mod sources;
mod spent;
pub mod started;
pub mod taken_back;
pub mod texts;
pub mod thread;
pub mod twins;
pub mod types;
pub mod uses;
pub mod waiting;
