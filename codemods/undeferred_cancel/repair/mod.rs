//! Which repair of a lost release is right, and its edits: name it, defer it at its creation, or release it before
//! each way out that drops it.

mod checked;
mod cleanups;
mod defer;
mod deferred;
mod exits;
mod functions;
mod headers;
mod held;
mod iteration;
mod last_branches;
mod name;
mod subtests;
mod telling;
mod waits;
mod wrap;

use crate::contexts::creation::{Creation, Place, Target};
use crate::contexts::lazy::Level;
use crate::contexts::lost::{Lost, is_main, stops};
use crate::contexts::outlives::{How, Reason, testing_parameter};
use crate::contexts::producers::may_lock_twice;
use crate::contexts::uses::{ReleaseUse, Use, direct_call, outermost_literal};
use crate::edits::{Edit, EditSet};
use crate::facts::keeps::{Runs, runs_argument};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Pass, Repaired};
use defer::DEFERRED;

/// Places in which the branches of an `if` or `switch` may be given a release before it is too much.
const MAX_BRANCHES: usize = 3;

/// Chooses the repair. An error is the reason why there is none; it ends the message.
pub(crate) fn repair(
    pass: &Pass,
    creation: &Creation,
    lost: &Lost,
    outlives: Option<&Reason>,
) -> Result<Repaired, String> {
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
    let mut plan = Plan {
        site,
        func,
        flow: &flow,
        creation,
        edits: Vec::new(),
        worst: Applicability::Safe,
        note: None,
        only_failures: lost.is_by_failures(site),
        handed_over: Vec::new(),
    };
    plan.choose(lost, outlives)?;
    let edits = EditSet::new(plan.edits).map_err(|_| "its edits would overlap".to_owned())?;
    Ok(Repaired { edits, applicability: plan.worst, note: plan.note })
}

struct Plan<'a> {
    site: Site<'a>,
    func: NodeId,
    flow: &'a Flow,
    creation: &'a Creation,
    edits: Vec<Edit>,
    worst: Applicability,
    note: Option<String>,
    /// Whether the release is called on every way out but those that fail: what goes on then was not meant to.
    only_failures: bool,
    /// Where the release is handed over, or called if it must not be called again.
    handed_over: Vec<PointId>,
}

impl Plan<'_> {
    fn choose(&mut self, lost: &Lost, outlives: Option<&Reason>) -> Result<(), String> {
        let no_uses = Vec::new();
        let (uses, leavings) = match lost {
            Lost::Missing { uses, leavings, .. } => (uses, Some(leavings)),
            Lost::Unused { uses } => (uses, None),
            _ => (&no_uses, None),
        };
        let once = !self.creation.producer.idempotent;
        let is_done = |u: &&ReleaseUse| u.what == Use::HandedOver || once && stops(u);
        self.handed_over = uses.iter().filter(is_done).filter_map(|u| u.point).collect();
        if once && leavings.is_none() && uses.iter().any(|u| direct_call(self.site, u.node).is_some()) {
            return Err("call it where it has not been called yet".to_owned());
        }
        if self.creation.ctx == Target::Blank && matches!(lost, Lost::Discarded) {
            return Err("drop the call, or keep its results".to_owned());
        }
        if !self.creation.producer.idempotent {
            if may_lock_twice(self.site, self.creation.producer.call) {
                return Err(format!(
                    "call it where the lock that what {} gives takes is not held",
                    self.creation.producer.name
                ));
            }
            self.unsafe_because(format!(
                "what {} gives to call may do more than cancel",
                self.creation.producer.name
            ));
        }
        if self.creation.producer.signals && !self.in_main() {
            self.unsafe_because("once it is released, the next signal ends the process");
        }
        let kept_at_most = |r: &Reason| r.level == Level::Guess && matches!(r.how, How::Kept | How::Process);
        let ends_here = outlives.is_none_or(kept_at_most) && self.creation.producer.idempotent;
        let handed_over = uses.iter().any(|u| match u.what {
            Use::HandedOver => !(ends_here && is_called_beside(self.site, self.func, u.node)),
            Use::DeferredLiteral(_) => true,
            _ => false,
        });
        let handed_over = handed_over || self.is_returned_by_name();
        let called = uses.iter().any(|u| matches!(u.what, Use::Call(_)));
        let in_header = matches!(self.creation.place, Place::IfInit(_) | Place::SwitchInit(_));
        let deferred = uses.iter().any(|u| matches!(u.what, Use::Defer(_)));
        let twice = once && (called || in_header && deferred);
        if let Lost::Missing { unless_failed: Some(defer), .. } = lost
            && !self.is_commented(*defer)
        {
            self.judge_lifetime(outlives, DEFERRED)?;
            return self.defer_without_condition(*defer);
        }
        match leavings {
            // Subtests that run when the function has ended must not lose the context at any of its exits.
            Some(leavings)
                if !self.ends_with_test()
                    && (handed_over
                        || twice
                        || called
                            && (self.waits_in_later_defer(uses)
                                || self.goes_on_beyond_iteration()
                                || self.is_made_again())
                        || !in_header && self.deferred_where_it_must_stay(uses)) =>
            {
                self.release_before_exits(leavings, uses)
            }
            _ => self.defer_at_creation(uses, outlives),
        }
    }

    fn unsafe_because(&mut self, why: impl Into<String>) {
        self.worst = self.worst.min(Applicability::Unsafe);
        let why = why.into();
        match &mut self.note {
            None => self.note = Some(why),
            Some(note) if note.contains(&why) => {}
            Some(note) => *note = format!("{note}; {why}"),
        }
    }

    /// Whether the release is a named result, and a return without values gives it to the caller.
    fn is_returned_by_name(&self) -> bool {
        let tree = self.site.tree();
        let Target::Local(release) = self.creation.release else { return false };
        let binding = self.site.scopes().binding(release);
        let is_naked = |n: NodeId| tree.kind(n) == Kind::Return && tree.children(n).next().is_none();
        let start = self.flow.point_of(self.creation.stmt);
        binding.kind == BindingKind::Result
            && binding.func == self.func
            && tree.subtree(self.func).filter(|&n| is_naked(n)).any(|n| {
                let exit = self.flow.point_of(n);
                start.zip(exit).is_some_and(|(s, e)| self.flow.reaches(s, e, |_| false))
            })
    }

    fn in_main(&self) -> bool {
        is_main(self.site, self.func)
    }

    fn start(&self) -> Result<PointId, String> {
        let start = self.flow.point_of(self.creation.stmt);
        start.ok_or_else(|| "the statement cannot be placed in the control flow".to_owned())
    }

    /// Adds edits; where there are none the place has a shape that cannot be edited.
    fn insert(&mut self, edits: Option<Vec<Edit>>) -> Result<(), String> {
        self.edits.extend(edits.ok_or("the code there cannot be edited line by line")?);
        Ok(())
    }
}

/// Whether the use at `node` is but a call of the release, in a goroutine that `func` starts with a literal or in one
/// that it runs at once: where the context ends with the function, that keeps nothing.
fn is_called_beside(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let Some(literal) = outermost_literal(site, func, node).filter(|_| direct_call(site, node).is_some())
    else {
        return false;
    };
    match tree.parent(literal) {
        Some(call) if tree.kind(call) == Kind::Call => tree.field(literal) == Field::Function,
        Some(args) if tree.kind(args) == Kind::Args => tree.parent(args).is_some_and(|call| {
            let Callee::Known(known) = site.callee(call) else { return false };
            let receiver = known.receiver.as_deref().unwrap_or("");
            let runs = runs_argument(&known.package, receiver, &known.name);
            matches!(runs, Some(Runs::Now | Runs::Joined)) && &*known.name != "Cleanup"
        }),
        _ => false,
    }
}

/// Whether a body of the function that the call, or the function value, means is steered by a test, and is as asked.
fn helper_is(site: Site, callee: NodeId, is: impl Fn(Site, NodeId) -> bool) -> bool {
    let called = match site.tree().kind(callee) {
        Kind::Call => site.callee(callee),
        _ => site.called(callee),
    };
    called.known().is_some_and(|k| {
        k.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
            let root = inner.tree().root();
            testing_parameter(inner, root).is_some() && is(inner, root)
        })
    })
}
