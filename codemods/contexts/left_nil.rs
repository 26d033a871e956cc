//! Who calls a function with a request that may be nil: with nil itself, with a parameter of their own that they, or
//! their callers, have nil for, or with a field of a struct that is made without it.

use super::nil::is_nil_at;
use super::nil_requests::is_looked_at;
use super::parameters::parameters;
use super::sources::{Carrier, Root};
use super::thread::scan::Scan;
use super::types::{named, request_type};
use super::uses::nil_comparison;
use crate::contexts::callers::may_call;
use crate::contexts::calls::called_name;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether a call gives the declared function nil for the request, as far as is known `depth` callers back: in its
/// folder, or anywhere in the module if others may call it.
pub(super) fn may_be_given_nil(site: Site, root: &Root, depth: usize) -> bool {
    let tree = site.tree();
    let name = tree.child(root.func(), Field::Name).map(|n| tree.text(n));
    let all = parameters(site, root.func());
    let index = all.iter().position(|p| *p == root.parameter);
    let (Some(name), Some(index)) = (name, index) else { return false };
    // What net/http calls is given the request that it has read.
    let serves = all.iter().any(|p| p.type_in(site).is_named("net/http", "ResponseWriter"));
    in_reach(site, name, !serves, |inner| {
        let tree = inner.tree();
        let called = format!("{name}(");
        if !inner.file.text[inner.file.skim.decls[inner.decl].span.range()].contains(&called) {
            return false;
        }
        let mut calls = tree.calls(tree.root());
        calls.any(|call| {
            let argument = tree.arg(call, index);
            called_name(inner, call) == Some(name)
                && argument.is_some_and(|a| may_be_nil(inner, a, depth))
                && may_call(inner, call, site)
        })
    })
}

/// Whether the argument is nil, or may be.
fn may_be_nil(site: Site, argument: NodeId, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let argument = tree.unparen(argument);
    match tree.kind(argument) {
        Kind::Nil => true,
        Kind::Ident => {
            let variable = scopes.resolve(argument);
            variable
                .is_some_and(|v| is_found_nil(site, v, argument) || comes_as_nil(site, v, argument, depth))
        }
        Kind::Selector => depth > 0 && is_left_out(site, argument),
        _ => false,
    }
}

/// Whether the function asks whether the variable is nil, and what it does then includes the use at `place`.
fn is_found_nil(site: Site, variable: BindingId, place: NodeId) -> bool {
    let tree = site.tree();
    // Of `r != nil && isRemote(bucket)` only the whole decides where control goes.
    let among_others = |&u: &NodeId| {
        let compared = tree.parent(u).filter(|&c| nil_comparison(site, c).is_some_and(|(n, _)| n == u));
        let around = compared.and_then(|c| tree.parent(c));
        u < place && around.is_some_and(|a| tree.op(a) == Op::And && !guards(site, a, place))
    };
    is_nil_at(site, variable, place) || site.scopes().uses(variable).iter().any(among_others)
}

/// Whether control comes to `place` only where the `condition` holds.
fn guards(site: Site, condition: NodeId, place: NodeId) -> bool {
    let tree = site.tree();
    let mut around = tree.ancestors(place);
    around.any(|a| {
        let inside = tree.child(a, Field::Consequence).is_some_and(|b| tree.contains(b, place));
        tree.kind(a) == Kind::If
            && inside
            && tree.child(a, Field::Condition).is_some_and(|c| tree.contains(c, condition))
            || tree.kind(a) == Kind::Case
                && tree.child(a, Field::Value).is_some_and(|v| tree.contains(v, condition))
    })
}

/// Whether the variable is a parameter that the function hands on as it is, and somebody gives it nil for that.
fn comes_as_nil(site: Site, variable: BindingId, place: NodeId, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let is_own = binding.kind == BindingKind::Param && binding.func == tree.root();
    let is_written = scopes.uses(variable).iter().any(|&u| is_write(tree, u));
    if depth == 0 || !is_own || is_written {
        return false;
    }
    let parameter = parameters(site, tree.root()).into_iter().find(|p| p.variable == Some(variable));
    let carried = parameter.and_then(|p| Some((p, request_type(site, &p.type_in(site))?)));
    carried.is_some_and(|(parameter, kind)| {
        let root = Root { parameter, carrier: Carrier::Request(kind) };
        !is_looked_at(site, &root, place) && may_be_given_nil(site, &root, depth - 1)
    })
}

/// Whether a literal of the struct, in a function outside of tests, leaves out the field that the selector reads, and
/// the function does not set it then.
fn is_left_out(site: Site, selector: NodeId) -> bool {
    let tree = site.tree();
    let field = tree.child(selector, Field::FieldName).map(|f| tree.text(f));
    let owner = tree.child(selector, Field::Operand).map(|o| site.type_of(o).pointee().clone());
    let (Some(field), Some(owner)) = (field, owner) else { return false };
    let Some((package, name)) = named(&owner) else { return false };
    let is_of_module = owner.as_named().is_some_and(|n| !n.defs.is_empty()) && !package.is_empty();
    is_of_module
        && in_reach(site, name, true, |inner| {
            let tree = inner.tree();
            let is_field = |n: NodeId| tree.text(n) == field;
            let sets = |n: NodeId| {
                let left = tree.child(n, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
                tree.kind(n) == Kind::Assign
                    && left.into_iter().any(|t| tree.child(t, Field::FieldName).is_some_and(is_field))
            };
            let leaves_out = |literal: NodeId| {
                let body = tree.child(literal, Field::Body);
                let keys = |b: NodeId| tree.children(b).filter_map(|e| tree.child(e, Field::Key));
                body.is_some_and(|b| keys(b).next().is_some() && !keys(b).any(is_field))
            };
            !inner.file.is_test()
                && tree.subtree(tree.root()).any(|n| {
                    tree.kind(n) == Kind::CompositeLit
                        && named(&inner.type_of(n)) == Some((package, name))
                        && leaves_out(n)
                })
                && !tree.subtree(tree.root()).any(sets)
        })
}

/// Whether a declaration in which `word` stands `is` so: in the folder of the site, its tests too, or where `anywhere`
/// says so, and others may use the word, in the whole module.
fn in_reach(site: Site, word: &str, anywhere: bool, is: impl Fn(Site) -> bool) -> bool {
    let folder = || {
        Scan { program: site.program, packages: &site.program.packages_in(&site.package.dir) }
            .readable(&[word])
            .any(&is)
    };
    let whole = || {
        let whole = site.program.whole(&site.package.list);
        Scan { program: site.program, packages: &whole.packages }.readable(&[word]).any(&is)
    };
    match anywhere && word.starts_with(char::is_uppercase) {
        true => whole(),
        false => folder(),
    }
}
