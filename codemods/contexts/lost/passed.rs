//! Contexts that have ended when they are made: package context then starts no timer and registers nothing.

use crate::contexts::calls::called_name;
use crate::contexts::creation::Creation;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Seconds since 1970 that have passed wherever the program runs.
const PASSED: i128 = 1_000_000_000;

/// Whether the deadline of the context has passed before, as a constant says:
/// `context.WithDeadline(ctx, time.Unix(0, 0))`.
pub fn has_passed(site: Site, creation: &Creation) -> bool {
    let tree = site.tree();
    let call = creation.producer.call;
    let limit = tree.arg(call, 1);
    let Some(limit) = limit.map(|l| tree.unparen(l)) else { return false };
    let is_func = |name: &str| site.callee(call).known().is_some_and(|k| k.is_func("context", name));
    match called_name(site, call) {
        Some(name @ ("WithDeadline" | "WithDeadlineCause")) => is_past(site, limit) && is_func(name),
        Some(name @ ("WithTimeout" | "WithTimeoutCause")) => {
            site.constant(limit).is_some_and(|d| d <= 0) && is_func(name)
        }
        _ => false,
    }
}

/// `time.Unix(0, 0)`, `time.Time{}`
fn is_past(site: Site, time: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(time) {
        Kind::CompositeLit => {
            let is_empty = tree.child(time, Field::Body).is_some_and(|b| tree.children(b).next().is_none());
            is_empty && site.type_of(time).is_named("time", "Time")
        }
        Kind::Call => {
            let seconds = tree.arg(time, 0);
            let package = tree.receiver(time);
            called_name(site, time) == Some("Unix")
                && package.is_some_and(|p| site.names_import(p).as_deref() == Some("time"))
                && seconds.and_then(|s| site.constant(s)).is_some_and(|s| s < PASSED)
        }
        _ => false,
    }
}
