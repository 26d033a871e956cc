//! What the tokens of a declaration tell before it is parsed: that a codemod has nothing to say about it.
//!
//! Part of the prefilter. A glance may send a declaration to the parser in vain; it must never keep back one that a
//! codemod would report. tree-sitter is a hundred times slower than the lexer, so a sure look at the tokens pays.

mod releases;
mod sources;
#[cfg(test)]
mod tests;

use crate::Options;
use crate::golang::lex::{Lexed, Lexer, Token};
use crate::golang::program::File;
use crate::golang::skim::Decl;
use std::cell::OnceCell;

/// A declaration before it is parsed. What was looked up once is kept: several codemods ask the same.
pub struct Glance<'a> {
    file: &'a File,
    decl: &'a Decl,
    options: &'a Options,
    words: OnceCell<Words<'a>>,
    loses: OnceCell<bool>,
}

impl<'a> Glance<'a> {
    pub fn new(file: &'a File, decl: &'a Decl, options: &'a Options) -> Glance<'a> {
        Glance { file, decl, options, words: OnceCell::new(), loses: OnceCell::new() }
    }

    /// The declaration as it stands in the file.
    pub fn text(&self) -> &'a str {
        &self.file.text[self.decl.span.range()]
    }

    /// Whether one of the names `of` stands in a function that may have a parameter or receiver from which a context
    /// can be had.
    pub fn may_have_source(&self, of: &[&str]) -> bool {
        sources::may_have_source(self, of)
    }

    /// The same for calls of the names that `of` accepts; calls whose first argument is called `ctx` have a context.
    pub fn may_call_with_source(&self, of: impl Fn(&str) -> bool) -> bool {
        sources::may_call_with_source(self, of)
    }

    /// Whether the declaration makes a context otherwise than by
    ///
    /// ```go
    /// ctx, cancel := context.WithTimeout(parent, d)
    /// defer cancel()
    /// ```
    ///
    /// outside of loops, with no other use of the release, no defer before that may still use the context, and no
    /// use of the context's name behind the block that it was defined in.
    pub fn may_lose_release(&self) -> bool {
        *self.loses.get_or_init(|| releases::may_lose_release(self))
    }

    /// The declaration's tokens, comments left out.
    fn words(&self) -> &Words<'a> {
        self.words.get_or_init(|| {
            let text = self.text();
            let tokens = Lexer::new(text).filter(|t| t.token != Token::Comment).collect();
            Words { text, tokens }
        })
    }
}

/// The tokens of a declaration.
struct Words<'t> {
    text: &'t str,
    tokens: Vec<Lexed>,
}

impl<'t> Words<'t> {
    /// The token number `i`, empty behind the last.
    fn at(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    fn is_ident(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.token == Token::Ident)
    }

    /// Whether the token is the first of its line.
    fn opens_line(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            let before = &self.text[..t.span.start as usize];
            before.chars().rev().find(|c| !matches!(c, ' ' | '\t')).is_none_or(|c| c == '\n')
        })
    }

    /// The partner of the opening bracket at `open`; the number of tokens if it has none.
    fn close(&self, open: usize) -> usize {
        let mut depth = 0usize;
        for i in open..self.tokens.len() {
            match self.at(i) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return i;
            }
        }
        self.tokens.len()
    }
}
