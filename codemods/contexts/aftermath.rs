//! What is done when the request is answered: a context of one's own is right there.

use super::never::called_name;
use super::sources::Root;
use crate::golang::flow::PointId;
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
    let own_calls = || {
        let calls = tree.subtree(root.func()).filter(|&n| tree.kind(n) == Kind::Call);
        calls.filter(|&c| tree.enclosing_func(c) == Some(root.func()))
    };
    let before = |p: PointId| p != here && flow.reaches(p, here, |_| false);
    own_calls().filter(|&c| hands_on(site, c, request)).filter_map(|c| flow.point_of(c)).any(before)
        // Round by round, what is flushed is a part of the answer.
        || own_calls()
            .filter(|&c| sends_answer(site, c))
            .filter_map(|c| flow.point_of(c))
            .any(|p| before(p) && !flow.reaches(here, p, |_| false))
}

/// `w.(http.Flusher).Flush()`: the client has all it was to get, as far as it knows.
fn sends_answer(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let function = tree.child(call, Field::Function);
    let of_response = || {
        let Some(operand) = function.and_then(|f| tree.child(f, Field::Operand)).map(|o| tree.unparen(o))
        else {
            return false;
        };
        let asserted = tree.child(operand, Field::Type).is_some_and(|t| tree.text(t) == "http.Flusher");
        asserted || site.type_of(operand).pointee().is_named("net/http", "Flusher")
    };
    called_name(site, call) == Some("Flush") && of_response()
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
