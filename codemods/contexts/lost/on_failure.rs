//! `defer func() { if err != nil { cancel() } }()`: a release that is called only if the function fails, as its error
//! tells, another error variable, or a flag: `if !ok { cancel() }`. Where it is known to succeed, or may as well, the
//! release is missing if nobody else has it.

use crate::contexts::clean_up::where_failed;
use crate::contexts::leavings::Leaving;
use crate::contexts::returns::fails;
use crate::contexts::types::{is_context_expr, is_error, results};
use crate::contexts::uses::{ReleaseUse, Use, nil_test, outermost_literal};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// What says whether the function has failed.
enum Sign {
    /// Its last result, an error.
    Result(BindingId),
    /// An error variable of its own.
    Variable(BindingId),
    /// A flag: where it is set to say that all went well.
    Flag(Vec<PointId>),
}

/// A deferred literal that calls the release if its function has failed.
pub(super) struct OnFailure {
    /// The use of the release.
    node: NodeId,
    defer: NodeId,
    point: PointId,
    condition: NodeId,
    sign: Sign,
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
    let found = |sign| Some(OnFailure { node: u.node, defer, point: u.point?, condition, sign });
    let Some((error, is_nil)) = nil_test(site, condition) else {
        return found(Sign::Flag(flag_set(site, flow, condition)?));
    };
    let binding = site.scopes().binding(error);
    let is_own = binding.func == flow.func() && is_error(&site.type_of(binding.ident));
    let is_last_result =
        binding.kind == BindingKind::Result && !results_after(site, flow.func(), binding.ident);
    let is_variable = matches!(binding.kind, BindingKind::Short | BindingKind::Var);
    // A literal that assigns the variable may make a success of a failure, and the other way round.
    let elsewhere = |&w: &NodeId| {
        (is_write(tree, w) && tree.enclosing_func(w) != Some(flow.func())) || is_address_taken(tree, w)
    };
    let written = site.scopes().uses(error).iter().any(elsewhere);
    match () {
        () if is_nil || written || !is_own => None,
        () if is_last_result => found(Sign::Result(error)),
        () if is_variable => found(Sign::Variable(error)),
        () => None,
    }
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
    /// the setting of the flag, is known to succeed. Where nobody but the literal has the release, which `alone` says,
    /// what may as well succeed is none of those.
    pub(super) fn covers(&self, site: Site, flow: &Flow, leaving: &Leaving, alone: bool) -> bool {
        let exit = exit_of(flow, leaving);
        let succeeds = match (&self.sign, leaving) {
            (Sign::Flag(set), _) => exit.is_some_and(|e| set.iter().any(|&s| flow.dominates(s, e))),
            (Sign::Variable(error), _) => exit.is_some_and(|e| is_nil_at(site, flow, *error, e)),
            (Sign::Result(error), Leaving::Return(stmt)) => {
                returns_nil(site, *stmt) || alone && may_succeed(site, flow, *error, *stmt)
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

fn returns_nil(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
    values.last().is_some_and(|&last| tree.kind(tree.unparen(last)) == Kind::Nil)
}

/// Whether the error that `stmt` returns is that of work under a context, which may as well have been done: of
/// `return probe(ctx)`, of `err = probe(ctx)` and then `return err` or `return`.
fn may_succeed(site: Site, flow: &Flow, error: BindingId, stmt: NodeId) -> bool {
    let tree = site.tree();
    if where_failed(site, stmt) || fails(site, stmt) {
        return false;
    }
    let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
    let variable = match values.last().map(|&l| tree.unparen(l)) {
        None => error,
        Some(last) if tree.kind(last) == Kind::Ident => match site.scopes().resolve(last) {
            Some(variable) => variable,
            None => return false,
        },
        Some(last) => return works(site, last),
    };
    let Some(exit) = flow.point_of(stmt) else { return false };
    let writes = writes_of(site, flow, variable);
    let last_written = |&(w, p): &(NodeId, PointId)| {
        let again = |q: PointId| q != p && writes.iter().any(|o| o.1 == q);
        p != exit && flow.reaches(p, exit, again) && gives_work(site, w)
    };
    writes.iter().any(last_written)
}

/// Whether the write gives the variable what work under a context gives.
fn gives_work(site: Site, write: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.parent(write).and_then(|l| tree.parent(l));
    let right = stmt.and_then(|s| tree.child(s, Field::Right)).map(|r| tree.list(r)).unwrap_or_default();
    right.last().is_some_and(|&r| works(site, r))
}

/// Whether the expression is a call that is given a context, and not one that makes an error.
fn works(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    let expr = tree.unparen(expr);
    tree.kind(expr) == Kind::Call
        && tree.args(expr).any(|a| is_context_expr(site, a))
        && results(site, expr).last().is_some_and(is_error)
}

/// Where the function gives the variable a value, its definition included.
fn writes_of(site: Site, flow: &Flow, variable: BindingId) -> Vec<(NodeId, PointId)> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let ident = scopes.binding(variable).ident;
    let uses = scopes.uses(variable).iter().copied().filter(|&u| u != ident && is_write(tree, u));
    let defined = Some(ident).filter(|_| {
        let decl = scopes.binding(variable).decl;
        [Field::Right, Field::Value].into_iter().any(|f| tree.child(decl, f).is_some())
    });
    uses.chain(defined).filter_map(|w| Some((w, flow.point_of(w)?))).collect()
}

/// Whether the error variable holds nil wherever control comes to `exit`: nothing else was put into it on the way, or
/// it was asked since.
fn is_nil_at(site: Site, flow: &Flow, error: BindingId, exit: PointId) -> bool {
    let tree = site.tree();
    let writes = writes_of(site, flow, error);
    let is_asked = |p: PointId, when: Option<bool>| {
        let test = flow.condition(p).and_then(|c| nil_test(site, c));
        test.zip(when).is_some_and(|((variable, is_nil), outcome)| variable == error && is_nil == outcome)
    };
    let gives_nil = |w: NodeId| {
        let stmt = tree.parent(w).and_then(|l| tree.parent(l));
        let right = stmt.and_then(|s| tree.child(s, Field::Right)).map(|r| tree.list(r)).unwrap_or_default();
        matches!(right[..], [one] if tree.kind(tree.unparen(one)) == Kind::Nil)
    };
    let may_hold = |&(w, from): &(NodeId, PointId)| {
        let again = |p: PointId| writes.iter().any(|o| o.1 == p);
        !gives_nil(w)
            && (from == exit
                || flow.behind(from, |p, e| !is_asked(p, e.when) && !again(e.to)).contains(&exit))
    };
    !writes.iter().any(may_hold)
}

fn exit_of(flow: &Flow, leaving: &Leaving) -> Option<PointId> {
    match leaving {
        Leaving::End => flow.end(),
        other => other.stmt().and_then(|s| flow.point_of(s)),
    }
}
