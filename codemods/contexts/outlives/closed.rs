//! Where a function closes what it has made: what is closed uses its context no more, whoever is given it then.

use super::tracker::{Tracker, Value, What};
use crate::contexts::join::root_variable;
use crate::contexts::parameters::parameters;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// A statement that closes the value of a variable.
pub(super) struct Closing {
    pub stmt: NodeId,
    /// Whether it does so when the function ends.
    pub deferred: bool,
}

/// The statements of `func` that close what is in `variable`: `defer resp.Body.Close()`, `rows.Close()`, and calls of
/// functions of the module that do so with a parameter.
pub(super) fn closings(site: Site, func: NodeId, variable: BindingId) -> Vec<Closing> {
    closings_by(site, func, |call| closes(site, call, variable) || closes_argument(site, call, variable))
}

/// The statements of `func`, deferred or not, whose calls `closes` says yes to.
fn closings_by(site: Site, func: NodeId, closes: impl Fn(NodeId) -> bool) -> Vec<Closing> {
    let tree = site.tree();
    let calls = tree.calls(func).filter(|&n| closes(n));
    let closing = |call: NodeId| {
        let defer = tree.ancestors(call).take_while(|&a| a != func).find(|&a| tree.kind(a) == Kind::Defer);
        let deferred = defer.filter(|&d| tree.enclosing_func(d) == Some(func));
        let plain = || tree.stmt_of(call).filter(|&s| tree.enclosing_func(s) == Some(func));
        match deferred {
            Some(stmt) => Some(Closing { stmt, deferred: true }),
            None => plain().map(|stmt| Closing { stmt, deferred: false }),
        }
    };
    calls.filter_map(closing).collect()
}

/// Whether what is in `variable` is closed, or will be when the function ends, wherever control comes to `stmt`.
pub(super) fn is_closed(site: Site, flow: &Flow, func: NodeId, variable: BindingId, stmt: NodeId) -> bool {
    let Some(at) = flow.point_of(stmt) else { return false };
    let closings = closings(site, func, variable);
    let points: Vec<PointId> = closings.iter().filter_map(|c| flow.point_of(c.stmt)).collect();
    // What the variable is given behind a closing is not what was closed.
    let tree = site.tree();
    let writes: Vec<PointId> = site
        .scopes()
        .uses(variable)
        .iter()
        .filter(|&&u| is_write(tree, u))
        .filter_map(|&u| flow.point_of(u))
        .collect();
    let rewritten = |from: PointId| {
        let lies_between =
            |w: PointId| flow.reaches(from, w, |_| false) && (w == at || flow.reaches(w, at, |_| false));
        writes.iter().any(|&w| w != from && lies_between(w))
    };
    let rewritten_behind = || writes.iter().any(|&w| w != at && flow.reaches(at, w, |_| false));
    points.iter().any(|&p| flow.dominates(p, at) && !rewritten(p))
        || !rewritten_behind()
            && !points.is_empty()
            && !flow.is_exit(at)
            && flow.exits_from(at, |p| points.contains(&p)).is_empty()
}

/// `v.Close()`, `v.Body.Close()`
fn closes(site: Site, call: NodeId, variable: BindingId) -> bool {
    let tree = site.tree();
    tree.child(call, Field::Function).is_some_and(|f| {
        tree.child(f, Field::FieldName).is_some_and(|m| tree.text(m) == "Close")
            && tree.child(f, Field::Operand).is_some_and(|o| {
                !tree.subtree(o).any(|n| tree.kind(n) == Kind::Call)
                    && root_variable(site, o) == Some(variable)
            })
    })
}

/// Whether the function of the module that is called closes the parameter for which it is given the variable.
fn closes_argument(site: Site, call: NodeId, variable: BindingId) -> bool {
    let tree = site.tree();
    let is_it = |a: NodeId| tree.kind(a) == Kind::Ident && site.scopes().resolve(a) == Some(variable);
    let Some(index) = tree.args(call).position(is_it) else {
        return false;
    };
    let Callee::Known(known) = site.callee(call) else { return false };
    !known.interface
        && !known.decls.is_empty()
        && known.decls.iter().all(|decl| {
            decl.is_of_module(site)
                && decl.site(site.program).is_some_and(|inner| {
                    let root = inner.tree().root();
                    let parameter = parameters(inner, root).get(index).and_then(|p| p.variable);
                    parameter.is_some_and(|p| closes_always(inner, root, p))
                })
        })
}

/// Whether `func` closes its parameter on every way out; what it passes on to others is not followed.
fn closes_always(site: Site, func: NodeId, parameter: BindingId) -> bool {
    let flow = site.flow(func);
    let closings = closings_by(site, func, |call| closes(site, call, parameter));
    let points: Vec<PointId> = closings.iter().filter_map(|c| flow.point_of(c.stmt)).collect();
    !points.is_empty() && !flow.unknown() && flow.exits_from(flow.entry(), |p| points.contains(&p)).is_empty()
}

impl Tracker<'_> {
    /// Whether the variable `node` holds something made with the context that is closed wherever control comes to
    /// its statement, or will be when the function ends.
    pub(super) fn is_closed(&self, node: NodeId, value: Value) -> bool {
        let tree = self.site.tree();
        let closed = |stmt| {
            let at = |v| is_closed(self.site, &self.flow, self.func, v, stmt);
            tree.enclosing_func(stmt) == Some(self.func) && root_variable(self.site, node).is_some_and(at)
        };
        tree.kind(node) == Kind::Ident
            && value.what == What::Made
            && !matches!(tree.parent(node).map(|p| tree.kind(p)), Some(Kind::Selector | Kind::Call))
            && tree.stmt_of(node).is_some_and(closed)
    }
}
