//! Contexts that a function has asked a parameter for, of which nothing else is known: `ctx := event.Context()`. Who
//! does that, and works under it, has one at hand for what comes then.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::{Parameter, parameters};
use crate::contexts::sources::{Carrier, Root, is_test};
use crate::contexts::types::{is_context, is_context_expr, request_type};
use crate::golang::program::{Known, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many contexts may be made one from the other.
const MAX_DEPTH: usize = 5;

/// The only variable at `place` that holds such a context, if the function has passed that to something before, and no
/// parameter brings another.
pub(super) fn root(site: Site, place: NodeId) -> Option<Root> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let brings = |p: &Parameter| {
        let ty = p.type_in(site);
        is_context(&ty) || request_type(site, &ty).is_some()
    };
    let funcs = || tree.ancestors(place).filter(|&a| tree.kind(a).is_func());
    if !tree.text(tree.root()).contains(".Context()")
        || funcs().any(|f| parameters(site, f).iter().any(brings))
    {
        return None;
    }
    let at = tree.span(place).start as usize;
    let is_used = |v: BindingId| {
        let mut given = scopes.uses(v).iter().filter(|&&u| u < place && !is_write(tree, u));
        given.any(|&u| passed_to(site, u).is_some())
    };
    let is_one = |v: &BindingId| {
        let binding = scopes.binding(*v);
        matches!(binding.kind, BindingKind::Short | BindingKind::Var)
            && scopes.lookup(tree.text(binding.ident), at) == Some(*v)
            && is_context_expr(site, binding.ident)
            && !scopes.uses(*v).iter().any(|&u| is_write(tree, u))
            && is_asked(site, binding.ident)
    };
    let mut all = scopes.bindings().filter(is_one);
    let variable = all.next().filter(|&v| is_used(v))?;
    if all.next().is_some() {
        return None;
    }
    let binding = scopes.binding(variable);
    let (func, decl) = (binding.func, binding.decl);
    let parameter = Parameter { func, decl, ident: Some(binding.ident), variable: Some(variable) };
    Some(Root { parameter, carrier: Carrier::Context })
}

/// Whether the variable that `ident` defines gets what a parameter was asked for, or a context made from that.
fn is_asked(site: Site, ident: NodeId) -> bool {
    match given(site, ident) {
        Some((Given::Value(value) | Given::Result(value, 0), _)) => gives_asked(site, value, 0),
        _ => false,
    }
}

/// `event.Context()`, `context.WithTimeout(event.Context(), d)`
fn gives_asked(site: Site, value: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let value = tree.unparen(value);
    let args =
        tree.child(value, Field::Arguments).filter(|_| tree.kind(value) == Kind::Call && depth < MAX_DEPTH);
    match args.map(|a| tree.children(a).next()) {
        Some(None) if called_name(site, value) == Some("Context") => {
            let operand = tree.receiver(value);
            let variable = operand.and_then(|o| site.scopes().resolve(o));
            variable.is_some_and(|v| site.scopes().binding(v).kind == BindingKind::Param)
                && !operand.is_some_and(|o| is_test(&site.type_of(o)))
                && is_context_expr(site, value)
        }
        Some(Some(parent)) => {
            let makes = |k: &Known| {
                let of_context = k.receiver.is_none() && &*k.package == "context";
                of_context && k.name.starts_with("With") && &*k.name != "WithoutCancel"
            };
            site.callee(value).known().is_some_and(makes) && gives_asked(site, parent, depth + 1)
        }
        _ => false,
    }
}
