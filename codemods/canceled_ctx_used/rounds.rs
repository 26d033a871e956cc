//! A context that is made before a loop and released at the end of its first round: the next round gets it as ended.

use super::{instead, is_used_between, report};
use crate::Finding;
use crate::contexts::creation::Creation;
use crate::contexts::harmless::{is_harmless, passed_to};
use crate::contexts::uses::outermost_literal;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The calls that are given `ctx` again in a further round, which control only comes to through one of `ends`, where the
/// context of `creation` is released.
pub(super) fn used_in_next_round(
    site: Site,
    creation: &Creation,
    ctx: BindingId,
    flow: &Flow,
    ends: &[(NodeId, PointId)],
) -> Vec<Finding> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Some(start), Some(func)) = (flow.point_of(creation.stmt), creation.func) else { return Vec::new() };
    // Whoever looks whether it has ended is used to that.
    let is_asked = |u: &NodeId| {
        tree.parent(*u).is_some_and(|p| tree.kind(p) == Kind::Selector && tree.field(*u) == Field::Operand)
    };
    if flow.in_cycle(start) || scopes.uses(ctx).iter().any(is_asked) {
        return Vec::new();
    }
    let is_end = |p: PointId| ends.iter().any(|e| e.1 == p);
    let again = |u: NodeId| {
        let point = flow.point_of(u)?;
        let (call, _) = ends.iter().find(|e| {
            flow.reaches(point, e.1, |_| false)
                && flow.reaches(e.1, point, |_| false)
                && is_used_between(site, flow, ctx, start, e.1)
        })?;
        (flow.reaches(point, point, |_| false) && !flow.reaches(point, point, is_end)).then_some((u, *call))
    };
    let places = scopes.uses(ctx).iter().copied().filter(|&u| outermost_literal(site, func, u).is_none());
    let given = places.filter(|&u| passed_to(site, u).is_some_and(|c| !is_harmless(site, c, u)));
    given
        .filter_map(again)
        .map(|(u, call)| {
            let message = format!(
                "{} has ended here when the loop comes round again, {} is called on line {}; make it in each round, or {}",
                site.text(u),
                site.text(creation.release_node),
                site.line(call),
                instead(site, creation.producer.parent, creation.ctx_node)
            );
            report(site, u, message)
        })
        .collect()
}
