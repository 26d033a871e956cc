//! What a detached context is for, where that says that it is meant to be one.

use super::given_to_harmless;
use super::work::is_given_context;
use crate::contexts::asks::{Asked, asked, asked_at};
use crate::contexts::calls::{called_name, is_detached_call, passed_to};
use crate::contexts::clean_up::gave_up;
use crate::contexts::harmless::{only_tells, tells};
use crate::contexts::operations::hands_on;
use crate::contexts::origins::{is_dropped, targets_of};
use crate::contexts::outlives::Journey;
use crate::contexts::returns::{check_behind, fails};
use crate::contexts::sources::{Root, limits};
use crate::contexts::types::{is_context, results};
use crate::contexts::waiting::mentions;
use crate::facts::requests::Lives;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether all that the context is for is told to others where the work has failed, and nobody looks at how that went:
/// `deadLetters.Tell(ctx, message)`. The work may have failed because its context has ended.
pub(super) fn is_told_without_answer(site: Site, journey: &Journey) -> bool {
    let tree = site.tree();
    let is_statement = |call: NodeId| tree.parent(call).is_some_and(|s| tree.kind(s) == Kind::ExprStmt);
    let tells = |call: NodeId| called_name(site, call).is_some_and(words::tells_others);
    let is_unanswered = |call: NodeId| {
        is_dropped(site, call) || is_statement(call) && tells(call) || is_only_logged(site, call)
    };
    let is_told = |call: NodeId| is_unanswered(call) && gave_up(site, call);
    !journey.places.is_empty()
        && journey
            .places
            .iter()
            .all(|&p| !given_to_harmless(site, p) && passed_to(site, p).is_some_and(is_told))
}

/// Whether nothing is done about a failure of the call but to log it.
pub(super) fn is_only_logged(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let block = check_behind(site, call).filter(|&b| tree.stmts(b).next().is_some());
    let otherwise = block.and_then(|b| tree.parent(b)).and_then(|i| tree.child(i, Field::Alternative));
    otherwise.is_none() && block.is_some_and(|b| tree.stmts(b).all(|s| only_tells(site, s)))
}

/// Whether the call that gets the context at `place` stands in a case of a switch, and nothing is done about its
/// failure but to log it, while other cases give back the errors of what they do under the root's context: its author
/// tells the two apart.
pub(super) fn is_told_apart(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place).filter(|&c| root.is_request() && is_only_logged(site, c)) else {
        return false;
    };
    let own = tree.ancestors(call).take_while(|&a| a != root.func()).find(|&a| tree.kind(a).is_case());
    let Some((own, switch)) = own.and_then(|c| Some((c, tree.parent(c)?))) else { return false };
    let gives_back = |c: NodeId| {
        let last = check_behind(site, c).and_then(|b| tree.stmts(b).last());
        last.is_some_and(|s| tree.kind(s) == Kind::Return && fails(site, s))
    };
    tree.children(switch).filter(|&c| c != own && tree.kind(c).is_case()).any(|case| {
        let mut calls = tree.calls(case);
        calls.any(|c| is_given_context(site, root, c) && gives_back(c))
    })
}

/// `logger.Enabled(context.Background(), level)`: so do the logger's own methods without a context ask.
pub(super) fn asks_logger(site: Site, place: NodeId) -> bool {
    passed_to(site, place).is_some_and(|call| called_name(site, call) == Some("Enabled") && tells(site, call))
        && !hands_on(site, place)
}

/// Whether the function is a literal that is given its context by a call of the same function, which it calls anew
/// without: `db.Transaction(ctx, func(ctx context.Context) { db.Transaction(context.Background(), …) })`. What
/// the context carries would make of the second a part of the first.
pub(super) fn is_nested_call(site: Site, root: &Root, place: NodeId) -> bool {
    let name = |call: Option<NodeId>| call.and_then(|c| called_name(site, c));
    let outer = name(passed_to(site, root.func()));
    root.is_context() && outer.is_some() && outer == name(passed_to(site, place))
}

/// `none := trace.SpanFromContext(context.Background())`: a span that records nothing, and is given back or ended.
pub(super) fn asks_for_no_span(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variable = |call: NodeId| {
        let [target] = targets_of(site, call)[..] else { return None };
        scopes.resolve(target)
    };
    let is_returned = |u: NodeId| tree.stmt_of(u).is_some_and(|s| tree.kind(s) == Kind::Return);
    let is_ended = |u: NodeId| {
        let method = tree.parent(u).and_then(|s| tree.child(s, Field::FieldName));
        method.is_some_and(|m| tree.text(m) == "End")
    };
    let is_none = |v: BindingId| {
        let mut reads = scopes.uses(v).iter().filter(|&&u| !is_write(tree, u));
        reads.all(|&u| is_returned(u) || is_ended(u))
    };
    is_detached_call(site, place)
        && passed_to(site, place).is_some_and(|call| {
            called_name(site, call) == Some("SpanFromContext") && variable(call).is_some_and(is_none)
        })
}

/// Whether the call that gets the context at `place` gets the root's beside it: it wants two.
pub(super) fn is_one_of_two(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    passed_to(site, place).is_some_and(|call| {
        let mut others = tree.args(call).filter(|&o| o != place && is_context(&site.type_of(o)));
        others.any(|o| mentions(site, root, o))
    })
}

/// Whether the function has asked before `place` whether the root's context has ended, and looks at the answer behind
/// it: what stands in between is done in any case. `ctxErr := ctx.Err()` So does the function around a literal, with
/// the context that is given to who runs that: `retry(ctx, func(ctx context.Context) error { … })`.
pub(super) fn is_answered_later(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let outer = context_beside(site, root.func());
    let is_it =
        |ctx: NodeId| mentions(site, root, ctx) || outer.is_some_and(|(v, _)| scopes.resolve(ctx) == Some(v));
    let asks = |call: NodeId| asked(site, call).is_some_and(|(asked, ctx)| asked == Asked::Err && is_it(ctx));
    let func = outer.map_or(root.func(), |(_, func)| func);
    let answers = tree.subtree(func).filter(|&n| n < place && tree.kind(n) == Kind::Call && asks(n));
    let is_asked_about = |u: NodeId| {
        tree.ancestors(u)
            .take_while(|&a| tree.field(a) != Field::Stmt)
            .any(|a| tree.field(a) == Field::Condition)
    };
    answers.filter_map(|call| scopes.resolve(*targets_of(site, call).first()?)).any(|v| {
        let before =
            scopes.uses(v).iter().any(|&u| u < place && is_asked_about(u) && !leaves_where_asked(site, u));
        before
            && !scopes.uses(v).iter().any(|&u| is_write(tree, u))
            && scopes.uses(v).iter().any(|&u| u > place && is_asked_about(u))
    })
}

/// Whether the function asks behind `place` whether the root's context has ended, saves something whatever the answer
/// is, and only then leaves by it: that end is to make it hurry, and what stands before the question is done in any
/// case.
pub(super) fn is_asked_before_saving(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let asks = |call: NodeId| {
        asked(site, call).is_some_and(|(asked, ctx)| asked == Asked::Err && mentions(site, root, ctx))
    };
    let is_condition = |u: NodeId| {
        let mut around = tree.ancestors(u).take_while(|&a| tree.field(a) != Field::Stmt);
        around.any(|a| tree.field(a) == Field::Condition)
    };
    let answers = tree.calls(root.func()).filter(|&c| c > place && asks(c));
    answers.filter_map(|c| Some((c, scopes.resolve(*targets_of(site, c).first()?)?))).any(|(asked, v)| {
        let last =
            scopes.uses(v).iter().copied().filter(|&u| is_condition(u) && leaves_where_asked(site, u)).max();
        let saves = |n: NodeId| asked < n && last.is_some_and(|l| n < l) && is_detached_call(site, n);
        !scopes.uses(v).iter().any(|&u| is_write(tree, u)) && tree.calls(root.func()).any(saves)
    })
}

/// The variable of the context that is given together with the literal `func` to who runs it, and the function that
/// gives both.
fn context_beside(site: Site, func: NodeId) -> Option<(BindingId, NodeId)> {
    let tree = site.tree();
    let call = passed_to(site, func).filter(|_| tree.kind(func) == Kind::FuncLit)?;
    let mut contexts = tree.args(call).filter(|&a| is_context(&site.type_of(a)));
    Some((contexts.find_map(|a| site.scopes().resolve(a))?, tree.enclosing_func(call)?))
}

/// Whether the branch that asks for the variable at `u` leaves the function, or a round.
fn leaves_where_asked(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let branch = tree.ancestor(u, |k| k == Kind::If);
    let last = branch.and_then(|b| tree.child(b, Field::Consequence)).and_then(|b| tree.stmts(b).last());
    last.is_some_and(|s| matches!(tree.kind(s), Kind::Return | Kind::Break | Kind::Continue | Kind::Goto))
}

/// Whether a handler that works under its request's context elsewhere makes one with a limit of its own from nothing:
/// it could have had the other.
pub(super) fn has_limit_of_its_own(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let is_asked =
        |n: &NodeId| matches!(tree.kind(*n), Kind::Call | Kind::Selector) && root.is_asked_by(site, *n);
    root.is_request()
        && root.request_type().is_some_and(|kind| kind.lives != Lives::Process)
        && is_detached_call(site, place)
        && passed_to(site, place).is_some_and(|call| limits(site, call))
        && tree.subtree(root.func()).any(|n| is_asked(&n) && !given_to_harmless(site, n))
}

/// Whether the context at `place` is given to a call that sets up what cannot be set up again where it was left half
/// done: `core.Initialize(ctx)`.
pub(super) fn is_done_once(site: Site, place: NodeId) -> bool {
    passed_to(site, place).and_then(|call| called_name(site, call)).is_some_and(words::is_done_once)
}

/// Whether the function is there for what has failed, by its name, and takes a time of its own for that: the context of
/// its caller may be why. Not where the first try is made there too.
pub(super) fn is_second_try(site: Site, root: &Root, journey: &Journey) -> bool {
    let tree = site.tree();
    let name = tree.child(root.func(), Field::Name).map(|n| tree.text(n));
    let limited = |&p: &NodeId| passed_to(site, p).is_some_and(|call| limits(site, call));
    name.is_some_and(words::is_second_try)
        && journey.places.iter().any(|p| limited(p) && !makes_all_tries(site, root, *p))
}

/// Whether the context at `place` is made in a loop that goes round for each try, and none has been made before it; one
/// over what has failed before is none.
fn makes_all_tries(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(round) = site.flow(root.func()).loop_of(tree, place) else { return false };
    let clause = tree.children(round).find(|&c| tree.kind(c) == Kind::RangeClause);
    let over = clause.and_then(|c| tree.child(c, Field::Right)).map(|r| site.type_of(r));
    let counts = over.is_none_or(|t| matches!(t, Type::Basic(_) | Type::Untyped(_)));
    let is_try = |n: NodeId| tree.kind(n) == Kind::Call && is_given_context(site, root, n);
    counts && !tree.subtree(root.func()).take_while(|&n| n < round).any(is_try)
}

/// Whether a span begins there that is linked to the one of the caller and not part of it, as the function says to its
/// tracer, or to what begins one for it: `trace.LinkFromContext(ctx)`. Who has a trace of their own work on their own.
pub(super) fn begins_trace_of_its_own(site: Site, root: &Root, place: NodeId) -> bool {
    const LINKS: [&str; 4] = ["LinkFromContext", "AddLink", "WithLinks", "WithNewRoot"];
    let tree = site.tree();
    let links = |within: NodeId| {
        let mut calls = tree.calls(within);
        calls.any(|c| called_name(site, c).is_some_and(|n| LINKS.contains(&n)))
    };
    let starts = |call: NodeId| {
        let types = results(site, call);
        called_name(site, call).is_some_and(words::starts_span)
            && (types.is_empty() || types.first().is_some_and(is_context) && types.len() == 2)
    };
    let is_linked = |call: NodeId| {
        let args = tree.args(call);
        args.filter(|&a| tree.kind(a) != Kind::FuncLit).any(links)
    };
    passed_to(site, place).is_some_and(|call| is_linked(call) || starts(call) && links(root.func()))
}

/// Whether a span begins there that is put on record afterwards, for what has gone on elsewhere: it is ended at a time
/// that the function was told, `span.End(trace.WithTimestamp(end))`, and nothing is done under it.
pub(super) fn records_span_of_others(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    let targets = targets_of(site, call);
    let is_left = targets.iter().any(|&t| tree.text(t) == "_");
    let is_timed = |end: NodeId| {
        let mut args = tree.args(end).flat_map(|a| tree.calls(a));
        called_name(site, end) == Some("End")
            && args.any(|a| matches!(called_name(site, a), Some("WithTimestamp")))
    };
    let ends_in_time = |u: NodeId| {
        let method = tree.parent(u).filter(|&s| tree.child(s, Field::Operand) == Some(u));
        method.and_then(|m| tree.parent(m)).is_some_and(is_timed)
    };
    let spans = targets.iter().filter_map(|&t| scopes.resolve(t));
    targets.len() == 2
        && is_left
        && spans.into_iter().any(|v| scopes.uses(v).iter().any(|&u| ends_in_time(u)))
}

/// Whether the variable that is given the detached context, or one made from it, says what that is for:
/// `finalizeCtx, cancel := context.WithTimeout(context.Background(), limit)`.
pub(super) fn is_named_for_clean_up(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let derived = passed_to(site, place).filter(|&call| results(site, call).first().is_some_and(is_context));
    targets_of(site, derived.unwrap_or(place))
        .first()
        .is_some_and(|&t| tree.kind(t) == Kind::Ident && words::is_context_for_clean_up(tree.text(t)))
}

/// Whether the detached context is made into one that nothing gets: it is only asked whether it has ended, and whoever
/// has the release tells so: `copied, tell := context.WithCancel(context.Background())`.
pub(super) fn is_signal(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let cancels = |&c: &NodeId| called_name(site, c).is_some_and(|n| n.starts_with("WithCancel"));
    let kept_in = |value| scopes.resolve(*targets_of(site, value).first()?);
    // `signal := context.Background()`, and then `signal, tell = context.WithCancel(signal)`
    let is_renewed = |v: BindingId, u: NodeId| {
        passed_to(site, u).filter(cancels).is_some_and(|call| kept_in(call) == Some(v))
    };
    let made = || match passed_to(site, place) {
        Some(call) => kept_in(call).filter(|_| cancels(&call)),
        None => kept_in(place).filter(|&v| scopes.uses(v).iter().any(|&u| is_renewed(v, u))),
    };
    let is_asked = |u: NodeId| asked_at(site, u).is_some_and(Asked::for_end);
    is_detached_call(site, place)
        && made().is_some_and(|v| {
            let mut reads = scopes.uses(v).iter().filter(|&&u| !is_write(tree, u)).peekable();
            reads.peek().is_some() && reads.all(|&u| is_asked(u) || is_renewed(v, u))
        })
}

/// Whether the context at `place` is put beside others into a slice: each is to end by itself.
pub(super) fn is_one_of_several(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(parent) = tree.parent(place) else { return false };
    match tree.kind(parent) {
        Kind::Args => tree.parent(parent).is_some_and(|c| called_name(site, c) == Some("append")),
        Kind::LitValue => tree
            .parent(parent)
            .and_then(|lit| tree.child(lit, Field::Type))
            .is_some_and(|t| matches!(tree.kind(t), Kind::SliceType | Kind::ArrayType | Kind::AutoArrayType)),
        _ => false,
    }
}
