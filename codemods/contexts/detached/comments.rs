//! Comments that say why a context is detached: who writes one knows what they do.

use crate::golang::program::Site;
use crate::golang::syntax::NodeId;

/// Words that a comment right above the statement uses about its context, if one of [`APART`] is in it too.
const CONTEXT: &[&str] = &["context", "contexts", "ctx", "background"];

/// Words that set a context apart from the request's.
const APART: &[&str] = &[
    "not",
    "don",
    "doesn",
    "never",
    "own",
    "separate",
    "fresh",
    "instead",
    "without",
    "even",
    "after",
    "regardless",
];

/// Words that a comment uses about work that goes on, wherever it stands.
const GOES_ON: &[&str] = &[
    "cancel",
    "cancels",
    "canceled",
    "cancelled",
    "cancellation",
    "canceling",
    "cancelling",
    "detach",
    "detached",
    "disconnect",
    "disconnects",
    "independent",
    "independently",
    "outlive",
    "outlives",
    "survive",
    "survives",
];

/// Whether a comment above the statement around `node`, or behind it on its line, speaks of contexts and their end.
/// Not one that says that something is still to be done.
pub fn says_why(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(node) else { return false };
    let (text, start) = (&site.file.text, tree.span(stmt).start as usize);
    let end_of_line = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let behind = tree.comments().iter().filter(|c| (start..end_of_line).contains(&(c.start as usize)));
    let mut above = Vec::new();
    let mut from = start;
    for c in tree.comments().iter().rev().filter(|c| c.end as usize <= start) {
        let gap = &text[c.end as usize..from];
        if !gap.trim().is_empty() || gap.matches('\n').count() > 1 || !starts_line(text, c.start as usize) {
            break;
        }
        from = c.start as usize;
        above.push(&text[c.range()]);
    }
    if above.iter().any(|c| c.contains("TODO") || c.contains("FIXME")) {
        return false;
    }
    above.iter().any(|c| uses(c, CONTEXT) && uses(c, APART) || uses(c, GOES_ON))
        || behind.into_iter().any(|c| uses(&text[c.range()], GOES_ON))
}

fn starts_line(text: &str, at: usize) -> bool {
    text[..at].rsplit('\n').next().is_some_and(|head| head.trim().is_empty())
}

fn uses(comment: &str, words: &[&str]) -> bool {
    comment
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|w| w.eq_ignore_ascii_case(word)))
}
