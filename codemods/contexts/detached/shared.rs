//! What is found out for others than the caller too. An error that only says that one caller has given up must not be
//! kept for those who still wait.

use super::lasting::{is_kept, is_outside};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::join::root_variable;
use crate::contexts::never::in_literal_known_to_be_shared;
use crate::contexts::origins::{Given, given, targets_of};
use crate::contexts::outlives::bodies_meant;
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::types::{is_context, is_error, request_type, results};
use crate::contexts::waiting::support::is_of_stand_in;
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether the call at `place` may fail, and its error is put where others find it: into what a handler serves all
/// requests with, or into something that has a place there.
pub fn keeps_error_for_others(site: Site, root: &Root, place: NodeId) -> bool {
    passed_to(site, place).is_some_and(|call| gives_error_to_others(site, root, call))
}

/// The same of a call.
pub fn gives_error_to_others(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(index) = results(site, call).iter().position(is_error) else { return false };
    let Some(list) = tree.parent(call).filter(|&l| tree.kind(l) == Kind::ExprList) else { return false };
    let left = tree.parent(list).and_then(|s| tree.child(s, Field::Left)).map(|l| tree.list(l));
    let Some(&target) = left.as_ref().and_then(|l| l.get(index)) else { return false };
    match tree.kind(target) {
        Kind::Ident => site.scopes().resolve(target).is_some_and(|v| {
            let mut uses = site.scopes().uses(v).iter();
            uses.any(|&u| goes_to_others(site, root, u) || is_sent_to_each(site, u))
        }),
        _ => is_for_others(site, root, target),
    }
}

/// Whether the call at `place` gives nothing that would say that it has failed, and what it gives goes into the making
/// of something that is put where others find it: a queue with settings that are read when it is first asked for.
pub fn is_read_for_others(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let read = || {
        let call = passed_to(site, place).filter(|&c| !results(site, c).iter().any(is_error))?;
        let [target] = targets_of(site, call)[..] else { return None };
        scopes
            .resolve(target)
            .filter(|_| matches!(given(site, target), Some((Given::Value(v), _)) if v == call))
    };
    let makes = |call: NodeId| {
        called_name(site, call).is_some_and(words::is_maker)
            && targets_of(site, call).into_iter().any(|t| is_outside(site, root, t))
    };
    let goes_into = |u: NodeId| {
        let calls = tree.ancestors(u).take_while(|&a| tree.field(a) != Field::Stmt);
        calls.filter(|&a| tree.kind(a) == Kind::Call).any(makes)
    };
    read().is_some_and(|v| scopes.uses(v).iter().any(|&u| goes_into(u)))
        || serves_all(root) && is_kept_for_all(site, root, place)
}

/// Whether the call at `place` gives nothing that would say that it has failed, and what it gives is put where it
/// answers other requests too: `s.status = s.check(ctx)`.
fn is_kept_for_all(site: Site, root: &Root, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place).filter(|&c| !results(site, c).iter().any(is_error)) else {
        return false;
    };
    let is_kept_there = |t: NodeId| match site.tree().kind(t) {
        Kind::Ident => site.scopes().resolve(t).is_some_and(|v| is_kept(site, root, v)),
        _ => is_outside(site, root, t),
    };
    let types = results(site, call);
    let carries = |t: &Type| is_context(t) || t.is_unknown() || request_type(site, t).is_some();
    !types.iter().any(carries) && targets_of(site, call).into_iter().any(is_kept_there)
}

/// Whether only one of all who come does the work at `place`, in a goroutine, and for the others too:
/// `if s.running.CompareAndSwap(false, true) { go … }`.
pub fn is_started_by_one(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let within: Vec<NodeId> = tree.ancestors(place).take_while(|&a| a != root.func()).collect();
    let wins = |condition: NodeId| {
        let mut calls = tree.calls(condition);
        calls.any(|c| called_name(site, c).is_some_and(|n| n.starts_with("CompareAndSwap") || n == "TryLock"))
    };
    let start = within.iter().position(|&a| tree.kind(a) == Kind::Go);
    start.is_some_and(|start| {
        within[start..].iter().any(|&a| {
            let inside = tree.child(a, Field::Consequence).is_some_and(|c| tree.contains(c, place));
            tree.kind(a) == Kind::If && inside && tree.child(a, Field::Condition).is_some_and(wins)
        })
    })
}

/// Whether what gets the context at `place` finds something out for all who ask meanwhile: who asks first would end it
/// for the others. `g.Do(key, func() (any, error) { return load(ctx, key) })`
pub fn is_found_out_for_all(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let index = tree.args(call).position(|c| c == place);
    let Some(index) = index else { return false };
    let bodies = bodies_meant(site, call);
    let own = bodies.iter().filter(|f| f.is_of_module(site)).filter_map(|f| f.site(site.program));
    let mut meant = own.filter(|inner| !is_of_stand_in(*inner)).peekable();
    // One of many that an interface stands for says nothing of the others.
    meant.peek().is_some()
        && meant.all(|inner| {
            let func = inner.tree().root();
            let context = parameters(inner, func).get(index).and_then(|p| p.variable);
            let uses = context.map_or(&[][..], |v| inner.scopes().uses(v));
            uses.iter().any(|&u| in_literal_known_to_be_shared(inner, func, u))
        })
}

/// Whether a handler does the work at `place` for all who come while it holds a lock, and puts then into what serves
/// them what they get: an answer that is given again for a while.
pub fn is_filled_for_all(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(place).filter(|_| serves_all(root)) else { return false };
    let operand = |call: NodeId| tree.receiver(call);
    let own = || tree.subtree(root.func()).filter(|&n| tree.enclosing_func(n) == Some(root.func()));
    let is_locked = own()
        .filter(|&n| tree.kind(n) == Kind::Call && called_name(site, n) == Some("Lock"))
        .filter(|&n| operand(n).is_some_and(|o| is_outside(site, root, o)))
        .any(|n| flow.point_of(n).is_some_and(|p| flow.dominates(p, here)));
    let fills = |stmt: NodeId| {
        let list = |side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
        let is_place = |&t: &NodeId| matches!(tree.kind(t), Kind::Selector | Kind::Index);
        list(Field::Left).iter().any(|t| is_place(t) && is_outside(site, root, *t))
            && list(Field::Right).iter().any(|&v| is_made_up(site, &flow, here, v))
            && flow.point_of(stmt).is_some_and(|p| flow.reaches(here, p, |_| false))
    };
    is_locked && own().filter(|&n| tree.kind(n) == Kind::Assign).any(fills)
}

/// Whether the value is that of a variable, or a struct or list that is put together with one which was given its value
/// at `here` or behind it.
fn is_made_up(site: Site, flow: &Flow, here: PointId, value: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let value = tree.unparen(value);
    let is_given =
        |n: NodeId| flow.point_of(n).is_some_and(|p| p == here || flow.reaches(here, p, |_| false));
    let is_found = |v: BindingId| {
        let uses = scopes.uses(v).iter().copied();
        let mut written = uses.filter(|&u| is_write(tree, u) || is_address_taken(tree, u));
        is_given(scopes.binding(v).ident) || written.any(is_given)
    };
    match tree.kind(value) {
        Kind::Ident => true,
        Kind::Unary if tree.op(value) == Op::Address => {
            tree.child(value, Field::Operand).is_some_and(|inner| is_made_up(site, flow, here, inner))
        }
        Kind::CompositeLit => tree.child(value, Field::Body).is_some_and(|body| {
            let idents = tree.subtree(body).filter(|&n| tree.kind(n) == Kind::Ident);
            idents.filter_map(|n| scopes.resolve(n)).any(is_found)
        }),
        _ => false,
    }
}

/// Whether what is assigned to `target`, a field or an element, is found by others.
fn is_for_others(site: Site, root: &Root, target: NodeId) -> bool {
    if !matches!(site.tree().kind(target), Kind::Selector | Kind::Index) {
        return false;
    }
    if is_outside(site, root, target) {
        return serves_all(root);
    }
    root_variable(site, target).is_some_and(|v| is_kept(site, root, v))
}

/// Whether the receiver of the function serves all requests, and not one only.
pub(super) fn serves_all(root: &Root) -> bool {
    matches!(root.carrier, Carrier::Request(_))
}

/// Whether the error at `u` is assigned to what others find, or is a part of something that is put there.
fn goes_to_others(site: Site, root: &Root, u: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.parent(u).filter(|&l| tree.field(l) == Field::Right).and_then(|l| tree.parent(l));
    if let Some(stmt) = stmt.filter(|&s| tree.kind(s) == Kind::Assign) {
        let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        return left.into_iter().any(|t| is_for_others(site, root, t));
    }
    let element = tree.parent(u).filter(|&p| matches!(tree.kind(p), Kind::KeyedElement | Kind::LitValue));
    element.and_then(|e| holder_of_literal(site, e)).is_some_and(|v| is_kept(site, root, v))
}

/// Whether the error at `u` is sent, alone or with an answer, to one after the other of many who wait for it:
/// `for _, w := range waiting { w <- answer{n, err} }`.
fn is_sent_to_each(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let send =
        tree.ancestors(u).take_while(|&a| !tree.kind(a).is_func()).find(|&a| tree.kind(a) == Kind::SendStmt);
    let channel = send.and_then(|s| tree.child(s, Field::Channel)).filter(|&c| tree.kind(c) == Kind::Ident);
    let ident = channel.and_then(|c| site.scopes().resolve(c)).map(|v| site.scopes().binding(v).ident);
    ident.is_some_and(|i| {
        let around = tree.ancestors(i).take_while(|&a| tree.kind(a) != Kind::Block);
        around.into_iter().any(|a| tree.kind(a) == Kind::RangeClause)
    })
}

/// The variable that is given the composite literal around `part`.
fn holder_of_literal(site: Site, part: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let list = tree.ancestors(part).find(|&a| tree.kind(a) == Kind::ExprList)?;
    let left = tree.child(tree.parent(list)?, Field::Left).filter(|&l| l != list)?;
    let [target] = tree.list(left)[..] else { return None };
    site.scopes().resolve(target).filter(|_| tree.kind(target) == Kind::Ident)
}
