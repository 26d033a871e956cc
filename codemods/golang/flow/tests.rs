//! The graph of each construct, in the notation of [`Flow::describe`].

use super::*;
use crate::golang::syntax::parse_decl;
use crate::span::Span;
use std::sync::Arc;

fn tree(body: &str) -> Tree {
    let text: Arc<str> = format!("func f() {{\n{body}\n}}").into();
    parse_decl(&text, Span::new(0, text.len())).expect("the test's Go parses")
}

fn panics(tree: &Tree) -> impl Fn(NodeId) -> bool + '_ {
    |call| tree.child(call, Field::Function).is_some_and(|f| tree.text(f) == "panic")
}

fn flow(tree: &Tree) -> Flow {
    Flow::build(tree, tree.root(), &panics(tree))
}

#[track_caller]
fn check(body: &str, want: &str) {
    let tree = tree(body);
    let got = flow(&tree).describe(&tree);
    let want: Vec<&str> = want.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let got_lines: Vec<&str> = got.lines().collect();
    assert_eq!(got_lines, want, "\ngot:\n{got}");
}

#[test]
fn statements_follow_each_other() {
    check(
        "x := f(); go g(x); defer h(); x++; ch <- x",
        "0 entry -> 1
         1 x := f() -> 2
         2 go g(x) -> 3
         3 defer h() -> 4
         4 x++ -> 5
         5 ch <- x -> 6
         6 end",
    );
}
