//! `nested-ctx`: a loop or a function literal derives a context from the variable that it assigns it to, so that each
//! round adds one to the chain.

mod callee;
mod repair;

use crate::contexts::calls::assigned_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{is_context, request_type};
use crate::contexts::uses::direct_call;
use crate::facts::calls::{MAKERS, makers};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_read, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::{Applicability, Codemod, Finding, Pass, Repaired};

/// What derives a context.
const DERIVING: &[&str] = &makers::<{ MAKERS + 1 }>(&["WithValue"]);

pub const CODEMOD: Codemod = Codemod {
    name: "nested-ctx",
    summary: "Each round of a loop derives its context from the one of the round before",
    needles: DERIVING,
    worth: |glance| glance.may_grow_context(DERIVING),
    only: None,
    wants_producers: false,
    wants_twins: false,
    globals: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let (site, tree) = (pass.site, pass.site.tree());
    let assignments = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Assign);
    let all: Vec<Nested> = assignments.filter_map(|stmt| nested(site, stmt)).collect();
    for nested in all.iter().filter(|n| !is_told_by_another(n, &all)) {
        match reason_to_leave(site, nested) {
            Some(why) => pass.leave(tree.span(nested.stmt), why),
            None => found.push(finding(site, nested)),
        }
    }
}

/// Whether another of the assignments that make one round's context from the other's tells of the same chain: one that
/// does so by itself, else one that ends, else the first.
fn is_told_by_another(n: &Nested, all: &[Nested]) -> bool {
    let rank = |n: &Nested| (!n.alone, n.maker == "WithValue", n.stmt);
    let others = all.iter().filter(|o| o.ctx == n.ctx && o.func == n.func);
    !n.alone && others.into_iter().any(|o| rank(o) < rank(n))
}

/// An assignment that makes a context from the variable that it assigns it to, again and again.
struct Nested {
    stmt: NodeId,
    /// The innermost function or literal around it.
    func: NodeId,
    ctx: BindingId,
    /// The function of package `context` that makes it.
    maker: String,
    /// Whether the rounds of a loop repeat it, and not the calls of a literal.
    in_loop: bool,
    /// Whether no other assignment makes a context from the variable in between.
    alone: bool,
}

fn nested(site: Site, stmt: NodeId) -> Option<Nested> {
    let (tree, scopes) = (site.tree(), site.scopes());
    if tree.op(stmt) != Op::Assign {
        return None;
    }
    let left = tree.list(tree.child(stmt, Field::Left)?);
    let (ctx, maker) = left.iter().find_map(|&target| derives(site, target))?;
    if !is_context(&site.type_of(scopes.binding(ctx).ident)) {
        return None;
    }
    let func = tree.enclosing_func(stmt)?;
    let flow = site.flow(func);
    let start = flow.point_of(stmt).filter(|&p| flow.reachable(p))?;
    if flow.unknown() {
        return None;
    }
    let (links, resets): (Vec<NodeId>, Vec<NodeId>) =
        others(site, &flow, ctx, stmt).into_iter().partition(|&t| is_derived(site, ctx, t));
    let stops: Vec<PointId> = resets.iter().filter_map(|&t| flow.point_of(t)).collect();
    let in_loop = flow.reaches(start, start, |p| stops.contains(&p));
    let between: Vec<PointId> = links.iter().filter_map(|&t| flow.point_of(t)).chain(stops).collect();
    let alone = !in_loop || flow.reaches(start, start, |p| between.contains(&p));
    let again = in_loop || is_of_a_literal_called_again(site, func, ctx);
    again.then_some(Nested { stmt, func, ctx, maker, in_loop, alone })
}

/// The variable that the assignment gives `target`, if what it gives is derived from that variable itself, and the name
/// of the function of package `context` that does so last: `WithValue(WithValue(ctx, a, x), b, y)`.
fn derives(site: Site, target: NodeId) -> Option<(BindingId, String)> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let ctx = scopes.resolve(target).filter(|_| tree.kind(target) == Kind::Ident)?;
    let (Given::Value(call) | Given::Result(call, 0), _) = given(site, target)? else { return None };
    let parent = |&call: &NodeId| {
        deriving(site, call)?;
        Some(tree.unparen(tree.arg(call, 0)?))
    };
    let first = std::iter::successors(Some(call), parent).last()?;
    let is_itself = tree.kind(first) == Kind::Ident && scopes.resolve(first) == Some(ctx);
    Some((ctx, deriving(site, call).filter(|_| is_itself)?))
}

/// The name of the function of package `context` that `call` calls, if that derives a context.
fn deriving(site: Site, call: NodeId) -> Option<String> {
    let Callee::Known(known) = site.callee(call) else { return None };
    let derives = DERIVING.contains(&&*known.name) && known.is_func("context", &known.name);
    (site.tree().kind(call) == Kind::Call && derives).then(|| known.name.to_string())
}

/// Where the variable gets a value otherwise: its definition, and all assignments but `stmt`.
fn others(site: Site, flow: &Flow, ctx: BindingId, stmt: NodeId) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let writes = scopes.uses(ctx).iter().filter(|&&u| is_write(tree, u) && !tree.contains(stmt, u));
    let definition = Some(scopes.binding(ctx).ident).filter(|&d| tree.contains(flow.func(), d));
    writes.copied().chain(definition).collect()
}

/// Whether `target` is given a context that is made from the variable's.
fn is_derived(site: Site, ctx: BindingId, target: NodeId) -> bool {
    derives(site, target).is_some_and(|(of, _)| of == ctx)
}

/// Whether the variable comes from outside of the literal `func`, which is a handler, is given to a function that calls
/// it again and again, or stands, or is called, in a loop that the variable is not made in.
fn is_of_a_literal_called_again(site: Site, func: NodeId, ctx: BindingId) -> bool {
    let (tree, binding) = (site.tree(), site.scopes().binding(ctx));
    let mut literal = func;
    while literal != binding.func && tree.kind(literal) == Kind::FuncLit {
        let Some(outer) = tree.enclosing_func(literal) else { return false };
        let flow = site.flow(outer);
        let repeats = flow.loop_of(tree, literal).is_some_and(|l| !tree.contains(l, binding.ident));
        let may_return = flow.point_of(literal).is_some_and(|p| flow.in_cycle(p));
        if repeats && may_return
            || is_handler(site, literal)
            || callee::calls_again(site, literal)
            || is_called_again(site, literal, binding.ident)
        {
            return true;
        }
        literal = outer;
    }
    false
}

/// Whether the literal is kept in a variable, and called in a loop that `made` is not made in, or by itself.
fn is_called_again(site: Site, literal: NodeId, made: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident);
    let uses = name.and_then(|n| scopes.resolve(n)).map_or(&[][..], |v| scopes.uses(v));
    let repeats = |call: NodeId| {
        let Some(func) = tree.enclosing_func(call) else { return false };
        let flow = site.flow(func);
        tree.contains(literal, call)
            || flow.loop_of(tree, call).is_some_and(|l| !tree.contains(l, made))
                && flow.point_of(call).is_some_and(|p| flow.in_cycle(p))
    };
    uses.iter().filter_map(|&u| direct_call(site, u)).any(repeats)
}

/// Whether a parameter of the literal is a request.
fn is_handler(site: Site, literal: NodeId) -> bool {
    let scopes = site.scopes();
    scopes.bindings().map(|b| scopes.binding(b)).any(|b| {
        b.kind == BindingKind::Param
            && b.func == literal
            && request_type(site, &site.type_of(b.ident)).is_some()
    })
}

fn reason_to_leave(site: Site, n: &Nested) -> Option<&'static str> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let writes: Vec<NodeId> = scopes
        .uses(n.ctx)
        .iter()
        .copied()
        .filter(|&u| is_write(tree, u) && !tree.contains(n.stmt, u))
        .collect();
    let owner = scopes.binding(n.ctx).func;
    if writes.iter().any(|&w| tree.enclosing_func(w) != Some(owner)) {
        return Some("a function literal assigns the variable too");
    }
    if !n.in_loop && !writes.is_empty() {
        return Some("the variable is assigned elsewhere too");
    }
    if is_guarded(site, n) {
        return Some("a condition that it changes itself lets it run once");
    }
    if is_of_one_round(site, n) {
        return Some("a condition on the loop's own variable lets it run once");
    }
    if n.maker == "WithValue" && is_read_behind(site, n) {
        return Some("the values are gathered for what follows");
    }
    None
}

/// Whether an `if` around it asks for something that the `if`'s own block assigns.
fn is_guarded(site: Site, n: &Nested) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    tree.ancestors(n.stmt).take_while(|&a| a != n.func).filter(|&a| tree.kind(a) == Kind::If).any(|branch| {
        let Some(condition) = tree.child(branch, Field::Condition) else { return false };
        tree.subtree(condition).filter(|&c| tree.kind(c) == Kind::Ident).any(|c| {
            let variable = scopes.resolve(c);
            variable.is_some_and(|b| {
                scopes.uses(b).iter().any(|&u| is_write(tree, u) && tree.contains(branch, u))
            })
        })
    })
}

/// Whether an `if` around it asks for one value of a variable of the loop: `if i == 0 {`.
fn is_of_one_round(site: Site, n: &Nested) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let counts = |c: NodeId| {
        let variable = scopes.resolve(c).filter(|_| tree.kind(c) == Kind::Ident);
        variable.is_some_and(|b| {
            let ident = scopes.binding(b).ident;
            tree.ancestors(ident)
                .take_while(|&a| tree.kind(a) != Kind::Block)
                .any(|a| matches!(tree.kind(a), Kind::RangeClause | Kind::ForClause))
        })
    };
    tree.ancestors(n.stmt).take_while(|&a| a != n.func).filter(|&a| tree.kind(a) == Kind::If).any(|branch| {
        let then = tree.child(branch, Field::Consequence).is_some_and(|c| tree.contains(c, n.stmt));
        let condition = tree.child(branch, Field::Condition).map(|c| tree.unparen(c));
        then && condition.is_some_and(|c| tree.op(c) == Op::Eq && tree.children(c).any(counts))
    })
}

/// Whether the variable is read outside of the loop or literal, where the assignment may have come before. What a
/// backward `goto` repeats is what leads back to it.
fn is_read_behind(site: Site, n: &Nested) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let flow = site.flow(n.func);
    let region = if n.in_loop { flow.loop_of(tree, n.stmt) } else { Some(n.func) };
    let leads_back = |u: NodeId| match (flow.point_of(u), flow.point_of(n.stmt)) {
        (Some(from), Some(to)) => flow.reaches(from, to, |_| false),
        _ => false,
    };
    let is_inside = |u: NodeId| match region {
        Some(region) => tree.contains(region, u) || is_called_within(site, region, u),
        None => leads_back(u),
    };
    scopes
        .uses(n.ctx)
        .iter()
        .any(|&u| is_read(tree, u) && !is_inside(u) && repair::may_follow(site, n, n.ctx, u))
}

/// Whether `u` stands in a literal that a variable holds, and which is only called within `region`.
fn is_called_within(site: Site, region: NodeId, u: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let literal = tree.enclosing_func(u).filter(|&f| tree.kind(f) == Kind::FuncLit);
    let name = literal.and_then(|l| assigned_name(site, l)).filter(|&n| tree.kind(n) == Kind::Ident);
    let Some(held) = name.and_then(|n| scopes.resolve(n)) else { return false };
    let uses: Vec<NodeId> = scopes.uses(held).iter().copied().filter(|&u| !is_write(tree, u)).collect();
    !uses.is_empty()
        && uses.iter().all(|&u| direct_call(site, u).is_some_and(|call| tree.contains(region, call)))
}

fn finding(site: Site, n: &Nested) -> Finding {
    let (tree, name) = (site.tree(), site.tree().text(site.scopes().binding(n.ctx).ident));
    let round = if n.in_loop { "round" } else { "call" };
    let mut message = format!(
        "{name} is derived from the {name} of the {round} before, so the chain grows with each {round}"
    );
    if n.maker != "WithValue" {
        message += ", and ends with the first of them that is released or expires";
    }
    let by_hand = |why: String| format!("give each {round} a variable of its own by hand: {why}");
    Finding::new(site, CODEMOD.name, tree.span(n.stmt), message)
        .mended(repair::define(site, n).map(Repaired::unsafely).map_err(by_hand))
}
