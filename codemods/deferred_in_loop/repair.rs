//! The repair: the release is called after the last use in the iteration and before each earlier way out of it; the
//! defer goes.

use super::test_end::{ending_calls, is_end};
use crate::contexts::bound::bound_results;
use crate::contexts::creation::{Creation, Target};
use crate::contexts::iteration::Iteration;
use crate::contexts::lazy::Level;
use crate::contexts::leavings::{Leaving, iteration_block, leavings};
use crate::contexts::naming::release_call;
use crate::contexts::outlives::{self, How, Reason};
use crate::contexts::types::named;
use crate::contexts::uses::{ReleaseUse, Use};
use crate::edits::{Edit, EditSet, branches, statements};
use crate::facts::calls::ReleaseKind;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Repaired};

/// Releases that one iteration may be given before it is better made a function.
const MAX_RELEASES: usize = 6;

/// The ways out of the iteration that only the defer releases on.
pub(super) fn missing(site: Site, flow: &Flow, creation: &Creation, uses: &[ReleaseUse]) -> Vec<Leaving> {
    leavings(site, flow, creation, &released(uses), false, false)
}

/// The points at which the release is called by the code itself.
fn released(uses: &[ReleaseUse]) -> Vec<PointId> {
    uses.iter().filter(|u| matches!(u.what, Use::Call(_))).filter_map(|u| u.point).collect()
}

/// Where a person should release it.
fn by_hand(site: Site, creation: &Creation) -> String {
    let lasting = |r: &Reason| r.how == How::Goroutine && r.level == Level::Known;
    match outlives::reasons(site, creation).into_iter().find(lasting) {
        Some(r) => format!("no fix, as it {} (line {}): release it where that ends", r.text, r.line),
        None => {
            "release it at the end of each iteration, or make the iteration a function of its own".to_owned()
        }
    }
}

/// The repair, or the reason why there is none.
pub(super) fn repair(
    site: Site,
    flow: &Flow,
    creation: &Creation,
    uses: &[ReleaseUse],
    defer: NodeId,
) -> Result<Repaired, String> {
    let tree = site.tree();
    let by_hand = || by_hand(site, creation);
    let block = iteration_block(site, flow, creation).ok_or_else(by_hand)?;
    let iteration = Iteration::new(site, flow, creation, block).ok_or_else(by_hand)?;
    if let Some(reason) = iteration.outlived_for_certain_by(&[defer]) {
        return Err(format!(
            "no fix, as it {} (line {}): release it where that ends",
            reason.text, reason.line
        ));
    }
    let call = lone_deferred_call(site, creation, uses, defer, block).ok_or_else(by_hand)?;
    let mut plan =
        Plan { iteration, site, creation, call, edits: vec![statements::delete(tree, defer)], count: 0 };
    let leavings = missing(site, flow, creation, uses);
    let last = if released(uses).is_empty() { plan.iteration.last_use(&[defer]) } else { None };
    for &leaving in &leavings {
        let before = |last: NodeId| leaving.stmt().is_some_and(|s| tree.span(s).start < tree.span(last).end);
        if last.is_none_or(before) {
            plan.release_at(leaving)?;
        }
    }
    if let Some(last) = last {
        let behind = |l: &Leaving| l.stmt().is_none_or(|s| tree.span(s).start >= tree.span(last).end);
        if leavings.iter().any(behind) {
            let call = plan.call.clone();
            plan.insert(last, statements::insert_after(tree, last, &[&call]))?;
        }
    }
    if plan.count == 0 || plan.count > MAX_RELEASES {
        return Err(by_hand());
    }
    let ends = plan.release_before_ends(flow, block, last, &released(uses));
    let (applicability, note) = match plan.iteration.guessed() {
        None => match ends.map(|end| site.line(end)) {
            Some(line) => {
                let note = format!("if line {line} ends the test, nothing calls it, as the defer does");
                (Applicability::Unsafe, Some(note))
            }
            None => with_other_defers(site, block, creation, defer),
        },
        Some(reason) => {
            // Where the function ends, that ends anyway.
            let goes_on = |l: &Leaving| matches!(l, Leaving::Jump(_) | Leaving::Fall(_));
            let note =
                format!("it {} (line {}), which a release in each iteration ends", reason.text, reason.line);
            (Applicability::Unsafe, leavings.iter().any(goes_on).then_some(note))
        }
    };
    let edits = EditSet::new(plan.edits).map_err(|_| by_hand())?;
    Ok(Repaired { edits, applicability, note })
}

/// The call that is deferred, if nothing else is done about the release but to call it, and it stands in the `block` of
/// the iteration itself.
fn lone_deferred_call(
    site: Site,
    creation: &Creation,
    uses: &[ReleaseUse],
    defer: NodeId,
    block: NodeId,
) -> Option<String> {
    let tree = site.tree();
    let defers = uses.iter().filter(|u| matches!(u.what, Use::Defer(_) | Use::DeferredLiteral(_))).count();
    let written = uses.iter().any(|u| matches!(u.what, Use::Write { .. }));
    let is_lone = defers == 1 && !written;
    let is_in_block = tree.parent(defer) == Some(block) && tree.kind(block) != Kind::Labeled;
    deferred_call(site, creation, defer).filter(|_| is_lone && is_in_block)
}

/// How far a release in the iteration can be trusted where other calls are deferred there too.
fn with_other_defers(
    site: Site,
    block: NodeId,
    creation: &Creation,
    defer: NodeId,
) -> (Applicability, Option<String>) {
    let Some(other) = other_defer(site, block, creation, defer) else { return trust(creation) };
    let line = site.line(other);
    let note = format!("what is deferred on line {line} runs behind a release in the iteration now");
    (Applicability::Unsafe, Some(note))
}

/// What is deferred in the iteration to end something of a database, and behind the creation: drivers give up the
/// connection where the context ends first.
fn other_defer(site: Site, block: NodeId, creation: &Creation, defer: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let is_of_database = |n: NodeId| {
        tree.only_child(n).and_then(|call| tree.receiver(call)).is_some_and(|o| {
            named(site.type_of(o).pointee()).is_some_and(|(package, _)| package == "database/sql")
        })
    };
    tree.subtree(block)
        .filter(|&n| tree.kind(n) == Kind::Defer && n != defer && n > creation.stmt)
        .find(|&n| is_of_database(n))
}

fn trust(creation: &Creation) -> (Applicability, Option<String>) {
    let producer = &creation.producer;
    if producer.signals {
        let note = "once it is released, the next signal ends the process".to_owned();
        return (Applicability::Unsafe, Some(note));
    }
    if !producer.idempotent {
        let note = "it rests on the guess that a release of this kind may be called in each iteration";
        return (Applicability::Unsafe, Some(note.to_owned()));
    }
    (Applicability::Safe, None)
}

/// The call that `defer` defers, as it can stand elsewhere: `cancel()`, `cancel(nil)`.
fn deferred_call(site: Site, creation: &Creation, defer: NodeId) -> Option<String> {
    let tree = site.tree();
    let mut call = tree.children(defer).next().filter(|&c| tree.kind(c) == Kind::Call)?;
    let function = tree.child(call, Field::Function)?;
    if tree.kind(function) == Kind::FuncLit {
        let body = tree.child(function, Field::Body)?;
        let only = tree.only_child(body).filter(|&s| tree.kind(s) == Kind::ExprStmt)?;
        call = tree.only_child(only).filter(|&c| tree.kind(c) == Kind::Call)?;
    }
    let called = tree.unparen(tree.child(call, Field::Function)?);
    let is_release = site.scopes().resolve(called).is_some_and(|b| creation.release == Target::Local(b));
    let text = tree.text(call);
    let usual = release_call(tree.text(called), creation.producer.release);
    let plain = creation.producer.release == ReleaseKind::Plain || text == usual;
    (is_release && plain && !tree.comments().iter().any(|c| tree.span(defer).contains(*c))).then_some(usual)
}

struct Plan<'a> {
    site: Site<'a>,
    iteration: Iteration<'a>,
    creation: &'a Creation,
    call: String,
    edits: Vec<Edit>,
    count: usize,
}

impl Plan<'_> {
    /// Adds edits that call the release near `at`.
    fn insert(&mut self, at: NodeId, edits: Option<Vec<Edit>>) -> Result<(), String> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let name = tree.text(tree.unparen(self.creation.release_node));
        let means = scopes.lookup(name, tree.span(at).end as usize);
        if means.is_none_or(|b| self.creation.release != Target::Local(b)) {
            return Err(format!("{name} means something else where it should be released"));
        }
        self.count += 1;
        self.edits.extend(edits.ok_or_else(|| self.by_hand())?);
        Ok(())
    }

    /// The release before each statement that ends the test, while the context is in use: the defer runs then, and what
    /// follows does not. Gives back a call that may do so too, and before which it cannot be put.
    fn release_before_ends(
        &mut self,
        flow: &Flow,
        block: NodeId,
        last: Option<NodeId>,
        released: &[PointId],
    ) -> Option<NodeId> {
        let (tree, site) = (self.site.tree(), self.site);
        let until = last.map_or(tree.span(block).end, |l| tree.span(l).end);
        let start = flow.point_of(self.creation.stmt);
        let is_in_use = |c: NodeId| {
            let point = flow.point_of(c);
            start.zip(point).is_some_and(|(s, p)| s != p && flow.reaches(s, p, |q| released.contains(&q)))
        };
        let calls: Vec<NodeId> = ending_calls(site, block)
            .into_iter()
            .filter(|&c| c > self.creation.stmt && tree.span(c).start < until && is_in_use(c))
            .collect();
        let stays = |plan: &Self, &c: &NodeId| !is_end(site, c) || plan.works_with_context(c);
        if let Some(&call) = calls.iter().find(|&c| stays(self, c)) {
            return Some(call);
        }
        for &call in &calls {
            let stmt = tree.parent(call).filter(|_| self.count < MAX_RELEASES);
            if stmt.is_none_or(|s| self.release_before(s).is_err()) {
                return Some(call);
            }
        }
        None
    }

    fn release_at(&mut self, leaving: Leaving) -> Result<(), String> {
        let tree = self.site.tree();
        let call = self.call.clone();
        match leaving {
            Leaving::Return(stmt) | Leaving::Jump(stmt) => self.release_before(stmt),
            Leaving::Fall(block) if tree.kind(block) == Kind::Block => {
                let at = tree.stmts(block).last().ok_or_else(|| self.by_hand())?;
                self.insert(at, branches::last_in_block(tree, block, &[&call]))
            }
            Leaving::Fall(clause) => {
                let last = tree.stmts(clause).last().ok_or_else(|| self.by_hand())?;
                self.insert(last, statements::insert_after(tree, last, &[&call]))
            }
            Leaving::End | Leaving::Panic(_) => Err(self.by_hand()),
        }
    }

    fn by_hand(&self) -> String {
        by_hand(self.site, self.creation)
    }

    fn release_before(&mut self, stmt: NodeId) -> Result<(), String> {
        let tree = self.site.tree();
        if tree.parent(stmt).is_some_and(|p| tree.kind(p) == Kind::Labeled) {
            return Err(self.by_hand());
        }
        let mut new = Vec::new();
        if self.works_with_context(stmt) {
            let (line, edit) = bound_results(self.site, stmt, |n| self.works_with_context(n))
                .ok_or("make the iteration a function of its own: the results of an exit are computed with the context")?;
            new.push(line);
            self.edits.push(edit);
        }
        new.push(self.call.clone());
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        self.insert(stmt, statements::insert_before(tree, stmt, &new))
    }

    /// Whether something below `node` is computed with the context: naming it alone does not use it.
    fn works_with_context(&self, node: NodeId) -> bool {
        let tree = self.site.tree();
        tree.subtree(node).any(|n| {
            matches!(tree.kind(n), Kind::Call | Kind::Unary | Kind::FuncLit) && self.iteration.mentions(n)
        })
    }
}
