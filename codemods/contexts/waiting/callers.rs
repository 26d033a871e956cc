//! What callers do behind a function that leaves when its context ends, and with its error.

use super::Awaited;
use super::ends_well::ends_well_further_on;
use crate::Options;
use crate::contexts::callers::calls_of;
use crate::contexts::calls::{assigned_name, called_name};
use crate::contexts::clean_up::{cleans_up, where_failed};
use crate::contexts::harmless;
use crate::contexts::iteration::ends_by_itself;
use crate::contexts::origins::{is_dropped, targets_of};
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::sources::root;
use crate::contexts::types::{holds_error, is_context_expr};
use crate::contexts::uses::nil_test;
use crate::facts::{keeps, words};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::returns::never_returns;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether a caller in the package, outside of tests, ends the program when `func` fails, a declared function or a
/// literal: `if err := run(ctx); err != nil { os.Exit(1) }`, `must(run(ctx))`. To fail earlier is to end it earlier
/// then.
pub fn ends_program(site: Site, func: NodeId) -> bool {
    is_called(site, func, &ends_on_failure)
}

/// Whether a caller in the package, outside of tests, fails where `func` does, though it ends well itself when its
/// context has ended: it comes to `return serve(ctx)`, which returns nil then. Who calls that may try again if it
/// fails.
pub fn ends_well_otherwise(site: Site, func: NodeId) -> bool {
    is_called(site, func, &fails_only_so)
}

fn fails_only_so(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let last = check_behind(site, call).and_then(|block| tree.stmts(block).last());
    let gives_up = last.is_some_and(|s| tree.kind(s) == Kind::Return && fails(site, s));
    let Some(root) = root(site, call, &Options::default()).filter(|_| gives_up) else { return false };
    let Some(name) = root.parameter.ident.filter(|_| root.is_context()) else { return false };
    let (func, text) = (root.func(), tree.text(name).to_owned());
    tree.enclosing_func(call) == Some(func)
        && ends_well_further_on(site, func, call, &Awaited { root, text, place: call })
}

/// Whether a caller in the package, outside of tests, does more than to end, behind a call of `func` which it asks for
/// nothing, before it looks at a context: it would do so though that has ended.
pub fn go_on(site: Site, func: NodeId) -> bool {
    is_called(site, func, &goes_on)
}

/// Whether a caller in the package, outside of tests, calls `func` round by round of a loop that has no other wait, and
/// goes on when a context has ended: without the wait it would only spin.
pub fn would_spin(site: Site, func: NodeId) -> bool {
    is_called(site, func, &spins)
}

/// Whether `how` is so of a call of `func` by who waits for it: of a literal where it stands, or by its variable; of a
/// declared function in its package, outside of tests.
fn is_called(site: Site, func: NodeId, how: &dyn Fn(Site, NodeId) -> bool) -> bool {
    let tree = site.tree();
    if tree.kind(func) == Kind::FuncLit {
        let name = assigned_name(site, func).filter(|&n| tree.kind(n) == Kind::Ident);
        let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
        let calls = uses.iter().copied().chain([func]).filter_map(|f| call_of(site, f));
        return calls.into_iter().any(|c| how(site, c));
    }
    calls_of(site, func).any(|(caller, call)| how(caller, call))
}

/// The call whose function stands at `function`.
fn call_of(site: Site, function: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    tree.parent(function).filter(|&c| tree.kind(c) == Kind::Call && tree.field(function) == Field::Function)
}

fn ends_on_failure(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let is_given_to_end =
        tree.parent(call).filter(|&a| tree.kind(a) == Kind::Args).and_then(|a| tree.parent(a));
    let next = || {
        let error = targets_of(site, call).last().and_then(|&t| site.scopes().resolve(t))?;
        let behind = tree.stmt_of(call).and_then(|s| tree.next_sibling(s));
        let next = behind.and_then(|s| tree.only_child(s)).filter(|&c| tree.kind(c) == Kind::Call)?;
        let is_given = tree.args(next).any(|a| site.scopes().resolve(a) == Some(error));
        is_given.then_some(next)
    };
    check_behind(site, call).or_else(|| check_around(site, call)).is_some_and(|block| ends(site, block))
        || is_given_to_end.or_else(next).is_some_and(|c| dies_of_error(site, c))
}

/// The block of `if run(ctx) != nil { … }`.
fn check_around(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let condition = tree.parent(call).filter(|&c| tree.kind(c) == Kind::Binary && tree.op(c) == Op::Ne)?;
    let branch = tree.parent(condition).filter(|&b| tree.child(b, Field::Condition) == Some(condition))?;
    let with_nil = tree.children(condition).any(|c| tree.kind(c) == Kind::Nil);
    tree.child(branch, Field::Consequence).filter(|_| with_nil)
}

/// Whether the call ends the program, or does so where it is given an error: `must(err)`.
fn dies_of_error(site: Site, call: NodeId) -> bool {
    let dies = |inner: Site| {
        let flow = inner.flow(inner.tree().root());
        let ends = flow.panics().filter(|&p| flow.reachable(p)).filter_map(|p| flow.node(p));
        ends.into_iter().any(|n| where_failed(inner, n))
    };
    never_returns(site, call)
        || match site.callee(call) {
            Callee::Known(known) => known.decls.iter().filter_map(|d| d.site(site.program)).any(dies),
            _ => false,
        }
}

/// Whether the call stands in a loop that goes on and on, in which control can come from it back to it on a way that
/// waits for nothing else, asks no context whether it has ended, and is not left where something has failed.
fn spins(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let is_detached = tree.parent(call).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
    let flow = site.flow(func);
    let Some(l) = flow.loop_of(tree, call).filter(|_| !is_detached) else { return false };
    let Some(here) = flow.point_of(call) else { return false };
    let own = || tree.subtree(l).filter(|&n| tree.enclosing_func(n) == Some(func));
    let mut stops: Vec<PointId> =
        own().filter(|&n| waits(site, n)).filter_map(|n| flow.point_of(n)).collect();
    stops.extend(left_on_failure(site, &flow, call, l));
    !ends_by_itself(site, l) && !stops.contains(&here) && flow.reaches(here, here, |p| stops.contains(&p))
}

/// Whether the node, in a loop, waits for what comes, or asks a context whether it has ended.
fn waits(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(node) {
        Kind::Unary => tree.op(node) == Op::Receive,
        Kind::RangeClause | Kind::Select => true,
        Kind::Call => called_name(site, node).is_some_and(|name| {
            let asks = matches!(name, "Done" | "Err" | "Cause");
            let comes = keeps::reads(name) || words::takes_next(name);
            asks || matches!(name, "Sleep" | "Wait") || comes && !is_given_context(site, node)
        }),
        _ => false,
    }
}

/// The conditions of the loop `l` that ask for an error, and behind which it may be left in the same round if there is
/// one, whatever a call of what `call` calls says then: `if err == nil { return nil }; if !again(err) { break }` is not
/// left by what asks for the error.
fn left_on_failure(site: Site, flow: &Flow, call: NodeId, l: NodeId) -> Vec<PointId> {
    let tree = site.tree();
    let own = || tree.subtree(l).filter(|&n| tree.enclosing_func(n) == Some(flow.func()));
    let is_jump = |n: NodeId| matches!(tree.kind(n), Kind::Return | Kind::Break | Kind::Goto);
    let jumps: Vec<PointId> =
        own().filter(|&n| is_jump(n) && where_failed(site, n)).filter_map(|n| flow.point_of(n)).collect();
    let is_call = |n: NodeId| tree.kind(n) == Kind::Call && called_name(site, n) == called_name(site, call);
    let head = tree.children(l).find(|&c| tree.field(c) != Field::Body).unwrap_or(l);
    let around: Vec<PointId> =
        own().filter(|&n| is_call(n)).chain([head]).filter_map(|n| flow.point_of(n)).collect();
    let leads_out = |p: PointId| {
        jumps.contains(&p)
            || !around.contains(&p) && jumps.iter().any(|&j| flow.reaches(p, j, |q| around.contains(&q)))
    };
    let is_left = |p: &PointId| {
        let test = flow.condition(*p).and_then(|c| nil_test(site, c));
        test.is_some_and(|(variable, is_nil)| {
            holds_error(site, variable)
                && flow.edges(*p).iter().any(|e| e.when == Some(!is_nil) && leads_out(e.to))
        })
    };
    own().filter_map(|n| flow.point_of(n)).filter(is_left).collect()
}

fn is_given_context(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    tree.args(call).any(|a| is_context_expr(site, a))
}

fn goes_on(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let is_stmt = tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::ExprStmt);
    let flow = site.flow(func);
    let is_asked_nothing = is_stmt || is_dropped(site, call);
    let Some(here) = flow.point_of(call).filter(|_| is_asked_nothing) else { return false };
    let looks = |p: PointId| {
        let all = flow.node(p).into_iter().flat_map(|n| tree.subtree(n));
        p != here && all.into_iter().any(|n| is_context_expr(site, n))
    };
    let does = |n: NodeId| match tree.kind(n) {
        Kind::SendStmt | Kind::Go => true,
        Kind::Call => {
            let is_end = cleans_up(site, n) || called_name(site, n) == Some("Done");
            let is_cancel = tree.child(n, Field::Function).is_some_and(|f| site.type_of(f).is_cancel_func());
            let is_known = matches!(site.callee(n), Callee::Builtin(_) | Callee::Conversion(_));
            !is_end && !is_cancel && !is_known && !harmless::tells(site, n)
        }
        _ => false,
    };
    let behind = flow.behind(here, |p, _| !looks(p));
    let nodes = behind.into_iter().filter(|&p| p != here && !looks(p)).filter_map(|p| flow.node(p));
    nodes.into_iter().any(|n| tree.subtree(n).any(does))
}

fn ends(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    let last = tree.stmts(block).last().and_then(|s| tree.only_child(s));
    last.is_some_and(|c| tree.kind(c) == Kind::Call && never_returns(site, c))
}
