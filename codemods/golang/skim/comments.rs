//! What comments say to tools: suppressions, the build constraint, the mark of generated files.

use super::{Skim, Suppression};
use crate::golang::lex::{Lexer, Token};
use crate::span::Span;

/// Takes in a comment from anywhere in a file. `header`: nothing but comments stands before it; `early`: or the package
/// clause.
pub(super) fn see(text: &str, span: Span, (header, early): (bool, bool), out: &mut Skim) {
    let comment = &text[span.range()];
    if let Some(suppression) = suppression(comment, span) {
        out.suppressions.push(suppression);
    }
    out.generated |= early && says_generated(comment);
    if header && out.build.is_none() && opens_its_line(text, span) {
        out.build = directive(comment, "//go:build").map(|expression| expression.trim().to_string());
    }
}

/// Whether a comment before the package clause, or right behind it, marks the file as generated: without the rest of
/// the skim.
pub fn is_generated(text: &str) -> bool {
    let mut clause = 0;
    let header = Lexer::new(text).take_while(|t| {
        clause += usize::from(t.token != Token::Comment);
        clause <= PACKAGE_CLAUSE
    });
    header.filter(|t| t.token == Token::Comment).map(|t| t.text(text)).any(says_generated)
}

/// The tokens of `package p`.
pub(super) const PACKAGE_CLAUSE: usize = 2;

fn says_generated(comment: &str) -> bool {
    comment.lines().any(is_generated_mark)
}

/// golang.org/s/generatedcode asks for `// Code generated … DO NOT EDIT.` before the package clause. So will others do
/// that call the code generated and say not to edit: who does loses it when the file is made anew. A package that tells
/// such files apart quotes the mark.
fn is_generated_mark(line: &str) -> bool {
    let is_quoted = |before: &str| before.ends_with(['"', '\'', '`', '«', '“']);
    let is_about_package = || line.trim_start_matches(['/', '*', ' ']).starts_with("Package ");
    line.contains("generated")
        && line.split_once("DO NOT EDIT").is_some_and(|(before, _)| !is_quoted(before))
        && !is_about_package()
}

fn opens_its_line(text: &str, span: Span) -> bool {
    let before = &text[..span.start as usize];
    let line = &before[before.rfind('\n').map_or(0, |i| i + 1)..];
    line.trim_start_matches('\u{feff}').trim().is_empty()
}

/// What follows `name` in a comment that starts with it.
fn directive<'t>(comment: &'t str, name: &str) -> Option<&'t str> {
    let rest = comment.strip_prefix(name)?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
}

fn suppression(comment: &str, span: Span) -> Option<Suppression> {
    if let Some(rest) = directive(comment, "//ctxmend:ignore") {
        return Some(Suppression { span, names: ignored_names(rest), nolint: false });
    }
    // As golangci-lint reads it: any number of slashes and blanks before the word.
    let rest = comment.strip_prefix("//")?.trim_start_matches(['/', ' ']).strip_prefix("nolint")?;
    match rest.strip_prefix(':') {
        Some(names) => Some(Suppression { span, names: linter_names(names), nolint: true }),
        None if rest.is_empty() || rest.starts_with([' ', '\t']) => {
            Some(Suppression { span, names: Vec::new(), nolint: true })
        }
        None => None,
    }
}

/// `a,b reason`, also `a, b reason`.
fn ignored_names(rest: &str) -> Vec<String> {
    let mut names = Vec::new();
    for word in rest.split_whitespace() {
        names.extend(word.split(',').filter(|name| !name.is_empty()).map(str::to_string));
        if !word.ends_with(',') {
            break;
        }
    }
    names
}

/// `a,b // why`; no names if the list holds `all` or nothing.
fn linter_names(list: &str) -> Vec<String> {
    let list = list.split("//").next().unwrap_or_default();
    let names: Vec<String> = list
        .split(',')
        .filter_map(|item| item.split_whitespace().next())
        .map(str::to_ascii_lowercase)
        .collect();
    if names.iter().any(|name| name == "all") { Vec::new() } else { names }
}
