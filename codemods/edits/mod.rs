//! Edits: replacements of spans, grouped so that they cannot contradict each other.

pub mod branches;
pub mod compose;
#[cfg(test)]
pub mod gofmt;
pub mod lines;
mod set;

pub use set::{Edit, EditSet, Overlap};
