//! Who calls a function of the package, or does something else with it.

use super::scan::{Obstacle, Scan, file_name, place};
use crate::Options;
use crate::contexts::types::receiver_type;
use crate::golang::program::{Entity, Site};
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member, Type};
use std::path::Path;
use std::sync::Arc;

/// A call of the function in question.
#[derive(Clone, Copy)]
pub(super) struct CallSite<'a> {
    pub site: Site<'a>,
    pub call: NodeId,
    pub args: NodeId,
}

/// The function or method whose parameters are to change.
pub(super) struct Target<'a> {
    pub site: Site<'a>,
    pub name: &'a str,
    /// Of a method the type that declares it.
    receiver: Option<Type>,
}

/// Methods that others call through interfaces of the standard library, whatever a file imports.
const WELL_KNOWN: &[&str] = &[
    "Error",
    "String",
    "GoString",
    "Format",
    "Unwrap",
    "Is",
    "As",
    "Read",
    "Write",
    "Close",
    "Seek",
    "ReadFrom",
    "WriteTo",
    "ServeHTTP",
    "RoundTrip",
    "Len",
    "Less",
    "Swap",
    "Push",
    "Pop",
    "Set",
    "Type",
    "Scan",
    "Value",
    "MarshalJSON",
    "UnmarshalJSON",
    "MarshalText",
    "UnmarshalText",
    "MarshalBinary",
    "UnmarshalBinary",
    "MarshalYAML",
    "UnmarshalYAML",
    "LogValue",
    "Lock",
    "Unlock",
];

impl<'a> Target<'a> {
    /// The function around `at`; an obstacle if it cannot be changed whoever calls it.
    pub fn around(site: Site<'a>, options: &Options, home: &Path) -> Result<Target<'a>, Obstacle> {
        let tree = site.tree();
        let root = tree.root();
        let named = tree.child(root, Field::Name).filter(|_| tree.kind(root).is_func());
        let Some(ident) = named else {
            return Err(format!("{} uses it outside any function", place(home, site, root)));
        };
        let decl = &site.file.skim.decls[site.decl];
        let name = tree.text(ident);
        let package = site.package;
        let same = match decl.receiver {
            Some(r) => package.method(&site.file.text[r.range()], name),
            None => package.func(name),
        };
        let is_open = name.starts_with(char::is_uppercase) && package.name != "main" && !site.file.is_test();
        if is_open && !options.exported {
            return Err(format!("{name} is exported, so that others may call it"));
        }
        if same.len() != 1 {
            return Err(format!("{name} has several declarations, for different builds"));
        }
        if decl.body.is_none() {
            return Err(format!("{name} has no body in Go"));
        }
        let receiver = decl.receiver.map(|_| receiver_type(site));
        let target = Target { site, name, receiver };
        match target.receiver.as_ref().filter(|_| WELL_KNOWN.contains(&name)) {
            Some(_) => Err(format!("{name} may implement an interface of the standard library")),
            None => Ok(target),
        }
    }

    /// All calls; an obstacle if there may be others, or the function is used in another way.
    pub fn calls(&self, scan: Scan<'a>, home: &Path) -> Result<Vec<CallSite<'a>>, Obstacle> {
        let linkname = format!("//go:linkname {} ", self.name);
        if let Some(file) = scan.package.files.iter().find(|f| f.text.contains(&linkname)) {
            return Err(format!("{} links {} by name", file_name(&file.path), self.name));
        }
        if self.receiver.is_some() && self.name.starts_with(char::is_uppercase) {
            self.imported_interfaces(scan)?;
        }
        let mut out = Vec::new();
        for site in scan.mentions(&[self.name]) {
            let site = site?;
            let tree = site.tree();
            for n in tree.subtree(tree.root()).filter(|&n| tree.text(n) == self.name) {
                let value = match tree.kind(n) {
                    Kind::Ident => self.means_function(site, n).then_some(n),
                    Kind::FieldIdent => self.means_method(site, n, home)?,
                    _ => None,
                };
                if let Some(value) = value {
                    out.push(call_of(site, value).ok_or_else(|| {
                        format!("{} is used as a value on {}", self.name, place(home, site, n))
                    })?);
                }
            }
        }
        Ok(out)
    }

    fn means_function(&self, site: Site, n: NodeId) -> bool {
        let tree = site.tree();
        let declares = tree.field(n) == Field::Name && tree.parent(n) == Some(tree.root());
        self.receiver.is_none()
            && !declares
            && match site.resolve(n) {
                Entity::PackageLevel { package, decls } => {
                    decls.iter().any(|d| package.files.get(d.file).is_some_and(|f| self.is(&f.path, d.decl)))
                }
                _ => false,
            }
    }

    /// The selector at whose end `n` stands, if it selects the method.
    fn means_method(&self, site: Site, n: NodeId, home: &Path) -> Result<Option<NodeId>, Obstacle> {
        let tree = site.tree();
        let (Some(receiver), Some(parent)) = (&self.receiver, tree.parent(n)) else { return Ok(None) };
        match tree.kind(parent) {
            Kind::MethodElem => {
                let interface = tree.parent(parent).map_or(Type::Unknown, |i| site.type_expr(i));
                self.not_by(site, receiver, &interface).map_err(|()| {
                    format!("{} implements an interface on {}", self.name, place(home, site, n))
                })?;
                Ok(None)
            }
            Kind::Selector if tree.field(n) == Field::FieldName => {
                let Some(operand) = tree.child(parent, Field::Operand) else { return Ok(None) };
                if tree.kind(operand) == Kind::Ident && matches!(site.resolve(operand), Entity::Import { .. })
                {
                    return Ok(None);
                }
                let ty = site.type_of(operand);
                match site.program.member(&ty, self.name, &site.package.path) {
                    Lookup::Found(Member::Method(m)) if m.interface => {
                        self.not_by(site, receiver, &ty).map_err(|()| {
                            format!(
                                "{} is called through an interface on {}",
                                self.name,
                                place(home, site, n)
                            )
                        })?;
                        Ok(None)
                    }
                    Lookup::Found(Member::Method(m)) => {
                        let own = m.decls.iter().any(|d| self.is(&d.file.path, d.decl));
                        Ok(own.then_some(parent))
                    }
                    Lookup::Unknown => {
                        Err(format!("whether {} calls {} cannot be told", place(home, site, n), self.name))
                    }
                    _ => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// That the receiver does not implement the interface.
    fn not_by(&self, site: Site, receiver: &Type, interface: &Type) -> Result<(), ()> {
        let pointer = Type::pointer(receiver.clone());
        (site.program.implements(&pointer, interface) == Some(false)).then_some(()).ok_or(())
    }

    fn imported_interfaces(&self, scan: Scan) -> Result<(), Obstacle> {
        let Some(receiver) = &self.receiver else { return Ok(()) };
        let mut paths: Vec<&str> =
            scan.package.files.iter().flat_map(|f| f.skim.imports.iter().map(|i| i.path.as_str())).collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            let Some(package) = scan.program.import(scan.package, path) else { continue };
            for site in (Scan { program: scan.program, package: &package }).readable(&[self.name]) {
                let tree = site.tree();
                let is_type = site.file.skim.decls[site.decl].kind == DeclKind::Type;
                let elems =
                    tree.subtree(tree.root()).filter(|&n| is_type && tree.kind(n) == Kind::MethodElem);
                for elem in
                    elems.filter(|&e| tree.child(e, Field::Name).is_some_and(|n| tree.text(n) == self.name))
                {
                    let interface = tree.parent(elem).map_or(Type::Unknown, |i| site.type_expr(i));
                    self.not_by(site, receiver, &interface)
                        .map_err(|()| format!("{} implements an interface of {path}", self.name))?;
                }
            }
        }
        Ok(())
    }

    fn is(&self, path: &Arc<Path>, decl: usize) -> bool {
        *path == self.site.file.path && decl == self.site.decl
    }
}

/// The call whose function `value` is.
fn call_of(site: Site<'_>, value: NodeId) -> Option<CallSite<'_>> {
    let tree = site.tree();
    let mut function = value;
    loop {
        let parent = tree.parent(function)?;
        match tree.kind(parent) {
            Kind::Call if tree.field(function) == Field::Function => {
                return Some(CallSite { site, call: parent, args: tree.child(parent, Field::Arguments)? });
            }
            Kind::Paren => function = parent,
            Kind::Index if tree.field(function) == Field::Operand => function = parent,
            Kind::Instantiation if tree.field(function) == Field::Type => function = parent,
            _ => return None,
        }
    }
}

/// What tells declarations apart.
pub(super) type Key = (Arc<Path>, usize);

/// The site's declaration.
pub(super) fn key(site: Site) -> Key {
    (site.file.path.clone(), site.decl)
}
