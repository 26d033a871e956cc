//! Edits: replacements of spans, grouped so that they cannot contradict each other.

pub mod align;
mod bodies;
pub mod branches;
pub mod compose;
pub mod decls;
#[cfg(test)]
pub mod gofmt;
pub mod imports;
pub mod inserter;
pub mod lists;
mod one_line;
pub mod orphans;
mod set;
pub mod silence;
pub mod spacing;
pub mod statements;

pub use set::{Edit, EditSet, Overlap};
