//! A context that is made before a loop and released at the end of its first round: the next round gets it as ended.

use super::life::Life;
use crate::Finding;
use crate::contexts::uses::is_done_in_place;
use crate::golang::flow::PointId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The calls that are given the context again in a further round, which control only comes to through one of `ends`,
/// where it is released.
pub(super) fn used_in_next_round(life: &Life, ends: &[(NodeId, PointId)]) -> Vec<Finding> {
    let (site, flow, ctx) = (life.site, &life.flow, life.ctx);
    let tree = site.tree();
    // Whoever looks whether it has ended is used to that.
    let is_asked = |u: &NodeId| {
        tree.parent(*u).is_some_and(|p| tree.kind(p) == Kind::Selector && tree.field(*u) == Field::Operand)
    };
    if flow.in_cycle(life.start) || site.scopes().uses(ctx).iter().any(is_asked) {
        return Vec::new();
    }
    let is_end = |p: PointId| ends.iter().any(|e| e.1 == p);
    let again = |u: NodeId| {
        let point = flow.point_of(u)?;
        let (call, _) = ends.iter().find(|e| {
            flow.reaches(point, e.1, |_| false)
                && flow.reaches(e.1, point, |_| false)
                && life.is_used_before(e.1)
        })?;
        (flow.reaches(point, point, |_| false) && !flow.reaches(point, point, is_end)).then_some((u, *call))
    };
    let places = life.passed().filter(|&u| is_done_in_place(site, life.func, u));
    places
        .filter_map(again)
        .map(|(u, call)| {
            let what = format!(
                "has ended here when the loop comes round again, {} is called on line {}; make it in each round, or ",
                life.release_name(),
                site.line(call)
            );
            life.report(u, &what)
        })
        .collect()
}
