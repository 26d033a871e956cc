//! Contexts that are known never to end: `context.Background()`, `context.WithoutCancel(ctx)`, what is made of these
//! to carry values, and what holds nothing else: variables, parameters of functions whose callers are all known, what
//! functions of the module give. `asked` knows where one was found to be so by asking it, `run_with` which literals are
//! only run with such a one.

mod asked;
mod run_with;

pub use asked::is_told_endless;

use super::detached::comments::says_that_it_never_ends;
use super::globals::{self, Made};
use super::origins::{Given, given, only_value, targets_of};
use super::parameters::parameters;
use super::sources::Root;
use super::types::{is_context, is_error, named, request_type, results};
use crate::contexts::callers::declarations;
use crate::contexts::calls::{called_name, calls_context, declared_name, is_detached_call, passed_to};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the context that the expression gives never ends. `depth`: how many steps it is followed, to the values of
/// variables, to callers and into functions.
pub fn is_endless(site: Site, context: NodeId, depth: usize) -> bool {
    Search { site, given: &|_| false, bare: false }.expression(context, depth)
}

/// The same of one that carries no values either: it is no better than `context.Background()`.
pub fn is_bare(site: Site, context: NodeId, depth: usize) -> bool {
    Search { site, given: &|_| false, bare: true }.expression(context, depth)
}

/// Whether all callers of the declared function, which nobody else can call, give it for its parameter `variable` a
/// context that never ends.
pub fn is_always_given_one(site: Site, func: NodeId, variable: Option<BindingId>, depth: usize) -> bool {
    let never_ends = |caller: Site, context: NodeId| {
        is_endless(caller, context, depth)
            || says_that_it_never_ends(caller, context)
            || is_of_main(caller, context, depth)
    };
    depth > 0 && all_callers_give(site, func, variable, never_ends)
}

/// Whether the context is one that `main` makes and only releases by a deferred call, when all that it calls is over;
/// and is given to what `main` does when its work has ended: by a deferred call, or with the error that came of it.
fn is_of_main(site: Site, context: NodeId, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_main = site.package.name == "main" && declared_name(site) == Some("main");
    let variable = scopes.resolve(context).filter(|_| is_main && tree.kind(context) == Kind::Ident);
    let Some(variable) = variable.filter(|&v| !scopes.uses(v).iter().any(|&u| is_write(tree, u))) else {
        return false;
    };
    let Some((Given::Result(made, 0), _)) = given(site, scopes.binding(variable).ident) else { return false };
    let release = targets_of(site, made).get(1).and_then(|&t| scopes.resolve(t));
    let is_deferred = |&u: &NodeId| {
        let call = tree.parent(u).filter(|_| tree.field(u) == Field::Function);
        call.and_then(|c| tree.parent(c)).is_some_and(|d| tree.kind(d) == Kind::Defer)
    };
    let is_in_the_end = passed_to(site, context).is_some_and(|c| {
        tree.parent(c).is_some_and(|d| tree.kind(d) == Kind::Defer)
            || tree.args(c).any(|a| a != context && is_error(&site.type_of(a)))
    });
    is_in_the_end
        && calls_context(site, made, "WithCancel")
        && tree.arg(made, 0).is_some_and(|p| is_endless(site, p, depth))
        && release.is_some_and(|r| scopes.uses(r).iter().all(is_deferred))
}

/// The same of one that carries no values either.
pub fn is_always_given_bare(site: Site, func: NodeId, variable: Option<BindingId>, depth: usize) -> bool {
    depth > 0 && all_callers_give(site, func, variable, |caller, context| is_bare(caller, context, depth))
}

/// How many callers back it is looked for where a context comes from.
const MAX_CALLERS: usize = 3;

/// Whether the context that the function is given never ends, as far as can be known: all its callers, which have no
/// context at hand themselves, make one from nothing for it; or it is a literal that is called where it stands, with
/// such a one, or that a helper only runs so. Nobody is there who could give up.
pub fn comes_from_nowhere(site: Site, root: &Root) -> bool {
    is_made_for_it(site, root.func(), root.parameter.variable, MAX_CALLERS)
        || is_called_with_one(site, root)
        || run_with::is_run_with_one(site, root, MAX_CALLERS)
}

/// `func(ctx context.Context) { … }(context.Background())`
fn is_called_with_one(site: Site, root: &Root) -> bool {
    let tree = site.tree();
    let literal = Some(root.func()).filter(|&f| tree.kind(f) == Kind::FuncLit);
    let call = literal.filter(|&l| tree.field(l) == Field::Function).and_then(|l| tree.parent(l));
    let index = parameters(site, root.func()).iter().position(|p| *p == root.parameter);
    let argument = call.zip(index).and_then(|(c, i)| tree.arg(c, i));
    argument.is_some_and(|a| is_endless(site, a, MAX_CALLERS))
}

fn is_made_for_it(site: Site, func: NodeId, variable: Option<BindingId>, depth: usize) -> bool {
    let is_made = |caller: Site, context: NodeId| {
        let tree = caller.tree();
        let funcs = tree.ancestors(context).filter(|&a| tree.kind(a).is_func());
        let all = funcs.flat_map(|f| parameters(caller, f)).filter(|p| {
            let ty = p.type_in(caller);
            is_context(&ty) || request_type(caller, &ty).is_some()
        });
        match &all.collect::<Vec<_>>()[..] {
            [] => is_endless(caller, context, depth),
            [one] => {
                let hands_on = one.variable.is_some() && caller.scopes().resolve(context) == one.variable;
                hands_on && is_made_for_it(caller, one.func, one.variable, depth - 1)
            }
            _ => false,
        }
    };
    depth > 0 && all_callers_give(site, func, variable, is_made)
}

/// Whether all callers of the declared function, which nobody else can call, give it for its parameter `variable` a
/// request that was made without a context, or read from somewhere: `http.ReadRequest(reader)`. That of such a request
/// never ends.
pub fn is_always_given_bare_request(
    site: Site,
    func: NodeId,
    variable: Option<BindingId>,
    depth: usize,
) -> bool {
    let is_bare = |caller: Site, request: NodeId| {
        let tree = caller.tree();
        let Some(passed) = caller.scopes().resolve(request).filter(|_| tree.kind(request) == Kind::Ident)
        else {
            return false;
        };
        let uses = caller.scopes().uses(passed);
        let keeps_it = |&u: &NodeId| {
            let method = tree.parent(u).and_then(|p| tree.child(p, Field::FieldName));
            !is_write(tree, u) && !method.is_some_and(|m| matches!(tree.text(m), "WithContext" | "Clone"))
        };
        match given(caller, caller.scopes().binding(passed).ident) {
            Some((Given::Result(call, 0), _)) => {
                uses.iter().all(keeps_it)
                    && (makes_bare_request(caller, call) || gives_bare_request(caller, call))
            }
            _ if caller.scopes().binding(passed).kind == BindingKind::Param => {
                uses.iter().all(keeps_it)
                    && tree
                        .enclosing_func(request)
                        .is_some_and(|f| is_always_given_bare_request(caller, f, Some(passed), depth - 1))
            }
            _ => false,
        }
    };
    depth > 0 && all_callers_give(site, func, variable, is_bare)
}

/// `http.ReadRequest(reader)`, `http.NewRequest(method, url, body)`
fn makes_bare_request(site: Site, call: NodeId) -> bool {
    let package = site.tree().receiver(call);
    package.is_some_and(|p| site.names_import(p).as_deref() == Some("net/http"))
        && matches!(called_name(site, call), Some("ReadRequest" | "NewRequest"))
}

/// Whether the call is of a function of the module that gives such a request, or none: `req, err := readFile(path)`.
fn gives_bare_request(site: Site, call: NodeId) -> bool {
    let gives = |inner: Site| {
        let (tree, scopes, func) = (inner.tree(), inner.scopes(), inner.tree().root());
        let is_made = |value: NodeId| {
            let variable = scopes.resolve(value).filter(|_| tree.kind(value) == Kind::Ident);
            let made = variable.and_then(|v| given(inner, scopes.binding(v).ident));
            matches!(made, Some((Given::Result(made, 0), _)) if makes_bare_request(inner, made))
        };
        let own = tree.subtree(func).filter(|&n| tree.kind(n) == Kind::Return);
        let own = own.filter(|&n| tree.enclosing_func(n) == Some(func));
        let first: Vec<NodeId> =
            own.filter_map(|r| tree.list(tree.only_child(r)?).first().copied()).collect();
        first.iter().any(|&v| is_made(v)) && first.iter().all(|&v| tree.kind(v) == Kind::Nil || is_made(v))
    };
    let callee = site.callee(call);
    let own = callee.known().map(|k| k.decls.iter().filter(|f| f.is_of_module(site)).collect::<Vec<_>>());
    let mut bodies = own.unwrap_or_default().into_iter().filter_map(|f| f.site(site.program)).peekable();
    bodies.peek().is_some() && bodies.all(gives)
}

/// Whether all callers of the declared function, which nobody else can call, give it for its parameter `variable` what
/// `is` says yes to.
fn all_callers_give(
    site: Site,
    func: NodeId,
    variable: Option<BindingId>,
    is: impl Fn(Site, NodeId) -> bool,
) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let index = parameters(site, func).iter().position(|p| p.variable.is_some() && p.variable == variable);
    let Some(index) = index.filter(|_| !name.starts_with(char::is_uppercase)) else { return false };
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
                call.and_then(|c| tree.arg(c, index)).is_some_and(|a| is(caller, a))
            })
            .collect();
        all
    };
    let all: Vec<bool> = declarations(site, may).flat_map(calls).collect();
    !all.is_empty() && all.into_iter().all(|never| never)
}

/// Whether the call, of a function that cannot be read, seems to put a value on the context that it is given first, as
/// its name says, `metadata.SetOperationID(ctx, id)`: it gives nothing to release that by.
fn adds_value(site: Site, call: NodeId) -> bool {
    const ENDS: &[&str] = &["timeout", "deadline", "cancel", "signal", "signals", "done", "stop"];
    let is_unread = match site.callee(call) {
        Callee::Unknown => true,
        Callee::Known(known) => known.decls.is_empty(),
        _ => false,
    };
    let adds = |name: &str| {
        ["With", "Set", "Put", "NewContextWith"].iter().any(|w| name.starts_with(w))
            && !words::words_of(name).any(|w| ENDS.contains(&w.as_str()))
    };
    is_unread && called_name(site, call).is_some_and(adds)
}

/// Whether the call begins a span and gives a context that carries it, as its name says or the type of what it gives
/// too.
fn begins_span(site: Site, call: NodeId) -> bool {
    let is_span = |t: &Type| named(t.pointee()).is_some_and(|(_, name)| name.ends_with("Span"));
    called_name(site, call).is_some_and(words::starts_span)
        || matches!(&results(site, call)[..], [a, b] if is_context(a) && is_span(b) || is_span(a) && is_context(b))
}

/// The search in one function; `given` says of its parameters, by number, whether a call gave one that never ends.
struct Search<'s, 'g> {
    site: Site<'s>,
    given: &'g dyn Fn(usize) -> bool,
    /// Whether it must not carry values.
    bare: bool,
}

impl Search<'_, '_> {
    fn expression(&self, context: NodeId, depth: usize) -> bool {
        let (site, tree) = (self.site, self.site.tree());
        let context = tree.unparen(context);
        match tree.kind(context) {
            Kind::Ident | Kind::Selector => match site.scopes().resolve(context) {
                Some(variable) if tree.kind(context) == Kind::Ident => {
                    self.variable(context, variable, depth)
                }
                _ => globals::at(site, context)
                    .is_some_and(|g| g.made == Made::Bare || g.made == Made::Values && !self.bare),
            },
            Kind::Call => {
                let first = || tree.arg(context, 0);
                let calls = |name| calls_context(site, context, name);
                is_detached_call(site, context)
                    || !self.bare && calls("WithoutCancel")
                    || !self.bare && calls("WithValue") && first().is_some_and(|c| self.expression(c, depth))
                    || !self.bare
                        && adds_value(site, context)
                        && first().is_some_and(|c| self.expression(c, depth))
                    || depth > 0 && self.call(context, depth - 1)
            }
            _ => false,
        }
    }

    fn variable(&self, ident: NodeId, variable: BindingId, depth: usize) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        if let Some(value) = only_value(self.site, ident) {
            return self.expression(value, depth);
        }
        let binding = scopes.binding(variable);
        if binding.kind != BindingKind::Param {
            return self.is_only_given_values(ident, variable, depth);
        }
        let func = binding.func;
        let number = parameters(self.site, func).iter().position(|p| p.variable == Some(variable));
        let is_written = || scopes.uses(variable).iter().any(|&u| is_write(tree, u));
        let is_given = || number.is_some_and(|n| (self.given)(n)) || self.is_replaced(ident, variable, depth);
        is_given() && self.is_only_given_values(ident, variable, depth)
            || !is_written() && is_always_given_one(self.site, func, Some(variable), depth.saturating_sub(1))
    }

    /// Whether control only comes to `ident` by way of an assignment that gives the parameter a context which never
    /// ends: `ctx = context.WithoutCancel(ctx)`.
    fn is_replaced(&self, ident: NodeId, variable: BindingId, depth: usize) -> bool {
        let (site, tree, scopes) = (self.site, self.site.tree(), self.site.scopes());
        let flow = site.flow(scopes.binding(variable).func);
        let Some(here) = flow.point_of(ident).filter(|_| depth > 0 && !flow.unknown()) else { return false };
        scopes.uses(variable).iter().any(|&w| {
            let replaces = match given(site, w) {
                Some((Given::Value(value), _)) if is_write(tree, w) => {
                    tree.kind(tree.unparen(value)) == Kind::Call && self.expression(value, depth - 1)
                }
                _ => false,
            };
            replaces && flow.point_of(w).is_some_and(|p| p != here && flow.dominates(p, here))
        })
    }

    /// Whether the variable is given a context that never ends before `ident` reads it, and else only ones that are
    /// made of what it holds to carry more: `ctx := context.Background()`, and then
    /// `ctx, span := tracer.Start(ctx, name)`.
    fn is_only_given_values(&self, ident: NodeId, variable: BindingId, depth: usize) -> bool {
        let (site, tree, scopes) = (self.site, self.site.tree(), self.site.scopes());
        let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
        let writes = writes.filter(|&u| self.comes_to(u, ident));
        let binding = scopes.binding(variable);
        let defined = Some(binding.ident).filter(|_| binding.kind != BindingKind::Param);
        let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && scopes.resolve(n) == Some(variable);
        writes.chain(defined).all(|target| match given(site, target) {
            _ if depth == 0 => false,
            Some((Given::Value(value), _)) => !is_it(value) && self.expression(value, depth - 1),
            Some((Given::Result(call, _), _)) => {
                let parent = tree.arg(call, 0);
                begins_span(site, call) && parent.is_some_and(|p| is_it(p) || self.expression(p, depth - 1))
            }
            _ => false,
        })
    }

    /// Whether what is written at `target` may be what `ident` reads.
    fn comes_to(&self, target: NodeId, ident: NodeId) -> bool {
        let tree = self.site.tree();
        let func = tree.enclosing_func(ident).filter(|&f| tree.enclosing_func(target) == Some(f));
        func.is_none_or(|func| {
            let flow = self.site.flow(func);
            let points = flow.point_of(target).zip(flow.point_of(ident));
            points.is_none_or(|(from, to)| {
                if from == to { flow.in_cycle(from) } else { flow.reaches(from, to, |_| false) }
            })
        })
    }

    /// Whether each return of the function of the module that is called gives such a context, with these arguments.
    fn call(&self, call: NodeId, depth: usize) -> bool {
        let (site, tree) = (self.site, self.site.tree());
        let Callee::Known(known) = site.callee(call) else { return false };
        let argument = |n: usize| tree.arg(call, n);
        let given = |n: usize| {
            argument(n).is_some_and(|a| tree.kind(tree.unparen(a)) == Kind::Nil || self.expression(a, depth))
        };
        !known.interface
            && !known.decls.is_empty()
            && known.decls.iter().all(|decl| {
                decl.site(site.program)
                    .is_some_and(|inner| Search { site: inner, given: &given, bare: self.bare }.result(depth))
            })
    }

    fn result(&self, depth: usize) -> bool {
        let tree = self.site.tree();
        let root = tree.root();
        let returns = tree.subtree(root).filter(|&n| tree.kind(n) == Kind::Return);
        let mut returns = returns.filter(|&n| tree.enclosing_func(n) == Some(root)).peekable();
        returns.peek().is_some()
            && returns.all(|stmt| {
                let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
                matches!(values[..], [value] if self.expression(value, depth))
            })
    }
}
