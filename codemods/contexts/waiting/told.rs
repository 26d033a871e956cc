//! How a function tells of errors by other ways than what it returns.

use crate::contexts::calls::called_name;
use crate::contexts::harmless;
use crate::contexts::join::root_variable;
use crate::contexts::types::{declared_results, is_error, results};
use crate::golang::program::{Callee, Known, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Basic, Type};

/// The function's own variable for an error, which means the same at `place`, that a deferred literal reads: that hears
/// by it of what has failed.
pub(super) fn told_by_defer<'a>(site: Site<'a>, func: NodeId, place: NodeId) -> Option<&'a str> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let literals = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Defer && n < place);
    let mut read = literals.flat_map(|d| tree.subtree(d)).filter(|&n| tree.kind(n) == Kind::Ident);
    let is_told = |n: &NodeId| {
        let variable = scopes.resolve(*n).filter(|&v| scopes.binding(v).func == func);
        variable.is_some_and(|v| {
            is_error(&site.type_of(scopes.binding(v).ident))
                && scopes.lookup(tree.text(*n), tree.span(place).start as usize) == Some(v)
        })
    };
    read.find(is_told).map(|n| tree.text(n))
}

/// Where the literal `func`, which returns nothing, tells the function around it of an error: by a variable of that, or
/// by a call of one of its methods; or who ranges over it, by what it yields.
pub(super) fn tells_error_otherwise(site: Site, func: NodeId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    if tree.kind(func) != Kind::FuncLit || !declared_results(site, func).is_empty() {
        return None;
    }
    let is_theirs = |n: NodeId| {
        root_variable(site, n).map(|v| scopes.binding(v)).is_some_and(|b| {
            matches!(b.kind, BindingKind::Short | BindingKind::Var | BindingKind::Result)
                && !tree.contains(func, b.func)
        })
    };
    let has_error = |call: NodeId| tree.args(call).any(|a| is_error(&site.type_of(a)));
    let is_asked_on = |call: NodeId| {
        let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Ident);
        let variable = function.and_then(|f| scopes.resolve(f)).map(|v| scopes.binding(v));
        let gives = results(site, call);
        variable.is_some_and(|b| b.func == func && b.kind == BindingKind::Param)
            && matches!(&gives[..], [Type::Basic(Basic::Bool)])
    };
    let tells = |&n: &NodeId| match tree.kind(n) {
        // `yield(item, err)`
        Kind::Call if is_asked_on(n) => has_error(n),
        Kind::Assign => {
            let left = tree.child(n, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
            let of_errors = |t: &Type| match t {
                Type::Slice(one) => is_error(one),
                one => is_error(one),
            };
            left.into_iter().any(|t| is_theirs(t) && of_errors(&site.type_of(t)))
        }
        Kind::Call => {
            let receiver = tree.receiver(n);
            receiver.is_some_and(is_theirs)
                && has_error(n)
                && (!harmless::tells(site, n) || keeps_records(site, n))
        }
        _ => false,
    };
    tree.subtree(func).filter(|&n| tree.enclosing_func(n) == Some(func)).find(tells)
}

/// Whether the call is one of a method of the module that keeps errors, and does not only log or count them:
/// `errs.RecordError(err)`.
fn keeps_records(site: Site, call: NodeId) -> bool {
    let own = |package: &str| site.package.module.path.as_deref().is_some_and(|m| package.starts_with(m));
    let gives = |known: &Known| {
        known.receiver.as_deref().is_some_and(|r| r.ends_with("Recorder") || r.ends_with("Errors"))
    };
    called_name(site, call).is_some_and(|n| n.starts_with("Record"))
        && matches!(site.callee(call), Callee::Known(known) if own(&known.package) && gives(&known))
}
