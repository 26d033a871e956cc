//! Whether a function may be given a context at all, by the types of its parameters.

use super::{Glance, Words};
use crate::contexts::sources::{may_be_controller, may_embed};
use crate::golang::program::File;
use crate::golang::skim::{Decl, DeclKind};
use memchr::memmem;
use std::ops::Range;

/// Parts of the names of types that bring a context, in lower case: contexts, requests, commands, streams. Beside them
/// those that users name. An alias of one under a name that shows none of these is only looked for in the same file.
const TELLING: &[&str] = &["context", "ctx", "req", "command", "cmd", "stream", "server", "cli"];

/// See [`Glance::may_have_source`].
pub(super) fn may_have_source(glance: &Glance, of: &[&str]) -> bool {
    may_be_at(glance, |words, i| of.contains(&words.at(i)))
}

/// See [`Glance::may_use_with_source`].
pub(super) fn may_use_with_source(glance: &Glance, of: impl Fn(&str) -> bool) -> bool {
    may_be_at(glance, |words, i| of(words.at(i)))
}

/// See [`Glance::may_call_with_source`].
pub(super) fn may_call_with_source(glance: &Glance, of: impl Fn(&str) -> bool) -> bool {
    may_be_at(glance, |words, i| {
        let given = words.at(i + 2) == "ctx" && matches!(words.at(i + 3), "," | ")");
        matches!(words.at(i + 1), "(" | "[") && !given && of(words.at(i))
    })
}

/// See [`Glance::may_wait_with_source`].
pub(super) fn may_wait_with_source(glance: &Glance) -> bool {
    may_be_at(glance, |words, i| match words.at(i) {
        "Sleep" => true,
        "After" | "Tick" | "C" => is_waited_for(words, i),
        _ => false,
    })
}

/// Whether the channel whose last name is token `i` may be received from by a statement that does nothing else, by the
/// header of a loop, or by the first arm of a select.
fn is_waited_for(words: &Words, i: usize) -> bool {
    let mut start = i;
    while start >= 2 && words.at(start - 1) == "." {
        if !words.is_ident(start - 2) {
            return true;
        }
        start -= 2;
    }
    let before = |at: usize, n: usize| at.checked_sub(n).map_or("", |at| words.at(at));
    if before(start, 1) != "-" || before(start, 2) != "<" {
        return before(start, 1) == "range";
    }
    let arrow = start - 2;
    let line = (0..=arrow).rev().find(|&at| words.opens_line(at)).unwrap_or(0);
    line == arrow
        || matches!(before(arrow, 1), "{" | ";" | ":")
        || words.at(line) == "case" && before(line, 1) == "{" && before(line, 2) == "select"
}

/// Whether an identifier that `wanted` accepts stands in a function that may have a source.
fn may_be_at(glance: &Glance, wanted: impl Fn(&Words, usize) -> bool) -> bool {
    let holder = || {
        let receiver = glance.decl.receiver.map(|name| &glance.file.text[name.range()]);
        receiver.is_some_and(|name| may_hold_request(glance, name))
    };
    if !signatures_tell(glance) && !holder() {
        return false;
    }
    let words = glance.words();
    let places: Vec<usize> =
        (0..words.tokens.len()).filter(|&i| words.is_ident(i) && wanted(words, i)).collect();
    if places.is_empty() {
        return false;
    }
    if holder() {
        return true;
    }
    let funcs = (0..words.tokens.len()).filter(|&i| words.at(i) == "func");
    funcs.filter_map(|i| parameters(glance, words, i)).any(|list| {
        let body = body(words, list.end + 1);
        places.iter().any(|p| body.contains(p))
            && types(words, list).into_iter().any(|t| is_telling(glance, words, t))
    })
}

/// Whether the signature of one of the functions has a word that may be of a telling type: as far as the text shows it,
/// which is enough to pass over most tests without a look at their tokens.
fn signatures_tell(glance: &Glance) -> bool {
    let text = glance.text();
    memmem::find_iter(text.as_bytes(), "func").any(|start| {
        let rest = &text[start..];
        let signature = &rest[..memmem::find(rest.as_bytes(), b"{\n").unwrap_or(rest.len())];
        // The body may open further down.
        let is_cut = ["struct", "interface"].iter().any(|word| signature.contains(word));
        is_cut || glance.options.test_context && signature.contains("testing") || tells(glance, signature)
    })
}

/// The body of a function whose parameter list ends before token `i`; empty for a type of functions.
fn body(words: &Words, i: usize) -> Range<usize> {
    let mut at = i;
    while at < words.tokens.len() && !(at > i && words.opens_line(at)) {
        match words.at(at) {
            "{" => return at..words.close(at),
            "interface" | "struct" => at = words.close(at + 1),
            "(" | "[" => at = words.close(at),
            ")" | "]" | "}" | "," | ";" | "=" | ":" => break,
            _ => {}
        }
        at += 1;
    }
    at..at
}

/// Whether the type `name` of a receiver may be a struct that keeps a request. Of a type in another file that is not
/// known here.
fn may_hold_request(glance: &Glance, name: &str) -> bool {
    let file = glance.file;
    let mut here = file
        .skim
        .decls
        .iter()
        .filter(|d| d.kind == DeclKind::Type && d.names.iter().any(|n| &file.text[n.range()] == name));
    here.next().is_none_or(|d| {
        let text = &file.text[d.span.range()];
        // A type that is made of another one shows nothing.
        text.contains("Request")
            || !text.contains('{')
            || may_be_controller(glance.program, file, text)
            || may_embed(text)
    })
}

/// The parameter list of the `func` at token `i`, its brackets left out.
fn parameters(glance: &Glance, words: &Words, i: usize) -> Option<Range<usize>> {
    let mut open = i + 1;
    if i == 0 {
        if glance.decl.receiver.is_some() {
            open = words.close(open) + 1;
        }
        open += 1;
        if words.at(open) == "[" {
            open = words.close(open) + 1;
        }
    }
    (words.at(open) == "(").then(|| open + 1..words.close(open))
}

/// The types in a parameter list, as ranges of tokens (Go spec, «Function types»).
fn types(words: &Words, list: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut start, mut i) = (list.start, list.start);
    while i < list.end {
        match words.at(i) {
            "(" | "[" | "{" => i = words.close(i),
            "," => {
                items.push(start..i);
                start = i + 1;
            }
            _ => {}
        }
        i += 1;
    }
    items.push(start..list.end);
    let has_name = |item: &Range<usize>| {
        item.len() > 1
            && words.is_ident(item.start)
            && !matches!(words.at(item.start), "func" | "map" | "chan" | "struct" | "interface")
            && match words.at(item.start + 1) {
                // `list ...T`, not `pkg.T`
                "." => words.at(item.start + 2) == ".",
                // `list []T`, not `List[T]`
                "[" => words.close(item.start + 1) + 1 < item.end,
                _ => true,
            }
    };
    if !items.iter().any(has_name) {
        return items;
    }
    items.into_iter().filter(|item| item.len() > 1).map(|item| item.start + 1..item.end).collect()
}

/// Whether a context may be had from a value of the type.
fn is_telling(glance: &Glance, words: &Words, ty: Range<usize>) -> bool {
    // Lists, maps, channels, functions and literals of types are none of these, whatever they hold.
    if matches!(words.at(ty.start), "[" | "." | "<" | "map" | "chan" | "func" | "struct" | "interface") {
        return false;
    }
    let names = || ty.clone().filter(|&i| words.is_ident(i)).map(|i| words.at(i));
    if names().next() == Some("testing") {
        return glance.options.test_context;
    }
    names().any(|name| tells(glance, name))
}

/// Whether `text`, of a type's name or around it, may mean one that brings a context.
fn tells(glance: &Glance, text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    TELLING.iter().any(|part| lower.contains(part))
        || glance.program.facts.sources.iter().any(|s| text.contains(s.name))
        || glance.aliases().iter().any(|alias| text.contains(alias))
}

/// The names in the file that may be aliases of a context.
pub(super) fn aliases(file: &File) -> Vec<&str> {
    let types = file.skim.decls.iter().filter(|d| d.kind == DeclKind::Type);
    let names = types.flat_map(|d| d.names.iter().map(|n| &file.text[n.range()]).map(move |name| (d, name)));
    let is_alias = |d: &Decl, name: &str| {
        let text = &file.text[d.span.range()];
        let mut behind = memmem::find_iter(text.as_bytes(), name).map(|at| &text[at + name.len()..]);
        behind.any(|rest| {
            let value = rest.trim_start_matches([' ', '\t']).strip_prefix('=');
            value.is_some_and(|v| v.lines().next().is_some_and(|line| line.contains("Context")))
        })
    };
    names.filter(|(d, name)| is_alias(d, name)).map(|(_, name)| name).collect()
}
