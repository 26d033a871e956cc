//! Rows that end too soon when their context does: who does not ask them afterwards whether that was all takes what has
//! come for the whole.

use crate::contexts::calls::called_name;
use crate::contexts::origins::targets_of;
use crate::contexts::texts::beginning;
use crate::contexts::types::{is_error, named, results};
use crate::facts::{orders, words};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether the function changes something for each of the rows that the call gives, sends them to others, changes
/// something because there is none, or finds behind them how many there were, and does not ask whether there would have
/// been more: `for rows.Next() { … }; return nil`. Or the rows tell of what the call itself has changed, which is taken
/// back where they are broken off.
pub(super) fn are_taken_for_all(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(rows) = targets_of(site, call).first().and_then(|&t| scopes.resolve(t)) else { return false };
    let asked: Vec<NodeId> =
        scopes.uses(rows).iter().copied().filter(|&u| is_method(site, u, "Err")).collect();
    let end = |n: NodeId| tree.span(n).end;
    let is_unasked = |stmt: NodeId| !asked.iter().any(|&u| tree.span(u).start >= end(stmt));
    let is_change = !is_of_transaction(site, call)
        && tree.args(call).filter_map(|a| beginning(site, a)).any(|b| orders::is_changing_sql(b.text));
    tree.subtree(tree.root()).any(|n| match tree.kind(n) {
        Kind::For => {
            goes_on_with(site, n, rows, false)
                && is_unasked(n)
                && (tree.child(n, Field::Body).is_some_and(|b| changes(site, b) || sends(site, b))
                    || is_change
                    || is_counted_behind(site, n)
                    || !is_of_transaction(site, call) && counts(site, n))
        }
        Kind::If => {
            let block = tree.child(n, Field::Consequence);
            goes_on_with(site, n, rows, true)
                && block.is_some_and(|b| changes(site, b) && !asked.iter().any(|&u| tree.contains(b, u)))
        }
        _ => false,
    })
}

/// Whether the call is one of a transaction: that is not committed where a part of it was broken off.
fn is_of_transaction(site: Site, call: NodeId) -> bool {
    let operand = site.tree().receiver(call);
    operand.is_some_and(|o| {
        named(site.type_of(o).pointee()).is_some_and(|(_, name)| words::is_transaction(name))
    })
}

/// Whether something is sent over a channel there: who receives it has not given up.
fn sends(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(block).any(|n| tree.kind(n) == Kind::SendStmt)
}

/// Whether the statement is done while there is a next row, `for rows.Next()`, or where there is none:
/// `if !rows.Next()`.
fn goes_on_with(site: Site, stmt: NodeId, rows: BindingId, negated: bool) -> bool {
    let tree = site.tree();
    let headers = tree
        .children(stmt)
        .filter(|&c| !matches!(tree.field(c), Field::Body | Field::Consequence | Field::Alternative));
    let next = |n: NodeId| site.scopes().resolve(n) == Some(rows) && is_method(site, n, "Next");
    headers.flat_map(|h| tree.subtree(h)).filter(|&n| next(n)).any(|n| {
        let refused = tree.ancestors(n).take_while(|&a| a != stmt).any(|a| tree.op(a) == Op::Not);
        refused == negated
    })
}

/// Whether the loop counts its rounds, and the function does something with the number behind it: `count++`
fn counts(site: Site, l: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let counted = tree.subtree(l).filter(|&n| tree.kind(n) == Kind::IncStmt);
    let mut counted = counted.filter_map(|n| scopes.resolve(tree.only_child(n)?));
    counted.any(|v| {
        let is_outer = !tree.contains(l, scopes.binding(v).ident);
        is_outer && scopes.uses(v).iter().any(|&u| tree.span(u).start >= tree.span(l).end)
    })
}

/// Whether it decides what the function does behind the loop how many rows it has gathered in a list:
/// `if len(lines) == 1 && lines[0] == "ok"`.
fn is_counted_behind(site: Site, l: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(l) else { return false };
    let counts = |n: NodeId| {
        let argument = tree.arg(n, 0);
        let list = argument.filter(|_| called_name(site, n) == Some("len")).and_then(|a| scopes.resolve(a));
        list.is_some_and(|v| {
            let mut written = scopes.uses(v).iter().filter(|&&u| is_write(tree, u) && tree.contains(l, u));
            !tree.contains(l, scopes.binding(v).ident) && written.next().is_some()
        })
    };
    let conditions =
        tree.subtree(func).filter(|&n| tree.kind(n) == Kind::If && tree.span(n).start >= tree.span(l).end);
    let mut conditions = conditions.filter_map(|n| tree.child(n, Field::Condition));
    conditions.any(|c| tree.calls(c).any(&counts))
}

/// Whether the variable at `u` is asked for what the method of that name tells.
fn is_method(site: Site, u: NodeId, name: &str) -> bool {
    let tree = site.tree();
    let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
    method.and_then(|s| tree.child(s, Field::FieldName)).is_some_and(|n| tree.text(n) == name)
}

/// Whether something is changed there, by a call's name or its SQL.
fn changes(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    tree.calls(block).any(|c| {
        let args = tree.args(c);
        results(site, c).last().is_some_and(is_error) && called_name(site, c).is_some_and(words::is_change)
            || args.filter_map(|a| beginning(site, a)).any(|b| orders::is_changing_sql(b.text))
    })
}
