//! Whether what is heard in a function literal, such as the end of a context, is known behind it in the function around
//! it too.

use super::harmless::only_tells;
use super::join::joins_of;
use crate::contexts::asks::asked;
use crate::contexts::calls::{assigned_name, called_name, passed_to};
use crate::golang::flow::{Edge, Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether control that comes to `here` in the function of `flow` may have learned what the receive operation
/// `receive`, which that function or a literal in it has, waits for. What a literal hears that nobody has called
/// before, and what ends a goroutine without further ado, is no news to the function around it.
pub fn is_heard(site: Site, flow: &Flow, receive: NodeId, here: PointId) -> bool {
    let tree = site.tree();
    let literals = tree.ancestors(receive).take_while(|&a| a != flow.func());
    let Some(literal) = literals.filter(|&a| tree.kind(a) == Kind::FuncLit).last() else { return true };
    let behind = |p: PointId| p != here && flow.reaches(p, here, |_| false);
    // A literal in the literal is taken for a part of it.
    let own = tree.enclosing_func(receive) == Some(literal);
    let beside = |start: NodeId| {
        let from = flow.point_of(start).filter(|&p| behind(p));
        let sets_more = |p| {
            does_more(site, literal, receive) && !is_told_otherwise(site, flow, (literal, receive), (p, here))
        };
        from.is_some_and(|p| !own || sets_more(p) || is_joined(site, flow, p, here))
    };
    if is_called(site, literal) {
        return flow.point_of(literal).is_some_and(behind);
    }
    if is_started(site, literal) || passed_to(site, literal).is_some() {
        return beside(literal);
    }
    let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident);
    let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
    uses.iter().filter(|&&u| !is_write(tree, u)).any(|&u| match is_called(site, u) {
        true => flow.point_of(u).is_some_and(behind) && (!own || only_ends_so(site, literal, receive)),
        false => (is_started(site, u) || passed_to(site, u).is_some()) && beside(u),
    })
}

/// Whether the function is called where it stands, by who waits for it.
fn is_called(site: Site, function: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(function).filter(|_| tree.field(function) == Field::Function);
    let stmt = call.and_then(|c| tree.parent(c)).map(|s| tree.kind(s));
    call.is_some() && !matches!(stmt, Some(Kind::Go | Kind::Defer))
}

/// Whether the function is started with `go` where it stands.
fn is_started(site: Site, function: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(function).filter(|_| tree.field(function) == Field::Function);
    call.and_then(|c| tree.parent(c)).is_some_and(|s| tree.kind(s) == Kind::Go)
}

/// Whether the function of `flow` waits, behind `start` and before `here`, for something that goroutines tell.
fn is_joined(site: Site, flow: &Flow, start: PointId, here: PointId) -> bool {
    let tree = site.tree();
    // What a loop goes over is only over behind it.
    let goes_on = |join: NodeId| {
        let l = tree.ancestor(join, |k| k == Kind::For).filter(|_| in_range_clause(site, join));
        l.zip(flow.node(here)).is_some_and(|(l, n)| tree.contains(l, n))
    };
    let joins = joins_of(site, flow.func()).filter(|&(join, _)| !goes_on(join));
    let mut joins = joins.filter_map(|(join, _)| flow.point_of(join));
    joins.any(|j| {
        j != here && j != start && flow.reaches(start, j, |_| false) && flow.reaches(j, here, |_| false)
    })
}

fn in_range_clause(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(node) == Kind::RangeClause || tree.ancestor(node, |k| k == Kind::RangeClause).is_some()
}

/// Whether the literal does more behind the receive operation than to leave: it may end what the function around it
/// waits for.
fn does_more(site: Site, literal: NodeId, receive: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(literal);
    let Some(from) = flow.point_of(receive) else { return true };
    let asks = |call: NodeId| asked(site, call).is_some_and(|(asked, _)| asked.for_error());
    let acts = |n: NodeId| match tree.kind(n) {
        Kind::SendStmt | Kind::Assign => true,
        _ => !only_tells(site, n) && tree.calls(n).any(|c| !asks(c)),
    };
    flow.behind(from, |_, _| true).into_iter().filter_map(|p| flow.node(p)).any(acts)
}

/// Whether the literal, which starts at the point `start`, does nothing behind the receive operation but set a flag,
/// and control comes to `here` only where the function has looked at that, and found it not set: `if done { return }`.
fn is_told_otherwise(
    site: Site,
    flow: &Flow,
    (literal, receive): (NodeId, NodeId),
    (start, here): (PointId, PointId),
) -> bool {
    let own = site.flow(literal);
    let Some(from) = own.point_of(receive) else { return false };
    let done = own.behind(from, |_, _| true).into_iter().filter_map(|p| own.node(p));
    let mut acts = done.filter(|&n| site.tree().kind(n) != Kind::Return && !only_tells(site, n));
    let Some(flag) = acts.next().and_then(|n| flag_set(site, n)).filter(|_| acts.next().is_none()) else {
        return false;
    };
    let denies = |at: PointId, edge: &Edge| {
        let asked = flow.condition(at).and_then(|c| asks_flag(site, c, flag));
        edge.when.is_some() && asked.is_some_and(|set| edge.when == Some(!set))
    };
    !flow.behind(start, |at, edge| !denies(at, edge)).contains(&here)
}

/// The variable that the statement sets to true: `done = true`, `done.Store(true)`.
fn flag_set(site: Site, stmt: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let is_true = |n: NodeId| tree.text(n) == "true";
    let (target, value) = match tree.kind(stmt) {
        Kind::Assign => (tree.child(stmt, Field::Left)?, tree.child(stmt, Field::Right)?),
        _ => {
            let call = tree.only_child(stmt).filter(|&c| called_name(site, c) == Some("Store"))?;
            (tree.receiver(call)?, tree.child(call, Field::Arguments)?)
        }
    };
    let target = if tree.kind(target) == Kind::ExprList { tree.only_child(target)? } else { target };
    let variable = site.scopes().resolve(target).filter(|_| tree.kind(target) == Kind::Ident)?;
    tree.only_child(value).filter(|&v| is_true(v)).map(|_| variable)
}

/// With which outcome the condition says that the flag is set: `done`, `!done.Load()`.
fn asks_flag(site: Site, condition: NodeId, flag: BindingId) -> Option<bool> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    match tree.kind(condition) {
        Kind::Unary if tree.op(condition) == Op::Not => {
            asks_flag(site, tree.child(condition, Field::Operand)?, flag).map(|set| !set)
        }
        Kind::Call if called_name(site, condition) == Some("Load") => {
            asks_flag(site, tree.receiver(condition)?, flag)
        }
        Kind::Ident => (site.scopes().resolve(condition) == Some(flag)).then_some(true),
        _ => None,
    }
}

/// Whether the literal comes to no end but by the receive operation.
fn only_ends_so(site: Site, literal: NodeId, receive: NodeId) -> bool {
    let flow = site.flow(literal);
    let from = flow.point_of(receive);
    from.is_none_or(|heard| flow.exits_from(flow.entry(), |p| p == heard).is_empty())
}
