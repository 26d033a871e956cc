//! A parent that is released in the same function: what is made from it ends with it.

use crate::contexts::creation::{Creation, Target, creations};
use crate::contexts::join::runs_always;
use crate::contexts::uses::{Use, direct_call, release_uses};
use crate::facts::calls::ReleaseKind;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the parent is a context of this function whose own release is deferred before this one is made: then
/// this one ends with it.
pub fn released_with_parent(site: Site, flow: &Flow, creation: &Creation, start: PointId) -> bool {
    let Some(maker) = maker(site, flow, creation, start).filter(|_| always_ends(flow, start)) else {
        return false;
    };
    let Target::Local(release) = maker.release else { return false };
    let deferred = release_uses(site, flow, flow.func(), release)
        .iter()
        .any(|u| matches!(u.what, Use::Defer(_)) && u.point.is_some_and(|p| flow.dominates(p, start)));
    deferred && creation.ctx != maker.ctx
}

/// Whether a release that is deferred where the context is made ends nothing that the release of its parent, called
/// or deferred on every way out, does not end: nothing else that is deferred runs between the two.
pub fn ends_with_parent(site: Site, creation: &Creation) -> bool {
    let Some(func) = creation.func else { return false };
    let (tree, flow) = (site.tree(), site.flow(func));
    let Some(start) = flow.point_of(creation.stmt).filter(|&p| !flow.unknown() && flow.reachable(p)) else {
        return false;
    };
    let Some(maker) = maker(site, &flow, creation, start) else { return false };
    let Target::Local(release) = maker.release else { return false };
    let uses = release_uses(site, &flow, func, release);
    let written = uses.iter().any(|u| matches!(u.what, Use::Write { .. }) && u.node != maker.release_node);
    if !maker.producer.idempotent || written {
        return false;
    }
    let (mut deferred, mut released) = (Vec::new(), Vec::new());
    for u in &uses {
        let Some(point) = u.point else { continue };
        match u.what {
            Use::Call(_) => released.push(point),
            Use::Defer(_) => deferred.push(point),
            Use::DeferredLiteral(defer)
                if direct_call(site, u.node).is_some_and(|c| runs_always(site, defer, c)) =>
            {
                deferred.push(point);
            }
            _ => {}
        }
    }
    let defers: Vec<PointId> = tree
        .subtree(func)
        .filter(|&n| tree.kind(n) == Kind::Defer && tree.enclosing_func(n) == Some(func))
        .filter_map(|n| flow.point_of(n))
        .collect();
    let lies_between = |from: PointId, d: PointId| {
        d != from && flow.reaches(from, d, |_| false) && flow.reaches(d, start, |_| false)
    };
    // What hears of the end from the child, where that ends first, is not told the parent's cause.
    let has_cause = maker.producer.release == ReleaseKind::Cause;
    let before =
        |&p: &PointId| !has_cause && flow.dominates(p, start) && !defers.iter().any(|&d| lies_between(p, d));
    released.extend(&deferred);
    deferred.iter().any(before)
        || !flow.is_exit(start) && flow.exits_from(start, |p| released.contains(&p)).is_empty()
}

/// The creation of the parent, if that is a variable of this function that is given nothing else before.
fn maker(site: Site, flow: &Flow, creation: &Creation, start: PointId) -> Option<Creation> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let parent = tree.unparen(creation.producer.parent?);
    let parent = scopes.resolve(parent).filter(|_| tree.kind(parent) == Kind::Ident)?;
    let of_parent =
        |c: &Creation| c.stmt != creation.stmt && c.func == creation.func && c.ctx == Target::Local(parent);
    let mut makers = creations(site).into_iter().filter(of_parent);
    let maker = makers.next().filter(|_| !flow.in_cycle(start) && makers.next().is_none())?;
    let others =
        |&u: &NodeId| is_write(tree, u) && !tree.contains(maker.stmt, u) && !tree.contains(creation.stmt, u);
    let rewritten = scopes.uses(parent).iter().any(others);
    let made = flow.point_of(maker.stmt).is_some_and(|p| flow.dominates(p, start));
    (made && !rewritten).then_some(maker)
}

/// Whether every point that can be reached from `start` can still reach an exit, or a call that never returns.
pub(super) fn always_ends(flow: &Flow, start: PointId) -> bool {
    let ends = |p: PointId| flow.is_exit(p) || flow.is_panic(p);
    let reached = flow.behind(start, |_, _| true);
    reached.into_iter().all(|p| ends(p) || flow.behind(p, |_, _| true).into_iter().any(ends))
}
