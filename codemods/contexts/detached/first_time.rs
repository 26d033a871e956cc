//! What is done only where a change has said that it was the first of its kind: `created, err := createTable(db)`, and
//! then `if created { … }`. The next time nothing is created, and what was left out is not done any more.

use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::sources::Root;
use crate::contexts::types::takes_context;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the call changes something where another change, which no context ends, has said that it was the first.
pub(super) fn completes_the_first(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    if !called_name(site, call).is_some_and(words::is_change) {
        return false;
    }
    let mut within = tree.ancestors(call).take_while(|&a| a != root.func() && !tree.kind(a).is_func());
    within.any(|branch| {
        let inside = tree.child(branch, Field::Consequence).is_some_and(|c| tree.contains(c, call));
        let condition =
            tree.child(branch, Field::Condition).filter(|_| inside && tree.kind(branch) == Kind::If);
        condition.is_some_and(|c| asks_for_the_first(site, c))
    })
}

/// Whether the condition holds only where such a change has said so: `created`, `created && !readOnly`.
fn asks_for_the_first(site: Site, condition: NodeId) -> bool {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    match tree.kind(condition) {
        Kind::Ident => is_told_by_change(site, condition),
        Kind::Binary if tree.op(condition) == Op::And => [Field::Left, Field::Right]
            .into_iter()
            .filter_map(|side| tree.child(condition, side))
            .any(|side| asks_for_the_first(site, side)),
        _ => false,
    }
}

/// Whether what the variable at `asked` says comes from a change that has no context: `created, err := create(db)`.
fn is_told_by_change(site: Site, asked: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.resolve(asked) else { return false };
    let (Some(func), ident) = (tree.enclosing_func(asked), scopes.binding(variable).ident) else {
        return false;
    };
    let flow = site.flow(func);
    let is_change = |target: NodeId| match given(site, target) {
        Some((Given::Result(call, 0), _)) => {
            called_name(site, call).is_some_and(words::is_change) && !takes_context(site, call)
        }
        _ => false,
    };
    let is_before = |target: NodeId| {
        let points = flow.point_of(target).zip(flow.point_of(asked));
        points.is_some_and(|(from, to)| from != to && flow.dominates(from, to))
    };
    let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
    writes.chain([ident]).any(|target| is_change(target) && is_before(target))
}
