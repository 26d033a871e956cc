//! Functions that are named for clean-up and are none: a client asks for what they do by a message, or waits for their
//! answer (a remote call named `StopJob`); functions that only hand on what they were called for, to another of the
//! same name; and calls whose outcome the function answers for.

use super::parameters::parameters;
use super::types::{declared_results, holds_error, is_context, is_error, named, request_type};
use crate::contexts::calls::{called_name, passed_to};
use crate::facts::structs;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether `func` is asked for what it does, under a context that comes with it: by a message, or for an answer that is
/// more than an error. A clean-up has nobody to answer.
pub fn is_operation(site: Site, func: NodeId) -> bool {
    let types: Vec<Type> = parameters(site, func).iter().map(|p| p.type_in(site)).collect();
    let is_message = |t: &Type| {
        named(t.pointee()).is_some_and(|(_, name)| structs::is_request_message(name))
            && request_type(site, t).is_none()
    };
    types.iter().any(is_context)
        && (types.iter().any(is_message) || answers(site, &declared_results(site, func)))
}

/// Whether the first of the results is an answer: a value of a type of its own.
fn answers(site: Site, results: &[Type]) -> bool {
    let first = results.first().filter(|t| !is_error(t) && !is_context(t) && named(t.pointee()).is_some());
    first.is_some_and(|t| {
        !matches!(site.program.underlying(t), Type::Func(_) | Type::Chan(..) | Type::Basic(_) | Type::Unknown)
    })
}

/// Whether the context at `node` goes from one function to another of its name, that of another type or package, or one
/// that differs by the case of letters: `func (p *proxy) Stop(ctx …) error { return p.inner.Stop(ctx, …) }`.
pub fn hands_on(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let root = tree.root();
    let is_declared = matches!(tree.kind(root), Kind::FuncDecl | Kind::MethodDecl);
    let own = tree.child(root, Field::Name).map(|n| tree.text(n));
    is_declared
        && tree.enclosing_func(node) == Some(root)
        && parameters(site, root).iter().any(|p| is_context(&p.type_in(site)))
        && passed_to(site, node)
            .and_then(|call| called_name(site, call))
            .zip(own)
            .is_some_and(|(called, own)| called.eq_ignore_ascii_case(own))
}

/// Whether the function gives back what the statement around the call comes to, or, if the result is kept in a
/// variable, those that use that: then it is its work, and not done by the way.
pub fn is_answered_for(site: Site, call: NodeId, kept: Option<BindingId>) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Some(stmt), Some(func)) = (tree.stmt_of(call), tree.enclosing_func(call)) else { return true };
    let uses = kept.into_iter().flat_map(|v| scopes.uses(v)).filter_map(|&u| tree.stmt_of(u));
    let errors = std::iter::once(stmt)
        .chain(uses)
        .flat_map(|s| tree.subtree(s))
        .filter_map(|n| scopes.resolve(n))
        .filter(|&v| holds_error(site, v));
    let variables: Vec<BindingId> = kept.into_iter().chain(errors).collect();
    tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Return).any(|r| {
        tree.contains(r, call)
            || tree.subtree(r).any(|n| scopes.resolve(n).is_some_and(|v| variables.contains(&v)))
    })
}
