//! Calls that the function also makes in another place with a context of its own, where no other would do: they are for
//! the same here.

use super::outcome::{given_to_work, tells_of_failure};
use crate::contexts::calls::{is_detached_call, passed_to};
use crate::contexts::cancellation::after_cancellation;
use crate::contexts::sources::Root;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, NodeId};

/// Whether the same function is called to tell of a failure elsewhere, or the same call is made where a context has
/// ended, with a detached context too: what is flushed in the end is so on each way to it.
pub(super) fn is_done_elsewhere(site: Site, root: &Root, detached: NodeId) -> bool {
    let tree = site.tree();
    let callee = |call| tree.child(call, Field::Function).map(|f| tree.text(f));
    let others = |call: NodeId| -> Vec<&str> {
        let args = tree.args(call);
        args.filter(|&a| !is_detached_call(site, a)).map(|a| tree.text(a)).collect()
    };
    let Some(own) = given_to_work(site, detached) else { return false };
    tree.subtree(root.func())
        .filter(|&n| n != detached && is_detached_call(site, n))
        .filter_map(|n| passed_to(site, n))
        .filter(|&call| callee(call) == callee(own))
        .any(|call| {
            tells_of_failure(site, root, call)
                || others(call) == others(own) && after_cancellation(site, call)
        })
}
