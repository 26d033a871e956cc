//! Text that is no Go, or no longer: the skim and the parser must take anything.

mod common;

use ctxmend_codemods::golang::lex::Lexer;
use ctxmend_codemods::golang::skim::skim;
use ctxmend_codemods::golang::syntax::parse_decl;
use ctxmend_codemods::span::Span;
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::{Arc, LazyLock};

/// What every skim must satisfy, whatever the text.
fn check(text: &str) {
    let text: Arc<str> = text.into();
    let mut end = 0;
    for token in Lexer::new(&text) {
        assert!(token.span.start as usize >= end && !token.span.is_empty());
        assert!(text.get(token.span.range()).is_some(), "a token cuts a character");
        end = token.span.end as usize;
    }
    let skim = skim(&text);
    let inside = |span: Span, outer: Span| {
        assert!(text.get(span.range()).is_some(), "{span:?} is out of bounds or cuts a character");
        assert!(outer.contains(span), "{span:?} is not inside {outer:?}");
    };
    let file = Span::new(0, text.len());
    skim.package.iter().for_each(|&name| inside(name, file));
    for import in &skim.imports {
        inside(import.decl, file);
        inside(import.span, import.decl);
        import.name.iter().for_each(|&name| inside(name, import.span));
    }
    assert!(skim.imports.is_sorted_by(|a, b| a.span.end <= b.span.start && a.decl.start <= b.decl.start));
    for (at, decl) in skim.decls.iter().enumerate() {
        inside(decl.span, file);
        let parts = decl.names.iter().chain(&decl.receiver).chain(&decl.body);
        parts.for_each(|&part| inside(part, decl.span));
        assert!(decl.names.is_sorted_by(|a, b| a.end <= b.start));
        if let Some(doc) = decl.doc {
            inside(doc, Span { start: 0, end: decl.span.start });
        }
        assert_eq!(skim.decl_at(decl.span.start as usize), Some(at));
        assert_ne!(skim.decl_at(decl.span.end as usize), Some(at));
        let _ = parse_decl(&text, decl.span);
    }
    assert!(skim.decls.is_sorted_by(|a, b| a.span.end <= b.span.start));
    skim.suppressions.iter().for_each(|s| inside(s.span, file));
    assert!(skim.suppressions.is_sorted_by(|a, b| a.span.end <= b.span.start));
}

/// Some real files, small enough to mangle often.
static REAL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = common::go_files(400).into_iter().filter_map(|path| common::read(&path));
    let mut texts: Vec<_> = texts.filter(|text| text.len() < 8_000).take(200).collect();
    texts.push("package p\n\nimport \"fmt\"\n\nfunc (t *T[K]) M() { fmt.Println(`é`, '\"') }\n".to_string());
    texts
});

fn border(text: &str, at: Index) -> usize {
    let mut at = at.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Words and marks of Go in any order, many of them at the start of a line.
fn shreds() -> impl Strategy<Value = String> {
    let words = [
        "func",
        "func f",
        "func (t T) m(",
        "var",
        "const",
        "type",
        "import",
        "package p",
        "struct",
        "interface",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        ";",
        ",",
        ".",
        "=",
        "+",
        "x",
        "é",
        "\"",
        "`",
        "'",
        "\\",
        "//",
        "/*",
        "*/",
        "//nolint:a,b",
        "//ctxmend:ignore a",
        "\"a\"",
        "1",
        "0x1p-",
        "\u{feff}",
        "new(",
        "make(",
        "\nfunc ",
        "\nvar ",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..60)
        .prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn shreds_of_go(text in shreds()) {
        check(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn real_text_cut_short(file in any::<Index>(), end in any::<Index>()) {
        let text = file.get(&REAL);
        check(&text[..border(text, end)]);
    }

    #[test]
    fn real_text_with_something_in_it(file in any::<Index>(), at in any::<Index>(), to in any::<Index>(), put in shreds()) {
        let text = file.get(&REAL);
        let (at, to) = (border(text, at), border(text, to));
        check(&format!("{}{put}{}", &text[..at], &text[to..]));
    }

    /// An open brace, bracket or string in one function costs the functions behind it nothing.
    #[test]
    fn a_torn_function_is_alone(file in any::<Index>(), tear in prop::sample::select(vec!["{", "(", "[", "{ if x {", "\""])) {
        let text = file.get(&REAL);
        let torn = format!("package p\n\nfunc torn() {{\n\t{tear}\n\nfunc next() {{}}\n{text}");
        let skim = skim(&torn);
        let names: Vec<_> = skim.decls.iter().map(|d| &torn[d.names[0].range()]).take(2).collect();
        prop_assert_eq!(names, ["torn", "next"]);
    }
}

#[test]
fn hostile_text_takes_linear_time() {
    let n = 100_000;
    for unit in [
        "(",
        "{",
        "[",
        "func (",
        "\nfunc (",
        "\nfunc f(){",
        "\nvar a = {",
        "\ntype T struct {",
        "/*",
        "\"",
        "`a",
        "var (",
        "x.",
        "func f()",
    ] {
        skim(&unit.repeat(n));
        skim(&format!("package p\nfunc f() {{ {}", unit.repeat(n)));
    }
}
