//! A declaration with the program around it: what every question about bindings and types starts from.

use super::{File, Package, Parsed, Program};
use crate::golang::flow::Flow;
use crate::golang::returns::never_returns;
use crate::golang::scopes::Scopes;
use crate::golang::syntax::{NodeId, Tree};
use std::sync::{Arc, PoisonError};

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

    /// The control-flow graph of `func`, a function or function literal of the declaration; made once.
    pub fn flow(&self, func: NodeId) -> Arc<Flow> {
        let made = self.parsed.flows.lock().unwrap_or_else(PoisonError::into_inner).get(&func).cloned();
        made.unwrap_or_else(|| {
            let flow = Arc::new(Flow::build(self.tree(), func, &|call| never_returns(*self, call)));
            let mut flows = self.parsed.flows.lock().unwrap_or_else(PoisonError::into_inner);
            flows.entry(func).or_insert(flow).clone()
        })
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
