//! What the body of a twin tells: whether it does what the function without a context does, and for that call alone.

use crate::contexts::calls::{called_name, is_detached_call, passed_to};
use crate::contexts::cancellation::is_done;
use crate::contexts::endless::is_bare;
use crate::contexts::harmless::only_tells;
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::never::in_shared_literal;
use crate::contexts::parameters::parameters;
use crate::contexts::types::{declared_results, is_context, is_error, results};
use crate::contexts::uses::nil_test;
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether the twin keeps what it finds out under the first context that it is given: if that ends too soon, all later
/// callers get a wrong answer.
pub fn remembers(site: Site, twin: &Known) -> bool {
    twin.decls.iter().any(|f| f.site(site.program).is_some_and(|s| shares_under_first(s)))
}

fn shares_under_first(site: Site) -> bool {
    let func = site.tree().root();
    let context = parameters(site, func).first().and_then(|p| p.variable);
    let uses = context.map_or(&[][..], |v| site.scopes().uses(v));
    uses.iter().any(|&u| in_shared_literal(site, func, u))
}

/// Whether both do nothing but make a struct, and the twin leaves out a field that the other sets.
pub fn leaves_out(site: Site, own: &Known, twin: &Known) -> bool {
    let keys = |f: &FuncRef| f.site(site.program).and_then(|s| keys_of_result(s));
    let (own, twin) = (own.decls.first().and_then(keys), twin.decls.first().and_then(keys));
    own.zip(twin).is_some_and(|(own, twin)| own.iter().any(|k| !twin.contains(k)))
}

/// How far the context that it makes itself is followed.
const MAX_STEPS: usize = 2;

/// Whether the function without a context puts more into the one that it makes itself than the twin's callers would:
/// `identity.NewContext(context.Background(), &Caller{Name: "dev"})`.
pub fn furnishes_its_own(site: Site, own: &Known, twin: &Known) -> bool {
    let furnishes = |s: Site| {
        let tree = s.tree();
        let calls = tree.calls(tree.root()).filter(|&n| is_detached_call(s, n));
        calls.filter_map(|c| passed_to(s, c)).any(|call| {
            let count = tree.args(call).count();
            count > 1 && results(s, call).first().is_some_and(is_context) && results(s, call).len() == 1
        })
    };
    // `return LoadContext(tenant.RootContext(), name)`: what the function gives has more in it, as it says.
    let gives_another = |s: Site| {
        let tree = s.tree();
        let of_twin = |c: &NodeId| tree.kind(*c) == Kind::Call && called_name(s, *c) == Some(&*twin.name);
        let first = |c: NodeId| tree.arg(c, 0);
        tree.subtree(tree.root()).filter(of_twin).filter_map(first).any(|context| {
            let own_function = || match s.callee(context) {
                Callee::Known(k) => k.receiver.is_none() && !k.decls.is_empty() && &*k.package != "context",
                _ => false,
            };
            tree.kind(context) == Kind::Call && own_function() && !is_bare(s, context, MAX_STEPS)
        })
    };
    own.decls.iter().filter_map(|f| f.site(site.program)).any(|s| furnishes(s) || gives_another(s))
}

/// Whether the function without a context calls the twin with one that it is given in another way, which is no less
/// than its callers have: `return LoadContext(r.Context(), r)`.
pub fn has_one_otherwise(site: Site, own: &Known, twin: &Known) -> bool {
    let is_given = |s: Site, context: NodeId| {
        let (tree, scopes) = (s.tree(), s.scopes());
        tree.subtree(context)
            .filter(|&n| tree.kind(n) == Kind::Ident)
            .any(|n| scopes.resolve(n).is_some_and(|v| scopes.binding(v).kind == BindingKind::Param))
    };
    own.decls.iter().filter_map(|f| f.site(site.program)).any(|s| {
        let calls = calls_in(s).filter(|&c| called_name(s, c) == Some(&*twin.name));
        calls.filter_map(|c| s.tree().arg(c, 0)).any(|context| is_given(s, context))
    })
}

/// Whether the twin has no result, and comes back where its context has ended; the function without one, where it is
/// done.
pub fn ends_unheard(site: Site, own: &Known, twin: &Known) -> bool {
    let returns = |s: Site| s.tree().subtree(s.tree().root()).any(|n| s.tree().kind(n) == Kind::Return);
    let hears = |s: Site| {
        let tree = s.tree();
        let mut receives = tree.subtree(tree.root()).filter(|&n| tree.op(n) == Op::Receive);
        declared_results(s, tree.root()).is_empty()
            && receives.any(|n| tree.child(n, Field::Operand).is_some_and(|o| is_done(s, o)))
    };
    let any = |known: &Known, is: &dyn Fn(Site) -> bool| {
        known.decls.iter().filter_map(|f| f.site(site.program)).any(is)
    };
    any(twin, &hears) && any(own, &returns)
}

/// Whether the function without a context is more than its twin: it calls that with other arguments than it was given,
/// more than once perhaps, under a limit of its own, or does something else too. Of one that does not call it this is
/// not said.
pub fn adds_to(site: Site, own: &Known, twin: &Known) -> bool {
    own.decls.iter().filter_map(|f| f.site(site.program)).any(|s| adds_something(s, twin))
}

fn adds_something(site: Site, twin: &Known) -> bool {
    let tree = site.tree();
    let is_twin = |call: NodeId| match site.callee(call) {
        Callee::Known(k) => k.decls.iter().any(|d| twin.decls.contains(d)),
        _ => false,
    };
    let named = |&n: &NodeId| tree.kind(n) == Kind::Call && called_name(site, n) == Some(&*twin.name);
    let mut calls = tree.subtree(tree.root()).filter(named).filter(|&c| is_twin(c));
    let Some(call) = calls.next() else { return false };
    let Some(body) = tree.child(tree.root(), Field::Body) else { return false };
    let adds = |s: NodeId| match tree.contains(s, call) {
        true => !only_calls(site, s, call),
        false => !is_for_context(site, s) && !is_answer(site, s),
    };
    calls.next().is_some() || !passes_on(site, call) || tree.stmts(body).any(adds)
}

/// Whether the two have nothing to do with each other, neither calls the other, and the function without a context
/// fails at nothing and waits for nothing: it only makes something of what it is given, in another way.
pub fn is_another(site: Site, own: &Known, twin: &Known) -> bool {
    let calls = |s: Site, other: &Known| calls_in(s).any(|c| called_name(s, c) == Some(&*other.name));
    let apart = |known: &Known, other: &Known| {
        let mut all = known.decls.iter().filter_map(|f| f.site(site.program)).peekable();
        all.peek().is_some() && all.all(|s| !calls(s, other))
    };
    // What is given back may be asked for more later, as a row that is queried; what is called on something else may
    // do there what its name says.
    let gives_plain = |s: Site| {
        let results = declared_results(s, s.tree().root());
        let is_plain = |t: &Type| !is_error(t) && laziness(s, t) == Level::No;
        !results.is_empty() && results.iter().all(is_plain)
    };
    let own_plain =
        own.decls.iter().filter_map(|f| f.site(site.program)).all(|s| gives_plain(s) && never_waits(s));
    own.receiver.is_none() && own_plain && apart(own, twin) && apart(twin, own)
}

fn calls_in(site: Site<'_>) -> impl Iterator<Item = NodeId> + '_ {
    site.tree().calls(site.tree().root())
}

/// Whether the function declared at the site waits for nothing, as far as it shows: it makes no context, takes nothing
/// from a channel, and calls nothing of the packages that do.
fn never_waits(site: Site) -> bool {
    let tree = site.tree();
    let may_wait = |c: NodeId| {
        is_detached_call(site, c)
            || match site.callee(c) {
                Callee::Known(k) => {
                    matches!(
                        &*k.package,
                        "net" | "net/http" | "os" | "os/exec" | "database/sql" | "sync" | "time"
                    )
                }
                _ => false,
            }
    };
    !calls_in(site).any(may_wait)
        && tree.subtree(tree.root()).all(|n| match tree.kind(n) {
            Kind::Unary => tree.op(n) != Op::Receive,
            kind => !matches!(kind, Kind::SendStmt | Kind::Select | Kind::Go),
        })
}

/// Whether the statement does nothing but make the call, and keep or give back what comes of it.
fn only_calls(site: Site, stmt: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let own = tree.stmt_of(call);
    let around = tree.parent(call).map(|p| tree.kind(p));
    let checked =
        tree.kind(stmt) == Kind::If && own == tree.child(stmt, Field::Initializer) && is_answer(site, stmt);
    matches!(around, Some(Kind::ExprList | Kind::ExprStmt)) && (own == Some(stmt) || checked)
}

/// Whether the call is given, behind its context, what the function was given, as it is.
fn passes_on(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let own: Vec<_> = parameters(site, tree.root()).iter().map(|p| p.variable).collect();
    let args: Vec<NodeId> = tree.args(call).skip(1).collect();
    let variable = |a: NodeId| match tree.kind(a) {
        Kind::Ellipsis => tree.only_child(a).and_then(|a| site.scopes().resolve(a)),
        _ => site.scopes().resolve(a),
    };
    args.len() == own.len() && args.iter().zip(&own).all(|(&a, v)| v.is_some() && variable(a) == *v)
}

/// Whether the statement only makes a context from nothing, without a limit, or releases it.
fn is_for_context(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let is_free = |n: NodeId| {
        let name = called_name(site, n);
        is_detached_call(site, n) || name.is_some_and(|n| n.starts_with("WithCancel"))
    };
    let calls = || tree.calls(stmt);
    match tree.kind(stmt) {
        Kind::ShortVar | Kind::VarDecl => calls().count() > 0 && calls().all(is_free),
        Kind::Defer => {
            calls().all(|c| tree.child(c, Field::Function).is_some_and(|f| tree.kind(f) == Kind::Ident))
        }
        _ => only_tells(site, stmt),
    }
}

/// Whether the statement only gives back what has come of the call: `return v, err`, in other words perhaps where that
/// has failed.
fn is_answer(site: Site, stmt: NodeId) -> bool {
    let tree = site.tree();
    let is_plain = |n: NodeId| !matches!(tree.kind(n), Kind::Call | Kind::Binary);
    let fails = || tree.child(stmt, Field::Condition).and_then(|c| nil_test(site, c)).is_some_and(|t| !t.1);
    let returns = |s: NodeId| tree.kind(s) == Kind::Return || only_tells(site, s);
    match tree.kind(stmt) {
        Kind::Return => tree.subtree(stmt).all(is_plain),
        Kind::If => {
            tree.child(stmt, Field::Alternative).is_none()
                && fails()
                && tree.child(stmt, Field::Consequence).is_some_and(|b| tree.stmts(b).all(returns))
        }
        _ => false,
    }
}

/// The fields that the only statement of the function sets: `return &Params{timeout: defaultTimeout}`.
fn keys_of_result(site: Site) -> Option<Vec<String>> {
    let tree = site.tree();
    let body = tree.child(tree.root(), Field::Body)?;
    // Generators write `var ()`.
    let mut stmts = tree.stmts(body).filter(|&s| tree.subtree(s).any(|n| n != s && tree.kind(n).is_name()));
    let only = stmts.next().filter(|&s| tree.kind(s) == Kind::Return && stmts.next().is_none())?;
    let [value] = tree.children(only).next().map(|l| tree.list(l))?[..] else { return None };
    let literal: NodeId = match tree.kind(value) {
        Kind::Unary => tree.child(value, Field::Operand)?,
        _ => value,
    };
    let elements = tree.child(literal, Field::Body).filter(|_| tree.kind(literal) == Kind::CompositeLit)?;
    let keys = tree.children(elements).map(|e| tree.child(e, Field::Key).map(|k| tree.text(k).to_owned()));
    keys.collect()
}
