//! `shadowed-cancel`: a release is meant, and another variable of its name stands in the way.
//!
//! Three shapes: an inner `:=` leaves the outer `var cancel` nil; an inner `:=` takes the name on an exit where the
//! outer release is missing; a parameter, function or import hides the only call of a release.

mod nil_outer;

use crate::contexts::creation::{Creation, Place, Target, creations};
use crate::contexts::leavings::Leaving;
use crate::contexts::lost::{Lost, lost};
use crate::contexts::outlives;
use crate::edits::EditSet;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::undeferred_cancel::{CODEMOD as UNDEFERRED, repair};
use crate::{Applicability, Codemod, Finding, Pass, Related, Repaired};

pub const CODEMOD: Codemod = Codemod {
    name: "shadowed-cancel",
    summary: "Another variable of the same name hides the release that is meant",
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
    for inner in &all {
        let finding = nil_outer::finding(pass, &all, inner)
            .or_else(|| all.iter().find_map(|outer| taken_on_exit(pass, outer, inner)));
        found.extend(finding);
    }
    for creation in &all {
        found.extend(hidden_call(pass, creation));
    }
}

/// The outer release is missing on an exit inside the scope of an inner one that has its name.
fn taken_on_exit(pass: &Pass, outer: &Creation, inner: &Creation) -> Option<Finding> {
    let site = pass.site;
    let (Target::Local(hidden), Target::Local(hiding)) = (outer.release, inner.release) else { return None };
    if hidden == hiding || !hides(site, hiding, hidden) || outer.func != inner.func {
        return None;
    }
    let lost_outer = lost(pass, outer)?;
    let Lost::Missing { leavings, .. } = &lost_outer else { return None };
    let scope = site.scopes().scope_span(site.scopes().binding(hiding).scope);
    let tree = site.tree();
    let exits: Vec<NodeId> = leavings
        .iter()
        .filter_map(|l| match *l {
            Leaving::Return(stmt) => Some(stmt),
            _ => None,
        })
        .filter(|&stmt| stmt > inner.stmt && scope.contains(tree.span(stmt)))
        .collect();
    exits.first()?;
    let name = tree.text(inner.release_node);
    let lines: Vec<String> = exits.iter().map(|&e| site.line(e).to_string()).collect();
    let message = format!(
        "this {name} hides the one of line {}, which is not called when line {} returns, so that context lives on",
        site.line(outer.stmt),
        lines.join(" or line ")
    );
    let repaired = repaired(pass, outer, &lost_outer, inner);
    let leaves = |&exit: &NodeId| Related {
        path: site.file.path.clone(),
        span: tree.span(exit),
        message: "returns without releasing the outer context".to_owned(),
    };
    let related = exits.iter().map(leaves).collect();
    let finding = Finding::new(site, CODEMOD.name, tree.span(inner.stmt), message);
    Some(finding.mended(repaired).with_related(related))
}

/// The repairs of the outer release and, if it is lost too, of the inner one.
fn repaired(pass: &Pass, outer: &Creation, lost_outer: &Lost, inner: &Creation) -> Result<Repaired, String> {
    let fix = |creation: &Creation, lost: &Lost| {
        repair(pass, creation, lost, outlives::outlives(pass.site, creation).as_ref())
    };
    let first = fix(outer, lost_outer)?;
    let mut edits: Vec<_> = first.edits.iter().cloned().collect();
    let mut applicability = first.applicability;
    if let Some(lost_inner) = lost(pass, inner) {
        let second = fix(inner, &lost_inner)?;
        edits.extend(second.edits.iter().cloned());
        applicability = applicability.min(second.applicability);
    }
    let edits =
        EditSet::new(edits).map_err(|_| "the two releases have to be mended one by one".to_owned())?;
    Ok(Repaired { edits, applicability, note: None })
}

/// Whether `hiding` has the name of `hidden` and is declared behind it, in a block inside its scope.
fn hides(site: Site, hiding: BindingId, hidden: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (inner, outer) = (scopes.binding(hiding), scopes.binding(hidden));
    tree.text(inner.ident) == tree.text(outer.ident)
        && inner.scope != outer.scope
        && outer.visible_from <= inner.visible_from
        && scopes.scope_span(outer.scope).contains(scopes.scope_span(inner.scope))
}

/// A release without any use, while a call below means a parameter, function or literal of the same name.
fn hidden_call(pass: &Pass, creation: &Creation) -> Option<Finding> {
    let (site, tree, scopes) = (pass.site, pass.site.tree(), pass.site.scopes());
    let Target::Local(release) = creation.release else { return None };
    if !matches!(lost(pass, creation)?, Lost::Unused { .. }) {
        return None;
    }
    let (call, other) =
        scopes.bindings().filter(|&b| b != release && hides(site, b, release)).find_map(|b| {
            let kind = scopes.binding(b).kind;
            let may_hide = matches!(
                kind,
                BindingKind::Param | BindingKind::Var | BindingKind::Short | BindingKind::Range
            );
            let made_by_producer = creations(site).iter().any(|c| c.release == Target::Local(b));
            let call = scopes.uses(b).iter().copied().find(|&u| tree.field(u) == Field::Function)?;
            (may_hide && !made_by_producer && tree.span(call).start > tree.span(creation.stmt).end)
                .then_some((call, b))
        })?;
    let name = tree.text(call);
    let what = match scopes.binding(other).kind {
        BindingKind::Param => "a parameter",
        _ => "another variable",
    };
    let message = format!(
        "{name} is never called: the call on line {} means {what} of the same name, so this context is not released; rename one of the two",
        site.line(call)
    );
    Some(Finding::new(site, CODEMOD.name, tree.span(creation.stmt), message))
}

/// Whether the creation stands in a block of its own, not in a statement's header.
fn is_plain_statement(site: Site, creation: &Creation) -> bool {
    let tree = site.tree();
    matches!(creation.place, Place::Stmt(stmt) if tree.parent(stmt).is_some_and(|p| tree.kind(p) != Kind::Labeled))
}
