//! How a detached context is reported, and the edit that puts another in its place.

use super::place::{Use, overwrites_parameter};
use super::{Verdict, has_without_cancel};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::launch::would_give_context;
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::{How, KEPT_BELOW, Reason, What, is_ignored};
use crate::contexts::parameters::{naming, parameters};
use crate::contexts::sources::{Root, Source};
use crate::contexts::types::{is_context, named, results};
use crate::edits::statements::delete;
use crate::edits::{Edit, EditSet};
use crate::facts::requests::{HTTP_REQUEST, Lives, RequestType};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Finding, Fix};

/// A detached context that should be another.
pub struct Found<'a> {
    pub call: NodeId,
    pub here: Use,
    /// What messages call it.
    pub detached: String,
    pub root: &'a Root,
    pub source: Source,
    pub verdict: Verdict,
}

pub fn report(site: Site, codemod: &'static str, found: Found) -> Finding {
    let tree = site.tree();
    let what = subject(site, &found);
    let (noun, ends) = ends(site, found.root);
    let message = match &found.verdict {
        Verdict::Replace(_) if matches!(found.here, Use::Asked(_)) => {
            format!("{what}, so it never learns that {noun} has ended, nor what comes with it")
        }
        Verdict::Replace(_) | Verdict::Values if is_in_vain(site, found.here, found.call) => {
            format!(
                "{what}, and could not learn that {noun} has ended if it looked at it, which it does not so far"
            )
        }
        Verdict::Replace(guess) => {
            let note = guess.as_ref().map_or(String::new(), |r| guessed(r, &noun));
            format!("{what}, so {} goes on after {ends}{note}", work(site, found.here))
        }
        Verdict::Values => format!("{what}, so it has none of the values that come with {noun}"),
        Verdict::SeveralChanges => format!(
            "{what}, so {} goes on after {ends}, but it is one of several changes in a row that should not stop \
             half-way{}",
            work(site, found.here),
            without_cancel(site, found.root, &found.source)
        ),
        Verdict::Halfway(first) => format!(
            "{what}, so {} goes on after {ends}, but it may stop half-way, behind {first}{}",
            work(site, found.here),
            without_cancel(site, found.root, &found.source)
        ),
        Verdict::Job(job) => format!(
            "{what}, and the work that {} starts may outlive {noun} but has none of its values{}",
            callee_text(site, *job),
            without_cancel(site, found.root, &found.source)
        ),
        Verdict::Accepted => format!(
            "{what}, so it has none of the values that come with {noun}, but what the client is told to be accepted \
             should not stop when it leaves{}",
            without_cancel(site, found.root, &found.source)
        ),
    };
    let replaces = matches!(found.verdict, Verdict::Replace(_) | Verdict::Values);
    let span = tree.span(found.call);
    let fix = replaces.then(|| fix(site, found)).flatten();
    Finding::new(site, codemod, span, message).with_fix(fix, Applicability::Unsafe)
}

/// What goes on: the work of the call that gets the context, if that does not only make another of it.
fn work(site: Site, here: Use) -> &'static str {
    let makes_context = |call| results(site, call).first().is_some_and(is_context);
    match here {
        Use::Argument(call) if !makes_context(call) => "its work",
        _ => "what is done under it",
    }
}

/// Whether the context is an argument of a call that does not look at it.
fn is_in_vain(site: Site, here: Use, context: NodeId) -> bool {
    let Use::Argument(call) = here else { return false };
    let index = site.tree().args(call).position(|c| site.tree().contains(c, context));
    index.is_some_and(|i| is_ignored(site, call, i))
}

/// Whether `place` is an argument of a call that does not look at it.
pub(super) fn is_given_in_vain(site: Site, place: NodeId) -> bool {
    passed_to(site, place).is_some_and(|call| is_in_vain(site, Use::Argument(call), place))
}

/// What a message says of the guess that its fix rests on.
pub fn guessed(guess: &Reason, noun: &str) -> String {
    match guess.how {
        // What a function further down stores of what was made with it is often nothing but data.
        How::Stored if guess.what == What::Made && guess.text.contains("is stored by") => String::new(),
        // Nor is it told of what is far down, where most is waited for: who reads it can do nothing about it.
        How::Kept if guess.text.starts_with(KEPT_BELOW) => String::new(),
        How::Kept => format!("; the context of {noun} {}", guess.text),
        _ => format!("; perhaps the context of {noun} {}", guess.text),
    }
}

/// What the context belongs to, and how that ends.
pub fn ends(site: Site, root: &Root) -> (String, String) {
    let noun = match root.request_type() {
        Some(kind) => format!("the {}", kind.noun),
        None => "the call".to_owned(),
    };
    let ends = match root.request_type() {
        Some(_) if is_answered_by(site, root) => "the client has left".to_owned(),
        Some(kind) => match would_give_context(site, kind) {
            Some(method) => format!("a context that {method} would give {noun} has ended"),
            // Whoever is called waits for the work: the request, or the command, is not over before that.
            None => format!("the context of {noun} has ended"),
        },
        None => "the caller has given up".to_owned(),
    };
    (noun, ends)
}

/// What a message offers for work that must be finished.
pub fn without_cancel(site: Site, root: &Root, source: &Source) -> String {
    if has_without_cancel(site) {
        format!("; what must be finished gets context.WithoutCancel({})", source.text)
    } else {
        let (noun, _) = ends(site, root);
        format!("; what must be finished needs a context with the values of {noun} that does not end with it")
    }
}

/// «load gets context.Background() instead of the request's r.Context()»
pub fn subject(site: Site, found: &Found) -> String {
    subject_of(site, found.here, &found.detached, &source_text(found.root, &found.source))
}

/// The same of a context called `detached` where `other` is at hand.
pub fn subject_of(site: Site, here: Use, detached: &str, other: &str) -> String {
    let tree = site.tree();
    match here {
        Use::Argument(receiver) => {
            format!("{} gets {detached} instead of {other}", callee_text(site, receiver))
        }
        Use::Asked(question) => {
            let name = called_name(site, question).unwrap_or_default();
            format!("{name} is asked of {detached} instead of {other}")
        }
        Use::Variable(variable) => {
            let name = tree.text(site.scopes().binding(variable).ident);
            format!("{name} is {detached} instead of {other}")
        }
    }
}

/// The context that should be used, as a message names it.
pub fn source_text(root: &Root, source: &Source) -> String {
    let text = &source.text;
    match root.request_type() {
        // It has no name yet.
        None if !source.naming.is_empty() => "the context that comes with the call".to_owned(),
        None => format!("the context {text}"),
        Some(kind) if text.contains('.') => format!("the {}'s {text}", kind.noun),
        Some(kind) => format!("the {}'s context {text}", kind.noun),
    }
}

/// The callee as a message names it: in full where it is short.
pub fn callee_text(site: Site, call: NodeId) -> String {
    let tree = site.tree();
    let Some(function) = tree.child(call, Field::Function).map(|f| tree.unparen(f)) else {
        return "the function".to_owned();
    };
    let text = tree.text(function);
    match tree.kind(function) {
        Kind::Ident | Kind::Selector if text.len() <= 40 && !text.contains(['\n', '(', '{']) => {
            text.to_owned()
        }
        _ => called_name(site, call).unwrap_or("the function").to_owned(),
    }
}

/// Whether a client waits for the answer: the request comes with a writer for it, or is that of a framework.
fn is_answered_by(site: Site, root: &Root) -> bool {
    let kind = root.request_type();
    let of_framework = |kind: &RequestType| kind.lives == Lives::Pooled && kind.noun == HTTP_REQUEST.noun;
    kind.is_some_and(of_framework) || writes_response(site, root)
}

fn writes_response(site: Site, root: &Root) -> bool {
    parameters(site, root.func())
        .iter()
        .any(|p| named(&p.type_in(site)) == Some(("net/http", "ResponseWriter")))
}

/// The edits that let a parameter without a name be what the function begins with: `func f(_ context.Context) { ctx :=
/// context.TODO(); … }`. `None` where that is not all there is.
fn becomes_parameter(site: Site, found: &Found) -> Option<Vec<Edit>> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Use::Variable(variable) = found.here else { return None };
    let parameter = &found.root.parameter;
    let ident = scopes.binding(variable).ident;
    let stmt = tree.stmt_of(found.call).filter(|&s| tree.kind(s) == Kind::ShortVar)?;
    let begins =
        tree.parent(stmt) == tree.child(found.root.func(), Field::Body) && tree.contains(stmt, ident);
    let is_alone = targets_of(site, found.call) == [ident];
    let is_first = |&o: &NodeId| !tree.contains(found.root.func(), o) || o >= ident;
    let name = tree.text(ident);
    let from = tree.prev_sibling(stmt).map_or(tree.span(found.root.func()).start, |s| tree.span(s).end);
    let above = from..tree.span(stmt).start;
    let is_commented = tree.comments().iter().any(|c| above.contains(&c.start));
    let may = found.root.is_context()
        && !found.source.naming.is_empty()
        && begins
        && is_alone
        && !is_commented
        && scopes.occurrences(name).iter().all(is_first);
    let mut edits = naming(site, parameter, name).filter(|_| may)?;
    edits.push(delete(tree, stmt));
    Some(edits)
}

/// The edit that takes away a definition which only hides the other under its own name, or an assignment in its place:
/// behind it the name means the other then. `None` where it has one of its own, or what is defined is given something
/// else later.
fn uncovers(site: Site, found: &Found) -> Option<Vec<Edit>> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Use::Variable(variable) = found.here else { return None };
    let ident = scopes.binding(variable).ident;
    let stmt = tree.stmt_of(found.call)?;
    let stands_alone = match (tree.kind(stmt), &targets_of(site, found.call)[..]) {
        (Kind::ShortVar, [only]) => *only == ident,
        (Kind::Assign, [_]) => overwrites_parameter(site, found.root, variable, found.call),
        _ => false,
    } && tree.field(stmt) == Field::Stmt;
    let above = site.line(stmt) - 1;
    let is_commented = tree.comments().iter().any(|c| site.file.line(c.end as usize) == above);
    let may = found.source.text == tree.text(ident)
        && stands_alone
        && !is_commented
        && (tree.kind(stmt) == Kind::Assign || !scopes.uses(variable).iter().any(|&u| is_write(tree, u)));
    may.then(|| vec![delete(tree, stmt)])
}

fn fix(site: Site, found: Found) -> Option<Fix> {
    let of_definition = becomes_parameter(site, &found).or_else(|| uncovers(site, &found));
    let edits = of_definition.unwrap_or_else(|| {
        let mut edits = found.source.naming;
        edits.push(Edit::replace(site.tree().span(found.call), found.source.text));
        edits
    });
    Some(Fix::of(site.file.path.clone(), EditSet::new(edits).ok()?))
}
