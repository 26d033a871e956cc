//! Whether a context's parent ends with the function in any case: then whatever outlives the function is cut off
//! there already.

use super::{How, Reason};
use crate::Options;
use crate::contexts::calls::called_name;
use crate::contexts::creation::Creation;
use crate::contexts::join::root_variable;
use crate::contexts::lazy::Level;
use crate::contexts::origins::{Origin, Origins};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{Carrier, root};
use crate::contexts::types::request_type;
use crate::facts::requests::{Lives, RequestType};
use crate::golang::program::Site;
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the creation's parent is the context of the request that its function serves: that ends when the handler
/// returns (net/http, `Request.Context`; grpc, `ServerStream.Context`).
pub(super) fn ends_with_function(site: Site, creation: &Creation) -> bool {
    let (Some(func), Some(parent)) = (creation.func, creation.producer.parent) else { return false };
    let Some(root) = root(site, creation.stmt, &Options::default()) else { return false };
    let Carrier::Request(kind) = root.carrier else { return false };
    root.func() == func
        && kind.lives != Lives::Process
        && (kind.package != "net/http" || answers(site, func))
        && !prepares_request(site, creation, kind)
        && Origins::new(site, &root).expression(parent) == Origin::Root
}

/// Whether the function, of a framework that calls one after the other, replaces the request and leaves the rest to
/// those behind it: `c.Request = c.Request.WithContext(ctx)`, and no `c.Next()`.
fn prepares_request(site: Site, creation: &Creation, kind: &RequestType) -> bool {
    let (tree, Some(func)) = (site.tree(), creation.func) else { return false };
    let within = || tree.subtree(func);
    let is_request = |n: NodeId| {
        tree.kind(n) == Kind::Selector
            && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == "Request")
            && request_type(site, &site.type_of(n)).is_some()
    };
    let replaces = |n: NodeId| {
        let left = tree.child(n, Field::Left).filter(|_| tree.kind(n) == Kind::Assign);
        left.is_some_and(|l| tree.list(l).into_iter().any(is_request))
    };
    let goes_on = |n: NodeId| tree.kind(n) == Kind::Call && called_name(site, n) == Some("Next");
    kind.package != "net/http" && within().any(replaces) && !within().any(goes_on)
}

/// Whether it is put into the request that the function was given, `*r = *r.WithContext(ctx)`, and the function does
/// nothing more with that: it is for who has called it.
pub(super) fn is_for_others(site: Site, func: NodeId, reason: &Reason) -> bool {
    let (tree, scopes, flow) = (site.tree(), site.scopes(), site.flow(func));
    let left = tree.child(reason.at, Field::Left).filter(|_| tree.kind(reason.at) == Kind::Assign);
    let targets = left.map(|l| tree.list(l)).unwrap_or_default();
    let request = targets.into_iter().filter(|&t| tree.kind(t) != Kind::Ident).find_map(|t| {
        let variable = root_variable(site, t)?;
        let binding = scopes.binding(variable);
        let is_given = binding.kind == BindingKind::Param && binding.func == func;
        (is_given && request_type(site, &site.type_of(binding.ident)).is_some()).then_some(variable)
    });
    let Some((request, at)) = request.zip(flow.point_of(reason.at)) else { return false };
    let is_behind = |&u: &NodeId| {
        let point = flow.point_of(u).filter(|_| !tree.contains(reason.at, u));
        point.is_some_and(|p| p != at && flow.reaches(at, p, |_| false))
    };
    reason.how == How::Stored && reason.level == Level::Known && !scopes.uses(request).iter().any(is_behind)
}

/// Whether a parameter takes the answer: without one the request may be one to send.
fn answers(site: Site, func: NodeId) -> bool {
    parameters(site, func).iter().any(|p| p.type_in(site).is_named("net/http", "ResponseWriter"))
}
