//! Loops that go round when what they wait for fails: with a context that has ended they would do nothing else. And
//! those that go round until something else is over.

use super::changes::success_of;
use super::until_success::is_tried_until_all_succeed;
use crate::contexts::asks::asked;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::is_done;
use crate::contexts::harmless::tells;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::parameters;
use crate::contexts::returns::check_behind;
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::types::{declared_results, holds_error, is_context, is_error};
use crate::contexts::uses::nil_test;
use crate::contexts::waiting::{around, asks, mentions, works_under};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// How many callees deep a loop is looked for that a context gets into.
const MAX_CALLEES: usize = 2;

/// Whether the call that gets the context at `place` is all that a loop without an end of its own waits for, which
/// does not look at the root's context and goes on when the call has failed; here, or in what is called and given it.
/// Or whether such a loop only ends when all that it tries has succeeded.
pub(super) fn goes_round_on_failure(site: Site, root: &Root, place: NodeId) -> bool {
    let here = around(site, place);
    here.is_some_and(|l| goes_round(site, place, l) && !works_under(site, root, l))
        || goes_round_in_callee(site, place, MAX_CALLEES)
        || is_tried_until_all_succeed(site, root, place)
}

/// Whether a function of the module that is called with the context at `place` has such a loop, in which it hands it
/// on.
fn goes_round_in_callee(site: Site, place: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let (Callee::Known(known), Some(index)) = (site.callee(call), tree.args(call).position(|a| a == place))
    else {
        return false;
    };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(|inner| {
        let parameter = parameters(inner, inner.tree().root()).get(index).copied();
        let Some(parameter) = parameter.filter(|p| is_context(&p.type_in(inner))) else { return false };
        let uses = parameter.variable.map_or(&[][..], |v| inner.scopes().uses(v));
        let root = Root { parameter, carrier: Carrier::Context };
        uses.iter().any(|&u| {
            around(inner, u).is_some_and(|l| goes_round(inner, u, l) && !asks(inner, &root, l))
                || depth > 1 && goes_round_in_callee(inner, u, depth - 1)
        })
    })
}

/// Whether the call is made again and again until it has succeeded, whatever it fails with, in a loop that asks no
/// context: `for { err := release(ctx, key); if err == nil { break }; time.Sleep(pause) }`.
pub fn is_tried_until_done(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let error =
        targets_of(site, call).last().and_then(|&t| scopes.resolve(t)).filter(|&v| holds_error(site, v));
    let Some((l, error)) = around(site, call).zip(error) else { return false };
    let leaves = |block: NodeId| {
        tree.subtree(block).any(|n| matches!(tree.kind(n), Kind::Return | Kind::Break | Kind::Goto))
    };
    let branches: Vec<(NodeId, bool)> = tree
        .subtree(l)
        .filter_map(|n| Some((n, nil_test(site, tree.child(n, Field::Condition)?)?)))
        .filter(|(_, (tested, _))| *tested == error)
        .flat_map(|(n, (_, is_nil))| {
            let block = |side, succeeded| Some((tree.child(n, side)?, succeeded));
            [block(Field::Consequence, is_nil), block(Field::Alternative, !is_nil)]
        })
        .flatten()
        .collect();
    let asks = |call: NodeId| asked(site, call).is_some_and(|(asked, _)| asked.for_end());
    is_endless(site, l)
        && branches.iter().any(|&(block, succeeded)| succeeded && leaves(block))
        && !branches.iter().any(|&(block, succeeded)| !succeeded && leaves(block))
        && !tree.calls(l).any(asks)
}

/// Whether the loop `l`, without an end of its own, waits for nothing but the call that gets the context at `place`,
/// and goes on when that has failed.
fn goes_round(site: Site, place: NodeId, l: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    let Some(error) = targets_of(site, call).last().and_then(|&t| scopes.resolve(t)) else { return false };
    let asks_of_error = |condition: NodeId| {
        tree.subtree(condition).any(|n| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(error))
    };
    let tests = |condition: NodeId| nil_test(site, condition).is_some() && asks_of_error(condition);
    // The branch that is for the failure alone, and not for one of its kinds.
    let is_for_failure = |jump: NodeId| {
        let branch = tree.ancestor(jump, |k| k == Kind::If).filter(|&b| tree.contains(l, b));
        branch.is_some_and(|b| {
            let succeeded = success_of(site, b).is_some_and(|block| tree.contains(block, jump));
            tree.child(b, Field::Condition).is_some_and(tests) && !succeeded
        })
    };
    let leaves = |&n: &NodeId| matches!(tree.kind(n), Kind::Return | Kind::Break | Kind::Goto);
    let mentions =
        |&n: &NodeId| tree.kind(n) == Kind::If && tree.child(n, Field::Condition).is_some_and(tests);
    // `for err == errAgain { err = f(ctx) }`
    let headers = tree.children(l).filter(|&c| tree.field(c) != Field::Body);
    let lasts_with_error = headers.into_iter().any(asks_of_error);
    is_endless(site, l)
        && !waits_otherwise(site, l)
        && (lasts_with_error || tree.subtree(l).any(|n| mentions(&n)))
        && !tree.subtree(l).filter(leaves).any(is_for_failure)
}

/// Whether the context at `place` is for what is done from time to time until other work of the function is over: in a
/// loop that a channel of its own ends, and no context. `case err := <-done: return err; case <-ticker.C: renew(…)`
pub(super) fn goes_on_beside_work(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(arm) = tree
        .ancestors(place)
        .take_while(|&a| !tree.kind(a).is_func())
        .find(|&a| tree.kind(a) == Kind::CommCase && received(site, a).is_some_and(|c| gives_times(site, c)))
    else {
        return false;
    };
    let Some(select) = tree.parent(arm) else { return false };
    let is_own = |channel: NodeId| {
        let variable = scopes.resolve(channel).filter(|_| tree.kind(channel) == Kind::Ident);
        variable.is_some_and(|v| matches!(scopes.binding(v).kind, BindingKind::Var | BindingKind::Short))
    };
    let leaves = |a: NodeId| {
        tree.subtree(a).any(|n| match tree.kind(n) {
            Kind::Return => true,
            Kind::Break => tree.only_child(n).is_some(),
            _ => false,
        })
    };
    let others = || tree.children(select).filter(|&a| a != arm);
    around(site, place).is_some_and(|l| tree.contains(l, select))
        && others()
            .any(|a| leaves(a) && received(site, a).is_some_and(|c| is_own(c) && !gives_times(site, c)))
        && !others().any(|a| received(site, a).is_some_and(|c| is_done(site, c)))
}

/// Whether the call that gets the context at `place` is tried again in a loop that has a time limit of its own and
/// asks no context, and what the function says behind that of why it has not succeeded comes from the last failure:
/// that would be the end of a context then, while the loop goes on as long.
pub(super) fn tells_of_the_last_try(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some((l, call)) = around(site, place).zip(passed_to(site, place)) else { return false };
    let Some(error) = targets_of(site, call).last().and_then(|&t| scopes.resolve(t)) else { return false };
    let asks_for_time = |n: NodeId| {
        tree.kind(n) == Kind::Call
            && matches!(called_name(site, n), Some("After" | "Before" | "Since" | "Until"))
    };
    let leaves = |b: NodeId| tree.subtree(b).any(|n| matches!(tree.kind(n), Kind::Return | Kind::Break));
    let is_left_in_time = || {
        tree.subtree(l).filter(|&n| tree.kind(n) == Kind::If).any(|i| {
            tree.child(i, Field::Condition).is_some_and(|c| tree.subtree(c).any(asks_for_time))
                && tree.child(i, Field::Consequence).is_some_and(leaves)
        })
    };
    let asks = |n: NodeId| tree.kind(n) == Kind::Call && matches!(called_name(site, n), Some("Done" | "Err"));
    let told = |block: NodeId| {
        let stmts = tree.subtree(block).filter(|&n| tree.kind(n) == Kind::Assign);
        stmts.filter_map(move |s| {
            let of_error = tree.child(s, Field::Right).filter(|&r| {
                tree.subtree(r).any(|n| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(error))
            });
            let [target] = tree.list(tree.child(s, Field::Left).filter(|_| of_error.is_some())?)[..] else {
                return None;
            };
            scopes.resolve(target)
        })
    };
    let is_used_behind = |v: BindingId| {
        let end = tree.span(l).end;
        scopes.uses(v).iter().any(|&u| tree.span(u).start >= end)
    };
    let failed = tree.subtree(l).filter(|&n| tree.kind(n) == Kind::If && n > call).find_map(|i| {
        let test = tree.child(i, Field::Condition).and_then(|c| nil_test(site, c));
        tree.child(i, Field::Consequence).filter(|_| test == Some((error, false)))
    });
    failed.is_some_and(|b| !leaves(b) && told(b).any(is_used_behind))
        && is_left_in_time()
        && !tree.subtree(l).any(asks)
}

/// Whether the context at `place` is for a change in a loop that asks between its rounds whether the root's context
/// has ended, and saves then what was done: within a round nothing is to stop. `case <-ctx.Done(): return
/// errors.Join(ctx.Err(), log.Save())`
pub(super) fn stops_between_rounds(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let changes = called_name(site, call).is_some_and(|n| words::is_change(n) || words::destroys(n));
    let saves = |arm: NodeId| {
        let calls = tree.calls(arm);
        calls.filter(|&n| called_name(site, n).is_some_and(words::saves)).any(|n| !tells(site, n))
    };
    let is_end = |arm: NodeId| {
        let asked = tree.child(arm, Field::Communication).or_else(|| tree.child(arm, Field::Condition));
        asked.is_some_and(|a| mentions(site, root, a))
            && received(site, arm).map_or(tree.kind(arm) == Kind::If, |c| is_done(site, c))
    };
    let asks_first = |l: NodeId| {
        let arms =
            tree.subtree(l).filter(|&n| matches!(tree.kind(n), Kind::CommCase | Kind::If) && n < place);
        arms.filter(|&a| !tree.contains(a, place))
            .any(|a| is_end(a) && saves(a) && tree.subtree(a).any(|n| tree.kind(n) == Kind::Return))
    };
    let loops = tree.ancestors(place).take_while(|&a| a != root.func());
    changes && loops.filter(|&a| tree.kind(a) == Kind::For).any(asks_first)
}

/// Whether the function is given to something that calls it again and again until it says that it is done, and knows
/// no context, and says that it is not where the call that gets the context at `place` has failed: behind the end of
/// that it would be called in vain until the time is over. `poll.Until(pause, limit, func() (bool, error) { …; return
/// false, nil })`
pub(super) fn is_polled_all_the_same(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let (Some(call), Some(literal)) = (passed_to(site, place), tree.enclosing_func(place)) else {
        return false;
    };
    let is_own = tree.contains(root.func(), literal) && literal != root.func();
    let Some(poller) = poller_of(site, literal).filter(|_| is_own) else { return false };
    let types = declared_results(site, literal);
    // Who is given a context, or what tells of its end, stops by itself.
    let looks = |a: NodeId| {
        let ty = site.type_of(a);
        is_context(&ty) || ty.is_unknown() || matches!(site.program.underlying(&ty), Type::Chan(..))
    };
    matches!(&types[..], [done, error] if *done == Type::BOOL && is_error(error))
        && !works_under(site, root, tree.child(poller, Field::Function).unwrap_or(poller))
        && !tree.args(poller).any(|a| a != literal && looks(a))
        && check_behind(site, call)
            .and_then(|block| tree.stmts(block).last())
            .is_some_and(|s| says_not_yet(site, s))
}

/// Whether the root's context is that of one try after the other of a function that is called until it says that it is
/// done, and the failure of the call at `place` is kept for what is said behind the last: `poll.Until(limit, func(ctx
/// context.Context) (bool, error) { if err := create(…); err != nil { last = err; return false, nil }; … })`, and then
/// `return last`. When the time is over, that would say no more than so.
pub(super) fn keeps_the_last_failure(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place).filter(|_| root.is_context()) else { return false };
    let Some(error) = targets_of(site, call).last().and_then(|&t| scopes.resolve(t)) else { return false };
    let is_told_behind = |target: NodeId| {
        let outer = scopes.resolve(target).filter(|&v| !tree.contains(root.func(), scopes.binding(v).func));
        let uses = outer.map_or(&[][..], |v| scopes.uses(v));
        uses.iter().any(|&u| u > root.func() && !tree.contains(root.func(), u))
    };
    let keeps = |stmt: NodeId| {
        let list = |side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
        let next = tree.next_sibling(stmt).filter(|&n| says_not_yet(site, n));
        let of_error = |v: NodeId| {
            tree.subtree(v).any(|n| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(error))
        };
        next.is_some()
            && tree.kind(stmt) == Kind::Assign
            && list(Field::Right).into_iter().any(of_error)
            && list(Field::Left).into_iter().any(is_told_behind)
    };
    tree.enclosing_func(place) == Some(root.func())
        && poller_of(site, root.func()).is_some()
        && check_behind(site, call).is_some_and(|block| tree.subtree(block).any(keeps))
}

/// The call that is given the literal to run it until it says that it is done, by its name: `poll.Until(…)`.
fn poller_of(site: Site, literal: NodeId) -> Option<NodeId> {
    let poller = passed_to(site, literal).filter(|_| site.tree().kind(literal) == Kind::FuncLit)?;
    let polls = called_name(site, poller)
        .is_some_and(|n| words::words_of(n).any(|w| matches!(w.as_str(), "poll" | "until" | "eventually")));
    polls.then_some(poller)
}

/// Whether the statement says that something is not done yet: `return false, nil`.
fn says_not_yet(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let values = tree.children(stmt).next().map(|v| tree.list(v)).unwrap_or_default();
    tree.kind(stmt) == Kind::Return
        && matches!(values[..], [done, error]
            if tree.kind(done) == Kind::False && tree.kind(error) == Kind::Nil)
}

/// The channel that the arm of a select receives from.
fn received(site: Site, arm: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let receive = tree.subtree(tree.child(arm, Field::Communication)?);
    let receive = receive.into_iter().find(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive);
    tree.child(receive?, Field::Operand)
}

/// Whether what comes out of the channel are times: it is a ticker's or a timer's.
fn gives_times(site: Site, channel: NodeId) -> bool {
    let ty = site.type_of(channel);
    matches!(site.program.underlying(&ty), Type::Chan(_, element) if element.is_named("time", "Time"))
}

/// Whether the loop is neither over something nor counted.
fn is_endless(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    tree.children(l).all(|c| match tree.kind(c) {
        Kind::RangeClause => false,
        Kind::ForClause => {
            tree.child(c, Field::Update).is_none() || tree.child(c, Field::Condition).is_none()
        }
        _ => true,
    })
}

fn waits_otherwise(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(l).any(|n| match tree.kind(n) {
        Kind::Unary => tree.op(n) == Op::Receive,
        Kind::Call => called_name(site, n).is_some_and(|name| name == "Sleep" || name.starts_with("Wait")),
        _ => false,
    })
}
