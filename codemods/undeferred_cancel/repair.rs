//! Which repair of a lost release is right, and its edits: name it, defer it at its creation, or release it before
//! each way out that drops it.

use super::Lost;
use crate::Applicability;
use crate::contexts::creation::{Creation, Place, Target};
use crate::contexts::lazy::Level;
use crate::contexts::naming::{is_free, release_call, release_name, release_type, variable_name};
use crate::contexts::outlives::{How, Reason, ends_with_program, is_test_file};
use crate::contexts::types::named;
use crate::contexts::uses::{Leaving, ReleaseUse, Use, outermost_literal};
use crate::edits::insert::{self, Lines};
use crate::edits::{Edit, EditSet};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::{Applicability::Safe, Applicability::Unsafe, Pass};

/// A repair that is right, as far as its applicability says.
pub(crate) struct Repair {
    pub edits: EditSet,
    pub applicability: Applicability,
    /// What the message should say about it: the guess it rests on.
    pub note: Option<String>,
}

/// Places in which the branches of an `if` or `switch` may be given a release before it is too much.
const MAX_BRANCHES: usize = 3;

/// Chooses the repair. An error is the reason why there is none; it ends the message.
pub(crate) fn repair(
    pass: &Pass,
    creation: &Creation,
    lost: &Lost,
    outlives: Option<&Reason>,
) -> Result<Repair, String> {
    let site = pass.site;
    let (Some(func), Target::Local(_) | Target::Blank) = (creation.func, creation.release) else {
        return Err(match lost {
            Lost::PackageLevel => "keep it in a variable and call it where the program ends".to_owned(),
            _ => "call it where the context is no longer needed".to_owned(),
        });
    };
    let flow = site.flow(func);
    if flow.unknown() {
        return Err("the control flow of this function cannot be followed".to_owned());
    }
    let mut plan = Plan { site, func, flow: &flow, creation, edits: Vec::new(), worst: Safe, note: None };
    plan.choose(lost, outlives)?;
    let edits = EditSet::new(plan.edits).map_err(|_| "its edits would overlap".to_owned())?;
    Ok(Repair { edits, applicability: plan.worst, note: plan.note })
}

struct Plan<'a> {
    site: Site<'a>,
    func: NodeId,
    flow: &'a Flow,
    creation: &'a Creation,
    edits: Vec<Edit>,
    worst: Applicability,
    note: Option<String>,
}

impl Plan<'_> {
    fn choose(&mut self, lost: &Lost, outlives: Option<&Reason>) -> Result<(), String> {
        let no_uses = Vec::new();
        let (uses, leavings) = match lost {
            Lost::Missing { uses, leavings } => (uses, Some(leavings)),
            Lost::Unused { uses } => (uses, None),
            _ => (&no_uses, None),
        };
        if !self.creation.producer.idempotent {
            self.unsafe_because("it rests on the guess that a release of this kind may be deferred");
        }
        if self.creation.producer.signals && !self.in_main() {
            self.unsafe_because("after it the next signal ends the process");
        }
        let handed_over = uses.iter().any(|u| matches!(u.what, Use::HandedOver | Use::DeferredLiteral(_)));
        let called = uses.iter().any(|u| matches!(u.what, Use::Call(_)));
        let twice = called && !self.creation.producer.idempotent;
        match leavings {
            Some(leavings) if handed_over || twice || self.defer_between(uses).is_some() => {
                self.release_before_exits(leavings, outlives)
            }
            _ => self.defer_at_creation(uses, outlives),
        }
    }

    fn unsafe_because(&mut self, why: impl Into<String>) {
        self.worst = self.worst.min(Unsafe);
        self.note.get_or_insert(why.into());
    }

    fn in_main(&self) -> bool {
        super::is_main(self.site, self.func)
    }

    // Repair 2: defer at creation.

    fn defer_at_creation(&mut self, uses: &[ReleaseUse], outlives: Option<&Reason>) -> Result<(), String> {
        let start = self.start()?;
        if self.flow.in_cycle(start) {
            return Err(
                "release it at the end of each iteration: a defer would wait for the end of the function"
                    .to_owned(),
            );
        }
        self.judge_lifetime(outlives)?;
        if self.read_by_earlier_defer(start) {
            self.unsafe_because("a deferred function registered earlier uses the context after the release");
        }
        let name = self.name()?;
        let release = release_call(&name, self.creation.producer.release);
        let line =
            if self.has_parallel_subtests() { self.cleanup(&name)? } else { format!("defer {release}") };
        match self.creation.place {
            Place::Stmt(stmt) => self.defer_behind(stmt, uses, &line),
            Place::IfInit(stmt) => self.release_in_branches(stmt, uses, &line, &release),
            Place::SwitchInit(stmt) => self.release_in_clauses(stmt, uses, &line, &release),
            Place::ForClause | Place::Package => {
                Err("keep the release in a variable of its own before the loop".to_owned())
            }
        }
    }

    /// Whether the context's life allows a release at the function's end.
    fn judge_lifetime(&mut self, outlives: Option<&Reason>) -> Result<(), String> {
        let Some(reason) = outlives else { return Ok(()) };
        let until_end = ends_with_program(self.site, self.func)
            && (reason.how == How::Goroutine || reason.how == How::Kept || self.is_kept_by_callee(reason));
        match reason.level {
            Level::Known if !until_end => Err(format!(
                "no fix, as it {} (line {}) and a deferred release would cut that off",
                reason.text, reason.line
            )),
            Level::No => Ok(()),
            _ => {
                self.unsafe_because(format!(
                    "it {} (line {}), which a deferred release ends",
                    reason.text, reason.line
                ));
                Ok(())
            }
        }
    }

    fn is_kept_by_callee(&self, reason: &Reason) -> bool {
        reason.text.starts_with("is stored by ")
    }

    fn start(&self) -> Result<PointId, String> {
        self.flow
            .point_of(self.creation.stmt)
            .ok_or_else(|| "the statement cannot be placed in the control flow".to_owned())
    }

    /// Whether a defer that may be registered before the creation reads the context's variable.
    fn read_by_earlier_defer(&self, start: PointId) -> bool {
        let Target::Local(ctx) = self.creation.ctx else { return false };
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        scopes.uses(ctx).iter().any(|&u| {
            let defer =
                tree.ancestors(u).take_while(|&a| a != self.func).find(|&a| tree.kind(a) == Kind::Defer);
            defer.is_some_and(|d| {
                outermost_literal(self.site, self.func, u).is_some()
                    && self.flow.point_of(d).is_some_and(|p| self.flow.reaches(p, start, |_| false))
            })
        })
    }

    /// A later `defer cancel()` with another defer between the creation and it: their order matters.
    fn defer_between(&self, uses: &[ReleaseUse]) -> Option<NodeId> {
        let tree = self.site.tree();
        let start = self.flow.point_of(self.creation.stmt)?;
        let own: Vec<NodeId> = uses
            .iter()
            .filter_map(|u| match u.what {
                Use::Defer(d) => Some(d),
                _ => None,
            })
            .collect();
        let last = own.iter().copied().max()?;
        let last_point = self.flow.point_of(last)?;
        if own.len() > 1 {
            return Some(last);
        }
        tree.subtree(self.func).find(|&n| {
            tree.kind(n) == Kind::Defer
                && n != last
                && outermost_literal(self.site, self.func, n).is_none()
                && self.flow.point_of(n).is_some_and(|p| {
                    self.flow.reaches(start, p, |_| false) && self.flow.reaches(p, last_point, |_| false)
                })
        })
    }

    fn defer_behind(&mut self, stmt: NodeId, uses: &[ReleaseUse], line: &str) -> Result<(), String> {
        let tree = self.site.tree();
        let mut anchor = stmt;
        if self.creation.producer.has_error {
            anchor = self.error_check(stmt)?;
        }
        if let Some(next) = tree.next_sibling(anchor).filter(|&n| self.is_blank_mention(n, uses)) {
            self.edits.push(Edit::replace(tree.span(next), line));
            return Ok(());
        }
        for u in uses {
            if let Use::Defer(defer) = u.what {
                self.edits.extend(insert::delete_stmt(self.site, defer));
            }
        }
        self.edits.extend(insert::after(self.site, anchor, &Lines::one(line)));
        Ok(())
    }

    /// `_ = cancel` as a statement.
    fn is_blank_mention(&self, stmt: NodeId, uses: &[ReleaseUse]) -> bool {
        let tree = self.site.tree();
        tree.kind(stmt) == Kind::Assign
            && tree.child(stmt, Field::Left).is_some_and(|l| tree.text(l) == "_")
            && uses.iter().any(|u| u.what == Use::Nothing && tree.contains(stmt, u.node))
            && !tree.comments().iter().any(|c| tree.span(stmt).contains(*c))
    }

    /// The statement right behind `stmt` that leaves if the producer failed.
    fn error_check(&self, stmt: NodeId) -> Result<NodeId, String> {
        let tree = self.site.tree();
        let missing = || "release it once its error is known to be nil".to_owned();
        let error = self.creation.error.ok_or_else(missing)?;
        let check = tree.next_sibling(stmt).filter(|&n| tree.kind(n) == Kind::If).ok_or_else(missing)?;
        let condition = tree.child(check, Field::Condition).ok_or_else(missing)?;
        let tests_error = crate::contexts::uses::nil_test(self.site, condition) == Some((error, false));
        let body = tree.child(check, Field::Consequence).ok_or_else(missing)?;
        let leaves = tree.child(check, Field::Alternative).is_none()
            && tree.stmts(body).last().is_some_and(|last| {
                matches!(tree.kind(last), Kind::Return | Kind::Goto | Kind::Break | Kind::Continue)
                    || self.flow.point_of(last).is_some_and(|p| self.flow.edges(p).is_empty())
            });
        if tests_error && leaves { Ok(check) } else { Err(missing()) }
    }

    /// The release goes first into every branch of the `if` chain; a missing `else` is added.
    fn release_in_branches(
        &mut self,
        stmt: NodeId,
        uses: &[ReleaseUse],
        line: &str,
        release: &str,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        if !uses.is_empty() {
            return Err("release it in every branch".to_owned());
        }
        let mut blocks = Vec::new();
        let mut at = stmt;
        let missing_else = loop {
            blocks.extend(tree.child(at, Field::Consequence));
            match tree.child(at, Field::Alternative) {
                None => break true,
                Some(next) if tree.kind(next) == Kind::If => at = next,
                Some(block) => {
                    blocks.push(block);
                    break false;
                }
            }
        };
        if blocks.len() + usize::from(missing_else) > MAX_BRANCHES {
            return Err("release it in every branch".to_owned());
        }
        for &block in &blocks {
            self.edits.extend(insert::first_in_block(self.site, block, &Lines::one(line)));
        }
        if missing_else {
            let last = *blocks.last().ok_or("the statement has no branch")?;
            self.edits.extend(insert::else_branch(self.site, last, &Lines::one(release)));
        }
        Ok(())
    }

    /// The release goes first into every clause of the switch; a missing `default` is added.
    fn release_in_clauses(
        &mut self,
        stmt: NodeId,
        uses: &[ReleaseUse],
        line: &str,
        release: &str,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let clauses: Vec<NodeId> = tree.children(stmt).filter(|&c| tree.kind(c).is_case()).collect();
        let has_default = clauses.iter().any(|&c| tree.kind(c) == Kind::Default);
        let falls = tree.subtree(stmt).any(|n| tree.kind(n) == Kind::Fallthrough);
        if !uses.is_empty() || falls || clauses.len() + usize::from(!has_default) > MAX_BRANCHES {
            return Err("release it in every clause".to_owned());
        }
        for &clause in &clauses {
            self.edits.extend(insert::first_in_case(self.site, clause, &Lines::one(line)));
        }
        if !has_default {
            self.edits.extend(insert::default_clause(self.site, stmt, &Lines::one(release)));
        }
        Ok(())
    }

    // Repair 1: a name for the release.

    /// The name of the release variable; if it has none yet, one is given.
    fn name(&mut self) -> Result<String, String> {
        let (site, tree) = (self.site, self.site.tree());
        let node = self.creation.release_node;
        if let Target::Local(_) = self.creation.release {
            return Ok(tree.text(tree.unparen(node)).to_owned());
        }
        let at = tree.span(self.creation.stmt).end as usize;
        let name = release_name(site, variable_name(site, self.creation.ctx_node), at);
        self.edits.push(Edit::replace(tree.span(node), &*name));
        if tree.kind(self.creation.stmt) == Kind::Assign {
            self.declare(&name)?;
        }
        Ok(name)
    }

    /// With `=` the context keeps its scope, so the release needs a `var` before the statement.
    fn declare(&mut self, name: &str) -> Result<(), String> {
        let (site, tree) = (self.site, self.site.tree());
        let at = match self.creation.place {
            Place::Stmt(stmt) | Place::IfInit(stmt) | Place::SwitchInit(stmt) => stmt,
            Place::ForClause | Place::Package => {
                return Err("declare a variable for the release before it".to_owned());
            }
        };
        if tree.field(at) != Field::Stmt || tree.parent(at).is_some_and(|p| tree.kind(p) == Kind::Labeled) {
            return Err("declare a variable for the release before it".to_owned());
        }
        if self.jumped_over(at) {
            return Err("declare a variable for the release before the goto that jumps over it".to_owned());
        }
        let start = tree.span(at).start as usize;
        if !is_free(site, name, start) {
            return Err("declare a variable for the release before it".to_owned());
        }
        let line = format!("var {name} {}", release_type(site, &self.creation.producer, start));
        self.edits.extend(insert::before(site, at, &Lines::one(&line)));
        Ok(())
    }

    /// Whether a goto before `stmt` jumps behind it (Go spec, «Goto statements»: it must not skip a declaration).
    fn jumped_over(&self, stmt: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        tree.subtree(self.func).filter(|&n| tree.kind(n) == Kind::Goto && n < stmt).any(|goto| {
            let label = tree.children(goto).next().and_then(|l| scopes.resolve(l));
            label.is_some_and(|l| scopes.binding(l).ident > stmt)
        })
    }

    // Repair 3: release before each leaving exit.

    fn release_before_exits(
        &mut self,
        leavings: &[Leaving],
        outlives: Option<&Reason>,
    ) -> Result<(), String> {
        let start = self.start()?;
        let Target::Local(variable) = self.creation.release else {
            return Err("keep the release in a variable".to_owned());
        };
        if let Some(reason) = outlives
            && matches!(reason.how, How::Goroutine | How::Kept)
        {
            self.unsafe_because(format!("it {} (line {})", reason.text, reason.line));
        }
        for leaving in leavings {
            match *leaving {
                Leaving::Return(stmt) => self.release_before_return(stmt, variable, start)?,
                Leaving::End => self.release_at_end(variable, start)?,
                Leaving::Iteration(_) => return Err("release it before the next iteration begins".to_owned()),
            }
        }
        Ok(())
    }

    fn release_before_return(
        &mut self,
        stmt: NodeId,
        variable: BindingId,
        start: PointId,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        if tree.parent(stmt).is_some_and(|p| tree.kind(p) == Kind::Labeled) {
            return Err("release it before the labelled return".to_owned());
        }
        let mut lines = Vec::new();
        if self.uses_context(stmt) {
            lines.push(self.bind_error(stmt)?);
        }
        let exit = self.flow.point_of(stmt).ok_or("an exit cannot be placed in the control flow")?;
        lines.extend(self.release_lines(variable, start, exit, tree.span(stmt).start as usize)?);
        self.edits.extend(insert::before(self.site, stmt, &Lines::new(lines)));
        Ok(())
    }

    fn release_at_end(&mut self, variable: BindingId, start: PointId) -> Result<(), String> {
        let tree = self.site.tree();
        let body = tree.child(self.func, Field::Body).ok_or("the function has no body")?;
        let end = self.flow.end().ok_or("the function has no end")?;
        let at = tree.span(body).end as usize - 1;
        let lines = self.release_lines(variable, start, end, at)?;
        self.edits.extend(insert::last_in_block(self.site, body, &Lines::new(lines)));
        Ok(())
    }

    /// The release at byte `at`, guarded where the variable may be nil there.
    fn release_lines(
        &self,
        variable: BindingId,
        start: PointId,
        exit: PointId,
        at: usize,
    ) -> Result<Vec<String>, String> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let name = tree.text(tree.unparen(self.creation.release_node));
        if scopes.lookup(name, at) != Some(variable) {
            return Err(format!("{name} means something else where it should be released"));
        }
        let call = release_call(name, self.creation.producer.release);
        if self.flow.dominates(start, exit) {
            return Ok(vec![call]);
        }
        match scopes.binding(variable).kind {
            BindingKind::Var | BindingKind::Result if self.only_nil_or_releases(variable) => {
                Ok(vec![format!("if {name} != nil {{"), format!("\t{call}"), "}".to_owned()])
            }
            _ => Err(format!("{name} may hold something else where it should be released")),
        }
    }

    /// Whether the variable starts as nil and is only ever assigned by this creation.
    fn only_nil_or_releases(&self, variable: BindingId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let declared_empty = tree.child(scopes.binding(variable).decl, Field::Value).is_none();
        let writes = scopes.uses(variable).iter().filter(|&&u| crate::golang::scopes::is_write(tree, u));
        declared_empty && writes.into_iter().all(|&u| tree.contains(self.creation.stmt, u))
    }

    /// Whether the exit's own expressions use the context, or something that was made with it.
    fn uses_context(&self, stmt: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let Target::Local(ctx) = self.creation.ctx else { return false };
        let carriers = crate::contexts::outlives::carriers(self.site, self.creation);
        tree.subtree(stmt)
            .filter(|&n| tree.kind(n) == Kind::Ident)
            .filter_map(|n| scopes.resolve(n))
            .any(|b| b == ctx || carriers.contains(&b))
    }

    /// `return …, ctx.Err()` needs the error before the release changes it.
    fn bind_error(&mut self, stmt: NodeId) -> Result<String, String> {
        let (site, tree) = (self.site, self.site.tree());
        let why = || {
            "release it before the exits whose results use the context, once these are computed".to_owned()
        };
        let calls: Vec<NodeId> = tree.subtree(stmt).filter(|&n| tree.kind(n) == Kind::Call).collect();
        let asks = |&call: &NodeId| {
            let text = tree.text(call);
            text.ends_with(".Err()") && self.is_own_context(tree.child(call, Field::Function))
        };
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
            .find(|n| is_free(site, n, at) && site.scopes().lookup(n, at).is_none())
            .ok_or_else(why)?;
        self.edits.push(Edit::replace(tree.span(error), name));
        Ok(format!("{name} := {}", tree.text(error)))
    }

    fn is_own_context(&self, node: Option<NodeId>) -> bool {
        let root = node.and_then(|n| crate::contexts::join::root_variable(self.site, n));
        root.is_some_and(|r| self.creation.ctx == Target::Local(r))
    }

    // Tests with parallel subtests.

    /// Whether a `t.Run` literal that calls `Parallel` captures the context: it runs when this function has ended.
    fn has_parallel_subtests(&self) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let Target::Local(ctx) = self.creation.ctx else { return false };
        is_test_file(self.site)
            && scopes.uses(ctx).iter().any(|&u| {
                outermost_literal(self.site, self.func, u).is_some_and(|l| {
                    let given =
                        tree.ancestor(l, |k| k == Kind::Call).and_then(|c| tree.child(c, Field::Function));
                    given.is_some_and(|f| tree.text(f).ends_with(".Run"))
                        && tree
                            .subtree(l)
                            .any(|n| tree.kind(n) == Kind::Call && tree.text(n).ends_with(".Parallel()"))
                })
            })
    }

    /// `t.Cleanup(cancel)` on the test's own parameter.
    fn cleanup(&self, name: &str) -> Result<String, String> {
        let (tree, site) = (self.site.tree(), self.site);
        let none = || "parallel subtests use the context after the function has ended".to_owned();
        let parameters = tree.child(self.func, Field::Parameters).ok_or_else(none)?;
        let t = tree
            .children(parameters)
            .filter_map(|p| tree.child(p, Field::Name))
            .find(|&n| matches!(named(site.type_of(n).deref()), Some(("testing", "T" | "B" | "F" | "TB"))))
            .ok_or_else(none)?;
        let t = tree.text(t);
        Ok(match self.creation.producer.release {
            crate::facts::calls::ReleaseKind::Plain => format!("{t}.Cleanup({name})"),
            crate::facts::calls::ReleaseKind::Cause => format!("{t}.Cleanup(func() {{ {name}(nil) }})"),
        })
    }
}
