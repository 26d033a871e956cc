//! Failures that the code answers by a panic, or by the end of the program: with a caller's context that has ended
//! there is one, and there was none so far.

use super::consequences::end_of_chain;
use super::failing::error_of;
use super::kinds::kept_behind;
use super::work::is_given_context;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_error, results};
use crate::contexts::uses::nil_test;
use crate::contexts::waiting::ends_well_with;
use crate::facts::requests::Lives;
use crate::golang::program::{Callee, Site};
use crate::golang::returns::never_returns;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// How many functions hand on what is asserted behind the one that is given it.
const MAX_ASSERTED: usize = 1;

/// Whether the program panics where the call has failed, or the server ends where it was for a client that has left;
/// and does so for no other call under the root's context that is sure to be made too.
pub(super) fn panics(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    // A program that is told to stop may as well say so; not a part of it, while the others still come to their end,
    // nor where that is the regular end of what it does.
    let is_method = tree.kind(tree.root()) == Kind::MethodDecl;
    let is_part = || site.package.name != "main" || is_method || ends_well_with(site, root, call);
    let is_fatal_there = |site: Site, s| match root.request_type().map(|kind| kind.lives) {
        Some(Lives::Process) => false,
        Some(_) => ends_program(site, s) || is_panic(site, s),
        None => is_panic(site, s) || is_exit(site, s) && is_part(),
    };
    let is_fatal = |call: NodeId| {
        where_failed(site, call).into_iter().any(|b| tree.stmts(b).any(|s| is_fatal_there(site, s)))
            || asserted_by(site, call).is_some_and(|c| asserts(site, c, &is_fatal_there, MAX_ASSERTED))
    };
    let others = || {
        let calls = tree.calls(root.func()).filter(|&n| n != call);
        calls.filter(|&c| is_given_context(site, root, c) && is_made_with(site, call, c)).any(is_fatal)
    };
    is_fatal(call) && !others()
}

/// The blocks that are run if the call has failed, wherever its error is first asked for: right behind, or behind the
/// join of branches that each make such a call.
fn where_failed(site: Site, call: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let outer = end_of_chain(site, call);
    let (Some(func), Some(error)) = (tree.enclosing_func(outer), error_of(site, outer)) else {
        return Vec::new();
    };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(outer) else { return Vec::new() };
    let (failed, _) = kept_behind(site, &flow, start, error, false);
    let is_behind = |n: NodeId| flow.point_of(n).is_some_and(|p| p == start || failed.contains(&p));
    // `err != nil && !isKnown(err)` holds too of an error that is of no kind which is asked for.
    let asks = |&branch: &NodeId| {
        let condition = tree.child(branch, Field::Condition);
        let parts = condition.map(|c| conjuncts(site, c)).unwrap_or_default();
        let first = tree.child(branch, Field::Consequence).and_then(|b| tree.stmts(b).next());
        parts.iter().any(|&c| nil_test(site, c) == Some((error, false)) && is_behind(c))
            && (parts.len() == 1 || first.is_some_and(is_behind))
            && !parts.iter().any(|&c| tells_of_end(site, c) == Some(false))
    };
    let branches =
        tree.subtree(func).filter(|&n| tree.kind(n) == Kind::If && tree.enclosing_func(n) == Some(func));
    branches.filter(asks).filter_map(|b| tree.child(b, Field::Consequence)).collect()
}

/// The parts that all have to hold for the condition to: `a` and `b` of `a && b`.
fn conjuncts(site: Site, condition: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    match tree.kind(condition) == Kind::Binary && tree.op(condition) == Op::And {
        true => tree.children(condition).flat_map(|c| conjuncts(site, c)).collect(),
        false => vec![condition],
    }
}

/// The call that is given nothing but the error of `call`, where it stands or in the statement behind.
fn asserted_by(site: Site, call: NodeId) -> Option<NodeId> {
    let (tree, outer) = (site.tree(), end_of_chain(site, call));
    let alone = |c: &NodeId| tree.args(*c).count() == 1 && results(site, *c).is_empty();
    if let Some(around) = passed_to(site, outer).filter(alone) {
        return matches!(&results(site, outer)[..], [only] if is_error(only)).then_some(around);
    }
    let error = error_of(site, outer)?;
    let behind = tree.next_sibling(tree.stmt_of(outer)?)?;
    let around = tree.only_child(behind).filter(|&c| tree.kind(c) == Kind::Call).filter(alone)?;
    (site.scopes().resolve(tree.arg(around, 0)?) == Some(error)).then_some(around)
}

/// Whether the call is one of a function of the module that does something fatal, in some case, or gives what it was
/// given to such a function: `Must(err)`.
fn asserts(site: Site, call: NodeId, is_fatal: &dyn Fn(Site, NodeId) -> bool, depth: usize) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(|inner| {
        let tree = inner.tree();
        let given = parameters(inner, tree.root()).first().and_then(|p| p.variable);
        let hands_on = |c: NodeId| {
            let mut parts = tree.args(c).flat_map(|a| tree.subtree(a));
            given.is_some() && parts.any(|n| inner.scopes().resolve(n) == given)
        };
        tree.subtree(tree.root()).any(|n| match tree.kind(n) {
            Kind::ExprStmt => is_fatal(inner, n),
            Kind::Call => depth > 0 && hands_on(n) && asserts(inner, n, is_fatal, depth - 1),
            _ => false,
        })
    })
}

/// Whether the function makes the `other` call whenever it makes this one, as far as its ways tell.
fn is_made_with(site: Site, call: NodeId, other: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(call) else { return true };
    let flow = site.flow(func);
    let points = flow.point_of(call).zip(flow.point_of(other));
    points.is_none_or(|(here, there)| flow.dominates(there, here) || flow.postdominates(there, here))
}

/// `log.Fatal(err)`
fn ends_program(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.only_child(stmt).filter(|&c| tree.kind(c) == Kind::Call);
    let is_builtin = |c| matches!(site.callee(c), Callee::Builtin(_));
    call.is_some_and(|c| never_returns(site, c) && !is_builtin(c)) && !is_panic(site, stmt)
}

/// `log.Fatal(err)`, `os.Exit(1)`; not what panics in a function, which somebody may catch, nor what ends a test.
pub fn is_exit(site: Site, stmt: NodeId) -> bool {
    let call = site.tree().only_child(stmt).filter(|&c| site.tree().kind(c) == Kind::Call);
    let of_tests = |c| site.callee(c).known().is_some_and(|k| &*k.package == "testing");
    ends_program(site, stmt)
        && call.is_some_and(|c| {
            called_name(site, c).is_some_and(|n| n.starts_with("Fatal") || n == "Exit") && !of_tests(c)
        })
}

/// `panic(err)`, `log.Panic(err)`, and what is so called and cannot be read.
fn is_panic(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let call =
        tree.only_child(stmt).filter(|&c| tree.kind(stmt) == Kind::ExprStmt && tree.kind(c) == Kind::Call);
    call.is_some_and(|c| {
        let is_named = || called_name(site, c).is_some_and(|n| matches!(n, "Panic" | "Panicf" | "Panicln"));
        match site.callee(c) {
            // Whom net/http gets that from has aborted the answer, and nothing else.
            Callee::Builtin("panic") => tree.arg(c, 0).is_none_or(|a| tree.text(a) != "http.ErrAbortHandler"),
            Callee::Builtin(_) => false,
            Callee::Unknown => is_named(),
            _ => is_named() && never_returns(site, c),
        }
    })
}
