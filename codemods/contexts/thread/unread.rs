//! Code that is not on disk, and is given values of a type: it may ask for their methods as they are.

use super::scan::{Obstacle, Scan, place};
use crate::golang::program::{Callee, Entity, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::path::Path;

/// That no value of the type `receiver` is given to a function, or put into a struct, of a package that cannot be read.
pub(super) fn not_given_away(scan: Scan, receiver: &Type, home: &Path) -> Result<(), Obstacle> {
    for package in scan.packages {
        for file in &package.files {
            let unread = |path: &str| is_elsewhere(path) && scan.program.import(package, path).is_none();
            if !file.skim.imports.iter().any(|i| unread(&i.path)) {
                continue;
            }
            let sites = (0..file.skim.decls.len()).filter_map(|d| Site::new(scan.program, package, file, d));
            for site in sites {
                if let Some(value) = given_away(site, receiver) {
                    let at = place(home, site, value);
                    return Err(format!("what takes it on {at} is not on disk, and may ask for its methods"));
                }
            }
        }
    }
    Ok(())
}

/// Whether the import path is none of the standard library, whose interfaces are known without their source.
fn is_elsewhere(path: &str) -> bool {
    path.split('/').next().is_some_and(|first| first.contains('.'))
}

/// The first value of the type in the declaration that is given to what cannot be read.
fn given_away(site: Site, receiver: &Type) -> Option<NodeId> {
    let tree = site.tree();
    let is_it = |&n: &NodeId| {
        let ty = site.type_of(n);
        let (ty, receiver) = (ty.pointee().as_named(), receiver.as_named());
        ty.zip(receiver).is_some_and(|(a, b)| a.path == b.path && a.name == b.name)
    };
    let given = |n: NodeId| match tree.kind(n) {
        Kind::Call if is_unread_call(site, n) => {
            tree.child(n, Field::Arguments).and_then(|args| tree.children(args).find(is_it))
        }
        Kind::LitValue if is_unread_literal(site, n) => {
            tree.children(n).map(|e| tree.child(e, Field::Value).unwrap_or(e)).find(is_it)
        }
        _ => None,
    };
    tree.subtree(tree.root()).find_map(given)
}

/// Whether the call is one of a function of a package, or a method of a value, of which nothing is known.
fn is_unread_call(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.child(call, Field::Function).and_then(|f| tree.child(f, Field::Operand));
    let of_package = operand.filter(|&o| tree.kind(o) == Kind::Ident).map(|o| site.resolve(o));
    matches!(of_package, Some(Entity::Import { package: None, path }) if is_elsewhere(&path))
        || matches!(site.callee(call), Callee::Unknown)
}

fn is_unread_literal(site: Site, body: NodeId) -> bool {
    let tree = site.tree();
    let literal = tree.parent(body).filter(|&l| tree.kind(l) == Kind::CompositeLit);
    literal.is_some_and(|l| site.type_of(l).is_unknown())
}
