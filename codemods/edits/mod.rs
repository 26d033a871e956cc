//! Edits: replacements of spans, grouped so that they cannot contradict each other.

pub mod insert;
pub mod compose;
mod set;

pub use set::{Edit, EditSet, Overlap};
