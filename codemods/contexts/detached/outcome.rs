//! Calls that tell what has become of work under the caller's context: that may have failed because the context has
//! ended, and then only one of its own can still be told with.

use super::elsewhere::is_done_elsewhere;
use super::followed::is_followed_by_error_of_work;
use super::given_to_harmless;
use super::kinds::kept_behind;
use super::sent::is_of_what_was_sent;
use super::work::{comes_from_work, is_given_context, work_behind};
use crate::contexts::callers::plain_callers;
use crate::contexts::calls::{called_name, declared_name, passed_to};
use crate::contexts::clean_up::is_question;
use crate::contexts::harmless::{is_logging_package, only_asks, records};
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::contexts::types::{holds_error, is_context, is_error, named, results};
use crate::contexts::uses::nil_test;
use crate::facts::twins::ENDINGS;
use crate::facts::words;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether one of the `places` at which the detached context `detached` is used tells of such an outcome or puts on
/// record what was done, or does what is done to tell of a failure, or of the end, elsewhere in the function:
/// `setStatus(context.Background(), id, "done")`.
pub fn is_to_tell(site: Site, root: &Root, detached: NodeId, places: &[NodeId]) -> bool {
    places.iter().any(|&p| given_to_work(site, p).is_some_and(|call| tells_outcome(site, root, call)))
        || places.iter().any(|&p| passed_to(site, p).is_some_and(|call| records(site, call, p)))
        || is_done_elsewhere(site, root, detached)
}

/// Whether the function is called for a request that has failed, with the error: `func(w, r, err)`; or is named as one
/// that says what has become of something, and is given an error: `setStatusToFailed(ctx, job, err)`; or is what is
/// called on a failure, as its name says, or the name of a function of the package that calls it:
/// `onBackupFailed(ctx)`.
pub fn is_told_of_failure(site: Site, root: &Root) -> bool {
    let tree = site.tree();
    let tells = |name: &str| words::is_mark(name) || words::is_of_failure(name);
    let named = || tree.child(root.func(), Field::Name).is_some_and(|n| tells(tree.text(n)));
    let is_hook = |name: &str| words::begins_with(name, "on") && words::is_of_failure(name);
    let is_called_on_failure = || {
        let mut callers = plain_callers(site, root.func());
        root.is_context() && callers.any(|caller| declared_name(caller).is_some_and(is_hook))
    };
    parameters(site, root.func()).iter().any(|p| is_error(&p.type_in(site))) && (root.is_request() || named())
        || tree.child(root.func(), Field::Name).is_some_and(|n| is_hook(tree.text(n)))
        || is_called_on_failure()
}

/// Whether the function is given what was logged, to write it: that came with the context of who logged, and is to be
/// kept whatever has become of that.
pub fn writes_log(site: Site, root: &Root) -> bool {
    // A pointer alone may be what is logged with: `*logrus.Entry`.
    let is_entry = |t: &Type| {
        let one = match t {
            Type::Slice(one) => named(one.pointee()),
            other => named(other),
        };
        one.is_some_and(|(package, name)| {
            is_logging_package(package)
                && ["Record", "Log", "Entry", "Event"].iter().any(|w| name.ends_with(w))
        })
    };
    parameters(site, root.func()).iter().any(|p| is_entry(&p.type_in(site)))
}

/// Whether control comes to `place` only behind work of a command that goes on until the command is interrupted:
/// `err := server.Run(ctx)`.
pub fn is_behind_whole_work(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    if root.request_type().is_none_or(|t| t.noun != "command") {
        return false;
    }
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(place) else { return false };
    let calls = tree.calls(root.func());
    calls.filter(|&c| tree.enclosing_func(c) == Some(root.func())).any(|c| {
        called_name(site, c).is_some_and(words::is_whole_work)
            && is_given_context(site, root, c)
            && flow.point_of(c).is_some_and(|p| p != here && flow.dominates(p, here))
    })
}

/// Whether the call tells of such an outcome.
pub fn tells_outcome(site: Site, root: &Root, call: NodeId) -> bool {
    tells_of_failure(site, root, call)
        || is_done_whatever(site, root, call)
        || follows_settlement(site, root, call)
        || is_given_outcome(site, root, call)
        || is_made_again(site, root, call)
        || is_of_what_was_sent(site, root, call)
        || is_followed_by_error_of_work(site, root, call)
}

/// The call that is given the context at `place`, if it matters to it whether that has ended; not one that asks it
/// whether it has, to give back what is to be said then: `return nil, toError(ctx, err)`.
pub(super) fn given_to_work(site: Site, place: NodeId) -> Option<NodeId> {
    passed_to(site, place)
        .filter(|_| !given_to_harmless(site, place))
        .filter(|&call| is_by_the_way(site, call) || !translates(site, call, place))
}

/// Whether the call makes another error of the one it is given, or says of what kind it is, as name and body say; or
/// its name says that it wraps it, and what it gives is returned as an error: `return errors.Wrap(ctx, err, op)`.
fn translates(site: Site, call: NodeId, place: NodeId) -> bool {
    let Some(name) = called_name(site, call) else { return false };
    (words::is_translation(name) || is_question(site, call)) && only_asks(site, call, place)
        || words::is_wrapping(name) && is_error(&site.type_of(call)) && is_returned(site, call)
}

/// Whether the function returns the value, as it is.
pub(super) fn is_returned(site: Site, value: NodeId) -> bool {
    let tree = site.tree();
    let list = tree.parent(value).filter(|&l| tree.kind(l) == Kind::ExprList);
    list.and_then(|l| tree.parent(l)).is_some_and(|s| tree.kind(s) == Kind::Return)
}

/// Whether the call follows a failure under the root's context, and says so by its name, or nothing depends on it.
pub(super) fn tells_of_failure(site: Site, root: &Root, call: NodeId) -> bool {
    (called_name(site, call).is_some_and(words::is_mark) || is_by_the_way(site, call))
        && follows_failure(site, root, call)
        && !precedes_work(site, call)
}

/// Whether the work goes on right behind the call, under a context: what has failed is tried again, and that would make
/// no sense if the context had ended.
pub fn precedes_work(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(call).filter(|&s| tree.kind(s) == Kind::ExprStmt) else { return false };
    let next = tree.next_sibling(stmt).filter(|&s| tree.field(s) == Field::Stmt);
    next.is_some_and(|next| {
        let value = tree.child(next, Field::Right).filter(|_| tree.kind(next) == Kind::Assign);
        let value = value.or_else(|| tree.children(next).next().filter(|_| tree.kind(next) == Kind::Return));
        value.is_some_and(|v| {
            tree.list(v).into_iter().any(|v| {
                let given: Vec<NodeId> = tree.args(v).collect();
                given.first().is_some_and(|&f| is_context(&site.type_of(f)))
                    && !given.iter().any(|&a| is_error(&site.type_of(a)))
                    && results(site, v).last().is_some_and(is_error)
            })
        })
    })
}

/// Whether the call is made whether or not a call under the root's context has failed, and only what comes later asks:
/// `err := work(ctx); release(context.Background()); return err`.
fn is_done_whatever(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    if precedes_work(site, call) {
        return false;
    }
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call).filter(|_| gives_nothing(site, call)) else { return false };
    let errors = scopes.bindings().filter(|&v| {
        let binding = scopes.binding(v);
        tree.contains(root.func(), binding.func)
            && matches!(binding.kind, BindingKind::Short | BindingKind::Var | BindingKind::Result)
            && holds_error(site, v)
    });
    errors.into_iter().any(|v| {
        let point = |n: NodeId| (tree.enclosing_func(n) == Some(func)).then(|| flow.point_of(n)).flatten();
        let uses = scopes.uses(v);
        let all: Vec<PointId> = uses.iter().filter_map(|&u| point(u)).filter(|&p| p != here).collect();
        let is_asked = scopes.binding(v).kind == BindingKind::Result
            || uses
                .iter()
                .filter(|&&u| !is_write(tree, u))
                .filter_map(|&u| point(u))
                .any(|p| p == here || flow.reaches(here, p, |_| false));
        let open = |t: NodeId| {
            let from = point(t).filter(|&p| p != here)?;
            let (Given::Value(value) | Given::Result(value, _), _) = given(site, t)?;
            let unasked = flow.reaches(from, here, |p| p != here && p != from && all.contains(&p));
            Some(unasked && is_given_context(site, root, value) && !is_more_of_same(site, value, call))
        };
        let overwritten = uses.iter().any(|&u| is_write(tree, u) && point(u) == Some(here))
            && !uses.iter().any(|&u| !is_write(tree, u) && point(u) == Some(here));
        let writes = uses.iter().copied().filter(|&u| is_write(tree, u));
        is_asked && !overwritten && writes.chain([scopes.binding(v).ident]).any(|t| open(t) == Some(true))
    })
}

/// Whether the later call is of the same function as the earlier, or of its twin without a context, and for something
/// else: `err1 := save(ctx, a); err2 := save(context.Background(), b)` is one piece of work.
pub(super) fn is_more_of_same(site: Site, earlier: NodeId, later: NodeId) -> bool {
    let tree = site.tree();
    let function = |call: NodeId| {
        let text = tree.text(tree.child(call, Field::Function)?);
        Some(ENDINGS.iter().find_map(|e| text.strip_suffix(e)).unwrap_or(text))
    };
    let others = |call: NodeId| {
        let args = tree.args(call).filter(|&a| !is_context(&site.type_of(a)));
        args.map(|a| tree.text(a)).collect::<Vec<_>>()
    };
    tree.kind(earlier) == Kind::Call
        && function(earlier).is_some()
        && function(earlier) == function(later)
        && others(earlier) != others(later)
}

/// Whether nobody takes anything but an error from the call: what is asked for is not done whatever becomes of the
/// rest.
pub(super) fn gives_nothing(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let types = results(site, call);
    let left = tree.parent(call).and_then(|l| tree.parent(l)).and_then(|s| tree.child(s, Field::Left));
    let targets = left.map(|l| tree.list(l)).unwrap_or_default();
    let taken = |(i, t): (usize, &Type)| {
        let blank = targets.len() == types.len() && targets.get(i).is_some_and(|&n| tree.text(n) == "_");
        !is_error(t) && !blank
    };
    is_by_the_way(site, call) || !types.iter().enumerate().any(taken)
}

/// Whether the call changes something to what a payment under the root's context gave, or tells others of what was
/// committed: that has happened, whoever has given up.
fn follows_settlement(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(name) = called_name(site, call) else { return false };
    let (announces, changes) = (words::is_announcement(name), words::is_change(name) || words::is_mark(name));
    if !announces && !changes {
        return false;
    }
    let flow = site.flow(root.func());
    let here = flow.point_of(call);
    let dominates = |c: NodeId| {
        let point = (tree.enclosing_func(c) == Some(root.func())).then(|| flow.point_of(c)).flatten();
        point.zip(here).is_some_and(|(p, here)| p != here && flow.dominates(p, here))
    };
    let commits = |c: NodeId| called_name(site, c).is_some_and(words::is_commit) && dominates(c);
    let calls = || tree.calls(root.func());
    if announces && calls().any(commits) {
        return true;
    }
    let given_values = tree.args(call).flat_map(|a| tree.subtree(a)).filter(|&n| tree.kind(n) == Kind::Ident);
    let of_payment = |n: NodeId| {
        let variable = scopes.resolve(n)?;
        let (Given::Value(value) | Given::Result(value, _), _) = given(site, scopes.binding(variable).ident)?;
        let pays = called_name(site, value).is_some_and(words::is_payment);
        Some(tree.kind(value) == Kind::Call && pays && is_given_context(site, root, value))
    };
    changes && given_values.into_iter().any(|n| of_payment(n) == Some(true))
}

/// Whether `node` stands where a call under the root's context is known to have failed.
fn follows_failure(site: Site, root: &Root, node: NodeId) -> bool {
    failures_around(site, root, node).next().is_some()
}

/// The calls under the root's context that are known to have failed where `node` stands, with the variables of their
/// errors.
fn failures_around<'a>(
    site: Site<'a>,
    root: &'a Root,
    node: NodeId,
) -> impl Iterator<Item = (BindingId, NodeId)> + 'a {
    let tree = site.tree();
    let around = tree.ancestors(node).take_while(|&a| a != root.func());
    around
        .filter(move |&n| {
            tree.kind(n) == Kind::If
                && tree.child(n, Field::Consequence).is_some_and(|c| tree.contains(c, node))
        })
        .filter_map(move |n| failed_call(site, root, n))
}

/// Whether the same call is made once more where it has failed: with a context of its own, since the root's may be why.
fn is_made_again(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let made = |call: NodeId| {
        let others: Vec<&str> = tree.args(call).skip(1).map(|a| tree.text(a)).collect();
        (tree.child(call, Field::Function).map(|f| tree.text(f)), others)
    };
    tree.ancestors(call).take_while(|&a| a != root.func()).any(|n| {
        tree.kind(n) == Kind::If
            && tree.child(n, Field::Consequence).is_some_and(|c| tree.contains(c, call))
            && failed_call(site, root, n).is_some_and(|(_, failed)| made(failed) == made(call))
    })
}

/// Whether nothing goes on with what the call gives: it stands alone, or gives it to `_`.
pub fn is_by_the_way(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(parent) = tree.parent(call) else { return false };
    match tree.kind(parent) {
        Kind::ExprStmt => true,
        Kind::ExprList => {
            let left = tree.parent(parent).and_then(|s| tree.child(s, Field::Left));
            left.is_some_and(|l| l != parent && tree.list(l).iter().all(|&t| tree.text(t) == "_"))
        }
        // `exec.Command(name).Run()`
        Kind::Selector => {
            tree.parent(parent).is_some_and(|outer| tree.has_no_args(outer) && is_by_the_way(site, outer))
        }
        _ => false,
    }
}

/// Whether the call is given an error of a call under the root's context, or changes something to what a variable
/// says that was set because of one.
fn is_given_outcome(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let idents = tree.args(call).flat_map(|a| tree.subtree(a)).filter(|&n| tree.kind(n) == Kind::Ident);
    let mut variables: Vec<BindingId> = idents.filter_map(|n| scopes.resolve(n)).collect();
    variables.sort_unstable();
    variables.dedup();
    let changes = called_name(site, call).is_some_and(|n| words::is_change(n) || words::is_mark(n));
    variables.into_iter().any(|v| {
        let error = holds_error(site, v);
        error && comes_from_work(site, root, v, call)
            || changes
                && (is_set_on_failure(site, root, v, call) || is_counted_until_failure(site, root, v, call))
    })
}

/// Whether the variable is changed in each round of a loop before `place` that is left where a call under the root's
/// context has failed: it says how far that came. `for … { if err = send(ctx, m); err != nil { break }; n++ }`
fn is_counted_until_failure(site: Site, root: &Root, variable: BindingId, place: NodeId) -> bool {
    let tree = site.tree();
    let is_left = |l: NodeId| {
        tree.subtree(l).any(|n| {
            let breakable = |k| matches!(k, Kind::For | Kind::Switch | Kind::TypeSwitch | Kind::Select);
            tree.kind(n) == Kind::Break
                && (tree.only_child(n).is_some() || tree.ancestor(n, breakable) == Some(l))
                && follows_failure(site, root, n)
        })
    };
    let changed = site.scopes().uses(variable).iter().filter(|&&u| u < place && is_write(tree, u));
    let mut loops = changed.filter_map(|&u| tree.ancestor(u, |k| k == Kind::For));
    loops.any(|l| !tree.contains(l, place) && tree.contains(root.func(), l) && is_left(l))
}

/// Whether the variable is set where a call under the root's context has failed, on a way to `place`.
fn is_set_on_failure(site: Site, root: &Root, variable: BindingId, place: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(place) else { return false };
    site.scopes().uses(variable).iter().copied().filter(|&u| is_write(tree, u)).any(|u| {
        flow.point_of(u).is_some_and(|p| p != here && flow.reaches(p, here, |_| false))
            && failures_around(site, root, u).any(|(error, failed)| may_be_end(site, error, failed, u))
    })
}

/// Whether the error of the call `failed` may still be the end of a context where `node` stands: nobody has asked on
/// the way of what kind it is, and gone away with all others. `if !IsNotFound(err) { return err }; image = nil`
fn may_be_end(site: Site, error: BindingId, failed: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(node).filter(|&f| tree.enclosing_func(failed) == Some(f)) else {
        return true;
    };
    let flow = site.flow(func);
    let (Some(start), Some(here)) = (flow.point_of(failed), flow.point_of(node)) else { return true };
    flow.unknown() || kept_behind(site, &flow, start, error, false).0.contains(&here)
}

/// The call under the root's context that has failed if the condition of the `if` holds, and its error.
fn failed_call(site: Site, root: &Root, stmt: NodeId) -> Option<(BindingId, NodeId)> {
    let condition = site.tree().child(stmt, Field::Condition)?;
    all_of(site, condition).into_iter().find_map(|part| {
        let (variable, _) =
            nil_test(site, part).filter(|&(variable, is_nil)| !is_nil && holds_error(site, variable))?;
        Some((variable, work_behind(site, root, variable, part)?))
    })
}

/// The conditions that `condition` joins with `&&`.
fn all_of(site: Site, condition: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    match (tree.kind(condition), tree.child(condition, Field::Left), tree.child(condition, Field::Right)) {
        (Kind::Binary, Some(left), Some(right)) if tree.op(condition) == Op::And => {
            [all_of(site, left), all_of(site, right)].concat()
        }
        _ => vec![condition],
    }
}
