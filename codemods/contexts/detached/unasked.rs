//! Calls whose failure says nothing of what they ask for, and is taken for an answer, or that nobody asks whether they
//! have failed: the end of a context would be such a failure.

use super::failing::{is_nil_on_failure, reads_field};
use super::outcome::is_given_context;
use crate::contexts::calls::called_name;
use crate::contexts::clean_up::is_question;
use crate::contexts::origins::targets_of;
use crate::contexts::returns::check_behind;
use crate::contexts::sources::Root;
use crate::contexts::types::{is_context, is_error};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Kind, NodeId};
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

/// Whether nobody asks whether the call has failed, and a field of what it gives is read, which is nil then:
/// `list, _ := store.List(ctx)`, and then `list.Items`.
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
    let pointers = others.iter().filter(|&&t| is_nil_on_failure(&site.type_of(t)));
    drops_error && pointers.filter_map(|&t| scopes.resolve(t)).any(|v| is_read(v) && !is_tested(v))
}
