//! Calls and functions by their names: what is called, what a function is called, what goes into a call.

use crate::golang::program::{Callee, Entity, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

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

/// The calls in the site's declaration of what has that last name.
pub fn calls_named<'a>(site: Site<'a>, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
    let tree = site.tree();
    tree.calls(tree.root()).filter(move |&call| called_name(site, call) == Some(name))
}

/// The name of the function that is declared at the site, if it is one.
pub fn declared_name<'a>(site: Site<'a>) -> Option<&'a str> {
    let (tree, root) = (site.tree(), site.tree().root());
    tree.child(root, Field::Name).filter(|_| tree.kind(root).is_func()).map(|n| tree.text(n))
}

/// The name of the type whose method is declared at the site, if it is one.
pub fn receiver_name<'a>(site: Site<'a>) -> Option<&'a str> {
    let receiver = site.file.skim.decls.get(site.decl).and_then(|d| d.receiver)?;
    site.file.text.get(receiver.range())
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

/// The call that `node` is an argument of.
pub fn passed_to(site: Site, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let args = tree.parent(node).filter(|&a| tree.kind(a) == Kind::Args)?;
    tree.parent(args).filter(|&c| tree.kind(c) == Kind::Call)
}

/// Whether `n` is a call of `context.Background` or `context.TODO`.
pub fn is_detached_call(site: Site, n: NodeId) -> bool {
    ["Background", "TODO"].into_iter().any(|name| calls_context(site, n, name))
}

/// Whether the node is a call of package context's function `name`.
pub fn calls_context(site: Site, n: NodeId, name: &str) -> bool {
    let tree = site.tree();
    if tree.kind(n) != Kind::Call || called_name(site, n) != Some(name) {
        return false;
    }
    match site.callee(n) {
        Callee::Known(k) => k.is_func("context", name),
        Callee::Unknown => tree.child(n, Field::Function).is_some_and(|f| is_dot_imported(site, f)),
        _ => false,
    }
}

/// Whether the name, which nothing in the package declares, may come from package context by a dot import. Needed
/// where the standard library is not on disk.
fn is_dot_imported(site: Site, name: NodeId) -> bool {
    let (tree, file) = (site.tree(), site.file);
    tree.kind(name) == Kind::Ident
        && matches!(site.resolve(name), Entity::Unknown)
        && file
            .skim
            .imports
            .iter()
            .any(|i| i.path == "context" && i.name.is_some_and(|s| &file.text[s.range()] == "."))
}
