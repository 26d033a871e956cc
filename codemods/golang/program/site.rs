//! A declaration with the program around it: what every question about bindings and types starts from.

use super::{File, Package, Parsed, Program};
use crate::golang::flow::Flow;
use crate::golang::returns;
use crate::golang::scopes::Scopes;
use crate::golang::syntax::{NodeId, Tree};
use crate::golang::types::table::Table;
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

    /// The 1-based line on which a node starts.
    pub fn line(&self, n: NodeId) -> usize {
        self.file.line(self.tree().span(n).start as usize)
    }

    /// The source of a node.
    pub fn text(&self, n: NodeId) -> &'a str {
        self.parsed.tree.text(n)
    }
}
