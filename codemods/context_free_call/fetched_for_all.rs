//! Requests that are sent for all who wait for the same answer, by what has nobody's name: who comes first fetches it,
//! and the others get what has come of that.

use crate::contexts::calls::{assigned_name, called_name, passed_to};
use crate::contexts::detached::outcome::is_by_the_way;
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::bodies_meant;
use crate::contexts::parameters::{any_called, parameters, receiver};
use crate::contexts::types::{is_error, results};
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

/// Whether the request that `call` makes is given to a function of the module whose error the handler drops, and what
/// that was to fill is kept then for all later requests: `s.copyHeaders(dest, req)`, and then `s.remember(dest)`. Of a
/// client who leaves too soon all others would have nothing.
pub(super) fn is_remembered_unasked(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let request = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let given = |c: NodeId| {
        let idents = tree.args(c).filter(|&a| tree.kind(a) == Kind::Ident);
        idents.filter_map(|a| scopes.resolve(a)).filter(|&v| Some(v) != request).collect::<Vec<BindingId>>()
    };
    let uses = request.map_or(&[][..], |v| scopes.uses(v)).iter();
    let fills = uses.filter_map(|&u| passed_to(site, u)).filter(|&c| {
        is_by_the_way(site, c)
            && results(site, c).last().is_some_and(is_error)
            && bodies_meant(site, c).iter().any(|f| f.is_of_module(site))
    });
    let filled: Vec<(NodeId, BindingId)> =
        fills.flat_map(|c| given(c).into_iter().map(move |v| (c, v))).collect();
    filled.into_iter().any(|(fill, v)| {
        scopes
            .uses(v)
            .iter()
            .any(|&u| passed_to(site, u).is_some_and(|c| c > fill && keeps_for_all(site, c, u)))
    })
}

/// Whether a method of the module that the call may run puts something of what it is given as `argument` into its
/// receiver, or into what that keeps: `s.headers.Store(name, values[name])`.
fn keeps_for_all(site: Site, call: NodeId, argument: NodeId) -> bool {
    any_called(site, call, argument, &|inner, _, given| {
        let tree = inner.tree();
        let Some(own) = receiver(inner, tree.root()).and_then(|r| r.variable) else { return false };
        let mentions =
            |n: NodeId, v: BindingId| tree.subtree(n).any(|i| inner.scopes().resolve(i) == Some(v));
        let stores = |c: NodeId| {
            matches!(called_name(inner, c), Some("Store" | "LoadOrStore" | "Swap" | "Set" | "Put" | "Add"))
                && tree.receiver(c).is_some_and(|o| tree.kind(o) == Kind::Selector && mentions(o, own))
                && tree.args(c).any(|a| mentions(a, given))
        };
        let assigns = |stmt: NodeId| {
            let list = |side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
            let is_kept =
                |t: NodeId| matches!(tree.kind(t), Kind::Selector | Kind::Index) && mentions(t, own);
            tree.kind(stmt) == Kind::Assign
                && list(Field::Left).into_iter().any(is_kept)
                && list(Field::Right).into_iter().any(|v| mentions(v, given))
        };
        tree.calls(tree.root()).any(stores) || tree.subtree(tree.root()).any(assigns)
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
