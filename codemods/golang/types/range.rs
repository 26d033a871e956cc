//! What a range clause yields (Go spec, «For statements with range clause»).

use super::{Basic, Env, Type, Untyped};
use crate::golang::syntax::NodeId;

impl Env<'_> {
    /// The type of the first (`i` = 0) or second iteration value over `over`.
    pub(super) fn range_value(&self, over: NodeId, i: usize) -> Type {
        let ty = self.type_of(over);
        let core = match &ty {
            Type::Untyped(_) => ty.clone(),
            _ => self.cx.core(&ty),
        };
        let core = match &core {
            // Of pointers, only those to arrays can be ranged over.
            Type::Pointer(to) => self.cx.core(to),
            _ => core,
        };
        let pick = |first: Type, second: Type| match i {
            0 => first,
            1 => second,
            _ => Type::Unknown,
        };
        match core {
            Type::Slice(elem) => pick(Type::INT, (*elem).clone()),
            Type::Array(array) => pick(Type::INT, array.elem.clone()),
            Type::Basic(Basic::String) | Type::Untyped(Untyped::String) => {
                pick(Type::INT, Type::Basic(Basic::Int32))
            }
            Type::Map(kv) => pick(kv.0.clone(), kv.1.clone()),
            Type::Chan(_, elem) => pick((*elem).clone(), Type::Unknown),
            Type::Untyped(_) => pick(ty.defaulted(), Type::Unknown),
            Type::Basic(_) => pick(ty, Type::Unknown),
            Type::Func(sig) => match sig.params.first().map(|y| self.cx.core(y)) {
                Some(Type::Func(yielded)) => yielded.params.get(i).cloned().unwrap_or(Type::Unknown),
                _ => Type::Unknown,
            },
            _ => Type::Unknown,
        }
    }
}
