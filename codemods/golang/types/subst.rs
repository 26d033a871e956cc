//! Types with type parameters replaced.

use super::{
    Array, Def, Interface, InterfaceMethod, Named, Signature, Struct, StructField, Term, Type, TypeParam,
};
use std::cell::Cell;
use std::sync::Arc;

/// Types nested deeper than this are given up.
const MAX_DEPTH: usize = 60;
/// And so are those with more parts.
const MAX_PARTS: usize = 20_000;

/// `ty` with each of `params` replaced by the argument at its position, or by unknown where there is none.
pub(super) fn subst(ty: &Type, params: &[Arc<TypeParam>], args: &[Type]) -> Type {
    if params.is_empty() {
        ty.clone()
    } else {
        Subst { params, args, defs: None, parts: Cell::new(0) }.ty(ty, 0)
    }
}

/// `ty` with other definitions for the defined types in it.
pub(super) fn map_named(ty: &Type, defs: &Redefine) -> Type {
    Subst { params: &[], args: &[], defs: Some(defs), parts: Cell::new(0) }.ty(ty, 0)
}

/// The same for a signature, which loses its own type parameters.
pub(super) fn subst_sig(sig: &Signature, params: &[Arc<TypeParam>], args: &[Type]) -> Signature {
    let s = Subst { params, args, defs: None, parts: Cell::new(0) };
    let mut out = s.sig(sig, 0);
    out.type_params.retain(|p| !params.contains(p));
    out
}

/// Gives a defined type its definitions.
type Redefine<'f> = dyn Fn(&Named) -> Vec<Def> + 'f;

struct Subst<'s> {
    params: &'s [Arc<TypeParam>],
    args: &'s [Type],
    defs: Option<&'s Redefine<'s>>,
    /// How many parts the result has so far.
    parts: Cell<usize>,
}

impl Subst<'_> {
    fn ty(&self, ty: &Type, depth: usize) -> Type {
        self.parts.set(self.parts.get() + 1);
        if depth > MAX_DEPTH || self.parts.get() > MAX_PARTS {
            return Type::Unknown;
        }
        let go = |t: &Type| self.ty(t, depth + 1);
        match ty {
            Type::Unknown | Type::Basic(_) | Type::Untyped(_) | Type::Nil => ty.clone(),
            Type::TypeParam(p) => match self.params.iter().position(|q| q == p) {
                Some(i) => self.args.get(i).cloned().unwrap_or(Type::Unknown),
                None => ty.clone(),
            },
            Type::Named(n) if n.args.is_empty() && self.defs.is_none() => ty.clone(),
            Type::Named(n) => {
                let args = n.args.iter().map(go).collect();
                let defs = self.defs.map_or_else(|| n.defs.clone(), |defs| defs(n));
                Type::Named(Arc::new(Named { args, defs, ..(**n).clone() }))
            }
            Type::Pointer(t) => Type::pointer(go(t)),
            Type::Slice(t) => Type::slice(go(t)),
            Type::Array(a) => Type::Array(Arc::new(Array { len: a.len, elem: go(&a.elem) })),
            Type::Map(kv) => Type::Map(Arc::new((go(&kv.0), go(&kv.1)))),
            Type::Chan(dir, t) => Type::Chan(*dir, Arc::new(go(t))),
            Type::Func(sig) => Type::Func(Arc::new(self.sig(sig, depth + 1))),
            Type::Struct(s) => {
                let field = |f: &StructField| StructField { ty: go(&f.ty), ..f.clone() };
                Type::Struct(Arc::new(Struct { fields: s.fields.iter().map(field).collect() }))
            }
            Type::Interface(i) => {
                let method = |m: &InterfaceMethod| InterfaceMethod {
                    sig: Arc::new(self.sig(&m.sig, depth + 1)),
                    ..m.clone()
                };
                let term = |t: &Term| Term { tilde: t.tilde, ty: go(&t.ty) };
                Type::Interface(Arc::new(Interface {
                    methods: i.methods.iter().map(method).collect(),
                    embeds: i.embeds.iter().map(|u| u.iter().map(term).collect()).collect(),
                }))
            }
            Type::Tuple(of) => Type::Tuple(of.iter().map(go).collect()),
        }
    }

    fn sig(&self, sig: &Signature, depth: usize) -> Signature {
        let all = |of: &[Type]| of.iter().map(|t| self.ty(t, depth)).collect();
        Signature {
            type_params: sig.type_params.clone(),
            params: all(&sig.params),
            results: all(&sig.results),
            variadic: sig.variadic,
        }
    }
}

impl Type {
    /// Whether anything in it is unknown.
    pub fn has_unknown(&self) -> bool {
        self.any(&|t| match t {
            Type::Unknown => true,
            Type::Array(a) => a.len.is_none(),
            _ => false,
        })
    }

    /// Whether it has at most `size` parts.
    pub(super) fn is_within(&self, size: usize) -> bool {
        let left = Cell::new(size);
        !self.any(&|_| {
            let full = left.get() == 0;
            left.set(left.get().saturating_sub(1));
            full
        })
    }

    /// Whether `test` holds for the type or any type it is written with.
    pub(super) fn any(&self, test: &dyn Fn(&Type) -> bool) -> bool {
        let sig = |s: &Signature| s.params.iter().chain(&s.results).any(|t| t.any(test));
        test(self)
            || match self {
                Type::Named(n) => n.args.iter().any(|t| t.any(test)),
                Type::Pointer(t) | Type::Slice(t) | Type::Chan(_, t) => t.any(test),
                Type::Array(a) => a.elem.any(test),
                Type::Map(kv) => kv.0.any(test) || kv.1.any(test),
                Type::Func(s) => sig(s),
                Type::Struct(s) => s.fields.iter().any(|f| f.ty.any(test)),
                Type::Interface(i) => {
                    i.methods.iter().any(|m| sig(&m.sig)) || i.embeds.iter().flatten().any(|t| t.ty.any(test))
                }
                Type::Tuple(of) => of.iter().any(|t| t.any(test)),
                _ => false,
            }
    }
}
