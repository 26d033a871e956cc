//! Errors that say more than that the function has failed: it marks them, so that its callers know what to do. That of
//! a context has no mark.

use super::exit::stmts_behind;
use super::pending::is_given;
use super::{Awaited, around, is_worked_under};
use crate::contexts::iteration::ends_by_itself;
use crate::contexts::parameters::parameters;
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::types::{declared_results, is_error};
use crate::golang::flow::PointKind;
use crate::golang::program::{Callee, Entity, FuncRef, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many functions are followed to where the mark is made.
const MAX_STEPS: usize = 2;

/// Where the function marks its error, if it does so on all ways behind `place` on which it fails: by a function of the
/// module that joins a variable of the package to it. `return provider.NewSoftError(err)`
pub(super) fn marks_errors(site: Site, func: NodeId, place: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let flow = site.flow(func);
    let here = flow.point_of(place)?;
    let exits = flow.exits_from(here, |_| false);
    let failing: Vec<NodeId> = exits
        .into_iter()
        .filter_map(|p| match flow.kind(p) {
            PointKind::Return(stmt) => tree.list(tree.children(stmt).next()?).last().copied(),
            _ => None,
        })
        .filter(|&v| tree.kind(v) != Kind::Nil)
        .collect();
    let is_marked = |v: &NodeId| tree.kind(*v) == Kind::Call && marks(site, *v, MAX_STEPS);
    failing.first().copied().filter(|_| failing.iter().all(is_marked))
}

/// Whether the call is one of a function of the module that makes errors, and puts into each one that is a variable of
/// its package, or has another such function do so.
fn marks(site: Site, call: NodeId, steps: usize) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let own = |f: &&FuncRef| f.is_of_module(site);
    let mut all = known.decls.iter().filter(own).filter_map(|f| f.site(site.program));
    steps > 0 && known.receiver.is_none() && all.any(|inner| always_marks(inner, steps))
}

fn always_marks(site: Site, steps: usize) -> bool {
    let (tree, root) = (site.tree(), site.tree().root());
    let is_mark = |n: NodeId| {
        tree.kind(n) == Kind::Ident
            && is_error(&site.type_of(n))
            && matches!(site.resolve(n), Entity::PackageLevel { .. })
    };
    let returns_mark = |r: NodeId| {
        tree.subtree(r).any(|n| is_mark(n) || tree.kind(n) == Kind::Call && marks(site, n, steps - 1))
    };
    let mut returns = tree.subtree(root).filter(|&n| tree.kind(n) == Kind::Return).peekable();
    matches!(&declared_results(site, root)[..], [only] if is_error(only))
        && !parameters(site, root).iter().any(|p| p.type_in(site).is_context())
        && returns.peek().is_some()
        && returns.all(returns_mark)
}

/// Whether the function takes it for no failure that it has waited in vain: the loop around `place`, in which nothing
/// works under the context, ends by itself, and no return behind it fails.
pub(super) fn may_wait_in_vain(site: Site, func: NodeId, place: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let Some(l) = around(site, place).filter(|&l| is_counted(site, l)) else { return false };
    let own = tree.subtree(func).filter(|&n| {
        tree.kind(n) == Kind::Return && tree.enclosing_func(n) == Some(func) && n > l && !tree.contains(l, n)
    });
    let mut last = own.map(|r| {
        let values = tree.children(r).next().map(|list| tree.list(list)).unwrap_or_default();
        values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
    });
    let fails_otherwise = || tree.subtree(l).any(|n| tree.kind(n) == Kind::Return && fails(site, n));
    declared_results(site, func).len() > 1
        && !is_worked_under(site, &awaited.root, l)
        && fails_otherwise()
        && last.next().is_some_and(|first| first && last.all(|well| well))
}

fn is_counted(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    let compares = |c: NodeId| !tree.subtree(c).any(|n| tree.kind(n) == Kind::Call);
    match tree.children(l).find(|&c| tree.kind(c) == Kind::ForClause) {
        Some(clause) => tree.child(clause, Field::Condition).is_some_and(compares),
        None => ends_by_itself(site, l),
    }
}

/// Whether the function passes over the failure of what it does under the context right behind `place`, and returns
/// nil: `n, err := poll(ctx); if err != nil { return nil }`.
pub(super) fn passes_over_failure(site: Site, func: NodeId, place: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let next = tree.stmt_of(place).and_then(|s| stmts_behind(site, s).next());
    let mut calls = next.into_iter().flat_map(|s| tree.subtree(s)).filter(|&n| tree.kind(n) == Kind::Call);
    let gives_nil = |block: NodeId| {
        let last = tree.stmts(block).last().filter(|&s| tree.kind(s) == Kind::Return);
        let value = last.and_then(|s| tree.only_child(s)).and_then(|list| tree.only_child(list));
        value.is_some_and(|v| tree.kind(v) == Kind::Nil)
    };
    matches!(&declared_results(site, func)[..], [only] if is_error(only))
        && around(site, place).is_none()
        && calls.any(|c| is_given(site, c, awaited) && check_behind(site, c).is_some_and(gives_nil))
}
