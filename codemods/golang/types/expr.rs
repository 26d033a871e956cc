//! Types of expressions.

use super::{Basic, Env, Lookup, Member, Signature, Type, Untyped};
use crate::golang::program::{Entity, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::sync::Arc;

impl Site<'_> {
    /// The type of an expression; of one that denotes a type, that type; of a declaring identifier, what it
    /// declares. A constant that has no type stays untyped: see [`Type::defaulted`].
    pub fn type_of(&self, expr: NodeId) -> Type {
        let cx = super::Cx::new(self.program);
        Env::new(&cx, *self).type_of(expr)
    }

    /// The type that type syntax stands for.
    pub fn type_expr(&self, node: NodeId) -> Type {
        let cx = super::Cx::new(self.program);
        Env::new(&cx, *self).type_expr(node)
    }
}

impl Env<'_> {
    pub fn type_of(&self, n: NodeId) -> Type {
        let tree = self.tree();
        match tree.kind(n) {
            Kind::Paren => tree.only_child(n).map_or(Type::Unknown, |c| self.type_of(c)),
            Kind::Ellipsis | Kind::ExprList | Kind::ExprStmt => {
                tree.only_child(n).map_or(Type::Unknown, |c| self.type_of(c))
            }
            Kind::Nil | Kind::True | Kind::False | Kind::Iota => self.predeclared(n),
            Kind::Int => Type::Untyped(Untyped::Int),
            Kind::Float => Type::Untyped(Untyped::Float),
            Kind::Imaginary => Type::Untyped(Untyped::Complex),
            Kind::Rune => Type::Untyped(Untyped::Rune),
            Kind::String | Kind::RawString => Type::Untyped(Untyped::String),
            Kind::FieldIdent => match tree.parent(n).filter(|&p| tree.kind(p) == Kind::Selector) {
                Some(selector) => self.type_of(selector),
                None => Type::Unknown,
            },
            // The name in `pkg.T` is not one of this file.
            Kind::TypeIdent if tree.field(n) == Field::Name && self.qualified(n).is_some() => {
                self.qualified(n).map_or(Type::Unknown, |q| self.type_of(q))
            }
            _ => self.answer(n, || self.find(n)),
        }
    }

    /// The type of `nil`, `true`, `false` or `iota`, unless the name is taken for something else.
    fn predeclared(&self, n: NodeId) -> Type {
        if self.is_field_key(n) {
            return self.key_type(n);
        }
        let name = self.text(n);
        let at = self.tree().span(n).start as usize;
        if let Some(b) = self.scopes().resolve(n).or_else(|| self.scopes().lookup(name, at)) {
            return self.binding_type(b, n);
        }
        let package = self.site.package;
        match (package.decls(name), self.tree().kind(n)) {
            ([], Kind::Nil) => Type::Nil,
            ([], Kind::Iota) => Type::Untyped(Untyped::Int),
            ([], _) => Type::Untyped(Untyped::Bool),
            (decls, _) => self.cx.declared(package, decls),
        }
    }

    fn qualified(&self, name: NodeId) -> Option<NodeId> {
        let tree = self.tree();
        tree.parent(name).filter(|&p| tree.kind(p) == Kind::QualifiedType)
    }

    fn find(&self, n: NodeId) -> Type {
        let tree = self.tree();
        let child = |field| tree.child(n, field);
        match tree.kind(n) {
            Kind::Ident | Kind::TypeIdent | Kind::PackageIdent => self.name_type(n),
            // Expressions that the grammar took for types, as in `new(x.y)`.
            Kind::QualifiedType | Kind::GenericType | Kind::PointerType if !self.is_type(n) => {
                self.mistaken(n).unwrap_or(Type::Unknown)
            }
            Kind::Call | Kind::Conversion => self.call_type(n),
            Kind::Selector => self.selector_type(n),
            Kind::Index => self.index_type(n).unwrap_or(Type::Unknown),
            Kind::Instantiation => {
                let args: Vec<NodeId> = tree.children(n).skip(1).collect();
                child(Field::Type).map_or(Type::Unknown, |base| self.instantiated(base, &args))
            }
            Kind::Slice => child(Field::Operand).map_or(Type::Unknown, |o| self.sliced(o)),
            Kind::TypeAssert => child(Field::Type).map_or(Type::Unknown, |t| self.type_expr(t)),
            Kind::CompositeLit => child(Field::Body).map_or(Type::Unknown, |b| self.literal_type(b)),
            Kind::LitValue => self.literal_type(n),
            Kind::FuncLit => Type::Func(Arc::new(self.signature(n))),
            Kind::Unary => child(Field::Operand).map_or(Type::Unknown, |o| self.unary_type(n, o)),
            Kind::Binary => self.binary_type(n),
            _ => self.pure_type(n).unwrap_or(Type::Unknown),
        }
    }

    fn name_type(&self, n: NodeId) -> Type {
        match self.resolve(n) {
            Entity::Local(b) => self.binding_type(b, n),
            Entity::PackageLevel { .. } if self.declares(n) => self.find_declared(n).unwrap_or(Type::Unknown),
            Entity::PackageLevel { package, decls } => self.cx.declared(&package, &decls),
            Entity::Universe(name) => match name {
                "any" => Type::empty_interface(),
                "error" | "comparable" => Type::universe(name),
                "true" | "false" => Type::Untyped(Untyped::Bool),
                "nil" => Type::Nil,
                "iota" => Type::Untyped(Untyped::Int),
                _ => Basic::from_name(name).map_or(Type::Unknown, Type::Basic),
            },
            Entity::Field => self.key_type(n),
            Entity::Unknown if self.declares(n) => self.find_declared(n).unwrap_or(Type::Unknown),
            Entity::Import { .. } | Entity::Unknown => Type::Unknown,
        }
    }

    /// Whether `n` is the name in a declaration at package level.
    fn declares(&self, n: NodeId) -> bool {
        let tree = self.tree();
        let spec = tree.parent(n).is_some_and(|p| {
            matches!(
                tree.kind(p),
                Kind::FuncDecl | Kind::TypeSpec | Kind::TypeAlias | Kind::VarSpec | Kind::ConstSpec
            )
        });
        spec && tree.field(n) == Field::Name
    }

    /// Whether the expression `n` denotes a type.
    pub fn is_type(&self, n: NodeId) -> bool {
        let tree = self.tree();
        match tree.kind(n) {
            Kind::Paren => tree.only_child(n).is_some_and(|c| self.is_type(c)),
            Kind::Unary if tree.op(n) == Op::Deref => {
                tree.child(n, Field::Operand).is_some_and(|c| self.is_type(c))
            }
            Kind::Ident | Kind::TypeIdent | Kind::PackageIdent => match self.resolve(n) {
                Entity::Local(b) => {
                    matches!(self.scopes().binding(b).kind, BindingKind::Type | BindingKind::TypeParam)
                }
                Entity::PackageLevel { package, .. } => !package.types(self.text(n)).is_empty(),
                Entity::Universe(name) => {
                    matches!(name, "any" | "error" | "comparable") || Basic::from_name(name).is_some()
                }
                _ => false,
            },
            Kind::Selector => {
                let (Some(operand), Some(name)) =
                    (tree.child(n, Field::Operand), tree.child(n, Field::FieldName))
                else {
                    return false;
                };
                match tree.kind(operand) == Kind::Ident {
                    true => match self.resolve(operand) {
                        Entity::Import { path, .. } if path == "unsafe" => self.text(name) == "Pointer",
                        Entity::Import { package, .. } => {
                            package.is_some_and(|p| !p.types(self.text(name)).is_empty())
                        }
                        _ => false,
                    },
                    false => false,
                }
            }
            Kind::Index => tree.child(n, Field::Operand).is_some_and(|c| self.is_type(c)),
            Kind::Instantiation => tree.child(n, Field::Type).is_some_and(|c| self.is_type(c)),
            Kind::ParenType | Kind::PointerType => tree.only_child(n).is_some_and(|c| self.is_type(c)),
            Kind::GenericType => tree.child(n, Field::Type).is_some_and(|c| self.is_type(c)),
            Kind::QualifiedType => {
                let (Some(package), Some(name)) = (tree.child(n, Field::Package), tree.child(n, Field::Name))
                else {
                    return false;
                };
                match self.resolve(package) {
                    Entity::Import { package: Some(p), .. } => !p.types(self.text(name)).is_empty(),
                    Entity::Import { .. } => true,
                    _ => false,
                }
            }
            Kind::ArrayType
            | Kind::AutoArrayType
            | Kind::SliceType
            | Kind::StructType
            | Kind::InterfaceType
            | Kind::MapType
            | Kind::ChanType
            | Kind::FuncType => true,
            _ => false,
        }
    }

    /// The type of an expression in the shape of type syntax: a selector, an index, what a pointer points at.
    fn mistaken(&self, n: NodeId) -> Option<Type> {
        let tree = self.tree();
        Some(match tree.kind(n) {
            Kind::QualifiedType => {
                self.selected_type(tree.child(n, Field::Package)?, self.text(tree.child(n, Field::Name)?))
            }
            Kind::GenericType => {
                let args = tree.child(n, Field::TypeArguments)?;
                let base = tree.child(n, Field::Type)?;
                match self.type_of(base) {
                    Type::Func(_) => self.instantiated(base, &tree.children(args).collect::<Vec<_>>()),
                    ty => self.element(&ty),
                }
            }
            _ => self.pointed_at(tree.only_child(n)?),
        })
    }

    fn selector_type(&self, n: NodeId) -> Type {
        let tree = self.tree();
        match (tree.child(n, Field::Operand), tree.child(n, Field::FieldName)) {
            (Some(operand), Some(name)) => self.selected_type(operand, self.text(name)),
            _ => Type::Unknown,
        }
    }

    fn selected_type(&self, operand: NodeId, name: &str) -> Type {
        let tree = self.tree();
        if tree.kind(operand).is_name()
            && let Entity::Import { path, .. } = self.resolve(operand)
        {
            return self.package_member(&path, name, false);
        }
        let of_type = self.is_type(operand);
        let receiver = if of_type { self.type_expr(operand) } else { self.type_of(operand) };
        match self.cx.member(&receiver, name, &self.site.package.path) {
            Lookup::Found(Member::Field(f)) if !of_type => f.ty,
            Lookup::Found(Member::Method(m)) => match (m.ty, of_type) {
                (Type::Func(sig), true) => {
                    let params = std::iter::once(receiver).chain(sig.params.iter().cloned()).collect();
                    Type::Func(Arc::new(Signature { params, ..(*sig).clone() }))
                }
                (ty, _) => ty,
            },
            _ => Type::Unknown,
        }
    }

    fn index_type(&self, n: NodeId) -> Option<Type> {
        let tree = self.tree();
        let (operand, index) = (tree.child(n, Field::Operand)?, tree.child(n, Field::Index)?);
        if self.is_type(operand) {
            return Some(self.instantiated(operand, &[index]));
        }
        let ty = self.type_of(operand);
        if let Type::Func(_) = ty {
            return Some(self.instantiated(operand, &[index]));
        }
        Some(self.element(&ty))
    }

    /// What indexing a value of type `ty` gives.
    pub(super) fn element(&self, ty: &Type) -> Type {
        let core = self.cx.core(ty);
        let core = if let Type::Pointer(to) = &core { self.cx.core(to) } else { core };
        match core {
            Type::Slice(elem) => (*elem).clone(),
            Type::Array(a) => a.elem.clone(),
            Type::Map(kv) => kv.1.clone(),
            Type::Basic(Basic::String) | Type::Untyped(Untyped::String) => Type::Basic(Basic::Uint8),
            _ => Type::Unknown,
        }
    }

    fn sliced(&self, operand: NodeId) -> Type {
        let ty = self.type_of(operand);
        match self.cx.core(&ty) {
            Type::Slice(_) | Type::Basic(Basic::String) => ty,
            Type::Untyped(Untyped::String) => Type::STRING,
            Type::Array(a) => Type::slice(a.elem.clone()),
            Type::Pointer(to) => match self.cx.core(&to) {
                Type::Array(a) => Type::slice(a.elem.clone()),
                _ => Type::Unknown,
            },
            _ => Type::Unknown,
        }
    }
}
