//! Where a context can be had at a place in a handler: the request, and the variables that hold its context or one
//! derived from it.
//!
//! Of several the nearest counts. A context of another origin (a parameter, a field, a function that knows nothing
//! of the request) is nearer than the request itself, and no business of the codemods that ask here.

use super::origins::{Given, Origin, Origins, given};
use super::parameters::{Parameter, named, parameters};
use super::types::{is_context, request_type};
use crate::edits::Edit;
use crate::facts::requests::RequestType;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// A parameter that carries the context of a request.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    pub parameter: Parameter,
    pub kind: &'static RequestType,
}

/// An expression for the context, and what makes it mean that.
#[derive(Clone, Debug)]
pub struct Source {
    pub text: String,
    /// Edits that give the parameter a name.
    pub naming: Vec<Edit>,
}

/// The request of the nearest function around `place` that has one; `None` if a function in between, or that one,
/// has a context of its own, or more than one request.
pub fn request(site: Site, place: NodeId) -> Option<Request> {
    let tree = site.tree();
    for func in tree.ancestors(place).filter(|&a| tree.kind(a).is_func()) {
        let all: Vec<(Parameter, Type)> =
            parameters(site, func).into_iter().map(|p| (p, p.type_in(site))).collect();
        if all.iter().any(|(_, t)| is_context(t)) {
            return None;
        }
        let mut requests = all
            .iter()
            .filter(|(p, _)| tree.kind(p.decl) == Kind::Param)
            .filter_map(|(p, t)| Some(Request { parameter: *p, kind: request_type(t)? }));
        if let Some(first) = requests.next() {
            return requests.next().is_none().then_some(first);
        }
    }
    None
}

/// The source at `place`: the most derived variable that holds the request's context there, else the request
/// itself. `target` is the variable that is about to be given the context. `None` if another context is nearer, or
/// the request cannot be reached there.
pub fn source(site: Site, request: &Request, place: NodeId, target: Option<BindingId>) -> Option<Source> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let at = tree.span(place).start as usize;
    let mut origins = Origins::new(site, request);
    let mut best: Option<(usize, u32, BindingId)> = None;
    for variable in visible(site, request.parameter.func, at).filter(|&v| Some(v) != target) {
        let binding = scopes.binding(variable);
        let ty = site.type_of(binding.ident);
        if !is_context(&ty) && !ty.is_unknown() {
            continue;
        }
        match origins.variable(variable) {
            Origin::Request => {
                let hidden =
                    target.is_some_and(|t| tree.text(scopes.binding(t).ident) == tree.text(binding.ident));
                if !hidden && origins.holds(variable, place) && !origins.ended(variable, place) {
                    let rank = (origins.depth(variable), binding.visible_from, variable);
                    best = best.max(Some(rank));
                }
            }
            Origin::Other if is_context(&ty) => return None,
            _ => {}
        }
    }
    if let Some((.., variable)) = best {
        let text = tree.text(scopes.binding(variable).ident).to_owned();
        return Some(Source { text, naming: Vec::new() });
    }
    asked(site, request, place)
}

/// The variables of `func` and of the literals in it whose name means them at byte `at`.
fn visible(site: Site<'_>, func: NodeId, at: usize) -> impl Iterator<Item = BindingId> + '_ {
    let (tree, scopes) = (site.tree(), site.scopes());
    scopes.bindings().filter(move |&b| {
        let binding = scopes.binding(b);
        !matches!(
            binding.kind,
            BindingKind::Const | BindingKind::Type | BindingKind::TypeParam | BindingKind::Label
        ) && tree.contains(func, binding.func)
            && scopes.lookup(tree.text(binding.ident), at) == Some(b)
    })
}

/// `r.Context()`, where `r` means the parameter and is still that request.
fn asked(site: Site, request: &Request, place: NodeId) -> Option<Source> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let at = tree.span(place).start as usize;
    let call = |name: &str| format!("{name}.{}()", request.kind.method);
    let Some(variable) = request.parameter.variable else {
        let (name, naming) = named(site, &request.parameter, request.kind.parameter_names)?;
        return Some(Source { text: call(&name), naming });
    };
    let name = tree.text(scopes.binding(variable).ident);
    let same = scopes
        .uses(variable)
        .iter()
        .all(|&u| !is_write(tree, u) || stays(site, request, variable, u) || !comes_before(site, u, place));
    (same && scopes.lookup(name, at) == Some(variable))
        .then(|| Source { text: call(name), naming: Vec::new() })
}

/// Whether the assignment to `target` may be made before `place` is evaluated; in literals that run at another time
/// it may.
fn comes_before(site: Site, target: NodeId, place: NodeId) -> bool {
    let func = site.tree().enclosing_func(target);
    let flow = func.filter(|&f| site.tree().contains(f, place)).map(|f| site.flow(f));
    flow.is_none_or(|flow| match (flow.point_of(target), flow.point_of(place)) {
        (Some(write), Some(here)) => flow.reaches(write, here, |_| false),
        _ => true,
    })
}

/// Whether the assignment to the request at `target` gives it a request that continues it: made from it by one of
/// its methods, or by a function that is given it.
fn stays(site: Site, request: &Request, variable: BindingId, target: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some((Given::Value(value) | Given::Result(value, 0), _)) = given(site, target) else { return false };
    let value = tree.unparen(value);
    if tree.kind(value) != Kind::Call {
        return false;
    }
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(variable);
    let receiver = tree.child(value, Field::Function).and_then(|f| {
        let method = tree.child(f, Field::FieldName)?;
        request.kind.replaced_by.contains(&tree.text(method)).then_some(())?;
        tree.child(f, Field::Operand)
    });
    let args = tree.child(value, Field::Arguments);
    receiver.is_some_and(is_it) || args.is_some_and(|a| tree.subtree(a).any(is_it))
}
