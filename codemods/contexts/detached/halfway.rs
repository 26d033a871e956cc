//! Calls that may leave something half done if their context ends: the function that is called, or one to which it
//! hands its context, takes something away or puts it on hold, and puts it right again behind under the same context,
//! with nothing in between that does so where that fails; or puts something where others find it, and takes it away
//! again, but not there; or makes something, and goes on changing what belongs to it; or deletes what else would tell
//! that something has not been taken down.

use super::changes::is_change;
use super::consequences::is_destruction;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::{cleans_up, is_clean_up};
use crate::contexts::harmless::only_tells;
use crate::contexts::origins::is_dropped;
use crate::contexts::outlives::{methods_meant, parameter, place_of};
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::types::{is_error, results, takes_context};
use crate::facts::words;
use crate::golang::flow::{Flow, PointId, PointKind};
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many functions that hand the context on are read behind the one that is called.
const MAX_STEPS: usize = 2;

/// First words for functions that make something, of which there can be only one.
const MAKING: &[&str] = &["create", "insert", "add"];

/// Where the call that is given the context at `place` may stop half-way, if it may: the text of the call that does the
/// first half, and its place.
pub(super) fn stops_halfway(site: Site, place: NodeId) -> Option<String> {
    let call = passed_to(site, place)?;
    let index = position(site, call, place)?;
    in_callees(site, call, index, MAX_STEPS)
}

fn position(site: Site, call: NodeId, argument: NodeId) -> Option<usize> {
    let tree = site.tree();
    tree.args(call).position(|c| c == argument)
}

/// The same of the functions that `call` may call, which get the context as argument number `index`.
fn in_callees(site: Site, call: NodeId, index: usize, steps: usize) -> Option<String> {
    let Callee::Known(known) = site.callee(call) else { return None };
    let all = callees(site, call, &known);
    let bodies = all.iter().filter_map(|f| f.site(site.program));
    bodies.filter(|inner| !inner.file.is_test()).find_map(|inner| {
        let context = parameter(inner, inner.tree().root(), index)?;
        in_body(inner, context, steps == MAX_STEPS).or_else(|| {
            let calls = given(inner, context).chain(given_in_literals(inner, context));
            calls.filter(|_| steps > 0).find_map(|(c, i)| in_callees(inner, c, i, steps - 1))
        })
    })
}

/// The functions of the module that the call may be one of: of an interface's method, all that implement it.
fn callees(site: Site, call: NodeId, known: &Known) -> Vec<FuncRef> {
    let tree = site.tree();
    let own = |f: &FuncRef| f.is_of_module(site);
    if !known.interface {
        return known.decls.iter().filter(|f| own(f)).cloned().collect();
    }
    let operand = tree.receiver(call);
    let interface = operand.map(|o| site.type_of(o));
    interface
        .map(|i| methods_meant(site, &i, &known.name))
        .unwrap_or_default()
        .into_iter()
        .filter(own)
        .collect()
}

/// The calls in the function that are given the variable, and as which argument.
fn given(site: Site<'_>, context: BindingId) -> impl Iterator<Item = (NodeId, usize)> + '_ {
    let root = site.tree().root();
    site.scopes().uses(context).iter().filter_map(move |&u| {
        let call = passed_to(site, u).filter(|&c| site.tree().enclosing_func(c) == Some(root))?;
        Some((call, position(site, call, u)?))
    })
}

/// The same in literals that a call of the function is given, to run them:
/// `update(func() error { return clear(ctx) })`.
fn given_in_literals(site: Site<'_>, context: BindingId) -> impl Iterator<Item = (NodeId, usize)> + '_ {
    let (tree, root) = (site.tree(), site.tree().root());
    site.scopes().uses(context).iter().filter_map(move |&u| {
        let literal = tree.enclosing_func(u).filter(|&f| tree.kind(f) == Kind::FuncLit)?;
        let runner = passed_to(site, literal).filter(|&c| tree.enclosing_func(c) == Some(root))?;
        let beside = tree.parent(runner).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
        let call = passed_to(site, u).filter(|_| !beside)?;
        Some((call, position(site, call, u)?))
    })
}

/// The call by which the function begins what it goes on with under its context; what it makes counts if it is called
/// where that has none: further down there is always something that is made first.
fn in_body(site: Site, context: BindingId, is_called_there: bool) -> Option<String> {
    let tree = site.tree();
    let root = tree.root();
    let flow = site.flow(root);
    let own = tree.calls(root).filter(|&n| tree.enclosing_func(n) == Some(root));
    let under: Vec<NodeId> = given(site, context).map(|(c, _)| c).collect();
    let named = |n| words::takes_away(n) || words::puts_on_hold(n) || words::puts_away(n);
    let begins = |&c: &NodeId| called_name(site, c).is_some_and(named) || under.contains(&c);
    let first = own.filter(begins).find(|&c| {
        let Some(from) = flow.point_of(c) else { return false };
        is_looked_at(site, c)
            && (puts_right(site, &flow, c, from, &under)
                || stays_on_hold(site, &flow, c, from, &under)
                || is_called_there && goes_on_changing(site, &flow, c, from, &under)
                || is_deleted_all_the_same(site, &flow, c, from, &under)
                || leaves_rest(site, &flow, c, from, &under))
            || is_left_there(site, &flow, c, from, &under)
    })?;
    let function = tree.child(first, Field::Function).map_or("", |f| tree.text(f));
    Some(format!("{function} at {}", place_of(site, site.line(first))))
}

/// Whether the call tells whether it has failed, and somebody looks.
fn is_looked_at(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let is_statement =
        tree.parent(call).is_some_and(|p| matches!(tree.kind(p), Kind::ExprStmt | Kind::Defer | Kind::Go));
    !is_statement && !is_dropped(site, call) && results(site, call).last().is_some_and(is_error)
}

/// Whether something is made or changed under the context behind `first`, which has taken something away, and the
/// function fails where that does, without taking anything back.
fn puts_right(site: Site, flow: &Flow, first: NodeId, from: PointId, under: &[NodeId]) -> bool {
    let changes = |c: NodeId| {
        called_name(site, c).is_some_and(|name| {
            !words::takes_away(name)
                && (words::is_change(name)
                    || words::is_maker(name)
                    || words::may_change(name) && matches!(&results(site, c)[..], [only] if is_error(only)))
        })
    };
    called_name(site, first).is_some_and(words::takes_away)
        && under.iter().any(|&c| {
            c != first
                && changes(c)
                && is_given_up(site, c)
                && flow.point_of(c).is_some_and(|p| p != from && flow.reaches(from, p, |_| false))
                && !flow.point_of(c).is_some_and(|p| flow.reaches(p, from, |_| false))
        })
}

/// Whether `first` makes something under the context, so that it cannot be done again, and the function fails where a
/// change behind it does, without taking anything back: `_, err = pools.InsertOne(ctx, pool)`, and then
/// `return setLimits(ctx, pool)`.
fn goes_on_changing(site: Site, flow: &Flow, first: NodeId, from: PointId, under: &[NodeId]) -> bool {
    // Of what runs a literal, a transaction for one, it is not told whether that changes anything.
    let runs_literal = |c: NodeId| site.tree().args(c).any(|a| site.tree().kind(a) == Kind::FuncLit);
    let changes = |c: NodeId| is_change(site, c) && !runs_literal(c);
    under.contains(&first)
        && changes(first)
        && called_name(site, first).is_some_and(|n| MAKING.iter().any(|w| words::begins_with(n, w)))
        && under.iter().any(|&c| {
            c != first
                && changes(c)
                && is_given_up(site, c)
                && flow.point_of(c).is_some_and(|p| p != from && flow.reaches(from, p, |_| false))
                && !flow.point_of(c).is_some_and(|p| flow.reaches(p, from, |_| false))
        })
}

/// Whether `first` takes something down under the context, where that has failed the function only logs, and then it
/// deletes without one what that is found by: `if err := removeContainer(ctx, w); err != nil { log.Print(err) }`, and
/// then `os.RemoveAll(w.Folder)`.
fn is_deleted_all_the_same(site: Site, flow: &Flow, first: NodeId, from: PointId, under: &[NodeId]) -> bool {
    let tree = site.tree();
    let takes_down = |n| words::takes_away(n) || is_clean_up(site, n);
    let only_logs = |block: NodeId| {
        let mut stmts = tree.stmts(block).peekable();
        stmts.peek().is_some() && stmts.all(|s| only_tells(site, s))
    };
    under.contains(&first)
        && called_name(site, first).is_some_and(takes_down)
        && check_behind(site, first).is_some_and(only_logs)
        && tree.calls(flow.func()).filter(|&c| c > first && is_destruction(site, c)).any(|c| {
            tree.enclosing_func(c) == Some(flow.func())
                && flow.point_of(c).is_some_and(|p| p != from && flow.reaches(from, p, |_| false))
        })
}

/// Whether `first` takes something away under the context, and what belongs to it is taken away behind it, under the
/// context too, by a call that nobody can ask whether it has: `deleteEntry(ctx, e)`, and then `f.deleteChunks(ctx, e)`.
/// Nothing tells of what is left then.
fn leaves_rest(site: Site, flow: &Flow, first: NodeId, from: PointId, under: &[NodeId]) -> bool {
    let takes_away = |c: NodeId| called_name(site, c).is_some_and(words::destroys);
    under.contains(&first)
        && takes_away(first)
        && under.iter().any(|&c| {
            c != first
                && takes_away(c)
                && results(site, c).is_empty()
                && flow.point_of(c).is_some_and(|p| p != from && flow.reaches(from, p, |_| false))
                && !flow.point_of(c).is_some_and(|p| flow.reaches(p, from, |_| false))
        })
}

/// Whether the function fails where the call has failed, and does nothing more.
pub fn is_given_up(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let is_returned = tree.stmt_of(call).is_some_and(|s| tree.kind(s) == Kind::Return);
    let undoes = |n: NodeId| {
        tree.kind(n) == Kind::Call && (cleans_up(site, n) || called_name(site, n).is_some_and(words::is_undo))
    };
    is_returned
        || check_behind(site, call).is_some_and(|block| {
            let last = tree.stmts(block).last();
            last.is_some_and(|s| tree.kind(s) == Kind::Return && fails(site, s))
                && !tree.subtree(block).any(undoes)
        })
}

/// Whether what `first` puts on hold goes on by another call further down, which is not deferred, and the function may
/// leave in between since something under the context has failed.
fn stays_on_hold(site: Site, flow: &Flow, first: NodeId, from: PointId, under: &[NodeId]) -> bool {
    let tree = site.tree();
    let operand = |c: NodeId| tree.receiver(c).map(|o| tree.text(o));
    let Some(name) = called_name(site, first).filter(|n| words::puts_on_hold(n)) else { return false };
    let goes_on = |c: NodeId| {
        operand(c) == operand(first) && called_name(site, c).is_some_and(|n| words::are_opposite(name, n))
    };
    let calls = tree.calls(flow.func()).filter(|&n| goes_on(n));
    let calls: Vec<NodeId> = calls.collect();
    let deferred = |c: NodeId| tree.ancestors(c).any(|a| tree.kind(a) == Kind::Defer);
    let points: Vec<PointId> = calls.iter().filter_map(|&c| flow.point_of(c)).collect();
    let leaves = |c: NodeId| {
        is_given_up(site, c)
            && flow.point_of(c).is_some_and(|p| {
                p != from
                    && flow.reaches(from, p, |q| points.contains(&q))
                    && flow
                        .exits_from(p, |q| points.contains(&q))
                        .into_iter()
                        .any(|e| matches!(flow.kind(e), PointKind::Return(s) if fails(site, s)))
            })
    };
    !calls.is_empty() && !calls.iter().any(|&c| deferred(c)) && under.iter().any(|&c| leaves(c))
}

/// Whether what `first` puts where others find it, without a context, is taken away again by another call where the
/// function leaves, but not where something under the context has failed: `s.addCall(id)`, `if err := s.send(ctx, id);
/// err != nil { return }`, and then `case <-ctx.Done(): s.deleteCall(id)`.
fn is_left_there(site: Site, flow: &Flow, first: NodeId, from: PointId, under: &[NodeId]) -> bool {
    let tree = site.tree();
    let operand = |c: NodeId| tree.receiver(c).map(|o| tree.text(o));
    let Some(name) = called_name(site, first).filter(|n| words::puts_away(n)) else { return false };
    let is_own = operand(first).is_some() && !takes_context(site, first);
    let takes_away = |c: NodeId| {
        c != first
            && operand(c) == operand(first)
            && called_name(site, c).is_some_and(|n| words::takes_away_what(name, n))
    };
    let calls = || tree.calls(flow.func());
    if !is_own || !calls().any(takes_away) {
        return false;
    }
    let deferred = |c: NodeId| tree.ancestors(c).any(|a| tree.kind(a) == Kind::Defer);
    let points: Vec<PointId> = calls().filter(|&c| takes_away(c)).filter_map(|c| flow.point_of(c)).collect();
    let leaves_it = |c: NodeId| {
        let block = check_behind(site, c);
        let leaves = block.and_then(|b| tree.stmts(b).last()).is_some_and(|s| tree.kind(s) == Kind::Return);
        leaves
            && block.is_some_and(|b| !tree.calls(b).any(&takes_away))
            && flow.point_of(c).is_some_and(|p| {
                let comes = p != from && flow.reaches(from, p, |q| points.contains(&q));
                comes && points.iter().any(|&q| flow.reaches(p, q, |_| false))
            })
    };
    !calls().any(|c| takes_away(c) && deferred(c)) && under.iter().any(|&c| leaves_it(c))
}
