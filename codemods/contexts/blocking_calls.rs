//! Calls that come back only when the context they are given has ended, and loops over what is closed only then: what
//! stands behind them is done then, as behind `<-ctx.Done()`.

use super::cancellation::{comes_undenied, is_done, questions, receives_done, tells_of_end};
use super::join::root_variable;
use super::origins::{Given, given, only_value};
use super::parameters::parameters;
use super::returns::fails;
use super::types::{is_context, is_error, results};
use super::uses::{LiteralRole, literal_role, nil_test};
use crate::contexts::calls::{called_name, is_detached_call, passed_to};
use crate::contexts::detached::outcome::is_by_the_way;
use crate::golang::flow::{Edge, Flow, PointId};
use crate::golang::program::memo::Memo;
use crate::golang::program::{Callee, FuncRef, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;
use std::path::Path;
use std::sync::Arc;

/// With which outcomes a function only comes back when its context has ended.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Ends {
    /// With any.
    any: bool,
    /// With no error, or with `true`, if it ever does.
    good: bool,
    /// With an error, or with `false`.
    bad: bool,
    /// With any, and each is a failure.
    failing: bool,
}

/// How many functions that call each other are looked into.
const MAX_STEPS: usize = 3;

/// What is known of functions: by file, number of the declaration, and that of the parameter.
#[derive(Default)]
struct Known(Memo<(Arc<Path>, usize, usize), Ends>);

/// Whether control comes to `node` behind a call that only comes back when the context it is given has ended, or with
/// an outcome with which it only does then: `if err := sleep(ctx, d); err != nil { … }`.
pub fn is_behind_end_of_call(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let ends = |call| if is_given_none(site, call) { Ends::default() } else { of_call(site, call) };
    // Behind one that always fails, nothing is done but what a failure is answered with, where somebody looks at it.
    let is_end = |call| ends(call).any || ends(call).failing && is_by_the_way(site, call);
    tree.ancestors(node).filter(|&a| tree.kind(a).is_func()).any(|func| {
        let flow = site.flow(func);
        let Some(here) = flow.point_of(node) else { return false };
        let others = || flow.points().filter(|&p| p != here);
        let is_over = |call| is_end(call) || joins_what_ends(site, func, call, &ends);
        let comes_back = |p: PointId| {
            flow.reaches(p, here, |_| false)
                && flow.node(p).is_some_and(|n| calls_at(site, &flow, n, p).any(is_over))
                && comes_undenied(site, &flow, p, here)
        };
        let over = |p: PointId| match flow.condition(p) {
            Some(condition) => told(site, condition, &ends),
            None => flow.node(p).filter(|&n| goes_on_to_the_end(site, n)).map(|_| false),
        };
        let mut told: Vec<(PointId, bool)> = others().filter_map(|p| Some((p, over(p)?))).collect();
        if !told.is_empty() {
            told.extend(questions(site, &flow, node, here));
        }
        flow.passes_one_of(&told, here) || others().any(comes_back)
    })
}

/// Whether the call waits for a group of goroutines of which one only comes back when its context has ended:
/// `group.Go(func() error { return serve(ctx) })`, and then `_ = group.Wait()`.
fn joins_what_ends(site: Site, func: NodeId, call: NodeId, ends: &dyn Fn(NodeId) -> Ends) -> bool {
    let tree = site.tree();
    let waits = called_name(site, call) == Some("Wait");
    let group = tree.receiver(call).filter(|_| waits).and_then(|o| root_variable(site, o));
    let is_by_the_way = is_by_the_way(site, call);
    let is_end = |c| ends(c).any || is_by_the_way && ends(c).failing;
    group.is_some()
        && tree.calls(func).filter(|&c| called_name(site, c) == Some("Go")).any(|start| {
            let of_group = tree.receiver(start).and_then(|o| root_variable(site, o)) == group;
            let literal = tree.arg(start, 0).filter(|&l| of_group && tree.kind(l) == Kind::FuncLit);
            literal.is_some_and(|l| {
                let flow = site.flow(l);
                let comes_back = |p| flow.node(p).is_some_and(|n| calls_at(site, &flow, n, p).any(is_end));
                let before = flow.behind(flow.entry(), |_, e: &Edge| !comes_back(e.to));
                !flow.exits().any(|p| before.contains(&p))
            })
        })
}

/// Whether the context that the call is given has no end.
fn is_given_none(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut args = tree.args(call);
    args.any(|a| is_detached_call(site, a))
}

fn of_call(site: Site, call: NodeId) -> Ends {
    let Some((decl, index)) = callee(site, call) else { return Ends::default() };
    let key = (decl.file.path.clone(), decl.decl, index);
    site.program.memory::<Known>().0.get(key, || of_function(site, &decl, index, MAX_STEPS))
}

/// The function of the module that is called, if it is given a context, or a channel that tells of its end, and the
/// number of that argument.
fn callee(site: Site, call: NodeId) -> Option<(FuncRef, usize)> {
    let Callee::Known(known) = site.callee(call) else { return None };
    let args: Vec<NodeId> = site.tree().args(call).collect();
    let index = args.iter().position(|&a| is_context(&site.type_of(a)));
    let index = index.or_else(|| args.iter().position(|&a| is_done(site, a)))?;
    let [decl] = &known.decls[..] else { return None };
    let in_module = decl.is_of_module(site);
    (in_module && !known.interface).then(|| (decl.clone(), index))
}

/// The variable for the parameter of that number, a context or a channel, if it is given nothing else: of one that is
/// made of it, the function may wait for the end without it.
fn parameter(inner: Site, index: usize) -> Option<BindingId> {
    let (tree, root) = (inner.tree(), inner.tree().root());
    let variable = parameters(inner, root).get(index).and_then(|p| p.variable)?;
    let is_written = inner.scopes().uses(variable).iter().any(|&u| is_write(tree, u));
    (tree.child(root, Field::Body).is_some() && !is_written).then_some(variable)
}

fn of_function(site: Site, decl: &FuncRef, index: usize, depth: usize) -> Ends {
    let Some(inner) = decl.site(site.program).filter(|_| depth > 0) else { return Ends::default() };
    let Some(it) = parameter(inner, index) else { return Ends::default() };
    let flow = inner.flow(inner.tree().root());
    let before_end = before_end(inner, &flow, it, depth);
    let exits: Vec<(bool, Outcome)> = flow
        .exits()
        .filter(|&p| flow.reachable(p))
        .map(|p| (!before_end.contains(&p), flow.node(p).map_or(Outcome::Either, |n| outcome(inner, n))))
        .collect();
    let relevant = |other: Outcome| exits.iter().filter(move |(_, outcome)| *outcome != other);
    let all = |other: Outcome| relevant(other).all(|(ended, _)| *ended);
    let fails = exits.iter().all(|(_, outcome)| *outcome == Outcome::Bad);
    let ended = !exits.is_empty() && exits.iter().all(|(ended, _)| *ended);
    let bad = relevant(Outcome::Good).next().is_some() && all(Outcome::Good);
    // One that never comes back well, but because the context has ended among others, is told by that.
    let good = exits.iter().any(|(ended, _)| *ended) && all(Outcome::Bad);
    Ends { any: ended && !fails, good, bad, failing: ended && fails }
}

/// The points to which control may come before the context, or the channel, in the variable `it` has told of the end.
fn before_end(site: Site, flow: &Flow, it: BindingId, depth: usize) -> Vec<PointId> {
    let tree = site.tree();
    let of_it = |n: NodeId| tree.subtree(n).any(|m| site.scopes().resolve(m) == Some(it));
    let of_call = |call| match callee(site, call) {
        Some((decl, index)) if of_it(call) => of_function(site, &decl, index, depth - 1),
        _ => Ends::default(),
    };
    let hears = |n: NodeId| {
        let channel = match tree.kind(n) {
            Kind::Unary if tree.op(n) == Op::Receive => tree.child(n, Field::Operand),
            Kind::RangeClause => tree.child(n, Field::Right),
            _ => None,
        };
        channel.is_some_and(|c| tree.kind(c) == Kind::Ident && site.scopes().resolve(c) == Some(it))
    };
    let ended = |p: PointId| {
        flow.node(p).is_some_and(|n| {
            of_it(n) && receives_done(site, flow, n, (p, p))
                || tree.subtree(n).any(|m| hears(m) && flow.point_of(m) == Some(p))
                || calls_at(site, flow, n, p).any(|c| of_call(c).any)
        })
    };
    let told = |p: PointId| {
        let of_end = |c| tells_of_end(site, c).filter(|_| of_it(c));
        flow.condition(p).and_then(|c| of_end(c).or_else(|| told(site, c, &of_call)))
    };
    flow.behind(flow.entry(), |from, e: &Edge| !ended(e.to) && (e.when.is_none() || told(from) != e.when))
}

/// Whether the header of a loop, at `clause`, goes over a channel that a function of the module gives and closes only
/// when the context that it is given has ended: `for n := range events(ctx) { … }`.
fn goes_on_to_the_end(site: Site, clause: NodeId) -> bool {
    let tree = site.tree();
    let channel = tree.child(clause, Field::Right).filter(|_| tree.kind(clause) == Kind::RangeClause);
    let call = channel.map(|c| tree.unparen(c)).and_then(|c| match tree.kind(c) {
        Kind::Ident => only_value(site, c),
        _ => Some(c),
    });
    let call = call.filter(|&c| tree.kind(c) == Kind::Call && !is_given_none(site, c));
    let is_channel = |c: NodeId| matches!(site.program.underlying(&site.type_of(c)), Type::Chan(..));
    let found = call.filter(|&c| is_channel(c)).and_then(|c| callee(site, c));
    found.is_some_and(|(decl, index)| closes_at_end(site, &decl, index))
}

/// Whether the function gives a channel that only a goroutine of its own closes, when what its parameter of that number
/// tells of has ended.
fn closes_at_end(site: Site, decl: &FuncRef, index: usize) -> bool {
    let Some(inner) = decl.site(site.program) else { return false };
    let (tree, scopes) = (inner.tree(), inner.scopes());
    let root = tree.root();
    let returns = tree.subtree(root).filter(|&n| tree.kind(n) == Kind::Return);
    let mut returned = returns.filter(|&n| tree.enclosing_func(n) == Some(root)).map(|n| {
        let values = tree.children(n).next().map(|list| tree.list(list)).unwrap_or_default();
        let [only] = values[..] else { return None };
        scopes.resolve(only).filter(|_| tree.kind(only) == Kind::Ident)
    });
    let (Some(it), Some(Some(channel))) = (parameter(inner, index), returned.next()) else { return false };
    if returned.any(|other| other != Some(channel)) {
        return false;
    }
    let mut closed = false;
    for &u in scopes.uses(channel) {
        let kind = tree.parent(u).map(|p| (tree.kind(p), tree.field(u)));
        match passed_to(inner, u) {
            Some(call) if matches!(inner.callee(call), Callee::Builtin("close")) => {
                if !is_called_at_end(inner, call, it) {
                    return false;
                }
                closed = true;
            }
            None if kind == Some((Kind::SendStmt, Field::Channel)) => {}
            None if tree.stmt_of(u).is_some_and(|s| tree.kind(s) == Kind::Return) => {}
            _ => return false,
        }
    }
    closed
}

/// Whether the call, in a goroutine that is a literal of the function, is made only when what the variable tells of has
/// ended; a deferred one is made where the goroutine ends.
fn is_called_at_end(site: Site, call: NodeId, it: BindingId) -> bool {
    let tree = site.tree();
    let deferring = |l: NodeId| matches!(literal_role(site, l), LiteralRole::Deferred(_));
    let inner = tree.enclosing_func(call);
    let in_deferred = inner.filter(|&l| tree.kind(l) == Kind::FuncLit && deferring(l));
    let goroutine = match in_deferred {
        Some(literal) => tree.enclosing_func(literal),
        None => inner,
    };
    let started = |l: NodeId| {
        let work = tree.parent(l).filter(|_| tree.field(l) == Field::Function);
        work.and_then(|w| tree.parent(w)).is_some_and(|s| tree.kind(s) == Kind::Go)
    };
    let Some(goroutine) = goroutine.filter(|&l| tree.kind(l) == Kind::FuncLit && started(l)) else {
        return false;
    };
    let flow = site.flow(goroutine);
    let before_end = before_end(site, &flow, it, MAX_STEPS);
    let is_deferred = in_deferred.is_some() || tree.parent(call).is_some_and(|s| tree.kind(s) == Kind::Defer);
    match is_deferred {
        true => !flow.exits().any(|p| before_end.contains(&p)),
        false => flow.point_of(call).is_some_and(|p| !before_end.contains(&p)),
    }
}

/// What a return says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Good,
    Bad,
    Either,
}

fn outcome(site: Site, stmt: NodeId) -> Outcome {
    let tree = site.tree();
    let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
    match values.last().map(|&v| tree.unparen(v)) {
        Some(v) if tree.kind(v) == Kind::Nil || tree.text(v) == "true" => Outcome::Good,
        Some(v) if tree.text(v) == "false" || fails(site, stmt) => Outcome::Bad,
        _ => Outcome::Either,
    }
}

/// The calls that are made when control comes to the point, those in literals left out.
fn calls_at<'a>(
    site: Site<'a>,
    flow: &'a Flow,
    node: NodeId,
    point: PointId,
) -> impl Iterator<Item = NodeId> + 'a {
    let tree = site.tree();
    let later = matches!(tree.kind(node), Kind::Go | Kind::Defer);
    let calls = tree.subtree(node).filter(move |&n| !later && tree.kind(n) == Kind::Call);
    calls.filter(move |&c| flow.point_of(c) == Some(point) && tree.enclosing_func(c) == Some(flow.func()))
}

/// With which outcome the condition says that a call of which `ends` tells has come back for that reason.
fn told(site: Site, condition: NodeId, ends: &dyn Fn(NodeId) -> Ends) -> Option<bool> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    let of_call = |call: NodeId, good_when: bool| match ends(call) {
        Ends { bad: true, .. } => Some(!good_when),
        Ends { good: true, .. } => Some(good_when),
        _ => None,
    };
    match tree.kind(condition) {
        Kind::Call if site.type_of(condition) == Type::BOOL => of_call(condition, true),
        // `_, ok := next(ctx, in)`
        Kind::Ident => {
            let variable = site.scopes().resolve(condition)?;
            of_call(call_that_gives(site, variable, condition)?, true)
        }
        Kind::Unary if tree.op(condition) == Op::Not => {
            told(site, tree.child(condition, Field::Operand)?, ends).map(|when| !when)
        }
        // `if sleep(ctx) != nil`
        Kind::Binary if matches!(tree.op(condition), Op::Eq | Op::Ne) => {
            let call =
                tree.children(condition).map(|n| tree.unparen(n)).find(|&n| tree.kind(n) == Kind::Call);
            let is_nil = tree.children(condition).any(|n| tree.kind(n) == Kind::Nil);
            match call.filter(|_| is_nil) {
                Some(call) => of_call(call, tree.op(condition) == Op::Eq),
                None => {
                    let (variable, is_nil) = nil_test(site, condition)?;
                    of_call(call_that_gives(site, variable, condition)?, is_nil)
                }
            }
        }
        _ => None,
    }
}

/// The call whose error, or last word, the variable holds where the condition asks for it: it is what the `if` begins
/// with, or what the variable is defined with and keeps.
fn call_that_gives(site: Site, variable: BindingId, condition: NodeId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let begun = tree.parent(condition).and_then(|i| tree.child(i, Field::Initializer));
    let in_begun = |u: &NodeId| begun.is_some_and(|b| tree.contains(b, *u));
    let mut writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
    let target = match writes.clone().find(in_begun) {
        Some(target) => target,
        None if writes.next().is_none() => scopes.binding(variable).ident,
        None => return None,
    };
    let ty = site.type_of(target);
    let (call, is_last) = match given(site, target)?.0 {
        Given::Value(call) => (call, true),
        Given::Result(call, index) => (call, index + 1 == results(site, call).len()),
    };
    (tree.kind(call) == Kind::Call && (is_error(&ty) || is_last && ty == Type::BOOL)).then_some(call)
}
