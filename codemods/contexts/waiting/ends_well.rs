//! Functions that come to a good end when their context has ended: what they are called for then has not failed.

use super::asked::{own_exits, waits_for_end};
use super::{Awaited, around, is_its_context};
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::types::{declared_results, is_error};
use crate::contexts::uses::nil_test;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether all that the function, which returns nothing but an error, returns behind `place` is what a function of the
/// module gives that gets the context, and that has not failed when it ends with that: `return serve(ctx)`.
pub(super) fn ends_well_further_on(site: Site, func: NodeId, place: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let results = declared_results(site, func);
    let behind: Vec<NodeId> = tree
        .subtree(func)
        .filter(|&n| n > place && tree.kind(n) == Kind::Return && tree.enclosing_func(n) == Some(func))
        .collect();
    let Some(&last) = behind.last() else { return false };
    let given = tree.only_child(last).and_then(|list| tree.only_child(list));
    let Some(call) = given.filter(|&c| tree.kind(c) == Kind::Call) else { return false };
    matches!(&results[..], [only] if is_error(only))
        && tree.parent(last).is_some_and(|b| tree.parent(b) == Some(func))
        && succeeds_at_end(site, call, awaited)
}

/// Whether the function, which returns nothing but an error, returns nil in the loop around `place` where such a call
/// has not failed: `if err := s.watch(ctx); err == nil { return nil }`.
pub(super) fn ends_well_in_the_round(site: Site, func: NodeId, place: NodeId, awaited: &Awaited) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let only_fails = matches!(&declared_results(site, func)[..], [only] if is_error(only));
    let Some(l) = around(site, place).filter(|_| only_fails) else { return false };
    let ends = |branch: NodeId| {
        let condition = tree.child(branch, Field::Condition).and_then(|c| nil_test(site, c));
        let last = tree.child(branch, Field::Consequence).and_then(|b| tree.stmts(b).last());
        condition.filter(|&(_, is_nil)| is_nil && last.is_some_and(|s| gives_nil(site, s))).map(|(e, _)| e)
    };
    let fails_with = |error: BindingId| {
        let targets = tree.subtree(l).filter(|&n| {
            scopes.defines(n) == Some(error) || scopes.resolve(n) == Some(error) && is_write(tree, n)
        });
        targets.filter_map(|t| given(site, t)).find_map(|(given, _)| match given {
            Given::Value(value) => Some(value).filter(|&v| tree.kind(v) == Kind::Call),
            Given::Result(..) => None,
        })
    };
    let branches =
        tree.subtree(l).filter(|&n| tree.kind(n) == Kind::If && tree.enclosing_func(n) == Some(func));
    branches.filter_map(ends).filter_map(fails_with).any(|call| succeeds_at_end(site, call, awaited))
}

/// Whether the call is one of a function of the module that gets the context, and has not failed when it ends with
/// that.
fn succeeds_at_end(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let index =
        tree.args(call).position(|n| tree.kind(n) == Kind::Ident && is_its_context(site, &awaited.root, n));
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return false };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(|inner| ends_well(inner, index))
}

/// Whether the declared function returns nil when the context that is its parameter number `index` has ended.
fn ends_well(site: Site, index: usize) -> bool {
    let (tree, func) = (site.tree(), site.tree().root());
    let parameter = parameters(site, func).get(index).copied().filter(|p| p.type_in(site).is_context());
    let body = tree.child(func, Field::Body).and_then(|b| tree.stmts(b).last());
    let (Some(parameter), Some(place)) = (parameter, body) else { return false };
    let Some(name) = parameter.ident.map(|n| tree.text(n).to_owned()) else { return false };
    let awaited = Awaited { root: Root { parameter, carrier: Carrier::Context }, text: name, place };
    let exits = own_exits(site, func, &awaited);
    let leaves_so = |&b: &NodeId| tree.stmts(b).last().is_some_and(|s| gives_nil(site, s));
    !exits.is_empty() && exits.iter().all(leaves_so)
        || exits.is_empty() && !waits_for_end(site, func, &awaited).is_empty() && gives_nil(site, place)
}

/// `return nil`
fn gives_nil(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let value = tree.only_child(stmt).and_then(|list| tree.only_child(list));
    tree.kind(stmt) == Kind::Return && value.is_some_and(|v| tree.kind(v) == Kind::Nil)
}
