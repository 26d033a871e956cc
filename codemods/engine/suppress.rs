//! Comments that silence findings (`cli.md`, Suppression).
//!
//! A `ctxmend:ignore` or `nolint` comment silences what starts on its own line; what starts on the line below if
//! it stands on a line of its own; a whole declaration from its doc comment; a whole file from above its package
//! clause. A `nolint` comment silences the statement that starts there to its end, as it does for the linters.

use super::analyse::Found;
use super::stats::{Tally, line_at};
use crate::Codemod;
use crate::golang::lex::Lexer;
use crate::golang::program::File;
use crate::golang::skim::Suppression;
use crate::span::Span;

/// The word that a suppression of this tool cannot be without.
pub(super) const NEEDLE: &str = "ctxmend";

/// Linters that `nolint` comments name, and the codemods that look for the same trouble.
const LINTERS: &[(&str, &[&str])] = &[
    ("govet", LOSTCANCEL),
    ("lostcancel", LOSTCANCEL),
    (
        "contextcheck",
        &[
            "background-in-handler",
            "background-with-ctx",
            "detached-goroutine",
            "global-ctx",
            "missing-ctx-param",
            "value-chain",
        ],
    ),
    ("gocritic", &["deferred-in-loop"]),
    ("noctx", &["context-free-call"]),
    ("containedctx", &["ctx-in-struct"]),
    ("fatcontext", &["nested-ctx"]),
];

/// Why what a comment silences is suppressed.
const BY_COMMENT: &str = "by a comment";

const LOSTCANCEL: &[&str] =
    &["undeferred-cancel", "overwritten-cancel", "deferred-in-loop", "shadowed-cancel"];

/// Names in a `nolint` comment that mean every codemod.
const EVERYTHING: &[&str] = &["all", "ctxmend"];

/// Marks the findings of one file that a comment silences; tells `tally`, if given, of the comments that silence
/// none though their codemods, where there are such, were chosen.
pub(super) fn mark(file: &File, chosen: &[&'static Codemod], found: &mut [Found], tally: Option<&Tally>) {
    let mut used = vec![false; file.skim.suppressions.len()];
    let reaches: Vec<Reach> = file.skim.suppressions.iter().map(|s| Reach::of(file, s)).collect();
    for f in found.iter_mut().filter(|f| *f.finding.path == *file.path) {
        let line = line_at(&file.text, f.finding.span.start as usize);
        for (i, suppression) in file.skim.suppressions.iter().enumerate() {
            if silences(suppression, f.finding.codemod) && reaches[i].covers(f.finding.span, line) {
                f.suppressed = Some(BY_COMMENT);
                used[i] = true;
            }
        }
    }
    let Some(tally) = tally else { return };
    for (suppression, used) in file.skim.suppressions.iter().zip(used) {
        let missed = |n: &String| {
            let named = |c: &&&Codemod| c.name == n;
            crate::CODEMODS.iter().any(|c| named(&c)) && !chosen.iter().any(|c| named(&c))
        };
        let asked = !suppression.names.iter().any(missed);
        if !used && !suppression.nolint && asked {
            let line = line_at(&file.text, suppression.span.start as usize);
            tally.with(|s| s.unused_suppressions.push((file.path.clone(), line)));
        }
    }
}

/// Whether the comment names the codemod, or all: `//nolint` does so without names, `//ctxmend:ignore` must have one.
fn silences(suppression: &Suppression, codemod: &str) -> bool {
    if suppression.names.is_empty() {
        return suppression.nolint;
    }
    suppression.names.iter().any(|name| {
        let linter = || LINTERS.iter().any(|(l, codemods)| l == name && codemods.contains(&codemod));
        name == codemod || suppression.nolint && (EVERYTHING.contains(&name.as_str()) || linter())
    })
}

/// What a comment reaches.
enum Reach {
    File,
    /// A declaration.
    Within(Span),
    /// The first and last line, from 1.
    Lines(usize, usize),
}

impl Reach {
    fn of(file: &File, suppression: &Suppression) -> Reach {
        let at = suppression.span;
        if file.skim.package.is_some_and(|p| at.end <= p.start) {
            return Reach::File;
        }
        if let Some(decl) = file.skim.decls.iter().find(|d| d.doc.is_some_and(|doc| doc.contains(at))) {
            return Reach::Within(decl.span);
        }
        let line = line_at(&file.text, at.start as usize);
        let last = line_at(&file.text, at.end as usize);
        let before = file.text[..at.start as usize].rsplit('\n').next().unwrap_or_default();
        let alone = before.trim().is_empty();
        let first = if alone { last + 1 } else { last };
        let last =
            if suppression.nolint { first.max(end_of_statement(&file.text, at, alone)) } else { first };
        Reach::Lines(line, last)
    }

    fn covers(&self, finding: Span, line: usize) -> bool {
        match *self {
            Reach::File => true,
            Reach::Within(decl) => decl.contains(finding),
            Reach::Lines(first, last) => first <= line && line <= last,
        }
    }
}

/// The line on which what stands on the line of the comment, or below it if it stands `alone`, closes its brackets.
fn end_of_statement(text: &str, comment: Span, alone: bool) -> usize {
    let (start, end) = (comment.start as usize, comment.end as usize);
    let from = match alone {
        true => text[end..].find('\n').map_or(text.len(), |i| end + i + 1),
        false => text[..start].rfind('\n').map_or(0, |i| i + 1),
    };
    let (mut open, mut line, mut seen) = (0usize, line_at(text, from), from);
    for lexed in Lexer::starting_at(text, from) {
        let (at, next) = (lexed.span.start as usize, lexed.span.end as usize);
        let below = text[seen..at].matches('\n').count();
        if open == 0 && below > 0 && seen > from {
            break;
        }
        match lexed.text(text) {
            "(" | "[" | "{" => open += 1,
            ")" | "]" | "}" if open == 0 => break,
            ")" | "]" | "}" => open -= 1,
            _ => {}
        }
        line += text[seen..next].matches('\n').count();
        seen = next;
    }
    line
}
