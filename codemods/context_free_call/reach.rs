//! Whether a twin comes back to the function that would call it: what a twin is made of must not call the twin.

use super::twin::Twin;
use crate::contexts::never::called_name;
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::syntax::{Kind, NodeId};

/// How many functions are looked into; beyond that, it may come back.
const MAX_FUNCTIONS: usize = 300;

/// Whether the function at `site` is the twin, or the twin may call it, directly or by way of others.
pub(super) fn reaches_itself(site: Site, twin: &Twin) -> bool {
    // No function of another module knows this one, but by what it is given.
    let is_own = |f: &FuncRef| f.package.module.root == site.package.module.root;
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
        for called in calls(inner).filter(is_own) {
            if !work.contains(&called) {
                work.push(called);
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

/// The functions that are called at `inner`; of a method of an interface, those that may be meant.
fn calls(inner: Site<'_>) -> impl Iterator<Item = FuncRef> + use<'_> {
    let tree = inner.tree();
    tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Call).flat_map(move |call| {
        match inner.callee(call) {
            Callee::Known(known) if known.interface => implementations(inner, &known),
            Callee::Known(known) => known.decls.clone(),
            _ => Vec::new(),
        }
    })
}

/// The methods of that name beside the interface and here.
fn implementations(site: Site, known: &Known) -> Vec<FuncRef> {
    let beside = site.program.import(site.package, &known.package);
    let packages = beside.iter().chain([site.package]);
    packages.flat_map(|p| p.callables(&known.name).collect::<Vec<_>>()).collect()
}
