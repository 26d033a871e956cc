//! Functions of the module that run for more than the caller whose context they have, some calls below: within what is
//! found out once for all who ask, `group.Do(key, func() (any, error) { return s.load(ctx) })`, or within what a
//! handler has deferred. To end with that context would end the work of others, or what is to be done whatever has
//! happened.

use super::work::is_given_context;
use crate::contexts::callers::plain_callers;
use crate::contexts::calls::{called_name, declared_name};
use crate::contexts::never::in_literal_known_to_be_shared;
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{Carrier, Root};
use crate::contexts::types::{declared_results, is_context, receiver_type, request_type};
use crate::facts::words;
use crate::golang::program::memo::Memo;
use crate::golang::program::{Callee, File, FuncRef, Package, Site};
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// How many calls below such a literal functions are looked for.
const MAX_DEPTH: usize = 4;

/// So many functions in all are followed: what is reached by more is reached by everything.
const MAX_FUNCTIONS: usize = 1000;

/// A declaration: its file, and its number there.
type Decl = (Arc<Path>, usize);

/// What is reached in a module, by its root.
#[derive(Default)]
struct Reached(Memo<Arc<Path>, Arc<BTreeSet<Decl>>>);

/// Whether the root is the parameter of a declared function that is called, outside of tests, from such a literal with
/// a context, or a request, of the function around that; and by nobody in its package who is not.
pub(super) fn runs_for_more_than_caller(site: Site, root: &Root) -> bool {
    let reached = site.program.memory::<Reached>();
    let find = || Arc::new(functions(site));
    let reached = reached.0.get(site.package.list.root.clone(), find);
    let is_reached = |s: Site| reached.contains(&(s.file.path.clone(), s.decl));
    let name = declared_name(site);
    let shares =
        |caller: Site| called_within(caller).into_iter().any(|call| called_name(caller, call) == name);
    root.func() == site.tree().root()
        && is_reached(site)
        && plain_callers(site, root.func()).all(|caller| is_reached(caller) || shares(caller))
}

fn functions(site: Site) -> BTreeSet<Decl> {
    let whole = site.program.whole(&site.package.list);
    let mut waiting: Vec<(FuncRef, usize)> = Vec::new();
    for package in &whole.packages {
        for file in package.files.iter().filter(|f| !f.is_test()) {
            let decls = file.skim.decls.iter().enumerate();
            let of_interest = decls.filter(|(_, d)| may_hold(file, &file.text[d.span.range()]));
            for inner in of_interest.filter_map(|(d, _)| Site::new(site.program, package, file, d)) {
                let called = called_within(inner).into_iter();
                waiting.extend(called.flat_map(|c| bodies(inner, &whole.packages, c)).map(|f| (f, 1)));
            }
        }
    }
    let mut all = BTreeSet::new();
    while let Some((function, depth)) = waiting.pop() {
        if all.len() == MAX_FUNCTIONS || !all.insert((function.file.path.clone(), function.decl)) {
            continue;
        }
        let Some(inner) = function.site(site.program).filter(|_| depth < MAX_DEPTH) else { continue };
        // Behind an interface stands what all others call too: a store, of which such a literal is one user of many.
        let called = called_with_own(inner).into_iter().filter(|&c| !is_of_interface(inner, c));
        waiting.extend(called.flat_map(|c| bodies(inner, &whole.packages, c)).map(|f| (f, depth + 1)));
    }
    all
}

/// A cheap look whether such a literal may stand in a declaration of that text.
fn may_hold(file: &File, text: &str) -> bool {
    let is_called = |w: &str| text.match_indices(w).any(|(at, _)| text[at + w.len()..].starts_with('('));
    text.contains("func(") && words::SHARES.iter().any(|w| is_called(w))
        || text.contains("defer func(") && may_have_request(file)
}

/// Whether the file imports something of which a request comes, by what such packages are called.
fn may_have_request(file: &File) -> bool {
    ["net/http", "gin", "echo", "fiber"].iter().any(|w| file.skim.imports.iter().any(|i| i.path.contains(w)))
}

/// The calls in literals of the declaration, which run for others too or are deferred, that are given a context or a
/// request from outside of these; of what is deferred only those that are given a request.
fn called_within(site: Site) -> Vec<NodeId> {
    let tree = site.tree();
    let func = tree.root();
    // What gives nothing, as the start of a service that is done once, finds nothing out for others.
    let finds_out = |l: NodeId| {
        let runs_for_others = |n: NodeId| in_literal_known_to_be_shared(site, func, n);
        !declared_results(site, l).is_empty()
            && tree.child(l, Field::Body).is_some_and(runs_for_others)
            && !runs_for_others(l)
    };
    let is_shared = |n: NodeId| tree.ancestors(n).any(|a| tree.kind(a) == Kind::FuncLit && finds_out(a));
    let is_deferred = |n: NodeId| {
        let mut within = tree.ancestors(n).skip_while(|&a| tree.kind(a) != Kind::FuncLit);
        within.any(|a| tree.kind(a) == Kind::Defer)
    };
    let is_started = |n: NodeId| tree.ancestors(n).any(|a| tree.kind(a) == Kind::Go);
    let calls = tree.calls(func).filter(|&n| !is_started(n));
    let is_outer = |a: NodeId, within: &dyn Fn(NodeId) -> bool, counts: &dyn Fn(&Type) -> bool| {
        let variable = site.scopes().resolve(a).filter(|_| tree.kind(a) == Kind::Ident);
        variable.is_some_and(|v| !within(site.scopes().binding(v).ident)) && counts(&site.type_of(a))
    };
    let carries = |t: &Type| is_context(t) || request_type(site, t).is_some();
    let is_request = |t: &Type| request_type(site, t).is_some();
    let gets = |call: &NodeId| {
        let args = || tree.args(*call);
        args().any(|a| is_outer(a, &is_shared, &carries)) && is_shared(*call)
            || args().any(|a| is_outer(a, &is_deferred, &is_request)) && is_deferred(*call)
    };
    calls.filter(gets).collect()
}

/// The calls in the function declared at the site that are given a context or request of its own.
pub(super) fn called_with_own(site: Site) -> Vec<NodeId> {
    let tree = site.tree();
    let func = tree.root();
    let roots = parameters(site, func).into_iter().filter_map(|parameter| {
        let ty = parameter.type_in(site);
        let carrier = match request_type(site, &ty) {
            Some(kind) => Carrier::Request(kind),
            None if is_context(&ty) => Carrier::Context,
            None => return None,
        };
        Some(Root { parameter, carrier })
    });
    let roots: Vec<Root> = roots.filter(|r| r.parameter.variable.is_some()).collect();
    let gets = |call: NodeId, root: &Root| {
        let mut args = tree.args(call);
        args.any(|a| root.is_named_by(site, a)) || is_given_context(site, root, call)
    };
    let calls = tree.calls(func);
    calls.filter(|&c| roots.iter().any(|root| gets(c, root))).collect()
}

/// Whether the method of an interface is called.
pub(super) fn is_of_interface(site: Site, call: NodeId) -> bool {
    matches!(site.callee(call), Callee::Known(known) if known.interface)
}

/// The functions of the module that the call may run.
pub fn bodies(site: Site, packages: &[Arc<Package>], call: NodeId) -> Vec<FuncRef> {
    let tree = site.tree();
    let (Callee::Known(known), Some(name)) = (site.callee(call), called_name(site, call)) else {
        return Vec::new();
    };
    let in_module = |f: &FuncRef| f.is_of_module(site) && !f.file.is_test();
    if !known.interface {
        return known.decls.iter().filter(|f| in_module(f)).cloned().collect();
    }
    let operand = tree.receiver(call);
    let Some(interface) = operand.map(|o| site.type_of(o)) else { return Vec::new() };
    let methods = packages.iter().flat_map(|p| p.callables(name)).filter(|f| in_module(f));
    let methods = methods.filter(|f| f.file.skim.decls[f.decl].kind == DeclKind::Method);
    let implements = |f: &FuncRef| {
        let receiver = f.site(site.program).map(|s| Type::pointer(receiver_type(s)));
        receiver.is_some_and(|r| site.program.implements(&r, &interface) == Some(true))
    };
    methods.filter(implements).collect()
}
