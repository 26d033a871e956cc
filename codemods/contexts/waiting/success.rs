//! Work that has succeeded before a function waits: it has done all that it was called for, and the wait is for that to
//! settle.

use super::exit::stmts_behind;
use crate::contexts::calls::called_name;
use crate::contexts::harmless::only_tells;
use crate::contexts::returns::check_behind;
use crate::contexts::types::{declared_results, is_error};
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the function comes behind `place` to nothing but what it logs of its success, and to its end; or without a
/// word, where it has changed something and would have failed by then if that had: it has done its work, and the wait
/// is for that to settle.
pub(super) fn only_succeeds(site: Site, place: NodeId) -> bool {
    let changes = |c: NodeId| called_name(site, c).is_some_and(words::is_change);
    success_behind(site, place).is_some_and(|(logs, values)| {
        let gives_nothing = !values.iter().any(|&v| tells_something(site, v));
        !logs.is_empty() || gives_nothing && has_succeeded(site, place, &changes)
    })
}

/// Whether the function only gives behind `place`, without an error, what it has worked out before, and would have
/// failed by then if something had gone wrong: who leaves there throws that away.
pub fn only_gives_result(site: Site, place: NodeId) -> bool {
    let result = |(_, values): (Vec<NodeId>, Vec<NodeId>)| {
        values.split_last().is_some_and(|(_, all)| all.iter().any(|&v| tells_something(site, v)))
    };
    success_behind(site, place).is_some_and(result) && has_succeeded(site, place, &|_| true)
}

/// The statements behind `place` and what is returned behind them, if they only log, and no error is returned where
/// there could be one.
fn success_behind(site: Site, place: NodeId) -> Option<(Vec<NodeId>, Vec<NodeId>)> {
    let tree = site.tree();
    let results = declared_results(site, tree.enclosing_func(place)?);
    let behind: Vec<NodeId> = stmts_behind(site, tree.stmt_of(place)?).collect();
    let (&last, others) = behind.split_last()?;
    let values = tree.children(last).next().map(|l| tree.list(l)).unwrap_or_default();
    let succeeds = tree.kind(last) == Kind::Return
        && results.last().is_some_and(is_error)
        && values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
        && values.len() == results.len()
        && others.iter().all(|&s| only_tells(site, s));
    succeeds.then(|| (others.to_vec(), values))
}

/// Whether the value is more than what a type begins with: not `nil`, `false`, `0`, `""`, `result{}`.
fn tells_something(site: Site, value: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(tree.unparen(value)) {
        Kind::Nil | Kind::False => false,
        Kind::CompositeLit => tree.subtree(value).any(|n| tree.kind(n) == Kind::KeyedElement),
        Kind::String | Kind::RawString => tree.text(value).len() > 2,
        _ => site.constant(value) != Some(0),
    }
}

/// Whether control only comes to `place` behind a call that may fail, with which the function fails, and for which `is`
/// holds.
fn has_succeeded(site: Site, place: NodeId, is: &dyn Fn(NodeId) -> bool) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place).filter(|_| !flow.unknown()) else { return false };
    let gives_up = |c: NodeId| {
        let last = check_behind(site, c).and_then(|block| tree.stmts(block).last());
        last.is_some_and(|s| tree.kind(s) == Kind::Return)
    };
    let calls = tree.calls(func).filter(|&n| n < place);
    calls.into_iter().any(|c| {
        tree.enclosing_func(c) == Some(func)
            && is(c)
            && gives_up(c)
            && flow.point_of(c).is_some_and(|p| p != here && flow.dominates(p, here))
    })
}
