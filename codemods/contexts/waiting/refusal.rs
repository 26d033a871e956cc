//! Answers that a handler holds back for a while, so that nobody can ask too often.

use super::around;
use crate::contexts::parameters::parameters;
use crate::contexts::returns::fails;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether all that a handler does behind `place` comes to an answer which says that the request is refused: the wait
/// is a part of that.
pub fn delays_refusal(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return false };
    if denies_behind(site, func, place) {
        return true;
    }
    let is_handler = parameters(site, func).iter().any(|p| is_writer(&p.type_in(site)));
    if !is_handler || around(site, place).is_some() {
        return false;
    }
    // `return s.refuse(r, errInvalid)`
    let next =
        tree.stmt_of(place).and_then(|s| tree.next_sibling(s)).filter(|&s| tree.kind(s) == Kind::Return);
    if next.is_some_and(|stmt| fails(site, stmt)) {
        return true;
    }
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let calls = tree.calls(func).filter(|&n| refuses(site, n));
    let refusals: Vec<PointId> = calls.filter_map(|c| flow.point_of(c)).collect();
    refusals.iter().any(|&p| flow.reaches(here, p, |_| false))
        && flow.exits_from(here, |p| refusals.contains(&p)).is_empty()
}

/// Codes by which a call is refused, as package `codes` of gRPC names them, and others the errors for it.
const REFUSALS: &[&str] =
    &["permissiondenied", "unauthenticated", "unauthorized", "forbidden", "accessdenied"];

/// Words of functions that compare what somebody knows with what is secret.
const COMPARES: &[&str] = &["ConstantTime", "CompareHash", "CheckPassword", "VerifyPassword"];

/// Whether the statement right behind says no to who has no right:
/// `return nil, status.Error(codes.PermissionDenied, why)`; or `return false`, where a comparison of secrets has
/// failed.
fn denies_behind(site: Site, func: NodeId, place: NodeId) -> bool {
    let tree = site.tree();
    let next = tree.stmt_of(place).and_then(|s| tree.next_sibling(s));
    let Some(next) = next.filter(|&s| tree.kind(s) == Kind::Return) else { return false };
    let names = || tree.subtree(next).filter(|&n| matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent));
    let is_refusal = |name: &str| {
        let name = name.to_ascii_lowercase();
        REFUSALS.iter().any(|r| name.ends_with(r))
    };
    let compares = || {
        let condition = tree.ancestor(place, |k| k == Kind::If).and_then(|b| tree.child(b, Field::Condition));
        condition.is_some_and(|c| COMPARES.iter().any(|w| tree.text(c).contains(w)))
    };
    let says_no = tree.subtree(next).any(|n| tree.kind(n) == Kind::False);
    tree.enclosing_func(next) == Some(func)
        && (names().any(|n| is_refusal(tree.text(n))) || says_no && compares())
}

/// `http.Error(w, "wrong password", http.StatusUnauthorized)`, `w.WriteHeader(403)`
fn refuses(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let args: Vec<NodeId> = tree.args(call).collect();
    let operand = tree.receiver(call);
    let answers = operand.into_iter().chain(args.iter().copied()).any(|n| is_writer(&site.type_of(n)));
    answers && args.iter().any(|&a| site.constant(a).is_some_and(|code| (400..600).contains(&code)))
}

fn is_writer(ty: &Type) -> bool {
    ty.is_named("net/http", "ResponseWriter")
}
