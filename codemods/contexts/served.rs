//! Structs that keep the request which is being served, though nothing in them says so: handlers make them for one
//! request each.

use super::origins::only_value;
use super::parameters::parameters;
use crate::contexts::callers::declarations;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Named, Type};

/// Whether each struct of the type `owner` that its package makes is made by what answers a request, keeps that request
/// in the field `name`, and is used there for nothing but what its methods do at once.
pub(super) fn keeps_served_request(site: Site, owner: &Named, name: &str) -> bool {
    let mut some = false;
    let mentions = |is_test: bool, text: &str| !is_test && text.contains(&*owner.name);
    let all = declarations(site, mentions).all(|s| {
        let tree = s.tree();
        let assigns = |n: NodeId| {
            tree.kind(n) == Kind::Selector
                && is_write(tree, n)
                && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == name)
                && tree.child(n, Field::Operand).is_some_and(|o| is_owner(&s.type_of(o), owner))
        };
        tree.subtree(tree.root()).all(|n| match tree.kind(n) {
            Kind::CompositeLit if is_owner(&s.type_of(n), owner) => {
                some = true;
                is_made_for_request(s, n, name)
            }
            _ => !assigns(n),
        })
    });
    all && some
}

fn is_owner(ty: &Type, owner: &Named) -> bool {
    ty.pointee().as_named().is_some_and(|n| n.path == owner.path && n.name == owner.name)
}

/// `s := &scope{r: r, db: db}` in a function that has `w http.ResponseWriter` and `r *http.Request`.
fn is_made_for_request(site: Site, literal: NodeId, name: &str) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(literal) else { return false };
    let all = parameters(site, func);
    let answers = all.iter().any(|p| p.type_in(site).is_named("net/http", "ResponseWriter"));
    let is_request = |v: BindingId| {
        let own = all.iter().any(|p| p.variable == Some(v));
        own && scopes.binding(v).kind == BindingKind::Param
    };
    let body = tree.child(literal, Field::Body);
    let value = body.and_then(|body| {
        let key = |&e: &NodeId| tree.child(e, Field::Key).is_some_and(|k| tree.text(k) == name);
        tree.children(body).find(key).and_then(|e| tree.child(e, Field::Value))
    });
    answers
        && value.is_some_and(|v| scopes.resolve(v).is_some_and(is_request))
        && held_in(site, literal)
            .is_some_and(|v| scopes.uses(v).iter().all(|&u| is_used_at_once(site, func, u)))
}

/// The variable that is defined as the struct, or a pointer to it, and never is another.
fn held_in(site: Site, literal: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let value = tree.parent(literal).filter(|&p| tree.kind(p) == Kind::Unary).unwrap_or(literal);
    let stmt = tree.parent(tree.parent(value)?).filter(|&s| tree.kind(s) == Kind::ShortVar)?;
    let [target] = tree.list(tree.child(stmt, Field::Left)?)[..] else { return None };
    let is_it = only_value(site, target) == Some(value);
    site.scopes().defines(target).filter(|_| is_it)
}

/// Whether the struct is only used where it stands, before the function goes on: a method of it is called, or a field
/// looked at.
fn is_used_at_once(site: Site, func: NodeId, u: NodeId) -> bool {
    let tree = site.tree();
    let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
    let stmt = tree.stmt_of(u);
    let is_called = |s: NodeId| {
        let is_method = site.called(s).known().is_some();
        !is_method || tree.field(s) == Field::Function
    };
    tree.enclosing_func(u) == Some(func)
        && !stmt.is_some_and(|s| matches!(tree.kind(s), Kind::Go | Kind::Defer))
        && selector.is_some_and(is_called)
}
