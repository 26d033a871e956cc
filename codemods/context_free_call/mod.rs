//! `context-free-call`: a call that takes no context though it has a twin that takes one, where a context is at hand.
//!
//! `facts::twins` knows the standard library. This file says when such a call is a finding, `meant` why it is none;
//! `twin` finds what may stand in for it, `reach` keeps a twin from calling itself, `process`, `user_words` and
//! `request` know what becomes of commands and requests, `address` what there is to look up, `apart` what is right as
//! it is, `migration`, `rows` and `transaction` what is done for a database as a whole, `misread` whose failure would
//! be taken for something else, `given` what has the context in another way, `clients` what keeps it, `locked` what
//! keeps others out, `begun` what would go on, `callers` and `fetched_for_all` for whom the function works, `asked`
//! where else a context is at hand, `rewrite` and `send` make the edits, `report` says what is wrong.

mod address;
mod apart;
mod asked;
mod begun;
mod callers;
mod clients;
mod fetched_for_all;
mod given;
mod locked;
mod meant;
mod migration;
mod misread;
mod process;
mod reach;
mod report;
mod request;
mod rewrite;
mod rows;
mod send;
mod transaction;
mod twin;
mod user_words;

use crate::contexts::calls::called_name;
use crate::contexts::detached::callers::is_kept_by_caller;
use crate::contexts::detached::clients::is_needed_at_the_end;
use crate::contexts::detached::{changes, weigh};
use crate::contexts::lazy::Level;
use crate::contexts::origins::{Given, Origins, given as value_given};
use crate::contexts::outlives::{How, Journey, Reason, journey_into};
use crate::contexts::sources::{Root, Source, limits, root, source};
use crate::contexts::types::{is_context, is_error, results};
use crate::facts::twins::{Form, NAMES};
use crate::facts::words;
use crate::golang::program::{GoVersion, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Codemod, Finding, Pass};
use meant::{Case, may_be_replaced};
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
    if let Err(why) = may_be_replaced(&Case { site, root: &root, call, twin: &twin }) {
        pass.leave(site.tree().span(call), why);
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

/// `None`: what the call makes is meant to outlive the context, or may be.
fn verdict(site: Site, root: &Root, call: NodeId, twin: &Twin) -> Option<(Verdict, Journey)> {
    let journey = journey_into(site, root.func(), call, &twin.known);
    if journey.kept_by_results || twin.std.is_none() && works_later(site, call) {
        return None;
    }
    if journey.lasts && is_needed_at_the_end(site, call) || is_kept_by_caller(site, root, &journey) {
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
    } else if root.is_request()
        && (changes::in_a_row(site, call, |other| twin::of(site, other).is_some())
            || clients::makes_several_changes(site, call, twin)
            || is_command && locked::is_kept_to_one(site, call))
    {
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
