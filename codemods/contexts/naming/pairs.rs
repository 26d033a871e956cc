//! The contexts and releases that a text names, and which of them stand beside others. A matter of tokens: no
//! bindings are asked.

use crate::golang::lex::{Lexed, Lexer, Token};
use memchr::memmem;

/// The names on the left of `ctx, cancel := context.With…`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    pub ctx: Box<str>,
    pub release: Box<str>,
    /// Whether the release of another context, also a discarded one, can be seen there, or comes further down in the
    /// same block: then the name has to tell them apart.
    pub beside_others: bool,
}

const PRODUCERS: &[(&str, &str)] = &[("context", "With"), ("signal", "NotifyContext")];

/// All pairs of the text, in source order. Only functions that mention a producer are looked at, each by itself: a line
/// that starts with `func` starts one (in a raw string too, which costs a pair at most).
pub fn pairs(text: &str) -> Vec<Pair> {
    let producers = PRODUCERS.iter().map(|(package, name)| format!("{package}.{name}"));
    let mut mentions: Vec<usize> =
        producers.flat_map(|p| memmem::find_iter(text.as_bytes(), &p).collect::<Vec<_>>()).collect();
    mentions.sort_unstable();
    let mut all = Vec::new();
    let mut end = 0;
    for at in mentions {
        if at >= end {
            let start = text[..at].rfind("\nfunc ").unwrap_or(0);
            end = text[at..].find("\nfunc ").map_or(text.len(), |i| at + i);
            all.extend(pairs_in(&text[start..end]));
        }
    }
    all
}

/// The pairs of one function.
fn pairs_in(text: &str) -> Vec<Pair> {
    let tokens: Vec<Lexed> = Lexer::new(text).filter(|t| t.token != Token::Comment).collect();
    let places = places(text, &tokens);
    let beside_others = |i: usize| {
        let seen = |(before, after): (&Place, &Place)| after.blocks.starts_with(&before.blocks);
        let (before, here) = (&places[..i], &places[i]);
        before.iter().any(|p| seen((p, here))) || places[i + 1..].iter().any(|p| seen((here, p)))
    };
    (0..places.len())
        .filter(|&i| places[i].ctx != "_" && places[i].release != "_")
        .map(|i| Pair {
            ctx: places[i].ctx.into(),
            release: places[i].release.into(),
            beside_others: beside_others(i),
        })
        .collect()
}

/// A pair within the blocks that hold it, from the outermost.
struct Place<'t> {
    ctx: &'t str,
    release: &'t str,
    blocks: Vec<usize>,
}

fn places<'t>(text: &'t str, tokens: &[Lexed]) -> Vec<Place<'t>> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    let mut places = Vec::new();
    // Blocks are told apart by the token that opens them; a clause of a switch is one.
    let mut open: Vec<usize> = Vec::new();
    for i in 0..tokens.len() {
        match word(i) {
            "{" => open.push(i),
            "}" => {
                if open.last().is_some_and(|&o| word(o) != "{") {
                    open.pop();
                }
                open.pop();
            }
            "case" | "default" => {
                if open.last().is_some_and(|&o| word(o) != "{") {
                    open.pop();
                }
                open.push(i);
            }
            "=" if !open.is_empty() => {
                if let Some((ctx, release)) = pair(&word, tokens, i) {
                    places.push(Place { ctx, release, blocks: open.clone() });
                }
            }
            _ => {}
        }
    }
    places
}

/// The names that the `=` at token `i` assigns, if it is a producer's results that it assigns to plain names.
fn pair<'t>(word: &impl Fn(usize) -> &'t str, tokens: &[Lexed], i: usize) -> Option<(&'t str, &'t str)> {
    let (package, name) = (word(i + 1), word(i + 3));
    if !PRODUCERS.iter().any(|p| p.0 == package && name.starts_with(p.1)) || word(i + 4) != "(" {
        return None;
    }
    let last = i.checked_sub(if word(i.checked_sub(1)?) == ":" { 2 } else { 1 })?;
    let first = last.checked_sub(2).filter(|_| word(last - 1) == ",")?;
    let is_name = |at: usize| tokens[at].token == Token::Ident;
    let follows = first.checked_sub(1).map(word).is_some_and(|before| matches!(before, "." | ","));
    (is_name(first) && is_name(last) && !follows).then(|| (word(first), word(last)))
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_are_beside_those_that_can_be_seen() {
        let text = "
func a() {
	if x {
		aCtx, aCancel := context.WithCancel(p)
	} else {
		bCtx, bCancel = context.WithTimeout(p, d)
	}
}
func b() {
	ctx, cancel := signal.NotifyContext(p)
	go func() {
		cCtx, cCancel := context.WithCancel(ctx)
	}()
	switch {
	case x:
		s.ctx, s.cancel = context.WithCancel(ctx)
		_, stop := context.WithCancel(ctx)
		v := context.WithValue(ctx, k, v)
	}
}
func c() {
	switch y {
	case x:
		dCtx, dCancel := context.WithCancel(p)
	default:
		eCtx, eCancel := context.WithCancel(p)
	}
	fCtx, fCancel := context.WithCancel(p)
}
func d() {
	gCtx, gCancel := context.WithCancel(p)
	hCtx, _ := context.WithCancel(p)
}";
        let told = |p: &super::Pair| format!("{} {} {}", p.ctx, p.release, p.beside_others);
        let found: Vec<String> = pairs(text).iter().map(told).collect();
        let expected = [
            "aCtx aCancel false",
            "bCtx bCancel false",
            "ctx cancel true",
            "cCtx cCancel true",
            "dCtx dCancel false",
            "eCtx eCancel false",
            "fCtx fCancel false",
            "gCtx gCancel true",
        ];
        assert_eq!(found, expected);
    }
}
