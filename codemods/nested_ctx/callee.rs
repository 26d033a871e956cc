//! Functions that call a function which they are given again and again: `repeat(interval, stop, func() error { … })`.

use crate::contexts::calls::passed_to;
use crate::contexts::parameters::parameters;
use crate::golang::program::{Callee, Known, Site};
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
    let tree = site.tree();
    let index = tree.child(call, Field::Arguments).and_then(|a| tree.children(a).position(|c| c == argument));
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return false };
    REPEATING.iter().any(|&(package, name)| known.is_func(package, name))
        || loops_over(site, &known, index, depth)
}

/// Whether one of the function's bodies does so with its parameter number `index`.
fn loops_over(site: Site, known: &Known, index: usize, depth: usize) -> bool {
    known.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
        let (tree, root) = (inner.tree(), inner.tree().root());
        let parameter = parameters(inner, root).get(index).and_then(|p| p.variable);
        let uses = parameter.map_or(&[][..], |v| inner.scopes().uses(v));
        uses.iter().any(|&u| match tree.parent(u) {
            Some(call) if tree.kind(call) == Kind::Call && tree.field(u) == Field::Function => {
                let flow = tree.enclosing_func(call).map(|f| inner.flow(f));
                flow.is_some_and(|flow| flow.point_of(call).is_some_and(|p| flow.in_cycle(p)))
            }
            _ => depth > 0 && passed_to(inner, u).is_some_and(|call| repeats(inner, call, u, depth - 1)),
        })
    })
}
