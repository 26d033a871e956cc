//! What a goroutine would have from the values of another context: whether its work reads any, as far as that is known,
//! and whether anybody puts some there.

use crate::contexts::calls::{called_name, calls_context, is_detached_call, passed_to};
use crate::contexts::detached::reached::bodies;
use crate::contexts::harmless::is_logging_package;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_context, results};
use crate::edits::imports::is_std;
use crate::facts::requests::HTTP_REQUEST;
use crate::golang::program::memo::Memo;
use crate::golang::program::{Callee, Package, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::path::Path;
use std::sync::Arc;

/// Parts of the paths of packages that put values into contexts, and read them again: for traces, for logs.
const CARRIERS: [&str; 9] = [
    "opentelemetry",
    "opentracing",
    "opencensus",
    "dd-trace-go",
    "newrelic",
    "sentry-go",
    "zipkin",
    "zerolog",
    "apm",
];

/// Parts of the paths of modules that make clients and databases do so.
const INSTRUMENTS: [&str; 7] =
    ["instrumentation", "otelsql", "otelgorm", "otelpgx", "redisotel", "dd-trace-go", "newrelic"];

/// How many functions deep it is looked for who reads values.
const MAX_DEPTH: usize = 5;

fn has_part(path: &str, parts: &[&str]) -> bool {
    path.split(['/', '.']).any(|part| parts.iter().any(|c| part.starts_with(c)))
}

/// Whether the work that is given the context at `place` reads values from it, to log or to trace, as the code says
/// that it comes to; or leaves the module with it, where that requires what makes clients read them.
pub(super) fn are_read(site: Site, place: NodeId) -> bool {
    let whole = site.program.whole(&site.package.list);
    let put = passed_to(site, place).map(|call| keys_put(site, call)).unwrap_or_default();
    reads_at(site, place, &Search { packages: &whole.packages, put }, MAX_DEPTH)
}

/// What is looked through, and the keys of values that are put into the context right where it comes from.
struct Search<'a> {
    packages: &'a [Arc<Package>],
    put: Vec<String>,
}

/// The keys under which the function of the module that is called puts values into the context that it is given and
/// gives back: `return context.WithValue(ctx, dbKey, db)`.
fn keys_put(site: Site, call: NodeId) -> Vec<String> {
    let Callee::Known(known) = site.callee(call) else { return Vec::new() };
    let own = known.decls.iter().filter(|f| f.is_of_module(site)).filter_map(|f| f.site(site.program));
    let keys = own.flat_map(|inner| {
        let tree = inner.tree();
        let puts = tree.calls(tree.root()).filter(|&c| calls_context(inner, c, "WithValue"));
        puts.filter_map(|c| key_of(inner, tree.arg(c, 1)?)).collect::<Vec<_>>()
    });
    keys.collect()
}

/// The key of a value, by the package that it belongs to.
fn key_of(site: Site, key: NodeId) -> Option<String> {
    let tree = site.tree();
    let is_own = tree.kind(key) == Kind::Ident && site.scopes().resolve(key).is_none()
        || tree.kind(key) == Kind::CompositeLit;
    is_own.then(|| format!("{}.{}", site.package.path, tree.text(key)))
}

fn reads_at(site: Site, place: NodeId, search: &Search, depth: usize) -> bool {
    let tree = site.tree();
    let method = tree.parent(place).filter(|&s| tree.kind(s) == Kind::Selector);
    if let Some(name) = method.and_then(|s| tree.child(s, Field::FieldName)) {
        let call = method.and_then(|s| tree.parent(s)).filter(|&c| tree.kind(c) == Kind::Call);
        let key = call.and_then(|c| tree.arg(c, 0)).and_then(|k| key_of(site, k));
        return tree.text(name) == "Value" && !key.is_some_and(|k| search.put.contains(&k));
    }
    let Some(call) = passed_to(site, place) else { return false };
    let is_getter =
        called_name(site, call).is_some_and(|n| n.ends_with("FromContext") || n.ends_with("FromCtx"));
    if is_getter && !reads_what_was_put(site, call, search) {
        return true;
    }
    let index = tree.args(call).position(|c| c == place);
    let literal = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::FuncLit);
    if let Some(parameter) = literal.zip(index).and_then(|(l, i)| parameters(site, l).get(i).copied()) {
        return reads_of(site, parameter.variable, search, depth);
    }
    let Callee::Known(known) = site.callee(call) else { return false };
    if is_logging_package(&known.package) || has_part(&known.package, &CARRIERS) {
        return true;
    }
    // `ctx, cancel := context.WithTimeout(ctx, d)`
    let made = || {
        let target = targets_of(site, call).first().copied();
        let kept = target.filter(|&t| tree.kind(t) == Kind::Ident).map(|t| site.scopes().resolve(t));
        match kept {
            // Its other uses are looked at anyway.
            Some(variable) if variable == site.scopes().resolve(place) => false,
            Some(variable) => reads_of(site, variable, search, depth - 1),
            None => reads_at(site, call, search, depth - 1),
        }
    };
    if depth > 0 && results(site, call).first().is_some_and(is_context) && made() {
        return true;
    }
    let own = bodies(site, search.packages, call);
    let leaves =
        own.is_empty() && (!is_std(&known.package) || matches!(&*known.package, "net/http" | "database/sql"));
    if leaves {
        return site.package.module.requires.iter().any(|r| has_part(&r.path, &INSTRUMENTS));
    }
    depth > 0
        && own.iter().filter_map(|f| f.site(site.program)).any(|inner| {
            let root = inner.tree().root();
            let parameter = index.and_then(|i| parameters(inner, root).get(i).copied());
            let reads = reads_of(inner, parameter.and_then(|p| p.variable), search, depth - 1);
            // What makes a context of its own is to work under the one that it is given.
            reads || own_contexts(inner).any(|c| reads_at(inner, c, search, depth - 1))
        })
}

/// Whether the function of the module that is called reads no other values from its context than those that were put
/// there.
fn reads_what_was_put(site: Site, call: NodeId, search: &Search) -> bool {
    let own = bodies(site, search.packages, call);
    !search.put.is_empty()
        && !own.is_empty()
        && own.iter().filter_map(|f| f.site(site.program)).all(|inner| {
            let tree = inner.tree();
            let mut keys = tree.calls(tree.root()).filter(|&c| called_name(inner, c) == Some("Value"));
            keys.all(|c| {
                tree.arg(c, 0).and_then(|k| key_of(inner, k)).is_some_and(|k| search.put.contains(&k))
            })
        })
}

/// Whether values are read from the context that the variable holds.
fn reads_of(site: Site, variable: Option<BindingId>, search: &Search, depth: usize) -> bool {
    let uses = variable.map_or(&[][..], |v| site.scopes().uses(v)).iter();
    uses.filter(|&&u| !is_write(site.tree(), u)).any(|&u| reads_at(site, u, search, depth))
}

/// The contexts from nothing in the function declared at the site.
fn own_contexts(site: Site<'_>) -> impl Iterator<Item = NodeId> + '_ {
    let tree = site.tree();
    tree.subtree(tree.root()).filter(move |&n| tree.kind(n) == Kind::Call && is_detached_call(site, n))
}

/// Whether somebody may have put values into the root's context: the module requires something that does, or does so
/// itself somewhere; into that of a request of a framework where it gives that another. Of a module that requires
/// nothing nothing is known.
pub(super) fn may_be_there(site: Site, root: &Root) -> bool {
    let module = &site.package.module;
    module.requires.is_empty() || module.requires.iter().any(|r| has_part(&r.path, &CARRIERS)) || {
        let puts = site.program.memory::<Carrying>().0.get(module.root.clone(), || carrying(site));
        let of_framework = root.request_type().is_some_and(|kind| kind.package != HTTP_REQUEST.package);
        puts.values && (puts.requests || !of_framework)
    }
}

/// What the code of a module, outside of tests, does.
#[derive(Clone, Copy)]
struct Puts {
    /// It puts values into contexts.
    values: bool,
    /// It gives the request of a framework another context.
    requests: bool,
}

/// What modules do, by their roots.
#[derive(Default)]
struct Carrying(Memo<Arc<Path>, Puts>);

fn carrying(site: Site) -> Puts {
    const GIVE: [&str; 5] =
        [".Request = ", "SetRequest(", "SetUserContext(", "stream.Context()", "WrapServerStream("];
    let whole = site.program.whole(&site.package.list);
    let files = || whole.packages.iter().flat_map(|p| p.files.iter()).filter(|f| !f.is_test());
    Puts {
        values: files().any(|f| f.text.contains("WithValue(")),
        requests: files().any(|f| GIVE.iter().any(|w| f.text.contains(w))),
    }
}
