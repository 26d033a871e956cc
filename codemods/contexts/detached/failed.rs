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
use crate::golang::syntax::NodeId;

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
