//! Over which stretch of its function a variable carries the value: from where it gets it, to where it gets another,
//! and what runs in between or later.

use super::tracker::Tracker;
use crate::contexts::creation::{Target, creations};
use crate::contexts::join::{root_variable, runs_always};
use crate::contexts::leavings::leavings;
use crate::contexts::uses::{ReleaseUse, Use, direct_call, outermost_literal, release_uses};
use crate::golang::flow::PointId;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

impl Tracker<'_> {
    /// Whether `stmt` makes a context that this function releases on every way out: what uses it ends no later.
    pub(super) fn is_released(&self, stmt: NodeId) -> bool {
        let Some(creation) = creations(self.site).into_iter().find(|c| c.stmt == stmt) else { return false };
        let Target::Local(release) = creation.release else { return false };
        if creation.func != Some(self.func) || self.site.scopes().binding(release).func != self.func {
            return false;
        }
        let uses = release_uses(self.site, &self.flow, self.func, release);
        // A deferred literal releases what the variable then holds.
        let is_written =
            || uses.iter().any(|u| matches!(u.what, Use::Write { .. }) && u.node != creation.release_node);
        let releases = |u: &&ReleaseUse| match u.what {
            Use::Call(_) | Use::Defer(_) => true,
            Use::DeferredLiteral(defer) => {
                let call = direct_call(self.site, u.node);
                call.is_some_and(|c| runs_always(self.site, defer, c)) && !is_written()
            }
            _ => false,
        };
        let released = uses.iter().filter(releases);
        let released: Vec<PointId> = released.filter_map(|u| u.point).collect();
        leavings(self.site, &self.flow, &creation, &released, false, false).is_empty()
    }

    /// The points at which this function gives the variable another value than `from` does.
    pub(super) fn replaced_at(&self, variable: BindingId, from: Option<NodeId>) -> Vec<PointId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let writes = scopes.uses(variable).iter().filter(|&&u| {
            is_write(tree, u)
                && !from.is_some_and(|stmt| tree.contains(stmt, u))
                && outermost_literal(self.site, self.func, u).is_none()
        });
        writes.filter_map(|&u| self.flow.point_of(u)).collect()
    }

    /// Whether the value is put into what the variable refers to by `stmt`, and that variable used at `u` on the way
    /// there: whoever got it there has the value too. `s.conns[id] = c`, and then `c.ctx = ctx`.
    pub(super) fn is_filled_later(&self, variable: BindingId, stmt: NodeId, u: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let binding = scopes.binding(variable);
        let left = tree.child(stmt, Field::Left).filter(|_| tree.kind(stmt) == Kind::Assign);
        let is_part = |&t: &NodeId| {
            tree.kind(tree.unparen(t)) != Kind::Ident && root_variable(self.site, t) == Some(variable)
        };
        let is_filled = left.is_some_and(|l| tree.list(l).iter().any(is_part));
        let refers = matches!(
            self.site.program.underlying(&self.site.type_of(binding.ident)),
            Type::Pointer(_) | Type::Map(..) | Type::Slice(_)
        );
        let (here, filled) = (self.flow.point_of(u), self.flow.point_of(stmt));
        is_filled
            && refers
            && here.zip(filled).is_some_and(|(here, filled)| {
                let made = self.flow.point_of(binding.ident);
                let mut others = self.replaced_at(variable, Some(stmt));
                others.extend(made);
                self.flow.reaches(here, filled, |p| others.contains(&p))
            })
    }

    /// Where the variable, if this function is a literal and got it from the one around, is read by that or by another
    /// literal once this one may have run.
    pub(super) fn seen_outside(&self, variable: BindingId) -> Option<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let owner = scopes.binding(variable).func;
        if owner == self.func || !tree.contains(owner, self.func) {
            return None;
        }
        let flow = self.site.flow(owner);
        let literal = outermost_literal(self.site, owner, self.func).unwrap_or(self.func);
        let made = flow.point_of(literal);
        let comes_behind = |u: NodeId| {
            outermost_literal(self.site, owner, u).is_some()
                || match (made, flow.point_of(u)) {
                    (Some(made), Some(point)) => made == point || flow.reaches(made, point, |_| false),
                    _ => true,
                }
        };
        let read = |u: &NodeId| !is_write(tree, *u) && !tree.contains(self.func, *u);
        scopes.uses(variable).iter().copied().filter(read).find(|&u| comes_behind(u))
    }

    /// Whether `u` stands in a literal that was made before `start` and may run behind it.
    pub(super) fn evaluated_early(&self, start: PointId, u: NodeId) -> bool {
        outermost_literal(self.site, self.func, u)
            .and_then(|l| self.flow.point_of(l))
            .is_some_and(|made| self.flow.reaches(made, start, |_| false))
    }
}
