//! What an occurrence of an identifier does to what it names, as far as syntax tells.

use crate::golang::syntax::{Field, Kind, NodeId, Op, Tree};

/// Whether `ident` is the target of an assignment: it stands alone (parentheses aside) on the left of `=`, `:=` or
/// `op=`, of a range clause or a select receive, or under `++` or `--`. Not so the `x` of `x.f = 1` and `x[i] = 1`,
/// nor the names of `var` and parameters.
pub fn is_write(tree: &Tree, ident: NodeId) -> bool {
    target_of(tree, ident).is_some()
}

/// Whether `ident` reads what it names: every use but one that is only written to. `op=`, `++` and `--` both read
/// and write. A declaring occurrence and a label read nothing.
pub fn is_read(tree: &Tree, ident: NodeId) -> bool {
    let declares = matches!(tree.field(ident), Field::Name | Field::Label);
    let is_alias = tree.parent(ident).is_some_and(|p| tree.field(p) == Field::Alias);
    if !tree.kind(ident).is_name() || declares || is_alias {
        return false;
    }
    target_of(tree, ident).is_none_or(|at| {
        matches!(tree.kind(at), Kind::IncStmt | Kind::DecStmt) || tree.op(at) == Op::AssignOp
    })
}

/// Whether `ident` is the operand of `&`, parentheses aside. Not so the `x` of `&x.f`, `&x[i]` and `x[:]`, nor
/// that of a method call that takes the address behind the scenes.
pub fn is_address_taken(tree: &Tree, ident: NodeId) -> bool {
    let outer = tree.outside_parens(ident);
    tree.parent(outer).is_some_and(|p| tree.kind(p) == Kind::Unary && tree.op(p) == Op::Address)
}

/// The statement or clause that assigns to `ident`.
fn target_of(tree: &Tree, ident: NodeId) -> Option<NodeId> {
    let outer = tree.outside_parens(ident);
    let parent = tree.parent(outer)?;
    match tree.kind(parent) {
        Kind::IncStmt | Kind::DecStmt => Some(parent),
        Kind::ExprList if tree.field(parent) == Field::Left => tree.parent(parent),
        _ => None,
    }
}
