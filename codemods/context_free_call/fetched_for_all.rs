//! Requests that are sent for all who wait for the same answer, by what has nobody's name: who comes first fetches it,
//! and the others get what has come of that.

use crate::contexts::calls::{assigned_name, passed_to};
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::bodies_meant;
use crate::contexts::parameters::parameters;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the function gives back the request that `call` makes in a field of a struct, and somewhere in the module a
/// literal reads that field which is run once for all who wait: `return Target{Request: req}`, and then
/// `group.Get(key, func() Answer { return fetch(t.Request) })`. To find those takes a look at all files of the module:
/// a question for the end.
pub(super) fn is_fetched_for_all(site: Site, call: NodeId) -> bool {
    let Some((owner, field)) = given_back_in(site, call) else { return false };
    let Some(name) = owner.as_named().map(|n| n.name.to_string()) else { return false };
    let whole = site.program.whole(&site.package.list);
    let read = format!(".{field}");
    let may_read = |text: &str| text.contains("func(") && text.contains(&read);
    whole.packages.iter().any(|package| {
        package.files.iter().filter(|f| !f.is_test() && f.text.contains(&name)).any(|file| {
            let decls = file.skim.decls.iter().enumerate();
            let of_interest = decls.filter(|(_, d)| may_read(&file.text[d.span.range()]));
            of_interest
                .filter_map(|(d, _)| Site::new(site.program, package, file, d))
                .any(|inner| reads_for_all(inner, &owner, &field))
        })
    })
}

/// The struct, and its field, in which the function gives back the request that the call makes.
fn given_back_in(site: Site, call: NodeId) -> Option<(Type, String)> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let request = scopes.resolve(*targets_of(site, call).first()?)?;
    let element = scopes.uses(request).iter().find_map(|&u| {
        let element = tree.parent(u).filter(|&e| tree.kind(e) == Kind::KeyedElement)?;
        tree.ancestors(element).any(|a| tree.kind(a) == Kind::Return).then_some(element)
    })?;
    let literal = tree.ancestor(element, |k| k == Kind::CompositeLit)?;
    let field = tree.child(element, Field::Key)?;
    Some((site.type_of(literal), tree.text(field).to_owned()))
}

/// Whether a literal of the declaration reads the field, and is given to what runs it for all.
fn reads_for_all(site: Site, owner: &Type, field: &str) -> bool {
    let tree = site.tree();
    let reads = |n: NodeId| {
        tree.kind(n) == Kind::Selector
            && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == field)
            && tree.child(n, Field::Operand).is_some_and(|o| site.type_of(o).pointee() == owner)
    };
    let in_literal = |n: NodeId| tree.enclosing_func(n).filter(|&f| tree.kind(f) == Kind::FuncLit);
    tree.subtree(tree.root()).filter(|&n| reads(n)).filter_map(in_literal).any(|literal| {
        let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident);
        let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
        let mut given = uses.iter().copied().chain([literal]);
        given.any(|g| passed_to(site, g).is_some_and(|outer| runs_for_all(site, outer, g)))
    })
}

/// Whether a function that the call may run calls what it is given as `argument`, and sends what has come of that over
/// all the channels that a map keeps: `for _, c := range g.waiting[key] { c <- found }`.
fn runs_for_all(site: Site, call: NodeId, argument: NodeId) -> bool {
    let tree = site.tree();
    let index = tree.args(call).position(|a| a == argument);
    let Some(index) = index else { return false };
    let bodies = bodies_meant(site, call);
    let own = bodies.iter().filter(|f| f.is_of_module(site));
    own.filter_map(|f| f.site(site.program)).any(|inner| {
        let all = parameters(inner, inner.tree().root());
        let run = all.get(index).and_then(|p| p.variable);
        run.is_some_and(|v| is_called(inner, v)) && sends_to_all(inner)
    })
}

fn is_called(site: Site, function: BindingId) -> bool {
    let tree = site.tree();
    let calls = |u: NodeId| tree.field(u) == Field::Function;
    site.scopes().uses(function).iter().any(|&u| calls(u))
}

fn sends_to_all(site: Site) -> bool {
    let tree = site.tree();
    let over_kept = |l: NodeId| {
        let clause = tree.children(l).find(|&c| tree.kind(c) == Kind::RangeClause);
        let all = clause.and_then(|c| tree.child(c, Field::Right));
        let all = all.map(|r| tree.only_child(r).filter(|_| tree.kind(r) == Kind::ExprList).unwrap_or(r));
        let kept = all.filter(|&a| tree.kind(a) == Kind::Index).and_then(|a| tree.child(a, Field::Operand));
        kept.is_some_and(|k| tree.kind(k) == Kind::Selector)
    };
    tree.subtree(tree.root())
        .filter(|&n| tree.kind(n) == Kind::SendStmt)
        .any(|n| tree.ancestors(n).filter(|&a| tree.kind(a) == Kind::For).any(over_kept))
}
