//! The syntax tree of one top-level declaration: a flat, immutable arena in source order.
//!
//! A node's descendants are the ids right behind it, so ancestry is two comparisons and a subtree is a range.
//! Comments are not nodes; they stand beside the tree. All spans are byte offsets into the whole file.

use super::kind::{Field, Kind};
use crate::span::Span;
use std::sync::Arc;

/// A node of one [`Tree`]; ids grow in source order (pre-order).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(pub(super) u32);

#[derive(Clone, Debug)]
pub(super) struct NodeData {
    pub kind: Kind,
    pub field: Field,
    pub op: Op,
    pub op_start: u32,
    pub parent: u32,
    /// One past the last descendant.
    pub after: u32,
    pub span: Span,
}

/// The token that tells nodes of one kind apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Op {
    #[default]
    None,
    /// `:=` of a range clause or select receive.
    Define,
    /// `=` of an assignment, range clause or select receive, and of a type alias.
    Assign,
    /// `+=` and its kin.
    AssignOp,
    /// `<-`, unary.
    Receive,
    /// `&`, unary.
    Address,
    /// `*`, unary, and of an embedded pointer field.
    Deref,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `!`
    Not,
    /// `<-chan`
    RecvOnly,
    /// `chan<-`
    SendOnly,
    /// Any other operator.
    Other,
}

/// The tree of one declaration (or, for tools, of a whole file).
#[derive(Debug)]
pub struct Tree {
    pub(super) text: Arc<str>,
    pub(super) nodes: Vec<NodeData>,
    pub(super) comments: Vec<Span>,
}

impl Tree {
    /// The outermost node: the declaration itself.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    pub fn kind(&self, n: NodeId) -> Kind {
        self.data(n).kind
    }

    /// The role of `n` in its parent.
    pub fn field(&self, n: NodeId) -> Field {
        self.data(n).field
    }

    pub fn op(&self, n: NodeId) -> Op {
        self.data(n).op
    }

    pub fn span(&self, n: NodeId) -> Span {
        self.data(n).span
    }

    /// The operator of a binary expression, as it is written.
    pub fn operator(&self, n: NodeId) -> &str {
        let start = self.op_start(n);
        let end = self.child(n, Field::Right).map_or(start, |r| self.span(r).start as usize);
        let text = self.source().get(start..end).unwrap_or_default();
        // Comments may stand between operator and operand.
        let len = ["<<", ">>", "&^", "==", "!=", "<=", ">=", "&&", "||"]
            .iter()
            .find(|op| text.starts_with(**op))
            .map_or(1, |op| op.len());
        text.get(..len).unwrap_or_default()
    }

    /// Where the operator token of `n` starts; meaningful unless [`Tree::op`] is [`Op::None`].
    pub fn op_start(&self, n: NodeId) -> usize {
        self.data(n).op_start as usize
    }

    /// The source of `n`, as it stands in the file.
    pub fn text(&self, n: NodeId) -> &str {
        &self.text[self.span(n).range()]
    }

    /// The text of the whole file.
    pub fn source(&self) -> &Arc<str> {
        &self.text
    }

    /// Comments inside the declaration, in source order.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    pub fn parent(&self, n: NodeId) -> Option<NodeId> {
        (n.0 != 0).then(|| NodeId(self.data(n).parent))
    }

    /// The ancestors of `n`, nearest first, without `n`.
    pub fn ancestors(&self, n: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(n), |&p| self.parent(p))
    }

    /// The nearest ancestor of `n` (not `n` itself) that `want` accepts.
    pub fn ancestor(&self, n: NodeId, want: impl Fn(Kind) -> bool) -> Option<NodeId> {
        self.ancestors(n).find(|&a| want(self.kind(a)))
    }

    /// `n` and everything below it, in source order.
    pub fn subtree(&self, n: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (n.0..self.data(n).after).map(NodeId)
    }

    /// Whether `inner` is `outer` or below it.
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer.0 <= inner.0 && inner.0 < self.data(outer).after
    }

    /// The children of `n`, in source order.
    pub fn children(&self, n: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.data(n).after;
        let first = (n.0 + 1 < end).then_some(NodeId(n.0 + 1));
        std::iter::successors(first, move |&c| {
            let next = self.data(c).after;
            (next < end).then_some(NodeId(next))
        })
    }

    /// The first child of `n` in the role `field`.
    pub fn child(&self, n: NodeId, field: Field) -> Option<NodeId> {
        self.children(n).find(|&c| self.field(c) == field)
    }

    /// All children of `n` in the role `field`.
    pub fn children_in(&self, n: NodeId, field: Field) -> impl Iterator<Item = NodeId> + '_ {
        self.children(n).filter(move |&c| self.field(c) == field)
    }

    /// The only child of `n`, whatever its role.
    pub fn only_child(&self, n: NodeId) -> Option<NodeId> {
        let mut all = self.children(n);
        let one = all.next()?;
        all.next().is_none().then_some(one)
    }

    /// The calls in `n`, itself included, in source order.
    pub fn calls(&self, n: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + '_ {
        self.subtree(n).filter(|&c| self.kind(c) == Kind::Call)
    }

    /// What `call` is called on: `x` in `x.f(…)`; of a function of a package, the package's name.
    pub fn receiver(&self, call: NodeId) -> Option<NodeId> {
        self.child(self.child(call, Field::Function)?, Field::Operand)
    }

    /// The arguments of `call`, in source order; none of what is no call.
    pub fn args(&self, call: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.child(call, Field::Arguments).into_iter().flat_map(|list| self.children(list))
    }

    /// The argument of `call` that stands at `index`.
    pub fn arg(&self, call: NodeId, index: usize) -> Option<NodeId> {
        self.args(call).nth(index)
    }

    /// Whether `call` is one that is given nothing: `f()`.
    pub fn has_no_args(&self, call: NodeId) -> bool {
        self.child(call, Field::Arguments).is_some_and(|list| self.children(list).next().is_none())
    }

    /// The argument of a call that has just one.
    pub fn only_arg(&self, call: NodeId) -> Option<NodeId> {
        self.only_child(self.child(call, Field::Arguments)?)
    }

    /// The statements of a block, case or labelled statement.
    pub fn stmts(&self, n: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children_in(n, Field::Stmt)
    }

    /// The sibling right after `n`.
    pub fn next_sibling(&self, n: NodeId) -> Option<NodeId> {
        let parent = self.parent(n)?;
        let next = self.data(n).after;
        (next < self.data(parent).after).then_some(NodeId(next))
    }

    /// The sibling right before `n`.
    pub fn prev_sibling(&self, n: NodeId) -> Option<NodeId> {
        let parent = self.parent(n)?;
        self.children(parent).take_while(|&c| c < n).last()
    }

    /// The innermost function declaration, method or literal around `n`, never `n` itself.
    pub fn enclosing_func(&self, n: NodeId) -> Option<NodeId> {
        self.ancestor(n, Kind::is_func)
    }

    /// `n` without the parentheses around it.
    pub fn unparen(&self, mut n: NodeId) -> NodeId {
        while self.kind(n) == Kind::Paren {
            match self.only_child(n) {
                Some(inner) => n = inner,
                None => break,
            }
        }
        n
    }

    /// `n` with all parentheses that stand around nothing but it.
    pub fn outside_parens(&self, mut n: NodeId) -> NodeId {
        while let Some(parent) = self.parent(n).filter(|&p| self.kind(p) == Kind::Paren) {
            n = parent;
        }
        n
    }

    /// The statement of a block, case or labelled statement that holds `n` (or is `n`).
    pub fn stmt_of(&self, n: NodeId) -> Option<NodeId> {
        std::iter::once(n).chain(self.ancestors(n)).find(|&a| self.field(a) == Field::Stmt)
    }

    /// The expressions of an expression list, or `n` itself when it is no list.
    pub fn list(&self, n: NodeId) -> Vec<NodeId> {
        if self.kind(n) == Kind::ExprList { self.children(n).collect() } else { vec![n] }
    }

    /// The identifier whose span is `span`.
    pub fn name_at(&self, span: Span) -> Option<NodeId> {
        // Starts never fall in pre-order.
        let from = self.nodes.partition_point(|n| n.span.start < span.start);
        let here = self.nodes[from..].iter().take_while(|n| n.span.start == span.start);
        let leaf = |n: &NodeData| n.span == span && (n.kind.is_name() || n.kind == Kind::FieldIdent);
        here.enumerate().find(|(_, n)| leaf(n)).map(|(i, _)| NodeId((from + i) as u32))
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A tree always has a root.
    pub fn is_empty(&self) -> bool {
        false
    }

    fn data(&self, n: NodeId) -> &NodeData {
        &self.nodes[n.0 as usize]
    }
}

impl NodeId {
    /// The position in [`Tree`]'s order; dense, so it may index a side table of [`Tree::len`] entries.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
