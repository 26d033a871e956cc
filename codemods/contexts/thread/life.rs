//! Whether what gets a context is done with it when the function has ended whose context that is.

use super::calls::{Key, key};
use super::nearest::whole;
use super::scan::{Obstacle, place};
use super::{Given, Need, Thread};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::join::{Joined, joined};
use crate::contexts::lazy::Level;
use crate::contexts::never::in_literal_known_to_be_shared;
use crate::contexts::origins::Origins;
use crate::contexts::outlives::{How, Reason, What, ends_with_program, held_by, journey, journey_of_results};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::collections::BTreeMap;

/// The results of a function that go on using a context: their numbers, and how sure that is.
type Lasting = Vec<(usize, Level)>;

impl Thread<'_, '_> {
    /// That the code at `node` is done when the function is whose context it gets.
    pub(super) fn check_life(&self, site: Site, node: NodeId, given: &Given) -> Result<(), Obstacle> {
        let tree = site.tree();
        let Some(func) = func_of(site, given) else { return Ok(()) };
        if !tree.kind(func).is_func() || ends_with_program(site, func) {
            return Ok(());
        }
        let at = || place(self.home, site, node);
        let started = tree.kind(node) == Kind::Args;
        let go = tree.parent(node).and_then(|call| Some((call, tree.parent(call)?)));
        if let Some((call, go)) = go.filter(|g| started && tree.kind(g.1) == Kind::Go)
            && joined(site, &site.flow(func), func, go, call) <= Joined::First
        {
            return Err(format!("the goroutine that {} starts may outlive its caller", at()));
        }
        let mut calls =
            tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::Call);
        let mut is_kept = || !started && calls.any(|c| called_name(site, c).is_some_and(words::is_cached));
        if in_literal_known_to_be_shared(site, func, node) || is_kept() {
            return Err(format!("what {} makes with it is kept for other callers", at()));
        }
        let journey = journey(site, func, node);
        if journey.kept_by_results {
            return Err(format!(
                "what keeps the context on {} is returned, and may outlive the caller",
                at()
            ));
        }
        let by_literal = |r: &Reason| r.level == Level::Guess && may_be_called_later(site, r);
        let lasts = |r: &&Reason| r.level == Level::Known || by_literal(r);
        match journey.reasons.iter().find(lasts) {
            Some(r) => Err(format!("on {} the context {}, so it may outlive the caller", at(), r.text)),
            None if is_given_to_value(site, func, node) => {
                Err(format!("what is called with it on {} may keep it", at()))
            }
            None => Ok(()),
        }
    }

    /// That what the functions with a new parameter give back, and that goes on using their context (the answer of a
    /// request, a transaction), is not kept where it outlives that, nor returned by who ends it.
    pub(super) fn check_results(&self) -> Result<(), Obstacle> {
        let mut lasting: BTreeMap<Key, Lasting> = BTreeMap::new();
        for read in self.reads.iter().filter(|r| matches!(r.given, Given::New)) {
            let results = journey(read.site, read.site.tree().root(), read.node).results;
            lasting.entry(key(read.site)).or_default().extend(results);
        }
        let mut waiting: Vec<Key> = lasting.keys().cloned().collect();
        while let Some(of) = waiting.pop() {
            let Some(results) = lasting.get(&of).filter(|r| !r.is_empty()).cloned() else { continue };
            for call in self.calls.iter().filter(|c| c.callee.as_ref() == Some(&of)) {
                let further = self.check_result(call, &results)?;
                let own = lasting.entry(key(call.site)).or_default();
                let new: Lasting = further.into_iter().filter(|r| !own.contains(r)).collect();
                if !new.is_empty() {
                    own.extend(new);
                    waiting.push(key(call.site));
                }
            }
        }
        Ok(())
    }

    /// What the caller gives back in turn of what the call gives it, if that is a context of its own callers' that it
    /// gets.
    fn check_result(&self, call: &Need, lasting: &[(usize, Level)]) -> Result<Lasting, Obstacle> {
        let site = call.site;
        let tree = site.tree();
        let (Some(func), Some(node)) = (func_of(site, &call.given), tree.parent(call.node)) else {
            return Ok(Vec::new());
        };
        let journey = journey_of_results(site, func, node, lasting);
        let at = || place(self.home, site, node);
        let is_kept = |r: &&Reason| r.level == Level::Known && r.how != How::Returned;
        if let Some(r) = journey.reasons.iter().find(is_kept).filter(|_| !ends_with_program(site, func)) {
            return Err(format!(
                "what is made with it on {} is kept from line {} on, and may outlive the caller",
                at(),
                r.line
            ));
        }
        let is_returned = journey.results.iter().any(|r| r.1 == Level::Known);
        match &call.given {
            Given::Source(s) if is_returned && is_ended_here(site, s.variable) => Err(format!(
                "what is made with it on {} is returned, when the context there has been released",
                at()
            )),
            Given::New => Ok(journey.results),
            _ => Ok(Vec::new()),
        }
    }
}

/// The function whose context is given; `None` where it is no function's.
fn func_of(site: Site, given: &Given) -> Option<NodeId> {
    match given {
        Given::Source(s) => Some(s.func),
        Given::New => Some(site.tree().root()),
        Given::Nameless(n) => Some(n.parameter.func),
        Given::Root(_) => None,
    }
}

/// Whether a function literal that uses the context may be called when the function around has ended.
fn may_be_called_later(site: Site, reason: &Reason) -> bool {
    reason.what == What::Function && reason.how != How::Goroutine && !calls_back(site, reason.at)
}

/// Whether a literal between `func` and the node is given to a function value of which nothing is known.
fn is_given_to_value(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let literals = tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals
        .filter_map(|l| passed_to(site, l))
        .any(|call| matches!(site.callee(call), Callee::Value) && !calls_back(site, call))
}

/// Whether the call is one of a function that is a parameter, as those are that go through something (`each(func…)`),
/// or of a variable of which it is known what it holds.
fn calls_back(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let called = tree.child(call, Field::Function).map(|f| tree.unparen(f));
    let variable = called.filter(|&f| tree.kind(f) == Kind::Ident).and_then(|f| scopes.resolve(f));
    variable.is_some_and(|v| held_by(site, v).is_some() || scopes.binding(v).kind == BindingKind::Param)
}

/// Whether the function releases the context in the variable itself, at its end at the latest.
fn is_ended_here(site: Site, variable: BindingId) -> bool {
    Origins::new(site, &whole(site)).is_released(variable, true)
}

/// Whether the context in the variable is waited for beside other channels, and nothing is done under it:
/// `case <-stop.Done():` where the next piece of work may come too.
pub(super) fn is_stop_signal(site: Site, variable: BindingId) -> bool {
    let tree = site.tree();
    let is_waited_for = |u: NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let call = selector.and_then(|s| tree.parent(s)).filter(|&c| called_name(site, c) == Some("Done"));
        call.is_some_and(|c| {
            let arm = tree.ancestor(c, |k| k == Kind::CommCase);
            arm.and_then(|a| tree.child(a, Field::Communication)).is_some_and(|said| tree.contains(said, c))
        })
    };
    let uses = site.scopes().uses(variable);
    !uses.is_empty() && uses.iter().all(|&u| is_waited_for(u))
}
