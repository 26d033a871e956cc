//! What was taken from where others would have found it: a list that is emptied before what was in it is stored, the
//! queue of all. Where storing it fails, nobody has it any more; behind the end of a context it would fail for all
//! that is left.

use super::changes::is_change;
use super::consequences::changes;
use super::failing::behind_both;
use super::lasting::is_outside;
use crate::contexts::join::root_variable;
use crate::contexts::origins::{Given, given};
use crate::contexts::sources::Root;
use crate::contexts::waiting::works_under;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the call stores, or hands on, something that was taken so, and nothing puts it back where that fails.
pub(super) fn loses_what_was_taken(site: Site, root: &Root, call: NodeId) -> bool {
    (changes(site, call) || is_change(site, call))
        && (is_taken_off_queue(site, root, call) || is_taken_off_list(site, root, call))
}

/// Whether the call is made for each of what comes over a channel of the receiver or of the package, in a loop that is
/// gone round whether or not it has failed, and does nothing under the root's context:
/// `for id := range s.queue { if err := put(ctx, id); err != nil { log.Print(err) } }`.
fn is_taken_off_queue(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let loops = tree.ancestors(call).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::For);
    let over = loops.filter_map(|l| tree.children(l).find(|&c| tree.kind(c) == Kind::RangeClause));
    let is_of_all = |queue: NodeId| {
        let kind = root_variable(site, queue).map(|v| scopes.binding(v).kind);
        matches!(tree.kind(queue), Kind::Selector | Kind::Ident)
            && matches!(kind, None | Some(BindingKind::Receiver))
            && matches!(site.program.underlying(&site.type_of(queue)), Type::Chan(..))
    };
    let goes_round = |clause: NodeId| {
        let next = flow.point_of(clause);
        next.is_some_and(|p| match behind_both(site, call) {
            Some((failed, _)) => failed.contains(&p),
            None => flow.point_of(call).is_some_and(|here| flow.reaches(here, p, |_| false)),
        })
    };
    over.into_iter().any(|clause| {
        let item = tree.child(clause, Field::Left).and_then(|i| scopes.resolve(*tree.list(i).first()?));
        item.is_some_and(|v| is_given(site, call, v))
            && tree.child(clause, Field::Right).is_some_and(is_of_all)
            && goes_round(clause)
            && tree.parent(clause).is_some_and(|l| !works_under(site, root, l))
    })
}

/// Whether the call is given what was in a list of what outlives the function, or one of that after the other, and the
/// list was emptied before, and is not filled again: `ids := s.pending; s.pending = nil`, and then `put(ctx, ids)`.
fn is_taken_off_list(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let own = || tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Assign);
    let emptied: Vec<NodeId> = own().filter(|&n| n < call).filter_map(|n| emptied_by(site, n)).collect();
    if emptied.is_empty() {
        return false;
    }
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let is_filled_again = |list: NodeId| {
        own().filter(|&n| n > list && !tree.contains(n, list)).any(|n| {
            let left = tree.child(n, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
            left.into_iter().any(|t| tree.text(t) == tree.text(list))
        })
    };
    emptied.into_iter().filter(|&list| is_outside(site, root, list)).any(|list| {
        let is_before = flow.point_of(list).is_some_and(|p| p != here && flow.dominates(p, here));
        is_before
            && !is_filled_again(list)
            && holders_of(site, list)
                .into_iter()
                .any(|v| is_for_what_is_in(site, call, v) && !is_used_where_failed(site, call, v))
    })
}

/// The list that the statement empties: `s.pending = nil`, `ids, s.pending = s.pending, s.pending[:0]`.
fn emptied_by(site: Site, stmt: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let list = |side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
    let is_empty = |value: NodeId| match tree.kind(value) {
        Kind::Nil => true,
        Kind::Slice => tree.text(value).ends_with("[:0]"),
        Kind::Call => matches!(site.callee(value), Callee::Builtin("make")),
        Kind::CompositeLit => {
            tree.child(value, Field::Body).is_some_and(|b| tree.children(b).next().is_none())
        }
        _ => false,
    };
    let is_list = |target: NodeId| {
        tree.kind(target) == Kind::Selector
            && matches!(site.program.underlying(&site.type_of(target)), Type::Slice(_) | Type::Map(..))
    };
    let pairs = list(Field::Left).into_iter().zip(list(Field::Right));
    pairs.into_iter().find(|&(t, v)| is_list(t) && is_empty(v)).map(|(t, _)| t)
}

/// The variables that were given what the list held, before it was emptied or with that.
fn holders_of(site: Site, list: NodeId) -> Vec<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_list = |target: NodeId| match given(site, target) {
        Some((Given::Value(value), stmt)) => {
            tree.text(value) == tree.text(list) && (stmt < list || tree.contains(stmt, list))
        }
        _ => false,
    };
    let holds = |&v: &BindingId| {
        let mut written = scopes.uses(v).iter().copied().filter(|&u| is_write(tree, u));
        is_list(scopes.binding(v).ident) || written.any(is_list)
    };
    scopes.bindings().filter(holds).collect()
}

/// Whether the call is given the variable, or stands in a loop over what that holds and is given one of it.
fn is_for_what_is_in(site: Site, call: NodeId, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let items = |clause: NodeId| {
        let over = tree.child(clause, Field::Right).and_then(|r| root_variable(site, r));
        let left = tree.child(clause, Field::Left).filter(|_| over == Some(variable));
        left.map(|l| tree.list(l)).unwrap_or_default()
    };
    let clauses = tree.ancestors(call).take_while(|&a| !tree.kind(a).is_func());
    let clauses = clauses.flat_map(|l| tree.children(l)).filter(|&c| tree.kind(c) == Kind::RangeClause);
    is_given(site, call, variable)
        || clauses.flat_map(items).filter_map(|i| scopes.resolve(i)).any(|item| is_given(site, call, item))
}

/// Whether the variable is a part of what the call is given.
fn is_given(site: Site, call: NodeId, variable: BindingId) -> bool {
    let tree = site.tree();
    tree.args(call)
        .flat_map(|a| tree.subtree(a))
        .any(|n| tree.kind(n) == Kind::Ident && site.scopes().resolve(n) == Some(variable))
}

/// Whether the function has a use for what the variable holds only where the call has failed: `s.putBack(ids)`.
fn is_used_where_failed(site: Site, call: NodeId, variable: BindingId) -> bool {
    let Some(func) = site.tree().enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some((failed, succeeded)) = behind_both(site, call) else { return false };
    site.scopes()
        .uses(variable)
        .iter()
        .any(|&u| flow.point_of(u).is_some_and(|p| failed.contains(&p) && !succeeded.contains(&p)))
}
