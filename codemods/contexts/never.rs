//! Places where a context that cannot be canceled is right, or may be: no codemod puts a request's or caller's
//! context there.

use super::cancellation::after_cancellation;
use super::clean_up::{in_clean_up_call, in_clean_up_function, is_clean_up};
use super::nil::is_nil_at;
use super::origins::targets_of;
use super::reasons::none_holds;
use super::uses::{LiteralRole, literal_role};
use crate::contexts::calls::{assigned_name, called_name, passed_to};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// The expression `node`, inside `func`, and the variable `source` that would give another context.
struct Place<'a> {
    site: Site<'a>,
    func: NodeId,
    node: NodeId,
    source: Option<BindingId>,
}

/// What is so of a place where a context stays, and whether it is.
type ToKeep = (&'static str, fn(&Place) -> bool);

const OWN: &[ToKeep] = &[
    ("is in a function that Go itself calls", |p| is_main_or_init(p.site, p.func)),
    ("is deferred", |p| is_deferred(p.site, p.func, p.node)),
    ("is in what cleans up", |p| in_clean_up_function(p.site, p.node)),
    ("is given to a call that cleans up", |p| in_clean_up_call(p.site, p.node)),
    ("is in a literal that runs later, or for others", |p| in_later_literal(p.site, p.func, p.node)),
    ("comes behind the end of the other", |p| after_cancellation(p.site, p.node)),
    ("is in a literal that is called at the end", |p| is_called_at_end(p.site, p.func, p.node, MAX_LITERALS)),
    ("is where the other is nil", |p| p.source.is_some_and(|s| is_nil_at(p.site, s, p.node))),
];

/// `Err`: why the expression `node`, inside `func`, must keep a context of its own. `source` is the variable that would
/// give the other one.
pub fn may_have_another(
    site: Site,
    func: NodeId,
    node: NodeId,
    source: Option<BindingId>,
) -> Result<(), &'static str> {
    none_holds(OWN, &Place { site, func, node, source })
}

/// Whether it must.
pub fn keeps_own_context(site: Site, func: NodeId, node: NodeId, source: Option<BindingId>) -> bool {
    may_have_another(site, func, node, source).is_err()
}

/// How many literals that call each other are followed.
const MAX_LITERALS: usize = 2;

/// Whether the node stands in a literal that is kept in a variable and only called where a context has ended, or in
/// another one like it.
fn is_called_at_end(site: Site, func: NodeId, node: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let mut literals =
        tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
    let is_at_end =
        |&u: &NodeId| after_cancellation(site, u) || depth > 0 && is_called_at_end(site, func, u, depth - 1);
    literals.any(|l| {
        let name = assigned_name(site, l).filter(|&n| tree.kind(n) == Kind::Ident);
        let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
        let mut calls = uses.iter().filter(|&&u| !is_write(tree, u)).peekable();
        calls.peek().is_some() && calls.all(is_at_end)
    })
}

/// Whether the expression runs later or for other callers too, or where `source` is nil.
pub fn is_apart(site: Site, func: NodeId, node: NodeId, source: Option<BindingId>) -> bool {
    is_deferred(site, func, node)
        || in_later_literal(site, func, node)
        || source.is_some_and(|s| is_nil_at(site, s, node))
}

fn is_main_or_init(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(func) == Kind::FuncDecl
        && tree.child(func, Field::Name).is_some_and(|n| match tree.text(n) {
            "main" => site.package.name == "main",
            "init" | "TestMain" => true,
            _ => false,
        })
}

/// Inside a deferred call, its arguments or its literal.
fn is_deferred(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let up = || tree.ancestors(node).take_while(|&a| a != func);
    up().any(|a| tree.kind(a) == Kind::Defer)
        || up()
            .filter(|&a| tree.kind(a) == Kind::FuncLit)
            .any(|l| matches!(literal_role(site, l), LiteralRole::Deferred(_)) || is_called_deferred(site, l))
}

/// Whether the variable that the literal is kept in is used by a deferred call: `defer func() { prune() }()`, above or
/// below the assignment.
pub fn is_called_deferred(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident);
    let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
    uses.iter().any(|&u| !is_write(tree, u) && tree.ancestors(u).any(|a| tree.kind(a) == Kind::Defer))
}

/// Inside a literal that runs for others, later, or when a context ends.
fn in_later_literal(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let literals = tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals
        .flat_map(|l| given_to(site, l))
        .any(|call| runs_for_others(site, call) || is_put_on_list_for_later(site, call))
}

/// Whether the call appends to a list that the function returns, or that is used by what it has deferred:
/// `undo = append(undo, func() { … })`.
fn is_put_on_list_for_later(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let appends = matches!(site.callee(call), Callee::Builtin("append"));
    let list = targets_of(site, call).first().copied().filter(|_| appends);
    let uses = list.and_then(|l| site.scopes().resolve(l)).map_or(&[][..], |v| site.scopes().uses(v));
    uses.iter().any(|&u| {
        let stmt = || tree.stmt_of(u).is_some_and(|s| tree.kind(s) == Kind::Return);
        tree.ancestors(u).any(|a| tree.kind(a) == Kind::Defer)
            || stmt()
                && passed_to(site, u).is_none()
                && tree.kind(tree.parent(u).unwrap_or(u)) == Kind::ExprList
    })
}

/// The calls that are given the literal where it stands, or by the variable that it is kept in.
fn given_to(site: Site, literal: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let variable = || {
        let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident)?;
        site.scopes().resolve(name)
    };
    match passed_to(site, literal) {
        Some(call) => vec![call],
        None => variable()
            .map_or(&[][..], |v| site.scopes().uses(v))
            .iter()
            .filter_map(|&u| passed_to(site, u))
            .collect(),
    }
}

/// Inside a literal whose result others get too: `once.Do(func() { … })`.
pub fn in_shared_literal(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let literals = tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals.flat_map(|l| given_to(site, l)).any(|call| shares(site, call))
}

/// The same, where it is known what the literal is given to: not to some method `Do` that cannot be read.
pub fn in_literal_known_to_be_shared(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let is_sure = |call: NodeId| {
        let operand = tree.receiver(call);
        let named = operand.and_then(|o| site.type_of(o).pointee().as_named().cloned());
        site.callee(call).known().is_some()
            || named.is_some_and(|n| {
                words::is_sharing(n.path.rsplit('/').next().unwrap_or_default(), Some(&n.name))
            })
    };
    let literals = tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals.flat_map(|l| given_to(site, l)).any(|call| shares(site, call) && is_sure(call))
}

/// Whether the call runs the function that it is given for others too, or later.
fn runs_for_others(site: Site, call: NodeId) -> bool {
    let Some(name) = called_name(site, call) else { return false };
    shares(site, call) || is_clean_up(site, name) || words::registers_clean_up(name) || name == "AfterFunc"
}

/// Whether the call runs the function that it is given for others too, who get what that gives.
fn shares(site: Site, call: NodeId) -> bool {
    let Some(name) = called_name(site, call) else { return false };
    words::is_shared(name)
        && match site.callee(call) {
            // Not `retry.Do`.
            Callee::Known(known) if name == "Do" => words::is_sharing(
                known.package.rsplit('/').next().unwrap_or_default(),
                known.receiver.as_deref(),
            ),
            _ => true,
        }
}
