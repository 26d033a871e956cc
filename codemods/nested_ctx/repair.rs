//! The repair: `=` becomes `:=`, where nothing but the rest of the block sees the difference.

use super::Nested;
use crate::edits::{Edit, EditSet};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken, is_read, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;

/// The edit, or why there is none.
pub(super) fn define(site: Site, n: &Nested) -> Result<EditSet, String> {
    let tree = site.tree();
    let block = tree.parent(n.stmt).filter(|&b| is_body(site, n, b));
    let block = block.ok_or("it is not a statement of the body itself")?;
    if tree.subtree(tree.root()).any(|g| tree.kind(g) == Kind::Goto) {
        return Err("a goto may jump over the definition".to_owned());
    }
    let left = tree.child(n.stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    for target in left {
        is_only_for_the_block(site, n, block, target)?;
    }
    let op = tree.op_start(n.stmt);
    EditSet::new(vec![Edit::replace(Span::new(op, op + 1), ":=")]).map_err(|_| "edits overlap".to_owned())
}

/// Whether `block` is the body of a loop or of the literal, and the variable comes from outside of that.
fn is_body(site: Site, n: &Nested, block: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    tree.kind(block) == Kind::Block
        && tree.parent(block).is_some_and(|p| {
            matches!(tree.kind(p), Kind::For | Kind::FuncLit)
                && !tree.contains(p, scopes.binding(n.ctx).ident)
        })
}

/// Whether the variable `target` is read in the block behind the assignment, and nowhere else where the assignment
/// could be seen.
fn is_only_for_the_block(site: Site, n: &Nested, block: NodeId, target: NodeId) -> Result<(), String> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let name = tree.text(target);
    let variable = Some(target).filter(|&t| tree.kind(t) == Kind::Ident).and_then(|t| scopes.resolve(t));
    let variable = variable.ok_or_else(|| format!("{name} is not a variable of this function"))?;
    let end = tree.span(n.stmt).end;
    if scopes.binding(variable).kind == BindingKind::Result {
        return Err(format!("{name} is a result"));
    }
    let scope = scopes.scope_of(tree, n.stmt);
    // What the block declares itself is assigned to by `:=` as well (Go spec, «Short variable declarations»).
    if scopes.binding(variable).scope == scope {
        return Ok(());
    }
    let mut own = scopes.bindings().map(|b| scopes.binding(b)).filter(|b| b.scope == scope);
    if own.any(|b| tree.text(b.ident) == name) {
        return Err(format!("the block defines another {name}"));
    }
    let mut is_used = false;
    for &u in scopes.uses(variable).iter().filter(|&&u| !tree.contains(n.stmt, u)) {
        let inside = tree.contains(block, u);
        if is_address_taken(tree, u) {
            return Err(format!("the address of {name} is taken"));
        }
        if inside && is_write(tree, u) {
            return Err(format!("line {} assigns {name} too", site.line(u)));
        }
        if !is_read(tree, u) {
            continue;
        }
        if inside && tree.span(u).start >= end {
            is_used = true;
        } else if inside || may_follow(site, n, variable, u) {
            return Err(format!("line {} may read the {name} that is assigned here", site.line(u)));
        }
    }
    if is_used { Ok(()) } else { Err(format!("the block does not use {name} afterwards")) }
}

/// Whether `u` may read what the assignment gave to `variable`: it comes after it, or stands in another function.
pub(super) fn may_follow(site: Site, n: &Nested, variable: BindingId, u: NodeId) -> bool {
    let (tree, owner) = (site.tree(), site.scopes().binding(variable).func);
    if tree.enclosing_func(u) != Some(owner) {
        return true;
    }
    let flow = site.flow(owner);
    match (flow.point_of(n.stmt), flow.point_of(u)) {
        (Some(here), Some(there)) => flow.reaches(here, there, |_| false),
        _ => true,
    }
}
