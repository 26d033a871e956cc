//! What happens to a release: each use of its variable classified, and the exits on which it is missing.

use super::creation::{Creation, Place, Target};
use crate::golang::flow::{Flow, PointId, PointKind};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op, Tree};
use std::collections::HashMap;

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
    let Some(literal) = outermost_literal(site, func, node) else { return here };
    match here {
        Use::Nothing => Use::Nothing,
        _ => match literal_role(site, literal) {
            LiteralRole::Deferred(_) if is_for_panics(site, literal, node) => Use::Nothing,
            LiteralRole::Deferred(defer) => Use::DeferredLiteral(defer),
            LiteralRole::Dead => Use::Nothing,
            LiteralRole::Live => {
                debug_assert!(tree.contains(func, literal));
                Use::HandedOver
            }
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
    let mut at = node;
    while let Some(parent) = tree.parent(at).filter(|&p| tree.kind(p) == Kind::Paren) {
        at = parent;
    }
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

/// How control leaves without a release.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Leaving {
    /// A return statement.
    Return(NodeId),
    /// The end of the function's body.
    End,
    /// A call of `panic`; only where that is asked for.
    Panic(NodeId),
    /// A break, continue or goto that leaves the block of the variable, in a loop.
    Jump(NodeId),
    /// The end of the block of the variable, in a loop; the node is the block or case.
    Fall(NodeId),
}

impl Leaving {
    /// The statement, where there is one.
    pub fn stmt(self) -> Option<NodeId> {
        match self {
            Leaving::Return(stmt) | Leaving::Jump(stmt) | Leaving::Panic(stmt) => Some(stmt),
            Leaving::End | Leaving::Fall(_) => None,
        }
    }
}

/// The exits of `func` that can be reached from the creation without a use of the release.
///
/// `covered` are the points at which the release is called, deferred or handed over. Edges on which the release
/// would be nil, or the producer's own error is not, cannot be taken.
pub fn leavings(
    site: Site,
    flow: &Flow,
    creation: &Creation,
    covered: &[PointId],
    named_result: bool,
    panics: bool,
) -> Vec<Leaving> {
    let block = iteration_block(site, flow, creation);
    leavings_of(site, flow, creation, block, covered, named_result, panics)
}

/// [`leavings`], where leaving `block` counts as a way out too.
pub fn leavings_of(
    site: Site,
    flow: &Flow,
    creation: &Creation,
    block: Option<NodeId>,
    covered: &[PointId],
    named_result: bool,
    panics: bool,
) -> Vec<Leaving> {
    let Some(start) = flow.point_of(creation.stmt) else { return Vec::new() };
    ways_out(site, flow, creation, block, start, covered, named_result, panics)
}

/// The exits that control can come to from `point`, behind the creation, before that is done again.
pub fn leavings_behind(
    site: Site,
    flow: &Flow,
    creation: &Creation,
    block: Option<NodeId>,
    point: PointId,
) -> Vec<Leaving> {
    let Some(start) = flow.point_of(creation.stmt) else { return Vec::new() };
    ways_out(site, flow, creation, block, point, &[start], false, false)
}

#[expect(clippy::too_many_arguments, reason = "what the two questions above differ in")]
fn ways_out(
    site: Site,
    flow: &Flow,
    creation: &Creation,
    block: Option<NodeId>,
    start: PointId,
    covered: &[PointId],
    named_result: bool,
    panics: bool,
) -> Vec<Leaving> {
    let tree = site.tree();
    let mut seen = HashMap::new();
    // The second half of the state: whether the producer's error variable still holds the producer's error.
    let mut work = vec![(start, true)];
    let mut found = Vec::new();
    while let Some((point, fresh)) = work.pop() {
        for edge in flow.edges(point) {
            if infeasible(site, flow, creation, point, edge.when, fresh) {
                continue;
            }
            let fresh = fresh && !(edge.to != start && writes_error(site, flow, creation, edge.to));
            if covered.contains(&edge.to) {
                continue;
            }
            // Several ways may lead to one point outside: each is a way out of its own.
            if let Some(b) = block.filter(|&b| leaves(tree, flow, creation, b, (point, edge.to))) {
                found.push(way_out(site, flow, b, point));
                continue;
            }
            if seen.insert((edge.to, fresh), ()).is_some() {
                continue;
            }
            match flow.kind(edge.to) {
                PointKind::Return(_) if named_result && is_naked(site, flow, edge.to) => {}
                PointKind::Return(stmt) => found.push(Leaving::Return(stmt)),
                PointKind::End => found.push(Leaving::End),
                PointKind::Panic(call)
                    if panics && super::never::called_name(site, call) == Some("panic") =>
                {
                    found.push(Leaving::Panic(call));
                }
                _ => work.push((edge.to, fresh)),
            }
        }
    }
    found.sort_by_key(|l| match l {
        Leaving::Return(n) => (0, Some(*n)),
        Leaving::Jump(n) => (1, Some(*n)),
        Leaving::Fall(n) => (2, Some(*n)),
        Leaving::End => (3, None),
        Leaving::Panic(n) => (4, Some(*n)),
    });
    found.dedup();
    found
}

/// In a loop: the block or case at whose borders the release's own variable is lost.
pub fn iteration_block(site: Site, flow: &Flow, creation: &Creation) -> Option<NodeId> {
    flow.point_of(creation.stmt).filter(|&p| flow.in_cycle(p))?;
    own_block(site, creation)
}

/// The block or case at whose borders the release's own variable is lost, if the creation defines one.
pub fn own_block(site: Site, creation: &Creation) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Place::Stmt(stmt) = creation.place else { return None };
    let own = match creation.release {
        Target::Blank => true,
        Target::Local(b) => tree.contains(creation.stmt, scopes.binding(b).ident),
        Target::Elsewhere => false,
    };
    own.then(|| tree.ancestor(stmt, |k| k != Kind::Labeled)).flatten()
}

/// Whether the edge leads out of the block, or by a `goto` back to where the creation comes again.
fn leaves(
    tree: &Tree,
    flow: &Flow,
    creation: &Creation,
    block: NodeId,
    (from, to): (PointId, PointId),
) -> bool {
    let goes_back = |n: NodeId| {
        flow.node(from).is_some_and(|g| tree.kind(g) == Kind::Goto && g > creation.stmt) && n <= creation.stmt
    };
    match flow.node(to) {
        Some(n) => !tree.contains(block, n) || goes_back(n),
        // The end of the function's own body is told as such.
        None => flow.kind(to) != PointKind::End || tree.parent(block) != Some(flow.func()),
    }
}

fn way_out(site: Site, flow: &Flow, block: NodeId, from: PointId) -> Leaving {
    let tree = site.tree();
    match flow.node(from) {
        Some(n)
            if matches!(tree.kind(n), Kind::Break | Kind::Continue | Kind::Goto)
                && jumps_out(tree, block, n) =>
        {
            Leaving::Jump(n)
        }
        _ => Leaving::Fall(block),
    }
}

/// Whether the jump leaves `block` itself, and does not just end a statement in it that is the last there.
pub fn jumps_out(tree: &Tree, block: NodeId, jump: NodeId) -> bool {
    let leaves = match tree.kind(jump) {
        Kind::Break => |k| matches!(k, Kind::For | Kind::Switch | Kind::TypeSwitch | Kind::Select),
        Kind::Continue => |k| k == Kind::For,
        _ => return true,
    };
    let label = tree.children(jump).next().map(|l| tree.text(l));
    let ended = tree.ancestors(jump).take_while(|&a| a != block).find(|&a| match label {
        None => leaves(tree.kind(a)),
        Some(label) => {
            tree.kind(a) == Kind::Labeled && tree.children(a).next().is_some_and(|l| tree.text(l) == label)
        }
    });
    ended.is_none()
}

fn is_naked(site: Site, flow: &Flow, point: PointId) -> bool {
    matches!(flow.kind(point), PointKind::Return(stmt) if site.tree().children(stmt).next().is_none())
}

fn writes_error(site: Site, flow: &Flow, creation: &Creation, point: PointId) -> bool {
    let Some(error) = creation.error else { return false };
    let tree = site.tree();
    site.scopes()
        .uses(error)
        .iter()
        .any(|&u| flow.point_of(u) == Some(point) && crate::golang::scopes::is_write(tree, u))
}

/// Whether the outcome `when` of the condition at `point` contradicts what the creation made.
fn infeasible(
    site: Site,
    flow: &Flow,
    creation: &Creation,
    point: PointId,
    when: Option<bool>,
    fresh: bool,
) -> bool {
    let (Some(outcome), PointKind::Node(condition)) = (when, flow.kind(point)) else { return false };
    let Some((variable, is_nil)) = nil_test(site, condition) else { return false };
    let says_nil = is_nil == outcome;
    if creation.release == Target::Local(variable) {
        return says_nil;
    }
    fresh && creation.error == Some(variable) && !says_nil
}

/// `x == nil` (true) or `x != nil` (false) on a local variable.
pub fn nil_test(site: Site, condition: NodeId) -> Option<(BindingId, bool)> {
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
    let variable = match (tree.kind(left), tree.kind(right)) {
        (Kind::Ident, Kind::Nil) => left,
        (Kind::Nil, Kind::Ident) => right,
        _ => return None,
    };
    Some((site.scopes().resolve(variable)?, is_nil))
}
