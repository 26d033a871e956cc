//! Questions of what kind an error is: the end of a context is none that they ask for, unless they say so.

use crate::contexts::cancellation::tells_of_end;
use crate::contexts::origins::{Given, given};
use crate::contexts::uses::nil_test;
use crate::golang::flow::{Edge, Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// The points behind `start` to which control comes while the error that is found out there is kept, if that is nil, or
/// is not and is of no kind that is asked for; not those of another round. And the points at which it is written anew.
pub fn kept_behind(
    site: Site,
    flow: &Flow,
    start: PointId,
    error: BindingId,
    is_nil: bool,
) -> (Vec<PointId>, Vec<PointId>) {
    let takes = |from: PointId, edge: &Edge| {
        let Some(condition) = flow.condition(from) else { return true };
        let asked = match nil_test(site, condition) {
            Some((v, test)) if v == error => Some(test == is_nil),
            _ => outcome(site, condition, error, is_nil),
        };
        asked.is_none_or(|outcome| edge.when.is_none_or(|when| when == outcome))
    };
    let writes = site.scopes().uses(error).iter().filter(|&&u| is_write(site.tree(), u));
    let writes: Vec<PointId> = writes.filter_map(|&u| flow.point_of(u)).filter(|&p| p != start).collect();
    let all =
        flow.behind(start, |from, edge| edge.to != start && !writes.contains(&from) && takes(from, edge));
    let writes = writes.into_iter().filter(|w| all.contains(w)).collect();
    (all, writes)
}

/// The same points, and all behind those at which the error is written anew: from there on it is that of something
/// else.
pub fn behind(site: Site, flow: &Flow, start: PointId, error: BindingId, is_nil: bool) -> Vec<PointId> {
    let (mut all, writes) = kept_behind(site, flow, start, error, is_nil);
    all.extend(writes.into_iter().flat_map(|w| flow.behind(w, |_, edge| edge.to != start)));
    all
}

/// What the condition comes to if it asks of what kind the error is, which is nil, or the end of a context:
/// `errors.Is(err, ErrNotFound)`, `IsNotFound(err)`, `err == io.EOF`, the `ok` of `_, ok := err.(*NotFound)`. `None`:
/// it asks for something else, or for what such an error may be.
fn outcome(site: Site, condition: NodeId, error: BindingId, is_nil: bool) -> Option<bool> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let condition = tree.unparen(condition);
    let is_error = |n: NodeId| scopes.resolve(n) == Some(error);
    match tree.kind(condition) {
        Kind::Call => {
            let asks = tree.args(condition).any(is_error);
            asks.then(|| !is_nil && tells_of_end(site, condition) == Some(true))
        }
        Kind::Binary if matches!(tree.op(condition), Op::Eq | Op::Ne) => {
            let sides = [tree.child(condition, Field::Left)?, tree.child(condition, Field::Right)?];
            let equal = tree.op(condition) == Op::Eq;
            let names_end = tells_of_end(site, condition) == Some(equal);
            sides.iter().any(|&s| is_error(s)).then_some((names_end && !is_nil) == equal)
        }
        Kind::Ident => is_assertion_of(site, condition, error).then_some(false),
        _ => None,
    }
}

/// Whether the variable `ok` says whether the error is of a type that no end of a context has:
/// `_, ok := err.(*NotFound)`
fn is_assertion_of(site: Site, ok: NodeId, error: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.resolve(ok) else { return false };
    let changes = |u: NodeId| is_write(tree, u) || is_address_taken(tree, u);
    let asserted = match given(site, scopes.binding(variable).ident) {
        Some((Given::Result(value, 1), _)) if tree.kind(value) == Kind::TypeAssert => value,
        _ => return false,
    };
    let of_error = tree.child(asserted, Field::Operand).and_then(|o| scopes.resolve(o)) == Some(error);
    of_error && !scopes.uses(variable).iter().any(|&u| changes(u)) && {
        let wanted = site.program.underlying(&site.type_of(asserted));
        !wanted.is_unknown() && !matches!(wanted, Type::Interface(..))
    }
}
