//! What speaks for a context that is to last longer than its function: what is known leaves it alone, what is only
//! guessed (from a name, or a type that may hold anything) is told with the finding.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::lazy::Level;
use crate::contexts::operations::hands_on;
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::{How, Reason, What};
use crate::contexts::types::{is_context, results};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::NodeId;

/// What the reasons to believe that a context outlives the function come to: a guess to be told, and a call that
/// hands over a job. `None`: the work is known to go on, or was started to.
pub fn weigh<'r>(
    site: Site,
    reasons: impl IntoIterator<Item = &'r Reason>,
) -> Option<(Option<Reason>, Option<NodeId>)> {
    let (mut guess, mut job) = (None, None);
    for reason in reasons {
        match (reason.how, reason.level) {
            (How::Returned, _) | (_, Level::No) => {}
            (How::Kept, Level::Guess) if reason.what == What::Context => {
                let name = called_name(site, reason.at).unwrap_or_default();
                if words::is_job(name) {
                    job = Some(reason.at);
                } else if words::is_start(name) && !ends_with_call(site, reason.at) {
                    return None;
                }
                guess.get_or_insert(reason.clone());
            }
            // What was made with it may be nothing but data, who is given an option that keeps it be done with that,
            // and the goroutine be waited for.
            (How::Stored | How::Sent | How::Kept, Level::Guess) if reason.what == What::Made => {
                guess.get_or_insert(reason.clone());
            }
            (How::Stored, Level::Guess) if reason.what == What::Context => {
                guess.get_or_insert(reason.clone());
            }
            (How::Goroutine, Level::Guess) => {
                guess.get_or_insert(reason.clone());
            }
            _ => return None,
        }
    }
    Some((guess, job))
}

/// Whether the guess is that code which is not on disk keeps the context of a request, or that what was done with it is
/// sent to who waits outside: the request may end before that is used.
pub fn may_outlive_request(site: Site, guess: &Reason) -> bool {
    let makes_context = || called_name(site, guess.at).is_some_and(|n| n.ends_with("Context"));
    let is_read = || match site.callee(guess.at) {
        Callee::Known(known) => known.sig.is_some(),
        callee => !matches!(callee, Callee::Unknown),
    };
    match guess.how {
        How::Kept => guess.what == What::Context && !is_read() && !makes_context(),
        How::Sent => true,
        _ => false,
    }
}

/// Whether the call, which is named as one that starts something, starts no more than the function itself does: it
/// gives back the context that the rest goes on under; or starting is what the function is called for, under a context
/// that came for that.
fn ends_with_call(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let derives = results(site, call).first().is_some_and(is_context) && is_used_on(site, call);
    derives || tree.arg(call, 0).is_some_and(|a| hands_on(site, a))
}

/// Whether something is done with the first result of the call. Who only wants the span that comes with a context may
/// want one that belongs to no other.
fn is_used_on(site: Site, call: NodeId) -> bool {
    targets_of(site, call).first().is_none_or(|&t| site.tree().text(t) != "_")
}

/// Whether the reason is what becomes of the context in a function of the same name, to which the function hands on
/// what it was called for: that is its caller's business. Not where something is started, which may go on when this
/// function's context has ended.
pub fn is_of_callee_of_same_name(site: Site, place: NodeId, reason: &Reason) -> bool {
    hands_on(site, place)
        && passed_to(site, place) == Some(reason.at)
        && !called_name(site, reason.at).is_some_and(words::is_for_starting)
}
