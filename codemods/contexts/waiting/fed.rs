//! Channels that a function takes values from, round by round: who sends there and waits for nothing else is left
//! waiting for ever when the function goes away.

use crate::contexts::callers::calls_of;
use crate::contexts::callers::declarations;
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::parameters;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// How many callers up it is looked for who sends.
const MAX_CALLERS: usize = 2;

/// Where a loop around `place`, in its function, takes from a channel on which others send in plain sight, and cannot
/// do anything else meanwhile. Nothing where the function leaves in the blocks `done` because its context has ended:
/// then they are left as it is.
pub(super) fn fed_to(site: Site, place: NodeId, done: &[NodeId]) -> Option<NodeId> {
    let tree = site.tree();
    let func = tree.enclosing_func(place).filter(|_| done.is_empty())?;
    let loops = tree.ancestors(place).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::For);
    let taken = loops.flat_map(|l| tree.subtree(l)).filter(|&n| tree.enclosing_func(n) == Some(func));
    let channel = |n: NodeId| match tree.kind(n) {
        Kind::RangeClause => tree.child(n, Field::Right).filter(|&c| is_channel(site, c)),
        Kind::Unary if tree.op(n) == Op::Receive => tree.child(n, Field::Operand),
        _ => None,
    };
    let mut received = taken.filter_map(|n| channel(n).map(|c| (n, c)));
    received.find(|&(_, c)| is_sent_to(site, func, c, MAX_CALLERS)).map(|(n, _)| n)
}

fn is_channel(site: Site, expr: NodeId) -> bool {
    matches!(site.program.underlying(&site.type_of(expr)), Type::Chan(..))
}

/// Whether somebody outside of `func` so sends on the channel in `expr`.
fn is_sent_to(site: Site, func: NodeId, expr: NodeId, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let expr = tree.unparen(expr);
    let variable = scopes.resolve(expr).filter(|_| tree.kind(expr) == Kind::Ident);
    match (tree.kind(expr), variable) {
        (Kind::Selector, _) => {
            tree.child(expr, Field::FieldName).is_some_and(|f| is_sent_by_package(site, tree.text(f)))
        }
        (Kind::Ident, None) => is_sent_by_package(site, tree.text(expr)),
        (_, Some(v)) if scopes.binding(v).kind == BindingKind::Param && scopes.binding(v).func == func => {
            depth > 0 && is_sent_by_callers(site, func, v, depth)
        }
        (_, Some(v)) => {
            !has_room(site, v)
                && scopes.uses(v).iter().any(|&u| {
                    !tree.contains(func, u)
                        && tree
                            .parent(u)
                            .is_some_and(|s| tree.child(s, Field::Channel) == Some(u) && waits_alone(site, s))
                })
        }
        _ => false,
    }
}

/// Whether a statement of the package, outside of tests, so sends on what is called `name`: a field or variable.
fn is_sent_by_package(site: Site, name: &str) -> bool {
    let may = |is_test: bool, text: &str| !is_test && text.contains("<-") && text.contains(name);
    declarations(site, may).any(|s| {
        let tree = s.tree();
        let last = |c: NodeId| tree.child(c, Field::FieldName).unwrap_or(c);
        let mut sends = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::SendStmt);
        sends.any(|n| {
            tree.child(n, Field::Channel).is_some_and(|c| tree.text(last(c)) == name) && waits_alone(s, n)
        })
    })
}

/// Whether a function of the package that calls `func` so sends on what it gives for the parameter.
fn is_sent_by_callers(site: Site, func: NodeId, parameter: BindingId, depth: usize) -> bool {
    let index = parameters(site, func).iter().position(|p| p.variable == Some(parameter));
    let Some(index) = index else { return false };
    calls_of(site, func).any(|(caller, call)| {
        let tree = caller.tree();
        let given = tree.arg(call, index);
        let around = tree.enclosing_func(call);
        given.zip(around).is_some_and(|(g, f)| {
            // A literal around the call is no part of who sends.
            let apart = if tree.kind(f) == Kind::FuncLit { f } else { call };
            is_sent_to(caller, apart, g, depth - 1)
        })
    })
}

/// Whether the send statement is no arm of a select that has others.
fn waits_alone(site: Site, send: NodeId) -> bool {
    let tree = site.tree();
    let arm = tree.parent(send).filter(|_| tree.field(send) == Field::Communication);
    let select = arm.and_then(|a| tree.parent(a));
    select.is_none_or(|s| tree.children(s).filter(|&c| tree.kind(c).is_case()).count() < 2)
}

/// Whether the channel in the variable is made to hold as many values as there are: `make(chan int, len(ids))`.
fn has_room(site: Site, channel: BindingId) -> bool {
    let tree = site.tree();
    let Some((Given::Value(made), _)) = given(site, site.scopes().binding(channel).ident) else {
        return false;
    };
    let capacity = tree.arg(made, 1);
    called_name(site, made) == Some("make") && capacity.is_some_and(|c| site.constant(c).is_none())
}
