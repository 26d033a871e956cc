//! Every case of every codemod: its findings, its output, and what must hold of any input.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test cases` rewrites the expected outputs; read the diff before you commit it.

mod archive;
mod binary;
mod case;
mod expectations;
#[path = "../common/go.rs"]
mod go;
mod memory;
#[path = "../common/missing.rs"]
mod missing;
mod oracle;
mod properties;
mod wants;

/// Fails with all messages at once: one wrong case seldom comes alone.
fn report(what: &str, failures: Vec<String>) {
    assert!(failures.is_empty(), "{what}, {} times:\n{}", failures.len(), failures.join("\n"));
}
