//! One linear pass over a file: package, imports, declarations, comments that steer the tool. No tree.

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
    /// Whether a comment before the package clause says so (golang.org/s/generatedcode).
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
    /// From `{` to `}` of a function that has a body.
    pub body: Option<Span>,
    /// The comment lines directly above, if any.
    pub doc: Option<Span>,
}

/// A comment that silences findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// What it silences: codemod names of a `ctxmend:ignore`, linter names of a `nolint`; empty for all.
    pub names: Vec<String>,
    /// Whether it is a `nolint` comment.
    pub nolint: bool,
}

/// Skims a file. Never fails: what is half-written is skimmed as far as it goes.
pub fn skim(_text: &str) -> Skim {
    Skim::default()
}
