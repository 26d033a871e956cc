//! What a handler holds while a process runs, so that there is no second one: where that is killed since the client has
//! left, its children may go on, and the next request finds nothing that keeps it out.

use crate::contexts::calls::called_name;
use crate::contexts::detached::consequences::is_of_files;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// Functions of package os that fail where there is such a thing already.
const MAKE_ONE: [&str; 3] = ["Link", "Mkdir", "Symlink"];

/// Whether the function has made before the call what there can only be one of, and takes it away when it ends:
/// `os.Link(file, partial)`, and then `defer os.Remove(partial)`.
pub(super) fn is_kept_to_one(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let comes_before = |n: NodeId| {
        let points = flow.point_of(n).zip(flow.point_of(call));
        points.is_some_and(|(from, here)| from != here && flow.dominates(from, here))
    };
    let makes_one =
        |c: NodeId| called_name(site, c).is_some_and(|n| MAKE_ONE.contains(&n)) && is_of_files(site, c);
    let takes_away = |d: NodeId| {
        tree.calls(d).any(|c| called_name(site, c).is_some_and(words::takes_away)) && comes_before(d)
    };
    let made = tree.calls(func).filter(|&c| c < call && tree.enclosing_func(c) == Some(func));
    let mut defers = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Defer && n < call);
    made.into_iter().any(|c| makes_one(c) && comes_before(c)) && defers.any(takes_away)
}
