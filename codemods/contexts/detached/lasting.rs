//! Functions that make what lasts: clients, servers, connections. The context that they are given is for the making, and
//! what they make keeps one of its own.

use crate::contexts::harmless::passed_to;
use crate::contexts::join::root_variable;
use crate::contexts::lazy::Level;
use crate::contexts::never::called_name;
use crate::contexts::operations::hands_on;
use crate::contexts::outlives::{How, Journey, Reason, What};
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, is_context, is_error, named, results};
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The guess that a function which is named as one that makes what lasts does not give it the context, where that is not
/// known.
pub fn may_be_kept_by_result(site: Site, root: &Root, place: NodeId, journey: &Journey) -> Option<Reason> {
    let name = maker_name(site, root).filter(|_| !root.is_request() && journey.returned == Level::Guess)?;
    Some(Reason {
        level: Level::Guess,
        how: How::Kept,
        text: format!("may be kept by what {name} gives back"),
        at: place,
        line: site.line(place),
        what: What::Made,
    })
}

/// Whether the call at `place` is named as one that makes what lasts, and what it makes is stored where the function does
/// not keep it for itself alone: a client that is made when it is first asked for, for all who come later.
pub fn makes_what_is_kept(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    let is_made = called_name(site, call).is_some_and(words::is_maker)
        && results(site, call).first().is_some_and(|t| !is_error(t) && !is_context(t));
    let Some(list) = tree.parent(call).filter(|&l| is_made && tree.kind(l) == Kind::ExprList) else {
        return false;
    };
    let targets = |stmt: NodeId| tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    let Some(first) = tree.parent(list).and_then(|s| targets(s).first().copied()) else { return false };
    let is_outside = |t: NodeId| match tree.kind(t) {
        Kind::Selector | Kind::Index => {
            let holder = root_variable(site, t);
            holder
                .is_none_or(|v| matches!(scopes.binding(v).kind, BindingKind::Receiver | BindingKind::Param))
        }
        Kind::Ident => scopes.resolve(t).is_none_or(|v| !tree.contains(root.func(), scopes.binding(v).func)),
        _ => false,
    };
    if is_outside(first) && tree.text(first) != "_" {
        return true;
    }
    let Some(variable) = scopes.resolve(first) else { return false };
    scopes.uses(variable).iter().any(|&u| {
        let stmt = tree.parent(u).filter(|&l| tree.field(l) == Field::Right).and_then(|l| tree.parent(l));
        stmt.filter(|&s| tree.kind(s) == Kind::Assign).is_some_and(|s| targets(s).into_iter().any(is_outside))
    })
}

/// Whether the function of the root gives back something that is known to keep the context, and is named as one that
/// makes what lasts, so that its context is for the making; or gives back another context than its own, which it uses for
/// something else.
pub fn gives_what_lasts(site: Site, root: &Root, journey: &Journey) -> bool {
    if journey.returned == Level::No {
        return false;
    }
    if declared_results(site, root.func()).iter().any(is_context) {
        let is_its_own = journey.places.first().is_some_and(|&p| hands_on(site, p));
        return !is_its_own && root.parameter.variable.is_none_or(|v| !site.scopes().uses(v).is_empty());
    }
    journey.returned == Level::Known && maker_name(site, root).is_some()
}

/// The name of the root's function, if that says that it makes what lasts longer than a call.
pub fn maker_name<'a>(site: Site<'a>, root: &Root) -> Option<&'a str> {
    let tree = site.tree();
    let name = tree.child(root.func(), Field::Name).map(|n| tree.text(n)).filter(|n| words::is_maker(n))?;
    let results = declared_results(site, root.func());
    let for_one_call =
        results.first().and_then(|t| named(t.pointee())).is_some_and(|(_, n)| words::is_for_call(n));
    (!for_one_call).then_some(name)
}
