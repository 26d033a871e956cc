//! Releases that take a lock: whoever holds that must not call them.

use crate::contexts::calls::called_name;
use crate::contexts::origins::only_value;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

const LOCKS: &[&str] = &["Lock", "RLock"];

/// Whether a lock is taken by what the function of the module that `call` calls gives for its release, and by the
/// function around `call` too: the two may be one.
pub fn may_lock_twice(site: Site, call: NodeId) -> bool {
    let (tree, callee) = (site.tree(), site.callee(call));
    let Some(known) = callee.known() else { return false };
    let of_release = |inner: Site| {
        let tree = inner.tree();
        let returns = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Return);
        returns.filter_map(|stmt| tree.children(stmt).next()).any(|values| match tree.list(values)[..] {
            [_, release, ..] => {
                let release = tree.unparen(release);
                let value = if tree.kind(release) == Kind::Ident { only_value(inner, release) } else { None };
                locks_in(inner, value.unwrap_or(release))
            }
            _ => false,
        })
    };
    tree.enclosing_func(call).is_some_and(|func| locks_in(site, func))
        && known.decls.iter().filter_map(|d| d.site(site.program)).any(of_release)
}

/// Whether something is locked below `node`.
fn locks_in(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.calls(node).any(|c| called_name(site, c).is_some_and(|n| LOCKS.contains(&n)))
}
