//! `context.Background()` or `context.TODO()` where another context is at hand: what the codemods share that put
//! it there. By question:
//!
//! * Which place is it, and what is said of it? This file; `verdict` what may be done about it, `report` how it reads,
//!   `place` at which places of a function a context counts, `kinds` of what kind an error is.
//! * Why is it meant to be one? `meant` asks for the reasons one after the other. By what it is for: `purpose`,
//!   `comments` where the author says why, `values` which are only there for what they carry, `carried` which take over
//!   the values of the other, `cloned` those of copies of a request, `expected` and `mocked` what tests expect,
//!   `elsewhere` what is done so in another place too.
//! * By when it ends: `ended` those that the function ends itself, `own_end` whose end no other would be, `own_base`
//!   which commands have one for all that they do, `in_the_end` those that are there until the last.
//! * By whom it is for: `shared` what is found out for others too, `shared_connections` what many share, `callers` who
//!   keeps what is made, `lasting` which functions make what keeps it, `guesses` what speaks for that without proving
//!   it, `reached` who calls at all, `last_calls` who calls when the work is over, `undoing` who calls to take
//!   something back, `clients` what is asked for more later.
//! * By what has happened before: `outcome` what tells how work went, `on_failure` and `instead` what is done where it
//!   has failed, `sent`, `recorded`, `reconciled`, `on_record`, `followed`, `owed` and `in_session` what goes on
//!   record, `apart` what gains nothing any more.
//! * What would its end do? `consequences` asks for the harm: `unasked`, `failing` and `panics` what is made of a
//!   failure, `dropped` who drops its error, `changes` which calls belong together, `halfway` and `interrupted` what
//!   stops in the middle, `taken_down` what is not undone then, `told_once` what nobody does again, `operations` what
//!   goes on by itself, `drained` what others wait for, `removals` what goes on whatever fails, `replaced` what all
//!   share, `first_time` what only the first does, `made_anew` what is taken for broken, `taken_for_gone` what for
//!   gone, `stand_ins` what is done in its place, `fed` what is sent to workers that have left, `done_whatever_comes`
//!   what callees settle all the same, `kept_instead` and `remembered` what is kept for all who come later, `gathered`
//!   what all are served with, `taken_off` what nobody has any more, `due` what is not done again for a while,
//!   `emptied` what is left without its content, `left_waiting` who is told nothing, `rounds`, `until_success` and
//!   `begun_again` what would go round with it.

mod apart;
mod begun_again;
pub mod callers;
mod carried;
pub mod changes;
pub mod clients;
mod cloned;
pub mod comments;
mod completed;
pub mod consequences;
mod done_whatever_comes;
mod drained;
mod dropped;
mod due;
mod elsewhere;
mod emptied;
mod ended;
mod expected;
mod failing;
mod fed;
mod first_time;
mod followed;
mod gathered;
mod guesses;
pub mod halfway;
mod in_session;
mod in_the_end;
mod instead;
mod interrupted;
pub mod kept_instead;
pub mod kinds;
mod last_calls;
mod lasting;
mod left_waiting;
mod made_anew;
mod meant;
mod mocked;
mod on_failure;
mod on_record;
mod operations;
pub mod outcome;
mod owed;
mod own_base;
mod own_end;
pub mod panics;
pub mod place;
mod purpose;
pub mod reached;
mod reconciled;
mod recorded;
mod remembered;
mod removals;
mod replaced;
pub mod report;
pub mod rounds;
mod sent;
pub mod shared;
mod shared_connections;
mod stand_ins;
mod taken_down;
mod taken_for_gone;
mod taken_off;
mod told_once;
mod unasked;
pub mod undoing;
mod until_success;
mod values;
mod verdict;
pub mod work;

pub use guesses::weigh;
pub use meant::{Case, is_meant_unsaid};
pub use on_failure::answers_failure;
pub use verdict::Verdict;

use super::harmless::is_harmless;
use super::parameters::Parameter;
use super::sources::{Carrier, Root, root, source};
use crate::contexts::calls::{is_detached_call, passed_to};
use crate::golang::program::{GoVersion, Site};
use crate::golang::syntax::{Field, NodeId};
use crate::{Finding, Pass};
use ended::is_waited_for_beside_another;
use place::{Use, context_use, detached_context, overwrites_parameter, use_qualifies, uses_qualify};
use report::Found;
use verdict::verdict;

/// What makes a context that is never canceled. (What is started in a goroutine of its own with one is the business of
/// `detached-goroutine`, unless it is waited for.)
pub const DETACHED: &[&str] = &["Background", "TODO"];

/// The first version with `context.WithoutCancel`.
const WITHOUT_CANCEL: GoVersion = GoVersion { major: 1, minor: 21 };

/// Whether `context.WithoutCancel` can be written at the site.
pub fn has_without_cancel(site: Site) -> bool {
    site.program.go_version(&site.file.path) >= WITHOUT_CANCEL
        && site.file.skim.imports_path("golang.org/x/net/context").is_none()
}

/// The findings of the codemod `name`, which looks after the places that `wants` one of what is at hand.
pub fn findings(pass: &Pass, name: &'static str, wants: fn(&Root) -> bool) -> Vec<Finding> {
    let (site, tree) = (pass.site, pass.site.tree());
    let calls = tree.subtree(tree.root()).filter(|&n| is_detached_call(site, n));
    let rooted = calls.filter_map(|call| Some((call, root(site, call, pass.options)?)));
    rooted
        .filter(|(_, root)| wants(root))
        .filter_map(|(call, root)| finding(pass, name, call, &root))
        .collect()
}

/// The calls of `Background` and `TODO` in the function declared at the site, which gets no context, whose place the
/// context of its caller could take without a doubt.
pub fn replaceable_by_parameter(pass: &Pass) -> Vec<NodeId> {
    let (site, tree) = (pass.site, pass.site.tree());
    let func = tree.root();
    let Some(list) = tree.child(func, Field::Parameters) else { return Vec::new() };
    let parameter = Parameter { func, decl: list, ident: None, variable: None };
    let future = Root { parameter, carrier: Carrier::Context };
    let fits = |call: NodeId| {
        let here = context_use(site, &future, call)?;
        let qualifies = match here {
            Use::Argument(_) => true,
            Use::Asked(_) => false,
            Use::Variable(variable) => {
                uses_qualify(site, &future, variable, |u| use_qualifies(site, &future, u))
            }
        };
        let verdict = verdict(site, &future, call).ok().filter(|_| qualifies)?;
        matches!(verdict, Verdict::Replace(None)).then_some(call)
    };
    let calls = tree.subtree(func).filter(|&n| is_detached_call(site, n));
    calls.filter(|&call| root(site, call, pass.options).is_none()).filter_map(fits).collect()
}

/// What is wrong with the call of `Background` or `TODO`, if anything is.
fn finding(pass: &Pass, name: &'static str, call: NodeId, root: &Root) -> Option<Finding> {
    let site = pass.site;
    if apart::hears_signals_alone(site, call, root) {
        return None;
    }
    let detached = detached_context(site, call);
    Some(report::report(site, name, found(pass, call, detached, root)?))
}

/// What should be done about the detached context `place`, which messages call `detached`. Why it stays is noted.
pub fn found<'r>(pass: &Pass, place: NodeId, detached: String, root: &'r Root) -> Option<Found<'r>> {
    let leave = |why: &'static str| pass.leave(pass.site.tree().span(place), why);
    match found_alone(pass.site, place, detached, root) {
        Ok(_) if own_base::is_beside(pass.site, root, place) => {
            leave("is in a command that has one of its own for all that it does");
            None
        }
        Ok(found) => Some(found),
        Err(why) => {
            why.map(leave);
            None
        }
    }
}

/// The same, whatever other contexts the function has. `Err`: why it stays, unless it is used in a way that says
/// nothing.
fn found_alone<'r>(
    site: Site,
    place: NodeId,
    detached: String,
    root: &'r Root,
) -> Result<Found<'r>, Option<&'static str>> {
    let here = context_use(site, root, place).ok_or(None)?;
    let target = match here {
        Use::Argument(_) | Use::Asked(_) => None,
        Use::Variable(variable) => Some(variable),
    };
    let source = match here {
        Use::Variable(v) if overwrites_parameter(site, root, v, place) => root.by_its_name(site),
        _ => source(site, root, place, target),
    };
    let source = source.ok_or(None)?;
    let verdict = match here {
        // Nobody could tell whose end it was: the select looks at that of another already.
        Use::Asked(_) if is_waited_for_beside_another(site, place) => {
            return Err(Some("is waited for beside another"));
        }
        // What is asked of a context is asked once, and nothing keeps it.
        Use::Asked(_) => Verdict::Replace(None),
        _ if target.is_some_and(|v| !uses_qualify(site, root, v, |u| use_qualifies(site, root, u))) => {
            return Err(None);
        }
        _ => verdict(site, root, place)?,
    };
    Ok(Found { call: place, here, detached, root, source, verdict })
}

/// Whether the context at `place` is an argument of a call that does not care whether it has ended.
pub fn given_to_harmless(site: Site, place: NodeId) -> bool {
    passed_to(site, place).is_some_and(|call| is_harmless(site, call, place))
}
