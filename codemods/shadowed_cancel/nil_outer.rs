//! An outer `var cancel` whose release is meant for a context that an inner `:=` made: the outer is nil, and the
//! inner is lost.
//!
//! This file says when that is so; `repair` chooses the edits.

mod repair;

use super::{hides, is_plain_statement};
use crate::contexts::creation::{Creation, Target};
use crate::contexts::lost::lost;
use crate::contexts::types::{is_error, named};
use crate::contexts::uses::{ReleaseUse, Use, release_uses};
use crate::facts::calls::ReleaseKind;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, NodeId};
use crate::golang::types::Type;
use crate::{Finding, Pass, Repaired};

/// An inner creation, and the outer variable that its release was meant for.
struct Hiding<'a> {
    site: Site<'a>,
    func: NodeId,
    flow: &'a Flow,
    inner: &'a Creation,
    /// Where the inner context is made.
    start: PointId,
    outer: BindingId,
    /// The releases of the outer variable that the inner context could come to.
    releases: Vec<ReleaseUse>,
}

pub(super) fn finding(pass: &Pass, all: &[Creation], inner: &Creation) -> Option<Finding> {
    let site = pass.site;
    let (func, outer) = hidden_variable(site, inner)?;
    let flow = site.flow(func);
    if flow.unknown() || lost(pass, inner).is_none() {
        return None;
    }
    let hiding = examine(site, &flow, inner, func, outer)?;
    let first = hiding.releases.first()?;
    let message = format!(
        "this {} is another variable than the one of line {}, which stays nil, so the release on line {} does not release this context",
        site.tree().text(inner.release_node),
        site.line(site.scopes().binding(outer).ident),
        site.line(first.node)
    );
    // The others that hide the same variable are mended by findings of their own.
    let mended = |c: &&Creation| {
        c.stmt != inner.stmt
            && hidden_variable(site, c) == Some((func, outer))
            && lost(pass, c).is_some()
            && examine(site, &flow, c, func, outer).is_some_and(|h| repair::possible(&h))
    };
    let others: Vec<PointId> = all.iter().filter(mended).filter_map(|c| flow.point_of(c.stmt)).collect();
    let finding = Finding::new(site, super::CODEMOD.name, site.tree().span(inner.stmt), message);
    Some(finding.mended(repair::repair(&hiding, &others).map(Repaired::unsafely)))
}

/// The function of `inner`, and the nil variable in it that its release hides.
fn hidden_variable(site: Site, inner: &Creation) -> Option<(NodeId, BindingId)> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Target::Local(hiding), Some(func)) = (inner.release, inner.func) else { return None };
    if !inner.short || !is_plain_statement(site, inner) || scopes.defines(inner.release_node) != Some(hiding)
    {
        return None;
    }
    // The variable that an assignment there would reach: of several around it, the nearest.
    let outer = scopes.lookup(tree.text(inner.release_node), tree.span(inner.stmt).start as usize)?;
    let fits = hides(site, hiding, outer) && is_nil_variable(site, func, outer);
    (fits && takes(site, outer, inner.producer.release)).then_some((func, outer))
}

/// `var cancel context.CancelFunc` of this function, without a value.
fn is_nil_variable(site: Site, func: NodeId, b: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(b);
    binding.kind == BindingKind::Var
        && binding.func == func
        && tree.child(binding.decl, Field::Value).is_none()
}

/// Whether a release of this kind can be assigned to the variable.
fn takes(site: Site, b: BindingId, release: ReleaseKind) -> bool {
    let Some(&used) = site.scopes().uses(b).first() else { return false };
    let t = site.type_of(used);
    match named(&t) {
        Some(("context", "CancelFunc")) => return release == ReleaseKind::Plain,
        Some(("context", "CancelCauseFunc")) => return release == ReleaseKind::Cause,
        Some(_) => return false,
        None => {}
    }
    let Type::Func(sig) = &t else { return false };
    let fits = match release {
        ReleaseKind::Plain => sig.params.is_empty(),
        ReleaseKind::Cause => !sig.variadic && matches!(&sig.params[..], [e] if is_error(e)),
    };
    fits && sig.results.is_empty()
}

fn examine<'a>(
    site: Site<'a>,
    flow: &'a Flow,
    inner: &'a Creation,
    func: NodeId,
    outer: BindingId,
) -> Option<Hiding<'a>> {
    let tree = site.tree();
    let start = flow.point_of(inner.stmt).filter(|&p| flow.reachable(p))?;
    let assigned_before =
        |&u: &NodeId| is_write(tree, u) && flow.point_of(u).is_none_or(|p| flow.reaches(p, start, |_| false));
    if site.scopes().uses(outer).iter().any(assigned_before) {
        return None;
    }
    let mut releases = release_uses(site, flow, func, outer);
    releases.retain(|u| {
        let comes_to = |p| match u.what {
            Use::Call(_) | Use::Defer(_) => flow.reaches(start, p, |_| false),
            // Deferred before, it still reads what is assigned later.
            Use::DeferredLiteral(_) => flow.reaches(start, p, |_| false) || flow.dominates(p, start),
            _ => false,
        };
        u.point.is_some_and(comes_to) && !is_write(tree, u.node)
    });
    (!releases.is_empty()).then_some(Hiding { site, func, flow, inner, start, outer, releases })
}
