//! An outer `var cancel` that is released behind a block in which an inner `:=` declared another one: the outer
//! is nil, and the inner is lost.

use super::{hides, is_plain_statement, report};
use crate::contexts::creation::{Creation, Target};
use crate::contexts::naming::{context_name, variable_name};
use crate::contexts::uses::{ReleaseUse, Use, nil_test, release_uses};
use crate::edits::{Edit, EditSet, branches, lines};
use crate::golang::flow::Flow;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::undeferred_cancel::lost;
use crate::{Applicability, Finding, Pass};

pub(super) fn finding(pass: &Pass, inner: &Creation) -> Option<Finding> {
    let (site, tree, scopes) = (pass.site, pass.site.tree(), pass.site.scopes());
    let (Target::Local(hiding), Some(func)) = (inner.release, inner.func) else { return None };
    if !inner.short || !is_plain_statement(site, inner) || scopes.defines(inner.release_node) != Some(hiding)
    {
        return None;
    }
    let outer = scopes.bindings().find(|&b| hides(site, hiding, b) && is_nil_variable(site, func, b))?;
    let flow = site.flow(func);
    let start = flow.point_of(inner.stmt)?;
    let written_before = scopes
        .uses(outer)
        .iter()
        .any(|&u| is_write(tree, u) && flow.point_of(u).is_some_and(|p| flow.reaches(p, start, |_| false)));
    let releases: Vec<ReleaseUse> = release_uses(site, &flow, func, outer)
        .into_iter()
        .filter(|u| matches!(u.what, Use::Call(_) | Use::Defer(_) | Use::DeferredLiteral(_)))
        .filter(|u| u.point.is_some_and(|p| flow.reaches(start, p, |_| false)))
        .collect();
    if written_before || releases.is_empty() || lost(pass, inner).is_none() {
        return None;
    }
    let name = tree.text(inner.release_node);
    let message = format!(
        "this {name} is another variable than the one of line {}, which stays nil, so the release on line {} does not release this context",
        site.line(scopes.binding(outer).ident),
        site.line(releases[0].node)
    );
    let repaired = assign_instead(site, &flow, inner, &releases).map(|edits| (edits, Applicability::Unsafe));
    Some(report(site, inner, message, Vec::new(), repaired))
}

/// `var cancel context.CancelFunc` of this function, without a value.
fn is_nil_variable(site: Site, func: NodeId, b: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(b);
    binding.kind == BindingKind::Var
        && binding.func == func
        && tree.child(binding.decl, Field::Value).is_none()
}

/// `:=` becomes `=`; a context that was new there is declared before; outer releases are guarded against nil.
fn assign_instead(
    site: Site,
    flow: &Flow,
    inner: &Creation,
    releases: &[ReleaseUse],
) -> Result<EditSet, String> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let mut edits = Vec::new();
    let op = tree.op_start(inner.stmt);
    edits.push(Edit::replace(crate::span::Span::new(op, op + 2), "="));
    let new_ctx = scopes.defines(tree.unparen(inner.ctx_node)).is_some();
    if inner.producer.has_error && inner.error.is_some_and(|e| is_new(site, inner, e)) {
        return Err("assign the outer variable instead".to_owned());
    }
    if new_ctx {
        let at = tree.span(inner.stmt).start as usize;
        let package = context_name(site, at).ok_or("assign the outer variable instead")?;
        let dot = if package.is_empty() { "" } else { "." };
        let ctx = variable_name(site, inner.ctx_node).ok_or("assign the outer variable instead")?;
        // The right side must not mean the new variable.
        if inner
            .producer
            .parent
            .is_some_and(|p| tree.subtree(p).any(|n| tree.kind(n) == Kind::Ident && tree.text(n) == ctx))
        {
            return Err(
                "assign the outer variable instead, and give the inner context a name of its own".to_owned()
            );
        }
        let line = format!("var {ctx} {package}{dot}Context");
        let why = "assign the outer variable instead";
        edits.extend(lines::insert_before(tree, inner.stmt, &[&line]).ok_or(why)?);
    }
    let start = flow.point_of(inner.stmt).ok_or("the statement cannot be placed in the control flow")?;
    for release in releases {
        if release.point.is_some_and(|p| flow.dominates(start, p)) || is_guarded(site, release) {
            continue;
        }
        edits.extend(guard(site, release)?);
    }
    EditSet::new(edits).map_err(|_| "its edits would overlap".to_owned())
}

fn is_new(site: Site, inner: &Creation, e: BindingId) -> bool {
    site.tree().contains(inner.stmt, site.scopes().binding(e).ident)
}

/// Whether the release stands under `if cancel != nil`.
fn is_guarded(site: Site, release: &ReleaseUse) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variable = scopes.resolve(release.node);
    tree.ancestors(release.node).filter(|&a| tree.kind(a) == Kind::If).any(|a| {
        let inside = tree.child(a, Field::Consequence).is_some_and(|c| tree.contains(c, release.node));
        let test = tree.child(a, Field::Condition).and_then(|c| nil_test(site, c));
        inside && test.is_some_and(|(v, is_nil)| Some(v) == variable && !is_nil)
    })
}

/// `defer cancel()` becomes `if cancel != nil { defer cancel() }`.
fn guard(site: Site, release: &ReleaseUse) -> Result<Vec<Edit>, String> {
    let tree = site.tree();
    let why = || "release the outer variable only where it is not nil".to_owned();
    let stmt = match release.what {
        Use::Defer(stmt) => stmt,
        Use::Call(call) => tree.parent(call).filter(|&p| tree.kind(p) == Kind::ExprStmt).ok_or_else(why)?,
        _ => return Err(why()),
    };
    if tree.field(stmt) != Field::Stmt {
        return Err(why());
    }
    let name = tree.text(release.node);
    let (open, inside) = (format!("if {name} != nil {{"), format!("\t{}", tree.text(stmt)));
    let text = branches::in_place_of(tree, stmt, &[&open, &inside, "}"]);
    Ok(vec![Edit::replace(tree.span(stmt), text)])
}
