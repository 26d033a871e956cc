//! What a function has opened itself and gives to its caller when it succeeds: who leaves before leaves it open.

use super::effects::is_shared;
use super::undone::asks_for;
use crate::contexts::lazy::has_method;
use crate::contexts::never::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::is_error;
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Methods that end what their value stands for.
const ENDS: &[&str] = &["Close", "Stop", "Shutdown", "Release", "Destroy", "Rollback"];

/// The variable for what would be left open at `place`, if each way out of the function returns it or ends it.
pub fn left_open(site: Site, place: NodeId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let func = tree.enclosing_func(place)?;
    let flow = site.flow(func);
    let here = flow.point_of(place).filter(|_| !flow.unknown())?;
    let own = scopes.bindings().filter(|&v| scopes.binding(v).func == func);
    let opened = own.filter(|&v| matches!(scopes.binding(v).kind, BindingKind::Short | BindingKind::Var));
    let mut left = opened.filter(|&v| {
        let made = || made_at(site, &flow, v, here);
        made().is_some_and(|p| is_always_passed_on(site, &flow, v, (p, here)))
    });
    left.next().map(|v| scopes.binding(v).ident)
}

/// Where a call gives the variable something that can be closed, and nothing else is assigned to it.
fn made_at(site: Site, flow: &Flow, variable: BindingId, here: PointId) -> Option<PointId> {
    let ident = site.scopes().binding(variable).ident;
    let call = match given(site, ident)?.0 {
        Given::Value(value) => Some(value).filter(|&v| site.tree().kind(v) == Kind::Call)?,
        Given::Result(call, _) => call,
    };
    let ty = site.type_of(ident);
    let point = flow.point_of(call).filter(|&p| p != here && flow.dominates(p, here))?;
    (!is_error(&ty) && has_method(site, &ty, ENDS)).then_some(point)
}

/// Whether the variable is only returned, or ended, and one of the two on each way out, but for where the call that
/// gives it has failed.
fn is_always_passed_on(
    site: Site,
    flow: &Flow,
    variable: BindingId,
    (made, here): (PointId, PointId),
) -> bool {
    let tree = site.tree();
    let uses = site.scopes().uses(variable);
    let returned = |u: NodeId| {
        let list = tree.parent(u).and_then(|l| tree.parent(l));
        list.is_some_and(|r| tree.kind(r) == Kind::Return)
    };
    let ended = |u: NodeId| {
        let call = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector).and_then(|s| tree.parent(s));
        call.is_some_and(|c| called_name(site, c).is_some_and(words::is_clean_up))
    };
    let points = |of: &dyn Fn(NodeId) -> bool| -> Vec<PointId> {
        uses.iter().filter(|&&u| of(u)).filter_map(|&u| flow.point_of(u)).collect()
    };
    let (returns, ends) = (points(&returned), points(&ended));
    let is_over = |p: PointId| returns.contains(&p) || ends.contains(&p);
    let asks = |p: PointId| flow.node(made).is_some_and(|n| asks_for(site, flow, n, p));
    let leads_here = |p: PointId| p == here || flow.reaches(p, here, |q| q == made);
    let ways = flow.behind(made, |p, edge| !is_over(p) && (!asks(p) || leads_here(edge.to)));
    flow.reaches(made, here, is_over)
        && returns.iter().any(|&r| flow.reaches(here, r, |_| false))
        && !uses.iter().any(|&u| is_kept(site, flow.func(), u))
        && !ways.iter().any(|&p| flow.is_exit(p) && !is_over(p))
}

/// Whether somebody else may end what the variable used at `node` holds: it is deferred or used in a goroutine, or kept.
fn is_kept(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(node) else { return true };
    let assigned = tree.child(stmt, Field::Right).is_some_and(|r| tree.parent(node) == Some(r));
    let shared = || {
        let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        left.into_iter().any(|t| is_shared(site, func, t) || tree.kind(t) != Kind::Ident)
    };
    tree.enclosing_func(node) != Some(func)
        || matches!(tree.kind(stmt), Kind::Defer | Kind::Go | Kind::SendStmt)
        || assigned && shared()
        || tree.ancestors(node).take_while(|&a| a != stmt).any(|a| tree.kind(a) == Kind::CompositeLit)
}
