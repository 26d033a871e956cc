//! Whether a use of a context, or of what was made with it, can tell that the context has ended.

use crate::contexts::calls::calls_context;
use crate::contexts::harmless::is_harmless;
use crate::contexts::types::is_context_expr;
use crate::golang::program::{FuncRef, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many methods deep that close something are read.
const MAX_DEPTH: usize = 3;

/// Whether the use, of the context or of what was made with it, could tell that the context has ended.
pub(super) fn tells_of_end(site: Site, u: NodeId) -> bool {
    match is_context_expr(site, u) {
        true => !is_harmless_use(site, u),
        false => !is_closing_use(site, u),
    }
}

/// Whether what was made with the context is but compared there, or closed: `if rows != nil { rows.Close() }`. A method
/// of the module that works under a context of its receiver does more than that, whatever it is called.
fn is_closing_use(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let node = outermost_selector(site, u);
    let method = tree.child(node, Field::FieldName).map_or("", |n| tree.text(n));
    let is_called = || tree.field(node) == Field::Function;
    let is_given = || tree.parent(node).is_some_and(|p| tree.kind(p) == Kind::Args);
    let closed = is_close(method) && (is_called() || is_given()) && !works_under_own(site, node, MAX_DEPTH);
    closed || tree.parent(node).is_some_and(|p| tree.kind(p) == Kind::Binary)
}

/// `s.conn.Close` for the `s` in it.
fn outermost_selector(site: Site, u: NodeId) -> NodeId {
    let tree = site.tree();
    let around = |&n: &NodeId| {
        tree.parent(n).filter(|&p| tree.kind(p) == Kind::Selector && tree.field(n) == Field::Operand)
    };
    std::iter::successors(Some(u), around).last().unwrap_or(u)
}

/// Whether the body of the method that `selector` means, if it is in the module, uses a context that its receiver
/// holds.
fn works_under_own(site: Site, selector: NodeId, depth: usize) -> bool {
    site.called(selector).known().is_some_and(|known| {
        let mut bodies = known.decls.iter().filter(|f| f.is_of_module(site));
        bodies.any(|f| uses_own_context(site, f, depth))
    })
}

fn uses_own_context(site: Site, method: &FuncRef, depth: usize) -> bool {
    let Some(inner) = method.site(site.program).filter(|_| depth > 0) else { return false };
    let (tree, scopes) = (inner.tree(), inner.scopes());
    let receiver = tree.child(tree.root(), Field::Receiver).and_then(|r| tree.only_child(r));
    let receiver = receiver.and_then(|r| tree.child(r, Field::Name)).and_then(|n| scopes.defines(n));
    let uses = receiver.map(|r| scopes.uses(r)).unwrap_or_default();
    uses.iter().any(|&u| {
        let whole = outermost_selector(inner, u);
        let parts = std::iter::once(u).chain(tree.ancestors(u).take_while(|&a| a != whole)).chain([whole]);
        let uses_it = parts.into_iter().any(|n| is_context_expr(inner, n) && !is_harmless_use(inner, n));
        uses_it || tree.field(whole) == Field::Function && works_under_own(inner, whole, depth - 1)
    })
}

/// Whether the context is used where it does not matter that it has ended: for its values, in a log.
fn is_harmless_use(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let Some(parent) = tree.parent(u) else { return true };
    match tree.kind(parent) {
        Kind::Args => tree
            .parent(parent)
            .is_some_and(|call| calls_context(site, call, "WithoutCancel") || is_harmless(site, call, u)),
        Kind::Selector => tree.child(parent, Field::FieldName).is_some_and(|n| tree.text(n) == "Value"),
        _ => false,
    }
}

/// Whether a method of that name ends the use of what it is called on.
fn is_close(name: &str) -> bool {
    ["Close", "Stop", "Rollback", "Release", "Shutdown", "Cancel", "End", "Finish"]
        .iter()
        .any(|p| name.starts_with(p))
}
