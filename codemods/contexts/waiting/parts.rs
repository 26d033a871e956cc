//! What a goroutine does for the function around it, which waits for that to end and takes what it has left behind as
//! done: who leaves before leaves it with less, and says so to nobody.

use super::effects::effects;
use super::pending::is_given;
use super::{Awaited, questions};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::iteration::starts_goroutine;
use crate::contexts::join::{Joined, joined, root_variable};
use crate::contexts::started::go_of;
use crate::contexts::types::declared_results;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Kind, NodeId};

/// The statement or call behind `place` by which the goroutine that the literal `func` is leaves something for the
/// function around it; that waits for its end, which it has only seen come when all was done, and does not ask then
/// whether the context has ended.
pub(super) fn left_out(site: Site, func: NodeId, place: NodeId, awaited: &Awaited) -> Option<NodeId> {
    let tree = site.tree();
    if tree.kind(func) != Kind::FuncLit || !declared_results(site, func).is_empty() {
        return None;
    }
    let group =
        || passed_to(site, func).filter(|&call| starts_goroutine(site, call)).map(|call| (call, call));
    let (work, start) = go_of(site, func).or_else(group)?;
    let outer = tree.enclosing_func(start)?;
    let flow = site.flow(func);
    let here = flow.point_of(place)?;
    // Who has no other end is not waited for to have done its part.
    let ends = !flow.exits_from(here, |_| false).is_empty();
    let asks_behind = |q: NodeId| tree.enclosing_func(q) == Some(outer) && q > start;
    if !ends
        || joined(site, &site.flow(outer), outer, start, work) == Joined::No
        || questions(site, &awaited.root, outer).any(asks_behind)
    {
        return None;
    }
    let leaves = |node: NodeId| match tree.kind(node) {
        Kind::Assign | Kind::IncStmt | Kind::DecStmt => true,
        Kind::Call => keeps_for(site, func, node) && !is_given(site, node, awaited),
        _ => false,
    };
    let all = effects(site, &flow, func).into_iter().filter(|e| !e.deferred && leaves(e.node));
    all.filter(|e| flow.reaches(here, e.point, |_| false)).map(|e| e.node).min()
}

/// Whether the call puts something into what a variable of a function around `func` holds: `results.Store(id, user)`.
fn keeps_for(site: Site, func: NodeId, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let operand = tree.receiver(call);
    let holder = operand.and_then(|o| root_variable(site, o)).map(|v| scopes.binding(v));
    let is_change = |n: &str| words::is_change(n) || words::is_setter(n);
    called_name(site, call).is_some_and(is_change)
        && holder.is_some_and(|b| {
            matches!(b.kind, BindingKind::Short | BindingKind::Var) && !tree.contains(func, b.func)
        })
}
