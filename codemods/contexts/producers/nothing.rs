//! Functions that have no release to give on some of their ways: there it is nil, and whoever calls it has to ask.

use super::MAX_DEPTH;
use crate::contexts::clean_up::where_failed;
use crate::contexts::origins::{Given, given};
use crate::contexts::returns::fails;
use crate::contexts::uses::is_done_in_place;
use crate::golang::flow::PointId;
use crate::golang::program::{Known, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Kind, NodeId};

/// Whether the function of the module gives nil for its release somewhere, without an error beside it.
pub(super) fn may_give_nil(site: Site, known: &Known, depth: usize) -> bool {
    let gives = |inner: Site| {
        let tree = inner.tree();
        let returns = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Return);
        let mut own = returns.filter(|&n| tree.enclosing_func(n) == Some(tree.root()));
        own.any(|stmt| gives_nil(inner, stmt, depth))
    };
    known.decls.iter().filter_map(|d| d.site(site.program)).any(gives)
}

fn gives_nil(site: Site, stmt: NodeId, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
    match values[..] {
        [] => {
            let own = |&v: &BindingId| {
                let binding = scopes.binding(v);
                binding.kind == BindingKind::Result && binding.func == tree.root()
            };
            let release = scopes.bindings().filter(own).nth(1);
            release.is_some_and(|v| may_be_unset(site, v, stmt, depth)) && !where_failed(site, stmt)
        }
        [call] => gives_nil_by(site, tree.unparen(call), depth),
        [_, release, ref error @ ..] => {
            let release = tree.unparen(release);
            let succeeds = error.first().is_none_or(|&e| tree.kind(tree.unparen(e)) == Kind::Nil);
            match tree.kind(release) {
                Kind::Nil => succeeds,
                Kind::Ident => {
                    (succeeds || !fails(site, stmt))
                        && scopes.resolve(release).is_some_and(|v| may_be_unset(site, v, stmt, depth))
                }
                _ => false,
            }
        }
    }
}

/// Whether `call` is one of a function that may give nil.
fn gives_nil_by(site: Site, call: NodeId, depth: usize) -> bool {
    site.tree().kind(call) == Kind::Call
        && depth < MAX_DEPTH
        && site.callee(call).known().is_some_and(|known| may_give_nil(site, known, depth + 1))
}

/// Whether control may come to the return without having given the variable, which starts as nil, a release:
/// `var cancel context.CancelFunc`, and then `if d > 0 { ctx, cancel = … }`.
fn may_be_unset(site: Site, variable: BindingId, stmt: NodeId, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let (func, flow) = (tree.root(), site.flow(tree.root()));
    let Some(exit) = flow.point_of(stmt).filter(|_| binding.func == func && !flow.unknown()) else {
        return false;
    };
    let gives = |target: NodeId| match given(site, target) {
        Some((Given::Value(value), _)) => tree.kind(value) != Kind::Nil,
        Some((Given::Result(call, _), _)) => !gives_nil_by(site, call, depth),
        None => false,
    };
    let written = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
    let targets = written.chain([binding.ident]).filter(|&t| is_done_in_place(site, func, t) && gives(t));
    let set: Vec<PointId> = targets.filter_map(|t| flow.point_of(t)).collect();
    matches!(binding.kind, BindingKind::Var | BindingKind::Result | BindingKind::Short)
        && !set.contains(&exit)
        && flow.reaches(flow.entry(), exit, |p| set.contains(&p))
}
