//! What happens to a release: each use of its variable classified. Where none comes on a way out is `leavings`.

use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// What a use does with the release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Calls it; the node is the call.
    Call(NodeId),
    /// Defers it; the node is the defer statement.
    Defer(NodeId),
    /// Calls it, or hands it over, inside a deferred function literal; the node is the defer statement.
    DeferredLiteral(NodeId),
    /// Passes, stores, returns, sends, captures it: someone else may release it.
    HandedOver,
    /// Assigns the variable anew; whether by nil.
    Write { nil: bool },
    /// Does nothing with it: `_ = cancel`, `cancel != nil`, a literal that is never called.
    Nothing,
}

/// A use and where in the function it takes effect.
#[derive(Clone, Copy, Debug)]
pub struct ReleaseUse {
    pub node: NodeId,
    pub what: Use,
    /// The point of the function (not of a literal in it) at which it is evaluated.
    pub point: Option<PointId>,
}

/// All uses of the release variable, classified from the view of the function `func`.
pub fn release_uses(site: Site, flow: &Flow, func: NodeId, release: BindingId) -> Vec<ReleaseUse> {
    site.scopes()
        .uses(release)
        .iter()
        .filter(|&&node| !site.is_field_key(node))
        .map(|&node| ReleaseUse { node, what: classify(site, func, node), point: flow.point_of(node) })
        .collect()
}

fn classify(site: Site, func: NodeId, node: NodeId) -> Use {
    let tree = site.tree();
    let here = direct(site, node);
    // What stands around the function is done when it likes.
    if !tree.contains(func, node) {
        return if matches!(here, Use::Nothing | Use::Write { .. }) { here } else { Use::HandedOver };
    }
    let Some(literal) = outermost_literal(site, func, node) else { return here };
    match here {
        Use::Nothing => Use::Nothing,
        _ => match literal_role(site, literal) {
            LiteralRole::Deferred(_) if is_for_panics(site, literal, node) => Use::Nothing,
            LiteralRole::Deferred(defer) => Use::DeferredLiteral(defer),
            LiteralRole::Dead => Use::Nothing,
            LiteralRole::Live => Use::HandedOver,
        },
    }
}

/// Whether the use at `node` calls the release, in a literal that `func` defers, if that has recovered from a panic.
pub fn is_called_for_panics(site: Site, func: NodeId, node: NodeId) -> bool {
    matches!(direct(site, node), Use::Call(_))
        && outermost_literal(site, func, node).is_some_and(|literal| {
            matches!(literal_role(site, literal), LiteralRole::Deferred(_))
                && is_for_panics(site, literal, node)
        })
}

/// Whether a deferred literal comes to `node` only if it has recovered from a panic: `if p := recover(); p != nil {`.
fn is_for_panics(site: Site, literal: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let asks = |n: NodeId| {
        tree.kind(n) == Kind::Call
            && tree.child(n, Field::Function).is_some_and(|f| tree.text(f) == "recover")
    };
    let asked = |i: NodeId, field| tree.child(i, field).is_some_and(|c| tree.subtree(c).any(asks));
    tree.ancestors(node).take_while(|&a| a != literal).any(|i| {
        tree.kind(i) == Kind::If
            && (asked(i, Field::Initializer) || asked(i, Field::Condition))
            && tree.child(i, Field::Condition).is_some_and(|c| tree.op(tree.unparen(c)) == Op::Ne)
            && tree.child(i, Field::Consequence).is_some_and(|c| tree.contains(c, node))
    })
}

/// The use as it stands, without regard to literals around it.
fn direct(site: Site, node: NodeId) -> Use {
    let tree = site.tree();
    let at = tree.outside_parens(node);
    let Some(parent) = tree.parent(at) else { return Use::HandedOver };
    match tree.kind(parent) {
        Kind::Call if tree.field(at) == Field::Function => match tree.parent(parent) {
            Some(stmt) if tree.kind(stmt) == Kind::Defer => Use::Defer(stmt),
            Some(stmt) if tree.kind(stmt) == Kind::Go => Use::HandedOver,
            _ => Use::Call(parent),
        },
        Kind::Binary if matches!(tree.op(parent), Op::Eq | Op::Ne) => Use::Nothing,
        Kind::ExprList => in_list(site, at, parent),
        _ => Use::HandedOver,
    }
}

/// The call of the function that `node` is.
pub fn direct_call(site: Site, node: NodeId) -> Option<NodeId> {
    match direct(site, node) {
        Use::Call(call) => Some(call),
        Use::Defer(stmt) => site.tree().children(stmt).next(),
        Use::HandedOver => {
            let call = site.tree().parent(node).filter(|&c| site.tree().kind(c) == Kind::Call)?;
            (site.tree().field(node) == Field::Function).then_some(call)
        }
        _ => None,
    }
}

fn in_list(site: Site, node: NodeId, list: NodeId) -> Use {
    let tree = site.tree();
    let Some(stmt) = tree.parent(list) else { return Use::HandedOver };
    let index = tree.children(list).position(|c| c == node);
    let counterpart = |field| {
        let other = tree.list(tree.child(stmt, field)?);
        other.get(index?).copied()
    };
    match (tree.kind(stmt), tree.field(list)) {
        (Kind::Assign | Kind::ShortVar, Field::Left) => {
            let nil = counterpart(Field::Right).is_some_and(|v| tree.kind(v) == Kind::Nil);
            Use::Write { nil }
        }
        (Kind::Assign, Field::Right) if counterpart(Field::Left).is_some_and(|l| tree.text(l) == "_") => {
            Use::Nothing
        }
        (Kind::VarSpec, _) => {
            let name = index.and_then(|i| tree.children_in(stmt, Field::Name).nth(i));
            if name.is_some_and(|n| tree.text(n) == "_") { Use::Nothing } else { Use::HandedOver }
        }
        (Kind::RangeClause | Kind::RecvStmt, Field::Left) => Use::Write { nil: false },
        _ => Use::HandedOver,
    }
}

/// The literal directly in `func` that holds `node`, if one does.
pub fn outermost_literal(site: Site, func: NodeId, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit).last()
}

/// Whether what stands at `node` is done when control comes to it in `func`: no literal is around it there, or only
/// such as are called where they stand, `func() { … }()`.
pub fn is_done_in_place(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let is_called_there = |literal: NodeId| {
        let call = tree.parent(literal).filter(|_| tree.field(literal) == Field::Function);
        let stmt = call.and_then(|c| tree.parent(c));
        stmt.is_some_and(|s| !matches!(tree.kind(s), Kind::Go | Kind::Defer))
    };
    let around = tree.ancestors(node).take_while(|&a| a != func);
    around.filter(|&a| tree.kind(a) == Kind::FuncLit).all(is_called_there)
}

/// What becomes of a function literal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LiteralRole {
    /// `defer func() { … }()`: the node is the defer statement.
    Deferred(NodeId),
    /// Kept in a variable that nothing calls or passes on.
    Dead,
    /// Called, started, passed on or stored.
    Live,
}

/// What becomes of `literal`.
pub fn literal_role(site: Site, literal: NodeId) -> LiteralRole {
    let tree = site.tree();
    let Some(parent) = tree.parent(literal) else { return LiteralRole::Live };
    match tree.kind(parent) {
        Kind::Call if tree.field(literal) == Field::Function => match tree.parent(parent) {
            Some(stmt) if tree.kind(stmt) == Kind::Defer => LiteralRole::Deferred(stmt),
            _ => LiteralRole::Live,
        },
        Kind::ExprList => {
            let Some(stmt) = tree.parent(parent) else { return LiteralRole::Live };
            let Some(name) = assigned_name(site, stmt, parent, literal) else { return LiteralRole::Live };
            if tree.text(name) == "_" {
                return LiteralRole::Dead;
            }
            let Some(variable) = site.scopes().resolve(name) else { return LiteralRole::Live };
            // A return without values reads it.
            if site.scopes().binding(variable).kind == BindingKind::Result {
                return LiteralRole::Live;
            }
            let used = site.scopes().uses(variable).iter().any(|&u| {
                !tree.contains(literal, u) && !matches!(direct(site, u), Use::Nothing | Use::Write { .. })
            });
            if used { named_literal_role(site, variable) } else { LiteralRole::Dead }
        }
        _ => LiteralRole::Live,
    }
}

/// `stop := func() { … }; defer stop()` is as good as deferring the literal.
fn named_literal_role(site: Site, variable: BindingId) -> LiteralRole {
    match site.scopes().uses(variable) {
        &[only] => match direct(site, only) {
            Use::Defer(stmt) => LiteralRole::Deferred(stmt),
            _ => LiteralRole::Live,
        },
        _ => LiteralRole::Live,
    }
}

fn assigned_name(site: Site, stmt: NodeId, list: NodeId, value: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let index = tree.children(list).position(|c| c == value)?;
    match (tree.kind(stmt), tree.field(list)) {
        (Kind::ShortVar, Field::Right) => tree.list(tree.child(stmt, Field::Left)?).get(index).copied(),
        (Kind::VarSpec, Field::Value) => tree.children_in(stmt, Field::Name).nth(index),
        (Kind::Assign, Field::Right) => {
            let name = *tree.list(tree.child(stmt, Field::Left)?).get(index)?;
            (tree.kind(name) == Kind::Ident).then_some(name)
        }
        _ => None,
    }
}

/// The fields and elements that an assignment puts `value` into: `s.all[id] = value`.
pub fn put_into(site: Site, value: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let list =
        tree.parent(value).filter(|&l| tree.kind(l) == Kind::ExprList && tree.field(l) == Field::Right);
    let stmt = list.and_then(|l| tree.parent(l)).filter(|&s| tree.kind(s) == Kind::Assign);
    let left = stmt.and_then(|s| tree.child(s, Field::Left)).map(|l| tree.list(l)).unwrap_or_default();
    left.into_iter().filter(|&l| matches!(tree.kind(l), Kind::Selector | Kind::Index)).collect()
}

/// `x == nil` (true) or `x != nil` (false) on a local variable.
pub fn nil_test(site: Site, condition: NodeId) -> Option<(BindingId, bool)> {
    let (tested, is_nil) = nil_comparison(site, condition)?;
    let variable = Some(tested).filter(|&t| site.tree().kind(t) == Kind::Ident);
    Some((site.scopes().resolve(variable?)?, is_nil))
}

/// What the condition compares with nil, and whether it holds if that is nil.
pub fn nil_comparison(site: Site, condition: NodeId) -> Option<(NodeId, bool)> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    if tree.kind(condition) != Kind::Binary {
        return None;
    }
    let is_nil = match tree.op(condition) {
        Op::Eq => true,
        Op::Ne => false,
        _ => return None,
    };
    let left = tree.unparen(tree.child(condition, Field::Left)?);
    let right = tree.unparen(tree.child(condition, Field::Right)?);
    match (tree.kind(left), tree.kind(right)) {
        (_, Kind::Nil) => Some((left, is_nil)),
        (Kind::Nil, _) => Some((right, is_nil)),
        _ => None,
    }
}
