//! How a function leaves elsewhere because its context has ended, and whether it can leave so where it waits.

use super::asked::{leaves_function, waits_for_end};
use super::exit::stmts_behind;
use super::given_back::{Hold, hold_at};
use super::owed::stops_timer;
use super::pending::is_given;
use super::{Awaited, around, means_the_same};
use crate::contexts::harmless::{only_tells, tells};
use crate::contexts::returns::{check_behind, fails};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::collections::BTreeSet;

/// The statements by which the function leaves in each of the blocks `own`, if they can be done at `place` too; `None`
/// if they are not the same everywhere and the error of the context will do. An error if they do more than that.
pub(super) fn as_elsewhere(
    site: Site,
    func: NodeId,
    place: NodeId,
    awaited: &Awaited,
    own: &[NodeId],
) -> Result<Option<Vec<String>>, String> {
    let tree = site.tree();
    let holds = |s: NodeId| hold_at(site, place, s, awaited);
    if let Some(unclear) = own.iter().flat_map(|&b| tree.stmts(b)).find(|&s| holds(s) == Hold::Unclear) {
        let line = site.line(unclear);
        return Err(format!("what line {line} gives back may have been given back before"));
    }
    let leaves = |s: NodeId| leaves_function(site, func, s);
    let does_more = |s: &NodeId| {
        !leaves(*s) && !only_tells(site, *s) && !stops_timer(site, *s) && holds(*s) == Hold::Held
    };
    let behind =
        waits_for_end(site, func, awaited).into_iter().flat_map(|s| stmts_behind(site, s)).find(does_more);
    let more = own.iter().flat_map(|&b| tree.stmts(b)).find(does_more);
    // What waits here for others may wait for none there.
    let is_simple = |s: NodeId| {
        matches!(tree.kind(s), Kind::ExprStmt | Kind::Assign | Kind::Return)
            && !receives(site, s)
            && !tree.text(s).contains('\n')
    };
    let fits = |s: NodeId| is_simple(s) && means_the_same(site, s, place);
    // Logs need not be repeated.
    let counts =
        |s: &NodeId| more.is_some() && !stops_timer(site, *s) && holds(*s) == Hold::Held || leaves(*s);
    let written = |s: NodeId| match tree.kind(s) {
        Kind::Break => Some("return".to_owned()),
        _ => fits(s).then(|| tree.text(s).to_owned()),
    };
    let texts = |b: NodeId| -> Option<Vec<String>> {
        let one = |s: NodeId| {
            let as_it_is = || written(s).filter(|_| !needs_answer(site, b, s));
            as_it_is().or_else(|| with_error_asked(site, (b, s), place))
        };
        tree.stmts(b).filter(counts).map(one).collect()
    };
    let lists: Vec<Option<Vec<String>>> = own.iter().map(|&b| texts(b)).collect();
    let only = only_one(lists.iter().flatten()).or_else(|| {
        let l = around(site, place)?;
        only_one(own.iter().zip(&lists).filter(|(b, _)| tree.contains(l, **b)).flat_map(|(_, list)| list))
    });
    let repeats_all = only.is_some() && !lists.contains(&None);
    match behind.or(more.filter(|_| !repeats_all)) {
        Some(stmt) => {
            let line = site.line(stmt);
            Err(format!("the function does more than return on line {line} when the context has ended"))
        }
        None => Ok(only),
    }
}

/// Whether `lines`, by which the function leaves elsewhere, would pass over an error in silence: they give nil, as it
/// also does in the loop around `place` when it has got what it waits for, and from there control comes to work under
/// the context, whose error it gives back, before it asks whether that has ended.
pub(super) fn would_hide_error(
    site: Site,
    place: NodeId,
    awaited: &Awaited,
    own: &[NodeId],
    lines: &[String],
) -> bool {
    let tree = site.tree();
    let (Some(func), Some(l)) = (tree.enclosing_func(place), around(site, place)) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let within = |kind: Kind| {
        tree.subtree(l).filter(move |&n| tree.kind(n) == kind && tree.enclosing_func(n) == Some(func))
    };
    let is_success = |r: NodeId| {
        let value = tree.only_child(r).and_then(|list| tree.only_child(list));
        value.is_some_and(|v| tree.kind(v) == Kind::Nil) && !own.iter().any(|&b| tree.contains(b, r))
    };
    let asked: Vec<PointId> = own.iter().filter_map(|&b| asked_at(site, &flow, b)).collect();
    let comes_to =
        |n: NodeId| flow.point_of(n).is_some_and(|p| flow.reaches(here, p, |q| asked.contains(&q)));
    let gives_error = |c: NodeId| {
        let last = check_behind(site, c).and_then(|block| tree.stmts(block).last());
        is_given(site, c, awaited) && last.is_some_and(|s| tree.kind(s) == Kind::Return && fails(site, s))
    };
    lines.iter().any(|line| line == "return nil")
        && within(Kind::Return).any(is_success)
        && within(Kind::Call).any(|c| gives_error(c) && comes_to(c))
}

/// The point at which the function asks what the block is for.
fn asked_at(site: Site, flow: &Flow, block: NodeId) -> Option<PointId> {
    let tree = site.tree();
    let around = tree.parent(block)?;
    match tree.kind(around) {
        Kind::If => flow.point_of(tree.child(around, Field::Condition)?),
        _ => flow.point_of(around),
    }
}

/// Whether the function leaves right before `place` by one of the blocks `own`, with nothing but logs in between: what
/// it skips where it waits, it skips there too.
pub(super) fn leaves_right_before(site: Site, func: NodeId, place: NodeId, own: &[NodeId]) -> bool {
    let tree = site.tree();
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place).filter(|_| !flow.unknown()) else { return false };
    let is_idle = |p: PointId| {
        flow.node(p).is_none_or(|n| {
            let acts = |n: NodeId| match tree.kind(n) {
                Kind::Call => !tells(site, n),
                Kind::Assign | Kind::IncStmt | Kind::DecStmt | Kind::SendStmt | Kind::Go | Kind::Defer => {
                    true
                }
                _ => false,
            };
            !tree.subtree(n).any(acts)
        })
    };
    own.iter().any(|&block| {
        let only_returns = tree.stmts(block).all(|s| tree.kind(s) == Kind::Return || only_tells(site, s));
        let asked = asked_at(site, &flow, block).filter(|&q| only_returns && q != here);
        asked.filter(|&q| flow.dominates(q, here)).is_some_and(|q| {
            let between = flow.behind(q, |p, e| p != here && e.to != here);
            between.into_iter().filter(|&p| flow.reaches(p, here, |r| r == q)).all(is_idle)
        })
    })
}

/// The return statement of the block that gives back what the condition has asked for:
/// `if err := ctx.Err(); err != nil { return n, err }`.
fn with_error_asked(site: Site, (block, stmt): (NodeId, NodeId), place: NodeId) -> Option<String> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (target, question) = asked_first(site, block)?;
    let error = scopes.defines(target).or_else(|| scopes.resolve(target))?;
    let values = tree.children(stmt).next().filter(|_| tree.kind(stmt) == Kind::Return);
    let values = values.map(|l| tree.list(l))?;
    let (&last, others) = values.split_last()?;
    let is_it = |n: &NodeId| tree.kind(*n) == Kind::Ident && scopes.resolve(*n) == Some(error);
    // Alone, or once in what tells of it: `fmt.Errorf("wait: %w", err)`.
    let mut its = tree.subtree(last).filter(is_it);
    let (Some(it), None) = (its.next(), its.next()) else { return None };
    let mut parts =
        others.iter().copied().chain(tree.subtree(last).filter(|n| tree.kind(*n).is_name() && *n != it));
    let fit = parts.all(|n| means_the_same(site, n, place))
        && means_the_same(site, question, place)
        && !tree.text(stmt).contains('\n');
    let (whole, part) = (tree.span(last), tree.span(it));
    let (head, tail) = ((part.start - whole.start) as usize, (part.end - whole.start) as usize);
    let text = tree.text(last);
    let told = format!("{}{}{}", &text[..head], tree.text(question), &text[tail..]);
    let texts = others.iter().map(|&v| tree.text(v).to_owned()).chain([told]);
    fit.then(|| format!("return {}", texts.collect::<Vec<_>>().join(", ")))
}

/// Whether `stmt`, in a block that is for the end of a context, gives back a variable of the function that the head of
/// the block has just set to the context's error: `if err = ctx.Err(); err != nil { return nil, err }`. Elsewhere it
/// holds something else.
fn needs_answer(site: Site, block: NodeId, stmt: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(target) = asked_first(site, block).map(|(t, _)| t).filter(|&t| scopes.defines(t).is_none())
    else {
        return false;
    };
    let variable = scopes.resolve(target).filter(|_| tree.kind(target) == Kind::Ident);
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == variable;
    variable.is_none() || tree.children(stmt).next().is_none() || tree.subtree(stmt).any(is_it)
}

/// What the head of the block is given first, and by what: `err` and `ctx.Err()` of `if err := ctx.Err(); …`.
fn asked_first(site: Site, block: NodeId) -> Option<(NodeId, NodeId)> {
    let tree = site.tree();
    let branch = tree.parent(block).filter(|&b| tree.kind(b) == Kind::If)?;
    let asked = tree.child(branch, Field::Initializer)?;
    let one = |field| tree.child(asked, field).and_then(|l| tree.list(l).first().copied());
    Some((one(Field::Left)?, one(Field::Right)?))
}

/// What all of them are.
fn only_one<'l>(lists: impl Iterator<Item = &'l Vec<String>>) -> Option<Vec<String>> {
    let distinct: BTreeSet<&Vec<String>> = lists.collect();
    distinct.first().filter(|_| distinct.len() == 1).map(|list| (*list).clone())
}

pub(super) fn receives(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(stmt).any(|n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)
}
