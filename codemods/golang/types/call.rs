//! Types of calls and conversions, and arguments as parameters see them.

use super::{Env, Signature, Type};
use crate::golang::program::Callee;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

impl Env<'_> {
    pub(super) fn call_type(&self, call: NodeId) -> Type {
        match self.callee(call) {
            Callee::Conversion(ty) if self.tree().kind(call) == Kind::Conversion => self.applied(call, ty),
            Callee::Conversion(ty) => ty,
            Callee::Builtin(name) => self.builtin_type(name, call),
            Callee::Known(known) => known.sig.map_or(Type::Unknown, |s| Type::tuple(s.results)),
            Callee::Literal(_) | Callee::MethodExpr(_) | Callee::Value => {
                self.value_call(call).map_or(Type::Unknown, Type::tuple)
            }
            Callee::Unknown => Type::Unknown,
        }
    }

    /// `*T(x)` is what the converted pointer points at and `<-chan T(x)` what the converted channel holds, though
    /// the grammar takes the operator for a part of the type.
    fn applied(&self, conversion: NodeId, mut ty: Type) -> Type {
        let tree = self.tree();
        let mut syntax = tree.child(conversion, Field::Type);
        match syntax.map(|s| (tree.kind(s), tree.op(s))) {
            Some((Kind::ChanType, Op::RecvOnly)) => match ty {
                Type::Chan(_, elem) => (*elem).clone(),
                _ => Type::Unknown,
            },
            _ => {
                // One pointer goes with the star in the type, one with the operator that it is.
                while let Some(pointer) = syntax.filter(|&s| tree.kind(s) == Kind::PointerType) {
                    ty = match self.cx.core(ty.pointee()) {
                        Type::Pointer(to) => (*to).clone(),
                        _ => return Type::Unknown,
                    };
                    syntax = tree.only_child(pointer);
                }
                ty
            }
        }
    }

    fn value_call(&self, call: NodeId) -> Option<Vec<Type>> {
        let tree = self.tree();
        let function = tree.child(call, Field::Function)?;
        let explicit = tree.child(call, Field::TypeArguments);
        let sig = match (self.cx.core(&self.type_of(function)), explicit) {
            (Type::Func(sig), _) => sig,
            // `table[key](x)` has the shape of a generic call.
            (table, Some(_)) => match self.cx.core(&self.element(&table)) {
                Type::Func(sig) => return Some(sig.results.clone()),
                _ => return None,
            },
            _ => return None,
        };
        if sig.type_params.is_empty() {
            return Some(sig.results.clone());
        }
        let explicit: Vec<NodeId> = explicit.map(|e| tree.children(e).collect()).unwrap_or_default();
        Some(self.inferred(&sig, &explicit, call).results)
    }

    /// The arguments of a call.
    pub(super) fn args(&self, call: NodeId) -> Vec<NodeId> {
        let tree = self.tree();
        tree.args(call).collect()
    }

    /// The types of the arguments; those of `f(g())` are the results of `g`.
    pub(super) fn arg_types(&self, call: NodeId) -> Vec<Type> {
        let args = self.args(call);
        if let [one] = args[..]
            && let Type::Tuple(of) = self.type_of(one)
        {
            return of.to_vec();
        }
        args.iter().map(|&a| self.type_of(a)).collect()
    }

    /// Whether the last argument is passed on as it is: `f(xs...)`.
    pub(super) fn has_ellipsis(&self, call: NodeId) -> bool {
        self.args(call).last().is_some_and(|&a| self.tree().kind(a) == Kind::Ellipsis)
    }
}

impl Signature {
    /// The type of the parameter that the `i`th argument goes to; `spread`: the last argument has `...`.
    pub fn param_of(&self, i: usize, spread: bool) -> Option<Type> {
        let last = self.params.len().checked_sub(1)?;
        match self.params.get(i.min(last))? {
            Type::Slice(elem) if self.variadic && i >= last && !spread => Some((**elem).clone()),
            ty if i <= last => Some(ty.clone()),
            _ => None,
        }
    }
}
