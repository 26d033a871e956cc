//! Goroutines that only a deferred call waits for: a release that is called before a way out runs before that.

use super::done::{hears_of_done, waits_for_done};
use super::{joins_of, mentioned, root_variable, runs_always};
use crate::contexts::signals::{goes_on_behind, literal_run, may_tell_of};
use crate::contexts::types::is_context_expr;
use crate::golang::flow::Flow;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// What a goroutine that only a deferred call waits for does with its context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Late {
    /// Nothing but wait for its end: without the release, the deferred call waits for ever.
    Waits,
    /// It looks for its end, or a function of the module does: perhaps it goes on until then.
    Hears,
    /// It works with it, as far as can be seen until the work is done.
    Works,
}

/// What the goroutine does that `start` starts, if a call that `func` defers, behind `since` if that is given, waits
/// for it on every way out; `start` and `work` are as for [`super::joined`].
pub fn joined_late(
    site: Site,
    flow: &Flow,
    func: NodeId,
    since: Option<NodeId>,
    (start, work): (NodeId, NodeId),
) -> Option<Late> {
    let mentioned = mentioned(site, work);
    let from = flow.point_of(start)?;
    let is_deferred = |join: NodeId| {
        let is_later = |d: NodeId| since.is_none_or(|s| s < d);
        let defer = deferring(site, func, join).filter(|&d| is_later(d) && runs_always(site, d, join))?;
        let point = flow.point_of(defer)?;
        Some(flow.dominates(point, from) || flow.exits_from(from, |p| p == point).is_empty())
    };
    let waited = joins_of(site, func).any(|(join, operand)| {
        root_variable(site, operand).is_some_and(|v| mentioned.contains(&v) && !goes_on_behind(site, work, v))
            && may_tell_of(site, func, work, operand)
            && is_deferred(join) == Some(true)
    });
    waited.then(|| match () {
        () if waits_for_done(site, work) && !passes_context(site, work) => Late::Waits,
        () if hears_of_done(site, work) => Late::Hears,
        () => Late::Works,
    })
}

/// The defer statement of `func` in which `node` stands.
pub(super) fn deferring(site: Site, func: NodeId, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    tree.ancestors(node).take_while(|&a| a != func).find(|&a| tree.kind(a) == Kind::Defer)
}

/// Whether the goroutine gives a context to something that it calls.
fn passes_context(site: Site, work: NodeId) -> bool {
    let tree = site.tree();
    let run = literal_run(site, work).unwrap_or(work);
    tree.subtree(run)
        .filter(|&n| tree.kind(n) == Kind::Args)
        .any(|args| tree.children(args).any(|a| is_context_expr(site, a)))
}
