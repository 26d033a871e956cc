//! Goroutines that tell only where a call has succeeded, and without further ado come to their end where it has failed:
//! who waits to be told, or has them for the other end of a pipe, waits for ever then.

use super::failing::behind_both;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::origins::{Given, given, targets_of};
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the call is one of a goroutine that is such a literal: `go func() { if err := load(ctx); err != nil { return
/// }; wg.Done() }()`, and the function goes on to `wg.Wait()`.
pub(super) fn leaves_who_waits(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(literal) = tree.enclosing_func(call).filter(|&f| is_started(site, f)) else { return false };
    let flow = site.flow(literal);
    let Some((failed, succeeded)) = behind_both(site, call).filter(|_| !flow.unknown()) else { return false };
    let is_told_then =
        |u: NodeId| flow.point_of(u).is_some_and(|p: PointId| succeeded.contains(&p) && !failed.contains(&p));
    let is_own = |v: &BindingId| {
        let binding = scopes.binding(*v);
        matches!(binding.kind, BindingKind::Var | BindingKind::Short)
            && !tree.contains(literal, binding.ident)
    };
    flow.exits().any(|e| failed.contains(&e))
        && scopes.bindings().filter(is_own).any(|v| {
            let (inside, outside): (Vec<NodeId>, Vec<NodeId>) =
                scopes.uses(v).iter().partition(|&&u| tree.contains(literal, u));
            !inside.is_empty()
                && inside.iter().all(|&u| is_told_then(u))
                && is_waited_for(site, v, &inside, &outside)
        })
}

/// Whether the function is a literal that is started with `go` where it stands.
fn is_started(site: Site, function: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(function).filter(|_| tree.field(function) == Field::Function);
    tree.kind(function) == Kind::FuncLit
        && call.and_then(|c| tree.parent(c)).is_some_and(|s| tree.kind(s) == Kind::Go)
}

/// Whether the function around waits, outside of the goroutine, for what only that tells by the variable.
fn is_waited_for(site: Site, variable: BindingId, inside: &[NodeId], outside: &[NodeId]) -> bool {
    let calls = |u: NodeId, name: &str| method_called(site, u) == Some(name);
    if inside.iter().all(|&u| calls(u, "Done")) {
        return outside.iter().any(|&u| calls(u, "Wait")) && !outside.iter().any(|&u| calls(u, "Done"));
    }
    if inside.iter().all(|&u| tells(site, u)) {
        return outside.iter().any(|&u| is_received(site, u)) && !outside.iter().any(|&u| tells(site, u));
    }
    other_end(site, variable).is_some_and(|other| {
        let uses = site.scopes().uses(other).iter();
        let works = |u: NodeId| {
            let is_used =
                passed_to(site, u).is_some() || matches!(method_called(site, u), Some("Read" | "Write"));
            is_used && !in_goroutine(site, u)
        };
        outside.iter().all(|&u| in_defer(site, u)) && uses.copied().any(works)
    })
}

/// The name of the method of the variable that is called at `u`.
fn method_called<'a>(site: Site<'a>, u: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector)?;
    called_name(site, tree.parent(method).filter(|&c| tree.kind(c) == Kind::Call)?)
}

/// `ch <- v`, `close(ch)`
fn tells(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    match passed_to(site, u) {
        Some(call) => matches!(site.callee(call), Callee::Builtin("close")),
        None => {
            tree.field(u) == Field::Channel && tree.parent(u).is_some_and(|s| tree.kind(s) == Kind::SendStmt)
        }
    }
}

/// Whether something is received from the channel at `u` outside of a `select` and of goroutines.
fn is_received(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let receives = tree.parent(u).is_some_and(|p| match tree.kind(p) {
        Kind::Unary => tree.op(p) == Op::Receive,
        Kind::RangeClause => tree.field(u) == Field::Right,
        _ => false,
    });
    let mut around = tree.ancestors(u).take_while(|&a| tree.field(a) != Field::Stmt);
    receives && !around.any(|a| tree.field(a) == Field::Communication) && !in_goroutine(site, u)
}

/// The variable for the other end of the pipe of which the variable is one: `pr, pw := io.Pipe()`.
fn other_end(site: Site, variable: BindingId) -> Option<BindingId> {
    let ident = site.scopes().binding(variable).ident;
    let (Given::Result(call, index), _) = given(site, ident)? else { return None };
    site.callee(call).known().filter(|k| k.is_func("io", "Pipe"))?;
    let other = *targets_of(site, call).get(1 - index.min(1))?;
    site.scopes().resolve(other)
}

fn in_goroutine(site: Site, u: NodeId) -> bool {
    site.tree().ancestors(u).any(|a| site.tree().kind(a) == Kind::Go)
}

fn in_defer(site: Site, u: NodeId) -> bool {
    site.tree().ancestors(u).any(|a| site.tree().kind(a) == Kind::Defer)
}
