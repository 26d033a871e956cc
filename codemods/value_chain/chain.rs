//! Contexts that nothing ends: made by `Background`, `TODO` or `WithoutCancel`, and from these by `WithValue` alone.

use crate::contexts::calls::is_detached_call;
use crate::contexts::globals::{self, Made};
use crate::contexts::origins::{Given, given};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken, is_write};
use crate::golang::syntax::{Kind, NodeId};

/// Where a context comes from that nothing ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Chain {
    /// The calls that make it from nothing, or cut it off, and the names of variables of the package that hold it.
    pub roots: Vec<NodeId>,
    /// Whether `WithoutCancel` made it, of whatever there was.
    pub cut: bool,
    /// Whether it carries values that were put into it here.
    pub values: bool,
}

/// The chain of the context that the expression gives; `None` if something may end it, or may not be known to.
pub(super) fn endless(site: Site, expr: NodeId) -> Option<Chain> {
    let mut chain = Chain { roots: Vec::new(), cut: false, values: false };
    Walk { site, chain: &mut chain, path: Vec::new(), places: Vec::new() }.expression(expr)?;
    (!chain.roots.is_empty()).then_some(chain)
}

struct Walk<'a, 'c> {
    site: Site<'a>,
    chain: &'c mut Chain,
    /// The variables that were looked into.
    path: Vec<BindingId>,
    /// Where parameters were.
    places: Vec<NodeId>,
}

impl Walk<'_, '_> {
    fn expression(&mut self, expr: NodeId) -> Option<()> {
        let (site, tree) = (self.site, self.site.tree());
        let expr = tree.unparen(expr);
        match tree.kind(expr) {
            Kind::Ident => match site.scopes().resolve(expr) {
                Some(v) if site.scopes().binding(v).kind == BindingKind::Param => self.parameter(v, expr),
                Some(variable) => self.variable(variable),
                None => self.global(expr),
            },
            Kind::Selector => self.global(expr),
            Kind::Call => self.call(expr),
            _ => None,
        }
    }

    fn call(&mut self, call: NodeId) -> Option<()> {
        let (site, tree) = (self.site, self.site.tree());
        if is_detached_call(site, call) {
            return self.root(call);
        }
        let callee = site.callee(call);
        let known = callee.known().filter(|k| &*k.package == "context" && k.receiver.is_none())?;
        match &*known.name {
            "WithoutCancel" => {
                self.chain.cut = true;
                self.root(call)
            }
            "WithValue" => {
                self.chain.values = true;
                let parent = tree.arg(call, 0)?;
                self.expression(parent)
            }
            _ => None,
        }
    }

    /// All that a variable of the function is ever given.
    fn variable(&mut self, variable: BindingId) -> Option<()> {
        let (site, tree, scopes) = (self.site, self.site.tree(), self.site.scopes());
        if self.path.contains(&variable) {
            return Some(());
        }
        self.path.push(variable);
        let binding = scopes.binding(variable);
        if !matches!(binding.kind, BindingKind::Short | BindingKind::Var)
            || scopes.uses(variable).iter().any(|&u| is_address_taken(tree, u))
        {
            return None;
        }
        // Declared without a value, it is nil until it is assigned.
        let declared = Some(binding.ident)
            .filter(|&ident| binding.kind == BindingKind::Short || given(site, ident).is_some());
        let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
        for target in declared.into_iter().chain(writes) {
            match given(site, target)?.0 {
                Given::Value(value) => self.expression(value)?,
                Given::Result(..) => return None,
            }
        }
        Some(())
    }

    /// All that a parameter may hold at `place`, if it is no longer what the caller gave.
    fn parameter(&mut self, variable: BindingId, place: NodeId) -> Option<()> {
        let (site, tree, scopes) = (self.site, self.site.tree(), self.site.scopes());
        let func = scopes.binding(variable).func;
        let uses = scopes.uses(variable);
        let writes: Vec<NodeId> = uses.iter().copied().filter(|&u| is_write(tree, u)).collect();
        let own = |&n: &NodeId| tree.enclosing_func(n) == Some(func);
        let is_followed = writes.iter().chain([&place]).all(own) && !self.places.contains(&place);
        if !is_followed || uses.iter().any(|&u| is_address_taken(tree, u)) {
            return None;
        }
        self.places.push(place);
        let flow = site.flow(func);
        let here = flow.point_of(place)?;
        let given_at: Vec<PointId> = writes.iter().filter_map(|&w| flow.point_of(w)).collect();
        let is_given = |p: PointId| given_at.contains(&p);
        if flow.reaches(flow.entry(), here, is_given) {
            return None;
        }
        for target in writes {
            let from = flow.point_of(target)?;
            if from != here && flow.reaches(from, here, is_given) {
                match given(site, target)?.0 {
                    Given::Value(value) => self.expression(value)?,
                    Given::Result(..) => return None,
                }
            }
        }
        Some(())
    }

    fn global(&mut self, name: NodeId) -> Option<()> {
        let global = globals::at(self.site, name).filter(|g| g.made != Made::Deadline)?;
        self.chain.values |= global.made == Made::Values;
        self.root(name)
    }

    fn root(&mut self, n: NodeId) -> Option<()> {
        if !self.chain.roots.contains(&n) {
            self.chain.roots.push(n);
        }
        Some(())
    }
}
