//! Returns with which a function fails, and what it does where a call has.

use super::clean_up::where_failed;
use super::types::{holds_error, is_error, results};
use super::uses::nil_test;
use crate::contexts::calls::called_name;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the statement returns an error that is known to be one: it is made there, is one of the package's or of
/// another, or control only comes there with one. `return resp, err` and `return client.Do(req)` may as well succeed.
pub fn fails(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
    let Some(&last) = values.last() else { return false };
    let is_an_error = tree.kind(last) != Kind::Nil && results(site, last).last().is_some_and(is_error);
    is_an_error && (is_made(site, tree.unparen(last)) || where_failed(site, stmt))
}

fn is_made(site: Site, error: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(error) {
        Kind::Call => {
            let known = match site.callee(error) {
                Callee::Known(k) => matches!(&*k.package, "errors" | "fmt"),
                _ => false,
            };
            known
                || called_name(site, error).is_some_and(|c| {
                    matches!(c, "New" | "Errorf" | "Err" | "Cause" | "Error") || c.starts_with("Wrap")
                })
        }
        Kind::Selector => tree
            .child(error, Field::FieldName)
            .is_some_and(|f| tree.text(f).starts_with("Err") || tree.text(f) == "EOF"),
        Kind::Ident => site.scopes().resolve(error).is_none(),
        kind => matches!(kind, Kind::Unary | Kind::CompositeLit),
    }
}

/// The block that is run if the call has failed: of the `if` that it stands in the header of, or of the one behind.
pub fn check_behind(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let branch = branch_behind(site, call)?;
    let fails = tree
        .child(branch, Field::Condition)
        .and_then(|c| nil_test(site, c))
        .is_some_and(|(v, is_nil)| !is_nil && holds_error(site, v));
    tree.child(branch, Field::Consequence).filter(|_| fails)
}

/// The `if` in whose header the results of the call are assigned, or the one right behind that.
pub fn branch_behind(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let stmt = tree.parent(call).and_then(|list| tree.parent(list))?;
    let branch = match tree.field(stmt) {
        Field::Initializer => tree.parent(stmt)?,
        _ => tree.next_sibling(stmt)?,
    };
    (tree.kind(branch) == Kind::If).then_some(branch)
}
