//! Contexts that are only there for the values that they carry: of those a detached one has none, and it does not
//! matter whether the other has ended.

use super::carried::carries_values_over;
use super::comments::is_explained;
use super::given_to_harmless;
use super::place::is_wanted_as_context;
use crate::contexts::callers::MAX_CALLERS;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::endless::{comes_from_nowhere, is_always_given_bare};
use crate::contexts::harmless::{asks_for_default, reads_values};
use crate::contexts::never::is_apart;
use crate::contexts::outlives::{How, Journey, What};
use crate::contexts::sources::Root;
use crate::contexts::types::{is_context, results};
use crate::facts::requests::Lives;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};
use crate::golang::types::Type;

/// Whether nothing but values are read from the detached context, of which it has none, while the function runs: it
/// does not matter then where that is, or whether the other context has ended.
pub(super) fn wants_values(site: Site, root: &Root, call: NodeId, journey: &Journey) -> bool {
    let is_read = |&p: &NodeId| {
        passed_to(site, p).is_some_and(|call| reads_values(site, call, p) && !asks_for_default(site, call, p))
            && !carries_values_over(site, p)
            && !is_apart(site, root.func(), p, root.parameter.variable)
    };
    // Which may run when the function has ended.
    let in_literal = |&p: &NodeId| site.tree().enclosing_func(p) != Some(root.func());
    let is_pooled = root.request_type().is_some_and(|kind| kind.lives == Lives::Pooled);
    let runs_later = journey.places.iter().any(in_literal)
        && (journey.reasons.iter().any(|r| r.what == What::Function) || is_pooled && journey.kept_by_results);
    journey.places.iter().all(is_read)
        && !is_explained(site, call)
        && !is_made_to_be_asked(site, root, journey)
        && journey.reasons.iter().all(|r| r.how != How::Goroutine)
        && !runs_later
        && !in_goroutine(site, root, call)
}

/// Inside a literal that is started with `go`: when that runs, the request may be another's.
fn in_goroutine(site: Site, root: &Root, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).take_while(|&a| a != root.func()).any(|a| tree.kind(a) == Kind::Go)
}

/// Whether the function reads values from its context, and does nothing else with it.
pub(super) fn has_context_for_values(site: Site, root: &Root) -> bool {
    let uses = root.parameter.variable.map_or(&[][..], |v| site.scopes().uses(v));
    !uses.is_empty() && uses.iter().all(|&u| given_to_harmless(site, u))
}

/// Whether the function's context is one that all its callers make from nothing for it, and put values on: it is there
/// for these, and ends nothing.
pub(super) fn is_there_for_values(site: Site, root: &Root) -> bool {
    comes_from_nowhere(site, root)
        && !is_always_given_bare(site, root.func(), root.parameter.variable, MAX_CALLERS)
}

/// Whether all calls that get the context are asked for what holds where none carries anything else.
pub(super) fn is_for_default(site: Site, journey: &Journey) -> bool {
    let mut given = journey.places.iter().filter_map(|&p| Some((passed_to(site, p)?, p))).peekable();
    given.peek().is_some() && given.all(|(call, p)| asks_for_default(site, call, p))
}

/// Whether a context is made of what the request, or something beside the context, carries, only to be asked for that:
/// `trace.SpanContextFromContext(propagator.Extract(context.Background(), carrier))`. With the values of another it
/// would answer where that carries nothing.
pub(super) fn is_made_to_be_asked(site: Site, root: &Root, journey: &Journey) -> bool {
    let tree = site.tree();
    let calls = || {
        let direct = journey.places.iter().filter_map(|&p| passed_to(site, p));
        direct.flat_map(|c| std::iter::once(c).chain(passed_to(site, c)))
    };
    // Where its type is not known, what takes it says so.
    let gives_context = |call: NodeId| match &results(site, call)[..] {
        [Type::Unknown] => is_wanted_as_context(site, call),
        all => all.first().is_some_and(is_context),
    };
    // What only tells of something tells with the values, too.
    let answers = |call: NodeId| !results(site, call).is_empty() || called_name(site, call) == Some("Inject");
    let is_made_of_it = |call: NodeId| match root.is_request() {
        true => tree.args(call).any(|a| tree.subtree(a).any(|n| root.is_named_by(site, n))),
        false => {
            tree.args(call).count() > 1
                && !called_name(site, call).is_some_and(words::starts_span)
                && calls().any(|c| !gives_context(c))
                && calls().filter(|&c| !gives_context(c)).all(answers)
        }
    };
    journey.places.iter().all(|&p| given_to_harmless(site, p))
        // One value more is no reason to have none of the others.
        && calls().any(|call| {
            gives_context(call) && called_name(site, call) != Some("WithValue") && is_made_of_it(call)
        })
}
