//! Whether a function may lose a release, or does with it what Go code does a hundred times: defer it at once.

use super::{Glance, Words};
use crate::facts::calls::STD_PRODUCERS;
use crate::golang::skim::DeclKind;
use std::collections::{HashMap, HashSet};

/// See [`Glance::may_lose_release`].
pub(super) fn may_lose_release(glance: &Glance) -> bool {
    if !matches!(glance.decl.kind, DeclKind::Func | DeclKind::Method) {
        return true;
    }
    let words = glance.words();
    let mut made: Vec<AtOnce> = Vec::new();
    let mut blocks = Vec::new();
    let mut deferred: HashSet<&str> = HashSet::new();
    let mut loop_end = 0;
    let mut i = name(glance, words) + 1;
    while i < words.tokens.len() {
        match words.at(i) {
            "{" => blocks.push(words.close(i)),
            "}" => {
                blocks.pop();
            }
            "goto" => return true,
            "for" => match loop_body(words, i) {
                Some(open) => loop_end = loop_end.max(words.close(open)),
                None => return true,
            },
            "defer" => {
                let named = (i..statement_end(words, i)).filter(|&i| words.is_ident(i));
                deferred.extend(named.map(|i| words.at(i)));
            }
            word if words.is_ident(i) => match call(glance, words, i, word) {
                Call::Other => {}
                Call::Unclear => return true,
                Call::Producer { start } => {
                    let Some(mut found) = released_at_once(words, start, i) else { return true };
                    if i < loop_end || deferred.contains(found.context) {
                        return true;
                    }
                    found.block = blocks.last().copied().unwrap_or(words.tokens.len());
                    i = found.end;
                    made.push(found);
                }
            },
            _ => {}
        }
        i += 1;
    }
    are_used_otherwise(words, &made)
}

/// The token that names the function.
fn name(glance: &Glance, words: &Words) -> usize {
    1 + glance.decl.receiver.map_or(0, |_| words.close(1))
}

/// Whether one of the releases has another use than being made and deferred, or its context's name one behind its
/// block.
fn are_used_otherwise(words: &Words, made: &[AtOnce]) -> bool {
    if made.is_empty() {
        return false;
    }
    // How often each name stands there, and where for the last time.
    let mut uses: HashMap<&str, (usize, usize)> = HashMap::new();
    for i in (0..words.tokens.len()).filter(|&i| words.is_ident(i)) {
        let (count, last) = uses.entry(words.at(i)).or_default();
        *count += 1;
        *last = i;
    }
    let mut releases: HashMap<&str, usize> = HashMap::new();
    for one in made {
        *releases.entry(one.release).or_default() += 2;
    }
    releases.iter().any(|(name, &known)| uses.get(name).is_some_and(|&(count, _)| count != known))
        || made.iter().any(|one| uses.get(one.context).is_some_and(|&(_, last)| last >= one.block))
}

/// What a name in a function body may be.
enum Call {
    /// No producer, or one whose results are not kept as a context and its release.
    Other,
    /// A producer's call: its function starts at that token.
    Producer { start: usize },
    /// The tokens do not tell.
    Unclear,
}

/// What the name at token `i` may be: a producer of the standard library or of the module, or one of their namesakes.
fn call(glance: &Glance, words: &Words, i: usize, word: &str) -> Call {
    if STD_PRODUCERS.iter().any(|p| p.name == word) {
        return of_std(words, i);
    }
    if !glance.producers.contains(word) {
        return Call::Other;
    }
    match words.at(i + 1) {
        "(" | "[" => of_module(words, i),
        // A key, or a new variable of that name, which is called by that name.
        ":" | "=" if words.at(i.wrapping_sub(1)) != "." => Call::Other,
        _ => Call::Unclear,
    }
}

/// The name of a producer of the standard library: not one where it is a method of what another call returns, nor
/// for a single value.
fn of_std(words: &Words, i: usize) -> Call {
    let qualified = i >= 2 && words.at(i - 1) == ".";
    let start = if qualified { i - 2 } else { i };
    let chained = qualified && matches!(words.at(start), ")" | "]" | "}");
    let define = start >= 3 && words.at(start - 1) == "=" && words.at(start - 2) == ":";
    let single = match define {
        true => words.opens_line(start - 3),
        false => start >= 2 && words.at(start - 1) == "=" && words.opens_line(start - 2),
    };
    if chained || single { Call::Other } else { Call::Producer { start } }
}

/// A call of a name that a producer of the module has: only one whose results are assigned to two or three variables
/// keeps a release, and never where an error is the second.
fn of_module(words: &Words, i: usize) -> Call {
    let Some(start) = operand_start(words, i) else { return Call::Unclear };
    let Some(before) = start.checked_sub(1).filter(|&b| b > 0) else { return Call::Unclear };
    if words.at(before) == "(" && words.at(before - 1) == "=" {
        return Call::Unclear;
    }
    if words.at(before) != "=" {
        return Call::Other;
    }
    let defines = words.at(before - 1) == ":";
    let Some(last) = before.checked_sub(if defines { 2 } else { 1 }) else { return Call::Unclear };
    let Some(first) = operand_start(words, last) else { return Call::Unclear };
    let comma = first.wrapping_sub(1);
    if words.at(comma) != "," {
        // Of `var a, b T = f()` the type was taken for a variable.
        return if defines || words.opens_line(first) { Call::Other } else { Call::Unclear };
    }
    let first_of_two = operand_start(words, comma - 1)
        .and_then(|first| first.checked_sub(1))
        .is_some_and(|before| words.at(before) != ",");
    let is_error = matches!(words.at(last), "err" | "ok" | "found");
    if first_of_two && is_error && last == comma + 1 { Call::Other } else { Call::Producer { start } }
}

/// The first token of the operand `a.b[i](x).c` whose last token is `end`; `None` where it starts otherwise than with
/// a name.
fn operand_start(words: &Words, end: usize) -> Option<usize> {
    let mut at = end;
    loop {
        while matches!(words.at(at), ")" | "]") {
            at = words.open(at)?.checked_sub(1)?;
        }
        if !words.is_ident(at) {
            return None;
        }
        if at < 2 || words.at(at - 1) != "." {
            return Some(at);
        }
        at -= 2;
    }
}

/// The brace that opens the body of the loop at token `i`; `None` if the header holds a function literal.
fn loop_body(words: &Words, i: usize) -> Option<usize> {
    let mut at = i + 1;
    while at < words.tokens.len() {
        match words.at(at) {
            "func" | "struct" | "interface" => return None,
            "{" => {
                // A literal, `range []T{a, b} {`, goes on in its line.
                let end = words.close(at);
                if words.opens_line(end + 1) || matches!(words.at(end + 1), "" | "}" | ")" | "," | ";") {
                    return Some(at);
                }
                at = end;
            }
            "(" | "[" => at = words.close(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// One past the statement that starts at token `i`, if it starts its line.
pub(super) fn statement_end(words: &Words, i: usize) -> usize {
    let mut at = i + 1;
    while at < words.tokens.len() && !words.opens_line(at) {
        at = match words.at(at) {
            "(" | "[" | "{" => words.close(at),
            _ => at,
        } + 1;
    }
    at
}

/// A release that is deferred, or left to a test, where it is made.
struct AtOnce<'t> {
    context: &'t str,
    release: &'t str,
    /// The last token of the statement that does so.
    end: usize,
    /// Where the block of both statements ends.
    block: usize,
}

/// What the producer at token `i`, in an operand that starts at `start`, makes, if the statement stands on lines of its
/// own and the next one is `defer cancel()` or `t.Cleanup(cancel)`.
fn released_at_once<'t>(words: &Words<'t>, start: usize, i: usize) -> Option<AtOnce<'t>> {
    let context = start.checked_sub(5)?;
    let release = context + 2;
    let defined =
        words.at(context + 1) == "," && words.at(context + 3) == ":" && words.at(context + 4) == "=";
    if !defined || !words.opens_line(context) || !words.is_ident(context) || !words.is_ident(release) {
        return None;
    }
    let (context, release) = (words.at(context), words.at(release));
    if release == "_" || words.at(i + 1) != "(" {
        return None;
    }
    let next = words.close(i + 1) + 1;
    let open = if words.at(next) == "defer" && words.at(next + 1) == release {
        next + 2
    } else if words.is_ident(next) && words.at(next + 1) == "." && words.at(next + 2) == "Cleanup" {
        next + 3
    } else {
        return None;
    };
    let end = words.close(open);
    let args: Vec<&str> = (open + 1..end).map(|i| words.at(i)).collect();
    let expected = match words.at(next) {
        "defer" => matches!(args[..], [] | ["nil"]),
        _ => args == [release],
    };
    let ends = words.at(end) == ")" && (words.opens_line(end + 1) || words.at(end + 1) == "}");
    let fits = words.opens_line(next) && words.at(open) == "(" && expected && ends;
    fits.then_some(AtOnce { context, release, end, block: 0 })
}
