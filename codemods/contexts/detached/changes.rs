//! Changes that belong together: statements in a row that each change something under a detached context. The
//! request's context may end between two of them.

use crate::contexts::callers::{calls_known_of, plain_callers};
use crate::contexts::calls::{called_name, declared_name, is_detached_call, passed_to};
use crate::contexts::harmless::only_tells;
use crate::contexts::returns::check_behind;
use crate::contexts::types::{holds_error, is_context, is_error, named, results};
use crate::contexts::uses::nil_test;
use crate::edits::imports::is_std;
use crate::facts::computing::computes;
use crate::facts::{orders, words};
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether one of the `places` of a detached context is in a change that another change follows or precedes, or that is
/// made for one thing after the other.
pub fn several(site: Site, places: &[NodeId]) -> bool {
    let tree = site.tree();
    let changing = |&place: &NodeId| {
        let stmt = tree.stmt_of(place);
        stmt.filter(|&s| changes(site, s, |call| takes_detached(site, call, places)))
    };
    let follows = |stmt, other| {
        changes(site, other, |call| takes_context(site, call))
            || !tree.contains(other, stmt) && changes_further_in(site, other)
    };
    let mut stmts = places.iter().filter_map(changing);
    stmts
        .any(|stmt| neighbours(site, stmt).any(|other| follows(stmt, other)) || is_one_of_a_batch(site, stmt))
}

/// Whether a statement makes a change under a context inside of it: in a branch that goes on behind it, in a literal
/// that a call is given, `retry(func() error { return update(ctx, v) })`, or in a function that has no context to do so
/// under.
fn changes_further_in(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let leaves = |block: NodeId| {
        let last = tree.stmts(block).last();
        last.is_some_and(|s| matches!(tree.kind(s), Kind::Return | Kind::Continue | Kind::Break | Kind::Goto))
    };
    let is_alternative = |call: NodeId| {
        let blocks = tree.ancestors(call).take_while(|&a| a != stmt && !tree.kind(a).is_func());
        blocks.filter(|&a| tree.kind(a) == Kind::Block && tree.field(a) != Field::Body).any(leaves)
    };
    let is_later = |call: NodeId| {
        let mut around = tree.ancestors(call).take_while(|&a| a != stmt);
        let is_given = |f: NodeId| tree.kind(f) != Kind::FuncLit || passed_to(site, f).is_some();
        around.any(|a| matches!(tree.kind(a), Kind::Go | Kind::Defer) || !is_given(a))
    };
    let counts =
        |call: NodeId| is_change(site, call) && takes_context(site, call) || changes_under_none(site, call);
    matches!(tree.kind(stmt), Kind::If | Kind::ExprStmt | Kind::ShortVar | Kind::Assign)
        && tree.calls(stmt).any(|call| counts(call) && !is_later(call) && !is_alternative(call))
}

/// Whether the call is of a function of the module that is given no context, gives nothing but an error, and makes a
/// change under one that has no end.
fn changes_under_none(site: Site, call: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let makes_one = |inner: Site| {
        let tree = inner.tree();
        tree.calls(tree.root()).any(|n| is_change(inner, n) && takes_detached(inner, n, &[]))
    };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    matches!(&results(site, call)[..], [only] if is_error(only))
        && own.filter_map(|f| f.site(site.program)).any(makes_one)
}

/// Whether the change at `stmt` takes away what was asked for right before, one thing after the other: in a loop, or
/// in a function of the package that is called in one. Who sends the same request again gets no further than to the
/// first that is gone already.
fn is_one_of_a_batch(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let takes_away = changes(site, stmt, |c| called_name(site, c).is_some_and(words::takes_away));
    let is_asked_for = |s: NodeId| {
        let mut calls = tree.calls(s).filter(|&n| tree.stmt_of(n) == Some(s));
        calls.any(|c| takes_context(site, c) && !is_change(site, c) && check_behind(site, c).is_some())
    };
    let mut before = std::iter::successors(tree.prev_sibling(stmt), |&s| tree.prev_sibling(s));
    if !takes_away || !before.any(is_asked_for) {
        return false;
    }
    let is_in_loop = |inner: Site, n: NodeId| {
        let tree = inner.tree();
        let over = |l: NodeId| tree.children(l).any(|c| tree.kind(c) == Kind::RangeClause);
        let mut around = tree.ancestors(n).take_while(|&a| !tree.kind(a).is_func());
        around.any(|a| tree.kind(a) == Kind::For && over(a))
    };
    is_in_loop(site, stmt)
        || declared_name(site).is_some_and(|name| {
            plain_callers(site, tree.root())
                .any(|caller| calls_known_of(caller, site, name).any(|c| is_in_loop(caller, c)))
        })
}

/// Whether `call` changes something, and so does one in the statement before or behind that `also` counts.
pub fn in_a_row(site: Site, call: NodeId, also: impl Fn(NodeId) -> bool) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(call).filter(|_| is_change(site, call)) else { return false };
    neighbours(site, stmt).any(|other| {
        tree.calls(other).filter(|&n| tree.stmt_of(n) == Some(other)).any(|n| is_change(site, n) && also(n))
    })
}

/// The statements right before and behind `stmt`, checks of an error, what only logs and what is only worked out left
/// out; where it is asked whether that has succeeded, what is done then is behind it.
fn neighbours(site: Site<'_>, stmt: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let tree = site.tree();
    let counts = |&s: &NodeId| !checks_error(site, s) && !only_tells(site, s) && !only_works_out(site, s);
    let outer = || {
        let block = tree.parent(stmt)?;
        tree.parent(block).filter(|&s| success_of(site, s) == Some(block))
    };
    let inner = success_of(site, stmt).and_then(|block| tree.stmts(block).find(counts));
    let before = std::iter::successors(tree.prev_sibling(stmt), |&s| tree.prev_sibling(s)).find(counts);
    let behind = std::iter::successors(tree.next_sibling(stmt), |&s| tree.next_sibling(s)).find(counts);
    let of_statement = move |s: &NodeId| tree.field(*s) == Field::Stmt;
    let before = before.filter(of_statement).or_else(outer);
    before.into_iter().chain(inner).chain(behind.filter(of_statement))
}

/// Whether the statement gives variables values that are worked out from others, and does nothing else:
/// `message, err := json.Marshal(order)`.
fn only_works_out(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    let defines = match tree.kind(stmt) {
        Kind::ShortVar | Kind::VarDecl => true,
        Kind::Assign => left.into_iter().all(|t| tree.kind(t) == Kind::Ident),
        _ => false,
    };
    let acts = |n: NodeId| match tree.kind(n) {
        Kind::Call => !is_sum(site, n),
        Kind::Unary => tree.op(n) == Op::Receive,
        _ => false,
    };
    let in_stmt = tree.subtree(stmt).filter(|&n| tree.stmt_of(n) == Some(stmt));
    defines && !in_stmt.into_iter().any(acts)
}

/// Whether the call does nothing but work something out, as far as its package tells.
fn is_sum(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let package = operand.and_then(|o| site.names_import(o));
    match site.callee(call) {
        Callee::Conversion(_) => true,
        Callee::Builtin(name) => matches!(name, "append" | "cap" | "len" | "make" | "max" | "min" | "new"),
        Callee::Known(known) => computes(&known.package, known.receiver.as_deref(), &known.name),
        _ => package.zip(called_name(site, call)).is_some_and(|(path, name)| computes(&path, None, name)),
    }
}

/// The block of the `if` that is done where the error that it asks for is nil:
/// `if err := f(); err != nil { … } else { … }`.
pub(super) fn success_of(site: Site, stmt: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let condition = tree.child(stmt, Field::Condition).filter(|_| tree.kind(stmt) == Kind::If)?;
    let (variable, is_nil) = nil_test(site, condition)?;
    holds_error(site, variable).then_some(())?;
    tree.child(stmt, if is_nil { Field::Consequence } else { Field::Alternative })
}

/// `if err != nil { … }`
fn checks_error(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(stmt) == Kind::If
        && tree.child(stmt, Field::Initializer).is_none()
        && tree.child(stmt, Field::Condition).is_some_and(|c| nil_test(site, c).is_some())
}

/// Whether the statement itself, not one inside it, changes something by a call that `counts`.
fn changes(site: Site, stmt: NodeId, counts: impl Fn(NodeId) -> bool) -> bool {
    let tree = site.tree();
    tree.calls(stmt)
        .filter(|&n| tree.stmt_of(n) == Some(stmt))
        .any(|call| is_change(site, call) && counts(call))
}

/// Whether the call is given a context that has no end, made where it stands or at one of the `places`.
pub(super) fn takes_detached(site: Site, call: NodeId, places: &[NodeId]) -> bool {
    let tree = site.tree();
    tree.args(call).any(|a| places.contains(&a) || is_detached_call(site, a))
}

fn takes_context(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let first = tree.arg(call, 0);
    first.is_some_and(|f| is_context(&site.type_of(f)))
}

/// A call that changes something, by its name, its SQL, or since it gives nothing but an error and its name says
/// nothing else; not one on a transaction, which is all or nothing anyway.
pub fn is_change(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let transaction = operand.is_some_and(|o| {
        named(site.type_of(o).pointee()).is_some_and(|(_, name)| words::is_transaction(name))
    });
    let sql = tree
        .args(call)
        .filter(|&a| matches!(tree.kind(a), Kind::String | Kind::RawString))
        .any(|a| orders::is_changing_sql(tree.text(a).trim_matches(['"', '`'])));
    let only_fails = || matches!(&results(site, call)[..], [only] if is_error(only));
    let by_name = |name| {
        words::is_change(name) && !only_makes(site, call)
            || words::may_change(name) && only_fails() && !only_runs_questions(site, call)
    };
    !transaction && (sql || posts(site, call) || called_name(site, call).is_some_and(by_name))
}

/// Whether the call only makes a value, as a function does that is called so and cannot fail:
/// `requestor := CreateRequestor(r.Context())`.
fn only_makes(site: Site, call: NodeId) -> bool {
    let types = results(site, call);
    let is_function = matches!(site.callee(call), Callee::Known(k) if k.receiver.is_none());
    is_function
        && called_name(site, call).is_some_and(|n| words::begins_with(n, "create"))
        && !types.is_empty()
        && !types.iter().any(is_error)
}

/// Whether the call is given literals to run, and those change nothing, as far as the names of what they call tell:
/// `db.Transaction(ctx, func(ctx …) error { pool, err = tx.GetPool(ctx, name); return err })`.
fn only_runs_questions(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut literals = tree.args(call).filter(|&a| tree.kind(a) == Kind::FuncLit).peekable();
    let changes = |c: NodeId| {
        let only_fails = || matches!(&results(site, c)[..], [only] if is_error(only));
        let is_outside = || !matches!(site.callee(c), Callee::Known(k) if is_std(&k.package));
        called_name(site, c)
            .is_some_and(|n| words::is_change(n) || words::may_change(n) && only_fails() && is_outside())
    };
    literals.peek().is_some() && !literals.flat_map(|l| tree.calls(l)).any(changes)
}

/// `http.Post(url, kind, body)`
fn posts(site: Site, call: NodeId) -> bool {
    matches!(called_name(site, call), Some("Post" | "PostForm"))
        && site.callee(call).known().is_some_and(|k| &*k.package == "net/http")
}
