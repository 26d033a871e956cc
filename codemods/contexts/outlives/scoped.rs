//! Goroutines that nothing waits for to the end, and that are yet meant to end with the function that starts them: it
//! hears from them, or they from it, on channels of its own, or it goes on behind them for as long as there is
//! something to do, or they wait for nothing but the end to close what is the function's own.
//!
//! Each is a guess, made where a release at the function's end is asked for: a deferred release is how authors end such
//! goroutines.

use super::tracker::{Tracker, Value, What};
use crate::contexts::calls::called_name;
use crate::contexts::harmless::tells;
use crate::contexts::iteration::starts_goroutine;
use crate::contexts::join::{joins_of, mentioned, root_variable};
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::returns::fails;
use crate::contexts::signals::{goes_on_behind, tells_early};
use crate::contexts::types::{declared_results, is_context_expr};
use crate::contexts::uses::outermost_literal;
use crate::facts::{keeps, words};
use crate::golang::flow::{Flow, PointId, PointKind};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;
use std::collections::HashSet;

/// How many calls deep a function is read to see whether it waits for something.
const MAX_DEPTH: usize = 4;

/// Whether the goroutine that `start` (a go statement, or a call that starts it elsewhere) starts in `func` seems to be
/// meant to end with it. `work` is the call that runs in it, where that is known.
pub(super) fn ends_with_function(
    site: Site,
    flow: &Flow,
    func: NodeId,
    start: NodeId,
    work: Option<NodeId>,
) -> bool {
    hears(site, flow, func, start, work)
        || work.is_some_and(|w| is_told(site, func, w))
        || works_on(site, flow, func, start, work)
        || work.is_some_and(|w| closes_own(site, func, start, w))
}

/// Whether the function receives from a channel that the goroutine refers to and that nobody else receives from:
/// when the function has ended, nobody hears of the goroutine any more.
fn hears(site: Site, flow: &Flow, func: NodeId, start: NodeId, work: Option<NodeId>) -> bool {
    let tree = site.tree();
    let Some(from) = flow.point_of(start) else { return false };
    let known_to = known_to(site, start, work);
    let around = work.unwrap_or(start);
    let goes_elsewhere = |&c: &BindingId| {
        is_channel(site, site.scopes().binding(c).ident)
            && !is_received_here_only(site, func, c, start)
            && !is_only_received_from(site, around, c)
    };
    if known_to.iter().any(goes_elsewhere) {
        return false;
    }
    joins_of(site, func).any(|(join, operand)| {
        let channel = (tree.kind(operand) == Kind::Ident).then(|| site.scopes().resolve(operand)).flatten();
        channel.is_some_and(|c| {
            known_to.contains(&c)
                && is_channel(site, operand)
                && outermost_literal(site, func, join).is_none()
                && flow.point_of(join).is_some_and(|p| flow.reaches(from, p, |_| false))
                && !work.is_some_and(|w| goes_on_behind(site, w, c))
                && is_received_here_only(site, func, c, start)
        })
    })
}

/// Whether the goroutine takes what comes over a channel that is the function's own and over which nobody else sends:
/// when the function has ended, nothing comes any more.
fn is_told(site: Site, func: NodeId, work: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    mentioned(site, work).into_iter().any(|channel| {
        let binding = scopes.binding(channel);
        let is_made = tree
            .child(binding.decl, Field::Right)
            .is_some_and(|v| matches!(tree.list(v)[..], [one] if tree.kind(one) == Kind::Call));
        let mut others = scopes
            .uses(channel)
            .iter()
            .filter(|&&u| !tree.contains(work, u) && u != binding.ident)
            .peekable();
        binding.func == func
            && binding.kind == BindingKind::Short
            && is_made
            && is_channel(site, binding.ident)
            && others.peek().is_some()
            && others.all(|&u| {
                tree.enclosing_func(u) == Some(func)
                    && tree
                        .parent(u)
                        .is_some_and(|p| tree.kind(p) == Kind::SendStmt && tree.children(p).next() == Some(u))
            })
    })
}

/// The variables that the goroutine refers to, those of a literal that a variable holds included; of one that is
/// started elsewhere, those of the statement that has it started.
fn known_to(site: Site, start: NodeId, work: Option<NodeId>) -> HashSet<BindingId> {
    let tree = site.tree();
    let Some(work) = work else { return mentioned(site, tree.stmt_of(start).unwrap_or(start)) };
    mentioned(site, work)
}

fn is_channel(site: Site, node: NodeId) -> bool {
    matches!(site.program.underlying(&site.type_of(node)), Type::Chan(..))
}

/// Whether all that is done below `node` with the channel in the variable is to receive from it.
fn is_only_received_from(site: Site, node: NodeId, channel: BindingId) -> bool {
    let tree = site.tree();
    let uses = site.scopes().uses(channel).iter().filter(|&&u| tree.contains(node, u));
    uses.into_iter().all(|&u| {
        tree.parent(u).is_some_and(|p| match tree.kind(p) {
            Kind::Unary => tree.op(p) == Op::Receive,
            kind => kind == Kind::RangeClause,
        })
    })
}

/// Whether the variable is the function's own and the channel in it is nowhere received from but in the function
/// itself, nor given to anyone but goroutines, `start` and senders.
fn is_received_here_only(site: Site, func: NodeId, channel: BindingId, start: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(channel);
    // Another name for a channel from elsewhere is no channel of its own.
    let value = tree.child(binding.decl, Field::Right).or_else(|| tree.child(binding.decl, Field::Value));
    let is_made = value.is_some_and(|v| tree.list(v).iter().all(|&v| tree.kind(v) == Kind::Call));
    let own = binding.func == func && matches!(binding.kind, BindingKind::Short | BindingKind::Var);
    own && is_made
        && scopes.uses(channel).iter().all(|&u| {
            let in_literal = outermost_literal(site, func, u).is_some();
            let Some(parent) = tree.parent(u) else { return false };
            match tree.kind(parent) {
                _ if is_write(tree, u) => tree.contains(binding.decl, u),
                Kind::SendStmt => tree.children(parent).next() == Some(u),
                Kind::Unary => tree.op(parent) == Op::Receive && !in_literal,
                Kind::RangeClause => !in_literal,
                Kind::Args => tree.parent(parent).is_some_and(|call| {
                    let started = tree.parent(call).is_some_and(|s| tree.kind(s) == Kind::Go);
                    started
                        || call == start
                        || matches!(site.callee(call), Callee::Builtin("close" | "len" | "cap"))
                }),
                _ => false,
            }
        })
}

/// Whether the function goes on, behind the start, until there is nothing more to do: on every way out but those that
/// fail it waits for something, in a loop if it is named for starting or making something. One that gives back what may
/// use the context does not.
fn works_on(site: Site, flow: &Flow, func: NodeId, start: NodeId, work: Option<NodeId>) -> bool {
    let Some(from) = flow.point_of(start) else { return false };
    let is_named_for_starting = site.tree().child(func, Field::Name).is_some_and(|n| {
        let name = site.tree().text(n);
        words::is_for_starting(name) && !keeps::waits(name)
    });
    let in_loop = |p: PointId| {
        let tree = site.tree();
        flow.node(p)
            .is_some_and(|n| tree.ancestors(n).take_while(|&a| a != func).any(|a| tree.kind(a) == Kind::For))
    };
    let mut waits = waits_of(site, flow, func, Some((start, work)), 0);
    waits.retain(|&p| !is_named_for_starting || in_loop(p));
    declared_results(site, func).iter().all(|t| laziness(site, t) == Level::No)
        && waits_behind(site, flow, from, &waits)
}

/// Whether control, from the point `from` on, meets one of `waits` before each exit without an error.
fn waits_behind(site: Site, flow: &Flow, from: PointId, waits: &HashSet<PointId>) -> bool {
    let unmet = flow.exits_from(from, |p| p != from && waits.contains(&p));
    let meets = waits.iter().any(|&w| w != from && flow.reaches(from, w, |_| false));
    meets
        && unmet.iter().all(|&exit| match flow.kind(exit) {
            PointKind::Return(stmt) => fails(site, stmt),
            _ => false,
        })
}

/// The points at which the function itself waits for something that it does not know the time of; a wait that is only
/// for the goroutine of `started`, and over before that has ended, is none.
fn waits_of(
    site: Site,
    flow: &Flow,
    func: NodeId,
    started: Option<(NodeId, Option<NodeId>)>,
    depth: usize,
) -> HashSet<PointId> {
    let tree = site.tree();
    let work = started.and_then(|s| s.1);
    let is_over = |operand: NodeId| started.is_some_and(|(s, w)| is_over_before(site, func, s, w, operand));
    let mut points = HashSet::new();
    for n in tree.subtree(func) {
        let waits = match tree.kind(n) {
            Kind::Unary if tree.op(n) == Op::Receive => {
                let is_over = || tree.child(n, Field::Operand).is_some_and(is_over);
                waits_for_message(site, n, work) && !is_over()
            }
            Kind::RangeClause => tree.child(n, Field::Right).is_some_and(|r| is_channel(site, r)),
            Kind::Call => {
                let group = tree.receiver(n).filter(|_| called_name(site, n) == Some("Wait"));
                is_waiting_call(site, func, n, depth) && !group.is_some_and(is_over)
            }
            _ => false,
        };
        if !waits || outermost_literal(site, func, n).is_some() {
            continue;
        }
        points.extend(flow.point_of(n));
    }
    points
}

/// Whether a wait on `operand` is for nobody but the goroutine that `start` starts, which signals and then goes on, or
/// for who starts that, and is over when it has: `g.Go(func() error { go s.Serve(ctx); return nil })`.
fn is_over_before(site: Site, func: NodeId, start: NodeId, work: Option<NodeId>, operand: NodeId) -> bool {
    let tree = site.tree();
    let Some(signal) = root_variable(site, operand) else { return false };
    let all = tree.subtree(func).filter(|&n| starts_goroutine(site, n));
    let known_to: Vec<NodeId> = all.filter(|&n| mentioned(site, n).contains(&signal)).collect();
    let is_around = |n: NodeId| n != start && tree.contains(n, start);
    let is_early = || work.is_some_and(|w| tells_early(site, w, operand));
    !known_to.is_empty() && known_to.iter().all(|&n| is_around(n) || n == start && is_early())
}

/// Whether the receive waits for more than some time to pass or something to be ready, and cannot pass by at once.
fn waits_for_message(site: Site, receive: NodeId, work: Option<NodeId>) -> bool {
    let tree = site.tree();
    let Some(operand) = tree.child(receive, Field::Operand) else { return false };
    let arm = tree.ancestors(receive).find(|&a| tree.kind(a).is_case() || tree.field(a) == Field::Stmt);
    let select = arm.filter(|&a| tree.kind(a) == Kind::CommCase).and_then(|a| tree.parent(a));
    let passes_by = select.is_some_and(|s| tree.children(s).any(|c| tree.kind(c) == Kind::Default));
    let is_time = called_name(site, operand).is_some_and(|n| matches!(n, "After" | "Tick"))
        || tree.text(operand).ends_with(".C");
    let is_readiness = tree
        .subtree(operand)
        .filter(|&n| matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent))
        .flat_map(|n| words::words_of(tree.text(n)).collect::<Vec<_>>())
        .any(|w| {
            matches!(w.as_str(), "ready" | "started" | "start" | "up" | "init" | "initialized" | "synced")
        });
    let is_told_early = work.is_some_and(|w| tells_early(site, w, operand));
    !passes_by && !is_time && !is_readiness && !is_told_early
}

/// Whether the call returns only when something else has ended: as its body says, or its name.
fn is_waiting_call(site: Site, func: NodeId, call: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    if tree.parent(call).is_some_and(|s| matches!(tree.kind(s), Kind::Go | Kind::Defer)) {
        return false;
    }
    let Some(name) = called_name(site, call) else { return false };
    let in_loop = || tree.ancestors(call).take_while(|&a| a != func).any(|a| tree.kind(a) == Kind::For);
    let by_name = || keeps::waits(name) || keeps::reads(name) && in_loop();
    let Callee::Known(known) = site.callee(call) else { return by_name() };
    if &*known.package == "io" {
        return known.name.starts_with("Copy");
    }
    let bodies: Vec<_> = known.decls.iter().filter(|d| d.is_of_module(site)).collect();
    if known.interface || bodies.is_empty() || depth >= MAX_DEPTH {
        return by_name();
    }
    bodies.iter().all(|decl| {
        decl.site(site.program).is_some_and(|inner| {
            let root = inner.tree().root();
            let flow = inner.flow(root);
            let waits = waits_of(inner, &flow, root, None, depth + 1);
            !flow.unknown() && waits_behind(inner, &flow, flow.entry(), &waits)
        })
    })
}

/// Whether the goroutine waits for the end of a context, or for word from the function, and then does nothing but to
/// use what is the function's own and lives no longer.
fn closes_own(site: Site, func: NodeId, start: NodeId, work: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let literal = tree.child(work, Field::Function).filter(|&f| tree.kind(f) == Kind::FuncLit);
    let Some(body) = literal.and_then(|l| tree.child(l, Field::Body)) else { return false };
    let Some(first) = tree.stmts(body).next().filter(|&s| waits_for_end(site, s)) else { return false };
    let mut behind = tree
        .subtree(body)
        .filter(|&n| tree.kind(n) == Kind::Ident && n > first && !is_awaited(site, n) && !is_logged(site, n));
    behind.all(|n| match scopes.resolve(n) {
        None => true,
        Some(v) if tree.contains(body, scopes.binding(v).ident) || is_context_expr(site, n) => true,
        Some(v) if is_closed_at_end(site, func, v) => true,
        Some(v) => {
            let binding = scopes.binding(v);
            let own = matches!(binding.kind, BindingKind::Short | BindingKind::Var);
            own && binding.func == func
                && made_with(site, v).all(|v| !may_be_used_later(site, func, v, start))
        }
    })
}

/// The variable and those that the same statement declares: the two ends of a pipe.
fn made_with(site: Site, variable: BindingId) -> impl Iterator<Item = BindingId> {
    let scopes = site.scopes();
    let decl = scopes.binding(variable).decl;
    scopes.bindings().filter(move |&b| b == variable || scopes.binding(b).decl == decl)
}

/// `<-ctx.Done()`, or a select of which an arm is that.
fn waits_for_end(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let is_done = |n: NodeId| {
        tree.kind(n) == Kind::Unary
            && tree.op(n) == Op::Receive
            && tree.child(n, Field::Operand).is_some_and(|o| called_name(site, o) == Some("Done"))
    };
    match tree.kind(stmt) {
        Kind::ExprStmt => tree.children(stmt).next().is_some_and(is_done),
        Kind::Select => tree
            .children(stmt)
            .filter_map(|arm| tree.child(arm, Field::Communication))
            .any(|c| tree.subtree(c).any(is_done)),
        _ => false,
    }
}

/// Whether the name stands in what is received from: the context, a channel.
fn is_awaited(site: Site, name: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(name)
        .take_while(|&a| tree.field(a) != Field::Stmt)
        .any(|a| tree.kind(a) == Kind::Unary && tree.op(a) == Op::Receive)
}

/// Whether the name is an argument, or the receiver, of a call that logs.
fn is_logged(site: Site, name: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.ancestors(name).find(|&a| tree.kind(a) == Kind::Call);
    call.is_some_and(|c| tells(site, c))
}

/// Whether the variable's value, or something made with it, is used when the function has ended, by others than the
/// goroutine that `start` starts.
fn may_be_used_later(site: Site, func: NodeId, variable: BindingId, start: NodeId) -> bool {
    let mut tracker = Tracker::new(site, func, 0);
    tracker.passed_over = Some(start);
    tracker.follow(variable, Value::new(What::Made, Level::Known));
    tracker.strongest().is_some()
}

/// Whether the function defers a call that closes the variable's value.
fn is_closed_at_end(site: Site, func: NodeId, variable: BindingId) -> bool {
    super::closed::closings(site, func, variable).iter().any(|c| c.deferred)
}
