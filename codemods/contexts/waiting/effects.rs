//! What statements of a function leave behind that others see: values that they write, and calls.

use crate::contexts::join::root_variable;
use crate::contexts::types::is_error;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::Type;

/// What happens at `node`.
pub struct Effect {
    pub node: NodeId,
    pub point: PointId,
    /// Whether a deferred call does it; then the point is where that is deferred.
    pub deferred: bool,
    /// The call that it is, if it is one.
    pub call: Option<NodeId>,
    pub writes: Vec<Write>,
}

/// A value that is written, or a channel that is sent to or received from.
pub struct Write {
    target: String,
    root: Option<BindingId>,
    how: How,
    value: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Set,
    /// `++`, `+=`, `|=`, a value sent.
    More,
    /// `--`, `-=`, `&^=`, `&= ^`, a value received.
    Less,
}

impl Write {
    /// Whether this one gives back another value to what `before` has written, or moves on what that has taken:
    /// `*from -= n`, `*to += n`.
    pub fn undoes(&self, before: &Write) -> bool {
        let opposite = matches!((before.how, self.how), (How::More, How::Less) | (How::Less, How::More));
        let anew = self.how == How::Set && (self.value != before.value || before.how != How::Set);
        let same = self.target == before.target && self.root == before.root;
        let is_name = self.value.starts_with(char::is_alphabetic);
        same && (opposite || anew) || opposite && is_name && self.value == before.value
    }
}

/// The effects of `func`, those of the calls that it defers among them.
pub fn effects(site: Site, flow: &Flow, func: NodeId) -> Vec<Effect> {
    let tree = site.tree();
    let defer = |n: NodeId| {
        let around = tree.ancestors(n).take_while(|&a| a != func).filter(|&a| tree.kind(a).is_func());
        let last = around.last().unwrap_or(n);
        tree.ancestors(last).take_while(|&a| a != func).find(|&a| tree.kind(a) == Kind::Defer)
    };
    let nodes = tree.subtree(func).filter(|&n| is_effect(site, n));
    let of = |node: NodeId| {
        let deferred = defer(node).is_some();
        let counts = deferred || tree.enclosing_func(node) == Some(func) && !starts_goroutine(site, node);
        let call = (tree.kind(node) == Kind::Call).then_some(node);
        let writes = call.map_or_else(|| written(site, func, node), |c| written_by(site, func, c));
        let point = flow.point_of(node).filter(|_| counts)?;
        Some(Effect { node, point, deferred, call, writes })
    };
    nodes.filter_map(of).filter(|e| e.call.is_some() || !e.writes.is_empty()).collect()
}

fn is_effect(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(node) {
        Kind::Unary => tree.op(node) == Op::Receive,
        kind => matches!(kind, Kind::Assign | Kind::IncStmt | Kind::DecStmt | Kind::SendStmt | Kind::Call),
    }
}

fn starts_goroutine(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.parent(node).is_some_and(|p| tree.kind(p) == Kind::Go)
}

/// What the statement or receive operation `node` writes that is not only the function's own.
fn written(site: Site, func: NodeId, node: NodeId) -> Vec<Write> {
    let tree = site.tree();
    let one = |target: Option<NodeId>, how, value: &str| {
        let target = target.filter(|&t| is_shared(site, func, t));
        let write = |t: NodeId| Write {
            target: tree.text(t).to_owned(),
            root: root_variable(site, t),
            how,
            value: value.to_owned(),
        };
        target.map(write).into_iter().collect::<Vec<_>>()
    };
    match tree.kind(node) {
        Kind::IncStmt => one(tree.only_child(node), How::More, ""),
        Kind::DecStmt => one(tree.only_child(node), How::Less, ""),
        Kind::SendStmt => one(tree.child(node, Field::Channel), How::More, ""),
        Kind::Unary => one(tree.child(node, Field::Operand), How::Less, ""),
        _ => {
            let list = |field| tree.child(node, field).map(|l| tree.list(l)).unwrap_or_default();
            let (left, right) = (list(Field::Left), list(Field::Right));
            let how = how_assigned(site, &left, &right);
            let value = |i: usize| right.get(i).map_or("", |&v| tree.text(v));
            left.iter().enumerate().flat_map(|(i, &t)| one(Some(t), how, value(i))).collect()
        }
    }
}

fn how_assigned(site: Site, left: &[NodeId], right: &[NodeId]) -> How {
    let tree = site.tree();
    let between = left.last().zip(right.first()).map(|(&l, &r)| {
        site.file.text[tree.span(l).end as usize..tree.span(r).start as usize].trim_start().get(..2)
    });
    match between.flatten() {
        Some("+=" | "|=") => How::More,
        Some("-=" | "&^" | "&=") => How::Less,
        _ => How::Set,
    }
}

/// What a method that the package declares writes to its receiver, in the words of the caller.
fn written_by(site: Site, func: NodeId, call: NodeId) -> Vec<Write> {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let (Callee::Known(known), Some(operand)) = (site.callee(call), operand) else { return Vec::new() };
    let [decl] = &known.decls[..] else { return Vec::new() };
    if known.receiver.is_none() || known.package != site.package.path || !is_of_others(site, func, operand) {
        return Vec::new();
    }
    let Some(inner) = decl.site(site.program) else { return Vec::new() };
    let (own, root) = (inner.tree(), inner.tree().root());
    let nodes = own.subtree(root).filter(|&n| is_effect(inner, n) && own.enclosing_func(n) == Some(root));
    let all = nodes.filter(|&n| own.kind(n) != Kind::Call).flat_map(|n| written(inner, root, n));
    let of_receiver = |w: &Write| {
        w.root.is_some_and(|v| inner.scopes().binding(v).kind == BindingKind::Receiver) && w.how == How::Set
    };
    let here = |w: Write| {
        let path = w.target.find('.').map_or("", |dot| &w.target[dot..]);
        let target = format!("{}{path}", tree.text(operand));
        Write { target, root: root_variable(site, operand), ..w }
    };
    all.filter(of_receiver).map(here).collect()
}

/// Whether others know the value too whose method is called: `operand` is no variable that the function has made.
pub fn is_of_others(site: Site, func: NodeId, operand: NodeId) -> bool {
    let tree = site.tree();
    let variable = site.scopes().resolve(operand).filter(|_| tree.kind(operand) == Kind::Ident);
    match variable.map(|v| site.scopes().binding(v)) {
        Some(b) => b.func != func || matches!(b.kind, BindingKind::Receiver | BindingKind::Param),
        None => is_shared(site, func, operand),
    }
}

/// Whether what is written to `target` is seen outside of the function: by a pointer that it has not made itself, in a
/// variable of the package, or in one of the function around it.
pub fn is_shared(site: Site, func: NodeId, target: NodeId) -> bool {
    let (tree, target) = (site.tree(), site.tree().unparen(target));
    if tree.text(target) == "_" || is_error(&site.type_of(target)) {
        return false;
    }
    let Some(root) = root_variable(site, target) else { return true };
    let binding = site.scopes().binding(root);
    let is_itself = tree.kind(target) == Kind::Ident;
    if binding.func != func {
        return tree.contains(binding.func, func) || !is_itself;
    }
    let ty = site.type_of(binding.ident);
    let refers = !matches!(site.program.underlying(&ty), Type::Basic(_) | Type::Struct(_) | Type::Array(_));
    let is_channel = matches!(site.program.underlying(&ty), Type::Chan(..));
    match binding.kind {
        BindingKind::Receiver => !is_itself,
        BindingKind::Param => (!is_itself || is_channel) && refers,
        _ => false,
    }
}
