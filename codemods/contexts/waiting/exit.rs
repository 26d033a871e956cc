//! How a function leaves when its context ends: as it does so elsewhere, or else with the context's error.

use super::asked::{asks_anew, at_end, ends_well_further_on, own_exits, waits_for_end};
use super::callers;
use super::held::left_open;
use super::locks::{let_go, taken};
use super::pending::{pending, stops_timer};
use super::told::{tells_error_otherwise, told_by_defer};
use super::undone::undone;
use super::values::with_error;
use super::{Awaited, around, means_the_same};
use crate::contexts::clean_up::where_failed;
use crate::contexts::harmless::{self, only_tells};
use crate::contexts::never::called_name;
use crate::contexts::types::{declared_results, is_context, is_error};
use crate::contexts::uses::nil_test;
use crate::golang::flow::{PointId, PointKind};
use crate::golang::program::{Callee, Site};
use crate::golang::returns::never_returns;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::collections::BTreeSet;

/// The statements with which the function around the statement at `place` leaves there because the context has ended;
/// none where it returns behind it in any case. An error says why it cannot leave.
pub fn exit(site: Site, place: NodeId, awaited: &Awaited) -> Result<Vec<String>, String> {
    if is_last(site, place) { Ok(Vec::new()) } else { leave(site, place, awaited) }
}

/// The same where it does not return behind `place`.
pub fn leave(site: Site, place: NodeId, awaited: &Awaited) -> Result<Vec<String>, String> {
    let tree = site.tree();
    let func = tree.enclosing_func(place).ok_or("it is in no function")?;
    let own = own_exits(site, func, awaited);
    let skipped = || pending(site, place, awaited, &own).or_else(|| undone(site, place, awaited, &own));
    if asks_anew(site, place, awaited) {
        // What is only returned there can as well be returned here.
        let only_returns = own.iter().all(|&b| tree.stmts(b).filter(|&s| !stops_timer(site, s)).count() == 1);
        let may = only_returns && skipped().is_none() && let_go(site, place).is_none();
        let lines = may.then(|| as_elsewhere(site, func, place, awaited, &own).ok().flatten()).flatten();
        return Ok(lines.unwrap_or_default());
    }
    if let Some(skipped) = skipped() {
        let text = tree.text(skipped).lines().next().unwrap_or_default();
        return Err(format!("leaving there would skip {text} on line {}", site.line(skipped)));
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
        let (name, line) = (tree.text(open), site.line(open));
        return Err(format!("leaving there would leave {name} of line {line} open"));
    }
    if let Some(lines) = as_elsewhere(site, func, place, awaited, &own)? {
        return Ok(lines);
    }
    if let Some(jump) = left_by_jump(site, func, awaited) {
        let line = site.line(jump);
        return Err(format!("on line {line} the function goes on when the context has ended"));
    }
    if let Some(question) = asks_why(site, func) {
        let line = site.line(question);
        return Err(format!("on line {line} the function says in its own words why the context has ended"));
    }
    if only_succeeds(site, place) {
        return Err("behind it the function only reports its success".to_owned());
    }
    if ends_program(site, func, place, awaited) {
        return Err("the function ends the program, and does not return".to_owned());
    }
    if let Some(told) = tells_error_otherwise(site, func) {
        return Err(format!("on line {} the function tells of its errors in another way", site.line(told)));
    }
    if let Some(end) = ends_program_behind(site, func, place) {
        let line = site.line(end);
        return Err(format!("on line {line} the function ends the program where it does not succeed"));
    }
    if returns_when_done(site, func, place) && callers::go_on(site, func) {
        return Err("a caller counts on what the function has done when it returns".to_owned());
    }
    if callers::ends_program(site, func) {
        return Err("a caller ends the program when the function fails".to_owned());
    }
    if ends_well_further_on(site, func, place, awaited) {
        return Ok(vec!["return nil".to_owned()]);
    }
    let lines = with_error(site, func, place, &awaited.text).map_err(str::to_owned)?;
    let told = if lines == ["return"] { told_by_defer(site, func, place) } else { None };
    Ok(told.map(|error| format!("{error} = {}.Err()", awaited.text)).into_iter().chain(lines).collect())
}

/// The statements by which the function leaves in each of the blocks `own`, if they can be done at `place` too; `None` if
/// they are not the same everywhere and the error of the context will do. An error if they do more than that.
fn as_elsewhere(
    site: Site,
    func: NodeId,
    place: NodeId,
    awaited: &Awaited,
    own: &[NodeId],
) -> Result<Option<Vec<String>>, String> {
    let tree = site.tree();
    let does_more =
        |s: &NodeId| tree.kind(*s) != Kind::Return && !only_tells(site, *s) && !stops_timer(site, *s);
    let behind =
        waits_for_end(site, func, awaited).into_iter().flat_map(|s| stmts_behind(site, s)).find(does_more);
    let more = own.iter().flat_map(|&b| tree.stmts(b)).find(does_more);
    // What waits here for others may wait for none there.
    let is_simple = |s: NodeId| {
        matches!(tree.kind(s), Kind::ExprStmt | Kind::Assign | Kind::Return)
            && !receives(site, s)
            && !tree.text(s).contains('\n')
    };
    let fits = |s: NodeId| is_simple(s) && means_the_same(site, s, place);
    // Logs need not be repeated.
    let counts = |s: &NodeId| more.is_some() && !stops_timer(site, *s) || tree.kind(*s) == Kind::Return;
    let written = |s: NodeId| fits(s).then(|| tree.text(s).to_owned());
    let texts = |b: NodeId| -> Option<Vec<String>> {
        let one = |s: NodeId| written(s).or_else(|| with_error_asked(site, (b, s), place, awaited));
        tree.stmts(b).filter(counts).map(one).collect()
    };
    let lists: Vec<Option<Vec<String>>> = own.iter().map(|&b| texts(b)).collect();
    let only = only_one(lists.iter().flatten()).or_else(|| {
        let l = around(site, place)?;
        only_one(own.iter().zip(&lists).filter(|(b, _)| tree.contains(l, **b)).flat_map(|(_, list)| list))
    });
    let repeats_all = only.is_some() && !lists.contains(&None);
    match behind.or(more.filter(|_| !repeats_all)) {
        Some(stmt) => {
            let line = site.line(stmt);
            Err(format!("the function does more than return on line {line} when the context has ended"))
        }
        None => Ok(only),
    }
}

/// The arm of a select for the end of the context, without indentation: `before`, if given, and then `leave`.
pub fn done_arm(awaited: &Awaited, before: Option<&str>, leave: &[String]) -> Vec<String> {
    let case = format!("case <-{}.Done():", awaited.text);
    let body = before.into_iter().chain(leave.iter().map(String::as_str)).map(|line| format!("\t{line}"));
    [case].into_iter().chain(body).collect()
}

/// Whether the function only returns behind the statement around `place`, and does nothing more for what it returns; not
/// where it only says that all is well, which would not be so.
fn is_last(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let makes_error = |call: NodeId| match site.callee(call) {
        Callee::Known(known) => {
            let takes_nothing =
                tree.child(call, Field::Arguments).is_some_and(|a| tree.children(a).next().is_none());
            matches!(&*known.package, "errors" | "fmt")
                || &*known.name == "Errorf"
                || &*known.name == "Error" && takes_nothing
        }
        Callee::Conversion(_) => true,
        // `status.Errorf(code, "no such name")`
        _ => called_name(site, call) == Some("Errorf"),
    };
    let may_fail = declared_results(site, func).last().is_some_and(is_error);
    let is_only_success = |n: NodeId| {
        let last = tree.only_child(n).and_then(|list| tree.list(list).last().copied());
        let is_nil = |v: NodeId| tree.kind(v) == Kind::Nil || is_nil_at(site, v, place);
        tree.kind(n) == Kind::Return && last.is_some_and(is_nil) && may_fail
    };
    let behind = flow.behind(here, |_, _| true);
    // What has failed is told of, and returned, though the wait has been cut short.
    let has_failed = behind.iter().all(|&p| match flow.kind(p) {
        PointKind::Return(stmt) => gives_error(site, stmt),
        PointKind::End => false,
        _ => true,
    });
    let is_idle = |n: NodeId| {
        let calls = tree.subtree(n).filter(|&c| tree.kind(c) == Kind::Call);
        !receives(site, n)
            && calls.into_iter().all(|c| makes_error(c) || has_failed && harmless::tells(site, c))
            && !is_only_success(n)
            && !matches!(tree.kind(n), Kind::SendStmt | Kind::Go | Kind::Defer | Kind::Assign)
    };
    !behind.contains(&here)
        && behind.iter().any(|&p| flow.is_exit(p))
        && behind.iter().all(|&p| flow.node(p).is_none_or(is_idle))
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
    let calls =
        tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Call && called_name(site, n) == Some("Is"));
    calls.into_iter().find(|&c| {
        let asked = tree.child(c, Field::Arguments).and_then(|a| tree.children(a).next());
        asked.is_some_and(|a| {
            let of = tree.child(a, Field::Function).and_then(|f| tree.child(f, Field::Operand));
            called_name(site, a) == Some("Err") && of.is_some_and(|o| is_context(&site.type_of(o)))
        })
    })
}

/// Whether the function comes behind `place` to nothing but what it logs of its success, and to its end: it has done its
/// work, and the wait is for that to settle.
fn only_succeeds(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let (Some(stmt), Some(func)) = (tree.stmt_of(place), tree.enclosing_func(place)) else { return false };
    let behind: Vec<NodeId> = stmts_behind(site, stmt).collect();
    let Some((&last, others)) = behind.split_last() else { return false };
    let values = tree.children(last).next().map(|l| tree.list(l)).unwrap_or_default();
    tree.kind(last) == Kind::Return
        && declared_results(site, func).last().is_some_and(is_error)
        && values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
        && values.len() == declared_results(site, func).len()
        && !others.is_empty()
        && others.iter().all(|&s| only_tells(site, s))
}

/// The return statement of the block that gives back what the condition has asked for:
/// `if err := ctx.Err(); err != nil { return n, err }`.
fn with_error_asked(
    site: Site,
    (block, stmt): (NodeId, NodeId),
    place: NodeId,
    awaited: &Awaited,
) -> Option<String> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let branch = tree.parent(block).filter(|&b| tree.kind(b) == Kind::If)?;
    let asked = tree.child(branch, Field::Initializer).and_then(|i| tree.child(i, Field::Left))?;
    let error = scopes.defines(*tree.list(asked).first()?)?;
    let values = tree.children(stmt).next().filter(|_| tree.kind(stmt) == Kind::Return);
    let values = values.map(|l| tree.list(l))?;
    let (&last, others) = values.split_last()?;
    let is_it = |n: &NodeId| tree.kind(*n) == Kind::Ident && scopes.resolve(*n) == Some(error);
    // Alone, or once in what tells of it: `fmt.Errorf("wait: %w", err)`.
    let mut its = tree.subtree(last).filter(is_it);
    let (Some(it), None) = (its.next(), its.next()) else { return None };
    let mut parts =
        others.iter().copied().chain(tree.subtree(last).filter(|n| tree.kind(*n).is_name() && *n != it));
    let fit = parts.all(|n| means_the_same(site, n, place)) && !tree.text(stmt).contains('\n');
    let (whole, part) = (tree.span(last), tree.span(it));
    let (head, tail) = ((part.start - whole.start) as usize, (part.end - whole.start) as usize);
    let text = tree.text(last);
    let told = format!("{}{}.Err(){}", &text[..head], awaited.text, &text[tail..]);
    let texts = others.iter().map(|&v| tree.text(v).to_owned()).chain([told]);
    fit.then(|| format!("return {}", texts.collect::<Vec<_>>().join(", ")))
}

/// What all of them are.
fn only_one<'l>(lists: impl Iterator<Item = &'l Vec<String>>) -> Option<Vec<String>> {
    let distinct: BTreeSet<&Vec<String>> = lists.collect();
    distinct.first().filter(|_| distinct.len() == 1).map(|list| (*list).clone())
}

fn receives(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(stmt).any(|n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)
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

/// Where the function, which returns nothing, ends the program behind the loop around `place`: to return there says that
/// all is well.
fn ends_program_behind(site: Site, func: NodeId, place: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let flow = site.flow(func);
    let (here, l) = (flow.point_of(place)?, around(site, place)?);
    let ends = flow.panics().filter(|&p| flow.reaches(here, p, |_| false)).filter_map(|p| flow.node(p));
    ends.filter(|&n| declared_results(site, func).is_empty() && !tree.contains(l, n)).min()
}

/// Whether the function, which returns nothing, waits in a loop that it leaves for no other reason than that it has got
/// what it waits for: `for { if ready(ctx) { return }; time.Sleep(d) }`.
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
    declared_results(site, func).is_empty()
        && header.is_none_or(asks)
        && !exits.is_empty()
        && !exits.into_iter().any(has_failed)
        && !leaves_where_failed(site, l)
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
    let status = tree.child(call, Field::Arguments).and_then(|a| tree.only_child(a));
    called_name(site, call) == Some("Exit") && status.is_some_and(|s| site.constant(s) == Some(0))
}
