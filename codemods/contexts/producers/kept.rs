//! Producers that keep the release which they give, or do not give: where others call it, whoever drops it loses
//! nothing.

use super::{MAX_DEPTH, by_type};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::creation::{Creation, Target, creations_by};
use crate::contexts::join::root_variable;
use crate::contexts::parameters::parameters;
use crate::contexts::types::{is_context, results};
use crate::contexts::uses::{Use, put_into, release_uses};
use crate::facts::words;
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Kind, NodeId};

/// Whether each body of the function puts a release that it makes where others find it.
pub fn keeps_release(site: Site, known: &Known) -> bool {
    let keeps = |f: &FuncRef| {
        f.site(site.program).is_some_and(|inner| {
            creations_by(inner, by_type).any(|c| match c.release {
                Target::Local(variable) => is_kept(inner, variable, 0),
                Target::Elsewhere => true,
                Target::Blank => false,
            })
        })
    };
    !known.decls.is_empty() && known.decls.iter().all(keeps)
}

/// Whether the variable is put into something that was there before, or given to a function that does so.
fn is_kept(site: Site, variable: BindingId, depth: usize) -> bool {
    let tree = site.tree();
    site.scopes().uses(variable).iter().any(|&u| {
        let is_returned = tree.stmt_of(u).is_some_and(|s| tree.kind(s) == Kind::Return);
        !is_returned && (is_put(site, u) || is_given_on(site, u, depth))
    })
}

/// Whether the function that `call` calls starts a goroutine that calls the release which it gives: whoever drops that
/// waits for the goroutine.
pub fn releases_itself(site: Site, call: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let in_goroutine = |inner: Site, variable| {
        let tree = inner.tree();
        let uses = inner.scopes().uses(variable);
        uses.iter().any(|&u| tree.ancestors(u).any(|a| tree.kind(a) == Kind::Go))
    };
    let releases = |inner: Site| {
        creations_by(inner, by_type).any(|c| match c.release {
            Target::Local(variable) => in_goroutine(inner, variable),
            _ => false,
        })
    };
    !known.decls.is_empty() && known.decls.iter().all(|f| f.site(site.program).is_some_and(releases))
}

/// Whether `call` is one of a function that gives a context and leaves its release to something else, of which each
/// body tells: `ctx, cancel := context.WithCancel(parent)`, `app.OnStop(cancel)`, `return ctx`.
pub fn gives_context_of_others(site: Site, call: NodeId) -> bool {
    if site.tree().kind(call) != Kind::Call || !matches!(&results(site, call)[..], [one] if is_context(one)) {
        return false;
    }
    let Callee::Known(known) = site.callee(call) else { return false };
    let leaves = |inner: Site| creations_by(inner, by_type).any(|c| leaves_release(inner, &c));
    !known.decls.is_empty() && known.decls.iter().all(|f| f.site(site.program).is_some_and(leaves))
}

/// Whether nothing is done with the release but to hand it to something else.
pub fn leaves_release(site: Site, creation: &Creation) -> bool {
    let (Target::Local(variable), Some(func)) = (creation.release, creation.func) else { return false };
    let uses = release_uses(site, &site.flow(func), func, variable);
    let mut others = uses.iter().filter(|u| u.node != creation.release_node).peekable();
    others.peek().is_some() && others.all(|u| u.what == Use::HandedOver)
}

/// `g.releases[id] = cancel`, where the function was given `g`.
fn is_put(site: Site, node: NodeId) -> bool {
    let given = |left: NodeId| {
        let holder = root_variable(site, left).map(|v| site.scopes().binding(v).kind);
        holder.is_none_or(|kind| matches!(kind, BindingKind::Receiver | BindingKind::Param))
    };
    put_into(site, node).into_iter().any(given)
}

/// Whether the node is an argument of a call that keeps it, as its body or its name says.
fn is_given_on(site: Site, node: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, node) else { return false };
    let index = tree.args(call).position(|c| c == node);
    match site.callee(call) {
        Callee::Known(known) if !known.decls.is_empty() => known.decls.iter().any(|f| {
            let inner = f.site(site.program).filter(|_| depth < MAX_DEPTH);
            inner.zip(index).is_some_and(|(inner, index)| {
                let parameter = parameters(inner, inner.tree().root()).get(index).and_then(|p| p.variable);
                parameter.is_some_and(|v| is_kept(inner, v, depth + 1))
            })
        }),
        _ => called_name(site, call).is_some_and(words::registers_clean_up),
    }
}
