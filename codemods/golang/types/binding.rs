//! The types of declared names: variables, constants, parameters, functions, types.

use super::{Env, Named, Type};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::sync::Arc;

impl Env<'_> {
    /// The type of the local binding that `ident` means; of a type, that type.
    pub(super) fn binding_type(&self, b: BindingId, ident: NodeId) -> Type {
        let binding = self.scopes().binding(b);
        match binding.kind {
            BindingKind::TypeSwitch => self.clause_type(binding.decl),
            BindingKind::Label => Type::Unknown,
            // The question is the same as that for the binding, which is pending.
            _ if binding.ident == ident => self.find_declared(ident).unwrap_or(Type::Unknown),
            _ => self.declared(binding.ident),
        }
    }

    /// What the variable of a type switch is in one of its clauses.
    fn clause_type(&self, clause: NodeId) -> Type {
        let tree = self.tree();
        let types: Vec<NodeId> = tree.children_in(clause, Field::Type).collect();
        match types[..] {
            [one] if self.text(one) != "nil" => self.type_expr(one),
            _ => {
                let switch = tree.ancestor(clause, |k| k == Kind::TypeSwitch);
                let value = switch.and_then(|s| tree.child(s, Field::Value));
                value.map_or(Type::Unknown, |v| self.type_of(v))
            }
        }
    }

    /// The type of what the identifier `name` declares, locally or at package level; of a type, that type.
    pub(super) fn declared(&self, name: NodeId) -> Type {
        self.answer(name, || self.find_declared(name).unwrap_or(Type::Unknown))
    }

    pub(super) fn find_declared(&self, name: NodeId) -> Option<Type> {
        let tree = self.tree();
        let parent = tree.parent(name)?;
        Some(match tree.kind(parent) {
            Kind::FuncDecl | Kind::MethodDecl => Type::Func(Arc::new(self.signature(parent))),
            Kind::TypeSpec => self.defined(name),
            Kind::TypeAlias => self.type_expr(tree.child(parent, Field::Type)?),
            Kind::VarSpec | Kind::ConstSpec => self.spec_value(parent, name)?,
            Kind::Param => self.type_expr(tree.child(parent, Field::Type)?),
            Kind::VariadicParam => Type::slice(self.type_expr(tree.child(parent, Field::Type)?)),
            Kind::TypeParam | Kind::TypeArgs => Type::TypeParam(self.type_param(name)),
            Kind::ExprList => self.assigned(parent, name)?,
            _ => return None,
        })
    }

    fn defined(&self, name: NodeId) -> Type {
        let tree = self.tree();
        let spec = tree.parent(name);
        let local = spec.and_then(|s| tree.parent(s)).is_some_and(|d| d != tree.root());
        Type::Named(Arc::new(Named {
            path: self.site.package.path.clone(),
            name: self.text(name).into(),
            args: Vec::new(),
            local: local.then(|| self.origin(name)),
            defs: vec![self.def(name)],
        }))
    }

    fn spec_value(&self, spec: NodeId, name: NodeId) -> Option<Type> {
        let tree = self.tree();
        let names: Vec<NodeId> = tree.children_in(spec, Field::Name).collect();
        let i = names.iter().position(|&n| n == name)?;
        let constant = tree.kind(spec) == Kind::ConstSpec;
        let spec = if constant { self.spelled_out(spec)? } else { spec };
        if let Some(ty) = tree.child(spec, Field::Type) {
            return Some(self.type_expr(ty));
        }
        let values = tree.list(tree.child(spec, Field::Value)?);
        let ty = self.value_at(&values, names.len(), i);
        Some(if constant { ty } else { ty.defaulted() })
    }

    /// The const spec that says what `spec` is: itself, or the nearest one before it that has a value.
    pub(super) fn spelled_out(&self, spec: NodeId) -> Option<NodeId> {
        let tree = self.tree();
        let all = tree.children(tree.parent(spec)?);
        all.take_while(|&s| s <= spec).filter(|&s| tree.child(s, Field::Value).is_some()).last()
    }

    /// The type of the `i`th of `count` values that the expressions give.
    fn value_at(&self, values: &[NodeId], count: usize, i: usize) -> Type {
        match *values {
            [one] if count > 1 => self.part_of(one, i),
            _ if values.len() == count => self.type_of(values[i]),
            _ => Type::Unknown,
        }
    }

    /// The type of the `i`th value of an expression that gives several.
    fn part_of(&self, expr: NodeId, i: usize) -> Type {
        let expr = self.tree().unparen(expr);
        match (self.tree().kind(expr), i) {
            (Kind::Call, _) => match self.type_of(expr) {
                Type::Tuple(of) => of.get(i).cloned().unwrap_or(Type::Unknown),
                _ => Type::Unknown,
            },
            (Kind::Index | Kind::TypeAssert | Kind::Unary, 0) => self.type_of(expr),
            (Kind::Index | Kind::TypeAssert | Kind::Unary, 1) => Type::BOOL,
            _ => Type::Unknown,
        }
    }

    /// The type of a name on the left of `:=`, in whichever statement.
    fn assigned(&self, list: NodeId, name: NodeId) -> Option<Type> {
        let tree = self.tree();
        let stmt = tree.parent(list)?;
        let names: Vec<NodeId> = tree.children(list).collect();
        let i = names.iter().position(|&n| n == name)?;
        let right = tree.child(stmt, Field::Right);
        match tree.kind(stmt) {
            Kind::ShortVar => Some(self.value_at(&tree.list(right?), names.len(), i).defaulted()),
            Kind::RecvStmt if tree.op(stmt) == Op::Define => {
                Some(self.value_at(&[right?], names.len(), i).defaulted())
            }
            Kind::RangeClause if tree.op(stmt) == Op::Define => Some(self.range_value(right?, i)),
            Kind::TypeSwitch => tree.child(stmt, Field::Value).map(|v| self.type_of(v)),
            _ => None,
        }
    }
}
