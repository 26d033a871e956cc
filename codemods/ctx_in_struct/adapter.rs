//! Structs that are called through interfaces whose methods have no context, and so have to bring one along.

use super::ContextField;
use super::uses::{FieldUse, Use};
use crate::Pass;
use crate::contexts::callers::plain_callers;
use crate::contexts::parameters::parameters;
use crate::contexts::thread::calls::Target;
use crate::contexts::thread::fixed::{Fixed, is_stream};
use crate::contexts::thread::scan::Scan;
use crate::contexts::thread::unread::is_of_others;
use crate::contexts::types::{is_error, receiver_type, request_type};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Type};

/// How many functions up it is looked for a method that is called so.
const MAX_STEPS: usize = 2;

/// Whether the struct is there to be called through interfaces of others that know no context, such as `io.Reader`, so
/// that it has to bring one along: one of its methods that need the context is, or all that read the field may be.
pub(super) fn is_adapter(pass: &Pass, field: &ContextField) -> bool {
    let site = pass.site;
    if is_stream(site, field.owner) {
        return true;
    }
    let scan = Scan::package(site);
    let reads = scan.uses(&[], Some(field.name)).filter_map(Result::ok).filter(|s| reads_field(*s, field));
    let readers: Vec<Site> = reads.collect();
    if readers.is_empty() {
        return false;
    }
    let all: Vec<Fixed> = readers.iter().map(|s| Target::fixed(*s)).collect();
    all.contains(&Fixed::Yes)
        || !all.contains(&Fixed::No)
        || has_exported_methods(field) && is_of_others(scan, &field.ty)
        || readers.iter().any(|r| helps_what_is_fixed(*r, field, MAX_STEPS))
}

/// Whether a method of the struct that is called through such an interface, without a context, calls the one at the
/// site, or one that does.
fn helps_what_is_fixed(site: Site, field: &ContextField, steps: usize) -> bool {
    let brings_request =
        |s: Site| parameters(s, s.tree().root()).iter().any(|p| request_type(s, &p.type_in(s)).is_some());
    let is_own = |s: &Site| field.is_owner(&receiver_type(*s)) && !has_its_own(*s) && !brings_request(*s);
    plain_callers(site, site.tree().root()).filter(is_own).any(|caller| {
        Target::fixed(caller) == Fixed::Yes || steps > 1 && helps_what_is_fixed(caller, field, steps - 1)
    })
}

fn has_exported_methods(field: &ContextField) -> bool {
    let site = field.site;
    site.package.methods(field.owner).any(|(name, _)| name.starts_with(char::is_uppercase))
}

/// Whether all that makes the struct gives it away as an interface that has the methods which read the field: those who
/// call them see nothing else, and the context is that of what they asked for.
pub(super) fn is_made_as_interface(field: &ContextField) -> bool {
    let site = field.site;
    let uses = field.seen();
    let mut made = uses.iter().filter(|u| matches!(u.what, Use::Element { .. })).peekable();
    let readers = uses.iter().filter(|u| matches!(u.what, Use::Read(_))).map(|u| (u, name_of(u)));
    let readers: Vec<(&FieldUse, &str)> = readers.collect();
    let has = |interface: &Type, name: &str| {
        matches!(site.program.member(interface, name, &site.package.path), Lookup::Found(_))
    };
    let is_read_through = |interface: &Type| {
        let is_exported = |name: &str| name.starts_with(char::is_uppercase);
        readers
            .iter()
            .filter(|n| is_exported(n.1))
            .all(|(u, name)| has(interface, name) || is_own_help(u.site, field))
            && site.package.methods(field.owner).any(|(name, _)| is_exported(name) && has(interface, name))
    };
    let is_given_as_one = |u: &FieldUse| {
        let Use::Element { element, .. } = u.what else { return false };
        let (s, tree) = (u.site, u.site.tree());
        let around = tree.ancestors(element).filter(|&f| tree.kind(f).is_func());
        let results = around.filter_map(|f| tree.child(f, Field::Result));
        let mut types = results.flat_map(|r| match tree.kind(r) {
            Kind::Params => tree.children(r).filter_map(|p| tree.child(p, Field::Type)).collect(),
            _ => vec![r],
        });
        types.any(|t| {
            let t = s.type_expr(t);
            matches!(s.program.underlying(&t), Type::Interface(_)) && !is_error(&t) && is_read_through(&t)
        })
    };
    made.peek().is_some() && made.all(is_given_as_one)
}

/// Whether nobody but methods of the struct can call the method at the site, as the type has no name that others know,
/// and some do.
fn is_own_help(site: Site, field: &ContextField) -> bool {
    let mut callers = plain_callers(site, site.tree().root()).peekable();
    let is_unknown = field.owner.starts_with(char::is_lowercase);
    is_unknown && callers.peek().is_some() && callers.all(|c| field.is_owner(&receiver_type(c)))
}

/// The name of the declaration in which the field is used.
fn name_of<'a>(using: &FieldUse<'a>) -> &'a str {
    let tree = using.site.tree();
    tree.child(tree.root(), Field::Name).map_or("", |n| tree.text(n))
}

/// Whether the declaration is a method of the struct, without a context of its own, that reads the field of its
/// receiver.
fn reads_field(site: Site, field: &ContextField) -> bool {
    let tree = site.tree();
    let root = tree.root();
    if tree.kind(root) != Kind::MethodDecl || !field.is_owner(&receiver_type(site)) {
        return false;
    }
    let reads = |n: NodeId| {
        tree.kind(n) == Kind::FieldIdent
            && tree.text(n) == field.name
            && tree.parent(n).is_some_and(|s| {
                tree.kind(s) == Kind::Selector
                    && !is_write(tree, s)
                    && tree.child(s, Field::Operand).is_some_and(|o| field.is_owner(&site.type_of(o)))
            })
    };
    !has_its_own(site) && tree.subtree(root).any(reads)
}

/// Whether the declared function gets a context of its own.
fn has_its_own(site: Site) -> bool {
    parameters(site, site.tree().root()).iter().any(|p| p.type_in(site).is_context())
}
