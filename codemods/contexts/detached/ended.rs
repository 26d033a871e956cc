//! Contexts of nowhere that the function ends itself, at a time of its own: behind the end of the caller's, or when who
//! was given the release says so. Were one to end with the caller's context, that would come too early.

use super::outcome::is_returned;
use crate::contexts::calls::{called_name, calls_context, passed_to};
use crate::contexts::creation::{Creation, Target, creations_by};
use crate::contexts::join::{joins_of, root_variable};
use crate::contexts::origins::{Given, Origin, Origins, given, only_value, targets_of};
use crate::contexts::producers::producer;
use crate::contexts::programs::names_itself;
use crate::contexts::runners::is_run_under_another;
use crate::contexts::sources::{Root, limits};
use crate::contexts::types::{context_result, is_context, results};
use crate::contexts::uses::{LiteralRole, direct_call, literal_role, outermost_literal};
use crate::facts::keeps::{Runs, runs_argument};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether the context at `place` is the parent of one whose release is given back, or of one without a deadline whose
/// release is called behind the end of another, or of work under another, handed over, or called by a function that is.
pub fn ends_in_its_own_time(site: Site, place: NodeId) -> bool {
    let Some(creation) = creation_from(site, place) else {
        return is_ended_by_others(site, place);
    };
    match creation.release {
        Target::Local(release) if is_released_at_once(site, &creation, release) => true,
        Target::Blank => false,
        Target::Elsewhere => !creation.producer.timer,
        // With a deadline of its own it needs no other end; but who is given the release may want more than one call.
        Target::Local(release) if creation.producer.timer => {
            site.scopes().uses(release).iter().any(|&u| is_returned(site, u))
        }
        Target::Local(release) => {
            let is_own_time = |&u: &NodeId| {
                is_given_away(site, u) || is_late(site, &creation, u) || is_behind_another(site, &creation, u)
            };
            site.scopes().uses(release).iter().any(is_own_time)
        }
    }
}

/// Whether the context made of the one at `place` is released when the other ends, be that called by another name:
/// `stop := context.AfterFunc(ctx, cancel)`. It ends with that as it is.
pub(super) fn ends_with_the_other(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let release = match creation_from(site, place).map(|c| c.release) {
        Some(Target::Local(release)) => release,
        _ => return false,
    };
    let is_of_root = |ctx: NodeId| Origins::new(site, root).expression(ctx) == Origin::Root;
    let runs_at_end = |function: NodeId| {
        passed_to(site, function).is_some_and(|call| {
            calls_context(site, call, "AfterFunc") && tree.arg(call, 0).is_some_and(is_of_root)
        })
    };
    let in_literal = |u: NodeId| {
        let literal = direct_call(site, u).and_then(|call| tree.enclosing_func(call));
        literal.is_some_and(|l| tree.kind(l) == Kind::FuncLit && runs_at_end(l))
    };
    scopes.uses(release).iter().any(|&u| runs_at_end(u) || in_literal(u))
}

/// The creation whose context has the one at `place` as its parent.
pub(super) fn creation_from(site: Site, place: NodeId) -> Option<Creation> {
    let tree = site.tree();
    let args = tree.ancestors(place).find(|&a| tree.kind(a) == Kind::Args)?;
    creations_by(site, producer).find(|c| tree.contains(c.stmt, args))
}

/// Whether the next statement releases the context: it is there to be one that has ended.
fn is_released_at_once(site: Site, creation: &Creation, release: BindingId) -> bool {
    let tree = site.tree();
    let next = tree.next_sibling(creation.stmt).filter(|&s| tree.kind(s) == Kind::ExprStmt);
    let function = next.and_then(|s| tree.only_child(s)).and_then(|c| tree.child(c, Field::Function));
    function.is_some_and(|f| tree.kind(f) == Kind::Ident && site.scopes().resolve(f) == Some(release))
}

/// Whether the context made of the one at `place` ends with the function, and is only for what that waits for in the
/// end: `printer := start(ctx2)`, and then `printer.Wait()`, which shows what is done until then.
pub(super) fn is_waited_for_in_the_end(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let made = passed_to(site, place).and_then(|call| scopes.resolve(*targets_of(site, call).first()?));
    let Some(context) = made.filter(|&v| is_context(&site.type_of(scopes.binding(v).ident))) else {
        return false;
    };
    let timer = creations_by(site, producer)
        .find(|c| c.ctx == Target::Local(context))
        .is_none_or(|c| c.producer.timer);
    let [only] = scopes.uses(context).iter().copied().filter(|&u| !is_write(tree, u)).collect::<Vec<_>>()[..]
    else {
        return false;
    };
    let holder = passed_to(site, only).and_then(|call| scopes.resolve(*targets_of(site, call).first()?));
    let waits = |u: NodeId| {
        let method = tree.parent(u).and_then(|s| tree.child(s, Field::FieldName));
        method.is_some_and(|m| tree.text(m) == "Wait")
    };
    !timer && holder.is_some_and(|h| scopes.uses(h).iter().any(|&u| waits(u)))
}

/// Whether the context at `place` is that of a command which the function gives, beside another context, to what runs
/// it: that ends it in a way of its own. `run(ctx, cmd)`
pub(super) fn is_of_command_run_under_another(site: Site, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place) else { return false };
    let is_command = |t: &Type| t.pointee().is_named("os/exec", "Cmd");
    let made = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    results(site, call).first().is_some_and(is_command)
        && made.is_some_and(|v| site.scopes().uses(v).iter().any(|&u| is_run_under_another(site, u)))
}

/// Whether the context at `place` is for what runs this program anew: to be killed with it is no end for what that has
/// started. `run(context.TODO(), s.OS.ExecPath, "forkstart", name)`
pub(super) fn is_of_program_itself(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    passed_to(site, place).is_some_and(|call| {
        tree.args(call).skip_while(|&a| a != place).nth(1).is_some_and(|a| names_itself(site, a))
    })
}

/// Whether nobody keeps the context made of the one at `place`: no work is under it.
/// `group, _ = errgroup.WithContext(ctx)`
pub(super) fn is_given_up(site: Site, place: NodeId) -> bool {
    let derives = |&c: &NodeId| called_name(site, c).is_some_and(|n| words::begins_with(n, "with"));
    passed_to(site, place).filter(derives).is_some_and(|call| {
        let kept = targets_of(site, call);
        let made = results(site, call).iter().position(is_context).and_then(|i| kept.get(i).copied());
        made.is_some_and(|t| site.tree().text(t) == "_")
    })
}

/// Whether the context made of the one at `place` is what a literal of the function gives back: the base of others,
/// which go on while the function stops them one by one:
/// `BaseContext: func(net.Listener) context.Context { return base }`.
pub(super) fn is_base_of_others(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let made = || {
        let first = *targets_of(site, passed_to(site, place)?).first()?;
        scopes.resolve(first).filter(|_| is_context(&site.type_of(first)))
    };
    let in_literal =
        |u: NodeId| tree.enclosing_func(u).is_some_and(|f| f != root.func() && tree.kind(f) == Kind::FuncLit);
    made().is_some_and(|v| scopes.uses(v).iter().any(|&u| in_literal(u) && is_returned(site, u)))
}

/// Whether the context at `place` is made into one that ends when something stops, as the method that makes it says:
/// `ctx, cancel := s.signal.SoftStopCtx(context.Background())`. It is there for as long as that runs.
pub(super) fn ends_with_stop(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let is_method = |call: NodeId| {
        let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Selector);
        function.and_then(|f| tree.child(f, Field::Operand)).is_some_and(|o| site.names_import(o).is_none())
    };
    passed_to(site, place).is_some_and(|call| {
        called_name(site, call).is_some_and(words::ends_with_stop)
            && is_method(call)
            && context_result(site, call) == Some(0)
    })
}

/// Whether the context at `place` gets a deadline that is reckoned from that of another, and so is another on purpose:
/// `time.Until(deadline) + grace`.
pub(super) fn is_given_deadline_of_another(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let limit = tree.arg(call, 1);
    limit.is_some_and(|l| limits(site, call) && comes_from_deadline(site, l, MAX_STEPS))
}

/// How many variables a time is followed through.
const MAX_STEPS: usize = 3;

/// Whether what `ctx.Deadline()` gives is part of the value of the expression.
fn comes_from_deadline(site: Site, expr: NodeId, steps: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_deadline =
        |call: NodeId| tree.kind(call) == Kind::Call && called_name(site, call) == Some("Deadline");
    let written = |target: NodeId| match given(site, target) {
        Some((Given::Result(call, 0), _)) => is_deadline(call),
        Some((Given::Value(value), _)) => comes_from_deadline(site, value, steps - 1),
        _ => false,
    };
    tree.subtree(expr).filter(|&n| tree.kind(n) == Kind::Ident).filter_map(|n| scopes.resolve(n)).any(|v| {
        let writes = scopes.uses(v).iter().copied().filter(|&u| is_write(tree, u));
        steps > 0 && writes.chain([scopes.binding(v).ident]).any(written)
    })
}

/// Whether what is made with the context at `place` comes with a function that somebody else calls, as who makes it
/// says: `browser, stop := start(ctx)`, and `s.close = func() { stop() }`.
fn is_ended_by_others(site: Site, place: NodeId) -> bool {
    let second = || site.scopes().resolve(*targets_of(site, passed_to(site, place)?).get(1)?);
    let is_called = |u: NodeId| direct_call(site, u).is_some() && is_given_away(site, u);
    second().is_some_and(|v| site.scopes().uses(v).iter().any(|&u| is_called(u)))
}

/// Whether the release at `u` goes to somebody else: as it is, or in a function that calls it.
fn is_given_away(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(u) else { return false };
    if direct_call(site, u).is_none() {
        return leaves(site, u);
    }
    // The literal that has made it, too, has it for itself.
    let is_own = site.scopes().resolve(u).is_some_and(|v| site.scopes().binding(v).func == func);
    !is_own
        && tree.kind(func) == Kind::FuncLit
        && literal_role(site, func) == LiteralRole::Live
        && leaves(site, func)
}

/// Whether the value of the expression is passed on, returned, or put into something; not to what runs it at once, nor
/// into a goroutine of this function.
fn leaves(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    if let Some(call) = passed_to(site, expr) {
        let is_started = tree.parent(call).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
        return !is_started
            && match site.callee(call) {
                // That runs when the test has ended, which is later than what the test asks for.
                Callee::Known(k) if &*k.package == "testing" && &*k.name == "Cleanup" => true,
                Callee::Known(k) => {
                    let runs = runs_argument(&k.package, k.receiver.as_deref().unwrap_or(""), &k.name);
                    !matches!(runs, Some(Runs::Now | Runs::Joined))
                }
                Callee::Builtin(name) => name == "append",
                _ => true,
            };
    }
    let Some(parent) = tree.parent(expr) else { return false };
    match tree.kind(parent) {
        Kind::KeyedElement | Kind::LitValue | Kind::SendStmt => true,
        Kind::ExprList => {
            let Some(stmt) = tree.parent(parent) else { return false };
            let at = tree.children(parent).position(|c| c == expr);
            let target =
                tree.child(stmt, Field::Left).zip(at).and_then(|(l, i)| tree.list(l).get(i).copied());
            match (tree.kind(stmt), tree.field(parent)) {
                (Kind::Return, _) => true,
                (Kind::Assign, Field::Right) => {
                    target.is_some_and(|t| matches!(tree.kind(t), Kind::Selector | Kind::Index))
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether the release is called at `u` where the function has seen the end of another context, of work under another,
/// or of a process, next to which the context was there.
fn is_late(site: Site, creation: &Creation, u: NodeId) -> bool {
    let (Some(call), Some(func)) = (direct_call(site, u), creation.func) else { return false };
    let tree = site.tree();
    let deferred = tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::Defer);
    if deferred || outermost_literal(site, func, u).is_some() {
        return false;
    }
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call) else { return false };
    let ends = joins_of(site, func)
        .filter(|&(join, operand)| tree.op(join) == Op::Receive && is_end_of_another(site, creation, operand))
        .map(|(join, _)| join);
    let processes = tree.calls(func).filter(|&n| ends_process(site, n));
    let works = tree.calls(func).filter(|&n| n > creation.stmt && is_under_another(site, creation, n));
    ends.chain(processes)
        .chain(works)
        .filter(|&join| outermost_literal(site, func, join).is_none())
        .filter_map(|join| flow.point_of(join))
        .any(|p| p == here || flow.reaches(p, here, |_| false))
}

/// Whether the release is called at `u` in a literal that works under another context: what the new one is for ends
/// when that work has ended, and not before. `go func() { defer stop(); produce(ctx, queue) }()`, beside
/// `consume(drain, queue)`.
fn is_behind_another(site: Site, creation: &Creation, u: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let literal = creation.func.and_then(|f| outermost_literal(site, f, u));
    let Some(literal) = literal.filter(|_| direct_call(site, u).is_some()) else { return false };
    let start = tree.span(literal).start;
    let is_other = |n: NodeId| {
        let variable = scopes.resolve(n).filter(|_| tree.kind(n) == Kind::Ident);
        variable.is_some_and(|v| {
            creation.ctx != Target::Local(v)
                && tree.span(scopes.binding(v).ident).start < start
                && is_context(&site.type_of(n))
        })
    };
    literal_role(site, literal) == LiteralRole::Live && tree.subtree(literal).any(is_other)
}

/// `cmd.Wait()`
fn ends_process(site: Site, call: NodeId) -> bool {
    called_name(site, call) == Some("Wait")
        && matches!(site.callee(call), Callee::Known(k)
            if &*k.package == "os/exec" && k.receiver.as_deref() == Some("Cmd"))
}

/// Whether the call is given a context that is not the one of the creation, and waited for.
fn is_under_another(site: Site, creation: &Creation, call: NodeId) -> bool {
    let tree = site.tree();
    let later = tree.parent(call).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
    let is_other = |a: NodeId| {
        let variable = site.scopes().resolve(a).filter(|_| tree.kind(a) == Kind::Ident);
        variable.is_some_and(|v| creation.ctx != Target::Local(v)) && is_context(&site.type_of(a))
    };
    let args = tree.args(call);
    !later && args.into_iter().any(is_other) && !results(site, call).iter().any(is_context)
}

/// `ctx.Done()`, where `ctx` is not the context of the creation.
fn is_end_of_another(site: Site, creation: &Creation, operand: NodeId) -> bool {
    let of_own = |v: BindingId| creation.ctx == Target::Local(v);
    called_name(site, operand) == Some("Done") && !root_variable(site, operand).is_some_and(of_own)
}

/// Whether the end of the context at `place` is one of several that a select waits for: which comes first must be told.
pub fn is_waited_for_beside_another(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let asked = |call: NodeId| tree.receiver(call).filter(|_| called_name(site, call) == Some("Done"));
    let call = tree.parent(place).and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
    let Some(call) = call.filter(|&c| asked(c) == Some(place)) else { return false };
    let held = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let communication = |arm: NodeId| tree.child(arm, Field::Communication);
    let is_arm_of = |n: NodeId| {
        let arm = tree.ancestor(n, |k| k == Kind::CommCase)?;
        communication(arm).filter(|&c| tree.contains(c, n)).map(|_| arm)
    };
    // The channel may be kept: `done := ctx.Done()`.
    let ended = |n: NodeId| match tree.kind(n) {
        Kind::Call => asked(n),
        Kind::Ident => only_value(site, n).and_then(asked),
        _ => None,
    };
    let is_beside = |arm: NodeId| {
        let arms = tree.parent(arm).into_iter().flat_map(|select| tree.children(select));
        arms.filter(|&a| a != arm)
            .filter_map(communication)
            .any(|c| tree.subtree(c).filter_map(ended).any(|other| tree.text(other) != tree.text(place)))
    };
    let uses = held.map_or(&[][..], |v| scopes.uses(v)).iter().copied();
    std::iter::once(call).chain(uses).filter_map(is_arm_of).any(is_beside)
}
