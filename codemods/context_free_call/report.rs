//! How a call without a context is reported.

use super::{Found, Verdict, rewrite};
use crate::contexts::detached::report::{callee_text, ends, guessed, source_text, without_cancel};
use crate::facts::twins::Form;
use crate::golang::program::Site;
use crate::{Applicability, Finding};

pub(super) fn report(site: Site, found: &Found, verdict: &Verdict) -> Finding {
    let fix = matches!(verdict, Verdict::Replace(_)).then(|| rewrite::fix(site, found)).flatten();
    let what = what(site, found);
    let name = &found.twin.known.name;
    let note = match verdict {
        Verdict::Replace(_) if fix.is_none() => {
            format!("{}, but this shape of code has to be changed by hand", offer(found))
        }
        Verdict::Replace(guess) => {
            let (noun, _) = ends(site, found.root);
            let effect =
                found.twin.std.and_then(|s| s.effect).map(|e| format!(" and {e}")).unwrap_or_default();
            let note = guess.as_ref().map(|r| guessed(r, &noun)).unwrap_or_default();
            format!("{}{effect}{note}", offer(found))
        }
        Verdict::SeveralChanges => format!(
            "but it is one of several changes in a row that should not stop half-way{}",
            without_cancel(site, found.root, found.source)
        ),
        Verdict::Job => format!(
            "but the work that it starts may outlive that{}",
            without_cancel(site, found.root, found.source)
        ),
        Verdict::Process(why) => {
            format!("but {name} kills the process when the context ends, and the process {why}")
        }
        Verdict::Advice(advice) => (*advice).to_owned(),
        Verdict::Version(go) => format!("{} takes one, from Go {}.{} on", taker(found), go.major, go.minor),
        Verdict::NotOnDisk => format!(
            "{}, but the standard library is not on disk and what the result is used for cannot be told",
            offer(found)
        ),
    };
    let but = if note.starts_with("but ") { ", " } else { "; " };
    let span = site.tree().span(found.call);
    Finding::new(site, super::CODEMOD.name, span, format!("{what}{but}{note}"))
        .with_fix(fix, Applicability::Unsafe)
}

/// «db.Query works without the request's r.Context(), so it goes on after the client has left»
fn what(site: Site, found: &Found) -> String {
    let callee = callee_text(site, found.call);
    let other = source_text(found.root, found.source);
    let (_, end) = ends(site, found.root);
    if found.twin.replaces("NewRequest") && found.twin.std.is_some() {
        return format!("{callee} makes a request without {other}, so it goes on after {end}");
    }
    if found.twin.is_of("os/exec") {
        return format!("{callee} makes a process without {other}, so it goes on after {end}");
    }
    if found.twin.std.is_some_and(|s| s.looks_up) {
        return format!("{callee} looks its address up without {other}, so that goes on after {end}");
    }
    format!("{callee} works without {other}, so it goes on after {end}")
}

/// What takes a context in place of the call.
fn offer(found: &Found) -> String {
    match found.twin.std.map(|s| s.form) {
        Some(Form::Request { .. }) => format!("a request made by {} takes it", taker(found)),
        _ => format!("{} takes it", taker(found)),
    }
}

/// The function with a parameter for it.
fn taker(found: &Found) -> String {
    let name = &found.twin.known.name;
    match found.twin.std.map(|s| s.form) {
        Some(Form::Request { .. }) => "http.NewRequestWithContext".to_owned(),
        Some(Form::Method { .. } | Form::TimedDial) => {
            let receiver = found.twin.known.receiver.as_deref().unwrap_or_default();
            format!("(*net.{receiver}).{name}")
        }
        _ => name.to_string(),
    }
}
