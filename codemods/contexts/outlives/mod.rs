//! Whether a context, or something made with it, outlives the function that made it: then a release at the
//! function's end would cut off work that was meant to go on.
//!
//! A value is followed through the function from variable to variable: returned, stored, captured by a literal that
//! runs later, given to a goroutine that is not joined, or to a function of the module that does one of these. What
//! cannot be read is judged by name and type, and is a guess.

mod assigned;
mod beside;
mod callees;
mod calls;
mod closed;
mod connections;
mod feeds;
mod fields;
mod goroutines;
mod kept;
mod parents;
mod parts;
mod processes;
mod results;
mod scoped;
mod stretch;
mod summaries;
mod tracker;

pub use beside::{beside, may_use_kept, may_work_with_kept, uses_beside};
pub(super) use callees::{held_by, implementations};
pub use kept::KEPT_BELOW;
pub use summaries::{Memo, is_done_with, parameter, place_of};
pub use tracker::What;

use super::creation::{Creation, Target};
use super::lazy::Level;
use super::types::{named, receiver_type};
use crate::contexts::calls::{called_name, is_detached_call};
use crate::contexts::waiting::support::is_for_tests;
use crate::golang::program::{self, Callee, FuncRef, Known, Site};
use crate::golang::scopes::BindingId;
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use tracker::{Tracker, Value};

/// In which way something outlives the function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    Returned,
    Stored,
    Sent,
    Goroutine,
    /// Makes a process that goes on, and would be killed with it.
    Process,
    /// Kept by a function that was given it; the name is in the text.
    Kept,
}

/// The strongest reason to believe that the context outlives the function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    pub level: Level,
    pub how: How,
    /// Continues a sentence about the context: «is returned», «is used by a goroutine».
    pub text: String,
    /// Where in the function it happens.
    pub at: NodeId,
    /// The 1-based line of that place.
    pub line: usize,
    /// What it is that outlives the function.
    pub what: What,
}

/// Why the context of `creation` may outlive its function; `None` if it does not.
pub fn outlives(site: Site, creation: &Creation) -> Option<Reason> {
    outlives_defer(site, creation, creation.stmt)
}

/// Why the context of `creation` may be used when a call that is deferred where `defer` stands has run.
pub fn outlives_defer(site: Site, creation: &Creation, defer: NodeId) -> Option<Reason> {
    let func = creation.func?;
    match creation.ctx {
        Target::Blank => None,
        Target::Elsewhere => Some(Reason {
            level: Level::Known,
            how: How::Stored,
            text: "is stored outside the function".to_owned(),
            at: creation.ctx_node,
            line: site.line(creation.ctx_node),
            what: What::Context,
        }),
        Target::Local(variable) => {
            let mut tracker = Tracker::new(site, func, 0);
            tracker.for_release = Some(defer);
            tracker.context_variable(variable, creation.stmt);
            let mut reason = tracker.strongest()?;
            if reason.how != How::Returned && parents::ends_with_function(site, creation) {
                let for_others = |r: &&Reason| parents::is_for_others(site, func, r);
                if let Some(reason) = tracker.reasons.iter().find(for_others) {
                    return Some(reason.clone());
                }
                reason.level = reason.level.min(Level::Guess);
            }
            Some(reason)
        }
    }
}

/// Every reason to believe that the context of `creation` is still used when its function is left, returned values left
/// out: what that has deferred has not run by then.
pub fn reasons(site: Site, creation: &Creation) -> Vec<Reason> {
    let (Some(func), Target::Local(variable)) = (creation.func, creation.ctx) else { return Vec::new() };
    let mut tracker = Tracker::new(site, func, 0);
    tracker.at_exits = true;
    tracker.context_variable(variable, creation.stmt);
    tracker.reasons
}

/// The variables of the function that hold the context of `creation`, or something made with it that may use it
/// later.
pub fn carriers(site: Site, creation: &Creation) -> HashSet<BindingId> {
    let (Some(func), Target::Local(variable)) = (creation.func, creation.ctx) else { return HashSet::new() };
    let mut tracker = Tracker::new(site, func, 0);
    tracker.context_variable(variable, creation.stmt);
    tracker.into_carriers()
}

/// Whether the function releases the context of `creation`, which it makes, on every way out.
pub fn is_released_within(site: Site, func: NodeId, creation: &Creation) -> bool {
    Tracker::new(site, func, 0).is_released(creation.stmt)
}

/// Where the context that an expression makes goes within `func`.
pub struct Journey {
    /// Every use of the context: the expression itself, and each variable it comes into.
    pub places: Vec<NodeId>,
    /// Why it may outlive the function, returns left out: the caller's request or context is no shorter.
    pub reasons: Vec<Reason>,
    /// How sure it is that it, or something made with it that may use it later, is returned.
    pub returned: Level,
    /// The same of each result: its number.
    pub results: Vec<(usize, Level)>,
    /// Whether what is returned uses it only when the caller asks for that: a function, or a struct that keeps it.
    pub kept_by_results: bool,
    /// Whether a variable holds something made with it that may use it later.
    pub lasts: bool,
}

/// Follows the context `expr`, somewhere in `func`, that is, or may become, a request's: what is put into a request
/// lives no longer than that.
pub fn journey(site: Site, func: NodeId, expr: NodeId) -> Journey {
    let mut tracker = Tracker::new(site, func, 0);
    tracker.of_request = true;
    tracker.context_expression(expr);
    tracker.into_journey()
}

/// Whether nothing looks at the argument number `index` of the call, as all that it may run says, which is in the
/// module: the parameter has no name there, or no use. Of an interface's method, that of no type of the module that
/// implements it may.
pub fn is_ignored(site: Site, call: NodeId, index: usize) -> bool {
    let Some(known) = site.callee(call).known().cloned() else { return false };
    let ignores = |f: &FuncRef| {
        f.site(site.program).is_some_and(|inner| {
            let root = inner.tree().root();
            let tree = inner.tree();
            // What it hands on in its place is what it would hand on.
            let detaches = || tree.subtree(root).any(|n| is_detached_call(inner, n));
            tree.child(root, Field::Body).is_some()
                && !detaches()
                && summaries::parameter(inner, root, index).is_none_or(|v| inner.scopes().uses(v).is_empty())
        })
    };
    let own = &site.package.module.root;
    let is_ours = |path: &str| site.package.module.path.as_deref().is_some_and(|m| path.starts_with(m));
    if known.interface && !is_ours(&known.package) {
        return false;
    }
    if known.interface {
        let tree = site.tree();
        let operand = tree.receiver(call);
        let Some(interface) = operand.map(|o| site.type_of(o)) else { return false };
        let key = (own.clone(), interface.to_string(), known.name.to_string(), index);
        return site.program.memory::<Ignored>().0.get(key, || {
            let all = methods_meant(site, &interface, &known.name);
            !all.is_empty() && all.iter().all(ignores)
        });
    }
    let in_module = |f: &FuncRef| f.is_of_module(site);
    known.decls.iter().any(in_module) && known.decls.iter().all(ignores)
}

/// The methods of the module that a call of the interface's method of that name may run; outside of what is there for
/// tests those of that are left out.
pub fn methods_meant(site: Site, interface: &Type, name: &str) -> Vec<FuncRef> {
    let in_test = is_for_tests(site);
    let is_meant = |f: &FuncRef| in_test || f.site(site.program).is_some_and(|inner| !is_for_tests(inner));
    let mut all = methods_implementing(site, interface, name);
    all.retain(is_meant);
    all
}

/// The methods of that name of the module's types that may implement the interface, but for those in tests.
fn methods_implementing(site: Site, interface: &Type, name: &str) -> Vec<FuncRef> {
    let whole = site.program.whole(&site.package.list);
    let implements = |f: &FuncRef| {
        f.site(site.program).is_some_and(|inner| {
            let receiver = Type::pointer(receiver_type(inner));
            site.program.implements(&receiver, interface) != Some(false)
        })
    };
    let of_name = whole.packages.iter().flat_map(|p| p.callables(name));
    of_name
        .filter(|f| f.file.skim.decls[f.decl].kind == DeclKind::Method && !f.file.is_test())
        .filter(implements)
        .collect()
}

/// The functions that a call may run: where it is of an interface's method, those that are meant of the module.
pub fn bodies_meant(site: Site, call: NodeId) -> Vec<FuncRef> {
    let Callee::Known(known) = site.callee(call) else { return Vec::new() };
    match site.tree().receiver(call).filter(|_| known.interface) {
        Some(operand) => methods_meant(site, &site.type_of(operand), &known.name),
        None => known.decls.to_vec(),
    }
}

/// Whether all methods that an interface may call ignore one of their parameters: by the module's root, the interface,
/// the method's name, and the number of the parameter.
#[derive(Default)]
struct Ignored(program::memo::Memo<(Arc<Path>, String, String, usize), bool>);

/// Follows the context that `call`, somewhere in `func`, would be given if it called `twin`, whose first parameter is
/// one, instead.
pub fn journey_into(site: Site, func: NodeId, call: NodeId, twin: &Known) -> Journey {
    let mut tracker = Tracker::new(site, func, 0);
    tracker.of_request = true;
    tracker.given_to(call, twin);
    tracker.into_journey()
}

/// Follows the literals in which `node` stands, somewhere in `func`, as functions that use a context of it.
pub fn journey_of_literals(site: Site, func: NodeId, node: NodeId) -> Journey {
    let mut tracker = Tracker::new(site, func, 0);
    tracker.of_request = true;
    tracker.captured(node, Value::new(What::Context, Level::Known));
    tracker.run();
    tracker.into_journey()
}

/// Follows what `call`, somewhere in `func`, gives back, of which the results in `lasting` may use a context later that
/// it is given.
pub fn journey_of_results(site: Site, func: NodeId, call: NodeId, lasting: &[(usize, Level)]) -> Journey {
    let mut tracker = Tracker::new(site, func, 0);
    tracker.of_request = true;
    tracker.given_back(call, lasting);
    tracker.into_journey()
}

/// Whether `func` is, or is a literal in, the body of a test, benchmark or fuzz function or of `main.main`: there
/// a goroutine is expected to end with the context it was started with.
pub fn ends_with_program(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let root = tree.root();
    let Some(name) = tree.child(root, Field::Name).map(|n| tree.text(n)) else { return false };
    if site.package.name == "main" && tree.kind(root) == Kind::FuncDecl && name == "main" {
        return true;
    }
    if !site.file.is_test() {
        return false;
    }
    let test_name =
        ["Test", "Benchmark", "Fuzz", "Example", "test", "benchmark"].iter().any(|p| name.starts_with(p));
    test_name && (name.starts_with("Example") || takes_testing(site, root) || takes_gocheck(site, root))
        || is_suite_method(site, root)
        || is_subtest(site, func)
}

/// Whether `func` is a method that test suites run as a test: `func (s *Suite) TestX()`.
fn is_suite_method(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let is_test = tree.child(func, Field::Name).is_some_and(|n| tree.text(n).starts_with("Test"));
    let takes_nothing = tree.child(func, Field::Parameters).is_some_and(|list| {
        tree.children(list).all(|p| tree.child(p, Field::Name).is_some_and(|n| is_of_gocheck(site, n)))
    });
    tree.kind(func) == Kind::MethodDecl
        && is_test
        && takes_nothing
        && tree.child(func, Field::Result).is_none()
}

/// Whether a parameter of `func` is a `*check.C`.
fn takes_gocheck(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let list = tree.child(func, Field::Parameters);
    list.is_some_and(|l| {
        tree.children(l).filter_map(|p| tree.child(p, Field::Name)).any(|n| is_of_gocheck(site, n))
    })
}

/// Whether the parameter is what gocheck, or one that goes on from it, steers a test by: a `*check.C`.
fn is_of_gocheck(site: Site, name: NodeId) -> bool {
    let t = site.type_of(name);
    let of_check = |package: &str| {
        package.rsplit('/').find(|part| !part.starts_with('v')).is_some_and(|p| p.starts_with("check"))
    };
    named(t.pointee()).is_some_and(|(package, name)| name == "C" && of_check(package))
}

/// Whether a parameter of `func` is a `*testing.T`, `*testing.B`, `*testing.F` or `testing.TB`.
fn takes_testing(site: Site, func: NodeId) -> bool {
    testing_parameter(site, func).is_some()
}

/// The name of the first parameter of `func` that a test is steered by.
pub fn testing_parameter(site: Site, func: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let list = tree.child(func, Field::Parameters)?;
    tree.children(list)
        .filter_map(|p| tree.child(p, Field::Name))
        .find(|&n| matches!(named(site.type_of(n).pointee()), Some(("testing", "T" | "B" | "F" | "TB"))))
}

/// Whether `func` is, or is inside, a literal that `Run` is given with a parameter of a test.
fn is_subtest(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    std::iter::once(func).chain(tree.ancestors(func)).filter(|&f| tree.kind(f) == Kind::FuncLit).any(
        |literal| {
            let call =
                tree.parent(literal).filter(|&a| tree.kind(a) == Kind::Args).and_then(|a| tree.parent(a));
            call.and_then(|c| called_name(site, c)) == Some("Run") && takes_testing(site, literal)
        },
    )
}
