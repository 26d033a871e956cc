//! Failures of which the function says nothing, while a deferred function puts on record, under a context of its own,
//! how it went: it would say that all went well.

use super::changes::takes_detached;
use super::failing::error_of;
use super::outcome::is_by_the_way;
use crate::contexts::calls::{called_name, is_detached_call};
use crate::contexts::harmless::tells;
use crate::contexts::returns::check_behind;
use crate::contexts::types::{holds_error, is_error, results, takes_context};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the function leaves without an error where the call has failed, and a deferred literal above changes
/// something, under a context that has no end, by an error that is not this one: `if err := r.Get(ctx, key, &secret);
/// err != nil { return nil }`, which hides the `err` of the function.
pub(super) fn is_recorded_as_success(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let (Some(error), Some(block), Some(func)) =
        (error_of(site, call), check_behind(site, call), tree.enclosing_func(call))
    else {
        return false;
    };
    let leaves_without = tree.stmts(block).last().is_some_and(|s| {
        let values = tree.children(s).next().map(|l| tree.list(l)).unwrap_or_default();
        tree.kind(s) == Kind::Return && values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
    });
    let is_told =
        |v: BindingId| site.scopes().uses(v).iter().any(|&u| is_write(tree, u) && tree.contains(block, u));
    let deferred = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Defer && n < call);
    leaves_without
        && deferred
            .filter(|&d| tree.enclosing_func(d) == Some(func))
            .any(|d| recorded_error(site, func, d).is_some_and(|v| v != error && !is_told(v)))
}

/// The error of the function `func` that the deferred literal asks about, if it then changes something under a context
/// that has no end.
fn recorded_error(site: Site, func: NodeId, defer: NodeId) -> Option<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let changes = |n: NodeId| {
        tree.kind(n) == Kind::Call
            && called_name(site, n).is_some_and(|name| words::is_change(name) || words::is_mark(name))
            && tree.args(n).any(|a| is_detached_call(site, a))
    };
    let asked = tree.subtree(defer).filter(|&n| tree.kind(n) == Kind::If).find_map(|i| {
        let (variable, _) = nil_test(site, tree.child(i, Field::Condition)?)?;
        (holds_error(site, variable) && scopes.binding(variable).func == func).then_some(variable)
    });
    asked.filter(|_| tree.subtree(defer).any(changes))
}

/// Whether the branch for the call's failure puts the error on record, or gives it to what says so by its text, without
/// a context that could have ended: `s.setFailed(id, err)`. The end of a context would be taken for a failure of what
/// the call is about.
pub(super) fn is_recorded_as_failure(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let (Some(error), Some(block)) = (error_of(site, call), check_behind(site, call)) else { return false };
    let is_given_error = |c: NodeId| {
        let idents = tree.args(c).flat_map(|a| tree.subtree(a)).filter(|&n| tree.kind(n) == Kind::Ident);
        idents.into_iter().any(|n| site.scopes().resolve(n) == Some(error))
    };
    let says_failed = |c: NodeId| {
        let texts = tree.args(c).filter(|&a| tree.kind(a) == Kind::String);
        texts.into_iter().any(|t| words::is_of_failure(tree.text(t).trim_matches('"')))
    };
    let records = |c: NodeId| {
        let named = called_name(site, c).is_some_and(|n| words::is_mark(n) && words::is_of_failure(n));
        (named || says_failed(c))
            && !tells(site, c)
            && (!takes_context(site, c) || takes_detached(site, c, &[]))
            && results(site, c).last().is_some_and(is_error)
    };
    let stmts = tree.stmts(block).flat_map(|s| tree.calls(s).filter(move |&c| tree.stmt_of(c) == Some(s)));
    stmts.into_iter().any(|c| is_by_the_way(site, c) && is_given_error(c) && records(c))
}
