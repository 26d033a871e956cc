//! What would be broken off in the middle, and left so: settings that are changed one by one and saved in the end, an
//! answer that comes bit by bit and is taken for whole, all that a channel brings.

use crate::contexts::asks::asked;
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given, targets_of};
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, is_error, results};
use crate::facts::requests::Lives;
use crate::facts::{keeps, words};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether a failure of `call` would leave so what the function has begun.
pub(super) fn breaks_off(site: Site, root: &Root, call: NodeId) -> bool {
    comes_between_settings(site, call)
        || is_taken_for_whole(site, call)
        || is_taken_for_all(site, root, call)
        || is_next_of_all(site, call)
}

/// Whether the call asks for one after the other of what there is, `for rows.Next(ctx) { … }`, and nobody asks behind
/// why there is no more: what came before a context has ended would be taken for all.
fn is_next_of_all(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let asks_on = tree.parent(call).is_some_and(|p| match tree.kind(p) {
        Kind::For => tree.field(call) != Field::Body,
        Kind::ForClause => tree.child(p, Field::Condition) == Some(call),
        _ => false,
    });
    let of = |c: NodeId| tree.receiver(c).map(|o| tree.text(o));
    let told = |c: NodeId| matches!(called_name(site, c), Some("Err" | "Error")) && of(c) == of(call);
    asks_on
        && called_name(site, call) == Some("Next")
        && of(call).is_some()
        && *results(site, call) == [Type::BOOL]
        && tree.enclosing_func(call).is_some_and(|f| !tree.calls(f).any(told))
}

/// Whether the call gives a channel over which a command loops, and behind the loop nobody asks a context, or another
/// channel, why it has ended: where that was the end of its context, the program would say that it has done it all.
fn is_taken_for_all(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_command = root.request_type().is_some_and(|kind| kind.lives == Lives::Process);
    let channel = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let is_channel =
        results(site, call).first().is_some_and(|t| matches!(site.program.underlying(t), Type::Chan(..)));
    let Some(channel) = channel.filter(|_| is_command && is_channel) else { return false };
    let asks = |n: NodeId| match tree.kind(n) {
        Kind::Call => asked(site, n).is_some_and(|(asked, _)| asked.for_error()),
        Kind::Unary => tree.op(n) == Op::Receive,
        _ => false,
    };
    let clause = scopes.uses(channel).iter().filter_map(|&u| tree.parent(u));
    let mut loops = clause.filter(|&c| tree.kind(c) == Kind::RangeClause).filter_map(|c| tree.parent(c));
    loops.any(|l| !tree.subtree(root.func()).any(|n| n > l && asks(n)))
}

/// Whether the call comes between setters of something that outlives the function and is saved behind them, which would
/// not be reached: `c.Set(a, x)`, `if err := check(ctx); err != nil { return err }`, `c.Set(b, y)`, `c.Write()`.
fn comes_between_settings(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let leaves = check_behind(site, call)
        .and_then(|b| tree.stmts(b).last())
        .is_some_and(|s| tree.kind(s) == Kind::Return);
    let methods = |is: fn(&str) -> bool| -> Vec<(BindingId, PointId)> {
        let all = tree.calls(func);
        all.filter(|&c| called_name(site, c).is_some_and(is))
            .filter_map(|c| Some((holder(site, c)?, flow.point_of(c)?)))
            .collect()
    };
    let before = |p: PointId| p != here && flow.reaches(p, here, |_| false);
    let behind = |p: PointId| p != here && flow.reaches(here, p, |_| false);
    leaves
        && methods(words::saves).into_iter().filter(|&(_, p)| behind(p)).any(|(holder, _)| {
            let sets: Vec<PointId> =
                methods(words::is_setter).into_iter().filter(|s| s.0 == holder).map(|s| s.1).collect();
            sets.iter().any(|&p| before(p) && !behind(p)) && sets.iter().any(|&p| behind(p) && !before(p))
        })
}

/// The variable whose method is called, if it holds what was there before the function, and is no transaction.
fn holder(site: Site, call: NodeId) -> Option<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let operand = tree.receiver(call)?;
    let variable = scopes.resolve(operand).filter(|_| tree.kind(operand) == Kind::Ident)?;
    let binding = scopes.binding(variable);
    let is_old = match given(site, binding.ident) {
        Some((Given::Value(value), _)) => {
            tree.kind(value) == Kind::Call && called_name(site, value).is_some_and(words::gives_only_one)
        }
        Some((Given::Result(..), _)) => false,
        None => matches!(binding.kind, BindingKind::Param | BindingKind::Receiver),
    };
    is_old.then_some(variable)
}

/// Whether the call gives what brings an answer bit by bit, in a loop that is only left where nothing more comes,
/// whyever, and the function, which returns no error, gives on what has come: that would then be a part.
/// `for { part, err := stream.Recv(); if err != nil { break }; text += part }`
fn is_taken_for_whole(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call) else { return false };
    let types = declared_results(site, func);
    let stream = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let Some(stream) = stream.filter(|_| !types.is_empty() && !types.iter().any(is_error)) else {
        return false;
    };
    let reads = |u: NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector)?;
        let read = tree.parent(selector).filter(|&c| tree.kind(c) == Kind::Call)?;
        called_name(site, read).filter(|n| keeps::reads(n)).map(|_| read)
    };
    let flow = site.flow(func);
    let is_left = |read: NodeId| {
        let Some(block) = check_behind(site, read) else { return false };
        let last = tree.stmts(block).last();
        let gives_up = tree.subtree(block).any(|n| tree.kind(n) == Kind::Return && fails(site, n));
        flow.loop_of(tree, read).is_some()
            && results(site, read).last().is_some_and(is_error)
            && last.is_some_and(|s| tree.kind(s) == Kind::Break)
            && !gives_up
    };
    scopes.uses(stream).iter().filter_map(|&u| reads(u)).any(is_left)
}
