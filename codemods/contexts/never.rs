//! Places where a context that cannot be canceled is right, or may be: no codemod puts a request's or caller's
//! context there.

use super::uses::{LiteralRole, literal_role};
use crate::facts::words;
use crate::golang::flow::PointKind;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the expression `node`, inside `func`, must keep a context of its own. `source` is the variable that
/// would give the other one.
pub fn keeps_own_context(site: Site, func: NodeId, node: NodeId, source: Option<BindingId>) -> bool {
    is_main_or_init(site, func)
        || is_deferred(site, func, node)
        || in_clean_up_function(site, node)
        || in_clean_up_call(site, node)
        || in_later_literal(site, func, node)
        || after_cancellation(site, node)
        || source.is_some_and(|s| where_nil(site, node, s))
}

fn is_main_or_init(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(func) == Kind::FuncDecl
        && tree.child(func, Field::Name).is_some_and(|n| match tree.text(n) {
            "main" => site.package.name == "main",
            "init" | "TestMain" => true,
            _ => false,
        })
}

/// Inside a deferred call, its arguments or its literal.
fn is_deferred(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let up = || tree.ancestors(node).take_while(|&a| a != func);
    up().any(|a| tree.kind(a) == Kind::Defer)
        || up()
            .filter(|&a| tree.kind(a) == Kind::FuncLit)
            .any(|l| matches!(literal_role(site, l), LiteralRole::Deferred(_)))
}

/// Inside a function that is named as clean-up, or a literal kept in a variable that is.
fn in_clean_up_function(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).filter(|&a| tree.kind(a).is_func()).any(|f| {
        let name = match tree.kind(f) {
            Kind::FuncLit => assigned_name(site, f),
            _ => tree.child(f, Field::Name),
        };
        name.is_some_and(|n| words::is_clean_up(tree.text(n)))
    })
}

/// The name a literal is given: `cleanup := func() { … }`, `Close: func() { … }`, `s.close = func() { … }`.
fn assigned_name(site: Site, literal: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let parent = tree.parent(literal)?;
    if tree.kind(parent) == Kind::KeyedElement {
        return tree.child(parent, Field::Key);
    }
    let stmt = tree.parent(parent)?;
    let left = tree.list(tree.child(stmt, Field::Left)?);
    let [name] = left[..] else { return None };
    match tree.kind(name) {
        Kind::Selector => tree.child(name, Field::FieldName),
        _ => Some(name),
    }
}

/// An argument of a call that cleans up, at any depth: `srv.Shutdown(ctx)`, `tx.Rollback(ctx)`.
fn in_clean_up_call(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node)
        .take_while(|&a| tree.field(a) != Field::Stmt)
        .filter(|&a| {
            tree.kind(a) == Kind::Call
                && !tree.child(a, Field::Function).is_some_and(|f| tree.contains(f, node))
        })
        .any(|call| called_name(site, call).is_some_and(words::is_clean_up))
}

/// The last name of what a call calls.
pub fn called_name<'a>(site: Site<'a>, call: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let function = tree.unparen(tree.child(call, Field::Function)?);
    let name = match tree.kind(function) {
        Kind::Selector => tree.child(function, Field::FieldName)?,
        Kind::Ident => function,
        _ => return None,
    };
    Some(tree.text(name))
}

/// Inside a literal that runs for others, later, or when a context ends.
fn in_later_literal(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit).any(
        |literal| {
            let args = tree.parent(literal).filter(|&p| tree.kind(p) == Kind::Args);
            let call = args.and_then(|a| tree.parent(a));
            call.and_then(|c| called_name(site, c)).is_some_and(|name| {
                words::is_shared(name) || words::is_clean_up(name) || name == "AfterFunc" || name == "Cleanup"
            })
        },
    )
}

/// Where a context is known to have ended: behind `<-ctx.Done()`, in its arm, under `ctx.Err() != nil`.
fn after_cancellation(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let under_error = tree.ancestors(node).filter(|&a| tree.kind(a) == Kind::If).any(|i| {
        let inside = tree.child(i, Field::Consequence).is_some_and(|c| tree.contains(c, node));
        inside && tree.child(i, Field::Condition).is_some_and(|c| tells_of_end(site, c))
    });
    let Some(func) = tree.enclosing_func(node) else { return under_error };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(node) else { return under_error };
    under_error
        || flow.points().any(|p| match flow.kind(p) {
            PointKind::Node(n) if p != here => {
                tree.kind(n) != Kind::Select && receives_done(site, n) && flow.dominates(p, here)
            }
            _ => false,
        })
}

/// `ctx.Err() != nil`, `errors.Is(err, context.Canceled)`.
fn tells_of_end(site: Site, condition: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(condition).any(|n| match tree.kind(n) {
        Kind::Call => called_name(site, n) == Some("Err"),
        Kind::Selector => tree
            .child(n, Field::FieldName)
            .is_some_and(|f| matches!(tree.text(f), "Canceled" | "DeadlineExceeded")),
        _ => false,
    })
}

fn receives_done(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(node).any(|n| {
        tree.kind(n) == Kind::Unary
            && tree.op(n) == Op::Receive
            && tree
                .child(n, Field::Operand)
                .is_some_and(|o| tree.kind(o) == Kind::Call && called_name(site, o) == Some("Done"))
    })
}

/// Under a condition that says the source is nil.
fn where_nil(site: Site, node: NodeId, source: BindingId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).filter(|&a| tree.kind(a) == Kind::If).any(|i| {
        let Some(condition) = tree.child(i, Field::Condition) else { return false };
        let tested = tree
            .subtree(condition)
            .filter_map(|n| super::uses::nil_test(site, n))
            .any(|(variable, is_nil)| variable == source && is_nil);
        tested && tree.child(i, Field::Consequence).is_some_and(|c| tree.contains(c, node))
    })
}
