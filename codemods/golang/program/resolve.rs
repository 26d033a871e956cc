//! What an identifier means: local binding, import, package level, or predeclared.

use super::{DeclRef, Package, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Cx, Env, Type};
use std::sync::Arc;

/// What an identifier means.
#[derive(Clone, Debug)]
pub enum Entity {
    Local(BindingId),
    /// The name of an imported package.
    Import {
        path: String,
        /// `None` if it is not on disk.
        package: Option<Arc<Package>>,
    },
    /// Declared at package level: in the package at hand, or in one imported with a dot.
    PackageLevel {
        package: Arc<Package>,
        /// Never empty; several where build constraints choose.
        decls: Vec<DeclRef>,
    },
    /// A predeclared name.
    Universe(&'static str),
    /// A field's name, as a key of a composite literal.
    Field,
    Unknown,
}

/// The predeclared names (Go spec, «Predeclared identifiers»).
const UNIVERSE: &[&str] = &[
    "any",
    "append",
    "bool",
    "byte",
    "cap",
    "clear",
    "close",
    "comparable",
    "complex",
    "complex128",
    "complex64",
    "copy",
    "delete",
    "error",
    "false",
    "float32",
    "float64",
    "imag",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "iota",
    "len",
    "make",
    "max",
    "min",
    "new",
    "nil",
    "panic",
    "print",
    "println",
    "real",
    "recover",
    "rune",
    "string",
    "true",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
];

impl Site<'_> {
    /// What the identifier `ident` means where it stands.
    pub fn resolve(&self, ident: NodeId) -> Entity {
        let cx = Cx::new(self.program);
        Env::new(&cx, *self).resolve(ident)
    }

    /// Whether `ident`, which reads like a use of a variable, is a key of a struct literal and so names a field.
    pub fn is_field_key(&self, ident: NodeId) -> bool {
        self.scopes().ambiguous_key(ident) && matches!(self.resolve(ident), Entity::Field)
    }

    /// What the name means that an import of this file binds: the import's path.
    pub fn import_path(&self, name: &str) -> Option<String> {
        let cx = Cx::new(self.program);
        Env::new(&cx, *self).imported_path(name).map(str::to_owned)
    }

    /// The path of the import that `ident` names, if it names one; the package itself is not read.
    pub fn names_import(&self, ident: NodeId) -> Option<String> {
        let name = self.tree().text(ident);
        let outside = self.tree().kind(ident) == Kind::Ident
            && self.scopes().resolve(ident).is_none()
            && self.package.decls(name).is_empty();
        outside.then(|| self.import_path(name)).flatten()
    }
}

impl Env<'_> {
    pub fn resolve(&self, ident: NodeId) -> Entity {
        if self.is_field_key(ident) {
            return Entity::Field;
        }
        match self.scopes().resolve(ident) {
            Some(local) => Entity::Local(local),
            None => self.resolve_outside(self.text(ident)),
        }
    }

    /// What `name` means in this file, outside any function.
    pub fn resolve_outside(&self, name: &str) -> Entity {
        let package = self.site.package;
        let decls = package.decls(name);
        if !decls.is_empty() {
            let decls = package.decls_beside(self.site.file, decls);
            return Entity::PackageLevel { package: package.clone(), decls };
        }
        if let Some((path, package)) = self.import_named(name) {
            return Entity::Import { path, package };
        }
        if let Some(found) = self.dot_import(name) {
            return found;
        }
        UNIVERSE.iter().find(|u| **u == name).map_or(Entity::Unknown, |u| Entity::Universe(u))
    }

    fn dot_import(&self, name: &str) -> Option<Entity> {
        let file = self.site.file;
        let dots = file.skim.imports.iter().filter(|i| i.name.is_some_and(|s| &file.text[s.range()] == "."));
        let exported = name.starts_with(char::is_uppercase);
        for import in dots {
            let Some(package) = self.program().import(self.site.package, &import.path) else {
                // It may declare the name.
                return exported.then_some(Entity::Unknown);
            };
            let decls = package.decls_beside(file, package.decls(name));
            if exported && !decls.is_empty() {
                return Some(Entity::PackageLevel { package, decls });
            }
        }
        None
    }

    /// Whether `ident` is a key of a composite literal whose type is a struct.
    pub(in crate::golang) fn is_field_key(&self, ident: NodeId) -> bool {
        let tree = self.tree();
        let keyed = tree.parent(ident).filter(|&k| tree.kind(k) == Kind::KeyedElement);
        let lit = keyed.filter(|_| tree.field(ident) == Field::Key).and_then(|k| tree.parent(k));
        lit.is_some_and(|lit| matches!(self.literal_core(lit), Type::Struct(_)))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted() {
        assert!(super::UNIVERSE.is_sorted());
    }
}
