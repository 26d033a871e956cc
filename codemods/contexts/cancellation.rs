//! Places that are reached only when a context has ended, or when everything is to: what is done there needs a context
//! of its own.

mod conditions;
mod flags;
mod time_left;

pub use conditions::tells_of_end;
use conditions::{context_tells_of_end, gives_error, names_end};
pub use time_left::where_time_runs_out;

use super::hearing::is_heard;
use super::origins::only_value;
use crate::contexts::calls::{called_name, calls_context, passed_to};
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
                            || acts_at_end(site, &flow, n, p)
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

/// Whether some way to `node` leaves a condition that asks the context itself, or asks by an error whether it was
/// canceled, with the answer that it has ended, and none of those that deny it again: `for _, id := range ids { if
/// ctx.Err() != nil { break }; … }`. The error of a limit that has run out may be that of a limit for one call.
pub fn may_come_behind_end(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).filter(|&a| tree.kind(a).is_func()).any(|func| {
        let flow = site.flow(func);
        let Some(here) = flow.point_of(node) else { return false };
        flow.points().filter(|&p| p != here).any(|p| {
            let condition = flow.condition(p).filter(|&n| !mentions_same(site, n, node));
            let of_error = |c| tells_of_end(site, c).filter(|_| tree.text(c).contains("Canceled"));
            let ended = condition.and_then(|c| context_tells_of_end(site, c).or_else(|| of_error(c)));
            let mut ways = flow.edges(p).iter().filter(|e| ended.is_some() && e.when == ended);
            ways.any(|e| e.to == here || comes_undenied(site, &flow, e.to, here))
        })
    })
}

/// The conditions that ask for the end of a context, with the outcome that says that it has ended.
pub(super) fn questions(site: Site, flow: &Flow, node: NodeId, here: PointId) -> Vec<(PointId, bool)> {
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

/// Whether `n` mentions the variable that `node` is: a context that has ended itself needs no other.
fn mentions_same(site: Site, n: NodeId, node: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variable = scopes.resolve(node);
    variable.is_some() && tree.subtree(n).any(|m| scopes.resolve(m) == variable)
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

/// Whether the point, at which `node` is evaluated, is where a function is registered that ends something when a
/// context has: `context.AfterFunc(ctx, func() { lis.Close() })`. So does a goroutine that receives from Done.
fn acts_at_end(site: Site, flow: &Flow, node: NodeId, point: PointId) -> bool {
    let tree = site.tree();
    // `conn.SetDeadline(time.Now())`
    let ends_something = |name: &str| words::is_clean_up(name) || name.ends_with("Deadline");
    tree.calls(node).any(|n| {
        let literal = tree.arg(n, 1).filter(|&l| tree.kind(l) == Kind::FuncLit);
        flow.point_of(n) == Some(point)
            && calls_context(site, n, "AfterFunc")
            && literal.is_some_and(|l| tree.calls(l).filter_map(|c| called_name(site, c)).any(ends_something))
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
    let tells = |u: NodeId| match passed_to(site, u) {
        Some(call) => Some(call),
        None => tree.parent(u).filter(|&s| tree.kind(s) == Kind::SendStmt && tree.field(u) == Field::Channel),
    };
    let mut told = scopes.uses(variable).iter().filter_map(|&u| tells(u)).peekable();
    told.peek().is_some()
        && told.all(|t| {
            let closes = tree.kind(t) != Kind::Call || matches!(site.callee(t), Callee::Builtin("close"));
            closes && tree.enclosing_func(t).is_some_and(|f| runs_at_end(site, f))
        })
}

/// Whether the function is a literal that `context.AfterFunc` runs when a context has ended.
fn runs_at_end(site: Site, function: NodeId) -> bool {
    let call = passed_to(site, function).filter(|_| site.tree().kind(function) == Kind::FuncLit);
    call.and_then(|c| site.callee(c).known().map(|k| k.is_func("context", "AfterFunc"))) == Some(true)
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
