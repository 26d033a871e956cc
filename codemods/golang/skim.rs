//! One linear pass over a file: package, imports, declarations, comments that steer the tool. No tree.
//!
//! `tokens` knows where statements end, `decls` what declarations look like, `comments` what comments say. What is
//! half-written is skimmed as far as it goes: an unclosed brace ends with its declaration, where the next one starts
//! in the first column. Whether a declaration is well-formed inside is for `golang::syntax` to say.

mod comments;
mod decls;
#[cfg(test)]
mod tests;
mod tokens;

pub use comments::is_generated;

use crate::span::Span;

/// What the skim of a file found. Spans are byte offsets into the file.
#[derive(Clone, Debug, Default)]
pub struct Skim {
    /// The name in the package clause.
    pub package: Option<Span>,
    pub imports: Vec<Import>,
    /// Top-level declarations except imports, in source order.
    pub decls: Vec<Decl>,
    /// The expression of the `//go:build` line.
    pub build: Option<String>,
    /// Whether a comment before the package clause, or right behind it, says so (golang.org/s/generatedcode).
    pub generated: bool,
    pub suppressions: Vec<Suppression>,
}

/// One import spec.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Import {
    /// The name before the path, if there is one: an identifier, `.` or `_`.
    pub name: Option<Span>,
    /// Without quotes.
    pub path: String,
    /// From the name (or the path) to the end of the path.
    pub span: Span,
    /// The whole import declaration.
    pub decl: Span,
    /// Whether the declaration has parentheses.
    pub grouped: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DeclKind {
    Func,
    Method,
    Type,
    Var,
    Const,
}

/// A top-level declaration. A group (`var ( … )`) is one declaration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decl {
    pub kind: DeclKind,
    /// The declared names; of a group, all of them. `_` and `init` too.
    pub names: Vec<Span>,
    /// The name of a method's receiver type, without `*` and type arguments.
    pub receiver: Option<Span>,
    /// From the keyword to the last token.
    pub span: Span,
    /// From `{` to `}` of a function that has a body; `None` also if its `}` is missing.
    pub body: Option<Span>,
    /// The comments directly above, if any: no blank line among them or below.
    pub doc: Option<Span>,
}

/// A comment that silences findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// What it silences: codemod names of a `ctxmend:ignore`, linter names of a `nolint` in lower case, empty for
    /// all.
    pub names: Vec<String>,
    /// Whether it is a `nolint` comment.
    pub nolint: bool,
}

/// Skims a file. Never fails: what is half-written is skimmed as far as it goes.
pub fn skim(text: &str) -> Skim {
    decls::skim(text)
}

impl Skim {
    /// The first import of `path`.
    pub fn imports_path(&self, path: &str) -> Option<&Import> {
        self.imports.iter().find(|i| i.path == path)
    }

    /// The index of the declaration whose span holds the byte at `offset`; doc comments belong to none.
    pub fn decl_at(&self, offset: usize) -> Option<usize> {
        let after = self.decls.partition_point(|d| d.span.start as usize <= offset);
        let at = after.checked_sub(1)?;
        (offset < self.decls[at].span.end as usize).then_some(at)
    }

    /// Whether the file is compiled by cgo.
    pub fn uses_c(&self) -> bool {
        self.imports_path("C").is_some()
    }
}
