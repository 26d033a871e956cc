//! Where a context comes from at a place in a function: a parameter, a variable, a request. What the innermost function
//! around the place has is nearer than what those around that have.

use super::Given;
use crate::contexts::join::root_variable;
use crate::contexts::launch::brings_none;
use crate::contexts::origins::Origins;
use crate::contexts::parameters::{self, Parameter};
use crate::contexts::sources::{Carrier, Root, asked, is_limited};
use crate::contexts::types::{is_context, request_type};
use crate::edits::Edit;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId};

/// An expression for a context.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub text: String,
    pub variable: BindingId,
    /// The function or literal to which the variable belongs.
    pub func: NodeId,
}

/// A parameter that has no name yet, and is a context or brings one.
#[derive(Clone, Debug)]
pub(crate) struct Nameless {
    pub parameter: Parameter,
    /// The context, when it has a name.
    pub text: String,
    /// The edits that give it one.
    pub naming: Vec<Edit>,
}

/// Why it cannot be told which context is meant at a place, although the function there has one; what stands there says
/// where.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unclear {
    /// It has several.
    Several(NodeId),
    /// It has a request that may be none, or is another by then, or a parameter that gets no name.
    Request(NodeId),
    /// It has one that may have been released when control comes to the place.
    Ended(NodeId),
}

/// What a place has, if that is clear.
type Found = Result<Option<Given>, Unclear>;

/// The context that the innermost function around `at` gets as a parameter; where it gets none, the next one's.
pub(crate) fn parameter(site: Site, at: NodeId) -> Found {
    find(site, at, |_, contexts| match of_parameters(site, contexts, at) {
        Some(source) if is_ended(site, source.variable, at) => Err(Unclear::Ended(at)),
        found => Ok(found),
    })
}

/// The first of the parameters that can be named at `at`.
fn of_parameters(site: Site, contexts: &[Parameter], at: NodeId) -> Option<Source> {
    contexts.iter().filter_map(|p| p.variable).find_map(|v| visible(site, v, at))
}

/// Whether the context that the variable has at `at` may have been released:
/// `ctx, cancel := context.WithTimeout(ctx, d)` gives a parameter another one.
fn is_ended(site: Site, variable: BindingId, at: NodeId) -> bool {
    Origins::new(site, &whole(site)).ended(variable, at)
}

/// All of the declaration, for questions that no parameter is asked about.
pub(super) fn whole(site: Site) -> Root {
    let root = site.tree().root();
    let parameter = Parameter { func: root, decl: root, ident: None, variable: None };
    Root { parameter, carrier: Carrier::Context }
}

/// The nearest context at `at`: of the innermost function that has one the variable declared last that has a value and
/// has not been released there, or a parameter that brings one along.
pub(crate) fn nearest(site: Site, at: NodeId) -> Found {
    nearest_but(site, at, |_| false)
}

/// The nearest context at the arguments of a method's call for what the method's receiver goes on with: not a limit
/// that was put on its context when the receiver had been made.
pub(crate) fn nearest_for_receiver(site: Site, args: NodeId) -> Found {
    let (tree, scopes) = (site.tree(), site.scopes());
    let operand = tree.parent(args).and_then(|call| tree.receiver(call));
    let receiver = operand.and_then(|o| root_variable(site, o));
    let made = receiver.map(|v| scopes.binding(v)).filter(|b| b.kind == BindingKind::Short);
    let is_later = |b: BindingId| {
        made.is_some_and(|m| m.visible_from < scopes.binding(b).visible_from) && is_limited(site, b)
    };
    nearest_but(site, args, is_later)
}

fn nearest_but(site: Site, at: NodeId, excluded: impl Fn(BindingId) -> bool) -> Found {
    let (scopes, start) = (site.scopes(), site.tree().span(at).start as usize);
    let whole = whole(site);
    let origins = Origins::new(site, &whole);
    let is_alive = |b: BindingId| {
        let is_param = scopes.binding(b).kind == BindingKind::Param;
        (is_param || origins.holds(b, at)) && !origins.ended(b, at)
    };
    let usable = |b: &BindingId| {
        let binding = scopes.binding(*b);
        let has_value = match binding.kind {
            BindingKind::Param | BindingKind::Short | BindingKind::Range => true,
            BindingKind::Var => site.tree().child(binding.decl, Field::Value).is_some(),
            _ => false,
        };
        has_value
            && visible(site, *b, at).is_some()
            && site.type_of(binding.ident).is_context()
            && is_alive(*b)
    };
    find(site, at, |func, contexts| {
        let own = scopes.bindings().filter(|&b| scopes.binding(b).func == func);
        let visible_now = own.filter(|&b| (scopes.binding(b).visible_from as usize) <= start);
        let allowed = visible_now.filter(|&b| !excluded(b));
        let best = allowed.filter(usable).max_by_key(|&b| scopes.binding(b).visible_from);
        match best.and_then(|b| visible(site, b, at)) {
            None if of_parameters(site, contexts, at).is_some() => Err(Unclear::Ended(at)),
            found => Ok(found),
        }
    })
}

/// What the innermost function around `at` has that has anything: a `variable`, which is given the function and its
/// parameters that are contexts; a context without a name; a request.
fn find(
    site: Site,
    at: NodeId,
    variable: impl Fn(NodeId, &[Parameter]) -> Result<Option<Source>, Unclear>,
) -> Found {
    let tree = site.tree();
    let mut unclear = None;
    let mut spare = None;
    for func in tree.ancestors(at).filter(|&f| tree.kind(f).is_func()) {
        let all = parameters::parameters(site, func);
        let single = |p: &&Parameter| tree.kind(p.decl) == Kind::Param;
        let contexts: Vec<Parameter> =
            all.iter().filter(single).filter(|p| is_context(&p.type_in(site))).copied().collect();
        let named = contexts.iter().filter(|p| p.variable.is_some()).count();
        if named > 1 || named == 0 && contexts.len() > 1 {
            return Err(Unclear::Several(func));
        }
        if let Some(source) = variable(func, &contexts)? {
            return Ok(Some(Given::Source(source)));
        }
        if let [only] = contexts[..]
            && only.variable.is_none()
        {
            let root = Root { parameter: only, carrier: Carrier::Context };
            return nameless(site, &root, at).map(Some).ok_or(Unclear::Request(func));
        }
        for root in all.iter().filter(single).filter_map(|p| carrier(site, p)) {
            // Programs that run their commands without a context have another way to bring one.
            let is_bare = brings_none(site, &root);
            match request(site, &root, at) {
                Some(given) if is_bare => spare = spare.or(Some(given)),
                Some(given) => return Ok(Some(given)),
                None => unclear = unclear.or(Some(Unclear::Request(func))),
            }
        }
    }
    match (spare, unclear) {
        (Some(given), _) => Ok(Some(given)),
        (None, Some(why)) => Err(why),
        (None, None) => Ok(None),
    }
}

/// The parameter as a root, if it brings a context.
fn carrier(site: Site, parameter: &Parameter) -> Option<Root> {
    let kind = request_type(site, &parameter.type_in(site))?;
    Some(Root { parameter: *parameter, carrier: Carrier::Request(kind) })
}

/// The context of a request that a function gets.
fn request(site: Site, root: &Root, at: NodeId) -> Option<Given> {
    match root.parameter.variable {
        None => nameless(site, root, at),
        Some(variable) => asked(site, root, at, None)
            .map(|s| Given::Source(Source { text: s.text, variable, func: root.func() })),
    }
}

/// The parameter with the name that it gets.
fn nameless(site: Site, root: &Root, at: NodeId) -> Option<Given> {
    let source = asked(site, root, at, None)?;
    let parameter = root.parameter;
    Some(Given::Nameless(Nameless { parameter, text: source.text, naming: source.naming }))
}

/// The variable as a source, if its name means it at `at`.
fn visible(site: Site, b: BindingId, at: NodeId) -> Option<Source> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(b);
    let name = tree.text(binding.ident);
    let means = scopes.lookup(name, tree.span(at).start as usize) == Some(b);
    (means && name != "_").then(|| Source { text: name.to_owned(), variable: b, func: binding.func })
}
