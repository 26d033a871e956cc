//! What comments the author of the code has written: not those that silence this tool, which say nothing of the code.

use crate::golang::program::{File, Site};
use crate::span::Span;

/// The comments of the declaration directly above `start`, the nearest first.
pub(super) fn above<'s>(site: Site<'s>, start: usize) -> Vec<&'s str> {
    let (text, mut from) = (&site.file.text, start);
    let mut found = Vec::new();
    for c in site.tree().comments().iter().rev().filter(|c| c.end as usize <= start) {
        let gap = &text[c.end as usize..from];
        if !gap.trim().is_empty() || gap.matches('\n').count() > 1 || !starts_line(text, c.start as usize) {
            break;
        }
        from = c.start as usize;
        if !is_suppression(site, *c) {
            found.push(&text[c.range()]);
        }
    }
    found
}

/// The comments on the line of `start`, behind it.
pub(super) fn behind<'s>(site: Site<'s>, start: usize) -> Vec<&'s str> {
    let text = &site.file.text;
    let end_of_line = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let behind = of_author(site).filter(|c| (start..end_of_line).contains(&(c.start as usize)));
    behind.map(|c| &text[c.range()]).collect()
}

/// The text between the two ends, without the comments that silence this tool.
pub(super) fn said(file: &File, span: Span) -> String {
    let mut text = String::new();
    let mut from = span.start;
    for own in file.skim.suppressions.iter().filter(|s| !s.nolint && span.contains(s.span)) {
        text.push_str(&file.text[from as usize..own.span.start as usize]);
        from = own.span.end;
    }
    text.push_str(&file.text[from as usize..span.end as usize]);
    text
}

/// The same of the doc comment of a declaration of the file, by its number there.
pub fn doc(file: &File, decl: usize) -> Option<String> {
    file.skim.decls.get(decl)?.doc.map(|span| said(file, span))
}

/// The same of what stands on the line of byte `start`, from there on.
pub(super) fn rest_of_line(file: &File, start: usize) -> String {
    let rest = &file.text[start..];
    said(file, Span::new(start, start + rest.find('\n').unwrap_or(rest.len())))
}

/// Whether the comment silences findings of this tool.
fn is_suppression(site: Site, comment: Span) -> bool {
    let mut own = site.file.skim.suppressions.iter().filter(|s| !s.nolint);
    own.any(|s| s.span.start == comment.start)
}

/// The comments of the declaration that are not there for this tool.
pub(super) fn of_author<'a>(site: Site<'a>) -> impl DoubleEndedIterator<Item = &'a Span> {
    site.tree().comments().iter().filter(move |&&c| !is_suppression(site, c))
}

fn starts_line(text: &str, at: usize) -> bool {
    text[..at].rsplit('\n').next().is_some_and(|head| head.trim().is_empty())
}
