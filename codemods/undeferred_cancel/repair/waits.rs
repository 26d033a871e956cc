//! Goroutines that a deferred call waits for: whether the release has to come before that.

use super::Plan;
use crate::contexts::creation::Target;
use crate::contexts::iteration::starts_goroutine;
use crate::contexts::join::{Late, joined_late, joins_of, mentioned, root_variable};
use crate::contexts::outlives;
use crate::contexts::uses::{ReleaseUse, Use, outermost_literal};
use crate::golang::flow::PointId;
use crate::golang::syntax::{Kind, NodeId};

impl Plan<'_> {
    /// Whether a defer that is registered behind the creation waits for a goroutine that may end only with the context,
    /// as that looks for its end, or as the release is called elsewhere before the wait: it must come before that here
    /// too.
    pub(super) fn waits_in_later_defer(&self, uses: &[ReleaseUse]) -> bool {
        let (tree, site) = (self.site.tree(), self.site);
        let Some(start) = self.flow.point_of(self.creation.stmt) else { return false };
        let Target::Local(ctx) = self.creation.ctx else { return false };
        let mut carriers = outlives::carriers(site, self.creation);
        carriers.insert(ctx);
        let starts = tree.subtree(self.func).filter(|&n| starts_goroutine(site, n)).filter(|&n| {
            outermost_literal(site, self.func, n).is_none() && !mentioned(site, n).is_disjoint(&carriers)
        });
        let called = |from: PointId| {
            let calls = uses.iter().filter(|u| matches!(u.what, Use::Call(_))).filter_map(|u| u.point);
            calls.filter(|&p| self.flow.reaches(from, p, |_| false)).collect::<Vec<_>>()
        };
        starts.into_iter().any(|go| {
            let work = tree.only_child(go).filter(|_| tree.kind(go) == Kind::Go).unwrap_or(go);
            let Some(from) = self.flow.point_of(go).filter(|&p| self.flow.reaches(start, p, |_| false))
            else {
                return false;
            };
            joined_late(site, self.flow, self.func, Some(self.creation.stmt), (go, work)).is_some_and(
                |late| late != Late::Works || !self.is_joined_before(go, work, from, &called(from)),
            )
        })
    }

    /// The goroutine for which a defer behind the creation waits, and which does nothing but wait for the end of the
    /// context: a release that is deferred at the creation comes too late for it.
    pub(super) fn waits_for_release(&self) -> Option<NodeId> {
        let (tree, site) = (self.site.tree(), self.site);
        let mut carriers = outlives::carriers(site, self.creation);
        carriers.extend(match self.creation.ctx {
            Target::Local(ctx) => Some(ctx),
            _ => None,
        });
        let starts = tree.subtree(self.func).filter(|&n| starts_goroutine(site, n));
        starts.into_iter().find(|&go| {
            let work = tree.only_child(go).filter(|_| tree.kind(go) == Kind::Go).unwrap_or(go);
            let is_concerned = || !mentioned(site, work).is_disjoint(&carriers);
            outermost_literal(site, self.func, go).is_none()
                && is_concerned()
                && joined_late(site, self.flow, self.func, Some(self.creation.stmt), (go, work))
                    == Some(Late::Waits)
        })
    }

    /// Whether something below `stmt` waits for a goroutine that was started before it and is concerned with the
    /// context: behind a release, that may answer something else. `return nil, <-errc`, `return g.Wait()`
    pub(super) fn waits_for_work(&self, stmt: NodeId) -> bool {
        let (tree, site) = (self.site.tree(), self.site);
        let waits = joins_of(site, self.func).filter(|&(join, _)| tree.contains(stmt, join));
        let met: Vec<_> = waits.filter_map(|(_, operand)| root_variable(site, operand)).collect();
        let Target::Local(ctx) = self.creation.ctx else { return false };
        if met.is_empty() {
            return false;
        }
        let mut carriers = outlives::carriers(site, self.creation);
        carriers.insert(ctx);
        let before = tree.subtree(self.func).take_while(|&n| n < stmt);
        before.into_iter().filter(|&n| starts_goroutine(site, n)).any(|start| {
            let known = mentioned(site, start);
            !known.is_disjoint(&carriers) && met.iter().any(|v| known.contains(v))
        })
    }

    /// Whether control has met a wait for the goroutine, in the function itself, wherever it comes to `calls`.
    fn is_joined_before(&self, go: NodeId, work: NodeId, from: PointId, calls: &[PointId]) -> bool {
        let known_to = mentioned(self.site, work);
        let joins: Vec<PointId> = joins_of(self.site, self.func)
            .filter(|&(join, operand)| {
                let ancestors = self.site.tree().ancestors(join);
                let is_now = ancestors
                    .take_while(|&a| a != self.func)
                    .all(|a| self.site.tree().kind(a) != Kind::Defer);
                join > go
                    && is_now
                    && root_variable(self.site, operand).is_some_and(|v| known_to.contains(&v))
            })
            .filter_map(|(join, _)| self.flow.point_of(join))
            .collect();
        calls.iter().all(|&c| !self.flow.reaches(from, c, |p| joins.contains(&p)))
    }
}
