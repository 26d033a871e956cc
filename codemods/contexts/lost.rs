//! How the release of a context gets lost: it is discarded, or missing on a way out of the function; and what comes of
//! that.
//!
//! `fields` knows which fields nothing reads, `on_failure` which deferred calls only release where the function has
//! failed, `parent` which contexts end with what they are made of, `passed` which have a deadline that is over.

mod fields;
mod on_failure;
mod parent;
mod passed;

pub use parent::{ends_with_parent, released_with_parent};
pub use passed::has_passed;

use super::creation::{Creation, Place, Target};
use super::endless::is_endless;
use super::leavings::{Leaving, leavings};
use super::outlives;
use super::returns::fails;
use super::uses::{ReleaseUse, Use, release_uses};
use crate::Pass;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingKind, is_address_taken};
use crate::golang::syntax::{Field, Kind, NodeId};
use parent::always_ends;

/// How the release of a creation gets lost.
pub enum Lost {
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
    pub fn is_by_failures(&self, site: Site) -> bool {
        let Lost::Missing { uses, leavings, .. } = self else { return false };
        uses.iter().any(|u| matches!(u.what, Use::Call(_)))
            && leavings.iter().all(|l| matches!(l, Leaving::Return(stmt) if fails(site, *stmt)))
    }
}

/// How the release of `creation` gets lost, if it does.
pub fn lost(pass: &Pass, creation: &Creation) -> Option<Lost> {
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
pub fn stops(u: &ReleaseUse) -> bool {
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
pub fn is_main(site: Site, func: NodeId) -> bool {
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

/// How far a parent is followed to see whether it ever ends.
const MAX_STEPS: usize = 3;

/// What comes of it that the release of `creation` is not called: a clause.
pub fn consequence(site: Site, creation: &Creation) -> &'static str {
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
