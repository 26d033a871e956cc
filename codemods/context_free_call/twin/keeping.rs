//! Twins that do nothing with their context but put it into what they give back: `return &Message{ctx: ctx}`. Neither
//! function waits for anything then, and who makes such a value need not be the one for whom it works later.

use super::door::never_waits;
use super::limits::first_context;
use crate::contexts::callers::declarations;
use crate::contexts::calls::passed_to;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::{any_called, parameters};
use crate::contexts::types::{declared_results, is_context, is_error};
use crate::golang::program::{Known, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// How many functions that are handed the context are read.
const MAX_DEPTH: usize = 3;

/// From how many structs into another it is followed.
const MAX_STRUCTS: usize = 2;

/// Whether the twin does no more than that. What is made for a request of net/http or a command goes through a function
/// that is not read here, and is told by that.
pub fn only_keeps(site: Site, own: &Known, twin: &Known) -> bool {
    let all = |known: &Known, is: &dyn Fn(Site) -> bool| {
        !known.decls.is_empty() && known.decls.iter().all(|f| f.site(site.program).is_some_and(is))
    };
    let kept = |s: Site, is: fn(Site, BindingId) -> bool| first_context(s).is_some_and(|c| is(s, c));
    all(twin, &|s| kept(s, |s, c| keeps(s, c, MAX_DEPTH)))
        || all(own, &never_waits) && all(twin, &|s| never_waits(s) && kept(s, keeps_beside_error))
}

/// Whether a value is all that the function declared at the site gives.
fn gives_one(site: Site) -> bool {
    matches!(declared_results(site, site.tree().root())[..], [ref only] if !is_error(only))
}

fn keeps(site: Site, context: BindingId, depth: usize) -> bool {
    let tree = site.tree();
    let is_kept = |u: NodeId| {
        let given_on = || {
            let call = passed_to(site, u).filter(|_| depth > 0);
            call.is_some_and(|call| any_called(site, call, u, &|inner, _, v| keeps(inner, v, depth - 1)))
        };
        let is_in_call = || tree.ancestors(u).any(|a| tree.kind(a) == Kind::Call);
        is_field(site, u)
            || is_element(site, u) && !is_in_call() && is_only_kept(site, u, MAX_STRUCTS)
            || given_on()
    };
    gives_one(site) && all_uses(site, context, is_kept)
}

/// Whether the function keeps the context in structs that it gives beside an error, of which it only says what it was
/// given: `return &pageResolver{ctx: ctx, page: p}, err`.
fn keeps_beside_error(site: Site, context: BindingId) -> bool {
    let results = declared_results(site, site.tree().root());
    matches!(&results[..], [value, error] if !is_error(value) && is_error(error))
        && all_uses(site, context, |u| is_only_kept(site, u, MAX_STRUCTS))
}

/// Whether the context is used, and `is` so of all its uses; the name of a field is none.
fn all_uses(site: Site, context: BindingId, is: impl Fn(NodeId) -> bool) -> bool {
    let mut uses = site.scopes().uses(context).iter().filter(|&&u| !site.is_field_key(u)).peekable();
    uses.peek().is_some() && uses.all(|&u| is(u))
}

/// Whether the context at `u` is put into a struct, and all that works with that struct has a context of its own.
/// Where it has none, the one that is kept is all that can end its work.
fn is_only_kept(site: Site, u: NodeId, depth: usize) -> bool {
    kept_in(site, u)
        .is_some_and(|(owner, field)| depth > 0 && !is_asked_without_another(site, &owner, &field, depth - 1))
}

/// The type of the struct, and its field, that the context at `u` is put into.
fn kept_in(site: Site, u: NodeId) -> Option<(Type, String)> {
    let tree = site.tree();
    let of_type = |n: NodeId| site.type_of(n).pointee().clone();
    let name = |n: NodeId| tree.text(n).to_owned();
    if is_field(site, u) {
        let &target = targets_of(site, u).first()?;
        return Some((
            of_type(tree.child(target, Field::Operand)?),
            name(tree.child(target, Field::FieldName)?),
        ));
    }
    let element = tree.parent(u)?;
    let values = if is_element(site, u) { tree.parent(element)? } else { element };
    let literal = tree.parent(values).filter(|&l| tree.kind(l) == Kind::CompositeLit)?;
    let ty = of_type(literal);
    if is_element(site, u) {
        return Some((ty, name(tree.child(element, Field::Key)?)));
    }
    // `pageResolver{ctx, page}`
    let index = tree.children(values).position(|v| v == u)?;
    let Type::Struct(all) = site.program.underlying(&ty) else { return None };
    let field = all.fields.get(index)?.name.to_string();
    Some((ty, field))
}

/// Whether a function of the package that is given no context asks a value of the type for its field, and does more
/// with what that holds than to put it into another struct.
fn is_asked_without_another(site: Site, owner: &Type, field: &str, depth: usize) -> bool {
    let selected = format!(".{field}");
    let may = |is_test: bool, text: &str| !is_test && text.contains(&selected);
    declarations(site, &may).any(|s| {
        let tree = s.tree();
        let asks = |n: NodeId| {
            tree.kind(n) == Kind::Selector
                && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == field)
                && tree.child(n, Field::Operand).is_some_and(|o| s.type_of(o).pointee() == owner)
                && !is_only_kept(s, n, depth)
        };
        !parameters(s, tree.root()).iter().any(|p| is_context(&p.type_in(s)))
            && tree.subtree(tree.root()).any(asks)
    })
}

/// `T{ctx: ctx}`
fn is_element(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    tree.parent(u).is_some_and(|p| tree.kind(p) == Kind::KeyedElement) && tree.field(u) == Field::Value
}

/// `t.ctx = ctx`
fn is_field(site: Site, u: NodeId) -> bool {
    matches!(targets_of(site, u)[..], [only] if site.tree().kind(only) == Kind::Selector)
}
