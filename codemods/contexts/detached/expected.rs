//! What a test expects: calls of what it puts in the place of something, failures, and what its rows do.

use super::work::is_given_context;
use crate::contexts::calls::{called_name, is_detached_call, passed_to};
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::is_ignored;
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{Root, is_test};
use crate::contexts::types::{is_context, is_error, named, results};
use crate::contexts::waiting::support::is_of_stand_in;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// Whether a test expects a failure of the call that is given the context, in a function that leaves its own alone:
/// what that carries may be what the call lacks. `_, err := s.Get(context.Background(), …)`, and then
/// `require.ErrorIs(t, err, ErrNotLoggedIn)`. Or it expects one of all that gets the root's context, which is to end.
pub(super) fn is_to_fail(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    if !site.file.is_test() || !root.is_context() {
        return false;
    }
    let calls = tree.calls(root.func());
    let mut under_root = calls.filter(|&c| is_given_context(site, root, c)).peekable();
    match under_root.peek() {
        None => passed_to(site, place).is_some_and(|call| fails_as_expected(site, call)),
        Some(_) => under_root.all(|call| fails_as_expected(site, call)),
    }
}

/// Whether what stands around the call, or right behind it, asserts that it fails.
fn fails_as_expected(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(stmt) = tree.stmt_of(call) else { return false };
    let calls = |s: NodeId, is: fn(&str) -> bool| {
        let mut calls = tree.calls(s);
        calls.any(|n| called_name(site, n).is_some_and(is))
    };
    let expects = |s: NodeId| {
        tree.kind(s) == Kind::ExprStmt && calls(s, words::expects_error) && !calls(s, words::expects_contrary)
    };
    if expects(stmt) {
        return true;
    }
    // `err := db.QueryRow(ctx, text).Scan(&n)`
    let whole = tree.ancestors(call).take_while(|&a| tree.kind(a) != Kind::ExprList).last();
    let Some(error) = targets_of(site, whole.unwrap_or(call)).last().and_then(|&e| scopes.resolve(e)) else {
        return false;
    };
    let ty = site.type_of(scopes.binding(error).ident);
    if !is_error(&ty) && !ty.is_unknown() {
        return false;
    }
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(error);
    let is_missed = |condition: NodeId| {
        tree.kind(condition) == Kind::Binary
            && tree.op(condition) == Op::Eq
            && tree.children(condition).any(is_it)
            && tree.children(condition).any(|c| tree.kind(c) == Kind::Nil)
    };
    let fails = |s: NodeId| {
        let call = tree.only_child(s).filter(|_| tree.kind(s) == Kind::ExprStmt);
        call.and_then(|c| called_name(site, c)).is_some_and(words::fails_test)
    };
    let checks = |s: NodeId| match tree.kind(s) {
        Kind::If => {
            tree.child(s, Field::Condition).is_some_and(is_missed)
                && tree.child(s, Field::Consequence).is_some_and(|b| tree.stmts(b).any(fails))
        }
        _ => expects(s) && tree.subtree(s).any(is_it),
    };
    // What does not speak of the error may stand in between.
    let mut behind = std::iter::successors(tree.next_sibling(stmt), |&s| tree.next_sibling(s));
    checks(stmt) || behind.find(|&s| tree.subtree(s).any(is_it)).is_some_and(checks)
}

/// Whether the call that gets the context is expected of something under test, and not made: it gives back the
/// expectation.
pub(super) fn is_expected(site: Site, place: NodeId) -> bool {
    let is_expectation = |t: &Type| {
        named(t.pointee()).is_some_and(|(package, name)| {
            let of_mocks = package.rsplit('/').next().is_some_and(|p| p.contains("mock"));
            of_mocks && matches!(name, "Call" | "Expectation") || name.starts_with("Expected")
        })
    };
    passed_to(site, place).is_some_and(|call| results(site, call).first().is_some_and(is_expectation))
}

/// Whether the context at `place` in a test is for a call that is tested without the values which are at hand.
pub(super) fn is_tested_without(site: Site, place: NodeId) -> bool {
    is_left_unused(site, place) || is_base_of_what_is_dropped(site, place)
}

/// Whether the call that gets the context in a test has no use for it: that at hand would only bring what this call is
/// tested without, a login, a tenant. Of functions of the module that counts where the test itself calls them, and not
/// what it puts in the place of something; of stand-ins that are declared in tests, everywhere.
fn is_left_unused(site: Site, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place).filter(|_| site.file.is_test()) else { return false };
    let index = site.tree().args(call).position(|c| c == place);
    let callee = site.callee(call);
    let (Some(known), Some(index)) = (callee.known(), index) else { return false };
    let is_left = |inner: Site| {
        let tree = inner.tree();
        let variable = parameters(inner, tree.root()).get(index).and_then(|p| p.variable);
        inner.file.is_test()
            && tree.child(tree.root(), Field::Body).is_some()
            && variable.is_none_or(|v| inner.scopes().uses(v).is_empty())
    };
    in_test(site, place) && is_ignored(site, call, index)
        || !known.decls.is_empty() && known.decls.iter().all(|f| f.site(site.program).is_some_and(is_left))
}

/// Whether a function around is given the test that runs.
fn in_test(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let mut around = tree.ancestors(place).filter(|&a| tree.kind(a).is_func());
    around.any(|f| parameters(site, f).iter().any(|p| is_test(&p.type_in(site))))
}

/// Whether the call that gets the context at `place` in a test gives back another, which is dropped: what else it gives
/// is not to come from the values that are at hand. `tenant, _, err := tenantOf(context.Background(), header)`
fn is_base_of_what_is_dropped(site: Site, place: NodeId) -> bool {
    let Some(call) = passed_to(site, place).filter(|_| site.file.is_test()) else { return false };
    let (types, targets) = (results(site, call), targets_of(site, call));
    let is_dropped = |(t, &target): (&Type, &NodeId)| is_context(t) && site.tree().text(target) == "_";
    types.len() == targets.len() && types.iter().zip(&targets).any(is_dropped)
}

/// Whether the function is a literal that a test keeps, to stand in for another, or a method of a type that is named
/// so, and leaves its own context without a name: what is tested gives it one of which the test expects nothing.
pub(super) fn is_stand_in(site: Site, root: &Root) -> bool {
    let is_kept = || match site.tree().kind(root.func()) {
        Kind::FuncLit => passed_to(site, root.func()).is_none(),
        _ => site.file.is_test() && is_of_stand_in(site),
    };
    site.file.is_test() && root.is_context() && root.parameter.variable.is_none() && is_kept()
}

/// Whether a test's stand-in gives back what is made with the context beside another one that is detached:
/// `return context.TODO(), trace.SpanFromContext(context.TODO())`. The two belong together.
pub(super) fn is_given_beside_its_like(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.stmt_of(place).filter(|&s| site.file.is_test() && tree.kind(s) == Kind::Return);
    let values = stmt.and_then(|s| tree.only_child(s)).map(|l| tree.list(l)).unwrap_or_default();
    values.iter().any(|&v| is_detached_call(site, v)) && !values.contains(&place)
}

/// Whether the function is a row in the table of a test, and uses the context that it is given for something else: the
/// test may give it one that has ended.
pub(super) fn is_row_of_a_test(site: Site, root: &Root) -> bool {
    let tree = site.tree();
    let in_table =
        tree.parent(root.func()).is_some_and(|p| matches!(tree.kind(p), Kind::LitValue | Kind::KeyedElement));
    let used = |v: Option<BindingId>| v.is_some_and(|v| !site.scopes().uses(v).is_empty());
    // What other rows do with theirs says that this one is meant to be different.
    let in_others = || {
        let table = tree.ancestors(root.func()).filter(|&a| tree.kind(a) == Kind::LitValue).last();
        let literals =
            table.into_iter().flat_map(|t| tree.subtree(t)).filter(|&f| tree.kind(f) == Kind::FuncLit);
        literals.filter(|&f| f != root.func()).any(|f| {
            parameters(site, f).into_iter().any(|p| is_context(&p.type_in(site)) && used(p.variable))
        })
    };
    site.file.is_test()
        && tree.kind(root.func()) == Kind::FuncLit
        && in_table
        && root.is_context()
        && (used(root.parameter.variable) || in_others())
}
