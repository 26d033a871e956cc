//! Flags that are only set by a function which runs when a context has ended: `stopped` of
//! `context.AfterFunc(ctx, func() { stopped = true; c.Broadcast() })`.

use super::runs_at_end;
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken, is_write};
use crate::golang::syntax::{Kind, NodeId};

/// What is done with a flag.
enum Use {
    Read,
    /// It is set by this statement or call.
    Set(NodeId),
    /// Something else, which may set it, or set it back.
    Other,
}

/// Whether the condition is such a flag: `stopped`, or `stopped.Load()` of an atomic one.
pub(super) fn is_set_at_end(site: Site, condition: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let flag = match tree.kind(condition) {
        Kind::Call if called_name(site, condition) == Some("Load") => tree.receiver(condition),
        Kind::Ident => Some(condition),
        _ => None,
    };
    let Some(variable) = flag.filter(|&f| tree.kind(f) == Kind::Ident).and_then(|f| scopes.resolve(f)) else {
        return false;
    };
    let mut sets = 0;
    begins_unset(site, variable)
        && scopes.uses(variable).iter().all(|&u| match use_of(site, u) {
            Use::Read => true,
            Use::Set(stmt) => {
                sets += 1;
                tree.enclosing_func(stmt).is_some_and(|f| runs_at_end(site, f))
            }
            Use::Other => false,
        })
        && sets > 0
}

/// `stopped := false`, `var stopped bool`, `var stopped atomic.Bool`
fn begins_unset(site: Site, variable: BindingId) -> bool {
    let binding = site.scopes().binding(variable);
    match given(site, binding.ident) {
        None => binding.kind == BindingKind::Var,
        Some((Given::Value(value), _)) => site.tree().kind(value) == Kind::False,
        Some((Given::Result(..), _)) => false,
    }
}

fn use_of(site: Site, u: NodeId) -> Use {
    let tree = site.tree();
    if is_address_taken(tree, u) {
        return Use::Other;
    }
    if is_write(tree, u) {
        return match given(site, u) {
            Some((Given::Value(value), stmt)) if tree.kind(value) == Kind::True => Use::Set(stmt),
            _ => Use::Other,
        };
    }
    let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
    let call = method.and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
    match (method, call.and_then(|c| called_name(site, c)), call) {
        (None, ..) | (_, Some("Load"), _) => Use::Read,
        (_, Some("Store"), Some(call)) if tree.only_arg(call).is_some_and(|a| tree.kind(a) == Kind::True) => {
            Use::Set(call)
        }
        _ => Use::Other,
    }
}
