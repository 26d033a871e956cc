//! What is done when the request is answered: a context of one's own is right there.

use super::never::called_name;
use super::sources::Root;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether control comes to `place` when another handler was called with the request: what comes then is about an
/// answer that was given, and the client need not wait for it.
pub fn is_answered(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(request) = root.parameter.variable.filter(|_| root.is_request()) else { return false };
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(place) else { return false };
    tree.subtree(root.func()).filter(|&n| tree.kind(n) == Kind::Call && hands_on(site, n, request)).any(
        |call| {
            tree.enclosing_func(call) == Some(root.func())
                && flow.point_of(call).is_some_and(|p| p != here && flow.reaches(p, here, |_| false))
        },
    )
}

/// `next.ServeHTTP(w, r)`, `c.Next()`
fn hands_on(site: Site, call: NodeId, request: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_request = |part| {
        tree.child(call, part).is_some_and(|p| tree.subtree(p).any(|n| scopes.resolve(n) == Some(request)))
    };
    match called_name(site, call) {
        Some("ServeHTTP") => is_request(Field::Arguments),
        Some("Next") => is_request(Field::Function),
        _ => false,
    }
}
