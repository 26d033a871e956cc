//! `blind-sleep`: `time.Sleep`, or a wait for a timer and nothing else, in a function that has a context which may end
//! meanwhile.

mod repair;
mod streams;
mod wait;

use crate::contexts::calls::{declared_name, is_detached_call};
use crate::contexts::started::runs_beside;
use crate::contexts::taken_back::is_in_pair;
use crate::contexts::types::is_context_expr;
use crate::contexts::uses::nil_test;
use crate::contexts::waiting::refusal::delays_refusal;
use crate::contexts::waiting::success::only_gives_result;
use crate::contexts::waiting::{
    Awaited, around, asks, asks_right_behind, awaited, ends_with, finding, mentions, works_under,
};
use crate::edits::EditSet;
use crate::facts::words;
use crate::golang::needles::Needles;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::{Applicability, Codemod, Finding, Pass};
use std::time::Duration;
use streams::is_behind_stream;
use wait::{Wait, operator};

/// One of these stands in a declaration that waits so: a timer is made in it, or called so.
const NEEDLES: &[&str] =
    &["Sleep", "After", "Tick", "NewTicker", "NewTimer", "Ticker", "Timer", "ticker", "timer"];

pub const CODEMOD: Codemod = Codemod {
    name: "blind-sleep",
    summary: "time.Sleep, or a wait for a timer, goes on after the context of its function has ended",
    needles: NEEDLES,
    worth: |glance| glance.may_wait_with_source(),
    only: None,
    wants_producers: false,
    wants_twins: false,
    globals: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

/// So long nobody minds to wait once, or before the context is asked or given to others again.
const SHORT: Duration = Duration::from_millis(100);

/// The same right before the function asks the context itself.
const SHORT_BEFORE_IT_ASKS: Duration = Duration::from_secs(1);

/// The same where the function has succeeded, and only gives its result behind: that would be lost.
const SHORT_WITH_RESULT: Duration = Duration::from_millis(500);

/// The same where it is left to chance how long: nobody counts on that, and it is there to be told from nothing.
const SHORT_BY_CHANCE: Duration = Duration::from_millis(250);

/// So long is not waited at all.
const SPIN: Duration = Duration::from_millis(1);

/// The same where a person would have to find out how to leave.
const SHORT_WITHOUT_FIX: Duration = Duration::from_secs(5);

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let (site, tree) = (pass.site, pass.site.tree());
    for wait in tree.subtree(tree.root()).filter_map(|n| Wait::of(site, n)) {
        if !matches!(wait, Wait::Sleep(_)) && !Needles::new(NEEDLES).any(tree.text(tree.root())) {
            continue;
        }
        let Some(awaited) = awaited(site, wait.node(), pass.options) else { continue };
        let fix = match reason_for_no_fix(site, wait, &awaited) {
            Some(why) => Err(why.to_owned()),
            None => repair::select(site, wait, &awaited),
        };
        match reason_to_leave(site, wait, &awaited, fix.is_ok()) {
            Some(why) => pass.leave(tree.span(wait.node()), why),
            None => found.push(report(site, wait, &awaited, fix)),
        }
    }
}

fn reason_to_leave(site: Site, wait: Wait, awaited: &Awaited, is_mendable: bool) -> Option<&'static str> {
    if is_grace(site, wait) {
        return Some("the wait is for an orderly end");
    }
    if delays_refusal(site, wait.node()) {
        return Some("the wait is a part of the refusal behind it");
    }
    if outlasts_limit(site, wait) {
        return Some("the wait is there to outlast a limit");
    }
    if is_in_pair(site, wait.node()) {
        return Some("the wait is for what is taken back right behind");
    }
    if is_behind_stream(site, &awaited.root, wait.node()) {
        return Some("the wait comes when the stream is over");
    }
    if wait.is_for_deadline(site) {
        return Some("the wait is for the end of a context");
    }
    if may_end(site, wait, awaited) {
        return Some("the loop may end with the context, or otherwise");
    }
    if works_under_another(site, wait, awaited) {
        return Some("what the loop does has another context");
    }
    if !ends_with(site, &awaited.root, wait.node()) && is_for_logs(site, awaited) {
        return Some("the goroutine has the context for what it logs");
    }
    if hears_otherwise(site, wait, awaited) {
        return Some("the goroutine is told in another way to stop");
    }
    let limit = match around(site, wait.node()) {
        _ if asks_right_behind(site, awaited) => SHORT_BEFORE_IT_ASKS,
        None if !is_mendable => SHORT_WITHOUT_FIX,
        None if only_gives_result(site, wait.node()) => SHORT_WITH_RESULT,
        None if wait.is_by_chance(site) => SHORT_BY_CHANCE,
        None => SHORT,
        Some(l) if works_under(site, &awaited.root, l) => SHORT,
        Some(_) => SPIN,
    };
    let short = wait.duration(site).is_some_and(|d| d <= limit);
    short.then_some("the wait is too short to matter")
}

/// `time.Sleep(cfg.ShutdownDelay)`
fn is_grace(site: Site, wait: Wait) -> bool {
    let tree = site.tree();
    let is_name = |n: NodeId| matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent);
    let mut names = tree.subtree(wait.node()).filter(|&n| is_name(n));
    matches!(wait, Wait::Sleep(_) | Wait::Timer(_)) && names.any(|n| words::is_grace(tree.text(n)))
}

/// `time.Sleep(2 * info.HeartbeatTimeout)`; or the only wait of a function that is there to run into a limit, as its
/// name says: `timeoutActivity`.
fn outlasts_limit(site: Site, wait: Wait) -> bool {
    let tree = site.tree();
    let runs_into_one = declared_name(site).is_some_and(|n| words::begins_with(n, "timeout"));
    if runs_into_one && around(site, wait.node()).is_none() {
        return true;
    }
    let is_limit = |n: NodeId| {
        let name = tree.text(n).to_ascii_lowercase();
        matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent) && name.ends_with("timeout")
    };
    let mut products = tree.subtree(wait.node()).filter(|&n| operator(site, n) == Some("*"));
    matches!(wait, Wait::Sleep(_) | Wait::Timer(_))
        && products.any(|p| {
            let factor = tree.children(p).find_map(|c| site.constant(c));
            factor.is_some_and(|f| f > 1) && tree.subtree(p).any(is_limit)
        })
}

/// Whether a loop over what a timer sends, or around a select for it, asks the context, leaves with the error of what
/// is done under it, or hears from others when to stop.
fn may_end(site: Site, wait: Wait, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let (Wait::Rounds(node) | Wait::Select(node)) = wait else { return false };
    let Some(l) = around(site, node) else { return false };
    let Some(body) = tree.child(l, Field::Body) else { return false };
    let own = || tree.subtree(body).filter(|&n| tree.enclosing_func(n) == tree.enclosing_func(node));
    let receives = own().filter(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive).count();
    asks(site, &awaited.root, body)
        || works_under(site, &awaited.root, body) && leaves(site, l)
        || receives > usize::from(matches!(wait, Wait::Select(_)))
}

/// Whether the loop is left where something has failed: what is done under the context does so when that has ended.
fn leaves(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    let func = tree.enclosing_func(l);
    let is_for_failure = |jump: NodeId| {
        let branch = tree.ancestor(jump, |k| k == Kind::If).filter(|&b| tree.contains(l, b));
        let condition = branch.and_then(|b| tree.child(b, Field::Condition));
        condition.and_then(|c| nil_test(site, c)).is_some_and(|(_, is_nil)| !is_nil)
    };
    tree.subtree(l)
        .filter(|&n| matches!(tree.kind(n), Kind::Return | Kind::Break | Kind::Goto))
        .any(|n| tree.enclosing_func(n) == func && is_for_failure(n))
}

/// Whether the function does something with the context, and nothing to which it matters whether that has ended.
fn is_for_logs(site: Site, awaited: &Awaited) -> bool {
    let func = site.tree().enclosing_func(awaited.place);
    let body = func.and_then(|f| site.tree().child(f, Field::Body));
    body.is_some_and(|b| mentions(site, &awaited.root, b))
}

/// Whether the wait is in the loop of a goroutine that ends when something else says so, by its name, which it asks in
/// each round: `if s.stopped.Load() { return }`.
fn hears_otherwise(site: Site, wait: Wait, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let body = around(site, wait.node()).and_then(|l| tree.child(l, Field::Body));
    let (Some(body), Some(func)) = (body, tree.enclosing_func(wait.node())) else { return false };
    let tells = |condition: NodeId| {
        let mut names =
            tree.subtree(condition).filter(|&n| matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent));
        names.any(|n| words::ends_with_stop(tree.text(n)))
    };
    let ends = |branch: NodeId| {
        let block = tree.child(branch, Field::Consequence);
        let last = block.and_then(|b| tree.stmts(b).last());
        last.is_some_and(|s| matches!(tree.kind(s), Kind::Return | Kind::Break))
    };
    runs_beside(site, func)
        && !asks(site, &awaited.root, body)
        && tree
            .stmts(body)
            .filter(|&s| tree.kind(s) == Kind::If)
            .any(|s| tree.child(s, Field::Condition).is_some_and(tells) && ends(s))
}

/// Why what is done around the wait may have to be done though the context has ended.
fn reason_for_no_fix(site: Site, wait: Wait, awaited: &Awaited) -> Option<&'static str> {
    let l = around(site, wait.node()).filter(|&l| !works_under(site, &awaited.root, l));
    match l.map(|l| contexts_in(site, l)) {
        Some(given) if given.is_empty() && awaited.root.is_request() => {
            return Some("what the loop does takes no context, and may have to be done all the same");
        }
        _ => {}
    }
    let beside = !ends_with(site, &awaited.root, wait.node());
    beside.then_some("the goroutine uses it for nothing else, and may be meant to go on without it")
}

/// Whether what the loop does has a context that is not the root's, and can end.
fn works_under_another(site: Site, wait: Wait, awaited: &Awaited) -> bool {
    let l = around(site, wait.node()).filter(|&l| !works_under(site, &awaited.root, l));
    l.is_some_and(|l| contexts_in(site, l).iter().any(|&c| !is_detached_call(site, c)))
}

/// The contexts that calls in the loop are given.
fn contexts_in(site: Site, l: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let args = tree.subtree(l).filter(|&n| tree.kind(n) == Kind::Args).flat_map(|a| tree.children(a));
    args.filter(|&a| is_context_expr(site, a)).collect()
}

fn report(site: Site, wait: Wait, awaited: &Awaited, fix: Result<EditSet, String>) -> Finding {
    let consequence = match around(site, wait.node()) {
        Some(_) if matches!(wait, Wait::Rounds(_)) => "the loop goes on",
        Some(l) if !works_under(site, &awaited.root, l) => "the loop around it goes on",
        Some(l) if !asks(site, &awaited.root, l) && !leaves(site, l) => "each round still waits to the end",
        _ => "the function still waits to the end",
    };
    finding(site, CODEMOD.name, (wait.node(), wait.text(site)), awaited, consequence, fix)
}
