//! Tests that use a context when their function has ended: in what they clean up with, and in subtests that run beside
//! others. There `t.Cleanup(cancel)` takes the place of the defer.

use super::Plan;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::creation::Target;
use crate::contexts::harmless::is_harmless;
use crate::contexts::join::root_variable;
use crate::contexts::outlives::{self, parameter, testing_parameter};
use crate::contexts::types::{is_context, is_context_expr};
use crate::facts::calls::ReleaseKind;
use crate::golang::program::{Callee, GoVersion, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many calls deep functions that help tests are read.
const MAX_DEPTH: usize = 2;

/// From this version on, `testing.T` has a method `Cleanup`.
const CLEANUP: GoVersion = GoVersion { major: 1, minor: 14 };

impl Plan<'_> {
    /// Whether the context is used when the test's function has ended: by parallel subtests, or by what the test, or a
    /// function that it calls, is given to clean up with.
    pub(super) fn ends_with_test(&self) -> bool {
        let Target::Local(ctx) = self.creation.ctx else { return false };
        let mut carriers: Vec<BindingId> = outlives::carriers(self.site, self.creation).into_iter().collect();
        if !carriers.contains(&ctx) {
            carriers.push(ctx);
        }
        carriers.iter().any(|&c| is_used_late(self.site, self.func, c, 0))
    }

    /// `t.Cleanup(cancel)` on the test's own parameter.
    pub(super) fn cleanup(&self, name: &str) -> Result<String, String> {
        let (tree, site) = (self.site.tree(), self.site);
        let none =
            || "what the test starts, or cleans up with, uses it when the function has ended".to_owned();
        let t = tree.text(testing_parameter(site, self.func).ok_or_else(none)?);
        if site.program.go_version(&site.file.path) < CLEANUP {
            let GoVersion { major, minor } = CLEANUP;
            return Err(format!(
                "call it when the subtests have ended; {t}.Cleanup needs go {major}.{minor}"
            ));
        }
        Ok(match self.creation.producer.release {
            ReleaseKind::Plain => format!("{t}.Cleanup({name})"),
            ReleaseKind::Cause => format!("{t}.Cleanup(func() {{ {name}(nil) }})"),
        })
    }
}

/// Whether a literal that `func` gives to `t.Cleanup` uses the variable for more than to close what it holds.
fn is_used_by_cleanup(site: Site, func: NodeId, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_own = |literal: NodeId| {
        let call = tree.ancestor(literal, |k| k == Kind::Call);
        let of_testing = call.is_some_and(|c| match site.callee(c) {
            Callee::Known(known) => &*known.package == "testing" && &*known.name == "Cleanup",
            _ => false,
        });
        let operand = call.and_then(|c| tree.receiver(c));
        let t = operand.and_then(|o| root_variable(site, o));
        of_testing
            && t.is_none_or(|t| {
                !tree.contains(literal, scopes.binding(t).ident)
                    && (scopes.binding(t).func == func || !tree.contains(func, scopes.binding(t).func))
            })
    };
    scopes.uses(variable).iter().any(|&u| {
        let around = tree.ancestors(u).take_while(|&a| a != func);
        around.filter(|&a| tree.kind(a) == Kind::FuncLit).any(is_own) && tells_of_end(site, u)
    })
}

/// Whether the variable, in a test or in a function that helps one, is used when `func` has ended: by a clean-up, a
/// subtest that runs beside others, or a function that is given it and has such.
fn is_used_late(site: Site, func: NodeId, variable: BindingId, depth: usize) -> bool {
    // Helpers mostly close what they are given: only the context itself is sure to be worked with.
    let cleans_up = || depth == 0 || is_context(&site.type_of(site.scopes().binding(variable).ident));
    cleans_up() && is_used_by_cleanup(site, func, variable)
        || is_used_beside_others(site, func, variable)
        || site.scopes().uses(variable).iter().any(|&u| is_used_late_by_callee(site, func, u, depth))
}

/// Whether the call that is given the variable at `u` is one of a function that helps tests, and uses it late.
fn is_used_late_by_callee(site: Site, func: NodeId, u: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let call = passed_to(site, u).filter(|&c| depth < MAX_DEPTH && tree.contains(func, c));
    let index = call.and_then(|c| tree.args(c).position(|x| x == u));
    let Some((call, index)) = call.zip(index) else { return false };
    helper_is(site, call, |inner, root| {
        parameter(inner, root, index).is_some_and(|p| is_used_late(inner, root, p, depth + 1))
    })
}

/// Whether a body of the function that the call, or the function value, means is steered by a test, and is as asked.
fn helper_is(site: Site, callee: NodeId, is: impl Fn(Site, NodeId) -> bool) -> bool {
    let called = match site.tree().kind(callee) {
        Kind::Call => site.callee(callee),
        _ => site.called(callee),
    };
    called.known().is_some_and(|k| {
        k.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
            let root = inner.tree().root();
            testing_parameter(inner, root).is_some() && is(inner, root)
        })
    })
}

/// Whether a literal, or a method, that `Run` or `Fuzz` is given uses the variable and runs beside others: when `func`
/// has ended.
fn is_used_beside_others(site: Site, func: NodeId, variable: BindingId) -> bool {
    let tree = site.tree();
    let of_test = |l| site.file.is_test() || testing_parameter(site, l).is_some();
    site.scopes().uses(variable).iter().any(|&u| {
        let literals =
            tree.ancestors(u).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::FuncLit);
        // A subtest of a subtest ends before that one does.
        let outermost = literals.filter(|&l| is_given_to_run(site, l)).last();
        let method =
            tree.parent(u).filter(|&p| tree.kind(p) == Kind::Selector && tree.field(u) == Field::Operand);
        outermost.is_some_and(|l| runs_beside_others(site, l) && of_test(l))
            || method.is_some_and(|m| is_given_to_run(site, m) && names_parallel(site, m))
    })
}

/// Whether the use, of the context or of what was made with it, could tell that the context has ended.
pub(super) fn tells_of_end(site: Site, u: NodeId) -> bool {
    match is_context_expr(site, u) {
        true => !is_harmless_use(site, u),
        false => !is_closing_use(site, u),
    }
}

/// Whether what was made with the context is but compared there, or closed: `if rows != nil { rows.Close() }`.
fn is_closing_use(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let mut node = u;
    while let Some(outer) =
        tree.parent(node).filter(|&p| tree.kind(p) == Kind::Selector && tree.field(node) == Field::Operand)
    {
        node = outer;
    }
    let method = tree.child(node, Field::FieldName).map_or("", |n| tree.text(n));
    let closed = tree.field(node) == Field::Function && is_close(method);
    closed || tree.parent(node).is_some_and(|p| tree.kind(p) == Kind::Binary)
}

/// Whether the context is used where it does not matter that it has ended: for its values, in a log.
fn is_harmless_use(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let Some(parent) = tree.parent(u) else { return true };
    match tree.kind(parent) {
        Kind::Args => tree.parent(parent).is_some_and(|call| is_harmless(site, call, u)),
        Kind::Selector => tree.child(parent, Field::FieldName).is_some_and(|n| tree.text(n) == "Value"),
        _ => false,
    }
}

/// Whether a method of that name ends the use of what it is called on.
fn is_close(name: &str) -> bool {
    ["Close", "Stop", "Rollback", "Release", "Shutdown", "Cancel"].iter().any(|p| name.starts_with(p))
}

/// Whether `literal` is the body of a subtest that calls `Parallel`, itself or by a function that it gives its test.
pub(super) fn runs_beside_others(site: Site, literal: NodeId) -> bool {
    is_given_to_run(site, literal) && calls_parallel(site, literal, 0)
}

/// Whether the function is an argument of `t.Run`, or `f.Fuzz`.
fn is_given_to_run(site: Site, function: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(function).filter(|&a| tree.kind(a) == Kind::Args).and_then(|a| tree.parent(a));
    let given_to =
        call.and_then(|c| tree.child(c, Field::Function)).and_then(|f| tree.child(f, Field::FieldName));
    given_to.is_some_and(|f| matches!(tree.text(f), "Run" | "Fuzz"))
}

/// Whether the body of the method that the function value means calls `Parallel`.
fn names_parallel(site: Site, method: NodeId) -> bool {
    helper_is(site, method, |inner, root| calls_parallel(inner, root, 0))
}

/// Whether the function calls `Parallel`, or another that it gives its test does.
fn calls_parallel(site: Site, func: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let own = tree.calls(func).filter(|&n| tree.enclosing_func(n) == Some(func));
    own.into_iter().any(|call| {
        called_name(site, call) == Some("Parallel")
            || depth < MAX_DEPTH
                && helper_is(site, call, |inner, root| calls_parallel(inner, root, depth + 1))
    })
}
