//! What a function has begun before it waits and finishes behind, and what it does there without looking at its
//! context: who leaves in between leaves it half done.

use super::effects::is_shared;
use super::pending::is_given;
use super::{Awaited, works_under};
use crate::contexts::calls::called_name;
use crate::contexts::clean_up::where_failed;
use crate::contexts::harmless::{is_harmless, only_tells, tells};
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::types::{declared_results, is_context_expr, is_error};
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::sync::Arc;

/// First words of functions that only look something up.
const LOOK_UPS: &[&str] =
    &["get", "list", "find", "fetch", "load", "read", "is", "has", "can", "check", "validate", "ready"];

/// The call behind `place` that changes something and is given the context, but leaves it alone, where nothing else
/// that comes there looks at it either: once it has come to the wait, the function has always done all of it.
pub(super) fn unheeding(site: Site, place: NodeId, awaited: &Awaited) -> Option<NodeId> {
    let (flow, here) = straight(site, place)?;
    let calls = calls_behind(site, &flow, here);
    let (mut under, others): (Vec<NodeId>, Vec<NodeId>) =
        calls.into_iter().filter(|&c| is_given(site, c, awaited)).partition(|&c| leaves_alone(site, c));
    under.retain(|&c| !tells(site, c) && called_name(site, c).is_some_and(words::is_change));
    under.first().copied().filter(|_| others.is_empty())
}

/// What the function does behind `place` for others, if nothing that comes there looks at the context: it writes to
/// what they see, or starts a goroutine. Once it has come to the wait, it has always done that. `d.seen =
/// append(d.seen, id)`
pub(super) fn recording(site: Site, place: NodeId, awaited: &Awaited) -> Option<NodeId> {
    let tree = site.tree();
    let (flow, here) = straight(site, place)?;
    let behind: Vec<NodeId> =
        flow.behind(here, |_, _| true).into_iter().filter_map(|p| flow.node(p)).collect();
    let works = |&n: &NodeId| works_under(site, &awaited.root, n);
    let records = |n: NodeId| match tree.kind(n) {
        Kind::Go => true,
        Kind::Assign => {
            let targets = tree.child(n, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
            // A counter, or the time of the next wait, is the function's own business.
            let is_basic = |t| matches!(site.program.underlying(&site.type_of(t)), Type::Basic(_));
            targets
                .into_iter()
                .any(|t| tree.kind(t) != Kind::Ident && is_shared(site, flow.func(), t) && !is_basic(t))
        }
        _ => false,
    };
    behind.iter().copied().find(|&n| records(n)).filter(|_| !behind.iter().any(works))
}

/// The call behind `place` that a handler, which has changed something for good right before and cannot say that it has
/// not come to its end, does not give its context: `s.leaveCluster()`, the wait, `s.call(announcement)`.
pub(super) fn finishing(site: Site, place: NodeId, awaited: &Awaited) -> Option<NodeId> {
    let tree = site.tree();
    let (flow, here) = straight(site, place)?;
    let cannot_say = !declared_results(site, flow.func()).iter().any(is_error);
    if !awaited.root.is_request() || !cannot_say {
        return None;
    }
    let before = tree.stmt_of(place).and_then(|s| tree.prev_sibling(s))?;
    let call = tree.only_child(before).filter(|&c| tree.kind(c) == Kind::Call)?;
    let changes = tree.kind(before) == Kind::ExprStmt && is_step(site, call, awaited);
    let is_asked = |c: NodeId| !tree.parent(c).is_some_and(|p| tree.kind(p) == Kind::ExprStmt);
    let is_look_up =
        |c: NodeId| called_name(site, c).is_some_and(|n| LOOK_UPS.iter().any(|w| words::begins_with(n, w)));
    let mut steps = calls_behind(site, &flow, here).into_iter();
    steps.find(|&c| is_asked(c) && !is_look_up(c) && is_step(site, c, awaited)).filter(|_| changes)
}

/// Whether the call may be a step of the work: one of a method that does not log, answer or work under the context.
fn is_step(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let args = || tree.args(call);
    let answers = || args().any(|a| site.type_of(a).is_named("net/http", "ResponseWriter"));
    tree.receiver(call).is_some_and(|o| site.names_import(o).is_none())
        && !matches!(site.callee(call), Callee::Builtin(_) | Callee::Conversion(_))
        && !tells(site, call)
        && !is_given(site, call, awaited)
        && !answers()
}

/// The flow around `place`, and its point there, where that is in no loop.
fn straight(site: Site, place: NodeId) -> Option<(Arc<Flow>, PointId)> {
    let flow = site.flow(site.tree().enclosing_func(place)?);
    let here = flow.point_of(place)?;
    (!flow.unknown() && !flow.in_cycle(here)).then_some((flow, here))
}

fn calls_behind(site: Site, flow: &Flow, here: PointId) -> Vec<NodeId> {
    let tree = site.tree();
    let nodes = flow.behind(here, |_, _| true).into_iter().filter_map(|p| flow.node(p));
    nodes.flat_map(|n| tree.subtree(n)).filter(|&n| tree.kind(n) == Kind::Call).collect()
}

/// Whether it does not matter to the call whether the context that it is given has ended.
fn leaves_alone(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut args = tree.args(call);
    args.all(|a| !is_context_expr(site, a) || is_harmless(site, call, a))
}

/// Whether all that comes next in the loop `l` behind `place` is work under the context, with which the function fails:
/// it leaves there in any case then, and skips nothing by leaving before. What comes behind the last round does not
/// count.
pub(super) fn fails_next(site: Site, l: NodeId, place: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place).filter(|_| !flow.unknown()) else { return false };
    let gives_up = |c: NodeId| {
        let last = check_behind(site, c).and_then(|block| tree.stmts(block).last());
        is_given(site, c, awaited)
            && !leaves_alone(site, c)
            && last.is_some_and(|s| tree.kind(s) == Kind::Return && fails(site, s) && where_failed(site, s))
    };
    let own = tree.calls(l).filter(|&n| tree.enclosing_func(n) == Some(func));
    let ends: Vec<PointId> = own.filter(|&c| gives_up(c)).filter_map(|c| flow.point_of(c)).collect();
    let in_loop = |p: PointId| flow.node(p).is_some_and(|n| tree.contains(l, n));
    let ways = flow.behind(here, |p, e| (p == here || !ends.contains(&p)) && in_loop(e.to));
    let acts = |n: NodeId| {
        let does =
            |c| !tells(site, c) && !matches!(site.callee(c), Callee::Builtin(_) | Callee::Conversion(_));
        let calls = tree.subtree(n).any(|c| tree.kind(c) == Kind::Call && does(c));
        calls && !only_tells(site, n) || matches!(tree.kind(n), Kind::SendStmt | Kind::Return)
    };
    ways.iter().any(|p| ends.contains(p))
        && ways
            .into_iter()
            .filter(|p| *p != here && !ends.contains(p))
            .all(|p| flow.node(p).is_none_or(|n| !acts(n)))
}
