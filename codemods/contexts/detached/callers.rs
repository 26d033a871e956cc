//! What is made with the context and given to somebody who keeps it for longer than the function runs, or its caller:
//! then it must not end with either.

use crate::contexts::callers::{MAX_CALLERS, calls_known_of, declarations};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::creation::{Target, creations};
use crate::contexts::lazy::Level;
use crate::contexts::origins::{only_value, targets_of};
use crate::contexts::outlives::{How, Journey, Reason, is_released_within, journey_of_results};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_error, request_type, results};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether what the function gives back goes on using the context, and a caller in its package keeps that for longer
/// than the context lasts: `s.txs[id], err = s.begin(r)`, or `tx, err := begin(limited); cancel()`. Who gives a context
/// chooses it for what is kept, but not where it ends with the caller.
pub fn is_kept_by_caller(site: Site, root: &Root, journey: &Journey) -> bool {
    let parameter = || {
        let own = parameters(site, root.func());
        own.iter().position(|p| p.variable.is_some() && p.variable == root.parameter.variable)
    };
    let lasts = match (root.is_request(), root.is_context()) {
        (true, _) => Some(Lasts::Request),
        (false, true) => parameter().map(Lasts::Given),
        (false, false) => None,
    };
    journey.returned == Level::Known
        && lasts.is_some_and(|l| keeps_results(site, root.func(), &journey.results, l, MAX_CALLERS))
}

/// How long a context lasts that a function puts into what it gives back.
#[derive(Clone, Copy)]
enum Lasts {
    /// As the request that its callers serve.
    Request,
    /// As what they give for its parameter of that number.
    Given(usize),
    /// As the call of its caller.
    Call,
}

/// Whether a caller of `func`, up to `depth` calls further back, keeps those of its results for longer.
fn keeps_results(site: Site, func: NodeId, lasting: &[(usize, Level)], lasts: Lasts, depth: usize) -> bool {
    let name = site.tree().child(func, Field::Name).map(|n| site.tree().text(n));
    let Some(name) = name else { return false };
    let mentions = move |is_test: bool, text: &str| !is_test && text.contains(name);
    declarations(site, mentions).any(|caller| {
        let (tree, root) = (caller.tree(), caller.tree().root());
        let keeps = |call: NodeId| {
            let lasts = match lasts {
                Lasts::Given(index) => tree.arg(call, index).and_then(|a| lasts_there(caller, call, a)),
                other => Some(other),
            };
            let Some(lasts) = lasts else { return false };
            let further = journey_of_results(caller, root, call, lasting);
            let is_given_back = further.returned == Level::Known;
            let is_kept =
                || further.reasons.iter().any(|r| r.level == Level::Known && r.how != How::Returned);
            match lasts {
                Lasts::Call => is_given_back || is_kept() || is_used_behind_release(caller, call),
                Lasts::Request if is_kept() => true,
                _ => {
                    is_given_back
                        && depth > 0
                        && keeps_results(caller, root, &further.results, lasts, depth - 1)
                }
            }
        };
        tree.kind(root).is_func() && calls_known_of(caller, site, name).any(keeps)
    })
}

/// How long the context lasts that `call` is given by `given`, as far as the function around shows: that makes and
/// releases it, serves the request that it is of, or has it from its own callers.
fn lasts_there(site: Site, call: NodeId, given: NodeId) -> Option<Lasts> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let func = tree.enclosing_func(call)?;
    let variable = scopes.resolve(given).filter(|_| tree.kind(given) == Kind::Ident);
    let own = |v: BindingId| {
        creations(site).into_iter().filter(move |c| c.ctx == Target::Local(v) && c.stmt < call)
    };
    if variable.is_some_and(|v| own(v).any(|c| is_released_within(site, func, &c))) {
        return Some(Lasts::Call);
    }
    let made = variable.and_then(|_| only_value(site, given));
    if asks_request(site, made.unwrap_or(given)) {
        return Some(Lasts::Request);
    }
    let is_given_anew = |v: BindingId| scopes.uses(v).iter().any(|&u| is_write(tree, u));
    let number = |v| parameters(site, tree.root()).iter().position(|p| p.variable == Some(v));
    variable.filter(|&v| !is_given_anew(v)).and_then(number).map(Lasts::Given)
}

/// Whether the caller releases a context that it gives to `call`, and goes on then with what it was given back.
fn is_used_behind_release(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let given: Vec<BindingId> = tree.args(call).filter_map(|a| scopes.resolve(a)).collect();
    let made = creations(site).into_iter().filter(|c| c.stmt < call);
    let releases = made.filter_map(|c| match (c.ctx, c.release) {
        (Target::Local(ctx), Target::Local(release)) if given.contains(&ctx) => Some(release),
        _ => None,
    });
    let is_call = |u: &NodeId| {
        let parent = tree.parent(*u).filter(|_| tree.field(*u) == Field::Function);
        let is_deferred = tree.ancestors(*u).any(|a| tree.kind(a) == Kind::Defer);
        parent.is_some_and(|c| tree.kind(c) == Kind::Call) && !is_deferred
    };
    let ends: Vec<PointId> = releases
        .flat_map(|r| scopes.uses(r).iter().copied().filter(is_call))
        .filter_map(|u| flow.point_of(u))
        .collect();
    let start = flow.point_of(call);
    let is_work = |u: NodeId| {
        let method = tree.parent(u).and_then(|s| tree.parent(s)).and_then(|c| called_name(site, c));
        !is_write(tree, u) && !matches!(method, Some("Close" | "Rollback" | "Err"))
    };
    let is_behind = |u: NodeId| {
        let comes = |p: PointId, end: PointId| flow.reaches(end, p, |q| Some(q) == start);
        is_work(u) && flow.point_of(u).is_some_and(|p| ends.iter().any(|&end| comes(p, end)))
    };
    let results = targets_of(site, call).into_iter().filter(|&t| !is_error(&site.type_of(t)));
    let results = results.filter_map(|t| scopes.resolve(t));
    results.into_iter().any(|v| scopes.uses(v).iter().any(|&u| is_behind(u)))
}

/// `r.Context()`
fn asks_request(site: Site, expr: NodeId) -> bool {
    let operand = site.tree().receiver(expr).filter(|_| called_name(site, expr) == Some("Context"));
    operand.is_some_and(|o| request_type(site, &site.type_of(o)).is_some())
}

/// Whether the context seems to be kept by a function, an option, that goes to a call whose result the function keeps:
/// `h.sessions[id] = newSession(withContext(ctx))`.
pub(super) fn is_option_of_what_is_kept(site: Site, root: &Root, guess: &Reason) -> bool {
    let tree = site.tree();
    let is_function = |t: &Type| matches!(site.program.underlying(t), Type::Func(_));
    let makes_option =
        tree.kind(guess.at) == Kind::Call && results(site, guess.at).first().is_some_and(is_function);
    let Some(maker) = passed_to(site, guess.at).filter(|_| makes_option) else { return false };
    let all: Vec<(usize, Level)> = (0..results(site, maker).len()).map(|i| (i, Level::Known)).collect();
    let further = journey_of_results(site, root.func(), maker, &all);
    further.reasons.iter().any(|r| matches!(r.how, How::Stored | How::Sent))
}
