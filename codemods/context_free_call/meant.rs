//! Why a call is right to have no context, or has one in another way: the reasons that are asked, one after the other.
//! What each rests on is in the file whose function it asks.

use super::twin::{
    Twin, gives_up_unheard, leaves_work_going_on, may_only_ask_for_deadline, only_stops_waiting,
};
use super::{
    address, apart, begun, callers, clients, fetched_for_all, given, migration, misread, reach, request,
    rows, transaction,
};
use crate::contexts::aftermath::{is_answered, is_hijacked, tells_who_waits_outside};
use crate::contexts::blocking_calls::is_behind_end_of_call;
use crate::contexts::callers::{NotWaitedFor, runs_unwaited};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::{cleans_up, where_failed};
use crate::contexts::completing::completed_behind;
use crate::contexts::detached::consequences::{end_of_chain, would_do_harm};
use crate::contexts::detached::kept_instead::keeps_for_all;
use crate::contexts::detached::outcome::{is_by_the_way, is_told_of_failure, tells_outcome, writes_log};
use crate::contexts::detached::rounds::is_tried_until_done;
use crate::contexts::detached::shared::{gives_error_to_others, is_filled_for_all};
use crate::contexts::detached::{answers_failure, comments};
use crate::contexts::endless::comes_from_nowhere;
use crate::contexts::handed_over::is_run_when_answered;
use crate::contexts::launch::{brings_none, is_asked_by_nobody};
use crate::contexts::never::keeps_own_context;
use crate::contexts::origins::targets_of;
use crate::contexts::reasons::none_holds;
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::started::{is_started_under_request, makes_for_stored_literal};
use crate::contexts::taken_back::is_of_pair;
use crate::contexts::waiting::support::is_of_stand_in;
use crate::facts::requests::Lives;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// A call that has a twin, where a context is at hand.
pub(super) struct Case<'a> {
    pub site: Site<'a>,
    pub root: &'a Root,
    pub call: NodeId,
    pub twin: &'a Twin,
}

impl Case<'_> {
    /// Whether `is` so of the call, or of one that sends the request, or runs the command, which it makes.
    fn when_done(&self, is: impl Fn(NodeId) -> bool) -> bool {
        is(self.call) || done_with(self.site, self.call).into_iter().any(is)
    }

    /// Whether the call makes a request, and sends nothing yet.
    fn makes_request(&self) -> bool {
        self.twin.replaces("NewRequest")
    }
}

/// What is so of a call that is left alone, and whether it is.
type ToLeave = (&'static str, fn(&Case) -> bool);

/// Why the call is right as it is.
const MEANT: &[ToLeave] = &[
    ("is for tests, and in none", |c| c.twin.is_of("net/http/httptest") && c.root.carrier != Carrier::Test),
    ("runs the command that is running", |c| is_of_root(c.site, c.root, c.call)),
    ("runs what nobody asks for its context", |c| is_asked_by_nobody(c.site, c.call)),
    ("is of what has been given a context", |c| given::has_been_given(c.site, c.call)),
    ("comes behind the answer", |c| is_answered(c.site, c.root, c.call)),
    ("comes when the connection is taken from the server", |c| is_hijacked(c.site, c.root, c.call)),
    ("finds out what is waited for outside of the handler", |c| tells_who_waits_outside(c.site, c.root)),
    ("cleans up", |c| cleans_up(c.site, c.call)),
    ("is deferred", |c| is_deferred_itself(c.site, c.call)),
    ("does what does not depend on its caller", |c| apart::has_no_end(c.site, c.call)),
    ("is in a command that is given no context", |c| brings_none(c.site, c.root)),
    ("is hoped to fail", |c| c.when_done(|call| apart::hopes_for_failure(c.site, call, c.twin.is_of("net")))),
    ("is the last resort behind changes without a context", |c| apart::is_last_resort(c.site, c.call)),
    ("gives what is used unasked", |c| apart::is_used_unasked(c.site, c.call)),
    ("would have its end taken for success", |c| misread::takes_timeout_for_success(c.site, c.root, c.call)),
    ("would shorten a result unheard", |c| c.when_done(|call| misread::shortens_result(c.site, call))),
    ("would be made again at once", |c| misread::would_spin(c.site, c.root, c.call)),
    ("has a stand-in without a context", |c| c.when_done(|call| misread::has_stand_in_without(c.site, call))),
    ("gives what is kept for all, or something in its place", |c| {
        c.when_done(|call| keeps_for_all(c.site, end_of_chain(c.site, call)))
    }),
    ("is run again on failure", |c| misread::is_run_again_on_failure(c.site, c.root, c.call)),
    ("gives what is taken without its error", |c| {
        !c.makes_request() && misread::is_taken_without_error(c.site, c.call)
    }),
    ("fails in a way that is kept as a state", |c| misread::is_taken_for_state(c.site, c.call)),
    ("would have its end kept as the last failure", |c| {
        c.when_done(|call| misread::is_kept_as_last_failure(c.site, call))
    }),
    ("would be counted as a failure in the end", |c| {
        c.when_done(|call| misread::is_counted_as_failure(c.site, c.root, call))
    }),
    ("runs a process in what stands in for something in a test", |c| {
        c.twin.is_of("os/exec") && c.site.file.is_test() && is_of_stand_in(c.site)
    }),
    ("is part of a migration", |c| migration::is_in_migration(c.site, c.twin)),
    ("gives rows that are taken for all there are", |c| rows::are_taken_for_all(c.site, c.call)),
    ("takes back what was done, or stands between the two", |c| is_of_pair(c.site, c.call)),
    ("is completed by what comes behind it", |c| completed_behind(c.site, c.call).is_some()),
    ("would have its failures taken for done", |c| misread::takes_failures_for_done(c.site, c.root, c.call)),
    ("tells how work has gone", |c| tells_outcome(c.site, c.root, c.call)),
    ("is made by the way where something has failed", |c| {
        is_by_the_way(c.site, c.call) && where_failed(c.site, c.call)
    }),
    ("answers a failure", |c| answers_failure(c.site, c.root, c.call)),
    ("is in what is told of a failure", |c| is_told_of_failure(c.site, c.root)),
    ("is in what writes a log", |c| writes_log(c.site, c.root)),
    ("is where no other context would do", |c| {
        keeps_own_context(c.site, c.root.func(), c.call, c.root.parameter.variable)
    }),
    ("comes behind the end of a call that waits", |c| is_behind_end_of_call(c.site, c.call)),
    ("is explained by a comment", |c| comments::says_why(c.site, c.call)),
    ("has nothing to look up", |c| {
        c.twin.std.is_some_and(|s| s.looks_up) && address::is_known(c.site, c.call)
    }),
    ("dials the function's own listener", |c| {
        c.twin.is_of("net") && address::is_of_own_listener(c.site, c.call)
    }),
    ("is ended by the function in another way", |c| {
        c.twin.is_of("crypto/tls") && given::is_ended_otherwise(c.site, c.root.func(), c.call)
    }),
    ("gives an answer that is looked at unasked", |c| {
        c.twin.is_of("net/http") && request::is_answered_unasked(c.site, c.call)
    }),
    ("makes a request that is given a context later", |c| {
        c.makes_request() && request::gets_context_later(c.site, c.call)
    }),
    ("makes a request that goes nowhere", |c| c.makes_request() && request::goes_nowhere(c.site, c.call)),
    ("is in the twin, or in what that calls", |c| reach::reaches_itself(c.site, c.twin)),
    ("has a twin that would only stop waiting", |c| only_stops_waiting(c.site, c.call, c.twin)),
    ("has a twin that would give up unheard", |c| gives_up_unheard(c.site, c.call, c.twin)),
    ("has a twin that would leave work going on", |c| leaves_work_going_on(c.site, c.twin)),
    ("has a twin that only asks for the deadline", |c| may_only_ask_for_deadline(c.site, c.call, c.twin)),
    ("is tried until it succeeds", |c| is_tried_until_done(c.site, c.call)),
    ("has no context at hand that ends", |c| c.root.is_context() && comes_from_nowhere(c.site, c.root)),
    ("is in what must come to its end", |c| !c.site.file.is_test() && callers::must_come_to_its_end(c.site)),
    ("is in what nobody waits for", |c| {
        let how = if c.root.is_request() { NotWaitedFor::Any } else { NotWaitedFor::Deferred };
        runs_unwaited(c.site, c.root.func(), how)
    }),
    ("is given what has the context", |c| given::is_given_what_has_context(c.site, c.root, c.call)),
    ("is of what was made with the context", |c| given::is_of_what_was_made_with_it(c.site, c.root, c.call)),
    ("gives what others get too", |c| is_for_others(c.site, c.root, c.call)),
    ("completes what was done by what keeps the context", |c| {
        clients::completes_what_was_done(c.site, c.call, c.twin)
    }),
    ("would do harm by a failure", |c| c.when_done(|call| would_do_harm(c.site, c.root, call))),
    ("would leave going on what was begun before", |c| {
        !c.makes_request() && c.when_done(|call| begun::is_left_going(c.site, call))
    }),
    ("begins what is committed unasked", |c| {
        c.twin.replaces("Begin") && transaction::is_committed_unasked(c.site, c.call)
    }),
    ("begins what must be rolled back", |c| {
        c.twin.replaces("Begin") && transaction::must_be_rolled_back(c.site, c.call)
    }),
    ("begins the record of a job that is started with it", |c| {
        c.twin.replaces("Begin") && transaction::is_record_of_job(c.site, c.call)
    }),
    ("makes what is used when the request is over", |c| {
        c.root.is_request() && !c.makes_request() && makes_for_stored_literal(c.site, c.call)
    }),
    ("is in what runs when the request is answered", |c| is_run_when_answered(c.site, c.root)),
    ("makes a request for all who wait for its answer", |c| {
        c.makes_request() && fetched_for_all::is_fetched_for_all(c.site, c.call)
    }),
    ("makes a request for what is remembered unasked", |c| {
        c.makes_request() && c.root.is_request() && fetched_for_all::is_remembered_unasked(c.site, c.call)
    }),
    ("is in what is started under a request", |c| {
        !c.root.is_request() && is_started_under_request(c.site, c.root.func())
    }),
];

/// `Err`: why the call stays as it is.
pub(super) fn may_be_replaced(case: &Case) -> Result<(), &'static str> {
    none_holds(MEANT, case)
}

/// Whether the outcome of the call, or of a method of what it gives, is put where others find it:
/// `f.err = db.QueryRow(query).Scan(&f.value)`.
fn is_for_others(site: Site, root: &Root, call: NodeId) -> bool {
    gives_error_to_others(site, root, end_of_chain(site, call)) || is_filled_for_all(site, root, call)
}

/// The calls that send the request which `call` makes, or run the command: they fail when the context has ended.
fn done_with(site: Site, call: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let made = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    let uses = made.map_or(&[][..], |v| site.scopes().uses(v)).iter();
    let runs = |u: NodeId| {
        let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector).and_then(|s| tree.parent(s));
        method.filter(|&c| matches!(called_name(site, c), Some("Run" | "Output" | "CombinedOutput" | "Wait")))
    };
    let sends = |u: NodeId| passed_to(site, u).filter(|&c| called_name(site, c) == Some("Do"));
    uses.filter_map(|&u| runs(u).or_else(|| sends(u))).collect()
}

/// `cmd.Execute()`, where `cmd` is what would be asked for the context.
fn is_of_root(site: Site, root: &Root, call: NodeId) -> bool {
    let operand = site.tree().receiver(call);
    let is_command = root.request_type().is_some_and(|kind| kind.lives == Lives::Process);
    operand.is_some_and(|o| root.is_named_by(site, o) || is_command && is_of_program(site, call, o))
}

/// `rootCmd.Execute()` of a command of the package that is one variable for all of the program: it is perhaps the one
/// that is running, and has the context already.
fn is_of_program(site: Site, call: NodeId, operand: NodeId) -> bool {
    called_name(site, call).is_some_and(|n| n.starts_with("Execute"))
        && site.tree().kind(operand) == Kind::Ident
        && site.scopes().resolve(operand).is_none()
}

/// `defer f()`
fn is_deferred_itself(site: Site, call: NodeId) -> bool {
    site.tree().parent(call).is_some_and(|p| site.tree().kind(p) == Kind::Defer)
}
