//! Whether a goroutine looks for the end of a context: then whoever waits for it may wait for the release.

use super::select_around;
use crate::contexts::signals::literal_run;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the goroutine does nothing but wait for a context to end at some point: then a join waits for the
/// release, and not the other way round.
pub(super) fn waits_for_done(site: Site, work: NodeId) -> bool {
    receives_done(site, literal_run(site, work).unwrap_or(work)).any(|n| select_around(site, n).is_none())
}

/// Whether the goroutine, or the function of the module that it is, takes from a channel that tells of the end of a
/// context: perhaps it ends then only.
pub(super) fn hears_of_done(site: Site, work: NodeId) -> bool {
    let called = || match site.callee(work) {
        Callee::Known(known) => known.decls.clone(),
        _ => Vec::new(),
    };
    let hears = |site: Site, node| receives_done(site, node).next().is_some();
    hears(site, literal_run(site, work).unwrap_or(work))
        || called().iter().filter_map(|d| d.site(site.program)).any(|s| hears(s, s.tree().root()))
}

/// `<-ctx.Done()`, wherever in `node` it stands.
fn receives_done<'a>(site: Site<'a>, node: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
    let tree = site.tree();
    tree.subtree(node).filter(move |&n| {
        tree.kind(n) == Kind::Unary
            && tree.op(n) == Op::Receive
            && tree.child(n, Field::Operand).is_some_and(|o| tree.text(o).ends_with(".Done()"))
    })
}
