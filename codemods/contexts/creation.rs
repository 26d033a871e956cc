//! Statements that keep the results of a producer: where the context goes, where its release goes.

use super::never::called_name;
use super::producers::{Producer, producer};
use crate::facts::calls::STD_PRODUCERS;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Where a result is put.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// `_`
    Blank,
    /// A variable of the function or of a function around it.
    Local(BindingId),
    /// A field, element, pointer target or package-level variable.
    Elsewhere,
}

/// Where the statement stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A statement of a block or case; the node is the whole statement.
    Stmt(NodeId),
    /// The initialiser of this if statement.
    IfInit(NodeId),
    /// The initialiser of this switch or type switch.
    SwitchInit(NodeId),
    /// The initialiser or post statement of a for loop.
    ForClause,
    /// A package-level `var`.
    Package,
}

/// A producer call whose results are assigned or defined.
#[derive(Clone, Debug)]
pub struct Creation {
    /// The short variable declaration, assignment or var spec.
    pub stmt: NodeId,
    /// The innermost function or literal around it; `None` at package level.
    pub func: Option<NodeId>,
    pub place: Place,
    /// Whether the statement is `:=`.
    pub short: bool,
    pub ctx: Target,
    pub ctx_node: NodeId,
    pub release: Target,
    pub release_node: NodeId,
    /// The variable of the trailing error result, if the producer has one and it is kept.
    pub error: Option<BindingId>,
    pub producer: Producer,
}

/// All creations in the declaration, in source order.
pub fn creations(site: Site) -> Vec<Creation> {
    creations_by(site, producer).collect()
}

/// The creations whose producer `find` finds, in source order.
pub fn creations_by<'a>(
    site: Site<'a>,
    find: fn(Site, NodeId) -> Option<Producer>,
) -> impl Iterator<Item = Creation> + use<'a> {
    let tree = site.tree();
    tree.subtree(tree.root())
        .filter(|&n| matches!(tree.kind(n), Kind::ShortVar | Kind::Assign | Kind::VarSpec))
        .filter_map(move |stmt| creation(site, stmt, find))
}

/// The creation that the assignment, definition or var spec `stmt` is, if it is one.
fn creation(site: Site, stmt: NodeId, find: fn(Site, NodeId) -> Option<Producer>) -> Option<Creation> {
    let tree = site.tree();
    let (left, right): (Vec<NodeId>, NodeId) = match tree.kind(stmt) {
        Kind::VarSpec => (tree.children_in(stmt, Field::Name).collect(), tree.child(stmt, Field::Value)?),
        Kind::Assign if tree.op(stmt) != Op::Assign => return None,
        _ => (tree.list(tree.child(stmt, Field::Left)?), tree.child(stmt, Field::Right)?),
    };
    let [value] = tree.list(right)[..] else { return None };
    let call = tree.unparen(value);
    if !(2..=3).contains(&left.len()) || tree.kind(call) != Kind::Call {
        return None;
    }
    // Most calls of two results give an error or a flag second: they need no look at their callee.
    let named_like_producer =
        called_name(site, call).is_some_and(|n| STD_PRODUCERS.iter().any(|p| p.name == n));
    if !named_like_producer && matches!(tree.text(left[1]), "err" | "ok" | "found") {
        return None;
    }
    let producer = find(site, call)?;
    if left.len() != 2 + usize::from(producer.has_error) {
        return None;
    }
    let place = place(site, stmt)?;
    let error = left.get(2).and_then(|&e| match target(site, e) {
        Target::Local(b) => Some(b),
        _ => None,
    });
    Some(Creation {
        stmt,
        func: tree.enclosing_func(stmt),
        place,
        short: tree.kind(stmt) == Kind::ShortVar,
        ctx: target(site, left[0]),
        ctx_node: left[0],
        release: target(site, left[1]),
        release_node: left[1],
        error,
        producer,
    })
}

fn target(site: Site, node: NodeId) -> Target {
    let tree = site.tree();
    let node = tree.unparen(node);
    match tree.kind(node) {
        Kind::Blank => Target::Blank,
        Kind::Ident if tree.text(node) == "_" => Target::Blank,
        Kind::Ident => site.scopes().resolve(node).map_or(Target::Elsewhere, Target::Local),
        _ => Target::Elsewhere,
    }
}

fn place(site: Site, stmt: NodeId) -> Option<Place> {
    let tree = site.tree();
    if tree.kind(stmt) == Kind::VarSpec {
        let decl = tree.parent(stmt)?;
        return Some(match tree.field(decl) {
            Field::Stmt => Place::Stmt(decl),
            _ => Place::Package,
        });
    }
    if tree.field(stmt) == Field::Stmt {
        return Some(Place::Stmt(stmt));
    }
    let parent = tree.parent(stmt)?;
    match tree.kind(parent) {
        Kind::If => Some(Place::IfInit(parent)),
        Kind::Switch | Kind::TypeSwitch => Some(Place::SwitchInit(parent)),
        Kind::ForClause => Some(Place::ForClause),
        _ => None,
    }
}
