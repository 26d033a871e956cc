//! Where the results of calls go, and what the function itself gives back.

use super::How;
use super::tracker::{Tracker, Value, What};
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::types::{declared_results, named, results};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

impl Tracker<'_> {
    pub(super) fn result_index(&self, variable: BindingId) -> usize {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let ident = scopes.binding(variable).ident;
        let Some(list) = tree.child(self.func, Field::Result) else { return 0 };
        tree.subtree(list)
            .filter(|&n| tree.kind(n) == Kind::Ident && tree.field(n) == Field::Name)
            .position(|n| n == ident)
            .unwrap_or(0)
    }

    /// The last return of the function that gives back what its named results hold, or the last at all.
    pub(super) fn naked_return(&self) -> Option<NodeId> {
        let tree = self.site.tree();
        let own = |&n: &NodeId| tree.kind(n) == Kind::Return && tree.enclosing_func(n) == Some(self.func);
        let returns: Vec<NodeId> = tree.subtree(self.func).filter(own).collect();
        let naked = returns.iter().rfind(|&&n| tree.children(n).next().is_none());
        naked.or(returns.last()).copied()
    }

    /// A call's results, of which some carry the value, at the levels given for each; the one of number `index` is what
    /// the value says, the others are made with it.
    pub(super) fn results_of(&mut self, call: NodeId, levels: &[Level], index: usize, value: Value) {
        let tree = self.site.tree();
        let made =
            |i, level| Value { what: if i == index { value.what } else { What::Made }, level, ..value };
        let node = tree.outside_parens(call);
        let list =
            tree.parent(node).filter(|&l| tree.kind(l) == Kind::ExprList && tree.children(l).count() == 1);
        let Some(stmt) = list.and_then(|l| tree.parent(l)).filter(|_| levels.len() > 1) else {
            let strongest = levels.iter().copied().max().unwrap_or(Level::No);
            let what = if levels.len() == 1 { value.what } else { What::Made };
            return self.value(node, Value { what, level: strongest, ..value });
        };
        match tree.kind(stmt) {
            Kind::Return => {
                for (i, &level) in levels.iter().enumerate() {
                    self.returned(stmt, i, made(i, level));
                }
            }
            Kind::Assign | Kind::ShortVar | Kind::VarSpec => {
                let targets: Vec<NodeId> = match tree.child(stmt, Field::Left) {
                    Some(left) => tree.list(left),
                    None => tree.children_in(stmt, Field::Name).collect(),
                };
                for (i, (&target, &level)) in targets.iter().zip(levels).enumerate() {
                    self.assigned(target, stmt, made(i, level));
                }
            }
            _ => {}
        }
    }

    /// The value is, or is held by, a result of the function.
    pub(super) fn resulted(&mut self, index: usize, value: Value, at: NodeId) {
        let held = match value.what {
            What::Made => value.keeps,
            what => Some(what).filter(|&w| w == What::Function),
        };
        self.results_keep |= held.is_some();
        self.results_run |= held == Some(What::Function);
        if !self.ended {
            self.results.push((index, value.level, at));
        }
    }

    pub(super) fn returned(&mut self, stmt: NodeId, index: usize, value: Value) {
        if value.level == Level::No {
            return;
        }
        let tree = self.site.tree();
        let value = Value { level: self.level_as_declared(stmt, index, value), ..value };
        match tree.enclosing_func(stmt) {
            Some(f) if value.what == What::Made && self.is_inert_result(f, stmt, index, value) => {}
            Some(f) if f == self.func => self.resulted(index, value, stmt),
            Some(literal) => {
                let call = tree.parent(literal).filter(|_| tree.field(literal) == Field::Function);
                match call {
                    Some(call) => self.value(call, value),
                    None => self.reason(
                        value.level.min(Level::Guess),
                        How::Returned,
                        "is returned by a function literal",
                        stmt,
                        value.what,
                    ),
                }
            }
            None => {}
        }
    }

    /// How sure it is that the value uses the context later, where `stmt` returns it as the result number `index`: of
    /// what an unreadable call gives, the type that the function declares tells more. What package net has is
    /// connected.
    fn level_as_declared(&self, stmt: NodeId, index: usize, value: Value) -> Level {
        let tree = self.site.tree();
        let given = tree.children(stmt).next().map(|list| tree.list(list)).unwrap_or_default();
        let expr = match given[..] {
            [one] => Some(one),
            _ => given.get(index).copied(),
        };
        let is_unknown = |e: NodeId| results(self.site, e).iter().all(|t| *t == Type::Unknown);
        if value.what != What::Made || value.level != Level::Guess || !expr.is_some_and(is_unknown) {
            return value.level;
        }
        let declared = tree.enclosing_func(stmt).map(|f| declared_results(self.site, f)).unwrap_or_default();
        let lasts = |t: &Type| {
            laziness(self.site, t) == Level::Known && named(t).is_none_or(|(package, _)| package != "net")
        };
        let known = match given.len() {
            1 => declared.iter().any(lasts),
            _ => declared.get(index).is_some_and(lasts),
        };
        if known { Level::Known } else { value.level }
    }

    /// Whether the result number `index` of the function `func`, which `stmt` gives it, is of a type that uses nothing
    /// later: an error, whatever the call that makes it is known to give; not an error of a type that keeps the
    /// context.
    fn is_inert_result(&self, func: NodeId, stmt: NodeId, index: usize, value: Value) -> bool {
        let tree = self.site.tree();
        let declared = declared_results(self.site, func);
        let given = tree.children(stmt).next().map(|list| tree.list(list)).unwrap_or_default();
        let inert = |t: &Type| laziness(self.site, t) == Level::No;
        let keeps = |&expr: &NodeId| value.keeps.is_some() && !inert(&self.site.type_of(expr));
        match declared.get(index) {
            Some(_) if given.len() == 1 && declared.len() > 1 => declared.iter().all(inert),
            Some(t) => inert(t) && !given.get(index).is_some_and(keeps),
            None => false,
        }
    }
}
