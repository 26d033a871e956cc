//! Producers that keep the release which they give, or do not give: where others call it, whoever drops it loses
//! nothing.

use super::{MAX_DEPTH, by_type};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::creation::{Creation, Target, creations_by};
use crate::contexts::join::root_variable;
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::parameters;
use crate::contexts::types::{is_context, results};
use crate::contexts::uses::{Use, put_into, release_uses};
use crate::facts::words;
use crate::golang::program::{Callee, Entity, FuncRef, Known, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId};

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

/// Whether some body of the function gives a release that it has not made, but finds in what it was given, or in the
/// package: `return s.ctx, s.cancel`. That is for whoever has made it to call.
pub fn gives_held(site: Site, known: &Known) -> bool {
    let gives = |inner: Site| {
        let tree = inner.tree();
        let returns = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Return);
        let mut own = returns.filter(|&n| tree.enclosing_func(n) == Some(tree.root()));
        own.any(|stmt| {
            let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
            // A function of the package may be one that does nothing: `return ctx, noop`.
            let is_plain = |n: NodeId| tree.kind(tree.unparen(n)) == Kind::Ident;
            matches!(values[..], [ctx, release, ..]
                if is_held(inner, release) && (!is_plain(release) || is_held(inner, ctx)))
        })
    };
    known.decls.iter().filter_map(|d| d.site(site.program)).any(gives)
}

/// Whether the release lies in something that was there before: a field or element of what the function was given, or
/// of what it took out of that, or of a variable of the package. A pair that was given itself goes through.
fn is_held(site: Site, release: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let inside = |n: NodeId| match tree.kind(n) {
        Kind::Selector | Kind::Index => tree.child(n, Field::Operand),
        Kind::Paren => tree.only_child(n),
        _ => None,
    };
    let (mut node, mut is_part) = (release, false);
    for _ in 0..MAX_DEPTH {
        let root = std::iter::successors(Some(node), |&n| inside(n)).last().unwrap_or(node);
        is_part |= root != tree.unparen(node);
        if tree.kind(root) != Kind::Ident {
            return false;
        }
        let Some(variable) = scopes.resolve(root) else {
            return matches!(site.resolve(root), Entity::PackageLevel { .. });
        };
        let binding = scopes.binding(variable);
        if matches!(binding.kind, BindingKind::Receiver | BindingKind::Param) {
            return is_part;
        }
        let Some((Given::Value(value) | Given::Result(value, _), _)) = given(site, binding.ident) else {
            return false;
        };
        node = value;
    }
    false
}

/// Whether the variable is put into something that was there before, or given to a function that does so.
fn is_kept(site: Site, variable: BindingId, depth: usize) -> bool {
    let tree = site.tree();
    site.scopes().uses(variable).iter().any(|&u| {
        let is_returned = tree.stmt_of(u).is_some_and(|s| tree.kind(s) == Kind::Return);
        !is_returned && (is_put(site, u) || is_given_on(site, u, depth))
    })
}

/// Whether the function that `call` calls sees to it that the release which it gives is called, by a goroutine or at
/// the end of another context: whoever drops that waits for these.
pub fn releases_itself(site: Site, call: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let releases = |inner: Site| {
        creations_by(inner, by_type).any(|c| match c.release {
            Target::Local(variable) => is_called_later(inner, variable, 0),
            _ => false,
        })
    };
    !known.decls.is_empty() && known.decls.iter().all(|f| f.site(site.program).is_some_and(releases))
}

/// Whether the release in the variable is used by a goroutine, or given to what calls it later: `context.AfterFunc`, or
/// a function that does so.
fn is_called_later(site: Site, variable: BindingId, depth: usize) -> bool {
    let tree = site.tree();
    site.scopes().uses(variable).iter().any(|&u| {
        let is_later = |inner: Site, given| is_called_later(inner, given, depth + 1);
        tree.ancestors(u).any(|a| tree.kind(a) == Kind::Go)
            || passed_to(site, u).is_some_and(|call| {
                called_name(site, call) == Some("AfterFunc")
                    || depth < MAX_DEPTH && any_given(site, call, u, is_later)
            })
    })
}

/// Whether one of the functions that `call` calls, as far as these are known, has a parameter for which it is given
/// `node`, and that `is` so.
fn any_given(site: Site, call: NodeId, node: NodeId, is: impl Fn(Site, BindingId) -> bool) -> bool {
    let (Callee::Known(known), Some(index)) =
        (site.callee(call), site.tree().args(call).position(|c| c == node))
    else {
        return false;
    };
    known.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
        let parameter = parameters(inner, inner.tree().root()).get(index).and_then(|p| p.variable);
        parameter.is_some_and(|v| is(inner, v))
    })
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
    let Some(call) = passed_to(site, node) else { return false };
    match site.callee(call) {
        Callee::Known(known) if !known.decls.is_empty() => {
            let keeps = |inner: Site, given| is_kept(inner, given, depth + 1);
            depth < MAX_DEPTH && any_given(site, call, node, keeps)
        }
        _ => called_name(site, call).is_some_and(words::registers_clean_up),
    }
}
