//! The Go layer by itself, on every declaration, whether a codemod would look at it or not.

use codemods::golang::flow::Flow;
use codemods::golang::program::File;
use codemods::golang::syntax::Tree;
use std::path::Path;
use std::sync::Arc;

/// Functions with more points are asked less of: some questions are asked of each pair in what follows.
const LARGE: usize = 2_000;

/// Skims, parses, binds and draws the graphs; gives how many declarations there are and how many have no tree.
pub fn exercise(path: &Arc<Path>, text: &Arc<str>) -> (usize, usize) {
    let file = File::new(path.clone(), text.clone());
    let mut without = 0;
    for decl in 0..file.skim.decls.len() {
        let span = file.skim.decls[decl].span.range();
        assert!(text.get(span).is_some(), "a declaration's span does not fit the text");
        // Its error says no more than that of the whole.
        let _ = file.header(decl);
        let Ok(parsed) = file.parsed(decl) else {
            without += 1;
            continue;
        };
        let tree = &parsed.tree;
        for node in tree.subtree(tree.root()) {
            if let Some(binding) = parsed.scopes.resolve(node) {
                assert!(parsed.scopes.uses(binding).len() <= tree.len(), "more uses than nodes");
            }
            if tree.kind(node).is_func() {
                graph(tree, &Flow::build(tree, node, &|_| false));
            }
        }
    }
    (file.skim.decls.len(), without)
}

/// Asks everything of a graph.
fn graph(tree: &Tree, flow: &Flow) {
    let last = flow.points().next_back().unwrap_or(flow.entry());
    for p in flow.points() {
        flow.in_cycle(p);
        flow.dominates(flow.entry(), p);
        flow.postdominates(last, p);
        assert!(
            flow.node(p).is_none_or(|n| flow.point_of(n) == Some(p)),
            "a point that its node does not know"
        );
    }
    flow.exits_from(flow.entry(), |_| false);
    if flow.size() < LARGE {
        flow.describe(tree);
        for n in tree.subtree(flow.func()) {
            flow.loop_of(tree, n);
        }
    }
}
