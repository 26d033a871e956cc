//! Joins by a semaphore: a channel with room for so many goroutines, which the function fills up at the end. Each
//! goroutine takes out what was put in for it as its last, so that there is room for all only when they have ended.

use super::root_variable;
use crate::contexts::origins::only_value;
use crate::contexts::signals::literal_run;
use crate::contexts::uses::outermost_literal;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// The loops of `func` that fill up a semaphore which the goroutine `work`, started at `start`, has a place in:
/// `for range cap(slots) { slots <- struct{}{} }`.
pub(super) fn refills<'a>(
    site: Site<'a>,
    func: NodeId,
    start: NodeId,
    work: NodeId,
) -> impl Iterator<Item = NodeId> + use<'a> {
    let tree = site.tree();
    let loops = tree.subtree(func).filter(move |&n| tree.kind(n) == Kind::For && n > start);
    loops.filter(move |&l| {
        outermost_literal(site, func, l).is_none()
            && filled_by(site, l).is_some_and(|slots| {
                site.scopes().binding(slots).func == func
                    && goes_round_for_all(site, l, slots)
                    && took_place(site, start, slots)
                    && gives_back_last(site, work, slots)
            })
    })
}

/// The channel on which the loop does nothing but send.
fn filled_by(site: Site, l: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let body = tree.child(l, Field::Body)?;
    let mut stmts = tree.stmts(body);
    let send = stmts.next().filter(|&s| tree.kind(s) == Kind::SendStmt && stmts.next().is_none())?;
    sent_on(site, send)
}

fn sent_on(site: Site, send: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let channel = tree.child(send, Field::Channel).filter(|&c| tree.kind(c) == Kind::Ident)?;
    site.scopes().resolve(channel)
}

/// Whether the loop goes round as many times as the channel has room for values: its header counts up to `cap(slots)`,
/// or to the size that the channel was made with.
fn goes_round_for_all(site: Site, l: NodeId, slots: BindingId) -> bool {
    let tree = site.tree();
    let made = only_value(site, site.scopes().binding(slots).ident);
    let size = made.and_then(|m| tree.arg(m, 1)).map(|size| tree.text(size));
    let is_all = |n: NodeId| {
        let arg = tree.only_arg(n);
        let is_cap = || {
            tree.kind(n) == Kind::Call
                && tree.child(n, Field::Function).is_some_and(|f| tree.text(f) == "cap")
                && arg.is_some_and(|a| site.scopes().resolve(a) == Some(slots))
        };
        Some(tree.text(n)) == size || is_cap()
    };
    tree.children(l).any(|header| match tree.kind(header) {
        Kind::RangeClause => tree.child(header, Field::Right).is_some_and(is_all),
        Kind::ForClause => {
            let starts_at_zero =
                tree.child(header, Field::Initializer).is_some_and(|i| tree.text(i).ends_with(":= 0"));
            let bound = tree.child(header, Field::Condition).and_then(|c| {
                let counter = tree.child(c, Field::Left)?;
                let behind = tree.text(c).strip_prefix(tree.text(counter))?;
                tree.child(c, Field::Right).filter(|_| behind.trim_start().starts_with("< "))
            });
            starts_at_zero && bound.is_some_and(is_all)
        }
        _ => false,
    })
}

/// Whether the function puts a value into the channel, in the same block, before it starts the goroutine.
fn took_place(site: Site, start: NodeId, slots: BindingId) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(start) else { return false };
    std::iter::successors(tree.prev_sibling(stmt), |&s| tree.prev_sibling(s))
        .any(|s| tree.kind(s) == Kind::SendStmt && sent_on(site, s) == Some(slots))
}

/// Whether the goroutine takes one value out of the channel, as its last: `defer func() { <-slots }()`.
fn gives_back_last(site: Site, work: NodeId, slots: BindingId) -> bool {
    let tree = site.tree();
    let Some(body) = literal_run(site, work).and_then(|l| tree.child(l, Field::Body)) else { return false };
    let receives = |n: NodeId| {
        tree.kind(n) == Kind::Unary
            && tree.op(n) == Op::Receive
            && tree.child(n, Field::Operand).is_some_and(|o| root_variable(site, o) == Some(slots))
    };
    let all: Vec<NodeId> = tree.subtree(body).filter(|&n| receives(n)).collect();
    let [only] = all[..] else { return false };
    let Some(stmt) = tree.stmts(body).find(|&s| tree.contains(s, only)) else { return false };
    let is_first = || tree.stmts(body).next() == Some(stmt);
    let is_last = || tree.stmts(body).last() == Some(stmt) && tree.kind(stmt) == Kind::ExprStmt;
    let returns = || {
        tree.subtree(body)
            .any(|n| tree.kind(n) == Kind::Return && tree.enclosing_func(n) == tree.enclosing_func(stmt))
    };
    tree.kind(stmt) == Kind::Defer && is_first() || is_last() && !returns()
}
