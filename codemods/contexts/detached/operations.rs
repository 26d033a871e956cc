//! Waits for what goes on by itself, an operation of another system, or one or many that the function has started: who
//! gives up waiting does not end it, and what the function does then takes it for ended.

use super::changes::takes_detached;
use super::consequences::changes;
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{is_error, results};
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the call only waits, as its name says, and gives nothing but an error; and to give that up would leave the
/// rest to go on: a deferred function cancels the other half of the work, the function cancels the same where it finds
/// that its context has ended, or what comes of it is put on record behind under a context of its own.
pub(super) fn leaves_what_it_waits_for(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let waits = called_name(site, call).is_some_and(|n| words::begins_with(n, "wait"));
    let only_fails = || matches!(&results(site, call)[..], [only] if is_error(only));
    let Some(func) = tree.enclosing_func(call).filter(|_| waits && only_fails()) else { return false };
    is_cancelled_elsewhere(site, func, call) || is_put_on_record(site, func, call)
}

/// Whether the call takes what the goroutines that the function has started before hold of something, and give back
/// there when they are done: `go func() { defer sem.Release(1); … }()`, and then `sem.Acquire(ctx, all)`, which waits
/// for them. What comes behind it counts on their having ended.
pub(super) fn takes_what_workers_hold(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call).filter(|_| called_name(site, call) == Some("Acquire")) else {
        return false;
    };
    let held = tree.receiver(call).map(|o| tree.text(o));
    let gives_back =
        |c: NodeId| called_name(site, c) == Some("Release") && tree.receiver(c).map(|o| tree.text(o)) == held;
    let loops =
        |n: NodeId| tree.ancestors(n).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::For);
    let is_behind = |start: NodeId| start < call && !loops(start).any(|l| tree.contains(l, call));
    let mut started =
        tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Go && tree.enclosing_func(n) == Some(func));
    held.is_some() && started.any(|s| is_behind(s) && tree.calls(s).any(gives_back))
}

/// Whether the function cancels what it waits for in another place, or something else in a deferred one above:
/// `defer func() { if !done { _ = op.Cancel() } }()`.
fn is_cancelled_elsewhere(site: Site, func: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let awaited = tree.receiver(call).and_then(|o| site.scopes().resolve(o));
    let cancels = |&c: &NodeId| {
        called_name(site, c).is_some_and(|n| ["cancel", "abort"].iter().any(|w| words::begins_with(n, w)))
            && results(site, c).last().is_some_and(is_error)
    };
    let is_same = |c: NodeId| {
        let operand = tree.receiver(c).and_then(|o| site.scopes().resolve(o));
        operand.is_some() && operand == awaited
    };
    let is_deferred = |c: NodeId| {
        c < call && tree.ancestors(c).take_while(|&a| a != func).any(|a| tree.kind(a) == Kind::Defer)
    };
    tree.calls(func).filter(cancels).any(|c| is_same(c) || is_deferred(c))
}

/// Whether the wait is for what the function has begun itself, and control comes from there, unless it fails, to a
/// change under a context that has no end.
fn is_put_on_record(site: Site, func: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(func);
    let awaited = tree.receiver(call).and_then(|o| site.scopes().resolve(o));
    let begun = awaited.and_then(|v| given(site, site.scopes().binding(v).ident));
    let is_own =
        matches!(begun, Some((Given::Value(c) | Given::Result(c, _), _)) if tree.kind(c) == Kind::Call);
    let Some(here) = flow.point_of(call).filter(|_| is_own) else { return false };
    let mut later = tree.calls(func).filter(|&c| c > call && tree.enclosing_func(c) == Some(func));
    later.any(|c| {
        takes_detached(site, c, &[])
            && changes(site, c)
            && flow.point_of(c).is_some_and(|p| p != here && flow.dominates(here, p))
    })
}
