//! What is only told, or put on record, the first time that something is found: where that fails, nobody does it again.

use super::failing::error_of;
use super::kinds::behind;
use super::lasting::is_outside;
use crate::contexts::sources::Root;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the call is made only where something that outlives the function says that it has not been so far, and that
/// says so from then on whether or not the call has failed: `if !s.warned { err := s.warn(ctx); …; s.warned = true }`.
pub(super) fn is_told_once(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let within = tree.ancestors(call).take_while(|&a| a != root.func() && !tree.kind(a).is_func());
    let mut branches = within.filter(|&a| {
        let inside = tree.child(a, Field::Consequence).is_some_and(|c| tree.contains(c, call));
        tree.kind(a) == Kind::If && inside
    });
    branches.any(|branch| {
        let Some(condition) = tree.child(branch, Field::Condition) else { return false };
        let flags = denied(site, root, condition);
        flags.into_iter().any(|flag| is_set_all_the_same(site, condition, flag, call))
    })
}

/// What the condition says of that outlives the function and does not hold: `s.warned` of `!s.warned && late`.
fn denied(site: Site, root: &Root, condition: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    let side = |field| tree.child(condition, field).map(|s| denied(site, root, s)).unwrap_or_default();
    match tree.kind(condition) {
        Kind::Binary if tree.op(condition) == Op::And => {
            side(Field::Left).into_iter().chain(side(Field::Right)).collect()
        }
        Kind::Unary if tree.op(condition) == Op::Not => {
            let operand = tree.child(condition, Field::Operand).map(|o| tree.unparen(o));
            operand.into_iter().filter(|&o| is_outside(site, root, o)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether `flag` is set behind the call on ways on which that has failed, and on others; or before it, where the
/// condition says so, and is not set back where it has failed.
fn is_set_all_the_same(site: Site, condition: NodeId, flag: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let (Some(asked), Some(here)) = (flow.point_of(condition), flow.point_of(call)) else { return false };
    let sets = |stmt: NodeId, value: Kind| {
        let list = |side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
        let is_flag = |&t: &NodeId| tree.text(t) == tree.text(flag);
        tree.kind(stmt) == Kind::Assign
            && list(Field::Left).iter().all(is_flag)
            && list(Field::Right).iter().all(|&v| tree.kind(v) == value)
    };
    let points = |value: Kind| -> Vec<PointId> {
        let own = tree.subtree(func).filter(|&n| tree.enclosing_func(n) == Some(func) && sets(n, value));
        own.filter_map(|n| flow.point_of(n)).collect()
    };
    let set = points(Kind::True);
    if set.is_empty() {
        return false;
    }
    let is_before = |&p: &PointId| p != here && flow.dominates(asked, p) && flow.dominates(p, here);
    let Some(error) = error_of(site, call) else {
        return set.iter().any(|p| is_before(p) || flow.reaches(here, *p, |_| false));
    };
    let failed = behind(site, &flow, here, error, false);
    let succeeded = behind(site, &flow, here, error, true);
    set.iter().any(|p| failed.contains(p) && succeeded.contains(p))
        || set.iter().any(is_before) && !points(Kind::False).iter().any(|p| failed.contains(p))
}
