//! Why a detached context is meant to be one, where another is at hand: the reasons that `verdict` and others ask, one
//! after the other. What each rests on is in the file whose function it asks.

use super::apart::{
    gives_back_what_was_taken, is_for_itself, is_of_type_that_goes_on, is_only_for_deadline,
    is_served_for_tests, is_taken_unasked, is_to_last_longer, reads_what_is_closed, runs_what_ends_itself,
    runs_what_looks_itself, takes_back, tells_more_of_error, tells_more_of_failure,
};
use super::begun_again::is_begun_again_until_success;
use super::carried::{adds_to_what_is_sent, carries_values_over};
use super::cloned::{is_of_copy_apart, is_taken_from_copy};
use super::comments::{is_explained, silences_contextcheck};
use super::completed::{completes_a_change, goes_on_elsewhere, is_behind_finalizer};
use super::consequences::would_do_harm;
use super::done_whatever_comes::{is_for_clean_up_there, is_forgotten_all_the_same};
use super::drained::reads_until_work_is_over;
use super::ended::{
    ends_in_its_own_time, ends_with_stop, ends_with_the_other, is_base_of_others,
    is_given_deadline_of_another, is_given_up, is_of_command_run_under_another, is_of_program_itself,
    is_waited_for_beside_another, is_waited_for_in_the_end,
};
use super::expected::{
    is_expected, is_given_beside_its_like, is_row_of_a_test, is_stand_in, is_tested_without, is_to_fail,
};
use super::given_to_harmless;
use super::in_session::is_put_into_session;
use super::in_the_end::ends_behind_the_callers;
use super::instead::is_tried_instead;
use super::kept_instead::keeps_what_it_finds_instead;
use super::lasting::{gives_what_lasts, makes_what_is_kept};
use super::mocked::is_expected_by_tests;
use super::on_failure::{
    answers_failure, is_behind_broken_answer, is_behind_broken_stream, is_for_other_failures,
    may_come_behind_ended_work,
};
use super::outcome::{is_behind_whole_work, is_to_tell, is_told_of_failure, writes_log};
use super::own_end::{
    is_asked_for_its_limit, is_ended_by_callee, is_limit_beside_the_other, is_limit_beyond_the_other,
};
use super::purpose::{
    asks_for_no_span, asks_logger, begins_trace_of_its_own, has_limit_of_its_own, is_answered_later,
    is_asked_before_saving, is_done_once, is_named_for_clean_up, is_nested_call, is_one_of_several,
    is_one_of_two, is_second_try, is_signal, is_told_apart, is_told_without_answer, records_span_of_others,
};
use super::reconciled::keeps_books;
use super::recorded::is_saved_by_callers;
use super::rounds::{
    goes_on_beside_work, goes_round_on_failure, is_polled_all_the_same, keeps_the_last_failure,
    stops_between_rounds, tells_of_the_last_try,
};
use super::shared::{
    is_filled_for_all, is_found_out_for_all, is_read_for_others, is_started_by_one, keeps_error_for_others,
};
use super::shared_connections::is_on_transaction_of_driver;
use super::values::{has_context_for_values, is_for_default, is_made_to_be_asked, is_there_for_values};
use crate::contexts::aftermath::{is_answered, is_for_hijacked, tells_who_waits_outside};
use crate::contexts::blocking_calls::is_behind_end_of_call;
use crate::contexts::callers::{MAX_CALLERS, NotWaitedFor, runs_plainly, runs_unwaited};
use crate::contexts::calls::passed_to;
use crate::contexts::cancellation::{may_come_behind_end, where_time_runs_out};
use crate::contexts::handed_over::is_run_when_answered;
use crate::contexts::never::may_have_another;
use crate::contexts::operations::hands_on;
use crate::contexts::outlives::Journey;
use crate::contexts::reasons::none_holds;
use crate::contexts::sources::Root;
use crate::contexts::started::{
    is_called_later, is_unjoined_goroutine, makes_for_stored_literal, runs_beside,
    runs_in_background_elsewhere, runs_only_beside, serves_what_is_started_under_request,
    starts_what_is_shared,
};
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;

/// A detached context where another is at hand.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    pub site: Site<'a>,
    /// What gives the other.
    pub root: &'a Root,
    /// The expression that gives the detached one.
    pub call: NodeId,
    /// Where that goes within the function.
    pub journey: &'a Journey,
}

impl Case<'_> {
    /// Whether `is` so of a place at which the context is used.
    fn somewhere(&self, is: impl Fn(Site, NodeId) -> bool) -> bool {
        self.journey.places.iter().any(|&p| is(self.site, p))
    }

    /// The same of what is asked of the other context too.
    fn somewhere_beside(&self, is: impl Fn(Site, &Root, NodeId) -> bool) -> bool {
        self.journey.places.iter().any(|&p| is(self.site, self.root, p))
    }

    /// Whether the other is that of a request that is served.
    fn is_in_request(&self) -> bool {
        self.root.is_request()
    }

    fn is_in_test(&self) -> bool {
        self.site.file.is_test()
    }
}

/// What is so of a context that is left alone, and whether it is.
type ToLeave = (&'static str, fn(&Case) -> bool);

/// Why it is not even looked at what is read from the context.
pub(super) const SET_APART: &[ToLeave] = &[
    ("is for a call that a test expects, and does not make", |c| c.somewhere(is_expected)),
    ("gives a span that records nothing", |c| c.somewhere(asks_for_no_span)),
    ("is for a call that is to fail in a test", |c| c.somewhere_beside(is_to_fail)),
    ("gives what belongs to another like it", |c| c.somewhere(is_given_beside_its_like)),
    ("is for a span of what went on elsewhere", |c| c.somewhere(records_span_of_others)),
    ("asks a logger, as that asks itself", |c| c.somewhere(asks_logger)),
    ("is wanted beside the other by one call", |c| c.somewhere_beside(is_one_of_two)),
    ("is for what is done before the end of the other is answered", |c| {
        c.somewhere_beside(is_answered_later)
    }),
    ("is for what is done before what is saved looks at the end of the other", |c| {
        c.somewhere_beside(is_asked_before_saving)
    }),
    ("gets a limit of its own where the other could have had one", |c| {
        c.somewhere_beside(has_limit_of_its_own)
    }),
    ("is for a case that is told apart from those under the other", |c| c.somewhere_beside(is_told_apart)),
    ("finds out more of a failure", |c| c.somewhere(tells_more_of_failure)),
    ("finds out more of an error, and would take its place", |c| c.somewhere_beside(tells_more_of_error)),
    ("is for what runs functions that look at the other themselves", |c| {
        c.somewhere_beside(runs_what_looks_itself)
    }),
    ("is for what runs a function that waits for the end of the other itself", |c| {
        c.somewhere_beside(runs_what_ends_itself)
    }),
    ("is for a call that is tested without values", |c| c.somewhere(is_tested_without)),
];

/// Why it is meant so: its author says so without a comment, it is used where no other would do, or what is made with
/// it lasts.
const MEANT: &[ToLeave] = &[
    ("may come behind the end of the other", |c| c.somewhere(may_come_behind_end)),
    ("is where hardly any time is left to the other", |c| c.somewhere(where_time_runs_out)),
    ("may come where work has failed since the other has ended", |c| {
        c.somewhere_beside(may_come_behind_ended_work)
    }),
    ("is for what comes behind the end of a call that waits", |c| c.somewhere(is_behind_end_of_call)),
    ("is ended by the function in its own time", |c| ends_in_its_own_time(c.site, c.call)),
    ("ends with the other as it is", |c| ends_with_the_other(c.site, c.root, c.call)),
    ("is made into one that nobody keeps", |c| c.somewhere(is_given_up)),
    ("is that of a command which is run under another", |c| c.somewhere(is_of_command_run_under_another)),
    ("is for what runs the program anew", |c| c.somewhere(is_of_program_itself)),
    ("is waited for beside another", |c| c.somewhere(is_waited_for_beside_another)),
    ("is the base of others, which are stopped one by one", |c| is_base_of_others(c.site, c.root, c.call)),
    ("is for what is waited for in the end", |c| is_waited_for_in_the_end(c.site, c.call)),
    ("is for what reads until work under the other is over", |c| {
        reads_until_work_is_over(c.site, c.root, c.call)
    }),
    ("gets a deadline that is reckoned from another's", |c| is_given_deadline_of_another(c.site, c.call)),
    ("ends when something is stopped", |c| ends_with_stop(c.site, c.call)),
    ("ends with the function, which goes on until the other has ended", |c| {
        ends_behind_the_callers(c.site, c.root, c.call)
    }),
    ("is to clean up, as its name says", |c| is_named_for_clean_up(c.site, c.call)),
    ("is kept by what the function gives back", |c| c.journey.kept_by_results && !hands_on(c.site, c.call)),
    ("asks for what holds where none carries anything else", |c| is_for_default(c.site, c.journey)),
    ("tells others of a failure, and nobody looks how that went", |c| {
        is_told_without_answer(c.site, c.journey)
    }),
    ("is for what is set up once", |c| c.is_in_request() && c.somewhere(is_done_once)),
    ("is that of a copy of the request that is used apart", |c| {
        c.is_in_request() && c.somewhere_beside(is_of_copy_apart)
    }),
    ("is that of a copy which has the values of the request", |c| {
        c.is_in_request() && c.somewhere_beside(is_taken_from_copy)
    }),
    ("is in a row of a test, which may give one that has ended", |c| is_row_of_a_test(c.site, c.root)),
    ("is in what stands in for something in a test", |c| is_stand_in(c.site, c.root)),
    ("is in what serves work that is started under a request", |c| {
        !c.is_in_request() && serves_what_is_started_under_request(c.site, c.root.func(), MAX_CALLERS)
    }),
    ("is in what runs beside the rest, and has the other for its values", |c| {
        c.root.is_context()
            && has_context_for_values(c.site, c.root)
            && runs_only_beside(c.site, c.root.func(), MAX_CALLERS + 1)
    }),
    ("is in what runs beside those who start it", |c| {
        !c.is_in_request() && c.root.parameter.variable.is_none() && runs_beside(c.site, c.root.func())
    }),
    ("gets what is sent along, beside nothing else", |c| {
        c.journey.places.iter().any(|&p| adds_to_what_is_sent(c.site, c.root, c.call, p))
    }),
    ("gets values that are carried over from the other", |c| c.somewhere(carries_values_over)),
    ("is one of several that end each by themselves", |c| c.somewhere(is_one_of_several)),
    ("is for the making of what lasts", |c| c.somewhere_beside(makes_what_is_kept)),
    ("is for a call whose error others get too", |c| c.somewhere_beside(keeps_error_for_others)),
    ("is for a transaction that all connections of a driver share", |c| {
        c.somewhere_beside(is_on_transaction_of_driver)
    }),
    ("is for what is read for others", |c| c.somewhere_beside(is_read_for_others)),
    ("is for what all who come meanwhile get", |c| c.somewhere_beside(is_filled_for_all)),
    ("is for what one does for all who come", |c| c.somewhere_beside(is_started_by_one)),
    ("is for what is found out for all who ask", |c| c.somewhere(is_found_out_for_all)),
    ("is only there to be asked for what is put into it", |c| is_made_to_be_asked(c.site, c.root, c.journey)),
    ("is in a function that makes what lasts", |c| {
        !c.is_in_request() && gives_what_lasts(c.site, c.root, c.journey)
    }),
    ("is for what is forgotten whether or not it was done", |c| c.somewhere(is_forgotten_all_the_same)),
    ("is only used to clean up where it comes to", |c| c.somewhere(is_for_clean_up_there)),
    ("is asked for its own limit alone", |c| c.somewhere(is_asked_for_its_limit)),
    ("is a limit that is waited for beside the other", |c| c.somewhere_beside(is_limit_beside_the_other)),
    ("is for what ends the other itself", |c| c.somewhere_beside(is_ended_by_callee)),
    ("is a limit beyond that of the other", |c| c.somewhere_beside(is_limit_beyond_the_other)),
    ("is for what would keep something else where it fails", |c| c.somewhere(keeps_what_it_finds_instead)),
    ("is for a call whose failure is saved by callers", |c| c.somewhere_beside(is_saved_by_callers)),
    ("is for what puts on record how work has gone", |c| c.somewhere_beside(keeps_books)),
    ("is for a value that goes into a session", |c| c.somewhere(is_put_into_session)),
    ("begins a trace of its own", |c| c.somewhere_beside(begins_trace_of_its_own)),
    ("is for a call inside of the same that must be no part of it", |c| c.somewhere_beside(is_nested_call)),
    ("is only asked whether it has ended", |c| c.somewhere(is_signal)),
    ("is for what is tried instead of what has failed", |c| c.somewhere_beside(is_tried_instead)),
    ("reads to its end what is closed", |c| c.somewhere_beside(reads_what_is_closed)),
    ("is in a method of what is made to go on", |c| is_of_type_that_goes_on(c.site, c.root, c.call)),
    ("is for the function itself, which ignores its own", |c| is_for_itself(c.site, c.root, c.call)),
    ("is for a call that only asks for the deadline", |c| c.somewhere(is_only_for_deadline)),
    ("is in a stand-in that a test serves", |c| is_served_for_tests(c.site, c.root)),
    ("is for a call whose result is taken unasked", |c| is_taken_unasked(c.site, c.call)),
    ("gets a limit where there is not enough time left", |c| is_to_last_longer(c.site, c.root, c.call)),
    ("takes back what was done with one of its own", |c| takes_back(c.site, c.root, c.call)),
    ("gives back what was taken under the other", |c| c.somewhere_beside(gives_back_what_was_taken)),
    ("tells how work has gone", |c| is_to_tell(c.site, c.root, c.call, &c.journey.places)),
    ("is in what is told of a failure", |c| is_told_of_failure(c.site, c.root)),
    ("is in what writes a log", |c| writes_log(c.site, c.root)),
    ("is meant, as a comment for a linter says", |c| c.somewhere(silences_contextcheck)),
    ("comes behind the whole work of a command", |c| is_behind_whole_work(c.site, c.root, c.call)),
    ("comes behind a failure that is not the end of the other", |c| {
        !given_to_harmless(c.site, c.call) && is_for_other_failures(c.site, c.root, c.call)
    }),
    ("answers a failure under the other", |c| {
        !given_to_harmless(c.site, c.call) && answers_failure(c.site, c.root, c.call)
    }),
    ("is in what runs when the request is answered", |c| is_run_when_answered(c.site, c.root)),
    ("is in what nobody waits for", |c| {
        // Who is started with a context of its own has been given it for that.
        let how = if c.is_in_request() { NotWaitedFor::Any } else { NotWaitedFor::Deferred };
        runs_unwaited(c.site, c.root.func(), how)
            && (c.is_in_request() || !runs_plainly(c.site, c.root.func()))
    }),
];

/// Why it stays though nothing says that it is meant: the end of the other says nothing there, or what it is for goes
/// on beside the function, which could have given the other.
const GOES_ON: &[ToLeave] = &[
    ("comes where the stream has failed", |c| {
        c.is_in_request() && c.somewhere_beside(is_behind_broken_stream)
    }),
    ("comes where the answer could not be written", |c| {
        c.is_in_request() && c.somewhere_beside(is_behind_broken_answer)
    }),
    ("comes behind the answer", |c| is_answered(c.site, c.root, c.call)),
    ("comes when the connection is taken from the server", |c| {
        is_for_hijacked(c.site, c.root, c.call, &c.journey.places)
    }),
    ("finds out what is waited for outside of the handler", |c| tells_who_waits_outside(c.site, c.root)),
    ("is where the other is only there for its values", |c| {
        c.root.is_context() && !given_to_harmless(c.site, c.call) && is_there_for_values(c.site, c.root)
    }),
    ("is for a call whose failure would do harm", |c| {
        let cares = |&&p: &&NodeId| !given_to_harmless(c.site, p);
        let mut calls = c.journey.places.iter().filter(cares).filter_map(|&p| passed_to(c.site, p));
        calls.any(|call| would_do_harm(c.site, c.root, call))
    }),
    ("completes a change under the other", |c| {
        let completes = |&p: &NodeId| completes_a_change(c.site, c.root, c.call, p);
        !c.is_in_test() && c.journey.places.iter().any(completes)
    }),
    ("is for what is taken away behind the last finalizer", |c| c.somewhere_beside(is_behind_finalizer)),
    ("is for what goes on elsewhere when a context has ended", |c| {
        !c.is_in_test() && c.somewhere(|site, p| !given_to_harmless(site, p) && goes_on_elsewhere(site, p))
    }),
    ("is in a goroutine that is not waited for", |c| {
        !c.is_in_test() && !c.is_in_request() && is_unjoined_goroutine(c.site, c.root.func())
    }),
    ("is in what is called later", |c| {
        !c.is_in_test() && c.is_in_request() && is_called_later(c.site, c.root.func())
    }),
    ("is for what a loop tries until it succeeds", |c| {
        !c.is_in_test() && c.somewhere_beside(goes_round_on_failure)
    }),
    ("is for what is begun again until it succeeds", |c| {
        !c.is_in_test() && c.somewhere_beside(is_begun_again_until_success)
    }),
    ("is for what goes on until other work is over", |c| !c.is_in_test() && c.somewhere(goes_on_beside_work)),
    ("is in a loop that stops between its rounds", |c| {
        !c.is_in_test() && c.somewhere_beside(stops_between_rounds)
    }),
    ("is for a call whose last failure is told", |c| !c.is_in_test() && c.somewhere(tells_of_the_last_try)),
    ("is for a try whose failure is told in the end", |c| {
        !c.is_in_test() && c.somewhere_beside(keeps_the_last_failure)
    }),
    ("is in what is polled all the same", |c| !c.is_in_test() && c.somewhere_beside(is_polled_all_the_same)),
    ("is for a second try of what has failed", |c| {
        !c.is_in_test() && is_second_try(c.site, c.root, c.journey)
    }),
    ("is for what goes on beside the rest", |c| {
        let beside = |call| {
            runs_in_background_elsewhere(c.site, call)
                || starts_what_is_shared(c.site, call)
                || c.is_in_request() && makes_for_stored_literal(c.site, call)
        };
        !c.is_in_test() && c.journey.places.iter().filter_map(|&p| passed_to(c.site, p)).any(beside)
    }),
    ("is expected by a test of the package", |c| {
        !c.is_in_test() && c.is_in_request() && c.somewhere(is_expected_by_tests)
    }),
];

/// `Err`: why the detached context stays one.
pub(super) fn may_be_replaced(case: &Case) -> Result<(), &'static str> {
    if is_explained(case.site, case.call) {
        return Err("is explained by a comment");
    }
    may_be_replaced_unsaid(case)?;
    none_holds(GOES_ON, case)
}

/// `Err`: why it is meant to be one, whatever comments say.
fn may_be_replaced_unsaid(case: &Case) -> Result<(), &'static str> {
    let Case { site, root, journey, .. } = *case;
    let mut places = journey.places.iter();
    places.try_for_each(|&p| may_have_another(site, root.func(), p, root.parameter.variable))?;
    none_holds(MEANT, case)
}

/// Whether the detached context is meant to be one, whatever comments say.
pub fn is_meant_unsaid(case: &Case) -> bool {
    may_be_replaced_unsaid(case).is_err()
}
