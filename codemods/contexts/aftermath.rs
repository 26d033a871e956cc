//! What is done when the work is over: the request is answered, or what was done under its context has failed, maybe
//! because that has ended. A context of one's own is right there.

use super::never::called_name;
use super::origins::{Given, Origin, Origins, given};
use super::sources::Root;
use super::types::is_error;
use super::uses::nil_test;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
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

/// Whether the call that is given a context at `place` says what has become of something because a call under the
/// root's context has failed.
pub fn is_told_of_failure(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(place).filter(|&a| tree.kind(a) == Kind::Args).and_then(|a| tree.parent(a));
    let marks = call.and_then(|c| called_name(site, c)).is_some_and(words::is_mark);
    marks
        && tree.ancestors(place).take_while(|&a| a != root.func()).any(|n| {
            tree.kind(n) == Kind::If
                && tree.child(n, Field::Consequence).is_some_and(|c| tree.contains(c, place))
                && failed(site, n).is_some_and(|call| is_given_context(site, root, call))
        })
}

/// The call whose error the condition of the `if` finds.
fn failed(site: Site, stmt: NodeId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let condition = tree.child(stmt, Field::Condition)?;
    let (error, is_nil) = nil_test(site, condition)?;
    let binding = scopes.binding(error);
    if is_nil || !is_error(&site.type_of(binding.ident)) {
        return None;
    }
    let writes = scopes.uses(error).iter().copied().filter(|&u| is_write(tree, u));
    let before = |&n: &NodeId| tree.span(n).start < tree.span(condition).start;
    let last = writes.chain([binding.ident]).filter(before).max_by_key(|&n| tree.span(n).start)?;
    match given(site, last)? {
        (Given::Value(value) | Given::Result(value, _), _) => Some(value),
    }
}

fn is_given_context(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(args) = tree.child(call, Field::Arguments) else { return false };
    let mut origins = Origins::new(site, root);
    tree.children(args).any(|a| origins.expression(a) == Origin::Root)
}
