//! How a function leaves when its context ends: as it does so elsewhere, or else with the context's error.

use super::asked::{Round, asks_anew, at_end, own_exits};
use super::begun::{fails_next, finishing, recording, unheeding};
use super::callers;
use super::elsewhere::{as_elsewhere, leaves_right_before, receives, would_hide_error};
use super::ends_well::{ends_well_further_on, ends_well_in_the_round};
use super::fed::fed_to;
use super::held::left_open;
use super::locks::{let_go, taken};
use super::marked::{marks_errors, may_wait_in_vain, passes_over_failure};
use super::owed::stops_timer;
use super::parts::left_out;
use super::pending::pending;
use super::success::{only_gives_result, only_succeeds};
use super::told::{tells_error_otherwise, told_by_defer};
use super::undone::{taken_back_on_failure, undone};
use super::values::{error_of, returned, with_error};
use super::{Awaited, around};
use crate::contexts::calls::called_name;
use crate::contexts::clean_up::where_failed;
use crate::contexts::completing::completed_behind;
use crate::contexts::harmless;
use crate::contexts::nil::{is_never_set, leaves_result_unset};
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{declared_results, is_context, is_error};
use crate::contexts::uses::nil_test;
use crate::golang::flow::{PointId, PointKind};
use crate::golang::program::{Callee, Site};
use crate::golang::returns::never_returns;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Why a wait in a function that is called again and again stays as it is.
const SPINS: &str = "a caller's loop would go on without the wait";

/// The statements with which the function around the statement at `place` leaves there because the context has ended;
/// none where it returns behind it in any case, and what it has worked out before it waits. An error says why it cannot
/// leave.
pub fn exit(site: Site, place: NodeId, awaited: &Awaited) -> Result<Vec<String>, String> {
    if !is_last(site, place) && !only_gives_result(site, place) {
        return leave(site, place, awaited);
    }
    let func = site.tree().enclosing_func(place).ok_or("it is in no function")?;
    let asks = !own_exits(site, func, awaited).is_empty();
    if asks || !callers::would_spin(site, func) { Ok(Vec::new()) } else { Err(SPINS.to_owned()) }
}

/// The same where it does not return behind `place`.
pub fn leave(site: Site, place: NodeId, awaited: &Awaited) -> Result<Vec<String>, String> {
    let tree = site.tree();
    let func = tree.enclosing_func(place).ok_or("it is in no function")?;
    let own = own_exits(site, func, awaited);
    let skipped = || pending(site, place, awaited, &own).or_else(|| undone(site, place, awaited, &own));
    if let Some(round) = asks_anew(site, place, awaited) {
        // What is only returned there can as well be returned here.
        let only_returns = own.iter().all(|&b| tree.stmts(b).filter(|&s| !stops_timer(site, s)).count() == 1);
        let may =
            only_returns && round == Round::AtOnce && skipped().is_none() && let_go(site, place).is_none();
        let lines = may.then(|| as_elsewhere(site, func, place, awaited, &own).ok().flatten()).flatten();
        return Ok(lines.unwrap_or_default());
    }
    let fails_anyway = || around(site, place).is_some_and(|l| fails_next(site, l, place, awaited));
    let leaves = leaves_right_before(site, func, place, &own);
    if !leaves && let Some(undo) = taken_back_on_failure(site, place, &own) {
        return Err(skips(site, undo));
    }
    if !leaves && !fails_anyway() {
        must_not_stay(site, place, skipped())?;
        if let Some(taken) = fed_to(site, place, &own) {
            let line = site.line(taken);
            return Err(format!("who sends what line {line} receives may wait for that for ever"));
        }
    }
    if only_succeeds(site, place) || only_returns_nil(site, func, place) {
        return Err("behind it the function only reports its success".to_owned());
    }
    let lines = as_elsewhere(site, func, place, awaited, &own)?;
    if let Some(lines) = lines.filter(|lines| !would_hide_error(site, place, awaited, &own, lines)) {
        return Ok(lines);
    }
    says_enough(site, func, place, awaited)?;
    if ends_well_further_on(site, func, place, awaited)
        || ends_well_in_the_round(site, func, place, awaited)
        || passes_over_failure(site, func, place, awaited)
    {
        return Ok(vec!["return nil".to_owned()]);
    }
    let lines = with_error(site, func, place, &awaited.text).map_err(str::to_owned)?;
    let told = if lines == ["return"] { told_by_defer(site, func, place) } else { None };
    let tell = |error| format!("{error} = {}", error_of(site, place, &awaited.text));
    Ok(told.map(tell).into_iter().chain(lines).collect())
}

/// An error says what would be skipped, left locked or left open if the function left at `place`, where it would skip
/// `skipped`.
fn must_not_stay(site: Site, place: NodeId, skipped: Option<NodeId>) -> Result<(), String> {
    if let Some(skipped) = skipped {
        return Err(skips(site, skipped));
    }
    if let Some(unlock) = let_go(site, place) {
        let line = site.line(unlock);
        return Err(format!("what is unlocked on line {line} has to be locked when the function leaves"));
    }
    if let Some(taken) = taken(site, place) {
        return Err(format!(
            "what line {} takes is given back only where the function succeeds",
            site.line(taken)
        ));
    }
    if let Some(open) = left_open(site, place) {
        let (name, line) = (site.tree().text(open), site.line(open));
        return Err(format!("leaving there would leave {name} of line {line} open"));
    }
    Ok(())
}

fn skips(site: Site, skipped: NodeId) -> String {
    let text = site.tree().text(skipped).lines().next().unwrap_or_default();
    format!("leaving there would skip {text} on line {}", site.line(skipped))
}

/// An error says why it would not do that `func` returns the error of the context at `place`: it tells of that in
/// another way, or whoever calls it makes something else of that.
fn says_enough(site: Site, func: NodeId, place: NodeId, awaited: &Awaited) -> Result<(), String> {
    if callers::would_spin(site, func) {
        return Err(SPINS.to_owned());
    }
    if let Some(jump) = left_by_jump(site, func, awaited) {
        let line = site.line(jump);
        return Err(format!("on line {line} the function goes on when the context has ended"));
    }
    if let Some(question) = asks_why(site, func) {
        let line = site.line(question);
        return Err(format!("on line {line} the function says in its own words why the context has ended"));
    }
    let recorded = || recording(site, place, awaited);
    let completed = || completed_behind(site, place);
    if let Some(call) = unheeding(site, place, awaited)
        .or_else(|| finishing(site, place, awaited))
        .or_else(recorded)
        .or_else(completed)
    {
        let line = site.line(call);
        return Err(format!(
            "what comes on line {line} does not look at it, and may have to be done all the same"
        ));
    }
    if let Some(marked) = marks_errors(site, func, place) {
        let line = site.line(marked);
        return Err(format!("on line {line} the function marks its error for its callers"));
    }
    if may_wait_in_vain(site, func, place, awaited) {
        return Err("the function does not fail either when it has waited in vain".to_owned());
    }
    if ends_program(site, func, place, awaited) {
        return Err("the function ends the program, and does not return".to_owned());
    }
    if let Some(told) = tells_error_otherwise(site, func) {
        return Err(format!("on line {} the function tells of its errors in another way", site.line(told)));
    }
    if let Some(part) = left_out(site, func, place, awaited) {
        let line = site.line(part);
        return Err(format!("the function around it counts on what is done on line {line}"));
    }
    if let Some(end) = ends_program_behind(site, func, place) {
        let line = site.line(end);
        return Err(format!("on line {line} the function ends the program where it does not succeed"));
    }
    if returns_when_done(site, func, place) && callers::go_on(site, func) {
        return Err("a caller counts on what the function has done when it returns".to_owned());
    }
    if callers::ends_well_otherwise(site, func) {
        return Err("a caller, which ends well with its context, fails with the function".to_owned());
    }
    if callers::ends_program(site, func) {
        return Err("a caller ends the program when the function fails".to_owned());
    }
    Ok(())
}

/// The arm of a select for the end of the context, without indentation: `before`, if given, and then `leave`.
pub fn done_arm(awaited: &Awaited, before: Option<&str>, leave: &[String]) -> Vec<String> {
    let case = format!("case <-{}.Done():", awaited.text);
    let body = before.into_iter().chain(leave.iter().map(String::as_str)).map(|line| format!("\t{line}"));
    [case].into_iter().chain(body).collect()
}

/// Whether the function only returns behind the statement around `place`, and does nothing more for what it returns;
/// not where it only says that all is well, which would not be so.
fn is_last(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let makes_error = |call: NodeId| match site.callee(call) {
        Callee::Known(known) => {
            matches!(&*known.package, "errors" | "fmt")
                || &*known.name == "Errorf"
                || &*known.name == "Error" && tree.has_no_args(call)
        }
        Callee::Conversion(_) => true,
        // `status.Errorf(code, "no such name")`
        _ => called_name(site, call) == Some("Errorf"),
    };
    let may_fail = declared_results(site, func).last().is_some_and(is_error);
    let is_only_success = |n: NodeId| {
        let last = tree.only_child(n).and_then(|list| tree.list(list).last().copied());
        let is_nil = |v: NodeId| {
            let variable = site.scopes().resolve(v).filter(|_| tree.kind(v) == Kind::Ident);
            tree.kind(v) == Kind::Nil
                || is_nil_at(site, v, place)
                || variable.is_some_and(|v| is_never_set(site, v))
        };
        tree.kind(n) == Kind::Return
            && may_fail
            && last.map_or_else(|| leaves_result_unset(site, func), is_nil)
    };
    let behind = flow.behind(here, |_, _| true);
    // What has failed is told of, and returned, though the wait has been cut short.
    let has_failed = behind.iter().all(|&p| match flow.kind(p) {
        PointKind::Return(stmt) => gives_error(site, stmt),
        PointKind::End => false,
        _ => true,
    });
    let is_idle = |n: NodeId| {
        let calls = tree.calls(n);
        !receives(site, n)
            && calls.into_iter().all(|c| makes_error(c) || has_failed && harmless::tells(site, c))
            && !is_only_success(n)
            && !matches!(tree.kind(n), Kind::SendStmt | Kind::Go | Kind::Defer | Kind::Assign)
    };
    !behind.contains(&here)
        && behind.iter().any(|&p| flow.is_exit(p))
        && behind.iter().all(|&p| flow.node(p).is_none_or(is_idle))
}

/// Whether the function does nothing behind `place` but return an error that is known to be nil there:
/// `if err == nil { time.Sleep(d) }; return err`.
fn only_returns_nil(site: Site, func: NodeId, place: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let behind = flow.behind(here, |_, _| true);
    let is_nil = |stmt: NodeId| {
        let last = tree.only_child(stmt).and_then(|list| tree.list(list).last().copied());
        last.is_some_and(|v| is_nil_at(site, v, place))
    };
    // What says how long to wait is waited for: `d, err := limiter.Reserve()`.
    let is_asked_for = tree.stmt_of(place).is_some_and(|s| {
        let names = tree.subtree(s).filter(|&n| tree.kind(n) == Kind::Ident);
        let made = names.filter_map(|n| given(site, site.scopes().binding(site.scopes().resolve(n)?).ident));
        made.into_iter().any(|(value, _)| matches!(value, Given::Result(..)))
    });
    !behind.is_empty()
        && !is_asked_for
        && behind.into_iter().all(|p| matches!(flow.kind(p), PointKind::Return(stmt) if is_nil(stmt)))
}

/// Whether the variable `error` is nil at `place`, which stands below `if err == nil`, and is given nothing there.
fn is_nil_at(site: Site, error: NodeId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.resolve(error).filter(|_| tree.kind(error) == Kind::Ident) else {
        return false;
    };
    tree.ancestors(place).filter(|&a| tree.kind(a) == Kind::If).any(|branch| {
        let block = tree.child(branch, Field::Consequence).filter(|&c| tree.contains(c, place));
        let test = tree.child(branch, Field::Condition).and_then(|c| nil_test(site, c));
        let written = |b| scopes.uses(variable).iter().any(|&u| tree.contains(b, u) && is_write(tree, u));
        test == Some((variable, true)) && block.is_some_and(|b| !written(b))
    })
}

/// `return nil, err`
fn gives_error(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let last = tree.only_child(stmt).and_then(|list| tree.list(list).last().copied());
    last.is_some_and(|v| tree.kind(v) == Kind::Ident && is_error(&site.type_of(v)))
}

/// Where the function asks why a context has ended, to say so by an error of its own:
/// `errors.Is(ctx.Err(), context.DeadlineExceeded)`
fn asks_why(site: Site, func: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let calls = tree.calls(func).filter(|&n| called_name(site, n) == Some("Is"));
    calls.into_iter().find(|&c| {
        let asked = tree.arg(c, 0);
        asked.is_some_and(|a| {
            let of = tree.receiver(a);
            called_name(site, a) == Some("Err") && of.is_some_and(|o| is_context(&site.type_of(o)))
        })
    })
}

/// The statements that follow `stmt` in its block.
pub fn stmts_behind(site: Site<'_>, stmt: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let tree = site.tree();
    std::iter::successors(tree.next_sibling(stmt), |&s| tree.next_sibling(s))
        .filter(move |&s| tree.field(s) == Field::Stmt)
}

/// The labels among the statements that follow `stmt` in its block: where a goto before it leads to one of them, no
/// variable may be declared in between (Go spec, «Goto statements»).
pub fn labels_behind(site: Site<'_>, stmt: NodeId) -> Vec<&str> {
    let tree = site.tree();
    let labelled = stmts_behind(site, stmt).filter(|&s| tree.kind(s) == Kind::Labeled);
    labelled.filter_map(|s| tree.children(s).next().map(|l| tree.text(l))).collect()
}

/// Whether `func` never returns from one of the blocks that are for the end of the context, `case <-ctx.Done():
/// os.Exit(0)`, or comes from `place` to no other end than that of the program, so that no caller knows of another.
fn ends_program(site: Site, func: NodeId, place: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let exits = |s: NodeId| {
        tree.kind(s) == Kind::ExprStmt && tree.only_child(s).is_some_and(|call| never_returns(site, call))
    };
    let flow = site.flow(func);
    let only_end = flow.point_of(place).is_some_and(|here| {
        let is_exit =
            |p: PointId| !flow.in_cycle(here) || flow.node(p).is_some_and(|call| exits_well(site, call));
        flow.exits_from(here, |_| false).is_empty()
            && flow.panics().filter(|&p| is_exit(p)).any(|p| flow.reaches(here, p, |_| false))
    });
    only_end || at_end(site, func, awaited).into_iter().any(|b| tree.stmts(b).last().is_some_and(exits))
}

/// Where the function, which returns nothing, ends the program behind the loop around `place`: to return there says
/// that all is well.
fn ends_program_behind(site: Site, func: NodeId, place: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let flow = site.flow(func);
    let (here, l) = (flow.point_of(place)?, around(site, place)?);
    let ends = flow.panics().filter(|&p| flow.reaches(here, p, |_| false)).filter_map(|p| flow.node(p));
    ends.filter(|&n| declared_results(site, func).is_empty() && !tree.contains(l, n)).min()
}

/// Whether the function, which never says that it has failed, waits in a loop that it leaves for no other reason than
/// that it has got what it waits for: `for { if ready(ctx) { return }; time.Sleep(d) }`.
fn returns_when_done(site: Site, func: NodeId, place: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(func);
    let (Some(l), Some(here)) = (around(site, place), flow.point_of(place)) else { return false };
    let header = tree.children(l).find(|&c| tree.field(c) != Field::Body);
    let asks = |h: NodeId| {
        !matches!(tree.kind(h), Kind::ForClause | Kind::RangeClause)
            && tree.subtree(h).any(|n| tree.kind(n) == Kind::Call)
    };
    let exits = flow.exits_from(here, |_| false);
    let has_failed = |p: PointId| matches!(flow.kind(p), PointKind::Return(s) if where_failed(site, s));
    never_fails(site, func)
        && header.is_none_or(asks)
        && !exits.is_empty()
        && !exits.into_iter().any(has_failed)
        && !leaves_where_failed(site, l)
}

/// Whether the function returns nothing, or an error that is always nil.
fn never_fails(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let only_nil = || returned(site, func).all(|list| list.iter().all(|&v| tree.kind(v) == Kind::Nil));
    match &declared_results(site, func)[..] {
        [] => true,
        [only] => is_error(only) && only_nil(),
        _ => false,
    }
}

/// `if err != nil { break }`
fn leaves_where_failed(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    let func = tree.enclosing_func(l);
    let jumps = tree.subtree(l).filter(|&n| matches!(tree.kind(n), Kind::Break | Kind::Goto));
    jumps.into_iter().any(|j| tree.enclosing_func(j) == func && where_failed(site, j))
}

/// The statement by which `func` leaves a loop, and does more, because the context has ended:
/// `if ctx.Err() != nil { break }`.
fn left_by_jump(site: Site, func: NodeId, awaited: &Awaited) -> Option<NodeId> {
    let tree = site.tree();
    let flow = site.flow(func);
    // What comes behind the jump, up to where the function returns.
    let does_more = |jump: NodeId| {
        flow.point_of(jump).is_some_and(|p| {
            flow.behind(p, |_, _| true).iter().any(|&q| match flow.kind(q) {
                PointKind::Return(stmt) => tree.children(stmt).next().is_some(),
                PointKind::Node(_) | PointKind::Panic(_) => true,
                PointKind::Entry | PointKind::End => false,
            })
        })
    };
    let lasts = at_end(site, func, awaited).into_iter().filter_map(|b| tree.stmts(b).last());
    lasts.filter(|&s| matches!(tree.kind(s), Kind::Break | Kind::Goto)).find(|&jump| does_more(jump))
}

/// `os.Exit(0)`
fn exits_well(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let status = tree.only_arg(call);
    called_name(site, call) == Some("Exit") && status.is_some_and(|s| site.constant(s) == Some(0))
}
