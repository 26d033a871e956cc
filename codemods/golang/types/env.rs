//! The state of one question about types: where it stands, what is being found out, and how much may still be.

use super::table::{Imported, Table};
use super::{Def, Origin, Type};
use crate::golang::program::{DeclRef, Package, Place, Program, Site};
use crate::golang::scopes::Scopes;
use crate::golang::syntax::{NodeId, Tree};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// How many questions may wait for each other: bounds the stack.
const MAX_PENDING: usize = 160;
/// How many steps one question may need: bounds the time.
const MAX_STEPS: u32 = 20_000;
/// How many parts a type may have: aliases and type arguments can double it again and again.
const MAX_SIZE: usize = 2_000;

/// What one question to the model carries along.
pub(in crate::golang) struct Cx<'a> {
    pub program: &'a Program<'a>,
    /// What is being found out, outermost first.
    pending: RefCell<Vec<(usize, NodeId)>>,
    /// How many of `pending`, from the outside, an answer that was cut short depends on.
    cut: Cell<usize>,
    steps: Cell<u32>,
}

impl<'a> Cx<'a> {
    pub fn new(program: &'a Program<'a>) -> Cx<'a> {
        Cx { program, pending: RefCell::default(), cut: Cell::new(usize::MAX), steps: Cell::new(0) }
    }

    /// The answer for a node, from the table or by `make`. Where the question is already pending, or too many
    /// are, the answer is unknown, and nothing that rests on that is kept.
    fn answer(&self, table: &Arc<Table>, n: NodeId, make: impl FnOnce() -> Type) -> Type {
        if let Some(known) = table.get(n) {
            return known;
        }
        let key = (Arc::as_ptr(table) as usize, n);
        let depth = self.pending.borrow().len();
        let again = self.pending.borrow().iter().position(|k| *k == key);
        if again.is_some() || depth >= MAX_PENDING || !self.step() {
            let depends = again.map_or(0, |i| i + 1);
            self.cut.set(self.cut.get().min(depends));
            return Type::Unknown;
        }
        self.pending.borrow_mut().push(key);
        let ty = make();
        self.pending.borrow_mut().pop();
        let ty = if ty.is_within(MAX_SIZE) { ty } else { Type::Unknown };
        if self.cut.get() > depth {
            self.cut.set(usize::MAX);
            table.put(n, &ty);
        }
        ty
    }

    /// Takes one step; false if the question has had all of its own. What it has not found out then is unknown.
    pub(super) fn step(&self) -> bool {
        let left = self.steps.get() < MAX_STEPS;
        if left {
            self.steps.set(self.steps.get() + 1);
        } else {
            self.cut.set(0);
        }
        left
    }
}

/// A place in the program together with the question under way.
#[derive(Clone)]
pub(in crate::golang) struct Env<'a> {
    pub cx: &'a Cx<'a>,
    pub site: Site<'a>,
    table: Arc<Table>,
}

impl<'a> Env<'a> {
    pub fn new(cx: &'a Cx<'a>, site: Site<'a>) -> Env<'a> {
        Env { cx, site, table: site.table() }
    }

    pub fn program(&self) -> &'a Program<'a> {
        self.cx.program
    }

    pub fn tree(&self) -> &'a Tree {
        self.site.tree()
    }

    pub fn scopes(&self) -> &'a Scopes {
        self.site.scopes()
    }

    pub fn text(&self, n: NodeId) -> &'a str {
        self.site.text(n)
    }

    pub fn answer(&self, n: NodeId, make: impl FnOnce() -> Type) -> Type {
        self.cx.answer(&self.table, n, make)
    }

    /// What the file's import called `name` imports, from the table or by `make`.
    pub fn import(&self, name: &str, make: impl FnOnce() -> Option<Imported>) -> Option<Imported> {
        self.table.import(name, make)
    }

    pub fn origin(&self, n: NodeId) -> Origin {
        Origin { file: self.site.file.path.clone(), offset: self.tree().span(n).start }
    }

    pub fn def(&self, name: NodeId) -> Def {
        Def { place: self.site.place(), name: self.tree().span(name) }
    }
}

impl Cx<'_> {
    /// Runs `f` where `place` is, if that has a tree.
    pub fn at<R>(&self, place: &Place, f: impl FnOnce(&Env) -> R) -> Option<R> {
        let cx: &Cx = self;
        let site = place.site(cx.program)?;
        Some(f(&Env::new(cx, site)))
    }

    /// Runs `f` at the name that `def` declares.
    pub fn at_def<R>(&self, def: &Def, f: impl FnOnce(&Env, NodeId) -> R) -> Option<R> {
        self.at(&def.place, |env| env.tree().name_at(def.name).map(|n| f(env, n)))?
    }

    /// Runs `f` at the identifier that declares `decl` in `package`.
    pub fn at_decl<R>(
        &self,
        package: &Arc<Package>,
        decl: DeclRef,
        f: impl FnOnce(&Env, NodeId) -> R,
    ) -> Option<R> {
        self.at_def(&Def::of(package, decl)?, f)
    }

    /// What all declarations of a name agree on; unknown if they do not.
    pub fn agreed(
        &self,
        package: &Arc<Package>,
        decls: &[DeclRef],
        f: impl Fn(&Env, NodeId) -> Type,
    ) -> Type {
        let mut found: Option<Type> = None;
        for &decl in decls {
            let ty = self.at_decl(package, decl, &f).unwrap_or(Type::Unknown);
            match &found {
                Some(before) if *before != ty => return Type::Unknown,
                _ => found = Some(ty),
            }
        }
        let found = found.unwrap_or(Type::Unknown);
        // What one variant's file sees of a type is less than all there is.
        if decls.len() > 1 { self.widened(&found) } else { found }
    }
}
