//! Where a function asks whether the context that it should look at has ended, and what it does then.

use super::exit::stmts_behind;
use super::{Awaited, around, asked_by, is_its_context, means_the_same, mentions};
use crate::contexts::calls::called_name;
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, is_error};
use crate::contexts::uses::nil_test;
use crate::golang::flow::PointKind;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// How control comes back to the head of a loop.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    AtOnce,
    /// It gives variables other values on the way.
    Assigning,
    /// It looks once more whether what it waits for has come.
    Looking,
}

/// Whether control comes from `place`, with nothing done in between, to the head of the loop around it, where the
/// function asks the context whether it has ended, and leaves then: `for ctx.Err() == nil { …; time.Sleep(d) }`; or
/// where it does so behind a last look: `for { if isDone() { return nil }; if ctx.Err() != nil { … }; time.Sleep(d) }`.
pub(super) fn asks_anew(site: Site, place: NodeId, awaited: &Awaited) -> Option<Round> {
    let tree = site.tree();
    let l = around(site, place)?;
    let body = tree.child(l, Field::Body)?;
    let in_header = || {
        let headers = tree.children(l).filter(|&c| tree.field(c) != Field::Body);
        headers.flat_map(|h| tree.subtree(h)).any(|n| is_asked(site, n, "Err", awaited))
    };
    let leaves = |block: NodeId| {
        let last = tree.stmts(block).last();
        last.is_some_and(|s| matches!(tree.kind(s), Kind::Return | Kind::Break))
    };
    let has_default = |s: NodeId| tree.children(s).any(|c| tree.kind(c) == Kind::Default);
    let at_head = |first: NodeId| match tree.kind(first) {
        Kind::If => {
            tree.child(first, Field::Condition).is_some_and(|c| asks_for_end(site, first, c, awaited))
                && tree.child(first, Field::Consequence).is_some_and(leaves)
        }
        Kind::Select => {
            let ends =
                |c: NodeId| tree.child(c, Field::Communication).is_some_and(|c| is_end(site, c, awaited));
            has_default(first) && tree.children(first).any(|c| ends(c) && leaves(c))
        }
        _ => false,
    };
    let asks = in_header() || tree.stmts(body).next().is_some_and(at_head);
    match comes_round(site, place, body)? {
        round if asks => Some(round),
        _ => asks_last(site, place, body, awaited).then_some(Round::Looking),
    }
}

/// Whether the function asks the context right before `place`, behind what leaves the loop with success, and the loop
/// does nothing else with the context: whoever ends that may have done so as all was done, and this comes first.
fn asks_last(site: Site, place: NodeId, body: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let before = tree.stmt_of(place).and_then(|s| tree.prev_sibling(s));
    let Some(check) = before.filter(|&s| tree.kind(s) == Kind::If && tree.parent(s) == Some(body)) else {
        return false;
    };
    let leaves = |block: NodeId| tree.stmts(block).last().is_some_and(|s| tree.kind(s) == Kind::Return);
    let succeeds = |stmt: NodeId| {
        let values = tree.only_child(stmt).map(|l| tree.list(l)).unwrap_or_default();
        tree.kind(stmt) == Kind::Return && values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
    };
    let is_before = |n: NodeId| n < check && tree.enclosing_func(n) == tree.enclosing_func(check);
    // `err := ctx.Err()`, and then `if err != nil`.
    let first = tree
        .prev_sibling(check)
        .filter(|&s| tree.kind(s) != Kind::If && tree.subtree(s).any(|n| is_asked(site, n, "Err", awaited)));
    let asked = |n: NodeId| tree.contains(check, n) || first.is_some_and(|f| tree.contains(f, n));
    let is_question = |c: NodeId| {
        asks_for_end(site, check, c, awaited)
            || first.is_some() && nil_test(site, c).is_some_and(|(_, is_nil)| !is_nil)
    };
    tree.child(check, Field::Condition).is_some_and(is_question)
        && tree.child(check, Field::Consequence).is_some_and(leaves)
        && tree.subtree(body).any(|n| is_before(n) && succeeds(n))
        && !tree
            .subtree(body)
            .any(|n| tree.kind(n) == Kind::Ident && !asked(n) && mentions(site, &awaited.root, n))
}

/// How control comes from `place` to the end of the loop's body, if nothing but plain assignments stands between, in
/// its branch.
fn comes_round(site: Site, place: NodeId, body: NodeId) -> Option<Round> {
    let tree = site.tree();
    let mut stmt = tree.stmt_of(place)?;
    let mut round = Round::AtOnce;
    let is_plain = |s: NodeId| match tree.kind(s) {
        Kind::Assign => !tree.subtree(s).any(|n| matches!(tree.kind(n), Kind::Call | Kind::Unary)),
        kind => matches!(kind, Kind::IncStmt | Kind::DecStmt),
    };
    loop {
        match stmts_behind(site, stmt).next() {
            Some(next) if is_plain(next) => {
                round = Round::Assigning;
                stmt = next;
            }
            Some(next) => {
                let ends = tree.kind(next) == Kind::Continue && tree.only_child(next).is_none();
                return ends.then_some(round);
            }
            None if tree.parent(stmt) == Some(body) => return Some(round),
            None => {
                let outer = tree.parent(stmt).and_then(|block| match tree.kind(block) {
                    Kind::Block => tree.ancestors(block).find(|&a| tree.field(a) == Field::Stmt),
                    kind if kind.is_case() => tree.ancestors(block).find(|&a| tree.field(a) == Field::Stmt),
                    _ => None,
                });
                stmt = outer.filter(|&o| tree.contains(body, o))?;
            }
        }
    }
}

/// Whether the statement right behind the awaiting one asks the context whether it has ended, and the function leaves
/// then.
pub fn asks_right_behind(site: Site, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let stmt = tree.stmt_of(awaited.place);
    let next = stmt.and_then(|s| stmts_behind(site, s).next());
    let func = tree.enclosing_func(awaited.place);
    next.zip(func).is_some_and(|(next, func)| {
        own_exits(site, func, awaited).into_iter().any(|block| tree.parent(block) == Some(next))
    })
}

/// The statements `<-ctx.Done()` of `func`.
pub(super) fn waits_for_end(site: Site, func: NodeId, awaited: &Awaited) -> Vec<NodeId> {
    let tree = site.tree();
    let own = tree.subtree(func).filter(|&n| tree.enclosing_func(n) == Some(func));
    let only = |n: NodeId| tree.only_child(n).is_some_and(|c| tree.kind(c) == Kind::Unary);
    own.filter(|&n| tree.kind(n) == Kind::ExprStmt && only(n) && is_end(site, n, awaited)).collect()
}

/// The blocks and clauses of `func` that it leaves by because the context has ended:
/// `case <-ctx.Done(): return nil`, `if ctx.Err() != nil { return nil }`.
pub(super) fn own_exits(site: Site, func: NodeId, awaited: &Awaited) -> Vec<NodeId> {
    let tree = site.tree();
    let leaves = |&b: &NodeId| tree.stmts(b).last().is_some_and(|s| leaves_function(site, func, s));
    at_end(site, func, awaited).into_iter().filter(leaves).collect()
}

/// Whether the function leaves by the statement: a return, or a `break LOOP` out of the loop with which a function that
/// returns nothing ends.
pub(super) fn leaves_function(site: Site, func: NodeId, stmt: NodeId) -> bool {
    let tree = site.tree();
    let comes_to_the_end = || {
        let flow = site.flow(func);
        let behind = flow.point_of(stmt).map(|p| flow.behind(p, |_, _| true)).unwrap_or_default();
        !behind.is_empty() && behind.into_iter().all(|p| flow.kind(p) == PointKind::End)
    };
    match tree.kind(stmt) {
        Kind::Return => true,
        Kind::Break => declared_results(site, func).is_empty() && comes_to_the_end(),
        _ => false,
    }
}

/// The blocks and clauses of `func` that are for the end of the context.
pub(super) fn at_end(site: Site, func: NodeId, awaited: &Awaited) -> Vec<NodeId> {
    let tree = site.tree();
    let own = tree.subtree(func).filter(|&n| tree.enclosing_func(n) == Some(func));
    let blocks = own.filter_map(|n| match tree.kind(n) {
        Kind::CommCase => {
            tree.child(n, Field::Communication).filter(|&c| is_end(site, c, awaited)).map(|_| n)
        }
        Kind::If => {
            let asks = tree.child(n, Field::Condition).is_some_and(|c| asks_for_end(site, n, c, awaited));
            tree.child(n, Field::Consequence).filter(|_| asks)
        }
        _ => None,
    });
    blocks.collect()
}

/// Whether the function around `place` comes to its regular end when the root's own context has ended, which it asks
/// for that: it returns without an error there, or leaves the loop in which it asks.
pub fn ends_well_with(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let variable = root.parameter.variable.map(|v| tree.text(site.scopes().binding(v).ident));
    let Some((func, name)) = tree.enclosing_func(place).zip(variable) else { return false };
    let awaited = Awaited { root: root.clone(), text: root.text(name), place };
    let fails = declared_results(site, func).last().is_some_and(is_error);
    let ends = |stmt: NodeId| {
        let values = tree.only_child(stmt).map(|l| tree.list(l)).unwrap_or_default();
        match tree.kind(stmt) {
            Kind::Return => !fails || values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil),
            kind => matches!(kind, Kind::Break | Kind::Goto),
        }
    };
    let goes_round = |n: NodeId| {
        let condition = tree.child(n, Field::Condition).or_else(|| {
            let header = tree.children(n).find(|&c| tree.field(c) != Field::Body)?;
            Some(tree.child(header, Field::Condition).unwrap_or(header))
        });
        tree.kind(n) == Kind::For
            && tree.enclosing_func(n) == Some(func)
            && condition.is_some_and(|c| {
                tells_of_end(site, c) == Some(false)
                    && tree.subtree(c).any(|n| is_asked(site, n, "Err", &awaited))
            })
    };
    at_end(site, func, &awaited).into_iter().any(|b| tree.stmts(b).last().is_some_and(ends))
        || tree.subtree(func).any(goes_round)
}

/// `<-ctx.Done()`
pub(super) fn is_end(site: Site, communication: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    tree.subtree(communication)
        .filter(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)
        .filter_map(|n| tree.child(n, Field::Operand))
        .any(|channel| is_asked(site, channel, "Done", awaited))
}

/// `if ctx.Err() != nil`, `if err := ctx.Err(); err != nil`, `if isClosed(stream)`
fn asks_for_end(site: Site, branch: NodeId, condition: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    if tree.kind(condition) == Kind::Call {
        return asks_by_function(site, condition, awaited);
    }
    if tree.kind(condition) != Kind::Binary || tree.op(condition) != Op::Ne {
        return false;
    }
    let asks = |n: NodeId| tree.subtree(n).any(|n| is_asked(site, n, "Err", awaited));
    match nil_test(site, condition) {
        Some(_) => tree.child(branch, Field::Initializer).is_some_and(asks),
        None => asks(condition),
    }
}

/// `if isClosed(stream)`, where the function of the module does nothing but ask the context of what it is given.
fn asks_by_function(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let Some(given) = tree.only_arg(call) else { return false };
    let is_it = awaited.root.is_request() && awaited.root.is_named_by(site, given)
        || tree.text(given) == awaited.text && is_its_context(site, &awaited.root, given);
    let only_asks = |inner: Site| {
        let (tree, func) = (inner.tree(), inner.tree().root());
        let body = tree.child(func, Field::Body);
        let stmts = body.map(|b| tree.stmts(b).collect::<Vec<_>>()).unwrap_or_default();
        let [only] = stmts[..] else { return false };
        let value = tree.only_child(only).filter(|_| tree.kind(only) == Kind::Return);
        value.and_then(|v| tree.only_child(v)).is_some_and(|v| tells_of_end(inner, v) == Some(true))
    };
    let Callee::Known(known) = site.callee(call) else { return false };
    let mut own = known.decls.iter().filter(|f| f.is_of_module(site));
    is_it
        && means_the_same(site, given, awaited.place)
        && own.any(|f| f.site(site.program).is_some_and(only_asks))
}

/// Whether `call` is one of the method on the context, `Cause` for `Err`; one that is derived from it may end for
/// another reason.
fn is_asked(site: Site, call: NodeId, method: &str, awaited: &Awaited) -> bool {
    let tree = site.tree();
    let is_method = |name: &str| name == method || name == "Cause" && method == "Err";
    tree.kind(call) == Kind::Call
        && called_name(site, call).is_some_and(is_method)
        && asked_by(site, call).is_some_and(|o| {
            tree.text(o) == awaited.text
                && is_its_context(site, &awaited.root, o)
                && means_the_same(site, o, awaited.place)
        })
}
