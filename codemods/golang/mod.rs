//! What is known of Go: tokens, declarations, syntax, scopes, control flow, and the program around a file.

pub mod flow;
pub mod lex;
pub mod needles;
pub mod program;
pub mod returns;
pub mod scopes;
pub mod skim;
pub mod syntax;
pub mod types;
