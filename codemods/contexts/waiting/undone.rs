//! What a function has done when it begins to wait, and undoes behind: a flag that is set and reset, a place that is
//! taken and given back, a transaction. Who leaves in between leaves it so.

use super::effects::{Effect, effects, is_of_others};
use super::pending::{is_awaited_beside_end, is_given};
use super::{Awaited, around};
use crate::contexts::calls::called_name;
use crate::contexts::harmless;
use crate::contexts::join::root_variable;
use crate::contexts::origins::targets_of;
use crate::contexts::returns::fails;
use crate::contexts::types::{declared_results, is_error, results};
use crate::facts::words;
use crate::golang::flow::{Flow, PointId, PointKind};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The first statement or call behind `place` that undoes what has been done before it, if no way leads out of the
/// function without: where one does, that shows that it need not be undone. What the blocks `done` do is done there
/// too.
pub fn undone(site: Site, place: NodeId, awaited: &Awaited, done: &[NodeId]) -> Option<NodeId> {
    let tree = site.tree();
    let func = tree.enclosing_func(place)?;
    let flow = site.flow(func);
    let here = flow.point_of(place).filter(|_| !flow.unknown())?;
    let mut all = effects(site, &flow, func);
    all.retain(|e| tree.kind(e.node) != Kind::SendStmt || !is_awaited_beside_end(site, e.node, awaited));
    let is_done = |e: &Effect| done.iter().any(|&block| tree.contains(block, e.node));
    let before = all.iter().filter(|d| !d.deferred && d.point != here && flow.dominates(d.point, here));
    let found = before.filter_map(|before| {
        let undoing = |e: &&Effect| e.point != before.point && undoes(site, (before, e), awaited);
        let undoing: Vec<&Effect> = all.iter().filter(undoing).collect();
        let points: Vec<PointId> = undoing.iter().map(|e| e.point).collect();
        let by_defer = undoing.iter().any(|e| e.deferred && flow.dominates(e.point, here));
        let is_undone_there = by_defer || undoing.iter().any(|e| is_done(e));
        let lasts = flow.reaches(before.point, here, |p| points.contains(&p));
        let behind = |e: &&&Effect| flow.reaches(here, e.point, |p| p == before.point);
        let first = undoing.iter().filter(behind).map(|e| e.node).min()?;
        (!is_undone_there && lasts && is_always_undone(site, &flow, before, here, &points)).then_some(first)
    });
    found.min().or_else(|| repeated(site, &flow, place, &all, awaited).filter(|n| !contained(site, done, *n)))
}

/// The call by which the function takes back what it has done, as its name says, wherever it fails behind `place`:
/// `if err != nil { stop(ctx, id); return nil, err }`, and once more behind the loop. Who leaves there fails as well.
/// It is done there too where one of the blocks `done` does it.
pub(super) fn taken_back_on_failure(site: Site, place: NodeId, done: &[NodeId]) -> Option<NodeId> {
    let tree = site.tree();
    let flow = site.flow(tree.enclosing_func(place)?);
    let here = flow.point_of(place).filter(|_| !flow.unknown())?;
    let is_undo =
        |c: &NodeId| called_name(site, *c).is_some_and(|n| words::is_clean_up(n) || words::is_undo(n));
    // What stands on the way to the return alone, and not around the wait.
    let right_before = |stmt: NodeId| {
        let around = tree.parent(stmt).is_some_and(|b| tree.contains(b, place));
        let before = std::iter::successors(tree.prev_sibling(stmt), |&s| tree.prev_sibling(s));
        let before = before.take_while(move |&s| !around || s > place && !tree.contains(s, place));
        before.flat_map(|s| tree.calls(s)).filter(is_undo).collect::<Vec<_>>()
    };
    let failures = flow.exits_from(here, |_| false).into_iter().filter_map(|p| match flow.kind(p) {
        PointKind::Return(stmt) if fails(site, stmt) => Some(right_before(stmt)),
        _ => None,
    });
    let failures: Vec<Vec<NodeId>> = failures.collect();
    let (first, others) = failures.split_first().filter(|(_, others)| !others.is_empty())?;
    let function = |c: NodeId| tree.child(c, Field::Function).map(|f| tree.text(f));
    let is_done = |c: NodeId| done.iter().flat_map(|&b| tree.calls(b)).any(|d| function(d) == function(c));
    let is_in_all = |c: &NodeId| others.iter().all(|f| f.iter().any(|&o| function(o) == function(*c)));
    first.iter().copied().filter(is_in_all).find(|&c| !is_done(c))
}

fn contained(site: Site, blocks: &[NodeId], node: NodeId) -> bool {
    blocks.iter().any(|&block| site.tree().contains(block, node))
}

/// Whether every way out of the function behind `before` leads by one of the `points`, but for those on which that has
/// not been done, as it says itself: `if err := start(); err != nil { return err }`.
fn is_always_undone(site: Site, flow: &Flow, before: &Effect, here: PointId, points: &[PointId]) -> bool {
    let leads_here = |p: PointId| p == here || flow.reaches(p, here, |q| q == before.point);
    let ways = flow.behind(before.point, |p, edge| {
        !points.contains(&p) && (!asks_for(site, flow, before.node, p) || leads_here(edge.to))
    });
    !ways.iter().any(|&p| flow.is_exit(p) && !points.contains(&p))
}

/// Whether the condition at `p` asks whether what `node` does has succeeded: `if !busy.CompareAndSwap(false, true)`, or
/// `if err != nil` right behind.
pub(super) fn asks_for(site: Site, flow: &Flow, node: NodeId, p: PointId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Some(condition), Some(stmt)) = (flow.condition(p), tree.stmt_of(node)) else { return false };
    let Some(branch) = tree.ancestor(condition, |k| k == Kind::If) else { return false };
    let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    let is_given = |n: NodeId| {
        let variable = scopes.resolve(n).filter(|_| tree.kind(n) == Kind::Ident);
        variable.is_some_and(|v| left.iter().any(|&l| scopes.resolve(l) == Some(v)))
    };
    let is_behind = tree.next_sibling(stmt) == Some(branch);
    stmt == branch || is_behind && tree.subtree(condition).any(is_given)
}

/// The call or assignment that the function repeats on all ways out behind `place`, also where it fails.
fn repeated(site: Site, flow: &Flow, place: NodeId, all: &[Effect], awaited: &Awaited) -> Option<NodeId> {
    let tree = site.tree();
    let here = flow.point_of(place)?;
    let is_last = |e: &&Effect| {
        let behind = tree.stmt_of(e.node).and_then(|s| tree.next_sibling(s));
        let is_stmt = e.call.is_none_or(|c| is_statement(site, c) && may_undo(site, c, awaited));
        !e.deferred && is_stmt && behind.is_some_and(|s| tree.kind(s) == Kind::Return)
    };
    let lasts: Vec<&Effect> = all.iter().filter(is_last).collect();
    let in_loop = |e: &Effect| around(site, place).is_some_and(|l| tree.contains(l, e.node));
    let same = |a: &Effect, b: &Effect| match (a.call, b.call) {
        (Some(a), Some(b)) => tree.text(a) == tree.text(b),
        (None, None) => {
            tree.child(a.node, Field::Left).map(|l| tree.text(l))
                == tree.child(b.node, Field::Left).map(|l| tree.text(l))
        }
        _ => false,
    };
    let found = lasts.iter().filter(|a| in_loop(a)).filter_map(|a| {
        let others = lasts.iter().filter(|b| same(a, b));
        let points: Vec<PointId> = others.map(|b| b.point).collect();
        let ways_out = || flow.exits_from(here, |p| points.contains(&p));
        let is_behind = |&p: &PointId| flow.reaches(here, p, |_| false);
        (points.len() > 1 && points.iter().all(is_behind) && ways_out().is_empty()).then_some(a.node)
    });
    found.min()
}

/// Whether `after` undoes what `before` does.
fn undoes(site: Site, (before, after): (&Effect, &Effect), awaited: &Awaited) -> bool {
    let tree = site.tree();
    let writes = || after.writes.iter().any(|w| before.writes.iter().any(|b| w.undoes(b)));
    let other_name = || match (before.call, after.call) {
        (Some(a), Some(b)) => called_name(site, a) != called_name(site, b),
        _ => true,
    };
    let is_plain = |c: NodeId| is_statement(site, c) && may_undo(site, c, awaited);
    let by_writing = || {
        let is_receive = tree.kind(after.node) == Kind::Unary && !is_statement(site, after.node);
        // Others count on what is sent: that is asked elsewhere.
        let sends = tree.kind(after.node) == Kind::SendStmt;
        !is_receive && !sends && after.call.is_none_or(is_plain) && other_name() && writes()
    };
    let by_calling = || before.call.zip(after.call).is_some_and(|pair| undoes_call(site, pair, awaited));
    by_writing() || by_calling()
}

fn undoes_call(site: Site, (before, after): (NodeId, NodeId), awaited: &Awaited) -> bool {
    let tree = site.tree();
    let (Some(began), Some(ends)) = (called_name(site, before), called_name(site, after)) else {
        return false;
    };
    if tree.text(before) == tree.text(after) {
        return false;
    }
    let value = tree.parent(before).filter(|&p| tree.kind(p) == Kind::TypeAssert).unwrap_or(before);
    let given: Vec<BindingId> = targets_of(site, value)
        .into_iter()
        .filter(|&t| tree.kind(t) == Kind::Ident)
        .filter_map(|t| site.scopes().resolve(t))
        .collect();
    let function = tree.child(after, Field::Function);
    let operand = tree.receiver(after);
    let is_given = |n: NodeId| {
        tree.kind(n) == Kind::Ident && site.scopes().resolve(n).is_some_and(|v| given.contains(&v))
    };
    // `unsubscribe := events.listen()`, `unsubscribe()`
    let calls_what_it_gave =
        function.is_some_and(is_given) && is_statement(site, after) && tree.arg(after, 0).is_none();
    let is_over = words::concludes(began, ends) || words::is_concluded(began) && words::is_clean_up(ends);
    let concludes = operand.is_some_and(is_given) && is_over;
    let same = is_same_operand(site, before, after);
    let gives_back = words::lends(began, ends) && tree.args(after).any(is_given);
    calls_what_it_gave
        || concludes
        || same && (words::are_opposite(began, ends) || words::concludes(began, ends) || gives_back)
        || same && sets_bits_back(site, before, after)
        || same && may_set_back(site, after) && sets_back(site, (before, after), awaited)
}

/// `flags.Or(busy)`, `flags.And(^busy)`
fn sets_bits_back(site: Site, before: NodeId, after: NodeId) -> bool {
    let target = |call: NodeId, name: &str| match site.callee(call) {
        Callee::Known(known) if &*known.package == "sync/atomic" && known.name.starts_with(name) => {
            let first = site.tree().arg(call, 0).map(|a| site.tree().text(a));
            Some(first.filter(|_| known.receiver.is_none()))
        }
        _ => None,
    };
    let or = target(before, "Or");
    or.is_some() && or == target(after, "And")
}

/// Whether the call, of the same thing, is given the opposite, or what that was before: `busy.Store(true)`,
/// `busy.Store(false)`.
fn sets_back(site: Site, (before, after): (NodeId, NodeId), awaited: &Awaited) -> bool {
    let tree = site.tree();
    let args = |call: NodeId| tree.args(call).collect::<Vec<_>>();
    let (a, b) = (args(before), args(after));
    let (Some((&old, first)), Some((&new, others))) = (a.split_last(), b.split_last()) else { return false };
    let names = (called_name(site, before), called_name(site, after));
    let set = |name: Option<&str>| name.is_some_and(words::is_setter);
    let both_set = set(names.0) && set(names.1);
    let same = |x: &NodeId, y: &NodeId| tree.text(*x) == tree.text(*y);
    let of_same =
        names.0 == names.1 && a.len() == b.len() && first.iter().zip(others).all(|(x, y)| same(x, y));
    let of_other_name = names.0 != names.1 && both_set;
    if (of_same || of_other_name) && is_flipped(site, old, new, both_set) {
        return true;
    }
    let func = tree.enclosing_func(after);
    let operand = tree.receiver(after);
    let counts = operand.zip(func).is_some_and(|(o, f)| is_of_others(site, f, o));
    of_same
        && !is_given(site, after, awaited)
        && (both_set && counts && !same(&old, &new) || is_saved(site, new, before))
}

/// `true` and `false`, `1` and `-1`; of what is set also `1` and `0`; the words `start` and `stop`.
fn is_flipped(site: Site, old: NodeId, new: NodeId, is_set: bool) -> bool {
    let tree = site.tree();
    match (tree.kind(old), tree.kind(new)) {
        (Kind::True, Kind::False) | (Kind::False, Kind::True) => true,
        (Kind::String, Kind::String) => {
            let word = |n: NodeId| tree.text(n).trim_matches('"').to_owned();
            words::are_opposite(&word(old), &word(new)) || words::switches_back(&word(old), &word(new))
        }
        _ => match (site.constant(old), site.constant(new)) {
            (Some(a), Some(b)) => a != b && (a + b == 0 || is_set),
            _ => false,
        },
    }
}

/// Whether the variable was given its value before the call, and is read nowhere else: it keeps what was there.
fn is_saved(site: Site, variable: NodeId, before: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.resolve(variable).filter(|_| tree.kind(variable) == Kind::Ident);
    binding.is_some_and(|v| {
        let ident = scopes.binding(v).ident;
        let is_own = tree.parent(ident).is_some_and(|p| tree.field(p) == Field::Left);
        is_own && ident < before && scopes.uses(v) == [variable]
    })
}

/// Whether both are methods of the same thing, or functions of the same package.
fn is_same_operand(site: Site, a: NodeId, b: NodeId) -> bool {
    let tree = site.tree();
    let of = |call: NodeId| {
        let function = tree.child(call, Field::Function)?;
        let operand = tree.child(function, Field::Operand);
        let is_name = operand.is_some() || tree.kind(function) == Kind::Ident;
        is_name.then(|| (operand.map(|o| tree.text(o)), operand.and_then(|o| root_variable(site, o))))
    };
    of(a).is_some() && of(a) == of(b)
}

/// Whether nothing but an error is asked of the call.
fn may_set_back(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let types = results(site, call);
    // What the function gives back as its error, where the package is not on disk.
    let is_returned = || {
        let list = tree.parent(call);
        let stmt = list.and_then(|l| tree.parent(l)).filter(|&r| tree.kind(r) == Kind::Return);
        let func = tree.enclosing_func(call).filter(|_| stmt.is_some());
        func.is_some_and(|f| matches!(&declared_results(site, f)[..], [only] if is_error(only)))
    };
    let only_error = !types.is_empty() && types.iter().all(is_error) || is_returned();
    let operand = tree.receiver(call);
    let sets_up_logs = called_name(site, call).is_some_and(words::is_setter)
        && operand.is_some_and(|o| site.names_import(o).is_some());
    let tells = harmless::tells(site, call) && !sets_up_logs;
    (is_statement(site, call) || only_error) && !tells && !answers(site, call)
}

/// Whether the call may be there to undo something: it does not log or answer a request, and is not given the context,
/// with which it would fail.
fn may_undo(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    !is_given(site, call, awaited) && !harmless::tells(site, call) && !answers(site, call)
}

/// Whether the call writes to who has sent a request, and waits no longer.
fn answers(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let is_writer = |n: NodeId| site.type_of(n).is_named("net/http", "ResponseWriter");
    operand.is_some_and(|o| tree.subtree(o).any(is_writer)) || tree.args(call).any(is_writer)
}

/// Whether the expression is a statement of its own.
fn is_statement(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    tree.parent(expr).is_some_and(|p| matches!(tree.kind(p), Kind::ExprStmt | Kind::Defer))
}
