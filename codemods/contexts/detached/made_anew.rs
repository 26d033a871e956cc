//! What is destroyed where a call has failed, whatever with, and made anew: it is taken for broken. Where the call has
//! only failed because its context has ended, nothing was wrong with it, and to make it anew takes longest of all.

use super::consequences::{end_of_chain, is_destruction};
use super::failing::error_of;
use super::kinds::behind;
use super::work::is_given_context;
use crate::contexts::calls::called_name;
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::harmless;
use crate::contexts::returns::fails;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_error, results};
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the function, where the call has failed, and only there, destroys something without the root's context, and
/// goes on with other work without it, to a way out on which it does not fail; and nobody asks whether it was the end
/// of a context: `err := tree.Pull(); if err != nil { os.RemoveAll(dir); return clone(url, dir) }`.
pub(super) fn is_made_anew(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let call = end_of_chain(site, call);
    let (Some(func), Some(error)) = (tree.enclosing_func(call), error_of(site, call)) else { return false };
    let own = |&c: &NodeId| {
        c > call
            && tree.enclosing_func(c) == Some(func)
            && !tree.parent(c).is_some_and(|p| tree.kind(p) == Kind::Defer)
            && !is_given_context(site, root, c)
    };
    let calls: Vec<NodeId> = tree.calls(func).filter(own).collect();
    if !calls.iter().any(|&c| is_destruction(site, c)) {
        return false;
    }
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call).filter(|_| !flow.unknown()) else { return false };
    let failed = behind(site, &flow, start, error, false);
    let succeeded = behind(site, &flow, start, error, true);
    let only_then = |c: NodeId| flow.point_of(c).filter(|p| failed.contains(p) && !succeeded.contains(p));
    let asks = failed.iter().filter_map(|&p| flow.condition(p)).any(|c| tells_of_end(site, c).is_some());
    let makes = |c: NodeId| {
        let name = called_name(site, c).unwrap_or_default();
        results(site, c).last().is_some_and(is_error)
            && !is_destruction(site, c)
            && !words::is_clean_up(name)
            && !harmless::tells(site, c)
    };
    let goes_well = |p| {
        let ways = flow.exits_from(p, |_| false);
        ways.into_iter().any(|e| flow.node(e).is_none_or(|stmt| !fails(site, stmt)))
    };
    !asks
        && calls.iter().filter(|&&c| is_destruction(site, c)).filter_map(|&c| only_then(c)).any(|destroyed| {
            let made = calls.iter().filter(|&&c| makes(c)).filter_map(|&c| only_then(c));
            made.into_iter().any(|p| flow.reaches(destroyed, p, |q| q == start) && goes_well(p))
        })
}
