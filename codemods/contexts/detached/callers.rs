//! What is made with the context and given to somebody who keeps it for longer than the function runs, or its caller:
//! then it must not end with either.

use crate::contexts::callers::{MAX_CALLERS, calls_known_of, declarations};
use crate::contexts::calls::passed_to;
use crate::contexts::lazy::Level;
use crate::contexts::outlives::{How, Journey, Reason, journey_of_results};
use crate::contexts::sources::Root;
use crate::contexts::types::results;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether what the function gives back goes on using the request's context, and a caller in its package keeps that:
/// `s.txs[id], err = s.begin(r)`. Who gives a context chooses it for what is kept.
pub(super) fn is_kept_by_caller(site: Site, root: &Root, journey: &Journey) -> bool {
    root.is_request()
        && journey.returned == Level::Known
        && keeps_results(site, root.func(), &journey.results, MAX_CALLERS)
}

/// Whether a caller of `func`, up to `depth` calls further back, keeps those of its results.
fn keeps_results(site: Site, func: NodeId, lasting: &[(usize, Level)], depth: usize) -> bool {
    let name = site.tree().child(func, Field::Name).map(|n| site.tree().text(n));
    let Some(name) = name else { return false };
    let mentions = move |is_test: bool, text: &str| !is_test && text.contains(name);
    declarations(site, mentions).any(|caller| {
        let (tree, root) = (caller.tree(), caller.tree().root());

        let keeps = |call: NodeId| {
            let further = journey_of_results(caller, root, call, lasting);
            further.reasons.iter().any(|r| r.level == Level::Known && r.how != How::Returned)
                || depth > 0
                    && further.returned == Level::Known
                    && keeps_results(caller, root, &further.results, depth - 1)
        };
        tree.kind(root).is_func() && calls_known_of(caller, site, name).any(keeps)
    })
}

/// Whether the context seems to be kept by a function, an option, that goes to a call whose result the function keeps:
/// `h.sessions[id] = newSession(withContext(ctx))`.
pub(super) fn is_option_of_what_is_kept(site: Site, root: &Root, guess: &Reason) -> bool {
    let tree = site.tree();
    let is_function = |t: &Type| matches!(site.program.underlying(t), Type::Func(_));
    let makes_option =
        tree.kind(guess.at) == Kind::Call && results(site, guess.at).first().is_some_and(is_function);
    let Some(maker) = passed_to(site, guess.at).filter(|_| makes_option) else { return false };
    let all: Vec<(usize, Level)> = (0..results(site, maker).len()).map(|i| (i, Level::Known)).collect();
    let further = journey_of_results(site, root.func(), maker, &all);
    further.reasons.iter().any(|r| matches!(r.how, How::Stored | How::Sent))
}
