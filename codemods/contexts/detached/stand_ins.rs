//! What takes the place of a call where that has failed, and goes on by itself: it would be done where the call has
//! only failed because its context has ended, and nobody waits for either any more.

use super::work::is_given_context;
use crate::contexts::calls::{called_name, is_detached_call};
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::origins::targets_of;
use crate::contexts::returns::check_behind;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_error, takes_context};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the branch for the call's failure gets what it gives from a function of the module that takes no context and
/// begins something under one of its own: `token, err = refresh(ctx); if err != nil { token, err = login() }`, where
/// that asks the user to log in. A branch that asks whether it was the end of a context tells the two apart.
pub(super) fn has_stand_in(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let given = variables(site, call);
    let stands_in = |n: NodeId| {
        tree.kind(n) == Kind::Call
            && !is_given_context(site, root, n)
            && !takes_context(site, n)
            && variables(site, n).iter().any(|v| given.contains(v))
            && begins_under_its_own(site, n)
    };
    let tells_apart = |n: NodeId| {
        tree.field(n) == Field::Condition && tree.subtree(n).any(|c| tells_of_end(site, c).is_some())
    };
    !given.is_empty()
        && check_behind(site, call)
            .is_some_and(|block| !tree.subtree(block).any(tells_apart) && tree.subtree(block).any(stands_in))
}

/// Whether the branch for the call's failure, whatever that is, makes without a context what the call has looked for,
/// and the function then says that all is well: `u, err := find(ctx, id); if err != nil { return create(id), nil }`.
/// What is there already would be made again.
pub(super) fn is_made_instead(site: Site, root: &Root, call: NodeId) -> bool {
    const LOOKS: [&str; 8] = ["get", "find", "load", "query", "lookup", "scan", "describe", "read"];
    const MAKES: [&str; 4] = ["create", "insert", "register", "provision"];
    let (tree, scopes) = (site.tree(), site.scopes());
    let begins = |c: NodeId, words: &[&str]| {
        called_name(site, c).is_some_and(|n| words.iter().any(|w| words::begins_with(n, w)))
    };
    let error = targets_of(site, call).last().and_then(|&t| scopes.resolve(t));
    let is_asked = |n: NodeId| {
        tree.field(n) == Field::Condition
            && tree.subtree(n).any(|c| tree.kind(c) == Kind::Ident && scopes.resolve(c) == error)
    };
    let ends_well = |block: NodeId| {
        let last = tree.stmts(block).last().filter(|&s| tree.kind(s) == Kind::Return);
        let values = last.and_then(|s| tree.only_child(s)).map(|l| tree.list(l)).unwrap_or_default();
        values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
    };
    begins(call, &LOOKS)
        && error.is_some()
        && check_behind(site, call).is_some_and(|block| {
            ends_well(block)
                && !tree.subtree(block).any(is_asked)
                && tree
                    .calls(block)
                    .any(|c| begins(c, &MAKES) && !is_given_context(site, root, c) && !takes_context(site, c))
        })
}

/// The variables that get what the call gives beside an error.
fn variables(site: Site, call: NodeId) -> Vec<BindingId> {
    let targets = targets_of(site, call).into_iter().filter(|&t| !is_error(&site.type_of(t)));
    targets.filter_map(|t| site.scopes().resolve(t)).collect()
}

/// Whether the call runs a function of the module that gives something else a context without an end.
fn begins_under_its_own(site: Site, call: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(|inner| {
        let tree = inner.tree();
        tree.subtree(tree.root()).any(|n| is_detached_call(inner, n))
    })
}
