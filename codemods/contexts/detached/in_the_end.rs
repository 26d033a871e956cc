//! Contexts that a deferred call releases, in functions that are left only behind the end of the caller's: they are
//! there for as long as the function has to do, be that to let the rest come to its end.

use super::ended::creation_from;
use crate::contexts::cancellation::receives_done;
use crate::contexts::clean_up::where_failed;
use crate::contexts::creation::Target;
use crate::contexts::origins::{Origin, Origins};
use crate::contexts::returns::fails;
use crate::contexts::sources::Root;
use crate::contexts::uses::{Use, release_uses};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether a context without a deadline is made of the one at `place`, whose release is deferred, and the function,
/// unless it fails, comes to no end but behind that of the root's context: `defer stop()`, and at last `<-ctx.Done()`,
/// or `case <-ctx.Done(): return` in its loop. What is under it then is not to be cut off before, in the middle of a
/// round or while what was deferred later stops what works with it.
pub(super) fn ends_behind_the_callers(site: Site, root: &Root, place: NodeId) -> bool {
    let creation = creation_from(site, place).filter(|c| !c.producer.timer);
    let Some((creation, func)) = creation.and_then(|c| c.func.map(|f| (c, f))) else { return false };
    let Target::Local(release) = creation.release else { return false };
    let flow = site.flow(func);
    let uses = release_uses(site, &flow, func, release);
    let is_deferred = uses.iter().any(|u| matches!(u.what, Use::Defer(_) | Use::DeferredLiteral(_)));
    let Some(made) = flow.point_of(creation.stmt).filter(|_| is_deferred) else { return false };
    let mut origins = Origins::new(site, root);
    let tree = site.tree();
    let mut of_root = |n: NodeId| {
        tree.subtree(n).filter(|&c| tree.kind(c) == Kind::Selector).any(|c| {
            let operand = tree.child(c, Field::Operand);
            operand.is_some_and(|o| origins.expression(o) == Origin::Root)
        })
    };
    let ends: Vec<PointId> = flow
        .points()
        .filter(|&p| flow.node(p).is_some_and(|n| receives_done(site, &flow, n, (p, p)) && of_root(n)))
        .collect();
    let all = flow.exits_from(made, |_| false);
    let before = flow.exits_from(made, |p| ends.contains(&p));
    let failed = |n| fails(site, n) || where_failed(site, n);
    all.len() > before.len() && before.into_iter().all(|p| flow.node(p).is_some_and(failed))
}
