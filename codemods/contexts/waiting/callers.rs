//! What callers do with the error of a function that leaves when its context ends.

use crate::contexts::detached::place::is_detached_call;
use crate::contexts::never::{called_name, declarations, may_call};
use crate::contexts::origins::{Given, given, only_value};
use crate::contexts::parameters::parameters;
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::returns::never_returns;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether a caller in the package, outside of tests, ends the program when the declared function fails:
/// `if err := run(ctx); err != nil { os.Exit(1) }`. To fail earlier is to end it earlier then.
pub fn ends_program(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let may = move |is_test: bool, text: &str| !is_test && text.contains(name);
    declarations(site, may).any(|caller| ends_in(caller, site, name))
}

/// Whether all callers of the declared function, which nobody else can call, give it for its parameter `variable` a
/// context that never ends: `context.WithValue(context.Background(), key, value)`, `context.WithoutCancel(ctx)`.
pub fn never_end(site: Site, func: NodeId, variable: Option<BindingId>, depth: usize) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let index = parameters(site, func).iter().position(|p| p.variable.is_some() && p.variable == variable);
    let Some(index) = index.filter(|_| !name.starts_with(char::is_uppercase) && depth > 0) else {
        return false;
    };
    let may = move |is_test: bool, text: &str| !is_test && text.contains(name);
    let calls = |caller: Site| {
        let tree = caller.tree();
        let named =
            tree.subtree(tree.root()).filter(|&n| tree.kind(n).is_name() || tree.kind(n) == Kind::FieldIdent);
        let named = named.filter(|&n| tree.text(n) == name && caller.scopes().resolve(n).is_none());
        // A use that is no call, but for the declaration, may be one with any context.
        let all: Vec<bool> = named
            .filter(|&n| {
                tree.field(n) != Field::Name || !tree.parent(n).is_some_and(|p| tree.kind(p).is_func())
            })
            .map(|n| {
                let function = tree.parent(n).filter(|&p| tree.kind(p) == Kind::Selector).unwrap_or(n);
                let call = tree.parent(function).filter(|&c| tree.kind(c) == Kind::Call);
                let args = call.and_then(|c| tree.child(c, Field::Arguments));
                args.and_then(|a| tree.children(a).nth(index)).is_some_and(|a| never_ends(caller, a, depth))
            })
            .collect();
        all
    };
    let all: Vec<bool> = declarations(site, may).flat_map(calls).collect();
    !all.is_empty() && all.into_iter().all(|never| never)
}

fn never_ends(site: Site, context: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    if tree.kind(context) == Kind::Ident {
        let variable = site.scopes().resolve(context);
        let is_parameter = variable.is_some_and(|v| site.scopes().binding(v).kind == BindingKind::Param);
        return match only_value(site, context) {
            Some(value) => never_ends(site, value, depth),
            None if is_parameter => tree
                .enclosing_func(context)
                .is_some_and(|f| never_end(site, f, variable, depth.saturating_sub(1))),
            None => variable.is_some_and(|v| is_only_given_values(site, v, depth)),
        };
    }
    let first = || tree.child(context, Field::Arguments).and_then(|a| tree.children(a).next());
    match called_name(site, context).filter(|_| tree.kind(context) == Kind::Call) {
        Some("WithoutCancel") => true,
        Some("WithValue") => first().is_some_and(|c| never_ends(site, c, depth)),
        _ => is_detached_call(site, context),
    }
}

/// Whether the variable is given a context that never ends, and else only ones that are made of what it holds to carry
/// more: `ctx := context.Background()`, and then `ctx, span := tracer.Start(ctx, name)`.
fn is_only_given_values(site: Site, variable: BindingId, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
    let mut all = writes.chain([scopes.binding(variable).ident]).peekable();
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(variable);
    all.all(|target| match given(site, target) {
        _ if depth == 0 => false,
        Some((Given::Value(value), _)) => !is_it(value) && never_ends(site, value, depth - 1),
        Some((Given::Result(call, 0), _)) => {
            let parent = tree.child(call, Field::Arguments).and_then(|a| tree.children(a).next());
            called_name(site, call).is_some_and(words::starts_span)
                && parent.is_some_and(|p| is_it(p) || never_ends(site, p, depth - 1))
        }
        _ => false,
    })
}

fn ends_in(caller: Site, func: Site, name: &str) -> bool {
    let tree = caller.tree();
    let calls = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Call);
    calls.filter(|&call| called_name(caller, call) == Some(name)).any(|call| {
        may_call(caller, call, func) && check_behind(caller, call).is_some_and(|block| ends(caller, block))
    })
}

/// The block that is run if the call has failed: of the `if` that it stands in the header of, or of the one behind.
fn check_behind(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let stmt = tree.parent(call).and_then(|list| tree.parent(list))?;
    let branch = match tree.field(stmt) {
        Field::Initializer => tree.parent(stmt)?,
        _ => tree.next_sibling(stmt)?,
    };
    let fails = tree.kind(branch) == Kind::If
        && tree.child(branch, Field::Condition).and_then(|c| nil_test(site, c)).is_some_and(|t| !t.1);
    tree.child(branch, Field::Consequence).filter(|_| fails)
}

fn ends(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    let last = tree.stmts(block).last().and_then(|s| tree.only_child(s));
    last.is_some_and(|c| tree.kind(c) == Kind::Call && never_returns(site, c))
}
