//! The places at which a detached context counts: as an argument, and as the value of a variable that is used as
//! one. What returns, stores or compares it has its own reasons.

use crate::contexts::asks::{Asked, asked_at};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::harmless::is_logging_package;
use crate::contexts::origins::{Given, Origin, Origins, given, targets_of};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::Root;
use crate::contexts::types::is_context;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// How the result of a call of `Background` or `TODO` is used.
#[derive(Clone, Copy, Debug)]
pub enum Use {
    /// An argument of this call.
    Argument(NodeId),
    /// What this method call asks: `context.Background().Value(key)`, which is nil.
    Asked(NodeId),
    /// The whole value that this variable of the function is given.
    Variable(BindingId),
}

/// The call as a message names it, under whatever name the package is imported.
pub fn detached_context(site: Site, call: NodeId) -> String {
    format!("context.{}()", called_name(site, call).unwrap_or("Background"))
}

/// How the detached context `call` is used; `None` where that is no finding.
pub fn context_use(site: Site, root: &Root, call: NodeId) -> Option<Use> {
    let tree = site.tree();
    let outer = tree.outside_parens(call);
    if let Some(receiver) = receiving_call(site, root, outer) {
        return Some(Use::Argument(receiver));
    }
    if let Some(question) = asked(site, outer) {
        return Some(Use::Asked(question));
    }
    let list = tree.parent(outer).filter(|&l| tree.kind(l) == Kind::ExprList)?;
    let (target, _) = targets(site, list).filter(|_| tree.children(list).count() == 1)?;
    let variable = site.scopes().resolve(target).filter(|_| tree.kind(target) == Kind::Ident)?;
    let ty = site.type_of(site.scopes().binding(variable).ident);
    (is_context(&ty) || ty.is_unknown()).then_some(Use::Variable(variable))
}

/// The call of a method of `context.Context` on `expr`. `<-context.Background().Done()` outside a select is left: a
/// way to wait for ever.
fn asked(site: Site, expr: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let selector = tree.parent(expr).filter(|&s| tree.kind(s) == Kind::Selector)?;
    let call = tree.parent(selector).filter(|&c| tree.kind(c) == Kind::Call)?;
    match asked_at(site, expr)? {
        Asked::Done => (is_in_case(site, call) || is_kept_for_cases(site, call)).then_some(call),
        _ => Some(call),
    }
}

/// Whether the expression stands in the communication of an arm of a select.
fn is_in_case(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestor(expr, Kind::is_case).is_some_and(|c| tree.stmt_of(expr) == tree.stmt_of(c))
}

/// Whether the channel that the call gives is kept in a variable, for arms of selects to receive from.
fn is_kept_for_cases(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let [target] = targets_of(site, call)[..] else { return false };
    let receives = |u: &NodeId| {
        let receive = tree.parent(*u).filter(|&p| tree.op(p) == Op::Receive);
        receive.is_some_and(|r| is_in_case(site, r))
    };
    let uses = scopes.resolve(target).map_or(&[][..], |v| scopes.uses(v));
    !uses.is_empty() && uses.iter().all(receives)
}

/// The only target of the assignment, definition or spec that `list` is the right side of, and that statement.
fn targets(site: Site, list: NodeId) -> Option<(NodeId, NodeId)> {
    let tree = site.tree();
    let stmt = tree.parent(list)?;
    let left: Vec<NodeId> = match (tree.kind(stmt), tree.field(list)) {
        (Kind::Assign, Field::Right) if tree.op(stmt) != Op::AssignOp => {
            tree.list(tree.child(stmt, Field::Left)?)
        }
        (Kind::ShortVar, Field::Right) => tree.list(tree.child(stmt, Field::Left)?),
        (Kind::VarSpec, Field::Value) => tree.children_in(stmt, Field::Name).collect(),
        _ => return None,
    };
    match left[..] {
        [one] => Some((one, stmt)),
        _ => None,
    }
}

/// The call that takes `expr` as a context; `None` for one that is started or deferred, for conversions and
/// built-in functions, for a parameter of another type, and for the request's own methods: `r.WithContext(…)` with a
/// detached context is there to detach.
fn receiving_call(site: Site, root: &Root, expr: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    taking_call(site, expr)
        .filter(|&c| !tree.parent(c).is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer)))
        .filter(|&c| !is_own_method(site, root, c))
}

/// The call that a go statement starts and that takes `expr` as a context.
pub fn started_call(site: Site, expr: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    taking_call(site, site.tree().outside_parens(expr))
        .filter(|&c| tree.parent(c).is_some_and(|p| tree.kind(p) == Kind::Go))
}

/// The call, but for conversions and built-in functions, whose argument for a context is `expr`.
fn taking_call(site: Site, expr: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let args = tree.parent(expr).filter(|&a| tree.kind(a) == Kind::Args)?;
    let call = tree.parent(args).filter(|&c| tree.kind(c) == Kind::Call)?;
    if let Callee::Builtin(_) | Callee::Conversion(_) = site.callee(call) {
        return None;
    }
    let index = tree.children(args).position(|a| a == expr)?;
    let logs = || index == 0 && is_of_logging(site, call);
    let fits =
        wanted(site, call, index).is_none_or(|t| is_context(&t) || t.is_unknown() || is_any(&t) && logs());
    (fits || hands_on_all(site, args, expr)).then_some(call)
}

/// The type of the parameter for the argument `index` of the call, if that is known.
fn wanted(site: Site, call: NodeId, index: usize) -> Option<Type> {
    match site.callee(call) {
        Callee::Builtin(_) | Callee::Conversion(_) => None,
        Callee::Known(known) => known.sig.as_ref()?.param_of(index, false),
        _ => match site.type_of(site.tree().child(call, Field::Function)?) {
            Type::Func(sig) => sig.param_of(index, false),
            _ => None,
        },
    }
}

/// Whether `expr` is passed to a call as a context, as its parameter says.
pub fn is_wanted_as_context(site: Site, expr: NodeId) -> bool {
    passed_to(site, expr).is_some_and(|call| {
        let index = site.tree().args(call).position(|a| a == expr);
        index.and_then(|i| wanted(site, call, i)).is_some_and(|t| is_context(&t))
    })
}

/// Whether the type holds any value.
fn is_any(t: &Type) -> bool {
    matches!(t, Type::Interface(i) if i.methods.is_empty() && i.embeds.is_empty())
}

/// Whether the call is one of a package that logs: what is given a context there reads the values of a logger's lines
/// from it, whatever the parameter's type. `log.Warn(ctx, "no such album", "id", id)`
fn is_of_logging(site: Site, call: NodeId) -> bool {
    matches!(site.callee(call), Callee::Known(known) if is_logging_package(&known.package))
}

/// Whether the call, of which `args` are the arguments, is given all parameters of its function in order, but for
/// `expr` in the place of the context: `return m.Called(ctx, id)`.
fn hands_on_all(site: Site, args: NodeId, expr: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = tree.enclosing_func(args) else { return false };
    let given: Vec<NodeId> = tree.children(args).collect();
    let own = parameters(site, func);
    given.len() == own.len()
        && given.len() > 1
        && given.iter().zip(&own).all(|(&a, p)| match a == expr {
            true => is_context(&p.type_in(site)),
            false => tree.kind(a) == Kind::Ident && p.variable.is_some() && scopes.resolve(a) == p.variable,
        })
}

/// `r.WithContext(…)` on the request itself, `cmd.SetContext(…)` on the command.
fn is_own_method(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    matches!(called_name(site, call), Some("WithContext" | "SetContext"))
        && operand.is_some_and(|o| root.is_named_by(site, o))
}

/// Whether all uses of a variable that is given a detached context are ones that `qualifies` accepts, and no other
/// assignment gives it a context from elsewhere: then the detached one is a choice.
pub fn uses_qualify(
    site: Site,
    root: &Root,
    variable: BindingId,
    qualifies: impl Fn(NodeId) -> bool,
) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let mut origins = Origins::new(site, root);
    let mut assigned = |target: NodeId| match given(site, target) {
        Some((Given::Value(value), _)) => {
            is_derived(site, variable, value) || origins.expression(value) == Origin::Nowhere
        }
        Some((Given::Result(call, 0), _)) => is_derived(site, variable, call),
        _ => false,
    };
    let declared = given(site, binding.ident).is_none() || assigned(binding.ident);
    declared
        && scopes.uses(variable).iter().all(|&u| if is_write(tree, u) { assigned(u) } else { qualifies(u) })
}

/// Whether the value is made from the variable itself: `ctx = context.WithValue(ctx, …)`.
fn is_derived(site: Site, variable: BindingId, value: NodeId) -> bool {
    let tree = site.tree();
    tree.args(value).any(|a| site.scopes().resolve(a) == Some(variable))
}

/// Whether `variable`, which is given the detached context `call`, is the root's own parameter, and nothing has come of
/// what that was given before: `func f(ctx context.Context) { ctx = context.Background(); … }`.
pub fn overwrites_parameter(site: Site, root: &Root, variable: BindingId, call: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.stmt_of(call).filter(|&s| tree.kind(s) == Kind::Assign);
    let begins = stmt.is_some_and(|s| {
        let body = tree.child(root.func(), Field::Body);
        let is_first = |&u: &NodeId| tree.contains(s, u) || u > s;
        tree.parent(s) == body && site.scopes().uses(variable).iter().all(is_first)
    });
    begins && root.is_context() && root.parameter.variable == Some(variable)
}

/// Whether the use of a variable that holds a detached context is one at which the request's would do.
pub fn use_qualifies(site: Site, root: &Root, u: NodeId) -> bool {
    let tree = site.tree();
    let outer = site.tree().outside_parens(u);
    let Some(parent) = tree.parent(outer) else { return false };
    match tree.kind(parent) {
        Kind::Selector => tree.field(outer) == Field::Operand,
        Kind::Args => receiving_call(site, root, outer).is_some(),
        Kind::Binary => tree.children(parent).any(|c| tree.kind(c) == Kind::Nil),
        Kind::ExprList => targets(site, parent).is_some_and(|(t, _)| tree.text(t) == "_"),
        _ => false,
    }
}
