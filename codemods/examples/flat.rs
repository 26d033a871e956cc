//! Shows how Go code is flattened into a tree: `cargo run -p ctxmend-codemods --example flat < DECLARATION` prints
//! the nodes of one top-level declaration with field, kind, operator and text.

use ctxmend_codemods::golang::syntax::parse_decl;
use ctxmend_codemods::span::Span;
use std::sync::Arc;

fn main() {
    let text: Arc<str> = std::io::read_to_string(std::io::stdin()).expect("the declaration is text").into();
    let tree = match parse_decl(&text, Span::new(0, text.len())) {
        Ok(tree) => tree,
        Err(why) => return println!("no tree: {why:?}"),
    };
    for node in tree.subtree(tree.root()) {
        let indent = "  ".repeat(tree.ancestors(node).count());
        let start: String = tree.text(node).chars().take(50).collect();
        println!("{indent}{:?} {:?} {:?} {start:?}", tree.field(node), tree.kind(node), tree.op(node));
    }
}
