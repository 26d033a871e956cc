//! Waits behind a stream: what comes when the handler takes nothing from it any more.

use crate::contexts::calls::called_name;
use crate::contexts::sources::Root;
use crate::facts::keeps;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;

/// Whether control comes to `place` only behind a loop in which the root's stream is read, and behind it to nothing
/// that has to do with the stream: that is over by then, and what is left is done all the same. `for { in, err :=
/// stream.Recv(); … }; flush()`
pub(super) fn is_behind_stream(site: Site, root: &Root, place: NodeId) -> bool {
    if root.request_type().is_none_or(|t| t.noun != "stream") {
        return false;
    }
    let (tree, func) = (site.tree(), root.func());
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place).filter(|_| tree.enclosing_func(place) == Some(func)) else {
        return false;
    };
    let reads = tree.calls(func).filter(|&c| {
        called_name(site, c).is_some_and(keeps::reads)
            && tree.receiver(c).is_some_and(|o| root.is_named_by(site, o))
            && tree.enclosing_func(c) == Some(func)
    });
    let points: Vec<_> = reads.filter_map(|c| flow.point_of(c)).collect();
    let uses = root.parameter.variable.map_or(&[][..], |v| site.scopes().uses(v));
    let mut used = uses.iter().filter_map(|&u| flow.point_of(u));
    points.iter().any(|&p| flow.in_cycle(p) && flow.dominates(p, here))
        && !used.any(|p| p == here || flow.reaches(here, p, |_| false))
}
