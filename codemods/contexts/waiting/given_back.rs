//! What a function gives back where it leaves because its context has ended, `s.mu.Unlock()`: whether it holds that
//! where it waits too. What has been given back already must not be once more.

use super::locks::{taken_anew, takes};
use super::owed::{must_be_called, stops_timer};
use super::{Awaited, means_the_same};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// How it is at a place with what a statement gives back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// It is held, or the statement gives nothing back.
    Held,
    /// It is given back already, or not taken yet.
    Free,
    /// The one on one way to the place, the other on another.
    Unclear,
}

/// How it is at `place` with what `stmt` gives back, a statement of the same function.
pub(super) fn hold_at(site: Site, place: NodeId, stmt: NodeId, awaited: &Awaited) -> Hold {
    let tree = site.tree();
    // What has the same name there may be something else.
    if stops_timer(site, stmt) || !means_the_same(site, stmt, place) {
        return Hold::Held;
    }
    let call =
        tree.only_child(stmt).filter(|&c| tree.kind(stmt) == Kind::ExprStmt && tree.kind(c) == Kind::Call);
    let Some(call) = call.filter(|&c| must_be_called(site, c, awaited)) else { return Hold::Held };
    let Some(func) = tree.enclosing_func(place) else { return Hold::Held };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return Hold::Held };
    let own_calls = || tree.calls(func).filter(|&n| is_own(site, func, n));
    let points = |of: &dyn Fn(NodeId) -> bool| -> Vec<PointId> {
        own_calls().filter(|&c| of(c)).filter_map(|c| flow.point_of(c)).collect()
    };
    let gives = points(&|c| c != call && tree.text(c) == tree.text(call));
    let mut taken = points(&|c| takes(site, c, call));
    if taken.is_empty() {
        let anew = taken_anew(site, &flow, call);
        taken = flow.points().filter(|&p| anew(p)).collect();
    }
    // What nothing here takes is held from the beginning.
    let from = if taken.is_empty() { vec![flow.entry()] } else { taken.clone() };
    let is_held = from.iter().any(|&p| flow.reaches(p, here, |q| gives.contains(&q)));
    let is_free = gives.iter().any(|&p| flow.reaches(p, here, |q| taken.contains(&q)))
        || !taken.is_empty() && flow.reaches(flow.entry(), here, |q| taken.contains(&q));
    match (is_held, is_free) {
        (_, false) => Hold::Held,
        (false, true) => Hold::Free,
        (true, true) => Hold::Unclear,
    }
}

/// Whether `func` itself makes the call where it stands.
fn is_own(site: Site, func: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let is_later = tree.parent(call).is_some_and(|p| matches!(tree.kind(p), Kind::Defer | Kind::Go));
    tree.enclosing_func(call) == Some(func) && !is_later
}
