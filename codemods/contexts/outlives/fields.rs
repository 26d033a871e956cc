//! Functions that are kept in a field: which they are, as far as the package shows.

use super::tracker::{Tracker, Value};
use crate::contexts::callers::declarations;
use crate::contexts::origins::{Given, given};
use crate::golang::program::{Callee, Known, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member, Type};

impl Tracker<'_> {
    /// The value goes as argument number `index` to the function that a field holds: `h.kick(ctx)`. Whether that is one
    /// that is known.
    pub(super) fn field_called(&mut self, call: NodeId, index: usize, value: Value) -> bool {
        let held = held_by_field(self.site, call).unwrap_or_default();
        for known in &held {
            self.known(call, index, known, value);
        }
        !held.is_empty()
    }
}

/// The functions and methods that the package puts into the field that is called; `None` if it puts something else
/// there too.
fn held_by_field(site: Site, call: NodeId) -> Option<Vec<Known>> {
    let tree = site.tree();
    let function = tree.child(call, Field::Function).map(|f| tree.unparen(f))?;
    let operand = tree.child(function, Field::Operand).filter(|_| tree.kind(function) == Kind::Selector)?;
    let field = tree.child(function, Field::FieldName).map(|n| tree.text(n))?;
    let owner = owner(site, &site.type_of(operand), field)?;
    let mut held = Vec::new();
    for declaration in declarations(site, move |is_test, text| !is_test && text.contains(field)) {
        for value in given_to_field(declaration, &owner, field) {
            match declaration.called(value) {
                Callee::Known(known) => held.push(*known),
                _ => return None,
            }
        }
    }
    Some(held)
}

/// The struct that has the field, which may be embedded in `t`.
fn owner(site: Site, t: &Type, field: &str) -> Option<Type> {
    match site.program.member(t, field, &site.package.path) {
        Lookup::Found(Member::Field(mut found)) => {
            Some(found.through.pop().map_or_else(|| t.pointee().clone(), |e| e.ty.pointee().clone()))
        }
        _ => None,
    }
}

/// What the declaration gives to the field of the struct `owner`, but nil.
fn given_to_field(site: Site, owner: &Type, field: &str) -> Vec<NodeId> {
    let tree = site.tree();
    let is_owner = |t: Type| t.pointee() == owner;
    let value = |n: NodeId| match tree.kind(n) {
        Kind::Selector if tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == field) => {
            let value = match given(site, n)?.0 {
                Given::Value(value) => value,
                Given::Result(call, _) => call,
            };
            is_owner(site.type_of(tree.child(n, Field::Operand)?)).then_some(value)
        }
        Kind::KeyedElement if tree.child(n, Field::Key).is_some_and(|k| tree.text(k) == field) => {
            let literal = tree.parent(n).and_then(|body| tree.parent(body))?;
            is_owner(site.type_of(literal)).then(|| tree.child(n, Field::Value)).flatten()
        }
        _ => None,
    };
    let all = tree.subtree(tree.root()).filter_map(value).map(|v| tree.unparen(v));
    all.filter(|&v| tree.kind(v) != Kind::Nil).collect()
}
