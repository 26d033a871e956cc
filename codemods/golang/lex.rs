//! Go's tokens, in one pass and without a tree (Go spec, «Lexical elements»).
//!
//! The lexer knows just enough to never mistake text for code: strings, raw strings, runes and comments are one
//! token each, also when they are unterminated (then they end at the line or file end). It leaves automatic
//! semicolons, keywords and operators to its users: every operator character is a token of its own.
//!
//! Two grains over one position: tokens ([`Lexer::next`]), and landmarks ([`Lexer::next_landmark`]), which fly over
//! everything but braces, comments and the starts of lines, for bodies whose statements are of no interest.

use crate::span::Span;
use memchr::{memchr, memmem};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// An identifier or keyword.
    Ident,
    /// A string, raw string or rune literal.
    Text,
    Number,
    /// `// …` without the line end, or `/* … */`.
    Comment,
    /// One ASCII operator or delimiter character, or one character that is no Go at all.
    Punct,
}

/// A token and where it stands in the lexed text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lexed {
    pub token: Token,
    pub span: Span,
}

impl Lexed {
    /// The token's text, cut from the text that was lexed.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span.range()]
    }
}

/// What is left of a body when its statements are of no interest. Positions are byte offsets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Landmark {
    /// `{`
    Open(usize),
    /// `}`
    Close(usize),
    Comment(Span),
    /// The start of a line whose first byte is a lower-case letter (gofmt indents all of a body).
    Line(usize),
}

/// Iterates over the tokens of a text.
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub fn new(text: &'t str) -> Lexer<'t> {
        Lexer { text, at: 0 }
    }

    /// A lexer that starts at byte `at`, which must be a token border.
    pub fn starting_at(text: &'t str, at: usize) -> Lexer<'t> {
        Lexer { text, at }
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn line_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |i| from + i)
    }

    /// One past a `"…"` or `'…'` that starts at `from`: at its quote, or before the line end that cuts it off.
    fn quoted_end(&self, from: usize, quote: u8) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from + 1;
        while let Some(&b) = bytes.get(at) {
            match b {
                // An escape is ASCII, or its second byte starts a character that is passed over by the search.
                b'\\' if self.byte(at + 1) != b'\n' => at += 2,
                b'\n' => return at,
                _ if b == quote => return at + 1,
                _ => at += 1,
            }
        }
        bytes.len()
    }

    fn comment_end(&self, from: usize) -> usize {
        if self.byte(from + 1) == b'/' {
            let end = self.line_end(from);
            return if self.byte(end.saturating_sub(1)) == b'\r' { end - 1 } else { end };
        }
        let bytes = self.text.as_bytes();
        memmem::find(&bytes[from + 2..], b"*/").map_or(bytes.len(), |i| from + 2 + i + 2)
    }

    fn raw_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        memchr(b'`', &bytes[from + 1..]).map_or(bytes.len(), |i| from + 1 + i + 1)
    }

    /// A number in the loosest sense: digits, letters, dots, and a sign behind an exponent.
    fn number_end(&self, from: usize) -> usize {
        let hex = self.byte(from) == b'0' && matches!(self.byte(from + 1), b'x' | b'X');
        let mut at = from + 1;
        loop {
            let exponent = match self.byte(at - 1) {
                b'e' | b'E' => !hex,
                b'p' | b'P' => hex,
                _ => false,
            };
            match self.byte(at) {
                b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.' => at += 1,
                b'+' | b'-' if exponent => at += 1,
                _ => return at,
            }
        }
    }

    fn ident_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        bytes[from..].iter().position(|&b| !is_ident_byte(b)).map_or(bytes.len(), |i| from + i)
    }

    /// The next landmark; `None` at the end of the text. May be mixed freely with [`Lexer::next`].
    pub fn next_landmark(&mut self) -> Option<Landmark> {
        let bytes = self.text.as_bytes();
        loop {
            let i = bytes.get(self.at..)?.iter().position(|&b| CLASS[b as usize] & LANDMARK != 0)?;
            let at = self.at + i;
            self.at = at + 1;
            match bytes[at] {
                b'{' => return Some(Landmark::Open(at)),
                b'}' => return Some(Landmark::Close(at)),
                b'\n' if self.byte(at + 1).is_ascii_lowercase() => return Some(Landmark::Line(at + 1)),
                b'`' => self.at = self.raw_end(at),
                quote @ (b'"' | b'\'') => self.at = self.quoted_end(at, quote),
                b'/' if matches!(self.byte(at + 1), b'/' | b'*') => {
                    self.at = self.comment_end(at);
                    return Some(Landmark::Comment(Span::new(at, self.at)));
                }
                _ => {}
            }
        }
    }
}

/// Whether `b` can be part of an identifier. Every byte of a non-ASCII character can.
pub fn is_ident_byte(b: u8) -> bool {
    CLASS[b as usize] & IDENT != 0
}

const IDENT: u8 = 1;
const LANDMARK: u8 = 2;

/// The classes of each byte. Every non-ASCII character is taken for a letter: elsewhere Go has none outside strings
/// and comments.
const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 {
            table[b] |= IDENT;
        }
        if matches!(byte, b'{' | b'}' | b'"' | b'\'' | b'`' | b'/' | b'\n') {
            table[b] |= LANDMARK;
        }
        b += 1;
    }
    table
};

impl Iterator for Lexer<'_> {
    type Item = Lexed;

    fn next(&mut self) -> Option<Lexed> {
        let bytes = self.text.as_bytes();
        while matches!(self.byte(self.at), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
        let start = self.at;
        let &first = bytes.get(start)?;
        let (token, end) = match first {
            // A byte order mark may open a file; it belongs to no token.
            0xef if start == 0 && self.text.starts_with('\u{feff}') => {
                self.at = 3;
                return self.next();
            }
            b'"' | b'\'' => (Token::Text, self.quoted_end(start, first)),
            b'`' => (Token::Text, self.raw_end(start)),
            b'/' if matches!(self.byte(start + 1), b'/' | b'*') => (Token::Comment, self.comment_end(start)),
            b'0'..=b'9' => (Token::Number, self.number_end(start)),
            b'.' if self.byte(start + 1).is_ascii_digit() => (Token::Number, self.number_end(start)),
            b if is_ident_byte(b) => (Token::Ident, self.ident_end(start)),
            _ => (Token::Punct, start + 1),
        };
        self.at = end;
        Some(Lexed { token, span: Span::new(start, end) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Lexer::new(text).map(|t| t.text(text)).collect()
    }

    fn only(text: &str) -> Token {
        let all: Vec<_> = Lexer::new(text).collect();
        assert_eq!(all.len(), 1, "{text}: {:?}", words(text));
        all[0].token
    }

    #[test]
    fn one_token_each() {
        for text in [
            r#""a\"b""#,
            r"'\''",
            "'é'",
            "`a\n\"b`",
            r#""\\""#,
            "\"unterminated",
            "`unterminated\n",
            r#""\"#,
            "'",
        ] {
            assert_eq!(only(text), Token::Text, "{text}");
        }
        for text in ["0", "1_000", "0x1p-2", "0X_1F", "1e+9", ".5e-3", "1.", "0b1", "2i", "0o7"] {
            assert_eq!(only(text), Token::Number, "{text}");
        }
        for text in ["// a \" ` '", "/* a\n// b */", "/*/ */", "/* open"] {
            assert_eq!(only(text), Token::Comment, "{text}");
        }
        for text in ["x", "_", "été", "func", "a1"] {
            assert_eq!(only(text), Token::Ident, "{text}");
        }
    }

    #[test]
    fn borders() {
        assert_eq!(words("a.b(1+2)-0xe+1"), ["a", ".", "b", "(", "1", "+", "2", ")", "-", "0xe", "+", "1"]);
        assert_eq!(words("x/y //z\r\n/*w*/v"), ["x", "/", "y", "//z", "/*w*/", "v"]);
        assert_eq!(words("\"a\nb\""), ["\"a", "b", "\""]);
        assert_eq!(words("\"a\\\nb"), ["\"a\\", "b"]);
        assert_eq!(words("\u{feff}package p"), ["package", "p"]);
    }

    #[test]
    fn landmarks_and_tokens_share_a_position() {
        let text = "f {\n\t\"}\" '{' `}\nx` /* } */ {}\nvar\n} y // {";
        let mut lexer = Lexer::new(text);
        assert_eq!(lexer.next().map(|t| t.text(text)), Some("f"));
        let mut marks = Vec::new();
        for _ in 0..6 {
            marks.extend(lexer.next_landmark());
        }
        let (comment, var) = (text.find("/*").unwrap(), text.find("var").unwrap());
        let expected = [
            Landmark::Open(2),
            Landmark::Comment(Span::new(comment, comment + 7)),
            Landmark::Open(comment + 8),
            Landmark::Close(comment + 9),
            Landmark::Line(var),
            Landmark::Close(var + 4),
        ];
        assert_eq!(marks, expected);
        assert_eq!(lexer.next().map(|t| t.text(text)), Some("y"));
        assert!(matches!(lexer.next_landmark(), Some(Landmark::Comment(_))));
        assert_eq!(lexer.next_landmark(), None);
        assert_eq!(lexer.next(), None);
    }
}
