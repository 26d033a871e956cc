//! Methods that are called by their name, of which the code that calls them shows nothing: templates, package net/rpc
//! and reflection ask the values that they are given for them.

use super::scan::{Obstacle, Scan, place};
use crate::contexts::calls::{called_name, declared_name};
use crate::contexts::origins::only_value;
use crate::contexts::parameters::parameters;
use crate::golang::program::Site;
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::path::Path;

/// Packages with functions and methods that ask for methods by name, as their paths begin, and those.
const PACKAGES: &[(&str, &[&str])] = &[
    ("text/template", &["Execute", "ExecuteTemplate"]),
    ("html/template", &["Execute", "ExecuteTemplate"]),
    ("net/rpc", &["Register", "RegisterName"]),
    ("reflect", &["ValueOf", "TypeOf"]),
    ("github.com/gin-gonic/gin", &["HTML"]),
    ("github.com/labstack/echo", &["Render"]),
    ("github.com/gofiber/fiber", &["Render"]),
];

/// How many functions up it is looked for who gives a value of type `any` that a function hands on.
const MAX_CALLERS: usize = 3;

/// How deep in what they are given templates are looked for a value.
const MAX_DEPTH: usize = 4;

/// That no value of the type `receiver` is given to what may look up its method `name`.
pub(super) fn not_called_by_name(
    scan: Scan,
    receiver: &Type,
    name: &str,
    home: &Path,
) -> Result<(), Obstacle> {
    let found = asked(scan).find(|&(site, value)| is_given(scan, site, value, receiver, 0));
    match found {
        Some((site, value)) => {
            let at = place(home, site, value);
            Err(format!("{name} may be looked up by name by what is given it on {at}"))
        }
        None => Ok(()),
    }
}

/// The values that may be asked for their methods.
fn asked(scan: Scan<'_>) -> impl Iterator<Item = (Site<'_>, NodeId)> {
    let names: Vec<&str> = PACKAGES.iter().flat_map(|(_, names)| *names).copied().collect();
    let imports = |site: &Site| {
        let mut paths = site.file.skim.imports.iter().map(|i| i.path.as_str());
        paths.any(|path| PACKAGES.iter().any(|(package, _)| path.starts_with(package)))
    };
    scan.readable(&names).filter(imports).flat_map(|site| {
        let tree = site.tree();
        let calls = tree.calls(tree.root());
        calls.filter_map(|call| asked_by(site, call)).map(|value| (site, value)).collect::<Vec<_>>()
    })
}

/// The argument of the call that it may ask for its methods.
fn asked_by(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    // The name first: who is called may take a whole package to find out.
    let name = called_name(site, call).filter(|n| PACKAGES.iter().any(|(_, names)| names.contains(n)))?;
    let operand = tree.receiver(call);
    let path = match site.callee(call).known() {
        Some(known) => known.package.clone(),
        // Of a type that is known by name only.
        None => site.type_of(operand?).pointee().as_named()?.path.clone(),
    };
    let is_it = |(package, names): &&(&str, &[&str])| path.starts_with(package) && names.contains(&name);
    let (package, _) = PACKAGES.iter().find(is_it)?;
    if *package == "reflect" && !looks_up(site) {
        return None;
    }
    // Of Fiber's, what comes behind names the layout.
    let value = tree.arg(call, 1).filter(|_| package.ends_with("fiber"));
    value.or_else(|| tree.args(call).last())
}

/// Whether the declaration looks up methods whose names it does not tell: `v.MethodByName(name)`, `v.Method(i)`.
fn looks_up(site: Site) -> bool {
    let tree = site.tree();
    tree.calls(tree.root()).any(|call| {
        let argument = tree.only_arg(call);
        match called_name(site, call) {
            Some("MethodByName") => {
                argument.is_some_and(|a| !matches!(tree.kind(a), Kind::String | Kind::RawString))
            }
            Some("Method") => argument.is_some(),
            _ => false,
        }
    })
}

/// Whether the value is one of the type, or has one in it, or may: those who call the function around give it such a
/// one.
fn is_given(scan: Scan, site: Site, value: NodeId, receiver: &Type, depth: usize) -> bool {
    if carries(site, value, receiver, 0) {
        return true;
    }
    let (tree, scopes) = (site.tree(), site.scopes());
    let own = parameters(site, tree.root());
    let variable = scopes.resolve(value).filter(|&v| scopes.binding(v).kind == BindingKind::Param);
    let index = variable.and_then(|v| own.iter().position(|p| p.variable == Some(v)));
    let is_any = || matches!(site.program.underlying(&site.type_of(value)), Type::Interface(_));
    let (Some(index), Some(ident)) = (index.filter(|_| depth < MAX_CALLERS && is_any()), declared_name(site))
    else {
        return false;
    };
    let is_it = |s: Site, call: NodeId| {
        let callee = s.callee(call);
        callee
            .known()
            .is_some_and(|k| k.decls.iter().any(|d| d.file.path == site.file.path && d.decl == site.decl))
    };
    scan.readable(&[ident]).any(|s| {
        let tree = s.tree();
        let calls = tree.calls(tree.root());
        let calls = calls.filter(|&c| called_name(s, c) == Some(ident) && is_it(s, c));
        calls.filter_map(|c| tree.arg(c, index)).any(|a| is_given(scan, s, a, receiver, depth + 1))
    })
}

/// Whether the expression gives a value of the type, or one that holds such values.
fn carries(site: Site, value: NodeId, receiver: &Type, depth: usize) -> bool {
    let tree = site.tree();
    let value = tree.unparen(value);
    if depth > MAX_DEPTH {
        return false;
    }
    if holds(site, &site.type_of(value), receiver, 0) {
        return true;
    }
    let inner = |v: NodeId| carries(site, v, receiver, depth + 1);
    match tree.kind(value) {
        Kind::Unary => tree.child(value, Field::Operand).is_some_and(inner),
        Kind::CompositeLit => tree
            .child(value, Field::Body)
            .is_some_and(|body| tree.children(body).any(|e| inner(tree.child(e, Field::Value).unwrap_or(e)))),
        Kind::Ident => only_value(site, value).is_some_and(inner),
        _ => false,
    }
}

/// Whether a value of type `ty` may hold one of the type `receiver`, where others find it.
fn holds(site: Site, ty: &Type, receiver: &Type, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    let inner = |t: &Type| holds(site, t, receiver, depth + 1);
    let named = |t: &Type| t.as_named().map(|n| (n.path.clone(), n.name.clone()));
    if named(ty).is_some_and(|n| named(receiver) == Some(n)) {
        return true;
    }
    match site.program.underlying(ty) {
        Type::Pointer(to) => inner(&to),
        Type::Slice(element) => inner(&element),
        Type::Array(array) => inner(&array.elem),
        Type::Map(entry) => inner(&entry.1),
        Type::Struct(fields) => {
            let seen = |name: &str| name.starts_with(char::is_uppercase);
            fields.fields.iter().any(|f| (f.embedded || seen(&f.name)) && inner(&f.ty))
        }
        _ => false,
    }
}
