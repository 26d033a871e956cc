//! What a callee settles whatever becomes of its work: a buffer that others have filled is taken for written, a part
//! of an object is exchanged before the rest. With a context that ends in between, what is left undone there is lost.

use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::is_clean_up;
use crate::contexts::harmless::is_harmless;
use crate::contexts::outlives::implementations;
use crate::contexts::parameters::{parameters, receiver};
use crate::contexts::types::is_context;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many callees deep the context is followed.
const MAX_DEPTH: usize = 3;

/// Whether the context at `place` comes to a method that forgets what it had to do, whether or not that was done:
/// `defer func() { w.dirty = false }()`.
pub(super) fn is_forgotten_all_the_same(site: Site, place: NodeId) -> bool {
    comes_to_who_forgets(site, place, MAX_DEPTH)
}

fn comes_to_who_forgets(site: Site, place: NodeId, depth: usize) -> bool {
    let comes = |inner: Site, context: BindingId| {
        let mut uses = inner.scopes().uses(context).iter();
        forgets(inner) || depth > 1 && uses.any(|&u| comes_to_who_forgets(inner, u, depth - 1))
    };
    of_callees(site, place, &comes).contains(&true)
}

/// Whether all that the callee does with the context at `place` is to clean up with it, itself or by what it calls: to
/// close what it has exchanged.
pub(super) fn is_for_clean_up_there(site: Site, place: NodeId) -> bool {
    is_used_for_clean_up(site, place, MAX_DEPTH)
}

fn is_used_for_clean_up(site: Site, place: NodeId, depth: usize) -> bool {
    let cleans_up = |inner: Site, u: NodeId| {
        passed_to(inner, u).is_some_and(|call| {
            called_name(inner, call).is_some_and(|n| is_clean_up(inner, n))
                || depth > 1 && is_used_for_clean_up(inner, u, depth - 1)
        })
    };
    let only_so = |inner: Site, context: BindingId| {
        let matters = |&&u: &&NodeId| !passed_to(inner, u).is_some_and(|c| is_harmless(inner, c, u));
        let mut uses = inner.scopes().uses(context).iter().filter(matters).peekable();
        uses.peek().is_some() && uses.all(|&u| cleans_up(inner, u))
    };
    let all = of_callees(site, place, &only_so);
    !all.is_empty() && !all.contains(&false)
}

/// What `is` says of each of the functions of the module that are called with the context at `place`, and of the
/// parameter that it is there.
pub(super) fn of_callees(site: Site, place: NodeId, is: &dyn Fn(Site, BindingId) -> bool) -> Vec<bool> {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return Vec::new() };
    let index = tree.args(call).position(|c| c == place);
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return Vec::new() };
    let decls = if known.interface { implementations(site, call, &known) } else { known.decls.clone() };
    let own = decls.iter().filter(|f| f.is_of_module(site));
    let of = |inner: Site| {
        let parameter = parameters(inner, inner.tree().root()).get(index).copied();
        let context = parameter.filter(|p| is_context(&p.type_in(inner))).and_then(|p| p.variable);
        context.is_some_and(|v| is(inner, v))
    };
    own.filter_map(|f| f.site(site.program)).map(of).collect()
}

/// Whether a deferred literal of the method sets a field of the receiver back, without asking for anything, which the
/// method asks before it works and has not set itself.
fn forgets(site: Site) -> bool {
    let (tree, scopes, func) = (site.tree(), site.scopes(), site.tree().root());
    let Some(own) = receiver(site, func).and_then(|r| r.variable) else { return false };
    let field_of = |n: NodeId| {
        let of_own = tree.child(n, Field::Operand).is_some_and(|o| scopes.resolve(o) == Some(own));
        tree.child(n, Field::FieldName).filter(|_| tree.kind(n) == Kind::Selector && of_own)
    };
    let assigned = |stmt: NodeId, value: &[Kind]| {
        let list = |side| tree.child(stmt, side).map(|l| tree.list(l)).unwrap_or_default();
        let (left, right) = (list(Field::Left), list(Field::Right));
        let fits = tree.kind(stmt) == Kind::Assign && right.iter().all(|&v| value.contains(&tree.kind(v)));
        left.first().copied().filter(|_| fits).and_then(field_of).map(|f| tree.text(f))
    };
    let deferred = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Defer);
    let literals = deferred.filter_map(|d| tree.child(tree.only_child(d)?, Field::Function));
    let bodies =
        literals.filter(|&l| tree.kind(l) == Kind::FuncLit).filter_map(|l| tree.child(l, Field::Body));
    let mut set_back = bodies.flat_map(|b| tree.stmts(b)).filter_map(|s| assigned(s, &[Kind::False]));
    let is_asked = |field: &str| {
        let conditions = tree.subtree(func).filter(|&n| tree.field(n) == Field::Condition);
        conditions.flat_map(|c| tree.subtree(c)).any(|n| field_of(n).is_some_and(|f| tree.text(f) == field))
    };
    let is_set_here = |field: &str| tree.subtree(func).any(|n| assigned(n, &[Kind::True]) == Some(field));
    set_back.any(|field| is_asked(field) && !is_set_here(field))
}
