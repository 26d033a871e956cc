//! Changes that others were made for: what is done under a context of its own behind a change under the caller's, with
//! rights that the caller need not have; and what the package says elsewhere is to go on whoever has given up.

use super::changes::is_change;
use super::work::is_given_context;
use crate::contexts::callers::declarations;
use crate::contexts::calls::{called_name, calls_context, calls_named, passed_to};
use crate::contexts::sources::Root;
use crate::contexts::types::{is_context, results};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Kind, NodeId};

/// Whether the call that gets the context at `place` changes something behind a change under the root's context, and
/// that context was not just made from `detached`, but given rights for it: `update(ctx, cluster)`, and then
/// `createStore(sac.WithAllAccess(context.Background()), cluster.ID)`. Where the first is done, so must be the second.
pub(super) fn completes_a_change(site: Site, root: &Root, detached: NodeId, place: NodeId) -> bool {
    let tree = site.tree();
    let has_rights = passed_to(site, detached).is_some_and(|maker| {
        let of_context = site.callee(maker).known().is_some_and(|k| &*k.package == "context");
        !of_context && results(site, maker).first().is_some_and(is_context)
    });
    let Some(call) = passed_to(site, place).filter(|&c| has_rights && is_change(site, c)) else {
        return false;
    };
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let before = tree.calls(func).filter(|&c| c < call && tree.enclosing_func(c) == Some(func));
    before
        .filter(|&c| is_change(site, c) && is_given_context(site, root, c))
        .any(|c| flow.point_of(c).is_some_and(|p| p != here && flow.dominates(p, here)))
}

/// Whether the call that gets the context takes something away behind the change, under the root's context, by which an
/// object of Kubernetes loses its finalizer: that is gone then, nobody is told of it again, and what is left of it
/// outside of the cluster would stay.
pub(super) fn is_behind_finalizer(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let destroys = |c: &NodeId| called_name(site, *c).is_some_and(words::destroys);
    let Some(call) = passed_to(site, place).filter(destroys) else { return false };
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let speaks = |n: NodeId| {
        let is_name = matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent | Kind::String | Kind::RawString);
        is_name && tree.text(n).to_ascii_lowercase().contains("finalizer")
    };
    let block = tree.stmt_of(call).and_then(|s| tree.parent(s));
    let is_of_finalizer = || {
        let before = block.into_iter().flat_map(|b| tree.subtree(b)).filter(|&n| n < call);
        before.into_iter().any(speaks)
    };
    let writes = |c: NodeId| called_name(site, c).is_some_and(|n| matches!(n, "Patch" | "Update"));
    let mut before = tree.calls(func).filter(|&c| c < call && block.is_some_and(|b| tree.contains(b, c)));
    is_of_finalizer()
        && before.any(|c| {
            writes(c)
                && is_given_context(site, root, c)
                && flow.point_of(c).is_some_and(|p| p != here && flow.dominates(p, here))
        })
}

/// Whether a function of the package makes the same call, and waits for it, under a context that it has taken the end
/// from: `f.create(context.WithoutCancel(ctx), entry)`. It must not be cut off there, so why here?
pub(super) fn goes_on_elsewhere(site: Site, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place) else { return false };
    let (Some(name), Callee::Known(own)) = (called_name(site, call), site.callee(call)) else { return false };
    let Some(index) = site.tree().args(call).position(|a| a == place) else { return false };
    let may = |is_test: bool, text: &str| !is_test && text.contains("WithoutCancel(") && text.contains(name);
    declarations(site, may).any(|other| {
        let tree = other.tree();
        let waits = |c: NodeId| {
            let mut around = tree.ancestors(c);
            !around.any(|a| matches!(tree.kind(a), Kind::Go | Kind::Defer | Kind::FuncLit))
        };
        calls_named(other, name).any(|c| {
            let is_same = matches!(other.callee(c), Callee::Known(k)
                if k.package == own.package && k.receiver == own.receiver);
            let argument = tree.arg(c, index);
            is_same && waits(c) && argument.is_some_and(|a| calls_context(other, a, "WithoutCancel"))
        })
    })
}
