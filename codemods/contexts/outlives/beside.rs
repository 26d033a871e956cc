//! What may keep the context beside its own variable, as far as nobody can read: the receiver of a method that is given
//! the context, `c.Init(ctx)`, and what goes with it to one, `r.Fill(ctx, &st)`. Nothing tells that it does so: only a
//! release that comes before the next use of it is better put behind.

use super::tracker::Tracker;
use crate::contexts::creation::{Creation, Target};
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::types::{is_context_expr, is_error};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_read};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// A variable whose value may have been given the context to keep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Beside {
    pub variable: BindingId,
    /// Whether it is the receiver of the method; an argument otherwise.
    pub is_receiver: bool,
    /// The call.
    pub call: NodeId,
}

impl Tracker<'_> {
    /// Notes what `call`, of something that cannot be read, may put the context into.
    pub(super) fn note_beside(&mut self, call: NodeId) {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let own = |n: NodeId| {
            let n = tree.unparen(n);
            let variable = scopes.resolve(n).filter(|_| tree.kind(n) == Kind::Ident)?;
            let binding = scopes.binding(variable);
            (binding.func == self.func && binding.kind != BindingKind::Receiver).then_some(variable)
        };
        let receiver = tree.receiver(call);
        let receiver = receiver
            .filter(|&r| !is_context_expr(self.site, r) && self.site.names_import(r).is_none())
            .and_then(own);
        let args: Vec<BindingId> = tree
            .args(call)
            .filter_map(|a| own(self.holder(a)?))
            .filter(|&v| !matches!(scopes.binding(v).kind, BindingKind::Param | BindingKind::Result))
            .collect();
        let receivers = receiver.map(|variable| Beside { variable, is_receiver: true, call });
        let others = args.into_iter().map(|variable| Beside { variable, is_receiver: false, call });
        self.beside.extend(receivers.into_iter().chain(others));
    }

    /// The variable that the argument refers to, if what that holds may keep a context: `&st`, `st`.
    fn holder(&self, arg: NodeId) -> Option<NodeId> {
        let tree = self.site.tree();
        let arg = tree.unparen(arg);
        let t = self.site.type_of(arg);
        let refers = match self.site.program.underlying(&t) {
            Type::Pointer(_) | Type::Map(..) | Type::Slice(_) | Type::Interface(_) => true,
            _ => tree.kind(arg) == Kind::Unary,
        };
        let is_lazy = laziness(self.site, t.pointee()) > Level::No && !is_error(&t);
        if !refers || !is_lazy || is_context_expr(self.site, arg) {
            return None;
        }
        match tree.kind(arg) {
            Kind::Unary if tree.op(arg) == Op::Address => tree.child(arg, Field::Operand),
            Kind::Ident => Some(arg),
            _ => None,
        }
    }
}

/// The variables that may keep the context of `creation` beside its own.
pub fn beside(site: Site, creation: &Creation) -> Vec<Beside> {
    let (Some(func), Target::Local(variable)) = (creation.func, creation.ctx) else { return Vec::new() };
    let mut tracker = Tracker::new(site, func, 0);
    tracker.context_variable(variable, creation.stmt);
    tracker.beside
}

/// Where in `block` the context of `creation` may be used without its name: by what one round of the loop around, or
/// the block itself, has for itself, and by what went along with the context. A client that is older is given another
/// context in each round.
pub fn uses_beside(site: Site, creation: &Creation, block: NodeId) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let around = tree.ancestors(block).take_while(|&a| Some(a) != creation.func);
    let round = around.into_iter().find(|&a| tree.kind(a) == Kind::For).unwrap_or(block);
    let of_round = |b: &Beside| !b.is_receiver || tree.contains(round, scopes.binding(b.variable).ident);
    let behind = |b: Beside, u: NodeId| {
        tree.contains(block, u) && tree.span(u).start >= tree.span(b.call).end && may_use_kept(site, u)
    };
    let holders = beside(site, creation).into_iter().filter(of_round);
    holders.flat_map(|b| scopes.uses(b.variable).iter().copied().filter(move |&u| behind(b, u))).collect()
}

/// Whether the use of such a variable may use the context that it keeps where it stands: not where it is deferred to
/// close it.
pub fn may_use_kept(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let func = tree.enclosing_func(u);
    let is_deferred = tree.ancestors(u).take_while(|&a| Some(a) != func).any(|a| tree.kind(a) == Kind::Defer);
    !is_deferred && may_work_with_kept(site, u)
}

/// The same wherever that is done: not where a call is given another context along with it, `c.Ping(ctx)`, nor in a
/// comparison.
pub fn may_work_with_kept(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let Some(parent) = tree.parent(u).filter(|_| is_read(tree, u)) else { return false };
    let call = match tree.kind(parent) {
        Kind::Selector => tree.parent(parent).filter(|_| tree.field(parent) == Field::Function),
        Kind::Args => tree.parent(parent),
        _ => None,
    };
    let is_given_another = call.is_some_and(|c| tree.args(c).any(|a| is_context_expr(site, a)));
    !is_given_another && tree.kind(parent) != Kind::Binary
}
