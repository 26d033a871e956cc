//! Who calls a function or method that is declared at a site, and how: waiting for it, or beside it.

use super::calls::calls_named;
use super::parameters::parameters;
use super::types::{receiver_type, request_type};
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId, Tree};
use crate::golang::types::Type;

/// How a function is called without its caller waiting for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotWaitedFor {
    /// With `go` or deferred.
    Any,
    /// Deferred.
    Deferred,
}

/// How many callers up it is looked for who starts a goroutine.
pub const MAX_CALLERS: usize = 2;

/// The declarations of the package that `may` be of interest, as it says of their text, and whether that is in a file
/// of tests: only those are parsed.
pub fn declarations<'a>(
    site: Site<'a>,
    may: impl Fn(bool, &str) -> bool + Copy + 'a,
) -> impl Iterator<Item = Site<'a>> + 'a {
    site.package.files.iter().flat_map(move |file| {
        let decls = file.skim.decls.iter().enumerate();
        let of_interest = decls.filter(move |(_, d)| may(file.is_test(), &file.text[d.span.range()]));
        of_interest.filter_map(move |(decl, _)| Site::new(site.program, site.package, file, decl))
    })
}

/// The calls in the package, outside of tests, that may be calls of the function or method declared at the site, each
/// with the declaration that it stands in.
pub fn calls_of<'a>(site: Site<'a>, func: NodeId) -> impl Iterator<Item = (Site<'a>, NodeId)> + 'a {
    let tree = site.tree();
    let name = tree.child(func, Field::Name).map(|n| tree.text(n));
    let mentions = move |is_test: bool, text: &str| !is_test && name.is_some_and(|n| text.contains(n));
    declarations(site, mentions).flat_map(move |caller| {
        let calls = calls_named(caller, name.unwrap_or_default());
        calls.filter(move |&call| may_call(caller, call, site)).map(move |call| (caller, call))
    })
}

/// The declarations of the package, outside of tests, that so call the function or method declared at the site.
pub fn plain_callers<'a>(site: Site<'a>, func: NodeId) -> impl Iterator<Item = Site<'a>> + 'a {
    let tree = site.tree();
    let name = tree.child(func, Field::Name).map(|n| tree.text(n));
    let mentions = move |is_test: bool, text: &str| !is_test && name.is_some_and(|n| text.contains(n));
    declarations(site, mentions).filter(move |s| name.is_some_and(|n| calls_plainly(*s, site, n)))
}

/// Whether the function or method declared at the site is called in its package, outside of tests, by who waits for it.
pub fn runs_plainly(site: Site, func: NodeId) -> bool {
    plain_callers(site, func).next().is_some()
}

/// Whether the declaration at `site` so calls the one at `func`, which is called `name`.
fn calls_plainly(site: Site, func: Site, name: &str) -> bool {
    let tree = site.tree();
    calls_known_of(site, func, name).any(|call| !is_left(tree, call, NotWaitedFor::Any))
}

/// Whether `func` is started with `go` or deferred, or only the latter: a literal where it stands, a declared
/// function or method of that name somewhere in its package.
pub fn runs_unwaited(site: Site, func: NodeId, how: NotWaitedFor) -> bool {
    let tree = site.tree();
    if tree.kind(func) == Kind::FuncLit {
        let call = tree.parent(func).filter(|_| tree.field(func) == Field::Function);
        return call.and_then(|c| tree.parent(c)).is_some_and(|s| leaves_unwaited(tree.kind(s), how));
    }
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let may = move |_, text: &str| {
        text.contains(name) && (text.contains("defer ") || how == NotWaitedFor::Any && text.contains("go "))
    };
    declarations(site, may).any(|s| calls_unwaited(s, site, name, how))
}

/// Whether a function of the package that calls `func`, up to `depth` calls back, is started with `go` or deferred; not
/// one that only makes the literal, a handler of its own, in which that is called.
pub fn is_run_beside_by_caller(site: Site, func: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let name = tree.child(func, Field::Name).map(|n| tree.text(n)).unwrap_or_default();
    depth > 0
        && plain_callers(site, func).any(|caller| {
            let root = caller.tree().root();
            let mut calls = calls_known_of(caller, site, name);
            calls.any(|call| !in_handler_of_its_own(caller, call))
                && (runs_unwaited(caller, root, NotWaitedFor::Any)
                    || is_run_beside_by_caller(caller, root, depth - 1))
        })
}

/// Whether the call stands in a literal that is given a request: it runs while that is served, whoever makes it.
fn in_handler_of_its_own(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut literals = tree.ancestors(call).filter(|&a| tree.kind(a) == Kind::FuncLit);
    literals.any(|l| parameters(site, l).iter().any(|p| request_type(site, &p.type_in(site)).is_some()))
}

/// Whether the declaration at `site` so calls the one at `func`, which is called `name`, or may do so.
fn calls_unwaited(site: Site, func: Site, name: &str, how: NotWaitedFor) -> bool {
    let tree = site.tree();
    calls_named(site, name).filter(|&call| is_left(tree, call, how)).any(|call| may_call(site, call, func))
}

/// Whether nobody waits for the call: it is that of such a statement, or stands in a literal there. What such a call is
/// given is worked out before: `go serve(addr, wrap(h))`.
fn is_left(tree: &Tree, call: NodeId, how: NotWaitedFor) -> bool {
    let mut below = call;
    let mut in_literal = false;
    for above in tree.ancestors(call) {
        if leaves_unwaited(tree.kind(above), how) && (below == call || in_literal) {
            return true;
        }
        in_literal |= tree.kind(above) == Kind::FuncLit;
        below = above;
    }
    false
}

fn leaves_unwaited(kind: Kind, how: NotWaitedFor) -> bool {
    kind == Kind::Defer || how == NotWaitedFor::Any && kind == Kind::Go
}

/// The calls in the declaration at `site` that are known to call the one at `func`, which is called `name`, or a method
/// of an interface that may be it.
pub fn calls_known_of<'a>(
    site: Site<'a>,
    func: Site<'a>,
    name: &'a str,
) -> impl Iterator<Item = NodeId> + 'a {
    calls_named(site, name)
        .filter(move |&call| matches!(site.callee(call), Callee::Known(_)) && may_call(site, call, func))
}

/// Whether the call may be one of the function or method declared at `func`: its callee is that, is not known, or is a
/// method of an interface that the receiver may implement.
pub fn may_call(site: Site, call: NodeId, func: Site) -> bool {
    match site.callee(call) {
        Callee::Known(known) if known.interface => {
            let tree = site.tree();
            let interface = tree.receiver(call).map(|o| site.type_of(o));
            let receiver = Type::pointer(receiver_type(func));
            interface.is_none_or(|i| site.program.implements(&receiver, &i) != Some(false))
        }
        Callee::Known(known) => {
            known.decls.is_empty() && known.package == func.package.path
                || known.decls.iter().any(|d| d.file.path == func.file.path && d.decl == func.decl)
        }
        Callee::Unknown | Callee::Value => true,
        _ => false,
    }
}
