//! A copy of a declaration, of the same length, without the newer Go that the grammar does not parse.
//!
//! `new(expr)` (Go 1.26): that `new` becomes an ordinary identifier. A method's type parameters (Go 1.27): blanks.

use crate::golang::lex::{Lexer, Token};

/// The masked copy of `source`, or `None` if there is nothing to mask.
pub(super) fn mask(source: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(source).ok()?;
    let tokens: Vec<_> = Lexer::new(text).filter(|t| t.token != Token::Comment).collect();
    let mut out = source.to_vec();
    let mut changed = false;
    for (i, t) in tokens.iter().enumerate() {
        let is_new = t.token == Token::Ident && t.text(text) == "new";
        let after_dot = i > 0 && tokens[i - 1].text(text) == ".";
        if is_new && !after_dot && holds_expression(text, &tokens[i + 1..]) {
            out[t.span.start as usize..t.span.end as usize].copy_from_slice(b"nEw");
            changed = true;
        }
    }
    changed |= blank_method_type_params(text, &tokens, &mut out);
    changed.then_some(out)
}

type Lexed = crate::golang::lex::Lexed;

/// Whether the parenthesis that opens `rest` holds something that cannot be read as a type: what the grammar
/// accepts after `new(` stays as it is.
fn holds_expression(text: &str, rest: &[Lexed]) -> bool {
    if rest.first().is_none_or(|t| t.text(text) != "(") {
        return false;
    }
    let mut depth = 0usize;
    let mut first = true;
    for t in rest {
        let word = t.text(text);
        match word {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return false;
        }
        if depth == 1 && !first {
            let typelike = matches!(t.token, Token::Ident)
                && !matches!(word, "true" | "false" | "nil" | "iota")
                || matches!(
                    word,
                    "." | "*" | "]" | "}" | ")" | "," | "map" | "chan" | "struct" | "interface" | "<-"
                );
            if !typelike {
                return true;
            }
        }
        // A parenthesis inside is a call or a conversion, except in a function type.
        if depth == 2 && word == "(" && !rest.iter().take(3).any(|t| t.text(text) == "func") {
            return true;
        }
        if depth == 2 && word == "{" && !rest.iter().any(|t| matches!(t.text(text), "struct" | "interface")) {
            return true;
        }
        first = false;
    }
    false
}

fn blank_method_type_params(text: &str, tokens: &[Lexed], out: &mut [u8]) -> bool {
    let words = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    if words(0) != "func" || words(1) != "(" {
        return false;
    }
    let Some(close) = tokens.iter().position(|t| t.text(text) == ")") else { return false };
    if tokens.get(close + 1).is_none_or(|t| t.token != Token::Ident) || words(close + 2) != "[" {
        return false;
    }
    let mut depth = 0usize;
    for t in &tokens[close + 2..] {
        match t.text(text) {
            "[" => depth += 1,
            "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let from = tokens[close + 2].span.start as usize;
            for b in &mut out[from..t.span.end as usize] {
                if *b != b'\n' {
                    *b = b' ';
                }
            }
            return true;
        }
    }
    false
}
