//! `blind-sleep`: `time.Sleep` in a function that has a context which may end meanwhile.

mod duration;
mod repair;

use crate::contexts::waiting::{Awaited, asks, awaited, works_under};
use crate::edits::EditSet;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Codemod, Finding, Fix, Pass};
use std::time::Duration;

const SLEEP: &[&str] = &["Sleep"];

pub const CODEMOD: Codemod = Codemod {
    name: "blind-sleep",
    summary: "time.Sleep keeps a function waiting after its context has ended",
    needles: SLEEP,
    worth: |glance| glance.may_have_source(SLEEP),
    only: None,
    wants_producers: false,
    wants_twins: false,
    globals: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

/// So long nobody minds to wait once, or before the context is asked or given to others again.
const SHORT: Duration = Duration::from_millis(100);

/// The same where a person would have to find out how to leave.
const SHORT_WITHOUT_FIX: Duration = Duration::from_secs(5);

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let (site, tree) = (pass.site, pass.site.tree());
    for call in tree.subtree(tree.root()).filter(|&n| is_sleep(site, n)) {
        let Some(awaited) = awaited(site, call, pass.options) else { continue };
        let fix = match is_done_for_all(site, call, &awaited) {
            true => {
                Err("what the loop does takes no context, and may have to be done all the same".to_owned())
            }
            false => repair::select(site, call, &awaited),
        };
        match reason_to_leave(site, call, &awaited, fix.is_ok()) {
            Some(why) => pass.leave(tree.span(call), why),
            None => found.push(finding(site, call, &awaited, fix)),
        }
    }
}

/// A statement `time.Sleep(d)`.
fn is_sleep(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(node) == Kind::Call
        && tree.child(node, Field::Function).is_some_and(|f| tree.kind(f) != Kind::Paren)
        && tree.parent(node).is_some_and(|p| tree.kind(p) == Kind::ExprStmt && tree.field(p) == Field::Stmt)
        && matches!(site.callee(node), Callee::Known(known) if known.is_func("time", "Sleep"))
}

fn reason_to_leave(site: Site, call: NodeId, awaited: &Awaited, is_mendable: bool) -> Option<&'static str> {
    let limit = match around(site, call) {
        None if is_mendable => SHORT,
        None => SHORT_WITHOUT_FIX,
        Some(l) if works_under(site, &awaited.root, l) => SHORT,
        Some(_) => return None,
    };
    let short = duration::of(site, call).is_some_and(|d| d <= limit);
    short.then_some("the wait is too short to matter")
}

/// Whether the loop around `call` in a handler does something to the end that is not under the request's context.
fn is_done_for_all(site: Site, call: NodeId, awaited: &Awaited) -> bool {
    awaited.root.is_request() && around(site, call).is_some_and(|l| !works_under(site, &awaited.root, l))
}

/// The innermost loop around `call` in its function.
fn around(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    site.flow(tree.enclosing_func(call)?).loop_of(tree, call)
}

fn finding(site: Site, call: NodeId, awaited: &Awaited, fix: Result<EditSet, String>) -> Finding {
    let tree = site.tree();
    let ctx = &awaited.text;
    let text = match tree.text(call) {
        long if long.contains('\n') => {
            tree.child(call, Field::Function).map_or("time.Sleep", |f| tree.text(f))
        }
        short => short,
    };
    let consequence = match around(site, call) {
        Some(l) if !works_under(site, &awaited.root, l) => "the loop around it goes on",
        Some(l) if !asks(site, &awaited.root, l) => "each round still waits to the end",
        _ => "the function still waits to the end",
    };
    let message = format!("{text} does not look at {ctx}: when that has ended, {consequence}");
    let (message, applicability, fix) = match fix {
        Ok(edits) => {
            let mut fix = Fix::default();
            fix.edits.insert(site.file.path.clone(), edits);
            (message, Applicability::Unsafe, Some(fix))
        }
        Err(why) => {
            let message = format!("{message}; wait for both in a select by hand: {why}");
            (message, Applicability::None, None)
        }
    };
    Finding {
        codemod: CODEMOD.name,
        path: site.file.path.clone(),
        span: tree.span(call),
        message,
        applicability,
        related: Vec::new(),
        fix,
    }
}
