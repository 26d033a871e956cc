//! Whether a declaration may wait for the end of a context that nothing ends.

use super::releases::statement_end;
use super::{Glance, Words};
use std::collections::HashSet;

/// What makes such a context from nothing, or from another one that nothing ends.
const MAKERS: &[&str] = &["Background", "TODO", "WithoutCancel", "WithValue"];

/// See [`Glance::may_wait_for_nothing`].
pub(super) fn may_wait_for_nothing(glance: &Glance, known: impl Fn(&str) -> bool) -> bool {
    let words = glance.words();
    let asked = asked(words);
    if asked.is_empty() {
        return false;
    }
    let endless = endless(words, &known);
    asked.into_iter().any(|i| match words.at(i) {
        ")" => match words.partners[i] {
            Words::NONE => true,
            open => is_made(words, open as usize),
        },
        name => known(name) || endless.contains(name),
    })
}

/// The last tokens of what is asked for `Done`, or again and again for `Err`.
fn asked(words: &Words) -> Vec<usize> {
    let repeats = (0..words.tokens.len()).any(|i| matches!(words.at(i), "for" | "goto"));
    let asks = |&i: &usize| match words.at(i) {
        "Done" => true,
        "Err" => repeats,
        _ => false,
    };
    let calls = (2..words.tokens.len()).filter(asks);
    calls.filter(|&i| words.at(i - 1) == "." && words.at(i + 1) == "(").map(|i| i - 2).collect()
}

/// Whether the bracket at `open` is that of a call of a maker, or of none.
fn is_made(words: &Words, open: usize) -> bool {
    match open.checked_sub(1) {
        Some(name) if words.is_ident(name) => MAKERS.contains(&words.at(name)),
        _ => true,
    }
}

/// The names that may be given such a context: that of a maker, or that of another name.
fn endless<'w>(words: &'w Words, known: &impl Fn(&str) -> bool) -> HashSet<&'w str> {
    let given: Vec<(Vec<&str>, Vec<usize>)> = (0..words.tokens.len())
        .filter(|&i| words.at(i) == "=")
        .map(|i| (names_before(words, i), values_behind(words, i)))
        .collect();
    let mut endless = HashSet::new();
    loop {
        let before = endless.len();
        for (names, values) in &given {
            let is_endless = |&start: &usize| {
                let qualified = words.at(start + 1) == ".";
                let name = if qualified { start + 2 } else { start };
                let called = words.at(name + 1) == "(";
                match called {
                    true => MAKERS.contains(&words.at(name)),
                    false => known(words.at(name)) || !qualified && endless.contains(words.at(name)),
                }
            };
            if values.iter().any(is_endless) {
                endless.extend(names);
            }
        }
        if endless.len() == before {
            return endless;
        }
    }
}

/// The names in front of the `=` at token `i`, those of a type between them included.
fn names_before<'w>(words: &'w Words, i: usize) -> Vec<&'w str> {
    let mut names = Vec::new();
    for at in (0..i).rev() {
        match words.at(at) {
            name if words.is_ident(at) => names.push(name),
            ":" | "," | "." => {}
            _ => break,
        }
        if words.opens_line(at) {
            break;
        }
    }
    names
}

/// The tokens at which the values behind the `=` at token `i` start.
fn values_behind(words: &Words, i: usize) -> Vec<usize> {
    let end = statement_end(words, i);
    let mut starts = vec![i + 1];
    let mut at = i + 1;
    while at < end {
        at = match words.at(at) {
            "(" | "[" | "{" => words.close(at),
            "," => {
                starts.push(at + 1);
                at
            }
            _ => at,
        } + 1;
    }
    let inner = |start: usize| (start..end).find(|&s| words.at(s) != "(").unwrap_or(start);
    starts.into_iter().map(inner).collect()
}
