//! Repair 3: the release is called before each way out that drops it.

use super::Plan;
use crate::Applicability;
use crate::contexts::asks::asked;
use crate::contexts::bound::{bound_results, is_jumped_over};
use crate::contexts::clean_up::where_failed;
use crate::contexts::creation::Target;
use crate::contexts::join::root_variable;
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::leavings::{Leaving, iteration_block, leavings_behind};
use crate::contexts::naming::{is_free, release_call};
use crate::contexts::outlives::{self, How, Reason};
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::types::{is_error, results};
use crate::contexts::uses::ReleaseUse;
use crate::edits::{Edit, branches, statements};
use crate::golang::flow::PointId;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

impl Plan<'_> {
    pub(super) fn release_before_exits(
        &mut self,
        leavings: &[Leaving],
        uses: &[ReleaseUse],
    ) -> Result<(), String> {
        let start = self.start()?;
        let Target::Local(variable) = self.creation.release else {
            return Err("keep the release in a variable".to_owned());
        };
        self.leaves_if_failed()?;
        let block = iteration_block(self.site, self.flow, self.creation);
        let (mut whole, mut branches, mut met) = (Vec::new(), Vec::new(), String::new());
        for &leaving in leavings {
            match self.judge_handovers(&[leaving], block) {
                Ok(()) => whole.push(leaving),
                Err(why) => {
                    met.clone_from(&why);
                    branches.extend(self.dropping_branches(leaving, uses, block).ok_or(why)?);
                }
            }
        }
        for reason in outlives::reasons(self.site, self.creation) {
            self.judge_reason(&reason, &whole)?;
            if branches.iter().any(|end| self.has_begun(&reason, end)) {
                self.judge_way_out(&reason, None)?;
            }
        }
        let name = self.site.tree().text(self.site.tree().unparen(self.creation.release_node)).to_owned();
        if !self.in_main() && self.others(variable).any(|c| c.producer.signals) {
            self.unsafe_because("once it is released, the next signal ends the process");
        }
        for leaving in whole {
            self.judge_end(&leaving, start, block)?;
            self.release_at(leaving, &name, Some(variable), start)?;
        }
        let mut ends = branches.into_iter();
        ends.try_for_each(|end| self.release_at_branch_end(end, &name, start)).map_err(|_| met)
    }

    /// Whether the exits may end what goes on for `reason`: an exit with an error may, a success drops the release on
    /// purpose or by mistake, which only a person can tell.
    fn judge_reason(&mut self, reason: &Reason, leavings: &[Leaving]) -> Result<(), String> {
        let begun = self.flow.point_of(reason.at);
        // Where a process could not be started, none goes on.
        let failed = check_behind(self.site, reason.at).filter(|_| reason.how == How::Process);
        let comes_to = |begun: PointId, exit: PointId| {
            begun == exit || self.flow.reaches(begun, exit, |p| self.is_made_anew(p))
        };
        let is_on_the_way = |l: &Leaving| {
            let not_begun = failed.zip(l.stmt()).is_some_and(|(f, s)| self.site.tree().contains(f, s));
            let exits = self.exits_by(l);
            !not_begun
                && begun.is_none_or(|begun| exits.is_empty() || exits.iter().any(|&e| comes_to(begun, e)))
        };
        let on_the_way: Vec<Leaving> = leavings.iter().copied().filter(is_on_the_way).collect();
        on_the_way.into_iter().try_for_each(|l| self.judge_way_out(reason, l.stmt()))
    }

    /// Whether what is deferred still uses the context behind that way out of the function, or what goes on beyond the
    /// iteration, if that is what ends there.
    fn judge_end(&mut self, leaving: &Leaving, start: PointId, block: Option<NodeId>) -> Result<(), String> {
        let exits = self.exits_by(leaving);
        match (leaving, block) {
            (Leaving::Jump(_) | Leaving::Fall(_), Some(block)) => {
                let comes_to = |begun: PointId, exit: PointId| {
                    begun == exit || self.flow.reaches(begun, exit, |p| self.is_made_anew(p))
                };
                let has_begun = |at: NodeId| match self.flow.point_of(at) {
                    Some(begun) => exits.is_empty() || exits.iter().any(|&e| comes_to(begun, e)),
                    None => true,
                };
                let beyond = self.beyond_iteration(block).into_iter();
                beyond.filter(|b| !b.is_over && has_begun(b.at)).map(|b| Err(b.why)).next().unwrap_or(Ok(()))
            }
            _ => match exits.iter().find_map(|&e| self.read_behind_exit(start, e)) {
                Some(reader) => Err(self.read_when_all_is_over(reader)),
                None => {
                    if let Some((call, use_)) = exits.iter().find_map(|&e| self.may_be_read_behind_exit(e)) {
                        let (call, deferred) = (self.site.line(call), self.site.line(use_));
                        self.unsafe_because(format!(
                            "what line {call} gives it to may keep it, and what is deferred on line {deferred} uses \
                             that when it has ended"
                        ));
                    }
                    Ok(())
                }
            },
        }
    }

    /// Where control is when it leaves there; nothing where that cannot be told. An iteration ends somewhere in the
    /// last statement of its block.
    fn exits_by(&self, leaving: &Leaving) -> Vec<PointId> {
        let tree = self.site.tree();
        match leaving {
            Leaving::Fall(block) => {
                let last = tree.stmts(*block).last();
                let is_in_last = |n: NodeId| last.is_some_and(|s| tree.contains(s, n));
                self.flow.points().filter(|&p| self.flow.node(p).is_some_and(is_in_last)).collect()
            }
            _ => leaving.stmt().and_then(|s| self.flow.point_of(s)).or(self.flow.end()).into_iter().collect(),
        }
    }

    /// The same of one way out, with the statement that leaves there, if one does.
    fn judge_way_out(&mut self, reason: &Reason, stmt: Option<NodeId>) -> Result<(), String> {
        if reason.how == How::Returned || reason.level == Level::No {
            return Ok(());
        }
        // Where what has begun it says that it has failed, nobody goes on with it: `return 1`.
        let failed = check_behind(self.site, reason.at).filter(|_| reason.how == How::Goroutine);
        let has_failed = |stmt| {
            fails(self.site, stmt) || failed.is_some_and(|block| self.site.tree().contains(block, stmt))
        };
        if reason.level == Level::Known && !stmt.is_some_and(has_failed) {
            return Err(format!(
                "no fix, as it {} (line {}) and a release on the way out would cut that off",
                reason.text, reason.line
            ));
        }
        self.worst = self.worst.min(Applicability::Unsafe);
        self.note.get_or_insert_with(|| {
            format!("it {} (line {}), which the release ends", reason.text, reason.line)
        });
        Ok(())
    }

    /// Whether control comes to the creation there, in a loop, and the variable holds another context from then on that
    /// is its own: what goes on with the former is not concerned.
    pub(super) fn is_made_anew(&self, point: PointId) -> bool {
        self.creation.short && self.flow.point_of(self.creation.stmt) == Some(point)
    }

    /// Where ways with and without the release meet before an exit, that must not call it: who was handed it over has
    /// it still, and one that must not be called twice has been. `block` is the one whose end is a way out too.
    pub(super) fn judge_handovers(&self, leavings: &[Leaving], block: Option<NodeId>) -> Result<(), String> {
        for &point in &self.handed_over {
            let behind = leavings_behind(self.site, self.flow, self.creation, block, point);
            if leavings.iter().any(|l| behind.contains(l)) {
                let line = self.flow.node(point).map_or(0, |n| self.site.line(n));
                let how = match self.creation.producer.idempotent {
                    true => "handed over",
                    false => "called or handed over",
                };
                return Err(format!(
                    "release it on the ways on which it is not {how}, as it is on line {line}"
                ));
            }
        }
        Ok(())
    }

    pub(super) fn release_at(
        &mut self,
        leaving: Leaving,
        name: &str,
        variable: Option<BindingId>,
        start: PointId,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        match leaving {
            Leaving::Return(stmt) => self.release_before(stmt, name, variable, start),
            Leaving::Jump(stmt) => self.release_before(stmt, name, variable, start),
            Leaving::Fall(block) => {
                let new = self.guarded(name, &self.release_call(name));
                let new: Vec<&str> = new.iter().map(String::as_str).collect();
                self.insert(match (tree.kind(block), tree.stmts(block).last()) {
                    (Kind::Block, _) => branches::last_in_block(tree, block, &new),
                    (_, last) => statements::insert_after(tree, last.ok_or("the clause is empty")?, &new),
                })
            }
            Leaving::Panic(call) => {
                let stmt = tree.parent(call).ok_or("the panic cannot be placed")?;
                self.release_before(stmt, name, variable, start)
            }
            Leaving::End => self.release_at_end(name, variable, start),
        }
    }

    fn release_before(
        &mut self,
        stmt: NodeId,
        name: &str,
        variable: Option<BindingId>,
        start: PointId,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        if tree.parent(stmt).is_some_and(|p| tree.kind(p) == Kind::Labeled) {
            return Err("release it before the labelled statement".to_owned());
        }
        let mut new = Vec::new();
        let mut call = self.release_call(name);
        if self.uses_context(stmt) {
            let line = self.bind_error(stmt).or_else(|why| self.bind_results(stmt).ok_or(why));
            let line =
                line.map_err(|why| match !fails(self.site, stmt) && self.gives_what_needs_it(stmt) {
                    true => "release it when what is returned there is done with".to_owned(),
                    false => why,
                })?;
            new.push(line);
        } else if let Some(error) = self.error_at_hand(stmt) {
            call = format!("{name}({error})");
        }
        let exit = self.flow.point_of(stmt).ok_or("an exit cannot be placed in the control flow")?;
        let at = tree.span(stmt).start as usize;
        new.extend(self.release_lines((name, &call), variable, start, exit, at)?);
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        self.insert(statements::insert_before(tree, stmt, &new))
    }

    pub(super) fn release_at_end(
        &mut self,
        name: &str,
        variable: Option<BindingId>,
        start: PointId,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let body = tree.child(self.func, Field::Body).ok_or("the function has no body")?;
        let end = self.flow.end().ok_or("the function has no end")?;
        let at = tree.span(body).end as usize - 1;
        let new = self.release_lines((name, &self.release_call(name)), variable, start, end, at)?;
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        self.insert(branches::last_in_block(tree, body, &new))
    }

    fn release_call(&self, name: &str) -> String {
        release_call(name, self.creation.producer.release)
    }

    /// The error variable that the return gives back, for a release that takes a cause: why the work has ended.
    fn error_at_hand(&self, stmt: NodeId) -> Option<&str> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        if self.creation.producer.release_type != Some("CancelCauseFunc") || tree.kind(stmt) != Kind::Return {
            return None;
        }
        let Some(list) = tree.children(stmt).next() else {
            let result = scopes.bindings().find(|&b| {
                let binding = scopes.binding(b);
                binding.kind == BindingKind::Result
                    && binding.func == self.func
                    && is_error(&self.site.type_of(binding.ident))
            })?;
            let name = tree.text(scopes.binding(result).ident);
            return (scopes.lookup(name, tree.span(stmt).start as usize) == Some(result)).then_some(name);
        };
        let last = tree.unparen(*tree.list(list).last()?);
        if tree.kind(last) == Kind::Call {
            return self.error_told_of(stmt, last);
        }
        (tree.kind(last) == Kind::Ident
            && is_error(&self.site.type_of(last))
            && scopes.resolve(last).is_some())
        .then(|| tree.text(last))
    }

    /// The only error variable that the call which makes another error is given, where something has failed:
    /// `return fmt.Errorf("listen: %w", err)`.
    fn error_told_of(&self, stmt: NodeId, call: NodeId) -> Option<&str> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        if !where_failed(self.site, stmt) {
            return None;
        }
        let is_error_variable = |&n: &NodeId| {
            tree.kind(n) == Kind::Ident && scopes.resolve(n).is_some() && is_error(&self.site.type_of(n))
        };
        let mut errors = tree.args(call).filter(is_error_variable);
        let only = errors.next().filter(|_| errors.next().is_none())?;
        Some(tree.text(only))
    }

    /// Whether the exit's own expressions use the context, or something that was made with it, or wait for what is
    /// started with that.
    pub(super) fn uses_context(&self, stmt: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let Target::Local(ctx) = self.creation.ctx else { return false };
        let carriers = outlives::carriers(self.site, self.creation);
        tree.subtree(stmt)
            .filter(|&n| tree.kind(n) == Kind::Ident)
            .filter_map(|n| scopes.resolve(n))
            .any(|b| b == ctx || carriers.contains(&b))
            || self.waits_for_work(stmt)
    }

    /// `return …, ctx.Err()` needs the error before the release changes it.
    pub(super) fn bind_error(&mut self, stmt: NodeId) -> Result<String, String> {
        let (site, tree) = (self.site, self.site.tree());
        let why = || {
            "release it before the exits whose results use the context, once these are computed".to_owned()
        };
        let calls: Vec<NodeId> = tree.calls(stmt).collect();
        let asks = |&call: &NodeId| self.asks_for_error(call);
        let errors: Vec<NodeId> = calls.iter().copied().filter(asks).collect();
        let [error] = errors[..] else { return Err(why()) };
        let others_use = tree
            .subtree(stmt)
            .any(|n| tree.kind(n) == Kind::Ident && !tree.contains(error, n) && self.is_own_context(Some(n)));
        // What is evaluated before the error must not be able to change it.
        let earlier_call = calls
            .iter()
            .any(|&c| c != error && !tree.contains(c, error) && tree.span(c).start < tree.span(error).start);
        let received = tree.subtree(stmt).any(|n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive);
        if others_use || earlier_call || received {
            return Err(why());
        }
        let at = tree.span(stmt).start as usize;
        let name = ["err", "ctxErr", "cause"]
            .into_iter()
            .filter(|_| !is_jumped_over(site, stmt))
            .find(|n| is_free(site, n, at) && site.scopes().lookup(n, at).is_none())
            .ok_or_else(why)?;
        self.edits.push(Edit::replace(tree.span(error), name));
        Ok(format!("{name} := {}", tree.text(error)))
    }

    /// `return work(ctx)`: what is computed with the context, and does not use it any more, is bound before the
    /// release.
    fn bind_results(&mut self, stmt: NodeId) -> Option<String> {
        let (site, tree) = (self.site, self.site.tree());
        let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
        let is_done = |&v: &NodeId| {
            let results = results(site, v);
            (tree.kind(v) == Kind::Call || tree.op(v) == Op::Receive)
                && !results.is_empty()
                && results.iter().all(|t| laziness(site, t) == Level::No)
        };
        if !values.iter().filter(|&&v| self.uses_context(v)).all(is_done) {
            return None;
        }
        let (line, edit) = bound_results(site, stmt, |n| self.uses_context(n))?;
        self.edits.push(edit);
        Some(line)
    }

    /// `return resp.Body, nil`: whether a result uses the context when the function has ended.
    fn gives_what_needs_it(&self, stmt: NodeId) -> bool {
        let tree = self.site.tree();
        let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
        values.into_iter().any(|v| {
            let lasts = || results(self.site, v).iter().any(|t| laziness(self.site, t) > Level::No);
            self.uses_context(v) && lasts()
        })
    }

    /// `ctx.Err()`, `context.Cause(ctx)`.
    fn asks_for_error(&self, call: NodeId) -> bool {
        asked(self.site, call).is_some_and(|(asked, ctx)| asked.for_error() && self.is_own_context(Some(ctx)))
    }

    pub(super) fn is_own_context(&self, node: Option<NodeId>) -> bool {
        let root = node.and_then(|n| root_variable(self.site, n));
        root.is_some_and(|r| self.creation.ctx == Target::Local(r))
    }
}
