//! Commands that have a context of their own for all that they do, which stays what it is: one more without an end says
//! nothing, and that of the command would end before the rest.

use super::found_alone;
use super::place::detached_context;
use crate::contexts::calls::{called_name, is_detached_call};
use crate::contexts::origins::{Given, given};
use crate::contexts::sources::Root;
use crate::contexts::types::is_context;
use crate::facts::requests::Lives;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::NodeId;

/// Whether the root is a command, and another variable that is seen at `place` holds such a context:
/// `ctx, cancel := context.WithCancel(context.Background())`.
pub(super) fn is_beside(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let at = tree.span(place).start as usize;
    let stays = |v: BindingId| {
        let binding = scopes.binding(v);
        binding.func == root.func()
            && is_context(&site.type_of(binding.ident))
            && scopes.lookup(tree.text(binding.ident), at) == Some(v)
            && base_of(site, binding.ident).is_some_and(|base| {
                base != place && found_alone(site, base, detached_context(site, base), root).is_err()
            })
    };
    root.request_type().is_some_and(|kind| kind.lives == Lives::Process) && scopes.bindings().any(stays)
}

/// The call of `Background` or `TODO` that the variable is defined with, or whose context it derives from.
fn base_of(site: Site, variable: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let (Given::Value(value) | Given::Result(value, 0)) = given(site, variable)?.0 else { return None };
    let derives = || called_name(site, value).is_some_and(|n| n.starts_with("With") || n == "NotifyContext");
    if is_detached_call(site, value) {
        return Some(value);
    }
    tree.arg(value, 0).filter(|&a| derives() && is_detached_call(site, a))
}
