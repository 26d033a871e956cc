//! Calls that come back only when the context they are given has ended: what stands behind them is done then, as behind
//! `<-ctx.Done()`.

use super::cancellation::{comes_undenied, receives_done, tells_of_end};
use super::detached::place::is_detached_call;
use super::origins::{Given, given};
use super::parameters::parameters;
use super::returns::fails;
use super::types::{is_context, is_error};
use super::uses::nil_test;
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
    /// With no error, or with `true`.
    good: bool,
    /// With an error, or with `false`.
    bad: bool,
}

/// How many functions that call each other are looked into.
const MAX_STEPS: usize = 3;

/// What is known of functions: by file, and number of the declaration.
#[derive(Default)]
struct Known(Memo<(Arc<Path>, usize), Ends>);

/// Whether control comes to `node` behind a call that only comes back when the context it is given has ended, or with an
/// outcome with which it only does then: `if err := sleep(ctx, d); err != nil { … }`.
pub fn is_behind_end_of_call(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let ends = |call| if is_given_none(site, call) { Ends::default() } else { of_call(site, call) };
    tree.ancestors(node).filter(|&a| tree.kind(a).is_func()).any(|func| {
        let flow = site.flow(func);
        let Some(here) = flow.point_of(node) else { return false };
        let others = || flow.points().filter(|&p| p != here);
        let comes_back = |p: PointId| {
            flow.reaches(p, here, |_| false)
                && flow.node(p).is_some_and(|n| calls_at(site, &flow, n, p).any(|call| ends(call).any))
                && comes_undenied(site, &flow, p, here)
        };
        let told: Vec<(PointId, bool)> =
            others().filter_map(|p| Some((p, told(site, flow.condition(p)?, &ends)?))).collect();
        flow.passes_one_of(&told, here) || others().any(comes_back)
    })
}

/// Whether the context that the call is given has no end.
fn is_given_none(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut args = tree.child(call, Field::Arguments).into_iter().flat_map(|a| tree.children(a));
    args.any(|a| is_detached_call(site, a))
}

fn of_call(site: Site, call: NodeId) -> Ends {
    let Some(decl) = callee(site, call) else { return Ends::default() };
    let key = (decl.file.path.clone(), decl.decl);
    site.program.memory::<Known>().0.get(key, || of_function(site, &decl, MAX_STEPS))
}

/// The function of the module that is called, if it is given a context.
fn callee(site: Site, call: NodeId) -> Option<FuncRef> {
    let Callee::Known(known) = site.callee(call) else { return None };
    let takes_context = known.sig.as_ref().is_some_and(|s| s.params.iter().any(is_context));
    let [decl] = &known.decls[..] else { return None };
    let in_module = decl.package.module.root == site.package.module.root;
    (takes_context && in_module && !known.interface).then(|| decl.clone())
}

fn of_function(site: Site, decl: &FuncRef, depth: usize) -> Ends {
    let Some(inner) = decl.site(site.program).filter(|_| depth > 0) else { return Ends::default() };
    let (tree, root) = (inner.tree(), inner.tree().root());
    let given = parameters(inner, root).into_iter().find(|p| p.type_in(inner).is_context());
    let context = given.and_then(|p| p.variable);
    // One that it makes of that may have ended without it.
    let is_written = |v| inner.scopes().uses(v).iter().any(|&u| is_write(tree, u));
    let Some(context) = context.filter(|&v| tree.child(root, Field::Body).is_some() && !is_written(v)) else {
        return Ends::default();
    };
    let of_it = |n: NodeId| tree.subtree(n).any(|m| inner.scopes().resolve(m) == Some(context));
    let of_call = |call| match callee(inner, call) {
        Some(decl) if of_it(call) => of_function(inner, &decl, depth - 1),
        _ => Ends::default(),
    };
    let flow = inner.flow(root);
    let ended = |p: PointId| {
        flow.node(p).is_some_and(|n| {
            of_it(n) && receives_done(inner, &flow, n, (p, p))
                || calls_at(inner, &flow, n, p).any(|c| of_call(c).any)
        })
    };
    let told = |p: PointId| {
        let of_end = |c| tells_of_end(inner, c).filter(|_| of_it(c));
        flow.condition(p).and_then(|c| of_end(c).or_else(|| told(inner, c, &of_call)))
    };
    let before_end = flow
        .behind(flow.entry(), |from, e: &Edge| !ended(e.to) && (e.when.is_none() || told(from) != e.when));
    let exits: Vec<(bool, Outcome)> = flow
        .exits()
        .filter(|&p| flow.reachable(p))
        .map(|p| (!before_end.contains(&p), flow.node(p).map_or(Outcome::Either, |n| outcome(inner, n))))
        .collect();
    let all = |other: Outcome| {
        let mut relevant = exits.iter().filter(|(_, outcome)| *outcome != other).peekable();
        relevant.peek().is_some() && relevant.all(|(ended, _)| *ended)
    };
    // Behind one that always fails, nothing is done but what a failure is answered with.
    let fails = exits.iter().all(|(_, outcome)| *outcome == Outcome::Bad);
    let any = !fails && exits.iter().all(|(ended, _)| *ended);
    Ends { any, good: all(Outcome::Bad), bad: all(Outcome::Good) }
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

/// The call whose error the variable holds where the condition asks for it: it is what the `if` begins with, or what
/// the variable is defined with and keeps.
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
    match given(site, target)?.0 {
        Given::Value(call) | Given::Result(call, _) => {
            (tree.kind(call) == Kind::Call && is_error(&site.type_of(target))).then_some(call)
        }
    }
}
