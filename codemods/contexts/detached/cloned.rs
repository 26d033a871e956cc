//! Copies of a request that are made with a detached context: those that are sent elsewhere go on by themselves, and
//! one that is only looked at has no use for another.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::contexts::types::results;
use crate::golang::program::{Callee, FuncRef, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether the context at `place` is that of a copy of the root's request, `r.Clone(context.Background())`, that is
/// sent to others or used in a goroutine, or of which only fields and own methods are used, here and where it is given
/// to; or that a test makes, which plays the client. Or it is that of a request of its own, by which a test plays
/// another client.
pub(super) fn is_of_copy_apart(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let copies = |call: NodeId| {
        let operand = tree.receiver(call);
        called_name(site, call) == Some("Clone") && operand.is_some_and(|o| root.is_named_by(site, o))
    };
    if is_of_another_client(site, place) {
        return true;
    }
    let Some(call) = passed_to(site, place).filter(|&c| copies(c)) else { return false };
    if site.file.is_test() && !answers(site, root.func()) {
        return true;
    }
    let copy = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    copy.is_some_and(|v| goes_elsewhere(site, v, call) || is_only_read(site, v, call))
}

/// Whether the context at `place` is put into a copy of the root's request, `*copy = *r`, by a function that does
/// nothing else with it: `setContext(copy, context.Background())`. It takes the values of the request from the copy,
/// which has that context already.
pub(super) fn is_taken_from_copy(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let points_to = |n: NodeId| match tree.kind(n) {
        Kind::Unary if tree.op(n) == Op::Deref => tree.child(n, Field::Operand),
        _ => None,
    };
    let is_copied = |copy: BindingId| {
        let mut assigned = tree.subtree(root.func()).filter(|&n| tree.kind(n) == Kind::Assign);
        assigned.any(|n| {
            let side = |side| tree.child(n, side).map(|l| tree.list(l)).unwrap_or_default();
            let (left, right) = (side(Field::Left), side(Field::Right));
            let ([to], [from]) = (&left[..], &right[..]) else { return false };
            points_to(*to).and_then(|t| scopes.resolve(t)) == Some(copy)
                && points_to(*from).is_some_and(|f| root.is_named_by(site, f))
        })
    };
    let Some(call) = passed_to(site, place).filter(|&c| only_puts_context(site, c, place)) else {
        return false;
    };
    let mut args = tree.args(call);
    args.any(|a| scopes.resolve(a).is_some_and(|v| tree.kind(a) == Kind::Ident && is_copied(v)))
}

/// Whether all that the function called does with the context at `place` is to put it into a request; of one that a
/// variable holds, the name says so.
fn only_puts_context(site: Site, call: NodeId, place: NodeId) -> bool {
    if matches!(site.callee(call), Callee::Value) {
        return called_name(site, call).is_some_and(|n| n.eq_ignore_ascii_case("setContext"));
    }
    let index = site.tree().args(call).position(|n| n == place);
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return false };
    let puts = |decl: &FuncRef| {
        decl.site(site.program).is_some_and(|inner| {
            let parameter = parameters(inner, inner.tree().root()).get(index).and_then(|p| p.variable);
            let uses = parameter.map_or(&[][..], |v| inner.scopes().uses(v));
            let is_put = |&u: &NodeId| {
                passed_to(inner, u)
                    .and_then(|c| called_name(inner, c))
                    .is_some_and(|n| n == "WithContext" || n == "Clone")
            };
            !uses.is_empty() && uses.iter().all(is_put)
        })
    };
    !known.interface && !known.decls.is_empty() && known.decls.iter().all(puts)
}

/// Whether the function is given what a request is answered with.
fn answers(site: Site, func: NodeId) -> bool {
    let mut all = parameters(site, func).into_iter();
    all.any(|p| p.type_in(site).is_named("net/http", "ResponseWriter"))
}

/// Whether the context at `place` is that of a request which a test makes and has a handler of its own serve, and
/// which comes from another client: `r := newRequest(context.Background(), url)`, and then `h.ServeHTTP(recorder, r)`.
fn is_of_another_client(site: Site, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place).filter(|_| site.file.is_test()) else { return false };
    let is_request = |t: &Type| matches!(t, Type::Pointer(to) if to.is_named("net/http", "Request"));
    let made = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    let serves = |u: NodeId| {
        passed_to(site, u).and_then(|c| called_name(site, c)).is_some_and(|n| n.starts_with("ServeHTTP"))
    };
    results(site, call).first().is_some_and(is_request)
        && made.is_some_and(|v| later(site, v, call).any(serves))
}

fn goes_elsewhere(site: Site, copy: BindingId, made: NodeId) -> bool {
    let tree = site.tree();
    let is_apart = |a: NodeId| matches!(tree.kind(a), Kind::SendStmt | Kind::Go);
    later(site, copy, made).any(|u| tree.ancestors(u).any(is_apart))
}

/// How many functions the copy is followed into.
const MAX_STEPS: usize = 2;

fn is_only_read(site: Site, copy: BindingId, made: NodeId) -> bool {
    later(site, copy, made).all(|u| is_read(site, u, MAX_STEPS))
}

/// Whether nothing but fields and methods of the request is used at `u`, or in the function that it is given to there.
fn is_read(site: Site, u: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    if let Some(selector) = tree.parent(u).filter(|&p| tree.kind(p) == Kind::Selector) {
        return tree.child(selector, Field::FieldName).is_some_and(|n| tree.text(n) != "Context");
    }
    let Some(call) = passed_to(site, u).filter(|_| depth > 0) else { return false };
    let index = tree.args(call).position(|n| n == u);
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return false };
    let only_reads = |decl: &FuncRef| {
        decl.site(site.program).is_some_and(|inner| {
            let root = inner.tree().root();
            let parameter = parameters(inner, root).get(index).and_then(|p| p.variable);
            let has_body = inner.tree().child(root, Field::Body).is_some();
            has_body
                && parameter
                    .is_none_or(|v| inner.scopes().uses(v).iter().all(|&u| is_read(inner, u, depth - 1)))
        })
    };
    !known.interface && !known.decls.is_empty() && known.decls.iter().all(only_reads)
}

/// The uses of the copy behind where it is made: it may have the name of the request.
fn later<'a>(site: Site<'a>, copy: BindingId, made: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    let tree = site.tree();
    let uses = site.scopes().uses(copy).iter().copied();
    uses.filter(move |&u| u > made && !tree.contains(made, u) && !is_write(tree, u))
}
