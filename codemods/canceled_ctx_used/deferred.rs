//! Deferred calls run last in, first out: one that is registered before `defer cancel()` runs when the context has
//! ended.

use super::life::Life;
use super::passed_behind;
use crate::Finding;
use crate::contexts::uses::outermost_literal;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The calls that get the context in a defer which runs behind its deferred release.
pub(super) fn used_behind_release(life: &Life) -> Vec<Finding> {
    let (site, flow, func, start) = (life.site, &life.flow, life.func, life.start);
    let &[defer] = &life.defers()[..] else { return Vec::new() };
    let Some(registered) = flow.point_of(defer) else { return Vec::new() };
    let runs_behind = |&u: &NodeId| {
        let point = deferring(site, func, u).and_then(|d| flow.point_of(d));
        // A literal reads the variable when it runs, whatever that held when it was deferred.
        let made_later = |p| flow.dominates(p, start) && flow.exits_from(p, |q| q == start).is_empty();
        let reads_late = || outermost_literal(site, func, u).is_some();
        point.is_some_and(|p| {
            let sees_it = flow.dominates(start, p) || reads_late() && made_later(p);
            p != registered && sees_it && flow.dominates(p, registered) && !flow.in_cycle(p)
        })
    };
    let what = format!(
        "has ended when this deferred call runs: {} is deferred later, on line {}, and so runs earlier; defer it first, or ",
        life.release_name(),
        site.line(defer)
    );
    life.passed().filter(runs_behind).map(|u| life.report(u, &what)).collect()
}

/// The calls that get the context in a deferred literal behind the call of its release there.
pub(super) fn used_in_its_literal(life: &Life) -> Vec<Finding> {
    let (site, tree) = (life.site, life.site.tree());
    let behind = |call: NodeId| {
        let literal = tree.enclosing_func(call)?;
        let flow = site.flow(literal);
        // A deferred call of its own runs later than what follows it.
        let is_statement = tree.parent(call).is_some_and(|s| tree.kind(s) == Kind::ExprStmt);
        let end = flow.point_of(call).filter(|_| is_statement && !flow.unknown())?;
        let what =
            format!("has ended here, {} was called on line {}; ", life.release_name(), site.line(call));
        let places = passed_behind(site, &flow, literal, life.ctx, end);
        Some(places.into_iter().map(|p| life.report(p, &what)).collect::<Vec<_>>())
    };
    life.deferred_calls().filter_map(behind).flatten().collect()
}

/// The calls that get the context in a defer, where its release is called on every way out behind that.
pub(super) fn used_behind_call(life: &Life) -> Vec<Finding> {
    let calls = life.calls();
    let behind = |u| ended_behind(life.site, &life.flow, life.start, &calls, u);
    life.passed()
        .filter_map(|u| Some((u, behind(u)?)))
        .map(|(u, call)| {
            let what = format!(
                "has ended when this deferred call runs, {} is called on line {}; ",
                life.release_name(),
                life.site.line(call)
            );
            life.report(u, &what)
        })
        .collect()
}

/// The one of `ends`, places at which a context ends that is made at `start`, that control comes to behind the defer
/// which uses it at `u`, if it meets one of them on every way out behind that.
pub(super) fn ended_behind(
    site: Site,
    flow: &Flow,
    start: PointId,
    ends: &[(NodeId, PointId)],
    u: NodeId,
) -> Option<NodeId> {
    let is_end = |p: PointId| ends.iter().any(|e| e.1 == p);
    let point = deferring(site, flow.func(), u).and_then(|d| flow.point_of(d))?;
    let is_sure = !flow.in_cycle(start)
        && flow.dominates(start, point)
        && !flow.in_cycle(point)
        && flow.exits_from(point, is_end).is_empty();
    ends.iter().find(|e| flow.reaches(point, e.1, |_| false)).filter(|_| is_sure).map(|e| e.0)
}

/// The defer statement of `func` that runs `node`: as an argument of the deferred call, or in the deferred literal.
fn deferring(site: Site, func: NodeId, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let around: Vec<NodeId> = tree.ancestors(node).take_while(|&a| a != func).collect();
    let at = around.iter().position(|&a| tree.kind(a) == Kind::Defer)?;
    let literals: Vec<NodeId> = around.iter().copied().filter(|&a| tree.kind(a) == Kind::FuncLit).collect();
    match literals[..] {
        [] => Some(around[at]),
        [literal] if tree.field(literal) == Field::Function && tree.contains(around[at], literal) => {
            Some(around[at])
        }
        _ => None,
    }
}
