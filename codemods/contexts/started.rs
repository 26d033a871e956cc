//! Functions that are started with `go` under the context of a request, which is over before they are done.

use super::never::{called_name, may_call};
use super::origins::{Given, given};
use super::types::request_type;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether somebody in the package starts the function or method `func`, which is declared at the site, with `go` and
/// the context of a request: `go h.validate(r.Context(), id)`. What it needs to be done has another for a reason.
pub fn is_started_under_request(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    site.package.files.iter().any(|file| {
        let decls = file.skim.decls.iter().enumerate();
        let may = |text: &str| text.contains("go ") && text.contains(name);
        decls.filter(|(_, d)| may(&file.text[d.span.range()])).any(|(decl, _)| {
            Site::new(site.program, site.package, file, decl).is_some_and(|s| starts(s, site, name))
        })
    })
}

/// Whether the declaration at `site` does so with the one at `func`, which is called `name`.
fn starts(site: Site, func: Site, name: &str) -> bool {
    let tree = site.tree();
    tree.subtree(tree.root())
        .filter(|&n| tree.kind(n) == Kind::Go)
        .filter_map(|go| tree.only_child(go))
        .filter(|&call| called_name(site, call) == Some(name) && gives_request(site, call))
        .any(|call| may_call(site, call, func))
}

/// Whether an argument of the call is `r.Context()`, or a variable that holds it.
fn gives_request(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let args = tree.child(call, Field::Arguments);
    args.into_iter().flat_map(|a| tree.children(a)).any(|argument| {
        let variable = site.scopes().resolve(argument).filter(|_| tree.kind(argument) == Kind::Ident);
        let value = variable.and_then(|v| match given(site, site.scopes().binding(v).ident) {
            Some((Given::Value(value), _)) => Some(value),
            _ => None,
        });
        is_of_request(site, value.unwrap_or(argument))
    })
}

/// `r.Context()`, `c.Request.Context()`
fn is_of_request(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    let function = tree.child(expr, Field::Function).filter(|_| tree.kind(expr) == Kind::Call);
    let operand = function.and_then(|f| tree.child(f, Field::Operand));
    operand.is_some_and(|o| {
        called_name(site, expr).is_some_and(|n| n.ends_with("Context"))
            && request_type(site, &site.type_of(o)).is_some()
    })
}
