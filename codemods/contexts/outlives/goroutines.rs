//! Goroutines that use a value, and functions that run when a context ends: whether the function waits for them.

use super::tracker::{Tracker, Value, What};
use super::{How, feeds, scoped};
use crate::contexts::join::{self, Joined};
use crate::contexts::lazy::Level;
use crate::golang::syntax::{Field, Kind, NodeId};

impl Tracker<'_> {
    /// The value is used by what `stmt` starts.
    pub(super) fn goroutine(&mut self, stmt: NodeId, work: NodeId, value: Value) {
        let joined = join::joined(self.site, &self.flow, self.func, stmt, work);
        if self
            .for_release
            .is_some_and(|since| join::joined_by_defer(self.site, &self.flow, self.func, since, (stmt, work)))
        {
            return;
        }
        if joined != Joined::Yes
            && self.of_request
            && let Some(index) = feeds::result_fed_by(self.site, self.func, work)
        {
            return self.resulted(index, Value { what: What::Made, ..value }, stmt);
        }
        let level = match joined {
            Joined::Yes => return,
            Joined::Perhaps => value.level.min(Level::Guess),
            Joined::No if self.ends_here(stmt, Some(work)) => value.level.min(Level::Guess),
            Joined::No => value.level,
        };
        let text = "is used by a goroutine that is not waited for";
        self.reason(level, How::Goroutine, text, stmt, value.what);
    }

    /// Whether the function itself waits for the goroutines that the call starts: `group.Go(ctx, f)` with
    /// `group.Wait()`, whatever the group is.
    pub(super) fn is_joined(&self, call: NodeId) -> bool {
        join::joined(self.site, &self.flow, self.func, call, call) == Joined::Yes
    }

    /// Whether the function defers what the call gives: `stop := context.AfterFunc(ctx, f)` and `defer stop()`, which
    /// comes before a release that was deferred earlier.
    pub(super) fn is_stopped(&self, call: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let stmt = tree.stmt_of(call).filter(|&s| tree.kind(s) == Kind::ShortVar);
        let left = stmt.and_then(|s| tree.child(s, Field::Left)).map(|l| tree.list(l)).unwrap_or_default();
        let [stop] = left[..] else { return false };
        let is_deferred = |&u: &NodeId| {
            let called = tree.parent(u).filter(|_| tree.field(u) == Field::Function);
            called.and_then(|c| tree.parent(c)).is_some_and(|d| {
                tree.kind(d) == Kind::Defer
                    && tree.enclosing_func(d) == Some(self.func)
                    && self
                        .flow
                        .point_of(call)
                        .zip(self.flow.point_of(d))
                        .is_some_and(|(from, to)| self.flow.exits_from(from, |p| p == to).is_empty())
            })
        };
        scopes.resolve(stop).is_some_and(|v| scopes.uses(v).iter().any(is_deferred))
    }

    /// Whether a goroutine that nothing waits for seems to be meant to end with the function, if that is the question.
    pub(super) fn ends_here(&self, start: NodeId, work: Option<NodeId>) -> bool {
        self.for_release.is_some()
            && scoped::ends_with_function(self.site, &self.flow, self.func, start, work)
    }
}
