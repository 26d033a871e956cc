//! Functions that call a function which they are given again and again: `repeat(interval, stop, func() error { … })`.

use crate::contexts::calls::passed_to;
use crate::contexts::parameters::any_called;
use crate::golang::program::{Known, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many functions deep it is looked for the loop.
const MAX_DEPTH: usize = 3;

/// Functions of the standard library that do so: package, name.
const REPEATING: &[(&str, &str)] = &[
    ("path/filepath", "Walk"),
    ("path/filepath", "WalkDir"),
    ("io/fs", "WalkDir"),
    ("testing", "AllocsPerRun"),
];

/// Whether the literal is an argument of a call that calls it again and again, as its body tells, or its name where
/// that is known.
pub(super) fn calls_again(site: Site, literal: NodeId) -> bool {
    passed_to(site, literal).is_some_and(|call| repeats(site, call, literal, MAX_DEPTH))
}

/// Whether the function that `call` calls has the call of its parameter for `argument` in a loop, or gives it to one
/// that does.
fn repeats(site: Site, call: NodeId, argument: NodeId, depth: usize) -> bool {
    let is_known_to = |known: &Known| REPEATING.iter().any(|&(package, name)| known.is_func(package, name));
    site.callee(call).known().is_some_and(is_known_to)
        || any_called(site, call, argument, &|inner, _, given| {
            inner.scopes().uses(given).iter().any(|&u| repeats_at(inner, u, depth))
        })
}

/// The same of the function in which what is given is used at `u`: called there, or handed on.
fn repeats_at(site: Site, u: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    match tree.parent(u) {
        Some(call) if tree.kind(call) == Kind::Call && tree.field(u) == Field::Function => {
            let flow = tree.enclosing_func(call).map(|f| site.flow(f));
            flow.is_some_and(|flow| flow.point_of(call).is_some_and(|p| flow.in_cycle(p)))
        }
        _ => depth > 0 && passed_to(site, u).is_some_and(|call| repeats(site, call, u, depth - 1)),
    }
}
