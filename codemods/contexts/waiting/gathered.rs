//! Errors that a loop gathers, and that the function gives back as one: what has failed so far is told of beside the
//! end of the context.

use super::around;
use super::values::returned;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::is_error;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Functions that give one error for those that they are given: package, name.
const JOINING: &[(&str, &str)] = &[
    ("errors", "Join"),
    ("github.com/hashicorp/go-multierror", "Append"),
    ("go.uber.org/multierr", "Append"),
    ("go.uber.org/multierr", "Combine"),
];

/// What `func` returns at `place` for `error`: where the loop around adds each failure to a variable, and the function
/// fails with nothing else from there on, `error` is added to that too: `errors.Join(failures, ctx.Err())`.
pub(super) fn with_gathered(site: Site, func: NodeId, place: NodeId, error: String) -> String {
    match around(site, place).and_then(|l| joined(site, func, l, place)) {
        Some((function, name)) => format!("{function}({name}, {error})"),
        None => error,
    }
}

/// The function that the loop `l` adds errors with to a variable, and the name of that.
fn joined<'a>(site: Site<'a>, func: NodeId, l: NodeId, place: NodeId) -> Option<(&'a str, &'a str)> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let at = tree.span(place).start as usize;
    let body = tree.child(l, Field::Body)?;
    let targets = tree.subtree(body).filter(|&n| tree.kind(n) == Kind::Ident && is_write(tree, n));
    targets.into_iter().find_map(|target| {
        let variable = scopes.resolve(target).filter(|&v| scopes.binding(v).func == func)?;
        let name = tree.text(target);
        let (Given::Value(call), _) = given(site, target)? else { return None };
        let function = joins_to(site, call, variable)?;
        let is_seen = |n: &str| scopes.lookup(n, at);
        let means_package = is_seen(function.split('.').next()?).is_none();
        let own = means_package && is_seen(name) == Some(variable) && is_error(&site.type_of(target));
        (own && is_all_that_fails(site, func, variable)).then_some((function, name))
    })
}

/// What is called, if the call gives the variable's error and another as one.
fn joins_to<'a>(site: Site<'a>, call: NodeId, variable: BindingId) -> Option<&'a str> {
    let tree = site.tree();
    let call = tree.unparen(call);
    let (function, first) = (tree.child(call, Field::Function)?, tree.arg(call, 0)?);
    let is_variable = tree.kind(first) == Kind::Ident && site.scopes().resolve(first) == Some(variable);
    let Callee::Known(known) = site.callee(call) else { return None };
    let joins = JOINING.iter().any(|&(package, name)| known.is_func(package, name));
    (is_variable && joins && tree.kind(function) == Kind::Selector).then(|| tree.text(function))
}

/// Whether every return of the function below the declaration of the variable gives that for its error, or nil.
fn is_all_that_fails(site: Site, func: NodeId, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let declared = scopes.binding(variable).ident;
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(variable);
    let last: Vec<NodeId> =
        returned(site, func).filter_map(|list| list.last().copied()).filter(|&v| v > declared).collect();
    last.iter().any(|&v| is_it(v)) && last.iter().all(|&v| is_it(v) || tree.kind(v) == Kind::Nil)
}
