//! Whether a twin comes back to the function that would call it: what a twin is made of must not call the twin.

use super::twin::Twin;
use crate::contexts::callers::declarations;
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given, only_value};
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many functions are looked into; beyond that, it may come back.
const MAX_FUNCTIONS: usize = 300;

/// Whether the function at `site` is the twin, or the twin may call it, directly or by way of others.
pub(super) fn reaches_itself(site: Site, twin: &Twin) -> bool {
    // No function of another module knows this one, but by what it is given.
    let is_own = |f: &FuncRef| f.is_of_module(site);
    let mut work: Vec<FuncRef> = match twin.known.interface {
        true if is_named(site, &twin.known.name) => return true,
        true => implementations(site, &twin.known),
        false => twin.known.decls.clone(),
    };
    work.retain(is_own);
    let mut next = 0;
    while let Some(f) = work.get(next).cloned() {
        next += 1;
        if is_here(site, &f) || next > MAX_FUNCTIONS {
            return true;
        }
        let Some(inner) = f.site(site.program) else { return true };
        if mentions(inner, site) {
            return true;
        }
        for called in calls(inner) {
            match called {
                Some(f) if is_own(&f) && !work.contains(&f) => work.push(f),
                None if is_value_somewhere(site) => return true,
                _ => {}
            }
        }
    }
    false
}

fn is_here(site: Site, f: &FuncRef) -> bool {
    f.decl == site.decl && f.file.path == site.file.path
}

/// Whether the function at `site` has that name.
fn is_named(site: Site, name: &str) -> bool {
    own_name(site) == Some(name)
}

fn own_name<'a>(site: Site<'a>) -> Option<&'a str> {
    let name = *site.file.skim.decls[site.decl].names.first()?;
    Some(&site.file.text[name.range()])
}

/// Whether the function at `inner` names the one at `site` otherwise than by a call that is known to be of another:
/// as a value, or as a method of an interface.
fn mentions(inner: Site, site: Site) -> bool {
    let Some(name) = own_name(site) else { return false };
    let tree = inner.tree();
    tree.subtree(tree.root()).skip(1).filter(|&n| is_mention(inner, n, name)).any(|n| {
        let call = called_by(inner, n);
        match call.map(|c| inner.callee(c)) {
            Some(Callee::Known(known)) if !known.interface => known.decls.iter().any(|d| is_here(site, d)),
            _ => true,
        }
    })
}

/// Whether the name stands at `n`, and does not declare the function at `inner` itself.
fn is_mention(inner: Site, n: NodeId, name: &str) -> bool {
    let tree = inner.tree();
    let is_name = matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent) && tree.text(n) == name;
    is_name && tree.parent(n) != Some(tree.root()) && inner.scopes().resolve(n).is_none()
}

/// The call whose function is named by `n`.
fn called_by(inner: Site, n: NodeId) -> Option<NodeId> {
    let tree = inner.tree();
    let call = tree.ancestors(n).take(2).find(|&a| tree.kind(a) == Kind::Call)?;
    (called_name(inner, call) == Some(tree.text(n))).then_some(call)
}

/// Whether the package of the function at `site` has it as a value somewhere: `newRetrier(s.once)`.
fn is_value_somewhere(site: Site) -> bool {
    let Some(name) = own_name(site) else { return false };
    declarations(site, |is_test, text| !is_test && text.contains(name)).any(|s| {
        let tree = s.tree();
        let is_it = |n: NodeId| {
            let selector = tree.parent(n).filter(|&p| tree.kind(p) == Kind::Selector);
            let value = if tree.kind(n) == Kind::FieldIdent { selector } else { Some(n) };
            let callee = value.map(|v| s.called(v));
            callee.as_ref().and_then(Callee::known).is_some_and(|k| k.decls.iter().any(|d| is_here(site, d)))
        };
        let names = tree.subtree(tree.root()).skip(1).filter(|&n| is_mention(s, n, name));
        names.filter(|&n| called_by(s, n).is_none()).any(is_it)
    })
}

/// The functions that are called at `inner`; of a method of an interface, those that may be meant. `None` for one that
/// somebody has brought.
fn calls(inner: Site<'_>) -> impl Iterator<Item = Option<FuncRef>> + use<'_> {
    let tree = inner.tree();
    tree.calls(tree.root()).flat_map(move |call| {
        let known = match inner.callee(call) {
            Callee::Known(known) if known.interface => implementations(inner, &known),
            Callee::Known(known) => known.decls.clone(),
            Callee::Value => return held(inner, call),
            _ => Vec::new(),
        };
        known.into_iter().map(Some).collect()
    })
}

/// The functions that the field or the variable of a package may hold which is called: those that its package assigns
/// to one of that name, and those that function literals call which it assigns; `None` for what it is given.
fn held(inner: Site, call: NodeId) -> Vec<Option<FuncRef>> {
    let (tree, scopes) = (inner.tree(), inner.scopes());
    let Some(called) = tree.child(call, Field::Function).map(|f| tree.unparen(f)) else { return Vec::new() };
    let called = only_value(inner, called).unwrap_or(called);
    let is_local = tree.kind(called) == Kind::Ident && scopes.resolve(called).is_some();
    let name = match tree.kind(called) {
        Kind::Selector => tree.child(called, Field::FieldName).map(|n| tree.text(n)),
        Kind::Ident if !is_local => Some(tree.text(called)),
        _ => None,
    };
    let Some(name) = name else { return Vec::new() };
    declarations(inner, |is_test, text| !is_test && text.contains(name))
        .flat_map(|site| assigned_to(site, name).into_iter().flat_map(move |v| known_in(site, v)))
        .collect()
}

/// What the declaration assigns to fields and variables of packages that have the name.
fn assigned_to(site: Site, name: &str) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_named = |target: NodeId| match tree.kind(target) {
        Kind::Selector => tree.child(target, Field::FieldName).is_some_and(|n| tree.text(n) == name),
        _ => tree.text(target) == name && (scopes.resolve(target).is_none() || site.is_field_key(target)),
    };
    let nodes = tree.subtree(tree.root());
    nodes
        .filter_map(|n| match tree.kind(n) {
            Kind::KeyedElement => {
                let key = tree.child(n, Field::Key).filter(|&k| tree.text(k) == name);
                key.and_then(|_| tree.child(n, Field::Value))
            }
            Kind::Selector | Kind::Ident if is_named(n) => match given(site, n)? {
                (Given::Value(value), _) => Some(value),
                (Given::Result(..), _) => None,
            },
            _ => None,
        })
        .collect()
}

/// The functions that the value is, or that it calls if it is a literal; `None` for one that cannot be told.
fn known_in(site: Site, value: NodeId) -> Vec<Option<FuncRef>> {
    let tree = site.tree();
    let known = |callee: Callee| callee.known().map(|k| k.decls.clone());
    match tree.kind(value) {
        Kind::FuncLit => {
            let calls = tree.calls(value);
            calls.filter_map(|c| known(site.callee(c))).flatten().map(Some).collect()
        }
        Kind::Nil => Vec::new(),
        _ => match known(site.called(value)) {
            Some(all) => all.into_iter().map(Some).collect(),
            None => vec![None],
        },
    }
}

/// The methods of that name beside the interface and here.
fn implementations(site: Site, known: &Known) -> Vec<FuncRef> {
    let beside = site.program.import(site.package, &known.package);
    let packages = beside.iter().chain([site.package]);
    packages.flat_map(|p| p.callables(&known.name).collect::<Vec<_>>()).collect()
}
