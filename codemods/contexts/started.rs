//! What is started and goes on beside, or behind, the function whose context is at hand: goroutines, functions that are
//! run in some, things that others use too.

use super::join::{Joined, joined};
use super::origins::{Given, given, targets_of};
use super::parameters::parameters;
use super::types::request_type;
use super::uses::put_into;
use crate::contexts::callers::{MAX_CALLERS, declarations, may_call, plain_callers, runs_plainly};
use crate::contexts::calls::{assigned_name, called_name, calls_named, passed_to};
use crate::facts::{keeps, words};
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether somebody in the package starts the function or method `func`, which is declared at the site, with `go` and
/// the context of a request: `go h.validate(r.Context(), id)`. What it needs to be done has another for a reason.
pub fn is_started_under_request(site: Site, func: NodeId) -> bool {
    is_started(site, func, gives_request)
}

/// Whether `func` runs beside those who start it: it is a literal that is started with `go` where it stands, or a
/// declared function that its package starts so and calls in no other way.
pub fn runs_beside(site: Site, func: NodeId) -> bool {
    match site.tree().kind(func) {
        Kind::FuncLit => go_of(site, func).is_some(),
        _ => is_started(site, func, |_, _| true) && !runs_plainly(site, func),
    }
}

/// Whether `func`, or each function that calls it, up to `depth` calls back, is so started under a request.
pub fn serves_what_is_started_under_request(site: Site, func: NodeId, depth: usize) -> bool {
    if site.tree().kind(func) == Kind::FuncLit {
        return false;
    }
    let mut callers = plain_callers(site, func).filter(|c| !is_same(*c, site)).peekable();
    is_started_under_request(site, func)
        || depth > 0
            && callers.peek().is_some()
            && callers.all(|c| serves_what_is_started_under_request(c, c.tree().root(), depth - 1))
}

/// Whether the declared function runs, as far as its package calls it, only in goroutines that nobody waits for: it is
/// called in them, or by what is, up to `depth` calls back.
pub fn runs_only_beside(site: Site, func: NodeId, depth: usize) -> bool {
    if site.tree().kind(func) == Kind::FuncLit {
        return false;
    }
    let mut callers = plain_callers(site, func).filter(|c| !is_same(*c, site)).peekable();
    match callers.peek() {
        None => is_called_in_goroutine(site, func),
        Some(_) => depth > 0 && callers.all(|c| runs_only_beside(c, c.tree().root(), depth - 1)),
    }
}

fn is_same(a: Site, b: Site) -> bool {
    a.file.path == b.file.path && a.decl == b.decl
}

/// Whether a goroutine of the package, outside of tests, that nobody waits for calls the declared function.
fn is_called_in_goroutine(site: Site, func: NodeId) -> bool {
    let Some(name) = site.tree().child(func, Field::Name).map(|n| site.tree().text(n)) else { return false };
    let may = move |is_test: bool, text: &str| !is_test && text.contains("go ") && text.contains(name);
    declarations(site, may).any(|s| {
        let tree = s.tree();
        calls_named(s, name).any(|call| {
            let go = tree.ancestors(call).find(|&a| tree.kind(a) == Kind::Go);
            go.is_some_and(|go| is_unjoined(s, go)) && may_call(s, call, site)
        })
    })
}

fn is_unjoined(site: Site, go: NodeId) -> bool {
    let tree = site.tree();
    let (Some(work), Some(outer)) = (tree.only_child(go), tree.enclosing_func(go)) else { return false };
    joined(site, &site.flow(outer), outer, go, work) == Joined::No
}

/// Whether the function declared at the site, or one that calls it in its package outside of tests, is also started
/// with `go`, or called by a goroutine that nobody waits for.
pub fn may_run_in_goroutine(site: Site) -> bool {
    starts_above(site, MAX_CALLERS)
}

fn starts_above(site: Site, depth: usize) -> bool {
    let func = site.tree().root();
    is_started(site, func, |_, _| true)
        || is_called_in_goroutine(site, func)
        || depth > 0 && plain_callers(site, func).any(|caller| starts_above(caller, depth - 1))
}

/// Whether a statement `go func(…)` of the package, outside of tests, starts the declared function by a call that
/// `counts`.
fn is_started(site: Site, func: NodeId, counts: fn(Site, NodeId) -> bool) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let may = move |is_test: bool, text: &str| !is_test && text.contains("go ") && text.contains(name);
    declarations(site, may).any(|s| starts(s, site, name, counts))
}

/// Whether the declaration at `site` so starts the one at `func`, which is called `name`.
fn starts(site: Site, func: Site, name: &str, counts: fn(Site, NodeId) -> bool) -> bool {
    let tree = site.tree();
    tree.subtree(tree.root())
        .filter(|&n| tree.kind(n) == Kind::Go)
        .filter_map(|go| tree.only_child(go))
        .filter(|&call| called_name(site, call) == Some(name) && counts(site, call))
        .any(|call| may_call(site, call, func))
}

/// Whether an argument of the call is `r.Context()`, or a variable that holds it, or a context made from it.
fn gives_request(site: Site, call: NodeId) -> bool {
    site.tree().args(call).any(|argument| holds_request(site, argument, MAX_DERIVED))
}

/// How many contexts made from each other are followed.
const MAX_DERIVED: usize = 3;

fn holds_request(site: Site, expr: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let variable = site.scopes().resolve(expr).filter(|_| tree.kind(expr) == Kind::Ident);
    let value = variable.and_then(|v| match given(site, site.scopes().binding(v).ident) {
        Some((Given::Value(value) | Given::Result(value, 0), _)) => Some(value),
        _ => None,
    });
    let value = value.unwrap_or(expr);
    is_of_request(site, value)
        || depth > 0
            && tree.kind(value) == Kind::Call
            && called_name(site, value).is_some_and(|n| n.starts_with("With") && n != "WithoutCancel")
            && tree.arg(value, 0).is_some_and(|parent| holds_request(site, parent, depth - 1))
}

/// `r.Context()`, `c.Request.Context()`
fn is_of_request(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(expr);
    operand.is_some_and(|o| {
        called_name(site, expr).is_some_and(|n| n.ends_with("Context"))
            && request_type(site, &site.type_of(o)).is_some()
    })
}

/// The call of the literal `func`, and the `go` statement, that start it where it stands.
pub fn go_of(site: Site, func: NodeId) -> Option<(NodeId, NodeId)> {
    let tree = site.tree();
    let call = tree.parent(func).filter(|_| tree.field(func) == Field::Function)?;
    let go = tree.parent(call).filter(|&g| tree.kind(g) == Kind::Go)?;
    Some((call, go))
}

/// Whether `func` is a literal that is started with `go` where it stands, and not waited for.
pub fn is_unjoined_goroutine(site: Site, func: NodeId) -> bool {
    go_of(site, func).is_some_and(|(call, go)| {
        let outer = site.tree().enclosing_func(go);
        outer.is_some_and(|outer| joined(site, &site.flow(outer), outer, go, call) == Joined::No)
    })
}

/// Whether the call is one of a function of the module that its package also starts with `go`: it is there to be done
/// beside the rest.
pub fn runs_in_background_elsewhere(site: Site, call: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    let inner = own.filter_map(|f| f.site(site.program));
    inner.into_iter().any(|inner| is_started(inner, inner.tree().root(), |_, _| true))
}

/// Whether the call starts something that others have been given before, in this function: who comes first starts it
/// for all of them.
pub fn starts_what_is_shared(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let operand = tree.receiver(call);
    let value = operand.filter(|&o| tree.kind(o) == Kind::Ident).and_then(|o| scopes.resolve(o));
    let starts = called_name(site, call).is_some_and(|n| words::is_for_starting(n) || words::is_start(n));
    let is_given = |u: NodeId| {
        let registers = |c: NodeId| called_name(site, c).is_some_and(keeps::may_call_later);
        passed_to(site, u).is_some_and(registers) || !put_into(site, u).is_empty()
    };
    starts && value.is_some_and(|v| scopes.uses(v).iter().any(|&u| u < call && is_given(u)))
}

/// Whether the declared function is called in a literal that is put into a struct, and so runs when whoever gets that
/// calls it: `hooks{Run: run}`.
pub fn is_called_later(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let may = move |_, text: &str| text.contains("func(") && text.contains(name);
    declarations(site, may).any(|s| calls_in_stored_literal(s, site, name))
}

fn calls_in_stored_literal(site: Site, func: Site, name: &str) -> bool {
    let tree = site.tree();
    calls_named(site, name).any(|call| {
        let literals = tree.ancestors(call).filter(|&a| tree.kind(a) == Kind::FuncLit);
        literals.into_iter().any(|l| is_put_into_struct(site, l) && !is_given_request(site, l))
            && may_call(site, call, func)
    })
}

/// Whether what the call makes, as its name says, is used in a literal that is put into a struct: it is there for
/// whoever calls that, when the function has ended.
pub fn makes_for_stored_literal(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let target = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    let func = tree.enclosing_func(call);
    let in_stored = |&u: &NodeId| {
        let within = tree.ancestors(u).take_while(|&a| Some(a) != func);
        within.filter(|&a| tree.kind(a) == Kind::FuncLit).any(|l| is_put_into_struct(site, l))
    };
    called_name(site, call).is_some_and(words::is_maker)
        && target.is_some_and(|v| site.scopes().uses(v).iter().any(in_stored))
}

fn is_given_request(site: Site, literal: NodeId) -> bool {
    parameters(site, literal).iter().any(|p| request_type(site, &p.type_in(site)).is_some())
}

/// Whether the literal is an element of a composite literal, or kept in a variable that is.
fn is_put_into_struct(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    let is_element = |n: NodeId| {
        let parent = tree.parent(n).map(|p| tree.kind(p));
        matches!(parent, Some(Kind::KeyedElement | Kind::LitValue)) && tree.field(n) != Field::Key
    };
    let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident);
    let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
    is_element(literal) || uses.iter().any(|&u| is_element(u))
}
