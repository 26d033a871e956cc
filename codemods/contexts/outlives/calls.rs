//! What calls do with a value they are given, or that is their receiver or callee.

use super::How;
use super::summaries::parameter;
use super::tracker::{Tracker, Value, What};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::harmless::is_logging_package;
use crate::contexts::join;
use crate::contexts::lazy::{Level, result_is_done};
use crate::contexts::types::{context_result, is_context, is_error, named, results};
use crate::edits::imports;
use crate::facts::keeps::{self, Runs};
use crate::golang::program::{Callee, Known, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Up to how many calls deep a function in a field may keep what it is given, whatever it is called.
const MAX_FIELD_DEPTH: usize = 1;

impl Tracker<'_> {
    /// The value is an argument of a call.
    pub(super) fn argument(&mut self, args: NodeId, node: NodeId, value: Value) {
        let tree = self.site.tree();
        let Some(call) = tree.parent(args) else { return };
        let Some(index) = tree.children(args).position(|a| a == node) else { return };
        if let Some(stmt) = tree.parent(call).filter(|&s| tree.kind(s) == Kind::Go) {
            return self.goroutine(stmt, call, value);
        }
        if value.what != What::Context && self.answers_later(call) {
            let text = self.subject(value, "is for the answer, which is sent when the handler has returned");
            // What was made for the request, and is read then, is no mere data.
            let level = if self.of_request { Level::Known } else { value.level };
            return self.reason(level, How::Kept, text, call, value.what);
        }
        if self.of_request && self.is_method_of_request(call) {
            return self.kept_outside(call, value);
        }
        if value.what == What::Function && self.is_given_to_others_group(call) {
            return self.goroutine(call, call, value);
        }
        match self.site.callee(call) {
            Callee::Builtin("append") => self.value(call, Value { what: What::Made, ..value }),
            Callee::Builtin("copy") if index == 1 => self.copied(call, args, value),
            Callee::Builtin(_) => {}
            Callee::Conversion(_) => self.value(call, value),
            Callee::Literal(literal) => self.literal_parameter(literal, index, value),
            Callee::Known(known) => self.known(call, index, &known, value),
            Callee::MethodExpr(known) => self.method_expression(call, index, &known, value),
            Callee::Value => self.function_value(call, index, value),
            Callee::Unknown => self.unreadable(call, value),
        }
    }

    /// `group.Go(f)`, where the group is a parameter: the caller waits for it, when this function has ended.
    fn is_given_to_others_group(&self, call: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Selector);
        let name = function.and_then(|f| tree.child(f, Field::FieldName)).map(|n| tree.text(n));
        let group = function.and_then(|f| tree.child(f, Field::Operand)).and_then(|o| scopes.resolve(o));
        name == Some("Go")
            && group.is_some_and(|v| {
                let binding = scopes.binding(v);
                binding.kind == BindingKind::Param && binding.func == self.func
            })
    }

    /// `c.SendStream(body)`
    fn answers_later(&self, call: NodeId) -> bool {
        let (site, tree) = (self.site, self.site.tree());
        let of_type = |o: NodeId| named(site.type_of(o).pointee()).map(|(package, _)| package.to_owned());
        let package = tree.receiver(call).and_then(of_type);
        called_name(site, call).is_some_and(|name| keeps::answers_later(package.as_deref(), name))
    }

    /// Whether the call, of what is not on disk, may only give a type to its one argument: `cron.FuncJob(f)`.
    fn may_be_conversion(&self, call: NodeId) -> bool {
        let tree = self.site.tree();
        let function = tree.child(call, Field::Function).map(|f| tree.unparen(f));
        let package = function.and_then(|f| tree.child(f, Field::Operand));
        let is_read = match self.site.callee(call) {
            Callee::Known(known) => known.sig.is_some(),
            callee => !matches!(callee, Callee::Unknown),
        };
        !is_read
            && package.is_some_and(|p| self.site.names_import(p).is_some())
            && tree.only_arg(call).is_some()
            && passed_to(self.site, call).is_some()
    }

    /// `r.WithContext(ctx)`: what it gives lives no longer than `r` does.
    fn is_method_of_request(&self, call: NodeId) -> bool {
        let tree = self.site.tree();
        let operand = tree.receiver(call);
        let variable =
            operand.filter(|&o| tree.kind(o) == Kind::Ident).and_then(|o| self.site.scopes().resolve(o));
        variable.is_some_and(|v| self.is_request(v))
    }

    /// What a request gives is put into a variable of the function around, or sent: there it outlives the request.
    fn kept_outside(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        let given = self.outermost_holder(call);
        if let Some(send) = tree.parent(given).filter(|&s| tree.kind(s) == Kind::SendStmt) {
            let text = "made something that is sent on a channel";
            return self.reason(value.level, How::Sent, text, send, What::Made);
        }
        // A function of the module may do so.
        if let Some(outer) = passed_to(self.site, given)
            && let (Callee::Known(known), Some(args)) = (self.site.callee(outer), tree.parent(given))
            && !self.bodies(outer, &known).is_empty()
        {
            return self.argument(args, given, Value { what: What::Made, ..value });
        }
        let list = tree.parent(given).filter(|&l| tree.kind(l) == Kind::ExprList);
        let stmt = list.and_then(|l| tree.parent(l)).filter(|&s| tree.kind(s) == Kind::Assign);
        let targets = stmt.and_then(|s| tree.child(s, Field::Left)).map(|l| tree.list(l)).unwrap_or_default();
        let is_outside = |&t: &NodeId| {
            let holder = join::root_variable(self.site, t).map(|v| self.site.scopes().binding(v));
            holder.is_some_and(|b| {
                !tree.contains(self.func, b.func)
                    || b.kind == BindingKind::Receiver && tree.kind(t) != Kind::Ident
            })
        };
        if let Some(stmt) = stmt.filter(|_| targets.iter().any(is_outside)) {
            let text = "made something that is kept outside of the function";
            self.reason(value.level, How::Stored, text, stmt, What::Made);
        }
    }

    /// The expression that what the call gives is put into where it stands: `append(requests, r.Clone(ctx))`,
    /// `job{request: r.Clone(ctx)}`.
    fn outermost_holder(&self, call: NodeId) -> NodeId {
        let tree = self.site.tree();
        let around = |&n: &NodeId| {
            let parent = tree.parent(n)?;
            let appends = || {
                let outer = passed_to(self.site, n);
                outer.filter(|&o| matches!(self.site.callee(o), Callee::Builtin("append")))
            };
            match tree.kind(parent) {
                Kind::Unary | Kind::Paren | Kind::KeyedElement | Kind::LitValue | Kind::CompositeLit => {
                    Some(parent)
                }
                _ => appends(),
            }
        };
        std::iter::successors(Some(call), around).last().unwrap_or(call)
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
            (What::Context, "Done") => self.value(call, Value { what: What::Made, ..value }),
            (What::Context, _) => {}
            (_, "Start") if self.is_command(selector) && !self.waits_for_command(selector) => {
                self.reason(
                    value.level,
                    How::Process,
                    "made a process that is started and not waited for here",
                    call,
                    value.what,
                );
            }
            // When the process has been waited for, nothing comes through its pipes any more.
            (_, "StdinPipe" | "StdoutPipe" | "StderrPipe")
                if self.is_command(selector) && self.runs_command_here(selector) => {}
            (What::Made, _) if !self.of_request => {
                if let Callee::Known(known) = self.site.callee(call) {
                    self.kept_by_method(call, &known, value);
                }
                self.lazy_results(call, value);
            }
            _ => self.lazy_results(call, value),
        }
    }

    /// The value is called: a function value, or a method value.
    pub(super) fn called(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        match tree.parent(call) {
            Some(go) if tree.kind(go) == Kind::Go => self.goroutine(go, call, value),
            _ if value.what == What::Function => self.held_method_called(call, value),
            _ => self.lazy_results(call, value),
        }
    }

    /// The results of a call, as far as their types allow that they use the value later.
    pub(super) fn lazy_results(&mut self, call: NodeId, value: Value) {
        let levels: Vec<Level> =
            results(self.site, call).iter().map(|t| self.lasting(call, t).min(value.level)).collect();
        self.results_of(call, &levels, 0, Value { what: What::Made, ..value });
    }

    /// A call of something whose body cannot be read: its name and its results have to tell. Who is given a context
    /// and returns one derives it: `tracer.Start(ctx, name)`.
    pub(super) fn unreadable(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        let Some(function) = tree.child(call, Field::Function).map(|f| tree.unparen(f)) else { return };
        let name = match self.site.callee(call) {
            Callee::Value => return self.unread_value(call, function, value),
            Callee::Known(_) => tree.child(function, Field::FieldName).or(Some(function)),
            _ => tree.child(function, Field::FieldName),
        };
        self.unread(call, name.map(|n| tree.text(n)), value);
    }

    /// A call of the function value `function`, or one that hands the value on to it. Its name says nothing where it is
    /// a variable, nor where it is a field: but deeper down most that are called are hooks and the like.
    pub(super) fn unread_value(&mut self, call: NodeId, function: NodeId, value: Value) {
        let tree = self.site.tree();
        let says_nothing = match tree.kind(function) {
            Kind::Selector if self.of_request => self.depth == 0 && value.what == What::Context,
            Kind::Selector => self.depth <= MAX_FIELD_DEPTH,
            _ => true,
        };
        let name = tree.child(function, Field::FieldName).filter(|_| !says_nothing);
        self.unread(call, name.map(|n| tree.text(n)), value);
    }

    /// The same, where the function has that name, which may not be the one by which it is called here.
    fn unread(&mut self, call: NodeId, name: Option<&str>, value: Value) {
        let tree = self.site.tree();
        let function = tree.child(call, Field::Function).map(|f| tree.unparen(f));
        if value.what == What::Function && self.may_be_conversion(call) {
            return self.value(call, value);
        }
        if value.what == What::Context {
            self.note_beside(call);
        }
        if value.what == What::Context
            && let Some(index) = context_result(self.site, call)
        {
            if name.is_none() {
                self.may_be_kept(call, value);
            }
            // `errgroup.WithContext(ctx)` and the like: what comes beside ends with the context.
            return match name {
                Some(n) if index > 0 && !n.starts_with("With") => self.derived_beside(call, index, value),
                _ => self.derived(call, index, value),
            };
        }
        if value.what == What::Context && name == Some("SetContext") {
            let text = format!("is stored by {}", function.map_or("SetContext", |f| tree.text(f)));
            return self.reason(value.level, How::Stored, text, call, value.what);
        }
        let is_over = || value.what == What::Context && self.is_over_behind(call, name);
        let kept = !self.listens(call)
            && !is_over()
            && match (name, value.what) {
                // A struct that holds the context, or the function, is as good as that.
                (Some(name), What::Made) if self.of_request => {
                    value.keeps.is_some() && keeps::may_keep_context(name)
                }
                (Some(name), What::Made) => value.keeps.is_some() && keeps::may_queue(name),
                (None, What::Made) => value.keeps.is_some() && self.depth == 0 && !self.of_request,
                // The context of a request is for the dialing.
                (Some(name), What::Context) => {
                    keeps::may_keep_context(name) && !(self.of_request && keeps::dials(name))
                }
                (Some(name), What::Function) => {
                    let by_channel = || matches!(results(self.site, call)[..], [Type::Chan(..)]);
                    (keeps::may_call_later(name) || by_channel())
                        && !self.is_joined(call)
                        && !self.is_heard(call)
                }
                // A plain function value says nothing by its name.
                (None, _) => true,
            };
        if kept {
            self.may_be_kept(call, value);
        }
        match name {
            Some("WithContext") if value.what == What::Context => self.copy_with_context(call, value),
            _ => self.lazy_results(call, value),
        }
    }

    fn may_be_kept(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        let function = tree.child(call, Field::Function).map(|f| tree.unparen(f));
        let text = format!("may be kept by {}", function.map_or("a function value", |f| tree.text(f)));
        self.reason(Level::Guess, How::Kept, text, call, value.what);
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
            return self.derived(call, 0, Value { what, ..value });
        }
        if &*known.package == "context" && &*known.name == "AfterFunc" && self.is_stopped(call) {
            return;
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
        // `runtime.AddCleanup(ptr, cleanup, arg)` keeps the argument of the clean-up.
        if known.is_func("runtime", "AddCleanup") && index == 2 {
            let text = self.subject(value, "is kept for a clean-up");
            return self.reason(value.level, How::Kept, text, call, value.what);
        }
        if keeps::is_done_with_call(&known.package, &known.name) || is_remote_call(known) {
            return;
        }
        if value.what == What::Context && is_logging_package(&known.package) {
            // Loggers keep contexts for their values.
            if results(self.site, call).first().is_some_and(is_context) {
                self.derived(call, 0, value);
            }
            return;
        }
        if result_is_done(known) {
            return;
        }
        if keeps::stores_argument(&known.package, receiver, &known.name) {
            return self.put_into(call, known, value);
        }
        if index > 0 && keeps::stores_in_first(&known.package, receiver, &known.name) {
            return self.put_into(call, known, value);
        }
        if known.receiver.is_none() && keeps::gives_back_with(&known.package, &known.name) {
            return self.value(call, Value { what: What::Made, ..value });
        }
        match self.summary(call, known, index, value.what) {
            Some(summary) => self.summarised(call, known, &summary, value),
            None if is_std(self.site, &known.package) => self.lazy_results(call, value),
            None => self.unread(call, Some(&known.name), value),
        }
    }

    fn function_argument(&mut self, call: NodeId, runs: Runs, known: &Known, value: Value) {
        match runs {
            Runs::Now => {}
            _ if self.is_heard(call) => {}
            Runs::Joined => self.goroutine(call, call, value),
            Runs::Later => {
                let text = format!("is used by a function that {} calls later", known.name);
                self.reason(value.level, How::Kept, text, call, value.what);
                self.lazy_results(call, value);
            }
        }
    }

    /// A context derived from the value, the result number `index`: that of `context.With…` is the first.
    fn derived(&mut self, call: NodeId, index: usize, value: Value) {
        let count = results(self.site, call).len().max(index + 1);
        let levels: Vec<Level> =
            (0..count).map(|i| if i == index { value.level } else { Level::No }).collect();
        self.results_of(call, &levels, index, value);
    }

    /// The same where it comes behind what may use the value itself: `session, ctx, err := store.Open(ctx)`.
    fn derived_beside(&mut self, call: NodeId, index: usize, value: Value) {
        let types = results(self.site, call);
        let level = |i| match types.get(i) {
            _ if i == index => value.level,
            Some(t) => self.lasting(call, t).min(value.level),
            None => Level::No,
        };
        let levels: Vec<Level> = (0..types.len().max(index + 1)).map(level).collect();
        self.results_of(call, &levels, index, value);
    }

    /// The literal is called at once: its parameter goes on as a variable.
    pub(super) fn literal_parameter(&mut self, literal: NodeId, index: usize, value: Value) {
        if let Some(parameter) = parameter(self.site, literal, index) {
            self.carry_on(parameter, value);
        }
    }
}

/// Whether the method, of a client that was generated, asks a server and has its answer when it returns: it takes the
/// message and options, and gives a message and an error.
fn is_remote_call(known: &Known) -> bool {
    let Some(sig) = &known.sig else { return false };
    let is = |t: &Type, path: &str, name: &str| named(t.pointee()) == Some((path, name));
    let [answer, error] = &sig.results[..] else { return false };
    if !matches!(answer, Type::Pointer(_)) || !is_error(error) {
        return false;
    }
    let Some(last) = sig.params.last() else { return false };
    let option = match last {
        Type::Slice(element) if sig.variadic => is(element, "google.golang.org/grpc", "CallOption"),
        _ => false,
    };
    let of_kubernetes = named(last).is_some_and(|(path, name)| {
        path.ends_with("apimachinery/pkg/apis/meta/v1") && name.ends_with("Options")
    });
    option || of_kubernetes || is(answer, "connectrpc.com/connect", "Response")
}

/// Whether the import path is of the standard library: its first element has no dot, and it is not in the site's own
/// module, which may be called anything.
fn is_std(site: Site, path: &str) -> bool {
    imports::is_std(path) && !is_own(site, path)
}

/// Whether the import path is that of a package of the site's own module.
pub(super) fn is_own(site: Site, path: &str) -> bool {
    let package = site.package;
    let below =
        |module: &str| path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    *path == *package.path || package.module.path.as_deref().is_some_and(below)
}
