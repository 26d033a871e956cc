//! Changes that are owed to what was done before, or will be: they put on record what another system has been told,
//! what was brought over, what is taken away next or started all the same. Were they cut off, the two would no longer
//! fit, and nothing puts that right.

use super::consequences::{changes, is_undone_between};
use super::failing::error_of;
use super::kinds::{behind, kept_behind};
use super::purpose::is_only_logged;
use super::work::is_given_context;
use crate::contexts::calls::called_name;
use crate::contexts::cancellation::{is_done, tells_of_end};
use crate::contexts::origins::targets_of;
use crate::contexts::returns::check_behind;
use crate::contexts::sources::Root;
use crate::contexts::types::{holds_error, is_context, is_error, named, results, takes_context};
use crate::edits::imports::is_std;
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the call changes something, and that is owed.
pub(super) fn is_owed(site: Site, root: &Root, call: NodeId) -> bool {
    changes(site, call)
        && (records_step(site, call)
            || is_in_whole_round(site, call)
            || is_done_whatever_failed(site, root, call)
            || is_started_all_the_same(site, call))
}

/// Whether the call puts on record what a step right before has changed in another system, which has no context, or
/// what one has brought over: `pool.RenameInstance(inst, name)`, and then the row of it.
fn records_step(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let own = tree.calls(func).filter(|&c| c < call && tree.enclosing_func(c) == Some(func));
    let steps: Vec<NodeId> = own.filter(|&c| is_step(site, c) && !is_on_same(site, c, call)).collect();
    if steps.is_empty() {
        return false;
    }
    let recorded = changing_calls(site, call);
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let is_record_of = |step: NodeId, record: NodeId| {
        are_of_same(site, step, record)
            || targets_of(site, step)
                .into_iter()
                .filter_map(|t| site.scopes().resolve(t))
                .any(|v| variables_given(site, record).contains(&v))
    };
    let leads = |step: NodeId| {
        let (Some(from), Some(error)) = (flow.point_of(step), error_of(site, step)) else { return false };
        from != here && behind(site, &flow, from, error, true).contains(&here)
    };
    steps.into_iter().any(|s| {
        recorded.iter().any(|&r| is_record_of(s, r))
            && leaves_where_failed(site, s)
            && leads(s)
            && !is_taken_back_between(site, s, call)
    })
}

/// Whether the function arranges between the two for the step to be taken back if the rest fails: by the same means, or
/// by what names the same.
fn is_taken_back_between(site: Site, step: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(step).filter(|&f| is_undone_between(site, f, step, call)) else {
        return false;
    };
    let holder = |c: NodeId| tree.receiver(c).map(|o| tree.text(o));
    let nouns = |c: NodeId| {
        let mut all: Vec<String> = called_name(site, c).into_iter().flat_map(words::nouns_of).collect();
        all.sort_unstable();
        all
    };
    let literals = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::FuncLit && step < n && n < call);
    literals
        .filter(|&l| !tree.contains(l, call))
        .flat_map(|l| tree.calls(l))
        .any(|c| holder(step).is_none() || holder(c) == holder(step) || nouns(c) == nouns(step))
}

/// The call, if it changes something, and those in the literals that it is given which do.
fn changing_calls(site: Site, call: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let changes =
        |c: &NodeId| called_name(site, *c).is_some_and(|n| words::is_change(n) || words::is_mark(n));
    let literals = tree.args(call).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals.flat_map(|l| tree.calls(l)).chain([call]).filter(changes).collect()
}

/// Whether the call changes something outside of the program and gives nothing but whether it has: without a context,
/// or it brings something over; or it moves money without one.
fn is_step(site: Site, call: NodeId) -> bool {
    let Some(name) = called_name(site, call) else { return false };
    let is_outside = match site.callee(call) {
        Callee::Known(k) => !is_std(&k.package),
        _ => false,
    };
    let of_transaction = site
        .tree()
        .receiver(call)
        .is_some_and(|o| named(site.type_of(o).pointee()).is_some_and(|(_, t)| words::is_transaction(t)));
    let steps = || (words::is_step_outside(name) || words::destroys(name)) && !takes_context(site, call);
    let types = results(site, call);
    let only_fails = matches!(&types[..], [only] if is_error(only));
    // What is given for money is what says that it was taken.
    let pays = || words::is_payment(name) && !takes_context(site, call) && types.last().is_some_and(is_error);
    is_outside && !of_transaction && (only_fails && (steps() || words::brings_over(name)) || pays())
}

/// Whether both are methods of the same: two changes of one store.
fn is_on_same(site: Site, step: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let holder = |c: NodeId| tree.receiver(c).map(|o| tree.text(o));
    holder(step).is_some() && holder(step) == holder(call)
}

/// Whether the two calls are about the same: what they change has the same name, both are given it, or the one is given
/// what the other has given.
fn are_of_same(site: Site, step: NodeId, record: NodeId) -> bool {
    let nouns = |c: NodeId| called_name(site, c).into_iter().flat_map(words::nouns_of).collect::<Vec<_>>();
    let (of_step, of_record) = (nouns(step), nouns(record));
    let results = targets_of(site, step).into_iter().filter_map(|t| site.scopes().resolve(t));
    let given: Vec<BindingId> =
        variables_given(site, step).into_iter().chain(results.filter(|&v| !holds_error(site, v))).collect();
    of_step.iter().any(|n| of_record.contains(n))
        || variables_given(site, record).into_iter().any(|v| given.contains(&v))
}

/// The variables that the call is given as they are, without contexts and errors.
fn variables_given(site: Site, call: NodeId) -> Vec<BindingId> {
    let tree = site.tree();
    let idents = tree.args(call).filter(|&a| tree.kind(a) == Kind::Ident);
    let own = idents.filter(|&a| !is_context(&site.type_of(a)));
    own.filter_map(|a| site.scopes().resolve(a)).filter(|&v| !holds_error(site, v)).collect()
}

/// Whether the function, or its round, is left where the call has failed.
fn leaves_where_failed(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let last = check_behind(site, call).and_then(|b| tree.stmts(b).last());
    last.is_some_and(|s| matches!(tree.kind(s), Kind::Return | Kind::Continue | Kind::Break | Kind::Goto))
}

/// Whether the loop around the call asks at the head of each round whether a context has ended, and leaves there; and
/// what the call changes is followed in the round by what takes something away that it belongs to, without a context:
/// the author has said where it may stop.
fn is_in_whole_round(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let rounds = tree.ancestors(call).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::For);
    let follows = |body: NodeId| {
        let later = tree.calls(body).filter(|&c| c > call && tree.enclosing_func(c) == Some(func));
        later.into_iter().any(|c| {
            !tree.contains(call, c)
                && called_name(site, c).is_some_and(words::destroys)
                && results(site, c).last().is_some_and(is_error)
                && !takes_context(site, c)
        })
    };
    rounds
        .filter_map(|r| tree.child(r, Field::Body))
        .any(|body| tree.stmts(body).next().is_some_and(|s| asks_for_end(site, s)) && follows(body))
}

/// `if ctx.Err() != nil { return }`, or a select that only looks whether a context has ended.
fn asks_for_end(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let leaves =
        |n: NodeId| tree.subtree(n).any(|s| matches!(tree.kind(s), Kind::Return | Kind::Break | Kind::Goto));
    match tree.kind(stmt) {
        Kind::If => {
            let asked = tree.child(stmt, Field::Condition).and_then(|c| tells_of_end(site, c));
            asked == Some(true) && tree.child(stmt, Field::Consequence).is_some_and(leaves)
        }
        Kind::Select => {
            let mut cases = tree.children(stmt).filter(|&c| tree.kind(c) == Kind::CommCase);
            let is_end = |c: NodeId| {
                let received = tree.child(c, Field::Communication);
                let operands = received.into_iter().flat_map(|r| tree.subtree(r));
                operands.filter_map(|n| tree.child(n, Field::Operand)).any(|o| is_done(site, o))
            };
            tree.children(stmt).any(|c| tree.kind(c) == Kind::Default)
                && cases.any(|c| is_end(c) && leaves(c))
        }
        _ => false,
    }
}

/// Whether the call takes something away, and control comes to it also where work under the root's context has failed,
/// which is only logged, as a failure of the call itself is: the function goes on, whatever has become of that.
fn is_done_whatever_failed(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let destroys = |c: &NodeId| called_name(site, *c).is_some_and(words::destroys);
    let takes_away = || root.is_context() && changing_calls(site, call).iter().any(destroys);
    let Some(func) = tree.enclosing_func(call).filter(|_| takes_away() && is_only_logged(site, call)) else {
        return false;
    };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let own = tree.calls(func).filter(|&c| c < call && tree.enclosing_func(c) == Some(func));
    own.filter(|&c| is_given_context(site, root, c)).any(|c| {
        let (Some(from), Some(error)) = (flow.point_of(c), error_of(site, c)) else { return false };
        let goes_on = || kept_behind(site, &flow, from, error, false).0.contains(&here);
        from != here
            && check_behind(site, c).is_some_and(|failed| {
                goes_on() || compares(site, failed, error) && flow.reaches(from, here, |_| false)
            })
    })
}

/// Whether the last thing in the block is to compare the error, `if err == context.Canceled { … }`, which one that has
/// been wrapped does not pass.
fn compares(site: Site, block: NodeId, error: BindingId) -> bool {
    let tree = site.tree();
    let last = tree.stmts(block).last().filter(|&s| tree.kind(s) == Kind::If);
    last.and_then(|i| tree.child(i, Field::Condition)).is_some_and(|c| {
        let sides = [Field::Left, Field::Right].into_iter().filter_map(|side| tree.child(c, side));
        tree.kind(c) == Kind::Binary
            && tree.op(c) == Op::Eq
            && sides.into_iter().any(|s| site.scopes().resolve(s) == Some(error))
    })
}

/// Whether a failure of the call is only logged, and what it is the record of is started behind it all the same, by
/// what takes no context: `schedule(job)`.
fn is_started_all_the_same(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call).filter(|_| is_only_logged(site, call)) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let starts = |c: NodeId| {
        called_name(site, c).is_some_and(|n| words::is_job(n) || words::is_start(n))
            && results(site, c).last().is_some_and(is_error)
            && !takes_context(site, c)
    };
    let mut later = tree.calls(func).filter(|&c| c > call && tree.enclosing_func(c) == Some(func));
    later.any(|c| starts(c) && flow.point_of(c).is_some_and(|p| p != here && flow.dominates(here, p)))
}
