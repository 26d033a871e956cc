//! Functions that give a release of the standard library's as it is: to call it twice is harmless, and does nothing
//! else.

use super::{MAX_DEPTH, Producer, of_std};
use crate::contexts::creation::{Target, creations_by};
use crate::contexts::origins::only_value;
use crate::golang::program::{Known, Site};
use crate::golang::scopes::{BindingId, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// What such a function gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plain {
    /// Whether the context may have a deadline.
    pub timer: bool,
}

/// What the function gives if every return of each of its bodies is plain: a call of the standard library, its two
/// results, a literal that does nothing, or nil.
pub fn plain(site: Site, known: &Known, depth: usize) -> Option<Plain> {
    if known.interface || known.decls.is_empty() || depth > MAX_DEPTH {
        return None;
    }
    let mut timer = false;
    for decl in &known.decls {
        let inner = decl.site(site.program)?;
        let tree = inner.tree();
        let root = tree.root();
        let returns = tree.subtree(root).filter(|&n| tree.kind(n) == Kind::Return);
        for stmt in returns.filter(|&n| tree.enclosing_func(n) == Some(root)) {
            timer |= given(inner, stmt, depth)?.timer;
        }
    }
    Some(Plain { timer })
}

fn given(site: Site, stmt: NodeId, depth: usize) -> Option<Plain> {
    let tree = site.tree();
    let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
    match values[..] {
        [call] => {
            let call = tree.unparen(call);
            let called = || plain(site, site.callee(call).known()?, depth + 1);
            let std = (tree.kind(call) == Kind::Call).then(|| of_std(site, call))?;
            std.map_or_else(called, of_producer)
        }
        [_, release, ..] => {
            let release = tree.unparen(release);
            match tree.kind(release) {
                Kind::Nil => Some(Plain { timer: false }),
                Kind::FuncLit => does_nothing(site, release).then_some(Plain { timer: false }),
                Kind::Ident if only_value(site, release).is_some_and(|v| does_nothing(site, v)) => {
                    Some(Plain { timer: false })
                }
                Kind::Ident => of_variable(site, site.scopes().resolve(release)?),
                _ => None,
            }
        }
        _ => None,
    }
}

fn of_producer(producer: Producer) -> Option<Plain> {
    (!producer.signals).then_some(Plain { timer: producer.timer })
}

/// `func() {}`
fn does_nothing(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(literal) == Kind::FuncLit
        && tree.child(literal, Field::Body).is_some_and(|b| tree.children(b).next().is_none())
}

/// Whether the variable is defined as a function that does nothing: `cancel := func() {}`, also beside others.
pub fn starts_as_nothing(site: Site, variable: BindingId) -> bool {
    let (tree, binding) = (site.tree(), site.scopes().binding(variable));
    let right = tree.child(binding.decl, Field::Right).or_else(|| tree.child(binding.decl, Field::Value));
    let left = match tree.child(binding.decl, Field::Left) {
        Some(left) => tree.list(left),
        None => tree.children_in(binding.decl, Field::Name).collect(),
    };
    let index = left.iter().position(|&l| l == binding.ident);
    let first = index.zip(right).and_then(|(i, r)| tree.list(r).get(i).copied());
    first.is_some_and(|f| does_nothing(site, f))
}

/// The release that calls of the standard library put into the variable, and nothing else does.
fn of_variable(site: Site, variable: BindingId) -> Option<Plain> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let made: Vec<Producer> = creations_by(site, of_std)
        .filter(|c| c.release == Target::Local(variable))
        .map(|c| c.producer)
        .collect();
    let defined = usize::from(made.iter().any(|p| {
        let ident = scopes.binding(variable).ident;
        tree.stmt_of(p.call).is_some_and(|s| tree.subtree(s).any(|n| n == ident))
    }));
    let uses = scopes.uses(variable);
    let writes = uses.iter().filter(|&&u| is_write(tree, u)).count();
    let shared = uses.iter().any(|&u| is_address_taken(tree, u));
    if made.is_empty() || shared || writes + defined != made.len() || made.iter().any(|p| p.signals) {
        return None;
    }
    Some(Plain { timer: made.iter().any(|p| p.timer) })
}
