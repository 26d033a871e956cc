//! Rows of changes that belong together and are not a transaction: the function makes one after the other, and gives up
//! where one fails. To end with a caller's context would leave the first of them without the rest, and nobody takes
//! them back.

use crate::contexts::calls::passed_to;
use crate::contexts::detached::changes::is_change;
use crate::contexts::detached::halfway::is_given_up;
use crate::contexts::sources::Root;
use crate::contexts::types::is_context_expr;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::NodeId;

/// From how many changes on a row is one that somebody would have to take back.
const MANY: usize = 3;

/// Whether the context at `place` is given to one of such changes, or to a function of the module that makes them.
/// Those of a request are told of by a finding.
pub(super) fn is_in_row(site: Site, root: &Root, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place).filter(|_| root.is_context()) else { return false };
    let makes_row = || match site.callee(call) {
        Callee::Known(k) => k
            .decls
            .iter()
            .filter(|f| f.is_of_module(site))
            .filter_map(|f| f.site(site.program))
            .any(|inner| is_row(&row(inner, inner.tree().root()))),
        _ => false,
    };
    let own = row(site, root.func());
    own.iter().any(|c| c.0 == call) && is_row(&own) || makes_row()
}

/// A change under a context, and what it is asked of.
type Change<'a> = (NodeId, &'a str);

/// The changes under contexts that the function makes itself, in source order, without those that no other follows
/// where they have failed.
fn row<'a>(site: Site<'a>, func: NodeId) -> Vec<Change<'a>> {
    let tree = site.tree();
    let is_under_context = |c: NodeId| {
        let first = tree.arg(c, 0);
        first.is_some_and(|f| is_context_expr(site, f))
    };
    let own = tree.calls(func).filter(|&n| tree.enclosing_func(n) == Some(func));
    let changes = own.filter(|&c| is_under_context(c) && is_change(site, c) && is_given_up(site, c));
    changes
        .filter_map(|c| {
            let operand = tree.receiver(c)?;
            Some((c, tree.text(operand)))
        })
        .collect()
}

/// Whether there are many, not all of one and the same.
fn is_row(changes: &[Change]) -> bool {
    changes.len() >= MANY && changes.iter().any(|c| c.1 != changes[0].1)
}
