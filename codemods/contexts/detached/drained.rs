//! Contexts of what reads a channel to its end: who fills that works under the caller's context, and waits for ever
//! where nobody reads any more.

use super::ended::creation_from;
use super::work::is_given_context;
use crate::contexts::creation::Target;
use crate::contexts::sources::Root;
use crate::contexts::uses::direct_call;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether the context made of the one at `place` is released by a deferred call, before which one that is deferred
/// later waits for something, and work under the caller's context is given a channel in between:
/// `defer cancel(); show(ctx2, updates); defer func() { <-shown }(); return solve(ctx, updates)`. What is shown ends
/// when the work has ended, and has to go on till then.
pub(super) fn reads_until_work_is_over(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(creation) = creation_from(site, place).filter(|c| !c.producer.timer) else { return false };
    let (Target::Local(release), Some(func)) = (creation.release, creation.func) else { return false };
    let is_own = |&n: &NodeId| tree.enclosing_func(n) == Some(func);
    let deferred = |call: NodeId| tree.parent(call).filter(|&d| tree.kind(d) == Kind::Defer);
    let mut releases =
        site.scopes().uses(release).iter().filter_map(|&u| direct_call(site, u).and_then(deferred));
    let Some(first) = releases.find(is_own) else { return false };
    let receives =
        |defer: NodeId| tree.subtree(defer).any(|n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive);
    let waits = tree.subtree(func).filter(|&n| n > first && tree.kind(n) == Kind::Defer);
    let Some(wait) = waits.filter(is_own).find(|&d| receives(d)) else { return false };
    let is_channel = |t: &Type| matches!(site.program.underlying(t), Type::Chan(..)) || t.is_unknown();
    tree.calls(func).filter(|&c| c > wait && tree.enclosing_func(c) == Some(func)).any(|c| {
        let plain = !tree.parent(c).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
        plain
            && is_given_context(site, root, c)
            && tree.args(c).any(|a| tree.kind(a) == Kind::Ident && is_channel(&site.type_of(a)))
    })
}
