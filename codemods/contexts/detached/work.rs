//! Which calls are work under the caller's context, and which of them a value, an error as a rule, comes from.

use crate::contexts::origins::{Given, Origin, Origins, given};
use crate::contexts::sources::Root;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Kind, NodeId};

/// Whether the value that the variable has at `place` may come from a call under the root's context.
pub(super) fn comes_from_work(site: Site, root: &Root, variable: BindingId, place: NodeId) -> bool {
    work_behind(site, root, variable, place).is_some()
}

/// The call under the root's context from which the value may come that the variable has at `place`.
pub(super) fn work_behind(site: Site, root: &Root, variable: BindingId, place: NodeId) -> Option<NodeId> {
    call_behind(site, variable, place, |call| is_work_under(site, root, call))
}

/// The call for which `is` holds and from which the value may come that the variable has at `place`.
pub(super) fn call_behind(
    site: Site,
    variable: BindingId,
    place: NodeId,
    is: impl Fn(NodeId) -> bool,
) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
    let targets: Vec<NodeId> = writes.chain([scopes.binding(variable).ident]).collect();
    targets.iter().filter(|&&t| reaches_first(site, t, &targets, place)).find_map(|&t| {
        let (Given::Value(value) | Given::Result(value, _), _) = given(site, t)?;
        is(value).then_some(value)
    })
}

/// Whether there is a way from `target` to `place` on which no other of the `targets` lies.
fn reaches_first(site: Site, target: NodeId, targets: &[NodeId], place: NodeId) -> bool {
    let Some(func) = site.tree().enclosing_func(target) else { return false };
    let flow = site.flow(func);
    let (Some(from), Some(here)) = (flow.point_of(target), flow.point_of(place)) else { return false };
    let others: Vec<_> = targets.iter().filter_map(|&t| flow.point_of(t)).filter(|&p| p != from).collect();
    flow.reaches(from, here, |p| p != here && others.contains(&p))
}

/// Whether an argument of the call is the root's context, or comes from it.
pub fn is_given_context(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let mut origins = Origins::new(site, root);
    tree.args(call).any(|a| match site.scopes().resolve(a).filter(|_| tree.kind(a) == Kind::Ident) {
        Some(variable) => origins.variable_at(variable, call) == Origin::Root,
        None => origins.expression(a) == Origin::Root,
    })
}

/// Whether the call is given the root's context, or is one of what was made with it.
pub(super) fn is_work_under(site: Site, root: &Root, call: NodeId) -> bool {
    is_given_context(site, root, call) || is_of_made(site, root, call)
}

/// Whether the call is one of something that was made with the root's context, here or where it is defined, or is given
/// that: `exec.CommandContext(ctx, name).Run()`, `client.Do(req)`.
fn is_of_made(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let operand = tree.receiver(call);
    let args = tree.args(call);
    let is_made = |made: NodeId| tree.kind(made) == Kind::Call && is_given_context(site, root, made);
    operand.into_iter().chain(args).any(|n| match tree.kind(n) {
        Kind::Call => is_made(n),
        Kind::Ident => scopes.resolve(n).is_some_and(|v| {
            matches!(given(site, scopes.binding(v).ident),
                Some((Given::Value(made) | Given::Result(made, 0), _)) if is_made(made))
        }),
        _ => false,
    })
}
