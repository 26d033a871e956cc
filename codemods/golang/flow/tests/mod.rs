//! What the tests share: small bodies, and calls of `panic` as the only ones that never return.

mod constructs;
mod hostile;
mod jumps;
mod queries;

use super::Flow;
use crate::golang::syntax::parse_decl;
use crate::golang::syntax::{Field, NodeId, Tree};
use crate::span::Span;
use std::sync::Arc;

pub(super) fn tree(body: &str) -> Tree {
    let text: Arc<str> = format!("func f() {{\n{body}\n}}").into();
    parse_decl(&text, Span::new(0, text.len())).expect("the test's Go parses")
}

pub(super) fn panics(tree: &Tree) -> impl Fn(NodeId) -> bool + '_ {
    |call| tree.child(call, Field::Function).is_some_and(|f| tree.text(f) == "panic")
}

pub(super) fn flow(tree: &Tree) -> Flow {
    Flow::build(tree, tree.root(), &panics(tree))
}

/// The outermost node behind the name of the function whose source is `text`.
pub(super) fn find(tree: &Tree, text: &str) -> NodeId {
    tree.subtree(tree.root()).find(|&n| tree.text(n) == text).expect("the test names a node")
}

/// Compares the graph of `body`, as [`Flow::describe`] tells it, with `want`, whatever the indentation.
#[track_caller]
fn check(body: &str, want: &str) {
    let tree = tree(body);
    let got = flow(&tree).describe(&tree);
    let want: Vec<&str> = want.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let got_lines: Vec<&str> = got.lines().collect();
    assert_eq!(got_lines, want, "\ngot:\n{got}");
}
