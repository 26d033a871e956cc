//! Twins that look once whether the context has ended, at the door, and do then what the function without one does.
//! Where that waits for nothing, as a limiter that counts, nothing goes on that could end; and who was turned away at
//! the door would be taken for one who found no place.

use crate::contexts::callers::declarations;
use crate::contexts::calls::called_name;
use crate::contexts::parameters::parameters;
use crate::facts::computing::computes;
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::{Lookup, Member, Type};

/// Whether the twin that `call` would call does no more than that; of an interface, whether those of all types do that
/// the package puts into the field the method is called on.
pub fn only_asks_at_door(site: Site, call: NodeId, own: &Known, twin: &Known) -> bool {
    let decls = |known: &Known| match known.interface {
        true => implementations(site, call, &known.name).unwrap_or_default(),
        false => known.decls.clone(),
    };
    let all = |known: &Known, is: &dyn Fn(Site) -> bool| {
        let decls = decls(known);
        !decls.is_empty() && decls.iter().all(|f| f.site(site.program).is_some_and(is))
    };
    all(twin, &|s| asks_first(s, &own.name)) && all(own, &never_waits)
}

/// How many functions of the module that are called are read.
const MAX_DEPTH: usize = 2;

/// Whether the function declared at the site does nothing but look at values, change them and make others, alone: it
/// holds a mutex for that, or counts by package atomic.
pub(super) fn never_waits(site: Site) -> bool {
    waits_nowhere(site, MAX_DEPTH)
}

fn waits_nowhere(site: Site, depth: usize) -> bool {
    let tree = site.tree();
    tree.subtree(tree.root()).all(|n| match tree.kind(n) {
        Kind::Call => match site.callee(n) {
            Callee::Builtin(_) | Callee::Conversion(_) => true,
            Callee::Known(k) => {
                let own = k.decls.iter().all(|f| f.is_of_module(site)) && !k.decls.is_empty();
                let inner = || k.decls.iter().map(|f| f.site(site.program));
                matches!(&*k.package, "sync" | "sync/atomic") && &*k.name != "Wait"
                    || computes(&k.package, k.receiver.as_deref(), &k.name)
                    || own && depth > 0 && inner().all(|s| s.is_some_and(|s| waits_nowhere(s, depth - 1)))
            }
            _ => false,
        },
        Kind::Unary => tree.op(n) != Op::Receive,
        kind => !matches!(kind, Kind::SendStmt | Kind::Select | Kind::Go | Kind::FuncLit),
    })
}

/// Whether the function declared at the site asks its context whether it has ended, waits for nothing with it, and
/// calls `own`, once.
fn asks_first(site: Site, own: &str) -> bool {
    let (tree, func) = (site.tree(), site.tree().root());
    let context = parameters(site, func).first().and_then(|p| p.variable);
    let uses = context.map_or(&[][..], |v| site.scopes().uses(v));
    let does_not_wait = |u: NodeId| {
        let select = tree.ancestors(u).find(|&a| tree.kind(a) == Kind::Select);
        select.is_some_and(|s| tree.children(s).any(|c| tree.kind(c) == Kind::Default))
    };
    let asks = |&u: &NodeId| {
        let method = tree.parent(u).and_then(|s| tree.child(s, Field::FieldName));
        method.is_some_and(|m| match tree.text(m) {
            "Err" => true,
            "Done" => does_not_wait(u),
            _ => false,
        })
    };
    let calls_own = |n: NodeId| tree.kind(n) == Kind::Call && called_name(site, n) == Some(own);
    !uses.is_empty()
        && uses.iter().all(asks)
        && tree.subtree(func).any(calls_own)
        && !tree.subtree(func).any(|n| tree.kind(n) == Kind::For)
}

/// The methods `name` of all types of which values are put into the field that `call` is made on; `None` where one of
/// them cannot be told.
fn implementations(site: Site, call: NodeId, name: &str) -> Option<Vec<FuncRef>> {
    let tree = site.tree();
    let operand = tree.receiver(call)?;
    let field = tree.text(tree.child(operand, Field::FieldName)?);
    let mut all = Vec::new();
    for put in declarations(site, |is_test, text| !is_test && text.contains(field)) {
        for value in values_put(put, field) {
            for ty in types_of(put, value)? {
                let Lookup::Found(Member::Method(method)) =
                    site.program.member(&ty, name, &site.package.path)
                else {
                    return None;
                };
                (!method.decls.is_empty()).then(|| all.extend(method.decls))?;
            }
        }
    }
    Some(all)
}

/// The values that the declaration puts into a field of that name: `T{field: v}`, `t.field = v`.
fn values_put(site: Site, field: &str) -> Vec<NodeId> {
    let tree = site.tree();
    let named = |n: Option<NodeId>| n.is_some_and(|n| tree.text(n) == field);
    let put = |n: NodeId| match tree.kind(n) {
        Kind::KeyedElement if named(tree.child(n, Field::Key)) => {
            tree.child(n, Field::Value).into_iter().collect()
        }
        Kind::Assign => {
            let list = |side| tree.child(n, side).map(|l| tree.list(l)).unwrap_or_default();
            let is_field =
                |t: NodeId| tree.kind(t) == Kind::Selector && named(tree.child(t, Field::FieldName));
            let pairs = list(Field::Left).into_iter().zip(list(Field::Right));
            pairs.filter(|&(t, _)| is_field(t)).map(|(_, v)| v).collect()
        }
        _ => Vec::new(),
    };
    tree.subtree(tree.root()).flat_map(put).collect()
}

/// The types of which the value may be, none of them an interface: its own, or those of what the function that is
/// called returns.
fn types_of(site: Site, value: NodeId) -> Option<Vec<Type>> {
    let is_concrete = |t: &Type| !t.is_unknown() && !matches!(site.program.underlying(t), Type::Interface(_));
    let own = site.type_of(value);
    if is_concrete(&own) {
        return Some(vec![own]);
    }
    let Callee::Known(known) = site.callee(value) else { return None };
    let mut all = Vec::new();
    for maker in &known.decls {
        let inner = maker.site(site.program)?;
        let tree = inner.tree();
        let returns = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Return);
        for stmt in returns.filter(|&n| tree.enclosing_func(n) == Some(tree.root())) {
            let [made] = tree.list(tree.children(stmt).next()?)[..] else { return None };
            all.push(Some(inner.type_of(made)).filter(is_concrete)?);
        }
    }
    (!all.is_empty()).then_some(all)
}
