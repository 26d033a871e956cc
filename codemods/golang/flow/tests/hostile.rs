//! Long, deep, and broken bodies.

use super::{flow, tree};
use crate::golang::flow::{Flow, PointId};
use crate::golang::syntax::{Tree, parse_decl};
use crate::span::Span;
use proptest::prelude::*;
use std::sync::Arc;

/// Asks everything once.
fn exercise(tree: &Tree, flow: &Flow) {
    let last = flow.points().next_back().unwrap_or(flow.entry());
    for p in flow.points() {
        flow.dominates(flow.entry(), p);
        flow.postdominates(last, p);
        flow.in_cycle(p);
        assert!(flow.node(p).is_none_or(|n| flow.point_of(n) == Some(p)));
    }
    for n in tree.subtree(tree.root()) {
        flow.point_of(n);
        flow.loop_of(tree, n);
    }
    flow.exits_from(flow.entry(), |_| false);
    flow.describe(tree);
}

#[test]
fn ten_thousand_statements() {
    let tree = tree(&"if a(x) { b() } else if y && z { return }\n".repeat(5_000));
    let flow = flow(&tree);
    assert_eq!(flow.size(), 5_000 * 5 + 2);
    assert!(flow.dominates(PointId(1), PointId(24_000)));
    assert!(!flow.postdominates(PointId(24_001), PointId(1)));
    assert_eq!(flow.exits_from(flow.entry(), |_| false).len(), 5_001);
}

#[test]
fn ten_thousand_arms() {
    let tree = tree(&format!("select {{ {} }}", "case <-a: b()\n".repeat(10_000)));
    exercise(&tree, &flow(&tree));
}

#[test]
fn deep_nesting() {
    for (open, close) in
        [("if a {", "}"), ("for {", "}"), ("switch { case a:", "}"), ("{", "}"), ("L: {", "}")]
    {
        let tree = tree(&format!("{}{}", open.repeat(150), close.repeat(150)));
        exercise(&tree, &flow(&tree));
    }
    let tree = tree(&format!("if {}a{} {{ }}", "(!".repeat(150), ")".repeat(150)));
    exercise(&tree, &flow(&tree));
}

/// Statements that may stand where they mean nothing: jumps out of nowhere, labels twice, cases that fall out.
fn statement() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a()",
        "panic(1)",
        "return",
        "break",
        "continue",
        "fallthrough",
        "goto L",
        "goto M",
        "break L",
        "continue L",
        "break M",
        "defer a()",
        "x := <-c",
        "var x = 1",
        ";",
        "f(func() { return })",
        "select {}",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(6, 60, 4, |inner| {
        let list = prop::collection::vec(inner, 0..4).prop_map(|s| s.join("\n"));
        (0..12usize, list.clone(), list).prop_map(|(shape, a, b)| match shape {
            0 => format!("if x && !y {{\n{a}\n}} else {{\n{b}\n}}"),
            1 => format!("if a(); x {{\n{a}\n}}\n{b}"),
            2 => format!("for {{\n{a}\n}}\n{b}"),
            3 => format!("for i := 0; x || y; i++ {{\n{a}\n}}\n{b}"),
            4 => format!("for k := range m {{\n{a}\n}}\n{b}"),
            5 => format!("switch x {{\ncase 1, 2:\n{a}\ndefault:\n{b}\n}}"),
            6 => format!("switch {{\ndefault:\n{a}\ncase x && y:\n{b}\n}}"),
            7 => format!("switch v := x.(type) {{\ncase int:\n{a}\ncase nil, T:\n{b}\n}}"),
            8 => format!("select {{\ncase v := <-c:\n{a}\ncase c <- 1:\n{b}\n}}"),
            9 => format!("L:\nfor x {{\n{a}\n}}\n{b}"),
            10 => format!("M:\n{{\n{a}\n}}\n{b}"),
            _ => format!("for true {{\n{a}\n}}\n{b}"),
        })
    })
}

/// Bits of Go that cut and glued give something that may just parse.
const REAL: &str = include_str!("spliced.txt");

proptest! {
    #[test]
    fn any_statements_have_a_graph(body in statement()) {
        let text: Arc<str> = format!("func f() {{\n{body}\n}}").into();
        if let Ok(tree) = parse_decl(&text, Span::new(0, text.len())) {
            let flow = flow(&tree);
            exercise(&tree, &flow);
            for p in flow.points() {
                let cycle = flow.reaches(p, p, |_| false);
                prop_assert_eq!(flow.in_cycle(p), cycle);
                let around = p != flow.entry() && flow.reaches(flow.entry(), flow.points().next_back().unwrap(), |q| q == p);
                let end = flow.points().next_back().unwrap();
                let want = p == end || flow.reachable(p) && flow.reachable(end) && !around;
                prop_assert_eq!(flow.dominates(p, end), want);
            }
        }
    }

    #[test]
    fn spliced_code_never_panics(cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..200usize), 0..6)) {
        let mut text = REAL.to_owned();
        for (at, len) in cuts {
            let from = at.index(text.len());
            let to = (from + len).min(text.len());
            if text.is_char_boundary(from) && text.is_char_boundary(to) {
                text.replace_range(from..to, "");
            }
        }
        let text: Arc<str> = text.into();
        if let Ok(tree) = parse_decl(&text, Span::new(0, text.len())) {
            exercise(&tree, &flow(&tree));
        }
    }
}
