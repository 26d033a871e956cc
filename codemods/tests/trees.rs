//! The trees of real declarations: which declarations have none, and whether the links and spans of the others are
//! those of a tree.

mod common;

use ctxmend_codemods::golang::skim::skim;
use ctxmend_codemods::golang::syntax::{Kind, Tree, parse_decl};
use std::sync::Arc;

#[test]
fn links_and_spans_nest() {
    let (mut trees, mut without) = (0, 0);
    for path in common::go_files(800) {
        let Some(text) = common::read(&path) else { continue };
        let text: Arc<str> = text.into();
        for decl in skim(&text).decls {
            match parse_decl(&text, decl.span) {
                Ok(tree) => {
                    trees += 1;
                    if let Err(what) = check(&tree) {
                        panic!("{}: {}: {what}", path.display(), tree.text(tree.root()));
                    }
                }
                Err(why) => {
                    without += 1;
                    let name = decl.names.first().map_or("", |name| &text[name.range()]);
                    eprintln!("no tree: {}: {name}: {why:?}", path.display());
                }
            }
        }
    }
    eprintln!("{trees} trees, {without} declarations without one");
    assert!(without * 1000 <= trees, "more than one declaration in a thousand has no tree");
}

fn check(tree: &Tree) -> Result<(), String> {
    for n in tree.subtree(tree.root()) {
        let span = tree.span(n);
        let here = || format!("{:?} {:?}", tree.kind(n), tree.text(n));
        if tree.kind(n) == Kind::Error {
            return Err(format!("an error node: {}", here()));
        }
        let (mut next, mut border) = (n.index() + 1, span.start);
        for child in tree.children(n) {
            if tree.parent(child) != Some(n) || child.index() != next {
                return Err(format!("a link into or out of {} is wrong", here()));
            }
            // Only the empty parts of a node may share a border with what stands before them.
            if tree.span(child).start < border || !span.contains(tree.span(child)) {
                return Err(format!(
                    "{:?} {:?} is out of place in {}",
                    tree.kind(child),
                    tree.text(child),
                    here()
                ));
            }
            border = tree.span(child).end;
            next = child.index() + tree.subtree(child).count();
        }
        if next != n.index() + tree.subtree(n).count() {
            return Err(format!("the subtree of {} does not end with its last child", here()));
        }
    }
    Ok(())
}
