//! What a goroutine tells the function that started it, on a channel or a wait group: that it has ended, or only that
//! it is ready.

use super::join::root_variable;
use super::outlives::held_by;
use super::parameters::parameters;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many calls deep functions of the module are read.
const MAX_DEPTH: usize = 2;

/// The literal that the call runs: its function, or what a variable of that name holds and nothing else.
pub fn literal_run(site: Site, work: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let function = tree.child(work, Field::Function)?;
    let held = match tree.kind(function) {
        Kind::FuncLit => Some(function),
        Kind::Ident => site.scopes().resolve(function).and_then(|v| held_by(site, v)),
        _ => None,
    };
    held.filter(|&f| tree.kind(f) == Kind::FuncLit)
}

/// Whether the last that the goroutine `work`, a literal that is called, does is to send on, or close, the channel in
/// `channel`; what it defers comes last.
pub fn ends_with(site: Site, work: NodeId, channel: BindingId) -> bool {
    let tree = site.tree();
    let Some(body) = literal_run(site, work).and_then(|f| tree.child(f, Field::Body)) else { return false };
    let last = tree.stmts(body).last();
    let names = |n: NodeId| tree.kind(n) == Kind::Ident && site.scopes().resolve(n) == Some(channel);
    tree.stmts(body).any(|s| {
        let counts = tree.kind(s) == Kind::Defer
            || Some(s) == last && signals(site, s, &|site, n| root_variable(site, n) == Some(channel));
        counts && tree.subtree(s).any(names)
    })
}

/// Whether the statement sends on a channel that `is_it` says yes to, or closes it; or says `Done` of what it holds.
fn signals(site: Site, stmt: NodeId, is_it: &dyn Fn(Site, NodeId) -> bool) -> bool {
    let tree = site.tree();
    match tree.kind(stmt) {
        Kind::SendStmt => tree.children(stmt).next().is_some_and(|n| is_it(site, n)),
        Kind::ExprStmt => {
            tree.children(stmt).next().filter(|&c| tree.kind(c) == Kind::Call).is_some_and(|call| {
                let only = tree.only_arg(call);
                tree.child(call, Field::Function).is_some_and(|f| match tree.child(f, Field::FieldName) {
                    None => tree.text(f) == "close" && only.is_some_and(|n| is_it(site, n)),
                    Some(method) => {
                        let operand = tree.child(f, Field::Operand);
                        tree.text(method) == "Done" && operand.is_some_and(|n| is_it(site, n))
                    }
                })
            })
        }
        _ => false,
    }
}

/// Whether the statement, an `if` or a call that is given a literal (`once.Do(func() { close(ready) })`), signals
/// inside and does not return behind that.
fn signals_inside(site: Site, stmt: NodeId, is_it: &dyn Fn(Site, NodeId) -> bool) -> bool {
    let tree = site.tree();
    let may_run_it = match tree.kind(stmt) {
        Kind::If => true,
        Kind::ExprStmt => tree.children(stmt).next().is_some_and(|c| tree.kind(c) == Kind::Call),
        _ => false,
    };
    let goes_elsewhere = |n: NodeId| {
        let mut around = tree.ancestors(n).take_while(|&a| a != stmt);
        around.any(|a| matches!(tree.kind(a), Kind::Go | Kind::Defer | Kind::For))
    };
    may_run_it
        && tree
            .subtree(stmt)
            .filter(|&n| n != stmt && tree.field(n) == Field::Stmt && signals(site, n, is_it))
            .any(|n| !goes_elsewhere(n) && !returns_behind(site, n))
}

/// Whether a return follows the statement in its block.
fn returns_behind(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    std::iter::successors(Some(stmt), |&s| tree.next_sibling(s)).any(|s| tree.kind(s) == Kind::Return)
}

/// Whether the goroutine that runs the call `work`, of a literal or a function of the module, sends on the channel in
/// `channel` again and again: whoever hears of it once has not heard of its end.
pub fn sends_again(site: Site, work: NodeId, channel: BindingId) -> bool {
    let tree = site.tree();
    if let Some(literal) = literal_run(site, work) {
        return sends_in_loop(site, literal, channel);
    }
    let given = tree
        .args(work)
        .position(|a| tree.kind(a) == Kind::Ident && site.scopes().resolve(a) == Some(channel));
    given.is_some_and(|index| {
        bodies(site, work, |inner, root| {
            let parameter = parameters(inner, root).get(index).and_then(|p| p.variable);
            parameter.is_some_and(|p| sends_in_loop(inner, root, p))
        })
    })
}

fn sends_in_loop(site: Site, func: NodeId, channel: BindingId) -> bool {
    let tree = site.tree();
    tree.subtree(func).any(|n| {
        tree.kind(n) == Kind::SendStmt
            && tree.children(n).next().is_some_and(|c| root_variable(site, c) == Some(channel))
            && tree.ancestors(n).take_while(|&a| a != func).any(|a| tree.kind(a) == Kind::For)
            && !returns_behind(
                site,
                tree.parent(n)
                    .filter(|&p| tree.kind(p) == Kind::CommCase)
                    .and_then(|c| tree.stmts(c).next())
                    .unwrap_or(n),
            )
    })
}

/// Whether the goroutine, a literal that is called, or a function of the module, sends on the channel in `channel`, or
/// closes it, and then goes on: it tells that it is ready.
pub fn goes_on_behind(site: Site, work: NodeId, channel: BindingId) -> bool {
    let tree = site.tree();
    if let Some(literal) = literal_run(site, work) {
        return goes_on_in(site, literal, &|site, n| root_variable(site, n) == Some(channel));
    }
    // `group.Go(func() { ready.Done(); … })`
    let mut literals = tree.args(work).filter(|&a| tree.kind(a) == Kind::FuncLit);
    if literals.any(|l| goes_on_in(site, l, &|site, n| root_variable(site, n) == Some(channel))) {
        return true;
    }
    let given = tree
        .args(work)
        .position(|a| tree.kind(a) == Kind::Ident && site.scopes().resolve(a) == Some(channel));
    let (Some(index), Callee::Known(known)) = (given, site.callee(work)) else { return false };
    known.decls.iter().any(|decl| {
        decl.site(site.program).is_some_and(|inner| {
            let root = inner.tree().root();
            let parameter = parameters(inner, root).get(index).and_then(|p| p.variable);
            parameter.is_some_and(|p| goes_on_in(inner, root, &|site, n| root_variable(site, n) == Some(p)))
        })
    })
}

fn goes_on_in(site: Site, func: NodeId, is_it: &dyn Fn(Site, NodeId) -> bool) -> bool {
    let tree = site.tree();
    let Some(body) = tree.child(func, Field::Body) else { return false };
    let tells = |s: NodeId| signals(site, s, is_it) || signals_inside(site, s, is_it);
    let mut behind = tree.stmts(body).skip_while(|&s| !tells(s)).skip(1);
    behind.any(|s| {
        !matches!(tree.kind(s), Kind::Return | Kind::SendStmt)
            && tree.subtree(s).any(|n| tree.kind(n) == Kind::Call)
    })
}

/// Whether the goroutine that runs the call `work` has to do with the field that `operand`, what `func` waits on, ends
/// in, if it does: `<-s.done` waits for one that runs `s.loop()` only if that uses `done` too. A wait group counts
/// where the function itself has added to it.
pub fn may_tell_of(site: Site, func: NodeId, work: NodeId, operand: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.unparen(operand);
    let Some(field) = tree.child(operand, Field::FieldName).filter(|_| tree.kind(operand) == Kind::Selector)
    else {
        return true;
    };
    let is_add = |n: NodeId| {
        tree.kind(n) == Kind::Call
            && tree.child(n, Field::Function).is_some_and(|f| {
                tree.child(f, Field::FieldName).is_some_and(|m| tree.text(m) == "Add")
                    && tree.child(f, Field::Operand).is_some_and(|o| tree.text(o) == tree.text(operand))
            })
    };
    let name = tree.text(field);
    tree.subtree(func).any(is_add)
        || uses_field(site, work, name, 0) && !goes_on_behind_field(site, work, name)
}

/// Whether the goroutine that runs the call `work` signals on `operand`, a variable or a field, and then goes on.
pub fn tells_early(site: Site, work: NodeId, operand: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.unparen(operand);
    match tree.child(operand, Field::FieldName).filter(|_| tree.kind(operand) == Kind::Selector) {
        Some(field) => goes_on_behind_field(site, work, tree.text(field)),
        None => root_variable(site, operand).is_some_and(|v| goes_on_behind(site, work, v)),
    }
}

/// Whether a field called `name` is used below `node`, or in a function of the module that is called there.
fn uses_field(site: Site, node: NodeId, name: &str, depth: usize) -> bool {
    let tree = site.tree();
    let used = tree.subtree(node).any(|n| tree.kind(n) == Kind::FieldIdent && tree.text(n) == name);
    let mut calls = tree.subtree(node).filter(|&n| tree.kind(n) == Kind::Call && depth < MAX_DEPTH);
    used || calls.any(|call| bodies(site, call, |inner, root| uses_field(inner, root, name, depth + 1)))
}

/// Whether the goroutine, a literal or a function of the module, signals on a field called `name` and then goes on.
fn goes_on_behind_field(site: Site, work: NodeId, name: &str) -> bool {
    let on_field = |site: Site, target: NodeId| {
        let tree = site.tree();
        tree.child(target, Field::FieldName).is_some_and(|f| tree.text(f) == name)
    };
    match literal_run(site, work) {
        Some(literal) => goes_on_in(site, literal, &on_field),
        None => bodies(site, work, |inner, root| goes_on_in(inner, root, &on_field)),
    }
}

/// Whether `holds` of the body of some function of the site's own module that the call may run.
fn bodies(site: Site, call: NodeId, holds: impl Fn(Site, NodeId) -> bool) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    known
        .decls
        .iter()
        .filter(|d| d.is_of_module(site))
        .any(|decl| decl.site(site.program).is_some_and(|inner| holds(inner, inner.tree().root())))
}
