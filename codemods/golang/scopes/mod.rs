//! Lexical scopes of one declaration: which local declaration each identifier means (Go spec, «Declarations and
//! scope»). Names from outside the declaration (imports, package level, universe) are left to `golang::program`,
//! and so are fields and methods: an identifier that means one of those resolves to nothing here.
//!
//! `bind` walks the tree once; this file holds the tables it leaves behind and the questions they answer.

mod bind;
mod keys;
mod names;
mod table;
mod usage;

#[cfg(test)]
mod tests;

pub use usage::{is_address_taken, is_read, is_write};

use super::syntax::{NodeId, Tree};
use crate::span::Span;
use names::Names;
use table::Grouped;

/// A local variable, constant, type, type parameter or label.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BindingId(u32);

/// A lexical block. A scope's id is greater than its parent's, and ids follow the source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ScopeId(u32);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BindingKind {
    Receiver,
    /// Also of a function type or an interface method; then its scope's node is that type or method.
    Param,
    /// A named result.
    Result,
    /// `var x`
    Var,
    /// `x :=`, also in the header of if, for, switch and in a select receive.
    Short,
    /// `for x := range`
    Range,
    /// `switch x := y.(type)`: one binding for each clause.
    TypeSwitch,
    Const,
    Type,
    TypeParam,
    Label,
}

/// A declared name.
#[derive(Clone, Debug)]
pub struct Binding {
    pub kind: BindingKind,
    /// The identifier that declares it (shared by the clauses of a type switch).
    pub ident: NodeId,
    /// The parameter, spec, statement or clause that declares it.
    pub decl: NodeId,
    pub scope: ScopeId,
    /// The innermost function declaration, method or literal that it belongs to; the root of the tree if there
    /// is none.
    pub func: NodeId,
    /// The byte offset from which the name means this. A label means itself in all of its function.
    pub visible_from: u32,
}

/// A lexical block: which node opens it, and where it reaches.
#[derive(Clone, Debug)]
struct Scope {
    node: NodeId,
    parent: Option<ScopeId>,
    func: NodeId,
    span: Span,
}

/// The bindings of one declaration.
#[derive(Debug)]
pub struct Scopes {
    bindings: Vec<Binding>,
    scopes: Vec<Scope>,
    /// What each node that is an identifier resolves to, by node index.
    resolved: Vec<Option<BindingRef>>,
    /// Occurrences but the defining one, by binding.
    uses: Grouped<NodeId>,
    names: Names,
    /// All occurrences, by name: definitions, uses, and what means something outside. No labels.
    occurrences: Grouped<NodeId>,
    /// Bindings but labels, by name.
    by_name: Grouped<BindingId>,
    /// Keys of composite literals that are a field or a variable, sorted.
    ambiguous_keys: Vec<NodeId>,
    /// By binding.
    captured: Vec<bool>,
}

/// A [`BindingId`] plus one, so that an optional one takes four bytes.
type BindingRef = std::num::NonZeroU32;

impl Scopes {
    /// The scope around everything in the declaration: it declares nothing, its names live outside the tree.
    pub const OUTSIDE: ScopeId = ScopeId(0);

    /// Binds every identifier of `tree`, the tree of one top-level declaration.
    pub fn bind(tree: &Tree) -> Scopes {
        bind::bind(tree)
    }

    /// The local binding that the identifier or label `ident` means or declares; `None` if it is not local, is
    /// the blank identifier, or names a field. The ident of a type switch's `x :=` gives the first clause's.
    pub fn resolve(&self, ident: NodeId) -> Option<BindingId> {
        self.resolved.get(ident.index())?.map(|b| BindingId(b.get() - 1))
    }

    /// The binding that `ident` declares; for the ident of a type switch's `x :=`, the first clause's.
    pub fn defines(&self, ident: NodeId) -> Option<BindingId> {
        self.resolve(ident).filter(|&b| self.binding(b).ident == ident)
    }

    /// All bindings that `ident` declares: more than one for the `x :=` of a type switch.
    pub fn all_defined(&self, ident: NodeId) -> impl Iterator<Item = BindingId> + '_ {
        let first = self.defines(ident).map_or(self.bindings.len() as u32, |b| b.0);
        (first..self.bindings.len() as u32)
            .map(BindingId)
            .take_while(move |&b| self.binding(b).ident == ident)
    }

    pub fn binding(&self, b: BindingId) -> &Binding {
        &self.bindings[b.0 as usize]
    }

    /// All occurrences but the defining one, reads and writes, in source order.
    pub fn uses(&self, b: BindingId) -> &[NodeId] {
        self.uses.of(b.0)
    }

    /// All bindings, in the order in which they become visible.
    pub fn bindings(&self) -> impl Iterator<Item = BindingId> + use<> {
        (0..self.bindings.len() as u32).map(BindingId)
    }

    /// Whether a function literal uses the binding that another function declares.
    pub fn captured(&self, b: BindingId) -> bool {
        self.captured[b.0 as usize]
    }

    /// Whether `ident` is the key of an element of a composite literal of which syntax and local types cannot
    /// tell whether it is a struct: `T{x: 1}`. It resolves as a variable; where `T` is a struct, it is a field.
    pub fn ambiguous_key(&self, ident: NodeId) -> bool {
        self.ambiguous_keys.binary_search(&ident).is_ok()
    }

    /// The innermost scope at the byte offset `at`: that of a declaration or statement inserted there.
    pub fn scope_at(&self, at: usize) -> ScopeId {
        let behind = self.scopes.partition_point(|s| (s.span.start as usize) <= at);
        self.climb(behind, |s| at <= s.span.end as usize)
    }

    /// The innermost scope that `n` stands in. A node that opens a scope stands in the one around it; the body
    /// of a function opens none, its names live in the function's own.
    pub fn scope_of(&self, tree: &Tree, n: NodeId) -> ScopeId {
        let behind = self.scopes.partition_point(|s| s.node < n);
        self.climb(behind, |s| tree.contains(s.node, n))
    }

    fn climb(&self, behind: usize, holds: impl Fn(&Scope) -> bool) -> ScopeId {
        let mut at = behind.checked_sub(1);
        while let Some(i) = at.filter(|&i| !holds(&self.scopes[i])) {
            at = self.scopes[i].parent.map(|p| p.0 as usize);
        }
        ScopeId(at.unwrap_or(0) as u32)
    }

    /// The scope around `s`; none around [`Scopes::OUTSIDE`].
    pub fn parent(&self, s: ScopeId) -> Option<ScopeId> {
        self.scopes[s.0 as usize].parent
    }

    /// Where text can be inserted so that it stands in `s`: both ends belong to it. Reaches from behind the first
    /// byte of the scope's node to before its last; a clause reaches to the next clause or the final brace.
    pub fn scope_span(&self, s: ScopeId) -> Span {
        self.scopes[s.0 as usize].span
    }

    /// The node that opens `s`: a function, block, statement with a header, clause, function type, interface
    /// method, or type spec with type parameters.
    pub fn scope_node(&self, s: ScopeId) -> NodeId {
        self.scopes[s.0 as usize].node
    }

    /// The innermost function declaration, method or literal around (or opening) `s`; the root of the tree if
    /// there is none.
    pub fn func_of(&self, s: ScopeId) -> NodeId {
        self.scopes[s.0 as usize].func
    }

    /// What the local `name` would mean at the byte offset `at`, were it written there. Labels are no names.
    pub fn lookup(&self, name: &str, at: usize) -> Option<BindingId> {
        let all = self.by_name.of(self.names.find(name)?);
        let visible = all.iter().copied().filter(|&b| {
            let b = self.binding(b);
            let span = self.scope_span(b.scope);
            b.visible_from as usize <= at && (span.start as usize..=span.end as usize).contains(&at)
        });
        // Of several in one scope, which is an error, the first counts.
        visible.min_by_key(|&b| (std::cmp::Reverse(self.binding(b).scope), b))
    }

    /// Whether declaring `name` at the byte offset `at`, in the innermost scope there, clashes with nothing: that
    /// scope does not declare it (a function's body and parameters share one scope), and behind `at` it does not
    /// occur in that scope's extent, nested literals included. A key that may be a field counts as an occurrence.
    pub fn is_free(&self, tree: &Tree, name: &str, at: usize) -> bool {
        self.is_free_but_for(tree, name, at, |_| false)
    }

    /// [`Scopes::is_free`], where the caller knows of an ambiguous key whether it is a field.
    pub fn is_free_but_for(
        &self,
        tree: &Tree,
        name: &str,
        at: usize,
        is_field: impl Fn(NodeId) -> bool,
    ) -> bool {
        let Some(id) = self.names.find(name) else { return true };
        let scope = self.scope_at(at);
        let declared = self.by_name.of(id).iter().any(|&b| self.binding(b).scope == scope);
        let end = self.scope_span(scope).end as usize;
        let start = |n: NodeId| tree.span(n).start as usize;
        let all = self.occurrences.of(id);
        let behind = &all[all.partition_point(|&n| start(n) < at)..];
        let counts = |n: NodeId| !(self.ambiguous_key(n) && is_field(n));
        !declared && !behind.iter().take_while(|&&n| start(n) <= end).any(|&n| counts(n))
    }

    /// All occurrences of `name`, local or not, in source order: definitions, uses, ambiguous keys; no labels, no
    /// fields.
    pub fn occurrences(&self, name: &str) -> &[NodeId] {
        self.names.find(name).map_or(&[], |id| self.occurrences.of(id))
    }
}
