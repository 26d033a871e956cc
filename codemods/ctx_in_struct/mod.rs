//! `ctx-in-struct`: a struct keeps a context in a field, so that it outlives, or falls short of, the calls it is
//! meant for.
//!
//! This file says what is reported, and how it reads; `exceptions`, `adapter`, `builder`, `idle`, `lifetime`, `makers`,
//! `own_work`, `registered` and `uncut` know when such a field is right, `kept` which of them is asked when, `pooled`
//! when it never is, `repair` takes it away and threads a parameter to where it was read, by all `uses` of the field,
//! `brought` knows what would be lost with it.

mod adapter;
mod brought;
mod builder;
mod exceptions;
mod idle;
mod kept;
mod lifetime;
mod makers;
mod own_work;
mod pooled;
mod registered;
mod repair;
mod uncut;
mod uses;

use crate::golang::program::Site;
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::{Named, Type};
use crate::{Applicability, Codemod, Finding, Pass};
use repair::Readers;
use std::cell::OnceCell;
use std::sync::Arc;
use uses::FieldUse;

/// A field of an alias needs the alias in sight; this is what such aliases are called.
const NEEDLES: &[&str] = &["Context", "Ctx"];

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
    /// The declaration of the struct.
    pub site: Site<'t>,
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
    /// What reads it and gives it values in its package, once that is known.
    seen: OnceCell<Vec<FieldUse<'t>>>,
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
            site,
            ident,
            name: tree.text(ident),
            decl,
            embedded,
            structure,
            owner: tree.text(owner),
            ty: site.type_of(owner),
            seen: OnceCell::new(),
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
    if let Some(why) = kept::reason(pass, field, repair.as_ref().ok()) {
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
