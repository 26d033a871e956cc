//! What those who have the struct made put on the context that they give it: values, or that it goes on when its parent is
//! canceled. Where the methods get the contexts of their callers instead, that would be lost.

use super::repair::Value;
use crate::contexts::origins::{Given as Target, given};
use crate::contexts::outlives::is_test_file;
use crate::contexts::parameters::parameters;
use crate::contexts::thread::calls::{Key, Target as Function, key};
use crate::contexts::thread::scan::{Obstacle, place};
use crate::contexts::thread::{Given, Need, Thread};
use crate::contexts::types::{is_context, is_context_expr, results};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::collections::BTreeSet;

/// That nothing is lost of what those bring along who give the field its context, as far as they can be read.
pub(super) fn nothing_is_lost<'a>(given: &[Value<'a>], thread: &Thread<'a, '_>) -> Result<(), Obstacle> {
    let mut makers = Makers { thread, seen: BTreeSet::new(), functions: BTreeSet::new(), made: Vec::new() };
    for v in given.iter().filter(|v| !v.derived) {
        makers.value(v.site, v.node);
    }
    match makers.made.iter().find(|m| !makers.reaches_all(m)) {
        Some(m) => {
            let at = place(thread.home, m.site, m.node);
            Err(format!("it holds the context made on {at}, which not all callers have"))
        }
        None => Ok(()),
    }
}

/// A context with something on it.
struct Made<'a> {
    site: Site<'a>,
    /// The call that makes it.
    node: NodeId,
    /// The variable that it is put into.
    variable: Option<BindingId>,
}

/// The functions through which the field's context comes, from what makes the struct upwards.
struct Makers<'w, 'a, 'p> {
    thread: &'w Thread<'a, 'p>,
    seen: BTreeSet<(Key, BindingId)>,
    functions: BTreeSet<Key>,
    made: Vec<Made<'a>>,
}

impl<'a> Makers<'_, 'a, '_> {
    /// Follows a context back from where it is given.
    fn value(&mut self, site: Site<'a>, node: NodeId) {
        let tree = site.tree();
        let node = tree.unparen(node);
        self.functions.insert(key(site));
        match tree.kind(node) {
            Kind::Ident => {
                if let Some(variable) = site.scopes().resolve(node) {
                    self.variable(site, variable);
                }
            }
            Kind::Call => self.call(site, node, None),
            _ => {}
        }
    }

    /// The same of each context that the variable is given.
    fn variable(&mut self, site: Site<'a>, variable: BindingId) {
        let (tree, scopes) = (site.tree(), site.scopes());
        if !self.seen.insert((key(site), variable)) {
            return;
        }
        let binding = scopes.binding(variable);
        if binding.kind == BindingKind::Param && binding.func == tree.root() {
            self.parameter(site, variable);
        }
        let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
        for target in std::iter::once(binding.ident).chain(writes) {
            match given(site, target) {
                Some((Target::Value(value) | Target::Result(value, _), _))
                    if tree.kind(value) == Kind::Call =>
                {
                    self.call(site, value, Some(variable));
                }
                Some((Target::Value(value), _)) => self.value(site, value),
                _ => {}
            }
        }
    }

    /// The same of what the callers pass.
    fn parameter(&mut self, site: Site<'a>, variable: BindingId) {
        let all = parameters(site, site.tree().root());
        let Some(index) = all.iter().position(|p| p.variable == Some(variable)) else { return };
        // Callers that are not seen may do what they like, as those of whatever is exported.
        let target = Function::around(site, self.thread.pass.options, self.thread.home);
        let calls = target.and_then(|t| t.calls(self.thread.reach, self.thread.home)).unwrap_or_default();
        for call in calls {
            if let Some(argument) = call.site.tree().children(call.args).nth(index) {
                self.value(call.site, argument);
            }
        }
    }

    /// A call that gives a context: it puts something on the one that it is given, or only says when that ends.
    fn call(&mut self, site: Site<'a>, call: NodeId, variable: Option<BindingId>) {
        let tree = site.tree();
        let args = tree.child(call, Field::Arguments);
        let contexts: Vec<NodeId> = args
            .into_iter()
            .flat_map(|a| tree.children(a))
            .filter(|&a| tree.kind(a) != Kind::FuncLit && is_context_expr(site, a))
            .collect();
        // What comes with a release ends earlier, what comes with something else belongs to the making: a span.
        let gives_only_that = matches!(&results(site, call)[..], [one] if is_context(one));
        if gives_only_that && !contexts.is_empty() {
            return self.made.push(Made { site, node: call, variable });
        }
        contexts.into_iter().for_each(|c| self.value(site, c));
    }

    /// Whether each function that now passes a context passes that one, or has made the struct with another.
    fn reaches_all(&self, made: &Made) -> bool {
        let is_it = |need: &Need| {
            let own = key(need.site) == key(made.site);
            let is_nearer = |v: BindingId| {
                let from = |v: BindingId| need.site.scopes().binding(v).visible_from;
                made.variable.is_some_and(|m| from(v) >= from(m))
            };
            is_test_file(need.site) != is_test_file(made.site)
                || match &need.given {
                    Given::New => true,
                    Given::Source(s) if own => is_nearer(s.variable),
                    _ => !own && self.functions.contains(&key(need.site)),
                }
        };
        self.thread.calls.iter().chain(&self.thread.reads).all(is_it)
    }
}
