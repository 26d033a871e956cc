//! The walk that binds: one pass in the order in which names become visible. The nodes that declare are handled in
//! `declare`; this file keeps the environment (what each name means right now) and makes the final tables.

mod declare;

use super::names::Interner;
use super::table::Grouped;
use super::{Binding, BindingId, BindingKind, BindingRef, Scope, ScopeId, Scopes};
use crate::golang::syntax::{Kind, NodeId, Tree};
use crate::span::Span;
use rustc_hash::FxHashMap;

pub(super) fn bind(tree: &Tree) -> Scopes {
    let mut binder = Binder::new(tree);
    binder.visit(tree.root());
    binder.finish()
}

/// No name, in a table of names by node.
const NAMELESS: u32 = u32::MAX;

struct Binder<'t> {
    tree: &'t Tree,
    names: Interner<'t>,
    /// By node: the name of an identifier that names something other than a label or field.
    name_of: Vec<u32>,
    resolved: Vec<Option<BindingRef>>,
    bindings: Vec<Binding>,
    /// By binding; labels are nameless.
    binding_names: Vec<u32>,
    captured: Vec<bool>,
    scopes: Vec<Scope>,
    scope: ScopeId,
    func: NodeId,
    /// What each name means right now.
    current: Vec<Option<BindingId>>,
    /// What names meant before an open scope declared them, to be restored when it ends.
    shadowed: Vec<(u32, Option<BindingId>)>,
    labels: Labels,
    ambiguous_keys: Vec<NodeId>,
}

/// The labels of the function at hand; uses may come first.
#[derive(Default)]
struct Labels {
    declared: FxHashMap<u32, BindingId>,
    used: Vec<(NodeId, u32)>,
}

impl<'t> Binder<'t> {
    fn new(tree: &'t Tree) -> Binder<'t> {
        let outside = Scope {
            node: tree.root(),
            parent: None,
            func: tree.root(),
            span: Span { start: 0, end: u32::MAX },
        };
        Binder {
            tree,
            names: Interner::default(),
            name_of: vec![NAMELESS; tree.len()],
            resolved: vec![None; tree.len()],
            bindings: Vec::new(),
            binding_names: Vec::new(),
            captured: Vec::new(),
            scopes: vec![outside],
            scope: Scopes::OUTSIDE,
            func: tree.root(),
            current: Vec::new(),
            shadowed: Vec::new(),
            labels: Labels::default(),
            ambiguous_keys: Vec::new(),
        }
    }

    fn finish(mut self) -> Scopes {
        self.ambiguous_keys.sort_unstable();
        let declares = |n: NodeId, b: u32| self.bindings[b as usize].ident == n;
        let nodes = || self.tree.subtree(self.tree.root());
        let uses = || {
            nodes().filter_map(|n| {
                let b = self.resolved[n.index()]?.get() - 1;
                (!declares(n, b)).then_some((b, n))
            })
        };
        let named = || nodes().map(|n| (self.name_of[n.index()], n)).filter(|p| p.0 != NAMELESS);
        let by_name = || self.binding_names.iter().zip(0..).map(|(&name, b)| (name, BindingId(b)));
        Scopes {
            uses: Grouped::new(self.bindings.len(), uses),
            occurrences: Grouped::new(self.names.len(), named),
            by_name: Grouped::new(self.names.len(), || by_name().filter(|p| p.0 != NAMELESS)),
            names: self.names.finish(self.tree.source()),
            bindings: self.bindings,
            scopes: self.scopes,
            resolved: self.resolved,
            ambiguous_keys: self.ambiguous_keys,
            captured: self.captured,
        }
    }

    /// Where text inserted into the scope of `n` may stand.
    fn extent(&self, n: NodeId) -> Span {
        let span = self.tree.span(n);
        let mut end = span.end.saturating_sub(1);
        if self.tree.kind(n).is_case() {
            let next = self.tree.next_sibling(n).map(|next| self.tree.span(next).start);
            let brace = self.tree.parent(n).map(|p| self.tree.span(p).end.saturating_sub(1));
            end = next.or(brace).unwrap_or(end);
        }
        Span { start: span.start + 1, end: end.max(span.start + 1) }
    }

    /// Opens the scope of `n` around what `inside` visits.
    fn within(&mut self, n: NodeId, inside: impl FnOnce(&mut Self)) {
        let outer = self.scope;
        let mark = self.shadowed.len();
        let (func, span) = (self.func, self.extent(n));
        self.scope = ScopeId(self.scopes.len() as u32);
        self.scopes.push(Scope { node: n, parent: Some(outer), func, span });
        inside(self);
        for (name, before) in self.shadowed.drain(mark..).rev() {
            self.current[name as usize] = before;
        }
        self.scope = outer;
    }

    /// The name of the identifier `n`; none for the blank identifier.
    fn name(&mut self, n: NodeId) -> Option<u32> {
        let text = self.tree.text(n);
        if text == "_" {
            return None;
        }
        let name = self.names.intern(text, self.tree.span(n));
        if name as usize >= self.current.len() {
            self.current.push(None);
        }
        Some(name)
    }

    /// The identifier `n` stands where a name is used.
    fn use_name(&mut self, n: NodeId) {
        let Some(name) = self.name(n) else { return };
        self.name_of[n.index()] = name;
        if let Some(b) = self.current[name as usize] {
            self.link(n, b);
            let declared_here = self.bindings[b.0 as usize].func == self.func;
            self.captured[b.0 as usize] |= !declared_here;
        }
    }

    fn link(&mut self, n: NodeId, b: BindingId) {
        self.resolved[n.index()] = BindingRef::new(b.0 + 1);
    }

    /// Declares `ident` in the scope at hand, unless it is blank.
    fn declare(&mut self, ident: NodeId, kind: BindingKind, decl: NodeId, visible_from: u32) {
        if let Some(b) = self.add(ident, kind, decl, visible_from) {
            self.show(b);
        }
    }

    /// A binding that its name does not mean yet.
    fn add(
        &mut self,
        ident: NodeId,
        kind: BindingKind,
        decl: NodeId,
        visible_from: u32,
    ) -> Option<BindingId> {
        let name = self.name(ident)?;
        let b = BindingId(self.bindings.len() as u32);
        let (scope, func) = (self.scope, self.func);
        self.bindings.push(Binding { kind, ident, decl, scope, func, visible_from });
        self.captured.push(false);
        if kind == BindingKind::Label {
            self.binding_names.push(NAMELESS);
        } else {
            self.binding_names.push(name);
            self.name_of[ident.index()] = name;
        }
        if self.resolved[ident.index()].is_none() {
            self.link(ident, b);
        }
        Some(b)
    }

    /// From here on the name of `b` means `b`. Of several declarations in one scope, an error, the first counts.
    fn show(&mut self, b: BindingId) {
        let name = self.binding_names[b.0 as usize];
        if !self.is_declared_here(name) {
            self.shadowed.push((name, self.current[name as usize]));
            self.current[name as usize] = Some(b);
        }
    }

    fn is_declared_here(&self, name: u32) -> bool {
        self.current[name as usize].is_some_and(|b| self.bindings[b.0 as usize].scope == self.scope)
    }

    fn visit_children(&mut self, n: NodeId) {
        let tree = self.tree;
        for child in tree.children(n) {
            self.visit(child);
        }
    }

    fn visit(&mut self, n: NodeId) {
        match self.tree.kind(n) {
            kind if may_name(kind) => self.use_name(n),
            Kind::QualifiedType => self.qualified_type(n),
            Kind::FuncDecl | Kind::MethodDecl | Kind::FuncLit => self.function(n),
            Kind::FuncType | Kind::MethodElem => self.signature_type(n),
            Kind::VarSpec => self.value_spec(n, BindingKind::Var),
            Kind::ConstSpec => self.value_spec(n, BindingKind::Const),
            Kind::TypeSpec | Kind::TypeAlias => self.type_spec(n),
            Kind::ShortVar | Kind::RecvStmt | Kind::RangeClause => self.assign_or_define(n),
            Kind::Block | Kind::If | Kind::For | Kind::Switch => self.within(n, |b| b.visit_children(n)),
            Kind::TypeSwitch => self.type_switch(n),
            Kind::Case | Kind::Default | Kind::CommCase | Kind::TypeCase => {
                self.within(n, |b| b.visit_children(n));
            }
            Kind::Labeled => self.labeled(n),
            Kind::Break | Kind::Continue | Kind::Goto => self.jump(n),
            Kind::KeyedElement => self.keyed_element(n),
            _ => self.visit_children(n),
        }
    }
}

/// Whether a node of this kind names something that may be local. The predeclared names have kinds of their own,
/// yet are no keywords.
fn may_name(kind: Kind) -> bool {
    kind.is_name() || matches!(kind, Kind::Nil | Kind::True | Kind::False | Kind::Iota)
}
