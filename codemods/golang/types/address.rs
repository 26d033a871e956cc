//! What can be pointed at (Go spec, «Address operators»).

use super::{Lookup, Member, Type};
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

impl Site<'_> {
    /// Whether `&expr` is allowed for the operand `expr`: a variable, a field of one, an element of a slice, what a
    /// pointer leads to; not an element of a map, nor what a call gives. Of what is not known it is not said.
    pub fn is_addressable(&self, expr: NodeId) -> bool {
        let tree = self.tree();
        let expr = tree.unparen(expr);
        let operand = tree.child(expr, Field::Operand);
        let of_operand = || operand.map_or(Type::Unknown, |o| self.program.underlying(&self.type_of(o)));
        match tree.kind(expr) {
            Kind::Call | Kind::Conversion | Kind::CompositeLit | Kind::TypeAssert => false,
            Kind::Unary => tree.op(expr) == Op::Deref,
            Kind::Index => match of_operand() {
                Type::Map(_) => false,
                Type::Array(_) => operand.is_none_or(|o| self.is_addressable(o)),
                _ => true,
            },
            Kind::Selector => {
                let leads = |o: NodeId| self.leads_to_field(o, tree.child(expr, Field::FieldName));
                operand.is_none_or(|o| leads(o) || self.is_addressable(o))
            }
            _ => true,
        }
    }

    /// Whether a pointer is followed from `operand` to its field `name`.
    fn leads_to_field(&self, operand: NodeId, name: Option<NodeId>) -> bool {
        let ty = self.type_of(operand);
        let name = name.map_or("", |n| self.text(n));
        let is_pointer = |t: &Type| matches!(self.program.underlying(t), Type::Pointer(_));
        is_pointer(&ty)
            || match self.program.member(&ty, name, &self.package.path) {
                Lookup::Found(Member::Field(field)) => field.through.iter().any(|f| is_pointer(&f.ty)),
                _ => false,
            }
    }
}
