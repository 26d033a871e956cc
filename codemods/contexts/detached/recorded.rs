//! What a function that gives no error puts into what it gives, and its callers save: where a call failed only because
//! a context has ended, that would stay there, as if something were wrong with what the call was about.

use super::failing::error_of;
use super::outcome::is_returned;
use crate::contexts::callers::plain_callers;
use crate::contexts::calls::{called_name, declared_name, is_detached_call, passed_to};
use crate::contexts::join::root_variable;
use crate::contexts::origins::targets_of;
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, is_context, is_error};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the error of the call that gets the context at `place` goes into what the function gives, or is passed over
/// for a default, and a caller saves that without a context that could have ended: `plan.Problems =
/// append(plan.Problems, err.Error())`, `return plan`, and then `save(plan)`.
pub(super) fn is_saved_by_callers(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let types = declared_results(site, root.func());
    if types.is_empty() || types.iter().any(is_error) || root.func() != tree.root() {
        return false;
    }
    let error = passed_to(site, place).and_then(|call| error_of(site, call));
    let Some(name) = declared_name(site) else { return false };
    error.is_some_and(|e| goes_into_result(site, root, e) || is_passed_over(site, e))
        && plain_callers(site, root.func()).any(|caller| saves_result(caller, name))
}

/// Whether something of the error is assigned to a part of what the function gives.
fn goes_into_result(site: Site, root: &Root, error: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    scopes.uses(error).iter().any(|&u| {
        let stmt = tree.stmt_of(u).filter(|&s| tree.kind(s) == Kind::Assign);
        let right = stmt.and_then(|s| tree.child(s, Field::Right)).is_some_and(|r| tree.contains(r, u));
        let targets = stmt.and_then(|s| tree.child(s, Field::Left)).map(|l| tree.list(l)).unwrap_or_default();
        right
            && targets.into_iter().filter(|&t| tree.kind(t) == Kind::Selector).any(|t| {
                root_variable(site, t).is_some_and(|v| {
                    scopes.binding(v).func == root.func()
                        && scopes.uses(v).iter().any(|&u| is_returned(site, u))
                })
            })
    })
}

/// Whether the function asks for nothing but that the error is nil, to do something more then.
fn is_passed_over(site: Site, error: BindingId) -> bool {
    let tree = site.tree();
    let mut reads = site.scopes().uses(error).iter().filter(|&&u| !is_write(tree, u)).peekable();
    reads.peek().is_some()
        && reads.all(|&u| {
            let condition = tree.ancestor(u, |k| k == Kind::Binary);
            let branch = condition.and_then(|c| tree.parent(c)).filter(|&i| tree.kind(i) == Kind::If);
            condition.and_then(|c| nil_test(site, c)) == Some((error, true))
                && branch.is_some_and(|i| tree.child(i, Field::Alternative).is_none())
        })
}

/// Whether the declaration gives what a call of the function `name` gives to one that changes or saves it, and to no
/// context with it that could have ended.
fn saves_result(site: Site, name: &str) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let calls = || tree.calls(tree.root());
    let args = |call: NodeId| tree.args(call);
    let saves = |call: NodeId, v: BindingId| {
        called_name(site, call).is_some_and(|n| words::is_change(n) || words::saves(n))
            && args(call).any(|a| root_variable(site, a) == Some(v))
            && args(call).all(|a| !is_context(&site.type_of(a)) || is_detached_call(site, a))
    };
    let results = calls()
        .filter(|&c| called_name(site, c) == Some(name))
        .filter_map(|c| Some((c, scopes.resolve(*targets_of(site, c).first()?)?)));
    results.into_iter().any(|(made, v)| calls().any(|c| c > made && saves(c, v)))
}
