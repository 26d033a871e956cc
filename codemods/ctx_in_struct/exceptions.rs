//! Fields in which a context is right: it lives as long as the call it was made for, or as long as the struct
//! (`lifetime`).
//!
//! Where only a name tells, the name decides: no finding is better than a wrong one.

use super::ContextField;
use super::builder::is_builder;
use super::lifetime::is_lifecycle;
use super::makers::is_read_instead_of_given;
use super::uses::{FieldUse, Use, all_reads, is_compared, uses};
use crate::Pass;
use crate::contexts::asks::{Asked, asked_at};
use crate::contexts::calls::{called_name, declared_name, passed_to};
use crate::contexts::detached::comments::own::doc;
use crate::contexts::detached::comments::says_that_it_adapts;
use crate::contexts::outlives::journey;
use crate::contexts::thread::scan::Scan;
use crate::contexts::types::{receiver_type, request_type};
use crate::facts::{structs, words};
use crate::golang::program::{DeclRef, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Why the field is left alone: a clause without a subject. `None` if it is not.
pub(super) fn reason(pass: &Pass, field: &ContextField) -> Option<&'static str> {
    let site = pass.site;
    if site.file.is_test() || is_for_tests(site) {
        return Some("lives as long as a test");
    }
    if structs::is_one_call(field.owner) && !is_read_instead_of_given(field) {
        return Some("lives for one call, as its name says");
    }
    if is_context_itself(field) {
        return Some("is part of a context");
    }
    if says_that_it_adapts(site, field.decl) {
        return Some("is there for an interface, as its comment says");
    }
    if let Some(why) = by_methods(field) {
        return Some(why);
    }
    let scan = Scan::package(site);
    if !pass.options.lifecycle_fields && is_lifecycle(pass, field) {
        return Some("ends with the struct");
    }
    if is_builder(field) {
        return Some("belongs to a call that is put together step by step");
    }
    if is_link(field) {
        return Some("is an element of a list or queue");
    }
    if is_sent(scan, field) {
        return Some("is a message sent over a channel");
    }
    is_passed_by_value(scan, field).then_some("is passed by value and not stored")
}

/// Whether all that methods do with the field is to give it to something that they return and that keeps it, so that
/// no call ends with it.
pub(super) fn is_handed_on(field: &ContextField) -> bool {
    all_reads(field, |site, n| {
        site.tree().enclosing_func(n).is_some_and(|f| journey(site, f, n).kept_by_results)
    })
}

/// Whether the field replaces the contexts of requests that others bring: `t.next.RoundTrip(r.WithContext(t.ctx))`,
/// where `r` is a parameter.
pub(super) fn is_put_into_requests(field: &ContextField) -> bool {
    let site = field.site;
    let scan = Scan::package(site);
    let Ok(uses) = uses(scan, field) else { return false };
    uses.iter().any(|u| {
        let Use::Read(selector) = u.what else { return false };
        let tree = u.site.tree();
        let function = passed_to(u.site, selector).and_then(|c| tree.child(c, Field::Function));
        let operand = function.and_then(|f| tree.child(f, Field::Operand));
        let replaces = function
            .and_then(|f| tree.child(f, Field::FieldName))
            .is_some_and(|n| matches!(tree.text(n), "WithContext" | "Clone"));
        let variable = operand.and_then(|o| u.site.scopes().resolve(o));
        let is_parameter = |v| u.site.scopes().binding(v).kind == BindingKind::Param;
        replaces
            && variable.is_some_and(is_parameter)
            && operand.is_some_and(|o| request_type(u.site, &u.site.type_of(o)).is_some())
    })
}

/// Whether the file is part of what tests are made with: it imports package testing, or its folder says so.
fn is_for_tests(site: Site) -> bool {
    let folder = |part: &str| {
        matches!(part, "test" | "tests" | "testing" | "e2e" | "mock" | "mocks")
            || part.ends_with("test")
            || ["test-", "test_", "tests-", "tests_"].iter().any(|begin| part.starts_with(begin))
    };
    site.file.skim.imports_path("testing").is_some()
        || site.package.path.split('/').any(folder)
        || words::is_test_help(&site.package.name)
}

/// The methods of `context.Context`.
const CONTEXT_METHODS: [&str; 4] = ["Deadline", "Done", "Err", "Value"];

/// Whether the struct is itself meant to be used as a context. Any struct that embeds one can be; of those, one that
/// has a say in it, or is called so.
fn is_context_itself(field: &ContextField) -> bool {
    let site = field.site;
    let tree = site.tree();
    if field.embedded {
        let alone =
            site.package.methods(field.owner).next().is_none() || tree.children(field.structure).count() == 1;
        return alone || structs::is_context(field.owner) || overrides(field);
    }
    overrides(field)
}

/// Whether it declares a method of a context itself, and so is one.
fn overrides(field: &ContextField) -> bool {
    let site = field.site;
    let tree = site.tree();
    let own = CONTEXT_METHODS.iter().any(|m| !site.package.method(field.owner, m).is_empty());
    let context = tree.child(field.decl, Field::Type).map_or(Type::Unknown, |t| site.type_expr(t));
    let implements = || {
        site.program.implements(&Type::pointer(field.ty.clone()), &context) == Some(true)
            || site.program.implements(&field.ty, &context) == Some(true)
    };
    own && implements()
}

/// What the struct's own methods say of the life of its context.
fn by_methods(field: &ContextField) -> Option<&'static str> {
    let site = field.site;
    const STEPS: [&str; 4] = ["Next", "Recv", "RecvMsg", "SendMsg"];
    if STEPS.iter().any(|m| !site.package.method(field.owner, m).is_empty()) {
        return Some("is a stream or an iterator, which lives for one call");
    }
    for (name, decls) in site.package.methods(field.owner) {
        if let Some(why) = decls.iter().find_map(|&d| by_signature(site, field, name, d)) {
            return Some(why);
        }
    }
    None
}

/// What the signature of the method `name` says. The types of its other parameters are not looked at: each may need
/// a package that nothing else does.
fn by_signature(site: Site, field: &ContextField, name: &str, method: DeclRef) -> Option<&'static str> {
    let file = site.package.files.get(method.file)?;
    let decl = file.skim.decls.get(method.decl)?;
    let end = decl.body.map_or(decl.span.end, |b| b.start);
    let text = file.text.get(decl.span.start as usize..end as usize)?;
    if !text.contains("Context") && !text.contains("Ctx") {
        return None;
    }
    let parsed = file.header(method.decl).ok()?;
    let header = Site { program: site.program, package: site.package, file, decl: method.decl, parsed };
    let params = types_of(header, header.tree().child(header.tree().root(), Field::Parameters)?);
    let results =
        header.tree().child(header.tree().root(), Field::Result).map_or(Vec::new(), |r| types_of(header, r));
    let ty = |node: Option<NodeId>| node.map_or(Type::Unknown, |n| header.type_expr(n));
    match (&params[..], &results[..]) {
        (&[], &[one]) if ty(one).is_context() => Some("is handed out by a method, as a request's is"),
        (&[one], _) if ty(one).is_context() => {
            let gives = results.first().is_some_and(|&r| field.is_owner(&ty(r)));
            // One that gives something gives itself, perhaps as an interface.
            let words: &[&str] =
                if results.is_empty() { &["Set", "With", "set", "with"] } else { &["With", "with"] };
            let sets = results.len() < 2 && words.iter().any(|w| name.starts_with(w));
            (gives || sets).then_some("is set anew for each call")
        }
        _ => None,
    }
}

/// The types in a list of parameters or results, one for each.
fn types_of(site: Site, list: NodeId) -> Vec<Option<NodeId>> {
    let tree = site.tree();
    if tree.kind(list) != Kind::Params {
        return vec![Some(list)];
    }
    let one = |p: NodeId| vec![tree.child(p, Field::Type); tree.children_in(p, Field::Name).count().max(1)];
    tree.children(list).flat_map(one).collect()
}

/// Whether one method gives the field its context, and another one, which is named as its end, takes that away again:
/// `func (r *reader) open(ctx)`, `func (r *reader) close() { r.ctx = nil }`. Then it is for what lies in between.
pub(super) fn is_cleared(field: &ContextField) -> bool {
    let all = field.seen();
    let is_nil = |s: Site, value| s.tree().kind(s.tree().unparen(value)) == Kind::Nil;
    let clears = |u: &FieldUse| match u.what {
        Use::Assign { value, .. } => {
            is_nil(u.site, value) && declared_name(u.site).is_some_and(words::is_clean_up)
        }
        _ => false,
    };
    let sets = |u: &FieldUse| match u.what {
        Use::Assign { value, .. } => !is_nil(u.site, value) && field.is_owner(&receiver_type(u.site)),
        Use::Element { .. } => false,
        Use::Read(_) => true,
    };
    all.iter().any(clears) && all.iter().all(|u| clears(u) || sets(u))
}

/// Whether nothing but functions, and no method, read the field: what makes the struct had it for the making.
pub(super) fn is_for_making(field: &ContextField) -> bool {
    all_reads(field, |s, _| s.tree().kind(s.tree().root()) == Kind::FuncDecl)
}

/// Whether only functions that are deprecated read the field: what takes their place does without it.
pub(super) fn is_read_by_deprecated(field: &ContextField) -> bool {
    all_reads(field, |s, _| {
        let doc = doc(s.file, s.decl).unwrap_or_default().to_ascii_lowercase();
        ["deprecated:", "is deprecated"].iter().any(|says| doc.contains(says))
    })
}

/// Whether the field is only asked whether its context has ended, and nothing is done under it: it tells whether the
/// other side is still there.
pub(super) fn is_for_asking(field: &ContextField) -> bool {
    all_reads(field, |s, read| {
        let asks_why = |call| called_name(s, call) == Some("Cause");
        is_compared(s, read)
            || passed_to(s, read).is_some_and(asks_why)
            || asked_at(s, read).is_some_and(Asked::for_end)
    })
}

/// Whether neither the struct nor one that embeds it has methods that could have a context of their own.
pub(super) fn has_no_methods(field: &ContextField) -> bool {
    let site = field.site;
    let embeds = |site: Site| {
        let tree = site.tree();
        names_of(site, field).any(|n| {
            let line = tree.ancestor(n, |k| k == Kind::FieldDecl);
            line.is_some_and(|l| tree.children_in(l, Field::Name).next().is_none())
        })
    };
    site.package.methods(field.owner).next().is_none()
        && !Scan::package(site).readable(&[field.owner]).any(embeds)
}

/// Whether the struct points to the next of its kind, as elements of lists and queues do.
fn is_link(field: &ContextField) -> bool {
    let site = field.site;
    let tree = site.tree();
    tree.children(field.structure).any(|f| {
        let name = tree.children_in(f, Field::Name).next().map(|n| tree.text(n));
        name.is_some_and(|n| matches!(n.to_ascii_lowercase().as_str(), "next" | "prev" | "nxt" | "link"))
            && tree
                .child(f, Field::Type)
                .is_some_and(|t| tree.kind(t) == Kind::PointerType && field.is_owner(&site.type_expr(t)))
    })
}

/// Whether there is a channel of the struct, or of pointers to it.
fn is_sent(scan: Scan, field: &ContextField) -> bool {
    let may_be = |before: &str, _: &str, _| {
        let before = before.trim_end_matches([' ', '\t', '*', '(']);
        before.ends_with("chan") || before.ends_with("<-")
    };
    scan.places(&[field.owner], may_be).filter_map(Result::ok).any(|site| {
        let tree = site.tree();
        tree.subtree(tree.root()).any(|n| {
            tree.kind(n) == Kind::ChanType
                && tree.child(n, Field::Value).is_some_and(|e| field.is_owner(&site.type_expr(e)))
        })
    })
}

/// Whether the struct itself, not a pointer to it, is a parameter of some function, and no variable of the package
/// or field holds it.
fn is_passed_by_value(scan: Scan, field: &ContextField) -> bool {
    let may_be_parameter = |before: &str, behind: &str, _| {
        let is_other = before.ends_with(['*', '&']) || before.ends_with('.') && !before.ends_with("...");
        !is_other && behind.trim_start().starts_with([',', ')', '['])
    };
    let is_passed = |site: Site| names_of(site, field).any(|n| is_value_parameter(site, n));
    let is_held = |site: Site| {
        let tree = site.tree();
        let is_global = matches!(tree.kind(tree.root()), Kind::VarDecl);
        names_of(site, field).any(|n| is_global || tree.ancestors(n).any(|a| tree.kind(a) == Kind::FieldDecl))
    };
    scan.places(&[field.owner], may_be_parameter).filter_map(Result::ok).any(is_passed)
        && !scan.readable(&[field.owner]).any(is_held)
}

/// Where the declaration names the struct.
pub(super) fn names_of<'a>(site: Site<'a>, field: &ContextField) -> impl Iterator<Item = NodeId> {
    let tree = site.tree();
    let names = tree.subtree(tree.root()).filter(|&n| tree.text(n) == field.owner && tree.kind(n).is_name());
    names.filter(move |&n| {
        // Neither a variable or field of that name, nor a type of another package.
        let is_other = tree.kind(n) == Kind::FieldIdent
            || site.scopes().resolve(n).is_some()
            || tree.parent(n).is_some_and(|q| tree.kind(q) == Kind::QualifiedType);
        !is_other && field.is_owner(&site.type_expr(n))
    })
}

/// Whether the type name is all of a parameter's type; a receiver is none.
fn is_value_parameter(site: Site, name: NodeId) -> bool {
    let tree = site.tree();
    let ty = match tree.parent(name) {
        Some(generic) if tree.kind(generic) == Kind::GenericType => generic,
        _ => name,
    };
    let Some(param) = tree.parent(ty).filter(|&p| matches!(tree.kind(p), Kind::Param | Kind::VariadicParam))
    else {
        return false;
    };
    let list = tree.parent(param);
    list.is_some_and(|l| tree.field(l) == Field::Parameters) && tree.field(ty) == Field::Type
}
