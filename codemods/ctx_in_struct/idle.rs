//! Fields under which no method of the struct does anything.

use super::ContextField;
use super::exceptions::names_of;
use super::lifetime::is_promoted;
use super::uses::{is_compared, uses};
use crate::contexts::thread::scan::Scan;
use crate::contexts::types::receiver_type;
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;

/// Whether no method of the struct does anything under the field: each read of it there gives it back as it is, or asks
/// whether it is there. Or nothing ever puts a context there.
pub(super) fn does_no_work(field: &ContextField) -> bool {
    let site = field.site;
    let is_idle = |s: Site, read: NodeId| {
        let tree = s.tree();
        let given_back = |a: NodeId| {
            let list = tree.parent(a).filter(|&l| tree.kind(l) == Kind::ExprList);
            list.and_then(|l| tree.parent(l)).is_some_and(|r| tree.kind(r) == Kind::Return)
        };
        let is_element = tree.ancestors(read).find(|&a| tree.kind(a) == Kind::CompositeLit);
        is_compared(s, read) || given_back(read) || is_element.is_some_and(given_back)
    };
    let works = |s: Site| {
        let tree = s.tree();
        let is_own = || {
            let ty = receiver_type(s);
            field.is_owner(&ty) || is_promoted(s, field, &ty, field.name)
        };
        let selects = |n: NodeId| {
            let name = tree.child(n, Field::FieldName).filter(|_| tree.kind(n) == Kind::Selector);
            name.is_some_and(|f| tree.text(f) == field.name) && !is_write(tree, n)
        };
        tree.kind(tree.root()) == Kind::MethodDecl
            && is_own()
            && tree.subtree(tree.root()).any(|n| selects(n) && !is_idle(s, n))
    };
    let scan = Scan::package(site);
    let any_works = || scan.uses(&[], Some(field.name)).filter_map(Result::ok).any(works);
    match field.embedded {
        true => is_never_given(field),
        false => !any_works(),
    }
}

/// Whether the package makes such structs, and neither puts a context into the field nor reads it.
fn is_never_given(field: &ContextField) -> bool {
    let site = field.site;
    let scan = Scan::package(site);
    let makes = |s: Site| {
        let tree = s.tree();
        names_of(s, field).any(|n| tree.parent(n).is_some_and(|p| tree.kind(p) == Kind::CompositeLit))
    };
    uses(scan, field).is_ok_and(|all| all.is_empty()) && scan.readable(&[field.owner]).any(makes)
}

/// Whether a method of the struct is still to be written, as a comment there says, and does nothing so far: the context
/// is there for what it will do.
pub(super) fn awaits_its_methods(field: &ContextField) -> bool {
    let site = field.site;
    let is_unwritten = |s: Site| {
        let tree = s.tree();
        let says_so = |c: &Span| s.file.text[c.range()].to_ascii_lowercase().contains("todo");
        tree.kind(tree.root()) == Kind::MethodDecl
            && field.is_owner(&receiver_type(s))
            && tree.comments().iter().any(says_so)
            && tree
                .child(tree.root(), Field::Body)
                .is_some_and(|b| tree.stmts(b).all(|r| is_bare_return(s, r)))
    };
    Scan::package(site).readable(&[field.owner]).any(is_unwritten)
}

/// `return &Response{}, nil`
fn is_bare_return(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(stmt) == Kind::Return && tree.calls(stmt).next().is_none()
}
