//! Whether a context that is made anew in each iteration of a loop is done with when the iteration ends.

use super::creation::{Creation, Target};
use super::join::{joins_of, root_variable};
use super::lazy::{Level, laziness};
use super::outlives::{How, Reason, What, carriers, reasons, uses_beside};
use super::producers::TYPE_NAMES;
use super::types::{is_context, is_struct_value, named, results};
use super::uses::outermost_literal;
use crate::facts::keeps::{Runs, may_keep_context, runs_argument};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_read};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use std::collections::HashSet;

/// One iteration's context: the variables that carry it, and what waits for those who use it.
pub struct Iteration<'a> {
    site: Site<'a>,
    flow: &'a Flow,
    func: NodeId,
    creation: &'a Creation,
    /// The block or case whose end ends the iteration.
    pub block: NodeId,
    /// The context's variable, and those of what was made with it and may use it later.
    pub carriers: HashSet<BindingId>,
}

impl<'a> Iteration<'a> {
    /// The iteration of `block`, in which `creation` makes a context; `None` if the context has no variable.
    pub fn new(
        site: Site<'a>,
        flow: &'a Flow,
        creation: &'a Creation,
        block: NodeId,
    ) -> Option<Iteration<'a>> {
        let Target::Local(ctx) = creation.ctx else { return None };
        let mut carriers = carriers(site, creation);
        carriers.insert(ctx);
        Some(Iteration { site, flow, func: creation.func?, creation, block, carriers })
    }

    /// Whether a variable that carries the context is named below `node`.
    pub fn mentions(&self, node: NodeId) -> bool {
        let tree = self.site.tree();
        tree.subtree(node)
            .filter(|&n| tree.kind(n) == Kind::Ident)
            .filter_map(|n| self.site.scopes().resolve(n))
            .any(|b| self.carriers.contains(&b))
    }

    /// Why the context may be used after the iteration; `None` if it is not. What only leaves with a `return` is
    /// left out: there the function ends too. `own` are the defers of the release itself.
    pub fn outlived_by(&self, own: &[NodeId]) -> Option<Reason> {
        self.outlived_but(own, |r| self.is_of_function_value(r))
    }

    /// The same, where it is no guess of what a call may keep.
    pub fn outlived_for_certain_by(&self, own: &[NodeId]) -> Option<Reason> {
        self.outlived_but(own, |r| self.is_of_call(r))
    }

    fn outlived_but(&self, own: &[NodeId], does_not_count: impl Fn(&Reason) -> bool) -> Option<Reason> {
        let joined_here = |r: &Reason| r.how == How::Goroutine && self.is_waited_for(r.at);
        let in_function = reasons(self.site, self.creation).into_iter();
        let strongest = in_function
            .filter(|r| r.level > Level::No && !joined_here(r) && !does_not_count(r))
            .max_by_key(|r| r.level);
        strongest
            .or_else(|| self.kept_outside())
            .or_else(|| self.goroutine())
            .or_else(|| self.dropped())
            .or_else(|| self.deferred_use(own))
    }

    /// Why the context may be used after the iteration, if nothing but a call that it is given to tells so.
    pub fn guessed(&self) -> Option<Reason> {
        reasons(self.site, self.creation).into_iter().find(|r| self.is_of_call(r))
    }

    /// Whether the reason is but a guess that a call keeps the context: by its name, by what it reaches, or because it
    /// is one of a function value.
    fn is_of_call(&self, reason: &Reason) -> bool {
        reason.level == Level::Guess
            && reason.how == How::Kept
            && reason.what == What::Context
            && self.site.tree().kind(reason.at) == Kind::Call
    }

    /// Whether the reason is but that a function value is given the context, of which neither body nor name tells that
    /// it keeps it.
    fn is_of_function_value(&self, reason: &Reason) -> bool {
        let tree = self.site.tree();
        let name = || {
            let function = tree.unparen(tree.child(reason.at, Field::Function)?);
            Some(tree.text(tree.child(function, Field::FieldName).unwrap_or(function)))
        };
        self.is_of_call(reason)
            && matches!(self.site.callee(reason.at), Callee::Value)
            && name().is_some_and(|n| !may_keep_context(n))
    }

    /// What goes on after the iteration, whatever is done about the release: a goroutine, or what is known to keep the
    /// context or something made with it.
    pub fn goes_on(&self) -> Option<Reason> {
        reasons(self.site, self.creation).into_iter().find(|r| match r.how {
            How::Returned => false,
            How::Goroutine => r.level > Level::No && !self.is_waited_for(r.at),
            _ => r.level == Level::Known,
        })
    }

    fn reason(&self, how: How, text: String, at: NodeId) -> Reason {
        Reason { level: Level::Known, how, text, at, line: self.site.line(at), what: What::Made }
    }

    /// A variable that is older than the iteration carries the context.
    fn kept_outside(&self) -> Option<Reason> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let ends_here = |b: &BindingId| {
            tree.contains(self.block, scopes.binding(*b).ident)
                || self.creation.ctx == Target::Local(*b) && self.is_renewed(*b)
        };
        let kept = self.carriers.iter().copied().filter(|b| !ends_here(b)).min()?;
        let ident = scopes.binding(kept).ident;
        let text = format!("is kept in {}, which is older than the iteration", tree.text(ident));
        Some(self.reason(How::Stored, text, self.creation.stmt))
    }

    /// Whether the variable, though it is older than the iteration, is read only there, and behind the creation.
    pub fn is_renewed(&self, ctx: BindingId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let binding = scopes.binding(ctx);
        let start = self.flow.point_of(self.creation.stmt);
        let behind = |u: NodeId| {
            let point = self.flow.point_of(u);
            u > self.creation.stmt
                && !tree.contains(self.creation.stmt, u)
                && start.zip(point).is_some_and(|(s, p)| self.flow.dominates(s, p))
        };
        binding.func == self.func
            && !matches!(binding.kind, BindingKind::Result | BindingKind::Param)
            && scopes
                .uses(ctx)
                .iter()
                .all(|&u| !is_read(tree, u) || tree.contains(self.block, u) && behind(u))
    }

    /// A goroutine that uses the context and is not waited for in the same iteration.
    fn goroutine(&self) -> Option<Reason> {
        let tree = self.site.tree();
        let start = tree
            .subtree(self.block)
            .find(|&n| starts_goroutine(self.site, n) && self.mentions(n) && !self.is_waited_for(n))?;
        let text = "is used by a goroutine that may go on after the iteration".to_owned();
        Some(self.reason(How::Goroutine, text, start))
    }

    /// Whether every way from `start`, which starts a goroutine, to a further iteration meets what waits for that.
    pub fn is_waited_for(&self, start: NodeId) -> bool {
        self.is_joined(start, &self.joins_behind(start))
    }

    /// What waits, in this iteration, for the goroutine that `start` starts.
    fn joins_behind(&self, start: NodeId) -> Vec<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let named: HashSet<BindingId> = tree
            .subtree(start)
            .filter(|&n| tree.kind(n) == Kind::Ident)
            .filter_map(|n| scopes.resolve(n))
            .collect();
        joins_of(self.site, self.func)
            .filter(|&(join, operand)| {
                join > start
                    && tree.contains(self.block, join)
                    && outermost_literal(self.site, self.func, join).is_none()
                    && tree.parent(join).is_none_or(|p| tree.kind(p) != Kind::Defer)
                    && tree.ancestor(join, |k| k == Kind::CommCase).is_none_or(|c| tree.contains(c, start))
                    && root_variable(self.site, operand).is_some_and(|v| named.contains(&v))
            })
            .map(|(join, _)| join)
            .collect()
    }

    /// Whether every way from `start` to a further iteration meets one of `joins`.
    fn is_joined(&self, start: NodeId, joins: &[NodeId]) -> bool {
        let tree = self.site.tree();
        let Some(from) = self.flow.point_of(start) else { return false };
        let joins: Vec<PointId> = joins.iter().filter_map(|&j| self.flow.point_of(j)).collect();
        let leaves = |p: PointId| self.flow.node(p).is_some_and(|n| !tree.contains(self.block, n));
        !self.flow.behind(from, |_, e| !joins.contains(&e.to)).into_iter().any(leaves)
    }

    /// A call with the context whose result would use it later, and is dropped: a stream that stays open.
    fn dropped(&self) -> Option<Reason> {
        let tree = self.site.tree();
        let given = |&call: &NodeId| tree.args(call).any(|a| self.is_carrier(a));
        let call = tree.calls(self.block).filter(given).find(|&call| {
            // Of `any` nothing can be said, and of a copy that is dropped nothing is left. A release ends a context.
            let lazy = |t: &Type| match laziness(self.site, t) {
                _ if named(t).is_some_and(|(p, name)| p == "context" && TYPE_NAMES.contains(&name)) => false,
                Level::No => false,
                Level::Guess => {
                    !is_context(t) && named(t.pointee()).is_some() && !is_struct_value(self.site, t)
                }
                Level::Known => !is_context(t),
            };
            let types = results(self.site, call);
            match tree.parent(call).map(|p| (p, tree.kind(p))) {
                Some((_, Kind::ExprStmt)) => types.iter().any(lazy),
                Some((list, Kind::ExprList)) if tree.field(list) == Field::Right => {
                    let left = tree.parent(list).and_then(|s| tree.child(s, Field::Left));
                    let targets = left.map(|l| tree.list(l)).unwrap_or_default();
                    targets.len() == types.len()
                        && targets.iter().zip(&types).any(|(&l, t)| tree.text(l) == "_" && lazy(t))
                }
                _ => false,
            }
        })?;
        let text = "made something that is not kept, but may go on".to_owned();
        Some(self.reason(How::Kept, text, call))
    }

    fn is_carrier(&self, node: NodeId) -> bool {
        let tree = self.site.tree();
        let variable = (tree.kind(node) == Kind::Ident).then(|| self.site.scopes().resolve(node)).flatten();
        variable.is_some_and(|b| self.carriers.contains(&b))
    }

    /// A deferred call that uses the context, but for one that closes what can be closed without it.
    fn deferred_use(&self, own: &[NodeId]) -> Option<Reason> {
        let tree = self.site.tree();
        let defer = tree.subtree(self.block).find(|&n| {
            tree.kind(n) == Kind::Defer
                && !own.contains(&n)
                && outermost_literal(self.site, self.func, n).is_none()
                && self.mentions(n)
                && !self.only_closes(n)
        })?;
        Some(self.reason(How::Kept, "is used by a call that is deferred".to_owned(), defer))
    }

    /// `defer resp.Body.Close()`, `defer rows.Close()`
    fn only_closes(&self, defer: NodeId) -> bool {
        let tree = self.site.tree();
        let operand = || {
            let call = tree.children(defer).next().filter(|&c| tree.kind(c) == Kind::Call)?;
            let function = tree.child(call, Field::Function)?;
            let method = tree.child(function, Field::FieldName)?;
            (tree.text(method) == "Close").then(|| tree.child(function, Field::Operand))?
        };
        operand().is_some_and(|o| {
            matches!(
                named(self.site.type_of(o).pointee()),
                Some(("io", "ReadCloser") | ("database/sql", "Rows"))
            )
        })
    }

    /// The last statement of the block, from the creation on, that uses the context, may do so, or waits for those who
    /// do; `passed_over` are statements that do not count.
    pub fn last_use(&self, passed_over: &[NodeId]) -> Option<NodeId> {
        let tree = self.site.tree();
        let waits: Vec<NodeId> = tree
            .subtree(self.block)
            .filter(|&n| starts_goroutine(self.site, n) && self.mentions(n))
            .flat_map(|n| self.joins_behind(n))
            .chain(uses_beside(self.site, self.creation, self.block))
            .collect();
        tree.stmts(self.block)
            .filter(|&s| s >= self.creation.stmt || tree.contains(s, self.creation.stmt))
            .filter(|s| !passed_over.contains(s))
            .filter(|&s| {
                let closes = tree.kind(s) == Kind::Defer && self.only_closes(s);
                self.mentions(s) && !closes || waits.iter().any(|&w| tree.contains(s, w))
            })
            .last()
    }
}

/// Whether the loops around `node` in `func` all have an end that can be told from their header.
pub fn is_bounded(site: Site, func: NodeId, node: NodeId) -> bool {
    let tree = site.tree();
    let mut loops =
        tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::For).peekable();
    loops.peek().is_some() && loops.all(|l| ends_by_itself(site, l))
}

/// Whether the header of the `for` tells that it ends: it goes over a slice or map, or counts.
pub fn ends_by_itself(site: Site, l: NodeId) -> bool {
    let tree = site.tree();
    tree.children(l).any(|c| match tree.kind(c) {
        Kind::ForClause => tree.child(c, Field::Condition).is_some(),
        Kind::RangeClause => tree.child(c, Field::Right).is_some_and(|r| {
            let t = site.program.underlying(&site.type_of(r));
            !matches!(t, Type::Chan(..) | Type::Func(_) | Type::Unknown)
        }),
        _ => false,
    })
}

/// Whether the node starts a goroutine: a go statement, or a call of `wg.Go` and its kin.
pub fn starts_goroutine(site: Site, n: NodeId) -> bool {
    match site.tree().kind(n) {
        Kind::Go => true,
        Kind::Call => match site.callee(n) {
            Callee::Known(known) => {
                let receiver = known.receiver.as_deref().unwrap_or("");
                runs_argument(&known.package, receiver, &known.name) == Some(Runs::Joined)
            }
            _ => false,
        },
        _ => false,
    }
}
