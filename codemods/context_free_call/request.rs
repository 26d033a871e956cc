//! Requests that are made without a context and get one on their way.

use crate::contexts::callers::{calls_of, declarations, may_call, plain_callers};
use crate::contexts::calls::{called_name, calls_named, passed_to};
use crate::contexts::harmless::only_tells;
use crate::contexts::origins::{Given, Origin, Origins, given, targets_of};
use crate::contexts::parameters::Parameter;
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::texts::beginning;
use crate::contexts::types::{declared_results, is_context_expr, results};
use crate::contexts::uses::nil_test;
use crate::facts::requests::HTTP_REQUEST;
use crate::facts::words;
use crate::golang::program::{Callee, FuncRef, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// How many calls deep functions of the module are read.
const MAX_DEPTH: usize = 3;

/// Methods that give a request with another context.
const WITH_CONTEXT: &[&str] = &["WithContext", "Clone"];

/// Whether the request that `call` makes is given a context later, here or in a function it is passed to together
/// with one.
pub(super) fn gets_context_later(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(stmt) =
        tree.ancestors(call).find(|&a| matches!(tree.kind(a), Kind::ShortVar | Kind::Assign | Kind::VarSpec))
    else {
        return false;
    };
    let targets = match tree.child(stmt, Field::Left) {
        Some(left) => tree.list(left),
        None => tree.children_in(stmt, Field::Name).collect(),
    };
    let Some(&first) = targets.first() else { return false };
    // Nobody sends it.
    if tree.text(first) == "_" {
        return true;
    }
    let is_it = matches!(given(site, first), Some((Given::Result(c, 0) | Given::Value(c), _)) if c == call);
    let variable = site.scopes().resolve(first).filter(|_| is_it && tree.kind(first) == Kind::Ident);
    variable.is_some_and(|v| {
        gets_context(site, v, 0) || is_only_read(site, v) || is_written(site, v) || is_served_here(site, v)
    })
}

/// Whether the function gives back the request that `call` makes, and somebody in its package sends it in a goroutine:
/// that goes on when the context at hand has ended.
pub(super) fn is_sent_beside(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call).filter(|&f| tree.kind(f) != Kind::FuncLit) else {
        return false;
    };
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let starts = |caller: Site, made: NodeId| {
        let tree = caller.tree();
        let request = targets_of(caller, made).first().and_then(|&t| caller.scopes().resolve(t));
        let uses = request.map_or(&[][..], |v| caller.scopes().uses(v));
        uses.iter().any(|&u| tree.ancestors(u).any(|a| tree.kind(a) == Kind::Go))
    };
    plain_callers(site, func).any(|caller| calls_named(caller, name).any(|c| starts(caller, c)))
}

/// Whether the function gives back the request that `call` makes, and somebody in its package who calls it, by its name
/// or through a variable of such functions, gives what comes of that another context:
/// `client.Do(req.WithContext(ctx))`.
pub(super) fn gets_context_from_caller(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call).filter(|&f| tree.kind(f) != Kind::FuncLit) else {
        return false;
    };
    let gives_request = declared_results(site, func).first().is_some_and(is_request);
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)).filter(|_| gives_request) else {
        return false;
    };
    let may_give = |caller: Site, made: NodeId| match caller.callee(made) {
        Callee::Value => results(caller, made).first().is_some_and(is_request),
        _ => called_name(caller, made) == Some(name) && may_call(caller, made, site),
    };
    let replaces = |caller: Site| {
        let (tree, scopes) = (caller.tree(), caller.scopes());
        let calls = tree.calls(tree.root());
        let made = calls.filter(|&c| may_give(caller, c));
        let requests = made.filter_map(|c| scopes.resolve(*targets_of(caller, c).first()?));
        requests.into_iter().any(|r| scopes.uses(r).iter().any(|&u| is_method(caller, r, u)))
    };
    let may = |_, text: &str| WITH_CONTEXT.iter().any(|w| text.contains(w));
    declarations(site, may).any(replaces) || is_handed_on_by_callers(site, func)
}

/// Whether all who call the function in its package hand the request that it gives to what gives it another context:
/// `req, err := c.newRequest(ctx, path)`, and then `c.doWithContext(ctx, req)`.
fn is_handed_on_by_callers(site: Site, func: NodeId) -> bool {
    let mut calls = calls_of(site, func).peekable();
    calls.peek().is_some()
        && calls.all(|(caller, made)| {
            let request = targets_of(caller, made).first().and_then(|&t| caller.scopes().resolve(t));
            request.is_some_and(|r| gets_context(caller, r, 0))
        })
}

/// Whether nothing but fields of the request are looked at, when it has been signed perhaps: it is a sample, and never
/// sent.
fn is_only_read(site: Site, request: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    // What is asked of it, or set in its header, is for who reads that.
    const OWN: [&str; 5] = ["SetBasicAuth", "BasicAuth", "AddCookie", "UserAgent", "Referer"];
    let is_selected = |u: NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let name = selector.and_then(|s| tree.child(s, Field::FieldName));
        name.is_some_and(|n| OWN.contains(&tree.text(n)))
            || selector.is_some_and(|s| {
                !tree
                    .parent(s)
                    .is_some_and(|c| tree.kind(c) == Kind::Call && tree.field(s) == Field::Function)
            })
    };
    let signs = |call: NodeId| called_name(site, call).is_some_and(words::signs);
    let is_signed = |u: NodeId| match given(site, u) {
        Some((Given::Value(call) | Given::Result(call, 0), _)) if is_write(tree, u) => {
            let args = tree.args(call);
            signs(call) && args.into_iter().any(|a| scopes.resolve(a) == Some(request))
        }
        _ => passed_to(site, u).is_some_and(signs),
    };
    scopes.uses(request).iter().all(|&u| is_selected(u) || is_signed(u))
}

/// Whether a handler of the program is called with the request, `handler.ServeHTTP(w, req)`, `next(w, req)`: it is a
/// request of its own, and what comes with the one at hand, as its route, is not meant for that.
fn is_served_here(site: Site, request: BindingId) -> bool {
    let answers = |call: NodeId| {
        let function = site.tree().child(call, Field::Function).map(|f| site.type_of(f));
        let ty = function.map(|f| site.program.underlying(&f));
        matches!(ty, Some(Type::Func(sig))
            if sig.params.iter().any(|p| p.is_named("net/http", "ResponseWriter")))
    };
    let served = |u: NodeId| {
        passed_to(site, u).is_some_and(|c| called_name(site, c) == Some("ServeHTTP") || answers(c))
    };
    !site.file.is_test() && site.scopes().uses(request).iter().any(|&u| served(u))
}

/// Whether the answer to the request that `call` makes or sends is looked at before anybody asks whether there is one:
/// `res, err := client.Do(req)`, and then `res.Body`; `res, _ := http.Get(url)`. With a context that has ended there is
/// none.
pub(super) fn is_answered_unasked(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let request = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let sends = request.map_or(&[][..], |v| scopes.uses(v)).iter().filter_map(|&u| passed_to(site, u));
    let sends = sends.filter(|&c| called_name(site, c) == Some("Do"));
    let at_once =
        Some(call).filter(|&c| matches!(called_name(site, c), Some("Get" | "Head" | "Post" | "PostForm")));
    sends.chain(at_once).any(|sent| {
        let [answer, error] = targets_of(site, sent)[..] else { return false };
        let (answer, error) = (scopes.resolve(answer), scopes.resolve(error));
        let uses = answer.map_or(&[][..], |v| scopes.uses(v)).iter().copied();
        let mut looks =
            uses.filter(|&u| u > sent && tree.parent(u).is_some_and(|p| tree.kind(p) == Kind::Selector));
        let Some(first) = looks.next() else { return false };
        let is_error =
            |n: NodeId| tree.kind(n) == Kind::Ident && error.is_some() && scopes.resolve(n) == error;
        // Who only logs that there is none goes on to look at it.
        let goes_on = |n: NodeId| {
            let branch = tree.ancestor(n, |k| k == Kind::If);
            let test = branch.and_then(|b| tree.child(b, Field::Condition)).filter(|&c| tree.contains(c, n));
            let block = branch.and_then(|b| tree.child(b, Field::Consequence));
            test.and_then(|c| nil_test(site, c)).is_some_and(|t| !t.1)
                && branch.is_some_and(|b| tree.child(b, Field::Alternative).is_none() && b < first)
                && block.is_some_and(|b| !tree.contains(b, first) && only_logs(site, b))
        };
        let asks = |n: NodeId| {
            is_error(n) && !goes_on(n) && !in_log(site, n)
                || nil_test(site, n).is_some_and(|t| Some(t.0) == answer)
        };
        !tree.subtree(tree.root()).any(|n| n > sent && n < first && asks(n))
    })
}

/// Whether the address of the request names neither a scheme nor a path: no client sends it anywhere, and no handler is
/// asked for it. It is there to be looked at: `http.NewRequest(http.MethodGet, "example.com", nil)`.
pub(super) fn goes_nowhere(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let address = tree.arg(call, 1);
    let text = address.and_then(|a| beginning(site, a)).filter(|b| b.whole && !b.text.is_empty());
    text.is_some_and(|b| !b.text.contains("://") && !b.text.starts_with(['/', '*']))
}

/// Whether the block does nothing but log.
fn only_logs(site: Site, block: NodeId) -> bool {
    site.tree().stmts(block).all(|s| only_tells(site, s))
}

/// Whether the node is what is logged.
fn in_log(site: Site, node: NodeId) -> bool {
    site.tree().stmt_of(node).is_some_and(|s| only_tells(site, s))
}

/// Whether the request is written to a connection by hand, which does not look at its context: `req.Write(conn)`.
fn is_written(site: Site, request: BindingId) -> bool {
    let tree = site.tree();
    site.scopes().uses(request).iter().any(|&u| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let method = selector.and_then(|s| tree.child(s, Field::FieldName));
        method.is_some_and(|m| matches!(tree.text(m), "Write" | "WriteProxy"))
    })
}

fn gets_context(site: Site, request: BindingId, depth: usize) -> bool {
    let uses = site.scopes().uses(request);
    // What is sent from here has had its chance.
    let sent = uses.iter().any(|&u| is_sent(site, u));
    uses.iter().any(|&u| {
        is_method(site, request, u)
            || is_replaced(site, request, u)
            || (!sent || gives_another(site, u)) && is_passed_on(site, u, depth)
    })
}

/// Whether the request at `u` is given to what makes another of it: `req = withContext(ctx, req)`. That is sent then.
fn gives_another(site: Site, u: NodeId) -> bool {
    passed_to(site, u).is_some_and(|call| results(site, call).first().is_some_and(is_request))
}

fn is_request(t: &Type) -> bool {
    matches!(t, Type::Pointer(to) if to.is_named("net/http", "Request"))
}

/// `req = traced.WithContext(ctx)`, whatever it is called by then; not where the new context is made from its own.
fn is_replaced(site: Site, request: BindingId, u: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let value = given(site, u).filter(|_| is_write(tree, u));
    let Some((Given::Value(call) | Given::Result(call, _), _)) = value else { return false };
    called_name(site, call) == Some("WithContext")
        && !tree.args(call).flat_map(|a| tree.subtree(a)).any(|n| scopes.resolve(n) == Some(request))
}

/// `client.Do(req)`
fn is_sent(site: Site, u: NodeId) -> bool {
    passed_to(site, u).is_some_and(|call| match site.callee(call) {
        Callee::Known(known) => known.is_method("net/http", "Client", "Do"),
        _ => false,
    })
}

/// `req.WithContext(ctx)`; not `req.WithContext(httptrace.WithClientTrace(req.Context(), trace))`, which continues the
/// context that the request has.
fn is_method(site: Site, request: BindingId, u: NodeId) -> bool {
    let tree = site.tree();
    let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
    let name = selector.and_then(|s| tree.child(s, Field::FieldName));
    if !name.is_some_and(|n| WITH_CONTEXT.contains(&tree.text(n))) {
        return false;
    }
    let call = selector.and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
    let context = call.and_then(|c| tree.arg(c, 0));
    !context.is_some_and(|c| derives_from_request(site, request, c))
}

/// Whether the context derives from the one that the request has.
fn derives_from_request(site: Site, request: BindingId, context: NodeId) -> bool {
    let binding = site.scopes().binding(request);
    let ident = Some(binding.ident);
    let parameter = Parameter { func: binding.func, decl: binding.ident, ident, variable: Some(request) };
    let root = Root { parameter, carrier: Carrier::Request(&HTTP_REQUEST) };
    Origins::new(site, &root).expression(context) == Origin::Root
}

/// `do(ctx, req)`, where the function is not known to leave the request's own context in place.
fn is_passed_on(site: Site, u: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, u) else { return false };
    let index = tree.args(call).position(|a| a == u).unwrap_or_default();
    let beside_context = tree.args(call).any(|a| a != u && is_context_expr(site, a));
    match site.callee(call) {
        Callee::Known(known) if !known.decls.is_empty() => {
            let replaces = |f: &FuncRef| replaces_context(site, f, index, depth);
            known.decls.iter().any(|f| replaces(f).unwrap_or(beside_context))
        }
        _ => beside_context || called_name(site, call).is_some_and(|n| WITH_CONTEXT.contains(&n)),
    }
}

/// Whether the function gives its parameter number `index` another context; `None` where that is too deep to tell.
fn replaces_context(site: Site, function: &FuncRef, index: usize, depth: usize) -> Option<bool> {
    let inner = function.site(site.program).filter(|_| depth < MAX_DEPTH)?;
    let tree = inner.tree();
    let root = tree.root();
    tree.child(root, Field::Body)?;
    let parameter = crate::contexts::parameters::parameters(inner, root).into_iter().nth(index);
    Some(parameter.and_then(|p| p.variable).is_some_and(|v| gets_context(inner, v, depth + 1)))
}
