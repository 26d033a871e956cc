//! Whether a function waits for a goroutine it started before it ends.
//!
//! A join is a `Wait` or a receive that the function itself executes on every path from the start of the goroutine to
//! every exit, on something that the goroutine refers to; or a loop that fills up a semaphore (`semaphores`). A
//! deferred join counts where it is registered behind the release's own defer: deferred calls run last in, first out.
//! `waits` knows where a function waits, `late` what only a deferred call waits for, `done` which goroutines look for
//! the end of a context.

mod done;
mod late;
mod semaphores;
mod waits;

pub use late::{Late, joined_late};
pub use waits::joins_of;

use super::returns::fails;
use super::signals::{ends_with, goes_on_behind, literal_run, may_tell_of, sends_again};
use crate::golang::flow::{Flow, PointId, PointKind};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use done::{hears_of_done, waits_for_done};
use late::deferring;
use std::collections::HashSet;

/// Whether a goroutine has ended when its function does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Joined {
    No,
    /// More of them answer than the function hears of: the first answer is taken, and who was slower goes on.
    First,
    /// Goroutines are waited for in a loop, and their numbers are not compared; or all exits that do not wait return
    /// an error; or what they make is taken in a loop that also ends otherwise.
    Perhaps,
    Yes,
}

/// Whether `func` joins the goroutine that `start` (a go statement, or a call such as `g.Go(…)`) starts. `work` is
/// what runs in it: the call of a go statement, or the call that is given the function.
pub fn joined(site: Site, flow: &Flow, func: NodeId, start: NodeId, work: NodeId) -> Joined {
    joined_on(site, flow, func, start, &mentioned(site, work), Some(work), &|_| true)
}

/// The same, where what `func` has deferred comes too late: behind a call that stands before a way out.
pub fn joined_at_exits(site: Site, flow: &Flow, func: NodeId, start: NodeId, work: NodeId) -> Joined {
    let is_now = |join| deferring(site, func, join).is_none();
    joined_on(site, flow, func, start, &mentioned(site, work), Some(work), &is_now)
}

/// Whether control has met an end of the goroutine, of which `start` and `work` are as for [`joined`], wherever it
/// comes to one of `exits`: where a select has several arms, only behind the one that hears of it.
pub fn joined_before(
    site: Site,
    flow: &Flow,
    func: NodeId,
    (start, work): (NodeId, NodeId),
    exits: &[PointId],
) -> bool {
    let Some(from) = flow.point_of(start).filter(|&p| !flow.in_cycle(p)) else { return false };
    let mentioned = mentioned(site, work);
    let joins: Vec<PointId> = joins_of(site, func)
        .filter(|&(join, operand)| {
            join > start
                && deferring(site, func, join).is_none()
                && super::uses::outermost_literal(site, func, join).is_none()
                && site.tree().kind(join) != Kind::RangeClause
                && root_variable(site, operand)
                    .is_some_and(|v| mentioned.contains(&v) && ends_with(site, work, v))
        })
        .filter_map(|(join, _)| flow.point_of(join))
        .collect();
    !joins.is_empty()
        && !waits_for_done(site, work)
        && exits.iter().all(|&e| !flow.reaches(from, e, |p| joins.contains(&p)))
}

/// Whether `func` waits for a goroutine that `call` starts in another function: on a channel it gives back, or on
/// something it is given.
pub fn awaited(site: Site, flow: &Flow, func: NodeId, call: NodeId) -> Joined {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(call) else { return Joined::No };
    let ranged = tree.ancestors(call).take_while(|&a| a != stmt).any(|a| tree.kind(a) == Kind::RangeClause);
    if ranged {
        return Joined::Perhaps;
    }
    joined_on(site, flow, func, call, &mentioned(site, stmt), None, &|_| true)
}

/// Whether `func` hears, behind the send statement `send`, from whom it has sent something: on a channel that went with
/// it.
pub fn answered(site: Site, flow: &Flow, func: NodeId, send: NodeId) -> bool {
    let sent = site.tree().child(send, Field::Value).map(|v| mentioned(site, v));
    sent.is_some_and(|sent| joined_on(site, flow, func, send, &sent, None, &|_| true) > Joined::No)
}

/// Whether `func` joins the goroutine that `start` starts in a call that it has deferred before, but behind `since`, if
/// that is given: that runs before what is deferred there. `start` and `work` are as for [`joined`].
pub fn joined_by_defer(
    site: Site,
    flow: &Flow,
    func: NodeId,
    since: Option<NodeId>,
    (start, work): (NodeId, NodeId),
) -> bool {
    let tree = site.tree();
    let mentioned = mentioned(site, work);
    let Some(from) = flow.point_of(start) else { return false };
    let registered = |join: NodeId| {
        let defer = tree.ancestors(join).take_while(|&a| a != func).find(|&a| tree.kind(a) == Kind::Defer)?;
        (since.is_none_or(|s| s < defer) && defer < start && runs_always(site, defer, join))
            .then(|| flow.point_of(defer))?
    };
    !hears_of_done(site, work)
        && joins_of(site, func).any(|(join, operand)| {
            root_variable(site, operand)
                .is_some_and(|v| mentioned.contains(&v) && !goes_on_behind(site, work, v))
                && may_tell_of(site, func, work, operand)
                && !hears_of_some(site, flow, func, join, operand)
                && registered(join).is_some_and(|p| flow.dominates(p, from) && !flow.in_cycle(p))
        })
}

/// Whether what `defer` defers comes to `join` in any case: it is that call, or a literal in a statement of which it
/// stands behind no return, whatever is done with the result: `err = g.Wait()`, `if werr := g.Wait(); err == nil {`.
pub fn runs_always(site: Site, defer: NodeId, join: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.children(defer).next();
    let body = call.and_then(|c| tree.child(c, Field::Function)).and_then(|f| tree.child(f, Field::Body));
    if call == Some(join) {
        return true;
    }
    let Some(body) = body else { return false };
    let path: Vec<NodeId> =
        std::iter::once(join).chain(tree.ancestors(join)).take_while(|&a| a != body).collect();
    let Some(&stmt) = path.last().filter(|_| tree.contains(body, join)) else { return false };
    let is_first = |n: NodeId| match tree.field(n) {
        Field::Initializer => true,
        Field::Condition => tree.parent(n).is_some_and(|p| tree.child(p, Field::Initializer).is_none()),
        _ => false,
    };
    let in_header = matches!(tree.kind(stmt), Kind::If | Kind::Switch)
        && path.iter().any(|&n| tree.parent(n) == Some(stmt) && is_first(n));
    let is_plain =
        matches!(tree.kind(stmt), Kind::ExprStmt | Kind::Assign | Kind::ShortVar | Kind::Return) || in_header;
    // The right side of `&&` may be left out, and a literal runs at some other time.
    let may_be_left_out = |&n: &NodeId| {
        let by_operator = tree
            .parent(n)
            .is_some_and(|p| matches!(tree.op(p), Op::And | Op::Or) && tree.field(n) == Field::Right);
        by_operator || tree.kind(n) == Kind::FuncLit
    };
    let returns =
        tree.subtree(body).any(|n| tree.kind(n) == Kind::Return && n < join && !tree.contains(n, join));
    is_plain && !path.iter().any(may_be_left_out) && !returns
}

fn joined_on(
    site: Site,
    flow: &Flow,
    func: NodeId,
    start: NodeId,
    mentioned: &HashSet<BindingId>,
    work: Option<NodeId>,
    counts: &dyn Fn(NodeId) -> bool,
) -> Joined {
    let needs_done = work.is_some_and(|w| waits_for_done(site, w));
    let Some(from) = flow.point_of(start) else { return Joined::No };
    let names_it = |operand| root_variable(site, operand).is_some_and(|v| mentioned.contains(&v));
    let is_mentioned = |operand| {
        names_it(operand)
            && !root_variable(site, operand).is_some_and(|v| work.is_some_and(|w| goes_on_behind(site, w, v)))
            && work.is_none_or(|w| may_tell_of(site, func, w, operand))
    };
    let mut joins: HashSet<PointId> = HashSet::new();
    let mut outside_loops: HashSet<PointId> = HashSet::new();
    let mut of_some: HashSet<PointId> = HashSet::new();
    let mut collected = false;
    for (join, operand) in joins_of(site, func) {
        if join < start || !is_mentioned(operand) || !counts(join) {
            continue;
        }
        collected |= collects(site, func, start, join, operand);
        let mut points: Vec<PointId> = flow.point_of(join).into_iter().collect();
        match select_around(site, join) {
            None => {}
            // Every other arm must end with the goroutine's own context.
            Some(select) if !other_arms_are_done(site, select, join, &names_it) => continue,
            Some(select) => points.extend(arms(site, select).filter_map(|a| flow.point_of(a))),
        }
        match site.tree().ancestor(join, |k| k == Kind::For).filter(|l| site.tree().contains(func, *l)) {
            None if hears_of_some(site, flow, func, join, operand) => of_some.extend(&points),
            None => outside_loops.extend(&points),
            Some(l) => points.extend(head_of(site, flow, l)),
        }
        joins.extend(points);
    }
    for l in work.into_iter().flat_map(|w| semaphores::refills(site, func, start, w)).filter(|&l| counts(l)) {
        joins.extend(head_of(site, flow, l));
        outside_loops.extend(head_of(site, flow, l));
    }
    if needs_done {
        return Joined::No;
    }
    if joins.is_empty() {
        return if collected { Joined::Perhaps } else { Joined::No };
    }
    if flow.exits_from(from, |p| outside_loops.contains(&p)).is_empty() {
        return Joined::Yes;
    }
    let unjoined = flow.exits_from(from, |p| joins.contains(&p));
    let only_errors = unjoined.iter().all(|&exit| match flow.kind(exit) {
        PointKind::Return(stmt) => fails(site, stmt),
        _ => false,
    });
    // What goes on when the function fails was not meant to.
    let waits = unjoined.is_empty() || only_errors || collected;
    match waits {
        true if !collected && joins.is_subset(&of_some) => Joined::First,
        true => Joined::Perhaps,
        false => Joined::No,
    }
}

/// Where control comes before each round of a loop and behind the last one.
fn head_of(site: Site, flow: &Flow, l: NodeId) -> Option<PointId> {
    let tree = site.tree();
    let header = tree.children(l).next();
    let condition = header.and_then(|h| tree.child(h, Field::Condition));
    condition.or(header).and_then(|h| flow.point_of(h)).or(flow.point_of(l))
}

/// Whether more goroutines send on the channel in `operand` than the function receives from outside of loops, `join`
/// being one of those receives: the first answer is taken, and the others go on.
fn hears_of_some(site: Site, flow: &Flow, func: NodeId, join: NodeId, operand: NodeId) -> bool {
    let tree = site.tree();
    let Some(channel) = root_variable(site, operand).filter(|_| tree.kind(join) == Kind::Unary) else {
        return false;
    };
    let senders = tree.subtree(func).filter(|&n| {
        let is_send = |s: NodeId| {
            tree.kind(s) == Kind::SendStmt
                && tree.children(s).next().is_some_and(|c| root_variable(site, c) == Some(channel))
        };
        let is_it = |a: NodeId| tree.kind(a) == Kind::Ident && site.scopes().resolve(a) == Some(channel);
        tree.kind(n) == Kind::Go
            && (tree.subtree(n).any(is_send)
                || tree.children(n).next().is_some_and(|call| tree.args(call).any(is_it)))
    });
    let senders: Vec<NodeId> = senders.collect();
    let repeats = senders.iter().filter_map(|&s| flow.point_of(s)).any(|p| flow.in_cycle(p));
    let receives = joins_of(site, func)
        .filter(|&(j, o)| tree.kind(j) == Kind::Unary && root_variable(site, o) == Some(channel))
        .count();
    let again = |&go: &NodeId| tree.children(go).next().is_some_and(|work| sends_again(site, work, channel));
    repeats || senders.len() > receives || senders.iter().any(again)
}

/// Whether `join` takes, round by round of a loop behind `start`, what comes over a channel that is this function's
/// own: behind the loop nobody wants it any more.
fn collects(site: Site, func: NodeId, start: NodeId, join: NodeId, operand: NodeId) -> bool {
    let tree = site.tree();
    let Some(channel) = site.scopes().resolve(operand).filter(|_| tree.kind(operand) == Kind::Ident) else {
        return false;
    };
    let binding = site.scopes().binding(channel);
    let own = binding.func == func && matches!(binding.kind, BindingKind::Short | BindingKind::Var);
    let is_value = match tree.kind(join) {
        Kind::RangeClause => tree.child(join, Field::Left).is_some(),
        _ => tree.parent(join).is_some_and(|p| match tree.kind(p) {
            Kind::RecvStmt => tree.child(p, Field::Left).is_some(),
            kind => kind != Kind::ExprStmt,
        }),
    };
    let in_loop = tree
        .ancestors(join)
        .take_while(|&a| a != func)
        .any(|a| tree.kind(a) == Kind::For && !tree.contains(a, start));
    own && is_value && in_loop
}

/// The points at which `func` itself has seen the end of the context in `ctx`: behind `<-ctx.Done()`.
pub fn ends_of(site: Site, flow: &Flow, func: NodeId, ctx: BindingId) -> Vec<PointId> {
    let tree = site.tree();
    joins_of(site, func)
        .filter(|&(join, operand)| {
            let asked = tree.child(operand, Field::Function).filter(|_| tree.kind(operand) == Kind::Call);
            tree.kind(join) == Kind::Unary
                && asked.is_some_and(|f| {
                    let method = tree.child(f, Field::FieldName);
                    method.is_some_and(|m| tree.text(m) == "Done")
                        && tree.child(f, Field::Operand).is_some_and(|o| {
                            tree.kind(o) == Kind::Ident && site.scopes().resolve(o) == Some(ctx)
                        })
                })
        })
        .filter(|&(join, _)| super::uses::outermost_literal(site, func, join).is_none())
        .filter_map(|(join, _)| flow.point_of(join))
        .collect()
}

/// The select of several arms in one of whose communications `n` stands.
fn select_around(site: Site, n: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let arm = tree.ancestors(n).find(|&a| tree.kind(a).is_case() || tree.field(a) == Field::Stmt)?;
    let select = tree.parent(arm).filter(|_| tree.kind(arm) == Kind::CommCase)?;
    (tree.children(select).filter(|&c| tree.kind(c).is_case()).count() > 1).then_some(select)
}

/// The communications of a select.
fn arms<'a>(site: Site<'a>, select: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
    let tree = site.tree();
    tree.children(select).filter_map(move |arm| tree.child(arm, Field::Communication))
}

fn other_arms_are_done(
    site: Site,
    select: NodeId,
    join: NodeId,
    is_mentioned: &impl Fn(NodeId) -> bool,
) -> bool {
    let tree = site.tree();
    let has_default = tree.children(select).any(|c| tree.kind(c) == Kind::Default);
    !has_default
        && arms(site, select).filter(|&a| !tree.contains(a, join)).all(|a| {
            tree.subtree(a).any(|n| {
                tree.kind(n) == Kind::Call
                    && tree.text(n).ends_with(".Done()")
                    && tree.child(n, Field::Function).is_some_and(is_mentioned)
            })
        })
}

/// The variables that `work` refers to; those of a literal that is called by the name of a variable included.
pub fn mentioned(site: Site, work: NodeId) -> HashSet<BindingId> {
    let tree = site.tree();
    let literal = literal_run(site, work).filter(|&l| !tree.contains(work, l));
    tree.subtree(work)
        .chain(literal.into_iter().flat_map(|l| tree.subtree(l)))
        .filter(|&n| tree.kind(n) == Kind::Ident)
        .filter_map(|n| site.scopes().resolve(n))
        .collect()
}

/// The variable at the root of `s.wg`, `&wg`, `wg`.
pub fn root_variable(site: Site, mut node: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    loop {
        match tree.kind(node) {
            Kind::Ident => return site.scopes().resolve(node),
            Kind::Selector | Kind::Index | Kind::Unary | Kind::Slice => {
                node = tree.child(node, Field::Operand)?
            }
            Kind::Paren => node = tree.only_child(node)?,
            Kind::Call => node = tree.child(node, Field::Function)?,
            _ => return None,
        }
    }
}
