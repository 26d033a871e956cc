//! Workers that take what others send them until their context has ended, or until a call under it has failed: whoever
//! sends them more outside of a `select` waits for ever then.

use super::failing::error_of;
use super::kinds::behind;
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{is_context, results};
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the call makes a group of workers that end with the context, and the function sends them work whether or not
/// they still take it: it would wait for ever.
pub(super) fn is_fed_all_the_same(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call) else { return false };
    let [group, context] = &results(site, call)[..] else { return false };
    let is_group =
        is_context(context) && !is_context(group) && called_name(site, call) == Some("WithContext");
    let is_own = |channel: NodeId| {
        scopes.resolve(channel).is_some_and(|v| scopes.binding(v).func == func)
            && tree.kind(channel) == Kind::Ident
    };
    is_group
        && sends(site)
            .any(|(send, channel)| send > call && tree.enclosing_func(send) == Some(func) && is_own(channel))
}

/// Whether the call is made, in a literal, for each of what comes on a channel of the function around it, the literal
/// comes to its end where the call has failed, and others send on that channel all the same:
/// `go func() { for k := range in { if err := load(ctx, k); err != nil { errs <- err; return } } }()`, and then
/// `in <- k`. So does a channel with room for a few; how many it has room for must stand there.
pub(super) fn leaves_who_feeds_it(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let literal = tree.enclosing_func(call).filter(|&f| tree.kind(f) == Kind::FuncLit);
    let (Some(literal), Some(error)) = (literal, error_of(site, call)) else { return false };
    let loops = tree.ancestors(call).take_while(|&a| a != literal).filter(|&a| tree.kind(a) == Kind::For);
    let taken: Vec<(NodeId, BindingId)> =
        loops.into_iter().flat_map(|l| taken_in(site, literal, l)).collect();
    let fed = |&&(_, channel): &&(NodeId, BindingId)| {
        let others = |&(send, on): &(NodeId, NodeId)| {
            scopes.resolve(on) == Some(channel) && !tree.contains(literal, send)
        };
        may_be_full(site, channel) && sends(site).any(|s| others(&s))
    };
    let flow = site.flow(literal);
    let Some(start) = flow.point_of(call).filter(|_| !flow.unknown()) else { return false };
    let leaves = |channel: BindingId| {
        let takes = taken.iter().filter(|t| t.1 == channel).filter_map(|t| flow.point_of(t.0));
        let takes: Vec<PointId> = takes.collect();
        let failed = behind(site, &flow, start, error, false);
        let stops = |p: PointId| takes.contains(&p) || !failed.contains(&p);
        flow.exits().any(|e| failed.contains(&e) && flow.reaches(start, e, stops))
    };
    taken.iter().filter(fed).any(|&(_, channel)| leaves(channel))
}

/// The places in a loop of the literal at which something is taken from a channel, and the channel, which is a variable
/// of a function around the literal.
fn taken_in(site: Site, literal: NodeId, l: NodeId) -> Vec<(NodeId, BindingId)> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let from = |n: NodeId| match tree.kind(n) {
        Kind::RangeClause => tree.child(n, Field::Right),
        Kind::Unary if tree.op(n) == Op::Receive => tree.child(n, Field::Operand),
        _ => None,
    };
    let outer = |channel: NodeId| {
        let variable = scopes.resolve(channel).filter(|_| tree.kind(channel) == Kind::Ident)?;
        (!tree.contains(literal, scopes.binding(variable).func)).then_some(variable)
    };
    let own = tree.subtree(l).filter(|&n| tree.enclosing_func(n) == Some(literal));
    own.filter_map(|n| Some((n, outer(from(n)?)?))).collect()
}

/// Whether the channel is made here, with no room or room for as many as a number says: who sends more has to wait.
fn may_be_full(site: Site, channel: BindingId) -> bool {
    let tree = site.tree();
    let made = match given(site, site.scopes().binding(channel).ident) {
        Some((Given::Value(made), _)) if tree.kind(made) == Kind::Call => made,
        _ => return false,
    };
    matches!(site.callee(made), Callee::Builtin("make"))
        && tree.args(made).nth(1).is_none_or(|room| site.constant(room).is_some())
}

/// What the declaration sends outside of a `select`: the statements, and the channels.
fn sends<'a>(site: Site<'a>) -> impl Iterator<Item = (NodeId, NodeId)> + 'a {
    let tree = site.tree();
    let plain = tree
        .subtree(tree.root())
        .filter(move |&n| tree.kind(n) == Kind::SendStmt && tree.field(n) != Field::Communication);
    plain.filter_map(move |n| Some((n, tree.child(n, Field::Channel)?)))
}
