//! Code that is not on disk, and is given values of a type: it may ask for their methods as they are.

use super::scan::{Obstacle, Scan, place};
use crate::contexts::types::{declared_results, results};
use crate::edits::imports::is_std;
use crate::golang::program::{Callee, Entity, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::path::Path;

/// That code of which nothing can be read does not ask for the methods of the type `receiver`: it is not given such a
/// value, has no type as which one is returned or assigned, and is not embedded by it.
pub(super) fn not_given_away(scan: Scan, receiver: &Type, home: &Path) -> Result<(), Obstacle> {
    if let Some(name) = embeds_unread(scan, receiver) {
        return Err(format!("it may replace a method of {name}, which is not on disk"));
    }
    let found = sites_with_unread(scan).find_map(|site| {
        given_away(site, receiver).or_else(|| made_for_others(site, receiver)).map(|n| (site, n))
    });
    match found {
        Some((site, value)) => {
            let at = place(home, site, value);
            Err(format!("what takes it on {at} is not on disk, and may ask for its methods"))
        }
        None => Ok(()),
    }
}

/// Whether the type `receiver` is there to be what a package that cannot be read asks for: it embeds something of one,
/// or is returned or assigned as something of one.
pub(crate) fn is_of_others(scan: Scan, receiver: &Type) -> bool {
    embeds_unread(scan, receiver).is_some()
        || sites_with_unread(scan).any(|site| made_for_others(site, receiver).is_some())
}

/// The declarations of files that import a package which cannot be read.
fn sites_with_unread(scan: Scan<'_>) -> impl Iterator<Item = Site<'_>> {
    scan.packages.iter().flat_map(move |package| {
        let unread = move |path: &str| is_elsewhere(path) && scan.program.import(package, path).is_none();
        let files = package.files.iter().filter(move |f| f.skim.imports.iter().any(|i| unread(&i.path)));
        files.flat_map(move |file| {
            (0..file.skim.decls.len()).filter_map(move |d| Site::new(scan.program, package, file, d))
        })
    })
}

/// The name of what the struct embeds and whose methods are not known.
fn embeds_unread(scan: Scan, receiver: &Type) -> Option<String> {
    let Type::Struct(fields) = scan.program.underlying(receiver) else { return None };
    let unread = |t: &Type| scan.program.underlying(t.pointee()).is_unknown();
    fields.fields.iter().find(|f| f.embedded && unread(&f.ty)).map(|f| f.name.to_string())
}

/// Whether the import path is none of the standard library, whose interfaces are known without their source.
fn is_elsewhere(path: &str) -> bool {
    !is_std(path)
}

/// Whether `ty` is the type `receiver`, or a pointer to it.
fn is_receiver(ty: &Type, receiver: &Type) -> bool {
    let (ty, receiver) = (ty.pointee().as_named(), receiver.as_named());
    ty.zip(receiver).is_some_and(|(a, b)| a.path == b.path && a.name == b.name)
}

/// The first value of the type in the declaration that is given to what cannot be read.
fn given_away(site: Site, receiver: &Type) -> Option<NodeId> {
    let tree = site.tree();
    let is_it = |&n: &NodeId| is_receiver(&site.type_of(n), receiver);
    let given = |n: NodeId| match tree.kind(n) {
        Kind::Call if is_unread_call(site, n) => tree.args(n).find(is_it),
        Kind::LitValue if is_unread_literal(site, n) => {
            tree.children(n).map(|e| tree.child(e, Field::Value).unwrap_or(e)).find(is_it)
        }
        _ => None,
    };
    tree.subtree(tree.root()).find_map(given)
}

/// The first value of the type in the declaration that is returned, or put into a field, as a type that cannot be read.
fn made_for_others(site: Site, receiver: &Type) -> Option<NodeId> {
    let tree = site.tree();
    let unread = |t: &Type| site.program.underlying(t).is_unknown();
    let side = |n: NodeId, field| tree.child(n, field).map(|l| tree.list(l)).unwrap_or_default();
    let made = |n: NodeId| {
        let (types, values): (Vec<Type>, Vec<NodeId>) = match tree.kind(n) {
            Kind::Return => {
                let types = tree.enclosing_func(n).map(|f| declared_results(site, f)).unwrap_or_default();
                (types, tree.children(n).next().map(|list| tree.list(list)).unwrap_or_default())
            }
            Kind::Assign => {
                // A variable may have its type from a value that cannot be read.
                let ty = |&t: &NodeId| match tree.kind(t) {
                    Kind::Selector => site.type_of(t),
                    _ => Type::Nil,
                };
                (side(n, Field::Left).iter().map(ty).collect(), side(n, Field::Right))
            }
            _ => return None,
        };
        let given: Vec<(NodeId, Type)> = match values[..] {
            [call] if types.len() > 1 => results(site, call).into_iter().map(|t| (call, t)).collect(),
            _ => values.iter().map(|&v| (v, site.type_of(v))).collect(),
        };
        let pairs = types.iter().zip(&given).filter(|_| types.len() == given.len());
        pairs.into_iter().find(|(t, (_, g))| unread(t) && is_receiver(g, receiver)).map(|(_, (v, _))| *v)
    };
    tree.subtree(tree.root()).find_map(made)
}

/// Whether the call is one of a function of a package, or a method of a value, of which nothing is known.
fn is_unread_call(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let of_package = operand.filter(|&o| tree.kind(o) == Kind::Ident).map(|o| site.resolve(o));
    matches!(of_package, Some(Entity::Import { package: None, path }) if is_elsewhere(&path))
        || matches!(site.callee(call), Callee::Unknown)
}

fn is_unread_literal(site: Site, body: NodeId) -> bool {
    let tree = site.tree();
    let literal = tree.parent(body).filter(|&l| tree.kind(l) == Kind::CompositeLit);
    literal.is_some_and(|l| site.type_of(l).is_unknown())
}
