//! `missing-ctx-param`: a function makes a context of its own though those who call it have one to pass.
//!
//! `contexts::detached` knows which of the contexts it makes could be its caller's, `contexts::thread` brings that to
//! it. Off by default: it changes signatures.

use crate::contexts::detached::{DETACHED, replaceable_by_parameter};
use crate::contexts::parameters::{parameters, receiver};
use crate::contexts::thread::calls::{CallSite, Key, Target, key};
use crate::contexts::thread::changes::Changes;
use crate::contexts::thread::nearest::nearest;
use crate::contexts::thread::scan::{Obstacle, Reach, place, widening};
use crate::contexts::thread::{NAME, Thread, is_entry};
use crate::contexts::types::{is_context, request_type};
use crate::golang::program::Site;
use crate::golang::syntax::{Field, NodeId};
use crate::{Applicability, Codemod, Finding, Fix, Pass, Related};
use std::collections::BTreeSet;
use std::path::Path;

pub const CODEMOD: Codemod = Codemod {
    name: "missing-ctx-param",
    summary: "A function makes its own context though its callers have one to pass",
    needles: DETACHED,
    wants_producers: false,
    wants_twins: false,
    globals: None,
    worth: |_| true,
    only: None,
    best: Applicability::Unsafe,
    on_by_default: false,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let site = pass.site;
    let tree = site.tree();
    let is_function = tree.kind(tree.root()).is_func();
    if !is_function || is_entry(site) || site.file.is_test() || brings_context(site) {
        return;
    }
    let made = replaceable_by_parameter(pass);
    if made.is_empty() {
        return;
    }
    if let Ok(Some(outcome)) = widening(site, |reach| attempt(pass, &made, reach)) {
        found.push(report(site, &made, outcome));
    }
}

/// Whether a parameter or the receiver is a context, or can be asked for one.
fn brings_context(site: Site) -> bool {
    let root = site.tree().root();
    parameters(site, root).into_iter().chain(receiver(site, root)).any(|p| {
        let ty = p.type_in(site);
        is_context(&ty) || request_type(site, &ty).is_some()
    })
}

/// What became of the attempt to give the function a parameter.
struct Outcome {
    /// Callers that have a context: what is said of the first one, for the message, and all of them.
    first: String,
    callers: Vec<Related>,
    /// The fix, and what else it changes.
    fix: Result<(Fix, Option<String>), Obstacle>,
}

/// `None` where no caller has a context to pass.
fn attempt(pass: &Pass, made: &[NodeId], reach: &Reach) -> Result<Option<Outcome>, Obstacle> {
    let site = pass.site;
    let home = site.file.path.clone();
    let mut thread = Thread::new(reach, pass, &home);
    let target = Target::around(site, pass.options, &home)?;
    let (calls, others) = target.uses(reach, &home)?;
    let having = having_context(&thread, calls.clone());
    let (whose, having) = match having.is_empty() {
        true => ("a caller further up on", further_up(&thread, reach, calls, &home)),
        false => ("its caller on", having),
    };
    let Some(first) = having.first() else { return Ok(None) };
    let related = |c: &CallSite| Related {
        path: c.site.file.path.clone(),
        span: c.site.tree().span(c.call),
        message: "a caller that has a context".to_owned(),
    };
    match others.map_or_else(|| fix(site, made, &mut thread), Err) {
        Err(why) if reach.lacks() => Err(why),
        fix => Ok(Some(Outcome {
            first: format!("{whose} {}", place(&home, first.site, first.call)),
            callers: having.iter().map(related).collect(),
            fix,
        })),
    }
}

/// The calls whose callers have a context to pass; those of tests may have what they like, and what a program has in
/// `main` itself is its own. A literal there may be a handler.
fn having_context<'a>(thread: &Thread<'a, '_>, calls: Vec<CallSite<'a>>) -> Vec<CallSite<'a>> {
    let in_entry = |c: &CallSite<'a>| {
        let tree = c.site.tree();
        is_entry(c.site) && tree.enclosing_func(c.call) == Some(tree.root())
    };
    let is_one = |c: &CallSite<'a>| !c.site.file.is_test() && !in_entry(c) && thread.has_context(c);
    calls.into_iter().filter(is_one).collect()
}

/// How many callers up it is looked for one that has a context.
const MAX_CALLERS: usize = 3;

/// The same of the calls of those that call the function in turn and have none, the nearest first.
fn further_up<'a>(
    thread: &Thread<'a, '_>,
    reach: &Reach<'a>,
    calls: Vec<CallSite<'a>>,
    home: &Path,
) -> Vec<CallSite<'a>> {
    let mut seen: BTreeSet<Key> = BTreeSet::new();
    let mut below = calls;
    for _ in 1..MAX_CALLERS {
        let lacking = below.into_iter().filter(|c| {
            let has_none = || nearest(c.site, c.args).is_ok_and(|found| found.is_none());
            !c.site.file.is_test() && !is_entry(c.site) && seen.insert(key(c.site)) && has_none()
        });
        let targets = lacking.filter_map(|c| Target::around(c.site, thread.pass.options, home).ok());
        let above: Vec<CallSite> = targets.filter_map(|t| t.calls(reach, home).ok()).flatten().collect();
        let having = having_context(thread, above.clone());
        if !having.is_empty() {
            return having;
        }
        below = above;
    }
    Vec::new()
}

/// The edits that give the function a parameter, and all that calls it something to pass.
fn fix<'a>(
    site: Site<'a>,
    made: &[NodeId],
    thread: &mut Thread<'a, '_>,
) -> Result<(Fix, Option<String>), Obstacle> {
    for &call in made {
        thread.read(site, call)?;
    }
    thread.run()?;
    let mut changes = Changes::new(thread);
    changes.make()?;
    let others = thread.changed.len().saturating_sub(1);
    let note = match others {
        0 => None,
        1 => Some("and so does one function on the way to it".to_owned()),
        n => Some(format!("and so do {n} functions on the way to it")),
    };
    Ok((changes.finish()?, note))
}

fn report(site: Site, made: &[NodeId], outcome: Outcome) -> Finding {
    let tree = site.tree();
    let name = tree.child(tree.root(), Field::Name).map_or("the function", |n| tree.text(n));
    let message = format!(
        "{name} makes a context of its own though {} has one, so its work goes on when that is canceled",
        outcome.first
    );
    let (message, fix) = match outcome.fix {
        Ok((fix, note)) => {
            let note = note.map(|n| format!(", {n}")).unwrap_or_default();
            (format!("{message}; it gets a parameter {NAME}{note}"), Some(fix))
        }
        Err(why) => (format!("{message}; it stays because {why}"), None),
    };
    Finding::new(site, CODEMOD.name, tree.span(made[0]), message)
        .with_fix(fix, Applicability::Unsafe)
        .with_related(outcome.callers)
}
