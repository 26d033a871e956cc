//! Transactions that end with their context: what comes of that where nobody reckons with it.

use crate::contexts::calls::called_name;
use crate::contexts::origins::targets_of;
use crate::contexts::returns::check_behind;
use crate::golang::program::Site;
use crate::golang::returns::never_returns;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the function commits the transaction that the call begins, asks nobody whether that has worked, and goes on,
/// or gives back what it had found out before: one that was rolled back because its context had ended would be taken
/// for done.
pub(super) fn is_committed_unasked(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let transaction = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    let in_deferred = |n: NodeId| {
        let literal = tree.enclosing_func(n).filter(|&f| tree.kind(f) == Kind::FuncLit);
        let run = literal.and_then(|f| tree.parent(f)).and_then(|c| tree.parent(c));
        run.is_some_and(|d| tree.kind(d) == Kind::Defer)
    };
    let drops = |stmt: NodeId| match tree.kind(stmt) {
        Kind::Defer => true,
        Kind::ExprStmt => tree.next_sibling(stmt).is_some() || in_deferred(stmt),
        _ => false,
    };
    let commits = |&u: &NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let call = selector.and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
        call.is_some_and(|c| called_name(site, c) == Some("Commit") && tree.parent(c).is_some_and(drops))
    };
    transaction.is_some_and(|v| site.scopes().uses(v).iter().any(commits))
}

/// Whether the function ends the program if the transaction that the call begins could not be rolled back: one whose
/// context has ended is rolled back already, which `Rollback` takes for a failure (`sql.ErrTxDone`).
pub(super) fn must_be_rolled_back(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let transaction = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    let ends = |stmt: NodeId| {
        let call = tree.only_child(stmt).filter(|&c| tree.kind(c) == Kind::Call);
        let is_fatal = |n: &str| n.starts_with("Fatal") || n.starts_with("Panic");
        call.is_some_and(|c| never_returns(site, c) || called_name(site, c).is_some_and(is_fatal))
    };
    let is_fatal = |&u: &NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let call = selector.and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
        let call = call.filter(|&c| called_name(site, c) == Some("Rollback"));
        call.and_then(|c| check_behind(site, c)).is_some_and(|block| tree.stmts(block).any(ends))
    };
    let knows = || tree.subtree(tree.root()).any(|n| tree.text(n) == "ErrTxDone");
    transaction.is_some_and(|v| site.scopes().uses(v).iter().any(is_fatal)) && !knows()
}
