//! Work that is begun again until it has succeeded, other than by a loop around it: by a helper of the module, a jump
//! back, or a call of the function itself. Behind the end of a context it would never succeed.

use super::failing::{behind_both, error_of};
use super::kinds::behind;
use super::until_success::repeats_until_success;
use crate::contexts::calls::passed_to;
use crate::contexts::outlives::parameter;
use crate::contexts::parameters::parameters;
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, is_context, is_error};
use crate::contexts::uses::direct_call;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Kind, NodeId};
use crate::golang::types::Type;

/// Whether the call that gets the context at `place` is part of such work.
pub(super) fn is_begun_again_until_success(site: Site, root: &Root, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place) else { return false };
    only_ends_with_success(site, call) || is_called_anew(site, root, call) || is_tried_by_helper(site, call)
}

/// Whether the function comes back to the call where that has failed, and to no end: `again: if err := put(ctx, id);
/// err != nil { pause(); goto again }`.
fn only_ends_with_success(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let jumps = |func: NodeId| tree.subtree(func).any(|n| tree.kind(n) == Kind::Goto);
    let Some(func) = tree.enclosing_func(call).filter(|&f| jumps(f)) else { return false };
    let flow = site.flow(func);
    let (Some((failed, succeeded)), Some(start)) = (behind_both(site, call), flow.point_of(call)) else {
        return false;
    };
    let ends = |p| flow.is_exit(p) || flow.is_panic(p);
    !flow.unknown()
        && flow.in_cycle(start)
        && !failed.into_iter().any(ends)
        && succeeded.into_iter().any(ends)
}

/// Whether the function calls itself where the call has failed, with nothing but what it was given, and has no other
/// use for the root's context: `return s.load(ctx, id)`.
fn is_called_anew(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let last = check_behind(site, call).and_then(|block| tree.stmts(block).last());
    let Some(last) = last.filter(|&s| tree.kind(s) == Kind::Return && root.func() == tree.root()) else {
        return false;
    };
    let given = parameters(site, root.func());
    let is_itself = |c: NodeId| {
        let Callee::Known(known) = site.callee(c) else { return false };
        known.decls.iter().any(|f| f.decl == site.decl && f.file.path == site.file.path)
    };
    let is_same = |(a, p): (NodeId, _)| {
        let variable = scopes.resolve(a).filter(|_| tree.kind(a) == Kind::Ident);
        variable.is_some() && variable == p
    };
    let begins_anew = |c: NodeId| {
        is_itself(c)
            && tree.args(c).count() == given.len()
            && tree.args(c).zip(given.iter().map(|p| p.variable)).all(is_same)
    };
    let uses = root.parameter.variable.map_or(&[][..], |v| scopes.uses(v));
    tree.calls(last).any(begins_anew) && uses.iter().all(|&u| passed_to(site, u).is_some_and(begins_anew))
}

/// Whether the call is one of a literal that fails with it, and is given to a function of the module that calls it
/// until it succeeds, and knows no context: `func forever(f func() error) { for f() != nil { time.Sleep(pause) } }`.
fn is_tried_by_helper(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let literal =
        tree.enclosing_func(call).filter(|&f| tree.kind(f) == Kind::FuncLit && fails_with(site, f, call));
    let Some((literal, runner)) = literal.and_then(|l| Some((l, passed_to(site, l)?))) else { return false };
    let may_end = |a: NodeId| {
        let ty = site.type_of(a);
        a != literal && (is_context(&ty) || matches!(site.program.underlying(&ty), Type::Chan(..)))
    };
    let (Callee::Known(known), Some(index)) =
        (site.callee(runner), tree.args(runner).position(|a| a == literal))
    else {
        return false;
    };
    let [decl] = &known.decls[..] else { return false };
    let inner = decl.site(site.program).filter(|_| decl.is_of_module(site) && !known.interface);
    let Some(inner) = inner.filter(|_| !tree.args(runner).any(may_end)) else { return false };
    let Some(function) = parameter(inner, inner.tree().root(), index) else { return false };
    let mut tries = inner.scopes().uses(function).iter().filter_map(|&u| direct_call(inner, u));
    tries.any(|c| repeats_until_success(inner, c))
}

/// Whether the literal gives nothing but an error, and one where the call has failed.
fn fails_with(site: Site, literal: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    if !matches!(&declared_results(site, literal)[..], [only] if is_error(only)) {
        return false;
    }
    if tree.stmt_of(call).is_some_and(|s| tree.kind(s) == Kind::Return) {
        return true;
    }
    let flow = site.flow(literal);
    let (Some(error), Some(start)) = (error_of(site, call), flow.point_of(call)) else { return false };
    let failed = behind(site, &flow, start, error, false);
    let gives = |stmt: NodeId| {
        fails(site, stmt) || tree.subtree(stmt).any(|n| site.scopes().resolve(n) == Some(error))
    };
    flow.exits().filter(|e| failed.contains(e)).all(|e| flow.node(e).is_some_and(gives))
}
