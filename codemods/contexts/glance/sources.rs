//! Whether a function may be given a context at all, by the types of its parameters.

use super::{Glance, Words};
use crate::contexts::sources::{may_be_controller, may_embed};
use crate::golang::skim::DeclKind;
use memchr::memmem;
use std::ops::Range;

/// Parts of the names of types that bring a context, in lower case: contexts, requests, commands, streams. Beside them
/// those that users name. An alias of one under a name that shows none of these has to be known.
const TELLING: &[&str] = &["context", "ctx", "req", "command", "cmd", "stream", "server", "cli"];

/// What a function makes contexts with that end by themselves.
const LIMITING: &[&str] = &["WithTimeout(", "WithDeadline(", "NotifyContext("];

/// What asks a context whether it has ended.
const ENDING: &[&str] = &[".Done()", ".Err()", ".Cause("];

/// What asks a value of whatever type for its context.
const ASKING: &str = ".Context()";

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
    let wanted = |words: &Words, i: usize| {
        let given = words.at(i + 2) == "ctx" && matches!(words.at(i + 3), "," | ")");
        matches!(words.at(i + 1), "(" | "[") && !given && of(words.at(i))
    };
    if !glance.text().contains(ASKING) {
        return may_be_at(glance, wanted);
    }
    let words = glance.words();
    (0..words.tokens.len()).any(|i| words.is_ident(i) && wanted(words, i))
}

/// See [`Glance::may_wait_with_source`].
pub(super) fn may_wait_with_source(glance: &Glance) -> bool {
    let waits = |words: &Words, i: usize| match words.at(i) {
        "Sleep" => true,
        "After" | "Tick" | "C" => is_waited_for(words, i),
        _ => false,
    };
    let limits = || LIMITING.iter().any(|name| glance.text().contains(name));
    let waits_somewhere = || {
        let words = glance.words();
        (0..words.tokens.len()).any(|i| words.is_ident(i) && waits(words, i))
    };
    // `s.ctx.Done()`, `s.ctx.Err()`
    let asks_field = || ENDING.iter().any(|call| glance.text().contains(call));
    may_be_at(glance, waits) || (limits() || asks_field()) && waits_somewhere()
}

/// See [`Glance::takes_one_of`].
pub(super) fn takes_one_of(glance: &Glance, known: impl Fn(&str) -> bool) -> bool {
    let words = glance.words();
    let funcs = (0..words.tokens.len()).filter(|&i| words.at(i) == "func");
    funcs.filter_map(|i| parameters(glance, words, i)).any(|list| {
        let mut types = types(words, list).into_iter().flatten();
        types.any(|i| words.is_ident(i) && known(words.at(i)))
    })
}

/// The names of aliases of `context.Context` that a text declares, but for those that tell.
pub fn aliases(text: &str) -> impl Iterator<Item = &str> {
    const ALIASED: &str = " = context.Context";
    memmem::find_iter(text.as_bytes(), ALIASED).filter_map(|at| {
        let behind = text[at + ALIASED.len()..].chars().next();
        let before = text[..at].trim_end_matches(' ');
        let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |i| i + 1);
        let name = &before[start..];
        let telling = || {
            let lower = name.to_ascii_lowercase();
            TELLING.iter().any(|part| lower.contains(part))
        };
        (behind.is_none_or(char::is_whitespace) && !name.is_empty() && !telling()).then_some(name)
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
}
