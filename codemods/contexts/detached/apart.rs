//! Calls that have nothing to gain from the caller's end: what they read is all there, or they stand for a type that is
//! made to go on.

use super::outcome::is_by_the_way;
use super::work::is_given_context;
use crate::contexts::asks::{Asked, asked};
use crate::contexts::callers::declarations;
use crate::contexts::calls::{called_name, calls_context, is_detached_call, passed_to};
use crate::contexts::clean_up::where_failed;
use crate::contexts::harmless::{only_asks_for_deadline, only_tells};
use crate::contexts::launch::brings_none;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::parameters;
use crate::contexts::returns::fails;
use crate::contexts::sources::{Root, limits};
use crate::contexts::types::{is_context, named, receiver_type};
use crate::contexts::waiting::mentions;
use crate::contexts::waiting::support::{is_for_tests, is_of_stand_in};
use crate::facts::requests::Lives;
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether the call that gets the context is also given a channel which the function has closed before: nothing in it
/// is waited for, and some of it would be lost.
pub(super) fn reads_what_is_closed(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(call) else { return false };
    let args = tree.args(call);
    let mut channels = args.filter(|&a| {
        let is_channel = || matches!(site.program.underlying(&site.type_of(a)), Type::Chan(..));
        tree.kind(a) == Kind::Ident && is_channel()
    });
    channels.any(|channel| {
        scopes.resolve(channel).is_some_and(|variable| {
            scopes.uses(variable).iter().any(|&u| {
                let closes =
                    passed_to(site, u).filter(|&c| matches!(site.callee(c), Callee::Builtin("close")));
                let at = closes.and_then(|c| flow.point_of(c));
                at.is_some_and(|p| p != here && flow.dominates(p, here))
            })
        })
    })
}

/// Whether the method, which leaves its own context without a name, stands for the one of that name of what its type
/// holds, `func (b *noCancel) Remove(_ context.Context, h Handle) error { return b.Backend.Remove(context.Background(),
/// h) }`, and the type is there for that: it is called so, or does it in more than one method.
pub(super) fn is_of_type_that_goes_on(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(root.func(), Field::Name).map(|n| tree.text(n)) else { return false };
    let ty = receiver_type(site);
    let Some((_, own)) = named(&ty).filter(|_| root.is_context() && root.parameter.variable.is_none()) else {
        return false;
    };
    let stands_for = |s: Site, place: NodeId, name: &str| {
        passed_to(s, place).is_some_and(|c| called_name(s, c) == Some(name))
    };
    let says_so = || {
        let words: Vec<String> = words::words_of(own).collect();
        let is_detached = |w: &str| {
            matches!(w, "detached" | "detach" | "uncancelable" | "uncancellable" | "ignoring" | "ignores")
        };
        words.iter().any(|w| is_detached(w))
            || words.windows(2).any(|w| matches!((&*w[0], &*w[1]), ("no" | "without" | "ignore", "cancel")))
            // What stands in for another in a test has a reason not to.
            || site.file.is_test()
    };
    let does_so = |method: Site| {
        let tree = method.tree();
        let called = tree.child(tree.root(), Field::Name).map(|n| tree.text(n));
        named(&receiver_type(method)).is_some_and(|(_, name)| name == own)
            && called.is_some_and(|called| {
                called != name
                    && tree
                        .subtree(tree.root())
                        .any(|n| is_detached_call(method, n) && stands_for(method, n, called))
            })
    };
    stands_for(site, place, name)
        && (says_so() || declarations(site, move |_, text: &str| text.contains(own)).any(does_so))
}

/// Whether the function, which leaves its own context without a name, calls itself with the other: there is none to be
/// handed on. `func (i *Input) Confirmations(context.Context) { …; return i.Confirmations(context.Background()) }`
pub(super) fn is_for_itself(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let is_own = |call: NodeId| {
        let known = site.callee(call);
        known
            .known()
            .is_some_and(|k| k.decls.iter().any(|f| f.file.path == site.file.path && f.decl == site.decl))
    };
    root.is_context()
        && root.parameter.variable.is_none()
        && root.func() == tree.root()
        && passed_to(site, place).is_some_and(is_own)
}

/// Whether the function serves requests of tests, as a method of what pretends to be something else.
pub(super) fn is_served_for_tests(site: Site, root: &Root) -> bool {
    let is_client = root.request_type().is_some_and(|kind| kind.lives != Lives::Process);
    is_client && !site.file.is_test() && is_for_tests(site) && is_of_stand_in(site)
}

/// Whether the context at `place` is an argument of a call that asks it for its deadline and does nothing else with it:
/// that has no use for another's end.
pub(super) fn is_only_for_deadline(site: Site, place: NodeId) -> bool {
    passed_to(site, place).is_some_and(|call| only_asks_for_deadline(site, call, place))
}

/// Whether the result of the call that gets the context is taken for what it is meant to be, while what would tell is
/// dropped: `_, found, err := retry.Until(ctx, …)`, and then `found.(Update)`. With a context that ends it may be
/// nothing.
pub(super) fn is_taken_unasked(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    let targets = targets_of(site, call);
    let is_dropped = targets.iter().rev().skip(1).any(|&t| tree.text(t) == "_");
    let is_asserted = |u: NodeId| {
        let assertion = tree.parent(u).filter(|&a| tree.kind(a) == Kind::TypeAssert);
        assertion.is_some_and(|a| {
            let left = targets_of(site, a);
            left.len() < 2
        })
    };
    is_dropped
        && targets
            .iter()
            .filter_map(|&t| scopes.resolve(t))
            .any(|v| scopes.uses(v).iter().any(|&u| u > call && is_asserted(u)))
}

/// Whether the context is made with a limit of its own by a function that asks when the caller's is over, and leaves
/// where that is late enough: it is to last longer; or is for what is done where little time is left, as the condition
/// around it says: `if time.Until(deadline) < d { return s.save(context.Background()) }`.
pub(super) fn is_to_last_longer(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let asks_of = |branch: NodeId, variable| {
        let is_it = |n| tree.kind(n) == Kind::Ident && site.scopes().resolve(n) == variable;
        tree.child(branch, Field::Condition).is_some_and(|c| tree.subtree(c).any(is_it))
    };
    let leaves = |branch: NodeId| {
        let last = tree.child(branch, Field::Consequence).and_then(|b| tree.stmts(b).last());
        branch < place && last.is_some_and(|s| tree.kind(s) == Kind::Return)
    };
    let is_less = |n: NodeId| tree.kind(n) == Kind::Binary && matches!(tree.operator(n), "<" | "<=");
    let is_short = |branch: NodeId| {
        let within = tree.child(branch, Field::Consequence).is_some_and(|b| tree.contains(b, place));
        let condition = tree.child(branch, Field::Condition);
        let until = condition.into_iter().flat_map(|c| tree.subtree(c)).any(|n| {
            let left = tree.child(n, Field::Left).filter(|_| is_less(n));
            left.is_some_and(|l| matches!(called_name(site, l), Some("Until" | "Sub")))
        });
        within && until
    };
    let limited = passed_to(site, place).is_some_and(|call| limits(site, call));
    let asks = |u: NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let call = selector
            .filter(|&s| tree.child(s, Field::FieldName).is_some_and(|m| tree.text(m) == "Deadline"))
            .and_then(|s| tree.parent(s));
        let deadline = call.and_then(|c| site.scopes().resolve(*targets_of(site, c).first()?));
        let mut branches = tree.subtree(root.func()).filter(|&n| tree.kind(n) == Kind::If);
        deadline.is_some() && branches.any(|b| asks_of(b, deadline) && (limited && leaves(b) || is_short(b)))
    };
    root.is_context()
        && root.parameter.variable.is_some_and(|v| site.scopes().uses(v).iter().any(|&u| asks(u)))
}

/// What takes back what another does: first words of names, that of the first and those of the second.
const TAKING_BACK: &[(&str, &[&str])] = &[
    ("disconnect", &["reconnect", "connect"]),
    ("pause", &["unpause", "resume"]),
    ("suspend", &["resume", "unsuspend"]),
    ("stop", &["start", "restart", "resume", "up"]),
    ("kill", &["start", "restart"]),
    ("disable", &["enable", "reenable"]),
    ("cordon", &["uncordon"]),
    ("detach", &["attach", "reattach"]),
    ("block", &["unblock"]),
    ("freeze", &["unfreeze", "thaw"]),
    ("lock", &["unlock"]),
    ("quiesce", &["unquiesce"]),
];

/// Whether the call that gets the context takes back what an earlier one in the function has done on the same, with a
/// context of its own too: what has been begun is to be ended so. `net.Disconnect(…)`, and then `net.Reconnect(…)`.
pub(super) fn takes_back(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let parts = |call: NodeId| {
        let words: Vec<String> = called_name(site, call).map(|n| words::words_of(n).collect())?;
        let operand = tree.receiver(call);
        let (first, rest) = words.split_first()?;
        Some((first.clone(), rest.to_vec(), operand.map(|o| tree.text(o))))
    };
    let Some((own, rest, operand)) = parts(call) else { return false };
    let begun_by =
        |first: &str| TAKING_BACK.iter().any(|(begins, ends)| *begins == first && ends.contains(&&*own));
    let has_its_own = |call: NodeId| {
        let args = tree.args(call);
        args.into_iter().any(|a| is_detached_call(site, a) || called_name(site, a) == Some("WithoutCancel"))
    };
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(call) else { return false };
    let earlier = tree.calls(root.func()).filter(|&n| n < call);
    earlier.into_iter().filter(|&n| has_its_own(n)).any(|n| {
        let is_begun = || {
            parts(n).is_some_and(|(first, others, of)| begun_by(&first) && others == rest && of == operand)
        };
        (is_begun() || runs_opposite(site, n, call))
            && flow.point_of(n).is_some_and(|p| p != here && flow.dominates(p, here))
    })
}

/// Whether both calls run a program, the second with an order that takes back that of the first, on the same:
/// `docker.Exec(ctx, "pause", name)`, and then `docker.Exec(ctx, "unpause", name)`.
fn runs_opposite(site: Site, first: NodeId, second: NodeId) -> bool {
    let tree = site.tree();
    let function = |call: NodeId| tree.child(call, Field::Function).map(|f| tree.text(f));
    let orders = |call: NodeId| {
        let strings = tree.args(call).filter(|&a| tree.kind(a) == Kind::String);
        strings.map(|a| tree.text(a).trim_matches('"')).collect::<Vec<_>>()
    };
    let on_same = || {
        let [first, second] = [first, second].map(|c| tree.args(c).last().map(|a| tree.text(a)));
        first.zip(second).is_some_and(|(f, s)| s.starts_with(f))
    };
    let (begun, ended) = (orders(first), orders(second));
    function(first) == function(second)
        && TAKING_BACK.iter().any(|(begins, ends)| {
            begun.contains(begins) && ended.iter().any(|e| ends.contains(e)) && !ended.contains(begins)
        })
        && on_same()
}

/// What is put somewhere for as long as the work lasts, and what takes it away: first words of names.
const PUTTING: &[&str] =
    &["set", "put", "add", "insert", "create", "mark", "claim", "take", "reserve", "incr", "increment"];
const TAKING_AWAY: &[&str] =
    &["del", "delete", "remove", "unset", "clear", "unmark", "drop", "decr", "decrement"];

/// Whether the call that gets the context takes away what the function has put there before, under the root's context:
/// `rdb.SetNX(ctx, "lock")`, and then `rdb.Del(context.Background(), "lock")`. It would stay there for ever.
pub(super) fn gives_back_what_was_taken(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let begins = |call, all: &[&str]| {
        called_name(site, call)
            .and_then(|n| words::words_of(n).next())
            .is_some_and(|w| all.contains(&w.as_str()))
    };
    let of_what = |call: NodeId| {
        let operand = tree.receiver(call)?;
        let mut args = tree.args(call);
        let key = args.find(|&a| !is_context(&site.type_of(a)))?;
        Some((tree.text(operand), tree.text(key)))
    };
    // What else the call names is something else: the old token, where a new one was put.
    let names_more = |earlier: NodeId| {
        let texts = |call: NodeId| {
            let args = tree.args(call);
            args.filter(|&a| !is_context(&site.type_of(a))).map(|a| tree.text(a)).collect::<Vec<_>>()
        };
        let put = texts(earlier);
        texts(call).iter().any(|t| !put.contains(t))
    };
    let flow = site.flow(root.func());
    let (Some(here), true) = (flow.point_of(call), begins(call, TAKING_AWAY)) else { return false };
    let earlier = tree.calls(root.func()).filter(|&n| n < call);
    of_what(call).is_some()
        && earlier.into_iter().any(|n| {
            begins(n, PUTTING)
                && of_what(n) == of_what(call)
                && !names_more(n)
                && is_given_context(site, root, n)
                && flow.point_of(n).is_some_and(|p| p != here && flow.dominates(p, here))
        })
}

/// Whether the call that gets the context finds out more of a failure, in a branch that then returns that, and nobody
/// asks how it went: `d.copyLogs(ctx, l)`, and then `return err`.
pub(super) fn tells_more_of_failure(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let block = tree.stmt_of(call).and_then(|s| tree.parent(s));
    let last = block.and_then(|b| tree.stmts(b).last());
    is_by_the_way(site, call)
        && where_failed(site, call)
        && called_name(site, call).is_some_and(words::is_for_diagnosis)
        && last.is_some_and(|s| tree.kind(s) == Kind::Return)
}

/// Whether the call that gets the context finds out more of what the branch around it returns as an error of its own,
/// and what it finds is only told: `if n > 1 { details, err := describe(ctx); …; log.Print(details); return ErrTooMany
/// }`. Its own failure would take the place of that error.
pub(super) fn tells_more_of_error(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    let targets = targets_of(site, call);
    let Some((_, found)) = targets.split_last().filter(|(_, found)| !found.is_empty()) else { return false };
    let found: Vec<_> = found.iter().filter_map(|&t| scopes.resolve(t)).collect();
    let is_told = |u: NodeId| is_write(tree, u) || tree.stmt_of(u).is_some_and(|s| only_tells(site, s));
    let is_only_told = || found.iter().all(|&v| scopes.uses(v).iter().all(|&u| is_told(u)));
    let returns_other = |branch: NodeId| {
        let block = tree.child(branch, Field::Consequence).filter(|&b| tree.contains(b, call));
        let last = block.and_then(|b| tree.stmts(b).last()).filter(|&s| tree.kind(s) == Kind::Return);
        last.is_some_and(|s| !tree.contains(s, call) && fails(site, s) && !where_failed(site, s))
    };
    let within = tree.ancestors(call).take_while(|&a| a != root.func() && !tree.kind(a).is_func());
    !found.is_empty()
        && within.into_iter().any(|a| tree.kind(a) == Kind::If && returns_other(a))
        && is_only_told()
}

/// Whether the call makes something with the context that only runs functions, each of which looks at the root's
/// context itself: `group := pool.NewGroup(context.Background(), n)`, and then `group.Go(func() error { return
/// work(ctx) })`.
pub(super) fn runs_what_looks_itself(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place).filter(|&c| called_name(site, c).is_some_and(words::is_maker))
    else {
        return false;
    };
    let [target] = targets_of(site, call)[..] else { return false };
    let arguments = |u: NodeId| {
        let method =
            tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector && tree.field(u) == Field::Operand)?;
        let called = tree.parent(method).filter(|&c| tree.kind(c) == Kind::Call)?;
        Some(tree.args(called).collect::<Vec<_>>())
    };
    let looks = |a: &NodeId| tree.kind(*a) == Kind::FuncLit && mentions(site, root, *a);
    let uses = scopes.resolve(target).map_or(&[][..], |v| scopes.uses(v));
    let all: Option<Vec<_>> = uses.iter().filter(|&&u| !is_write(tree, u)).map(|&u| arguments(u)).collect();
    all.is_some_and(|all| all.iter().flatten().all(looks) && all.iter().any(|args| args.iter().any(looks)))
}

/// Whether the call is also given a function that works under a context which the call makes for it, and waits itself
/// for the end of the root's, to end that: `c.Build(context.TODO(), func(ctx context.Context) error { ctx, cancel :=
/// context.WithCancel(ctx); go func() { <-mainCtx.Done(); cancel() }(); … })`. What the call does for the function must
/// be there until that has taken back what it has begun.
pub(super) fn runs_what_ends_itself(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let is_end = |n: NodeId| match tree.kind(n) {
        Kind::Unary if tree.op(n) == Op::Receive => tree.child(n, Field::Operand).is_some_and(|done| {
            asked(site, done).is_some_and(|(what, of)| what == Asked::Done && mentions(site, root, of))
        }),
        Kind::Call => {
            calls_context(site, n, "AfterFunc") && tree.arg(n, 0).is_some_and(|of| mentions(site, root, of))
        }
        _ => false,
    };
    let gets_its_own = |l: NodeId| parameters(site, l).iter().any(|p| is_context(&p.type_in(site)));
    let mut literals = tree.args(call).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals.any(|l| gets_its_own(l) && tree.subtree(l).any(is_end))
}

/// Whether a command hears of the signals itself, `signal.NotifyContext(context.Background(), …)`, in a program that
/// runs its commands without a context: nothing else ends it.
pub(super) fn hears_signals_alone(site: Site, place: NodeId, root: &Root) -> bool {
    let called = passed_to(site, place).map(|call| site.callee(call));
    let notifies = called.is_some_and(|c| c.known().is_some_and(|k| k.is_func("os/signal", "NotifyContext")));
    notifies && brings_none(site, root)
}
