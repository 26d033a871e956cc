//! Clients that keep the context they are made with, for all that they are asked later. What they are asked where that
//! has ended perhaps, to take back what was done, would not be done; and what another system has changed for them while
//! their context ended is taken for a failure.

use super::undoing::{is_registered, undos_around};
use crate::contexts::asks::asked;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::after_cancellation;
use crate::contexts::origins::{Given, given, targets_of};
use crate::contexts::parameters::parameters;
use crate::contexts::types::{is_error, named, results};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many values that are made of a client, and functions that are given one, are followed.
const MAX_STEPS: usize = 3;

/// Whether what `call` makes, which keeps its context, is asked for something in what undoes the rest, or where a
/// context has ended; or for a change whose failure undoes what was done here before.
pub fn is_needed_at_the_end(site: Site, call: NodeId) -> bool {
    let made = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    // What was done in a transaction is undone by its own end.
    let types = results(site, call);
    let is_transaction =
        types.first().and_then(|t| named(t.pointee())).is_some_and(|(_, n)| words::is_transaction(n));
    !site.file.is_test()
        && !is_transaction
        && made.is_some_and(|v| is_asked_at_the_end(site, v, MAX_STEPS) || is_other_half(site, call, v))
}

/// Whether a method of the variable's value, or of what that gives, is called so; by a function of the module that is
/// given it, too.
fn is_asked_at_the_end(site: Site, client: BindingId, steps: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let made = scopes.binding(client).ident;
    let is_late = |u: NodeId| {
        after_cancellation(site, u)
            || where_end_was_told(site, u)
            || undos_around(site, u).into_iter().any(|around| !tree.contains(around, made))
    };
    let of_method = |call: NodeId| {
        targets_of(site, call).first().and_then(|&t| scopes.resolve(t)).is_some_and(|v| {
            v != client
                && !is_error(&site.type_of(scopes.binding(v).ident))
                && is_asked_at_the_end(site, v, steps - 1)
        })
    };
    let of_callee = |call: NodeId, u: NodeId| {
        let Some(index) = tree.args(call).position(|a| a == u) else { return false };
        let Callee::Known(known) = site.callee(call) else { return false };
        let own = known.decls.iter().filter(|f| f.is_of_module(site));
        own.filter_map(|f| f.site(site.program)).any(|inner| {
            let parameter = parameters(inner, inner.tree().root()).get(index).and_then(|p| p.variable);
            parameter.is_some_and(|v| is_asked_at_the_end(inner, v, steps - 1))
        })
    };
    scopes.uses(client).iter().any(|&u| {
        let asked = method_called(site, u);
        asked.is_some_and(|c| is_late(u) && is_asked(site, c))
            || steps > 0 && asked.is_some_and(of_method)
            || steps > 0 && passed_to(site, u).is_some_and(|c| of_callee(c, u))
    })
}

/// Where the error is not nil that a context was asked for right before: `err = ctx.Err()`, `if err != nil { … }`.
fn where_end_was_told(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let is_answer = |target: NodeId, error: BindingId| {
        let value = given(site, target).map(|(value, _)| value);
        let asks = |c: NodeId| asked(site, c).is_some_and(|(asked, _)| asked.for_error());
        site.scopes().resolve(target) == Some(error) && matches!(value, Some(Given::Value(c)) if asks(c))
    };
    let branches = tree.ancestors(node).take_while(|&a| !tree.kind(a).is_func());
    branches.filter(|&i| tree.kind(i) == Kind::If).any(|i| {
        let told = tree.child(i, Field::Condition).and_then(|c| nil_test(site, c)).filter(|t| !t.1);
        let inside = tree.child(i, Field::Consequence).is_some_and(|b| tree.contains(b, node));
        let targets = tree.prev_sibling(i).and_then(|s| tree.child(s, Field::Left)).map(|l| tree.list(l));
        let mut targets = targets.unwrap_or_default().into_iter();
        inside && told.is_some_and(|(error, _)| targets.any(|t| is_answer(t, error)))
    })
}

/// The call of a method of the value at `node`.
pub fn method_called(site: Site, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let selector = tree.parent(node).filter(|&s| tree.kind(s) == Kind::Selector)?;
    tree.parent(selector).filter(|&c| tree.kind(c) == Kind::Call && tree.receiver(c) == Some(node))
}

/// Whether the call asks for something to be changed or taken back, and says whether it has been.
fn is_asked(site: Site, call: NodeId) -> bool {
    let acts = |name: &str| {
        words::is_change(name)
            || words::destroys(name)
            || ["abort", "cancel"].iter().any(|w| words::begins_with(name, w))
    };
    results(site, call).last().is_some_and(is_error) && called_name(site, call).is_some_and(acts)
}

/// Whether the value is asked for a change, and where that fails, what was registered before the value was made takes
/// back what was done here: the change may have been made all the same.
fn is_other_half(site: Site, made: NodeId, client: BindingId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(made) else { return false };
    let changes = |u: NodeId| {
        method_called(site, u)
            .is_some_and(|c| called_name(site, c).is_some_and(words::is_change) && is_asked(site, c))
    };
    site.scopes().uses(client).iter().any(|&u| changes(u)) && {
        let mut before = tree.subtree(func).filter(|&n| n < made && tree.kind(n) == Kind::FuncLit);
        before.any(|l| is_registered(site, l))
    }
}
