//! Where a context comes from at a place in a function: a parameter, a variable, a request.

use crate::contexts::join::root_variable;
use crate::contexts::origins::Origins;
use crate::contexts::parameters::Parameter;
use crate::contexts::sources::{Carrier, Root, is_limited};
use crate::contexts::types::request_type;
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

/// The context that the innermost function around `at` gets as a parameter; where it gets none, the next one's.
pub(crate) fn parameter(site: Site, at: NodeId) -> Option<Source> {
    let tree = site.tree();
    tree.ancestors(at).filter(|&f| tree.kind(f).is_func()).find_map(|func| {
        let own: Vec<BindingId> = parameters(site, func).collect();
        let context = own.iter().copied().find(|&b| is_context(site, b));
        context
            .and_then(|b| visible(site, b, at, ""))
            .or_else(|| own.iter().find_map(|&b| carrier(site, b, at)))
    })
}

/// The parameter of the innermost function around `at` that is a context without a name.
pub(crate) fn nameless(site: Site, at: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let func = tree.enclosing_func(at)?;
    let list = tree.child(func, Field::Parameters)?;
    let is_blank = |p: NodeId| tree.children_in(p, Field::Name).all(|n| tree.text(n) == "_");
    let context = |p: NodeId| tree.child(p, Field::Type).is_some_and(|t| site.type_expr(t).is_context());
    tree.children(list).find(|&p| tree.kind(p) == Kind::Param && context(p) && is_blank(p))
}

/// The nearest context at `at`: the variable declared last that has a value and has not been released there, or a
/// parameter that brings one along.
pub(crate) fn nearest(site: Site, at: NodeId) -> Option<Source> {
    nearest_but(site, at, |_| false)
}

/// The nearest context at the arguments of a method's call for what the method's receiver goes on with: not a limit
/// that was put on its context when the receiver had been made.
pub(crate) fn nearest_for_receiver(site: Site, args: NodeId) -> Option<Source> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let function = tree.parent(args).and_then(|call| tree.child(call, Field::Function));
    let receiver = function.and_then(|f| tree.child(f, Field::Operand)).and_then(|o| root_variable(site, o));
    let made = receiver.map(|v| scopes.binding(v)).filter(|b| b.kind == BindingKind::Short);
    let is_later = |b: BindingId| {
        made.is_some_and(|m| m.visible_from < scopes.binding(b).visible_from) && is_limited(site, b)
    };
    nearest_but(site, args, is_later)
}

fn nearest_but(site: Site, at: NodeId, excluded: impl Fn(BindingId) -> bool) -> Option<Source> {
    let (scopes, start) = (site.scopes(), site.tree().span(at).start as usize);
    let root = site.tree().root();
    let whole = Root {
        parameter: Parameter { func: root, decl: root, ident: None, variable: None },
        carrier: Carrier::Context,
    };
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
        has_value && visible(site, *b, at, "").is_some() && is_context(site, *b) && is_alive(*b)
    };
    let visible_now = scopes.bindings().filter(|&b| (scopes.binding(b).visible_from as usize) <= start);
    let allowed = visible_now.filter(|&b| !excluded(b));
    let best = allowed.filter(usable).max_by_key(|&b| scopes.binding(b).visible_from);
    best.and_then(|b| visible(site, b, at, "")).or_else(|| parameter(site, at))
}

fn parameters<'a>(site: Site<'a>, func: NodeId) -> impl Iterator<Item = BindingId> + use<'a> {
    let tree = site.tree();
    let list = tree.child(func, Field::Parameters);
    let names = list
        .into_iter()
        .flat_map(move |l| tree.children(l))
        .flat_map(move |p| tree.children_in(p, Field::Name));
    names.filter_map(move |n| site.scopes().defines(n))
}

fn is_context(site: Site, b: BindingId) -> bool {
    site.type_of(site.scopes().binding(b).ident).is_context()
}

fn carrier(site: Site, b: BindingId, at: NodeId) -> Option<Source> {
    let ty = site.type_of(site.scopes().binding(b).ident);
    visible(site, b, at, &request_type(site, &ty)?.ask())
}

/// The variable as a source, if its name means it at `at`.
fn visible(site: Site, b: BindingId, at: NodeId, ask: &str) -> Option<Source> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(b);
    let name = tree.text(binding.ident);
    let means = scopes.lookup(name, tree.span(at).start as usize) == Some(b);
    (means && name != "_").then(|| Source { text: format!("{name}{ask}"), variable: b, func: binding.func })
}
