//! What a function whose body can be read does with one of its parameters, asked once for all its callers.

use super::tracker::{Tracker, What};
use super::{How, Reason};
use crate::contexts::lazy::Level;
use crate::golang::program::{FuncRef, Known, Program, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// How many calls deep functions of the module are read.
const MAX_DEPTH: usize = 5;

/// Up to how many calls deep what is read counts as known. A context itself that is stored is so at any depth.
pub(super) const KNOWN_DEPTH: usize = 2;

/// A parameter of a function of the module, what is followed from it, whether that is a request's, and how many calls
/// deep the function is read: an answer must not depend on which other questions were asked before.
type Key = (Arc<Path>, usize, usize, What, bool, usize);

/// Stands for the receiver where a parameter's number is asked for.
pub(super) const RECEIVER: usize = usize::MAX;

/// What a function does with one of its parameters.
#[derive(Clone, Debug)]
pub(super) struct Summary {
    pub kept: Level,
    /// The least of that where the call may run several: one of them may be meant that keeps nothing.
    pub kept_by_each: Level,
    pub how: How,
    pub what: What,
    /// Where that happens: file name and 1-based line.
    pub place: String,
    /// Whether it only stores it where an option is told to: `return func(o *options) { o.ctx = ctx }`.
    pub by_option: bool,
    pub results: Vec<(usize, Level)>,
    /// Whether those use it only when they are asked to: functions, or structs that keep one.
    pub results_run: bool,
    /// Whether they are structs that keep the context itself.
    pub results_keep: bool,
    /// Which of its other parameters it calls with it: their numbers, and those of the arguments.
    pub handed: Vec<(usize, usize)>,
}

/// Summaries already made; part of the program's memory.
#[derive(Default)]
pub struct Memo(Mutex<HashMap<Key, Summary>>);

/// Whether the function that `call`, in `func`, calls is in the module, and done with the function that it is given as
/// its argument number `index` when it returns.
pub fn is_done_with(site: Site, func: NodeId, call: NodeId, known: &Known, index: usize) -> bool {
    let tracker = Tracker::new(site, func, 0);
    let summary = tracker.summary(call, known, index, What::Function);
    summary.is_some_and(|s| s.kept == Level::No && s.results.iter().all(|r| r.1 == Level::No))
}

impl Tracker<'_> {
    /// What the function does with its parameter, if its body is in the module and can be read.
    pub(super) fn summary(&self, call: NodeId, known: &Known, index: usize, what: What) -> Option<Summary> {
        let mut joined: Option<Summary> = None;
        for function in &self.bodies(call, known) {
            let one = self.summary_of(function, index, what)?;
            joined = Some(match joined {
                None => one,
                Some(other) => other.max(one),
            });
        }
        joined
    }

    fn summary_of(&self, function: &FuncRef, index: usize, what: What) -> Option<Summary> {
        let program: &Program = self.site.program;
        let inner = function.site(program)?;
        let root = inner.tree().root();
        inner.tree().child(root, Field::Body)?;
        let Some(variable) = parameter(inner, root, index) else {
            return Some(Summary::nothing());
        };
        if self.depth >= MAX_DEPTH {
            let itself = function.file.path == self.site.file.path && function.decl == self.site.decl;
            return itself.then(Summary::nothing);
        }
        let depth = self.depth + 1;
        let key: Key = (function.file.path.clone(), function.decl, index, what, self.of_request, depth);
        let memo: Arc<Memo> = program.memory();
        if let Some(known) = memo.0.lock().ok()?.get(&key) {
            return Some(known.clone());
        }
        let mut tracker = Tracker::new(inner, root, depth);
        tracker.of_request = self.of_request;
        tracker.parameter(variable, what);
        let strongest = tracker.reasons.iter().max_by_key(|r| (r.level, r.how == How::Process));
        let mut kept = tracker.reasons.iter().filter(|r| strongest.is_some_and(|s| s.level == r.level));
        let summary = Summary {
            by_option: strongest.is_some() && kept.all(|r| tracker.options.contains(&r.at)),
            kept: strongest.map_or(Level::No, |r| r.level),
            kept_by_each: strongest.map_or(Level::No, |r| r.level),
            how: strongest.map_or(How::Kept, |r| r.how),
            what: strongest.map_or(what, |r| r.what),
            place: strongest.map_or_else(String::new, |r| place(inner, r)),
            results: tracker.results.iter().map(|r| (r.0, r.1)).collect(),
            results_run: tracker.results_run,
            results_keep: tracker.results_keep,
            handed: tracker.handed,
        };
        memo.0.lock().ok()?.insert(key, summary.clone());
        Some(summary)
    }
}

/// «server.go:48», or where a function called from there does it.
fn place(site: Site, reason: &Reason) -> String {
    match reason.text.rsplit_once(" at ") {
        Some((_, deeper)) => deeper.to_owned(),
        None => place_of(site, reason.line),
    }
}

/// «server.go:48»
pub fn place_of(site: Site, line: usize) -> String {
    // Where dependencies lie differs from one machine to the next.
    let path = &site.file.path;
    let last = || path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = site.program.name_below(path).or_else(last);
    format!("{}:{line}", name.unwrap_or_default())
}

impl Summary {
    fn nothing() -> Summary {
        Summary {
            kept: Level::No,
            kept_by_each: Level::No,
            how: How::Kept,
            what: What::Made,
            place: String::new(),
            by_option: false,
            results: Vec::new(),
            results_run: false,
            results_keep: false,
            handed: Vec::new(),
        }
    }

    fn max(mut self, other: Summary) -> Summary {
        self.kept_by_each = self.kept_by_each.min(other.kept_by_each);
        if other.kept > self.kept {
            (self.kept, self.how, self.what, self.place) = (other.kept, other.how, other.what, other.place);
            self.by_option = other.by_option;
        }
        self.results.extend(other.results);
        self.results_run |= other.results_run;
        self.results_keep |= other.results_keep;
        self.handed.extend(other.handed.into_iter().filter(|h| !self.handed.contains(h)).collect::<Vec<_>>());
        self
    }
}

/// The variable of the parameter number `index` (the variadic one stands for all further), or of the receiver, `None`
/// if it has no name.
pub fn parameter(site: Site, func: NodeId, index: usize) -> Option<BindingId> {
    let tree = site.tree();
    if index == RECEIVER {
        let receiver = tree.child(func, Field::Receiver).and_then(|r| tree.only_child(r))?;
        return tree.child(receiver, Field::Name).and_then(|n| site.scopes().defines(n));
    }
    let list = tree.child(func, Field::Parameters)?;
    let mut at = 0;
    for p in tree.children(list) {
        let names: Vec<NodeId> = tree.children_in(p, Field::Name).collect();
        let width = names.len().max(1);
        if index < at + width || tree.kind(p) == Kind::VariadicParam {
            return names.get(index - at).or(names.last()).and_then(|&n| site.scopes().defines(n));
        }
        at += width;
    }
    None
}
