//! Contexts with a limit of their own that was for something before: it may have run out, and what comes then is not
//! meant to end with it.

use super::asks::{Asked, asked_at};
use super::cancellation::tells_of_end;
use super::origins::{Given, given, targets_of};
use super::sources::Root;
use super::types::{is_context, is_error, results};
use super::uses::nil_test;
use crate::contexts::calls::{called_name, passed_to};
use crate::golang::flow::{Edge, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;
use std::cell::Cell;

/// `context.WithTimeout(ctx, d)`
pub fn limits(site: Site, call: NodeId) -> bool {
    called_name(site, call).is_some_and(|n| n.starts_with("WithTimeout") || n.starts_with("WithDeadline"))
}

/// Whether the variable is defined with a context that such a call makes.
pub fn is_limited(site: Site, variable: BindingId) -> bool {
    let value = given(site, site.scopes().binding(variable).ident);
    matches!(value, Some((Given::Result(call, 0), _)) if limits(site, call))
}

/// Whether the variable was given a context with a release of its own by `context.WithCancel`, under another name than
/// the root's, and the one at `place` becomes such a context too: each is for a part of what the function does, and
/// ends with that.
pub(super) fn is_for_another_part(site: Site, root: &Root, variable: BindingId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let ident = scopes.binding(variable).ident;
    let cancels = |call: NodeId| called_name(site, call).is_some_and(|n| n.starts_with("WithCancel"));
    let same_name = root.parameter.ident.is_some_and(|p| tree.text(p) == tree.text(ident));
    !same_name
        && passed_to(site, place).is_some_and(cancels)
        && matches!(given(site, ident), Some((Given::Result(call, 0), _)) if cancels(call))
}

/// Whether the variable holds the context of a group that gets its work in the loop around `place`, and the call there
/// is none of that: the context ends when one of the group has failed, and the call may be for the others.
/// `group, ctx := errgroup.WithContext(parent)`, and then, round by round, `token(ctx, id)`, `group.Go(…)`
pub(super) fn is_of_group_beside(site: Site, variable: BindingId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let Some((Given::Result(made, 1), _)) = given(site, binding.ident) else { return false };
    let group = targets_of(site, made).first().and_then(|&t| scopes.resolve(t));
    let starts = |u: NodeId| {
        let method = tree.parent(u).filter(|&s| tree.child(s, Field::Operand) == Some(u));
        let name = method.and_then(|m| tree.child(m, Field::FieldName)).map(|n| tree.text(n));
        matches!(name, Some("Go" | "TryGo"))
    };
    let gets_work =
        |l: NodeId| group.is_some_and(|g| scopes.uses(g).iter().any(|&u| tree.contains(l, u) && starts(u)));
    let derives = |call: NodeId| results(site, call).first().is_some_and(is_context);
    let loops = tree.ancestors(place).take_while(|&a| !tree.kind(a).is_func());
    called_name(site, made) == Some("WithContext")
        && tree.enclosing_func(place) == Some(binding.func)
        && passed_to(site, place).is_some_and(|call| !derives(call))
        && loops.filter(|&a| tree.kind(a) == Kind::For).any(gets_work)
}

/// Whether the variable holds a context with a limit that was for something before `place`: nothing behind uses it but
/// to ask whether it has ended, which what stands at `place` is done after then, or nothing but loops that have
/// ended before has asked it, or what the function does meanwhile it does under the root's own.
pub(super) fn is_spent(site: Site, root: &Root, variable: BindingId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let defined = scopes.binding(variable).ident;
    let used = |v| scopes.uses(v).iter().copied().filter(|&u| !is_write(tree, u));
    let again =
        tree.ancestors(place).take_while(|&a| !tree.kind(a).is_func()).find(|&a| tree.kind(a) == Kind::For);
    let is_over = |u: NodeId| u < place && !again.is_some_and(|l| tree.contains(l, u));
    let is_root = |n: NodeId| match root.is_context() {
        true => root.is_named_by(site, n),
        false => matches!(tree.kind(n), Kind::Call | Kind::Selector) && root.is_asked_by(site, n),
    };
    let is_given = |u: NodeId| u > defined && passed_to(site, u).is_some_and(|call| !limits(site, call));
    let asks = |u: NodeId| u > place && asked_at(site, u) == Some(Asked::Err);
    is_limited(site, variable)
        && used(variable).any(is_over)
        && used(variable).all(|u| is_over(u) || asks(u))
        && root.parameter.variable != Some(variable)
        && (used(variable).any(asks)
            || used(variable).all(|u| limits_loop(site, u))
            || tree.subtree(root.func()).any(|n| is_root(n) && is_given(n)))
}

/// Whether the context at `u` is only asked whether it has ended, in a loop: it limits how often that goes round.
fn limits_loop(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    asked_at(site, u).is_some_and(Asked::for_end)
        && tree.ancestors(u).take_while(|&a| !tree.kind(a).is_func()).any(|a| tree.kind(a) == Kind::For)
}

/// Whether a call that was given the limited context may have failed, because that had ended, where control comes to
/// `place`: nobody has asked, or it went on in spite of it. `v, err := get(fast, key)`, and then, if that has failed,
/// `get(context.Background(), other)`. Not where the function goes on to use it behind `place`, in another round of a
/// loop perhaps: it counts on its being there.
pub(super) fn may_have_run_out(site: Site, variable: BindingId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(limited) = limited_before(site, variable, place) else { return false };
    let used = scopes.uses(variable).iter().copied();
    let used = used.filter(|&u| u < place && u > limited && !is_write(tree, u));
    !site.file.is_test()
        && !is_used_behind(site, variable, place)
        && used.flat_map(|u| calls_under(site, u)).any(|call| comes_from_failure(site, limited, call, place))
}

/// Where the variable was defined with a context that has a limit, or was given one on all ways to `place`:
/// `ctx, cancel := context.WithTimeout(ctx, d)` gives it to the parameter of that name.
fn limited_before(site: Site, variable: BindingId, place: NodeId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let ident = scopes.binding(variable).ident;
    if is_limited(site, variable) {
        return Some(ident);
    }
    let flow = site.flow(tree.enclosing_func(place)?);
    let here = flow.point_of(place)?;
    let mut writes = scopes.uses(variable).iter().copied().filter(|&u| u < place && is_write(tree, u));
    let last = writes.next_back()?;
    let is_limit = matches!(given(site, last), Some((Given::Result(call, 0), _)) if limits(site, call));
    let is_met = flow.point_of(last).is_some_and(|p| p != here && flow.dominates(p, here));
    (is_limit && is_met).then_some(last)
}

/// Whether the context that the variable holds at `place` is given to something behind it.
pub(super) fn is_used_behind(site: Site, variable: BindingId, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let made = flow.point_of(site.scopes().binding(variable).ident);
    let given = site.scopes().uses(variable).iter().filter(|&&u| passed_to(site, u).is_some());
    let given: Vec<PointId> = given.filter_map(|&u| flow.point_of(u)).collect();
    flow.point_of(place).is_some_and(|here| {
        let behind = flow.behind(here, |_, e| made != Some(e.to));
        given.iter().any(|p| *p != here && behind.contains(p))
    })
}

/// The call that is given the context at `u`; of one that makes a request or a command with it, what is done with that.
fn calls_under(site: Site, u: NodeId) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, u) else { return Vec::new() };
    let is_made =
        |t: &Type| t.pointee().is_named("net/http", "Request") || t.pointee().is_named("os/exec", "Cmd");
    if !results(site, call).first().is_some_and(is_made) {
        return vec![call];
    }
    let made = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let calls = made.into_iter().flat_map(|v| scopes.uses(v)).filter_map(|&u| {
        let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector).and_then(|s| tree.parent(s));
        passed_to(site, u).or(method.filter(|&c| tree.kind(c) == Kind::Call))
    });
    calls.collect()
}

/// Whether control can come from the call to `place` although it has failed, and no new context was made meanwhile.
fn comes_from_failure(site: Site, limited: NodeId, call: NodeId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call).filter(|&f| tree.enclosing_func(place) == Some(f)) else {
        return false;
    };
    let later = tree.parent(call).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
    let types = results(site, call);
    let tells = types.last().is_some_and(|t| is_error(t) || types.len() > 1 && *t == Type::BOOL);
    let flow = site.flow(func);
    let (Some(from), Some(here)) = (flow.point_of(call), flow.point_of(place)) else { return false };
    if later || !tells {
        return false;
    }
    let outcome = outcome_of(site, call);
    let made = flow.point_of(limited);
    let written = outcome.into_iter().flat_map(|v| scopes.uses(v)).filter(|&&u| is_write(tree, u));
    let written: Vec<PointId> = written.filter_map(|&u| flow.point_of(u)).collect();
    // Where the outcome of another call is kept in its place, nobody has asked for that of this one.
    let met = Cell::new(false);
    let goes_on = |at, edge: &Edge| {
        let taken = flow.condition(at).and_then(|c| when_failed(site, c, call, outcome));
        let fails = edge.when.is_none() || taken.is_none() || edge.when == taken;
        if fails && written.contains(&edge.to) {
            met.set(met.get() || edge.to == here || flow.reaches(edge.to, here, |p| made == Some(p)));
            return false;
        }
        fails && made != Some(edge.to)
    };
    flow.behind(from, goes_on).contains(&here) || met.get()
}

/// The variable that the last result of the call is kept in.
fn outcome_of(site: Site, call: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let stmt = tree.parent(call).and_then(|l| tree.parent(l))?;
    let target = match tree.kind(stmt) {
        Kind::VarSpec => tree.children_in(stmt, Field::Name).last(),
        _ => targets_of(site, call).last().copied(),
    };
    site.scopes().resolve(target?)
}

/// With which outcome the condition is left if the call has failed since its context has ended.
fn when_failed(site: Site, condition: NodeId, call: NodeId, outcome: Option<BindingId>) -> Option<bool> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    let is_outcome = |n: NodeId| outcome.is_some() && site.scopes().resolve(n) == outcome;
    match tree.kind(condition) {
        _ if condition == call => Some(false),
        Kind::Ident if is_outcome(condition) => Some(false),
        Kind::Unary if tree.op(condition) == Op::Not => {
            when_failed(site, tree.child(condition, Field::Operand)?, call, outcome).map(|failed| !failed)
        }
        Kind::Binary if tree.children(condition).any(|n| tree.unparen(n) == call) => {
            Some(tree.op(condition) == Op::Ne)
        }
        _ => match nil_test(site, condition) {
            Some((v, is_nil)) if outcome == Some(v) => Some(!is_nil),
            _ if tree.subtree(condition).any(is_outcome) => tells_of_end(site, condition),
            _ => None,
        },
    }
}
