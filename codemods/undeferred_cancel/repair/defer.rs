//! Repair 2: the release is deferred at its creation, in every branch where the creation is an initialiser.

use super::Plan;
use crate::contexts::creation::{Place, Target};
use crate::contexts::harmless::is_harmless;
use crate::contexts::join::root_variable;
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::naming::release_call;
use crate::contexts::outlives::{self, How, Reason, ends_with_program, is_test_file, testing_parameter};
use crate::contexts::types::{declared_results, is_context_expr, is_error};
use crate::contexts::uses::{ReleaseUse, Use, nil_test, outermost_literal};
use crate::edits::{Edit, lines};
use crate::facts::calls::ReleaseKind;
use crate::facts::words;
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::is_write;
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
            return match self.creation.place {
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
            return Err(format!(
                "no fix, as the function deferred on line {} uses it when all is over",
                self.site.line(reader)
            ));
        }
        let name = self.name()?;
        let release = release_call(&name, self.creation.producer.release);
        let line = if self.ends_with_test() { self.cleanup(&name)? } else { format!("defer {release}") };
        match self.creation.place {
            Place::Stmt(stmt) => self.defer_behind(stmt, uses, &line),
            Place::IfInit(stmt) => self.release_in_branches(stmt, uses, &line, &release),
            Place::SwitchInit(stmt) => self.release_in_clauses(stmt, uses, &line, &release),
            Place::ForClause | Place::Package => {
                Err("keep the release in a variable of its own before the loop".to_owned())
            }
        }
    }

    /// Whether the context's life allows a release at the function's end or earlier; `release` names it in messages.
    pub(super) fn judge_lifetime(&mut self, outlives: Option<&Reason>, release: &str) -> Result<(), String> {
        let Some(reason) = outlives else { return Ok(()) };
        let starts_it = self.site.tree().kind(reason.at) == Kind::Go;
        let of_test =
            ends_with_program(self.site, self.func) || !starts_it && helps_tests(self.site, self.func);
        let until_end = of_test && reason.how != How::Returned;
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
        let name = self.name()?;
        let span = tree.span(defer);
        if tree.comments().iter().any(|c| span.contains(*c)) {
            return Err("call it in any case, not only on failure".to_owned());
        }
        let line = format!("defer {}", release_call(&name, self.creation.producer.release));
        self.edits.push(Edit::replace(span, line));
        Ok(())
    }

    /// The use of the context, or of what was made with it, in a function deferred before the creation, which runs
    /// behind the release: one that could tell that the context has ended.
    pub(super) fn read_by_earlier_defer(&self, start: PointId) -> Option<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let uses =
            outlives::carriers(self.site, self.creation).into_iter().flat_map(|c| scopes.uses(c)).copied();
        uses.filter(|&u| !is_write(tree, u) && self.tells_of_end(u))
            .filter(|&u| {
                let defer =
                    tree.ancestors(u).take_while(|&a| a != self.func).find(|&a| tree.kind(a) == Kind::Defer);
                defer.and_then(|d| self.flow.point_of(d)).is_some_and(|p| {
                    outermost_literal(self.site, self.func, u).is_some()
                        && self.flow.reaches(p, start, |_| false)
                })
            })
            .min()
    }

    /// Whether what was made with the context is but compared there, or closed: `if rows != nil { rows.Close() }`.
    fn is_closing_use(&self, u: NodeId) -> bool {
        let tree = self.site.tree();
        let mut node = u;
        while let Some(outer) = tree
            .parent(node)
            .filter(|&p| tree.kind(p) == Kind::Selector && tree.field(node) == Field::Operand)
        {
            node = outer;
        }
        let method = tree.child(node, Field::FieldName).map_or("", |n| tree.text(n));
        let closed = tree.field(node) == Field::Function && is_close(method);
        closed || tree.parent(node).is_some_and(|p| tree.kind(p) == Kind::Binary)
    }

    /// Whether the context is used where it does not matter that it has ended: for its values, in a log.
    fn is_harmless_use(&self, u: NodeId) -> bool {
        let tree = self.site.tree();
        let Some(parent) = tree.parent(u) else { return true };
        match tree.kind(parent) {
            Kind::Args => tree.parent(parent).is_some_and(|call| is_harmless(self.site, call, u)),
            Kind::Selector => tree.child(parent, Field::FieldName).is_some_and(|n| tree.text(n) == "Value"),
            _ => false,
        }
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
        line: &str,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let mut anchor = stmt;
        if self.creation.producer.has_error {
            anchor = self.error_check(stmt)?;
        }
        if let Some(next) = tree.next_sibling(anchor).filter(|&n| self.is_blank_mention(n, uses)) {
            self.edits.push(Edit::replace(tree.span(next), line));
            return Ok(());
        }
        let moved: Vec<NodeId> = self.later_defers(uses, self.start()?).collect();
        self.edits.extend(moved.into_iter().map(|defer| lines::delete(tree, defer)));
        if let Some(call) = self.replaced_call(uses) {
            self.edits.push(lines::delete(tree, call));
        }
        self.insert(lines::insert_after(tree, anchor, &[line]))
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

    /// The statement right behind `stmt` that leaves if the producer failed.
    pub(super) fn error_check(&self, stmt: NodeId) -> Result<NodeId, String> {
        let tree = self.site.tree();
        let error = self.creation.error.ok_or_else(unless_failed)?;
        let check =
            tree.next_sibling(stmt).filter(|&n| tree.kind(n) == Kind::If).ok_or_else(unless_failed)?;
        let condition = tree.child(check, Field::Condition).ok_or_else(unless_failed)?;
        let tests_error = nil_test(self.site, condition) == Some((error, false));
        let body = tree.child(check, Field::Consequence).ok_or_else(unless_failed)?;
        let leaves = tree.child(check, Field::Alternative).is_none()
            && tree.stmts(body).last().is_some_and(|last| {
                matches!(tree.kind(last), Kind::Return | Kind::Goto | Kind::Break | Kind::Continue)
                    || self.flow.point_of(last).is_some_and(|p| self.flow.edges(p).is_empty())
            });
        if tests_error && leaves { Ok(check) } else { Err(unless_failed()) }
    }

    /// Whether control comes behind the creation only where its producer has not failed: else the release may be nil.
    pub(super) fn leaves_if_failed(&self) -> Result<(), String> {
        match self.creation.place {
            _ if !self.creation.producer.has_error => Ok(()),
            Place::Stmt(stmt) => self.error_check(stmt).map(|_| ()),
            _ => Err(unless_failed()),
        }
    }

    /// Whether the context is used when the test's function has ended: by parallel subtests, or by what the test is
    /// given to clean up with.
    pub(super) fn ends_with_test(&self) -> bool {
        self.has_parallel_subtests() || self.is_used_by_cleanup()
    }

    /// Whether a literal that the function gives to `t.Cleanup` uses the context, or what was made with it, for more
    /// than to close that.
    fn is_used_by_cleanup(&self) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let is_own = |literal: NodeId| {
            let call = tree.ancestor(literal, |k| k == Kind::Call);
            let of_testing = call.is_some_and(|c| match self.site.callee(c) {
                Callee::Known(known) => &*known.package == "testing" && &*known.name == "Cleanup",
                _ => false,
            });
            let operand =
                call.and_then(|c| tree.child(c, Field::Function)).and_then(|f| tree.child(f, Field::Operand));
            let t = operand.and_then(|o| root_variable(self.site, o));
            of_testing
                && t.is_none_or(|t| {
                    !tree.contains(literal, scopes.binding(t).ident)
                        && (scopes.binding(t).func == self.func
                            || !tree.contains(self.func, scopes.binding(t).func))
                })
        };
        let Target::Local(ctx) = self.creation.ctx else { return false };
        let mut carriers = outlives::carriers(self.site, self.creation);
        carriers.insert(ctx);
        carriers.into_iter().flat_map(|c| scopes.uses(c)).any(|&u| {
            tree.ancestors(u)
                .take_while(|&a| a != self.func)
                .any(|a| tree.kind(a) == Kind::FuncLit && is_own(a))
                && self.tells_of_end(u)
        })
    }

    /// Whether the use, of the context or of what was made with it, could tell that the context has ended.
    fn tells_of_end(&self, u: NodeId) -> bool {
        match is_context_expr(self.site, u) {
            true => !self.is_harmless_use(u),
            false => !self.is_closing_use(u),
        }
    }

    /// Whether a `t.Run` literal that calls `Parallel` captures the context, or something made with it: it runs when
    /// this function has ended.
    fn has_parallel_subtests(&self) -> bool {
        let scopes = self.site.scopes();
        let Target::Local(ctx) = self.creation.ctx else { return false };
        let mut carriers = outlives::carriers(self.site, self.creation);
        carriers.insert(ctx);
        carriers.into_iter().flat_map(|c| scopes.uses(c)).any(|&u| {
            let literal = outermost_literal(self.site, self.func, u);
            literal.is_some_and(|l| {
                let of_test = || is_test_file(self.site) || testing_parameter(self.site, l).is_some();
                runs_beside_others(self.site, l) && of_test()
            })
        })
    }

    /// `t.Cleanup(cancel)` on the test's own parameter.
    pub(super) fn cleanup(&self, name: &str) -> Result<String, String> {
        let (tree, site) = (self.site.tree(), self.site);
        let none =
            || "what the test starts, or cleans up with, uses it when the function has ended".to_owned();
        let t = tree.text(testing_parameter(site, self.func).ok_or_else(none)?);
        Ok(match self.creation.producer.release {
            ReleaseKind::Plain => format!("{t}.Cleanup({name})"),
            ReleaseKind::Cause => format!("{t}.Cleanup(func() {{ {name}(nil) }})"),
        })
    }
}

pub(super) fn unless_failed() -> String {
    "release it once its error is known to be nil".to_owned()
}

/// Whether a method of that name ends the use of what it is called on.
fn is_close(name: &str) -> bool {
    ["Close", "Stop", "Rollback", "Release", "Shutdown", "Cancel"].iter().any(|p| name.starts_with(p))
}

/// Whether `func` is only compiled by `go test`, is not named for starting something, and gives nothing back but
/// whether it has failed.
fn helps_tests(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let named_for_starting =
        tree.child(tree.root(), Field::Name).is_none_or(|n| words::is_for_starting(tree.text(n)));
    is_test_file(site)
        && func == tree.root()
        && !named_for_starting
        && declared_results(site, func).iter().all(is_error)
}

/// Whether `literal` is the body of a subtest that calls `Parallel`. A subtest of a subtest ends before that one does.
pub(super) fn runs_beside_others(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    let given = tree.ancestor(literal, |k| k == Kind::Call).and_then(|c| tree.child(c, Field::Function));
    given.is_some_and(|f| tree.text(f).ends_with(".Run"))
        && tree.subtree(literal).any(|n| {
            tree.kind(n) == Kind::Call
                && tree.text(n).ends_with(".Parallel()")
                && tree.enclosing_func(n) == Some(literal)
        })
}
