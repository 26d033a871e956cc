//! Functions that stand on one line, and that an edit makes too long for that: gofmt gives their statements a line
//! each.

use super::compose::{Layer, Owned};
use super::decls::{Edited, edited};
use super::statements::{break_up, is_too_long};
use crate::golang::program::File;
use crate::golang::syntax::{Field, NodeId, Tree};

/// The white space to change, in offsets of the text that the layer makes. A function that was too long before is left,
/// and so is one in another that is broken up: ask again with these edits made.
pub(super) fn widen<O: Copy + Ord>(before: &File, after: &File, layer: &Layer<O>) -> Vec<Owned<O>> {
    let mut out = Vec::new();
    for Edited { old, new, owner } in edited(before, after, layer) {
        let stood = |at: u32| layer.is_kept(at as usize) && was_short(&old.tree, layer, at);
        let grown = |&b: &NodeId| is_too_long(&new.tree, b) && stood(new.tree.span(b).start);
        let block = bodies(&new.tree).find(grown);
        let edits = block.and_then(|b| break_up(&new.tree, b)).unwrap_or_default();
        out.extend(edits.into_iter().map(|edit| Owned { edit, owner }));
    }
    out
}

/// Whether the function whose body begins at `at` in the new text was not too long in the old one.
fn was_short<O: Copy>(old: &Tree, layer: &Layer<O>, at: u32) -> bool {
    let start = layer.to_old(crate::span::Span::new(at as usize, at as usize + 1)).start;
    bodies(old).any(|b| old.span(b).start == start && !is_too_long(old, b))
}

/// The bodies of the functions and literals of the declaration, those around others first.
fn bodies(tree: &Tree) -> impl Iterator<Item = NodeId> + '_ {
    let funcs = tree.subtree(tree.root()).filter(|&n| tree.kind(n).is_func());
    funcs.filter_map(|f| tree.child(f, Field::Body))
}
