//! The nodes that declare names, one function each: what is visible in which part of them.

use super::super::keys::{Key, key_kind};
use super::super::{BindingId, BindingKind};
use super::{Binder, Labels, may_name};
use crate::golang::syntax::{Field, Kind, NodeId, Op, Tree};

/// A parameter whose name becomes visible only in the body.
struct Pending {
    ident: NodeId,
    kind: BindingKind,
    decl: NodeId,
}

impl Binder<'_> {
    /// A function's type parameters are visible in its signature and body, its parameters in the body alone; all
    /// share one scope with the outermost declarations of the body.
    pub(super) fn function(&mut self, n: NodeId) {
        let tree = self.tree;
        let outer_func = std::mem::replace(&mut self.func, n);
        let outer_labels = std::mem::take(&mut self.labels);
        self.within(n, |b| {
            let body = tree.child(n, Field::Body);
            let visible_from = body.map_or(tree.span(n).end, |body| tree.span(body).start);
            b.signature(n, visible_from);
            if let Some(body) = body {
                b.visit_children(body);
            }
            b.bind_labels();
        });
        self.labels = outer_labels;
        self.func = outer_func;
    }

    /// Parameter names of a function type or interface method mean nothing anywhere.
    pub(super) fn signature_type(&mut self, n: NodeId) {
        let end = self.tree.span(n).end;
        self.within(n, |b| b.signature(n, end));
    }

    fn signature(&mut self, n: NodeId, visible_from: u32) {
        let tree = self.tree;
        let mut pending = Vec::new();
        for part in tree.children(n) {
            match tree.field(part) {
                Field::Receiver => self.receiver(part, &mut pending),
                Field::TypeParameters => self.type_params(part),
                Field::Parameters => self.params(part, BindingKind::Param, &mut pending),
                Field::Result if tree.kind(part) == Kind::Params => {
                    self.params(part, BindingKind::Result, &mut pending);
                }
                Field::Result => self.visit(part),
                _ => {}
            }
        }
        for p in pending {
            self.declare(p.ident, p.kind, p.decl, visible_from);
        }
    }

    fn params(&mut self, params: NodeId, kind: BindingKind, pending: &mut Vec<Pending>) {
        let tree = self.tree;
        for decl in tree.children(params) {
            for part in tree.children(decl) {
                match tree.field(part) {
                    Field::Name => pending.push(Pending { ident: part, kind, decl }),
                    _ => self.visit(part),
                }
            }
        }
    }

    fn receiver(&mut self, params: NodeId, pending: &mut Vec<Pending>) {
        let tree = self.tree;
        for decl in tree.children(params) {
            for part in tree.children(decl) {
                match tree.field(part) {
                    Field::Name => pending.push(Pending { ident: part, kind: BindingKind::Receiver, decl }),
                    _ => self.receiver_type(part, decl),
                }
            }
        }
    }

    /// `*T[K, V]`: the type arguments of a receiver declare type parameters.
    fn receiver_type(&mut self, ty: NodeId, decl: NodeId) {
        let tree = self.tree;
        match tree.kind(ty) {
            Kind::PointerType | Kind::ParenType => {
                for inner in tree.children(ty) {
                    self.receiver_type(inner, decl);
                }
            }
            Kind::GenericType => {
                for part in tree.children(ty) {
                    if tree.kind(part) != Kind::TypeArgs {
                        self.visit(part);
                        continue;
                    }
                    for param in tree.children(part) {
                        if may_name(tree.kind(param)) {
                            self.declare(param, BindingKind::TypeParam, decl, tree.span(ty).end);
                        } else {
                            self.visit(param);
                        }
                    }
                }
            }
            _ => self.visit(ty),
        }
    }

    /// All of a list are visible in all of their constraints.
    fn type_params(&mut self, list: NodeId) {
        let tree = self.tree;
        let start = tree.span(list).start;
        for decl in tree.children(list) {
            for name in tree.children_in(decl, Field::Name) {
                self.declare(name, BindingKind::TypeParam, decl, start);
            }
        }
        for decl in tree.children(list) {
            for part in tree.children(decl).filter(|&c| tree.field(c) != Field::Name) {
                self.visit(part);
            }
        }
    }

    /// Whether what is declared here belongs to the package.
    fn at_package_level(&self) -> bool {
        self.scope == super::Scopes::OUTSIDE
    }

    /// The names of a var or const spec are visible behind it.
    pub(super) fn value_spec(&mut self, n: NodeId, kind: BindingKind) {
        let tree = self.tree;
        for part in tree.children(n).filter(|&c| tree.field(c) != Field::Name) {
            self.visit(part);
        }
        if self.at_package_level() {
            return;
        }
        for name in tree.children_in(n, Field::Name) {
            self.declare(name, kind, n, tree.span(n).end);
        }
    }

    /// A local type is visible in its own declaration; its type parameters are visible nowhere else.
    pub(super) fn type_spec(&mut self, n: NodeId) {
        let tree = self.tree;
        if let Some(name) = tree.child(n, Field::Name).filter(|_| !self.at_package_level()) {
            self.declare(name, BindingKind::Type, n, tree.span(name).start);
        }
        match tree.child(n, Field::TypeParameters) {
            Some(params) => self.within(n, |b| {
                b.type_params(params);
                b.type_spec_rest(n);
            }),
            None => self.type_spec_rest(n),
        }
    }

    fn type_spec_rest(&mut self, n: NodeId) {
        let tree = self.tree;
        for part in tree.children_in(n, Field::Type) {
            self.visit(part);
        }
    }

    /// `x := y`, a range clause, a select receive: what is on the right never sees what the left declares.
    pub(super) fn assign_or_define(&mut self, n: NodeId) {
        let tree = self.tree;
        if tree.kind(n) != Kind::ShortVar && tree.op(n) != Op::Define {
            return self.visit_children(n);
        }
        let kind = if tree.kind(n) == Kind::RangeClause { BindingKind::Range } else { BindingKind::Short };
        let targets = || tree.children_in(n, Field::Left).flat_map(|list| tree.children(list));
        for other in targets().filter(|&t| !may_name(tree.kind(t))) {
            self.visit(other);
        }
        for value in tree.children_in(n, Field::Right) {
            self.visit(value);
        }
        for ident in targets().filter(|&t| may_name(tree.kind(t))) {
            self.define(ident, kind, n);
        }
    }

    /// `:=` assigns to what its scope already declares.
    fn define(&mut self, ident: NodeId, kind: BindingKind, decl: NodeId) {
        let Some(name) = self.name(ident) else { return };
        if self.is_declared_here(name) {
            self.use_name(ident);
        } else {
            self.declare(ident, kind, decl, self.tree.span(decl).end);
        }
    }

    /// `switch x := y.(type)` declares `x` in each clause, behind its types.
    pub(super) fn type_switch(&mut self, n: NodeId) {
        let tree = self.tree;
        self.within(n, |b| {
            for part in tree.children(n) {
                if !tree.kind(part).is_case() && tree.field(part) != Field::Alias {
                    b.visit(part);
                }
            }
            let alias = tree.child(n, Field::Alias).and_then(|list| tree.children(list).next());
            let alias = alias.filter(|&ident| may_name(tree.kind(ident)));
            let clauses = || tree.children(n).filter(|&c| tree.kind(c).is_case());
            // All at once, so that they have neighbouring ids.
            let first = b.bindings.len();
            let declared = clauses().filter(|&clause| {
                let visible_from = clause_head_end(tree, clause);
                alias.and_then(|x| b.add(x, BindingKind::TypeSwitch, clause, visible_from)).is_some()
            });
            let declared = declared.count();
            for (i, clause) in clauses().enumerate() {
                b.type_case(clause, (i < declared).then_some(BindingId((first + i) as u32)));
            }
        });
    }

    fn type_case(&mut self, clause: NodeId, alias: Option<BindingId>) {
        let tree = self.tree;
        self.within(clause, |b| {
            for ty in tree.children(clause).filter(|&c| tree.field(c) != Field::Stmt) {
                b.visit(ty);
            }
            if let Some(alias) = alias {
                b.bindings[alias.0 as usize].scope = b.scope;
                b.show(alias);
            }
            for stmt in tree.stmts(clause) {
                b.visit(stmt);
            }
        });
    }

    /// Labels have names of their own, visible in all of their function and in no literal inside.
    pub(super) fn labeled(&mut self, n: NodeId) {
        let tree = self.tree;
        for part in tree.children(n) {
            match tree.kind(part) {
                Kind::LabelName => self.label(part, n),
                _ => self.visit(part),
            }
        }
    }

    fn label(&mut self, ident: NodeId, decl: NodeId) {
        let Some(name) = self.name(ident) else { return };
        let from = self.tree.span(self.func).start;
        if let Some(b) = self.add(ident, BindingKind::Label, decl, from) {
            self.labels.declared.entry(name).or_insert(b);
        }
    }

    pub(super) fn jump(&mut self, n: NodeId) {
        if let Some(label) = self.tree.only_child(n)
            && let Some(name) = self.name(label)
        {
            self.labels.used.push((label, name));
        }
    }

    fn bind_labels(&mut self) {
        let Labels { declared, used } = std::mem::take(&mut self.labels);
        for (label, name) in used {
            if let Some(&b) = declared.get(&name) {
                self.link(label, b);
            }
        }
    }

    /// `pkg.T`: only the package is a name in scope.
    pub(super) fn qualified_type(&mut self, n: NodeId) {
        if let Some(package) = self.tree.child(n, Field::Package) {
            self.visit(package);
        }
    }

    /// A key that is but a name may be that of a field.
    pub(super) fn keyed_element(&mut self, n: NodeId) {
        let tree = self.tree;
        for part in tree.children(n) {
            if tree.field(part) != Field::Key || !may_name(tree.kind(part)) {
                self.visit(part);
                continue;
            }
            match key_kind(tree, n, &|ty| self.local_type(ty)) {
                Key::Field => continue,
                Key::Variable => {}
                Key::Either => self.ambiguous_keys.push(part),
            }
            self.use_name(part);
        }
    }

    /// The type that a local type name stands for.
    fn local_type(&self, name: NodeId) -> Option<NodeId> {
        let b = self.resolved[name.index()]?.get() - 1;
        let binding = &self.bindings[b as usize];
        let is_type = binding.kind == BindingKind::Type;
        is_type.then(|| self.tree.child(binding.decl, Field::Type)).flatten()
    }
}

/// The end of the last type of a clause, or of the word `default`.
fn clause_head_end(tree: &Tree, clause: NodeId) -> u32 {
    let types = tree.children_in(clause, Field::Type).last().map(|ty| tree.span(ty).end);
    types.unwrap_or(tree.span(clause).start + "default".len() as u32)
}
