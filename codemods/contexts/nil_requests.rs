//! Requests that may be nil, and streams that may have no context: nobody has asked them for anything so far, and to
//! ask one for its context would panic.

use super::left_nil::may_be_given_nil;
use super::parameters::parameters;
use super::sources::{Carrier, Root};
use super::thread::scan::Scan;
use super::types::named;
use crate::contexts::callers::{MAX_CALLERS, may_call};
use crate::contexts::calls::called_name;
use crate::facts::requests::Step;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member, Type};

/// Whether the root is a pointer to a request that the function does nothing with before `place`, and that somebody in
/// its module, tests included, leaves nil: by a call, or where the struct is made that holds it.
pub fn may_be_nil(site: Site, root: &Root, place: NodeId) -> bool {
    let is_pointer = match &root.carrier {
        Carrier::Request(kind) => kind.pointer,
        Carrier::Field(_) => true,
        Carrier::Context | Carrier::Kept(_) | Carrier::Test => false,
    };
    if !is_pointer || is_looked_at(site, root, place) {
        return false;
    }
    match &root.carrier {
        Carrier::Field(field) => is_left_out(site, root, field),
        _ => may_be_given_nil(site, root, MAX_CALLERS),
    }
}

/// Whether the root is a stream that the function asks for nothing, and a test in its folder gives it one that has its
/// context from what it embeds: as a rule nothing, so that to ask for it would panic. Or it is a function of a test,
/// which may give it a stand-in that does not expect to be asked; not a method, which others call.
pub fn may_lack_context(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Carrier::Request(kind) = &root.carrier else { return false };
    let method = kind.steps.first().filter(|step| matches!(step, Step::Method(_))).map(Step::name);
    let Some(method) = method.filter(|_| !kind.pointer && !is_looked_at(site, root, place)) else {
        return false;
    };
    if site.file.is_test() && tree.kind(root.func()) != Kind::MethodDecl {
        return true;
    }
    let name = tree.child(root.func(), Field::Name).map(|n| tree.text(n));
    let index = parameters(site, root.func()).iter().position(|p| *p == root.parameter);
    let (Some(name), Some(index)) = (name, index) else { return false };
    in_folder(site, name, |inner| {
        let tree = inner.tree();
        let is_stand_in = |argument: NodeId| {
            let ty = inner.type_of(argument);
            let member = inner.program.member(&ty, method, &inner.package.path);
            let is_struct = matches!(inner.program.underlying(ty.pointee()), Type::Struct(_));
            is_struct && matches!(member, Lookup::Found(Member::Method(m)) if !m.through.is_empty())
        };
        let mut calls = tree.calls(tree.root());
        inner.file.is_test()
            && calls.any(|call| {
                let argument = tree.arg(call, index);
                called_name(inner, call) == Some(name)
                    && argument.is_some_and(is_stand_in)
                    && may_call(inner, call, site)
            })
    })
}

/// Whether the function comes to `place` only where it has asked the request for something, or whether there is one.
pub(super) fn is_looked_at(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let is_request = |n: NodeId| match &root.carrier {
        Carrier::Field(field) => {
            tree.kind(n) == Kind::Selector
                && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == field)
                && tree.child(n, Field::Operand).is_some_and(|o| root.is_named_by(site, o))
        }
        _ => root.is_named_by(site, n),
    };
    let looks = |n: NodeId| {
        let is_asked =
            tree.field(n) == Field::Operand && tree.parent(n).is_some_and(|p| tree.kind(p) == Kind::Selector);
        let is_nil =
            |p: NodeId| tree.kind(p) == Kind::Binary && tree.children(p).any(|c| tree.kind(c) == Kind::Nil);
        is_asked || tree.parent(n).is_some_and(is_nil)
    };
    tree.subtree(root.func()).filter(|&n| is_request(n) && looks(n)).any(|n| {
        tree.enclosing_func(n) != Some(func) || flow.point_of(n).is_some_and(|p| flow.dominates(p, here))
    })
}

/// Whether a literal of the receiver's struct in the folder leaves the field out, where nobody sets it then.
fn is_left_out(site: Site, root: &Root, field: &str) -> bool {
    let ty = root.parameter.type_in(site);
    let owner = named(ty.pointee());
    let Some((_, name)) = owner else { return false };
    in_folder(site, name, |inner| {
        let tree = inner.tree();
        let is_field = |n: NodeId| tree.text(n) == field;
        let sets = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Assign).any(|n| {
            let left = tree.child(n, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
            left.into_iter().any(|t| tree.child(t, Field::FieldName).is_some_and(is_field))
        });
        let leaves_out = |literal: NodeId| {
            let body = tree.child(literal, Field::Body);
            let keys = |b: NodeId| tree.children(b).filter_map(|e| tree.child(e, Field::Key));
            body.is_some_and(|b| keys(b).next().is_some() && !keys(b).any(is_field))
        };
        !sets
            && tree
                .subtree(tree.root())
                .filter(|&n| tree.kind(n) == Kind::CompositeLit)
                .filter(|&n| named(&inner.type_of(n)).is_some_and(|t| Some(t) == owner))
                .any(leaves_out)
    })
}

/// Whether a declaration of the folder in which `word` stands, in tests too, `is` so.
fn in_folder(site: Site, word: &str, is: impl Fn(Site) -> bool) -> bool {
    let packages = site.program.packages_in(&site.package.dir);
    let scan = Scan { program: site.program, packages: &packages };
    scan.readable(&[word]).any(is)
}
