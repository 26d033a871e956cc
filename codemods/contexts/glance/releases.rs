//! Whether a function may lose a release, or does with it what Go code does a hundred times: defer it at once.

use super::{Glance, Words};
use crate::facts::calls::STD_PRODUCERS;
use crate::golang::skim::DeclKind;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// See [`Glance::may_lose_release`].
pub(super) fn may_lose_release(glance: &Glance) -> bool {
    if !matches!(glance.decl.kind, DeclKind::Func | DeclKind::Method) {
        return true;
    }
    let words = glance.words();
    let mut made: Vec<Deferred> = Vec::new();
    let mut deferred: HashSet<&str> = HashSet::new();
    let mut loop_end = 0;
    // Where the literals around end, and the loops around them: what a literal defers waits for its end alone.
    let mut literals: Vec<(usize, usize)> = Vec::new();
    let mut i = name(glance, words) + 1;
    while i < words.tokens.len() {
        match words.at(i) {
            "}" => {
                if let Some((_, around)) = literals.pop_if(|(end, _)| *end == i) {
                    loop_end = around;
                }
            }
            "goto" => return true,
            "func" => {
                if let Some(open) = literal_body(words, i) {
                    literals.push((words.close(open), loop_end));
                    loop_end = 0;
                }
            }
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
                    let Some(found) = released_at_last(words, start, i) else { return true };
                    if i < loop_end || deferred.contains(found.context) {
                        return true;
                    }
                    i = words.close(i + 1);
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
/// block that may mean a variable around it.
fn are_used_otherwise(words: &Words, made: &[Deferred]) -> bool {
    let mut uses: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut releases: HashMap<&str, usize> = HashMap::new();
    for one in made {
        uses.entry(one.context).or_default();
        uses.entry(one.release).or_default();
        *releases.entry(one.release).or_default() += 2;
    }
    for i in (0..words.tokens.len()).filter(|&i| !made.is_empty() && words.is_ident(i)) {
        if let Some(known) = uses.get_mut(words.at(i)) {
            known.push(i);
        }
    }
    if releases.iter().any(|(name, &known)| uses[name].len() != known) {
        return true;
    }
    let mut new: HashMap<&str, Vec<(usize, Range<usize>)>> = HashMap::new();
    made.iter().any(|one| {
        let all = &uses[one.context];
        if all.last().is_none_or(|&last| last < one.block) {
            return false;
        }
        let new = new
            .entry(one.context)
            .or_insert_with(|| all.iter().filter_map(|&u| new_variable(words, made, u)).collect());
        // What was declared before and can be seen behind the block is what the context has hidden.
        let is_new =
            |u: &usize| new.iter().any(|(at, scope)| *at >= one.block && (at == u || scope.contains(u)));
        all.iter().any(|u| *u >= one.block && !is_new(u))
    })
}

/// Where the variable can be seen that the name at token `at` declares, if it is clear that it declares one: in
/// `ctx := g()`, as a literal's parameter, or as the context of a release that is `made`.
fn new_variable(words: &Words, made: &[Deferred], at: usize) -> Option<(usize, Range<usize>)> {
    if let Some(one) = made.iter().find(|one| one.at == at) {
        return Some((at, one.end..one.block));
    }
    if words.opens_line(at) && words.at(at + 1) == ":" && words.at(at + 2) == "=" {
        return Some((at, statement_end(words, at)..block_end(words, at)));
    }
    let open = words.is_ident(at + 1).then(|| brackets_around(words, at)).flatten()?;
    let func = open.checked_sub(1).filter(|&f| words.at(f) == "func")?;
    let body = literal_body(words, func);
    Some((at, body.map_or(at..at, |body| body..words.close(body))))
}

/// The `(` of the list of parameters or arguments in which token `i` stands, outside of other brackets.
fn brackets_around(words: &Words, i: usize) -> Option<usize> {
    let mut at = i + 1;
    while !matches!(words.at(at), "" | ")" | "]" | "}" | ";") {
        at = words.close(at) + 1;
    }
    words.open(at).filter(|_| words.at(at) == ")")
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
        _ if may_be_renamed(words, i) => Call::Unclear,
        _ => Call::Other,
    }
}

/// Whether the name at token `i`, which is not called, may be the value that a variable is given: then that is called
/// by another name.
fn may_be_renamed(words: &Words, i: usize) -> bool {
    if words.at(i + 1) == "." {
        return false;
    }
    let Some(start) = operand_start(words, i) else { return true };
    let before = |n: usize| start.checked_sub(n).map_or("", |at| words.at(at));
    match before(1) {
        "=" => !matches!(before(2), "=" | "!"),
        ":" => true,
        "(" | "," => !is_argument(words, i) && !is_assigned(words, i),
        _ => false,
    }
}

/// Whether an `=` stands behind token `i` in its statement.
fn is_assigned(words: &Words, i: usize) -> bool {
    let mut at = i + 1;
    while at < words.tokens.len() && !words.opens_line(at) {
        if words.at(at) == "=" {
            return true;
        }
        at = words.close(at) + 1;
    }
    false
}

/// Whether the name at token `i`, which ends an operand, is one of the parameters or arguments in the brackets behind a
/// name.
fn is_argument(words: &Words, i: usize) -> bool {
    brackets_around(words, i)
        .and_then(|open| open.checked_sub(1))
        .is_some_and(|before| words.is_ident(before))
}

/// The name of a producer of the standard library. Only a call whose results are assigned keeps a release: not one
/// that gives a single value, and not one of a method of what another call returns.
fn of_std(words: &Words, i: usize) -> Call {
    let qualified = i >= 2 && words.at(i - 1) == ".";
    let start = if qualified { i - 2 } else { i };
    let before = |n: usize| start.checked_sub(n).map_or("", |at| words.at(at));
    if words.at(i + 1) != "(" {
        return Call::Producer { start };
    }
    let chained = qualified && matches!(words.at(start), ")" | "]" | "}");
    let kept = match before(1) {
        "=" if before(2) == ":" => start < 3 || !words.opens_line(start - 3),
        "=" => start < 2 || !words.opens_line(start - 2),
        "(" => !start.checked_sub(2).is_some_and(|f| words.is_ident(f)),
        _ => false,
    };
    if kept && !chained { Call::Producer { start } } else { Call::Other }
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
            "func" => return None,
            "struct" | "interface" => at = words.close(at + 1),
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

/// The brace that opens the body of the literal whose `func` is token `i`; `None` for a function's type, and for
/// results that are written with braces or brackets of their own.
fn literal_body(words: &Words, i: usize) -> Option<usize> {
    let mut at = words.close(i + 1) + 1;
    if words.at(i + 1) != "(" {
        return None;
    }
    while words.at(at) != "{" {
        match words.at(at) {
            "struct" | "interface" | "func" | "map" | "chan" | "case" => return None,
            "(" | "[" => at = words.close(at) + 1,
            "*" | "." => at += 1,
            _ if words.is_ident(at) && !words.opens_line(at) => at += 1,
            _ => return None,
        }
    }
    Some(at)
}

/// A release that is deferred, or left to a test, where it is made or soon after.
struct Deferred<'t> {
    context: &'t str,
    release: &'t str,
    /// The token that defines the context.
    at: usize,
    /// Where the statement that does so ends.
    end: usize,
    /// Where the block or clause of the definition ends.
    block: usize,
}

/// What the producer at token `i`, in an operand that starts at `start`, makes, if the statement stands on lines of its
/// own, and a later one of its block, before which nothing leaves the function, is `defer cancel()` or
/// `t.Cleanup(cancel)`.
fn released_at_last<'t>(words: &Words<'t>, start: usize, i: usize) -> Option<Deferred<'t>> {
    let at = start.checked_sub(5)?;
    let release = at + 2;
    let defined = words.at(at + 1) == "," && words.at(at + 3) == ":" && words.at(at + 4) == "=";
    if !defined || !words.opens_line(at) || !words.is_ident(at) || !words.is_ident(release) {
        return None;
    }
    let (context, release) = (words.at(at), words.at(release));
    if release == "_" || words.at(i + 1) != "(" {
        return None;
    }
    let end = words.close(i + 1) + 1;
    let mut next = end;
    while !is_release(words, next, release) {
        if leaves(words, next) {
            return None;
        }
        next = words.close(next) + 1;
    }
    Some(Deferred { context, release, at, end, block: block_end(words, at) })
}

/// Where the block or clause ends in which token `i` stands, outside of other brackets.
fn block_end(words: &Words, i: usize) -> usize {
    let mut at = i;
    while !matches!(words.at(at), "" | "}" | "case" | "default") {
        at = words.close(at) + 1;
    }
    at
}

/// Whether the code may not go on behind token `i`, or what is in the brackets that it opens, to the end of the block;
/// or defers something.
fn leaves(words: &Words, i: usize) -> bool {
    const LEAVES: [&str; 9] =
        ["return", "goto", "break", "continue", "fallthrough", "panic", "defer", "for", "select"];
    let ends = matches!(words.at(i), "" | "}" | ")" | "]" | "case" | "default");
    ends || (i..=words.close(i)).any(|i| LEAVES.contains(&words.at(i)))
}

/// Whether the statement that starts with token `i` is `defer cancel()` or `t.Cleanup(cancel)`, on a line of its own.
fn is_release(words: &Words, i: usize, release: &str) -> bool {
    let open = if words.at(i) == "defer" && words.at(i + 1) == release {
        i + 2
    } else if words.is_ident(i) && words.at(i + 1) == "." && words.at(i + 2) == "Cleanup" {
        i + 3
    } else {
        return false;
    };
    let end = words.close(open);
    let args: Vec<&str> = (open + 1..end).map(|i| words.at(i)).collect();
    let expected = match words.at(i) {
        "defer" => matches!(args[..], [] | ["nil"]),
        _ => args == [release],
    };
    let ends = words.at(end) == ")" && (words.opens_line(end + 1) || words.at(end + 1) == "}");
    words.opens_line(i) && words.at(open) == "(" && expected && ends
}
