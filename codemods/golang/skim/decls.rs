//! What package clauses, imports and declarations look like (Go spec, «Source file organization», «Declarations
//! and scope»), down to the names they declare.

use super::tokens::{Ahead, Tokens};
use super::{Decl, DeclKind, Import, Skim};
use crate::golang::lex::Token;
use crate::span::Span;

/// See [`super::skim`].
pub(super) fn skim(text: &str) -> Skim {
    let mut tokens = Tokens::new(text);
    // Behind what is no declaration, only the first column is trusted: the rest may be torn out of a body.
    let mut in_step = true;
    while let Some(t) = tokens.peek() {
        in_step |= t.first_column;
        match t.word {
            "package" if in_step && tokens.out.package.is_none() => package(&mut tokens),
            "import" if in_step => import(&mut tokens, t),
            "func" if in_step => in_step = func(&mut tokens, t),
            "type" if in_step => specs(&mut tokens, t, DeclKind::Type),
            "var" if in_step => specs(&mut tokens, t, DeclKind::Var),
            "const" if in_step => specs(&mut tokens, t, DeclKind::Const),
            word => {
                in_step &= word == ";";
                tokens.take();
            }
        }
    }
    tokens.out
}

fn package(tokens: &mut Tokens) {
    tokens.take();
    if let Some(name) = tokens.inside().filter(|t| t.token == Token::Ident) {
        tokens.out.package = Some(name.span);
        tokens.take();
    }
}

fn import(tokens: &mut Tokens, keyword: Ahead) {
    tokens.take();
    let first = tokens.out.imports.len();
    let grouped = tokens.take_if("(");
    if grouped {
        group(tokens, import_spec);
    } else {
        import_spec(tokens);
    }
    let decl = Span { start: keyword.span.start, end: tokens.end() as u32 };
    for import in &mut tokens.out.imports[first..] {
        import.decl = decl;
        import.grouped = grouped;
    }
}

/// Its `decl` and `grouped` are filled in when the declaration is at its end.
fn import_spec(tokens: &mut Tokens) {
    let name = tokens.inside().filter(|t| t.token == Token::Ident || t.word == ".").map(|t| t.span);
    if name.is_some() {
        tokens.take();
    }
    if let Some((literal, path)) = tokens.inside().and_then(|t| Some((t.span, quoted(t.word)?.to_string()))) {
        tokens.take();
        let span = Span { start: name.unwrap_or(literal).start, end: literal.end };
        tokens.out.imports.push(Import { name, path, span, decl: span, grouped: false });
    }
    rest(tokens, Braces::Any);
}

/// What stands between the quotes of a string literal that is complete.
fn quoted(literal: &str) -> Option<&str> {
    ['"', '`'].iter().find_map(|&quote| literal.strip_prefix(quote)?.strip_suffix(quote))
}

/// Reads a function or method. Says whether it was one: a function literal at file level is none.
fn func(tokens: &mut Tokens, keyword: Ahead) -> bool {
    tokens.take();
    let method = tokens.take_if("(");
    let receiver = if method { receiver(tokens) } else { None };
    let Some(name) = tokens.inside().filter(|t| t.token == Token::Ident) else { return false };
    tokens.take();
    let body = rest(tokens, Braces::Body);
    tokens.out.decls.push(Decl {
        kind: if method { DeclKind::Method } else { DeclKind::Func },
        names: vec![name.span],
        receiver,
        span: Span { start: keyword.span.start, end: tokens.end() as u32 },
        body,
        doc: keyword.doc,
    });
    true
}

/// Passes over a receiver whose `(` was taken. Its type's name is the last one outside type arguments; slices and
/// types of another package cannot be receivers.
fn receiver(tokens: &mut Tokens) -> Option<Span> {
    let (mut parens, mut brackets) = (1usize, 0usize);
    let mut name = None;
    let mut odd = false;
    while let Some(t) = tokens.inside() {
        match t.word {
            "(" => parens += 1,
            ")" => parens -= 1,
            "[" => brackets += 1,
            "]" => brackets = brackets.saturating_sub(1),
            "{" => break,
            "." if brackets == 0 => odd = true,
            _ if t.token == Token::Ident && brackets == 0 => {
                odd |= tokens.last_word() == "]";
                name = Some(t.span);
            }
            _ => {}
        }
        tokens.take();
        if parens == 0 {
            break;
        }
    }
    name.filter(|_| !odd)
}

/// Reads a type, variable or constant declaration, single or grouped.
fn specs(tokens: &mut Tokens, keyword: Ahead, kind: DeclKind) {
    tokens.take();
    let mut names = Vec::new();
    let mut spec = |tokens: &mut Tokens| {
        spec_names(tokens, kind, &mut names);
        rest(tokens, Braces::Any);
    };
    if tokens.take_if("(") {
        group(tokens, spec);
    } else {
        spec(tokens);
    }
    tokens.out.decls.push(Decl {
        kind,
        names,
        receiver: None,
        span: Span { start: keyword.span.start, end: tokens.end() as u32 },
        body: None,
        doc: keyword.doc,
    });
}

/// The names at the head of a spec: `a, b` of a variable or constant, one of a type.
fn spec_names(tokens: &mut Tokens, kind: DeclKind, names: &mut Vec<Span>) {
    while let Some(name) = tokens.inside().filter(|t| t.token == Token::Ident) {
        names.push(name.span);
        tokens.take();
        if kind == DeclKind::Type || !tokens.take_if(",") {
            break;
        }
    }
}

/// Reads the specs of a group whose `(` was taken, and its `)`.
fn group(tokens: &mut Tokens, mut spec: impl FnMut(&mut Tokens)) {
    while let Some(t) = tokens.inside() {
        if t.word == ")" {
            tokens.take();
            return;
        }
        let before = tokens.end();
        if t.word != ";" {
            spec(tokens);
        }
        // A semicolon, or something no spec can start with.
        if tokens.end() == before {
            tokens.take();
        }
    }
}

/// What a brace outside parentheses may open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    /// A type or a literal.
    Any,
    /// The body of a function, except behind `struct` and `interface`; the body ends the declaration.
    Body,
}

/// Passes over the rest of a declaration or spec, up to its semicolon (written or not) or a closing bracket that
/// it did not open. Gives the body of a function.
fn rest(tokens: &mut Tokens, braces: Braces) -> Option<Span> {
    let mut depth = 0usize;
    while let Some(t) = tokens.inside() {
        if depth == 0 && (t.semicolon || matches!(t.word, ";" | ")" | "]" | "}")) {
            break;
        }
        match t.word {
            "{" => {
                let body = braces == Braces::Body
                    && depth == 0
                    && !matches!(tokens.last_word(), "struct" | "interface");
                let block = tokens.take_block();
                if body || block.is_none() {
                    return block.filter(|_| body);
                }
                continue;
            }
            "(" | "[" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        tokens.take();
    }
    None
}
