//! `deferred-in-loop`: the release of a context that each iteration makes is deferred, and so waits for the end of
//! the function.
//!
//! This file says when that is so; `repair` releases in each iteration instead.

mod repair;
mod test_end;

use crate::contexts::arms::is_taken_once;
use crate::contexts::calls::is_detached_call;
use crate::contexts::creation::{Creation, Place, Target, creations};
use crate::contexts::iteration::{Iteration, is_bounded};
use crate::contexts::join::ends_of;
use crate::contexts::lazy::Level;
use crate::contexts::leavings::{Leaving, iteration_block, leavings};
use crate::contexts::outlives::How;
use crate::contexts::uses::{ReleaseUse, Use, release_uses};
use crate::golang::flow::Flow;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_read};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::undeferred_cancel::CODEMOD as UNDEFERRED;
use crate::{Applicability, Codemod, Finding, Pass};

pub const CODEMOD: Codemod = Codemod {
    name: "deferred-in-loop",
    summary: "A release deferred in a loop runs only when the function ends",
    needles: UNDEFERRED.needles,
    worth: |glance| glance.may_lose_release(),
    only: None,
    wants_producers: true,
    wants_twins: false,
    globals: None,
    best: Applicability::Safe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    for creation in creations(pass.site) {
        found.extend(finding(pass.site, &creation));
    }
}

fn finding(site: Site, creation: &Creation) -> Option<Finding> {
    let (Target::Local(release), Some(func)) = (creation.release, creation.func) else { return None };
    let flow = site.flow(func);
    if flow.unknown() || site.scopes().binding(release).func != func {
        return None;
    }
    let start = flow.point_of(creation.stmt).filter(|&p| flow.reachable(p) && flow.in_cycle(p))?;
    let mut uses = release_uses(site, &flow, func, release);
    uses.retain(|u| u.node != creation.release_node);
    let defer = uses.iter().find_map(|u| {
        let (Use::Defer(stmt) | Use::DeferredLiteral(stmt)) = u.what else { return None };
        let point = u.point.filter(|&p| flow.in_cycle(p))?;
        flow.reaches(start, point, |_| false).then_some(stmt)
    })?;
    if is_meant(site, &flow, creation, &uses, defer) {
        return None;
    }
    let repaired = repair::repair(site, &flow, creation, &uses, defer);
    // Nobody changes the loop of a test over a few cases by hand, nor one for deferred calls that do nothing any more.
    let all_released = ends_when_it_goes_on(site, &flow, creation, &uses);
    let few = site.file.is_test() && is_bounded(site, func, creation.stmt);
    let is_for_exits = || all_released && serves_exits_only(site, &flow, creation, &uses);
    if repaired.is_err() && (few || all_released) || is_for_exits() {
        return None;
    }
    let name = site.text(creation.release_node);
    let message = format!(
        "{name} is deferred in a loop, so {} until the function ends",
        match creation.producer.timer {
            _ if all_released => "the deferred calls of all iterations pile up",
            true => "the timer and the context of every iteration live on",
            // Nothing is registered with what never ends.
            false if creation.producer.parent.is_some_and(|p| is_detached_call(site, p)) => {
                "the deferred calls of all iterations pile up, and what waits on their contexts goes on"
            }
            false => "the context of every iteration stays registered with its parent",
        }
    );
    Some(Finding::new(site, CODEMOD.name, site.tree().span(defer), message).mended(repaired))
}

/// Whether the defer is what the authors want: it is come to once, each iteration releases by itself on every way out
/// and the defer is for a panic, or the context is for longer than an iteration.
fn is_meant(site: Site, flow: &Flow, creation: &Creation, uses: &[ReleaseUse], defer: NodeId) -> bool {
    let tree = site.tree();
    let (Some(func), Target::Local(ctx)) = (creation.func, creation.ctx) else { return true };
    let Some((stmt, block)) = scope_in_iteration(site, flow, creation, ctx) else { return true };
    let used_outside = |&u: &NodeId| is_read(tree, u) && !tree.contains(block, u);
    if is_taken_once(site, stmt) {
        return true;
    }
    if uses.iter().any(|u| u.what == Use::HandedOver) || site.scopes().uses(ctx).iter().any(used_outside) {
        return true;
    }
    // What has ended holds nothing any more: the defer is for the other ways out of the function.
    let ends = ends_of(site, flow, func, ctx);
    let goes_round = |l: &Leaving| matches!(l, Leaving::Jump(_) | Leaving::Fall(_));
    if !ends.is_empty()
        && iteration_block(site, flow, creation).is_some()
        && !leavings(site, flow, creation, &ends, false, false).iter().any(goes_round)
    {
        return true;
    }
    let called = uses.iter().any(|u| matches!(u.what, Use::Call(_)));
    let elsewhere =
        iteration_block(site, flow, creation).is_none() && matches!(creation.place, Place::Stmt(_));
    if called && (elsewhere || repair::missing(site, flow, creation, uses).is_empty()) {
        return true;
    }
    let bounded = is_bounded(site, func, creation.stmt);
    if bounded && ends_when_it_goes_on(site, flow, creation, uses) {
        return true;
    }
    let Some(iteration) = Iteration::new(site, flow, creation, block) else { return true };
    match iteration.outlived_by(&[defer]) {
        None => bounded && does_more(site, defer),
        // What a test starts in each iteration of a loop it mostly wants until its end.
        Some(_) if bounded || site.file.is_test() => true,
        // A loop around a select may come to this arm once.
        Some(reason) => {
            reason.how == How::Stored || reason.level == Level::Known && tree.kind(block) == Kind::CommCase
        }
    }
}

/// The statement that makes the context, and the block of the iteration, or the statement with a header, in which that
/// is known.
fn scope_in_iteration(
    site: Site,
    flow: &Flow,
    creation: &Creation,
    ctx: BindingId,
) -> Option<(NodeId, NodeId)> {
    let tree = site.tree();
    let stmt = match creation.place {
        Place::Stmt(stmt) => stmt,
        Place::IfInit(stmt) | Place::SwitchInit(stmt) => return Some((stmt, stmt)),
        Place::ForClause | Place::Package => return None,
    };
    let own = tree.ancestor(stmt, |k| k != Kind::Labeled)?;
    let ident = site.scopes().binding(ctx).ident;
    // What the few rounds of a bounded loop keep in variables of their own is meant to last.
    let round =
        flow.loop_of(tree, stmt).filter(|_| !creation.func.is_some_and(|f| is_bounded(site, f, stmt)));
    let Some(round) = round else { return Some((stmt, own)) };
    let is_block = |&a: &NodeId| tree.kind(a) == Kind::Block || tree.kind(a).is_case();
    let around = tree.ancestors(stmt).take_while(|&a| a != round).filter(is_block);
    Some((stmt, around.into_iter().find(|&b| tree.contains(b, ident)).unwrap_or(own)))
}

/// Whether an iteration behind which there is another calls the release itself, and the defer is for the last one.
fn ends_when_it_goes_on(site: Site, flow: &Flow, creation: &Creation, uses: &[ReleaseUse]) -> bool {
    let tree = site.tree();
    let goes_on = |l: &Leaving| match *l {
        Leaving::Return(_) | Leaving::End | Leaving::Panic(_) => false,
        Leaving::Jump(stmt) => tree.kind(stmt) != Kind::Break,
        Leaving::Fall(_) => true,
    };
    uses.iter().any(|u| matches!(u.what, Use::Call(_)))
        && iteration_block(site, flow, creation).is_some()
        && !repair::missing(site, flow, creation, uses).iter().any(goes_on)
}

/// Whether the loop is left in its regular course by a `break` that each round comes to behind its own release, so that
/// its rounds are few, and the defer serves several other ways out, on each of which a release would have to stand.
fn serves_exits_only(site: Site, flow: &Flow, creation: &Creation, uses: &[ReleaseUse]) -> bool {
    let missing = repair::missing(site, flow, creation, uses);
    let is_regular = |l: &Leaving| {
        matches!(*l, Leaving::Jump(s) if site.tree().kind(s) == Kind::Break) && !missing.contains(l)
    };
    missing.len() > 1 && leavings(site, flow, creation, &[], false, false).iter().any(is_regular)
}

/// Whether a literal is deferred that does more than to release.
fn does_more(site: Site, defer: NodeId) -> bool {
    let tree = site.tree();
    let function = tree.children(defer).next().and_then(|c| tree.child(c, Field::Function));
    let body = function.and_then(|f| tree.child(f, Field::Body));
    body.is_some_and(|b| tree.stmts(b).count() > 1)
}
