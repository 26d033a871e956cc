//! The tool around the codemods: everything that touches the world. Arguments, files, git, threads, terminal.
//!
//! What is wrong in a Go file, and what its text would be without the fault, is the business of the `codemods`
//! crate. This crate finds the files ([`walk`]), answers what the passes ask of the disk ([`world`]), shows what
//! they found ([`report`]) and replaces files ([`write`]). [`run`] ties these together; read it first.

#[cfg(not(unix))]
compile_error!(
    "ctxmend replaces files by the rules of Unix file systems and has not been written for others"
);

pub mod args;
pub mod baseline;
pub mod config;
pub mod git;
pub mod limit;
pub mod manual;
pub mod merge;
pub mod migrate;
pub mod paths;
pub mod progress;
pub mod report;
pub mod review;
pub mod run;
pub mod shard;
pub mod signals;
pub mod stdin;
pub mod suppress;
pub mod unread;
pub mod walk;
pub mod world;
pub mod write;
