//! Functions that make what lasts: clients, servers, connections. The context that they are given is for the making,
//! and what they make keeps one of its own.

use super::outcome::is_returned;
use super::work::is_given_context;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::harmless::is_harmless;
use crate::contexts::join::root_variable;
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::operations::hands_on;
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::{How, Journey, KEPT_BELOW, Reason, What};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::contexts::types::{declared_results, is_context, is_error, named, results};
use crate::facts::keeps::stores_argument;
use crate::facts::{structs, words};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// The guess that a function which is named as one that makes what lasts does not give it the context, where that is
/// not known.
pub fn may_be_kept_by_result(site: Site, root: &Root, place: NodeId, journey: &Journey) -> Option<Reason> {
    let name = maker_name(site, root).filter(|_| !root.is_request() && journey.returned == Level::Guess)?;
    Some(Reason {
        level: Level::Guess,
        how: How::Kept,
        text: format!("may be kept by what {name} gives back"),
        at: place,
        line: site.line(place),
        what: What::Made,
    })
}

/// Whether the call at `place` is named as one that makes what lasts, and what it makes is stored where the function
/// does not keep it for itself alone: a client that is made when it is first asked for, for all who come later.
pub fn makes_what_is_kept(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    if is_built_once(site, root, call) {
        return true;
    }
    let is_made = called_name(site, call).is_some_and(words::is_maker)
        && results(site, call).first().is_some_and(|t| !is_error(t) && !is_context(t));
    let Some(list) = tree.parent(call).filter(|&l| is_made && tree.kind(l) == Kind::ExprList) else {
        return false;
    };
    let targets = |stmt: NodeId| tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    let Some(first) = tree.parent(list).and_then(|s| targets(s).first().copied()) else { return false };
    if is_outside(site, root, first) && tree.text(first) != "_" {
        return true;
    }
    scopes.resolve(first).is_some_and(|v| is_kept(site, root, v))
}

/// Whether the function does other work under the root's context, and makes with the detached one what seems to go on
/// using it: something that it sets up, as the call's name says, and stores where others find it; a reader or the like
/// that it gives back; a printer that runs beside the work and has to show how that ended.
pub fn may_last(site: Site, root: &Root, journey: &Journey, guess: &Reason) -> bool {
    let tree = site.tree();
    let makes = |call: NodeId| called_name(site, call).is_some_and(words::is_maker);
    let sets_up = |&p: &NodeId| {
        let name = passed_to(site, p).and_then(|call| called_name(site, call));
        name.is_some_and(|n| words::is_maker(n) || words::is_for_starting(n))
    };
    let lasts = match (guess.what, guess.how) {
        (What::Made, How::Stored) => journey.places.iter().any(sets_up),
        (_, How::Goroutine) => makes(guess.at),
        (What::Context, How::Kept) => {
            makes(guess.at) && (journey.returned > Level::No || is_waited_for(site, guess.at))
        }
        _ => false,
    };
    let works = |call: NodeId| {
        tree.kind(call) == Kind::Call
            && is_given_context(site, root, call)
            && !first_argument(site, call).is_some_and(|a| is_harmless(site, call, a))
    };
    lasts && !root.is_request() && tree.subtree(root.func()).any(works)
}

/// Whether the function waits for what the call makes to come to its end: `printer, err := progress.New(ctx)`, and
/// then, behind all that shows there how far it is, `printer.Wait()`.
fn is_waited_for(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let made = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let waits = |&u: &NodeId| {
        let method = tree.parent(u).filter(|&s| tree.child(s, Field::Operand) == Some(u));
        method.and_then(|m| tree.child(m, Field::FieldName)).is_some_and(|n| tree.text(n) == "Wait")
    };
    made.is_some_and(|v| scopes.uses(v).iter().any(waits))
}

/// Whether the call makes a client for HTTP that what the function makes, as its name says, may keep: a client that is
/// given a context uses it for all that it is asked later, to ask for tokens.
pub fn is_client_of_result(site: Site, root: &Root, place: NodeId, journey: &Journey) -> bool {
    let is_client = |t: &Type| t.pointee().is_named("net/http", "Client");
    journey.returned > Level::No
        && !root.is_request()
        && maker_name(site, root).is_some()
        && passed_to(site, place).is_some_and(|call| results(site, call).first().is_some_and(is_client))
}

/// Whether the context of a request is given to a function of the module that is named as one which makes something,
/// and what that gives may keep it, made by whatever fits: `source, err := auth.NewFromConfig(ctx, kind, settings)`.
/// Such things are kept by name, and used again for other requests.
pub fn is_for_any_maker(site: Site, root: &Root, guess: &Reason) -> bool {
    let may_keep = |t: &Type| {
        matches!(site.program.underlying(t), Type::Interface(_))
            && !is_error(t)
            && laziness(site, t) > Level::No
    };
    root.is_request()
        && guess.how == How::Kept
        && guess.what == What::Context
        && guess.text.starts_with(KEPT_BELOW)
        && called_name(site, guess.at).is_some_and(words::is_maker)
        && results(site, guess.at).first().is_some_and(may_keep)
}

/// Whether the context seems to be stored together with a function that is called later: what is registered is
/// registered for longer than the call.
pub fn is_registered(site: Site, guess: &Reason) -> bool {
    let tree = site.tree();
    guess.how == How::Stored && tree.args(guess.at).any(|a| tree.kind(a) == Kind::FuncLit)
}

fn first_argument(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    tree.arg(call, 0)
}

/// Whether what is assigned to `target` does not belong to this call of the function alone.
pub fn is_outside(site: Site, root: &Root, target: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    match tree.kind(target) {
        Kind::Selector | Kind::Index => {
            let holder = root_variable(site, target);
            holder
                .is_none_or(|v| matches!(scopes.binding(v).kind, BindingKind::Receiver | BindingKind::Param))
        }
        Kind::Ident => {
            scopes.resolve(target).is_none_or(|v| !tree.contains(root.func(), scopes.binding(v).func))
        }
        _ => false,
    }
}

/// Whether what the call makes, as its name says, and which may go on using its context, is put into a field of what
/// the function gives back: `w.storage = storage`, `return &Worker{storage: storage}`.
pub fn is_put_into_result(site: Site, root: &Root, call: NodeId) -> bool {
    let scopes = site.scopes();
    let makes = called_name(site, call).is_some_and(|n| words::is_maker(n) || words::is_named_as_factory(n))
        || gives_what_is_made(site, call);
    let mut ends = targets_of(site, call);
    ends.truncate(1);
    let held = ends.first().and_then(|&t| scopes.resolve(t));
    let is_own = |v: &BindingId| scopes.binding(*v).func == root.func();
    let uses = held.filter(is_own).map_or(&[][..], |v| scopes.uses(v));
    makes
        && results(site, call).first().is_some_and(|t| laziness(site, t) > Level::No)
        && (ends.iter().any(|&t| is_field_of_result(site, root, t))
            || uses.iter().chain([&call]).any(|&u| is_held_by_result(site, root, u)))
}

/// Whether the function of the module that is called gives back what another makes, as its name says, with the context
/// that it is given: `client, err := store.NewClient(ctx, options)`, and then `return client, nil`.
fn gives_what_is_made(site: Site, call: NodeId) -> bool {
    let Callee::Known(known) = site.callee(call) else { return false };
    let gives = |inner: Site| {
        let (tree, scopes, func) = (inner.tree(), inner.scopes(), inner.tree().root());
        let own: Vec<BindingId> = parameters(inner, func).iter().filter_map(|p| p.variable).collect();
        let is_given = |c: NodeId| {
            let contexts = tree.args(c).filter(|&a| is_context(&inner.type_of(a)));
            contexts.filter_map(|a| scopes.resolve(a)).any(|v| own.contains(&v))
        };
        let made = tree.subtree(func).filter(|&n| {
            tree.kind(n) == Kind::Call
                && tree.enclosing_func(n) == Some(func)
                && called_name(inner, n).is_some_and(words::is_maker)
                && is_given(n)
        });
        made.into_iter().any(|n| {
            let held = targets_of(inner, n).first().and_then(|&t| scopes.resolve(t));
            is_returned(inner, n)
                || held.is_some_and(|v| scopes.uses(v).iter().any(|&u| is_returned(inner, u)))
        })
    };
    let own = known.decls.iter().filter(|f| f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(gives)
}

/// Whether `target` is a field of a variable of the function that it gives back.
fn is_field_of_result(site: Site, root: &Root, target: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let holder = root_variable(site, target).filter(|_| tree.kind(target) == Kind::Selector);
    holder.is_some_and(|v| {
        scopes.binding(v).func == root.func() && scopes.uses(v).iter().any(|&u| is_returned(site, u))
    })
}

/// Whether the value is put, here, into a field of what the function gives back.
fn is_held_by_result(site: Site, root: &Root, value: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let inside = |&n: &NodeId| {
        let parent = tree.parent(n)?;
        let is_part = match tree.kind(parent) {
            Kind::KeyedElement => tree.field(n) == Field::Value,
            Kind::Unary => tree.op(parent) == Op::Address,
            kind => matches!(kind, Kind::Paren | Kind::LitValue | Kind::CompositeLit),
        };
        is_part.then_some(parent)
    };
    let holder = std::iter::successors(Some(value), inside).last().unwrap_or(value);
    let is_assigned = tree.parent(holder).is_some_and(|list| tree.field(list) == Field::Right);
    let targets = if is_assigned { targets_of(site, holder) } else { Vec::new() };
    if holder == value {
        return targets.iter().any(|&t| is_field_of_result(site, root, t));
    }
    let is_given_back =
        |&t: &NodeId| scopes.resolve(t).is_some_and(|v| scopes.uses(v).iter().any(|&u| is_returned(site, u)));
    is_returned(site, holder) || targets.iter().any(is_given_back)
}

/// Whether the variable's value is put where that is so: assigned, or given to what keeps it.
pub fn is_kept(site: Site, root: &Root, variable: BindingId) -> bool {
    let tree = site.tree();
    let outside = |s: NodeId| {
        let left = tree.child(s, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        left.into_iter().any(|t| is_outside(site, root, t))
    };
    let stores = |call: NodeId| match site.callee(call) {
        Callee::Known(k) => {
            stores_argument(&k.package, k.receiver.as_deref().unwrap_or(""), &k.name)
                && tree.receiver(call).is_some_and(|o| is_outside(site, root, o))
        }
        _ => false,
    };
    site.scopes().uses(variable).iter().any(|&u| {
        let stmt = tree.parent(u).filter(|&l| tree.field(l) == Field::Right).and_then(|l| tree.parent(l));
        stmt.is_some_and(|s| tree.kind(s) == Kind::Assign && outside(s))
            || passed_to(site, u).is_some_and(stores)
    })
}

/// Whether the function of the root gives back something that is known to keep the context, and is named as one that
/// makes what lasts, so that its context is for the making; or gives back another context than its own, which it uses
/// for something else.
pub fn gives_what_lasts(site: Site, root: &Root, journey: &Journey) -> bool {
    if journey.returned == Level::No {
        return false;
    }
    if declared_results(site, root.func()).iter().any(is_context) {
        let is_its_own = journey.places.first().is_some_and(|&p| hands_on(site, p));
        return !is_its_own && root.parameter.variable.is_none_or(|v| !site.scopes().uses(v).is_empty());
    }
    journey.returned == Level::Known && maker_name(site, root).is_some()
}

/// The name of the root's function, if that says that it makes what lasts longer than a call.
pub fn maker_name<'a>(site: Site<'a>, root: &Root) -> Option<&'a str> {
    let tree = site.tree();
    let name = tree.child(root.func(), Field::Name).map(|n| tree.text(n)).filter(|n| words::is_maker(n))?;
    let results = declared_results(site, root.func());
    let for_one_call =
        results.first().and_then(|t| named(t.pointee())).is_some_and(|(_, n)| structs::is_for_call(n));
    (!for_one_call).then_some(name)
}

/// Whether what the call makes, which may go on using its context, is put at once where nothing has been so far, for
/// all who come later: `if c.client == nil { c.client = connect(context.Background()) }`.
fn is_built_once(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(call).filter(|&s| tree.kind(s) == Kind::Assign) else { return false };
    let left = tree.child(stmt, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    let Some(&target) = left.first().filter(|&&t| is_outside(site, root, t)) else { return false };
    let is_empty = |condition: NodeId| {
        tree.subtree(condition).any(|n| {
            let sides = [tree.child(n, Field::Left), tree.child(n, Field::Right)];
            tree.kind(n) == Kind::Binary
                && tree.op(n) == Op::Eq
                && sides.iter().flatten().any(|&s| tree.kind(s) == Kind::Nil)
                && sides.iter().flatten().any(|&s| tree.text(s) == tree.text(target))
        })
    };
    laziness(site, &site.type_of(target)) > Level::No
        && tree.ancestors(call).take_while(|&a| a != root.func()).any(|a| {
            tree.kind(a) == Kind::If
                && tree.child(a, Field::Condition).is_some_and(is_empty)
                && tree.child(a, Field::Consequence).is_some_and(|c| tree.contains(c, call))
        })
}
