//! Places to which control only comes where a context was found to be one that never ends.

use crate::contexts::asks::{Asked, asked};
use crate::contexts::calls::is_detached_call;
use crate::contexts::origins::{Given, given, only_value};
use crate::contexts::uses::nil_comparison;
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::{Lookup, Member, Type};

/// Whether control only comes to `place`, in the function of the context parameter `variable`, where that was asked
/// whether it ever ends, and does not: `if ctx.Done() == nil`, `if ctx == context.Background()`,
/// `if _, ok := ctx.(endless); ok`, where the method `Done` of that type gives nil.
pub fn is_told_endless(site: Site, variable: BindingId, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let func = scopes.binding(variable).func;
    if tree.enclosing_func(place) != Some(func) || scopes.uses(variable).iter().any(|&u| is_write(tree, u)) {
        return false;
    }
    let flow = site.flow(func);
    let told: Vec<(PointId, bool)> =
        flow.points().filter_map(|p| Some((p, outcome(site, variable, flow.condition(p)?)?))).collect();
    flow.point_of(place).is_some_and(|here| flow.passes_one_of(&told, here))
}

/// Whether the condition holds if the context never ends, where it asks for that.
fn outcome(site: Site, variable: BindingId, condition: NodeId) -> Option<bool> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let condition = tree.unparen(condition);
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(variable);
    let is_done = |n: NodeId| {
        let call = if tree.kind(n) == Kind::Ident { only_value(site, n) } else { Some(n) };
        call.filter(|&c| tree.kind(c) == Kind::Call)
            .is_some_and(|c| asked(site, c).is_some_and(|(asked, ctx)| asked == Asked::Done && is_it(ctx)))
    };
    if let Some((tested, is_nil)) = nil_comparison(site, condition) {
        return is_done(tested).then_some(is_nil);
    }
    match tree.kind(condition) {
        Kind::Binary => {
            let is_equal = match tree.op(condition) {
                Op::Eq => true,
                Op::Ne => false,
                _ => return None,
            };
            let with_it = tree.children(condition).any(is_it);
            (with_it && tree.children(condition).any(|n| is_detached_call(site, n))).then_some(is_equal)
        }
        Kind::Ident => {
            let asked = scopes.binding(scopes.resolve(condition)?).ident;
            let (Given::Result(value, 1), _) = given(site, asked)? else { return None };
            let asserts = tree.kind(value) == Kind::TypeAssert
                && tree.child(value, Field::Operand).is_some_and(|o| is_it(tree.unparen(o)));
            (asserts && never_ends(site, &site.type_of(value))).then_some(true)
        }
        _ => None,
    }
}

/// Whether the method `Done` of the type, which is not that of something embedded, does nothing but to give nil.
fn never_ends(site: Site, t: &Type) -> bool {
    let Lookup::Found(Member::Method(m)) = site.program.member(t, "Done", &site.package.path) else {
        return false;
    };
    let gives_nil = |inner: Site| {
        let tree = inner.tree();
        let mut stmts = tree.child(tree.root(), Field::Body).into_iter().flat_map(|b| tree.stmts(b));
        let (Some(only), None) = (stmts.next(), stmts.next()) else { return false };
        let value = tree.only_child(only).and_then(|list| tree.only_child(list));
        tree.kind(only) == Kind::Return && value.is_some_and(|v| tree.kind(v) == Kind::Nil)
    };
    !m.decls.is_empty() && m.decls.iter().all(|d| d.site(site.program).is_some_and(gives_nil))
}
