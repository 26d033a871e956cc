//! Contexts that a function limits itself, where it is given none: they may end while it waits as well.

use super::{around, asks, works_under};
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::{Parameter, parameters};
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::types::{is_context, request_type};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Makes contexts that end by themselves, or when the program is told to.
const LIMITS: &[&str] = &["WithTimeout", "WithDeadline", "NotifyContext"];

/// The only variable for such a context that the function around `place` has made before, outside of the loop around
/// that, in which work is done under it: `ctx, cancel := context.WithTimeout(context.Background(), d)`. `None` where a
/// function around has a context, or brings one.
pub(super) fn limited(site: Site, place: NodeId) -> Option<Root> {
    let tree = site.tree();
    let func = tree.enclosing_func(place)?;
    let l = around(site, place)?;
    if is_given_one(site, place) {
        return None;
    }
    let mut all = site.scopes().bindings().filter(|&v| is_made_before(site, func, v, place));
    let (Some(variable), None) = (all.next(), all.next()) else { return None };
    let binding = site.scopes().binding(variable);
    let parameter =
        Parameter { func, decl: binding.decl, ident: Some(binding.ident), variable: Some(variable) };
    let root = Root { parameter, carrier: Carrier::Context };
    // Where only the header has it, by what gives the next pause, that ends the loop in its own way.
    let body = tree.child(l, Field::Body)?;
    let is_of_loop = works_under(site, &root, body) || asks(site, &root, l);
    let fits = !tree.contains(l, binding.ident) && is_of_loop && !ends_with_limit(site, l, variable);
    fits.then_some(root)
}

/// Whether the header of the loop looks at the time that the context in the variable is given too: it ends by itself
/// then, and what comes behind it is for that. `for time.Since(start) < limit`
fn ends_with_limit(site: Site, l: NodeId, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some((Given::Result(call, 0), _)) = given(site, scopes.binding(variable).ident) else { return false };
    let limits: Vec<BindingId> = tree
        .args(call)
        .skip(1)
        .flat_map(|a| tree.subtree(a))
        .filter(|&n| tree.kind(n) == Kind::Ident && site.constant(n).is_none())
        .filter_map(|n| scopes.resolve(n))
        .collect();
    let header = tree.children(l).filter(|&c| tree.field(c) != Field::Body);
    header
        .flat_map(|h| tree.subtree(h))
        .any(|n| tree.kind(n) == Kind::Ident && scopes.resolve(n).is_some_and(|v| limits.contains(&v)))
}

/// Whether a function around `place` is given a context, or what brings one.
pub(super) fn is_given_one(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let brings = |p: &Parameter| {
        let t = p.type_in(site);
        is_context(&t) || request_type(site, &t).is_some()
    };
    let mut around = tree.ancestors(place).filter(|&a| tree.kind(a).is_func());
    around.any(|f| parameters(site, f).iter().any(brings))
}

fn is_made_before(site: Site, func: NodeId, variable: BindingId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let at = tree.span(place).start as usize;
    if binding.func != func
        || binding.kind != BindingKind::Short
        || scopes.lookup(tree.text(binding.ident), at) != Some(variable)
        || scopes.uses(variable).iter().any(|&u| is_write(tree, u))
    {
        return false;
    }
    let Some((Given::Result(call, 0), _)) = given(site, binding.ident) else { return false };
    let package = tree.receiver(call);
    let is_std = package
        .and_then(|p| site.names_import(p))
        .is_some_and(|path| matches!(&*path, "context" | "os/signal"));
    let flow = site.flow(func);
    let points = flow.point_of(call).zip(flow.point_of(place));
    tree.kind(call) == Kind::Call
        && is_std
        && called_name(site, call).is_some_and(|n| LIMITS.contains(&n))
        && points.is_some_and(|(made, here)| flow.dominates(made, here))
}
