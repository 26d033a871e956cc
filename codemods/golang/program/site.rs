//! A declaration with the program around it: what every question about bindings and types starts from.

use super::{File, Package, Parsed, Program};
use crate::golang::flow::Flow;
use crate::golang::returns;
use crate::golang::scopes::Scopes;
use crate::golang::syntax::{NodeId, Tree};
use crate::golang::types::table::Table;
use crate::golang::types::{Lookup, Member, Type};
use std::sync::Arc;

/// A declaration with the program around it. Cheap to copy; borrows everything.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub program: &'a Program<'a>,
    pub package: &'a Arc<Package>,
    pub file: &'a Arc<File>,
    /// Index into `file.skim.decls`.
    pub decl: usize,
    pub parsed: &'a Arc<Parsed>,
}

/// A declaration by itself, owned, so that types and callees can point at it.
#[derive(Clone, Debug)]
pub struct Place {
    pub package: Arc<Package>,
    pub file: Arc<File>,
    pub decl: usize,
    /// Whether nodes of this place are those of the declaration without its body.
    pub header: bool,
}

impl Place {
    /// The site of the declaration; `None` if it has no tree.
    pub fn site<'a>(&'a self, program: &'a Program<'a>) -> Option<Site<'a>> {
        let parsed =
            if self.header { self.file.header(self.decl) } else { self.file.parsed(self.decl) }.ok()?;
        Some(Site { program, package: &self.package, file: &self.file, decl: self.decl, parsed })
    }
}

impl<'a> Site<'a> {
    /// The site of a declaration, body included; `None` if it has no tree.
    pub fn new(
        program: &'a Program<'a>,
        package: &'a Arc<Package>,
        file: &'a Arc<File>,
        decl: usize,
    ) -> Option<Site<'a>> {
        Some(Site { program, package, file, decl, parsed: file.parsed(decl).ok()? })
    }

    pub fn tree(&self) -> &'a Tree {
        &self.parsed.tree
    }

    pub fn scopes(&self) -> &'a Scopes {
        &self.parsed.scopes
    }

    /// The declaration as a value that owns what it points at.
    pub fn place(&self) -> Place {
        let whole = self.file.parsed_now(self.decl).is_some_and(|p| Arc::ptr_eq(p, self.parsed));
        Place { package: self.package.clone(), file: self.file.clone(), decl: self.decl, header: !whole }
    }

    /// What is known of the declaration's nodes.
    pub(in crate::golang) fn table(&self) -> Arc<Table> {
        let std = self.package.list.std;
        let tables = if std { &*self.program.std_tables } else { &self.program.tables };
        tables.of(self.package, self.parsed)
    }

    /// The control-flow graph of `func`, a function declaration, method or literal of this declaration.
    pub fn flow(&self, func: NodeId) -> Arc<Flow> {
        let never = |call| returns::never_returns(*self, call);
        self.table().flow(func, || Flow::build(self.tree(), func, &never))
    }

    /// The line, from 1, on which a node starts.
    pub fn line(&self, n: NodeId) -> usize {
        let before = &self.file.text.as_bytes()[..self.tree().span(n).start as usize];
        memchr::memchr_iter(b'\n', before).count() + 1
    }

    /// Whether the package with that import path is part of the standard library.
    pub fn is_std(&self, path: &str) -> bool {
        match self.program.import(self.package, path) {
            Some(package) => package.list.std,
            // The first element of any other path is a host name, or the module's own.
            None => !path.split('/').next().unwrap_or(path).contains('.') && !self.in_module(path),
        }
    }

    /// Whether the package with that import path is part of the module at hand.
    pub fn in_module(&self, path: &str) -> bool {
        let module = self.package.module.path.as_deref();
        path == &*self.package.path
            || module
                .and_then(|m| path.strip_prefix(m))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether a value of type `t`, or a pointer to one, has a method with one of these names.
    pub fn has_method(&self, t: &Type, names: &[&str]) -> bool {
        names.iter().any(|name| {
            matches!(self.program.member(t, name, &self.package.path), Lookup::Found(Member::Method(_)))
        })
    }

    /// The underlying type of `t`; of a type parameter its constraint, as an interface.
    pub fn underlying(&self, t: &Type) -> Type {
        self.program.underlying(t)
    }

    /// Whether values of type `t` are structs or arrays, copied when they are passed.
    pub fn is_struct_value(&self, t: &Type) -> bool {
        matches!(self.underlying(t), Type::Struct(_) | Type::Array(_))
    }

    /// The source of a node.
    pub fn text(&self, n: NodeId) -> &'a str {
        self.parsed.tree.text(n)
    }
}
