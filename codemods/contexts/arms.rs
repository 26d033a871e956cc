//! Arms of a select that are taken at most once, however often the loop around it comes round.

use super::origins::{Given, given};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether `node` stands in an arm that switches itself off: it receives from a channel in a local variable and sets
/// that to nil, from which nothing ever comes (Go spec, «Receive operator»); and nothing in the loop sets it to
/// something else.
pub fn is_taken_once(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let Some(arm) = tree.ancestor(node, |k| k == Kind::CommCase) else { return false };
    let Some(channel) = received_from(site, arm) else { return false };
    let func = tree.enclosing_func(arm);
    let around = tree.ancestors(arm).take_while(|&a| Some(a) != func).filter(|&a| tree.kind(a) == Kind::For);
    let Some(outermost) = around.last() else { return false };
    let inside: Vec<NodeId> = site.scopes().uses(channel).to_vec();
    if inside.iter().any(|&u| is_address_taken(tree, u)) {
        return false;
    }
    let mut writes = inside
        .into_iter()
        .filter(|&u| is_write(tree, u) && (tree.contains(outermost, u) || tree.enclosing_func(u) != func));
    let mut switched_off = false;
    let only_nil = writes.all(|u| {
        let Some((Given::Value(value), stmt)) = given(site, u) else { return false };
        switched_off |= tree.parent(stmt) == Some(arm);
        tree.kind(value) == Kind::Nil && tree.enclosing_func(u) == func
    });
    only_nil && switched_off
}

/// The local variable of the channel that the arm receives from.
fn received_from(site: Site, arm: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let communication = tree.child(arm, Field::Communication)?;
    let receive =
        tree.subtree(communication).find(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)?;
    site.scopes().resolve(tree.unparen(tree.child(receive, Field::Operand)?))
}
