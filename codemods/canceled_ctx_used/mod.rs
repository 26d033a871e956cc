//! `canceled-ctx-used`: a context is passed on after it was released, so what gets it has lost before it begins.
//!
//! Findings only: which context was meant is for a person to say; the message names the one it was made from.

mod deferred;
mod group;
mod life;
mod rounds;

use self::life::Life;
use crate::contexts::calls::{is_detached_call, passed_to};
use crate::contexts::cancellation::is_done;
use crate::contexts::clean_up::is_question;
use crate::contexts::creation::{Target, creations};
use crate::contexts::harmless::{is_harmless, is_harmless_to_all, only_asks};
use crate::contexts::naming::variable_name;
use crate::contexts::outlives::testing_parameter;
use crate::contexts::parameters::parameters;
use crate::contexts::types::is_context;
use crate::contexts::uses::is_done_in_place;
use crate::facts::calls::{MAKERS, makers};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use crate::undeferred_cancel::CODEMOD as UNDEFERRED;
use crate::{Applicability, Codemod, Finding, Pass};

pub const CODEMOD: Codemod = Codemod {
    name: "canceled-ctx-used",
    summary: "A context is passed on after it was released",
    needles: &makers::<{ MAKERS + 2 }>(&["NotifyContext", "errgroup"]),
    worth: |glance| glance.may_lose_release() || glance.text().contains("errgroup"),
    only: None,
    wants_producers: UNDEFERRED.wants_producers,
    wants_twins: false,
    globals: None,
    best: Applicability::None,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let site = pass.site;
    // Tests pass ended contexts on purpose.
    if site.file.is_test() || testing_parameter(site, site.tree().root()).is_some() {
        return;
    }
    for creation in creations(site) {
        let Some(life) = Life::of(site, &creation) else { continue };
        for life in std::iter::once(&life).chain(&life.in_literals()) {
            let by_call = deferred::used_behind_release(life);
            let by_defer =
                deferred::used_in_its_literal(life).into_iter().chain(deferred::used_behind_call(life));
            for finding in after_release(life).into_iter().chain(by_call).chain(by_defer) {
                if !found.iter().any(|o| o.codemod == CODEMOD.name && o.span == finding.span) {
                    found.push(finding);
                }
            }
        }
    }
    found.extend(group::used_behind_wait(site));
}

/// The calls that get the context behind an explicit call of its release.
fn after_release(life: &Life) -> Vec<Finding> {
    let (site, flow) = (life.site, &life.flow);
    let ends = life.calls();
    let mut found = rounds::used_in_next_round(life, &ends);
    for (call, end) in ends {
        let is_used_before = life.is_used_before(end);
        if !is_used_before && life.may_be_meant_as_ended() {
            continue;
        }
        let own = passed_behind(site, flow, life.func, life.ctx, end);
        let of_children = children(site, flow, life.ctx, life.creation.stmt)
            .into_iter()
            .filter(|&(_, made)| flow.dominates(made, end))
            .flat_map(|(child, _)| passed_behind(site, flow, life.func, child, end));
        for place in own.into_iter().chain(of_children) {
            let is_told = found.iter().any(|f| f.span == site.tree().span(place));
            if is_told || takes_ended(site, life.ctx, place) {
                continue;
            }
            let since = match is_used_before {
                true => ";",
                false => ", before anything used it; defer that call, or",
            };
            let (name, line) = (life.release_name(), site.line(call));
            let what = format!("has ended here, {name} was called on line {line}{since} ");
            found.push(life.report(place, &what));
        }
    }
    found
}

/// The contexts that are made from `ctx`, which `stmt` makes, by nothing else, and where: they end with it.
fn children(site: Site, flow: &Flow, ctx: BindingId, stmt: NodeId) -> Vec<(BindingId, PointId)> {
    let tree = site.tree();
    let made = creations(site).into_iter().filter(|c| {
        let parent = c.producer.parent.map(|p| tree.unparen(p)).filter(|&p| tree.kind(p) == Kind::Ident);
        let of_it = parent.is_some_and(|p| site.scopes().resolve(p) == Some(ctx));
        c.func == Some(flow.func()) && c.stmt != stmt && of_it && c.producer.idempotent
    });
    let made = made.filter_map(|c| match c.ctx {
        Target::Local(child) if child != ctx => Some((child, c.stmt)),
        _ => None,
    });
    made.chain(with_values(site, flow.func(), ctx))
        .filter(|&(child, stmt)| is_only_made_by(site, child, stmt))
        .filter_map(|(child, stmt)| Some((child, flow.point_of(stmt)?)))
        .collect()
}

/// The variables of `func` for contexts that carry more values than `ctx`, and the statements that define them.
fn with_values(site: Site, func: NodeId, ctx: BindingId) -> Vec<(BindingId, NodeId)> {
    let tree = site.tree();
    let made = |&u: &NodeId| {
        let call = passed_to(site, u)?;
        let of_context = site.callee(call).known().is_some_and(|k| k.is_func("context", "WithValue"));
        let stmt = tree.stmt_of(call).filter(|&s| of_context && tree.kind(s) == Kind::ShortVar)?;
        let [child] = tree.list(tree.child(stmt, Field::Left)?)[..] else { return None };
        let is_whole = tree.list(tree.child(stmt, Field::Right)?) == [call];
        Some((site.scopes().defines(child)?, stmt))
            .filter(|_| is_whole && tree.enclosing_func(u) == Some(func))
    };
    site.scopes().uses(ctx).iter().filter_map(made).collect()
}

/// Whether the use passes the context to a call to which it matters whether it has ended, as a context and not as a key
/// or a text.
fn is_worked_with(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, u) else { return false };
    let index = tree.args(call).position(|x| x == u);
    let known = site.callee(call);
    let signature = known.known().and_then(|k| k.sig.as_ref());
    let parameter = signature.zip(index).and_then(|(s, i)| s.param_of(i, false));
    let is_any = |t: &Type| match site.program.underlying(t) {
        Type::Interface(interface) => interface.methods.is_empty() && interface.embeds.is_empty(),
        _ => false,
    };
    // `timedOut(ctx)`: why a context has ended is asked when it has.
    let asks_why = || is_question(site, call) && only_asks(site, call, u);
    !parameter.is_some_and(|t| is_any(&t)) && !is_harmless(site, call, u) && !asks_why()
}

/// Whether nothing but `stmt` assigns the variable, and no literal may do so unseen.
fn is_only_made_by(site: Site, variable: BindingId, stmt: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    scopes.uses(variable).iter().filter(|&&u| is_write(tree, u)).all(|&u| tree.contains(stmt, u))
}

/// Where `ctx` is passed to a call that every path comes to through `end`, or that stands in a literal which is run
/// there, and that is not harmless.
fn passed_behind(site: Site, flow: &Flow, func: NodeId, ctx: BindingId, end: PointId) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let renewed: Vec<PointId> = std::iter::once(scopes.binding(ctx).ident)
        .chain(scopes.uses(ctx).iter().copied().filter(|&u| is_write(tree, u)))
        .filter_map(|n| flow.point_of(n))
        .collect();
    let behind = |u: NodeId| {
        flow.point_of(u).is_some_and(|p| {
            p != end && flow.dominates(end, p) && flow.reaches(end, p, |q| renewed.contains(&q))
        })
    };
    // A literal that is run there sees what the variable holds then: nothing else any more.
    let assigned: Vec<PointId> = scopes
        .uses(ctx)
        .iter()
        .filter(|&&u| u != scopes.binding(ctx).ident && is_write(tree, u))
        .filter_map(|&u| flow.point_of(u))
        .collect();
    let stays = |u: NodeId| {
        let made = flow.point_of(u);
        is_run(site, func, u)
            && made.is_some_and(|p| !assigned.iter().any(|&a| flow.reaches(p, a, |_| false)))
    };
    scopes
        .uses(ctx)
        .iter()
        .copied()
        .filter(|&u| behind(u) && (is_done_in_place(site, func, u) || stays(u)))
        .filter(|&u| is_worked_with(site, u))
        .filter(|&u| !passed_to(site, u).is_some_and(|call| is_harmless_to_all(site, call, u)))
        .collect()
}

/// Whether the literals around `u` in `func` are called, started or given to a call where they stand.
fn is_run(site: Site, func: NodeId, u: NodeId) -> bool {
    let tree = site.tree();
    let literals = tree.ancestors(u).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals.into_iter().all(|l| tree.field(l) == Field::Function || passed_to(site, l).is_some())
}

/// Whether what gets the context at `place` gets it elsewhere too because it has ended: it is used to that.
fn takes_ended(site: Site, ctx: BindingId, place: NodeId) -> bool {
    let tree = site.tree();
    let called =
        |u| passed_to(site, u).and_then(|call| tree.child(call, Field::Function)).map(|f| tree.text(f));
    let is_end = |arm: NodeId| {
        let nodes = tree.child(arm, Field::Communication).into_iter().flat_map(|c| tree.subtree(c));
        nodes.filter_map(|n| tree.child(n, Field::Operand)).any(|o| is_done(site, o))
    };
    let is_behind_end = |u: NodeId| tree.ancestors(u).filter(|&a| tree.kind(a) == Kind::CommCase).any(is_end);
    let uses = site.scopes().uses(ctx).iter();
    uses.filter(|&&u| u != place && called(u) == called(place)).any(|&u| is_behind_end(u))
}

/// What to pass instead. Where the context was made of none, that is the one that the function has been given.
fn instead(site: Site, parent: Option<NodeId>, ctx: NodeId) -> String {
    let tree = site.tree();
    let detached = parent.filter(|&p| is_detached_call(site, p));
    match detached.and_then(|_| own_context(site, ctx)) {
        Some((func, own)) if Some(own) == variable_name(site, ctx) => {
            return format!("keep the {own} that {func} gets under a name of its own, and pass that");
        }
        Some((_, own)) => return format!("pass {own} instead"),
        None => {}
    }
    match parent.map(|p| tree.text(p)) {
        Some(parent) if Some(parent) == variable_name(site, ctx) => {
            format!("keep the {parent} that it was made from under a name of its own, and pass that")
        }
        // A call may give another each time.
        Some(text)
            if text.len() < 40
                && !text.contains('\n')
                && parent.is_some_and(|p| tree.kind(p) != Kind::Call || is_detached_call(site, p)) =>
        {
            format!("pass {text} instead")
        }
        _ => "pass the context that it was made from instead".to_owned(),
    }
}

/// The declared function that makes `ctx` for itself, and the context that it is called with.
fn own_context<'s>(site: Site<'s>, ctx: NodeId) -> Option<(&'s str, &'s str)> {
    let tree = site.tree();
    let func = tree.enclosing_func(ctx).filter(|&f| f == tree.root())?;
    let name = tree.child(func, Field::Name).map(|n| tree.text(n))?;
    let own = parameters(site, func).into_iter().find(|p| is_context(&p.type_in(site)))?;
    own.ident.map(|i| (name, tree.text(i))).filter(|&(_, own)| own != "_")
}

fn report(site: Site, place: NodeId, message: String) -> Finding {
    debug_assert!(site.tree().kind(place) == Kind::Ident);
    Finding::new(site, CODEMOD.name, site.tree().span(place), message)
}
