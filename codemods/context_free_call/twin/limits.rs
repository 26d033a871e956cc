//! Twins that do less with their context than their names say: they fail unless it has a deadline, or only stop waiting
//! when it ends, while what they have begun goes on.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::parameters;
use crate::contexts::types::{is_context, is_error, results};
use crate::facts::words;
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// How many functions that are handed the context are read.
const MAX_DEPTH: usize = 3;

/// Whether the twin fails where its context has no deadline:
/// `if _, ok := ctx.Deadline(); !ok { return errNoDeadline }`.
pub fn wants_deadline(site: Site, twin: &Known) -> bool {
    twin.decls.iter().filter_map(|f| f.site(site.program)).any(fails_without_deadline)
}

fn fails_without_deadline(site: Site) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(context) = first_context(site) else { return false };
    let asks = |&u: &NodeId| {
        let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let named =
            method.filter(|&s| tree.child(s, Field::FieldName).is_some_and(|n| tree.text(n) == "Deadline"));
        let call = named.and_then(|s| tree.parent(s))?;
        targets_of(site, call).get(1).and_then(|&ok| scopes.resolve(ok))
    };
    let has_one: Vec<BindingId> = scopes.uses(context).iter().filter_map(asks).collect();
    let is_missed = |condition: NodeId| {
        let condition = tree.unparen(condition);
        let operand = tree.child(condition, Field::Operand).filter(|_| tree.op(condition) == Op::Not);
        operand.and_then(|o| scopes.resolve(tree.unparen(o))).is_some_and(|v| has_one.contains(&v))
    };
    let fails = |block: NodeId| {
        let last = tree.stmts(block).last().filter(|&s| tree.kind(s) == Kind::Return);
        let values = last.and_then(|s| tree.children(s).next()).map(|l| tree.list(l)).unwrap_or_default();
        values.last().is_some_and(|&v| tree.kind(v) != Kind::Nil)
    };
    tree.subtree(tree.root()).any(|n| {
        tree.kind(n) == Kind::If
            && tree.child(n, Field::Condition).is_some_and(is_missed)
            && tree.child(n, Field::Consequence).is_some_and(fails)
    })
}

/// Whether the twin has a branch in which it only asks its context for the time until its deadline, for somebody else
/// to keep: `if op.isPolled { if end, ok := ctx.Deadline(); ok { … }; return op.poll(timeout) }`. There it does not end
/// with it.
pub fn may_only_ask_for_deadline(site: Site, own: &[FuncRef]) -> bool {
    own.iter().filter_map(|f| f.site(site.program)).any(has_branch_for_deadline)
}

fn has_branch_for_deadline(site: Site) -> bool {
    let tree = site.tree();
    let uses = first_context(site).map_or(&[][..], |c| site.scopes().uses(c));
    let asks = |u: NodeId| {
        let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        method.and_then(|s| tree.child(s, Field::FieldName)).is_some_and(|n| tree.text(n) == "Deadline")
    };
    let may_fail = |c: NodeId| results(site, c).last().is_some_and(is_error);
    uses.iter().filter(|&&u| asks(u)).any(|&u| {
        let blocks = tree.ancestors(u).filter(|&b| tree.kind(b) == Kind::Block);
        blocks.into_iter().any(|block| {
            let is_branch = matches!(tree.field(block), Field::Consequence | Field::Alternative);
            let last = tree.stmts(block).last();
            is_branch
                && last.is_some_and(|s| tree.kind(s) == Kind::Return)
                && uses.iter().all(|&o| asks(o) || !tree.contains(block, o))
                && tree.calls(block).any(may_fail)
        })
    })
}

/// Whether the work of the twin is done in a goroutine that its context does not come to, and only who waits for that,
/// or another goroutine, looks whether the context has ended.
pub fn leaves_work_going_on(site: Site, twin: &Known) -> bool {
    let mut all = twin.decls.iter().filter_map(|f| f.site(site.program)).peekable();
    all.peek().is_some()
        && all
            .all(|inner| first_context(inner).is_some_and(|c| only_waits(inner, c, MAX_DEPTH) == Some(true)))
}

/// Whether something goes on beside, while the function does nothing with the context but wait for its end; `None`
/// where it does more with it, or ends what it has begun in another way.
fn only_waits(site: Site, context: BindingId, depth: usize) -> Option<bool> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let uses = scopes.uses(context);
    (!ends_it_otherwise(site)).then_some(())?;
    let mut leaves = starts_without(site, context);
    for &u in uses {
        let method = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        if let Some(method) = method.and_then(|s| tree.child(s, Field::FieldName)) {
            matches!(tree.text(method), "Done" | "Err").then_some(())?;
            continue;
        }
        let call = passed_to(site, u).filter(|_| depth > 0)?;
        let index = tree.args(call).position(|c| c == u)?;
        let Callee::Known(known) = site.callee(call) else { return None };
        let [decl] = &known.decls[..] else { return None };
        let inner = decl.site(site.program)?;
        let parameter = parameters(inner, inner.tree().root()).get(index).copied()?;
        leaves |= match parameter.variable {
            Some(variable) => only_waits(inner, variable, depth - 1)?,
            None => false,
        };
    }
    (!uses.is_empty()).then_some(leaves)
}

/// Whether the function starts a goroutine to which the context does not come.
fn starts_without(site: Site, context: BindingId) -> bool {
    let tree = site.tree();
    let comes_to = |go: NodeId| tree.subtree(go).any(|n| site.scopes().resolve(n) == Some(context));
    tree.subtree(tree.root()).any(|n| tree.kind(n) == Kind::Go && !comes_to(n))
}

/// Whether the function calls a method that ends something: `conn.Close()`, `cmd.Process.Kill()`,
/// `conn.SetDeadline(past)`.
fn ends_it_otherwise(site: Site) -> bool {
    let tree = site.tree();
    let is_method =
        |c: NodeId| tree.child(c, Field::Function).is_some_and(|f| tree.kind(f) == Kind::Selector);
    tree.calls(tree.root()).filter(|&n| is_method(n)).any(|c| {
        called_name(site, c)
            .is_some_and(|n| ENDS.iter().any(|w| words::begins_with(n, w)) || n.ends_with("Deadline"))
    })
}

/// The first words of methods that end something.
const ENDS: [&str; 7] = ["abort", "cancel", "close", "interrupt", "kill", "signal", "stop"];

/// The parameter of the function declared at the site that is the twin's context.
pub(super) fn first_context(site: Site) -> Option<BindingId> {
    let first = parameters(site, site.tree().root()).into_iter().next()?;
    first.variable.filter(|_| is_context(&first.type_in(site)))
}
