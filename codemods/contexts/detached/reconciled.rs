//! What a reconcile puts on record of the changes that it has just made: those are done, whoever has given up, and the
//! next round begins with what is on record.

use super::failing::error_of;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::join::root_variable;
use crate::contexts::origins::targets_of;
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, holds_error, is_error, takes_context};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the context at `place` is for a call of a reconcile that saves what changes before it have given, or reads
/// what that is written into; or for a change whose outcome is kept and saved even where it has failed: `record.Phase,
/// err = r.Apply(ctx, record)`, and then `r.Update(context.TODO(), object)`.
pub(super) fn keeps_books(site: Site, root: &Root, place: NodeId) -> bool {
    is_reconcile(site, root)
        && passed_to(site, place).is_some_and(|call| {
            is_kept_all_the_same(site, root, call)
                || saved_by(site, call).is_some_and(|save| saves_outcome(site, root, save))
        })
}

/// Whether the function is there to reconcile, by its name, and says whether it has.
fn is_reconcile(site: Site, root: &Root) -> bool {
    let tree = site.tree();
    let name = tree.child(root.func(), Field::Name).map(|n| tree.text(n));
    root.is_context()
        && name.is_some_and(|n| words::begins_with(n, "reconcile"))
        && declared_results(site, root.func()).last().is_some_and(is_error)
}

/// The call that saves something: `call` itself, or the one behind it in a literal that is tried again as a whole,
/// which writes what `call` has read.
fn saved_by(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    if changes(site, call) {
        return Some(call);
    }
    let literal = tree.enclosing_func(call).filter(|&f| tree.kind(f) == Kind::FuncLit)?;
    passed_to(site, literal)?;
    let read = given_variables(site, call);
    let mut behind = tree.calls(literal).filter(|&n| n > call);
    behind.find(|&c| changes(site, c) && given_variables(site, c).iter().any(|v| read.contains(v)))
}

/// Whether the call changes something under a context.
fn changes(site: Site, call: NodeId) -> bool {
    called_name(site, call).is_some_and(words::is_change) && takes_context(site, call)
}

/// The variables in the arguments of the call.
fn given_variables(site: Site, call: NodeId) -> Vec<BindingId> {
    site.tree().args(call).flat_map(|a| variables_in(site, a)).collect()
}

fn variables_in(site: Site, node: NodeId) -> Vec<BindingId> {
    let tree = site.tree();
    let idents = tree.subtree(node).filter(|&n| tree.kind(n) == Kind::Ident);
    idents.filter_map(|n| site.scopes().resolve(n)).collect()
}

/// Whether what the call saves has in it what a change under a context, further up in the function, has given.
fn saves_outcome(site: Site, root: &Root, save: NodeId) -> bool {
    let tree = site.tree();
    let saved = given_variables(site, save);
    let before = || tree.subtree(root.func()).filter(|&n| n < save);
    let mut parts = saved.clone();
    for stmt in before().filter(|&n| tree.kind(n) == Kind::Assign) {
        let targets = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        let is_part = |&t: &NodeId| {
            tree.kind(t) != Kind::Ident && root_variable(site, t).is_some_and(|v| saved.contains(&v))
        };
        if targets.iter().any(is_part) {
            parts.extend(tree.child(stmt, Field::Right).into_iter().flat_map(|r| variables_in(site, r)));
        }
    }
    for clause in before().filter(|&n| tree.kind(n) == Kind::RangeClause) {
        let of_part = tree.child(clause, Field::Right).and_then(|r| root_variable(site, r));
        if of_part.is_some_and(|v| parts.contains(&v)) {
            parts.extend(tree.child(clause, Field::Left).into_iter().flat_map(|l| variables_in(site, l)));
        }
    }
    let is_kept =
        |&t: &NodeId| root_variable(site, t).is_some_and(|v| parts.contains(&v) && !holds_error(site, v));
    before()
        .filter(|&c| tree.kind(c) == Kind::Call && changes(site, c))
        .any(|c| targets_of(site, c).iter().any(is_kept))
}

/// Whether a field keeps what the call has given whether or not that has failed, and the function saves something
/// behind: of what was cut off in the middle nobody knows what has become, and what it gives would say that nothing
/// has.
fn is_kept_all_the_same(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let targets = targets_of(site, call);
    let is_field = |t: &NodeId| tree.kind(*t) == Kind::Selector && root_variable(site, *t).is_some();
    let Some(error) =
        error_of(site, call).filter(|_| targets.len() > 1 && targets.first().is_some_and(is_field))
    else {
        return false;
    };
    let stmt = tree.stmt_of(call);
    let mut behind = std::iter::successors(stmt, |&s| tree.next_sibling(s));
    let failed = behind.find_map(|s| {
        let test = tree.child(s, Field::Condition).and_then(|c| nil_test(site, c));
        tree.child(s, Field::Consequence).filter(|_| test == Some((error, false)))
    });
    failed.is_some_and(|b| !tree.subtree(b).any(|n| tree.kind(n) == Kind::Return))
        && tree.calls(root.func()).any(|c| c > call && changes(site, c))
}
