//! Repair 2: the release is deferred at its creation, in every branch where the creation is an initialiser.

use super::Plan;
use super::checked::Check;
use crate::contexts::creation::Place;
use crate::contexts::detached::panics::is_exit;
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::naming::release_call;
use crate::contexts::outlives::{How, Reason, ends_with_program};
use crate::contexts::types::{declared_results, is_error};
use crate::contexts::uses::{ReleaseUse, Use, nil_test, outermost_literal};
use crate::edits::{Edit, branches, statements};
use crate::facts::calls::ReleaseKind;
use crate::facts::words;
use crate::golang::flow::PointId;
use crate::golang::program::{Entity, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// What messages call a release at the function's end.
pub(super) const DEFERRED: &str = "a deferred release";

impl Plan<'_> {
    pub(super) fn defer_at_creation(
        &mut self,
        uses: &[ReleaseUse],
        outlives: Option<&Reason>,
    ) -> Result<(), String> {
        let start = self.start()?;
        if self.flow.in_cycle(start) {
            let is_called = uses.iter().any(|u| matches!(u.what, Use::Call(_)));
            return match self.creation.place {
                Place::IfInit(stmt) if is_called => self.release_in_else(stmt, uses, outlives),
                Place::IfInit(stmt) | Place::SwitchInit(stmt) => self.wrap(stmt, uses, outlives),
                _ => self.release_per_iteration(uses, outlives),
            };
        }
        let arm = self.arm_of_long_function(start);
        self.judge_lifetime(outlives, if arm.is_some() { "a release in this case" } else { DEFERRED })?;
        match arm {
            Some(arm) => self.release_in_block(arm, uses),
            None => self.defer_in_function(uses),
        }
    }

    /// The release is deferred at the creation, wherever that is, and runs at the function's end.
    pub(super) fn defer_in_function(&mut self, uses: &[ReleaseUse]) -> Result<(), String> {
        let start = self.start()?;
        if let Some(reader) = self.read_by_earlier_defer(start) {
            return Err(self.read_when_all_is_over(reader));
        }
        if let Some(goroutine) = self.waits_for_release() {
            return Err(format!(
                "call it before the deferred wait for the goroutine of line {}, which ends only with it",
                self.site.line(goroutine)
            ));
        }
        if let Some(end) = self.only_end_of_program(start) {
            let line = self.site.line(end);
            let runs_more = |a| self.site.tree().subtree(a).any(|n| self.site.tree().kind(n) == Kind::Call);
            let args = self.site.tree().child(end, Field::Arguments);
            return Err(match args.is_some_and(runs_more) {
                true => format!(
                    "take what line {line} computes into a variable, call it then, and end the program behind that, \
                     which runs no deferred calls"
                ),
                false => format!("call it before line {line} ends the program, which runs no deferred calls"),
            });
        }
        let name = self.name()?;
        let release = release_call(&name, self.creation.producer.release);
        let line = if self.ends_with_test() { self.cleanup(&name)? } else { format!("defer {release}") };
        match self.creation.place {
            Place::Stmt(stmt) => self.defer_behind(stmt, uses, (&name, &line)),
            Place::IfInit(stmt) if self.is_checked_in_header(stmt) => {
                self.defer_at(stmt, uses, (&name, &line))
            }
            Place::IfInit(stmt) => self.release_in_branches(stmt, uses, &line, &release),
            Place::SwitchInit(stmt) => self.release_in_clauses(stmt, uses, &line, &release),
            Place::ForClause | Place::Package => {
                Err("keep the release in a variable of its own before the loop".to_owned())
            }
        }
    }

    /// What ends the program, where the function comes to nothing else: `os.Exit(m.Run())`. One that may go on for ever
    /// has other ways to end, by a panic for one.
    fn only_end_of_program(&self, start: PointId) -> Option<NodeId> {
        let behind = self.flow.behind(start, |_, _| true);
        let ends_otherwise = |&p: &PointId| {
            self.flow.is_exit(p)
                || self.flow.in_cycle(p)
                || self.flow.edges(p).is_empty() && !self.flow.is_panic(p)
        };
        if behind.iter().any(ends_otherwise) {
            return None;
        }
        let calls = behind.into_iter().filter(|&p| self.flow.is_panic(p)).filter_map(|p| self.flow.node(p));
        calls.into_iter().find(|&c| self.site.tree().parent(c).is_some_and(|stmt| is_exit(self.site, stmt)))
    }

    /// Whether the context's life allows a release at the function's end or earlier; `release` names it in messages.
    pub(super) fn judge_lifetime(&mut self, outlives: Option<&Reason>, release: &str) -> Result<(), String> {
        let Some(reason) = outlives else { return Ok(()) };
        let starts_it = self.site.tree().kind(reason.at) == Kind::Go;
        let of_test =
            ends_with_program(self.site, self.func) || !starts_it && helps_tests(self.site, self.func);
        let until_end = of_test && reason.how != How::Returned && !self.is_for_other_tests(reason);
        match reason.level {
            Level::Guess if !until_end && !self.creation.producer.timer && self.gives_back() => Err(format!(
                "no fix, as it {} (line {}) and what is made here may need it",
                reason.text, reason.line
            )),
            Level::Known if !until_end && !self.only_failures => Err(format!(
                "no fix, as it {} (line {}) and {release} would cut that off",
                reason.text, reason.line
            )),
            Level::No => Ok(()),
            _ => {
                self.unsafe_because(format!(
                    "it {} (line {}), which {release} ends",
                    reason.text, reason.line
                ));
                Ok(())
            }
        }
    }

    /// Whether a test puts it, or what was made with it, into a variable of the package.
    fn is_for_other_tests(&self, reason: &Reason) -> bool {
        let (tree, site) = (self.site.tree(), self.site);
        let left = tree.child(reason.at, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        let holder = |&l: &NodeId| tree.subtree(l).find(|&n| tree.kind(n) == Kind::Ident);
        site.file.is_test()
            && reason.how == How::Stored
            && left.iter().filter_map(holder).any(|n| matches!(site.resolve(n), Entity::PackageLevel { .. }))
    }

    /// Whether the function is named for making or starting something, and gives it back.
    fn gives_back(&self) -> bool {
        let tree = self.site.tree();
        let is_named =
            tree.child(self.func, Field::Name).is_some_and(|n| words::is_for_starting(tree.text(n)));
        is_named && declared_results(self.site, self.func).iter().any(|t| laziness(self.site, t) > Level::No)
    }

    /// `defer cancel()` in place of a deferred literal that does so only if the function has failed.
    pub(super) fn defer_without_condition(&mut self, defer: NodeId) -> Result<(), String> {
        let tree = self.site.tree();
        self.is_never_nil()?;
        let name = self.name()?;
        let span = tree.span(defer);
        let release = self.creation.producer.release;
        let line = match self.cause_on_failure(defer) {
            Some(cause) if release == ReleaseKind::Cause && tree.kind(cause) != Kind::Nil => {
                self.tested_cause(cause).ok_or("call it in any case, not only on failure")?;
                // The error is that of the end, and nil where all went well.
                format!("defer func() {{ {name}({}) }}()", tree.text(cause))
            }
            _ => format!("defer {}", release_call(&name, release)),
        };
        self.edits.push(Edit::replace(span, line));
        Ok(())
    }

    /// Whether a comment stands in the statement: it would be lost with that.
    pub(super) fn is_commented(&self, stmt: NodeId) -> bool {
        let tree = self.site.tree();
        tree.comments().iter().any(|c| tree.span(stmt).contains(*c))
    }

    /// What the deferred literal gives the release where the function has failed.
    fn cause_on_failure(&self, defer: NodeId) -> Option<NodeId> {
        let tree = self.site.tree();
        let branch = tree.subtree(defer).find(|&n| tree.kind(n) == Kind::If)?;
        let block = tree.child(branch, Field::Consequence)?;
        let call = tree.subtree(block).find(|&n| tree.kind(n) == Kind::Call)?;
        tree.arg(call, 0)
    }

    /// The variable that `cause` names, if the `if` around asks whether it is nil.
    fn tested_cause(&self, cause: NodeId) -> Option<BindingId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let branch = tree.ancestor(cause, |k| k == Kind::If)?;
        let tested = tree.child(branch, Field::Condition).and_then(|c| nil_test(self.site, c));
        let named = scopes.resolve(cause).filter(|_| tree.kind(cause) == Kind::Ident)?;
        tested.filter(|t| t.0 == named).map(|t| t.0)
    }

    /// Whether the release is deferred later on, in a way that forbids to defer it earlier instead: more than once,
    /// in another block, or behind another defer, whose order matters.
    pub(super) fn deferred_where_it_must_stay(&self, uses: &[ReleaseUse]) -> bool {
        let tree = self.site.tree();
        let Some(start) = self.flow.point_of(self.creation.stmt) else { return true };
        let own: Vec<NodeId> = self.later_defers(uses, start).collect();
        let &[only] = &own[..] else { return !own.is_empty() };
        let Some(last) = self.flow.point_of(only) else { return true };
        let same_block = matches!(self.creation.place, Place::Stmt(s) if tree.parent(s) == tree.parent(only));
        let between = tree.subtree(self.func).any(|n| {
            tree.kind(n) == Kind::Defer
                && n != only
                && outermost_literal(self.site, self.func, n).is_none()
                && self.flow.point_of(n).is_some_and(|p| {
                    self.flow.reaches(start, p, |_| false) && self.flow.reaches(p, last, |_| false)
                })
        });
        !same_block || !self.flow.dominates(start, last) || between
    }

    /// The defers of the release that control can come to behind the creation.
    fn later_defers(&self, uses: &[ReleaseUse], start: PointId) -> impl Iterator<Item = NodeId> {
        // Behind another assignment the variable holds another release.
        let written: Vec<PointId> = uses
            .iter()
            .filter(|u| matches!(u.what, Use::Write { .. }))
            .filter_map(|u| u.point)
            .filter(|&p| p != start)
            .collect();
        uses.iter().filter_map(move |u| match u.what {
            Use::Defer(d)
                if u.point.is_some_and(|p| self.flow.reaches(start, p, |x| written.contains(&x))) =>
            {
                Some(d)
            }
            _ => None,
        })
    }

    pub(super) fn defer_behind(
        &mut self,
        stmt: NodeId,
        uses: &[ReleaseUse],
        (name, line): (&str, &str),
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let mut anchor = stmt;
        if self.creation.producer.has_error {
            match self.error_check(stmt)? {
                Check::Leaves(check) => anchor = check,
                Check::Succeeds(block) => {
                    let new = self.guarded(name, line);
                    let new: Vec<&str> = new.iter().map(String::as_str).collect();
                    return self.insert(statements::insert_at_start(tree, block, &new));
                }
            }
        }
        self.defer_at(anchor, uses, (name, line))
    }

    /// The release is deferred behind `anchor`, where no error stands in its way.
    fn defer_at(
        &mut self,
        anchor: NodeId,
        uses: &[ReleaseUse],
        (name, line): (&str, &str),
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let new = self.guarded(name, line);
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        if let Some(next) = tree.next_sibling(anchor).filter(|&n| self.is_blank_mention(n, uses)) {
            self.edits.push(Edit::replace(tree.span(next), branches::in_place_of(tree, next, &new)));
            return Ok(());
        }
        let moved: Vec<NodeId> = self.later_defers(uses, self.start()?).collect();
        self.edits.extend(moved.into_iter().map(|defer| statements::delete(tree, defer)));
        if let Some(call) = self.replaced_call(uses) {
            self.edits.push(statements::delete(tree, call));
        }
        self.insert(statements::insert_after(tree, anchor, &new))
    }

    /// The only explicit call, where it is the last statement before the only exit and no other defer would run
    /// before the new one.
    fn replaced_call(&self, uses: &[ReleaseUse]) -> Option<NodeId> {
        let tree = self.site.tree();
        let calls = uses.iter().filter_map(|u| match u.what {
            Use::Call(call) => Some(call),
            _ => None,
        });
        let [call] = calls.collect::<Vec<_>>()[..] else { return None };
        let stmt = tree.parent(call).filter(|&s| tree.kind(s) == Kind::ExprStmt)?;
        let exits: Vec<PointId> = self.flow.exits().filter(|&e| self.flow.reachable(e)).collect();
        let [exit] = exits[..] else { return None };
        let start = self.flow.point_of(self.creation.stmt)?;
        let last = match tree.next_sibling(stmt) {
            Some(next) => self.flow.point_of(next) == Some(exit),
            None => tree.parent(stmt) == tree.child(self.func, Field::Body),
        };
        let defers = tree.subtree(self.func).any(|n| {
            tree.kind(n) == Kind::Defer
                && self.flow.point_of(n).is_some_and(|p| self.flow.reaches(start, p, |_| false))
        });
        (last && !defers).then_some(stmt)
    }

    /// `_ = cancel` as a statement.
    pub(super) fn is_blank_mention(&self, stmt: NodeId, uses: &[ReleaseUse]) -> bool {
        let tree = self.site.tree();
        tree.kind(stmt) == Kind::Assign
            && tree.child(stmt, Field::Left).is_some_and(|l| tree.text(l) == "_")
            && uses.iter().any(|u| u.what == Use::Nothing && tree.contains(stmt, u.node))
            && !tree.comments().iter().any(|c| tree.span(stmt).contains(*c))
    }
}

/// Whether `func` is only compiled by `go test`, is not named for starting something, and gives nothing back but
/// whether it has failed.
fn helps_tests(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let named_for_starting =
        tree.child(tree.root(), Field::Name).is_none_or(|n| words::is_for_starting(tree.text(n)));
    site.file.is_test()
        && func == tree.root()
        && !named_for_starting
        && declared_results(site, func).iter().all(is_error)
}
