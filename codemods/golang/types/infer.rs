//! Type arguments of calls to generic functions: written ones, and those that follow from the arguments
//! (Go spec, «Type inference»). What cannot be told stays unknown.

use super::subst::{subst, subst_sig};
use super::{Cx, Env, Lookup, Member, Signature, Type, TypeParam, Untyped};
use crate::golang::syntax::NodeId;
use std::sync::Arc;

const MAX_DEPTH: usize = 40;

impl Cx<'_> {
    /// The function type with explicit type arguments, and those that follow from them; where others are left,
    /// a generic function.
    pub(super) fn with_type_args(&self, sig: &Signature, args: &[Type]) -> Type {
        let mut inference = Inference::new(self, &sig.type_params);
        for (slot, arg) in inference.bound.iter_mut().zip(args) {
            *slot = Some(arg.clone());
        }
        inference.constraints();
        let known: Option<Vec<Type>> = inference.bound.into_iter().collect();
        let n = args.len().min(sig.type_params.len());
        Type::Func(Arc::new(match known {
            Some(all) => subst_sig(sig, &sig.type_params, &all),
            None => subst_sig(sig, &sig.type_params[..n], args),
        }))
    }
}

impl Env<'_> {
    /// The signature that the call gives the generic function.
    pub(in crate::golang) fn inferred(
        &self,
        sig: &Signature,
        explicit: &[NodeId],
        call: NodeId,
    ) -> Signature {
        let mut inference = Inference::new(self.cx, &sig.type_params);
        for (slot, &arg) in inference.bound.iter_mut().zip(explicit) {
            *slot = Some(self.type_expr(arg));
        }
        let args = self.arg_types(call);
        let spread = self.has_ellipsis(call);
        let pairs: Vec<(Type, Type)> = args
            .into_iter()
            .enumerate()
            .filter_map(|(i, arg)| Some((sig.param_of(i, spread)?, arg)))
            .collect();
        for (param, arg) in &pairs {
            inference.unify(param, arg, 0);
        }
        inference.untyped(&pairs);
        inference.constraints();
        let found: Vec<Type> = inference.bound.into_iter().map(|b| b.unwrap_or(Type::Unknown)).collect();
        subst_sig(sig, &sig.type_params, &found)
    }
}

struct Inference<'i> {
    cx: &'i Cx<'i>,
    params: &'i [Arc<TypeParam>],
    bound: Vec<Option<Type>>,
}

impl<'i> Inference<'i> {
    fn new(cx: &'i Cx<'i>, params: &'i [Arc<TypeParam>]) -> Self {
        Inference { cx, params, bound: vec![None; params.len()] }
    }

    fn position(&self, p: &TypeParam) -> Option<usize> {
        self.params.iter().position(|q| **q == *p)
    }

    /// Constants bind only what nothing else has bound.
    fn untyped(&mut self, pairs: &[(Type, Type)]) {
        let mut kinds: Vec<Option<Untyped>> = vec![None; self.params.len()];
        for (param, arg) in pairs {
            if let (Type::TypeParam(p), Type::Untyped(kind)) = (param, arg)
                && let Some(i) = self.position(p)
            {
                kinds[i] = kinds[i].max(Some(*kind));
            }
        }
        for (slot, kind) in self.bound.iter_mut().zip(kinds) {
            if let (None, Some(kind)) = (&slot, kind) {
                *slot = Some(Type::Untyped(kind).defaulted());
            }
        }
    }

    /// A constraint with a core type tells the parameter from its parts, or the parts from the parameter.
    fn constraints(&mut self) {
        for _ in 0..=self.params.len() {
            let before = self.bound.clone();
            for (i, p) in self.params.iter().enumerate() {
                let mut terms = Vec::new();
                let constraint = self.cx.constraint(p);
                self.cx.type_set(&constraint, &mut terms, 0);
                let single = match &terms[..] {
                    [one] => Some(one),
                    _ => None,
                };
                match (self.bound[i].clone(), single) {
                    (Some(ty), Some(term)) => {
                        let ty = self.cx.core(&ty);
                        self.unify(&term.ty, &ty, 0);
                    }
                    (None, Some(term)) => {
                        let args: Vec<Type> =
                            self.bound.iter().map(|b| b.clone().unwrap_or(Type::Unknown)).collect();
                        let ty = subst(&term.ty, self.params, &args);
                        if !ty.has_unknown() {
                            self.bound[i] = Some(ty);
                        }
                    }
                    // Methods that the constraint asks for tell their parameter types.
                    (Some(ty), None) => self.methods(&constraint, &ty, 0),
                    (None, None) => {}
                }
            }
            if before == self.bound {
                break;
            }
        }
    }

    fn unify(&mut self, param: &Type, arg: &Type, depth: usize) {
        let constant = matches!(arg, Type::Unknown | Type::Untyped(_) | Type::Nil);
        if depth > MAX_DEPTH || constant || matches!(arg, Type::Func(s) if !s.type_params.is_empty()) {
            return;
        }
        if let Type::TypeParam(p) = param
            && let Some(i) = self.position(p)
        {
            return self.bind(i, arg);
        }
        let next = depth + 1;
        match (param, arg) {
            (Type::Named(p), Type::Named(a)) if p.name == a.name && p.path == a.path => {
                for (p, a) in p.args.iter().zip(&a.args) {
                    self.unify(p, a, next);
                }
            }
            (Type::Named(_), _) => {
                let has_params =
                    param.any(&|t| matches!(t, Type::TypeParam(p) if self.position(p).is_some()));
                if has_params {
                    match self.cx.underlying(param) {
                        interface @ Type::Interface(_) => self.methods(&interface, arg, next),
                        under if !matches!(arg, Type::Named(_)) => self.unify(&under, arg, next),
                        _ => {}
                    }
                }
            }
            (Type::Interface(_), _) => self.methods(param, arg, next),
            (Type::TypeParam(_) | Type::Basic(_), _) => {}
            (_, Type::Named(_)) => {
                let under = self.cx.underlying(arg);
                if !matches!(under, Type::Named(_)) {
                    self.unify(param, &under, next);
                }
            }
            (Type::Pointer(p), Type::Pointer(a))
            | (Type::Slice(p), Type::Slice(a))
            | (Type::Chan(_, p), Type::Chan(_, a)) => self.unify(p, a, next),
            (Type::Array(p), Type::Array(a)) => self.unify(&p.elem, &a.elem, next),
            (Type::Map(p), Type::Map(a)) => {
                self.unify(&p.0, &a.0, next);
                self.unify(&p.1, &a.1, next);
            }
            (Type::Func(p), Type::Func(a)) => self.signatures(p, a, next),
            (Type::Struct(p), Type::Struct(a)) => {
                for (p, a) in p.fields.iter().zip(&a.fields) {
                    self.unify(&p.ty, &a.ty, next);
                }
            }
            _ => {}
        }
    }

    fn signatures(&mut self, p: &Signature, a: &Signature, depth: usize) {
        let pairs = p.params.iter().zip(&a.params).chain(p.results.iter().zip(&a.results));
        for (p, a) in pairs {
            self.unify(p, a, depth);
        }
    }

    /// Unifies the methods that an interface asks for with those of `arg`.
    fn methods(&mut self, interface: &Type, arg: &Type, depth: usize) {
        let Type::Interface(i) = interface else { return };
        if depth > MAX_DEPTH {
            return;
        }
        for m in &i.methods {
            let found = self.cx.member(arg, &m.name, &m.path);
            if let Lookup::Found(Member::Method(method)) = found
                && let Type::Func(sig) = &method.ty
            {
                self.signatures(&m.sig, sig, depth + 1);
            }
        }
    }

    fn bind(&mut self, i: usize, arg: &Type) {
        let new = match &self.bound[i] {
            None => arg.clone(),
            Some(before) if before == arg => return,
            // Of a defined type and its underlying type, the defined one is meant; else the call is beyond us.
            Some(before) => match (before, arg) {
                (Type::Named(_), other) if !matches!(other, Type::Named(_)) => {
                    let same = self.cx.underlying(before) == *other;
                    if same { before.clone() } else { Type::Unknown }
                }
                (other, Type::Named(_)) if self.cx.underlying(arg) == *other => arg.clone(),
                _ => Type::Unknown,
            },
        };
        self.bound[i] = Some(new);
    }
}
