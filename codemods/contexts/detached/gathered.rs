//! What is gathered of answers and then takes the place of what all use: a call that fails is left out of it. Behind
//! the end of one caller's context all that are left would fail, and everybody would be served with the few answers
//! that came before.

use super::failing::behind_both;
use crate::contexts::calls::called_name;
use crate::contexts::join::root_variable;
use crate::contexts::sources::Root;
use crate::contexts::waiting::asks;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the call is one of a loop which puts what comes of it into a list or table of the function, and leaves out
/// what has failed, and that is put behind the loop where others find it: `for _, id := range ids { if n, err :=
/// count(ctx, id); err == nil { fresh[id] = n } }`, and then `s.counts = fresh`.
pub(super) fn is_left_out_of_what_all_use(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(l) = flow.loop_of(tree, call) else { return false };
    let own = tree.subtree(func).filter(|&n| n > l && !tree.contains(l, n));
    let put: Vec<(NodeId, BindingId)> = own
        .filter(|&n| tree.enclosing_func(n) == Some(func))
        .filter_map(|n| Some((n, put_for_all(site, n)?)))
        .filter(|&(_, v)| !tree.contains(l, site.scopes().binding(v).ident))
        .collect();
    // Who asks for the end of a context leaves then, and what it serves ends with it.
    if put.is_empty() || asks(site, root, root.func()) {
        return false;
    }
    let Some((failed, succeeded)) = behind_both(site, call) else { return false };
    let comes = |n: NodeId| flow.point_of(n).map(|p| (failed.contains(&p), succeeded.contains(&p)));
    let is_left_out = |v: BindingId| {
        let mut added = tree.subtree(l).filter(|&n| adds_to(site, n, v)).peekable();
        added.peek().is_some() && added.all(|n| comes(n) == Some((false, true)))
    };
    put.into_iter().any(|(n, v)| comes(n).is_some_and(|c| c.0) && is_left_out(v))
}

/// The variable of the function that the statement or call puts where others find it, as it is or as a part of
/// something: `s.counts = fresh`, `s.state.Store(&state{counts: fresh})`.
fn put_for_all(site: Site, n: NodeId) -> Option<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_for_all = |holder: NodeId| {
        let kind = root_variable(site, holder).map(|v| scopes.binding(v).kind);
        matches!(kind, None | Some(BindingKind::Receiver))
    };
    let value = match tree.kind(n) {
        Kind::Assign if tree.op(n) == Op::Assign => {
            let [target] = tree.list(tree.child(n, Field::Left)?)[..] else { return None };
            tree.child(n, Field::Right).filter(|_| is_for_all(target))
        }
        Kind::Call if matches!(called_name(site, n), Some("Store" | "Swap")) => {
            tree.args(n).last().filter(|_| tree.receiver(n).is_some_and(is_for_all))
        }
        _ => None,
    }?;
    let [value] = tree.list(value)[..] else { return None };
    let value = tree.unparen(value);
    let is_plain = matches!(tree.kind(value), Kind::Ident | Kind::Unary | Kind::CompositeLit);
    let is_own = |v: &BindingId| matches!(scopes.binding(*v).kind, BindingKind::Var | BindingKind::Short);
    let names = tree.subtree(value).filter(|&m| is_plain && tree.kind(m) == Kind::Ident);
    names.filter_map(|m| scopes.resolve(m)).find(is_own)
}

/// `fresh[id] = n`, `all = append(all, n)`, `set.Insert(id)`
fn adds_to(site: Site, n: NodeId, variable: BindingId) -> bool {
    let tree = site.tree();
    let is_it = |t: NodeId| root_variable(site, t) == Some(variable);
    match tree.kind(n) {
        Kind::Assign => {
            let left = tree.child(n, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
            left.into_iter().any(is_it)
        }
        Kind::Call => {
            tree.receiver(n).is_some_and(is_it) && called_name(site, n).is_some_and(words::puts_away)
        }
        _ => false,
    }
}
