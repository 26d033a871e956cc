//! Deferred calls run last in, first out: one that is registered before `defer cancel()` runs when the context has
//! ended.

use super::{instead, is_only_made_by, report};
use crate::Finding;
use crate::contexts::creation::{Creation, Target};
use crate::contexts::harmless::{is_harmless, passed_to};
use crate::contexts::uses::{Use, outermost_literal, release_uses};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The calls that get the context of `creation` in a defer which runs behind its deferred release.
pub(super) fn used_behind_release(site: Site, creation: &Creation) -> Vec<Finding> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Target::Local(ctx), Target::Local(release), Some(func)) =
        (creation.ctx, creation.release, creation.func)
    else {
        return Vec::new();
    };
    let flow = site.flow(func);
    let uses = release_uses(site, &flow, func, release);
    let defers: Vec<NodeId> = uses
        .iter()
        .filter_map(|u| match u.what {
            Use::Defer(stmt) => Some(stmt),
            _ => None,
        })
        .collect();
    let (&[defer], Some(start)) = (&defers[..], flow.point_of(creation.stmt)) else { return Vec::new() };
    if flow.unknown()
        || !is_only_made_by(site, ctx, creation.stmt)
        || !is_only_made_by(site, release, creation.stmt)
    {
        return Vec::new();
    }
    let Some(registered) = flow.point_of(defer) else { return Vec::new() };
    let runs_behind = |u: NodeId| {
        let point = deferring(site, func, u).and_then(|d| flow.point_of(d));
        // A literal reads the variable when it runs, whatever that held when it was deferred.
        let made_later = |p| flow.dominates(p, start) && flow.exits_from(p, |q| q == start).is_empty();
        let reads_late = || outermost_literal(site, func, u).is_some();
        point.is_some_and(|p| {
            let sees_it = flow.dominates(start, p) || reads_late() && made_later(p);
            p != registered && sees_it && flow.dominates(p, registered) && !flow.in_cycle(p)
        })
    };
    let places = scopes.uses(ctx).iter().copied().filter(|&u| runs_behind(u));
    places
        .filter(|&u| passed_to(site, u).is_some_and(|call| !is_harmless(site, call, u)))
        .map(|u| {
            let message = format!(
                "{} has ended when this deferred call runs: {} is deferred later, on line {}, and so runs earlier; defer it first, or {}",
                tree.text(u),
                tree.text(creation.release_node),
                site.line(defer),
                instead(site, creation.producer.parent, creation.ctx_node)
            );
            report(site, u, message)
        })
        .collect()
}

/// The calls that get the context of `creation` in a defer, where its release is called on every way out behind that.
pub(super) fn used_behind_call(site: Site, creation: &Creation) -> Vec<Finding> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Target::Local(ctx), Target::Local(release), Some(func)) =
        (creation.ctx, creation.release, creation.func)
    else {
        return Vec::new();
    };
    let flow = site.flow(func);
    if flow.unknown()
        || !is_only_made_by(site, ctx, creation.stmt)
        || !is_only_made_by(site, release, creation.stmt)
    {
        return Vec::new();
    }
    let calls: Vec<(NodeId, PointId)> = release_uses(site, &flow, func, release)
        .iter()
        .filter_map(|u| match u.what {
            Use::Call(call) => Some((call, u.point?)),
            _ => None,
        })
        .collect();
    let Some(start) = flow.point_of(creation.stmt).filter(|&p| !flow.in_cycle(p)) else { return Vec::new() };
    let is_call = |p: PointId| calls.iter().any(|c| c.1 == p);
    let runs_behind = |u: NodeId| {
        let point = deferring(site, func, u).and_then(|d| flow.point_of(d))?;
        let ends = flow.dominates(start, point)
            && !flow.in_cycle(point)
            && flow.exits_from(point, is_call).is_empty();
        let call = calls.iter().find(|c| flow.reaches(point, c.1, |_| false)).filter(|_| ends)?;
        Some((u, call.0))
    };
    let places = scopes.uses(ctx).iter().copied().filter_map(runs_behind);
    places
        .filter(|&(u, _)| passed_to(site, u).is_some_and(|call| !is_harmless(site, call, u)))
        .map(|(u, call)| {
            let message = format!(
                "{} has ended when this deferred call runs, {} is called on line {}; {}",
                tree.text(u),
                tree.text(creation.release_node),
                site.line(call),
                instead(site, creation.producer.parent, creation.ctx_node)
            );
            report(site, u, message)
        })
        .collect()
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
