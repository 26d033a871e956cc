//! What a function has opened itself and gives to its caller, or puts where others find it, when it succeeds: who
//! leaves before leaves it open.

use super::effects::{is_of_others, is_shared};
use super::undone::asks_for;
use crate::contexts::calls::called_name;
use crate::contexts::lazy::has_method;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{is_error, results};
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Methods that end what their value stands for.
const ENDS: &[&str] = &["Close", "Stop", "Shutdown", "Release", "Destroy", "Rollback"];

/// The variable for what would be left open at `place`, if each way out of the function hands it over or ends it.
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

/// Whether the variable, or what holds it, is handed over or ended on each way out, but for where the call that gives
/// it has failed, and not before `here`.
fn is_always_passed_on(
    site: Site,
    flow: &Flow,
    variable: BindingId,
    (made, here): (PointId, PointId),
) -> bool {
    let func = flow.func();
    let holders = holders(site, func, variable);
    let uses: Vec<NodeId> = holders.iter().flat_map(|&v| site.scopes().uses(v)).copied().collect();
    let points = |of: &dyn Fn(NodeId) -> bool| -> Vec<PointId> {
        uses.iter().filter(|&&u| of(u)).filter_map(|&u| flow.point_of(u)).collect()
    };
    let handed = points(&|u| is_returned(site, u) || is_kept(site, func, u));
    let ends = points(&|u| is_ended(site, u));
    let is_over = |p: PointId| handed.contains(&p) || ends.contains(&p);
    let asks = |p: PointId| flow.node(made).is_some_and(|n| asks_for(site, flow, n, p));
    let leads_here = |p: PointId| p == here || flow.reaches(p, here, |q| q == made);
    let ways = flow.behind(made, |p, edge| !is_over(p) && (!asks(p) || leads_here(edge.to)));
    flow.reaches(made, here, is_over)
        && handed.iter().any(|&p| flow.reaches(here, p, |_| false))
        && !ways.iter().any(|&p| flow.is_exit(p) && !is_over(p))
}

/// The variable, and those of the function that what it holds is put into: `wrapped := &file{f}`,
/// `client := rpc.NewClient(conn)`.
fn holders(site: Site, func: NodeId, variable: BindingId) -> Vec<BindingId> {
    let scopes = site.scopes();
    let mut found = vec![variable];
    let mut next = 0;
    while let Some(&holder) = found.get(next) {
        next += 1;
        for v in scopes.bindings().filter(|&v| scopes.binding(v).func == func) {
            let value = match given(site, scopes.binding(v).ident) {
                Some((Given::Value(value), _)) => value,
                Some((Given::Result(call, 0), _)) => call,
                _ => continue,
            };
            if !found.contains(&v) && scopes.uses(holder).iter().any(|&u| is_part_of(site, u, value)) {
                found.push(v);
            }
        }
    }
    found
}

/// Whether `value` holds what is used at `node`, and can be ended instead: it is a composite literal with that in it,
/// or a call that makes something of it which has a method for that.
fn is_part_of(site: Site, node: NodeId, value: NodeId) -> bool {
    let tree = site.tree();
    let passes = |n: NodeId| match tree.kind(n) {
        Kind::Call => results(site, n).first().is_some_and(|t| has_method(site, t, ENDS)),
        Kind::Unary => tree.op(n) != Op::Receive,
        kind => matches!(
            kind,
            Kind::CompositeLit | Kind::LitValue | Kind::KeyedElement | Kind::Paren | Kind::Args
        ),
    };
    let up = tree.ancestors(node).take_while(|&a| tree.contains(value, a)).collect::<Vec<_>>();
    let is_operand = tree.field(node) == Field::Operand;
    tree.contains(value, node) && node != value && !is_operand && up.into_iter().all(passes)
}

/// `return f, nil`, `return &file{f}, nil`
fn is_returned(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.stmt_of(node).filter(|&s| tree.kind(s) == Kind::Return);
    let values = stmt.and_then(|s| tree.only_child(s)).map(|l| tree.list(l)).unwrap_or_default();
    values.into_iter().any(|v| v == node || is_part_of(site, node, v))
}

/// `f.Close()`
fn is_ended(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(node).filter(|&s| tree.kind(s) == Kind::Selector).and_then(|s| tree.parent(s));
    call.is_some_and(|c| called_name(site, c).is_some_and(words::is_clean_up))
}

/// Whether somebody else has what the variable used at `node` holds from there on: it is deferred or used in a
/// goroutine, sent, or put where others find it.
fn is_kept(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(node) else { return true };
    let right = tree.child(stmt, Field::Right).map(|r| tree.list(r)).unwrap_or_default();
    let is_appended = |v: NodeId| {
        tree.kind(v) == Kind::Call
            && matches!(site.callee(v), Callee::Builtin("append"))
            && tree.args(v).any(|a| a == node)
    };
    let assigned = || right.iter().any(|&v| v == node || is_part_of(site, node, v) || is_appended(v));
    let shared = || {
        let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        left.into_iter().any(|t| is_shared(site, func, t) || tree.kind(t) != Kind::Ident)
    };
    tree.enclosing_func(node) != Some(func)
        || matches!(tree.kind(stmt), Kind::Defer | Kind::Go | Kind::SendStmt)
        || assigned() && shared()
        || is_put_away(site, func, node)
}

/// `s.conns.Store(id, conn)`, `s.addConn(conn)`
fn is_put_away(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(node).filter(|&a| tree.kind(a) == Kind::Args).and_then(|a| tree.parent(a));
    call.is_some_and(|c| {
        let operand = tree.receiver(c);
        called_name(site, c).is_some_and(words::puts_away)
            && operand.is_some_and(|o| is_of_others(site, func, o))
    })
}
