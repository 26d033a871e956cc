//! `background-in-handler`: `context.Background()` or `context.TODO()` where a request is at hand.
//!
//! This file says when that is a finding and how it reads; `place` tells at which places of a function a context
//! counts, `changes` which calls belong together, `comments` where the author says why.

mod changes;
mod comments;
mod place;

use crate::contexts::lazy::Level;
use crate::contexts::never::{called_name, keeps_own_context, runs_detached};
use crate::contexts::outlives::{How, Reason, What, journey};
use crate::contexts::sources::{Request, Source, request, source};
use crate::contexts::types::named;
use crate::edits::EditSet;
use crate::facts::words;
use crate::golang::program::{GoVersion, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Codemod, Finding, Fix, Pass};
use comments::says_why;
use place::{Use, context_use, detached_context, is_detached_call, uses_qualify};

pub const CODEMOD: Codemod = Codemod {
    name: "background-in-handler",
    summary: "A handler works under context.Background() or TODO() instead of the request's context",
    needles: &["Background", "TODO"],
    wants_producers: false,
    beside: &["Request"],
    only: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

/// The first version with `context.WithoutCancel`.
const WITHOUT_CANCEL: GoVersion = GoVersion { major: 1, minor: 21 };

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let (site, tree) = (pass.site, pass.site.tree());
    let calls = tree.subtree(tree.root()).filter(|&n| is_detached_call(site, n));
    found.extend(calls.filter_map(|call| finding(site, call)));
}

/// What is wrong with the call of `Background` or `TODO`, if anything is.
fn finding(site: Site, call: NodeId) -> Option<Finding> {
    let request = request(site, call)?;
    let here = context_use(site, &request, call)?;
    let target = match here {
        Use::Argument(_) | Use::Asked(_) => None,
        Use::Variable(variable) => Some(variable),
    };
    let source = source(site, &request, call, target)?;
    let verdict = match here {
        // What is asked of a context is asked once, and nothing keeps it.
        Use::Asked(_) => Verdict::Replace(None),
        _ if target.is_some_and(|variable| !uses_qualify(site, &request, variable)) => return None,
        _ => verdict(site, &request, call)?,
    };
    Some(report(site, call, here, &request, source, verdict))
}

/// What may be done about a detached context that a handler should not have.
enum Verdict {
    /// The request's context may take its place; with the guess that this rests on.
    Replace(Option<Reason>),
    /// The calls change several things that belong together.
    SeveralChanges,
    /// The call hands over work that goes on after the request.
    Job(NodeId),
}

/// `None`: the context is meant to outlive the request, or may be.
fn verdict(site: Site, request: &Request, call: NodeId) -> Option<Verdict> {
    let func = request.parameter.func;
    let journey = journey(site, func, call);
    let own = |&p: &NodeId| keeps_own_context(site, func, p, request.parameter.variable);
    if says_why(site, call) || journey.places.iter().any(own) || runs_detached(site, func) {
        return None;
    }
    let (mut guess, mut job) = (None, None);
    for reason in journey.reasons {
        match (reason.how, reason.level) {
            (How::Returned, _) | (_, Level::No) => {}
            (How::Kept, Level::Guess) if reason.what == What::Context => {
                let name = called_name(site, reason.at).unwrap_or_default();
                if words::is_job(name) {
                    job = Some(reason.at);
                } else if words::is_start(name) {
                    return None;
                }
                guess.get_or_insert(reason);
            }
            _ => return None,
        }
    }
    Some(match job {
        Some(call) => Verdict::Job(call),
        None if changes::several(site, &journey.places) => Verdict::SeveralChanges,
        None => Verdict::Replace(guess),
    })
}

fn report(
    site: Site,
    call: NodeId,
    here: Use,
    request: &Request,
    source: Source,
    verdict: Verdict,
) -> Finding {
    let tree = site.tree();
    let ends = if writes_response(site, request) { "the client has left" } else { "the request has ended" };
    let what = subject(site, call, here, &source.text);
    let without_cancel = if site.program.go_version(&site.file.path) >= WITHOUT_CANCEL {
        format!("; what must be finished gets context.WithoutCancel({})", source.text)
    } else {
        "; what must be finished needs a context with the request's values that does not end with it"
            .to_owned()
    };
    let message = match &verdict {
        Verdict::Replace(_) if matches!(here, Use::Asked(_)) => {
            format!("{what}, so it never learns that the request has ended, nor what comes with it")
        }
        Verdict::Replace(guess) => {
            let note =
                guess.as_ref().map_or(String::new(), |r| format!("; the request's context {}", r.text));
            format!("{what}, so its work goes on after {ends}{note}")
        }
        Verdict::SeveralChanges => format!(
            "{what}, so its work goes on after {ends}, but it is one of several changes in a row that should not \
             stop half-way{without_cancel}"
        ),
        Verdict::Job(job) => format!(
            "{what}, and the work that {} starts may outlive the request but has none of its values{without_cancel}",
            callee_text(site, *job)
        ),
    };
    let fix = matches!(verdict, Verdict::Replace(_)).then(|| fix(site, call, source)).flatten();
    Finding {
        codemod: CODEMOD.name,
        path: site.file.path.clone(),
        span: tree.span(call),
        message,
        applicability: if fix.is_some() { Applicability::Unsafe } else { Applicability::None },
        related: Vec::new(),
        fix,
    }
}

/// «load gets context.Background() instead of r.Context()»
fn subject(site: Site, call: NodeId, here: Use, source: &str) -> String {
    let tree = site.tree();
    let detached = detached_context(site, call);
    let of_request = match source.ends_with("()") {
        true => format!("the request's {source}"),
        false => format!("the request's context {source}"),
    };
    match here {
        Use::Argument(receiver) => {
            format!("{} gets {detached} instead of {of_request}", callee_text(site, receiver))
        }
        Use::Asked(question) => {
            let name = called_name(site, question).unwrap_or_default();
            format!("{name} is asked of {detached} instead of {of_request}")
        }
        Use::Variable(variable) => {
            let name = tree.text(site.scopes().binding(variable).ident);
            format!("{name} is {detached} instead of {of_request}")
        }
    }
}

/// The callee as a message names it: in full where it is short.
fn callee_text(site: Site, call: NodeId) -> String {
    let tree = site.tree();
    let Some(function) = tree.child(call, Field::Function).map(|f| tree.unparen(f)) else {
        return "the function".to_owned();
    };
    let text = tree.text(function);
    match tree.kind(function) {
        Kind::Ident | Kind::Selector if text.len() <= 40 && !text.contains(['\n', '(', '{']) => {
            text.to_owned()
        }
        _ => called_name(site, call).unwrap_or("the function").to_owned(),
    }
}

/// Whether the request comes with a writer for the response: then a client waits for it.
fn writes_response(site: Site, request: &Request) -> bool {
    crate::contexts::parameters::parameters(site, request.parameter.func)
        .iter()
        .any(|p| named(&p.type_in(site)) == Some(("net/http", "ResponseWriter")))
}

fn fix(site: Site, call: NodeId, source: Source) -> Option<Fix> {
    let mut edits = source.naming;
    edits.push(crate::edits::Edit::replace(site.tree().span(call), source.text));
    let mut fix = Fix::default();
    fix.edits.insert(site.file.path.clone(), EditSet::new(edits).ok()?);
    Some(fix)
}
