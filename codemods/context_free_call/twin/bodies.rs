//! What the body of a twin tells: whether it does what the function without a context does, and for that call alone.

use crate::contexts::detached::place::is_detached_call;
use crate::contexts::endless::is_bare;
use crate::contexts::harmless::passed_to;
use crate::contexts::never::{called_name, in_shared_literal};
use crate::contexts::parameters::parameters;
use crate::contexts::types::{is_context, results};
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the twin keeps what it finds out under the first context that it is given: if that ends too soon, all later
/// callers get a wrong answer.
pub fn remembers(site: Site, twin: &Known) -> bool {
    twin.decls.iter().any(|f| f.site(site.program).is_some_and(|s| shares_under_first(s)))
}

fn shares_under_first(site: Site) -> bool {
    let func = site.tree().root();
    let context = parameters(site, func).first().and_then(|p| p.variable);
    let uses = context.map_or(&[][..], |v| site.scopes().uses(v));
    uses.iter().any(|&u| in_shared_literal(site, func, u))
}

/// Whether both do nothing but make a struct, and the twin leaves out a field that the other sets.
pub fn leaves_out(site: Site, own: &Known, twin: &Known) -> bool {
    let keys = |f: &FuncRef| f.site(site.program).and_then(|s| keys_of_result(s));
    let (own, twin) = (own.decls.first().and_then(keys), twin.decls.first().and_then(keys));
    own.zip(twin).is_some_and(|(own, twin)| own.iter().any(|k| !twin.contains(k)))
}

/// How far the context that it makes itself is followed.
const MAX_STEPS: usize = 2;

/// Whether the function without a context puts more into the one that it makes itself than the twin's callers would:
/// `identity.NewContext(context.Background(), &Caller{Name: "dev"})`.
pub fn furnishes_its_own(site: Site, own: &Known, twin: &Known) -> bool {
    let furnishes = |s: Site| {
        let tree = s.tree();
        let calls =
            tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Call && is_detached_call(s, n));
        calls.filter_map(|c| passed_to(s, c)).any(|call| {
            let count = tree.child(call, Field::Arguments).map_or(0, |a| tree.children(a).count());
            count > 1 && results(s, call).first().is_some_and(is_context) && results(s, call).len() == 1
        })
    };
    // `return LoadContext(tenant.RootContext(), name)`: what the function gives has more in it, as it says.
    let gives_another = |s: Site| {
        let tree = s.tree();
        let of_twin = |c: &NodeId| tree.kind(*c) == Kind::Call && called_name(s, *c) == Some(&*twin.name);
        let first = |c: NodeId| tree.child(c, Field::Arguments).and_then(|a| tree.children(a).next());
        tree.subtree(tree.root()).filter(of_twin).filter_map(first).any(|context| {
            let own_function = || match s.callee(context) {
                Callee::Known(k) => k.receiver.is_none() && !k.decls.is_empty() && &*k.package != "context",
                _ => false,
            };
            tree.kind(context) == Kind::Call && own_function() && !is_bare(s, context, MAX_STEPS)
        })
    };
    own.decls.iter().filter_map(|f| f.site(site.program)).any(|s| furnishes(s) || gives_another(s))
}

/// The fields that the only statement of the function sets: `return &Params{timeout: defaultTimeout}`.
fn keys_of_result(site: Site) -> Option<Vec<String>> {
    let tree = site.tree();
    let body = tree.child(tree.root(), Field::Body)?;
    // Generators write `var ()`.
    let mut stmts = tree.stmts(body).filter(|&s| tree.subtree(s).any(|n| n != s && tree.kind(n).is_name()));
    let only = stmts.next().filter(|&s| tree.kind(s) == Kind::Return && stmts.next().is_none())?;
    let [value] = tree.children(only).next().map(|l| tree.list(l))?[..] else { return None };
    let literal: NodeId = match tree.kind(value) {
        Kind::Unary => tree.child(value, Field::Operand)?,
        _ => value,
    };
    let elements = tree.child(literal, Field::Body).filter(|_| tree.kind(literal) == Kind::CompositeLit)?;
    let keys = tree.children(elements).map(|e| tree.child(e, Field::Key).map(|k| tree.text(k).to_owned()));
    keys.collect()
}
