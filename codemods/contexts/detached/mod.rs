//! `context.Background()` or `context.TODO()` where another context is at hand: what the codemods share that put
//! it there.
//!
//! This file says when that is a finding, `report` how it reads, `place` at which places of a function a context
//! counts, `changes` which calls belong together, `outcome` which tell how others went, `purpose` which contexts are
//! for something that says that they are meant so, `guesses` what speaks for a context that lasts without proving it,
//! `lasting` which functions make what keeps it, `rounds` which loops would go round with it, `shared` what is found
//! out for others too, `kinds` of what kind an error is, `halfway` what stops in the middle, `interrupted` what would
//! stay so, `own_base` which commands have a context of their own for all that they do, `own_end` whose end no other
//! would be, `values` which are only there for what they carry, `done_whatever_comes` what callees settle all the same,
//! `expected` what a test expects, `comments` where the author says why, `apart` which gain nothing, `callers` who
//! keeps what is made, `recorded` and `reconciled` who saves what failed or was done, `on_record` what a deferred call
//! would say, `in_session` what is saved later, `until_success` which loops only success ends, `last_calls` who calls
//! when the work is over, `failing` what is made of a failure, `panics` what ends with one, `stand_ins` what is done in
//! its place, `told_once` what nobody does again, `reached` who calls at all, `removals` what goes on whatever fails,
//! `drained` what others wait for, `replaced` what all share, and `followed` what is on record with an error.

mod apart;
mod callers;
mod carried;
pub mod changes;
mod cloned;
pub mod comments;
pub mod consequences;
mod done_whatever_comes;
mod drained;
mod dropped;
mod elsewhere;
mod ended;
mod expected;
mod failing;
mod followed;
mod guesses;
pub mod halfway;
mod in_session;
mod in_the_end;
mod instead;
mod interrupted;
mod kinds;
mod last_calls;
mod lasting;
mod mocked;
mod on_failure;
mod on_record;
pub mod outcome;
mod own_base;
mod own_end;
pub mod panics;
pub mod place;
mod purpose;
pub mod reached;
mod reconciled;
mod recorded;
mod removals;
mod replaced;
pub mod report;
pub mod rounds;
mod sent;
pub mod shared;
mod shared_connections;
mod stand_ins;
mod taken_down;
mod told_once;
mod unasked;
mod until_success;
mod values;

pub use guesses::weigh;
pub use on_failure::answers_failure;

use super::aftermath::{is_accepted, is_answered, is_for_hijacked, tells_who_waits_outside};
use super::blocking_calls::is_behind_end_of_call;
use super::handed_over::is_run_when_answered;
use super::harmless::is_harmless;
use super::never::keeps_own_context;
use super::operations::hands_on;
use super::outlives::{How, Journey, Reason, What, journey};
use super::parameters::Parameter;
use super::sources::{Carrier, Root, root, source};
use super::started::{
    is_called_later, is_unjoined_goroutine, makes_for_stored_literal, runs_beside,
    runs_in_background_elsewhere, runs_only_beside, serves_what_is_started_under_request,
    starts_what_is_shared,
};
use crate::contexts::callers::{MAX_CALLERS, NotWaitedFor, runs_plainly, runs_unwaited};
use crate::contexts::calls::{is_detached_call, passed_to};
use crate::golang::program::{GoVersion, Site};
use crate::golang::syntax::{Field, NodeId};
use crate::{Finding, Pass};
use apart::{
    gives_back_what_was_taken, is_of_type_that_goes_on, is_taken_unasked, is_to_last_longer,
    reads_what_is_closed, runs_what_looks_itself, takes_back, tells_more_of_error, tells_more_of_failure,
};
use callers::{is_kept_by_caller, is_option_of_what_is_kept};
use carried::carries_values_over;
use cloned::{is_of_copy_apart, is_taken_from_copy};
use comments::is_explained;
use consequences::would_do_harm;
use expected::{is_expected, is_row_of_a_test, is_stand_in, is_tested_without, is_to_fail};
use guesses::{is_of_callee_of_same_name, may_have_ended, may_outlive_request};
use halfway::stops_halfway;
use lasting::{
    gives_what_lasts, is_put_into_result, is_registered, maker_name, makes_what_is_kept,
    may_be_kept_by_result, may_last,
};
use mocked::is_expected_by_tests;
use on_failure::is_for_other_failures;
use outcome::{is_behind_whole_work, is_to_tell, is_told_of_failure, writes_log};
use place::{Use, context_use, detached_context, use_qualifies, uses_qualify};
use purpose::{
    asks_for_no_span, asks_logger, begins_trace_of_its_own, has_limit_of_its_own, is_answered_later,
    is_done_once, is_named_for_clean_up, is_nested_call, is_one_of_several, is_one_of_two, is_second_try,
    is_signal, is_told_apart, is_told_without_answer,
};
use report::Found;
use rounds::{
    goes_on_beside_work, goes_round_on_failure, is_polled_all_the_same, stops_between_rounds,
    tells_of_the_last_try,
};
use shared::{
    is_filled_for_all, is_found_out_for_all, is_read_for_others, is_started_by_one, keeps_error_for_others,
};
use values::{has_context_for_values, is_for_default, is_made_to_be_asked, wants_values};

/// What makes a context that is never canceled. (What is started in a goroutine of its own with one is the business of
/// `detached-goroutine`, unless it is waited for.)
pub const DETACHED: &[&str] = &["Background", "TODO"];

/// The first version with `context.WithoutCancel`.
const WITHOUT_CANCEL: GoVersion = GoVersion { major: 1, minor: 21 };

/// Whether `context.WithoutCancel` can be written at the site.
pub fn has_without_cancel(site: Site) -> bool {
    site.program.go_version(&site.file.path) >= WITHOUT_CANCEL
        && site.file.skim.imports_path("golang.org/x/net/context").is_none()
}

/// The findings of the codemod `name`, which looks after the places that `wants` one of what is at hand.
pub fn findings(pass: &Pass, name: &'static str, wants: fn(&Root) -> bool) -> Vec<Finding> {
    let (site, tree) = (pass.site, pass.site.tree());
    let calls = tree.subtree(tree.root()).filter(|&n| is_detached_call(site, n));
    let rooted = calls.filter_map(|call| Some((call, root(site, call, pass.options)?)));
    rooted
        .filter(|(_, root)| wants(root))
        .filter_map(|(call, root)| finding(site, name, call, &root))
        .collect()
}

/// The calls of `Background` and `TODO` in the function declared at the site, which gets no context, whose place the
/// context of its caller could take without a doubt.
pub fn replaceable_by_parameter(pass: &Pass) -> Vec<NodeId> {
    let (site, tree) = (pass.site, pass.site.tree());
    let func = tree.root();
    let Some(list) = tree.child(func, Field::Parameters) else { return Vec::new() };
    let parameter = Parameter { func, decl: list, ident: None, variable: None };
    let future = Root { parameter, carrier: Carrier::Context };
    let fits = |call: NodeId| {
        let here = context_use(site, &future, call)?;
        let qualifies = match here {
            Use::Argument(_) => true,
            Use::Asked(_) => false,
            Use::Variable(variable) => {
                uses_qualify(site, &future, variable, |u| use_qualifies(site, &future, u))
            }
        };
        let verdict = verdict(site, &future, call).filter(|_| qualifies)?;
        matches!(verdict, Verdict::Replace(None)).then_some(call)
    };
    let calls = tree.subtree(func).filter(|&n| is_detached_call(site, n));
    calls.filter(|&call| root(site, call, pass.options).is_none()).filter_map(fits).collect()
}

/// What is wrong with the call of `Background` or `TODO`, if anything is.
fn finding(site: Site, name: &'static str, call: NodeId, root: &Root) -> Option<Finding> {
    if apart::hears_signals_alone(site, call, root) {
        return None;
    }
    let detached = detached_context(site, call);
    Some(report::report(site, name, found(site, call, detached, root)?))
}

/// What should be done about the detached context `place`, which messages call `detached`.
pub fn found<'r>(site: Site, place: NodeId, detached: String, root: &'r Root) -> Option<Found<'r>> {
    found_alone(site, place, detached, root).filter(|_| !own_base::is_beside(site, root, place))
}

/// The same, whatever other contexts the function has.
fn found_alone<'r>(site: Site, place: NodeId, detached: String, root: &'r Root) -> Option<Found<'r>> {
    let here = context_use(site, root, place)?;
    let target = match here {
        Use::Argument(_) | Use::Asked(_) => None,
        Use::Variable(variable) => Some(variable),
    };
    let source = source(site, root, place, target)?;
    let verdict = match here {
        // What is asked of a context is asked once, and nothing keeps it.
        Use::Asked(_) => Verdict::Replace(None),
        _ if target.is_some_and(|v| !uses_qualify(site, root, v, |u| use_qualifies(site, root, u))) => {
            return None;
        }
        _ => verdict(site, root, place)?,
    };
    Some(Found { call: place, here, detached, root, source, verdict })
}

/// What may be done about a detached context where another is at hand.
pub enum Verdict {
    /// The other may take its place; with the guess that this rests on.
    Replace(Option<Reason>),
    /// The other may take its place, and it does not matter whether it has ended: it brings its values.
    Values,
    /// The calls change several things that belong together.
    SeveralChanges,
    /// The call may stop half-way: the text of what does the first half, and its place.
    Halfway(String),
    /// The call hands over work that goes on after the request.
    Job(NodeId),
}

/// `None`: the context is meant to outlive the other, or may be.
fn verdict(site: Site, root: &Root, call: NodeId) -> Option<Verdict> {
    let journey = journey(site, root.func(), call);
    let set_apart = |&p: &NodeId| {
        is_expected(site, p)
            || asks_for_no_span(site, p)
            || is_to_fail(site, root, p)
            || asks_logger(site, p)
            || is_one_of_two(site, root, p)
            || is_answered_later(site, root, p)
            || has_limit_of_its_own(site, root, p)
            || is_told_apart(site, root, p)
            || tells_more_of_failure(site, p)
            || tells_more_of_error(site, root, p)
            || runs_what_looks_itself(site, root, p)
            || is_tested_without(site, p)
    };
    if journey.places.iter().any(set_apart) {
        return None;
    }
    if wants_values(site, root, call, &journey) {
        return Some(Verdict::Values);
    }
    if is_meant(site, root, call, &journey)
        || is_answered(site, root, call)
        || is_for_hijacked(site, root, call, &journey.places)
        || tells_who_waits_outside(site, root)
        || goes_on(site, root, &journey)
    {
        return None;
    }
    let others = journey.reasons.iter().filter(|r| !is_of_callee_of_same_name(site, call, r));
    let (guess, job) = weigh(site, others)?;
    let lasts = |g: &Reason| may_last(site, root, &journey, g) || is_registered(site, g);
    if guess.as_ref().is_some_and(lasts)
        || is_kept_by_caller(site, root, &journey)
        || guess.as_ref().is_some_and(|g| is_option_of_what_is_kept(site, root, g))
        || root.is_request() && guess.as_ref().is_some_and(|g| may_outlive_request(site, g))
    {
        return None;
    }
    if !root.is_request()
        && root.parameter.variable.is_none()
        && journey.places.iter().all(|&p| report::is_given_in_vain(site, p))
    {
        return None;
    }
    let is_kept = guess.as_ref().filter(|g| g.what == What::Context).is_some_and(|g| match g.how {
        How::Stored => true,
        How::Kept => is_put_into_result(site, root, g.at),
        _ => false,
    });
    if is_kept && maker_name(site, root).is_some() {
        return None;
    }
    let guess = guess
        .or_else(|| may_be_kept_by_result(site, root, call, &journey))
        .or_else(|| may_have_ended(site, root, call));
    if journey.places.iter().any(|&p| last_calls::is_called_when_work_is_over(site, root, p)) {
        return None;
    }
    let accepted = || journey.places.iter().find_map(|&p| is_accepted(site, root, p));
    let halfway = || journey.places.iter().find_map(|&p| stops_halfway(site, p));
    Some(match job.or_else(accepted) {
        Some(call) => Verdict::Job(call),
        None if root.is_request() && changes::several(site, &journey.places) => Verdict::SeveralChanges,
        None if root.is_request()
            && let Some(first) = halfway() =>
        {
            Verdict::Halfway(first)
        }
        None if journey.places.iter().all(|&p| given_to_harmless(site, p)) => Verdict::Values,
        None => Verdict::Replace(guess),
    })
}

/// Whether the context is for what goes on beside the function, or is a goroutine that does: it has one of its own on
/// purpose, where it could have had the other.
fn goes_on(site: Site, root: &Root, journey: &Journey) -> bool {
    let beside = |call| {
        runs_in_background_elsewhere(site, call)
            || starts_what_is_shared(site, call)
            || root.is_request() && makes_for_stored_literal(site, call)
    };
    let cares = |&&p: &&NodeId| !given_to_harmless(site, p);
    let harms = |c| would_do_harm(site, root, c);
    journey.places.iter().filter(cares).filter_map(|&p| passed_to(site, p)).any(harms)
        || !site.file.is_test()
            && (!root.is_request() && is_unjoined_goroutine(site, root.func())
                || root.is_request() && is_called_later(site, root.func())
                || journey.places.iter().any(|&p| {
                    goes_round_on_failure(site, root, p)
                        || goes_on_beside_work(site, p)
                        || stops_between_rounds(site, root, p)
                        || tells_of_the_last_try(site, p)
                        || is_polled_all_the_same(site, root, p)
                })
                || is_second_try(site, root, journey)
                || journey.places.iter().filter_map(|&p| passed_to(site, p)).any(beside)
                || root.is_request() && journey.places.iter().any(|&p| is_expected_by_tests(site, p)))
}

/// Whether the detached context is meant to be one: the author says so, it is used where no other would do, or what
/// is made with it lasts.
pub fn is_meant(site: Site, root: &Root, call: NodeId, journey: &Journey) -> bool {
    is_explained(site, call) || is_meant_unsaid(site, root, call, journey)
}

/// The same, whatever comments say.
pub fn is_meant_unsaid(site: Site, root: &Root, call: NodeId, journey: &Journey) -> bool {
    // Who is started with a context of its own has been given it for that.
    let detached = if root.is_request() { NotWaitedFor::Any } else { NotWaitedFor::Deferred };
    let own = |&p: &NodeId| {
        keeps_own_context(site, root.func(), p, root.parameter.variable) || is_behind_end_of_call(site, p)
    };
    journey.places.iter().any(own)
        || ended::ends_in_its_own_time(site, call)
        || journey
            .places
            .iter()
            .any(|&p| ended::is_given_up(site, p) || ended::is_of_command_run_under_another(site, p))
        || journey.places.iter().any(|&p| ended::is_waited_for_beside_another(site, p))
        || ended::is_base_of_others(site, root, call)
        || ended::is_waited_for_in_the_end(site, call)
        || drained::reads_until_work_is_over(site, root, call)
        || ended::is_given_deadline_of_another(site, call)
        || ended::ends_with_stop(site, call)
        || in_the_end::ends_behind_the_callers(site, root, call)
        || is_named_for_clean_up(site, call)
        || journey.kept_by_results && !hands_on(site, call)
        || is_for_default(site, journey)
        || is_told_without_answer(site, journey)
        || root.is_request()
            && journey.places.iter().any(|&p| {
                is_done_once(site, p) || is_of_copy_apart(site, root, p) || is_taken_from_copy(site, root, p)
            })
        || is_row_of_a_test(site, root)
        || is_stand_in(site, root)
        || !root.is_request()
            && (serves_what_is_started_under_request(site, root.func(), MAX_CALLERS)
                || root.is_context()
                    && has_context_for_values(site, root)
                    && runs_only_beside(site, root.func(), MAX_CALLERS + 1)
                || root.parameter.variable.is_none() && runs_beside(site, root.func()))
        || is_made_to_detach(site, root, journey)
        || journey.places.iter().any(|&p| {
            done_whatever_comes::is_forgotten_all_the_same(site, p)
                || done_whatever_comes::is_for_clean_up_there(site, p)
                || own_end::is_limit_beside_the_other(site, root, p)
                || own_end::is_ended_by_callee(site, root, p)
                || own_end::is_limit_beyond_the_other(site, root, p)
                || done_whatever_comes::keeps_what_it_finds_instead(site, p)
                || recorded::is_saved_by_callers(site, root, p)
                || reconciled::keeps_books(site, root, p)
                || in_session::is_put_into_session(site, p)
                || begins_trace_of_its_own(site, root, p)
                || is_nested_call(site, root, p)
                || is_signal(site, p)
                || instead::is_tried_instead(site, root, p)
        })
        || journey.places.iter().any(|&p| reads_what_is_closed(site, root, p))
        || is_of_type_that_goes_on(site, root, call)
        || is_taken_unasked(site, call)
        || is_to_last_longer(site, root, call)
        || takes_back(site, root, call)
        || journey.places.iter().any(|&p| gives_back_what_was_taken(site, root, p))
        || is_to_tell(site, root, call, &journey.places)
        || is_told_of_failure(site, root)
        || writes_log(site, root)
        || journey.places.iter().any(|&p| comments::silences_contextcheck(site, p))
        || is_behind_whole_work(site, root, call)
        || !given_to_harmless(site, call)
            && (is_for_other_failures(site, root, call) || answers_failure(site, root, call))
        || is_run_when_answered(site, root)
        || runs_unwaited(site, root.func(), detached)
            && (root.is_request() || !runs_plainly(site, root.func()))
}

/// Whether the function gives back a context that it has made on purpose, or something that is made to last: a
/// client, a server, a connection.
fn is_made_to_detach(site: Site, root: &Root, journey: &Journey) -> bool {
    let apart = |&p: &NodeId| {
        carries_values_over(site, p)
            || is_one_of_several(site, p)
            || makes_what_is_kept(site, root, p)
            || keeps_error_for_others(site, root, p)
            || is_read_for_others(site, root, p)
            || is_filled_for_all(site, root, p)
            || is_started_by_one(site, root, p)
            || is_found_out_for_all(site, p)
    };
    journey.places.iter().any(apart)
        || is_made_to_be_asked(site, root, journey)
        || !root.is_request() && gives_what_lasts(site, root, journey)
}

/// Whether the context at `place` is an argument of a call that does not care whether it has ended.
pub fn given_to_harmless(site: Site, place: NodeId) -> bool {
    passed_to(site, place).is_some_and(|call| is_harmless(site, call, place))
}
