//! Repairs 4 and 5: the release is called once the context is no longer used, in every iteration of a loop, and in an
//! arm of a function that goes on for long.

use super::Plan;
use super::defer::DEFERRED;
use super::subtests::runs_beside_others;
use crate::contexts::calls::passed_to;
use crate::contexts::creation::{Place, Target};
use crate::contexts::iteration::{Iteration, ends_by_itself, is_bounded, starts_goroutine};
use crate::contexts::leavings::{iteration_block, leavings_of, own_block};
use crate::contexts::lost::stops;
use crate::contexts::naming::release_call;
use crate::contexts::outlives::{self, How, Reason};
use crate::contexts::uses::{ReleaseUse, Use, outermost_literal};
use crate::edits::{Edit, branches, statements};
use crate::facts::keeps::{Runs, runs_argument};
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Something that may use the context beyond the end of its iteration.
pub(super) struct Beyond {
    /// Where that begins.
    pub at: NodeId,
    /// Why there is no fix then.
    pub why: String,
    /// Whether it is over by the end of the iteration all the same: it is waited for there, or only read behind the
    /// next creation.
    pub is_over: bool,
}

impl Plan<'_> {
    pub(super) fn release_per_iteration(
        &mut self,
        uses: &[ReleaseUse],
        outlives: Option<&Reason>,
    ) -> Result<(), String> {
        let by_hand = || match outlives {
            _ if uses.iter().any(|u| matches!(u.what, Use::Call(_))) => "release it there too".to_owned(),
            Some(reason) if reason.how != How::Returned => {
                format!("it {} (line {}): release it where that ends", reason.text, reason.line)
            }
            _ => "release it at the end of each iteration: a defer would wait for the end of the function"
                .to_owned(),
        };
        let block = iteration_block(self.site, self.flow, self.creation).ok_or_else(by_hand)?;
        let ends_in_block = self.judge_iteration(block);
        self.judge_lifetime(
            outlives,
            if ends_in_block.is_ok() { "a release in each iteration" } else { DEFERRED },
        )?;
        match ends_in_block {
            Ok(()) => self.release_in_block(block, uses),
            // What is for longer than an iteration, as the streams of a loop that opens some, ends with the function.
            Err(_) if uses.is_empty() && self.creation.short && self.is_in_bounded_loop() => {
                self.unsafe_because("the contexts of all iterations live until the function ends");
                self.defer_in_function(uses)
            }
            Err(why) => Err(why),
        }
    }

    fn is_in_bounded_loop(&self) -> bool {
        is_bounded(self.site, self.func, self.creation.stmt)
    }

    /// The switch or select arm that makes the context for itself, in a function that goes on behind it for as long
    /// as some loop goes round: there a defer would come late, or never.
    pub(super) fn arm_of_long_function(&self, start: PointId) -> Option<NodeId> {
        let tree = self.site.tree();
        let arm = own_block(self.site, self.creation).filter(|&b| tree.kind(b).is_case())?;
        self.judge_iteration(arm).ok()?;
        let goes_on = tree.subtree(self.func).any(|n| {
            tree.kind(n) == Kind::For
                && n > arm
                && !tree.contains(arm, n)
                && !ends_by_itself(self.site, n)
                && outermost_literal(self.site, self.func, n).is_none()
                && tree
                    .subtree(n)
                    .filter_map(|inner| self.flow.point_of(inner))
                    .any(|p| self.flow.reaches(start, p, |_| false))
        });
        goes_on.then_some(arm)
    }

    /// The release after the last use in `block`, and before each way out that leaves earlier.
    pub(super) fn release_in_block(&mut self, block: NodeId, uses: &[ReleaseUse]) -> Result<(), String> {
        let start = self.start()?;
        self.leaves_if_failed()?;
        let covered: Vec<PointId> = uses.iter().filter(|u| stops(u)).filter_map(|u| u.point).collect();
        let leavings = leavings_of(self.site, self.flow, self.creation, Some(block), &covered, false, false);
        self.judge_handovers(&leavings, Some(block))?;
        let variable = match self.creation.release {
            Target::Local(variable) => Some(variable),
            _ => None,
        };
        let name = self.name()?;
        let last = if covered.is_empty() { self.last_use(block) } else { None };
        let Some(last) = last else {
            for leaving in leavings {
                self.release_at(leaving, &name, variable, start)?;
            }
            return Ok(());
        };
        let tree = self.site.tree();
        for leaving in leavings {
            if leaving.stmt().is_some_and(|s| tree.span(s).start < tree.span(last).end) {
                self.release_at(leaving, &name, variable, start)?;
            }
        }
        if !self.never_passes(last) {
            let new = self.guarded(&name, &release_call(&name, self.creation.producer.release));
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            match self.is_blank_mention(last, uses) {
                true => {
                    self.edits.push(Edit::replace(tree.span(last), branches::in_place_of(tree, last, &new)))
                }
                false => self.insert(statements::insert_after(tree, last, &new))?,
            }
        }
        Ok(())
    }

    /// Whether the context is made in a loop, and not ended by what ends the iteration.
    pub(super) fn goes_on_beyond_iteration(&self) -> bool {
        let block = iteration_block(self.site, self.flow, self.creation);
        block.is_some_and(|b| self.judge_iteration(b).is_err())
    }

    /// Whether a loop makes the context again and again for a variable that is older: the one that is held at a way out
    /// of the function has to be released there.
    pub(super) fn is_made_again(&self) -> bool {
        let start = self.flow.point_of(self.creation.stmt);
        matches!(self.creation.place, Place::Stmt(_))
            && start.is_some_and(|p| self.flow.in_cycle(p))
            && own_block(self.site, self.creation).is_none()
    }

    /// Whether the context ends with the iteration: no variable from outside `block` holds it, nothing that runs later
    /// uses it, and no goroutine that is not waited for there.
    pub(super) fn judge_iteration(&self, block: NodeId) -> Result<(), String> {
        match self.beyond_iteration(block).into_iter().next() {
            Some(beyond) => Err(beyond.why),
            None => Ok(()),
        }
    }

    /// What may use the context beyond the end of the iteration of `block`.
    pub(super) fn beyond_iteration(&self, block: NodeId) -> Vec<Beyond> {
        let iteration = Iteration::new(self.site, self.flow, self.creation, block);
        let mut carriers: Vec<BindingId> = outlives::carriers(self.site, self.creation).into_iter().collect();
        carriers.sort();
        let mut all = Vec::new();
        for carrier in carriers {
            self.kept_beyond(block, carrier, iteration.as_ref(), &mut all);
            self.used_beyond(block, carrier, iteration.as_ref(), &mut all);
        }
        if self.ends_with_test() {
            let why = "no fix, as a subtest or clean-up uses it after the iteration".to_owned();
            all.push(Beyond { at: self.creation.stmt, why, is_over: false });
        }
        all.extend(iteration.and_then(|i| i.goes_on()).map(|reason| Beyond {
            at: reason.at,
            why: format!(
                "no fix, as it {} (line {}) and may do so after the iteration",
                reason.text, reason.line
            ),
            is_over: false,
        }));
        all
    }

    /// Where a variable from outside the iteration is given what was made in it.
    fn kept_beyond(
        &self,
        block: NodeId,
        carrier: BindingId,
        iteration: Option<&Iteration>,
        all: &mut Vec<Beyond>,
    ) {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let ident = scopes.binding(carrier).ident;
        if tree.contains(block, ident) {
            return;
        }
        let why = format!(
            "no fix, as {} holds it, or something made with it, beyond the iteration",
            tree.text(ident)
        );
        let is_over = iteration.is_some_and(|i| i.is_renewed(carrier));
        let is_given = |u: NodeId| {
            let list = tree.ancestors(u).find(|&a| tree.kind(a) == Kind::ExprList);
            tree.contains(block, u) && list.is_some_and(|l| tree.field(l) == Field::Left)
        };
        let given: Vec<NodeId> = scopes.uses(carrier).iter().copied().filter(|&u| is_given(u)).collect();
        let places = if given.is_empty() { vec![self.creation.stmt] } else { given };
        all.extend(places.into_iter().map(|at| Beyond { at, why: why.clone(), is_over }));
    }

    /// Where something is started, deferred or kept in the iteration that uses what the variable holds.
    fn used_beyond(
        &self,
        block: NodeId,
        carrier: BindingId,
        iteration: Option<&Iteration>,
        all: &mut Vec<Beyond>,
    ) {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let runs_later = |&a: &NodeId| match tree.kind(a) {
            Kind::Defer | Kind::Go => true,
            Kind::FuncLit => tree.field(a) != Field::Function && !self.runs_at_once(a),
            _ => false,
        };
        for &u in scopes.uses(carrier) {
            let later = tree.ancestors(u).take_while(|&a| a != block).filter(runs_later).last();
            let Some(later) = later.filter(|_| tree.contains(block, u)) else { continue };
            let is_waited_for = |start| iteration.is_some_and(|i| i.is_waited_for(start));
            let start = self.start_of(later);
            all.push(Beyond {
                at: later,
                why: format!(
                    "no fix, as what line {} starts or defers may use it after the iteration",
                    self.site.line(u)
                ),
                is_over: start.is_some_and(is_waited_for),
            });
        }
    }

    /// The statement or call that starts a goroutine with the function: `go f()`, `group.Go(f)`.
    fn start_of(&self, function: NodeId) -> Option<NodeId> {
        let given_to = || passed_to(self.site, function);
        std::iter::once(function).chain(given_to()).find(|&n| starts_goroutine(self.site, n))
    }

    /// Whether the literal has run for the last time when the iteration ends: it is only called there, or given to a
    /// call that has run it when it returns, `t.Run`, `slices.SortFunc`; not the body of a test that runs beside
    /// others.
    fn runs_at_once(&self, literal: NodeId) -> bool {
        let (tree, site) = (self.site.tree(), self.site);
        let Some(args) = tree.parent(literal).filter(|&a| tree.kind(a) == Kind::Args) else {
            return is_only_called(site, literal);
        };
        let index = tree.children(args).position(|a| a == literal);
        let call = tree.parent(args);
        call.zip(index).is_some_and(|(c, index)| match site.callee(c) {
            // `Cleanup` waits for the end of the test.
            Callee::Known(known) if &*known.name != "Cleanup" => {
                let receiver = known.receiver.as_deref().unwrap_or("");
                match runs_argument(&known.package, receiver, &known.name) {
                    Some(runs) => runs == Runs::Now,
                    None => outlives::is_done_with(site, self.func, c, &known, index),
                }
            }
            _ => false,
        }) && !runs_beside_others(site, literal)
    }

    /// The last statement of `block` that uses the context, something made with it or that may keep it, or its release.
    pub(super) fn last_use(&self, block: NodeId) -> Option<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let mut carriers = outlives::carriers(self.site, self.creation);
        carriers.extend([self.creation.ctx, self.creation.release].into_iter().filter_map(|t| match t {
            Target::Local(b) => Some(b),
            _ => None,
        }));
        let uses = |stmt: NodeId| {
            tree.subtree(stmt)
                .filter(|&n| tree.kind(n) == Kind::Ident)
                .filter_map(|n| scopes.resolve(n))
                .any(|b| carriers.contains(&b))
        };
        let beside = outlives::uses_beside(self.site, self.creation, block);
        tree.stmts(block)
            .filter(|&s| s >= self.creation.stmt || tree.contains(s, self.creation.stmt))
            .filter(|&s| uses(s) || beside.iter().any(|&u| tree.contains(s, u)))
            .last()
    }

    /// Whether control never comes to what follows `stmt`.
    pub(super) fn never_passes(&self, stmt: NodeId) -> bool {
        let tree = self.site.tree();
        matches!(tree.kind(stmt), Kind::Return | Kind::Break | Kind::Continue | Kind::Goto)
            || tree
                .next_sibling(stmt)
                .and_then(|n| self.flow.point_of(n))
                .is_some_and(|p| !self.flow.reachable(p))
    }
}

/// Whether the literal is put into a new variable of which nothing is done but to call it, at once.
fn is_only_called(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.stmt_of(literal).filter(|&s| tree.kind(s) == Kind::ShortVar);
    let sides = stmt.and_then(|s| Some((tree.child(s, Field::Left)?, tree.child(s, Field::Right)?)));
    let Some((left, right)) = sides.map(|(l, r)| (tree.list(l), tree.list(r))) else { return false };
    let ([name], true) = (&left[..], right == [literal]) else { return false };
    let is_call = |&u: &NodeId| {
        let call = tree.parent(u).filter(|&c| tree.kind(c) == Kind::Call && tree.field(u) == Field::Function);
        let stmt = call.and_then(|c| tree.parent(c));
        u == *name || stmt.is_some_and(|s| !matches!(tree.kind(s), Kind::Go | Kind::Defer))
    };
    let in_place = |&u: &NodeId| tree.enclosing_func(u) == tree.enclosing_func(literal);
    let variable = site.scopes().defines(*name);
    variable.is_some_and(|v| site.scopes().uses(v).iter().all(|u| is_call(u) && in_place(u)))
}
