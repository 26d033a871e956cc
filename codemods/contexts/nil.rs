//! Places where what would give a context was found to be nil: there is none to be had. And variables that are nil as
//! nothing is ever put into them.

use super::origins::{given, only_value};
use super::parameters::parameters;
use super::sources::Root;
use super::uses::nil_comparison;
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether control may come to `place` on a path on which the variable was found to be nil, and given nothing else
/// since.
pub fn is_nil_at(site: Site, variable: BindingId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(variable);
    is_nil_in(site, scopes.binding(variable).func, place, &is_it)
}

/// The same of an expression by which the root's context is asked for, or a variable that holds one:
/// `if c.Request == nil`, `if ctx := cmd.Context(); ctx == nil`; or whether the root itself is asked for further on.
pub fn has_none_at(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    if is_doubted_behind(site, root, place) {
        return true;
    }
    let leads_to_it = |n: NodeId| {
        let value = (tree.kind(n) == Kind::Ident).then(|| only_value(site, n)).flatten();
        root.is_on_the_way(site, n) || value.is_some_and(|v| root.is_on_the_way(site, v))
    };
    let mut around =
        tree.ancestors(place).filter(|&a| tree.kind(a).is_func() && tree.contains(root.func(), a));
    around.any(|func| is_nil_in(site, func, place, &leads_to_it))
}

/// Whether control comes from `place` to where the root itself, or what is asked for its context, is compared with nil,
/// and has not looked into that before: some caller gives none. `if r != nil { sender = r.RemoteAddr }`,
/// `if c.Request() == nil`
fn is_doubted_behind(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(place).filter(|_| tree.enclosing_func(place) == Some(root.func())) else {
        return false;
    };
    let tested = |p: PointId| {
        let (expr, _) = flow.condition(p).and_then(|c| nil_comparison(site, tree.unparen(c)))?;
        (p != here && root.is_on_the_way(site, expr) && !root.is_asked_by(site, expr)).then_some(expr)
    };
    let looked_before = |tested: NodeId| {
        let looks_into = |n: NodeId| {
            tree.field(n) == Field::Operand
                && tree.kind(n) == tree.kind(tested)
                && tree.text(n) == tree.text(tested)
                && root.is_on_the_way(site, n)
        };
        let mut own = tree.subtree(root.func()).filter(|&n| n < place && looks_into(n));
        own.any(|n| flow.point_of(n).is_some_and(|p| p != here && flow.dominates(p, here)))
    };
    let mut behind = flow.points().filter(|&p| tested(p).is_some() && flow.reaches(here, p, |_| false));
    behind.any(|p| tested(p).is_some_and(|expr| !looked_before(expr)))
}

fn is_nil_in(site: Site, func: NodeId, place: NodeId, is_source: &dyn Fn(NodeId) -> bool) -> bool {
    let tree = site.tree();
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place) else { return false };
    let mut around = tree.ancestors(place).take_while(|&a| a != func);
    if around.any(|clause| is_nil_clause(site, clause, is_source)) {
        return true;
    }
    let tests: Vec<(PointId, bool)> = flow
        .points()
        .filter_map(|p| {
            let (tested, is_nil) = told_nil(site, flow.condition(p)?)?;
            is_source(tested).then_some((p, is_nil))
        })
        .collect();
    let doubts = doubts(site, func, is_source);
    if tests.is_empty() && doubts.is_empty() {
        return false;
    }
    let own = tree.subtree(func).filter(|&n| is_target(site, n));
    let written: Vec<PointId> = own.filter(|&n| is_source(n)).filter_map(|n| flow.point_of(n)).collect();
    let given_anew = |p: PointId| written.contains(&p);
    doubts.into_iter().any(|p| p == here || flow.reaches(p, here, given_anew))
        || tests.into_iter().any(|(p, is_nil)| {
            let mut ways = flow.edges(p).iter().filter(|e| e.when == Some(is_nil));
            ways.any(|e| e.to == here || !given_anew(e.to) && flow.reaches(e.to, here, given_anew))
        })
}

/// Where the function goes on whether or not what is compared with nil is that: `debug := ctx != nil && isDebug(ctx)`.
fn doubts(site: Site, func: NodeId, is_source: &dyn Fn(NodeId) -> bool) -> Vec<PointId> {
    let tree = site.tree();
    if !["= nil &&", "= nil ||"].iter().any(|sign| tree.text(func).contains(sign)) {
        return Vec::new();
    }
    let flow = site.flow(func);
    let is_part = |n: NodeId| tree.parent(n).is_some_and(|p| matches!(tree.op(p), Op::And | Op::Or));
    let compared = tree
        .subtree(func)
        .filter(|&n| is_part(n) && nil_comparison(site, n).is_some_and(|(tested, _)| is_source(tested)));
    compared.filter_map(|n| flow.point_of(n)).filter(|&p| flow.condition(p).is_none()).collect()
}

/// Whether the statement around gives `n` a value: a variable, or a field.
fn is_target(site: Site, n: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(n) {
        Kind::Ident => is_write(tree, n),
        Kind::Selector => tree.parent(n).is_some_and(|list| {
            tree.field(list) == Field::Left && tree.parent(list).is_some_and(|s| tree.kind(s) == Kind::Assign)
        }),
        _ => false,
    }
}

/// What the condition tells to be nil, or not to be, and whether it holds if that is nil: where it stands, where the
/// variable that it is was defined (`missing := ctx == nil`), or in a function of the module (`isNil(ctx)`).
fn told_nil(site: Site, condition: NodeId) -> Option<(NodeId, bool)> {
    let condition = site.tree().unparen(condition);
    match site.tree().kind(condition) {
        Kind::Ident => nil_comparison(site, only_value(site, condition)?),
        Kind::Call => told_by_function(site, condition),
        _ => nil_comparison(site, condition),
    }
}

/// The argument that the function which is called does nothing with but compare it with nil.
fn told_by_function(site: Site, call: NodeId) -> Option<(NodeId, bool)> {
    let Callee::Known(known) = site.callee(call) else { return None };
    let [decl] = &known.decls[..] else { return None };
    let inner = decl.site(site.program).filter(|_| decl.is_of_module(site))?;
    let tree = inner.tree();
    let body = tree.child(tree.root(), Field::Body)?;
    let mut stmts = tree.stmts(body);
    let (only, None) = (stmts.next()?, stmts.next()) else { return None };
    if tree.kind(only) != Kind::Return {
        return None;
    }
    let (tested, is_nil) = tree.subtree(only).find_map(|n| nil_comparison(inner, n))?;
    let variable = inner.scopes().resolve(tested).filter(|_| tree.kind(tested) == Kind::Ident)?;
    let index = parameters(inner, tree.root()).iter().position(|p| p.variable == Some(variable))?;
    let argument = site.tree().arg(call, index)?;
    Some((site.tree().unparen(argument), is_nil))
}

/// `switch source { case nil: }`, `switch any(source).(type) { case nil: }`
fn is_nil_clause(site: Site, clause: NodeId, is_source: &dyn Fn(NodeId) -> bool) -> bool {
    let tree = site.tree();
    let tag = tree.parent(clause).and_then(|s| tree.child(s, Field::Value));
    match tree.kind(clause) {
        Kind::Case => {
            let values = tree.child(clause, Field::Value).map(|v| tree.list(v)).unwrap_or_default();
            values.into_iter().any(|v| tree.kind(v) == Kind::Nil)
                && tag.is_some_and(|t| is_source(tree.unparen(t)))
        }
        Kind::TypeCase => {
            let types = tree.children_in(clause, Field::Type);
            types.into_iter().any(|t| tree.text(t) == "nil")
                && tag.is_some_and(|t| tree.subtree(t).any(is_source))
        }
        _ => false,
    }
}

/// Whether the last result of `func` has a name, and nothing gives it a value: a bare return says that all is well.
pub fn leaves_result_unset(site: Site, func: NodeId) -> bool {
    let scopes = site.scopes();
    let own = |&v: &BindingId| {
        let binding = scopes.binding(v);
        binding.kind == BindingKind::Result && binding.func == func
    };
    scopes.bindings().filter(own).last().is_some_and(|v| is_never_set(site, v))
}

/// Whether the variable is declared without a value, and gets none: `var err error`.
pub fn is_never_set(site: Site, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let has_none = match binding.kind {
        BindingKind::Result => true,
        BindingKind::Var => given(site, binding.ident).is_none(),
        _ => false,
    };
    let sets = |u: NodeId| is_write(tree, u) || is_address_taken(tree, u);
    has_none && !scopes.uses(variable).iter().any(|&u| sets(u))
}
