//! Whether a function waits for a goroutine it started before it ends.
//!
//! A join is a `Wait` or a receive that the function itself executes on every path from the start of the goroutine
//! to every exit, on something that the goroutine refers to. A deferred join counts where it is registered behind
//! the release's own defer: deferred calls run last in, first out.

use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::collections::HashSet;

/// Whether `func` joins the goroutine that `start` (a go statement, or a call such as `g.Go(…)`) starts. `work` is
/// what runs in it: the call of a go statement, or the call that is given the function.
pub fn is_joined(site: Site, flow: &Flow, func: NodeId, start: NodeId, work: NodeId) -> bool {
    let Some(from) = flow.point_of(start) else { return false };
    let mentioned = mentioned(site, work);
    let joins: HashSet<PointId> = joins(site, func)
        .filter(|&(join, operand)| {
            root_variable(site, operand).is_some_and(|v| mentioned.contains(&v)) && join > start
        })
        .filter_map(|(join, _)| flow.point_of(join))
        .collect();
    !joins.is_empty()
        && flow.exits_from(from, |p| joins.contains(&p)).is_empty()
        && !waits_for_done(site, work)
}

/// The waiting expressions of `func` itself, and what each waits on: `wg.Wait()`, `<-done`.
fn joins<'a>(site: Site<'a>, func: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + use<'a> {
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
            Kind::Unary if tree.op(n) == Op::Receive && !in_choice(site, n) => {
                tree.child(n, Field::Operand)?
            }
            Kind::RangeClause => tree.child(n, Field::Right)?,
            _ => return None,
        };
        runs_in(site, func, n).then_some((n, operand))
    })
}

/// Whether `n` belongs to `func` itself or to a literal that it defers.
fn runs_in(site: Site, func: NodeId, n: NodeId) -> bool {
    use super::uses::{LiteralRole, literal_role, outermost_literal};
    match outermost_literal(site, func, n) {
        None => true,
        Some(literal) => matches!(literal_role(site, literal), LiteralRole::Deferred(_)),
    }
}

/// Whether the receive is one of several arms of a select.
fn in_choice(site: Site, receive: NodeId) -> bool {
    let tree = site.tree();
    let arm = tree.ancestors(receive).find(|&a| tree.kind(a).is_case() || tree.field(a) == Field::Stmt);
    arm.is_some_and(|a| {
        tree.kind(a) == Kind::CommCase
            && tree
                .parent(a)
                .is_some_and(|select| tree.children(select).filter(|&c| tree.kind(c).is_case()).count() > 1)
    })
}

/// The variables that `work` refers to.
fn mentioned(site: Site, work: NodeId) -> HashSet<BindingId> {
    let tree = site.tree();
    tree.subtree(work)
        .filter(|&n| tree.kind(n) == Kind::Ident)
        .filter_map(|n| site.scopes().resolve(n))
        .collect()
}

/// The variable at the root of `s.wg`, `&wg`, `wg`.
pub fn root_variable(site: Site, mut node: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    loop {
        match tree.kind(node) {
            Kind::Ident => return site.scopes().resolve(node),
            Kind::Selector | Kind::Index | Kind::Unary | Kind::Slice => {
                node = tree.child(node, Field::Operand)?
            }
            Kind::Paren => node = tree.only_child(node)?,
            Kind::Call => node = tree.child(node, Field::Function)?,
            _ => return None,
        }
    }
}

/// Whether the goroutine does nothing but wait for a context to end at some point: then a join waits for the
/// release, and not the other way round.
fn waits_for_done(site: Site, work: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(work).any(|n| {
        tree.kind(n) == Kind::Unary
            && tree.op(n) == Op::Receive
            && !in_choice(site, n)
            && tree.child(n, Field::Operand).is_some_and(|o| tree.text(o).ends_with(".Done()"))
    })
}
