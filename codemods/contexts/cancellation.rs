//! Places that are reached only when a context has ended, or when everything is to: what is done there needs a context
//! of its own.

use super::asks::asked;
use super::hearing::is_heard;
use super::origins::only_value;
use super::types::{is_context, is_error};
use crate::contexts::calls::{called_name, passed_to};
use crate::facts::words;
use crate::golang::flow::{Edge, Flow, PointId, PointKind};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Where a context is known to have ended: behind `<-ctx.Done()`, in its arm, where `ctx.Err() != nil`.
pub fn after_cancellation(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let of_end = |a: NodeId| {
        tree.child(a, Field::Value).is_some_and(|v| is_clause_of_end(site, a, v)) || is_rest_of_end(site, a)
    };
    if tree.ancestors(node).any(of_end) {
        return true;
    }
    tree.ancestors(node).filter(|&a| tree.kind(a).is_func()).any(|func| {
        let flow = site.flow(func);
        let Some(here) = flow.point_of(node) else { return false };
        behind_question(site, &flow, node, here)
            || flow.points().filter(|&p| p != here).any(|p| match flow.kind(p) {
                PointKind::Node(n) => {
                    flow.reaches(p, here, |_| false)
                        && !mentions_same(site, n, node)
                        && (receives_done(site, &flow, n, (p, here))
                            || releases_for_caller(site, &flow, n, p)
                            || is_told_to_stop(site, &flow, n, (p, here))
                                && !flow.reaches(here, p, |_| false))
                        && comes_undenied(site, &flow, p, here)
                }
                _ => false,
            })
    })
}

/// Whether there is a way from `from` to `here` on which nobody asks whether a context has ended, and finds that it has
/// not: `for ctx.Err() == nil { … }`.
pub(super) fn comes_undenied(site: Site, flow: &Flow, from: PointId, here: PointId) -> bool {
    let denies = |at: PointId, edge: &Edge| {
        let asked = || flow.condition(at).and_then(|c| tells_of_end(site, c));
        edge.when.is_some() && asked().is_some_and(|ended| edge.when == Some(!ended))
    };
    flow.behind(from, |at, edge| !denies(at, edge)).contains(&here)
}

/// Whether control comes to `node` only where it was asked whether a context has ended, and that it has not.
pub fn where_end_is_denied(site: Site, node: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(node) else { return false };
    let flow = site.flow(func);
    flow.point_of(node).is_some_and(|here| {
        let denied: Vec<_> =
            questions(site, &flow, node, here).into_iter().map(|(p, ended)| (p, !ended)).collect();
        flow.passes_one_of(&denied, here)
    })
}

/// Whether every way to `here` leaves one of the conditions that ask for the end of a context with the answer that it
/// has ended.
fn behind_question(site: Site, flow: &Flow, node: NodeId, here: PointId) -> bool {
    flow.passes_one_of(&questions(site, flow, node, here), here)
}

/// The conditions that ask for the end of a context, with the outcome that says that it has ended.
fn questions(site: Site, flow: &Flow, node: NodeId, here: PointId) -> Vec<(PointId, bool)> {
    let points = flow.points().filter(|&p| p != here);
    points
        .filter_map(|p| {
            let condition = flow.condition(p).filter(|&n| !mentions_same(site, n, node))?;
            Some((p, tells_of_end(site, condition)?))
        })
        .collect()
}

/// `case context.Canceled:`
fn is_clause_of_end(site: Site, clause: NodeId, values: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(clause) == Kind::Case
        && tree.list(values).into_iter().any(|v| tree.kind(v) == Kind::Selector && names_end(site, v))
}

/// `switch ctx.Err() { case nil: …; default: }`
fn is_rest_of_end(site: Site, clause: NodeId) -> bool {
    let tree = site.tree();
    let Some(switch) = tree.parent(clause).filter(|_| tree.kind(clause) == Kind::Default) else {
        return false;
    };
    let asks = tree.child(switch, Field::Value).is_some_and(|v| gives_error(site, tree.unparen(v)));
    let is_nil = |c: NodeId| {
        let values = tree.child(c, Field::Value).map(|v| tree.list(v)).unwrap_or_default();
        values.into_iter().any(|v| tree.kind(v) == Kind::Nil)
    };
    asks && tree.children(switch).any(is_nil)
}

/// `context.Canceled`, `codes.DeadlineExceeded`; not a field of that name.
fn names_end(site: Site, selector: NodeId) -> bool {
    let tree = site.tree();
    let is_package = || tree.child(selector, Field::Operand).is_some_and(|o| site.names_import(o).is_some());
    tree.child(selector, Field::FieldName)
        .is_some_and(|f| matches!(tree.text(f), "Canceled" | "DeadlineExceeded"))
        && is_package()
}

/// Whether `n` mentions the variable that `node` is: a context that has ended itself needs no other.
fn mentions_same(site: Site, n: NodeId, node: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variable = scopes.resolve(node);
    variable.is_some() && tree.subtree(n).any(|m| scopes.resolve(m) == variable)
}

/// With which outcome the condition says that a context has ended: `ctx.Err() != nil`,
/// `errors.Is(err, context.Canceled)`.
pub fn tells_of_end(site: Site, condition: NodeId) -> Option<bool> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    let names_cancellation =
        |n: NodeId| tree.subtree(n).any(|n| tree.kind(n) == Kind::Selector && names_end(site, n));
    match tree.kind(condition) {
        Kind::Binary if matches!(tree.op(condition), Op::Eq | Op::Ne) => {
            let sides = [tree.child(condition, Field::Left)?, tree.child(condition, Field::Right)?];
            let equal = tree.op(condition) == Op::Eq;
            if sides.iter().any(|&s| names_cancellation(s)) {
                return Some(equal);
            }
            let nil = sides.iter().any(|&s| tree.kind(s) == Kind::Nil);
            let asks = sides.iter().any(|&s| gives_error(site, s));
            (nil && asks).then_some(!equal)
        }
        // `errors.Is(err, ctx.Err())`
        Kind::Call => {
            let asks = tree.args(condition).any(|a| gives_error(site, a));
            let told = || asks_error_for_end(site, condition) || asks_context_for_end(site, condition);
            (asks || names_cancellation(condition) || told()).then_some(true)
        }
        Kind::Unary if tree.op(condition) == Op::Not => {
            tells_of_end(site, tree.child(condition, Field::Operand)?).map(|ended| !ended)
        }
        // `ended := ctx.Err() != nil`
        Kind::Ident => tells_of_end(site, only_value(site, condition)?),
        _ => None,
    }
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
fn gives_error(site: Site, expr: NodeId) -> bool {
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

/// Whether the point, at which `node` is evaluated, is where `<-ctx.Done()` in it is, which control may have met when
/// it comes to `here`; that of a whole loop is not.
pub(super) fn receives_done(
    site: Site,
    flow: &Flow,
    node: NodeId,
    (point, here): (PointId, PointId),
) -> bool {
    let tree = site.tree();
    tree.subtree(node).any(|n| {
        let channel = match tree.kind(n) {
            Kind::Unary if tree.op(n) == Op::Receive => tree.child(n, Field::Operand),
            // `for range ctx.Done() {}`
            Kind::RangeClause => tree.child(n, Field::Right),
            _ => None,
        };
        flow.point_of(n) == Some(point)
            && channel.is_some_and(|c| is_done(site, c))
            && is_heard(site, flow, n, here)
    })
}

/// `ctx.Done()`, a variable that holds nothing else, or one that tells of nothing else.
pub fn is_done(site: Site, channel: NodeId) -> bool {
    let tree = site.tree();
    let gives = |v: NodeId| tree.kind(v) == Kind::Call && called_name(site, v) == Some("Done");
    match tree.kind(channel) {
        Kind::Ident => only_value(site, channel).is_some_and(gives) || is_told_at_end(site, channel),
        _ => gives(channel),
    }
}

/// Whether nobody but a function that runs when a context has ended closes the channel, or sends on it:
/// `context.AfterFunc(ctx, func() { close(stop) })`.
fn is_told_at_end(site: Site, channel: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.resolve(channel) else { return false };
    let runs_at_end = |literal: NodeId| {
        let call = passed_to(site, literal).filter(|_| tree.kind(literal) == Kind::FuncLit);
        call.and_then(|c| site.callee(c).known().map(|k| k.is_func("context", "AfterFunc"))) == Some(true)
    };
    let tells = |u: NodeId| match passed_to(site, u) {
        Some(call) => Some(call),
        None => tree.parent(u).filter(|&s| tree.kind(s) == Kind::SendStmt && tree.field(u) == Field::Channel),
    };
    let mut told = scopes.uses(variable).iter().filter_map(|&u| tells(u)).peekable();
    told.peek().is_some()
        && told.all(|t| {
            let closes = tree.kind(t) != Kind::Call || matches!(site.callee(t), Callee::Builtin("close"));
            closes && tree.enclosing_func(t).is_some_and(runs_at_end)
        })
}

/// `cancel()`, where that is a release that the function was given: its caller's context has ended then.
fn releases_for_caller(site: Site, flow: &Flow, node: NodeId, point: PointId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let call = tree.only_child(node).filter(|_| tree.kind(node) == Kind::ExprStmt).unwrap_or(node);
    let function = tree.child(call, Field::Function).filter(|_| tree.kind(call) == Kind::Call);
    let variable = function.filter(|&f| tree.kind(f) == Kind::Ident).and_then(|f| scopes.resolve(f));
    flow.point_of(call) == Some(point)
        && variable.is_some_and(|v| {
            let binding = scopes.binding(v);
            binding.kind == BindingKind::Param && site.type_of(binding.ident).is_cancel_func()
        })
}

/// Whether the point, at which `node` is evaluated, is where a signal of the system, or from a channel that is there to
/// tell so, says that all should end: `case <-quit:`.
fn is_told_to_stop(site: Site, flow: &Flow, node: NodeId, (point, here): (PointId, PointId)) -> bool {
    let tree = site.tree();
    tree.subtree(node).any(|n| {
        let channel = tree
            .child(n, Field::Operand)
            .filter(|_| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)
            .filter(|_| flow.point_of(n) == Some(point) && is_heard(site, flow, n, here));
        channel.is_some_and(|c| {
            let in_arm = tree.ancestor(n, |k| k == Kind::CommCase).is_some();
            match site.program.underlying(&site.type_of(c)) {
                Type::Chan(_, element) if element.is_named("os", "Signal") => true,
                Type::Chan(_, element) => {
                    in_arm
                        && matches!(&*element, Type::Struct(s) if s.fields.is_empty())
                        && last_name(site, c).is_some_and(words::tells_to_stop)
                }
                _ => false,
            }
        })
    })
}

/// The last name of a variable, a field, or what a call calls.
fn last_name<'a>(site: Site<'a>, expr: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    match tree.kind(expr) {
        Kind::Ident => Some(tree.text(expr)),
        Kind::Selector => tree.child(expr, Field::FieldName).map(|n| tree.text(n)),
        Kind::Call => called_name(site, expr),
        _ => None,
    }
}
