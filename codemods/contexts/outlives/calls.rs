//! What calls do with a value they are given, or that is their receiver or callee.

use super::tracker::{Tracker, Value, What};
use super::{How, Reason};
use crate::contexts::join::{self, Joined};
use crate::contexts::lazy::{Level, laziness, result_is_done};
use crate::contexts::never::called_name;
use crate::contexts::types::{is_context, named, results};
use crate::facts::keeps::{self, Runs};
use crate::golang::program::{Callee, FuncRef, Known, Program, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// How many calls deep functions of the module are read.
const MAX_DEPTH: usize = 5;

/// Up to how many calls deep what is read counts as known. A context itself that is stored is so at any depth.
const KNOWN_DEPTH: usize = 2;

/// A parameter of a function of the module, what is followed from it, whether that is a request's, and how many calls
/// deep the function is read: an answer must not depend on which other questions were asked before.
type Key = (Arc<Path>, usize, usize, What, bool, usize);

/// What a function does with one of its parameters.
#[derive(Clone, Debug)]
pub(super) struct Summary {
    kept: Level,
    how: How,
    what: What,
    /// Where that happens: file name and 1-based line.
    place: String,
    results: Vec<(usize, Level)>,
}

/// Summaries already made; part of the program's memory.
#[derive(Default)]
pub struct Memo(Mutex<HashMap<Key, Summary>>);

impl Tracker<'_> {
    /// The value is an argument of a call.
    pub(super) fn argument(&mut self, args: NodeId, node: NodeId, value: Value) {
        let tree = self.site.tree();
        let Some(call) = tree.parent(args) else { return };
        let Some(index) = tree.children(args).position(|a| a == node) else { return };
        if let Some(stmt) = tree.parent(call).filter(|&s| tree.kind(s) == Kind::Go) {
            return self.goroutine(stmt, call, value);
        }
        if self.of_request && self.is_method_of_request(call) {
            return;
        }
        match self.site.callee(call) {
            Callee::Builtin("append") => self.value(call, Value { what: What::Made, ..value }),
            Callee::Builtin(_) => {}
            Callee::Conversion(_) => self.value(call, value),
            Callee::Literal(literal) => self.literal_parameter(literal, index, value),
            Callee::Known(known) => self.known(call, index, &known, value),
            Callee::MethodExpr(known) => self.method_expression(call, index, &known, value),
            Callee::Value => self.function_value(call, index, value),
            Callee::Unknown => self.unreadable(call, value),
        }
    }

    /// `r.WithContext(ctx)`: what it gives lives no longer than `r` does.
    fn is_method_of_request(&self, call: NodeId) -> bool {
        let tree = self.site.tree();
        let operand = tree.child(call, Field::Function).and_then(|f| tree.child(f, Field::Operand));
        let variable =
            operand.filter(|&o| tree.kind(o) == Kind::Ident).and_then(|o| self.site.scopes().resolve(o));
        variable.is_some_and(|v| self.is_request(v))
    }

    /// The value is the receiver of a method call.
    pub(super) fn method_called(&mut self, selector: NodeId, call: NodeId, value: Value) {
        let tree = self.site.tree();
        let Some(name) = tree.child(selector, Field::FieldName).map(|n| tree.text(n)) else { return };
        let stmt = tree.parent(call);
        if let Some(go) = stmt.filter(|&s| tree.kind(s) == Kind::Go) {
            return self.goroutine(go, call, value);
        }
        match (value.what, name) {
            (What::Context, "Done") => self.value(call, Value { what: What::Made, level: value.level }),
            (What::Context, _) => {}
            (_, "Start") if self.is_command(selector) && !self.waits_for_command(selector) => {
                self.reason(
                    value.level,
                    How::Kept,
                    "made a process that is started and not waited for here",
                    call,
                    value.what,
                );
            }
            _ => self.lazy_results(call, value),
        }
    }

    /// The value is called: a function value, or a method value.
    pub(super) fn called(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        match tree.parent(call) {
            Some(go) if tree.kind(go) == Kind::Go => self.goroutine(go, call, value),
            _ if value.what == What::Function => {}
            _ => self.lazy_results(call, value),
        }
    }

    pub(super) fn goroutine(&mut self, stmt: NodeId, work: NodeId, value: Value) {
        let level = match join::joined(self.site, &self.flow, self.func, stmt, work) {
            Joined::Yes => return,
            Joined::Perhaps => value.level.min(Level::Guess),
            Joined::No => value.level,
        };
        let text = "is used by a goroutine that is not waited for";
        self.reason(level, How::Goroutine, text, stmt, value.what);
    }

    fn is_command(&self, selector: NodeId) -> bool {
        let operand = self.site.tree().child(selector, Field::Operand);
        operand.is_some_and(|o| named(self.site.type_of(o).pointee()) == Some(("os/exec", "Cmd")))
    }

    fn waits_for_command(&self, selector: NodeId) -> bool {
        let (tree, site) = (self.site.tree(), self.site);
        let variable = tree.child(selector, Field::Operand).and_then(|o| join::root_variable(site, o));
        variable.is_some_and(|v| {
            site.scopes().uses(v).iter().any(|&u| {
                tree.parent(u)
                    .and_then(|s| tree.child(s, Field::FieldName))
                    .is_some_and(|f| tree.text(f) == "Wait")
            })
        })
    }

    /// The results of a call, as far as their types allow that they use the value later.
    pub(super) fn lazy_results(&mut self, call: NodeId, value: Value) {
        let levels: Vec<Level> =
            results(self.site, call).iter().map(|t| self.lasting(call, t).min(value.level)).collect();
        self.results_of(call, &levels, What::Made);
    }

    /// A call of something whose body cannot be read: its name and its results have to tell. Who is given a context
    /// and returns one derives it: `tracer.Start(ctx, name)`.
    pub(super) fn unreadable(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        let function = tree.child(call, Field::Function).map(|f| tree.unparen(f));
        let name = function.and_then(|f| tree.child(f, Field::FieldName)).map(|n| tree.text(n));
        if value.what == What::Context && results(self.site, call).first().is_some_and(is_context) {
            return self.derived(call, value);
        }
        let kept = match (name, value.what) {
            (_, What::Made) => false,
            (Some(name), What::Context) => keeps::may_keep_context(name),
            (Some(name), What::Function) => keeps::may_call_later(name),
            // A plain function value says nothing by its name.
            (None, _) => true,
        };
        if kept {
            let text = format!("may be kept by {}", function.map_or("a function value", |f| tree.text(f)));
            self.reason(Level::Guess, How::Kept, text, call, value.what);
        }
        self.lazy_results(call, value);
    }

    pub(super) fn known(&mut self, call: NodeId, index: usize, known: &Known, value: Value) {
        let receiver = known.receiver.as_deref().unwrap_or("");
        if value.what == What::Function
            && let Some(runs) = keeps::runs_argument(&known.package, receiver, &known.name)
        {
            return self.function_argument(call, runs, known, value);
        }
        if &*known.package == "context" && known.name.starts_with("With") && &*known.name != "WithoutCancel" {
            let what = if value.what == What::Context { What::Context } else { What::Made };
            return self.derived(call, Value { what, ..value });
        }
        if &*known.package == "context" && &*known.name == "AfterFunc" {
            return self.reason(
                value.level,
                How::Kept,
                "has a function registered to run when it ends",
                call,
                value.what,
            );
        }
        if keeps::is_done_with_call(&known.package, &known.name) {
            return;
        }
        if result_is_done(known) {
            return;
        }
        if keeps::stores_argument(&known.package, receiver, &known.name) {
            return self.put_into(call, known, value);
        }
        match self.summary(call, known, index, value.what) {
            Some(summary) => self.summarised(call, known, &summary, value),
            None if is_std(&known.package) => self.lazy_results(call, value),
            None => self.unreadable(call, value),
        }
    }

    /// A container of the standard library is given the value.
    fn put_into(&mut self, call: NodeId, known: &Known, value: Value) {
        let tree = self.site.tree();
        let container = tree.child(call, Field::Function).and_then(|f| tree.child(f, Field::Operand));
        let variable = container.and_then(|c| join::root_variable(self.site, c));
        let own = variable.filter(|&v| tree.contains(self.func, self.site.scopes().binding(v).func));
        match (own, container) {
            (Some(v), Some(c)) if self.holds_by_value(v, c) => {
                self.carry_on(v, Value { what: What::Made, ..value });
            }
            _ => {
                let text = self.subject(value, &format!("is stored by {}", known.name));
                self.reason(value.level, How::Stored, text, call, value.what);
            }
        }
    }

    fn function_argument(&mut self, call: NodeId, runs: Runs, known: &Known, value: Value) {
        match runs {
            Runs::Now => {}
            Runs::Joined => self.goroutine(call, call, value),
            Runs::Later => {
                let text = format!("is used by a function that {} calls later", known.name);
                self.reason(value.level, How::Kept, text, call, value.what);
                self.lazy_results(call, value);
            }
        }
    }

    /// A context derived from the value: the first result of `context.With…`.
    fn derived(&mut self, call: NodeId, value: Value) {
        let count = results(self.site, call).len().max(1);
        let levels: Vec<Level> = (0..count).map(|i| if i == 0 { value.level } else { Level::No }).collect();
        self.results_of(call, &levels, value.what);
    }

    fn summarised(&mut self, call: NodeId, known: &Known, summary: &Summary, value: Value) {
        if summary.kept > Level::No && !self.joins(call, summary) {
            let stored = summary.how == How::Stored && summary.what == What::Context;
            // Further down, what is stored is often taken out again, and what is started waited for elsewhere. Of an
            // interface's implementations, another may be meant.
            let far = (self.depth >= KNOWN_DEPTH || known.interface) && !stored;
            let how = if far { How::Kept } else { summary.how };
            let text = match how {
                How::Goroutine => {
                    format!("is used by a goroutine that {} starts at {}", known.name, summary.place)
                }
                How::Stored | How::Sent => format!("is stored by {} at {}", known.name, summary.place),
                _ => format!("may be kept by {}, at {}", known.name, summary.place),
            };
            let waited =
                how == How::Goroutine && join::awaited(self.site, &self.flow, self.func, call) > Joined::No;
            let unsure = waited || far || self.is_undone(call);
            let level = if unsure { summary.kept.min(Level::Guess) } else { summary.kept };
            let what = if far { value.what } else { summary.what };
            self.reason(level.min(value.level), how, text, call, what);
        }
        let types = results(self.site, call);
        let levels: Vec<Level> = (0..types.len())
            .map(|i| {
                let carried =
                    summary.results.iter().filter(|r| r.0 == i).map(|r| r.1).max().unwrap_or(Level::No);
                match self.lasting(call, &types[i]) {
                    Level::No => Level::No,
                    _ if dials(self.site, call, &types[i]) => carried.min(value.level).min(Level::Guess),
                    _ => carried.min(value.level),
                }
            })
            .collect();
        self.results_of(call, &levels, What::Made);
    }

    /// Whether a result of type `t` of the call may use later what the call was given.
    fn lasting(&self, call: NodeId, t: &Type) -> Level {
        let level = laziness(self.site, t);
        if dials(self.site, call, t) { level.min(Level::Guess) } else { level }
    }

    /// Whether the function defers what undoes the call: `w.Watch(ctx)` and `defer w.Unwatch()`.
    fn is_undone(&self, call: NodeId) -> bool {
        let tree = self.site.tree();
        let method = |call: NodeId| {
            let function = tree.child(call, Field::Function)?;
            let name = tree.child(function, Field::FieldName)?;
            Some((tree.text(tree.child(function, Field::Operand)?), tree.text(name)))
        };
        let Some((receiver, does)) = method(call) else { return false };
        let Some(start) = self.flow.point_of(call) else { return false };
        tree.subtree(self.func).filter(|&n| tree.kind(n) == Kind::Defer && n > call).any(|defer| {
            let undoes = tree.children(defer).next().filter(|&c| tree.kind(c) == Kind::Call).and_then(method);
            undoes.is_some_and(|(of, name)| of == receiver && keeps::undoes(name, does))
                && self.flow.point_of(defer).is_some_and(|p| self.flow.reaches(start, p, |_| false))
        })
    }

    /// Whether the function itself waits for the goroutines that the call starts: `group.Go(ctx, f)` with
    /// `group.Wait()`, whatever the group is.
    fn joins(&self, call: NodeId, summary: &Summary) -> bool {
        summary.how == How::Goroutine
            && matches!(join::joined(self.site, &self.flow, self.func, call, call), Joined::Yes)
    }

    /// The literal is called at once: its parameter goes on as a variable.
    pub(super) fn literal_parameter(&mut self, literal: NodeId, index: usize, value: Value) {
        if let Some(parameter) = parameter(self.site, literal, index) {
            self.carry_on(parameter, value);
        }
    }

    /// What the function does with its parameter, if its body is in the module and can be read.
    fn summary(&self, call: NodeId, known: &Known, index: usize, what: What) -> Option<Summary> {
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
        let strongest = tracker.reasons.iter().max_by_key(|r| r.level);
        let summary = Summary {
            kept: strongest.map_or(Level::No, |r| r.level),
            how: strongest.map_or(How::Kept, |r| r.how),
            what: strongest.map_or(what, |r| r.what),
            place: strongest.map_or_else(String::new, |r| place(inner, r)),
            results: tracker.results.iter().map(|r| (r.0, r.1)).collect(),
        };
        memo.0.lock().ok()?.insert(key, summary.clone());
        Some(summary)
    }
}

/// Whether the call is one of those that are given a context to connect by: what they connect does not end with it
/// (net, `Dialer.DialContext`), unless someone has it otherwise.
fn dials(site: Site, call: NodeId, t: &Type) -> bool {
    named(t) == Some(("net", "Conn")) && called_name(site, call).is_some_and(keeps::dials)
}

/// Whether the import path is of the standard library: its first element has no dot.
fn is_std(path: &str) -> bool {
    path.split('/').next().is_some_and(|first| !first.contains('.'))
}

/// «server.go:48», or where a function called from there does it.
fn place(site: Site, reason: &Reason) -> String {
    match reason.text.rsplit_once(" at ") {
        Some((_, deeper)) => deeper.to_owned(),
        None => {
            let name = site.file.path.file_name().map(|n| n.to_string_lossy().into_owned());
            format!("{}:{}", name.unwrap_or_default(), reason.line)
        }
    }
}

impl Summary {
    fn nothing() -> Summary {
        Summary {
            kept: Level::No,
            how: How::Kept,
            what: What::Made,
            place: String::new(),
            results: Vec::new(),
        }
    }

    fn max(mut self, other: Summary) -> Summary {
        if other.kept > self.kept {
            (self.kept, self.how, self.what, self.place) = (other.kept, other.how, other.what, other.place);
        }
        self.results.extend(other.results);
        self
    }
}

/// The variable of the parameter number `index` (the variadic one stands for all further), `None` if it has no name.
fn parameter(site: Site, func: NodeId, index: usize) -> Option<crate::golang::scopes::BindingId> {
    let tree = site.tree();
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
