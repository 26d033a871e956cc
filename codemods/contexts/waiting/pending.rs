//! What a function still has to do when it blocks, and would skip if it left there: clean-up of what it holds, and
//! values that others wait for.

use super::asked::is_end;
use super::locks::taken_anew;
use super::owed::{must_be_called, reports_end, stops_timer, wakes_others};
use super::{Awaited, around, carries, ends_so};
use crate::contexts::calls::called_name;
use crate::contexts::join::{joins_of, root_variable};
use crate::contexts::origins::{Given, given, is_dropped};
use crate::contexts::returns::fails;
use crate::contexts::started::runs_beside;
use crate::contexts::types::{declared_results, is_context_expr, is_error, results};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, FuncRef, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// The first call, send or wait behind `place`, in source order, that leaving there would skip though it has to be
/// done. What stands in the blocks `done` is done there too.
pub fn pending(site: Site, place: NodeId, awaited: &Awaited, done: &[NodeId]) -> Option<NodeId> {
    let tree = site.tree();
    let func = tree.enclosing_func(place)?;
    let flow = site.flow(func);
    let here = flow.point_of(place)?;
    let cannot_say = !declared_results(site, func).iter().any(is_error);
    let is_behind_loop = |n: NodeId| around(site, place).is_some_and(|l| n > l && !tree.contains(l, n));
    let counts = |n: NodeId| match tree.kind(n) {
        Kind::Call => {
            (must_be_called(site, n, awaited) && !is_value(site, n)
                || answers_others(site, func, n)
                || wakes_others(site, n) && is_counted_on(site, &flow, place, n)
                || cannot_say && reports_end(site, n, awaited) && is_met_by_all(site, &flow, here, n))
                && !stops_timer(site, n)
        }
        // Who has no way to say that it has failed has to finish what it has set up.
        Kind::Go => (!flow.in_cycle(here) || is_behind_loop(n)) && cannot_say,
        // What the next call begins with.
        Kind::Assign => cannot_say && is_behind_loop(n) && sets_for_others(site, n),
        Kind::SendStmt => {
            is_counted_on(site, &flow, place, n)
                && done.is_empty()
                && !is_awaited_beside_end(site, n, awaited)
        }
        _ => false,
    };
    let outside = |n: NodeId| !done.iter().any(|&block| tree.contains(block, n));
    let own = tree.subtree(func).filter(|&n| {
        (tree.enclosing_func(n) == Some(func) || is_for_others(site, &flow, n))
            && outside(n)
            && !runs_in_any_case(site, &flow, n, here)
            && counts(n)
            && !is_done_before(site, &flow, n, place)
            && !is_left_to_other_rounds(site, &flow, n, place, done)
            && !is_left_out_by_failures(site, &flow, n, here)
            && !is_deferred_too(site, func, n)
    });
    let joins = joins_of(site, func).filter(|&(_, on)| is_joined_here(site, func, on)).map(|(n, _)| n);
    own.chain(joins)
        .filter(|&n| flow.point_of(n).is_some_and(|p| flow.reaches(here, p, taken_anew(site, &flow, n))))
        .min()
}

/// Whether the call belongs to the work behind the loop around `place`, and the function leaves another round of that
/// loop, in one of the blocks `done`, without it: then it may leave this one.
fn is_left_to_other_rounds(site: Site, flow: &Flow, call: NodeId, place: NodeId, done: &[NodeId]) -> bool {
    let tree = site.tree();
    let skips = |block: NodeId| {
        let exit = tree.stmts(block).next().and_then(|s| flow.point_of(s));
        let here = flow.point_of(place);
        exit.zip(here).is_some_and(|(exit, here)| flow.reaches(here, exit, |_| false))
    };
    tree.kind(call) == Kind::Call
        && around(site, place)
            .is_some_and(|l| !tree.contains(l, call) && done.iter().any(|&b| tree.contains(l, b) && skips(b)))
}

/// Whether the call is done with where control comes to `place`: what has just been given back is not held; what may
/// have failed, and came here all the same, is perhaps tried anew.
fn is_done_before(site: Site, flow: &Flow, call: NodeId, place: NodeId) -> bool {
    let Some(here) = flow.point_of(place) else { return false };
    let is_left = || is_unasked(site, call) || is_left_on_failure(site, flow, call, here);
    let comes_first =
        || begun_at(site, flow, call, place).is_some_and(|p| p != here && flow.dominates(p, here));
    site.tree().kind(call) == Kind::Call
        && (is_given_back_before(site, flow, call, here) || is_left() && comes_first())
}

/// Whether the call does away with something, and the function leaves behind `here` with an error and without it: who
/// fails leaves that to others, or there is nothing yet.
fn is_left_out_by_failures(site: Site, flow: &Flow, call: NodeId, here: PointId) -> bool {
    let tree = site.tree();
    if tree.kind(call) != Kind::Call || !called_name(site, call).is_some_and(words::destroys) {
        return false;
    }
    let same: Vec<PointId> = tree
        .calls(flow.func())
        .filter(|&c| called_name(site, c) == called_name(site, call))
        .filter_map(|c| flow.point_of(c))
        .collect();
    let ways_out = flow.exits_from(here, |p| same.contains(&p));
    ways_out.into_iter().filter_map(|p| flow.node(p)).any(|stmt| fails(site, stmt))
}

/// `s.next = next`
fn sets_for_others(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    left.into_iter().filter(|&t| tree.kind(t) == Kind::Selector).any(|t| {
        let holder = root_variable(site, t).map(|v| site.scopes().binding(v).kind);
        matches!(holder, Some(BindingKind::Receiver))
    })
}

/// Whether a deferred call of the function does the same: `defer func() { if w != nil { w.Stop() } }()`.
fn is_deferred_too(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let called = |c: NodeId| tree.child(c, Field::Function).map(|f| tree.text(f));
    let same = |c: NodeId| tree.kind(c) == Kind::Call && called(c) == called(node);
    tree.kind(node) == Kind::Call
        && tree
            .subtree(func)
            .filter(|&n| tree.kind(n) == Kind::Defer && n < node && !tree.contains(n, node))
            .any(|defer| tree.subtree(defer).any(same))
}

/// Whether the call is there for what it gives, which is no error: `fmt.Errorf("code %d", state.ExitCode())`,
/// `if cmd.ExitStatus() == 1`; or only takes something out of a map that the function has for itself.
fn is_value(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let types = results(site, call);
    let is_argument = tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::Args);
    let own_map = || {
        let map = tree.arg(call, 0);
        let variable = map.filter(|&m| tree.kind(m) == Kind::Ident).and_then(|m| site.scopes().resolve(m));
        variable
            .is_some_and(|v| matches!(site.scopes().binding(v).kind, BindingKind::Short | BindingKind::Var))
    };
    let is_compared = || {
        let comparison = tree.parent(call).filter(|&p| tree.kind(p) == Kind::Binary);
        comparison.is_some_and(|p| !tree.children(p).any(|side| tree.kind(side) == Kind::Nil))
    };
    is_compared() && !types.iter().any(is_error)
        || is_argument && !types.is_empty() && !types.iter().any(|t| is_error(t) || t.is_unknown())
        || matches!(site.callee(call), Callee::Builtin("delete")) && own_map()
}

/// Whether `func` is a goroutine, and the call, of a function of the module, sends or closes what others wait for.
fn answers_others(site: Site, func: NodeId, call: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let tells = |inner: Site| {
        let (tree, scopes) = (inner.tree(), inner.scopes());
        let is_theirs = |channel: NodeId| {
            let variable = root_variable(inner, channel).map(|v| scopes.binding(v).kind);
            !matches!(variable, Some(BindingKind::Short | BindingKind::Var))
                || tree.kind(channel) == Kind::Selector
        };
        tree.subtree(tree.root()).any(|n| match tree.kind(n) {
            Kind::SendStmt if tree.field(n) != Field::Communication => {
                tree.child(n, Field::Channel).is_some_and(is_theirs)
            }
            Kind::Call if matches!(inner.callee(n), Callee::Builtin("close")) => {
                tree.arg(n, 0).is_some_and(is_theirs)
            }
            _ => false,
        })
    };
    let own = |d: &&FuncRef| d.is_of_module(site);
    runs_beside(site, func)
        && !known.interface
        && known.decls.iter().filter(own).filter_map(|d| d.site(site.program)).any(tells)
}

/// Whether nobody asks what the call gives back.
fn is_unasked(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::ExprStmt) || is_dropped(site, call)
}

/// Whether another call that is spelled like this one is made on every way to `here`, by who asks it for nothing, and
/// what it gives back is not taken anew in between.
fn is_given_back_before(site: Site, flow: &Flow, call: NodeId, here: PointId) -> bool {
    let tree = site.tree();
    let same = |n: NodeId| n != call && tree.kind(n) == Kind::Call && tree.text(n) == tree.text(call);
    let is_stmt = |n: NodeId| tree.parent(n).is_some_and(|p| tree.kind(p) == Kind::ExprStmt);
    let anew = taken_anew(site, flow, call);
    let mut others = tree.subtree(flow.func()).filter(|&n| same(n) && is_stmt(n));
    others.any(|n| {
        flow.point_of(n).is_some_and(|p| {
            let back = |q: PointId| anew(q) && q != here && flow.reaches(p, q, |r| r == here);
            let taken = flow.points().any(|q| back(q) && flow.reaches(q, here, |r| r == p));
            p != here && flow.dominates(p, here) && !taken
        })
    })
}

/// The point that control comes by when the call is made: where it is made for each element of something, in a loop
/// without `place` that is not left before the last, that where the loop begins. Nothing is left to do then of what had
/// to be done for each.
fn begun_at(site: Site, flow: &Flow, call: NodeId, place: NodeId) -> Option<PointId> {
    let tree = site.tree();
    let clause = || {
        let body = tree.stmt_of(call).and_then(|s| tree.parent(s))?;
        let l = tree.parent(body).filter(|&l| tree.kind(l) == Kind::For && !tree.contains(l, place))?;
        let jumps = |n: NodeId| matches!(tree.kind(n), Kind::Return | Kind::Break | Kind::Goto);
        let clause = tree.children(l).find(|&c| tree.kind(c) == Kind::RangeClause)?;
        (!tree.subtree(body).any(jumps)).then_some(clause)
    };
    flow.point_of(clause().unwrap_or(call))
}

/// Whether control does not come from where the call has failed to `here`, but by the call once more:
/// `if err := tx.Rollback(); err != nil { return err }`.
fn is_left_on_failure(site: Site, flow: &Flow, call: NodeId, here: PointId) -> bool {
    let tree = site.tree();
    let branch = tree.ancestor(call, |k| k == Kind::If);
    let Some(branch) =
        branch.filter(|&b| tree.child(b, Field::Initializer).is_some_and(|i| tree.contains(i, call)))
    else {
        return false;
    };
    let is_failure =
        tree.child(branch, Field::Condition).and_then(|c| nil_test(site, c)).is_some_and(|t| !t.1);
    let block = tree.child(branch, Field::Consequence).filter(|_| is_failure);
    let first = block.and_then(|b| tree.stmts(b).next()).and_then(|s| flow.point_of(s));
    first.is_some_and(|p| !flow.reaches(p, here, |q| Some(q) == flow.point_of(call)))
}

/// Whether `channel`, or the wait group, is the function's own: the goroutines that it waits for have it to itself.
fn is_joined_here(site: Site, func: NodeId, on: NodeId) -> bool {
    let scopes = site.scopes();
    root_variable(site, on).map(|v| scopes.binding(v)).is_some_and(|b| {
        b.func == func
            && !matches!(b.kind, BindingKind::Param | BindingKind::Receiver)
            && is_made_here(site, b.ident)
    })
}

/// A wait group, or a channel that is made where it is defined; not one of signals, which nobody waits to send.
fn is_made_here(site: Site, variable: NodeId) -> bool {
    let tree = site.tree();
    let ty = site.type_of(variable);
    match site.program.underlying(&ty) {
        Type::Chan(_, element) if element.is_named("os", "Signal") => return false,
        Type::Chan(..) => {}
        _ => return ty.pointee().as_named().is_some_and(|n| &*n.name == "WaitGroup" || &*n.name == "Group"),
    }
    let Some((Given::Value(value), _)) = given(site, variable) else { return false };
    tree.kind(value) == Kind::Call && called_name(site, value) == Some("make")
}

/// Whether what happens at `node` does so however the function leaves at `here`, as what was deferred before does, or
/// is waited for by nobody: a goroutine does it.
fn runs_in_any_case(site: Site, flow: &Flow, node: NodeId, here: PointId) -> bool {
    let tree = site.tree();
    let is_started = tree.parent(node).is_some_and(|p| tree.kind(p) == Kind::Go);
    let deferred = deferred_by(site, flow.func(), node).and_then(|d| flow.point_of(d));
    is_started || deferred.is_some_and(|p| flow.dominates(p, here))
}

/// Whether a literal that the function defers does at `node` what somebody else counts on: it has not taken itself
/// there what it gives back.
fn is_for_others(site: Site, flow: &Flow, node: NodeId) -> bool {
    let deferred = deferred_by(site, flow.func(), node).and_then(|d| flow.point_of(d));
    deferred.is_some_and(|p| !taken_anew(site, flow, node)(p))
}

/// The statement of `func` that defers the call at `node`, or the literal that it stands in.
fn deferred_by(site: Site, func: NodeId, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let literal = tree.enclosing_func(node).filter(|&f| f != func);
    let deferred = match literal {
        Some(literal) => tree.parent(literal).filter(|_| tree.field(literal) == Field::Function)?,
        None => node,
    };
    tree.parent(deferred).filter(|&d| tree.kind(d) == Kind::Defer && tree.enclosing_func(d) == Some(func))
}

/// Whether the call is given the context, or is one of a method of what was given it for all that it does.
pub fn is_given(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    if operand.is_some_and(|o| carries(site, &awaited.root, o)) {
        return true;
    }
    let mut args = tree.args(call);
    args.any(|a| is_context_expr(site, a) && ends_so(site, &awaited.root, a))
}

/// Whether every way out of the function behind `here` leads by the call, or another one of the same.
fn is_met_by_all(site: Site, flow: &Flow, here: PointId, call: NodeId) -> bool {
    let tree = site.tree();
    let called = |c: NodeId| tree.child(c, Field::Function).map(|f| tree.text(f));
    let calls = tree.calls(flow.func()).filter(|&n| called(n) == called(call));
    let points: Vec<PointId> = calls.filter_map(|c| flow.point_of(c)).collect();
    flow.exits_from(here, |p| points.contains(&p)).is_empty() && !flow.exits_from(here, |_| false).is_empty()
}

/// Whether all who take from the channel, which a function around has made for itself, wait for the end of the same
/// context too: `select { case err := <-done: …; case <-ctx.Done(): … }`. They go on without what `send` sends then.
pub(super) fn is_awaited_beside_end(site: Site, send: NodeId, awaited: &Awaited) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let channel = tree.child(send, Field::Channel).filter(|&c| tree.kind(c) == Kind::Ident);
    let Some(variable) = channel.and_then(|c| scopes.resolve(c)) else { return false };
    let is_of_send = |u: NodeId| tree.field(u) == Field::Channel;
    let hears_of_end = |u: NodeId| {
        let comm = tree.ancestors(u).find(|&a| tree.field(a) == Field::Communication);
        let select = comm.and_then(|c| tree.ancestor(c, |k| k == Kind::Select));
        select.is_some_and(|s| {
            let mut arms = tree.children(s).filter_map(|arm| tree.child(arm, Field::Communication));
            arms.any(|c| is_end(site, c, awaited))
        })
    };
    let binding = scopes.binding(variable);
    let uses = scopes.uses(variable);
    matches!(binding.kind, BindingKind::Short | BindingKind::Var)
        && is_made_here(site, binding.ident)
        && uses.iter().any(|&u| !is_of_send(u))
        && uses.iter().all(|&u| is_of_send(u) || hears_of_end(u))
}

/// Whether someone may wait for what `send` sends, or tells by a call: not if it is one way of a select, nor if an
/// endless loop comes back to `place` behind each.
fn is_counted_on(site: Site, flow: &Flow, place: NodeId, send: NodeId) -> bool {
    let tree = site.tree();
    let is_last = || {
        let (from, here) = (flow.point_of(send), flow.point_of(place));
        from.zip(here).is_none_or(|(from, here)| !flow.exits_from(from, |p| p == here).is_empty())
    };
    tree.field(send) != Field::Communication && is_last()
}
