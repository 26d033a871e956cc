//! Goroutines that may end with the caller's context. Some make what the function gives back, bit by bit: they send on
//! a channel that it returns, or write into a pipe whose other end it returns. Whoever reads has no more use for them
//! when their own context has ended, and one that goes on then waits for a reader for ever. Others use the context in a
//! way that its end does not change.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::harmless::reads_values;
use crate::contexts::join::{mentioned, root_variable};
use crate::contexts::origins::{Given, given};
use crate::contexts::types::is_error;
use crate::golang::program::{Callee, Entity, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// The result of `func` that the goroutine feeds in which `work` runs, started there.
pub(super) fn result_fed_by(site: Site, func: NodeId, work: NodeId) -> Option<usize> {
    let own = mentioned(site, work).into_iter().filter(|&v| site.scopes().binding(v).func == func);
    own.filter_map(|v| match is_sent_on(site, work, v) {
        true => Some(v),
        false => other_end(site, v),
    })
    .find_map(|v| result_with(site, func, v))
}

/// Whether values are sent on the channel in the variable: more than word of how something has ended.
fn is_sent_on(site: Site, work: NodeId, channel: BindingId) -> bool {
    let tree = site.tree();
    let Type::Chan(_, element) = site.program.underlying(&site.type_of(site.scopes().binding(channel).ident))
    else {
        return false;
    };
    let is_word = is_error(&element)
        || matches!(site.program.underlying(&element), Type::Struct(s) if s.fields.is_empty())
        || matches!(site.program.underlying(&element), Type::Basic(_));
    let is_sent = |n: NodeId| {
        tree.kind(n) == Kind::SendStmt
            && tree.children(n).next().is_some_and(|c| root_variable(site, c) == Some(channel))
    };
    let is_it = |a: NodeId| tree.kind(a) == Kind::Ident && site.scopes().resolve(a) == Some(channel);
    let is_given = || tree.args(work).any(is_it);
    !is_word && (tree.subtree(work).any(is_sent) || is_given())
}

/// Of a pipe's end, the variable of the other: `r, w := io.Pipe()`.
fn other_end(site: Site, end: BindingId) -> Option<BindingId> {
    let tree = site.tree();
    let binding = site.scopes().binding(end);
    let (Given::Result(call, 1), stmt) = given(site, binding.ident)? else { return None };
    let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Selector)?;
    let package = tree.child(function, Field::Operand).map(|o| site.resolve(o));
    let is_pipe = called_name(site, call) == Some("Pipe")
        && matches!(package, Some(Entity::Import { path, .. }) if path == "io" || path == "net");
    let left = tree.child(stmt, Field::Left).filter(|_| is_pipe)?;
    site.scopes().resolve(*tree.list(left).first()?)
}

/// Which result of `func` is the variable, or has it in it, where a return of `func` itself gives it back.
fn result_with(site: Site, func: NodeId, variable: BindingId) -> Option<usize> {
    let tree = site.tree();
    let passes_on = |n: NodeId, value: NodeId| {
        tree.ancestors(n).take_while(|&a| tree.contains(value, a)).all(|a| match tree.kind(a) {
            Kind::Call => false,
            Kind::Unary => tree.op(a) != Op::Receive,
            _ => true,
        })
    };
    let has = |value: NodeId| {
        let mut names = tree.subtree(value).filter(|&n| tree.kind(n) == Kind::Ident);
        names.any(|n| site.scopes().resolve(n) == Some(variable) && passes_on(n, value))
    };
    let returns = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Return);
    returns.filter(|&r| tree.enclosing_func(r) == Some(func)).find_map(|stmt| {
        let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
        values.into_iter().position(has)
    })
}

/// Whether the use `u` of a context makes nothing end with it: values are read from it, or all that its end does is to
/// end a wait for something else.
pub(super) fn outlasts(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let only_read = || {
        passed_to(site, u).is_some_and(|call| match site.callee(call) {
            Callee::Known(k) if k.is_func("context", "WithoutCancel") => true,
            _ => reads_values(site, call, u),
        })
    };
    let call = || tree.parent(u).and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
    let ends_wait = || {
        let done = call().filter(|&c| called_name(site, c) == Some("Done"))?;
        let arm = tree
            .ancestor(done, |k| k == Kind::CommCase)
            .filter(|&a| tree.child(a, Field::Communication).is_some_and(|c| tree.contains(c, done)))?;
        let mut body = tree.children(arm).filter(|&n| tree.field(n) == Field::Stmt);
        let select = tree.parent(arm)?;
        let literal = tree.enclosing_func(select).filter(|&f| tree.kind(f) == Kind::FuncLit)?;
        let is_all = tree.child(literal, Field::Body).is_some_and(|b| tree.stmts(b).eq([select]));
        Some(is_all && body.all(|s| tree.kind(s) == Kind::Return))
    };
    only_read() || ends_wait() == Some(true)
}
