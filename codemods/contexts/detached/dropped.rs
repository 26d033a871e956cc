//! Functions that are given to somebody who calls them again where they fail, and drops their error in the end: who
//! waits for that takes the work for done.

use crate::contexts::callers::declarations;
use crate::contexts::calls::passed_to;
use crate::contexts::parameters::parameters;
use crate::contexts::uses::nil_test;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the function declared at the site is given as a value, somewhere in its package, to a function that may give
/// back nil though what it was given has failed: `err := retry(ctx, s.upload)`.
pub(super) fn is_given_to_who_drops_its_error(site: Site) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(tree.root(), Field::Name).map(|n| tree.text(n)) else { return false };
    declarations(site, |is_test, text| !is_test && text.contains(name)).any(|user| {
        let tree = user.tree();
        let named = tree
            .subtree(tree.root())
            .filter(|&n| matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent) && tree.text(n) == name);
        let values = named.filter_map(|n| match tree.kind(n) {
            Kind::FieldIdent => tree.parent(n).filter(|&s| tree.kind(s) == Kind::Selector),
            _ => Some(n).filter(|&n| user.scopes().resolve(n).is_none()),
        });
        values.into_iter().any(|v| passed_to(user, v).is_some_and(|call| drops_error(user, call, v)))
    })
}

/// Whether the function that is called with `argument` looks whether something has failed to which it hands that on,
/// goes on where it has, and then gives back nil.
fn drops_error(site: Site, call: NodeId, argument: NodeId) -> bool {
    let tree = site.tree();
    let index = tree.args(call).position(|c| c == argument);
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return false };
    known.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
        let (tree, scopes, func) = (inner.tree(), inner.scopes(), inner.tree().root());
        let Some(given) = parameters(inner, func).get(index).and_then(|p| p.variable) else { return false };
        let body = tree.child(func, Field::Body);
        let stmts: Vec<NodeId> = body.into_iter().flat_map(|b| tree.stmts(b)).collect();
        let gives_nil = |s: NodeId| {
            let values = tree.children(s).next().map(|l| tree.list(l)).unwrap_or_default();
            tree.kind(s) == Kind::Return && values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
        };
        let leaves = |s: NodeId| matches!(tree.kind(s), Kind::Return | Kind::Goto);
        let goes_on = |s: NodeId| {
            let fails =
                tree.child(s, Field::Condition).and_then(|c| nil_test(inner, c)).is_some_and(|t| !t.1);
            let header = tree.child(s, Field::Initializer).or_else(|| tree.prev_sibling(s));
            let block = tree.child(s, Field::Consequence);
            fails
                && header.is_some_and(|h| tree.subtree(h).any(|n| scopes.resolve(n) == Some(given)))
                && block.is_some_and(|b| !tree.stmts(b).last().is_some_and(leaves))
        };
        stmts.last().is_some_and(|&s| gives_nil(s)) && stmts.iter().any(|&s| goes_on(s))
    })
}
