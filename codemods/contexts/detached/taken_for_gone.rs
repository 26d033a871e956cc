//! Looks at what is there, where a failure, whatever it is, is taken to say that it is not, and something is destroyed
//! for that: where the look has only failed because its context has ended, what is destroyed is still wanted.

use super::consequences::{end_of_chain, is_destruction};
use super::failing::error_of;
use super::kinds::{behind, kept_behind};
use super::work::is_given_context;
use crate::contexts::callers::calls_of;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::parameter;
use crate::contexts::returns::fails;
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, is_context, is_error, results};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::flow::{Edge, Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Kind, NodeId};
use crate::golang::types::Type;

/// Whether the call only looks for something, and where it has failed, and only there, the function destroys something
/// without the root's context and goes on as if all were well: `if _, err := store.Get(ctx, name); err != nil {
/// os.RemoveAll(dir) }`; or says so to a caller that does: `return err == nil`; or asks one that says so. Who asks
/// whether it was the end of a context tells the two apart.
pub(super) fn is_taken_for_gone(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let of_context = |c: NodeId| tree.args(c).any(|a| is_context(&site.type_of(a)));
    if answer_of_callee(site, call).is_some_and(|answer| destroys_where(site, call, answer, &of_context)) {
        return true;
    }
    let last = end_of_chain(site, call);
    let (Some(func), Some(error)) = (tree.enclosing_func(call), error_of(site, last)) else { return false };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(last).filter(|_| looks(site, last) && !flow.unknown()) else {
        return false;
    };
    let failed = behind(site, &flow, start, error, false);
    let asks = || failed.iter().filter_map(|&p| flow.condition(p)).any(|c| tells_of_end(site, c).is_some());
    let destroyed = || {
        let succeeded = behind(site, &flow, start, error, true);
        let only_then = |p: &PointId| failed.contains(p) && !succeeded.contains(p);
        destructions(site, &flow, func, &|c| is_given_context(site, root, c))
            .into_iter()
            .any(|p| only_then(&p) && goes_well(site, &flow, p))
    };
    (destroyed() || func == tree.root() && destroys_on_answer(site, &flow, start, error)) && !asks()
}

/// Whether the call finds out about something, by its name, or as all that is taken of what it gives is its error.
/// What gives nothing but an error may have begun what is destroyed.
fn looks(site: Site, call: NodeId) -> bool {
    let targets = targets_of(site, call);
    let only_error = targets.iter().rev().skip(1).all(|&t| site.tree().text(t) == "_");
    let finds_out = |name: &str| match targets.len() {
        0 | 1 => words::finds_out(name),
        _ => words::finds_out(name) || words::looks_up(name) || only_error && !words::may_change(name),
    };
    results(site, call).last().is_some_and(is_error) && called_name(site, call).is_some_and(finds_out)
}

/// Where the function destroys something, but in what is deferred, or `is_own`.
fn destructions(site: Site, flow: &Flow, func: NodeId, is_own: &dyn Fn(NodeId) -> bool) -> Vec<PointId> {
    let tree = site.tree();
    let counts = |&c: &NodeId| {
        tree.enclosing_func(c) == Some(func)
            && !tree.parent(c).is_some_and(|p| tree.kind(p) == Kind::Defer)
            && is_destruction(site, c)
            && !is_own(c)
    };
    tree.calls(func).filter(counts).filter_map(|c| flow.point_of(c)).collect()
}

/// Whether the function may still succeed behind the point.
fn goes_well(site: Site, flow: &Flow, p: PointId) -> bool {
    let ways = if flow.is_exit(p) { vec![p] } else { flow.exits_from(p, |_| false) };
    ways.into_iter().any(|e| flow.node(e).is_none_or(|stmt| !fails(site, stmt)))
}

/// Whether the function gives nothing but whether something is so, the failure is one of the two answers, and a caller
/// in its package destroys something on that one alone.
fn destroys_on_answer(site: Site, flow: &Flow, start: PointId, error: BindingId) -> bool {
    let func = site.tree().root();
    let Some(answer) = answer_on_failure(site, flow, start, error).filter(|_| only_answers(site)) else {
        return false;
    };
    calls_of(site, func).any(|(caller, call)| {
        let of_context = |c: NodeId| caller.tree().args(c).any(|a| is_context(&caller.type_of(a)));
        destroys_where(caller, call, answer, &of_context)
    })
}

/// What the function of the module that is called answers where a look under the context that it is given has failed,
/// if it gives nothing but whether something is so: `exists(ctx, id)`, which says `err == nil`.
fn answer_of_callee(site: Site, call: NodeId) -> Option<bool> {
    let Callee::Known(known) = site.callee(call) else { return None };
    let [decl] = &known.decls[..] else { return None };
    let index = site.tree().args(call).position(|a| is_context(&site.type_of(a)))?;
    let inner = decl.site(site.program).filter(|_| decl.is_of_module(site) && !known.interface)?;
    let func = inner.tree().root();
    let context = parameter(inner, func, index).filter(|_| only_answers(inner))?;
    let flow = inner.flow(func);
    inner.scopes().uses(context).iter().find_map(|&u| {
        let look = passed_to(inner, u).map(|c| end_of_chain(inner, c)).filter(|&c| looks(inner, c))?;
        let error = error_of(inner, look)?;
        answer_on_failure(inner, &flow, flow.point_of(look)?, error)
    })
}

/// Whether the function declared at the site gives nothing but whether something is so.
fn only_answers(site: Site) -> bool {
    let is_bool = |t: &Type| site.program.underlying(t).to_string() == "bool";
    matches!(&declared_results(site, site.tree().root())[..], [t] if is_bool(t))
}

/// Whether something is destroyed behind the call only where it has answered so, other than by what `is_own`, and the
/// function goes on as if all were well.
fn destroys_where(site: Site, call: NodeId, answer: bool, is_own: &dyn Fn(NodeId) -> bool) -> bool {
    let Some(func) = site.tree().enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call) else { return false };
    let on = |answer| behind_answer(site, &flow, start, call, answer);
    let (then, otherwise) = (on(answer), on(!answer));
    let only_then = |p: &PointId| then.contains(p) && !otherwise.contains(p);
    let destroyed = destructions(site, &flow, func, is_own);
    destroyed.into_iter().any(|p| only_then(&p) && goes_well(site, &flow, p))
}

/// What the function answers where the error found out at `start` is one: `return err == nil`, or `return false` where
/// only a failure leads.
fn answer_on_failure(site: Site, flow: &Flow, start: PointId, error: BindingId) -> Option<bool> {
    let tree = site.tree();
    let (failed, _) = kept_behind(site, flow, start, error, false);
    let (succeeded, _) = kept_behind(site, flow, start, error, true);
    let answered = |p: PointId| {
        let value = tree.only_child(tree.children(flow.node(p)?).next()?)?;
        match tree.kind(value) {
            Kind::True if !succeeded.contains(&p) => Some(true),
            Kind::False if !succeeded.contains(&p) => Some(false),
            _ => nil_test(site, value).filter(|t| t.0 == error).map(|(_, is_nil)| !is_nil),
        }
    };
    flow.exits().filter(|e| failed.contains(e)).find_map(answered)
}

/// The points behind the call at `start` to which control comes if it has answered so; not those of another round.
fn behind_answer(site: Site, flow: &Flow, start: PointId, call: NodeId, answer: bool) -> Vec<PointId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let held = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let is_it = |condition: NodeId| {
        let asked = tree.unparen(condition);
        asked == call || tree.kind(asked) == Kind::Ident && held.is_some() && scopes.resolve(asked) == held
    };
    flow.behind(start, |from, edge: &Edge| {
        let asked = flow.condition(from).is_some_and(is_it);
        edge.to != start && (!asked || edge.when.is_none_or(|when| when == answer))
    })
}
