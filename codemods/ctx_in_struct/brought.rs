//! What those who have the struct made put on the context that they give it: values, or that it goes on when its parent
//! is canceled. Where the methods get the contexts of their callers instead, that would be lost.

use super::repair::Value;
use crate::contexts::calls::{called_name, is_detached_call, passed_to};
use crate::contexts::origins::{Given as Target, given, targets_of};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{is_test, root};
use crate::contexts::thread::calls::{Key, Target as Function, key};
use crate::contexts::thread::scan::{Obstacle, place};
use crate::contexts::thread::{Given, Need, Thread};
use crate::contexts::types::{is_context, is_context_expr, request_type, results};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::collections::BTreeSet;

/// That nothing is lost of what those bring along who give the field its context, as far as they can be read.
pub(super) fn nothing_is_lost<'a>(given: &[Value<'a>], thread: &Thread<'a, '_>) -> Result<(), Obstacle> {
    let mut makers = Makers {
        thread,
        seen: BTreeSet::new(),
        functions: BTreeSet::new(),
        made: Vec::new(),
        of_tests: Vec::new(),
    };
    for v in given.iter().filter(|v| !v.derived) {
        makers.value(v.site, v.node);
    }
    if let Some(v) = given.iter().find(|v| is_detached_with_source(v, thread)) {
        let at = place(thread.home, v.site, v.node);
        return Err(format!("on {at} it is given {}, though another is at hand", v.site.text(v.node)));
    }
    if let Some((site, node)) = makers.of_tests.iter().find(|(site, node)| makers.is_dropped(*site, *node)) {
        let at = place(thread.home, *site, *node);
        return Err(format!("the test on {at} gives it a context of its own, and tests what comes of that"));
    }
    match makers.made.iter().find(|m| !makers.reaches_all(m)) {
        Some(m) => {
            let at = place(thread.home, m.site, m.node);
            Err(format!("it holds the context made on {at}, which not all callers have"))
        }
        None => Ok(()),
    }
}

/// Whether the field is given a context of its own where the function has that of a request, and would pass that from
/// now on: what is done under it would end with the request, which it does not now.
fn is_detached_with_source(v: &Value, thread: &Thread) -> bool {
    let brings = || root(v.site, v.node, thread.pass.options).is_some_and(|r| r.is_request());
    let passes = |need: &Need| key(need.site) == key(v.site) && !matches!(need.given, Given::New);
    !v.site.file.is_test()
        && is_detached_call(v.site, v.node)
        && brings()
        && thread.calls.iter().chain(&thread.reads).any(passes)
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
    /// What tests, and those who help them, have the struct made with.
    of_tests: Vec<(Site<'a>, NodeId)>,
}

impl<'a> Makers<'_, 'a, '_> {
    /// Follows a context back from where it is given.
    fn value(&mut self, site: Site<'a>, node: NodeId) {
        let tree = site.tree();
        let node = tree.unparen(node);
        self.functions.insert(key(site));
        if site.file.is_test() && !self.is_brought(site, node) {
            self.of_tests.push((site, node));
        }
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

    /// A call that gives a context: it puts something on the one that it is given, or on that of the request, or only
    /// says when that ends.
    fn call(&mut self, site: Site<'a>, call: NodeId, variable: Option<BindingId>) {
        let tree = site.tree();
        let contexts: Vec<NodeId> =
            tree.args(call).filter(|&a| tree.kind(a) != Kind::FuncLit && is_context_expr(site, a)).collect();
        // What comes with a release ends earlier, what comes with something else belongs to the making: a span.
        let gives_only_that = matches!(&results(site, call)[..], [one] if is_context(one));
        let is_of_request = tree.args(call).any(|a| request_type(site, &site.type_of(a)).is_some());
        if gives_only_that && (is_of_request || !contexts.is_empty()) {
            return self.made.push(Made { site, node: call, variable });
        }
        contexts.into_iter().for_each(|c| self.value(site, c));
    }

    /// Whether the context is a parameter, which others bring.
    fn is_brought(&self, site: Site, node: NodeId) -> bool {
        let variable = site.scopes().resolve(node);
        variable.is_some_and(|v| site.scopes().binding(v).kind == BindingKind::Param)
    }

    /// Whether a call in the test that has the struct made with this context, itself or by a helper, now passes another
    /// one, though this one may end, or carry something.
    fn is_dropped(&self, site: Site, node: NodeId) -> bool {
        let tree = site.tree();
        let variable = site.scopes().resolve(node).filter(|_| tree.kind(node) == Kind::Ident);
        let maker = tree.child(tree.root(), Field::Name).map(|n| tree.text(n));
        let is_other = |need: &Need| match &need.given {
            Given::Source(s) => variable != Some(s.variable),
            _ => true,
        };
        let helps = |need: &Need| {
            let tree = need.site.tree();
            need.site.file.is_test()
                && matches!(need.given, Given::Root(_))
                && tree.subtree(tree.root()).any(|n| tree.kind(n).is_name() && Some(tree.text(n)) == maker)
        };
        !is_bare(site, node)
            && self.thread.calls.iter().any(|need| match key(need.site) == key(site) {
                true => is_other(need),
                false => helps(need),
            })
    }

    /// Whether each function that now passes a context passes that one, or has made the struct with another.
    fn reaches_all(&self, made: &Made) -> bool {
        let is_it = |need: &Need| {
            let own = key(need.site) == key(made.site);
            let is_nearer = |v: BindingId| {
                let from = |v: BindingId| need.site.scopes().binding(v).visible_from;
                made.variable.is_some_and(|m| from(v) >= from(m))
            };
            need.site.file.is_test() != made.site.file.is_test()
                || match &need.given {
                    Given::New => true,
                    Given::Source(s) if own => is_nearer(s.variable),
                    _ => !own && self.functions.contains(&key(need.site)),
                }
        };
        self.thread.calls.iter().chain(&self.thread.reads).all(is_it)
    }
}

/// Whether the context is one for whose end a test does nothing before its own: `context.Background()`, `t.Context()`,
/// or one made from that whose release is deferred.
fn is_bare(site: Site, node: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let of_test = || {
        let operand = tree.receiver(node);
        called_name(site, node) == Some("Context") && operand.is_some_and(|o| is_test(&site.type_of(o)))
    };
    match tree.kind(node) {
        Kind::Nil => true,
        Kind::Call => is_detached_call(site, node) || of_test(),
        Kind::Ident => scopes.resolve(node).is_some_and(|v| {
            let written = scopes.uses(v).iter().any(|&u| is_write(tree, u));
            match given(site, scopes.binding(v).ident).filter(|_| !written) {
                Some((Target::Value(value), _)) => is_bare(site, value),
                Some((Target::Result(call, 0), _)) => is_ended_last(site, call),
                _ => false,
            }
        }),
        _ => false,
    }
}

/// `ctx, cancel := context.WithCancel(context.Background())`, and then `defer cancel()` or `t.Cleanup(cancel)` and no
/// other use of the release.
fn is_ended_last(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let release = targets_of(site, call).get(1).and_then(|&t| scopes.resolve(t));
    let parent = tree.arg(call, 0);
    let is_last = |&u: &NodeId| {
        let deferred =
            tree.parent(u).and_then(|c| tree.parent(c)).is_some_and(|d| tree.kind(d) == Kind::Defer);
        deferred || passed_to(site, u).is_some_and(|c| called_name(site, c) == Some("Cleanup"))
    };
    called_name(site, call) == Some("WithCancel")
        && parent.is_some_and(|p| is_bare(site, p))
        && release.is_none_or(|r| scopes.uses(r).iter().all(is_last))
}
