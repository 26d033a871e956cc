//! What a goroutine would have from the values of another context: whether its work reads any, as far as that is known,
//! and whether anybody puts some there.

use crate::contexts::calls::{called_name, is_detached_call, passed_to};
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
    let packages = || site.program.whole(&site.package.list);
    reads_at(site, place, &packages().packages, MAX_DEPTH)
}

fn reads_at(site: Site, place: NodeId, packages: &[Arc<Package>], depth: usize) -> bool {
    let tree = site.tree();
    let method = tree.parent(place).filter(|&s| tree.kind(s) == Kind::Selector);
    if let Some(method) = method.and_then(|s| tree.child(s, Field::FieldName)) {
        return tree.text(method) == "Value";
    }
    let Some(call) = passed_to(site, place) else { return false };
    if called_name(site, call).is_some_and(|n| n.ends_with("FromContext") || n.ends_with("FromCtx")) {
        return true;
    }
    let index = tree.args(call).position(|c| c == place);
    let literal = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::FuncLit);
    if let Some(parameter) = literal.zip(index).and_then(|(l, i)| parameters(site, l).get(i).copied()) {
        return reads_of(site, parameter.variable, packages, depth);
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
            Some(variable) => reads_of(site, variable, packages, depth - 1),
            None => reads_at(site, call, packages, depth - 1),
        }
    };
    if depth > 0 && results(site, call).first().is_some_and(is_context) && made() {
        return true;
    }
    let own = bodies(site, packages, call);
    let leaves =
        own.is_empty() && (!is_std(&known.package) || matches!(&*known.package, "net/http" | "database/sql"));
    if leaves {
        return site.package.module.requires.iter().any(|r| has_part(&r.path, &INSTRUMENTS));
    }
    depth > 0
        && own.iter().filter_map(|f| f.site(site.program)).any(|inner| {
            let root = inner.tree().root();
            let parameter = index.and_then(|i| parameters(inner, root).get(i).copied());
            let reads = reads_of(inner, parameter.and_then(|p| p.variable), packages, depth - 1);
            // What makes a context of its own is to work under the one that it is given.
            reads || own_contexts(inner).any(|c| reads_at(inner, c, packages, depth - 1))
        })
}

/// Whether values are read from the context that the variable holds.
fn reads_of(site: Site, variable: Option<BindingId>, packages: &[Arc<Package>], depth: usize) -> bool {
    let uses = variable.map_or(&[][..], |v| site.scopes().uses(v)).iter();
    uses.filter(|&&u| !is_write(site.tree(), u)).any(|&u| reads_at(site, u, packages, depth))
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
