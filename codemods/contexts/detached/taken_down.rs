//! What is set up bit by bit outside of the program, and only taken down again through what its function gives back:
//! where a context ends in the middle of it, nobody does that.

use super::changes::takes_detached;
use crate::contexts::callers::declarations;
use crate::contexts::calls::called_name;
use crate::contexts::returns::check_behind;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// What is done in several steps: the first words of names.
const SETTING_UP: &[&str] = &["setup", "attach", "mount", "provision"];

/// What undoes all of the steps.
const TAKING_DOWN: &[&str] =
    &["remove", "teardown", "detach", "unmount", "umount", "deprovision", "unprovision", "destroy"];

/// Whether the call sets something up, and its counterpart is called somewhere else in the package, without an end
/// too, but not where this call has failed: `network.Setup(context.TODO(), id)` beside `network.Remove(context.TODO(),
/// id)`, which is made for what has been set up to the end.
pub(super) fn leaves_what_is_taken_down_elsewhere(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let begins = |site: Site, call: NodeId, all: &[&str]| {
        called_name(site, call).is_some_and(|n| all.iter().any(|w| words::begins_with(n, w)))
    };
    let owner = |site: Site, call: NodeId| {
        let callee = site.callee(call);
        let known = callee.known()?;
        Some((known.package.clone(), known.receiver.clone()?))
    };
    let Some(own) = owner(site, call).filter(|_| begins(site, call, SETTING_UP)) else { return false };
    let takes_down = |site: Site, n: NodeId| {
        site.tree().kind(n) == Kind::Call
            && begins(site, n, TAKING_DOWN)
            && owner(site, n).as_ref() == Some(&own)
    };
    let undone = check_behind(site, call).is_some_and(|b| tree.subtree(b).any(|n| takes_down(site, n)));
    let may =
        |is_test: bool, text: &str| !is_test && (text.contains("Background()") || text.contains("TODO()"));
    let elsewhere = |other: Site| {
        let tree = other.tree();
        (other.file.path != site.file.path || other.decl != site.decl)
            && tree.subtree(tree.root()).any(|n| takes_down(other, n) && takes_detached(other, n, &[]))
    };
    !undone && declarations(site, may).any(elsewhere)
}
