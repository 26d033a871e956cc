//! Repair 3 where ways with and without the release meet at the end: the branches of the last statement there tell them
//! apart, and those that drop the release are given it.

use super::Plan;
use crate::contexts::creation::Target;
use crate::contexts::leavings::{Leaving, leavings_behind};
use crate::contexts::lost::stops;
use crate::contexts::naming::release_call;
use crate::contexts::outlives::Reason;
use crate::contexts::uses::ReleaseUse;
use crate::edits::{branches, statements};
use crate::golang::flow::PointId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The end of a branch that drops the release.
#[derive(Clone, Copy, Debug)]
pub(super) struct BranchEnd {
    place: Place,
    /// The last point before it.
    point: PointId,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Block(NodeId),
    /// Behind the last statement of a clause.
    Behind(NodeId),
    /// Where the `if` whose block this is has no `else`.
    NoElse(NodeId),
}

impl Plan<'_> {
    /// The ends of the branches that drop the release on the way to `leaving`, to which others come that have handed it
    /// over; `None` where they cannot be told apart. `block` as in `judge_handovers`.
    pub(super) fn dropping_branches(
        &self,
        leaving: Leaving,
        uses: &[ReleaseUse],
        block: Option<NodeId>,
    ) -> Option<Vec<BranchEnd>> {
        let tree = self.site.tree();
        let last = match leaving {
            Leaving::End => tree.stmts(tree.child(self.func, Field::Body)?).last()?,
            Leaving::Fall(block) => tree.stmts(block).last()?,
            // What is returned by name is not seen there.
            Leaving::Return(stmt)
                if tree.children(stmt).next().is_none() && tree.child(self.func, Field::Result).is_some() =>
            {
                return None;
            }
            Leaving::Return(stmt) | Leaving::Jump(stmt) if !self.uses_context(stmt) => {
                tree.prev_sibling(stmt)?
            }
            _ => return None,
        };
        let inside = |p: PointId| self.flow.node(p).is_some_and(|n| tree.contains(last, n));
        let comes_here =
            |p: PointId| leavings_behind(self.site, self.flow, self.creation, block, p).contains(&leaving);
        let start = self.start().ok()?;
        let is_told = self.handed_over.iter().all(|&p| inside(p) || !comes_here(p))
            && tree
                .subtree(last)
                .find_map(|n| self.flow.point_of(n))
                .is_some_and(|p| self.flow.dominates(start, p));
        let mut found = Vec::new();
        (is_told && self.branches_of(last, &Ways { uses, start }, &mut found)?).then_some(found)
    }

    /// Adds the ends of those branches of `stmt` that drop the release; false if control may come behind it without one
    /// in another way, `None` if that cannot be told.
    fn branches_of(&self, stmt: NodeId, ways: &Ways, found: &mut Vec<BranchEnd>) -> Option<bool> {
        let tree = self.site.tree();
        match tree.kind(stmt) {
            Kind::If => {
                let block = tree.child(stmt, Field::Consequence)?;
                let here = self.branch(block, ways, found)?;
                let there = match tree.child(stmt, Field::Alternative) {
                    Some(other) if tree.kind(other) == Kind::If => self.branches_of(other, ways, found)?,
                    Some(other) => self.branch(other, ways, found)?,
                    None => {
                        let point = tree.child(stmt, Field::Condition).and_then(|c| self.flow.point_of(c))?;
                        found.push(BranchEnd { place: Place::NoElse(block), point });
                        true
                    }
                };
                Some(here && there)
            }
            Kind::Switch | Kind::TypeSwitch | Kind::Select => {
                let clauses: Vec<NodeId> = tree.children(stmt).filter(|&c| tree.kind(c).is_case()).collect();
                let has_default = clauses.iter().any(|&c| tree.kind(c) == Kind::Default);
                let leaves_early =
                    tree.subtree(stmt).any(|n| matches!(tree.kind(n), Kind::Break | Kind::Fallthrough));
                if leaves_early || !has_default && tree.kind(stmt) != Kind::Select {
                    return None;
                }
                clauses.into_iter().try_fold(true, |all, c| Some(self.branch(c, ways, found)? && all))
            }
            _ => {
                let point = self.flow.point_of(stmt)?;
                let is_covered = |p: PointId| ways.uses.iter().any(|u| stops(u) && u.point == Some(p));
                Some(is_covered(point) || !self.flow.reaches(ways.start, point, is_covered))
            }
        }
    }

    /// The same of one branch: a block or a clause.
    fn branch(&self, branch: NodeId, ways: &Ways, found: &mut Vec<BranchEnd>) -> Option<bool> {
        let tree = self.site.tree();
        let last = tree.stmts(branch).last()?;
        if self.leaves(branch) {
            return Some(true);
        }
        let is_inside = |u: &&ReleaseUse| stops(u) && tree.contains(branch, u.node);
        if ways.uses.iter().any(|u| is_inside(&u)) {
            return self.branches_of(last, ways, found);
        }
        let place = if tree.kind(branch) == Kind::Block { Place::Block(branch) } else { Place::Behind(last) };
        found.push(BranchEnd { place, point: self.flow.point_of(last)? });
        Some(true)
    }

    /// Whether what goes on for `reason` may have begun at the end of the branch.
    pub(super) fn has_begun(&self, reason: &Reason, end: &BranchEnd) -> bool {
        let begun = self.flow.point_of(reason.at);
        begun.is_none_or(|p| p == end.point || self.flow.reaches(p, end.point, |q| self.is_made_anew(q)))
    }

    pub(super) fn release_at_branch_end(
        &mut self,
        end: BranchEnd,
        name: &str,
        start: PointId,
    ) -> Result<(), String> {
        let (tree, call) = (self.site.tree(), release_call(name, self.creation.producer.release));
        let Target::Local(variable) = self.creation.release else { return Ok(()) };
        let (Place::Block(at) | Place::NoElse(at) | Place::Behind(at)) = end.place;
        let byte = match end.place {
            Place::Block(block) => tree.span(block).end as usize - 1,
            _ => tree.span(at).end as usize,
        };
        let new = self.release_lines((name, &call), Some(variable), start, end.point, byte)?;
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        self.insert(match end.place {
            Place::Block(block) => branches::last_in_block(tree, block, &new),
            Place::NoElse(block) => branches::else_branch(tree, block, &new),
            Place::Behind(last) => statements::insert_after(tree, last, &new),
        })
    }
}

/// What tells whether a way has the release.
struct Ways<'u> {
    uses: &'u [ReleaseUse],
    start: PointId,
}
