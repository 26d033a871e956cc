//! Where control comes when a call has failed, and what the code makes of that: it looks into what the call has not
//! given, or takes it for something that is not there.

use super::consequences::end_of_chain;
use super::kinds::{behind, kept_behind};
use crate::contexts::origins::targets_of;
use crate::contexts::returns::check_behind;
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, holds_error, is_error};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// The variable for the call's error.
pub(super) fn error_of(site: Site, call: NodeId) -> Option<BindingId> {
    let target = *targets_of(site, call).last()?;
    site.scopes().resolve(target).filter(|&v| holds_error(site, v))
}

/// Where control comes behind the call if it has failed, and if not.
pub(super) fn behind_both(site: Site, call: NodeId) -> Option<(Vec<PointId>, Vec<PointId>)> {
    let flow = site.flow(site.tree().enclosing_func(call)?);
    let (start, error) = (flow.point_of(call)?, error_of(site, call)?);
    Some((behind(site, &flow, start, error, false), behind(site, &flow, start, error, true)))
}

/// Whether control comes where the call has failed to what looks into something else that it gives, which is nil then:
/// `conn, resp, err := d.Dial(url)`, and then `fmt.Errorf("%s: %w", resp.Status, err)`; or before anybody asks,
/// `info, err = c.UserInfo(ctx)`, and then `if info.Profile == ""`.
pub(super) fn looks_at_what_failed(site: Site, call: NodeId) -> bool {
    let targets = targets_of(site, call);
    let Some((_, others)) = targets.split_last() else { return false };
    let may_be_nil = |t: &Type| t.is_unknown() || matches!(t, Type::Pointer(_));
    let others = others.iter().filter(|&&t| may_be_nil(&site.type_of(t)));
    others
        .filter_map(|&t| site.scopes().resolve(t))
        .any(|v| looks_where_failed(site, call, v) || looks_unasked(site, call, v))
}

/// Whether the branch for the call's failure, where that is of no kind that it asks for, leads to a field of what the
/// variable has got from the call; it does not ask whether that is nil.
fn looks_where_failed(site: Site, call: NodeId, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let asks = |n: NodeId| nil_test(site, n).is_some_and(|(tested, _)| tested == variable);
    let (Some(block), Some(error)) = (check_behind(site, call), error_of(site, call)) else { return false };
    let Some(func) = tree.enclosing_func(call).filter(|_| !tree.subtree(block).any(asks)) else {
        return false;
    };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call) else { return false };
    let failed = behind(site, &flow, start, error, false);
    let writes = scopes.uses(variable).iter().filter(|&&u| is_write(tree, u));
    let writes: Vec<PointId> = writes.filter_map(|&u| flow.point_of(u)).collect();
    let is_still_nil = |n: NodeId| {
        flow.point_of(n)
            .is_some_and(|p| failed.contains(&p) && flow.reaches(start, p, |p| writes.contains(&p)))
    };
    tree.subtree(block).any(|n| reads_field(site, n, variable) && is_still_nil(n))
}

/// Whether `n` is a field of what the variable points to; not a method, which may do without.
pub(super) fn reads_field(site: Site, n: NodeId, variable: BindingId) -> bool {
    let tree = site.tree();
    tree.kind(n) == Kind::Selector
        && tree.field(n) != Field::Function
        && tree.child(n, Field::Operand).is_some_and(|o| site.scopes().resolve(o) == Some(variable))
}

/// Whether a result of the type is nil where a call has failed as its context has ended: a pointer, but to no request,
/// which is made whatever has become of the context.
pub(super) fn is_nil_on_failure(t: &Type) -> bool {
    matches!(t, Type::Pointer(to) if !to.is_named("net/http", "Request"))
}

/// Whether a way on which the call has failed, and its error is still to be looked at, leads to a field of the pointer
/// that it gives; nobody in the function asks whether that is nil.
fn looks_unasked(site: Site, call: NodeId, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_pointer = is_nil_on_failure(&site.type_of(scopes.binding(variable).ident));
    let (Some(func), Some(error)) = (tree.enclosing_func(call), error_of(site, call)) else { return false };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call).filter(|_| is_pointer && !flow.unknown()) else { return false };
    let uses = || scopes.uses(variable).iter().copied().filter(|&u| tree.enclosing_func(u) == Some(func));
    let asks = |u: NodeId| tree.parent(u).is_some_and(|p| nil_test(site, p).is_some());
    let given_anew = |u: NodeId| is_write(tree, u) && flow.point_of(u) != Some(start);
    if uses().any(|u| asks(u) || given_anew(u)) {
        return false;
    }
    let looks: Vec<PointId> = uses()
        .filter_map(|u| tree.parent(u).filter(|&s| reads_field(site, s, variable)))
        .filter_map(|s| flow.point_of(s))
        .filter(|&p| p != start)
        .collect();
    !looks.is_empty() && {
        let (failed, _) = kept_behind(site, &flow, start, error, false);
        // Who is given the error may go no further with it: `require.NoError(t, err)`.
        let told =
            scopes.uses(error).iter().filter(|&&u| !is_write(tree, u)).filter_map(|&u| flow.point_of(u));
        let told: Vec<PointId> = told.filter(|&p| flow.condition(p).is_none()).collect();
        looks.iter().any(|&p| {
            flow.reaches(start, p, |q| told.contains(&q) || !failed.contains(&q)) && failed.contains(&p)
        })
    }
}

/// Whether the function says that something is not there whatever the call has failed with, and its callers may act on
/// that: `if err != nil { return errors.E(op, err, errors.KindNotFound) }`. The answer to a request, a status of HTTP
/// or gRPC, misleads nobody: who waits for it has left.
pub(super) fn is_taken_for_absence(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let says_so = |stmt: NodeId| {
        let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
        let Some(&last) = values.last().filter(|_| tree.kind(stmt) == Kind::Return) else { return false };
        let of_answer = |n: NodeId| {
            let operand = tree.parent(n).and_then(|s| tree.child(s, Field::Operand));
            operand.is_some_and(|o| tree.text(o) == "codes")
        };
        let mut names =
            tree.subtree(last).filter(|&n| matches!(tree.kind(n), Kind::Ident | Kind::FieldIdent));
        names.any(|n| words::is_absence(tree.text(n)) && !of_answer(n))
    };
    let asks = |n: NodeId| matches!(tree.kind(n), Kind::If | Kind::Switch | Kind::TypeSwitch);
    let gives_error = |func: NodeId| declared_results(site, func).last().is_some_and(is_error);
    root.is_context()
        && tree.enclosing_func(call).is_some_and(gives_error)
        && check_behind(site, end_of_chain(site, call)).is_some_and(|block| {
            !tree.subtree(block).any(asks) && tree.stmts(block).last().is_some_and(says_so)
        })
}
