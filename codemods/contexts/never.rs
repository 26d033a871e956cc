//! Places where a context that cannot be canceled is right, or may be: no codemod puts a request's or caller's
//! context there.

use super::cancellation::after_cancellation;
use super::clean_up::{in_clean_up_call, in_clean_up_function, is_clean_up};
use super::harmless::passed_to;
use super::nil::is_nil_at;
use super::types::receiver_type;
use super::uses::{LiteralRole, literal_role};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the expression `node`, inside `func`, must keep a context of its own. `source` is the variable that
/// would give the other one.
pub fn keeps_own_context(site: Site, func: NodeId, node: NodeId, source: Option<BindingId>) -> bool {
    is_main_or_init(site, func)
        || is_deferred(site, func, node)
        || in_clean_up_function(site, node)
        || in_clean_up_call(site, node)
        || in_later_literal(site, func, node)
        || after_cancellation(site, node)
        || is_called_at_end(site, func, node, MAX_LITERALS)
        || source.is_some_and(|s| is_nil_at(site, s, node))
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
fn is_called_deferred(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident);
    let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
    uses.iter().any(|&u| !is_write(tree, u) && tree.ancestors(u).any(|a| tree.kind(a) == Kind::Defer))
}

/// The name a literal is given: `cleanup := func() { … }`, `Close: func() { … }`, `s.close = func() { … }`.
pub fn assigned_name(site: Site, literal: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let parent = tree.parent(literal)?;
    if tree.kind(parent) == Kind::KeyedElement {
        return tree.child(parent, Field::Key);
    }
    let stmt = tree.parent(parent)?;
    let left = tree.list(tree.child(stmt, Field::Left)?);
    let [name] = left[..] else { return None };
    match tree.kind(name) {
        Kind::Selector => tree.child(name, Field::FieldName),
        _ => Some(name),
    }
}

/// The name of the function that is declared at the site, if it is one.
pub fn declared_name<'a>(site: Site<'a>) -> Option<&'a str> {
    let (tree, root) = (site.tree(), site.tree().root());
    tree.child(root, Field::Name).filter(|_| tree.kind(root).is_func()).map(|n| tree.text(n))
}

/// The last name of what a call calls.
pub fn called_name<'a>(site: Site<'a>, call: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let function = tree.unparen(tree.child(call, Field::Function)?);
    let name = match tree.kind(function) {
        Kind::Selector => tree.child(function, Field::FieldName)?,
        Kind::Ident => function,
        _ => return None,
    };
    Some(tree.text(name))
}

/// Inside a literal that runs for others, later, or when a context ends.
fn in_later_literal(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let literals = tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals.flat_map(|l| given_to(site, l)).any(|call| runs_for_others(site, call))
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

/// How a function is called without its caller waiting for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detached {
    /// With `go` or deferred.
    Any,
    /// Deferred.
    Deferred,
}

/// Whether `func` is started with `go` or deferred, or only the latter: a literal where it stands, a declared
/// function or method of that name somewhere in its package.
pub fn runs_detached(site: Site, func: NodeId, how: Detached) -> bool {
    let tree = site.tree();
    if tree.kind(func) == Kind::FuncLit {
        let call = tree.parent(func).filter(|_| tree.field(func) == Field::Function);
        return call.and_then(|c| tree.parent(c)).is_some_and(|s| is_detaching(tree.kind(s), how));
    }
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let may = move |_, text: &str| {
        text.contains(name) && (text.contains("defer ") || how == Detached::Any && text.contains("go "))
    };
    declarations(site, may).any(|s| detaches(s, site, name, how))
}

/// The declarations of the package that `may` be of interest, as it says of their text, and whether that is in a file of
/// tests: only those are parsed.
pub fn declarations<'a>(
    site: Site<'a>,
    may: impl Fn(bool, &str) -> bool + Copy + 'a,
) -> impl Iterator<Item = Site<'a>> + 'a {
    site.package.files.iter().flat_map(move |file| {
        let decls = file.skim.decls.iter().enumerate();
        let of_interest = decls.filter(move |(_, d)| may(file.is_test(), &file.text[d.span.range()]));
        of_interest.filter_map(move |(decl, _)| Site::new(site.program, site.package, file, decl))
    })
}

/// How many callers up it is looked for who starts a goroutine.
pub const MAX_CALLERS: usize = 2;

/// Whether a function of the package that calls `func`, up to `depth` calls back, is started with `go` or deferred.
pub fn is_run_beside_by_caller(site: Site, func: NodeId, depth: usize) -> bool {
    depth > 0
        && plain_callers(site, func).any(|caller| {
            let func = caller.tree().root();
            runs_detached(caller, func, Detached::Any) || is_run_beside_by_caller(caller, func, depth - 1)
        })
}

/// Whether the function or method declared at the site is called in its package, outside of tests, by who waits for it.
pub fn runs_plainly(site: Site, func: NodeId) -> bool {
    plain_callers(site, func).next().is_some()
}

/// The declarations of the package, outside of tests, that so call the function or method declared at the site.
pub fn plain_callers<'a>(site: Site<'a>, func: NodeId) -> impl Iterator<Item = Site<'a>> + 'a {
    let tree = site.tree();
    let name = tree.child(func, Field::Name).map(|n| tree.text(n));
    let mentions = move |is_test: bool, text: &str| !is_test && name.is_some_and(|n| text.contains(n));
    declarations(site, mentions).filter(move |s| name.is_some_and(|n| calls_plainly(*s, site, n)))
}

/// Whether the declaration at `site` so calls the one at `func`, which is called `name`.
fn calls_plainly(site: Site, func: Site, name: &str) -> bool {
    let tree = site.tree();
    tree.subtree(tree.root())
        .filter(|&n| tree.kind(n) == Kind::Call && called_name(site, n) == Some(name))
        .filter(|&call| !tree.ancestors(call).any(|a| is_detaching(tree.kind(a), Detached::Any)))
        .any(|call| matches!(site.callee(call), Callee::Known(_)) && may_call(site, call, func))
}

fn is_detaching(kind: Kind, how: Detached) -> bool {
    kind == Kind::Defer || how == Detached::Any && kind == Kind::Go
}

/// Whether the declaration at `site` so calls the one at `func`, which is called `name`, or may do so.
fn detaches(site: Site, func: Site, name: &str, how: Detached) -> bool {
    let tree = site.tree();
    tree.subtree(tree.root())
        .filter(|&n| tree.kind(n) == Kind::Call && called_name(site, n) == Some(name))
        .filter(|&call| tree.ancestors(call).any(|a| is_detaching(tree.kind(a), how)))
        .any(|call| may_call(site, call, func))
}

/// Whether the call may be one of the function or method declared at `func`: its callee is that, is not known, or is a
/// method of an interface that the receiver may implement.
pub fn may_call(site: Site, call: NodeId, func: Site) -> bool {
    match site.callee(call) {
        Callee::Known(known) if known.interface => {
            let tree = site.tree();
            let interface = tree.receiver(call).map(|o| site.type_of(o));
            let receiver = Type::pointer(receiver_type(func));
            interface.is_none_or(|i| site.program.implements(&receiver, &i) != Some(false))
        }
        Callee::Known(known) => {
            known.decls.is_empty() && known.package == func.package.path
                || known.decls.iter().any(|d| d.file.path == func.file.path && d.decl == func.decl)
        }
        Callee::Unknown | Callee::Value => true,
        _ => false,
    }
}
