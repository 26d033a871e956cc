//! Function literals that use the variable of a release when it holds the next one: they cannot have released the
//! former.

use crate::contexts::calls::is_detached_call;
use crate::contexts::cancellation::is_done;
use crate::contexts::creation::{Creation, Target};
use crate::contexts::started::go_of;
use crate::contexts::uses::{ReleaseUse, outermost_literal};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// The goroutines that call the release of `former` only when another context has ended, one that the function was
/// given: by then the function has long gone on. Not where the former ends with that by itself.
pub(super) fn wait_for_another(site: Site, former: &Creation, uses: &[ReleaseUse]) -> Vec<NodeId> {
    let ends_with_none = former.producer.parent.is_some_and(|p| is_detached_call(site, p));
    let Some(func) = former.func.filter(|_| ends_with_none) else { return Vec::new() };
    let mut found: Vec<NodeId> = Vec::new();
    for u in uses {
        let literal = outermost_literal(site, func, u.node).filter(|&l| go_of(site, l).is_some());
        let Some(literal) = literal.filter(|l| !found.contains(l)) else { continue };
        let own = uses.iter().filter(|o| site.tree().contains(literal, o.node));
        if own.into_iter().all(|o| is_behind_end(site, former, literal, o.node)) {
            found.push(literal);
        }
    }
    found
}

/// Whether the literal comes to `node` only behind `<-parent.Done()`, where `parent` is a parameter of the function
/// around.
fn is_behind_end(site: Site, former: &Creation, literal: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(literal);
    let Some(here) = flow.point_of(node).filter(|_| tree.enclosing_func(node) == Some(literal)) else {
        return false;
    };
    let is_given = |v: BindingId| {
        let binding = site.scopes().binding(v);
        binding.kind == BindingKind::Param
            && Some(binding.func) == former.func
            && former.ctx != Target::Local(v)
    };
    let is_end = |receive: NodeId| {
        let channel = tree.child(receive, Field::Operand).filter(|&c| is_done(site, c));
        let asked = channel.and_then(|c| tree.receiver(c));
        asked.and_then(|o| site.scopes().resolve(o)).is_some_and(is_given)
    };
    tree.subtree(literal)
        .filter(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive && is_end(n))
        .filter_map(|n| flow.point_of(n))
        .any(|p| p != here && flow.dominates(p, here))
}

/// Whether control, from the creation at `start` on, comes to the literal only where one of the `rivals` has given the
/// variable another release, and from there never back.
pub(super) fn is_made_behind(flow: &Flow, start: PointId, rivals: &[&Creation], literal: NodeId) -> bool {
    let others: Vec<PointId> =
        rivals.iter().filter_map(|c| flow.point_of(c.stmt)).filter(|&p| p != start).collect();
    flow.point_of(literal).is_some_and(|p| {
        p != start
            && !flow.reaches(p, start, |_| false)
            && !others.contains(&p)
            && !flow.reaches(start, p, |q| others.contains(&q))
            && others.iter().all(|&q| !flow.reaches(p, q, |_| false))
    })
}
