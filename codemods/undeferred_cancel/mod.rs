//! `undeferred-cancel`: the release of a context is discarded, or missing on a way out of the function.
//!
//! This file says when that is so, and how it reads; `repair` chooses the fix.

mod fields;
mod on_failure;
mod parent;
mod passed;
mod repair;

pub(crate) use parent::released_with_parent;
pub(crate) use repair::repair;

use crate::contexts::calls::called_name;
use crate::contexts::creation::{Creation, Place, Target, creations};
use crate::contexts::detached::comments::{is_commented, says_that_it_is_kept, speaks_of};
use crate::contexts::endless::is_endless;
use crate::contexts::join::joined_before;
use crate::contexts::leavings::{Leaving, leavings};
use crate::contexts::naming::variable_name;
use crate::contexts::outlives::{self, How, Reason};
use crate::contexts::producers::releases_itself;
use crate::contexts::returns::fails;
use crate::contexts::uses::{ReleaseUse, Use, is_called_for_panics, release_uses};
use crate::facts::calls::{MAKERS, makers};
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingKind, is_address_taken};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;
use crate::{Applicability, Codemod, Finding, Pass, Related};
use parent::{always_ends, ends_with_parent};
use passed::has_passed;

pub const CODEMOD: Codemod = Codemod {
    name: "undeferred-cancel",
    summary: "The release of a context is discarded, or not called on a way out",
    needles: &makers::<{ MAKERS + 1 }>(&["NotifyContext"]),
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
        let is_meant = |l: &Lost| {
            let discarded = matches!(l, Lost::Discarded);
            says_that_it_is_kept(pass.site, creation.stmt)
                || discarded && releases_itself(pass.site, creation.producer.call)
        };
        if let Some(lost) = lost(pass, &creation).filter(|l| !is_meant(l)) {
            let finding = finding(pass, &creation, &lost);
            // Where a person has to decide, one has: in words, or for signals by `_`.
            let name = pass.site.tree().text(creation.release_node);
            let is_for_program = creation.producer.signals && matches!(lost, Lost::Discarded);
            let is_decided = is_for_program
                || has_passed(pass.site, &creation)
                || speaks_of(pass.site, creation.stmt, name)
                || is_dropped_with_words(pass.site, &creation);
            if (finding.fix().is_some() || !is_decided) && !ends_what_has_expectations(pass.site, &creation) {
                found.push(finding);
            }
        }
    }
}

/// Whether a test that says which calls it expects uses the context for a goroutine that it ends in another way:
/// `go s.Serve(ctx)`, and then `s.Close()`. What that does when the context ends too may be one call more.
fn ends_what_has_expectations(site: Site, creation: &Creation) -> bool {
    let tree = site.tree();
    let Some(func) = creation.func.filter(|_| site.file.is_test()) else { return false };
    let calls = || tree.calls(func);
    let expects = || calls().any(|c| called_name(site, c) == Some("EXPECT"));
    let operand = |call: NodeId| {
        let function = tree.child(call, Field::Function)?;
        tree.child(function, Field::Operand).map(|o| tree.text(o))
    };
    let is_closed = |go: NodeId| {
        let started = tree.only_child(go).and_then(operand);
        let closes = |c: NodeId| called_name(site, c).is_some_and(words::shuts_down);
        started.is_some() && calls().any(|c| closes(c) && operand(c) == started)
    };
    let by_goroutine = |r: &Reason| r.how == How::Goroutine && is_closed(r.at);
    expects() && outlives::reasons(site, creation).iter().any(by_goroutine)
}

/// Whether the release is given to `_` by a statement of its own below a comment: `_ = cancel`.
fn is_dropped_with_words(site: Site, creation: &Creation) -> bool {
    let tree = site.tree();
    let Target::Local(release) = creation.release else { return false };
    site.scopes().uses(release).iter().filter_map(|&u| tree.stmt_of(u)).any(|stmt| {
        let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        matches!(left[..], [one] if tree.text(one) == "_") && is_commented(site, stmt)
    })
}

/// How the release of a creation gets lost.
pub(crate) enum Lost {
    /// Assigned to `_`.
    Discarded,
    /// Kept in a variable that nothing calls or passes on.
    Unused { uses: Vec<ReleaseUse> },
    /// Missing on some ways out; `unless_failed`: the defer statement that calls it, and does nothing else, if the
    /// function has failed.
    Missing { uses: Vec<ReleaseUse>, leavings: Vec<Leaving>, unless_failed: Option<NodeId> },
    /// Stored in an unexported field that nothing reads.
    UnreadField(NodeId),
    /// A package-level `var ctx, _ = …`.
    PackageLevel,
}

impl Lost {
    /// Whether the release is called, and only missing where the function returns an error; a variable that may as
    /// well be nil is none: `if err != nil { cancel() }; return resp, err`.
    fn is_by_failures(&self, site: Site) -> bool {
        let Lost::Missing { uses, leavings, .. } = self else { return false };
        uses.iter().any(|u| matches!(u.what, Use::Call(_)))
            && leavings.iter().all(|l| matches!(l, Leaving::Return(stmt) if fails(site, *stmt)))
    }
}

/// How the release of `creation` gets lost, if it does.
pub(crate) fn lost(pass: &Pass, creation: &Creation) -> Option<Lost> {
    let site = pass.site;
    if creation.producer.signals && is_set_up_once(site, creation) {
        return None;
    }
    let variable = match creation.release {
        Target::Blank if creation.place == Place::Package => return Some(Lost::PackageLevel),
        Target::Blank => return (!always_fails(site, creation)).then_some(Lost::Discarded),
        Target::Elsewhere => return fields::unread(site, creation.release_node).map(Lost::UnreadField),
        Target::Local(variable) => variable,
    };
    let func = creation.func?;
    let binding = site.scopes().binding(variable);
    if binding.func != func {
        return None;
    }
    let flow = site.flow(func);
    if flow.unknown() {
        return None;
    }
    let start = flow.point_of(creation.stmt).filter(|&p| flow.reachable(p))?;
    let mut uses = release_uses(site, &flow, func, variable);
    uses.retain(|u| u.node != creation.release_node);
    let named_result = binding.kind == BindingKind::Result;
    let useless = |u: &ReleaseUse| matches!(u.what, Use::Nothing | Use::Write { .. });
    if uses.iter().all(useless) && !named_result {
        let behind = |u: &ReleaseUse| u.point.is_none_or(|p| flow.reaches(start, p, |_| false));
        let overwritten = uses.iter().any(|u| u.what == Use::Write { nil: false } && behind(u));
        // Without a way out there is nothing to release, unless the variable is not even mentioned.
        let endless = !uses.is_empty() && leavings(site, &flow, creation, &[], false, false).is_empty();
        return (!overwritten && !endless).then_some(Lost::Unused { uses });
    }
    if is_main(site, func) || released_with_parent(site, &flow, creation, start) {
        return None;
    }
    uses.retain(|u| concerns(site, &flow, u, start));
    if uses.iter().any(|u| covers_from_before(&flow, u, start)) {
        return None;
    }
    let conditional = on_failure::conditional(site, &flow, &uses);
    let always = |u: &&ReleaseUse| stops(u) && !conditional.iter().any(|c| c.use_at(u));
    let covered: Vec<PointId> = uses.iter().filter(always).filter_map(|u| u.point).collect();
    let panics = pass.options.panic_paths;
    let mut leavings = leavings(site, &flow, creation, &covered, named_result, panics);
    let handed_over = uses.iter().any(|u| u.what == Use::HandedOver);
    // What goes on behind a success may be meant to, as long as nobody says so by `return nil`.
    let alone = !conditional.is_empty() && !handed_over && outlives::outlives(site, creation).is_none();
    leavings.retain(|l| !conditional.iter().any(|c| c.covers(site, &flow, l, alone)));
    let by_conditional = |l: &Leaving| conditional.iter().any(|c| c.comes_before(&flow, l));
    let unless_failed = match &conditional[..] {
        [only] if !handed_over && leavings.iter().all(by_conditional) => only.alone(site),
        _ => None,
    };
    (!leavings.is_empty()).then_some(Lost::Missing { uses, leavings, unless_failed })
}

/// Whether the producer has failed wherever the function ends: then nothing was made.
fn always_fails(site: Site, creation: &Creation) -> bool {
    let Some(func) = creation.func.filter(|_| creation.error.is_some()) else { return false };
    let flow = site.flow(func);
    !flow.unknown()
        && flow.point_of(creation.stmt).is_some_and(|p| flow.reachable(p) && always_ends(&flow, p))
        && leavings(site, &flow, creation, &[], false, false).is_empty()
}

/// Whether a path that meets this use no longer carries an unreleased context of this creation.
fn stops(u: &ReleaseUse) -> bool {
    !matches!(u.what, Use::Nothing | Use::Write { nil: true })
}

/// Whether the use may concern what the creation makes: a plain use that control only comes to before the creation is
/// one of a former value.
fn concerns(site: Site, flow: &Flow, u: &ReleaseUse, start: PointId) -> bool {
    let tree = site.tree();
    let by_variable = tree.enclosing_func(u.node) != Some(flow.func()) || is_address_taken(tree, u.node);
    by_variable || u.point.is_none_or(|p| flow.reaches(start, p, |_| false))
}

/// Whether the use stands in a literal that was made before the creation and reads the variable later.
fn covers_from_before(flow: &Flow, u: &ReleaseUse, start: PointId) -> bool {
    let in_literal = matches!(u.what, Use::DeferredLiteral(_) | Use::HandedOver);
    in_literal && u.point.is_some_and(|p| p != start && flow.dominates(p, start))
}

/// `main.main`: returning from it ends the process (as in vet's lostcancel).
pub(crate) fn is_main(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    site.package.name == "main"
        && tree.kind(func) == Kind::FuncDecl
        && tree.child(func, Field::Name).is_some_and(|n| tree.text(n) == "main")
}

/// Whether the statement runs once, before `main`: signals that are redirected there stay so on purpose.
fn is_set_up_once(site: Site, creation: &Creation) -> bool {
    let (tree, root) = (site.tree(), site.tree().root());
    let is_init = tree.kind(root) == Kind::FuncDecl
        && tree.child(root, Field::Name).is_some_and(|n| tree.text(n) == "init");
    creation.place == Place::Package || is_init && creation.func == Some(root)
}

fn finding(pass: &Pass, creation: &Creation, lost: &Lost) -> Finding {
    let site = pass.site;
    let defer = match lost {
        Lost::Missing { unless_failed: Some(defer), .. } => *defer,
        _ => creation.stmt,
    };
    let reason = outlives::outlives_defer(site, creation, defer)
        .filter(|r| !has_ended(site, creation, lost, r) && !ends_with_parent(site, creation));
    let repair = repair(pass, creation, lost, reason.as_ref());
    Finding::new(site, CODEMOD.name, site.tree().span(creation.stmt), message(site, creation, lost))
        .mended(repair)
        .with_related(related(site, lost))
}

/// Whether all that outlives the function somewhere are goroutines, and these have ended on each way out on which the
/// release is missing.
fn has_ended(site: Site, creation: &Creation, lost: &Lost, strongest: &Reason) -> bool {
    let (Lost::Missing { leavings, .. }, Some(func)) = (lost, creation.func) else { return false };
    let (tree, flow) = (site.tree(), site.flow(func));
    let exits = leavings.iter().map(|l| match l {
        Leaving::Return(stmt) => flow.point_of(*stmt),
        Leaving::End => flow.end(),
        _ => None,
    });
    let Some(exits) = exits.collect::<Option<Vec<PointId>>>() else { return false };
    let ended = |r: &Reason| {
        let work = tree.children(r.at).next().filter(|_| tree.kind(r.at) == Kind::Go);
        work.is_some_and(|w| joined_before(site, &flow, func, (r.at, w), &exits))
    };
    strongest.how == How::Goroutine && outlives::reasons(site, creation).iter().all(ended)
}

fn related(site: Site, lost: &Lost) -> Vec<Related> {
    let Lost::Missing { leavings, .. } = lost else { return Vec::new() };
    let tree = site.tree();
    let end_of = |n| Span::at((tree.span(n).end as usize).saturating_sub(1));
    let place = |leaving: &Leaving| match *leaving {
        Leaving::Return(stmt) => (tree.span(stmt), "returns without releasing it"),
        Leaving::Panic(call) => (tree.span(call), "panics without releasing it"),
        Leaving::Jump(stmt) => (tree.span(stmt), "leaves the iteration without releasing it"),
        Leaving::Fall(block) => (end_of(block), "ends the iteration without releasing it"),
        Leaving::End => (end_of(tree.root()), "ends without releasing it"),
    };
    leavings
        .iter()
        .map(|l| {
            let (span, message) = place(l);
            Related { path: site.file.path.clone(), span, message: message.to_owned() }
        })
        .collect()
}

fn message(site: Site, creation: &Creation, lost: &Lost) -> String {
    let tree = site.tree();
    let release = tree.text(creation.release_node);
    let ctx = variable_name(site, creation.ctx_node).filter(|&n| n != "_").unwrap_or("the context");
    let what = match lost {
        Lost::Discarded | Lost::PackageLevel => format!("the release of {ctx} is discarded"),
        Lost::Unused { uses } if uses.iter().any(|u| is_called_on_panic(site, creation, u)) => {
            format!("{release} is called only after a panic")
        }
        Lost::Unused { .. } => format!("{release} is never called"),
        Lost::UnreadField(field) => {
            format!("{release} is stored but nothing reads the field {}", tree.text(*field))
        }
        Lost::Missing { leavings, unless_failed, .. } => {
            let succeeds = |l: &Leaving| matches!(l, Leaving::Return(stmt) if !fails(site, *stmt));
            let succeed = unless_failed.is_some() && leavings.iter().all(succeeds);
            let how = if succeed { " without an error" } else { "" };
            format!("{release} is not called {}{how}", ways_out(site, creation, leavings))
        }
    };
    format!("{what}, so {}", consequence(site, creation))
}

/// Whether the use calls the release in a deferred literal that has recovered from a panic.
fn is_called_on_panic(site: Site, creation: &Creation, u: &ReleaseUse) -> bool {
    creation.func.is_some_and(|func| is_called_for_panics(site, func, u.node))
}

/// «when line 48 or line 61 returns»
fn ways_out(site: Site, creation: &Creation, leavings: &[Leaving]) -> String {
    let tree = site.tree();
    let lines = |pick: fn(&Leaving) -> Option<NodeId>, how: &str| {
        let mut lines: Vec<String> =
            leavings.iter().filter_map(pick).map(|stmt| format!("line {}", site.line(stmt))).collect();
        lines.dedup();
        (!lines.is_empty()).then(|| format!("when {} {how}", lines.join(" or ")))
    };
    let returns = |l: &Leaving| if let Leaving::Return(stmt) = l { Some(*stmt) } else { None };
    let jumps = |l: &Leaving| if let Leaving::Jump(stmt) = l { Some(*stmt) } else { None };
    let panics = |l: &Leaving| if let Leaving::Panic(call) = l { Some(*call) } else { None };
    let literal = creation.func.is_some_and(|f| tree.kind(f) == Kind::FuncLit);
    let end = if literal { "when the function literal ends" } else { "when the function ends" };
    let falls = leavings.iter().any(|l| matches!(l, Leaving::Fall(_)));
    let parts = [
        lines(returns, "returns"),
        lines(jumps, "leaves the iteration"),
        lines(panics, "panics"),
        leavings.contains(&Leaving::End).then(|| end.to_owned()),
        falls.then(|| "when an iteration ends".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" or ")
}

/// How far a parent is followed to see whether it ever ends.
const MAX_STEPS: usize = 3;

pub(crate) fn consequence(site: Site, creation: &Creation) -> &'static str {
    let endless = creation.producer.parent.is_some_and(|p| is_endless(site, p, MAX_STEPS));
    match (creation.producer.timer, creation.producer.signals, endless) {
        (true, ..) if has_passed(site, creation) => {
            "go vet asks for it, though its deadline has passed and nothing of it lives on"
        }
        _ if creation.release == Target::Blank && ends_with_parent(site, creation) => {
            "go vet asks for it, though the release of its parent, which is called on every way out, ends it too"
        }
        (_, true, _) => "the signals stay redirected and its goroutine stays alive",
        (true, _, true) => "its timer and all that waits on it live on until the deadline",
        (true, ..) => "its timer and its entry in the parent live on until the deadline or the parent's end",
        (false, _, true) => "whatever waits on it waits for ever",
        (false, ..) => "it stays registered with its parent until the parent ends",
    }
}
