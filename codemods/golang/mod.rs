//! What is known of Go: tokens, declarations, syntax, scopes, control flow, and the program around a file.

pub mod lex;
pub mod syntax;
