//! Types of unary and binary expressions (Go spec, «Operators»).

use super::{Env, Type, Untyped};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

impl Env<'_> {
    pub(super) fn unary_type(&self, n: NodeId, operand: NodeId) -> Type {
        let tree = self.tree();
        match tree.op(n) {
            Op::Address => match self.type_of(operand) {
                Type::Tuple(_) | Type::Nil => Type::Unknown,
                ty => Type::pointer(ty),
            },
            Op::Deref if self.is_type(operand) => Type::pointer(self.type_expr(operand)),
            Op::Deref => self.pointed_at(operand),
            Op::Receive => match self.cx.core(&self.type_of(operand)) {
                Type::Chan(_, elem) => (*elem).clone(),
                _ => Type::Unknown,
            },
            _ => self.type_of(operand),
        }
    }

    /// The type of what the expression points at.
    pub(super) fn pointed_at(&self, operand: NodeId) -> Type {
        match self.cx.core(&self.type_of(operand)) {
            Type::Pointer(to) => (*to).clone(),
            _ => Type::Unknown,
        }
    }

    /// Long chains lean to the left; they are walked, not recursed into.
    pub(super) fn binary_type(&self, n: NodeId) -> Type {
        let tree = self.tree();
        let mut chain = Vec::new();
        let mut at = n;
        while tree.kind(at) == Kind::Binary {
            let (Some(left), Some(right)) = (tree.child(at, Field::Left), tree.child(at, Field::Right))
            else {
                return Type::Unknown;
            };
            chain.push((at, right));
            at = left;
        }
        let mut ty = self.type_of(at);
        for (op, right) in chain.into_iter().rev() {
            ty = self.combined(op, ty, right);
        }
        ty
    }

    fn combined(&self, n: NodeId, left: Type, right: NodeId) -> Type {
        let op = self.tree().operator(n);
        match op {
            "==" | "!=" | "<" | "<=" | ">" | ">=" => Type::Untyped(Untyped::Bool),
            "<<" | ">>" => match left {
                // A constant that is shifted is an integer; which one, an operand around it may say.
                Type::Untyped(_) => Type::Untyped(Untyped::Int),
                ty => ty,
            },
            _ => join(left, || self.type_of(right)),
        }
    }
}

/// The type of an operation both of whose operands have one type in the end.
pub(super) fn join(left: Type, right: impl FnOnce() -> Type) -> Type {
    match left {
        Type::Untyped(l) => match right() {
            Type::Untyped(r) => Type::Untyped(l.max(r)),
            other => other,
        },
        Type::Unknown => match right() {
            // An unknown operand decides over a constant.
            Type::Untyped(_) | Type::Nil => Type::Unknown,
            other => other,
        },
        typed => typed,
    }
}
