//! Calls that have to be made however a function leaves: what gives back or ends what is held, and what tells others
//! that they need not wait.

use super::Awaited;
use super::pending::is_given;
use crate::contexts::calls::called_name;
use crate::contexts::clean_up::cleans_up;
use crate::contexts::harmless;
use crate::contexts::origins::only_value;
use crate::contexts::types::is_error;
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::returns::never_returns;
use crate::golang::scopes::{BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Signals by which a process is told to end, under the names that the packages give them.
const ENDING_SIGNALS: &[&str] =
    &["Interrupt", "Kill", "SIGINT", "SIGTERM", "SIGKILL", "SIGQUIT", "SIGABRT", "SIGHUP"];

/// Whether the call gives back what is held, or tells others that they need not wait; not one that is given the
/// context, which has ended then, but for a shutdown, which only becomes a quick one.
pub(super) fn must_be_called(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let function = tree.child(call, Field::Function);
    if is_given(site, call, awaited) && !called_name(site, call).is_some_and(words::shuts_down)
        || never_returns(site, call)
        || called_name(site, call) == Some("CloseNotify")
    {
        return false;
    }
    function.is_some_and(|f| site.type_of(f).is_cancel_func())
        || is_wait_group_done(site, call)
        || ends_process(site, call)
        || ends_span(site, call)
        || called_name(site, call).is_some_and(words::is_undo)
            && !is_of_timer(site, call)
            && !resets_own(site, call)
        || cleans_up(site, call)
}

/// `wg.Done()`
fn is_wait_group_done(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    called_name(site, call) == Some("Done")
        && operand.is_some_and(|o| site.type_of(o).pointee().is_named("sync", "WaitGroup"))
}

/// `span.End()`: one that does not end is not recorded.
fn ends_span(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let is_span =
        |t: &Type| t.is_unknown() || t.pointee().as_named().is_some_and(|n| n.name.ends_with("Span"));
    matches!(called_name(site, call), Some("End" | "Finish"))
        && operand.is_some_and(|o| tree.kind(o) == Kind::Ident && is_span(&site.type_of(o)))
}

/// Whether the call tells a process to end: `cmd.Process.Kill()`, `p.Signal(os.Interrupt)`,
/// `syscall.Kill(-pid, syscall.SIGTERM)`. One that is left alone goes on.
fn ends_process(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let last = tree.args(call).last();
    let signal = last.and_then(|a| tree.child(a, Field::FieldName)).map(|n| tree.text(n));
    let is_ending = signal.is_some_and(|s| ENDING_SIGNALS.contains(&s));
    let is_of_process = || operand.is_some_and(|o| site.type_of(o).pointee().is_named("os", "Process"));
    match called_name(site, call) {
        Some("Kill") => is_of_process() || is_ending,
        Some("Signal") => is_ending && is_of_process(),
        _ => false,
    }
}

/// `cond.Broadcast()`, `cond.Signal()`
pub(super) fn wakes_others(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    matches!(called_name(site, call), Some("Broadcast" | "Signal"))
        && operand.is_some_and(|o| site.type_of(o).pointee().is_named("sync", "Cond"))
}

/// Whether the call seems to tell who has started the function that it has ended, and how: a function that it was given
/// gets an error, or is called for that, `onDone()`, `task.finish()`.
pub(super) fn reports_end(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let Some(name) = called_name(site, call) else { return false };
    let gives_error = || tree.args(call).any(|a| is_error(&site.type_of(a)));
    let tells = words::reports_end(name)
        || gives_error() && matches!(site.callee(call), Callee::Value) && !harmless::tells(site, call);
    tells
        && tree.parent(call).is_some_and(|p| matches!(tree.kind(p), Kind::ExprStmt | Kind::Defer))
        && !is_given(site, call, awaited)
}

/// `timer.Reset(d)`
fn is_of_timer(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    operand.map(|o| site.type_of(o)).is_some_and(|t| {
        let t = t.pointee();
        t.is_named("time", "Timer") || t.is_named("time", "Ticker")
    })
}

/// `timer.Stop()`, or a statement that is this call, of a timer that the function has made to wait for: left alone, it
/// runs out unheard. One that calls a function when it runs out is another matter.
pub(super) fn stops_timer(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.only_child(node).filter(|_| tree.kind(node) == Kind::ExprStmt).unwrap_or(node);
    let operand = tree.receiver(call);
    let made = operand.filter(|&o| tree.kind(o) == Kind::Ident).and_then(|o| only_value(site, o));
    tree.kind(call) == Kind::Call
        && called_name(site, call) == Some("Stop")
        && made.is_some_and(
            |m| matches!(site.callee(m), Callee::Known(known) if known.is_func("time", "NewTimer")),
        )
}

/// `backoff.Reset()`, where the function has made it, and nobody else knows it.
fn resets_own(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let operand = tree.receiver(call);
    let variable = operand.filter(|&o| tree.kind(o) == Kind::Ident).and_then(|o| scopes.resolve(o));
    let is_asked = |u: NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        selector.and_then(|s| tree.parent(s)).is_some_and(|c| tree.kind(c) == Kind::Call)
    };
    called_name(site, call).is_some_and(|n| n.starts_with("Reset"))
        && variable.is_some_and(|v| {
            let own = matches!(scopes.binding(v).kind, BindingKind::Short | BindingKind::Var);
            own && scopes.uses(v).iter().all(|&u| is_write(tree, u) || is_asked(u))
        })
}
