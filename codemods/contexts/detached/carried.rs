//! Values that a detached context takes over from another on purpose: it has them without ending with that.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::origins::{Given, given};
use crate::contexts::sources::Root;
use crate::contexts::types::{is_context, results};
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the call that is given the context at `place` is given something of another context too: the values of
/// the one are carried over into the other, `trace.ContextWithSpan(context.Background(), trace.SpanFromContext(ctx))`.
pub(super) fn carries_values_over(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(args) = tree.parent(place).filter(|&a| tree.kind(a) == Kind::Args) else { return false };
    let Some(call) = tree.parent(args) else { return false };
    let others = || tree.children(args).filter(|&a| a != place);
    results(site, call).iter().any(is_context)
        && (begins_trace(site, call) || others().any(|a| mentions_context(site, a) || holds_a_value(site, a)))
}

/// Whether what is sent along is added to what the context has of it already, for the call of another server:
/// `metadata.AppendToOutgoingContext(context.Background(), "authorization", token)`. With the caller's context, what
/// was sent along for that comes first, and counts there: the call would be made for somebody else.
pub(super) fn adds_to_what_is_sent(site: Site, root: &Root, detached: NodeId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_made_of_it = || {
        let variable = scopes.resolve(place).filter(|_| tree.kind(place) == Kind::Ident);
        let given = variable.and_then(|v| given(site, scopes.binding(v).ident));
        matches!(given, Some((Given::Value(v), _)) if tree.contains(v, detached))
    };
    let adds = |call: NodeId| {
        let callee = site.callee(call);
        callee
            .known()
            .is_some_and(|k| k.is_func("google.golang.org/grpc/metadata", "AppendToOutgoingContext"))
    };
    root.is_context() && (place == detached || is_made_of_it()) && passed_to(site, place).is_some_and(adds)
}

/// Whether a variable below `node` is a context, or a call gives that of a request: `r.Context()`. What a function has
/// that is made there is its own business.
fn mentions_context(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let in_function =
        |n| n != node && tree.ancestors(n).take_while(|&a| a != node).any(|a| tree.kind(a) == Kind::FuncLit);
    tree.subtree(node).filter(|&n| tree.kind(node) != Kind::FuncLit && !in_function(n)).any(|n| {
        match tree.kind(n) {
            Kind::Ident => site.scopes().resolve(n).is_some() && is_context(&site.type_of(n)),
            Kind::Call => called_name(site, n) == Some("Context"),
            _ => false,
        }
    })
}

/// Whether a variable below `node` was got from a context: `ns, _ := namespaces.Namespace(ctx)`.
fn holds_a_value(site: Site, node: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variables =
        tree.subtree(node).filter(|&n| tree.kind(n) == Kind::Ident).filter_map(|n| scopes.resolve(n));
    variables.filter_map(|v| given(site, scopes.binding(v).ident)).any(|(value, _)| {
        let (Given::Value(value) | Given::Result(value, _)) = value;
        mentions_context(site, value)
    })
}

/// Whether the call begins a trace of its own under an identity that it is given:
/// `StartSpanWithTraceID(ctx, name, id)`.
fn begins_trace(site: Site, call: NodeId) -> bool {
    called_name(site, call).is_some_and(|name| {
        let lower = name.to_ascii_lowercase();
        lower.contains("traceid") && (lower.contains("with") || lower.contains("start"))
    })
}
