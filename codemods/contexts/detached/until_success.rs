//! Loops that end when something has succeeded, and look at no context: with one that has ended nothing in them would
//! succeed any more, and whoever waits for the loop would wait for ever.

use super::failing::error_of;
use super::kinds::kept_behind;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::join::root_variable;
use crate::contexts::sources::Root;
use crate::contexts::types::holds_error;
use crate::contexts::uses::nil_comparison;
use crate::contexts::waiting::{around, works_under};
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the context at `place` is for what such a loop tries: the only ways out of that are taken where nothing is
/// left for which it would have to succeed. `for { for t := range waiting { if err := check(t); err == nil {
/// delete(waiting, t) } }; if len(waiting) == 0 { break }; <-ticker.C }`
pub(super) fn is_tried_until_all_succeed(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place).map(|c| whole_try(site, root, c)) else { return false };
    let loops = tree.ancestors(call).take_while(|&a| !tree.kind(a).is_func());
    let endless = |&l: &NodeId| tree.kind(l) == Kind::For && !has_end(site, l);
    let Some(l) = loops.into_iter().find(endless) else { return false };
    is_only_left_with_success(site, l, call) && !works_under(site, root, l)
}

/// Whether the call is made again and again in a loop that ends when it has succeeded, and otherwise never:
/// `for f() != nil { time.Sleep(pause) }`.
pub(super) fn repeats_until_success(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(l) = around(site, call) else { return false };
    let mut headers = tree.children(l).filter(|&c| tree.field(c) != Field::Body);
    let lasts_with_error =
        headers.any(|c| nil_comparison(site, c).is_some_and(|(tested, is_nil)| tested == call && !is_nil));
    match has_end(site, l) {
        true => lasts_with_error && !tree.subtree(l).any(|n| leaves(site, l, n) || asks_for_end(site, n)),
        false => is_only_left_with_success(site, l, call),
    }
}

/// Whether the loop has a header that says when it ends.
fn has_end(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    tree.children(l).any(|c| match tree.kind(c) {
        Kind::ForClause => tree.child(c, Field::Condition).is_some(),
        _ => tree.field(c) != Field::Body,
    })
}

/// Whether the loop, which asks for the end of nothing, is left somewhere, and everywhere only where the call, or all
/// that it tries, has succeeded.
fn is_only_left_with_success(site: Site, l: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let ways_out: Vec<NodeId> = tree.subtree(l).filter(|&n| leaves(site, l, n)).collect();
    error_of(site, call).is_some_and(|error| {
        !ways_out.is_empty()
            && ways_out.iter().all(|&way| is_for_success(site, l, call, error, way))
            && !tree.subtree(l).any(|n| asks_for_end(site, n))
    })
}

/// The call of the literal around `call`, if that is called where it stands, and of the one around that: it fails as
/// `call` does.
fn whole_try(site: Site, root: &Root, call: NodeId) -> NodeId {
    let tree = site.tree();
    let outer = |&c: &NodeId| {
        let literal =
            tree.enclosing_func(c).filter(|&f| tree.kind(f) == Kind::FuncLit && f != root.func())?;
        let function = std::iter::successors(Some(literal), |&n| tree.parent(n))
            .take_while(|&n| n == literal || tree.kind(n) == Kind::Paren)
            .last()?;
        let called = tree.parent(function).filter(|&p| tree.kind(p) == Kind::Call);
        let is_statement =
            |c: NodeId| tree.parent(c).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
        called.filter(|&c| tree.child(c, Field::Function) == Some(function) && !is_statement(c))
    };
    std::iter::successors(Some(call), outer).last().unwrap_or(call)
}

/// Whether the statement leaves the loop `l`.
fn leaves(site: Site, l: NodeId, n: NodeId) -> bool {
    let tree = site.tree();
    let is_own = || tree.enclosing_func(n) == tree.enclosing_func(l);
    match tree.kind(n) {
        Kind::Return | Kind::Goto => is_own(),
        Kind::Break if tree.only_child(n).is_some() => is_own(),
        Kind::Break => {
            let breakable = |k| matches!(k, Kind::For | Kind::Switch | Kind::TypeSwitch | Kind::Select);
            tree.ancestor(n, breakable) == Some(l)
        }
        _ => false,
    }
}

/// Whether what is called tells that something is over, or that the time is: `ctx.Done()`, `time.Since(start)`.
fn asks_for_end(site: Site, n: NodeId) -> bool {
    site.tree().kind(n) == Kind::Call
        && matches!(
            called_name(site, n),
            Some("Done" | "Err" | "Cause" | "After" | "Before" | "Since" | "Until" | "Sub")
        )
}

/// Whether the loop is left at `way` only where the `call` has not failed, or where something says so that is only
/// changed there.
fn is_for_success(site: Site, l: NodeId, call: NodeId, error: BindingId, way: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    if stands_behind_success(site, call, error, way) {
        return true;
    }
    let branch = tree.ancestors(way).take_while(|&a| a != l).find(|&a| tree.kind(a) == Kind::If);
    let Some(condition) = branch.and_then(|b| tree.child(b, Field::Condition)) else { return false };
    let counted = tree.subtree(condition).filter(|&n| tree.kind(n) == Kind::Ident);
    // An error is no count: where it is asked for, the loop is left since something has failed.
    counted.filter_map(|n| scopes.resolve(n)).filter(|&v| !holds_error(site, v)).any(|v| {
        let mut changes = tree.subtree(l).filter(|&n| changes_whole(site, n, v)).peekable();
        changes.peek().is_some() && changes.all(|n| stands_behind_success(site, call, error, n))
    })
}

/// Whether the statement or call takes something out of what the variable holds, counts it up or down, or gives it
/// another value.
fn changes_whole(site: Site, n: NodeId, variable: BindingId) -> bool {
    let tree = site.tree();
    let is_it = |t: NodeId| root_variable(site, t) == Some(variable);
    match tree.kind(n) {
        Kind::Call => {
            let first = tree.arg(n, 0);
            called_name(site, n) == Some("delete") && first.is_some_and(is_it)
        }
        Kind::IncStmt | Kind::DecStmt => tree.children(n).any(is_it),
        Kind::Assign => {
            let left = tree.child(n, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
            left.into_iter().any(|t| tree.kind(t) == Kind::Ident && is_it(t))
        }
        _ => false,
    }
}

/// Whether control comes from the call to `n` only where that has not failed.
fn stands_behind_success(site: Site, call: NodeId, error: BindingId, n: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let (Some(start), Some(here)) = (flow.point_of(call), flow.point_of(n)) else { return false };
    !kept_behind(site, &flow, start, error, false).0.contains(&here)
}
