//! The context of an errgroup ends when `Wait` returns, also without an error.

use super::deferred::ended_behind;
use super::{children, instead, is_only_made_by, is_worked_with, passed_behind, report};
use crate::Finding;
use crate::contexts::calls::called_name;
use crate::contexts::uses::outermost_literal;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// The calls that get a group's context behind the group's `Wait`.
pub(super) fn used_behind_wait(site: Site) -> Vec<Finding> {
    let tree = site.tree();
    let stmts = tree.subtree(tree.root());
    stmts
        .filter(|&n| matches!(tree.kind(n), Kind::ShortVar | Kind::Assign))
        .flat_map(|stmt| of_group(site, stmt).unwrap_or_default())
        .collect()
}

fn of_group(site: Site, stmt: NodeId) -> Option<Vec<Finding>> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let [value] = tree.list(tree.child(stmt, Field::Right)?)[..] else { return None };
    let [group_node, ctx_node] = tree.list(tree.child(stmt, Field::Left)?)[..] else { return None };
    let call = tree.unparen(value);
    // The name first: who is called may take a whole package to find out.
    if tree.kind(call) != Kind::Call || called_name(site, call) != Some("WithContext") {
        return None;
    }
    let Callee::Known(known) = site.callee(call) else { return None };
    if !known.is_func("golang.org/x/sync/errgroup", "WithContext") {
        return None;
    }
    let (group, ctx) = (scopes.resolve(group_node)?, scopes.resolve(ctx_node)?);
    let func = tree.enclosing_func(stmt)?;
    let flow = site.flow(func);
    if flow.unknown() || !is_only_made_by(site, group, stmt) || !is_only_made_by(site, ctx, stmt) {
        return None;
    }
    let parent = tree.arg(call, 0);
    let start = flow.point_of(stmt)?;
    let waits = scopes
        .uses(group)
        .iter()
        .copied()
        .filter(|&u| outermost_literal(site, func, u).is_none() && is_wait(site, u));
    let waits: Vec<_> = waits.filter_map(|wait| Some((wait, flow.point_of(wait)?))).collect();
    if waits.is_empty() {
        return None;
    }
    let mut found: Vec<Finding> = Vec::new();
    let mut tell = |place: NodeId, wait: NodeId, when: &str| {
        let message = format!(
            "{} has ended {when}: {}.Wait on line {} ends it, also without an error; {}",
            site.text(place),
            site.text(group_node),
            site.line(wait),
            instead(site, parent, ctx_node)
        );
        if !found.iter().any(|f| f.span == tree.span(place)) {
            found.push(report(site, place, message));
        }
    };
    let children = children(site, &flow, ctx, stmt);
    for &(wait, end) in &waits {
        let made_before = children.iter().filter(|c| flow.dominates(c.1, end)).map(|c| c.0);
        for place in made_before.chain([ctx]).flat_map(|c| passed_behind(site, &flow, func, c, end)) {
            tell(place, wait, "here");
        }
    }
    for &place in scopes.uses(ctx).iter().filter(|&&u| is_worked_with(site, u)) {
        if let Some(wait) = ended_behind(site, &flow, start, &waits, place) {
            tell(place, wait, "when this deferred call runs");
        }
    }
    Some(found)
}

/// Whether `group` is waited for: `group.Wait()`, not deferred.
fn is_wait(site: Site, group: NodeId) -> bool {
    let tree = site.tree();
    let Some(selector) = tree.parent(group).filter(|&s| tree.kind(s) == Kind::Selector) else { return false };
    let named = tree.child(selector, Field::FieldName).is_some_and(|f| tree.text(f) == "Wait");
    let call = tree.parent(selector).filter(|&c| tree.kind(c) == Kind::Call);
    let stmt = call.and_then(|c| tree.parent(c));
    named && stmt.is_some_and(|s| !matches!(tree.kind(s), Kind::Defer | Kind::Go))
}
