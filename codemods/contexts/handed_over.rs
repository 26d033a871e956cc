//! Functions that work for a request in a literal which is handed over to who runs it later, or for one of those that
//! were kept: the request is answered by then, and its context has ended, though it is still at hand.

use super::callers::{MAX_CALLERS, calls_of, is_run_beside_by_caller};
use super::detached::weigh;
use super::origins::only_value;
use super::outlives::journey_of_literals;
use super::sources::Root;
use super::types::request_type;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the declared function, which the root's request is a parameter of, is called in its package, or one is that
/// calls it, by who does not wait for it, or with their own request in a literal that goes on when they have answered:
/// `run := func(op *operation) error { return restore(op, r) }`, and then `operations.Create(run)`; or with requests
/// that were kept.
pub fn is_run_when_answered(site: Site, root: &Root) -> bool {
    root.is_request()
        && (is_run_beside_by_caller(site, root.func(), MAX_CALLERS)
            || root.func() == site.tree().root() && is_run_later(site, MAX_CALLERS))
}

fn is_run_later(site: Site, depth: usize) -> bool {
    calls_of(site, site.tree().root()).any(|(caller, call)| {
        request_given(caller, call).is_some_and(|request| {
            let binding = caller.scopes().binding(request);
            let is_handed_on = || binding.kind == BindingKind::Param && binding.func == caller.tree().root();
            goes_on(caller, binding.func, call)
                || is_taken_from_those_kept(caller, request)
                || depth > 0 && is_handed_on() && is_run_later(caller, depth - 1)
        })
    })
}

/// The variable whose request the call is given.
fn request_given(site: Site, call: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let is_request = |&a: &NodeId| request_type(site, &site.type_of(a)).is_some();
    let given = tree.args(call).filter(|&a| tree.kind(a) == Kind::Ident).find(is_request)?;
    site.scopes().resolve(given)
}

/// Whether the variable holds one request after the other of those that a field keeps: who sent them has been answered.
/// `for _, r := range p.delayed[method]`
fn is_taken_from_those_kept(site: Site, request: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let ident = scopes.binding(request).ident;
    let clause = tree.ancestors(ident).take_while(|&a| tree.kind(a) != Kind::Block);
    let all = clause
        .filter(|&a| tree.kind(a) == Kind::RangeClause)
        .find_map(|c| tree.child(c, Field::Right))
        .map(|r| tree.only_child(r).filter(|_| tree.kind(r) == Kind::ExprList).unwrap_or(r));
    let kept = all.map(|a| only_value(site, a).filter(|_| tree.kind(a) == Kind::Ident).unwrap_or(a));
    kept.is_some_and(|k| match tree.kind(k) {
        Kind::Index => tree.child(k, Field::Operand).is_some_and(|o| tree.kind(o) == Kind::Selector),
        kind => kind == Kind::Selector,
    })
}

/// Whether the call stands in a literal of `func` that is known to go on when that has ended.
fn goes_on(site: Site, func: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let mut within = tree.ancestors(call).take_while(|&a| a != func);
    within.any(|a| tree.kind(a) == Kind::FuncLit)
        && weigh(site, &journey_of_literals(site, func, call).reasons).is_none()
}
