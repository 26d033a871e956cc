//! Releases that are stored in a field which no code of the package reads. Fields of one name are told apart by the
//! types that have them, as far as these are known; those of types that are made of one another are the same.

use crate::contexts::types::named;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member, Type};

/// How many types are followed that are made of one another.
const MAX_CHAIN: usize = 8;

/// The field that `node` assigns, if it is unexported and no code of the package reads it.
pub(super) fn unread(site: Site, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let selector = tree.unparen(node);
    if tree.kind(selector) != Kind::Selector {
        return None;
    }
    let field = tree.child(selector, Field::FieldName)?;
    let name = tree.text(field);
    if name.starts_with(char::is_uppercase) || name == "_" {
        return None;
    }
    let owner = owner_of(site, selector);
    let mut mentions = site.package.files.iter().flat_map(|file| {
        let decls = file.skim.decls.iter().enumerate();
        decls.filter(|(_, d)| file.text[d.span.range()].contains(name)).map(move |(decl, _)| (file, decl))
    });
    let read = mentions.any(|(file, decl)| match Site::new(site.program, site.package, file, decl) {
        Some(site) => reads(site, name, owner.as_ref()),
        // What cannot be parsed may read it.
        None => true,
    });
    (!read).then_some(field)
}

/// Whether the declaration may read the field `name` of `owner`, or of any type if that is not known.
fn reads(site: Site, name: &str, owner: Option<&Type>) -> bool {
    let tree = site.tree();
    let of_another =
        |other: Option<Type>| owner.zip(other).is_some_and(|(owner, other)| !is_same(site, owner, &other));
    tree.subtree(tree.root()).any(|n| match tree.kind(n) {
        Kind::FieldIdent if tree.text(n) == name => match tree.parent(n) {
            Some(s) if tree.kind(s) == Kind::Selector => {
                !is_assigned(site, s) && !of_another(owner_of(site, s))
            }
            Some(element) if tree.kind(element) == Kind::KeyedElement => {
                let body = tree.parent(element);
                !of_another(body.and_then(|b| declaring(site, &site.type_of(b), name)))
            }
            Some(f) => tree.kind(f) != Kind::FieldDecl,
            None => true,
        },
        _ => false,
    })
}

/// Whether a field of the one type is that of the other: they have one name, or the struct of one, which a conversion
/// leads to.
fn is_same(site: Site, a: &Type, b: &Type) -> bool {
    let written = |t| named(t).map(|n| written_as(site, n.1.to_owned()));
    written(a) == written(b)
}

/// The name of the type that the named one is made of: `life`, for `type closer life`.
fn written_as(site: Site, name: String) -> String {
    let made_of = |name: &str| {
        site.package.decls(name).iter().find_map(|decl| {
            let inner = Site::new(site.program, site.package, site.package.files.get(decl.file)?, decl.decl)?;
            let tree = inner.tree();
            let is_it = |n: &NodeId| {
                matches!(tree.kind(*n), Kind::TypeSpec | Kind::TypeAlias)
                    && tree.child(*n, Field::Name).is_some_and(|i| tree.text(i) == name)
            };
            let spec = tree.subtree(tree.root()).find(is_it)?;
            let of = tree.child(spec, Field::Type).map(|t| tree.text(t))?;
            (!inner.package.decls(of).is_empty() && of != name).then(|| of.to_owned())
        })
    };
    let chain = std::iter::successors(Some(name.clone()), |n| made_of(n)).take(MAX_CHAIN);
    chain.last().unwrap_or(name)
}

/// The type whose field `selector` names.
fn owner_of(site: Site, selector: NodeId) -> Option<Type> {
    let tree = site.tree();
    let operand = tree.child(selector, Field::Operand)?;
    let field = tree.text(tree.child(selector, Field::FieldName)?);
    declaring(site, &site.type_of(operand), field)
}

/// The type, if it has a name, that has the field or method `name`: `t`, what it points at, or one that it embeds.
fn declaring(site: Site, t: &Type, name: &str) -> Option<Type> {
    let through = match site.program.member(t, name, &site.package.path) {
        Lookup::Found(Member::Field(f)) => f.through,
        Lookup::Found(Member::Method(m)) => m.through,
        _ => return None,
    };
    let owner = through.last().map_or(t, |embedded| &embedded.ty).pointee();
    named(owner).map(|_| owner.clone())
}

fn is_assigned(site: Site, selector: NodeId) -> bool {
    let tree = site.tree();
    let list =
        tree.parent(selector).filter(|&l| tree.kind(l) == Kind::ExprList && tree.field(l) == Field::Left);
    list.and_then(|l| tree.parent(l)).is_some_and(|a| tree.kind(a) == Kind::Assign)
}
