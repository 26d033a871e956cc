//! Errors that a loop gathers, and that the function gives back as one: what has failed so far is told of beside the
//! end of the context.

use super::around;
use super::values::returned;
use crate::contexts::calls::passed_to;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::is_error;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Functions that give one error for those that they are given: package, name.
const JOINING: &[(&str, &str)] = &[
    ("errors", "Join"),
    ("github.com/hashicorp/go-multierror", "Append"),
    ("go.uber.org/multierr", "Append"),
    ("go.uber.org/multierr", "Combine"),
];

/// Functions that add an error to what the address of a variable is given for: package, name, and which of the same
/// package gives both as one.
const INTO: &[(&str, &str, &str)] = &[("go.uber.org/multierr", "AppendInto", "Append")];

/// What `func` returns at `place` for `error`: where the loop around adds each failure to a variable, and the function
/// fails with nothing else from there on, `error` is added to that too: `errors.Join(failures, ctx.Err())`.
pub(super) fn with_gathered(site: Site, func: NodeId, place: NodeId, error: String) -> String {
    match around(site, place).and_then(|l| joined(site, func, l, place)) {
        Some((function, name)) => format!("{function}({name}, {error})"),
        None => error,
    }
}

/// The function that the loop `l` adds errors with to a variable, and the name of that.
fn joined<'a>(site: Site<'a>, func: NodeId, l: NodeId, place: NodeId) -> Option<(String, &'a str)> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let at = tree.span(place).start as usize;
    let body = tree.child(l, Field::Body)?;
    let gathers =
        |&n: &NodeId| tree.kind(n) == Kind::Ident && (is_write(tree, n) || is_address_taken(tree, n));
    tree.subtree(body).filter(gathers).find_map(|target| {
        let variable = scopes.resolve(target).filter(|&v| scopes.binding(v).func == func)?;
        let name = tree.text(target);
        let function = match is_write(tree, target) {
            true => joins_to(site, target, variable)?.to_owned(),
            false => adds_into(site, target)?,
        };
        let is_seen = |n: &str| scopes.lookup(n, at);
        let means_package = is_seen(function.split('.').next()?).is_none();
        let own = means_package && is_seen(name) == Some(variable) && is_error(&site.type_of(target));
        (own && is_all_that_fails(site, func, variable)).then_some((function, name))
    })
}

/// What is called, if the assignment to `target` gives it the variable's error and another as one.
fn joins_to<'a>(site: Site<'a>, target: NodeId, variable: BindingId) -> Option<&'a str> {
    let tree = site.tree();
    let (Given::Value(call), _) = given(site, target)? else { return None };
    let call = tree.unparen(call);
    let (function, first) = (tree.child(call, Field::Function)?, tree.arg(call, 0)?);
    let is_variable = tree.kind(first) == Kind::Ident && site.scopes().resolve(first) == Some(variable);
    let Callee::Known(known) = site.callee(call) else { return None };
    let joins = JOINING.iter().any(|&(package, name)| known.is_func(package, name));
    (is_variable && joins && tree.kind(function) == Kind::Selector).then(|| tree.text(function))
}

/// What would give both as one, if the call that is given the address of `target` adds an error to that:
/// `multierr.Append` for `multierr.AppendInto(&failures, err)`.
fn adds_into(site: Site, target: NodeId) -> Option<String> {
    let tree = site.tree();
    let call = passed_to(site, tree.parent(tree.outside_parens(target))?)?;
    let Callee::Known(known) = site.callee(call) else { return None };
    let joins = INTO.iter().find(|&&(package, name, _)| known.is_func(package, name))?.2;
    let package = tree.receiver(call).filter(|&p| tree.kind(p) == Kind::Ident)?;
    Some(format!("{}.{joins}", tree.text(package)))
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
