//! Goroutines whose result the function waits for until the caller's context has ended, and no longer: what they do
//! then is for nobody.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::is_done;
use crate::contexts::detached::consequences::would_do_harm;
use crate::contexts::outlives::{Journey, Reason};
use crate::contexts::sources::Root;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the one goroutine sends what it has found on a channel of the function, which receives it beside the end of
/// the context: `select { case <-ctx.Done(): …; case r := <-found: … }`; and nothing there is changed, which may have
/// to come to its end.
pub(super) fn until_end_only(site: Site, root: &Root, journey: &Journey, goroutines: &[Reason]) -> bool {
    let tree = site.tree();
    let Some(go) = goroutines.first().map(|r| r.at) else { return false };
    let changes =
        |call: NodeId| called_name(site, call).is_some_and(|n| words::is_change(n) || words::is_mark(n));
    let works = journey.places.iter().filter_map(|&p| passed_to(site, p));
    goroutines.iter().all(|r| r.at == go)
        && journey.places.iter().all(|&p| tree.contains(go, p))
        && sent_on(site, go).into_iter().any(|channel| is_received_beside_end(site, root, channel))
        && !tree.calls(go).any(changes)
        && !works.into_iter().any(|call| would_do_harm(site, root, call))
}

/// The variables for the channels that the goroutine sends on.
fn sent_on(site: Site, go: NodeId) -> Vec<BindingId> {
    let tree = site.tree();
    let sends = tree.subtree(go).filter(|&n| tree.kind(n) == Kind::SendStmt);
    let channels =
        sends.filter_map(|s| tree.child(s, Field::Channel)).filter(|&c| tree.kind(c) == Kind::Ident);
    channels.filter_map(|c| site.scopes().resolve(c)).collect()
}

/// Whether a select outside of goroutines receives from the channel, or learns that the root's context has ended.
fn is_received_beside_end(site: Site, root: &Root, channel: BindingId) -> bool {
    let tree = site.tree();
    let received = |arm: NodeId| {
        let communication = tree.child(arm, Field::Communication)?;
        let receive = tree
            .subtree(communication)
            .find(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)?;
        tree.child(receive, Field::Operand)
    };
    let all = |select: NodeId| -> Vec<NodeId> { tree.children(select).filter_map(received).collect() };
    tree.subtree(root.func()).filter(|&n| tree.kind(n) == Kind::Select).any(|select| {
        let channels = all(select);
        tree.enclosing_func(select) == Some(root.func())
            && channels.iter().any(|&c| site.scopes().resolve(c) == Some(channel))
            && channels.iter().any(|&c| is_done(site, c))
    })
}
