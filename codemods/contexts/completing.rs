//! Steps that no failure takes back, and what completes them: a process has changed a system, and what the function
//! does behind belongs to that. Who calls once more finds the system changed, and does not come there again.

use super::calls::{called_name, passed_to};
use super::origins::targets_of;
use super::programs::changes_machine;
use super::returns::check_behind;
use super::types::{is_error, results, takes_context};
use crate::edits::imports::is_std;
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Kind, NodeId};

/// The change at `place`, or to which control may come behind, that completes what a process has changed which the
/// function has run before, outside of tests: `pg_ctl promote`, the wait, `db.Exec("CHECKPOINT")`. None of the two has
/// a context so far, and once the function had begun it has always done both.
pub fn completed_behind(site: Site, place: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let func = tree.enclosing_func(place).filter(|_| !site.file.is_test())?;
    let own = |n: &NodeId| tree.kind(*n) == Kind::Call && tree.enclosing_func(*n) == Some(func);
    let commands: Vec<NodeId> =
        tree.subtree(func).filter(own).filter(|&c| c < place && makes_changing_process(site, c)).collect();
    if commands.is_empty() {
        return None;
    }
    let flow = site.flow(func);
    let here = flow.point_of(place).filter(|_| !flow.unknown())?;
    commands.into_iter().any(|c| has_run(site, &flow, c, place, here)).then_some(())?;
    let behind = flow.behind(here, |_, _| true);
    let comes = |c: NodeId| flow.point_of(c).is_some_and(|p| p == here || behind.contains(&p));
    tree.subtree(func).filter(own).find(|&c| c >= place && is_change(site, c) && comes(c))
}

/// `exec.Command("pg_ctl", "promote")`
fn makes_changing_process(site: Site, call: NodeId) -> bool {
    called_name(site, call) == Some("Command")
        && site.callee(call).known().is_some_and(|k| k.is_func("os/exec", "Command"))
        && changes_machine(site, call)
}

/// Whether control comes to `place` only behind the run of the command that `call` makes, and not because that has
/// failed.
fn has_run(site: Site, flow: &Flow, call: NodeId, place: NodeId, here: PointId) -> bool {
    let tree = site.tree();
    let method =
        |n: NodeId| tree.parent(n).filter(|&s| tree.kind(s) == Kind::Selector).and_then(|s| tree.parent(s));
    let runs =
        |c: &NodeId| matches!(called_name(site, *c), Some("Run" | "Output" | "CombinedOutput" | "Wait"));
    let variable = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    let uses = variable.map_or(&[][..], |v| site.scopes().uses(v)).iter().copied();
    let mut run = uses
        .filter_map(|u| method(u).filter(runs).or_else(|| passed_to(site, u)))
        .chain(method(call).filter(runs));
    run.any(|r| {
        let failed = check_behind(site, r).is_some_and(|block| tree.contains(block, place));
        !failed && flow.point_of(r).is_some_and(|p| p != here && flow.dominates(p, here))
    })
}

/// Whether the call changes something outside of the program, by its name, and tells whether it has; it has no context.
fn is_change(site: Site, call: NodeId) -> bool {
    let is_outside = match site.callee(call) {
        Callee::Known(k) => !is_std(&k.package) || matches!(&*k.package, "database/sql" | "os"),
        _ => false,
    };
    is_outside
        && called_name(site, call).is_some_and(words::is_change)
        && results(site, call).last().is_some_and(is_error)
        && !takes_context(site, call)
}
