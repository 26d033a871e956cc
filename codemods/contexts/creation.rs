//! Statements that keep the results of a producer: where the context goes, where its release goes.

use super::producers::{Producer, producer};
use crate::contexts::calls::called_name;
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
    // Most calls of two results give something else: for those the callee's package need not be read.
    let named_like_producer =
        called_name(site, call).is_some_and(|n| STD_PRODUCERS.iter().any(|p| p.name == n));
    let are_dropped = || left.iter().all(|&l| tree.text(l) == "_");
    if !named_like_producer
        && (are_dropped() || !may_be_context(site, left[0]) || !may_be_release(site, left[1]))
    {
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

/// Whether the uses of the variable `node` allow that it is a context: only those methods are called.
fn may_be_context(site: Site, node: NodeId) -> bool {
    const METHODS: [&str; 4] = ["Deadline", "Done", "Err", "Value"];
    let tree = site.tree();
    uses(site, node).iter().all(|&u| match tree.parent(u).map(|p| (p, tree.kind(p))) {
        Some((p, Kind::Selector)) => {
            tree.child(p, Field::FieldName).is_none_or(|f| METHODS.contains(&tree.text(f)))
        }
        Some((p, kind)) => !is_of_data(kind) || tree.child(p, Field::Index) == Some(u),
        None => true,
    })
}

/// Whether name and uses of the variable `node` allow that it is a release: most that are none are an error or a flag.
fn may_be_release(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let name = tree.text(node);
    !(matches!(name, "err" | "ok" | "found") || name.ends_with("Err"))
        && uses(site, node).iter().all(|&u| match tree.parent(u).map(|p| (p, tree.kind(p))) {
            Some((_, Kind::Selector)) => false,
            Some((p, Kind::Binary)) => tree.children(p).any(|c| tree.kind(c) == Kind::Nil),
            Some((_, kind)) => !is_of_data(kind),
            None => true,
        })
}

/// Whether an operand of such an expression or statement is data, and neither an interface with methods nor a function.
fn is_of_data(kind: Kind) -> bool {
    matches!(kind, Kind::Index | Kind::Slice | Kind::RangeClause | Kind::If | Kind::For)
}

/// The uses of the variable that `node` names, if that is one.
fn uses<'a>(site: Site<'a>, node: NodeId) -> &'a [NodeId] {
    site.scopes().resolve(node).map_or(&[], |v| site.scopes().uses(v))
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
