//! `context-free-call`: a call that takes no context though it has a twin that takes one, where a context is at hand.
//!
//! `facts::twins` knows the standard library. This file says when such a call is a finding; `twin` finds what may stand
//! in for it, `reach` keeps a twin from calling itself, `process`, `user_words` and `request` know what becomes of
//! commands and requests, `address` what there is to look up, `apart` what is right as it is, `migration`, `rows` and
//! `transaction` what is done for a database as a whole, `given` what has the context in another way, `taken_back` what
//! takes something back, `callers` and `fetched_for_all` for whom the function works, `asked` where else a context is
//! at hand, `rewrite` and `send` make the edits, `report` says what is wrong.

mod address;
mod apart;
mod asked;
mod callers;
mod fetched_for_all;
mod given;
mod migration;
mod misread;
mod process;
mod reach;
mod report;
mod request;
mod rewrite;
mod rows;
mod send;
mod taken_back;
mod transaction;
mod twin;
mod user_words;

use crate::contexts::aftermath::{is_answered, is_hijacked, tells_who_waits_outside};
use crate::contexts::blocking_calls::is_behind_end_of_call;
use crate::contexts::callers::{NotWaitedFor, runs_unwaited};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::{cleans_up, where_failed};
use crate::contexts::completing::completed_behind;
use crate::contexts::detached::consequences::{end_of_chain, would_do_harm};
use crate::contexts::detached::outcome::{is_by_the_way, is_told_of_failure, tells_outcome, writes_log};
use crate::contexts::detached::rounds::is_tried_until_done;
use crate::contexts::detached::shared::{gives_error_to_others, is_filled_for_all};
use crate::contexts::detached::{answers_failure, changes, comments, weigh};
use crate::contexts::endless::comes_from_nowhere;
use crate::contexts::handed_over::is_run_when_answered;
use crate::contexts::launch::{brings_none, is_asked_by_nobody};
use crate::contexts::lazy::Level;
use crate::contexts::never::keeps_own_context;
use crate::contexts::origins::{Given, Origins, given as value_given, targets_of};
use crate::contexts::outlives::{How, Journey, Reason, journey_into};
use crate::contexts::sources::{Carrier, Root, Source, limits, root, source};
use crate::contexts::started::{is_started_under_request, makes_for_stored_literal};
use crate::contexts::types::{is_context, is_error, is_of_stand_in, results};
use crate::facts::requests::Lives;
use crate::facts::twins::{Form, NAMES};
use crate::facts::words;
use crate::golang::program::{GoVersion, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Codemod, Finding, Pass};
use process::Fate;
use twin::Twin;

pub const CODEMOD: Codemod = Codemod {
    name: "context-free-call",
    summary: "A call takes no context though it has a twin that does, and a context is at hand",
    needles: NAMES,
    wants_producers: false,
    wants_twins: true,
    globals: None,
    worth: |glance| glance.may_call_with_source(|name| NAMES.binary_search(&name).is_ok()),
    only: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let tree = pass.site.tree();
    let calls = tree.calls(tree.root());
    found.extend(calls.filter_map(|call| finding(pass, call)));
}

/// A call that has a twin, and what is known of it.
struct Found<'a> {
    call: NodeId,
    twin: &'a Twin,
    root: &'a Root,
    source: &'a Source,
}

/// What may be done about a call that takes no context.
enum Verdict {
    /// The twin may take its place; with the guess that this rests on.
    Replace(Option<Reason>),
    /// The calls change several things that belong together.
    SeveralChanges,
    /// The call hands over work that goes on after the request.
    Job,
    /// The process goes on when the function has ended, or is ended in another way.
    Process(&'static str),
    /// What stands in for it is no drop-in.
    Advice(&'static str),
    /// It needs a newer Go.
    Version(GoVersion),
    /// What the result is used for cannot be told, since its package is not on disk.
    NotOnDisk,
}

/// What is wrong with the call, if anything is.
fn finding(pass: &Pass, call: NodeId) -> Option<Finding> {
    let site = pass.site;
    let root = root(site, call, pass.options).or_else(|| asked::root(site, call))?;
    let twin = twin::of(site, call)?;
    if is_meant(site, &root, call, &twin) {
        return None;
    }
    let (verdict, journey) = verdict(site, &root, call, &twin)?;
    let source = source(site, &root, call, None)?;
    if ends_too_early(site, &root, &source, call, &journey)
        || twin::wants_deadline(site, &twin) && !has_deadline(site, &source, call)
    {
        return None;
    }
    let found = Found { call, twin: &twin, root: &root, source: &source };
    let verdict = match verdict {
        Verdict::Replace(_) if twin.since() > site.program.go_version(&site.file.path) => {
            Verdict::Version(twin.since())
        }
        other => other,
    };
    Some(report::report(site, &found, &verdict))
}

/// Whether the call is right to have no context, or has one in another way.
fn is_meant(site: Site, root: &Root, call: NodeId, twin: &Twin) -> bool {
    let detached = if root.is_request() { NotWaitedFor::Any } else { NotWaitedFor::Deferred };
    let for_tests = twin.is_of("net/http/httptest") && root.carrier != Carrier::Test;
    let is_request = twin.replaces("NewRequest");
    for_tests
        || is_of_root(site, root, call)
        || is_asked_by_nobody(site, &site.callee(call))
        || given::has_been_given(site, call)
        || is_answered(site, root, call)
        || is_hijacked(site, root, call)
        || tells_who_waits_outside(site, root)
        || cleans_up(site, call)
        || is_deferred_itself(site, call)
        || apart::has_no_end(site, call)
        || brings_none(site, root)
        || apart::hopes_for_failure(site, call, twin.is_of("net"))
        || apart::is_used_unasked(site, call)
        || misread::takes_timeout_for_success(site, root, call)
        || std::iter::once(call).chain(done_with(site, call)).any(|c| misread::shortens_result(site, c))
        || misread::is_run_again_on_failure(site, root, call)
        || !is_request && misread::is_taken_without_error(site, call)
        || twin.is_of("os/exec") && is_of_stand_in(site)
        || migration::is_in_migration(site, twin)
        || rows::are_taken_for_all(site, call)
        || taken_back::is_of_pair(site, call)
        || completed_behind(site, call).is_some()
        || misread::takes_failures_for_done(site, root, call)
        || tells_outcome(site, root, call)
        || is_by_the_way(site, call) && where_failed(site, call)
        || answers_failure(site, root, call)
        || is_told_of_failure(site, root)
        || writes_log(site, root)
        || keeps_own_context(site, root.func(), call, root.parameter.variable)
        || is_behind_end_of_call(site, call)
        || comments::says_why(site, call)
        || twin.std.is_some_and(|s| s.looks_up) && address::is_known(site, call)
        || twin.is_of("crypto/tls") && given::is_ended_otherwise(site, root.func(), call)
        || twin.is_of("net/http") && request::is_answered_unasked(site, call)
        || is_request && (request::gets_context_later(site, call) || request::goes_nowhere(site, call))
        || reach::reaches_itself(site, twin)
        || twin::only_stops_waiting(site, call, twin)
        || twin::gives_up_unheard(site, call, twin)
        || twin::leaves_work_going_on(site, twin)
        || is_tried_until_done(site, call)
        || root.is_context() && comes_from_nowhere(site, root)
        || !site.file.is_test() && callers::must_come_to_its_end(site)
        || runs_unwaited(site, root.func(), detached)
        || given::is_given_what_has_context(site, root, call)
        || given::is_of_what_was_made_with_it(site, root, call)
        || is_for_others(site, root, call)
        || std::iter::once(call).chain(done_with(site, call)).any(|c| would_do_harm(site, root, c))
        || twin.replaces("Begin")
            && (transaction::is_committed_unasked(site, call)
                || transaction::must_be_rolled_back(site, call)
                || transaction::is_record_of_job(site, call))
        || root.is_request() && !is_request && makes_for_stored_literal(site, call)
        || is_run_when_answered(site, root)
        || !root.is_request() && is_started_under_request(site, root.func())
        || is_request && fetched_for_all::is_fetched_for_all(site, call)
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

/// `None`: what the call makes is meant to outlive the context, or may be.
fn verdict(site: Site, root: &Root, call: NodeId, twin: &Twin) -> Option<(Verdict, Journey)> {
    let journey = journey_into(site, root.func(), call, &twin.known);
    if journey.kept_by_results || twin.std.is_none() && works_later(site, call) {
        return None;
    }
    if let Some(Form::Advice(text)) = twin.std.map(|s| s.form) {
        return Some((Verdict::Advice(text), journey));
    }
    let is_command = twin.is_of("os/exec") || twin.replaces("Command") || process::makes_command(site, call);
    if is_command {
        match process::fate(site, call, journey.returned > Level::No) {
            Fate::Ends => {}
            Fate::Managed => return None,
            Fate::GoesOn(why) => return Some((Verdict::Process(why), journey)),
        }
    }
    let goes_elsewhere =
        || request::is_sent_beside(site, call) || request::gets_context_from_caller(site, call);
    if twin.is_of("net/http") && journey.returned > Level::No && goes_elsewhere() {
        return None;
    }
    // A client or a server is made to last; a request or a command is made for the call.
    let lasts = !twin.is_of("net/http") && !is_command;
    if lasts && !root.is_request() && journey.returned > Level::No && makes_what_lasts(site, root) {
        return None;
    }
    // It works without a context as it is: what may only be stored or go on is no reason to give it one.
    if journey.reasons.iter().any(|r| r.level > Level::No && r.how != How::Returned && r.how != How::Kept) {
        return None;
    }
    let (guess, job) = weigh(site, &journey.reasons)?;
    let verdict = if job.is_some() {
        Verdict::Job
    } else if root.is_request() && changes::in_a_row(site, call, |other| twin::of(site, other).is_some()) {
        Verdict::SeveralChanges
    } else if !twin.on_disk && !is_used_at_once(site, call) {
        Verdict::NotOnDisk
    } else {
        Verdict::Replace(guess)
    };
    Some((verdict, journey))
}

/// Whether the function is named as one that makes something that lasts: its context is for the making.
fn makes_what_lasts(site: Site, root: &Root) -> bool {
    let tree = site.tree();
    tree.child(root.func(), Field::Name).is_some_and(|n| words::is_maker(tree.text(n)))
}

/// Whether the call only makes something whose methods are given contexts of their own for what they do: it has
/// nothing to be cancelled itself, and the context of its twin is for the life of what it makes.
fn works_later(site: Site, call: NodeId) -> bool {
    let types = results(site, call);
    if !types.iter().any(is_error) && gives_context_to_method(site, call) {
        return true;
    }
    let Some(target) = target_of(site, call).filter(|_| !types.iter().any(is_error)) else { return false };
    site.scopes().uses(target).iter().any(|&u| gives_context_to_method(site, u))
}

/// Whether a method of the value is called and given a context: `provider.Verifier(config).Verify(ctx, token)`.
fn gives_context_to_method(site: Site, value: NodeId) -> bool {
    let tree = site.tree();
    let selector = tree.parent(value).filter(|&s| tree.kind(s) == Kind::Selector);
    let method = selector.and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
    let first = method.and_then(|m| tree.arg(m, 0));
    first.is_some_and(|f| is_context(&site.type_of(f)))
}

/// The variable that is given the only result of the call.
fn target_of(site: Site, call: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let stmt = tree.parent(tree.parent(call)?)?;
    let targets = match tree.child(stmt, Field::Left) {
        Some(left) => tree.list(left),
        None => tree.children_in(stmt, Field::Name).collect(),
    };
    let [target] = targets[..] else { return None };
    let (value, _) = value_given(site, target)?;
    (value == Given::Value(call)).then(|| site.scopes().resolve(target)).flatten()
}

/// Whether a method of the result is called where it stands: `db.QueryRow(q).Scan(&x)`.
fn is_used_at_once(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let selector = tree.parent(call).filter(|&s| tree.kind(s) == Kind::Selector);
    let outer = selector.and_then(|s| tree.parent(s));
    outer.is_some_and(|o| {
        tree.kind(o) == Kind::Call
            && matches!(called_name(site, o), Some("Scan" | "Err" | "Run" | "Output" | "CombinedOutput"))
    })
}

/// Whether the nearest context is known to have a deadline.
fn has_deadline(site: Site, source: &Source, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.lookup(&source.text, tree.span(call).start as usize) else { return false };
    let binding = scopes.binding(variable);
    let flow = site.flow(binding.func);
    let limited = |target: NodeId| match value_given(site, target) {
        Some((Given::Result(made, 0), _)) => limits(site, made),
        _ => false,
    };
    let comes_first = |target: NodeId| {
        let points = flow.point_of(target).zip(flow.point_of(call));
        points.is_some_and(|(from, here)| flow.dominates(from, here))
    };
    let written = scopes.uses(variable).iter().copied().chain([binding.ident]);
    written.into_iter().any(|target| limited(target) && comes_first(target))
}

/// Whether the nearest context is released while what the call makes is still in use.
fn ends_too_early(site: Site, root: &Root, source: &Source, call: NodeId, journey: &Journey) -> bool {
    let at = site.tree().span(call).start as usize;
    let Some(variable) = site.scopes().lookup(&source.text, at) else { return false };
    let origins = Origins::new(site, root);
    // A deferred release comes before the caller looks at what it was given.
    journey.returned > Level::No && origins.is_released(variable, true)
        || journey.lasts && origins.is_released_behind(variable, call)
}
