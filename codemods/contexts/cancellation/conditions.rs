//! Conditions that ask whether a context has ended: itself, by the error it ended with, by what tells of that, or by
//! its deadline.

use super::flags::is_set_at_end;
use crate::contexts::asks::{Asked, asked};
use crate::contexts::calls::{called_name, calls_context};
use crate::contexts::origins::{Given, given, only_value};
use crate::contexts::types::{is_context, is_error};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// With which outcome the condition says that a context has ended: `ctx.Err() != nil`,
/// `errors.Is(err, context.Canceled)`.
pub fn tells_of_end(site: Site, condition: NodeId) -> Option<bool> {
    told(site, condition, &|site, c| asks_context(site, c).or_else(|| asks_error(site, c)))
}

/// The same of a condition that asks the context itself, or what is told by it: not one that looks at an error.
pub(super) fn context_tells_of_end(site: Site, condition: NodeId) -> Option<bool> {
    told(site, condition, &asks_context)
}

/// With which outcome the condition, or what it denies, or the variable that it is, asks so.
fn told(site: Site, condition: NodeId, asks: &dyn Fn(Site, NodeId) -> Option<bool>) -> Option<bool> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    match tree.kind(condition) {
        Kind::Unary if tree.op(condition) == Op::Not => {
            told(site, tree.child(condition, Field::Operand)?, asks).map(|ended| !ended)
        }
        // `ended := ctx.Err() != nil`
        Kind::Ident if only_value(site, condition).is_some() => {
            told(site, only_value(site, condition)?, asks)
        }
        _ => asks(site, condition),
    }
}

/// `ctx.Err() != nil`, `isDone(ctx)`, `time.Now().After(deadline)`, `stop()` of `stop := context.AfterFunc(ctx, f)`,
/// which is false where that has run.
fn asks_context(site: Site, condition: NodeId) -> Option<bool> {
    let tree = site.tree();
    match tree.kind(condition) {
        Kind::Binary if matches!(tree.op(condition), Op::Eq | Op::Ne) => {
            let sides = [tree.child(condition, Field::Left)?, tree.child(condition, Field::Right)?];
            let nil = sides.iter().any(|&s| tree.kind(s) == Kind::Nil);
            let asks = sides.iter().any(|&s| gives_error(site, s));
            (nil && asks).then_some(tree.op(condition) == Op::Ne)
        }
        Kind::Ident | Kind::Call if is_set_at_end(site, condition) => Some(true),
        Kind::Call if is_stop_of_after_func(site, condition) => Some(false),
        Kind::Call if asks_context_for_end(site, condition) => Some(true),
        Kind::Call => asks_for_deadline(site, condition)
            .or_else(|| asks_connection(site, condition))
            .or_else(|| told_by_body(site, condition)),
        _ => None,
    }
}

/// `err == context.Canceled`, `errors.Is(err, ctx.Err())`, `isTimeout(err)`
fn asks_error(site: Site, condition: NodeId) -> Option<bool> {
    let tree = site.tree();
    let names_cancellation =
        |n: NodeId| tree.subtree(n).any(|n| tree.kind(n) == Kind::Selector && names_end(site, n));
    match tree.kind(condition) {
        Kind::Binary if matches!(tree.op(condition), Op::Eq | Op::Ne) => {
            let names = tree.children(condition).any(names_cancellation);
            names.then_some(tree.op(condition) == Op::Eq)
        }
        Kind::Call => {
            let asks = tree.args(condition).any(|a| gives_error(site, a));
            (asks || names_cancellation(condition) || asks_error_for_end(site, condition)).then_some(true)
        }
        _ => None,
    }
}

/// Whether what is called is what `context.AfterFunc` gives: it says whether it has kept the function from running.
fn is_stop_of_after_func(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Ident);
    let given = function.and_then(|f| only_value(site, f));
    given.is_some_and(|g| calls_context(site, g, "AfterFunc"))
}

/// `time.Now().After(deadline)`, `deadline.Before(time.Now())` with a deadline that a context was asked for.
fn asks_for_deadline(site: Site, call: NodeId) -> Option<bool> {
    let tree = site.tree();
    let (operand, argument) = (tree.receiver(call)?, tree.arg(call, 0)?);
    let deadline = match called_name(site, call)? {
        "After" => argument,
        "Before" => operand,
        _ => return None,
    };
    is_deadline(site, deadline).then_some(true)
}

/// Whether the expression is a variable with the deadline that a context was asked for.
pub(super) fn is_deadline(site: Site, expr: NodeId) -> bool {
    let variable = site.scopes().resolve(expr).filter(|_| site.tree().kind(expr) == Kind::Ident);
    match variable.and_then(|v| given(site, site.scopes().binding(v).ident)) {
        Some((Given::Result(source, 0), _)) => matches!(asked(site, source), Some((Asked::Deadline, _))),
        _ => false,
    }
}

/// `c.Stream(…)` of gin, which is true where the client has gone (gin, `Context.Stream`).
fn asks_connection(site: Site, call: NodeId) -> Option<bool> {
    let operand = site.tree().receiver(call).filter(|_| called_name(site, call) == Some("Stream"))?;
    site.type_of(operand).pointee().is_named("github.com/gin-gonic/gin", "Context").then_some(true)
}

/// What a function of the module tells that only returns the answer to such a question:
/// `func alive(ctx context.Context) bool { return ctx.Err() == nil }`.
fn told_by_body(site: Site, call: NodeId) -> Option<bool> {
    let Callee::Known(known) = site.callee(call) else { return None };
    let [decl] = &known.decls[..] else { return None };
    let given_context = site.tree().args(call).any(|a| is_context(&site.type_of(a)));
    let inner = decl.site(site.program).filter(|_| given_context && decl.is_of_module(site))?;
    let tree = inner.tree();
    let mut stmts = tree.stmts(tree.child(tree.root(), Field::Body)?);
    let (only, None) = (stmts.next()?, stmts.next()) else { return None };
    let [answer] = tree.list(tree.children(only).next().filter(|_| tree.kind(only) == Kind::Return)?)[..]
    else {
        return None;
    };
    // A call there would be read without end where functions call each other.
    (tree.kind(tree.unparen(answer)) == Kind::Binary).then(|| asks_context(inner, tree.unparen(answer)))?
}

/// `isDone(ctx)`, `canceled()`: named so, and answered with yes or no. `hasDeadline(ctx)` asks for something else.
fn asks_context_for_end(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let function = tree.child(call, Field::Function);
    let args: Vec<NodeId> = tree.args(call).collect();
    let of_context = match args[..] {
        [] => function.is_some_and(|f| tree.kind(f) == Kind::Ident && site.scopes().resolve(f).is_some()),
        [one] => is_context(&site.type_of(one)),
        _ => false,
    };
    let asks = |name: &str| words::asks_for_end(name) && !words::begins_with(name, "has");
    of_context && called_name(site, call).is_some_and(asks) && site.type_of(call) == Type::BOOL
}

/// `os.IsTimeout(err)`, `netErr.Timeout()`, `isCanceled(err)`
fn asks_error_for_end(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let args: Vec<NodeId> = tree.args(call).collect();
    let of_error = |n: NodeId| {
        let t = site.type_of(n);
        is_error(&t) || t.is_named("net", "Error")
    };
    called_name(site, call).is_some_and(words::asks_for_end)
        && match args[..] {
            [] => operand.is_some_and(of_error),
            [one] => of_error(one),
            _ => false,
        }
}

/// Whether the expression is the error of a context that has ended, or a variable that holds nothing else:
/// `if err := ctx.Err(); err != nil`.
pub(super) fn gives_error(site: Site, expr: NodeId) -> bool {
    match site.tree().kind(expr) {
        Kind::Call => asks_for_error(site, expr),
        Kind::Ident => {
            let value = only_value(site, expr);
            value.is_some_and(|v| site.tree().kind(v) == Kind::Call && asks_for_error(site, v))
        }
        _ => false,
    }
}

/// `ctx.Err()`, `context.Cause(ctx)`
fn asks_for_error(site: Site, call: NodeId) -> bool {
    asked(site, call).is_some_and(|(asked, _)| asked.for_error())
}

/// `context.Canceled`, `codes.DeadlineExceeded`; not a field of that name.
pub(super) fn names_end(site: Site, selector: NodeId) -> bool {
    let tree = site.tree();
    let is_package = || tree.child(selector, Field::Operand).is_some_and(|o| site.names_import(o).is_some());
    tree.child(selector, Field::FieldName)
        .is_some_and(|f| matches!(tree.text(f), "Canceled" | "DeadlineExceeded"))
        && is_package()
}
