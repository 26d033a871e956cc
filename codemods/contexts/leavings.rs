//! The ways out of a function, or of a round of a loop, on which a release is missing.

use super::creation::{Creation, Place, Target};
use super::error_conditions::failed_where;
use super::expected_failures::wanted;
use super::uses::nil_test;
use crate::contexts::calls::called_name;
use crate::golang::flow::{Flow, PointId, PointKind};
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId, Tree};
use std::collections::HashSet;

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
/// would be nil, or the producer's own error is not, cannot be taken; nor is what a test wants to have failed released.
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
    let failed = wanted(site, flow, creation);
    let mut seen = HashSet::new();
    // The second half of the state: whether the producer's error variable still holds the producer's error.
    let mut work = vec![(start, true)];
    let mut found = Vec::new();
    while let Some((point, fresh)) = work.pop() {
        for edge in flow.edges(point) {
            if infeasible(site, flow, creation, point, edge.when, fresh) {
                continue;
            }
            if covered.contains(&edge.to) || fresh && failed.contains(&edge.to) {
                continue;
            }
            let fresh = fresh && !(edge.to != start && writes_error(site, flow, creation, edge.to));
            // Several ways may lead to one point outside: each is a way out of its own.
            if let Some(b) = block.filter(|&b| leaves(tree, flow, creation, b, (point, edge.to))) {
                found.push(way_out(site, flow, b, point));
                continue;
            }
            if !seen.insert((edge.to, fresh)) {
                continue;
            }
            match flow.kind(edge.to) {
                PointKind::Return(_) if named_result && is_naked(site, flow, edge.to) => {}
                PointKind::Return(stmt) => found.push(Leaving::Return(stmt)),
                PointKind::End => found.push(Leaving::End),
                PointKind::Panic(call) if panics && called_name(site, call) == Some("panic") => {
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
    let Some(outcome) = when else { return false };
    let tested = flow.condition(point).and_then(|c| nil_test(site, c));
    if let Some((variable, is_nil)) = tested
        && creation.release == Target::Local(variable)
    {
        return is_nil == outcome;
    }
    fresh && creation.error.is_some() && failed_where(site, flow, point, outcome) == creation.error
}
