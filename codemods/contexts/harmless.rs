//! Calls to which it does not matter whether the context they are given has ended: they log, read a value from it,
//! count something, or make it live on.

mod asking;
mod telling;

pub use asking::{only_asks, only_asks_for_deadline};
pub use telling::is_logging_package;
use telling::{is_telling, is_telling_name, is_telling_package, is_work_of_telemetry};

use super::clean_up::cleans_up;
use super::endless::is_endless;
use super::operations::is_answered_for;
use super::origins::targets_of;
use super::outlives::methods_meant;
use super::parameters::any_called;
use super::returns::check_behind;
use super::types::{context_result, is_context, is_error, named, results};
use super::uses::nil_test;
use crate::contexts::asks::{Asked, asked_at};
use crate::contexts::calls::{called_name, passed_to};
use crate::facts::words;
use crate::golang::program::{Callee, Entity, FuncRef, Known, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Basic, Type};

/// How many calls deep functions of the module are read.
const MAX_DEPTH: usize = 3;

/// What a body may ask of a context that it leaves alone otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Questions {
    Values,
    /// When it will end, too.
    Deadline,
    /// Whether it has ended, too.
    Anything,
}

/// That, and how many calls deep the body is.
type Depth = (Questions, usize);

/// Functions that log what they are given, and are not told by their names: package, name.
const TELLING_FUNCTIONS: &[(&str, &str)] = &[
    ("k8s.io/apimachinery/pkg/util/runtime", "HandleErrorWithContext"),
    ("k8s.io/apimachinery/pkg/util/runtime", "HandleErrorWithLogger"),
];

/// Whether the call does the same whether or not the context that it is given as `argument` has ended.
pub fn is_harmless(site: Site, call: NodeId, argument: NodeId) -> bool {
    harmless(site, call, argument, (Questions::Values, 0))
}

/// Whether the call, of a method of an interface of which all implementations are known, does the same whether or not
/// the context that it is given as `argument` has ended, whichever of them it is.
pub fn is_harmless_to_all(site: Site, call: NodeId, argument: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let index = tree.args(call).position(|c| c == argument);
    let (Callee::Known(known), Some(operand), Some(index)) = (site.callee(call), operand, index) else {
        return false;
    };
    if !known.interface {
        return false;
    }
    let all = methods_meant(site, &site.type_of(operand), &known.name);
    !all.is_empty() && all.iter().all(|f| body_leaves_it_alone(site, f, index, (Questions::Values, 0)))
}

/// Whether the call reads values from the context that it is given as `argument`, logs with them, and does nothing else
/// with it, as its body or its package says: a context that has ended does as well as any other.
pub fn reads_values(site: Site, call: NodeId, argument: NodeId) -> bool {
    if gives_logger(site, call) {
        return true;
    }
    let Callee::Known(known) = site.callee(call) else { return false };
    let makes_context = context_result(site, call).is_some();
    let does_more = words::is_change(&known.name) || words::is_mark(&known.name) || cleans_up(site, call);
    if makes_context || does_more || is_writing_out(&known.name) || records(site, call, argument) {
        return false;
    }
    let from_context =
        ["FromContext", "FromCtx", "FromIncomingContext"].iter().any(|end| known.name.ends_with(end));
    from_context
        || is_logging_package(&known.package)
        || TELLING_FUNCTIONS.contains(&(&*known.package, &*known.name))
        || is_used(site, call, argument)
            && leaves_it_alone(site, &known, call, argument, (Questions::Values, 0))
}

/// Whether the call logs, traces or counts, by its name, its receiver's, or its package's.
pub fn tells(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let by_package = || match site.callee(call) {
        Callee::Known(known) => is_telling_package(&known.package),
        _ => false,
    };
    called_name(site, call).is_some_and(is_telling)
        || operand.is_some_and(|o| is_telling_name(tree.text(o)))
        || by_package()
}

/// Whether the statement is a call that only logs: `log.Println("…")`
pub fn only_tells(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.only_child(stmt).filter(|&c| tree.kind(c) == Kind::Call);
    tree.kind(stmt) == Kind::ExprStmt && call.is_some_and(|c| tells(site, c))
}

/// Whether the call puts something on record by more than logging, as its name and its body tell: what has happened is
/// to be recorded whether or not the context that it is given as `argument` has ended. What gives back another context
/// is a part of the work.
pub fn records(site: Site, call: NodeId, argument: NodeId) -> bool {
    called_name(site, call).is_some_and(words::is_log)
        && !results(site, call).iter().any(is_context)
        && match site.callee(call) {
            // Of an interface's implementations, those that only log have nothing to fail at; and the work of the
            // function is none that is done by the way.
            Callee::Known(known) if known.interface => {
                !of_context(&known)
                    && !is_telling_package(&known.package)
                    && results(site, call).last().is_some_and(is_error)
                    && !is_answered_for(site, call, None)
            }
            Callee::Known(known) => {
                !known.decls.is_empty()
                    && !of_context(&known)
                    && !is_telling_package(&known.package)
                    && !leaves_it_alone(site, &known, call, argument, (Questions::Values, 0))
            }
            _ => false,
        }
}

/// Whether the call gives what the context that it is given as `argument` carries, or else what a variable of a package
/// holds: who asks with a context that carries nothing asks for that. A logger or a span that is for all is none that
/// anybody asks for.
pub fn asks_for_default(site: Site, call: NodeId, argument: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    !gives_logger(site, call)
        && !is_telling_package(&known.package)
        && any_called(site, call, argument, &|inner, _, context| {
            is_asked_for_value(inner, context) && gives_variable_of_package(inner)
        })
        && leaves_it_alone(site, &known, call, argument, (Questions::Values, 0))
}

/// Whether a value is read from the context in the variable, here or by a function whose name says so.
fn is_asked_for_value(site: Site, context: BindingId) -> bool {
    site.scopes().uses(context).iter().any(|&u| {
        let reads = |call| called_name(site, call).is_some_and(reads_value) && !asks_others(site, call);
        asked_at(site, u) == Some(Asked::Value) || passed_to(site, u).is_some_and(reads)
    })
}

/// Whether what the function returns somewhere is held by a variable of a package, and is no error.
fn gives_variable_of_package(site: Site) -> bool {
    let tree = site.tree();
    tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Return).any(|r| {
        let values = tree.children(r).next().map(|list| tree.list(list)).unwrap_or_default();
        values.iter().any(|&v| {
            tree.kind(v) == Kind::Ident
                && !is_error(&site.type_of(v))
                && matches!(site.resolve(v), Entity::PackageLevel { .. })
        })
    })
}

/// Whether every body of the function does nothing with its first parameter, a context, but log with it or read
/// values from it.
pub fn leaves_first_alone(site: Site, known: &Known) -> bool {
    known.decls.iter().all(|f| body_leaves_it_alone(site, f, 0, (Questions::Values, 0)))
}

/// Whether the function named so in a package that logs or traces hands over what was gathered.
fn is_writing_out(name: &str) -> bool {
    ["Flush", "ForceFlush", "Shutdown", "Close", "Stop", "Export", "Sync", "Upload", "Start"]
        .iter()
        .any(|w| words::begins_with(name, w))
}

/// Whether some body of the function uses the argument at all.
fn is_used(site: Site, call: NodeId, argument: NodeId) -> bool {
    any_called(site, call, argument, &|inner, _, context| !inner.scopes().uses(context).is_empty())
}

/// Whether the call gives what was asked for: `Logs(ctx)` and `CountUsers(ctx)` do not log or count something
/// themselves. The identity of a trace is read from the context.
fn gives_data(site: Site, call: NodeId, name: &str) -> bool {
    let is_data = |t: &Type| match t {
        Type::Basic(basic) => *basic != Basic::Bool,
        Type::Slice(_) | Type::Map(_) | Type::Array(_) => true,
        _ => false,
    };
    !words::words_of(name).any(|w| matches!(w.as_str(), "trace" | "span"))
        && results(site, call).iter().any(is_data)
}

/// Whether the call is given more than a context, and is one of a method of an interface, or of a function whose body
/// can be read: `store.Has(ctx, key)` and `caFromBackup(ctx, client)` read no value of the context, or their bodies
/// tell.
fn asks_others(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let more = tree.arg(call, 1).is_some();
    let of_context = |name: &str| ["Context", "Ctx"].iter().any(|end| name.ends_with(end));
    more && matches!(site.callee(call), Callee::Known(known)
        if known.interface || !known.decls.is_empty() && !of_context(&known.name))
}

/// Whether the call is one of a method that says that it records or reports, of an interface that does not belong to
/// what logs or counts: that may be a database.
fn is_put_on_record(site: Site, call: NodeId, name: &str) -> bool {
    words::is_log(name)
        && !words::begins_with(name, "log")
        && !is_telling_name(name)
        && match site.callee(call) {
            Callee::Known(known) => {
                known.interface
                    && !is_telling_package(&known.package)
                    && !known.receiver.as_deref().is_some_and(is_telling_name)
                    && results(site, call).iter().any(is_error)
            }
            _ => false,
        }
}

/// Whether the call, which says that it logs, gives an error, and its body in the module does more with the context:
/// `LogViolation(ctx, v)` may write to a database.
fn may_fail(site: Site, call: NodeId, argument: NodeId, depth: Depth) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let in_module = known.decls.iter().any(|d| d.is_of_module(site));
    in_module
        && !known.interface
        && !is_telling_package(&known.package)
        && results(site, call).iter().any(is_error)
        && !leaves_it_alone(site, &known, call, argument, depth)
}

/// Whether nothing is known of what is called but its name, and it is asked whether it has failed:
/// `UpdateMetrics(ctx, …)` may fetch them.
fn is_asked_for_failure(site: Site, call: NodeId) -> bool {
    matches!(site.callee(call), Callee::Unknown) && check_behind(site, call).is_some()
}

/// Whether the call gives a logger and nothing else, as its type says, or the package of the variable that is called:
/// `log.G(ctx)`.
fn gives_logger(site: Site, call: NodeId) -> bool {
    let is_logger = |t: &Type| {
        let named = t.pointee().as_named();
        named.is_some_and(|n| is_logging_package(&n.path) || n.name.ends_with("Logger"))
    };
    match &results(site, call)[..] {
        [one] if is_logger(one) => true,
        all => !all.iter().any(is_context) && is_variable_of_logger(site, call),
    }
}

/// Whether what is called is a variable of a package that logs, which holds a function: `log.G(ctx)`.
fn is_variable_of_logger(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let named = operand.filter(|&o| tree.kind(o) == Kind::Ident).map(|o| site.resolve(o));
    matches!(site.callee(call), Callee::Value)
        && matches!(named, Some(Entity::Import { path, .. }) if is_logging_package(&path))
}

fn harmless(site: Site, call: NodeId, argument: NodeId, depth: Depth) -> bool {
    let tree = site.tree();
    let name = called_name(site, call).unwrap_or_default();
    if reads_value(name) && !asks_others(site, call)
        || is_telling(name)
            && !gives_data(site, call, name)
            && !is_put_on_record(site, call, name)
            && !may_fail(site, call, argument, depth)
            && !is_asked_for_failure(site, call)
    {
        return true;
    }
    // `logger.With(ctx)`: the name of the receiver tells.
    let operand = tree.receiver(call);
    if operand.is_some_and(|o| is_telling_name(tree.text(o))) {
        return true;
    }
    match site.callee(call) {
        _ if gives_logger(site, call) => true,
        Callee::Known(known) => {
            of_context(&known)
                || is_telling_package(&known.package) && !is_work_of_telemetry(&known)
                || TELLING_FUNCTIONS.contains(&(&*known.package, &*known.name))
                || known.decls.is_empty() && words::makes_error(name)
                || leaves_it_alone(site, &known, call, argument, depth)
        }
        Callee::Builtin(_) | Callee::Conversion(_) => true,
        // `i18n.NewError(ctx, message)`, `counter.Add(ctx, 1)`, which are not on disk.
        Callee::Unknown => words::makes_error(name) || operand.is_some_and(|o| is_meter(site, o)),
        Callee::Literal(_) | Callee::MethodExpr(_) | Callee::Value => false,
    }
}

/// Whether the value is of a type that counts or measures: `metric.Int64Counter`.
fn is_meter(site: Site, value: NodeId) -> bool {
    const WHAT: &[&str] = &["Counter", "Histogram", "Gauge", "Recorder", "Meter"];
    let t = site.type_of(value);
    named(t.pointee())
        .is_some_and(|(package, name)| is_telling_package(package) && WHAT.iter().any(|w| name.ends_with(w)))
}

fn of_context(known: &Known) -> bool {
    &*known.package == "context"
        && known.receiver.is_none()
        && matches!(&*known.name, "Cause" | "WithoutCancel" | "WithValue")
}

/// `FromContext`, `UserFromCtx`, `GetUser`, `SpanFromContext`
fn reads_value(name: &str) -> bool {
    words::begins_with(name, "is")
        || words::begins_with(name, "has")
        || words::words_of(name).any(|w| matches!(w.as_str(), "from" | "value" | "values"))
}

/// Whether every body of the function passes this parameter to harmless calls only.
fn leaves_it_alone(site: Site, known: &Known, call: NodeId, argument: NodeId, (asked, depth): Depth) -> bool {
    let tree = site.tree();
    let index = tree.args(call).position(|c| c == argument);
    let Some(index) = index.filter(|_| depth < MAX_DEPTH && !known.decls.is_empty()) else { return false };
    known.decls.iter().all(|f| body_leaves_it_alone(site, f, index, (asked, depth)))
}

fn body_leaves_it_alone(site: Site, function: &FuncRef, index: usize, (asked, depth): Depth) -> bool {
    let Some(inner) = function.site(site.program) else { return false };
    let (tree, scopes) = (inner.tree(), inner.scopes());
    let root = tree.root();
    let (Some(list), Some(_)) = (tree.child(root, Field::Parameters), tree.child(root, Field::Body)) else {
        return false;
    };
    let names = tree.children(list).flat_map(|p| {
        let names: Vec<Option<NodeId>> = tree.children_in(p, Field::Name).map(Some).collect();
        if names.is_empty() { vec![None] } else { names }
    });
    let Some(parameter) = names.into_iter().nth(index) else { return false };
    let variable = parameter.and_then(|p| scopes.defines(p));
    variable.is_none_or(|v| is_left_alone(inner, v, (asked, depth)))
}

/// Whether the variable, and what is derived from the context in it, is passed to harmless calls only.
fn is_left_alone(site: Site, variable: BindingId, (asked, depth): Depth) -> bool {
    let derived = |call: NodeId| {
        let others = derived_by(site, call).filter(|&v| v != variable);
        others.into_iter().all(|v| depth < MAX_DEPTH && is_left_alone(site, v, (asked, depth + 1)))
    };
    let (writes, reads): (Vec<NodeId>, Vec<NodeId>) =
        site.scopes().uses(variable).iter().partition(|&&u| is_write(site.tree(), u));
    // What it is given in its place is derived from it, or none of the function's business.
    reads.into_iter().all(|u| {
        let is_alone = match passed_to(site, u) {
            Some(call) => harmless(site, call, u, (asked, depth + 1)) && derived(call),
            None => is_asked(site, u, asked),
        };
        // `ctx = context.WithoutCancel(ctx)` above it.
        is_alone || !writes.is_empty() && is_endless(site, u, 1)
    })
}

/// The variable for the context that the call gives.
fn derived_by(site: Site, call: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let context = *targets_of(site, call).get(context_result(site, call)?)?;
    site.scopes().resolve(context).filter(|_| tree.kind(context) == Kind::Ident)
}

/// `ctx.Value(key)`, `ctx == nil`; where anything may be asked also `ctx.Err()` and its kin.
fn is_asked(site: Site, node: NodeId, questions: Questions) -> bool {
    let tree = site.tree();
    let Some(parent) = tree.parent(node) else { return false };
    if nil_test(site, parent).is_some() {
        return true;
    }
    match asked_at(site, node) {
        Some(Asked::Value) => true,
        Some(Asked::Deadline) => questions != Questions::Values,
        Some(_) => questions == Questions::Anything,
        None => false,
    }
}
