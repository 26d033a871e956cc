//! Commands that somebody gives a context with a limit while they run, `cmd.SetContext(ctx)`: what is done under
//! another of one's own is not meant to end with that, which may have run out by then.

use super::callers::MAX_CALLERS;
use super::launch::limits_commands;
use super::module_calls::is_called_so;
use super::origins::{Given, given};
use super::parameters::parameters;
use super::sources::Root;
use super::spent::limits;
use super::types::is_context;
use crate::golang::program::{Callee, FuncRef, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many functions that hand the command on, or give the context, are read behind one that is called.
const MAX_CALLEES: usize = 2;

/// Whether the root is a command that has got such a context before control comes to `place`: from the function, from
/// one that it has called with the command, or from those that call it, or their callees.
pub(super) fn has_got_limit(site: Site, root: &Root, place: NodeId) -> bool {
    let is_command = root.request_type().is_some_and(|kind| limits_commands(site, kind));
    let Some(command) = root.parameter.variable.filter(|_| is_command) else { return false };
    is_limited_before(site, root.func(), command, place, MAX_CALLERS)
}

/// The same of the parameter `command` of `func`, as far as is known `depth` callers back.
fn is_limited_before(site: Site, func: NodeId, command: BindingId, place: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let flow = tree.enclosing_func(place).map(|f| site.flow(f));
    let comes_before = |n: NodeId| {
        let here = flow.as_ref().and_then(|f| Some((f, f.point_of(n)?, f.point_of(place)?)));
        here.map_or(n < place, |(f, from, to)| from != to && f.reaches(from, to, |_| false))
    };
    if site.scopes().uses(command).iter().any(|&u| gets_limit(site, u, MAX_CALLEES) && comes_before(u)) {
        return true;
    }
    let index = parameters(site, func).iter().position(|p| p.variable == Some(command));
    let Some(index) = index.filter(|_| depth > 0 && func == tree.root()) else { return false };
    is_called_so(site, &|caller, call| {
        let tree = caller.tree();
        let argument = tree.arg(call, index);
        let own = argument.and_then(|a| caller.scopes().resolve(a));
        let around = tree.ancestors(call).find(|&f| {
            tree.kind(f).is_func() && parameters(caller, f).iter().any(|p| own.is_some() && p.variable == own)
        });
        own.zip(around).is_some_and(|(own, func)| is_limited_before(caller, func, own, call, depth - 1))
    })
}

/// Whether the command at `u` is given a context with a limit: there, or in the function that it is given to.
fn gets_limit(site: Site, u: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let Some(parent) = tree.parent(u) else { return false };
    if tree.kind(parent) == Kind::Selector {
        let sets = tree.child(parent, Field::FieldName).is_some_and(|n| tree.text(n) == "SetContext");
        return sets && tree.parent(parent).is_some_and(|call| gives_limited(site, call));
    }
    let index = tree.children(parent).position(|a| a == u).filter(|_| tree.kind(parent) == Kind::Args);
    let call = tree.parent(parent).filter(|&c| tree.kind(c) == Kind::Call && depth > 0);
    let (Some(index), Some(call)) = (index, call) else { return false };
    let Callee::Known(known) = site.callee(call) else { return false };
    known.decls.iter().filter(|f| f.is_of_module(site)).any(|f| {
        f.site(site.program).is_some_and(|inner| {
            let own = parameters(inner, inner.tree().root()).get(index).and_then(|p| p.variable);
            own.is_some_and(|v| inner.scopes().uses(v).iter().any(|&u| gets_limit(inner, u, depth - 1)))
        })
    })
}

/// Whether the call gives a command a context with a limit: one that is made so, here or by a function of the module.
pub(super) fn gives_limited(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let context = tree.arg(call, 0);
    let variable = context.and_then(|c| site.scopes().resolve(c));
    let made = variable.and_then(|v| given(site, site.scopes().binding(v).ident));
    let Some((Given::Result(maker, 0) | Given::Value(maker), _)) = made else { return false };
    tree.kind(maker) == Kind::Call && makes_limited(site, maker, MAX_CALLEES)
}

/// Whether the call makes a context with a limit, or is of a function of the module that gives one which another makes.
fn makes_limited(site: Site, call: NodeId, depth: usize) -> bool {
    if limits(site, call) {
        return true;
    }
    let Callee::Known(known) = site.callee(call) else { return false };
    let gives_context = known.sig.as_ref().is_some_and(|s| s.results.first().is_some_and(is_context));
    let makes_one = |f: &FuncRef| {
        f.site(site.program).is_some_and(|inner| {
            let tree = inner.tree();
            tree.calls(tree.root()).any(|n| makes_limited(inner, n, depth - 1))
        })
    };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    depth > 0 && gives_context && own.into_iter().any(makes_one)
}
