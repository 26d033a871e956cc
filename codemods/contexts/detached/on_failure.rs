//! What is done only where work under the caller's context has failed, and not because that was canceled, as the author
//! asks: a hook for errors, which may still have to be told when the deadline is over.

use super::work::{call_behind, is_work_under, work_behind};
use crate::contexts::aftermath::{writers, writes_answer};
use crate::contexts::calls::{called_name, is_detached_call};
use crate::contexts::cancellation::{comes_undenied, tells_of_end, where_end_is_denied};
use crate::contexts::returns::fails;
use crate::contexts::sources::Root;
use crate::contexts::types::holds_error;
use crate::contexts::uses::{nil_comparison, nil_test};
use crate::golang::flow::{Edge, PointId};
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether control comes to `place`, where the detached context is made, only behind such a failure and question.
pub(super) fn is_for_other_failures(site: Site, root: &Root, place: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(place).filter(|_| is_detached_call(site, place)) else {
        return false;
    };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let failure = |p: PointId| {
        let condition = flow.condition(p)?;
        let (error, is_nil) = nil_test(site, condition)?;
        let is_work = holds_error(site, error) && work_behind(site, root, error, condition).is_some();
        is_work.then_some((p, !is_nil))
    };
    let failures: Vec<_> = flow.points().filter(|&p| p != here).filter_map(failure).collect();
    flow.passes_one_of(&failures, here) && where_end_is_denied(site, place)
}

/// Whether what is done at `place` answers a failure of work under the root's context, and the function gives that
/// failure back then: it takes back what was done before, or tells of it, and whether that context has ended is not
/// known. `if err := put(ctx, b); err != nil { del(context.Background(), a); return err }`
pub fn answers_failure(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let within = tree.ancestors(place).take_while(|&a| !tree.kind(a).is_func());
    within.into_iter().filter(|&a| tree.kind(a) == Kind::If).any(|branch| {
        let block = tree.child(branch, Field::Consequence).filter(|&b| tree.contains(b, place));
        let asked = tree.child(branch, Field::Condition).into_iter().flat_map(|c| any_of(site, c));
        let failed = asked.into_iter().find_map(|c| match nil_test(site, c) {
            Some((error, false)) => Some((c, error)),
            _ => None,
        });
        let (Some(block), Some((condition, error))) = (block, failed) else { return false };
        // What makes the error that is given back is for the caller, and so is what may succeed in its place.
        let gives_back = |stmt: NodeId| {
            tree.contains(block, stmt)
                && !tree.contains(stmt, place)
                && (fails(site, stmt) || tree.subtree(stmt).any(|n| site.scopes().resolve(n) == Some(error)))
        };
        let gives_back = all_ways_end_in(site, place, gives_back);
        let is_work = |call| is_work_under(site, root, call);
        gives_back && holds_error(site, error) && call_behind(site, error, condition, is_work).is_some()
    })
}

/// Whether control may come to `place` where the stream that is served has failed, as its client has gone (grpc,
/// `ServerStream`): the call of a method of it has, and nobody has asked whether that was its regular end, `io.EOF`.
pub(super) fn is_behind_broken_stream(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let func = root.func();
    if root.request_type().is_none_or(|kind| kind.noun != "stream")
        || tree.enclosing_func(place) != Some(func)
    {
        return false;
    }
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let transfers = |call: NodeId| {
        matches!(called_name(site, call), Some("Recv" | "RecvMsg" | "Send" | "SendMsg"))
            && tree.receiver(call).is_some_and(|o| root.is_named_by(site, o))
    };
    // `stream.Send(item) != nil`
    let tests_at_once = |condition: NodeId| {
        let is_nil = tree.children(condition).any(|n| tree.kind(n) == Kind::Nil);
        let failed = matches!(tree.op(condition), Op::Eq | Op::Ne).then(|| tree.op(condition) == Op::Ne);
        failed.filter(|_| is_nil && tree.children(condition).any(transfers))
    };
    let broken = |p: PointId| {
        let condition = flow.condition(p)?;
        if let Some(failed) = tests_at_once(condition) {
            return Some(failed);
        }
        let (error, is_nil) = nil_test(site, condition)?;
        call_behind(site, error, condition, transfers).map(|_| !is_nil)
    };
    let is_regular = |at: PointId, edge: &Edge| {
        let ended = flow.condition(at).and_then(|c| tells_of_regular_end(site, c));
        ended.is_some() && edge.when == ended
    };
    flow.points().any(|p| {
        let Some(failed) = broken(p) else { return false };
        let mut ways = flow.edges(p).iter().filter(|e| e.when == Some(failed));
        ways.any(|e| e.to == here || flow.behind(e.to, |at, e| !is_regular(at, e)).contains(&here))
    })
}

/// Whether control may come to `place` where the answer to an HTTP request could not be written, as its client has gone
/// (net/http, `ResponseWriter`): `if err := enc.Encode(row); err != nil { break }`.
pub(super) fn is_behind_broken_answer(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let func = root.func();
    let writers = writers(site, root);
    if writers.is_empty() || tree.enclosing_func(place) != Some(func) {
        return false;
    }
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let writes = |call: NodeId| writes_answer(site, call, &writers);
    let broken = |p: PointId| {
        let condition = flow.condition(p)?;
        let (tested, is_nil) = nil_comparison(site, condition)?;
        let is_of_answer = match tree.kind(tested) {
            Kind::Call => writes(tested),
            Kind::Ident => call_behind(site, site.scopes().resolve(tested)?, condition, writes).is_some(),
            _ => false,
        };
        is_of_answer.then_some(!is_nil)
    };
    flow.points().filter(|&p| p != here).any(|p| {
        let Some(failed) = broken(p) else { return false };
        let mut ways = flow.edges(p).iter().filter(|e| e.when == Some(failed));
        ways.any(|e| e.to == here || flow.reaches(e.to, here, |_| false))
    })
}

/// Whether control may come to `place` where work under the root's context has failed, and it was asked whether that
/// is since a context has ended, and it is: `if errors.Is(err, context.Canceled) { break }`. A limit that has run out
/// may be one for that work alone.
pub(super) fn may_come_behind_ended_work(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let is_of_work = |condition: NodeId| {
        let names = tree.subtree(condition).filter(|&n| tree.kind(n) == Kind::Ident);
        let mut errors = names.filter_map(|n| scopes.resolve(n)).filter(|&v| holds_error(site, v));
        errors.any(|v| work_behind(site, root, v, condition).is_some())
    };
    flow.points().filter(|&p| p != here).any(|p| {
        let asked = flow.condition(p).and_then(|c| Some((c, tells_of_end(site, c)?)));
        let asked = asked.filter(|&(c, _)| tree.text(c).contains("Canceled") && is_of_work(c));
        let Some((_, ended)) = asked else { return false };
        let mut ways = flow.edges(p).iter().filter(|e| e.when == Some(ended));
        ways.any(|e| e.to == here || comes_undenied(site, &flow, e.to, here))
    })
}

/// With which outcome the condition says that a stream has come to its end: `err == io.EOF`, `errors.Is(err, io.EOF)`.
fn tells_of_regular_end(site: Site, condition: NodeId) -> Option<bool> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    let is_eof = |n: NodeId| tree.kind(n) == Kind::Selector && tree.text(n) == "io.EOF";
    match tree.kind(condition) {
        Kind::Binary if tree.children(condition).any(is_eof) => Some(tree.op(condition) == Op::Eq),
        Kind::Call if tree.args(condition).any(is_eof) => Some(true),
        Kind::Unary if tree.op(condition) == Op::Not => {
            tells_of_regular_end(site, tree.child(condition, Field::Operand)?).map(|ended| !ended)
        }
        _ => None,
    }
}

/// Whether the function comes from `place` to returns for which `is` holds, and to no other end.
fn all_ways_end_in(site: Site, place: NodeId, is: impl Fn(NodeId) -> bool) -> bool {
    let Some(func) = site.tree().enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place).filter(|&p| !flow.is_exit(p)) else { return false };
    let exits = flow.exits_from(here, |_| false);
    !exits.is_empty() && exits.into_iter().all(|p| flow.node(p).is_some_and(&is))
}

/// The conditions of which one is enough: `a || b`.
fn any_of(site: Site, condition: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    match (tree.child(condition, Field::Left), tree.child(condition, Field::Right)) {
        (Some(left), Some(right)) if tree.kind(condition) == Kind::Binary && tree.op(condition) == Op::Or => {
            [any_of(site, left), any_of(site, right)].concat()
        }
        _ => vec![condition],
    }
}
