//! Subtests that run beside others: they go on when the function of their test has ended.

use super::functions::around;
use super::helper_is;
use crate::contexts::calls::called_name;
use crate::contexts::origins::only_value;
use crate::contexts::outlives::testing_parameter;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// How many calls deep functions that help tests are read.
pub(super) const MAX_DEPTH: usize = 2;

/// Whether what `Run` or `Fuzz` is given uses the variable and runs beside others: when `func` has ended.
pub(super) fn is_used_beside_others(site: Site, func: NodeId, variable: BindingId) -> bool {
    let of_test = |f| site.file.is_test() || testing_parameter(site, f).is_some();
    site.scopes().uses(variable).iter().any(|&u| {
        let given = around(site, func, u).into_iter().filter(|&n| is_given_to_run(site, n));
        // A subtest of a subtest ends before that one does.
        let outermost = given.min();
        outermost.is_some_and(|f| of_test(f) && runs_beside(site, func, f))
    })
}

/// Whether the function, an argument of `t.Run` or `f.Fuzz` in `func`, calls `Parallel`. What cannot be told may be
/// any function of a test that is written there.
fn runs_beside(site: Site, func: NodeId, function: NodeId) -> bool {
    let tree = site.tree();
    let function = tree.unparen(function);
    match tree.kind(function) {
        Kind::FuncLit => return calls_parallel(site, function, 0),
        Kind::Call => return gives_parallel(site, function),
        _ => {}
    }
    let held = only_value(site, function).filter(|_| tree.kind(function) == Kind::Ident);
    match (held, site.called(function)) {
        (Some(held), _) => held != function && runs_beside(site, func, held),
        (None, Callee::Known(_)) => helper_is(site, function, |inner, root| calls_parallel(inner, root, 0)),
        _ => {
            let literals = || tree.subtree(func).filter(|&n| tree.kind(n) == Kind::FuncLit);
            literals().any(|l| !is_given_to_run(site, l) && calls_parallel(site, l, 0))
        }
    }
}

/// Whether a literal in the function that is called, which gives back the body of a subtest, calls `Parallel`.
fn gives_parallel(site: Site, call: NodeId) -> bool {
    let literals = |inner: Site, root: NodeId| {
        let tree = inner.tree();
        let literals = tree.subtree(root).filter(|&n| tree.kind(n) == Kind::FuncLit);
        literals.into_iter().any(|l| calls_parallel(inner, l, 0))
    };
    let held = || {
        let function = site.tree().child(call, Field::Function)?;
        only_value(site, function).filter(|_| site.tree().kind(function) == Kind::Ident)
    };
    match site.callee(call) {
        Callee::Known(known) => {
            let sites = known.decls.iter().filter_map(|f| f.site(site.program));
            sites.into_iter().any(|inner| literals(inner, inner.tree().root()))
        }
        _ => held().is_some_and(|l| literals(site, l)),
    }
}

/// Whether `literal` is the body of a subtest that calls `Parallel`, itself or by a function that it gives its test.
pub(super) fn runs_beside_others(site: Site, literal: NodeId) -> bool {
    is_given_to_run(site, literal) && calls_parallel(site, literal, 0)
}

/// Whether the node is a function and an argument of `t.Run`, or `f.Fuzz`.
fn is_given_to_run(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(node).filter(|&a| tree.kind(a) == Kind::Args).and_then(|a| tree.parent(a));
    let given_to =
        call.and_then(|c| tree.child(c, Field::Function)).and_then(|f| tree.child(f, Field::FieldName));
    let is_func = || matches!(site.program.underlying(&site.type_of(node)), Type::Func(_));
    given_to.is_some_and(|f| matches!(tree.text(f), "Run" | "Fuzz"))
        && (tree.kind(node) == Kind::FuncLit || is_func())
}

/// Whether the function calls `Parallel`, or another that it gives its test, or keeps in a variable, does.
fn calls_parallel(site: Site, func: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let held = |call: NodeId| {
        let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Ident)?;
        only_value(site, function).filter(|&l| tree.kind(l) == Kind::FuncLit)
    };
    let own = tree.calls(func).filter(|&n| tree.enclosing_func(n) == Some(func));
    own.into_iter().any(|call| {
        called_name(site, call) == Some("Parallel")
            || depth < MAX_DEPTH
                && (helper_is(site, call, |inner, root| calls_parallel(inner, root, depth + 1))
                    || held(call).is_some_and(|l| calls_parallel(site, l, depth + 1)))
    })
}
