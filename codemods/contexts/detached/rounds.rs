//! Loops that go round when what they wait for fails: with a context that has ended they would do nothing else.

use crate::contexts::harmless::passed_to;
use crate::contexts::never::called_name;
use crate::contexts::origins::targets_of;
use crate::contexts::sources::Root;
use crate::contexts::uses::nil_test;
use crate::contexts::waiting::{around, works_under};
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the call that gets the context at `place` is all that a loop without an end of its own waits for, which does
/// not look at the root's context and goes on when the call has failed.
pub(super) fn goes_round_on_failure(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Some(call), Some(l)) = (passed_to(site, place), around(site, place)) else { return false };
    let Some(error) = targets_of(site, call).last().and_then(|&t| scopes.resolve(t)) else { return false };
    let tests = |condition: NodeId| {
        nil_test(site, condition).is_some()
            && tree
                .subtree(condition)
                .any(|n| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(error))
    };
    // The branch that is for the failure alone, and not for one of its kinds.
    let is_for_failure = |jump: NodeId| {
        let branch = tree.ancestor(jump, |k| k == Kind::If).filter(|&b| tree.contains(l, b));
        branch.and_then(|b| tree.child(b, Field::Condition)).is_some_and(tests)
    };
    let leaves = |&n: &NodeId| matches!(tree.kind(n), Kind::Return | Kind::Break | Kind::Goto);
    let mentions =
        |&n: &NodeId| tree.kind(n) == Kind::If && tree.child(n, Field::Condition).is_some_and(tests);
    is_endless(site, l)
        && !waits_otherwise(site, l)
        && !works_under(site, root, l)
        && tree.subtree(l).any(|n| mentions(&n))
        && !tree.subtree(l).filter(leaves).any(is_for_failure)
}

/// Whether the loop is neither over something nor counted.
fn is_endless(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    tree.children(l).all(|c| match tree.kind(c) {
        Kind::RangeClause => false,
        Kind::ForClause => tree.child(c, Field::Update).is_none(),
        _ => true,
    })
}

fn waits_otherwise(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(l).any(|n| match tree.kind(n) {
        Kind::Unary => tree.op(n) == Op::Receive,
        Kind::Call => called_name(site, n).is_some_and(|name| name == "Sleep" || name.starts_with("Wait")),
        _ => false,
    })
}
