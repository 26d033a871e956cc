//! What is deferred and uses the context, or what was made with it: that runs behind a release which comes earlier.

use super::Plan;
use super::functions::{around, holds_literal};
use super::telling::tells_of_end;
use crate::contexts::calls::called_name;
use crate::contexts::creation::Target;
use crate::contexts::outlives;
use crate::contexts::uses::outermost_literal;
use crate::golang::flow::PointId;
use crate::golang::scopes::{is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// A use of the context, or of what was made with it, in what is deferred, that could tell that the context has ended.
struct Reader {
    /// The use.
    at: NodeId,
    /// Where the call is deferred.
    point: PointId,
    /// Whether it sees what the variable holds, or points at, when it runs.
    sees_late: bool,
}

impl Plan<'_> {
    /// A use in a function deferred before the creation, which runs behind a release that is deferred there.
    pub(super) fn read_by_earlier_defer(&self, start: PointId) -> Option<NodeId> {
        let readers = self.readers().into_iter();
        let earlier = |r: &Reader| r.sees_late && self.flow.reaches(r.point, start, |_| false);
        readers.filter(earlier).map(|r| r.at).min()
    }

    /// A use in what is deferred wherever control may come to `exit` behind the creation: it runs behind a release that
    /// is called there. Who waits for others there is judged with what they do.
    pub(super) fn read_behind_exit(&self, start: PointId, exit: PointId) -> Option<NodeId> {
        let comes_to = |from, to| from == to || self.flow.reaches(from, to, |_| false);
        let later = |r: &Reader| {
            (r.sees_late || comes_to(start, r.point)) && comes_to(r.point, exit) && !self.waits(r.at)
        };
        self.readers().into_iter().filter(later).map(|r| r.at).min()
    }

    /// Why there is no release before what reads the context at `reader`.
    pub(super) fn read_when_all_is_over(&self, reader: NodeId) -> String {
        format!(
            "no fix, as the function deferred on line {} uses it when all is over",
            self.site.line(reader)
        )
    }

    /// A call that was given the context on the way to `exit`, and what is deferred there and uses what that call may
    /// have put the context into, though nobody can read that it does: `c.Init(ctx)`, and `c.Abort()` in the end.
    pub(super) fn may_be_read_behind_exit(&self, exit: PointId) -> Option<(NodeId, NodeId)> {
        let (site, tree, scopes) = (self.site, self.site.tree(), self.site.scopes());
        let comes_to = |from, to| from == to || self.flow.reaches(from, to, |_| false);
        outlives::beside(site, self.creation).into_iter().find_map(|kept| {
            let given = self.flow.point_of(kept.call).filter(|&p| comes_to(p, exit))?;
            let uses = scopes.uses(kept.variable).iter().copied().filter(|&u| {
                !is_write(tree, u) && tells_of_end(site, u) && outlives::may_work_with_kept(site, u)
            });
            let runs_behind =
                |r: &Reader| comes_to(r.point, exit) && (r.sees_late || comes_to(given, r.point));
            let reader = uses.flat_map(|u| self.reader(u)).find(|r| runs_behind(r) && !self.waits(r.at))?;
            Some((kept.call, reader.at))
        })
    }

    fn readers(&self) -> Vec<Reader> {
        let (site, tree, scopes) = (self.site, self.site.tree(), self.site.scopes());
        let mut carriers = outlives::carriers(site, self.creation);
        carriers.extend(match self.creation.ctx {
            Target::Local(ctx) => Some(ctx),
            _ => None,
        });
        let uses = carriers.into_iter().filter(|&c| !holds_literal(site, c)).flat_map(|c| scopes.uses(c));
        let uses = uses.copied().filter(|&u| !is_write(tree, u) && tells_of_end(site, u));
        uses.flat_map(|u| self.reader(u)).collect()
    }

    /// The use as one of what is deferred, for each defer that it is of.
    fn reader(&self, u: NodeId) -> Vec<Reader> {
        let (site, tree) = (self.site, self.site.tree());
        let around = around(site, self.func, u).into_iter();
        let defers = around.filter(|&a| tree.kind(a) == Kind::Defer);
        let sees_late = outermost_literal(site, self.func, u).is_some()
            || is_address_taken(tree, u)
            || self.points_at_it(u);
        defers.filter_map(|d| Some(Reader { at: u, point: self.flow.point_of(d)?, sees_late })).collect()
    }

    /// Whether the use is a pointer that is given to the deferred call: what that points at may be filled later.
    fn points_at_it(&self, u: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let is_pointer = matches!(self.site.type_of(u), Type::Pointer(_));
        is_pointer
            && scopes.resolve(u).is_some_and(|v| {
                let ident = scopes.binding(v).ident;
                !scopes.uses(v).iter().any(|&w| w != ident && is_write(tree, w))
            })
    }

    /// Whether `u` is a group that is waited for: `group.Wait()`.
    fn waits(&self, u: NodeId) -> bool {
        let tree = self.site.tree();
        let called =
            tree.parent(u).filter(|&s| tree.field(s) == Field::Function).and_then(|s| tree.parent(s));
        called.is_some_and(|c| called_name(self.site, c) == Some("Wait"))
    }
}
