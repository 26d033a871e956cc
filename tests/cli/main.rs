//! The command line from outside: the real binary on real folders, one sentence of the manual after the other.

mod changed;
mod config;
mod dry;
mod faults;
mod formats;
mod git;
mod harness;
mod input;
mod manual;
mod migrate;
mod patch;
mod review;
mod shard;
mod suppress;
mod written;
