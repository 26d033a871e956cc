//! Removals that go on whatever becomes of them: what belongs to something that was changed right before, and whose
//! failure is only logged; and one thing after the other, each with an error of its own. Where a context ends in the
//! middle of that, nobody comes back for what has been left.

use super::outcome::is_by_the_way;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::is_clean_up;
use crate::contexts::harmless::only_tells;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::parameters;
use crate::contexts::returns::check_behind;
use crate::contexts::types::{is_context, is_error, results, takes_context};
use crate::edits::imports::is_std;
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// How many functions that are given the context it is looked for what fails unheard.
const MAX_DEPTH: usize = 2;

/// Whether the call takes something away, and it is not asked whether that has worked before more is done: of what was
/// changed before, or of one thing after the other.
pub(super) fn goes_on_unremoved(site: Site, call: NodeId) -> bool {
    called_name(site, call).is_some_and(words::takes_away)
        && (belongs_to_a_change(site, call)
            || is_one_of_many(site, call) && goes_on_removing(site, call, MAX_DEPTH))
}

/// Whether the function has changed the same thing before in any case, without a context, only logs where the removal
/// has failed, and goes on: `if err := c.stop(); err != nil { return err }`, and then
/// `if err := c.removeUnits(ctx); err != nil { log.Print(err) }`.
fn belongs_to_a_change(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let only_logs = |block: NodeId| {
        let mut stmts = tree.stmts(block).peekable();
        stmts.peek().is_some() && stmts.all(|s| only_tells(site, s))
    };
    let Some(func) = tree.enclosing_func(call) else { return false };
    let owner = tree.receiver(call).map(|o| tree.text(o));
    if owner.is_none() || !check_behind(site, call).is_some_and(only_logs) {
        return false;
    }
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let mut before = tree.calls(func).filter(|&n| n < call && tree.enclosing_func(n) == Some(func));
    before.any(|c| {
        tree.receiver(c).map(|o| tree.text(o)) == owner
            && changes_unasked(site, c)
            && flow.point_of(c).is_some_and(|p| p != here && flow.dominates(p, here))
    })
}

/// Whether the call changes or stops something, by its name, without a context, and tells whether that has worked.
fn changes_unasked(site: Site, call: NodeId) -> bool {
    let of_std = matches!(site.callee(call), Callee::Known(k) if is_std(&k.package));
    !of_std
        && !takes_context(site, call)
        && called_name(site, call).is_some_and(|n| words::is_change(n) || is_clean_up(site, n))
        && results(site, call).last().is_some_and(is_error)
}

/// Whether the call is made for one thing after the other, and its error is put beside those of the others while the
/// loop goes on: `failed[p.ID] = err`, `errs = append(errs, err)`.
fn is_one_of_many(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let over = |l: &NodeId| {
        tree.kind(*l) == Kind::For && tree.children(*l).any(|c| tree.kind(c) == Kind::RangeClause)
    };
    let Some(l) = tree.ancestors(call).take_while(|&a| !tree.kind(a).is_func()).find(over) else {
        return false;
    };
    let error = targets_of(site, call).last().and_then(|&t| scopes.resolve(t));
    let leaves = |n: NodeId| matches!(tree.kind(n), Kind::Return | Kind::Break | Kind::Goto);
    let is_put_beside = |u: NodeId| {
        let holder = passed_to(site, u).filter(|&c| matches!(site.callee(c), Callee::Builtin("append")));
        let targets = targets_of(site, holder.unwrap_or(u));
        targets.iter().any(|&t| holder.is_some() || tree.kind(t) == Kind::Index)
    };
    let own = error.map_or(&[][..], |v| scopes.uses(v)).iter().filter(|&&u| tree.contains(l, u));
    results(site, call).last().is_some_and(is_error)
        && !tree.subtree(l).any(leaves)
        && own.into_iter().any(|&u| is_put_beside(u))
}

/// Whether the function of the module that is called passes over a failure under the context that it is given, and then
/// takes away more without one.
fn goes_on_removing(site: Site, call: NodeId, depth: usize) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(|inner| {
        let tree = inner.tree();
        let removes = |c: NodeId| {
            called_name(inner, c).is_some_and(words::takes_away)
                && !takes_context(inner, c)
                && results(inner, c).last().is_some_and(is_error)
        };
        let context = context_of(inner);
        let calls = context.map_or(&[][..], |v| inner.scopes().uses(v)).iter().copied();
        let mut passed_over = calls.filter_map(|u| passed_to(inner, u)).filter(|&c| {
            is_by_the_way(inner, c) && results(inner, c).iter().any(is_error)
                || drops_failures(inner, c, depth)
        });
        passed_over.any(|first| tree.calls(tree.root()).any(|c| c > first && removes(c)))
    })
}

/// Whether the function of the module that is called starts work under the context that it is given, waits for that,
/// and looks at none of the errors that come: `for _, done := range all { <-done }`.
fn drops_failures(site: Site, call: NodeId, depth: usize) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let own = known.decls.iter().filter(|f| depth > 0 && f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(|inner| {
        let tree = inner.tree();
        let Some(context) = context_of(inner) else { return false };
        let is_dropped = |n: NodeId| {
            let receive = tree.only_child(n).filter(|&r| tree.op(r) == Op::Receive);
            let channel = receive.and_then(|r| tree.child(r, Field::Operand));
            tree.kind(n) == Kind::ExprStmt
                && channel.is_some_and(|c| {
                    let ty = inner.program.underlying(&inner.type_of(c));
                    matches!(ty, Type::Chan(_, element) if is_error(&element))
                })
        };
        !inner.scopes().uses(context).is_empty() && tree.subtree(tree.root()).any(is_dropped)
    })
}

/// The variable of the context that the function declared at the site is given.
fn context_of(site: Site) -> Option<BindingId> {
    let mut all = parameters(site, site.tree().root()).into_iter();
    all.find(|p| is_context(&p.type_in(site))).and_then(|p| p.variable)
}
