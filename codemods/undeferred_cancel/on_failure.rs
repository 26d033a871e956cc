//! `defer func() { if err != nil { cancel() } }()`: a release that is called only if the function fails. Where that is
//! known to succeed, the release is missing if nobody else has it.

use crate::contexts::types::is_error;
use crate::contexts::uses::{Leaving, ReleaseUse, Use, nil_test, outermost_literal};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// A deferred literal that calls the release if the last result of its function is an error.
pub(super) struct OnFailure {
    /// The use of the release.
    node: NodeId,
    defer: NodeId,
    point: PointId,
    condition: NodeId,
}

/// The uses that call the release only on failure; none where something else in the same literal uses it too.
pub(super) fn conditional(site: Site, flow: &Flow, uses: &[ReleaseUse]) -> Vec<OnFailure> {
    let mut found: Vec<OnFailure> = uses.iter().filter_map(|u| on_failure(site, flow, u)).collect();
    let others: Vec<NodeId> =
        uses.iter().filter(|u| !found.iter().any(|f| f.use_at(u))).map(|u| u.node).collect();
    found.retain(|f| !others.iter().any(|&o| site.tree().contains(f.defer, o)));
    found
}

fn on_failure(site: Site, flow: &Flow, u: &ReleaseUse) -> Option<OnFailure> {
    let tree = site.tree();
    let Use::DeferredLiteral(defer) = u.what else { return None };
    let literal = outermost_literal(site, flow.func(), u.node)?;
    let branch = tree.ancestors(u.node).take_while(|&a| a != literal).find(|&a| tree.kind(a) == Kind::If)?;
    let body = tree.child(literal, Field::Body)?;
    let is_call = tree
        .parent(u.node)
        .is_some_and(|c| tree.kind(c) == Kind::Call && tree.field(u.node) == Field::Function);
    let is_then = tree.child(branch, Field::Consequence).is_some_and(|c| tree.contains(c, u.node));
    if !is_call
        || !is_then
        || tree.parent(branch) != Some(body)
        || tree.child(branch, Field::Initializer).is_some()
    {
        return None;
    }
    let condition = tree.child(branch, Field::Condition)?;
    let (error, is_nil) = nil_test(site, condition)?;
    let binding = site.scopes().binding(error);
    let is_last_result = binding.kind == BindingKind::Result
        && binding.func == flow.func()
        && is_error(&site.type_of(binding.ident))
        && !results_after(site, flow.func(), binding.ident);
    // A literal that assigns the result may make a success of a failure, and the other way round.
    let written = site
        .scopes()
        .uses(error)
        .iter()
        .any(|&w| is_write(tree, w) && tree.enclosing_func(w) != Some(flow.func()));
    (is_last_result && !is_nil && !written).then_some(OnFailure {
        node: u.node,
        defer,
        point: u.point?,
        condition,
    })
}

/// Whether the function has a result behind the one that `ident` names.
fn results_after(site: Site, func: NodeId, ident: NodeId) -> bool {
    let tree = site.tree();
    let list = tree.child(func, Field::Result);
    list.is_some_and(|l| {
        tree.subtree(l).any(|n| n > ident && tree.kind(n) == Kind::Ident && tree.field(n) == Field::Name)
    })
}

impl OnFailure {
    pub(super) fn use_at(&self, u: &ReleaseUse) -> bool {
        self.node == u.node
    }

    /// Whether the release is called when control leaves so, or may be: only `return …, nil` is known to succeed.
    pub(super) fn covers(&self, site: Site, flow: &Flow, leaving: &Leaving) -> bool {
        let succeeds = match leaving {
            Leaving::Return(stmt) => {
                let tree = site.tree();
                let values = tree.children(*stmt).next().map(|l| tree.list(l)).unwrap_or_default();
                values.last().is_some_and(|&last| tree.kind(tree.unparen(last)) == Kind::Nil)
            }
            _ => false,
        };
        !succeeds && self.may_come_before(flow, leaving)
    }

    /// Whether the literal has been deferred wherever control leaves so.
    pub(super) fn comes_before(&self, flow: &Flow, leaving: &Leaving) -> bool {
        exit_of(flow, leaving).is_some_and(|e| flow.dominates(self.point, e))
    }

    fn may_come_before(&self, flow: &Flow, leaving: &Leaving) -> bool {
        exit_of(flow, leaving).is_none_or(|e| flow.reaches(self.point, e, |_| false))
    }

    /// The defer statement, if its literal does nothing but call the release on failure.
    pub(super) fn alone(&self, site: Site) -> Option<NodeId> {
        let tree = site.tree();
        let branch = tree.parent(self.condition).filter(|&b| tree.child(b, Field::Alternative).is_none())?;
        let block = tree.child(branch, Field::Consequence)?;
        let only = |block| tree.stmts(block).count() == 1;
        (only(tree.parent(branch)?) && only(block)).then_some(self.defer)
    }
}

fn exit_of(flow: &Flow, leaving: &Leaving) -> Option<PointId> {
    match leaving {
        Leaving::End => flow.end(),
        other => other.stmt().and_then(|s| flow.point_of(s)),
    }
}
