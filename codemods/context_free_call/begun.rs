//! What a function has begun before a call, and ends behind it: where the call fails, that would go on.

use crate::contexts::calls::called_name;
use crate::contexts::returns::check_behind;
use crate::contexts::uses::nil_comparison;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the function is left where the call has failed, and leaves something going on that it has surely begun
/// before, and else ends behind the call: `s.StartCompact(ctx)`, and then `if s.limit.Acquire(id) != nil { return
/// errBusy }`, and then `s.StopCompact(ctx)`. A call that only waits does not fail so far.
pub(super) fn is_left_going(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let Some(failed) = check_behind(site, call).or_else(|| checked_at_once(site, call)) else { return false };
    let is_left = tree.stmts(failed).last().is_some_and(|s| tree.kind(s) == Kind::Return);
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call).filter(|_| is_left && !flow.unknown()) else { return false };
    let own = || tree.calls(func).filter(|&c| tree.enclosing_func(c) == Some(func));
    // `json.Marshal` and `json.Unmarshal` are of no value that one of them would leave going.
    let holder =
        |c: NodeId| tree.receiver(c).filter(|&o| site.names_import(o).is_none()).map(|o| tree.text(o));
    let ends = |begun: NodeId, c: NodeId| {
        let names = called_name(site, begun).zip(called_name(site, c));
        holder(begun).is_some()
            && holder(begun) == holder(c)
            && names.is_some_and(|(begun, end)| words::are_opposite(begun, end))
    };
    let is_before = |c: NodeId| flow.point_of(c).is_some_and(|p| p != here && flow.dominates(p, here));
    let is_behind =
        |c: NodeId| flow.point_of(c).is_some_and(|p| p != here && flow.reaches(here, p, |_| false));
    own().filter(|&c| c < call && is_before(c)).any(|begun| {
        own().any(|c| c > call && ends(begun, c) && is_behind(c))
            && !tree.calls(failed).any(|c| ends(begun, c))
            && !tree
                .calls(func)
                .any(|c| ends(begun, c) && tree.ancestors(c).any(|a| tree.kind(a) == Kind::Defer))
            && !own().any(|c| c < call && ends(begun, c) && is_before(c))
    })
}

/// `if limit.Acquire(id) != nil { … }`
fn checked_at_once(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let branch = tree.ancestors(call).find(|&a| tree.kind(a) == Kind::If)?;
    let (tested, is_nil) = nil_comparison(site, tree.unparen(tree.child(branch, Field::Condition)?))?;
    tree.child(branch, Field::Consequence).filter(|_| tested == call && !is_nil)
}
