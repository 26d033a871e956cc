//! Which calls never return: `panic`, a list of library calls, and functions of the package whose every path ends
//! in one (`facts::calls`; the induction is that of x/tools' ctrlflow pass).

use super::program::{Callee, FuncRef, Site};
use super::syntax::{Field, Kind, NodeId};
use crate::facts::calls::{NEVER_RETURN, NEVER_RETURN_METHODS, fits};

/// How many calls deep functions of the package are followed.
const MAX_DEPTH: usize = 4;

/// Longer bodies are taken to return: a function made to end the program is short.
const MAX_BODY: usize = 4096;

/// Whether control never comes back from `call`.
pub fn never_returns(site: Site, call: NodeId) -> bool {
    ends(site, call, 0)
}

fn ends(site: Site, call: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let Some(function) = tree.child(call, Field::Function) else { return false };
    let name = match tree.kind(tree.unparen(function)) {
        Kind::Ident => tree.text(tree.unparen(function)),
        Kind::Selector => match tree.child(tree.unparen(function), Field::FieldName) {
            Some(field) => tree.text(field),
            None => return false,
        },
        _ => return false,
    };
    let listed = name == "panic"
        || NEVER_RETURN.iter().any(|f| fits(f.1, name))
        || NEVER_RETURN_METHODS.iter().any(|m| fits(m.2, name));
    if !listed && !may_end(site, name) {
        return false;
    }
    let in_list = |package: &str, name: &str| NEVER_RETURN.iter().any(|f| f.0 == package && fits(f.1, name));
    // For a function of another package the list decides: that package need not be read.
    let operand = tree.child(tree.unparen(function), Field::Operand);
    if let Some(path) = operand.and_then(|o| site.names_import(o)).filter(|p| **p != *site.package.path) {
        return in_list(&path, name);
    }
    match site.callee(call) {
        Callee::Builtin(builtin) => builtin == "panic",
        Callee::Known(known) => {
            let receiver = known.receiver.as_deref();
            let in_list = match receiver {
                None => in_list(&known.package, &known.name),
                Some(receiver) => NEVER_RETURN_METHODS.iter().any(|m| {
                    m.0 == &*known.package && (m.1 == receiver || m.1 == "*") && fits(m.2, &known.name)
                }),
            };
            in_list
                || depth < MAX_DEPTH
                    && !known.decls.is_empty()
                    && known.package == site.package.path
                    && known.decls.iter().all(|d| body_ends(site, d, depth + 1))
        }
        _ => false,
    }
}

/// A cheap look at the functions and methods of that name in the package: whether one could end so.
fn may_end(site: Site, name: &str) -> bool {
    site.package.callables(name).any(|f| {
        let text = f.body_text();
        text.len() <= MAX_BODY
            && ["panic(", "Exit(", "Fatal", "Panic", "Goexit", "FailNow", "Skip", "for {", "select {}"]
                .iter()
                .any(|w| text.contains(w))
    })
}

fn body_ends(site: Site, function: &FuncRef, depth: usize) -> bool {
    let Some(inner) = function.site(site.program) else { return false };
    if function.body_text().len() > MAX_BODY {
        return false;
    }
    let tree = inner.tree();
    let flow = super::flow::Flow::build(tree, tree.root(), &|call| ends(inner, call, depth));
    !flow.exits().any(|exit| flow.reachable(exit))
}
