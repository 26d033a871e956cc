//! What may be done about a detached context where another is at hand, or why it stays.

use super::callers::{is_kept_by_caller, is_option_of_what_is_kept};
use super::changes;
use super::clients::is_needed_at_the_end;
use super::given_to_harmless;
use super::guesses::{is_of_callee_of_same_name, may_outlive_request, weigh};
use super::halfway::stops_halfway;
use super::last_calls::is_called_when_work_is_over;
use super::lasting::{
    is_client_of_result, is_for_any_maker, is_put_into_result, is_registered, maker_name,
    may_be_kept_by_result, may_last,
};
use super::meant::{Case, SET_APART, may_be_replaced};
use super::report::is_given_in_vain;
use super::values::wants_values;
use crate::contexts::aftermath::is_accepted;
use crate::contexts::calls::passed_to;
use crate::contexts::outlives::{How, Reason, What, journey};
use crate::contexts::reasons::none_holds;
use crate::contexts::sources::Root;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;

/// What may be done about a detached context where another is at hand.
pub enum Verdict {
    /// The other may take its place; with the guess that this rests on.
    Replace(Option<Reason>),
    /// The other may take its place, and it does not matter whether it has ended: it brings its values.
    Values,
    /// The calls change several things that belong together.
    SeveralChanges,
    /// The call may stop half-way: the text of what does the first half, and its place.
    Halfway(String),
    /// The call hands over work that goes on after the request.
    Job(NodeId),
    /// The client is told that the work of the call is accepted: it may rely on that.
    Accepted,
}

/// A detached context that seems to be no other by mistake, and the guess that it outlives the function.
struct Guessed<'a> {
    case: Case<'a>,
    guess: Option<&'a Reason>,
}

/// What is so of a context that is left alone, and whether it is.
type ToLeave = (&'static str, fn(&Guessed) -> bool);

/// Why what is made with the context may last longer than the other.
const OUTLASTS: &[ToLeave] = &[
    ("is for what may last", |g| {
        let Case { site, root, journey, .. } = g.case;
        g.guess.is_some_and(|guess| may_last(site, root, journey, guess) || is_registered(site, guess))
    }),
    ("is for a client that may be kept", |g| {
        let Case { site, root, journey, .. } = g.case;
        journey.places.iter().any(|&p| is_client_of_result(site, root, p, journey))
    }),
    ("is for what may be made to be used again", |g| {
        g.guess.is_some_and(|guess| is_for_any_maker(g.case.site, g.case.root, guess))
    }),
    ("is for what a caller keeps", |g| is_kept_by_caller(g.case.site, g.case.root, g.case.journey)),
    ("is in an option of what is kept", |g| {
        g.guess.is_some_and(|guess| is_option_of_what_is_kept(g.case.site, g.case.root, guess))
    }),
    ("is for what may go on after the request", |g| {
        g.case.root.is_request() && g.guess.is_some_and(|guess| may_outlive_request(g.case.site, guess))
    }),
    ("is given to those who do not look at it", |g| {
        let Case { site, root, journey, .. } = g.case;
        !root.is_request()
            && root.parameter.variable.is_none()
            && journey.places.iter().all(|&p| is_given_in_vain(site, p))
    }),
    ("is kept by what the function makes", |g| {
        let of_context = g.guess.filter(|guess| guess.what == What::Context);
        let is_kept = of_context.is_some_and(|guess| match guess.how {
            How::Stored => true,
            How::Kept => is_put_into_result(g.case.site, g.case.root, guess.at),
            _ => false,
        });
        is_kept && maker_name(g.case.site, g.case.root).is_some()
    }),
    ("makes a client that is needed at the end", |g| {
        let makes_client =
            |&p: &NodeId| passed_to(g.case.site, p).is_some_and(|c| is_needed_at_the_end(g.case.site, c));
        g.case.journey.lasts && g.case.journey.places.iter().any(makes_client)
    }),
    ("is called for when the work is over", |g| {
        let Case { site, root, journey, .. } = g.case;
        journey.places.iter().any(|&p| is_called_when_work_is_over(site, root, p))
    }),
];

/// `Err`: why the context is meant to outlive the other, or may be.
pub(super) fn verdict(site: Site, root: &Root, call: NodeId) -> Result<Verdict, &'static str> {
    let journey = journey(site, root.func(), call);
    let case = Case { site, root, call, journey: &journey };
    none_holds(SET_APART, &case)?;
    if wants_values(site, root, call, &journey) {
        return Ok(Verdict::Values);
    }
    may_be_replaced(&case)?;
    let others = journey.reasons.iter().filter(|r| !is_of_callee_of_same_name(site, call, r));
    let (guess, job) = weigh(site, others).ok_or("is for what goes on, or was started to")?;
    none_holds(OUTLASTS, &Guessed { case, guess: guess.as_ref() })?;
    let guess = guess.or_else(|| may_be_kept_by_result(site, root, call, &journey));
    let accepted = || journey.places.iter().any(|&p| is_accepted(site, root, p));
    let halfway = || journey.places.iter().find_map(|&p| stops_halfway(site, p));
    Ok(match job {
        Some(call) => Verdict::Job(call),
        None if accepted() => Verdict::Accepted,
        None if root.is_request() && changes::several(site, &journey.places) => Verdict::SeveralChanges,
        None if root.is_request()
            && let Some(first) = halfway() =>
        {
            Verdict::Halfway(first)
        }
        None if journey.places.iter().all(|&p| given_to_harmless(site, p)) => Verdict::Values,
        None => Verdict::Replace(guess),
    })
}
