//! Types of composite literals, also of those whose type is elided.

use super::{Array, Env, Type};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::sync::Arc;

impl Env<'_> {
    /// The type of the composite literal whose braces are `value`; of an elided `&T`, `*T`.
    pub(super) fn literal_type(&self, value: NodeId) -> Type {
        let tree = self.tree();
        let Some(parent) = tree.parent(value) else { return Type::Unknown };
        match tree.kind(parent) {
            Kind::CompositeLit => match tree.child(parent, Field::Type) {
                Some(ty) if tree.kind(ty) == Kind::AutoArrayType => {
                    let elem = tree.child(ty, Field::Element).map_or(Type::Unknown, |e| self.type_expr(e));
                    Type::Array(Arc::new(Array { len: self.count(value), elem }))
                }
                Some(ty) => self.type_expr(ty),
                None => Type::Unknown,
            },
            Kind::LitValue => self.element_type(parent, Field::Value),
            Kind::KeyedElement => match tree.parent(parent) {
                Some(around) => self.element_type(around, tree.field(value)),
                None => Type::Unknown,
            },
            _ => Type::Unknown,
        }
    }

    /// The underlying type of a literal; of an elided `&T`, of `T`.
    pub(in crate::golang) fn literal_core(&self, value: NodeId) -> Type {
        match self.cx.core(&self.type_of(value)) {
            Type::Pointer(to) => self.cx.core(&to),
            core => core,
        }
    }

    fn element_type(&self, around: NodeId, role: Field) -> Type {
        match (self.literal_core(around), role) {
            (Type::Map(kv), Field::Key) => kv.0.clone(),
            (Type::Map(kv), _) => kv.1.clone(),
            (Type::Slice(elem), _) => (*elem).clone(),
            (Type::Array(array), _) => array.elem.clone(),
            _ => Type::Unknown,
        }
    }

    /// The type of the field that the key `n` of a struct literal names.
    pub(super) fn key_type(&self, n: NodeId) -> Type {
        let tree = self.tree();
        let lit = tree.parent(n).and_then(|k| tree.parent(k));
        match lit.map(|l| self.literal_core(l)) {
            Some(Type::Struct(s)) => {
                let name = self.text(n);
                s.fields.iter().find(|f| &*f.name == name).map_or(Type::Unknown, |f| f.ty.clone())
            }
            _ => Type::Unknown,
        }
    }

    /// How many elements an array literal has: one more than its greatest index.
    fn count(&self, value: NodeId) -> Option<u64> {
        let tree = self.tree();
        let (mut next, mut most) = (0u64, 0);
        for element in tree.children(value) {
            if tree.kind(element) == Kind::KeyedElement {
                next = self.const_int(tree.child(element, Field::Key)?)?.try_into().ok()?;
            }
            next = next.checked_add(1)?;
            most = most.max(next);
        }
        Some(most)
    }
}
