//! Structs that are one call which is put together step by step: `NewSearch(ctx).Index(name).Limit(10).Run()`.

use super::ContextField;
use super::uses::all_reads;
use crate::contexts::types::receiver_type;
use crate::golang::program::{DeclRef, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether half of the methods of the struct, or more, give it back, so that the next can be called, and those that
/// read the field are others: they make the call, with the context that it was begun with.
pub(super) fn is_builder(field: &ContextField) -> bool {
    let site = field.site;
    let methods = || site.package.methods(field.owner).flat_map(|(_, decls)| decls.iter().copied());
    let steps = methods().filter(|&m| gives_itself(site, field, m)).count();
    steps > 0
        && steps * 2 >= methods().count()
        && all_reads(field, |s, _| field.is_owner(&receiver_type(s)) && !gives(s, field))
}

/// Whether the method that is declared there gives back what it is called on.
fn gives_itself(site: Site, field: &ContextField, method: DeclRef) -> bool {
    let Some(file) = site.package.files.get(method.file) else { return false };
    file.header(method.decl).is_ok_and(|parsed| {
        gives(Site { program: site.program, package: site.package, file, decl: method.decl, parsed }, field)
    })
}

/// Whether the method at `site` gives nothing but the struct.
fn gives(site: Site, field: &ContextField) -> bool {
    let tree = site.tree();
    let result = |n: NodeId| match tree.kind(n) {
        Kind::Params => tree.only_child(n).and_then(|p| tree.child(p, Field::Type)),
        _ => Some(n),
    };
    let ty = tree.child(tree.root(), Field::Result).and_then(result);
    ty.is_some_and(|t| field.is_owner(&site.type_expr(t)))
}
