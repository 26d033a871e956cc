//! `defer func() { if err != nil { cancel() } }()`: a release that is called only if the function fails, as its error
//! tells, or a flag: `if !ok { cancel() }`. Where it is known to succeed, the release is missing if nobody else has it.

use crate::contexts::leavings::Leaving;
use crate::contexts::types::is_error;
use crate::contexts::uses::{ReleaseUse, Use, nil_test, outermost_literal};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// A deferred literal that calls the release if the last result of its function is an error.
pub(super) struct OnFailure {
    /// The use of the release.
    node: NodeId,
    defer: NodeId,
    point: PointId,
    condition: NodeId,
    /// Where the flag is set that says that all went well; `None` if the function's error says so.
    set: Option<Vec<PointId>>,
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
    let found = |set| Some(OnFailure { node: u.node, defer, point: u.point?, condition, set });
    let Some((error, is_nil)) = nil_test(site, condition) else {
        return found(Some(flag_set(site, flow, condition)?));
    };
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
    if is_last_result && !is_nil && !written { found(None) } else { None }
}

/// Where the function gives a flag the value that makes the condition, `!ok` or `failed`, false; `None` if that is no
/// flag of the function's own that starts with the other value and is given no third.
fn flag_set(site: Site, flow: &Flow, condition: NodeId) -> Option<Vec<PointId>> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let condition = tree.unparen(condition);
    let (flag, calls_if) = match tree.kind(condition) {
        Kind::Ident => (condition, Kind::True),
        Kind::Unary if tree.op(condition) == Op::Not => {
            (tree.unparen(tree.child(condition, Field::Operand)?), Kind::False)
        }
        _ => return None,
    };
    let variable = scopes.resolve(flag).filter(|_| tree.kind(flag) == Kind::Ident)?;
    let binding = scopes.binding(variable);
    let value = |stmt: NodeId| {
        let right = tree.child(stmt, Field::Right).or_else(|| tree.child(stmt, Field::Value))?;
        match tree.list(right)[..] {
            [one] => Some(tree.kind(one)),
            _ => None,
        }
    };
    let starts_so = match value(binding.decl) {
        Some(first) => first == calls_if,
        None => calls_if == Kind::False && binding.kind == BindingKind::Var,
    };
    let writes =
        scopes.uses(variable).iter().filter(|&&w| is_write(tree, w) && !tree.contains(binding.decl, w));
    let opposite = if calls_if == Kind::True { Kind::False } else { Kind::True };
    let set: Option<Vec<PointId>> = writes
        .map(|&w| {
            let stmt = tree.parent(w).and_then(|l| tree.parent(l))?;
            let plain = tree.kind(stmt) == Kind::Assign && value(stmt) == Some(opposite);
            flow.point_of(stmt).filter(|_| plain && tree.enclosing_func(stmt) == Some(flow.func()))
        })
        .collect();
    let of_function =
        binding.func == flow.func() && matches!(binding.kind, BindingKind::Short | BindingKind::Var);
    set.filter(|s| of_function && starts_so && !s.is_empty())
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

    /// Whether the release is called when control leaves so, or may be: only `return …, nil`, or one that comes behind
    /// the setting of the flag, is known to succeed.
    pub(super) fn covers(&self, site: Site, flow: &Flow, leaving: &Leaving) -> bool {
        let succeeds = match (&self.set, leaving) {
            (Some(set), _) => {
                exit_of(flow, leaving).is_some_and(|e| set.iter().any(|&s| flow.dominates(s, e)))
            }
            (None, Leaving::Return(stmt)) => {
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
