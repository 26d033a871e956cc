//! Whether what is heard in a function literal, such as the end of a context, is known behind it in the function around
//! it too.

use super::harmless::only_tells;
use super::join::joins_of;
use crate::contexts::asks::asked;
use crate::contexts::calls::{assigned_name, passed_to};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};

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
        from.is_some_and(|p| !own || does_more(site, literal, receive) || is_joined(site, flow, p, here))
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
    let joins = joins_of(site, flow.func()).filter_map(|(join, _)| flow.point_of(join));
    joins.into_iter().any(|j| {
        j != here && j != start && flow.reaches(start, j, |_| false) && flow.reaches(j, here, |_| false)
    })
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
        _ => !only_tells(site, n) && tree.subtree(n).any(|c| tree.kind(c) == Kind::Call && !asks(c)),
    };
    flow.behind(from, |_, _| true).into_iter().filter_map(|p| flow.node(p)).any(acts)
}

/// Whether the literal comes to no end but by the receive operation.
fn only_ends_so(site: Site, literal: NodeId, receive: NodeId) -> bool {
    let flow = site.flow(literal);
    let from = flow.point_of(receive);
    from.is_none_or(|heard| flow.exits_from(flow.entry(), |p| p == heard).is_empty())
}
