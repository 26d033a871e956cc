//! Type syntax to types.

use super::{
    Array, Dir, Env, Interface, InterfaceMethod, Signature, Struct, StructField, Term, Type, TypeParam,
};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::sync::Arc;

impl Env<'_> {
    /// The type that the type syntax `n` stands for; also where the grammar took it for an expression.
    pub fn type_expr(&self, n: NodeId) -> Type {
        match self.tree().kind(n) {
            Kind::Paren | Kind::ParenType => {
                self.tree().only_child(n).map_or(Type::Unknown, |c| self.type_expr(c))
            }
            Kind::Unary if self.tree().op(n) == Op::Deref => {
                let to = self.tree().child(n, Field::Operand);
                to.map_or(Type::Unknown, |c| Type::pointer(self.type_expr(c)))
            }
            _ => self.type_of(n),
        }
    }

    /// The type of a node that can only be type syntax; `None` for any other.
    pub(super) fn pure_type(&self, n: NodeId) -> Option<Type> {
        let tree = self.tree();
        let part = |field| tree.child(n, field).map_or(Type::Unknown, |c| self.type_expr(c));
        Some(match tree.kind(n) {
            Kind::ParenType => self.type_expr(n),
            Kind::PointerType => {
                tree.only_child(n).map_or(Type::Unknown, |c| Type::pointer(self.type_expr(c)))
            }
            Kind::QualifiedType => self.qualified_type(n),
            Kind::GenericType => {
                let base = tree.child(n, Field::Type)?;
                let args = tree.child(n, Field::TypeArguments)?;
                let args: Vec<NodeId> = tree.children(args).collect();
                self.instantiated(base, &args)
            }
            Kind::SliceType => Type::slice(part(Field::Element)),
            Kind::ArrayType => {
                let len = tree.child(n, Field::Length).and_then(|l| self.const_int(l));
                let len = len.and_then(|l| u64::try_from(l).ok());
                Type::Array(Arc::new(Array { len, elem: part(Field::Element) }))
            }
            Kind::AutoArrayType => Type::Array(Arc::new(Array { len: None, elem: part(Field::Element) })),
            Kind::MapType => Type::Map(Arc::new((part(Field::Key), part(Field::Value)))),
            Kind::ChanType => {
                let dir = match tree.op(n) {
                    Op::RecvOnly => Dir::Recv,
                    Op::SendOnly => Dir::Send,
                    _ => Dir::Both,
                };
                Type::Chan(dir, Arc::new(part(Field::Value)))
            }
            Kind::FuncType => Type::Func(Arc::new(self.signature(n))),
            Kind::StructType => self.struct_type(n),
            Kind::InterfaceType => self.interface_type(n),
            Kind::Union | Kind::TildeType => {
                let embeds = vec![self.terms(n)];
                Type::Interface(Arc::new(Interface { methods: Vec::new(), embeds }))
            }
            _ => return None,
        })
    }

    fn qualified_type(&self, n: NodeId) -> Type {
        let tree = self.tree();
        let (Some(package), Some(name)) = (tree.child(n, Field::Package), tree.child(n, Field::Name)) else {
            return Type::Unknown;
        };
        match self.import_named(self.text(package)) {
            Some((path, _)) => self.package_member(&path, self.text(name), true),
            None => Type::Unknown,
        }
    }

    /// The signature of a function declaration, method, literal or function type.
    pub fn signature(&self, n: NodeId) -> Signature {
        let tree = self.tree();
        let mut sig = Signature::default();
        for part in tree.children(n) {
            match tree.field(part) {
                Field::TypeParameters => sig.type_params = self.type_params(part),
                Field::Parameters => (sig.params, sig.variadic) = self.params(part),
                Field::Result if tree.kind(part) == Kind::Params => sig.results = self.params(part).0,
                Field::Result => sig.results = vec![self.type_expr(part)],
                _ => {}
            }
        }
        sig
    }

    fn params(&self, list: NodeId) -> (Vec<Type>, bool) {
        let tree = self.tree();
        let mut types = Vec::new();
        let mut variadic = false;
        for p in tree.children(list) {
            let Some(ty) = tree.child(p, Field::Type) else { continue };
            let mut ty = self.type_expr(ty);
            if tree.kind(p) == Kind::VariadicParam {
                ty = Type::slice(ty);
                variadic = true;
            }
            let names = tree.children_in(p, Field::Name).count();
            types.extend(std::iter::repeat_n(ty, names.max(1)));
        }
        (types, variadic)
    }

    /// The type parameters that a list declares.
    pub(super) fn type_params(&self, list: NodeId) -> Vec<Arc<TypeParam>> {
        let tree = self.tree();
        let names = tree.children(list).flat_map(|p| tree.children_in(p, Field::Name));
        names.map(|name| self.type_param(name)).collect()
    }

    pub(super) fn type_param(&self, name: NodeId) -> Arc<TypeParam> {
        let origin = self.origin(name);
        Arc::new(TypeParam { name: self.text(name).into(), origin, def: self.def(name) })
    }

    fn struct_type(&self, n: NodeId) -> Type {
        let tree = self.tree();
        let mut fields = Vec::new();
        for decl in tree.children(n).filter(|&d| tree.kind(d) == Kind::FieldDecl) {
            let Some(ty_node) = tree.child(decl, Field::Type) else { continue };
            let mut ty = self.type_expr(ty_node);
            let path = &self.site.package.path;
            let mut named = false;
            for name in tree.children_in(decl, Field::Name) {
                let name = self.text(name).into();
                fields.push(StructField { name, ty: ty.clone(), embedded: false, path: path.clone() });
                named = true;
            }
            if !named {
                if tree.op(decl) == Op::Deref {
                    ty = Type::pointer(ty);
                }
                let name = self.embedded_name(ty_node).into();
                fields.push(StructField { name, ty, embedded: true, path: path.clone() });
            }
        }
        Type::Struct(Arc::new(Struct { fields }))
    }

    /// The field name of an embedded type: its type name.
    fn embedded_name(&self, n: NodeId) -> &str {
        let tree = self.tree();
        match tree.kind(n) {
            Kind::GenericType => tree.child(n, Field::Type).map_or("", |c| self.embedded_name(c)),
            Kind::QualifiedType => tree.child(n, Field::Name).map_or("", |c| self.text(c)),
            Kind::PointerType | Kind::ParenType => tree.only_child(n).map_or("", |c| self.embedded_name(c)),
            _ => self.text(n),
        }
    }

    fn interface_type(&self, n: NodeId) -> Type {
        let tree = self.tree();
        let mut interface = Interface::default();
        for part in tree.children(n) {
            if tree.kind(part) == Kind::MethodElem {
                let Some(name) = tree.child(part, Field::Name) else { continue };
                let sig = Arc::new(self.signature(part));
                let path = self.site.package.path.clone();
                interface.methods.push(InterfaceMethod { name: self.text(name).into(), sig, path });
            } else {
                interface.embeds.push(self.terms(part));
            }
        }
        interface.methods.sort_by(|a, b| a.name.cmp(&b.name));
        Type::Interface(Arc::new(interface))
    }

    fn terms(&self, n: NodeId) -> Vec<Term> {
        let tree = self.tree();
        let term = |n: NodeId| match tree.kind(n) {
            Kind::TildeType => {
                let ty = tree.only_child(n).map_or(Type::Unknown, |c| self.type_expr(c));
                Term { tilde: true, ty }
            }
            _ => Term { tilde: false, ty: self.type_expr(n) },
        };
        match tree.kind(n) {
            Kind::Union => tree.children(n).map(term).collect(),
            _ => vec![term(n)],
        }
    }
}
