//! Tokens without comments, with what separates them: automatic semicolons, doc comments, and the places where a
//! half-written declaration must end because the next one starts.

use super::{Skim, comments};
use crate::golang::lex::{Landmark, Lexed, Lexer, Token};
use crate::span::Span;
use memchr::memchr;

/// The token that comes next.
#[derive(Clone, Copy)]
pub(super) struct Ahead<'t> {
    pub token: Token,
    pub word: &'t str,
    pub span: Span,
    /// Whether a semicolon stands before it that nobody wrote (Go spec, «Semicolons»).
    pub semicolon: bool,
    /// Whether it opens its line, in the first column.
    pub first_column: bool,
    /// The comments directly above.
    pub doc: Option<Span>,
}

/// A position in the text between two tokens.
pub(super) struct Tokens<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    ahead: Option<Ahead<'t>>,
    last: Option<Lexed>,
    /// How many tokens were taken one by one.
    taken: usize,
    /// Whether a brace turned out to be unclosed: from then on, any declaration keyword in the first column starts
    /// a declaration of the file.
    broken: bool,
    /// Takes in what the comments on the way say.
    pub out: Skim,
}

impl<'t> Tokens<'t> {
    pub fn new(text: &'t str) -> Tokens<'t> {
        Tokens {
            text,
            lexer: Lexer::new(text),
            ahead: None,
            last: None,
            taken: 0,
            broken: false,
            out: Skim::default(),
        }
    }

    /// The end of the last token that was taken.
    pub fn end(&self) -> usize {
        self.last.map_or(0, |t| t.span.end as usize)
    }

    /// The text of the last token that was taken.
    pub fn last_word(&self) -> &'t str {
        self.last.map_or("", |t| &self.text[t.span.range()])
    }

    /// The next token, which stays where it is.
    pub fn peek(&mut self) -> Option<Ahead<'t>> {
        if self.ahead.is_none() {
            self.ahead = self.fill();
        }
        self.ahead
    }

    /// The next token of a declaration that has begun: none where another declaration starts.
    pub fn inside(&mut self) -> Option<Ahead<'t>> {
        let text = self.text;
        self.peek().filter(|t| {
            !t.first_column
                || t.token != Token::Ident
                || opening(text, t.span.start as usize) == Opening::None
        })
    }

    /// Passes over the next token.
    pub fn take(&mut self) {
        if let Some(t) = self.peek() {
            self.last = Some(Lexed { token: t.token, span: t.span });
            self.taken += 1;
            self.ahead = None;
        }
    }

    /// Passes over the next token if it is `word`, and says whether it was.
    pub fn take_if(&mut self, word: &str) -> bool {
        let found = self.inside().is_some_and(|t| t.word == word);
        if found {
            self.take();
        }
        found
    }

    /// Passes over an opening brace, which must come next, and all up to its closing brace. Gives the span of both,
    /// or `None` if the block is cut off by the file's end or the next declaration.
    pub fn take_block(&mut self) -> Option<Span> {
        self.take();
        let open = self.end().saturating_sub(1);
        let mut depth = 1usize;
        let mut suspect = None;
        while let Some(mark) = self.lexer.next_landmark() {
            match mark {
                Landmark::Open(_) => depth += 1,
                Landmark::Close(at) => {
                    depth -= 1;
                    if depth == 0 {
                        self.last = Some(Lexed { token: Token::Punct, span: Span::new(at, at + 1) });
                        return Some(Span::new(open, at + 1));
                    }
                }
                Landmark::Comment(span) => comments::see(self.text, span, (false, false), &mut self.out),
                Landmark::Line(at) => match opening(self.text, at) {
                    Opening::None => {}
                    Opening::Local if !self.broken => suspect = suspect.or(Some(at)),
                    Opening::Local | Opening::File => {
                        self.cut(open, suspect.unwrap_or(at));
                        return None;
                    }
                },
            }
        }
        self.cut(open, suspect.unwrap_or(self.text.len()));
        None
    }

    /// Ends an unclosed block that starts at `open` before `at`, and goes on behind its last token.
    fn cut(&mut self, open: usize, at: usize) {
        self.broken = true;
        let tokens = Lexer::starting_at(self.text, open).take_while(|t| (t.span.start as usize) < at);
        self.last = tokens.filter(|t| t.token != Token::Comment).last();
        let end = self.end();
        self.lexer = Lexer::starting_at(self.text, end);
        self.out.suppressions.retain(|s| (s.span.start as usize) < end);
    }

    fn fill(&mut self) -> Option<Ahead<'t>> {
        let bytes = self.text.as_bytes();
        let mut border = self.end();
        let mut newline = false;
        let mut doc: Option<Span> = None;
        loop {
            let t = self.lexer.next()?;
            let start = t.span.start as usize;
            let gap = &bytes[border..start];
            let breaks = line_breaks(gap);
            border = t.span.end as usize;
            if t.token != Token::Comment {
                newline |= breaks > 0;
                return Some(Ahead {
                    token: t.token,
                    word: t.text(self.text),
                    span: t.span,
                    semicolon: newline && self.last.is_some_and(|last| ends_statement(last, self.text)),
                    first_column: matches!(bytes[..start].last(), None | Some(b'\n')),
                    doc: doc.filter(|_| breaks == 1),
                });
            }
            let header = self.last.is_none();
            let early = header || self.taken <= comments::PACKAGE_CLAUSE;
            comments::see(self.text, t.span, (header, early), &mut self.out);
            // A comment on the line of the token before it is not about what follows.
            let trailing = self.last.is_some() && !newline && breaks == 0;
            doc = match doc {
                _ if trailing => None,
                Some(group) if breaks < 2 => Some(Span { start: group.start, end: t.span.end }),
                _ => Some(t.span),
            };
            newline |= breaks > 0 || memchr(b'\n', &bytes[t.span.range()]).is_some();
        }
    }
}

/// The number of line breaks in the white space between two tokens, at most two.
fn line_breaks(gap: &[u8]) -> usize {
    match memchr(b'\n', gap) {
        None => 0,
        Some(i) => 1 + usize::from(memchr(b'\n', &gap[i + 1..]).is_some()),
    }
}

/// Whether a line break behind `t` is a semicolon. (`++` and `--` end no declaration.)
fn ends_statement(t: Lexed, text: &str) -> bool {
    match t.token {
        Token::Text | Token::Number => true,
        Token::Ident => !matches!(
            t.text(text),
            "case"
                | "chan"
                | "const"
                | "default"
                | "defer"
                | "else"
                | "for"
                | "func"
                | "go"
                | "goto"
                | "if"
                | "import"
                | "interface"
                | "map"
                | "package"
                | "range"
                | "select"
                | "struct"
                | "switch"
                | "type"
                | "var"
        ),
        Token::Punct => matches!(t.text(text), ")" | "]" | "}"),
        Token::Comment => false,
    }
}

/// What a line that starts at some place opens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// No declaration.
    None,
    /// A declaration that may also stand in a function.
    Local,
    /// A declaration that may stand nowhere but in a file.
    File,
}

/// How many tokens of a receiver are looked at to tell a method from a function literal.
const LONGEST_RECEIVER: usize = 64;

fn opening(text: &str, at: usize) -> Opening {
    let mut words = Lexer::starting_at(text, at).filter(|t| t.token != Token::Comment);
    let Some(first) = words.next() else { return Opening::None };
    match first.text(text) {
        "var" | "const" | "type" => Opening::Local,
        "import" => Opening::File,
        "func" => match words.next() {
            Some(t) if t.token == Token::Ident => Opening::File,
            Some(t) if t.text(text) == "(" => {
                let mut rest = words.take(LONGEST_RECEIVER).skip_while(|t| t.text(text) != ")").skip(1);
                let name = rest.next().is_some_and(|t| t.token == Token::Ident);
                let signature = rest.next().is_some_and(|t| matches!(t.text(text), "(" | "["));
                if name && signature { Opening::File } else { Opening::None }
            }
            _ => Opening::None,
        },
        _ => Opening::None,
    }
}
