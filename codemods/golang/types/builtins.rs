//! Results of predeclared functions and those of `unsafe` (Go spec, «Built-in functions»).

use super::operators::join;
use super::{Basic, Env, Type, Untyped};
use crate::golang::syntax::NodeId;

impl Env<'_> {
    pub(super) fn builtin_type(&self, name: &str, call: NodeId) -> Type {
        let args = self.args(call);
        let Some(&first) = args.first() else {
            return match name {
                "recover" => Type::empty_interface(),
                "panic" | "print" | "println" => Type::tuple(Vec::new()),
                _ => Type::Unknown,
            };
        };
        match name {
            "len" | "cap" | "copy" => Type::INT,
            "append" => self.appended(first),
            "clear" | "close" | "delete" | "panic" | "print" | "println" => Type::tuple(Vec::new()),
            "make" => self.type_expr(first),
            "new" if self.is_type(first) => Type::pointer(self.type_expr(first)),
            "new" => Type::pointer(self.type_of(first).defaulted()),
            "min" | "max" => {
                let mut types = args.iter().map(|&a| self.type_of(a));
                let start = types.next().unwrap_or(Type::Unknown);
                types.fold(start, |a, b| join(a, || b))
            }
            "complex" => {
                match join(self.type_of(first), || args.get(1).map_or(Type::Unknown, |&a| self.type_of(a))) {
                    Type::Basic(Basic::Float32) => Type::Basic(Basic::Complex64),
                    Type::Basic(Basic::Float64) => Type::Basic(Basic::Complex128),
                    Type::Untyped(_) => Type::Untyped(Untyped::Complex),
                    _ => Type::Unknown,
                }
            }
            "real" | "imag" => match self.cx.underlying(&self.type_of(first)) {
                Type::Basic(Basic::Complex64) => Type::Basic(Basic::Float32),
                Type::Basic(Basic::Complex128) => Type::Basic(Basic::Float64),
                Type::Untyped(_) => Type::Untyped(Untyped::Float),
                _ => Type::Unknown,
            },
            _ => self.unsafe_type(name, first),
        }
    }

    fn appended(&self, slice: NodeId) -> Type {
        match self.type_of(slice) {
            Type::Untyped(_) | Type::Nil => Type::Unknown,
            ty => ty,
        }
    }

    fn unsafe_type(&self, name: &str, first: NodeId) -> Type {
        match name {
            "Add" => Type::Basic(Basic::UnsafePointer),
            "Alignof" | "Offsetof" | "Sizeof" => Type::Basic(Basic::Uintptr),
            "String" => Type::STRING,
            "StringData" => Type::pointer(Type::Basic(Basic::Uint8)),
            "Slice" => match self.cx.core(&self.type_of(first)) {
                Type::Pointer(to) => Type::slice((*to).clone()),
                _ => Type::Unknown,
            },
            "SliceData" => match self.cx.core(&self.type_of(first)) {
                Type::Slice(of) => Type::pointer((*of).clone()),
                _ => Type::Unknown,
            },
            _ => Type::Unknown,
        }
    }
}
