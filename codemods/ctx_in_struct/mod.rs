//! `ctx-in-struct`: a struct keeps a context in a field, so that it outlives, or falls short of, the calls it is
//! meant for.
//!
//! This file says what is reported, and how it reads; `exceptions`, `adapter`, `builder`, `idle`, `lifetime`, `makers`,
//! `own_work` and `uncut` know when such a field is right, `pooled` when it never is, `repair` takes it away and
//! threads a parameter to where it was read, `brought` knows what would be lost with it.

mod adapter;
mod brought;
mod builder;
mod exceptions;
mod idle;
mod lifetime;
mod makers;
mod own_work;
mod pooled;
mod repair;
mod uncut;
mod uses;

use crate::contexts::detached::comments::{says_that_it_carries, speaks_of_context};
use crate::golang::program::Site;
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::{Named, Type};
use crate::{Applicability, Codemod, Finding, Pass};
use repair::Readers;
use std::sync::Arc;

/// A field of an alias needs the alias in sight; this is what such aliases are called.
const NEEDLES: &[&str] = &["Context", "Ctx"];

/// From how many functions on that would need a parameter one call is better served by a struct that keeps its context.
const MANY: usize = 8;

pub const CODEMOD: Codemod = Codemod {
    name: "ctx-in-struct",
    summary: "A struct keeps a context that belongs to one call",
    needles: NEEDLES,
    worth: |glance| glance.may_have_field(NEEDLES),
    only: Some(DeclKind::Type),
    wants_producers: false,
    wants_twins: false,
    globals: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    for field in context_fields(pass.site) {
        match exceptions::reason(pass, &field) {
            Some(why) => pass.leave(pass.site.tree().span(field.ident), why),
            None => found.extend(finding(pass, &field)),
        }
    }
}

/// A field of type `context.Context` in a struct type that has a name.
pub(crate) struct ContextField<'t> {
    /// The field's name; of an embedded one that of the type.
    pub ident: NodeId,
    pub name: &'t str,
    /// The line of the struct that declares it, perhaps together with other fields.
    pub decl: NodeId,
    pub embedded: bool,
    /// The struct type.
    pub structure: NodeId,
    /// The name of the type that it is.
    pub owner: &'t str,
    /// That type, without type arguments.
    pub ty: Type,
}

impl ContextField<'_> {
    /// Whether `ty` is the type that has the field, whatever its type arguments, or a pointer to it.
    pub fn is_owner(&self, ty: &Type) -> bool {
        let same =
            |a: &Arc<Named>, b: &Arc<Named>| a.path == b.path && a.name == b.name && a.local == b.local;
        matches!((ty.pointee().as_named(), self.ty.as_named()), (Some(a), Some(b)) if same(a, b))
    }
}

/// The fields of the declaration that hold a context.
fn context_fields<'t>(site: Site<'t>) -> Vec<ContextField<'t>> {
    let tree = site.tree();
    let mut out = Vec::new();
    for decl in tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::FieldDecl) {
        let Some(ty) = tree.child(decl, Field::Type).filter(|_| tree.op(decl) != Op::Deref) else { continue };
        // As the needles: what package another type is of need not be read.
        let may_be = matches!(tree.kind(ty), Kind::QualifiedType | Kind::TypeIdent | Kind::ParenType)
            && NEEDLES.iter().any(|n| tree.text(ty).contains(n));
        let Some((structure, owner)) = tree.parent(decl).and_then(|s| Some((s, owner_of(site, s)?))) else {
            continue;
        };
        if !may_be || !site.type_expr(ty).is_context() {
            continue;
        }
        let names: Vec<NodeId> = tree.children_in(decl, Field::Name).collect();
        let embedded = names.is_empty();
        let idents = if embedded { vec![tree.child(ty, Field::Name).unwrap_or(ty)] } else { names };
        out.extend(idents.into_iter().filter(|&n| tree.text(n) != "_").map(|ident| ContextField {
            ident,
            name: tree.text(ident),
            decl,
            embedded,
            structure,
            owner: tree.text(owner),
            ty: site.type_of(owner),
        }));
    }
    out
}

/// The identifier that names the struct type, if it has one.
fn owner_of(site: Site, structure: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let spec = tree.parent(structure).filter(|&s| tree.kind(s) == Kind::TypeSpec)?;
    tree.child(spec, Field::Name)
}

/// `None` where there is nothing to mend, and nothing wrong either.
fn finding(pass: &Pass, field: &ContextField) -> Option<Finding> {
    let site = pass.site;
    let subject = match field.embedded {
        true => format!("the struct {} embeds a context", field.owner),
        false => format!("the struct {} keeps a context in its field {}", field.owner, field.name),
    };
    let message = format!(
        "{subject}, so what its methods do stops when whoever gave it that context gives up, and not when their \
         own callers do"
    );
    let repair = repair::repair(pass, field);
    if let Some(why) = reason_to_keep(pass, field, repair.as_ref().ok()) {
        pass.leave(site.tree().span(field.ident), why);
        return None;
    }
    let (message, fix) = match repair {
        Ok(repair) if repair.readers != Readers::Methods => {
            let by = if repair.readers == Readers::Tests { "only tests read" } else { "nothing reads" };
            let message = format!("{subject} that {by}, so all it holds lives as long as the struct");
            (message, Some(repair.fix))
        }
        Ok(repair) => {
            let note = repair.note.map(|n| format!("; {n}")).unwrap_or_default();
            (format!("{message}{note}"), Some(repair.fix))
        }
        Err(why) => (format!("{message}; it stays because {why}"), None),
    };
    let span = site.tree().span(field.ident);
    Some(Finding::new(site, CODEMOD.name, span, message).with_fix(fix, Applicability::Unsafe))
}

/// Why the field is right where it is, although nothing said so before it was known whether it could go: a clause
/// without a subject. What nothing reads may go in any case.
fn reason_to_keep(
    pass: &Pass,
    field: &ContextField,
    repair: Option<&repair::Repair>,
) -> Option<&'static str> {
    let site = pass.site;
    let by_own_goroutines = || !pass.options.lifecycle_fields && own_work::is_for_own_goroutines(pass, field);
    match repair {
        Some(repair) if repair.readers != Readers::Methods => {
            let is_wanted = field.name.starts_with(char::is_uppercase) && speaks_of_context(site, field.decl);
            match (repair.is_made_for, is_wanted) {
                (true, _) => Some("is of a context that is made for it, and would be made for nothing"),
                (_, true) => Some("is there for others, as its comment tells"),
                _ if idle::awaits_its_methods(site, field) => {
                    Some("is there for a method that is still to be written, as its comment tells")
                }
                _ => None,
            }
        }
        _ if says_that_it_carries(site, field.decl) => {
            Some("is there for what it carries, as its comment says")
        }
        _ if lifetime::is_bound_on_purpose(site, field) => {
            Some("is there on purpose, as the comment on what makes it tells")
        }
        _ if !pass.options.lifecycle_fields && lifetime::is_another_beside(site, field) => {
            Some("is another beside those under which its methods work")
        }
        Some(_) if exceptions::is_put_into_requests(pass, field) => {
            Some("is there for the requests that go through it")
        }
        Some(repair) if repair.width < MANY => None,
        _ if makers::stays_in_one_call(site, field, repair.is_none()) => Some("is made and used in one call"),
        Some(_) => None,
        None if exceptions::is_for_asking(site, field) => Some("is only asked whether it has ended"),
        None if !pass.options.lifecycle_fields && lifetime::tells_when_to_stop(site, field) => {
            Some("tells when to stop")
        }
        None if makers::is_given_by_no_call(site, field) => Some("is of no call"),
        None if exceptions::is_cleared(site, field) => {
            Some("is there from one method to the other that clears it")
        }
        None if own_work::is_of_one_method(site, field) => Some("is only that of the method which sets it"),
        None if own_work::is_for_later_work(site, field) => Some("is for work that is done later"),
        None if own_work::is_of_its_run(site, field) => Some("is of the struct's own run"),
        None if exceptions::is_for_making(site, field) => Some("is there for what makes the struct"),
        None if exceptions::has_no_methods(site, field) => {
            Some("is there for those who hold it, as it has no methods")
        }
        None if speaks_of_context(site, field.decl) => Some("is there on purpose, as its comment tells"),
        None if exceptions::is_read_by_deprecated(site, field) => Some("is read by what is deprecated"),
        None if idle::does_no_work(site, field) => Some("is not what its methods work under"),
        None if by_own_goroutines() => Some("is used only by goroutines of the struct"),
        None if !pass.options.lifecycle_fields && lifetime::is_missed_by_nobody(pass, field) => {
            Some("is missed by no caller: it is read for its values, or by what goes on without them")
        }
        None if uncut::is_context_for_values(site, field) => {
            Some("is a context to those who read its values")
        }
        None if exceptions::is_handed_on(pass, field) => Some("is handed on to what its methods make"),
        None if pooled::is_of_connection(site, field) => None,
        None if adapter::is_adapter(pass, field) || adapter::is_made_as_interface(site, field) => {
            Some("is called through interfaces that know no context")
        }
        None => None,
    }
}
