//! Follows a value into what it is a part of, and what is a part of it: selectors, lists, ranges, type switches.

use super::tracker::{Tracker, Value, What};
use crate::contexts::lazy::laziness;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member};

impl Tracker<'_> {
    /// An element or field of a carrier: carries on if its type is lazy.
    pub(super) fn part(&mut self, node: NodeId, value: Value) {
        let lazy = laziness(self.site, &self.site.type_of(node));
        self.value(node, Value { what: What::Made, level: value.level.min(lazy), ..value });
    }

    pub(super) fn selected(&mut self, selector: NodeId, value: Value) {
        let tree = self.site.tree();
        let call = tree
            .parent(selector)
            .filter(|&c| tree.kind(c) == Kind::Call && tree.field(selector) == Field::Function);
        match call {
            None if self.is_method_value(selector, value) => {
                self.value(selector, Value { what: What::Function, ..value });
            }
            None => self.part(selector, value),
            Some(call) => self.method_called(selector, call, value),
        }
    }

    /// Whether the selector makes a function of a method of what holds the context.
    pub(super) fn is_method_value(&self, selector: NodeId, value: Value) -> bool {
        let tree = self.site.tree();
        let (Some(operand), Some(name)) =
            (tree.child(selector, Field::Operand), tree.child(selector, Field::FieldName))
        else {
            return false;
        };
        let t = self.site.type_of(operand);
        let member = || self.site.program.member(&t, tree.text(name), &self.site.package.path);
        value.what == What::Made && matches!(member(), Lookup::Found(Member::Method(_)))
    }

    /// The several values of a list: right sides, returned values.
    pub(super) fn listed(&mut self, list: NodeId, node: NodeId, value: Value) {
        let tree = self.site.tree();
        let (Some(stmt), Some(index)) = (tree.parent(list), tree.children(list).position(|c| c == node))
        else {
            return;
        };
        match (tree.kind(stmt), tree.field(list)) {
            (Kind::Return, _) => self.returned(stmt, index, value),
            (Kind::Assign | Kind::ShortVar, Field::Right) => {
                let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
                if let Some(&target) = left.get(index) {
                    self.assigned(target, stmt, value);
                }
            }
            (Kind::VarSpec, Field::Value) => {
                if let Some(name) = tree.children_in(stmt, Field::Name).nth(index) {
                    self.assigned(name, stmt, value);
                }
            }
            _ => {}
        }
    }

    /// The elements that a loop goes over, as far as their types allow that they use the value later.
    pub(super) fn ranged(&mut self, clause: NodeId, value: Value) {
        let tree = self.site.tree();
        let targets = tree.child(clause, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        for target in targets {
            let lazy = laziness(self.site, &self.site.type_of(target));
            self.assigned(target, clause, Value { what: What::Made, level: value.level.min(lazy), ..value });
        }
    }

    pub(super) fn switched(&mut self, switch: NodeId, value: Value) {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let Some(alias) = tree.child(switch, Field::Alias).map(|a| tree.list(a)[0]) else { return };
        let clauses: Vec<BindingId> =
            scopes.bindings().filter(|&b| scopes.binding(b).ident == alias).collect();
        for b in clauses {
            self.carry(b, value, None);
        }
    }
}
