//! Mutated Go through everything there is: skim, syntax, bindings, flow, codemods, edits, reports.
//!
//! What must hold of any input: no panic, no hang, edits that do not contradict each other, output that parses and
//! is formatted if the input was, a patch that git applies to the same bytes, and nothing left for a second run.
//! Inputs are made from the cases of the codemods and, where `CTXMEND_GO_FILES` names folders (separated by `:`),
//! from the Go files below them. Each comes from two numbers, the seed and its own, so that a failure is had again
//! by the command that it prints. [`campaign`] knows the variables that steer a run.

#[path = "../cases/archive.rs"]
mod archive;
mod campaign;
mod corpus;
mod judge;
mod laws;
#[path = "../cases/memory.rs"]
mod memory;
#[path = "../common/missing.rs"]
mod missing;
mod mutate;
mod parts;
mod random;
mod reports;
mod shrink;
mod trial;
mod watch;
mod world;
mod wrap;

/// What a mutated file must not do.
#[test]
fn mutated_files_are_dealt_with() {
    campaign::run();
}
