//! What puts on record how work went, whichever way it did, and is followed by its error: the function gives back that
//! of the work, to which a failure here only adds.

use super::failing::error_of;
use super::kinds::behind;
use super::outcome::{gives_nothing, is_more_of_same, precedes_work};
use super::work::is_given_context;
use crate::contexts::sources::Root;
use crate::contexts::types::{holds_error, is_error, results};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Kind, NodeId};

/// Whether control comes to `call` also where work under the root's context has failed, and wherever it goes from there
/// the function gives back the error of that: `err = work(ctx); if err == nil { return nil }`, and then
/// `_, err2 := db.Exec(query); if err2 != nil { return fmt.Errorf("%w, %w", err, err2) }; return err`.
pub(super) fn is_followed_by_error_of_work(site: Site, root: &Root, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call).filter(|_| gives_nothing(site, call)) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call).filter(|_| !precedes_work(site, call)) else { return false };
    let own = error_of(site, call);
    let errors = scopes.bindings().filter(|&v| {
        let binding = scopes.binding(v);
        let is_local = matches!(binding.kind, BindingKind::Short | BindingKind::Var | BindingKind::Result);
        Some(v) != own && is_local && binding.func == func && holds_error(site, v)
    });
    let errors: Vec<BindingId> = errors.filter(|&v| is_given_back_behind(site, call, v)).collect();
    let works = || {
        let calls = tree.calls(func).filter(|&n| n < call);
        calls.filter(|&c| tree.enclosing_func(c) == Some(func))
    };
    !errors.is_empty()
        && works().any(|work| {
            let error = error_of(site, work).filter(|v| errors.contains(v));
            let start = flow.point_of(work).filter(|&p| p != here);
            error.zip(start).is_some_and(|(error, start)| {
                results(site, work).last().is_some_and(is_error)
                    && is_given_context(site, root, work)
                    && !is_more_of_same(site, work, call)
                    && behind(site, &flow, start, error, false).contains(&here)
            })
        })
}

/// Whether all ends of the function behind `call` are returns of the error, as it is or in other words.
fn is_given_back_behind(site: Site, call: NodeId, error: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call).filter(|&p| !flow.is_exit(p)) else { return false };
    let gives = |stmt: NodeId| {
        let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
        let last = values.last().filter(|_| tree.kind(stmt) == Kind::Return);
        last.is_some_and(|&l| tree.subtree(l).any(|n| scopes.resolve(n) == Some(error)))
    };
    let exits = flow.exits_from(here, |_| false);
    !exits.is_empty() && exits.into_iter().all(|p| flow.node(p).is_some_and(gives))
}
