//! What is done from time to time, and that it has been done is put down whether or not it has succeeded: who gives up
//! in the middle leaves all others without it until it is due again.

use super::failing::behind_both;
use super::lasting::is_outside;
use crate::contexts::calls::called_name;
use crate::contexts::sources::Root;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the call is made behind a question for a time which outlives the function, and that is set anew before the
/// call, and not set back where it fails, or behind it, whatever has become of it: `if time.Since(s.last) < time.Hour {
/// return nil }`, `s.last = time.Now()`, and then the call.
pub(super) fn is_put_down_as_done(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let asked = |p: PointId| Some((p, time_asked_for(site, root, flow.condition(p)?)?));
    flow.points().filter_map(asked).any(|(p, time)| {
        if p == here || !flow.dominates(p, here) {
            return false;
        }
        let is_it = |t: NodeId| tree.text(t) == tree.text(time);
        let sets = |n: NodeId| {
            let left = tree.child(n, Field::Left).filter(|_| tree.kind(n) == Kind::Assign);
            left.is_some_and(|l| tree.list(l).into_iter().any(is_it)) && tree.enclosing_func(n) == Some(func)
        };
        let set: Vec<PointId> =
            tree.subtree(func).filter(|&n| sets(n)).filter_map(|n| flow.point_of(n)).collect();
        let before = set.iter().any(|&s| flow.dominates(p, s) && s != here && flow.dominates(s, here));
        match behind_both(site, call).filter(|_| !set.is_empty()) {
            Some((failed, succeeded)) => {
                before && !set.iter().any(|s| failed.contains(s))
                    || set.iter().any(|s| failed.contains(s) && succeeded.contains(s))
            }
            None => before,
        }
    })
}

/// The time that the condition compares with now, if that outlives the function: `s.last` of `time.Since(s.last) <
/// pause`, of `now.Sub(s.last) > pause`, of `s.last.Add(pause).After(now)`.
fn time_asked_for(site: Site, root: &Root, condition: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let compares =
        |c: NodeId| matches!(called_name(site, c), Some("Since" | "Until" | "Sub" | "After" | "Before"));
    tree.calls(condition).find(|&c| compares(c))?;
    let is_time = |n: NodeId| {
        tree.kind(n) == Kind::Selector
            && tree.field(n) != Field::Function
            && site.type_of(n).is_named("time", "Time")
            && is_outside(site, root, n)
    };
    tree.subtree(condition).find(|&n| is_time(n))
}
