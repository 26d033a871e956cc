//! Clean-up: functions that are there for it, by name or type, and calls that do it. It must be done when the context of
//! the work has ended, and keeps one of its own.

use super::harmless::passed_to;
use super::never::{assigned_name, called_name};
use super::operations::{hands_on, is_operation};
use super::types::{is_error, results};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Inside a function that is named as clean-up, a method of a type that is, or a literal kept in a variable that is; not in
/// one that is asked for what it does by somebody who waits for it.
pub fn in_clean_up_function(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).filter(|&a| tree.kind(a).is_func()).any(|f| {
        let name = match tree.kind(f) {
            Kind::FuncLit => assigned_name(site, f),
            _ => tree.child(f, Field::Name),
        };
        let receiver = (tree.kind(f) == Kind::MethodDecl).then(|| receiver_name(site)).flatten();
        name.map(|n| tree.text(n)).is_some_and(|n| {
            words::is_clean_up_function(n) && !is_operation(site, f) && !hands_on(site, node)
                || is_named_by_users(site, n)
        }) || receiver.is_some_and(words::is_clean_up_type)
    })
}

/// The name of the type whose method the declaration is.
fn receiver_name<'a>(site: Site<'a>) -> Option<&'a str> {
    let receiver = site.file.skim.decls.get(site.decl)?.receiver?;
    site.file.text.get(receiver.range())
}

/// Whether a function of this name cleans up, by the words that are known and those that users add.
pub fn is_clean_up(site: Site, name: &str) -> bool {
    words::is_clean_up(name) || is_named_by_users(site, name)
}

fn is_named_by_users(site: Site, name: &str) -> bool {
    site.program.facts.clean_up.iter().any(|word| words::begins_with(name, word))
}

/// An argument of a call that cleans up, at any depth: `srv.Shutdown(ctx)`, `tx.Rollback(ctx)`.
pub fn in_clean_up_call(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node)
        .take_while(|&a| tree.field(a) != Field::Stmt)
        .filter(|&a| {
            tree.kind(a) == Kind::Call
                && !tree.child(a, Field::Function).is_some_and(|f| tree.contains(f, node))
        })
        .any(|call| {
            cleans_up(site, call) && !(passed_to(site, node) == Some(call) && hands_on_clean_up(site, node))
        })
}

/// Whether the clean-up that is given the context at `node` is what the function itself is called for.
fn hands_on_clean_up(site: Site, node: NodeId) -> bool {
    let call = passed_to(site, node);
    let users = call.and_then(|c| called_name(site, c)).is_some_and(|n| is_named_by_users(site, n));
    hands_on(site, node) && !users
}

/// Whether the call cleans up, records what has happened, or takes back what failed, by its name or that of the type
/// whose method it is.
pub fn cleans_up(site: Site, call: NodeId) -> bool {
    let of_type = || match site.callee(call) {
        Callee::Known(known) => known.receiver.as_deref().is_some_and(words::is_clean_up_type),
        _ => false,
    };
    called_name(site, call).is_some_and(|name| {
        is_clean_up(site, name)
            || words::is_record(name) && !is_question(site, call)
            || words::is_undo(name) && where_failed(site, call)
    }) || of_type()
}

/// Under a condition that says something has failed: `if err != nil`.
pub fn where_failed(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).filter(|&a| tree.kind(a) == Kind::If).any(|i| {
        let inside = tree.child(i, Field::Consequence).is_some_and(|c| tree.contains(c, node));
        let test = tree.child(i, Field::Condition).and_then(|c| super::uses::nil_test(site, c));
        inside
            && test
                .is_some_and(|(v, is_nil)| !is_nil && is_error(&site.type_of(site.scopes().binding(v).ident)))
    })
}

/// Whether the call gives a plain value: it asks something, `auditEnabled(ctx)`, and puts nothing on record.
fn is_question(site: Site, call: NodeId) -> bool {
    results(site, call).first().is_some_and(|t| matches!(site.program.underlying(t), Type::Basic(_)))
}
