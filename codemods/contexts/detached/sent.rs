//! What puts on record that something has just been sent under the caller's context: it has arrived, whoever has given
//! up since, and what is not on record would be sent again.

use super::work::is_given_context;
use crate::contexts::calls::called_name;
use crate::contexts::harmless::only_tells;
use crate::contexts::returns::check_behind;
use crate::contexts::sources::Root;
use crate::contexts::texts::beginning;
use crate::contexts::waiting::around;
use crate::facts::{orders, words};
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the call changes a table by its SQL, in a loop in which something was sent before, and nothing is done where
/// it fails but to log that: the next round would find the same again.
pub(super) fn is_of_what_was_sent(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let args = tree.args(call);
    let changes = args.filter_map(|a| beginning(site, a)).any(|b| orders::is_changing_sql(b.text));
    let sends = |n: NodeId| {
        tree.kind(n) == Kind::Call
            && n < call
            && called_name(site, n).is_some_and(words::tells_others)
            && is_given_context(site, root, n)
    };
    let only_logs = |block: NodeId| tree.stmts(block).all(|s| only_tells(site, s));
    changes
        && check_behind(site, call).is_some_and(only_logs)
        && around(site, call).is_some_and(|l| tree.subtree(l).any(sends))
}
