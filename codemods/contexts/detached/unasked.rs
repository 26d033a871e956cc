//! Calls whose failure says nothing of what they ask for, and is taken for an answer, or that nobody asks whether they
//! have failed: the end of a context would be such a failure.

use super::failing::{is_nil_on_failure, reads_field};
use super::work::is_given_context;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::is_question;
use crate::contexts::origins::targets_of;
use crate::contexts::returns::check_behind;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_context, is_error};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the call asks whether something is so, and where it fails, for whatever reason, something is done away with
/// under a context that is not the root's: `ready, err := isReady(ctx); if err != nil {
/// uninstall(context.Background()) }`.
pub(super) fn is_taken_for_an_answer(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let has_own = |c: NodeId| {
        let mut args = tree.args(c);
        args.any(|a| is_context(&site.type_of(a))) && !is_given_context(site, root, c)
    };
    let destroys = |n: NodeId| {
        tree.kind(n) == Kind::Call && called_name(site, n).is_some_and(words::destroys) && has_own(n)
    };
    is_question(site, call) && check_behind(site, call).is_some_and(|block| tree.subtree(block).any(destroys))
}

/// Whether nobody asks whether the call has failed, and a field of what it gives is read, which is nil then, or one
/// element of it, where there is none: `list, _ := store.List(ctx)`, and then `list.Items`, or `list[0]`.
pub(super) fn is_looked_into_unasked(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let targets = targets_of(site, call);
    let Some((last, others)) = targets.split_last().filter(|(l, _)| tree.text(**l) == "_") else {
        return false;
    };
    let drops_error = match site.type_of(call) {
        Type::Tuple(all) => all.len() == targets.len() && all.last().is_some_and(is_error),
        _ => false,
    };
    let is_tested = |v: BindingId| {
        let tests = |n: NodeId| nil_test(site, n).is_some_and(|(tested, _)| tested == v);
        tree.subtree(tree.root()).any(tests)
    };
    let is_read = |v: BindingId| {
        let mut later = scopes.uses(v).iter().filter(|&&u| u > *last).filter_map(|&u| tree.parent(u));
        later.any(|selector| reads_field(site, selector, v))
    };
    let variables = || others.iter().filter_map(|&t| scopes.resolve(t));
    let is_pointer = |v: BindingId| is_nil_on_failure(&site.type_of(scopes.binding(v).ident));
    drops_error
        && variables()
            .any(|v| is_pointer(v) && is_read(v) && !is_tested(v) || is_indexed_unmeasured(site, v, *last))
}

/// Whether an element of the slice in the variable is read by its number behind `from`, and nobody asks for its length.
fn is_indexed_unmeasured(site: Site, variable: BindingId, from: NodeId) -> bool {
    let (tree, uses) = (site.tree(), site.scopes().uses(variable));
    let is_slice = matches!(
        site.program.underlying(&site.type_of(site.scopes().binding(variable).ident)),
        Type::Slice(_)
    );
    let reads_element = |&u: &NodeId| {
        let index = tree.parent(u).filter(|&p| tree.kind(p) == Kind::Index && u > from);
        index.and_then(|i| tree.child(i, Field::Index)).is_some_and(|n| site.constant(n).is_some())
    };
    let measures = |&u: &NodeId| {
        passed_to(site, u).is_some_and(|c| matches!(site.callee(c), Callee::Builtin("len")))
            || tree.parent(u).is_some_and(|p| tree.kind(p) == Kind::RangeClause)
    };
    is_slice && uses.iter().any(reads_element) && !uses.iter().any(measures)
}
