//! A copy of a declaration, of the same length, without the newer Go that the grammar does not parse.
//!
//! `new(expr)` (Go 1.26), and calls of a function that is named `new` or `make`: the name becomes an ordinary one, so
//! that the grammar does not ask for a type. A method's type parameters (Go 1.27): blanks. Positions stay, and texts
//! are cut from the original, so nobody sees the copy; but type parameters of a method are missing from its tree.

use crate::golang::lex::{Lexed, Lexer, Token};

/// The masked copy of `source`, or `None` if there is nothing to mask.
pub(super) fn mask(source: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(source).ok()?;
    let tokens = Tokens::new(text);
    let mut out = source.to_vec();
    let mut changed = false;
    for at in 0..tokens.all.len() {
        let builtin = matches!(tokens.word(at), "new" | "make") && tokens.word(at + 1) == "(";
        let qualified = at > 0 && tokens.word(at - 1) == ".";
        if builtin && !qualified && tokens.holds_expression(at + 1) {
            out[tokens.all[at].span.start as usize].make_ascii_uppercase();
            changed = true;
        }
    }
    if let Some((open, close)) = tokens.method_type_params() {
        let blank = tokens.all[open].span.start as usize..tokens.all[close].span.end as usize;
        out[blank].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        changed = true;
    }
    changed.then_some(out)
}

/// How deep types are followed; what is nested deeper counts as an expression.
const MAX_DEPTH: usize = 100;

/// The tokens of a declaration without comments. Positions are indices into them.
struct Tokens<'t> {
    text: &'t str,
    all: Vec<Lexed>,
    /// Of an opening bracket that is closed, the position behind its partner; else 0.
    behind: Vec<usize>,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str) -> Tokens<'t> {
        let all: Vec<Lexed> = Lexer::new(text).filter(|t| t.token != Token::Comment).collect();
        let mut behind = vec![0; all.len()];
        let mut open = Vec::new();
        for (at, token) in all.iter().enumerate() {
            match token.text(text) {
                "(" | "[" | "{" => open.push(at),
                ")" | "]" | "}" => {
                    if let Some(partner) = open.pop() {
                        behind[partner] = at + 1;
                    }
                }
                _ => {}
            }
        }
        Tokens { text, all, behind }
    }

    /// Empty behind the end.
    fn word(&self, at: usize) -> &'t str {
        self.all.get(at).map_or("", |t| t.text(self.text))
    }

    fn is_name(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| t.token == Token::Ident) && !is_reserved(self.word(at))
    }

    /// Whether the parenthesis at `open` holds something that cannot be read as a type, and is not empty.
    fn holds_expression(&self, open: usize) -> bool {
        if self.word(open + 1) == ")" {
            return false;
        }
        let end = self.type_end(open + 1, MAX_DEPTH);
        end.is_none_or(|end| !matches!(self.word(end), ")" | ","))
    }

    /// The `[` and `]` around a method's own type parameters.
    fn method_type_params(&self) -> Option<(usize, usize)> {
        let receiver = (self.word(0) == "func" && self.word(1) == "(").then_some(1)?;
        let name = self.behind_bracket(receiver)?;
        let open = (self.is_name(name) && self.word(name + 1) == "[").then_some(name + 1)?;
        Some((open, self.behind_bracket(open)? - 1))
    }

    /// The position behind the bracket that closes the one at `open`; `None` if there is none at `open`.
    fn behind_bracket(&self, open: usize) -> Option<usize> {
        self.behind.get(open).copied().filter(|&behind| behind > 0)
    }

    /// The position behind the longest type that starts at `at` (Go spec, «Types»); `None` if none does.
    fn type_end(&self, at: usize, depth: usize) -> Option<usize> {
        let depth = depth.checked_sub(1)?;
        match self.word(at) {
            "*" => self.type_end(at + 1, depth),
            "(" => {
                let end = self.type_end(at + 1, depth)?;
                (self.word(end) == ")").then_some(end + 1)
            }
            "[" => self.type_end(self.behind_bracket(at)?, depth),
            "map" => self.type_end(self.behind_bracket(at + 1)?, depth),
            "struct" | "interface" => self.behind_bracket(at + 1),
            "chan" if self.word(at + 1) == "<" && self.word(at + 2) == "-" => self.type_end(at + 3, depth),
            "chan" => self.type_end(at + 1, depth),
            "<" if self.word(at + 1) == "-" && self.word(at + 2) == "chan" => self.type_end(at + 3, depth),
            "func" => {
                let params = (self.word(at + 1) == "(").then_some(at + 1)?;
                let behind = self.behind_bracket(params)?;
                if self.word(behind) == "(" {
                    return self.behind_bracket(behind);
                }
                Some(self.type_end(behind, depth).unwrap_or(behind))
            }
            _ if self.is_name(at) => self.type_name_end(at, depth),
            _ => None,
        }
    }

    /// `T`, `pkg.T`, `T[A, B]`. An index that cannot be a type argument makes it no type.
    fn type_name_end(&self, name: usize, depth: usize) -> Option<usize> {
        let qualified = self.word(name + 1) == "." && self.is_name(name + 2);
        let mut at = if qualified { name + 3 } else { name + 1 };
        if self.word(at) != "[" {
            return Some(at);
        }
        loop {
            at = self.type_end(at + 1, depth)?;
            match self.word(at) {
                "," if self.word(at + 1) == "]" => return Some(at + 2),
                "," => {}
                "]" => return Some(at + 1),
                _ => return None,
            }
        }
    }
}

/// Keywords, and the predeclared values that the grammar has tokens for.
fn is_reserved(word: &str) -> bool {
    matches!(
        word,
        "break"
            | "case"
            | "chan"
            | "const"
            | "continue"
            | "default"
            | "defer"
            | "else"
            | "fallthrough"
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
            | "return"
            | "select"
            | "struct"
            | "switch"
            | "type"
            | "var"
            | "true"
            | "false"
            | "nil"
            | "iota"
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Field, Kind, parse_decl};
    use super::*;
    use crate::span::Span;
    use std::sync::Arc;

    fn masked(source: &str) -> Option<String> {
        mask(source.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    fn parses(source: &str) -> bool {
        let text: Arc<str> = source.into();
        parse_decl(&text, Span::new(0, text.len())).is_ok()
    }

    #[test]
    fn new_of_an_expression() {
        for arg in [
            "f(3)",
            "1",
            "-1",
            "\"x\"",
            "`x`",
            "'x'",
            "a+b",
            "a.b.c",
            "S{1}",
            "p.S{}",
            "[]int{1}",
            "map[string]int{}",
            "struct{ a int }{1}",
            "func() int { return 1 }()",
            "func() {}",
            "true",
            "nil",
            "a[0]",
            "a[i:j]",
            "a.b[T](1)",
            "F[int](1)",
            "*p + 1",
            "&x",
            "!b",
            "<-c",
            "(a + b)",
            "x.(T)",
            "[]byte(s)",
            "new(1)",
            "interface{}(1)",
            "*f()",
        ] {
            let source = format!("func f() {{ x := new({arg}) }}");
            let copy = masked(&source).unwrap_or_else(|| panic!("{arg} is not masked"));
            assert!(copy.starts_with("func f() { x := New("), "{arg}: {copy}");
            assert!(parses(&source), "{arg}");
        }
    }

    #[test]
    fn new_of_a_type() {
        for arg in [
            "T",
            "*T",
            "(T)",
            "p.T",
            "[]int",
            "[4]int",
            "[N + 1]p.T",
            "map[string]int",
            "struct{}",
            "struct{ a, b int }",
            "interface{ M() }",
            "chan int",
            "<-chan int",
            "chan<- chan p.T",
            "func()",
            "func(int) error",
            "func(a int) (b int)",
            "T[int]",
            "p.T[[]int, map[string]p.U[V]]",
            "a.b[T]",
            "*[]*T",
            "T,",
            "",
        ] {
            let source = format!("func f() {{ x := new({arg}) }}");
            assert_eq!(masked(&source), None, "{arg}");
            assert!(parses(&source), "{arg}");
        }
        assert_eq!(masked("func f() { make([]int, 3); make(T, f(1)); make(chan int) }"), None);
        assert_eq!(masked("func f() { x.new(1); renew(2); /* new(3) */ _ = \"new(4)\" }"), None);
    }

    #[test]
    fn both_in_one_declaration() {
        let source = "func f() { a, b := new([]int), new(g(new(T), new(2))) }";
        assert_eq!(masked(source).unwrap(), "func f() { a, b := new([]int), New(g(new(T), New(2))) }");
        assert!(parses(source));
    }

    #[test]
    fn a_function_named_make() {
        assert_eq!(masked("func f() { make(n - 1) }").unwrap(), "func f() { Make(n - 1) }");
        assert!(parses("func f() { make(n - 1) }"));
    }

    #[test]
    fn texts_come_from_the_original() {
        let text: Arc<str> = "func f() { x := new(1) }".into();
        let tree = parse_decl(&text, Span::new(0, text.len())).unwrap();
        let call = tree.subtree(tree.root()).find(|&n| tree.kind(n) == Kind::Call).unwrap();
        assert_eq!(tree.text(call), "new(1)");
        assert_eq!(tree.child(call, Field::Function).map(|f| tree.text(f)), Some("new"));
    }

    #[test]
    fn type_parameters_of_methods() {
        let source = "func (s *Set[K]) Map[V any, W ~[]V](f func(K) V) W { return nil }";
        let blank = " ".repeat("[V any, W ~[]V]".len());
        assert_eq!(masked(source).unwrap(), source.replace("[V any, W ~[]V]", &blank));
        for source in [
            source,
            "func (T) M[V any]() {}",
            "func (t *(T)) M[V any]() {}",
            "func (t T) M[\n\tV any, // é\n\tW interface{ ~int | ~string },\n](v V) {}",
            "func (t T) M[V any](v V) *V { return new(v.x()) }",
        ] {
            assert!(masked(source).is_some(), "{source}");
            assert!(parses(source), "{source}");
        }
        assert_eq!(masked("func (t T) M(v [3]int) {}"), None);
        assert_eq!(masked("func F[T any](v T) {}"), None);
    }

    #[test]
    fn half_written() {
        for source in [
            "func (t T) M[",
            "func (",
            "func f() { new(",
            "func f() { new([",
            "func f() { new(a[b",
            "new(func(",
        ] {
            mask(source.as_bytes());
        }
        let deep = format!("func f() {{ new({}int) }}", "[]".repeat(100_000));
        assert!(masked(&deep).is_some());
        assert!(masked(&"new([".repeat(100_000)).is_some());
        assert!(mask(b"\xff").is_none());
    }
}
