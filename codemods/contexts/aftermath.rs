//! What is done when the request is answered: a context of one's own is right there.

use super::origins::{Given, given};
use super::parameters::parameters;
use super::sources::Root;
use super::types::{is_context, is_error, request_type, results};
use crate::contexts::calls::{called_name, passed_to};
use crate::facts::replies;
use crate::facts::requests::HTTP_REQUEST;
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// The status of an answer which says that the work has only been accepted (RFC 9110, «202 Accepted»).
const ACCEPTED: i128 = 202;

/// Whether control comes to `place` when another handler was called with the request, or its answer was given in full:
/// the client has what it asked for, and need not wait for what comes then.
pub fn is_answered(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(request) = root.parameter.variable.filter(|_| root.is_request()) else { return false };
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(place) else { return false };
    let own_calls = || {
        let calls = tree.calls(root.func());
        calls.filter(|&c| tree.enclosing_func(c) == Some(root.func()))
    };
    let before = |p: PointId| p != here && flow.reaches(p, here, |_| false);
    own_calls().filter(|&c| hands_on(site, c, request)).filter_map(|c| flow.point_of(c)).any(before)
        // Round by round, or where more is written behind, what is flushed is a part of the answer.
        || own_calls()
            .filter(|&c| sends_answer(site, c))
            .filter_map(|c| flow.point_of(c))
            .any(|p| before(p) && !flow.reaches(here, p, |_| false))
            && !is_written_behind(site, root, here)
        || is_answered_in_full(site, root, &own_calls().collect::<Vec<_>>(), here)
}

/// Whether the function has a use for what the answer is written to behind the point.
fn is_written_behind(site: Site, root: &Root, here: PointId) -> bool {
    let (flow, writers) = (site.flow(root.func()), writers(site, root));
    let mut uses = writers.iter().flat_map(|&v| site.scopes().uses(v));
    uses.any(|&u| flow.point_of(u).is_some_and(|p| p != here && flow.reaches(here, p, |_| false)))
}

/// Whether all that the client of the HTTP request is told behind the call that is given the context at `place` is that
/// its work has been accepted (`w.WriteHeader(http.StatusAccepted)`): it may go on when that has been said.
pub fn is_accepted(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let is_work = |c: NodeId| {
        root.request_type() == Some(&HTTP_REQUEST) && !results(site, c).first().is_some_and(is_context)
    };
    let flow = site.flow(root.func());
    let is_own = tree.enclosing_func(place) == Some(root.func());
    let Some(here) = flow.point_of(place).filter(|_| is_own) else { return false };
    if !passed_to(site, place).is_some_and(is_work) {
        return false;
    }
    let says_so = |c: NodeId| {
        let args = tree.args(c);
        args.into_iter().any(|a| site.constant(a) == Some(ACCEPTED) || tree.text(a) == "http.StatusAccepted")
    };
    let mut calls = tree.calls(root.func()).filter(|&n| says_so(n));
    calls.any(|c| flow.point_of(c).is_some_and(|p| flow.reaches(here, p, |_| false)))
}

/// Whether control comes to `place` only when the connection of the HTTP request has been taken from its server: that
/// no longer sees the client leave then, and the request's context ends with its handler (net/http, «Hijacker»).
pub fn is_hijacked(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(request) = root.parameter.variable.filter(|_| root.request_type() == Some(&HTTP_REQUEST)) else {
        return false;
    };
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(place) else { return false };
    let takes = |c: NodeId| match called_name(site, c) {
        Some("Hijack") => true,
        Some("Upgrade" | "Accept") => {
            let args = tree.args(c);
            args.into_iter().any(|a| site.scopes().resolve(a) == Some(request))
        }
        _ => false,
    };
    let calls = tree.calls(root.func());
    calls
        .filter(|&c| tree.enclosing_func(c) == Some(root.func()) && takes(c))
        .any(|c| flow.point_of(c).is_some_and(|p| p != here && flow.dominates(p, here)))
}

/// The same of the context that is made at `place`, or of all that is done under it, at the `uses`.
pub fn is_for_hijacked(site: Site, root: &Root, place: NodeId, uses: &[NodeId]) -> bool {
    let derives = |call: NodeId| results(site, call).first().is_some_and(is_context);
    let works = |&&p: &&NodeId| passed_to(site, p).is_some_and(|call| !derives(call));
    let mut works = uses.iter().filter(works).peekable();
    is_hijacked(site, root, place) || works.peek().is_some() && works.all(|&p| is_hijacked(site, root, p))
}

/// Whether every way to `here` has given an answer, and none from there adds to it.
fn is_answered_in_full(site: Site, root: &Root, calls: &[NodeId], here: PointId) -> bool {
    let (flow, writers) = (site.flow(root.func()), writers(site, root));
    let answers = calls.iter().filter(|&&c| gives_answer(site, root, c, &writers));
    let answers: Vec<PointId> = answers.filter_map(|&c| flow.point_of(c)).collect();
    answers.iter().any(|&p| p != here && flow.dominates(p, here))
        && !answers.iter().any(|&p| p == here || flow.reaches(here, p, |_| false))
}

/// The variables for what the answer is written to, and for what is made with that.
pub fn writers(site: Site, root: &Root) -> Vec<BindingId> {
    let writers = parameters(site, root.func())
        .into_iter()
        .filter(|p| p.type_in(site).is_named("net/http", "ResponseWriter"));
    let mut writers: Vec<BindingId> = writers.filter_map(|p| p.variable).collect();
    writers.extend(made_with(site, root, &writers));
    writers
}

/// The variables that are given something made with one of the `writers`: `enc := json.NewEncoder(w)`.
fn made_with(site: Site, root: &Root, writers: &[BindingId]) -> Vec<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_made = |&v: &BindingId| {
        let binding = scopes.binding(v);
        let value =
            given(site, binding.ident).map(|(Given::Value(value) | Given::Result(value, _), _)| value);
        tree.contains(root.func(), binding.func)
            && value.is_some_and(|value| {
                tree.subtree(value).any(|n| scopes.resolve(n).is_some_and(|v| writers.contains(&v)))
            })
    };
    scopes.bindings().filter(is_made).filter(|v| !writers.contains(v)).collect()
}

/// Whether the call writes to one of the `writers`, by its name: `enc.Encode(row)`, `io.Copy(w, file)`.
pub fn writes_answer(site: Site, call: NodeId, writers: &[BindingId]) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_writer = |n: NodeId| scopes.resolve(n).is_some_and(|v| writers.contains(&v));
    let function = tree.child(call, Field::Function);
    called_name(site, call).is_some_and(|n| replies::is_answer(n) || replies::passes_on(n))
        && (tree.args(call).any(is_writer) || function.is_some_and(|f| tree.subtree(f).any(is_writer)))
}

/// `w.WriteHeader(code)`, `json.NewEncoder(w).Encode(v)`, `respond(w, v)`, `c.JSON(code, v)`; not what only wraps the
/// writer, or gives a value for the rest of the work.
fn gives_answer(site: Site, root: &Root, call: NodeId, writers: &[BindingId]) -> bool {
    let tree = site.tree();
    let Some(name) = called_name(site, call) else { return false };
    let is_statement = tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::ExprStmt);
    if !is_statement
        && !results(site, call).iter().all(|t| is_error(t) || replies::counts_what_it_writes(name))
    {
        return false;
    }
    let Some(function) = tree.child(call, Field::Function) else { return false };
    let mut args = tree.args(call);
    let of_request = is_answered_by_itself(root)
        && tree.child(function, Field::Operand).is_some_and(|o| root.is_named_by(site, o));
    of_request && replies::is_answer_in_full(name)
        || writes_answer(site, call, writers)
        || replies::is_answer(name) && is_answered_by_itself(root) && args.any(|a| root.is_named_by(site, a))
}

/// `w.(http.Flusher).Flush()`: the client has all it was to get, as far as it knows.
fn sends_answer(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let of_response = || {
        let Some(operand) = tree.receiver(call).map(|o| tree.unparen(o)) else {
            return false;
        };
        let asserted = tree.child(operand, Field::Type).is_some_and(|t| tree.text(t) == "http.Flusher");
        asserted || site.type_of(operand).pointee().is_named("net/http", "Flusher")
    };
    called_name(site, call) == Some("Flush") && of_response()
}

/// Whether the handler is a literal that sends what it finds out over a channel of the function around: who waits there
/// wants it, and the client only brought something for that.
pub fn tells_who_waits_outside(site: Site, root: &Root) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_outside = |channel: NodeId| {
        tree.kind(channel) == Kind::Ident
            && scopes.resolve(channel).is_some_and(|v| !tree.contains(root.func(), scopes.binding(v).func))
    };
    let mut sends = tree.subtree(root.func()).filter(|&n| tree.kind(n) == Kind::SendStmt);
    root.is_request()
        && tree.kind(root.func()) == Kind::FuncLit
        && sends.any(|s| tree.child(s, Field::Channel).is_some_and(is_outside))
}

/// Whether the request is that of a framework, which has methods to answer it.
fn is_answered_by_itself(root: &Root) -> bool {
    root.request_type().is_some_and(|t| t.noun == "request" && t.package != HTTP_REQUEST.package)
}

/// `next.ServeHTTP(w, r)`, `c.Next()`, `next(w, r)` where `next` holds a handler, `handler(srv, stream)`.
fn hands_on(site: Site, call: NodeId, request: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_request = |part| {
        tree.child(call, part).is_some_and(|p| tree.subtree(p).any(|n| scopes.resolve(n) == Some(request)))
    };
    match called_name(site, call) {
        Some("ServeHTTP") => is_request(Field::Arguments),
        Some("Next") if is_request(Field::Function) => true,
        _ => is_request(Field::Arguments) && calls_handler(site, call),
    }
}

/// Whether what is called is a value of the type of handlers: it takes a request and what it is answered with, if that
/// is something else, and gives nothing but an error.
fn calls_handler(site: Site, call: NodeId) -> bool {
    let function = site.tree().child(call, Field::Function);
    if function.is_some_and(|f| site.type_of(f).is_named("google.golang.org/grpc", "StreamHandler")) {
        return true;
    }
    let Some(Type::Func(sig)) = function.map(|f| site.program.underlying(&site.type_of(f))) else {
        return false;
    };
    let takes_requests = match &sig.params[..] {
        [writer, request] => {
            writer.is_named("net/http", "ResponseWriter") && request.pointee().is_named("net/http", "Request")
        }
        [request] => {
            let kind = request_type(site, request);
            kind.is_some_and(|kind| kind.noun == "request" && *kind != HTTP_REQUEST)
        }
        _ => false,
    };
    matches!(site.callee(call), Callee::Value) && takes_requests && sig.results.iter().all(is_error)
}
