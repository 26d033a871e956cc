//! What is kept for all who come later, whether or not the work that it was to come from has failed: something else is
//! kept then, and taken for the answer ever after. One caller who gives up would decide for all.

use super::done_whatever_comes::of_callees;
use super::failing::behind_both;
use crate::contexts::calls::passed_to;
use crate::contexts::join::root_variable;
use crate::contexts::origins::targets_of;
use crate::facts::keeps::stores_argument;
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the context at `place` comes to a function that keeps what it has found for all who come later, whether or
/// not the work under the context has failed: `info, err := inspect(ctx, name); if err != nil { info = guess(name) };
/// s.known[name] = info`; or the function itself does so.
pub(super) fn keeps_what_it_finds_instead(site: Site, place: NodeId) -> bool {
    of_callees(site, place, &keeps_second_best).contains(&true)
        || passed_to(site, place).is_some_and(|call| keeps_for_all(site, call))
}

fn keeps_second_best(site: Site, context: BindingId) -> bool {
    let (tree, func) = (site.tree(), site.tree().root());
    let kept = kept_in(site, func);
    let keeps = |call: NodeId| {
        let (failed, succeeded) = behind_both(site, call).unwrap_or_default();
        kept.iter().any(|k| failed.contains(&k.at) && succeeded.contains(&k.at))
    };
    let own = |&c: &NodeId| tree.enclosing_func(c) == Some(func);
    !kept.is_empty()
        && site.scopes().uses(context).iter().filter_map(|&u| passed_to(site, u)).filter(own).any(keeps)
}

/// Whether the function itself keeps what the call gives, also by what it is given the address of, or what it has in
/// its place, whether or not that has failed; or keeps something only where that has, and looks there before it asks.
pub fn keeps_for_all(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call) else { return false };
    let kept = kept_in(site, func);
    let Some((failed, succeeded)) = behind_both(site, call).filter(|_| !kept.is_empty()) else {
        return false;
    };
    let addressed = tree.args(call).filter(|&a| tree.op(a) == Op::Address);
    let filled = addressed.filter_map(|a| tree.child(a, Field::Operand));
    let given: Vec<BindingId> =
        targets_of(site, call).into_iter().chain(filled).filter_map(|t| scopes.resolve(t)).collect();
    let is_given = |k: &Kept| {
        let mut names = k.values.iter().flat_map(|&v| tree.subtree(v));
        names.any(|n| tree.kind(n) == Kind::Ident && scopes.resolve(n).is_some_and(|v| given.contains(&v)))
    };
    kept.iter().filter(|k| failed.contains(&k.at)).any(|k| match succeeded.contains(&k.at) {
        true => is_given(k),
        false => is_looked_at(site, func, call, k.holder),
    })
}

/// Something that a function keeps for all who come later.
struct Kept {
    at: PointId,
    /// What it is kept in.
    holder: NodeId,
    values: Vec<NodeId>,
}

/// What the function puts into maps of its receiver, or of its package.
fn kept_in(site: Site, func: NodeId) -> Vec<Kept> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let flow = site.flow(func);
    let is_for_all = |holder: NodeId| {
        let kind = root_variable(site, holder).map(|v| scopes.binding(v).kind);
        matches!(kind, None | Some(BindingKind::Receiver))
    };
    let list = |stmt, side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
    let kept = |n: NodeId| match tree.kind(n) {
        Kind::Assign if tree.op(n) == Op::Assign => {
            let mut targets = list(n, Field::Left).into_iter().filter(|&t| tree.kind(t) == Kind::Index);
            let holder = targets.find_map(|t| tree.child(t, Field::Operand).filter(|&h| is_for_all(h)))?;
            Some((holder, list(n, Field::Right)))
        }
        Kind::Call => {
            let holder = tree.receiver(n).filter(|&h| is_for_all(h))?;
            let Callee::Known(k) = site.callee(n) else { return None };
            let stores = stores_argument(&k.package, k.receiver.as_deref().unwrap_or_default(), &k.name);
            stores.then(|| (holder, tree.args(n).collect()))
        }
        _ => None,
    };
    let own = tree.subtree(func).filter(|&n| tree.enclosing_func(n) == Some(func));
    own.filter_map(|n| {
        let (holder, values) = kept(n)?;
        Some(Kept { at: flow.point_of(n)?, holder, values })
    })
    .collect()
}

/// Whether the function looks into what is kept before the call.
fn is_looked_at(site: Site, func: NodeId, call: NodeId, holder: NodeId) -> bool {
    let tree = site.tree();
    let looks = |n: NodeId| match tree.kind(n) {
        Kind::Index => tree.child(n, Field::Operand).filter(|_| !is_write(tree, n)),
        Kind::Call => tree.receiver(n),
        _ => None,
    };
    let before = tree.subtree(func).filter(|&n| n < call);
    before.filter_map(looks).any(|h| tree.text(h) == tree.text(holder))
}
