//! Questions about types that the codemods of contexts ask.

use super::calls::passed_to;
use super::origins::targets_of;
use crate::facts::requests::{REQUESTS, RequestType, server_stream};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether `t` is `context.Context`; a defined type, a type parameter or another interface is not.
pub fn is_context(t: &Type) -> bool {
    named(t) == Some(("context", "Context"))
}

/// The kind of request that a parameter of type `t` is.
pub fn request_type(site: Site, t: &Type) -> Option<&'static RequestType> {
    let (path, name) = named(t.pointee())?;
    let mut known = REQUESTS.iter().chain(site.program.facts.sources.iter().copied());
    let known =
        known.find(|r| matches!(t, Type::Pointer(_)) == r.pointer && (r.package, r.name) == (path, name));
    known.or_else(|| embedded_stream(site, t, 0))
}

/// How deep embedded interfaces are looked into for a stream.
const MAX_EMBEDDED: usize = 5;

/// The gRPC server stream that the interface `t` embeds.
fn embedded_stream(site: Site, t: &Type, depth: usize) -> Option<&'static RequestType> {
    let (path, name) = named(t)?;
    if let Some(stream) = server_stream(path, name) {
        return Some(stream);
    }
    if !t.as_named()?.defs.iter().any(|d| may_embed(d.text())) {
        return None;
    }
    let Type::Interface(interface) = site.program.underlying(t) else { return None };
    let mut embedded = interface.embeds.iter().filter_map(|union| match &union[..] {
        [term] if depth < MAX_EMBEDDED => Some(&term.ty),
        _ => None,
    });
    embedded.find_map(|t| embedded_stream(site, t, depth + 1))
}

/// Whether a type of that text may be an interface that embeds another: one of its lines is no method. Interfaces of
/// clients are long, and most have methods only.
fn may_embed(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with("struct") {
        return false;
    }
    let Some(elements) = text.strip_prefix("interface").and_then(|t| t.trim_start().strip_prefix('{')) else {
        return true;
    };
    elements.lines().any(|line| {
        let line = line.split("//").next().unwrap_or_default().trim();
        let is_name = line.starts_with(|c: char| c.is_alphabetic() || c == '_') && !line.contains(' ');
        !line.contains('(') && (is_name || line.contains('['))
    }) || elements.lines().next().is_some_and(|first| !first.trim().is_empty())
}

/// Whether `t` is the predeclared `error`.
pub fn is_error(t: &Type) -> bool {
    t.as_named().is_some_and(|n| n.is_error())
}

/// Whether the variable holds an error, by its type or, where that is not on disk, by its name.
pub fn holds_error(site: Site, variable: BindingId) -> bool {
    let ident = site.scopes().binding(variable).ident;
    let ty = site.type_of(ident);
    let name = site.tree().text(ident);
    is_error(&ty) || ty.is_unknown() && (name == "err" || name.ends_with("Err"))
}

/// The number of the result of the call that is a context: by its type; of several whose types are not on disk, by the
/// variable that it is put into, which is named as a context or given where one is expected.
pub fn context_result(site: Site, call: NodeId) -> Option<usize> {
    let types = results(site, call);
    if types.len() > 1 || types != [Type::Unknown] {
        return types.iter().position(is_context);
    }
    let left = targets_of(site, call);
    if left.len() < 2 {
        return None;
    }
    let named = left.iter().position(|&t| words::is_named_as_context(site.tree().text(t)));
    named.or_else(|| left.iter().position(|&t| is_given_as_context(site, t)))
}

/// Whether the variable that `target` names is given to a function which expects a context there, as its type says.
fn is_given_as_context(site: Site, target: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let expects_context = |&u: &NodeId| {
        let Some(call) = passed_to(site, u) else { return false };
        let index = tree.args(call).position(|c| c == u);
        let Callee::Known(known) = site.callee(call) else { return false };
        let expected = index.zip(known.sig.as_ref()).and_then(|(i, sig)| sig.params.get(i));
        expected.is_some_and(is_context)
    };
    scopes.resolve(target).is_some_and(|v| scopes.uses(v).iter().any(expects_context))
}

/// Import path and name of a defined type.
pub fn named(t: &Type) -> Option<(&str, &str)> {
    t.as_named().map(|n| (&*n.path, &*n.name))
}

/// The type that the method at `site` belongs to, without pointer and type arguments.
pub fn receiver_type(site: Site) -> Type {
    let tree = site.tree();
    let param = tree.child(tree.root(), Field::Receiver).and_then(|r| tree.only_child(r));
    let ty = param.and_then(|p| tree.child(p, Field::Type));
    ty.map_or(Type::Unknown, |t| site.type_expr(t).pointee().clone())
}

/// Whether `t` is a struct that is copied when it is passed: no pointer, map or slice of its owner's.
pub fn is_struct_value(site: Site, t: &Type) -> bool {
    !matches!(t, Type::Pointer(_)) && matches!(site.program.underlying(t), Type::Struct(_))
}

/// The types of a call's results, one by one; empty where it gives none.
pub fn results(site: Site, call: NodeId) -> Vec<Type> {
    match site.type_of(call) {
        Type::Tuple(all) => all.to_vec(),
        one => vec![one],
    }
}

/// The types of the results that a function, method or literal declares, one by one.
pub fn declared_results(site: Site, func: NodeId) -> Vec<Type> {
    let tree = site.tree();
    let Some(list) = tree.child(func, Field::Result) else { return Vec::new() };
    if tree.kind(list) != Kind::Params {
        return vec![site.type_expr(list)];
    }
    tree.children(list)
        .flat_map(|p| {
            let ty = tree.child(p, Field::Type).map_or(Type::Unknown, |t| site.type_expr(t));
            let names = tree.children_in(p, Field::Name).count();
            std::iter::repeat_n(ty, names.max(1))
        })
        .collect()
}

/// Whether the expression is of type `context.Context`.
pub fn is_context_expr(site: Site, expr: NodeId) -> bool {
    is_context(&site.type_of(expr))
}

/// Whether the call is given a context among its arguments.
pub fn takes_context(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    tree.args(call).any(|a| is_context(&site.type_of(a)))
}
