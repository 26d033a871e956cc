//! Operations that block without looking at a context: what the codemods share that make them end with it.
//!
//! This file says which context an operation should look at, `asked` where the function looks at it already, `exit` how
//! the function leaves when that ends, `elsewhere` how it does so already, `ends_well` where that is no failure,
//! `given_back` what it does not hold there any more, `pending` what it would skip by leaving, by what is `owed` in any
//! case, `locks` what would stay locked, `undone` what it would leave as it is only while it waits, by its `effects`,
//! `begun` what it would leave half done, `held` what it would leave open, `fed` who would wait for it, `parts` what
//! would be missing, `refusal` which answers it holds back on purpose, `callers` what comes of its error, `told` how
//! else it tells of errors, `marked` what these say of themselves, `values` what it returns beside that, `gathered`
//! what else has failed, `support` what is only there for tests, `ignored` what goes on on purpose, `limited`
//! which contexts a function makes that end by themselves, `kept` which of a field it asks, `attempt` which of them are
//! for what came before, `success` where all is done already.

mod asked;
mod attempt;
mod begun;
mod callers;
mod effects;
mod elsewhere;
mod ends_well;
pub mod exit;
mod fed;
mod gathered;
mod given_back;
mod held;
mod ignored;
mod kept;
mod limited;
mod locks;
mod marked;
mod owed;
mod parts;
mod pending;
pub mod refusal;
pub mod success;
pub mod support;
mod told;
mod undone;
mod values;

pub use asked::{asks_right_behind, ends_well_with};

use super::aftermath::is_hijacked;
use super::detached::comments::says_why_it_waits;
use super::endless::{is_always_given_one, is_told_endless};
use super::harmless::is_harmless;
use super::launch::brings_none;
use super::never::keeps_own_context;
use super::origins::{Given, Origin, Origins, given};
use super::sources::{Root, root, source};
use super::started::runs_beside;
use super::types::is_context_expr;
use crate::contexts::asks::asked;
use crate::contexts::callers::{MAX_CALLERS, NotWaitedFor, runs_unwaited};
use crate::contexts::calls::{called_name, calls_context, is_detached_call, passed_to};
use crate::edits::EditSet;
use crate::facts::{keeps, words};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Finding, Options, Repaired};

/// The context that an operation should look at.
pub struct Awaited {
    pub root: Root,
    /// The expression for it.
    pub text: String,
    /// The operation.
    pub place: NodeId,
}

/// The context that the operation at `place` should look at: one that its function is given and may be canceled, or
/// else one that it limits itself, or asks in a field. A function literal must use it itself, and make none of its own:
/// it may be there to go on without. `None` in tests, which wait for others on purpose, and where the function is there
/// for what comes when the context has ended.
pub fn awaited(site: Site, place: NodeId, options: &Options) -> Option<Awaited> {
    if support::is_for_tests(site)
        || support::is_hook_for_tests(site, place)
        || in_clean_up_by_last_word(site, place)
        || says_why_it_waits(site, place)
        || ignored::is_ignored_on_purpose(site, place)
    {
        return None;
    }
    // That of a test ends with it.
    let options = Options { test_context: false, ..*options };
    let root = root(site, place, &options).filter(|r| r.parameter.variable.is_some());
    let root = root.or_else(|| limited::limited(site, place)).or_else(|| kept::kept(site, place))?;
    let never_ends = brings_none(site, &root)
        || is_hijacked(site, &root, place)
        || root.is_context() && is_always_given_one(site, root.func(), root.parameter.variable, MAX_CALLERS)
        || root.is_context() && root.parameter.variable.is_some_and(|v| is_told_endless(site, v, place));
    let meant = never_ends
        || keeps_own_context(site, root.func(), place, root.parameter.variable)
        || root.is_request() && runs_unwaited(site, root.func(), NotWaitedFor::Any);
    let text = source(site, &root, place, None).filter(|_| !meant)?.text;
    let func = site.tree().enclosing_func(place)?;
    let own = func == root.func() || mentions(site, &root, func) && !detaches(site, func);
    let text = asked_elsewhere(site, &root, func, place).unwrap_or(text);
    let text = attempt::without_limit_of_attempt(site, &root, place, text)?;
    own.then_some(Awaited { root, text, place })
}

/// Whether something in `func` makes a context that is not the caller's.
fn detaches(site: Site, func: NodeId) -> bool {
    site.tree().subtree(func).any(|n| is_detached_call(site, n))
}

/// The expression for the root's own context, if that is the one that `func` asks whether it has ended, and it means
/// the same at `place`. One that is derived may have ended there for a reason of its own.
fn asked_elsewhere(site: Site, root: &Root, func: NodeId, place: NodeId) -> Option<String> {
    let tree = site.tree();
    let asked: Vec<NodeId> =
        questions(site, root, func).filter(|&o| tree.enclosing_func(o) == Some(func)).collect();
    let first = *asked.first()?;
    let is_own = root.is_asked_by(site, first) || root.is_context() && root.is_named_by(site, first);
    let same = asked.iter().all(|&o| tree.text(o) == tree.text(first) && means_the_same(site, o, place));
    (is_own && same).then(|| tree.text(first).to_owned())
}

/// Whether all names in `node` mean the same at `place`.
fn means_the_same(site: Site, node: NodeId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let at = tree.span(place).start as usize;
    tree.subtree(node)
        .filter(|&n| tree.kind(n) == Kind::Ident && tree.field(n) != Field::FieldName)
        .all(|n| scopes.lookup(tree.text(n), at) == scopes.resolve(n))
}

/// Inside a function whose name ends with clean-up: `RUnlock`.
fn in_clean_up_by_last_word(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let funcs = tree.ancestors(place).filter(|&a| tree.kind(a).is_func());
    funcs.filter_map(|f| tree.child(f, Field::Name)).any(|n| words::ends_with_clean_up(tree.text(n)))
}

/// Whether something in `within` is the root's context, or one that is derived from it.
pub fn mentions(site: Site, root: &Root, within: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let mut origins = Origins::new(site, root);
    tree.subtree(within).any(|n| match tree.kind(n) {
        Kind::Ident => scopes.resolve(n).is_some_and(|v| matches!(origins.variable(v), Origin::Root)),
        Kind::Call | Kind::Selector => root.is_asked_by(site, n),
        _ => false,
    })
}

/// Whether what `expr` gives ends with the root's context: not what is taken out of that by `context.WithoutCancel`.
fn ends_so(site: Site, root: &Root, expr: NodeId) -> bool {
    mentions(site, root, expr) && !site.tree().subtree(expr).any(|n| calls_context(site, n, "WithoutCancel"))
}

/// The same as [`mentions`], or is the request or stream itself, or what was given the context for all that it does:
/// what is done with that ends with its context too.
pub fn works_under(site: Site, root: &Root, within: NodeId) -> bool {
    mentions(site, root, within)
        || site
            .tree()
            .subtree(within)
            .any(|n| root.is_named_by(site, n) || carries(site, root, n) || takes_from_stream(site, root, n))
}

/// Whether the variable at `node` holds what a call gave that got the root's context, and the next value is taken from
/// it there: `stream, err := client.Watch(ctx, request)`, `stream.Recv()`. That ends with the context too.
fn takes_from_stream(site: Site, root: &Root, node: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let selector = tree.parent(node).filter(|&s| tree.child(s, Field::Operand) == Some(node));
    let call = selector.and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
    let takes = |c| called_name(site, c).is_some_and(keeps::reads);
    if tree.kind(node) != Kind::Ident || !call.is_some_and(takes) {
        return false;
    }
    let made = scopes.resolve(node).and_then(|v| given(site, scopes.binding(v).ident));
    let Some((Given::Result(made, 0) | Given::Value(made), _)) = made else { return false };
    tree.args(made).any(|c| is_context_expr(site, c) && ends_so(site, root, c))
}

/// Whether something in `within` is done under the root's context to which it matters whether that has ended.
pub fn is_worked_under(site: Site, root: &Root, within: NodeId) -> bool {
    let tree = site.tree();
    let works = |n: NodeId| passed_to(site, n).is_some_and(|call| !is_harmless(site, call, n));
    let is_it = |n: NodeId| {
        matches!(tree.kind(n), Kind::Ident | Kind::Call | Kind::Selector) && mentions(site, root, n)
    };
    tree.subtree(within).any(|n| works(n) && is_it(n))
}

/// Whether the variable at `node` holds what was given the root's context for all that it does:
/// `db = db.WithContext(ctx)`.
fn carries(site: Site, root: &Root, node: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.resolve(node).filter(|_| tree.kind(node) == Kind::Ident) else {
        return false;
    };
    let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
    writes.chain([scopes.binding(variable).ident]).any(|target| match given(site, target) {
        Some((Given::Value(value), _)) => {
            called_name(site, value) == Some("WithContext")
                && tree.args(value).any(|a| ends_so(site, root, a))
        }
        _ => false,
    })
}

/// Whether the goroutine that `place` is in, if it is in one, does something under the root's context besides logging:
/// it ends with that, and was not just started under it.
pub fn ends_with(site: Site, root: &Root, place: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(place) else { return false };
    !runs_beside(site, func) || asks(site, root, func) || is_worked_under(site, root, func)
}

/// Whether something in `within` asks the root's context, or one that is derived from it, whether it has ended.
pub fn asks(site: Site, root: &Root, within: NodeId) -> bool {
    questions(site, root, within).next().is_some()
}

/// The contexts that calls of `Done`, `Err` and `Cause` in `within` ask: the root's, and those derived from it.
fn questions<'a>(site: Site<'a>, root: &'a Root, within: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    questions_to(site, within).filter(move |&o| is_its_context(site, root, o))
}

/// The contexts that calls of `Done`, `Err` and `Cause` in `within` ask, whichever they are.
fn questions_to(site: Site<'_>, within: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    site.tree().calls(within).filter_map(move |call| asked_by(site, call))
}

/// What the call asks, if that is a context: `ctx` in `ctx.Done()`, `ctx.Err()` and `context.Cause(ctx)`.
fn asked_by(site: Site, call: NodeId) -> Option<NodeId> {
    asked(site, call).filter(|(asked, _)| asked.for_end()).map(|(_, ctx)| ctx)
}

/// Whether the expression is the root's context itself, or a variable that holds it or one that is derived from it.
fn is_its_context(site: Site, root: &Root, expr: NodeId) -> bool {
    let variable = site.scopes().resolve(expr).filter(|_| site.tree().kind(expr) == Kind::Ident);
    root.is_asked_by(site, expr)
        || variable.is_some_and(|v| matches!(Origins::new(site, root).variable(v), Origin::Root))
}

/// The innermost loop around `place` in its function by which control may come back there: not one that it always
/// leaves behind, `for … { if !ready { time.Sleep(d); break } }`.
pub fn around(site: Site, place: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let flow = site.flow(tree.enclosing_func(place)?);
    let innermost = flow.loop_of(tree, place)?;
    let Some(here) = flow.point_of(place).filter(|_| !flow.unknown()) else { return Some(innermost) };
    let comes_back = |l: NodeId| {
        let is_outside = |p: PointId| flow.node(p).is_none_or(|n| !tree.contains(l, n));
        flow.reaches(here, here, is_outside)
    };
    let outer = tree.ancestors(innermost).take_while(|&a| a != flow.func());
    let outer = outer.filter(|&a| tree.kind(a) == Kind::For);
    [innermost].into_iter().chain(outer).find(|&l| comes_back(l))
}

/// The finding for the operation at `place`, which messages call `text`, with the fix or the reason why there is none.
pub fn finding(
    site: Site,
    codemod: &'static str,
    (place, text): (NodeId, &str),
    awaited: &Awaited,
    consequence: &str,
    fix: Result<EditSet, String>,
) -> Finding {
    let message = format!("{text} does not look at {}: when that has ended, {consequence}", awaited.text);
    let by_hand = |why: String| format!("wait for both in a select by hand: {why}");
    Finding::new(site, codemod, site.tree().span(place), message)
        .mended(fix.map(Repaired::unsafely).map_err(by_hand))
}
