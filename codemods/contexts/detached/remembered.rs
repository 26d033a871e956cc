//! What is remembered of a failure, for all who come later: a flag that says whether something is well, a count of
//! failures after which nothing is tried any more, the error itself for as long as nobody asks anew. It would only say
//! that one caller has given up, and be taken for what the work has come to.

use super::failing::error_of;
use super::kinds::behind;
use super::shared::serves_all;
use crate::contexts::calls::called_name;
use crate::contexts::join::root_variable;
use crate::contexts::origins::targets_of;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_error, named, results};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether it is remembered by what all callers share, and asked by others, that the call has failed.
pub(super) fn is_remembered(site: Site, root: &Root, call: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let changes = changes(site, root, &flow);
    !changes.is_empty()
        && (marks_failure(site, &flow, call, &changes) || is_given_again(site, &flow, call, &changes))
}

/// Something that the function changes in what all callers share.
struct Change {
    at: PointId,
    /// The field, the element or the variable of the package.
    holder: NodeId,
    /// What it is given; nothing where it is counted up or down.
    values: Vec<NodeId>,
}

/// What the function changes in its receiver or in variables of its package that others may change meanwhile: it is
/// changed at one blow, by package sync/atomic, or under a lock; or the receiver serves all requests.
fn changes(site: Site, root: &Root, flow: &Flow) -> Vec<Change> {
    let tree = site.tree();
    let own = || tree.subtree(flow.func()).filter(|&n| tree.enclosing_func(n) == Some(flow.func()));
    let locks: Vec<PointId> = own()
        .filter(|&n| tree.kind(n) == Kind::Call && called_name(site, n) == Some("Lock"))
        .filter(|&n| tree.receiver(n).is_some_and(|o| is_of_all(site, o)))
        .filter_map(|n| flow.point_of(n))
        .collect();
    let is_safe = |at| serves_all(root) || locks.iter().any(|&l| flow.dominates(l, at));
    own()
        .flat_map(|n| {
            let at = flow.point_of(n);
            let plain = at.filter(|&p| is_safe(p)).map(|_| assigned(site, n)).unwrap_or_default();
            let all = plain.into_iter().chain(changed_at_once(site, n));
            let all = all.filter(|(holder, _)| is_of_all(site, *holder));
            all.filter_map(|(holder, values)| Some(Change { at: at?, holder, values })).collect::<Vec<_>>()
        })
        .collect()
}

/// What the statement assigns or counts, and the values.
fn assigned(site: Site, stmt: NodeId) -> Vec<(NodeId, Vec<NodeId>)> {
    let tree = site.tree();
    let list = |side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
    match tree.kind(stmt) {
        Kind::IncStmt | Kind::DecStmt => tree.only_child(stmt).map(|t| (t, Vec::new())).into_iter().collect(),
        Kind::Assign if tree.op(stmt) == Op::AssignOp => {
            list(Field::Left).into_iter().map(|t| (t, Vec::new())).collect()
        }
        Kind::Assign => {
            let values = list(Field::Right);
            list(Field::Left).into_iter().map(|t| (t, values.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// What the call of package sync/atomic changes: `s.healthy.Store(false)`, `atomic.AddInt64(&s.failures, 1)`.
fn changed_at_once(site: Site, call: NodeId) -> Option<(NodeId, Vec<NodeId>)> {
    let tree = site.tree();
    let name = called_name(site, call)?;
    let counts = name.starts_with("Add");
    let sets = ["Store", "Swap", "CompareAndSwap"].iter().any(|w| name.starts_with(w));
    let operand = tree.receiver(call).filter(|_| counts || sets)?;
    let mut args = tree.args(call);
    let holder = match site.names_import(operand) {
        Some(package) => args.next().filter(|_| &*package == "sync/atomic")?,
        None => {
            let ty = site.type_of(operand);
            Some(operand).filter(|_| named(ty.pointee()).is_some_and(|(p, _)| p == "sync/atomic"))?
        }
    };
    let holder = match tree.kind(holder) {
        Kind::Unary => tree.child(holder, Field::Operand)?,
        _ => holder,
    };
    Some((holder, if counts { Vec::new() } else { args.collect() }))
}

/// Whether what is changed there belongs to the receiver, or to the package.
fn is_of_all(site: Site, holder: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_place = match tree.kind(holder) {
        Kind::Ident => tree.text(holder) != "_",
        kind => matches!(kind, Kind::Selector | Kind::Index),
    };
    let kind = root_variable(site, holder).map(|v| scopes.binding(v).kind);
    is_place
        && match kind {
            None => true,
            Some(kind) => kind == BindingKind::Receiver && tree.kind(holder) != Kind::Ident,
        }
}

/// Whether something is changed where the call has failed that is asked before it, or set otherwise where the call has
/// succeeded; or counted by what it is about: `s.failures[user]++`; or says in itself how that was:
/// `s.healthy.Store(err == nil)`. What is only counted up is there to be shown.
fn marks_failure(site: Site, flow: &Flow, call: NodeId, changes: &[Change]) -> bool {
    let tree = site.tree();
    let (Some(start), Some(error)) = (flow.point_of(call), error_of(site, call)) else { return false };
    let failed = behind(site, flow, start, error, false);
    let succeeded = behind(site, flow, start, error, true);
    let text = |c: &Change| tree.text(c.holder);
    let is_only_there = |c: &Change| failed.contains(&c.at) && !succeeded.contains(&c.at);
    let is_other = |c: &Change, other: &Change| {
        text(c) == text(other) && succeeded.contains(&other.at) && !failed.contains(&other.at)
    };
    let is_counted_by_name = |c: &Change| {
        let key = tree.child(c.holder, Field::Index).filter(|_| tree.kind(c.holder) == Kind::Index);
        let is_said =
            |k| matches!(tree.kind(k), Kind::String | Kind::RawString) || site.constant(k).is_some();
        c.values.is_empty() && key.is_some_and(|k| !is_said(k))
    };
    let says = |c: &Change| {
        failed.contains(&c.at) && succeeded.contains(&c.at) && c.values.iter().any(|&v| tests(site, v, error))
    };
    // What was set before the call is only set back.
    let is_set_back = |c: &Change| {
        changes.iter().any(|b| text(b) == text(c) && b.at != start && flow.dominates(b.at, start))
    };
    let marks = |c: &Change| {
        is_only_there(c)
            && !is_set_back(c)
            && (changes.iter().any(|other| is_other(c, other))
                || is_asked_before(site, flow, start, text(c))
                || is_counted_by_name(c))
    };
    changes.iter().any(|c| says(c) || marks(c))
}

/// Whether the value says whether there is an error: `err == nil`.
fn tests(site: Site, value: NodeId, error: BindingId) -> bool {
    let tree = site.tree();
    matches!(tree.op(tree.unparen(value)), Op::Eq | Op::Ne)
        && tree.subtree(value).any(|n| tree.kind(n) == Kind::Ident && site.scopes().resolve(n) == Some(error))
}

/// Whether a condition on the way to `start` asks for what is called `holder`.
fn is_asked_before(site: Site, flow: &Flow, start: PointId, holder: &str) -> bool {
    let tree = site.tree();
    flow.points()
        .filter(|&p| p != start && flow.dominates(p, start))
        .any(|p| flow.condition(p).is_some_and(|c| tree.subtree(c).any(|n| tree.text(n) == holder)))
}

/// Whether the call's error is kept, and given to those who come later without another call: the function returns what
/// it is kept in on a way that does not lead by the call.
fn is_given_again(site: Site, flow: &Flow, call: NodeId, changes: &[Change]) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(here) = flow.point_of(call) else { return false };
    let gives_error = results(site, call).last().is_none_or(|t| is_error(t) || t.is_unknown());
    let last = targets_of(site, call).last().copied().filter(|_| gives_error);
    let error = error_of(site, call);
    let keeps = |c: &&Change| {
        Some(c.holder) == last
            || c.values
                .iter()
                .any(|&v| error.is_some() && tree.kind(v) == Kind::Ident && scopes.resolve(v) == error)
                && (c.at == here || flow.reaches(here, c.at, |_| false))
    };
    let is_read = |n: NodeId, holder: NodeId| {
        tree.kind(n) == Kind::Return
            && tree.subtree(n).any(|v| tree.text(v) == tree.text(holder) && v != holder)
            && flow.point_of(n).is_some_and(|p| flow.reaches(flow.entry(), p, |q| q == here))
    };
    let own = || tree.subtree(flow.func()).filter(|&n| tree.enclosing_func(n) == Some(flow.func()));
    changes.iter().filter(keeps).any(|c| own().any(|n| is_read(n, c.holder)))
}
