//! What the tokens of a declaration tell before it is parsed: that a codemod has nothing to say about it.
//!
//! Part of the prefilter. A glance may send a declaration to the parser in vain; it must never keep back one that a
//! codemod would report. tree-sitter is a hundred times slower than the lexer, so a sure look at the tokens pays.

mod fields;
mod growth;
mod releases;
mod sources;
#[cfg(test)]
mod tests;
mod waits;

use crate::Options;
use crate::golang::lex::{Lexed, Lexer, Token};
use crate::golang::program::{File, Program};
use crate::golang::skim::{Decl, DeclKind};
use std::cell::OnceCell;
use std::collections::HashSet;

pub use sources::aliases;

/// A declaration before it is parsed. What was looked up once is kept: several codemods ask the same.
pub struct Glance<'a> {
    file: &'a File,
    decl: &'a Decl,
    program: &'a Program<'a>,
    options: &'a Options,
    producers: &'a HashSet<String>,
    words: OnceCell<Words<'a>>,
    loses: OnceCell<bool>,
}

impl<'a> Glance<'a> {
    /// `producers` are the names that functions of the module which may be producers have, as far as they are known.
    pub fn new(
        program: &'a Program<'a>,
        file: &'a File,
        decl: &'a Decl,
        options: &'a Options,
        producers: &'a HashSet<String>,
    ) -> Glance<'a> {
        let (words, loses) = (OnceCell::new(), OnceCell::new());
        Glance { file, decl, program, options, producers, words, loses }
    }

    /// The declaration as it stands in the file.
    pub fn text(&self) -> &'a str {
        &self.file.text[self.decl.span.range()]
    }

    /// Whether a function of the declaration has a parameter of a type with a name that `known` accepts.
    pub fn takes_one_of(&self, known: impl Fn(&str) -> bool) -> bool {
        sources::takes_one_of(self, known)
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

    /// The same for names that `of` accepts, wherever they stand.
    pub fn may_use_with_source(&self, of: impl Fn(&str) -> bool) -> bool {
        sources::may_use_with_source(self, of)
    }

    /// The same for `time.Sleep`, and for waits for what a timer of package time sends, outside of tests.
    pub fn may_wait_with_source(&self) -> bool {
        !self.file.serves_tests() && sources::may_wait_with_source(self)
    }

    /// Whether the declaration has an identifier that `of` accepts.
    pub fn has_name(&self, of: impl Fn(&str) -> bool) -> bool {
        let words = self.words();
        (0..words.tokens.len()).any(|i| words.is_ident(i) && of(words.at(i)))
    }

    /// Whether the declaration is one of variables.
    pub fn is_variable(&self) -> bool {
        self.decl.kind == DeclKind::Var
    }

    /// Whether the declaration makes a context otherwise than by
    ///
    /// ```go
    /// ctx, cancel := context.WithTimeout(parent, d)
    /// defer cancel()
    /// ```
    ///
    /// outside of loops, with nothing between the two that leaves the function or defers, no other use of the release,
    /// no defer before that may still use the context, and no use of the context's name behind the block that it was
    /// defined in.
    pub fn may_lose_release(&self) -> bool {
        *self.loses.get_or_init(|| releases::may_lose_release(self))
    }

    /// Whether the result of a function that `of` names is assigned, not defined, in a declaration that has a loop or
    /// a function literal.
    pub fn may_grow_context(&self, of: &[&str]) -> bool {
        growth::may_grow_context(self, of)
    }

    /// Whether a struct of the declaration may have a field of a type whose name holds one of those.
    pub fn may_have_field(&self, of: &[&str]) -> bool {
        fields::may_have_field(self, of)
    }

    /// Whether the declaration may wait for the end of a context that is made from nothing and has no end, or of one
    /// that is called by a name which is `known`.
    pub fn may_wait_for_nothing(&self, known: impl Fn(&str) -> bool) -> bool {
        waits::may_wait_for_nothing(self, known)
    }

    /// The declaration's tokens, comments left out.
    fn words(&self) -> &Words<'a> {
        self.words.get_or_init(|| {
            let text = self.text();
            Words::new(text, Lexer::new(text).filter(|t| t.token != Token::Comment).collect())
        })
    }
}

/// The tokens of a declaration.
struct Words<'t> {
    text: &'t str,
    tokens: Vec<Lexed>,
    /// For each bracket its partner, for all else and for brackets without one [`Words::NONE`].
    partners: Vec<u32>,
}

impl<'t> Words<'t> {
    const NONE: u32 = u32::MAX;

    fn new(text: &'t str, tokens: Vec<Lexed>) -> Words<'t> {
        let mut partners = vec![Words::NONE; tokens.len()];
        let mut open = Vec::new();
        for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.token == Token::Punct) {
            match text.as_bytes()[token.span.start as usize] {
                b'(' | b'[' | b'{' => open.push(i),
                b')' | b']' | b'}' => {
                    if let Some(partner) = open.pop() {
                        partners[i] = partner as u32;
                        partners[partner] = i as u32;
                    }
                }
                _ => {}
            }
        }
        Words { text, tokens, partners }
    }

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

    /// The partner of the opening bracket at `open`, the number of tokens if it has none; `open` for all else.
    fn close(&self, open: usize) -> usize {
        match self.at(open) {
            "(" | "[" | "{" => match self.partners[open] {
                Words::NONE => self.tokens.len(),
                partner => partner as usize,
            },
            _ => open.min(self.tokens.len()),
        }
    }

    /// The partner of the closing bracket at `close`.
    fn open(&self, close: usize) -> Option<usize> {
        self.partners.get(close).filter(|&&p| p != Words::NONE).map(|&p| p as usize)
    }
}
