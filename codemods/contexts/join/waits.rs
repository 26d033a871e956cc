//! Where a function waits: by a `Wait`, a receive, or a loop over a channel.

use super::root_variable;
use crate::contexts::uses::{LiteralRole, literal_role, outermost_literal};
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// The waiting expressions of `func` itself, and what each waits on: `wg.Wait()`, `<-done`; for `wg.Go(others.Wait)`
/// also what that waits on.
pub fn joins_of<'a>(site: Site<'a>, func: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + use<'a> {
    let own = own_joins(site, func);
    let through: Vec<(BindingId, NodeId)> = waited_by_others(site, func);
    own.flat_map(move |(join, operand)| {
        let group = root_variable(site, operand);
        let others = through.iter().filter(|(by, _)| Some(*by) == group).map(|&(_, on)| (join, on));
        others.chain([(join, operand)]).collect::<Vec<_>>()
    })
}

/// The groups to which `Wait` methods of others are given, and what these wait on: `wg.Go(others.Wait)`.
fn waited_by_others(site: Site, func: NodeId) -> Vec<(BindingId, NodeId)> {
    let tree = site.tree();
    let waits = tree.subtree(func).filter(|&n| {
        tree.kind(n) == Kind::Selector
            && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == "Wait")
            && tree.parent(n).is_some_and(|p| tree.kind(p) == Kind::Args)
    });
    let group = |wait: NodeId| {
        let function = tree.parent(tree.parent(wait)?).and_then(|c| tree.child(c, Field::Function))?;
        let starts = tree.child(function, Field::FieldName).is_some_and(|f| tree.text(f) == "Go");
        root_variable(site, tree.child(function, Field::Operand).filter(|_| starts)?)
    };
    waits.filter_map(|w| Some((group(w)?, tree.child(w, Field::Operand)?))).collect()
}

fn own_joins<'a>(site: Site<'a>, func: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + use<'a> {
    let tree = site.tree();
    tree.subtree(func).filter_map(move |n| {
        let operand = match tree.kind(n) {
            Kind::Call => {
                let function = tree.child(n, Field::Function)?;
                let name = tree.child(function, Field::FieldName)?;
                if tree.text(name) != "Wait" {
                    return None;
                }
                tree.child(function, Field::Operand)?
            }
            Kind::Unary if tree.op(n) == Op::Receive => tree.child(n, Field::Operand)?,
            Kind::RangeClause => tree.child(n, Field::Right).filter(|&r| may_wait(site, r))?,
            _ => return None,
        };
        runs_in(site, func, n).then_some((n, operand))
    })
}

/// Whether a loop over `operand` may wait for its next element: not over a map, a slice, or so many numbers.
fn may_wait(site: Site, operand: NodeId) -> bool {
    let has_all = |t: &Type| {
        matches!(
            t,
            Type::Map(..)
                | Type::Slice(_)
                | Type::Array(_)
                | Type::Basic(_)
                | Type::Untyped(_)
                | Type::Pointer(_)
        )
    };
    !has_all(&site.program.underlying(&site.type_of(operand)))
}

/// Whether `n` belongs to `func` itself or to a literal that it defers.
fn runs_in(site: Site, func: NodeId, n: NodeId) -> bool {
    match outermost_literal(site, func, n) {
        None => true,
        Some(literal) => matches!(literal_role(site, literal), LiteralRole::Deferred(_)),
    }
}
