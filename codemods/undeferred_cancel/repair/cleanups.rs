//! Tests that use a context when their function has ended: in what they clean up with, and in subtests that run beside
//! others. There `t.Cleanup(cancel)` takes the place of the defer.

use super::Plan;
use super::functions::{around, holds_literal};
use super::subtests::{MAX_DEPTH, is_used_beside_others};
use super::telling::tells_of_end;
use crate::contexts::calls::passed_to;
use crate::contexts::creation::Target;
use crate::contexts::join::root_variable;
use crate::contexts::outlives::{self, How, parameter, testing_parameter};
use crate::contexts::types::is_context;
use crate::facts::calls::ReleaseKind;
use crate::golang::program::{Callee, GoVersion, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

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
        carriers.extend(self.holders());
        carriers.iter().any(|&c| is_used_late(self.site, self.func, c, 0))
    }

    /// The variables of a test by which something may use the context that it was put into, or kept by, further down:
    /// `srv.Config.BaseContext = func(…) context.Context { return ctx }`.
    fn holders(&self) -> Vec<BindingId> {
        let (tree, site) = (self.site.tree(), self.site);
        if !has_tests(site) {
            return Vec::new();
        }
        let t = testing_parameter(site, self.func).and_then(|t| site.scopes().defines(t));
        let kept = outlives::reasons(site, self.creation).into_iter();
        let kept = kept.filter(|r| matches!(r.how, How::Stored | How::Kept)).map(|r| r.at);
        let places = kept.flat_map(|at| match tree.child(at, Field::Left) {
            Some(left) => tree.list(left),
            None => tree.receiver(at).into_iter().collect(),
        });
        let variables = places.filter_map(|n| root_variable(site, n));
        variables.filter(|&v| Some(v) != t && site.scopes().binding(v).func == self.func).collect()
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

/// Whether what `func` gives to `t.Cleanup`, a literal, a method or what a call gives, uses the variable for more than
/// to close what it holds.
fn is_used_by_cleanup(site: Site, func: NodeId, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_own = |given: NodeId| {
        let call = tree.ancestor(given, |k| k == Kind::Call);
        let of_testing = call.is_some_and(|c| match site.callee(c) {
            Callee::Known(known) => &*known.package == "testing" && &*known.name == "Cleanup",
            _ => false,
        });
        let operand = call.filter(|_| of_testing).and_then(|c| tree.receiver(c));
        let t = operand.and_then(|o| root_variable(site, o));
        of_testing
            && !operand.is_some_and(|o| tree.contains(o, given))
            && t.is_none_or(|t| {
                !tree.contains(given, scopes.binding(t).ident)
                    && (scopes.binding(t).func == func || !tree.contains(func, scopes.binding(t).func))
            })
    };
    let mut uses = scopes.uses(variable).iter().filter(|_| !holds_literal(site, variable));
    uses.any(|&u| around(site, func, u).into_iter().any(is_own) && tells_of_end(site, u))
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

/// Whether the call that is given the variable at `u`, or a function in which that is used, is one of a function that
/// helps tests, and uses it late.
fn is_used_late_by_callee(site: Site, func: NodeId, u: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let is_function = |n: &NodeId| *n == u || tree.kind(*n) == Kind::FuncLit;
    let given = around(site, func, u).into_iter().filter(|n| depth < MAX_DEPTH && is_function(n));
    given.into_iter().any(|n| {
        let call = passed_to(site, n).filter(|&c| tree.contains(func, c));
        let index = call.and_then(|c| tree.args(c).position(|x| x == n));
        call.zip(index).is_some_and(|(call, index)| {
            let known = site.callee(call);
            let mut sites =
                known.known().into_iter().flat_map(|k| &k.decls).filter_map(|f| f.site(site.program));
            sites.any(|inner| {
                let late = |p| is_used_late(inner, inner.tree().root(), p, depth + 1);
                has_tests(inner) && parameter(inner, inner.tree().root(), index).is_some_and(late)
            })
        })
    })
}

/// Whether the file has to do with tests.
fn has_tests(site: Site) -> bool {
    site.file.skim.imports.iter().any(|i| i.path == "testing")
}
