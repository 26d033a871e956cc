//! Tests write which occurrence means which binding into the source: in `«x:1» := 1; «x:1»++; «x:-»`, equal
//! numbers are one binding, different numbers different ones, and `-` is a name from outside.

mod properties;
mod questions;
mod rules;

use super::{BindingId, BindingKind, Scopes};
use crate::golang::syntax::{Kind, NodeId, Tree, parse_decl};
use crate::span::Span;
use std::collections::BTreeMap;

fn parse(text: &str) -> (Tree, Scopes) {
    let tree = parse_decl(&text.into(), Span::new(0, text.len()));
    let tree = tree.unwrap_or_else(|e| panic!("{e:?}: {text}"));
    let scopes = Scopes::bind(&tree);
    (tree, scopes)
}

/// The source without marks, and the offset and label of each mark.
fn unmark(marked: &str) -> (String, Vec<(usize, String)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut parts = marked.split('«');
    text.push_str(parts.next().unwrap());
    for part in parts {
        let (name, rest) = part.split_once(':').expect("«name:label»");
        let (label, rest) = rest.split_once('»').expect("«name:label»");
        marks.push((text.len(), label.to_string()));
        text.push_str(name);
        text.push_str(rest);
    }
    (text, marks)
}

fn is_ident(tree: &Tree, n: NodeId) -> bool {
    tree.kind(n).is_name() || matches!(tree.kind(n), Kind::LabelName | Kind::Nil | Kind::True | Kind::Iota)
}

fn ident_at(tree: &Tree, at: usize) -> NodeId {
    let mut found = tree.subtree(tree.root()).filter(|&n| tree.span(n).start as usize == at);
    found.rfind(|&n| tree.children(n).next().is_none()).expect("an identifier at the mark")
}

/// Checks every mark, and that the tables agree with each other.
fn check(marked: &str) -> (Tree, Scopes) {
    let (text, marks) = unmark(marked);
    let (tree, scopes) = parse(&text);
    let mut meant: BTreeMap<String, BindingId> = BTreeMap::new();
    for (at, label) in &marks {
        let got = scopes.resolve(ident_at(&tree, *at));
        if label == "-" {
            assert_eq!(got, None, "at {at} in {marked}");
            continue;
        }
        let got = got.unwrap_or_else(|| panic!("nothing local at {at} in {marked}"));
        let first = *meant.entry(label.clone()).or_insert(got);
        assert_eq!(first, got, "«:{label}» at {at} in {marked}");
    }
    let mut distinct: Vec<_> = meant.values().collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), meant.len(), "two labels for one binding in {marked}");
    check_tables(&tree, &scopes);
    (tree, scopes)
}

fn check_tables(tree: &Tree, scopes: &Scopes) {
    for b in scopes.bindings() {
        let binding = scopes.binding(b);
        assert!(scopes.all_defined(binding.ident).any(|d| d == b));
        assert!(scopes.uses(b).is_sorted());
        assert!(scopes.uses(b).iter().all(|&n| scopes.resolve(n) == Some(b)));
        assert!(tree.contains(scopes.scope_node(binding.scope), binding.decl));
    }
    for n in tree.subtree(tree.root()) {
        let Some(b) = scopes.resolve(n) else { continue };
        assert!(scopes.binding(b).ident == n || scopes.uses(b).contains(&n));
        let is_use = scopes.binding(b).ident != n;
        if is_use && scopes.binding(b).kind != BindingKind::Label {
            let found = scopes.lookup(tree.text(n), tree.span(n).start as usize);
            assert_eq!(found, Some(b), "{n:?} in {}", tree.source());
        }
    }
}

/// The binding of the `i`th marked identifier.
fn nth(marked: &str, i: usize) -> (Tree, Scopes, NodeId) {
    let (text, marks) = unmark(marked);
    let (tree, scopes) = parse(&text);
    let ident = ident_at(&tree, marks[i].0);
    (tree, scopes, ident)
}
