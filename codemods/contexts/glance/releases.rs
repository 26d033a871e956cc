//! Whether a function may lose a release, or does with it what Go code does a hundred times: defer it at once.

use super::{Glance, Words};
use crate::facts::calls::STD_PRODUCERS;
use crate::golang::skim::DeclKind;

/// See [`Glance::may_lose_release`].
pub(super) fn may_lose_release(glance: &Glance) -> bool {
    if !matches!(glance.decl.kind, DeclKind::Func | DeclKind::Method) {
        return true;
    }
    let words = glance.words();
    let mut made: Vec<AtOnce> = Vec::new();
    let (mut blocks, mut loops, mut defers) = (Vec::new(), Vec::new(), Vec::new());
    let mut i = 0;
    while i < words.tokens.len() {
        match words.at(i) {
            "{" => blocks.push(words.close(i)),
            "}" => {
                blocks.pop();
            }
            "goto" => return true,
            "for" => match loop_body(words, i) {
                Some(open) => loops.push(words.close(open)),
                None => return true,
            },
            "defer" => defers.push(i..statement_end(words, i)),
            word if is_producer(words, i, word) => {
                let Some(mut found) = released_at_once(words, i) else { return true };
                let uses_context = |at: usize| words.at(at) == found.context;
                if loops.iter().any(|&end| i < end) || defers.iter().cloned().flatten().any(uses_context) {
                    return true;
                }
                found.block = blocks.last().copied().unwrap_or(words.tokens.len());
                i = found.end;
                made.push(found);
            }
            _ => {}
        }
        i += 1;
    }
    made.iter().any(|m| is_used_otherwise(words, m, &made))
}

/// Whether the release has another use than being made and deferred, or the context's name one behind its block.
fn is_used_otherwise(words: &Words, one: &AtOnce, made: &[AtOnce]) -> bool {
    let idents = |from: usize| (from..words.tokens.len()).filter(|&i| words.is_ident(i));
    let uses = idents(0).filter(|&i| words.at(i) == one.release).count();
    let deferred = made.iter().filter(|m| m.release == one.release).count();
    uses != 2 * deferred || idents(one.block).any(|i| words.at(i) == one.context)
}

/// Whether the name at token `i` may be called as a producer of the standard library or one of its namesakes: not a
/// method of what another call returns, and not for a single value.
fn is_producer(words: &Words, i: usize, word: &str) -> bool {
    if !words.is_ident(i) || STD_PRODUCERS.iter().all(|p| p.name != word) {
        return false;
    }
    let qualified = i >= 2 && words.at(i - 1) == ".";
    let start = if qualified { i - 2 } else { i };
    let chained = qualified && matches!(words.at(start), ")" | "]" | "}");
    let define = start >= 3 && words.at(start - 1) == "=" && words.at(start - 2) == ":";
    let single = match define {
        true => words.opens_line(start - 3),
        false => start >= 2 && words.at(start - 1) == "=" && words.opens_line(start - 2),
    };
    !chained && !single
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
fn statement_end(words: &Words, i: usize) -> usize {
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

/// What the producer at token `i` makes, if the statement stands on lines of its own and the next one is
/// `defer cancel()` or `t.Cleanup(cancel)`.
fn released_at_once<'t>(words: &Words<'t>, i: usize) -> Option<AtOnce<'t>> {
    // Behind the name of a package, or brought by a dot import.
    let start = if words.at(i.checked_sub(1)?) == "." { i.checked_sub(2)? } else { i };
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
