//! Structs whose methods are only called back, by what they were registered with under the context of the field: their
//! callers have no other, and stop when that ends.

use super::ContextField;
use super::uses::Use;
use crate::contexts::calls::passed_to;
use crate::contexts::origins::{Given, given};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether everyone who makes the struct does nothing with it but to give methods of it, which take no context, or
/// literals that call some, to calls that get the same context: `h := handler{ctx: ctx}`, `events.OnChange(ctx,
/// "import", h.onChange)`.
pub(super) fn is_called_back_only(field: &ContextField) -> bool {
    let mut made = false;
    field.seen().iter().all(|u| match u.what {
        Use::Read(_) => true,
        Use::Assign { .. } => false,
        Use::Element { value, .. } => {
            made = true;
            made_for_callbacks(u.site, field, value)
        }
    }) && made
}

/// The same of the struct that is made at the element with the context `value`.
fn made_for_callbacks(site: Site, field: &ContextField, value: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let context = scopes.resolve(value).filter(|_| tree.kind(value) == Kind::Ident);
    let (Some(context), Some(holder)) = (context, holder_of(site, field, value)) else { return false };
    let mut registered = false;
    let mut is_fine = |&u: &NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector && !is_write(tree, u));
        selector.is_some_and(|s| {
            let is_field = !matches!(site.type_of(s), Type::Func(_)) && tree.field(s) != Field::Function;
            let literals = tree.ancestors(s).filter(|&a| tree.kind(a) == Kind::FuncLit);
            let is_given = std::iter::once(s).chain(literals).any(|f| is_registered(site, f, context));
            registered |= is_given;
            is_field || is_given
        })
    };
    scopes.uses(holder).iter().all(&mut is_fine) && registered
}

/// The variable that is given the struct around `value`, or a pointer to it.
fn holder_of(site: Site, field: &ContextField, value: NodeId) -> Option<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let literal = tree.ancestors(value).find(|&a| tree.kind(a) == Kind::CompositeLit)?;
    let made = tree.parent(literal).filter(|&p| tree.kind(p) == Kind::Unary).unwrap_or(literal);
    let list = tree.parent(made).filter(|&l| tree.kind(l) == Kind::ExprList)?;
    let target = tree.child(tree.parent(list)?, Field::Left).and_then(|l| tree.only_child(l))?;
    let is_it = matches!(given(site, target), Some((Given::Value(v), _)) if v == made);
    scopes.defines(target).filter(|_| is_it && field.is_owner(&site.type_of(made)))
}

/// Whether the function, which takes no context itself, is an argument of a call that is given the context too.
fn is_registered(site: Site, function: NodeId, context: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let takes_none =
        matches!(site.type_of(function), Type::Func(sig) if !sig.params.iter().any(Type::is_context));
    takes_none
        && passed_to(site, function).is_some_and(|call| {
            tree.args(call).any(|a| tree.kind(a) == Kind::Ident && scopes.resolve(a) == Some(context))
        })
}
