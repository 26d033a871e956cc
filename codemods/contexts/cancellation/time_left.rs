//! What is done when hardly any time is left to a context: it is asked for its deadline, and that is too near.

use super::conditions::is_deadline;
use crate::contexts::calls::called_name;
use crate::contexts::origins::only_value;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether control comes to `node` only where a context has been found to have less time left than something:
/// `if t, ok := ctx.Deadline(); ok && time.Until(t) < grace { … }`.
pub fn where_time_runs_out(site: Site, node: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(node) else { return false };
    let flow = site.flow(func);
    let asked = |p: PointId| Some((p, is_too_short(site, flow.condition(p)?)?));
    let asked: Vec<(PointId, bool)> = flow.points().filter_map(asked).collect();
    flow.point_of(node).is_some_and(|here| flow.passes_one_of(&asked, here))
}

/// With which outcome the condition says that the time left is less than what it is compared with.
fn is_too_short(site: Site, condition: NodeId) -> Option<bool> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    if tree.kind(condition) != Kind::Binary {
        return None;
    }
    let is_less = match tree.operator(condition) {
        "<" | "<=" => true,
        ">" | ">=" => false,
        _ => return None,
    };
    let side = |field| tree.child(condition, field).is_some_and(|s| is_time_left(site, tree.unparen(s)));
    match (side(Field::Left), side(Field::Right)) {
        (true, false) => Some(is_less),
        (false, true) => Some(!is_less),
        _ => None,
    }
}

/// `time.Until(deadline)`, `deadline.Sub(now)`, or a variable with that.
fn is_time_left(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    let call = match tree.kind(expr) {
        Kind::Ident => only_value(site, expr).filter(|&v| tree.kind(v) == Kind::Call),
        kind => Some(expr).filter(|_| kind == Kind::Call),
    };
    call.is_some_and(|c| match called_name(site, c) {
        Some("Until") => tree.only_arg(c).is_some_and(|t| is_deadline(site, t)),
        Some("Sub") => tree.receiver(c).is_some_and(|t| is_deadline(site, t)),
        _ => false,
    })
}
