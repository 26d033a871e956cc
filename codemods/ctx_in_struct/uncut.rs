//! Fields under which nothing is cut off that a caller waits for: a socket is opened with it, a connection that was
//! taken from its server goes on under it, or only values are read from it, be it where it has been brought to.

use super::uses::{FieldUse, Use, all_reads, seen_in};
use super::{ContextField, context_fields};
use crate::Pass;
use crate::contexts::aftermath::is_hijacked;
use crate::contexts::asks::{Asked, asked_at};
use crate::contexts::calls::passed_to;
use crate::contexts::detached::given_to_harmless;
use crate::contexts::harmless::is_harmless;
use crate::contexts::outlives::parameter;
use crate::contexts::sources::root;
use crate::contexts::thread::scan::Scan;
use crate::contexts::types::is_context;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many structs a context is followed through.
const MAX_STRUCTS: usize = 2;

/// Whether the context at `read` is for opening a socket: that takes a moment, and what listens there then is ended by
/// something else.
pub(super) fn is_for_listening(site: Site, read: NodeId) -> bool {
    passed_to(site, read).is_some_and(|call| match site.callee(call) {
        Callee::Known(k) => &*k.package == "net" && k.receiver.as_deref() == Some("ListenConfig"),
        _ => false,
    })
}

/// Whether the context at `read` is for a connection that was taken from the server of its request, whose own context
/// only ends with the handler.
pub(super) fn is_for_taken_connection(pass: &Pass, site: Site, read: NodeId) -> bool {
    root(site, read, pass.options).is_some_and(|root| is_hijacked(site, &root, read))
}

/// Whether only values are read from the context at `read`: by the call that it is given to, or where that puts it into
/// another struct.
pub(super) fn only_brings_values(site: Site, read: NodeId) -> bool {
    brings_values(site, read, MAX_STRUCTS)
}

fn brings_values(site: Site, read: NodeId, depth: usize) -> bool {
    given_to_harmless(site, read)
        || asked_at(site, read) == Some(Asked::Value)
        || depth > 0 && (is_put_for_values(site, read, depth) || is_given_for_values(site, read, depth))
}

/// Whether all that the functions which may be called there do with the context is to put it where only values are read
/// from it.
fn is_given_for_values(site: Site, read: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, read) else { return false };
    let index = tree.args(call).position(|c| c == read);
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return false };
    let uses_it_so = |inner: Site| {
        let Some(context) = parameter(inner, inner.tree().root(), index) else { return false };
        let mut uses = inner.scopes().uses(context).iter().peekable();
        uses.peek().is_some()
            && uses.all(|&u| !is_write(inner.tree(), u) && brings_values(inner, u, depth - 1))
    };
    let mut bodies = known.decls.iter().map(|f| f.site(site.program)).peekable();
    bodies.peek().is_some() && bodies.all(|inner| inner.is_some_and(uses_it_so))
}

/// Whether the context at `value` is an element of a struct of the package from whose field only values are read.
fn is_put_for_values(site: Site, value: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let Some(literal) = tree.ancestor(value, |k| k == Kind::CompositeLit) else { return false };
    let element = tree.ancestors(value).take_while(|&a| a != literal);
    let is_whole = element
        .into_iter()
        .all(|a| matches!(tree.kind(a), Kind::KeyedElement | Kind::LitValue | Kind::Paren));
    let ty = site.type_of(literal);
    let Some(named) = ty.as_named().filter(|n| is_whole && *n.path == *site.package.path) else {
        return false;
    };
    let mut decls = site.package.types(&named.name).iter().peekable();
    decls.peek().is_some()
        && decls.all(|d| {
            let file = site.package.files.get(d.file);
            let home = file.and_then(|f| Site::new(site.program, site.package, f, d.decl));
            home.is_some_and(|home| {
                let fields = context_fields(home);
                let own: Vec<&ContextField> = fields.iter().filter(|f| f.is_owner(&ty)).collect();
                matches!(own[..], [one] if !one.embedded
                    && all_reads(one, |s, n| brings_values(s, n, depth - 1)))
            })
        })
}

/// Whether the struct, which embeds a context, is one only to those who read values from it: where it is given away as
/// a context, and where the context itself is read.
pub(super) fn is_context_for_values(field: &ContextField) -> bool {
    let site = field.site;
    if !field.embedded {
        return false;
    }
    let whole;
    let scan = match field.owner.starts_with(char::is_uppercase) {
        true => {
            whole = site.program.whole(&site.package.list);
            Scan { program: site.program, packages: &whole.packages }
        }
        false => Scan::package(site),
    };
    let mut some = false;
    let mut is_fine = |s: Site| {
        let tree = s.tree();
        tree.subtree(tree.root()).all(|n| match tree.kind(n) {
            Kind::Args => tree.children(n).all(|a| {
                let fine = is_no_context_or_harmless(s, field, n, a);
                some |= fine == Some(true);
                fine != Some(false)
            }),
            Kind::Selector => !asks_for_end(s, field, n),
            _ => true,
        })
    };
    let read_so = |u: &FieldUse| match u.what {
        Use::Read(n) => only_brings_values(u.site, n),
        _ => true,
    };
    scan.outside_tests(&[field.owner]).all(&mut is_fine) && some && seen_in(scan, field).iter().all(read_so)
}

/// Whether the argument, if it is the struct and is given away as a context, only has values read from it; `None` where
/// it is no context.
fn is_no_context_or_harmless(
    site: Site,
    field: &ContextField,
    args: NodeId,
    argument: NodeId,
) -> Option<bool> {
    let tree = site.tree();
    let call = tree.parent(args).filter(|&c| tree.kind(c) == Kind::Call)?;
    let index = tree.children(args).position(|a| a == argument)?;
    let plain = matches!(tree.kind(argument), Kind::Ident | Kind::Selector | Kind::Unary);
    if !plain || !field.is_owner(&site.type_of(argument)) {
        return None;
    }
    let taken = match site.callee(call) {
        Callee::Known(k) => k.sig.as_ref().and_then(|s| s.params.get(index).cloned()),
        Callee::Builtin(_) => return None,
        _ => None,
    };
    match taken {
        Some(ty) if !is_context(&ty) && !ty.is_unknown() => None,
        _ => Some(is_harmless(site, call, argument)),
    }
}

/// `app.Done()`, `app.Err()`, `app.Deadline()`, where these are the context's.
fn asks_for_end(site: Site, field: &ContextField, selector: NodeId) -> bool {
    let tree = site.tree();
    let method = tree.child(selector, Field::FieldName).map(|m| tree.text(m));
    matches!(method, Some("Done" | "Err" | "Deadline"))
        && tree.child(selector, Field::Operand).is_some_and(|o| field.is_owner(&site.type_of(o)))
}
