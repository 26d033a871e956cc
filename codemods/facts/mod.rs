//! What is known of libraries, as data: no code of this folder looks at a program.

pub mod calls;
pub mod computing;
pub mod elements;
pub mod exports;
pub mod globals;
pub mod keeps;
pub mod orders;
pub mod replies;
pub mod requests;
pub mod structs;
pub mod twins;
pub mod user;
pub mod values;
pub mod words;
