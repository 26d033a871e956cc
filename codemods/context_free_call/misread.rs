//! Failures that say that a context has ended, and would be taken for something else: for a time-out that is hoped for,
//! for something to leave out of a result, for a reason to try again.

use super::twin;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::detached::consequences::end_of_chain;
use crate::contexts::detached::kinds::kept_behind;
use crate::contexts::detached::outcome::is_by_the_way;
use crate::contexts::detached::work::is_given_context;
use crate::contexts::harmless::only_tells;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::any_called;
use crate::contexts::returns::{branch_behind, check_behind};
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, holds_error, is_context, is_error};
use crate::contexts::uses::nil_test;
use crate::contexts::waiting::exit::stmts_behind;
use crate::contexts::waiting::{around, asks, ends_well_with, is_worked_under, works_under};
use crate::facts::words;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the function asks behind the call whether an error is a time-out, and then says that all is well: a poll is
/// over (`return true, nil`), a test passes. The end of a context that has a deadline cannot be told from that.
pub(super) fn takes_timeout_for_success(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call).filter(|_| root.is_context()) else { return false };
    let of_error =
        |n: NodeId| scopes.resolve(n).is_some_and(|v| tree.kind(n) == Kind::Ident && holds_error(site, v));
    let of_timeout = |n: NodeId| {
        matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent)
            && words::words_of(tree.text(n))
                .any(|w| matches!(w.as_str(), "timeout" | "deadline" | "timedout"))
    };
    let asks = |condition: NodeId| {
        tells_of_end(site, condition) == Some(true)
            && tree.subtree(condition).any(of_error)
            && tree.subtree(condition).any(of_timeout)
    };
    let is_well = |block: NodeId| {
        let Some(last) = tree.stmts(block).last().filter(|&s| tree.kind(s) == Kind::Return) else {
            return false;
        };
        let values = tree.children(last).next().map(|l| tree.list(l)).unwrap_or_default();
        let no_error = values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil);
        no_error && (site.file.is_test() || values.iter().any(|&v| tree.kind(v) == Kind::True))
    };
    tree.subtree(func).filter(|&n| tree.kind(n) == Kind::If && n > call).any(|branch| {
        tree.child(branch, Field::Condition).is_some_and(asks)
            && tree.child(branch, Field::Consequence).is_some_and(is_well)
    })
}

/// Whether a loop without an end in between leaves out of a result what the call has failed for, or is left there, and
/// the function gives that back as the whole: `p, err := newProcess(pid); if err != nil { continue }`, and then `return
/// all, nil`.
pub(super) fn shortens_result(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let (Some(l), Some(func)) = (around(site, call), tree.enclosing_func(call)) else { return false };
    let Some(block) = check_behind(site, end_of_chain(site, call)) else { return false };
    let stmts: Vec<NodeId> = tree.stmts(block).collect();
    let leaves_out = stmts.split_last().is_some_and(|(&last, others)| {
        matches!(tree.kind(last), Kind::Continue | Kind::Break) && others.iter().all(|&s| only_tells(site, s))
    });
    let ends = |n: NodeId| match tree.kind(n) {
        Kind::Return | Kind::Break | Kind::Goto => !tree.contains(block, n),
        Kind::Call => matches!(called_name(site, n), Some("Done" | "Err")),
        _ => false,
    };
    let is_it = |n: NodeId, v: BindingId| tree.kind(n) == Kind::Ident && site.scopes().resolve(n) == Some(v);
    let results = declared_results(site, func);
    let tells = results.last().is_some_and(is_error);
    let is_whole = |v: BindingId| {
        tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Return && n > l).any(|stmt| {
            let values = tree.children(stmt).next().map(|v| tree.list(v)).unwrap_or_default();
            tree.enclosing_func(stmt) == Some(func)
                && (!tells || values.last().is_some_and(|&n| tree.kind(n) == Kind::Nil))
                && tree.subtree(stmt).any(|n| is_it(n, v))
        })
    };
    (tells || !results.iter().any(is_error))
        && leaves_out
        && !tree.subtree(l).any(ends)
        && filled_in(site, l).into_iter().any(is_whole)
}

/// Whether the function takes what the call gives without looking whether it has failed, and goes on with that:
/// `names, _ := net.LookupAddr(ip)`. Of what was broken off it would take nothing for the answer.
pub(super) fn is_taken_without_error(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let targets = targets_of(site, call);
    let is_blank = |&t: &NodeId| tree.text(t) == "_";
    targets.len() > 1 && targets.last().is_some_and(is_blank) && !targets.iter().all(is_blank)
}

/// Whether the function takes a failure of the call, whatever with, for a state, which it keeps, and goes on: `if p,
/// err := find(pid); err == nil { active = p.running }`, `if err != nil { state = exited }`. What is asked in a loop is
/// asked once more.
pub(super) fn is_taken_for_state(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let own: Vec<BindingId> =
        targets_of(site, call).into_iter().filter_map(|t| site.scopes().resolve(t)).collect();
    let Some((branch, &error)) = branch_behind(site, call).zip(own.last()) else { return false };
    let asked = tree.child(branch, Field::Condition).and_then(|c| nil_test(site, c)).filter(|t| t.0 == error);
    let block = tree.child(branch, Field::Consequence);
    let (Some((_, is_nil)), Some(block)) = (asked, block) else { return false };
    let is_asked_again = around(site, call).is_some();
    if is_asked_again
        || tree.child(branch, Field::Alternative).is_some()
        || is_read_behind(site, error, branch)
    {
        return false;
    }
    let keeps = |s: NodeId| {
        let targets = tree.child(s, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        tree.kind(s) == Kind::Assign
            && targets.iter().any(|&t| {
                let variable = site.scopes().resolve(t).filter(|_| tree.kind(t) == Kind::Ident);
                variable.is_some_and(|v| {
                    !tree.contains(branch, site.scopes().binding(v).ident) && !own.contains(&v)
                })
            })
    };
    let is_plain = |s: NodeId| keeps(s) && tree.calls(s).next().is_none();
    match is_nil {
        true => tree.stmts(block).any(keeps),
        false => tree.stmts(block).next().is_some() && tree.stmts(block).all(is_plain),
    }
}

/// Whether what the error says is of interest behind the statement, before it is another's.
fn is_read_behind(site: Site, error: BindingId, stmt: NodeId) -> bool {
    let tree = site.tree();
    let end = tree.span(stmt).end;
    let mut later = site.scopes().uses(error).iter().filter(|&&u| tree.span(u).start >= end);
    later.next().is_some_and(|&u| !is_write(tree, u))
}

/// The variables from outside of the loop that it adds something to: `all = append(all, v)`, `all[key] = v`.
fn filled_in(site: Site, l: NodeId) -> Vec<BindingId> {
    let tree = site.tree();
    let outer = |n: NodeId| {
        let variable = site.scopes().resolve(n).filter(|_| tree.kind(n) == Kind::Ident)?;
        (!tree.contains(l, site.scopes().binding(variable).ident)).then_some(variable)
    };
    let assigned = tree.subtree(l).filter(|&n| tree.kind(n) == Kind::Assign);
    let targets = assigned.flat_map(|n| tree.child(n, Field::Left).map(|v| tree.list(v)).unwrap_or_default());
    let added = targets.filter_map(|t| match tree.kind(t) {
        Kind::Index => outer(tree.child(t, Field::Operand)?),
        _ => outer(t),
    });
    added.collect()
}

/// Whether a loop only logs where the call, which changes something, has failed, and the function then says that all is
/// well, whatever has become of the context: `for … { if _, err := db.Exec(query); err != nil { log.Print(err) } };
/// return nil`. With one that has ended nothing of the rest would be done, and nobody would know.
pub(super) fn takes_failures_for_done(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    if !called_name(site, call).is_some_and(words::is_change) {
        return false;
    }
    let (Some(l), Some(func)) = (around(site, call), tree.enclosing_func(call)) else { return false };
    let passes_over = |block: NodeId| {
        let mut stmts = tree.stmts(block).peekable();
        let goes_on = |s: NodeId| tree.kind(s) == Kind::Continue && tree.only_child(s).is_none();
        stmts.peek().is_some() && stmts.all(|s| only_tells(site, s) || goes_on(s))
    };
    let outer = || std::iter::once(l).chain(tree.ancestors(l).take_while(|&a| a != func));
    let later: Vec<NodeId> = std::iter::once(l).chain(outer().flat_map(|s| stmts_behind(site, s))).collect();
    let mut ends = later
        .iter()
        .flat_map(|&s| tree.subtree(s))
        .filter(|&n| tree.kind(n) == Kind::Return && tree.enclosing_func(n) == Some(func));
    let is_well = |stmt: NodeId| {
        let values = tree.only_child(stmt).map(|v| tree.list(v)).unwrap_or_default();
        values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
    };
    declared_results(site, func).last().is_some_and(is_error)
        && check_behind(site, call).is_some_and(passes_over)
        && ends.all(is_well)
        && !later.iter().any(|&s| is_worked_under(site, root, s) || asks(site, root, s))
}

/// Whether the call stands in a literal that is run under the context at hand until it succeeds, and says there that it
/// has not yet, whatever has failed; and keeps the failure for what the function around says in the end: `last = err;
/// return false, nil`, and then `fmt.Errorf("timed out: %w", last)`. The last one would be the end of the context, and
/// not why there was nothing to wait for any more.
pub(super) fn is_kept_as_last_failure(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let call = end_of_chain(site, call);
    let literal = tree.enclosing_func(call).filter(|&f| tree.kind(f) == Kind::FuncLit);
    let (Some(literal), Some(block)) = (literal, check_behind(site, call)) else { return false };
    let error = targets_of(site, call).last().and_then(|&t| scopes.resolve(t));
    let is_of_error =
        |n: NodeId| tree.kind(n) == Kind::Ident && error.is_some() && scopes.resolve(n) == error;
    let says_not_yet = || {
        let last = tree.stmts(block).last().filter(|&s| tree.kind(s) == Kind::Return);
        let values = last.and_then(|s| tree.only_child(s)).map(|l| tree.list(l)).unwrap_or_default();
        values.last().is_some_and(|&v| matches!(tree.kind(v), Kind::Nil | Kind::False))
    };
    let kept_there = tree.subtree(block).filter(|&n| tree.kind(n) == Kind::Assign).filter_map(|stmt| {
        let value = tree.child(stmt, Field::Right).filter(|&r| tree.subtree(r).any(is_of_error))?;
        let [target] = tree.list(tree.child(stmt, Field::Left).filter(|&l| l != value)?)[..] else {
            return None;
        };
        scopes.resolve(target).filter(|_| tree.kind(target) == Kind::Ident)
    });
    let is_told_outside = |v: BindingId| {
        let end = tree.span(literal).end;
        let reads = |u: NodeId| tree.span(u).start >= end && !is_write(tree, u);
        !tree.contains(literal, scopes.binding(v).ident) && scopes.uses(v).iter().any(|&u| reads(u))
    };
    passed_to(site, literal).is_some() && says_not_yet() && kept_there.chain(error).any(is_told_outside)
}

/// Whether where the call has failed that is only counted, in a loop that is left as soon as the context has ended,
/// which is its regular end: `failed.Add(1); continue`. Each call that is under way then would be counted among the
/// failures.
pub(super) fn is_counted_as_failure(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let counts = |s: NodeId| match tree.kind(s) {
        Kind::IncStmt => true,
        Kind::ExprStmt => {
            tree.only_child(s).and_then(|c| called_name(site, c)).is_some_and(|n| matches!(n, "Add" | "Inc"))
        }
        _ => false,
    };
    let only_counted = |block: NodeId| {
        let stmts: Vec<NodeId> = tree.stmts(block).collect();
        stmts.split_last().is_some_and(|(&last, others)| {
            tree.kind(last) == Kind::Continue
                && others.iter().any(|&s| counts(s))
                && others.iter().all(|&s| counts(s) || only_tells(site, s))
        })
    };
    root.is_context()
        && around(site, call).is_some()
        && check_behind(site, end_of_chain(site, call)).is_some_and(only_counted)
        && ends_well_with(site, root, call)
}

/// Whether another call that takes no context though it could is made in the place of this one where that has failed:
/// `if _, err := db.Exec(insert); err != nil { _, err = db.Exec(update) }`. As long as that does not end with the
/// context it would be taken for the failure that it is there for.
pub(super) fn has_stand_in_without(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let stands_in = |c: NodeId| {
        called_name(site, c) == called_name(site, call)
            && !is_by_the_way(site, end_of_chain(site, c))
            && twin::of(site, c).is_some()
    };
    check_behind(site, end_of_chain(site, call)).is_some_and(|block| tree.calls(block).any(stands_in))
}

/// Whether control comes back to the call at once where it has failed, whatever comes of what is done in between: it
/// has waited so far, and would only go round behind the end of the context. `b, err := q.Pop(); if err != nil {
/// log.Print(err); continue }`
pub(super) fn would_spin(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let call = end_of_chain(site, call);
    let error = targets_of(site, call).last().and_then(|&t| site.scopes().resolve(t));
    let error = error.filter(|&v| holds_error(site, v));
    let (Some(l), Some(error), Some(func)) = (around(site, call), error, tree.enclosing_func(call)) else {
        return false;
    };
    let of_error = |n: NodeId| tree.kind(n) == Kind::Ident && site.scopes().resolve(n) == Some(error);
    let header = tree.children(l).find(|&c| tree.field(c) != Field::Body);
    let condition = header.map(|h| tree.child(h, Field::Condition).unwrap_or(h));
    let is_endless =
        condition.is_none_or(|c| tree.kind(c) != Kind::RangeClause && tree.subtree(c).any(of_error));
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call).filter(|_| is_endless && !flow.unknown()) else { return false };
    let (failed, _) = kept_behind(site, &flow, start, error, false);
    let pauses = |n: NodeId| match tree.kind(n) {
        Kind::Unary => tree.op(n) == Op::Receive,
        Kind::Call => {
            n != call && (called_name(site, n).is_some_and(|c| c == "Sleep" || c.starts_with("Wait")))
        }
        _ => false,
    };
    let is_for_it =
        |n: NodeId| tree.kind(n) != Kind::For && (tree.subtree(n).any(pauses) || works_under(site, root, n));
    let stops = |p: PointId| p != start && (!failed.contains(&p) || flow.node(p).is_some_and(is_for_it));
    !failed.iter().any(|&p| flow.is_exit(p)) && flow.reaches(start, start, stops)
}

/// How many functions a literal is handed on by.
const MAX_DEPTH: usize = 3;

/// Whether the call stands in a literal that a helper without a context runs again after a pause until it succeeds:
/// with a context that has ended it would go round until its time is over.
pub(super) fn is_run_again_on_failure(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let literals = tree.ancestors(call).take_while(|&a| a != root.func());
    literals.filter(|&a| tree.kind(a) == Kind::FuncLit).any(|l| {
        passed_to(site, l).is_some_and(|helper| {
            !is_given_context(site, root, helper)
                && !stops_on_failure(site, l, call)
                && runs_again(site, helper, l, MAX_DEPTH)
        })
    })
}

/// Whether the literal says by an error beside another result that there is no use in another try: `return false, err`.
fn stops_on_failure(site: Site, literal: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let results = declared_results(site, literal);
    let fails = |block: NodeId| {
        tree.subtree(block).filter(|&n| tree.kind(n) == Kind::Return).any(|stmt| {
            let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
            values.last().is_some_and(|&v| tree.kind(v) != Kind::Nil)
        })
    };
    results.len() > 1 && results.last().is_some_and(is_error) && check_behind(site, call).is_none_or(fails)
}

/// Whether the `helper`, which is not given a context, runs what it is given as `argument` in a loop that pauses.
fn runs_again(site: Site, helper: NodeId, argument: NodeId, depth: usize) -> bool {
    depth > 0
        && any_called(site, helper, argument, &|inner, all, run| {
            !all.iter().any(|p| is_context(&p.type_in(inner)))
                && inner.scopes().uses(run).iter().any(|&u| runs_again_at(inner, u, depth))
        })
}

/// The same of the function in which what is run is used at `u`: called there, or handed on.
fn runs_again_at(site: Site, u: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let hands_on = |argument: NodeId| {
        passed_to(site, argument).is_some_and(|next| runs_again(site, next, argument, depth - 1))
    };
    if !(tree.field(u) == Field::Function && tree.parent(u).is_some_and(|c| tree.kind(c) == Kind::Call)) {
        return hands_on(u);
    }
    let pauses = |l: NodeId| {
        let calls = tree.calls(l);
        let names: Vec<&str> = calls.filter_map(|c| called_name(site, c)).collect();
        names.iter().any(|n| matches!(*n, "Sleep" | "After"))
            && !names.iter().any(|n| matches!(*n, "Done" | "Err"))
    };
    let literal = tree.enclosing_func(u).filter(|&f| tree.kind(f) == Kind::FuncLit);
    around(site, u).is_some_and(pauses) || literal.is_some_and(hands_on)
}
