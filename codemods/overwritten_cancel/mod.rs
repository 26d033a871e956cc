//! `overwritten-cancel`: a release variable is given the release of another context while the former was not called.
//!
//! This file says when that is so, `late` which function literals only see what comes after, `flag` which flags tell
//! whether there is a former one; `repair` releases it in time.

mod flag;
mod late;
mod repair;

use crate::contexts::arms::is_taken_once;
use crate::contexts::calls::is_detached_call;
use crate::contexts::cancellation::is_done;
use crate::contexts::creation::{Creation, Place, Target, creations};
use crate::contexts::join::ends_of;
use crate::contexts::lost::{consequence, is_main, released_with_parent};
use crate::contexts::uses::{ReleaseUse, Use, nil_test, outermost_literal, release_uses};
use crate::golang::flow::{Edge, Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::undeferred_cancel::CODEMOD as UNDEFERRED;
use crate::{Applicability, Codemod, Finding, Pass, Related};

pub const CODEMOD: Codemod = Codemod {
    name: "overwritten-cancel",
    summary: "A release is overwritten by the next before it was called",
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
    let all = creations(pass.site);
    let flows: Vec<_> = all.iter().map(|c| c.func.map(|func| pass.site.flow(func))).collect();
    let lost: Vec<Overwritten> = all
        .iter()
        .zip(&flows)
        .filter_map(|(former, flow)| overwritten(pass.site, flow.as_deref()?, &all, former))
        .collect();
    found.extend(lost.iter().map(|o| finding(pass.site, o, &lost)));
}

/// A release, and the creations that overwrite it.
struct Overwritten<'a> {
    flow: &'a Flow,
    former: &'a Creation,
    start: PointId,
    /// All creations of the function that assign the same variable, `former` included.
    rivals: Vec<&'a Creation>,
    uses: Vec<ReleaseUse>,
    by: Vec<&'a Creation>,
    /// The literals that are meant to release it, and read the variable when it holds the next one.
    late: Vec<NodeId>,
}

/// The creations that overwrite the release of `former` while it may be uncalled; `None` if there are none.
fn overwritten<'a>(
    site: Site,
    flow: &'a Flow,
    all: &'a [Creation],
    former: &'a Creation,
) -> Option<Overwritten<'a>> {
    let (Target::Local(release), Some(func)) = (former.release, former.func) else { return None };
    if flow.unknown() || site.scopes().binding(release).func != func {
        return None;
    }
    let start = flow.point_of(former.stmt).filter(|&p| flow.reachable(p))?;
    let rivals: Vec<&Creation> =
        all.iter().filter(|c| c.func == former.func && c.release == former.release).collect();
    if rivals.len() < 2 && !flow.in_cycle(start) {
        return None;
    }
    let mut uses = release_uses(site, flow, func, release);
    uses.retain(|u| u.node != former.release_node);
    let late = late::wait_for_another(site, former, &uses);
    uses.retain(|u| !late.iter().any(|&l| site.tree().contains(l, u.node)));
    // A literal that runs at some other time may have released any of them, if it is there in time.
    let elsewhere = |u: &ReleaseUse| {
        u.what == Use::HandedOver
            && outermost_literal(site, func, u.node)
                .is_some_and(|l| !late::is_made_behind(flow, start, &rivals, l))
    };
    if uses.iter().any(elsewhere) {
        return None;
    }
    let mut by = overwriting(site, flow, former, start, &rivals, &uses);
    // In a loop the variable of a definition is a new one each time.
    by.retain(|c| {
        let ident = site.scopes().binding(release).ident;
        c.stmt != former.stmt
            || !site.tree().contains(former.stmt, ident) && !is_taken_once(site, former.stmt)
    });
    let lost = Overwritten { flow, former, start, rivals, uses, by, late };
    (!lost.by.is_empty() && !is_meant(site, &lost)).then_some(lost)
}

/// The `rivals` to which control comes while the release of `former`, which is made at `start`, may be uncalled and
/// its context goes on.
fn overwriting<'a>(
    site: Site,
    flow: &Flow,
    former: &Creation,
    start: PointId,
    rivals: &[&'a Creation],
    uses: &[ReleaseUse],
) -> Vec<&'a Creation> {
    // What has ended needs no release.
    let ended = match (former.ctx, former.func) {
        (Target::Local(ctx), Some(func)) => ends_of(site, flow, func, ctx),
        _ => Vec::new(),
    };
    let mut by: Vec<&Creation> = Vec::new();
    // Until its variable is written, the context is not nil, and nobody gets where it is.
    let rewritten = rewrites(site, flow, former);
    let mut from = vec![(start, true)];
    let mut seen = Vec::new();
    while let Some((start, is_set)) = from.pop() {
        flow.behind(start, |from_point, edge| {
            if contradicts(site, flow, former, is_set, from_point, edge) {
                return false;
            }
            let here = |u: &&ReleaseUse| u.point == Some(edge.to);
            let taken = ended.contains(&edge.to) || uses.iter().filter(here).any(|u| takes(u.what));
            let rival = rivals.iter().find(|c| flow.point_of(c.stmt) == Some(edge.to));
            by.extend(rival.filter(|_| !taken));
            let written = uses.iter().filter(here).any(|u| matches!(u.what, Use::Write { .. }));
            let goes_on = !taken && !written && rival.is_none();
            if goes_on && is_set && rewritten.contains(&edge.to) {
                if !seen.contains(&edge.to) {
                    seen.push(edge.to);
                    from.push((edge.to, false));
                }
                return false;
            }
            goes_on
        });
    }
    by.sort_by_key(|c| c.stmt);
    by.dedup_by_key(|c| c.stmt);
    by
}

/// Whether the former release need not be called: it ends with the program or its parent, or holds nothing.
fn is_meant(site: Site, lost: &Overwritten) -> bool {
    let Overwritten { flow, former, start, uses, by, .. } = lost;
    let (flow, start, in_cycle) = (*flow, *start, lost.flow.in_cycle(lost.start));
    former.func.is_some_and(|func| is_main(site, func) && !in_cycle)
        || released_with_parent(site, flow, former, start)
        || !in_cycle
            && uses.iter().any(|u| matches!(u.what, Use::Call(_)))
            && ends_before_the_function(site, flow, former, start)
        || flag::tells_of(site, former, uses)
        || holds_nothing(site, former, by, in_cycle)
}

/// Whether the function only ends where it has heard that the parent of the context has ended: a release that is
/// deferred would come too late to do anything.
fn ends_before_the_function(site: Site, flow: &Flow, former: &Creation, start: PointId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(parent) = former.producer.parent.and_then(|p| scopes.resolve(tree.unparen(p))) else {
        return false;
    };
    let is_end =
        |n: NodeId| is_done(site, n) && tree.receiver(n).is_some_and(|o| scopes.resolve(o) == Some(parent));
    let is_told = |exit: NodeId| {
        let mut arms = tree.ancestors(exit).filter(|&a| tree.kind(a) == Kind::CommCase);
        arms.any(|arm| {
            let said = tree.child(arm, Field::Communication);
            said.is_some_and(|c| tree.subtree(c).any(is_end))
        })
    };
    let exits = flow.exits_from(start, |_| false);
    let written = scopes.uses(parent).iter().any(|&u| is_write(tree, u));
    !written && !exits.is_empty() && exits.into_iter().all(|p| flow.node(p).is_some_and(is_told))
}

/// Whether the former context has neither a timer nor a parent that would hold it, and nothing is made of it, or given
/// it, but those that take its place; `in_cycle`: another round may have.
fn holds_nothing(site: Site, former: &Creation, by: &[&Creation], in_cycle: bool) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Target::Local(ctx) = former.ctx else { return false };
    let Some(last) = by.iter().map(|c| c.stmt).max() else { return false };
    let is_of_former = |c: &Creation| c.producer.parent.is_some_and(|p| scopes.resolve(p) == Some(ctx));
    let is_apart = |c: &Creation| {
        let reads = |&u: &NodeId| tree.contains(c.stmt, u) && !is_write(tree, u);
        !in_cycle && !scopes.uses(ctx).iter().any(reads)
    };
    let made_from = |u: NodeId| by.iter().any(|c| tree.contains(c.stmt, u));
    !former.producer.timer
        && former.producer.parent.is_some_and(|p| is_detached_call(site, p))
        && by.iter().all(|&c| is_of_former(c) || is_apart(c))
        && scopes
            .uses(ctx)
            .iter()
            .all(|&u| u < former.stmt || u > last && !tree.contains(last, u) || made_from(u))
}

/// Whether the use calls this very release or hands it over. A deferred literal does not: it reads the variable
/// when the function ends.
fn takes(what: Use) -> bool {
    matches!(what, Use::Call(_) | Use::Defer(_) | Use::HandedOver)
}

/// Where the variable, or the field, of the context is given something else.
fn rewrites(site: Site, flow: &Flow, former: &Creation) -> Vec<PointId> {
    let tree = site.tree();
    let others = |n: &NodeId| !tree.contains(former.stmt, *n);
    match former.ctx {
        Target::Local(ctx) => {
            let writes = site.scopes().uses(ctx).iter().copied().filter(|&u| is_write(tree, u));
            writes.filter(others).filter_map(|u| flow.point_of(u)).collect()
        }
        Target::Elsewhere => {
            let assigns = |n: &NodeId| flag::is_assigned(site, *n, former.ctx_node);
            let writes = tree.subtree(flow.func()).filter(others).filter(assigns);
            writes.filter_map(|n| flow.point_of(n)).collect()
        }
        Target::Blank => Vec::new(),
    }
}

/// Whether the edge needs the release to be nil, the context to have ended when it was made, the context or its
/// deadline not to be there where that `is_set`, or the producer to have failed.
fn contradicts(site: Site, flow: &Flow, former: &Creation, is_set: bool, from: PointId, edge: &Edge) -> bool {
    let (Some(outcome), Some(condition)) = (edge.when, flow.condition(from)) else { return false };
    let Some((variable, is_nil)) = nil_test(site, condition) else {
        return flag::denies_time(site, former, condition, outcome)
            || is_set && flag::denies_deadline(site, former, condition, outcome);
    };
    let says_nil = is_nil == outcome;
    former.release == Target::Local(variable) && says_nil
        || is_set && former.ctx == Target::Local(variable) && says_nil
        || former.error == Some(variable) && !says_nil
}

fn finding(site: Site, o: &Overwritten, all: &[Overwritten]) -> Finding {
    let tree = site.tree();
    let lines: Vec<String> = o.by.iter().map(|c| site.line(c.stmt).to_string()).collect();
    let again = match &o.by[..] {
        [only] if only.stmt == o.former.stmt => "in the next iteration".to_owned(),
        _ => format!("on line {}", lines.join(" and line ")),
    };
    let message = format!(
        "{} {} assigned again {again} before it is called, so {}",
        tree.text(o.former.release_node),
        // Which comes first, other code decides.
        if is_called_in_another_arm(site, o) { "may be" } else { "is" },
        consequence(site, o.former)
    );
    let related = o.by.iter().map(|c| Related {
        path: site.file.path.clone(),
        span: tree.span(c.stmt),
        message: "overwrites the release".to_owned(),
    });
    Finding::new(site, CODEMOD.name, tree.span(o.former.stmt), message)
        .mended(repair::repair(site, o, all))
        .with_related(related.collect())
}

/// Whether the release is made in one arm of a select in a loop, and called in another one.
fn is_called_in_another_arm(site: Site, o: &Overwritten) -> bool {
    let tree = site.tree();
    let arm = |n: NodeId| tree.ancestors(n).find(|&a| tree.kind(a) == Kind::CommCase);
    let made = arm(o.former.stmt);
    let calls = o.uses.iter().filter(|u| matches!(u.what, Use::Call(_)));
    let other = |u: &ReleaseUse| {
        let called = arm(u.node);
        called != made && called.and_then(|c| tree.parent(c)) == made.and_then(|m| tree.parent(m))
    };
    made.is_some() && calls.into_iter().any(other)
}

/// The statement of a block or case that the creation is.
fn plain_stmt(creation: &Creation) -> Option<NodeId> {
    match creation.place {
        Place::Stmt(stmt) => Some(stmt),
        _ => None,
    }
}
