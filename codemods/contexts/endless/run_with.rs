//! Literals that a helper of the module is given, and only runs with a context that never ends: one that it makes
//! itself, was given for that, or has in a variable of its package.

use super::Search;
use crate::contexts::callers::declarations;
use crate::contexts::calls::{is_detached_call, passed_to};
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::golang::program::{Callee, FuncRef, Site};
use crate::golang::scopes::{is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the root is the parameter of a literal for which a helper always has such a context, wherever that is from:
/// `withNamespace(t, func(ctx context.Context, ns string) { … })`. What the helper is given beside the literal does not
/// count, `transact(context.TODO(), func(ctx context.Context) { … })`: that is for who calls it to change. `depth`: how
/// many helpers it is handed on by.
pub(super) fn is_run_with_one(site: Site, root: &Root, depth: usize) -> bool {
    let literal = root.func();
    let call = passed_to(site, literal).filter(|_| site.tree().kind(literal) == Kind::FuncLit);
    let index = parameters(site, literal).iter().position(|p| *p == root.parameter);
    call.zip(index).is_some_and(|(c, i)| runs_with_one(site, c, literal, i, &|_| false, depth))
}

/// Whether the functions that `call` calls do nothing with what they are given as `argument` but run it, or have it
/// run, with such a context as parameter number `index`. `given`: which of their own parameters hold one.
fn runs_with_one(
    site: Site,
    call: NodeId,
    argument: NodeId,
    index: usize,
    given: &dyn Fn(usize) -> bool,
    depth: usize,
) -> bool {
    let place = site.tree().args(call).position(|a| a == argument);
    let (Callee::Known(known), Some(place)) = (site.callee(call), place) else { return false };
    let runs = |f: &FuncRef| {
        let Some(inner) = f.site(site.program).filter(|_| f.is_of_module(site)) else { return false };
        let run = parameters(inner, inner.tree().root()).get(place).and_then(|p| p.variable);
        let uses = run.map_or(&[][..], |v| inner.scopes().uses(v));
        let there = Search { site: inner, given, bare: false };
        !uses.is_empty() && uses.iter().all(|&u| is_run_so(&there, u, index, depth - 1))
    };
    depth > 0 && !known.interface && !known.decls.is_empty() && known.decls.iter().all(runs)
}

/// The same of one use of it.
fn is_run_so(here: &Search, u: NodeId, index: usize, depth: usize) -> bool {
    let tree = here.site.tree();
    let called = tree.parent(u).filter(|&c| tree.kind(c) == Kind::Call && tree.field(u) == Field::Function);
    let holds_one = |call: NodeId, n: usize| tree.arg(call, n).is_some_and(|a| never_ends(here, a, depth));
    match called {
        Some(call) => holds_one(call, index),
        None => passed_to(here.site, u)
            .is_some_and(|c| runs_with_one(here.site, c, u, index, &|n| holds_one(c, n), depth)),
    }
}

fn never_ends(here: &Search, context: NodeId, depth: usize) -> bool {
    here.expression(context, depth) || is_always_made_anew(here.site, context)
}

/// Whether the name is that of a variable of the package that nothing is ever given but what `context.Background()` or
/// `context.TODO()` gives, be that more than once.
fn is_always_made_anew(site: Site, name: NodeId) -> bool {
    let text = site.tree().text(name);
    let is_own = site.tree().kind(name) == Kind::Ident
        && site.scopes().resolve(name).is_none()
        && !text.starts_with(char::is_uppercase)
        && !site.package.values(text).is_empty();
    let is_kept = |s: Site| {
        let tree = s.tree();
        let named = |n: NodeId| {
            tree.kind(n) == Kind::Ident && tree.text(n) == text && s.scopes().resolve(n).is_none()
        };
        let is_made = |n: NodeId| match given(s, n) {
            Some((Given::Value(value), _)) => is_detached_call(s, value),
            _ => !is_write(tree, n) && tree.field(n) != Field::Name,
        };
        tree.subtree(tree.root()).filter(|&n| named(n)).all(|n| is_made(n) && !is_address_taken(tree, n))
    };
    is_own && declarations(site, |_, t: &str| t.contains(text)).all(is_kept)
}
