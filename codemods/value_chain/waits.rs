//! Where code waits for the end of a context: receives from `Done`, and loops that ask for `Err`.

use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{is_context_expr, named};
use crate::facts::words;
use crate::golang::flow::PointKind;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// A place where code waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Wait {
    /// The receive operation, or the call of `Err`.
    pub at: NodeId,
    /// The context.
    pub ctx: NodeId,
    pub how: How,
}

/// What the end of the context is to bring about there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    /// The code behind goes on.
    Receive,
    /// This case of a select with others.
    Case,
    /// The loop ends.
    Asks,
}

/// All places of the declaration where code waits for the end of a context, in source order.
pub(super) fn waits(site: Site) -> Vec<Wait> {
    let tree = site.tree();
    let mut found = Vec::new();
    for call in tree.calls(tree.root()) {
        let Some(name @ ("Done" | "Err")) = called_name(site, call) else { continue };
        let Some(ctx) = asked(site, call) else { continue };
        match name {
            "Done" => found.extend(receives(site, call).map(|at| Wait { at, ctx, how: how(site, at) })),
            _ if in_loop(site, call) => found.push(Wait { at: call, ctx, how: How::Asks }),
            _ => {}
        }
    }
    found.retain(|w| match w.how {
        How::Receive => something_follows(site, w.at),
        How::Case => !(fails_test(site, w.at) || site.file.is_test() && is_polled(site, w.at)),
        How::Asks => true,
    });
    found.sort_by_key(|w| tree.span(w.at).start);
    found
}

/// The context that `call` is a method call without arguments on.
fn asked(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Selector)?;
    let operand = tree.child(function, Field::Operand)?;
    (tree.has_no_args(call) && is_context_expr(site, operand)).then_some(operand)
}

/// The operations that receive from the channel that `call` gives: at once, or from the variable that it is kept in.
fn receives(site: Site<'_>, call: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let (tree, scopes) = (site.tree(), site.scopes());
    let kept = kept_in(site, call).into_iter().flat_map(|variable| scopes.uses(variable).iter().copied());
    std::iter::once(call).chain(kept).filter_map(move |n| {
        let receive = tree.parent(tree.outside_parens(n))?;
        (tree.kind(receive) == Kind::Unary && tree.op(receive) == Op::Receive).then_some(receive)
    })
}

/// The variable that is given the result of the call, and nothing else.
fn kept_in(site: Site, call: NodeId) -> Option<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let list = tree.parent(call).filter(|&l| tree.kind(l) == Kind::ExprList)?;
    let stmt = tree.parent(list)?;
    let names: Vec<NodeId> = match tree.kind(stmt) {
        Kind::ShortVar => tree.list(tree.child(stmt, Field::Left)?),
        Kind::VarSpec => tree.children_in(stmt, Field::Name).collect(),
        _ => return None,
    };
    let name =
        names.into_iter().find(|&n| matches!(given(site, n), Some((Given::Value(v), _)) if v == call))?;
    let variable = scopes.defines(name)?;
    let plain = matches!(scopes.binding(variable).kind, BindingKind::Short | BindingKind::Var);
    (plain && !scopes.uses(variable).iter().any(|&u| is_write(tree, u))).then_some(variable)
}

fn how(site: Site, receive: NodeId) -> How {
    let tree = site.tree();
    let arms =
        select_of(site, receive).map_or(0, |s| tree.children(s).filter(|&c| tree.kind(c).is_case()).count());
    if arms > 1 { How::Case } else { How::Receive }
}

/// The select of which the operation is a communication.
fn select_of(site: Site, receive: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let case = tree.ancestor(receive, Kind::is_case).filter(|&c| {
        tree.kind(c) == Kind::CommCase
            && tree.child(c, Field::Communication).is_some_and(|comm| tree.contains(comm, receive))
    });
    tree.parent(case?)
}

/// Whether the select does not wait; tests see with one that a context has not ended.
fn is_polled(site: Site, receive: NodeId) -> bool {
    let tree = site.tree();
    select_of(site, receive).is_some_and(|s| tree.children(s).any(|c| tree.kind(c) == Kind::Default))
}

/// Whether the case lets a test fail, which so sees that a context does not end: `case <-ctx.Done(): t.Error("ended")`.
fn fails_test(site: Site, receive: NodeId) -> bool {
    let tree = site.tree();
    let is_of_testing = |n: NodeId| named(site.type_of(n).pointee()).is_some_and(|(p, _)| p == "testing");
    let fails = |s: NodeId| {
        let call =
            tree.only_child(s).filter(|&c| tree.kind(s) == Kind::ExprStmt && tree.kind(c) == Kind::Call);
        call.is_some_and(|c| {
            called_name(site, c).is_some_and(words::fails_test)
                && tree.receiver(c).into_iter().chain(tree.args(c)).any(is_of_testing)
        })
    };
    tree.ancestor(receive, |k| k == Kind::CommCase).is_some_and(|arm| tree.stmts(arm).any(fails))
}

/// Whether the end of the wait would bring anything about. If not, it is meant to last for ever, as `select {}` does.
fn something_follows(site: Site, receive: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(receive) else { return true };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(receive).filter(|&p| flow.reachable(p)) else { return false };
    let defers =
        tree.subtree(func).any(|n| tree.kind(n) == Kind::Defer && tree.enclosing_func(n) == Some(func));
    let leaves = |to| match flow.kind(to) {
        PointKind::End => true,
        PointKind::Return(stmt) => tree.children(stmt).next().is_none(),
        _ => false,
    };
    defers || !flow.edges(here).iter().all(|e| leaves(e.to))
}

/// Whether the call of `Err` stands in a condition, or in the statement before one, that comes again and again.
fn in_loop(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call).filter(|&p| flow.reachable(p) && flow.in_cycle(p)) else {
        return false;
    };
    let before = || {
        let up =
            tree.ancestors(call).take_while(|&a| !tree.kind(a).is_func() && tree.field(a) != Field::Stmt);
        up.into_iter().any(|a| tree.field(a) == Field::Initializer)
    };
    flow.condition(here).is_some() || before()
}
