//! `detached-goroutine`: a goroutine that is started with `context.Background()` or `context.TODO()` where another
//! context is at hand.
//!
//! One that is waited for gets the other context; that is what `background-in-handler` and `background-with-ctx` say
//! of contexts inside of it, so here only those count that the go statement itself hands over. One that a handler does
//! not wait for may go on after the request, and gets the values of its context by `context.WithoutCancel`.

mod apart;
mod heard;
mod values;

use crate::contexts::aftermath::{is_answered, is_for_hijacked};
use crate::contexts::callers::MAX_CALLERS;
use crate::contexts::calls::is_detached_call;
use crate::contexts::detached::comments::{is_explained, says_why_beyond_background};
use crate::contexts::detached::place::{
    Use, context_use, detached_context, started_call, use_qualifies, uses_qualify,
};
use crate::contexts::detached::report::{self, Found};
use crate::contexts::detached::{Case, DETACHED, Verdict, is_meant_unsaid, weigh};
use crate::contexts::endless::is_always_given_bare;
use crate::contexts::outlives::{How, Reason, journey};
use crate::contexts::sources::{Root, root, source};
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};
use crate::{Applicability, Codemod, Finding, Pass};

pub const CODEMOD: Codemod = Codemod {
    name: "detached-goroutine",
    summary: "A goroutine is started with context.Background() or TODO() though another context is at hand",
    needles: DETACHED,
    wants_producers: false,
    wants_twins: false,
    globals: None,
    worth: |glance| glance.text().contains("go") && glance.may_have_source(DETACHED),
    only: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let (site, tree) = (pass.site, pass.site.tree());
    for call in tree.subtree(tree.root()).filter(|&n| is_detached_call(site, n)) {
        if let Some(root) = root(site, call, pass.options) {
            found.extend(finding(site, call, &root));
        }
    }
}

/// What is wrong with the call of `Background` or `TODO`, if anything is.
fn finding(site: Site, call: NodeId, root: &Root) -> Option<Finding> {
    let started = started_call(site, call).map(Use::Argument);
    let here = started.or_else(|| context_use(site, root, call))?;
    let target = match here {
        Use::Argument(_) => None,
        Use::Variable(variable) => Some(variable),
        Use::Asked(_) => return None,
    };
    let journey = journey(site, root.func(), call);
    let (goroutines, others): (Vec<Reason>, Vec<Reason>) = journey
        .reasons
        .iter()
        .cloned()
        .partition(|r| r.how == How::Goroutine && site.tree().kind(r.at) == Kind::Go);
    let qualifies = |u| started_call(site, u).is_some() || use_qualifies(site, root, u);
    if target.is_some_and(|variable| !uses_qualify(site, root, variable, qualifies))
        || is_meant_unsaid(&Case { site, root, call, journey: &journey })
        || is_for_hijacked(site, root, call, &journey.places)
        || says_why_beyond_background(site, call)
        || root.is_context() && is_always_given_bare(site, root.func(), root.parameter.variable, MAX_CALLERS)
        || !matches!(weigh(site, &others)?, (None, None))
    {
        return None;
    }
    let ends_so = goroutines.is_empty() || heard::until_end_only(site, root, &journey, &goroutines);
    if !ends_so {
        return apart::finding(site, root, call, here, &journey, &goroutines);
    }
    if is_explained(site, call) {
        return None;
    }
    if !goroutines.is_empty() {
        return replaced(site, root, call, here);
    }
    if is_answered(site, root, call) || !journey.places.iter().any(|&p| started_call(site, p).is_some()) {
        return None;
    }
    replaced(site, root, call, here)
}

/// The finding for a context in whose place the root's belongs.
fn replaced(site: Site, root: &Root, call: NodeId, here: Use) -> Option<Finding> {
    let target = match here {
        Use::Variable(variable) => Some(variable),
        _ => None,
    };
    let source = source(site, root, call, target)?;
    let verdict = Verdict::Replace(None);
    Some(report::report(
        site,
        CODEMOD.name,
        Found { call, here, detached: detached_context(site, call), root, source, verdict },
    ))
}
