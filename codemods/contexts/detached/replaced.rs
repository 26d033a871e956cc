//! What is put in the place of something that many share, where a call of it has failed with whatever: one caller who
//! gives up would replace what is all right.

use super::failing::error_of;
use super::kinds::behind;
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::join::root_variable;
use crate::contexts::origins::{Given, given};
use crate::contexts::returns::check_behind;
use crate::contexts::sources::Root;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the call is one of what a field holds, and the function puts another there only where that has failed:
/// `client := p.client; conn, err := client.Dial(addr); if err == nil { return conn, nil }`, and then
/// `p.client = connect()`. A function that asks whether it was the end of a context tells the two apart.
pub(super) fn replaces_what_has_failed(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let (Some(func), Some(error)) = (tree.enclosing_func(call), error_of(site, call)) else { return false };
    let Some(field) = tree.receiver(call).and_then(|o| field_of(site, o)) else { return false };
    if !is_shared(site, root, field) {
        return false;
    }
    let is_it = |t: &NodeId| tree.kind(*t) == Kind::Selector && tree.text(*t) == tree.text(field);
    let replaces = |n: &NodeId| {
        let left = tree.child(*n, Field::Left).filter(|_| tree.kind(*n) == Kind::Assign);
        *n > call
            && tree.enclosing_func(*n) == Some(func)
            && left.is_some_and(|l| tree.list(l).iter().any(is_it))
    };
    let replaced: Vec<NodeId> = tree.subtree(func).filter(replaces).collect();
    let knows = |n: NodeId| {
        tree.field(n) == Field::Condition && tree.subtree(n).any(|c| tells_of_end(site, c).is_some())
    };
    if replaced.is_empty() || tree.subtree(func).any(knows) {
        return false;
    }
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call) else { return false };
    let failed = behind(site, &flow, start, error, false);
    let succeeded = behind(site, &flow, start, error, true);
    let mut points = replaced.into_iter().filter_map(|n| flow.point_of(n));
    points.any(|p| failed.contains(&p) && !succeeded.contains(&p))
}

/// The field whose value the expression has: itself, or what the variable was defined with.
fn field_of(site: Site, expr: NodeId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    match tree.kind(expr) {
        Kind::Selector => Some(expr),
        Kind::Ident => match given(site, scopes.binding(scopes.resolve(expr)?).ident)?.0 {
            Given::Value(value) => Some(value).filter(|&v| tree.kind(v) == Kind::Selector),
            Given::Result(..) => None,
        },
        _ => None,
    }
}

/// Whether the field is one of what the function has not made itself.
fn is_shared(site: Site, root: &Root, field: NodeId) -> bool {
    let scopes = site.scopes();
    root_variable(site, field).is_none_or(|v| {
        let binding = scopes.binding(v);
        matches!(binding.kind, BindingKind::Receiver | BindingKind::Param)
            || !site.tree().contains(root.func(), binding.func)
    })
}

/// Whether the call fills something, and where it fails, with whatever, fields of that get other values and the
/// function goes on: it is taken for something else then. `if err := store.Get(ctx, id, &root); err != nil {
/// root.Version = 0 }`
pub(super) fn is_filled_otherwise(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let operand = |a: NodeId| tree.child(a, Field::Operand).filter(|&o| is_address_taken(tree, o));
    let filled: Vec<BindingId> =
        tree.args(call).filter_map(operand).filter_map(|o| scopes.resolve(o)).collect();
    let sets = |stmt: NodeId| {
        let left = tree.child(stmt, Field::Left).filter(|_| tree.kind(stmt) == Kind::Assign);
        let is_field = |t: NodeId| {
            tree.kind(t) == Kind::Selector && root_variable(site, t).is_some_and(|v| filled.contains(&v))
        };
        left.is_some_and(|l| tree.list(l).into_iter().all(is_field))
    };
    !filled.is_empty()
        && check_behind(site, call).is_some_and(|block| {
            let mut stmts = tree.stmts(block).peekable();
            stmts.peek().is_some() && stmts.all(sets)
        })
}
