//! Lexical scopes of one declaration: which local declaration each identifier means (Go spec, «Declarations and
//! scope»). Names from outside the declaration (imports, package level, universe) are left to `golang::program`.

use super::syntax::{NodeId, Tree};

/// A local variable, constant, type, type parameter or label.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BindingId(u32);

/// A lexical block.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ScopeId(u32);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BindingKind {
    Receiver,
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
    /// The innermost function declaration, method or literal that it belongs to.
    pub func: NodeId,
    /// The byte offset from which the name means this.
    pub visible_from: u32,
}

/// The bindings of one declaration.
#[derive(Debug, Default)]
pub struct Scopes {
    bindings: Vec<Binding>,
}

impl Scopes {
    pub fn bind(_tree: &Tree) -> Scopes {
        Scopes::default()
    }

    pub fn binding(&self, b: BindingId) -> &Binding {
        &self.bindings[b.0 as usize]
    }
}
