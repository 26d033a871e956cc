//! Contexts in fields, where a function is given none: one that it asks itself whether it has ended is the one that it
//! ends with.

use super::limited::is_given_one;
use super::{around, questions_to};
use crate::contexts::origins::only_value;
use crate::contexts::parameters::{Parameter, parameters, receiver};
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::types::is_context;
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};

/// The only context in a field that the function around `place` asks before it comes there, or in the loop around that:
/// `if s.ctx.Err() != nil { return }`. `None` where a function around is given a context, or something is written to a
/// field of that name.
pub(super) fn kept(site: Site, place: NodeId) -> Option<Root> {
    let tree = site.tree();
    let func = tree.enclosing_func(place).filter(|_| !is_given_one(site, place))?;
    let asked: Vec<NodeId> =
        questions_to(site, func).filter(|&q| tree.enclosing_func(q) == Some(func)).collect();
    let is_for_place = |q: NodeId| {
        let flow = site.flow(func);
        let dominates = |(from, to)| flow.dominates(from, to);
        around(site, place).is_some_and(|l| tree.contains(l, q))
            || flow.point_of(q).zip(flow.point_of(place)).is_some_and(dominates)
    };
    if !asked.iter().any(|&q| is_for_place(q)) {
        return None;
    }
    let mut roots = asked.iter().map(|&q| root_of(site, q));
    let first = roots.next()??;
    let is_same =
        |r: Option<Root>| r.is_some_and(|r| r.parameter == first.parameter && r.carrier == first.carrier);
    roots.all(is_same).then_some(first)
}

/// What the asked context is a field of, if it is one, and stays so.
fn root_of(site: Site, asked: NodeId) -> Option<Root> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let value = (tree.kind(asked) == Kind::Ident).then(|| only_value(site, asked)).flatten();
    let field = value.unwrap_or(asked);
    let mut path = Vec::new();
    let mut at = field;
    while tree.kind(at) == Kind::Selector {
        path.push(tree.text(tree.child(at, Field::FieldName)?));
        at = tree.unparen(tree.child(at, Field::Operand)?);
    }
    let last = *path.first()?;
    if tree.kind(at) != Kind::Ident || !is_context(&site.type_of(field)) || is_written(site, last) {
        return None;
    }
    let variable = scopes.resolve(at)?;
    let func = scopes.binding(variable).func;
    let all: Vec<Parameter> = parameters(site, func).into_iter().chain(receiver(site, func)).collect();
    let parameter = all.into_iter().find(|p| p.variable == Some(variable))?;
    let stays = !scopes.uses(variable).iter().any(|&u| is_write(tree, u));
    path.reverse();
    stays.then(|| Root { parameter, carrier: Carrier::Kept(path.join(".")) })
}

/// Whether something in the declaration is written to a field of that name.
fn is_written(site: Site, name: &str) -> bool {
    let tree = site.tree();
    let fields = tree.subtree(tree.root()).filter(|&n| {
        tree.kind(n) == Kind::Selector
            && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == name)
    });
    fields.into_iter().any(|n| is_write(tree, n))
}
