//! What is tried instead of work under the caller's context, by the function that the caller calls where that work has
//! failed: it may have failed because the context has run out, and what is tried then has a limit of its own.

use super::work::is_given_context;
use crate::contexts::callers::plain_callers;
use crate::contexts::calls::{called_name, declared_name, passed_to};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{Carrier, Root, limits};
use crate::contexts::types::{is_context, is_error};
use crate::golang::flow::Flow;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether the context at `place` gets a limit of its own, in a function that a caller comes to, and gives its own
/// context, although goroutines that it started under that have told it of a failure: `if <-failed != nil { left =
/// append(left, job) }`, and then `if len(left) > 0 { return s.hand(ctx, left) }`.
pub(super) fn is_tried_instead(site: Site, root: &Root, place: NodeId) -> bool {
    let is_limited = passed_to(site, place).is_some_and(|call| limits(site, call));
    let Some(name) = declared_name(site).filter(|_| is_limited && root.is_context()) else { return false };
    root.func() == site.tree().root()
        && plain_callers(site, root.func()).any(|caller| comes_from_failure(caller, name))
}

/// Whether the declaration so calls the function `name`.
fn comes_from_failure(site: Site, name: &str) -> bool {
    let (tree, func) = (site.tree(), site.tree().root());
    let own = parameters(site, func).into_iter().find(|p| is_context(&p.type_in(site)));
    let Some(parameter) = own.filter(|p| p.variable.is_some()) else { return false };
    let root = Root { parameter, carrier: Carrier::Context };
    let starts = |n: NodeId| {
        tree.kind(n) == Kind::Go && tree.only_child(n).is_some_and(|c| is_given_context(site, &root, c))
    };
    if !tree.subtree(func).any(starts) {
        return false;
    }
    let flow = site.flow(func);
    let calls = tree.subtree(func).filter(|&n| {
        tree.kind(n) == Kind::Call && called_name(site, n) == Some(name) && is_given_context(site, &root, n)
    });
    calls
        .into_iter()
        .any(|call| tree.subtree(func).any(|n| tells_of_failure(site, n) && goes_on_to(&flow, n, call)))
}

/// `<-failed != nil`
fn tells_of_failure(site: Site, condition: NodeId) -> bool {
    let tree = site.tree();
    let receives_error = |n: NodeId| {
        let channel = tree.child(n, Field::Operand).filter(|_| tree.op(n) == Op::Receive)?;
        match site.program.underlying(&site.type_of(channel)) {
            Type::Chan(_, element) => is_error(&element).then_some(()),
            _ => None,
        }
    };
    tree.kind(condition) == Kind::Binary
        && tree.op(condition) == Op::Ne
        && tree.field(condition) == Field::Condition
        && tree.children(condition).any(|n| tree.kind(n) == Kind::Nil)
        && tree.children(condition).any(|n| receives_error(n).is_some())
}

/// Whether control can come from the branch for which the condition holds to the call.
fn goes_on_to(flow: &Flow, condition: NodeId, call: NodeId) -> bool {
    let points = flow.point_of(condition).zip(flow.point_of(call));
    points.is_some_and(|(asked, here)| {
        let when = flow.edges(asked).iter().filter(|e| e.when == Some(true));
        when.into_iter().any(|e| e.to == here || flow.reaches(e.to, here, |_| false))
    })
}
