//! Where a test wants a producer to fail: `require.Error(t, err)`, `if err == nil { t.Error("no error") }`. A test
//! that holds what it says made nothing there.

use super::creation::Creation;
use super::uses::nil_test;
use crate::contexts::calls::called_name;
use crate::facts::calls::{FAIL, may_want_error, wants_error};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The points that a test only passes if the producer of `creation` has failed.
pub fn wanted(site: Site, flow: &Flow, creation: &Creation) -> Vec<PointId> {
    let Some(error) = creation.error else { return Vec::new() };
    let uses = site.scopes().uses(error).iter();
    uses.flat_map(|&u| asserted(site, u).into_iter().chain(told(site, u, error)))
        .filter(|&n| site.tree().enclosing_func(n) == Some(flow.func()))
        .filter_map(|n| flow.point_of(n))
        .collect()
}

/// The call of an assertion library that the error `node` is the subject of.
fn asserted(site: Site, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let args = tree.parent(node).filter(|&a| tree.kind(a) == Kind::Args)?;
    let call = tree.parent(args).filter(|&c| tree.kind(c) == Kind::Call)?;
    called_name(site, call).filter(|n| may_want_error(n))?;
    let Callee::Known(known) = site.callee(call) else { return None };
    let subject = usize::from(known.receiver.is_none());
    let is_subject = tree.children(args).nth(subject) == Some(node);
    (is_subject && wants_error(&known.package, &known.name)).then_some(call)
}

/// The calls that let the test fail where the error, tested at `node`, is nil.
fn told(site: Site, node: NodeId, error: BindingId) -> Vec<NodeId> {
    let tree = site.tree();
    let condition = tree.ancestors(node).take_while(|&a| tree.kind(a) != Kind::If).last();
    let branch = condition.and_then(|c| tree.parent(c)).filter(|&b| tree.kind(b) == Kind::If);
    let is_nil = |b: NodeId| {
        tree.child(b, Field::Condition).and_then(|c| nil_test(site, c)).is_some_and(|t| t == (error, true))
    };
    let block = branch.filter(|&b| is_nil(b)).and_then(|b| tree.child(b, Field::Consequence));
    let calls = block.into_iter().flat_map(|b| tree.subtree(b)).filter(|&n| tree.kind(n) == Kind::Call);
    calls.filter(|&call| fails(site, call)).collect()
}

/// `t.Error("no error")`
fn fails(site: Site, call: NodeId) -> bool {
    called_name(site, call).is_some_and(|n| FAIL.contains(&n))
        && matches!(site.callee(call), Callee::Known(k) if &*k.package == "testing")
}
