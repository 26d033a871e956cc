//! What a failure would do that there is none of so far: a call that ends with the caller's context may come back
//! without having done its work, and what stands behind it was not written for that.

use super::changes::takes_detached;
use super::dropped::is_given_to_who_drops_its_error;
use super::due::is_put_down_as_done;
use super::emptied::is_to_stand_in_what_was_emptied;
use super::failing::{error_of, is_taken_for_absence, looks_at_what_failed};
use super::fed::{is_fed_all_the_same, leaves_who_feeds_it};
use super::first_time::completes_the_first;
use super::gathered::is_left_out_of_what_all_use;
use super::interrupted::breaks_off;
use super::kinds::behind;
use super::left_waiting::leaves_who_waits;
use super::made_anew::is_made_anew;
use super::on_record::{is_recorded_as_failure, is_recorded_as_success};
use super::operations::{leaves_what_it_waits_for, takes_what_workers_hold};
use super::outcome::is_by_the_way;
use super::owed::is_owed;
use super::panics::panics;
use super::reached::runs_for_more_than_caller;
use super::remembered::is_remembered;
use super::removals::goes_on_unremoved;
use super::replaced::{is_filled_otherwise, replaces_what_has_failed};
use super::shared_connections::breaks_what_is_shared;
use super::stand_ins::{has_stand_in, is_made_instead};
use super::taken_down::leaves_what_is_taken_down_elsewhere;
use super::taken_for_gone::is_taken_for_gone;
use super::taken_off::loses_what_was_taken;
use super::told_once::is_told_once;
use super::unasked::{is_looked_into_unasked, is_taken_for_an_answer};
use super::undoing::runs_where_others_undo;
use super::work::is_given_context;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::origins::{Given, given};
use crate::contexts::sources::Root;
use crate::contexts::types::{is_error, named, results, takes_context};
use crate::edits::imports::is_std;
use crate::facts::words;
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Kind, NodeId};
use crate::golang::types::{Basic, Type};

/// Whether it would do harm if `call`, which has no end so far, failed when the root's context has ended.
pub fn would_do_harm(site: Site, root: &Root, call: NodeId) -> bool {
    is_looked_into_unasked(site, call)
        || !site.file.is_test()
            && (panics(site, root, call)
                || takes_for_granted(site, call)
                || is_recorded_as_success(site, call)
                || is_fed_all_the_same(site, call)
                || leaves_who_feeds_it(site, call)
                || leaves_who_waits(site, call)
                || destroys_all_the_same(site, root, call)
                || has_to_follow(site, call)
                || is_owed(site, root, call)
                || leaves_what_it_waits_for(site, call)
                || takes_what_workers_hold(site, call)
                || is_recorded_as_failure(site, call)
                || leaves_to_an_undo(site, call)
                || looks_at_what_failed(site, call)
                || is_taken_for_absence(site, root, call)
                || breaks_off(site, root, call)
                || breaks_what_is_shared(site, root, call)
                || is_taken_for_an_answer(site, root, call)
                || leaves_what_is_taken_down_elsewhere(site, call)
                || is_told_once(site, root, call)
                || is_put_down_as_done(site, root, call)
                || completes_the_first(site, root, call)
                || is_made_anew(site, root, call)
                || is_taken_for_gone(site, root, call)
                || has_stand_in(site, root, call)
                || is_made_instead(site, root, end_of_chain(site, call))
                || replaces_what_has_failed(site, root, call)
                || is_filled_otherwise(site, call)
                || is_left_out_of_what_all_use(site, root, call)
                || loses_what_was_taken(site, root, call)
                || is_to_stand_in_what_was_emptied(site, call)
                || goes_on_unremoved(site, call)
                || is_remembered(site, root, call)
                || is_given_to_who_drops_its_error(site)
                || runs_for_more_than_caller(site, root)
                || runs_where_others_undo(site, root))
}

/// Whether nobody looks at whether the call has got what it waits for, and what comes behind it takes that for granted:
/// a place in a line that it gives back, that it may go on, or that all has been seen. `_ = slots.Acquire(ctx, 1)`,
/// `limiter.Wait(ctx)`, `s.lock(ctx)` that says whether it has got the lock, `index.Each(ctx, func(…) { … })`
fn takes_for_granted(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let gathers = || tree.args(call).any(|a| tree.kind(a) == Kind::FuncLit);
    // `sem.take(n)`, and then `defer sem.give(n)`
    let is_given_back = || {
        let next =
            tree.stmt_of(call).and_then(|s| tree.next_sibling(s)).filter(|&s| tree.kind(s) == Kind::Defer);
        let holder = |c: NodeId| tree.receiver(c).map(|o| tree.text(o));
        next.and_then(|d| tree.only_child(d))
            .is_some_and(|c| holder(c).is_some() && holder(c) == holder(call))
    };
    (called_name(site, call).is_some_and(words::acquires) || gathers() || is_given_back())
        && results(site, call).last().is_some_and(|t| is_error(t) || *t == Type::Basic(Basic::Bool))
        && is_by_the_way(site, call)
}

/// The last of the methods that are called on what the call gives: `Scan` of `db.QueryRow(query).Scan(&x)`.
pub fn end_of_chain(site: Site, call: NodeId) -> NodeId {
    let tree = site.tree();
    let method = |&c: &NodeId| {
        let selector = tree.parent(c).filter(|&s| tree.kind(s) == Kind::Selector)?;
        tree.parent(selector).filter(|&outer| tree.kind(outer) == Kind::Call)
    };
    std::iter::successors(Some(call), method).last().unwrap_or(call)
}

/// Whether something is destroyed behind the call whether or not that has failed, and without a context: where it was
/// the end of one that made it fail, what has not been done yet is lost with it.
fn destroys_all_the_same(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let (Some(func), Some(error)) = (tree.enclosing_func(call), error_of(site, call)) else { return false };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call) else { return false };
    let calls = tree.calls(func).filter(|&n| n > call);
    // What is to be saved of each before all are gone is for later, whoever has given up.
    let saves = called_name(site, call).is_some_and(|n| words::begins_with(n, "save"))
        && tree.ancestors(call).take_while(|&a| a != func).any(|a| tree.kind(a) == Kind::For);
    let is_destroyed_under = |c: NodeId| {
        called_name(site, c).is_some_and(words::destroys) && results(site, c).last().is_some_and(is_error)
    };
    let destroys = |c: &NodeId| {
        tree.enclosing_func(*c) == Some(func)
            && !tree.parent(*c).is_some_and(|p| tree.kind(p) == Kind::Defer)
            && match is_given_context(site, root, *c) {
                true => saves && is_destroyed_under(*c),
                false => is_destruction(site, *c),
            }
    };
    let points: Vec<PointId> = calls.filter(destroys).filter_map(|c| flow.point_of(c)).collect();
    if points.is_empty() {
        return false;
    }
    let failed = behind(site, &flow, start, error, false);
    let succeeded = behind(site, &flow, start, error, true);
    points.iter().any(|p| failed.contains(p) && succeeded.contains(p))
}

/// Whether the call destroys something that lies outside the program, by its name, and tells whether it has.
pub(super) fn is_destruction(site: Site, call: NodeId) -> bool {
    let Some(name) = called_name(site, call) else { return false };
    let is_function = match site.callee(call) {
        Callee::Known(k) => k.receiver.is_none() && !is_std(&k.package),
        _ => false,
    };
    is_of_files(site, call) && matches!(name, "Create" | "WriteFile" | "Truncate")
        || words::is_clean_up(name) && takes_detached(site, call, &[])
        || words::destroys(name)
            && !takes_context(site, call)
            && (is_of_files(site, call) || is_function || results(site, call).iter().any(is_error))
}

/// Whether the call is one of a function or method of package os.
pub fn is_of_files(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    match site.callee(call) {
        Callee::Known(k) => &*k.package == "os",
        _ => operand.and_then(|o| site.names_import(o)).as_deref() == Some("os"),
    }
}

/// Whether the call changes what has to say what was done before, irrevocably and without a context: a file was renamed
/// or removed, and this is its row in the database; or the function has let go of what would undo the rest.
pub fn has_to_follow(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call).filter(|_| changes(site, call)) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let begun = begun_before(site, call);
    let mut before = tree.subtree(func).filter(|&n| {
        tree.kind(n) == Kind::Call
            && n < call
            && Some(n) != begun
            && tree.enclosing_func(n) == Some(func)
            && flow.point_of(n).is_some_and(|p| p != here && flow.dominates(p, here))
    });
    before.any(|c| {
        is_let_go(site, c)
            || is_irrevocable(site, c) && !is_undone_between(site, func, c, call)
            || is_waited_for_in_any_case(site, c)
    })
}

/// Whether the call, or a literal that it is given to run, changes something; or waits for a change that has begun:
/// `op, err := target.Rename(name)`, and then `op.Wait()`.
pub(super) fn changes(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let is_change =
        |c: NodeId| called_name(site, c).is_some_and(|n| words::is_change(n) || words::is_mark(n));
    let args = tree.args(call);
    is_change(call)
        || begun_before(site, call).is_some_and(is_change)
        || args
            .filter(|&a| tree.kind(a) == Kind::FuncLit)
            .flat_map(|l| tree.subtree(l))
            .any(|n| tree.kind(n) == Kind::Call && is_change(n))
}

/// What has begun that which the call waits for.
fn begun_before(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let operand = tree.receiver(call).filter(|_| called_name(site, call).is_some_and(words::waits))?;
    let variable = site.scopes().resolve(operand).filter(|_| tree.kind(operand) == Kind::Ident)?;
    match given(site, site.scopes().binding(variable).ident)? {
        (Given::Value(begun) | Given::Result(begun, 0), _) => Some(begun),
        _ => None,
    }
}

/// Whether the call moves or destroys something outside the program, or what has that name, whoever has given up.
fn is_irrevocable(site: Site, call: NodeId) -> bool {
    let Some(name) = called_name(site, call) else { return false };
    (words::is_move(name) || words::destroys(name))
        && !takes_context(site, call)
        && match site.callee(call) {
            _ if is_of_files(site, call) => true,
            Callee::Known(k) if is_std(&k.package) => false,
            _ => results(site, call).last().is_some_and(is_error),
        }
}

/// Whether the call waits, whoever has given up, until something is done: `op.Wait(context.Background())`.
fn is_waited_for_in_any_case(site: Site, call: NodeId) -> bool {
    let goes_on = |a: NodeId| called_name(site, a) == Some("WithoutCancel");
    called_name(site, call).is_some_and(|n| words::begins_with(n, "wait"))
        && (takes_detached(site, call, &[]) || site.tree().args(call).any(goes_on))
        && results(site, call).last().is_some_and(is_error)
}

/// `reverter.Success()`
fn is_let_go(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    called_name(site, call) == Some("Success")
        && operand.is_some_and(|o| words::undoes_the_rest(last_name(tree.text(o))))
}

/// Whether the function arranges between the two for something to be done if the rest fails.
pub(super) fn is_undone_between(site: Site, func: NodeId, first: NodeId, second: NodeId) -> bool {
    let tree = site.tree();
    let literals = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::FuncLit && first < n && n < second);
    literals.filter(|&l| !tree.contains(l, second)).any(|l| {
        let deferred = tree.ancestors(l).take_while(|&a| a != func).any(|a| tree.kind(a) == Kind::Defer);
        deferred || passed_to(site, l).and_then(|c| called_name(site, c)) == Some("Add")
    })
}

/// Whether the call only waits, as its name says, and the function undoes all when that has failed: what is waited for
/// goes on meanwhile.
fn leaves_to_an_undo(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let undoes = |defer: NodeId| {
        let deferred = tree.only_child(defer).filter(|&c| tree.kind(c) == Kind::Call);
        let operand = deferred.and_then(|c| tree.receiver(c));
        operand.is_some_and(|o| {
            words::undoes_the_rest(last_name(tree.text(o)))
                && !named(site.type_of(o).pointee()).is_some_and(|(_, t)| words::is_transaction(t))
        })
    };
    called_name(site, call).is_some_and(|n| words::begins_with(n, "wait"))
        && tree.subtree(func).any(|n| tree.kind(n) == Kind::Defer && n < call && undoes(n))
}

/// `revert` of `result.revert`
pub(super) fn last_name(operand: &str) -> &str {
    operand.rsplit('.').next().unwrap_or(operand)
}
