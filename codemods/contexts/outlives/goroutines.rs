//! Goroutines that use a value, and functions that run when a context ends: whether the function waits for them.

use super::tracker::{Tracker, Value, What};
use super::{How, feeds, scoped};
use crate::contexts::join::{self, Joined, Late};
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::origins::targets_of;
use crate::contexts::types::results;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// What is said of a goroutine that is waited for, but behind the release.
const WAITED_LATE: &str = "is used by a goroutine that only a deferred call waits for";

impl Tracker<'_> {
    /// The value is used by what `stmt` starts.
    pub(super) fn goroutine(&mut self, stmt: NodeId, work: NodeId, value: Value) {
        if self.at_exits && self.joined_too_late(stmt, work, value) {
            return;
        }
        let joined = join::joined(self.site, &self.flow, self.func, stmt, work);
        if join::joined_by_defer(self.site, &self.flow, self.func, self.for_release, (stmt, work))
            || self.is_joined_by_literal(stmt, work)
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
            // To release the context then is what a race of several is for; a caller's may end at any time.
            Joined::First if self.of_request => value.level,
            Joined::First | Joined::Perhaps => value.level.min(Level::Guess),
            Joined::No if self.ends_here(stmt, Some(work)) => value.level.min(Level::Guess),
            Joined::No => value.level,
        };
        let late = self.joined_late(None, stmt, work);
        // What was deferred before a deferred release waits behind it.
        let ends_first =
            self.for_release.is_some() && self.joined_late(self.for_release, stmt, work).is_none();
        if joined == Joined::No && late == Some(Late::Waits) && ends_first {
            return;
        }
        let text = late.map_or("is used by a goroutine that is not waited for", |_| WAITED_LATE);
        self.reason(level, How::Goroutine, text, stmt, value.what);
    }

    /// Whether only a deferred call waits for the goroutine: then it is cut off by what comes before, unless it waits
    /// for that.
    fn joined_too_late(&mut self, stmt: NodeId, work: NodeId, value: Value) -> bool {
        let (site, func) = (self.site, self.func);
        if join::joined_at_exits(site, &self.flow, func, stmt, work) == Joined::Yes {
            return false;
        }
        let Some(late) = self.joined_late(None, stmt, work) else { return false };
        let level = match late {
            Late::Waits => return true,
            Late::Hears => value.level.min(Level::Guess),
            Late::Works => value.level,
        };
        self.reason(level, How::Goroutine, WAITED_LATE, stmt, value.what);
        true
    }

    fn joined_late(&self, since: Option<NodeId>, stmt: NodeId, work: NodeId) -> Option<Late> {
        join::joined_late(self.site, &self.flow, self.func, since, (stmt, work))
    }

    /// Whether the literal around, which another question is about, waits for what `start` starts in it.
    fn is_joined_by_literal(&self, start: NodeId, work: NodeId) -> bool {
        let tree = self.site.tree();
        let literal = tree.enclosing_func(start).filter(|&f| f != self.func && tree.kind(f) == Kind::FuncLit);
        literal.is_some_and(|l| join::joined(self.site, &self.site.flow(l), l, start, work) == Joined::Yes)
    }

    /// Whether the function itself waits for the goroutines that the call starts: `group.Go(ctx, f)` with
    /// `group.Wait()`, whatever the group is.
    pub(super) fn is_joined(&self, call: NodeId) -> bool {
        join::joined(self.site, &self.flow, self.func, call, call) == Joined::Yes
            || self.is_joined_by_literal(call, call)
    }

    /// Whether the function waits on every way for the channel that the call gives, on which it hears when what the
    /// call was given has run: `r := <-group.DoChan(key, f)`.
    pub(super) fn is_heard(&self, call: NodeId) -> bool {
        let (site, tree) = (self.site, self.site.tree());
        if !matches!(results(site, call)[..], [Type::Chan(..)]) {
            return false;
        }
        let received = tree.parent(call).filter(|&r| tree.op(r) == Op::Receive);
        let in_arm = |r: NodeId| tree.ancestors(r).any(|a| tree.field(a) == Field::Communication);
        received.is_some_and(|r| !in_arm(r))
            || join::awaited(site, &self.flow, self.func, call) == join::Joined::Yes
    }

    /// Whether what the call does is over when it returns, `store.WithUploader(ctx, func(…) error { … })`, or when the
    /// function has waited for what it gives: `job, err := repo.StartWarmup(ctx)`, and then `job.Wait(ctx)`.
    pub(super) fn is_over_behind(&self, call: NodeId, name: Option<&str>) -> bool {
        let (site, tree) = (self.site, self.site.tree());
        let last = tree.args(call).last();
        let runs_literal = || {
            last.is_some_and(|l| tree.kind(l) == Kind::FuncLit)
                && results(site, call).iter().all(|t| laziness(site, t) == Level::No)
        };
        let waits = |u: NodeId| {
            let method = tree.parent(u).and_then(|s| tree.child(s, Field::FieldName));
            method.is_some_and(|m| tree.text(m) == "Wait")
        };
        let given = || targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
        name.is_some_and(|n| n.starts_with("With")) && runs_literal()
            || name.is_some_and(|n| n.starts_with("Start"))
                && given().is_some_and(|v| site.scopes().uses(v).iter().any(|&u| waits(u)))
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
