//! Calls that may end a test where they stand: what was deferred runs then, and what follows does not.

use crate::contexts::calls::called_name;
use crate::contexts::types::named;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// What ends a test by a method of it.
const ENDING: &[&str] = &["Fatal", "Fatalf", "FailNow", "Skip", "Skipf", "SkipNow"];

/// The calls below `node` that may end the test; those in literals left out, which run at some other time.
pub(super) fn ending_calls(site: Site, node: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let runs_here =
        |n: NodeId| tree.ancestors(n).take_while(|&a| a != node).all(|a| tree.kind(a) != Kind::FuncLit);
    tree.calls(node).filter(|&n| may_end_test(site, n) && runs_here(n)).collect()
}

/// Whether the call is a statement that does nothing but end the test: `t.Fatal(err)`.
pub(super) fn is_end(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    called_name(site, call).is_some_and(|n| ENDING.contains(&n))
        && operand.is_some_and(|o| steers_test(&site.type_of(o)))
        && tree.parent(call).is_some_and(|s| tree.kind(s) == Kind::ExprStmt)
}

fn may_end_test(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let function = tree.child(call, Field::Function).map(|f| tree.unparen(f));
    let operand = function.and_then(|f| tree.child(f, Field::Operand));
    let name = called_name(site, call).unwrap_or("");
    let steered = operand.map(|o| site.type_of(o));
    if steered.as_ref().is_some_and(steers_test) {
        return ENDING.contains(&name);
    }
    if steered.as_ref().is_some_and(is_assertion) || operand.is_some_and(|o| asks_for_assertions(site, o)) {
        return true;
    }
    let package = match site.callee(call) {
        Callee::Known(known) => known.package.to_string(),
        _ => operand.and_then(|o| site.names_import(o)).unwrap_or_default(),
    };
    // These only say that the test has failed.
    let goes_on = package.ends_with("/assert") && !name.starts_with("FailNow");
    let args = tree.args(call).collect();
    let mut args: std::vec::IntoIter<NodeId> = Vec::into_iter(args);
    !goes_on && args.any(|a| steers_test(&site.type_of(a)))
}

/// `*testing.T` and its kin, and gocheck's.
fn steers_test(t: &Type) -> bool {
    match named(t.pointee()) {
        Some(("testing", name)) => matches!(name, "T" | "B" | "F" | "TB"),
        Some((package, "TestingT")) => package.ends_with("/require") || package.ends_with("/assert"),
        _ => false,
    }
}

/// `require.New(t)`, and the `*check.C` of gocheck, whose `Assert` ends the test.
fn is_assertion(t: &Type) -> bool {
    named(t.pointee()).is_some_and(|(package, name)| {
        name == "Assertions" && package.ends_with("/require") || name == "C" && package.contains("check")
    })
}

/// `s.Require().NoError(err)`
fn asks_for_assertions(site: Site, operand: NodeId) -> bool {
    site.tree().kind(operand) == Kind::Call && called_name(site, operand) == Some("Require")
}
