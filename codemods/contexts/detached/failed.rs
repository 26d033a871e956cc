//! What is done only where work under the caller's context has failed, and not because that was canceled, as the author
//! asks: a hook for errors, which may still have to be told when the deadline is over.

use super::outcome::work_behind;
use super::place::is_detached_call;
use crate::contexts::cancellation::where_end_is_denied;
use crate::contexts::sources::Root;
use crate::contexts::types::holds_error;
use crate::contexts::uses::nil_test;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether control comes to `place`, where the detached context is made, only behind such a failure and question.
pub(super) fn is_for_other_failures(site: Site, root: &Root, place: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(place).filter(|_| is_detached_call(site, place)) else {
        return false;
    };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let failure = |p: PointId| {
        let condition = flow.condition(p)?;
        let (error, is_nil) = nil_test(site, condition)?;
        let is_work = holds_error(site, error) && work_behind(site, root, error, condition).is_some();
        is_work.then_some((p, !is_nil))
    };
    let failures: Vec<_> = flow.points().filter(|&p| p != here).filter_map(failure).collect();
    flow.passes_one_of(&failures, here) && where_end_is_denied(site, place)
}

/// Whether what is done at `place` answers a failure of work under the root's context, and the function gives that failure
/// back then: it takes back what was done before, or tells of it, and whether that context has ended is not known.
/// `if err := put(ctx, b); err != nil { del(context.Background(), a); return err }`
pub fn answers_failure(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let within = tree.ancestors(place).take_while(|&a| !tree.kind(a).is_func());
    within.into_iter().filter(|&a| tree.kind(a) == Kind::If).any(|branch| {
        let block = tree.child(branch, Field::Consequence).filter(|&b| tree.contains(b, place));
        let tested = tree.child(branch, Field::Condition).and_then(|c| Some((c, nil_test(site, c)?)));
        let (Some(block), Some((condition, (error, false)))) = (block, tested) else { return false };
        let gives_back = tree.stmts(block).last().is_some_and(|last| {
            // What makes the error that is given back is for the caller.
            tree.kind(last) == Kind::Return
                && !tree.contains(last, place)
                && tree.subtree(last).any(|n| site.scopes().resolve(n) == Some(error))
        });
        gives_back && holds_error(site, error) && work_behind(site, root, error, condition).is_some()
    })
}
