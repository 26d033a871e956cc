//! Where the contexts in a function's variables come from: its parameter, nowhere (`Background`, `TODO`), or elsewhere.

use super::globals;
use super::sources::Root;
use super::types::is_context_expr;
use super::uses::nil_test;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// What a context derives from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// What brings a context into the function.
    Root,
    /// `context.Background()` or `context.TODO()`.
    Nowhere,
    /// The one at one time, the other at another.
    Mixed,
    /// Something else, or something unknown.
    Other,
}

/// What an assignment or definition gives a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Given {
    /// The value of this expression.
    Value(NodeId),
    /// The result of that number of this call.
    Result(NodeId, usize),
}

/// What `target`, an identifier on the left of `=` or `:=` or a name in `var`, is given, and the statement or spec;
/// `None` where it gets nothing or something else.
pub fn given(site: Site, target: NodeId) -> Option<(Given, NodeId)> {
    let tree = site.tree();
    let parent = tree.parent(target)?;
    let (stmt, left, right) = match tree.kind(parent) {
        Kind::VarSpec => {
            let names: Vec<NodeId> = tree.children_in(parent, Field::Name).collect();
            (parent, names, tree.child(parent, Field::Value)?)
        }
        Kind::ExprList if tree.field(parent) == Field::Left => {
            let stmt = tree.parent(parent)?;
            if !matches!(tree.kind(stmt), Kind::Assign | Kind::ShortVar) {
                return None;
            }
            (stmt, tree.children(parent).collect(), tree.child(stmt, Field::Right)?)
        }
        _ => return None,
    };
    let index = left.iter().position(|&l| l == target)?;
    let values = tree.list(right);
    match values[..] {
        [call] if left.len() > 1 => Some((Given::Result(tree.unparen(call), index), stmt)),
        _ => Some((Given::Value(tree.unparen(*values.get(index)?)), stmt)),
    }
}

/// The left side of the assignment or definition that has `value` on its right side, one by one; nothing where it
/// stands elsewhere.
pub fn targets_of(site: Site, value: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let stmt = tree.parent(value).and_then(|list| tree.parent(list));
    stmt.and_then(|s| tree.child(s, Field::Left)).map(|l| tree.list(l)).unwrap_or_default()
}

/// Whether everything that the call gives is assigned to `_`.
pub fn is_dropped(site: Site, call: NodeId) -> bool {
    let left = targets_of(site, call);
    !left.is_empty() && left.iter().all(|&t| site.tree().text(t) == "_")
}

/// What the variable `ident` was defined with, if it is given nothing else.
pub fn only_value(site: Site, ident: NodeId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variable = scopes.resolve(ident)?;
    let written = scopes.uses(variable).iter().any(|&u| is_write(tree, u) || is_address_taken(tree, u));
    match given(site, scopes.binding(variable).ident).filter(|_| !written)? {
        (Given::Value(value), _) => Some(value),
        (Given::Result(..), _) => None,
    }
}

/// What is known of the origins of the variables of one function.
pub struct Origins<'a> {
    site: Site<'a>,
    root: &'a Root,
    /// The variables whose origin is being looked for.
    path: Vec<BindingId>,
}

impl<'a> Origins<'a> {
    pub fn new(site: Site<'a>, root: &'a Root) -> Origins<'a> {
        Origins { site, root, path: Vec::new() }
    }

    /// Where the contexts come from that the variable may hold.
    pub fn variable(&mut self, variable: BindingId) -> Origin {
        self.origin_of(variable).unwrap_or(Origin::Other)
    }

    /// The same of the values that may be in the variable when `place` is evaluated.
    pub fn variable_at(&mut self, variable: BindingId, place: NodeId) -> Origin {
        let site = self.site;
        let targets = self.targets(variable).into_iter().filter(|&t| comes_before(site, t, place)).collect();
        self.origin_by(variable, targets).unwrap_or(Origin::Other)
    }

    /// Where the context comes from that the expression gives.
    pub fn expression(&mut self, expr: NodeId) -> Origin {
        self.value(expr, true).unwrap_or(Origin::Other)
    }

    /// `None`: only from itself.
    fn origin_of(&mut self, variable: BindingId) -> Option<Origin> {
        self.origin_by(variable, self.targets(variable))
    }

    /// The same, where the variable gets its values at `targets`.
    fn origin_by(&mut self, variable: BindingId, targets: Vec<NodeId>) -> Option<Origin> {
        if self.path.contains(&variable) {
            return None;
        }
        let binding = self.site.scopes().binding(variable);
        let is_root = self.is_root_context(variable);
        if !is_root && !matches!(binding.kind, BindingKind::Short | BindingKind::Var | BindingKind::Result) {
            return Some(Origin::Other);
        }
        self.path.push(variable);
        let certain = is_context_expr(self.site, binding.ident);
        let mut joined = is_root.then_some(Origin::Root);
        for target in targets {
            // What a variable is defined with that is taken for a root is that root's.
            if is_root && (target == binding.ident || self.replaces_nil(variable, target)) {
                continue;
            }
            let origin = match given(self.site, target) {
                None => Some(Origin::Other),
                Some((Given::Value(value), _)) => self.value(value, certain),
                Some((Given::Result(call, index), _)) => self.result(call, index, certain),
            };
            joined = join(joined, origin);
        }
        self.path.pop();
        joined
    }

    /// Whether the variable is the parameter, or what is taken for one, which is a context.
    fn is_root_context(&self, variable: BindingId) -> bool {
        self.root.is_context() && self.root.parameter.variable == Some(variable)
    }

    /// `if ctx == nil { ctx = context.Background() }`
    fn replaces_nil(&self, variable: BindingId, target: NodeId) -> bool {
        let tree = self.site.tree();
        tree.ancestors(target).filter(|&a| tree.kind(a) == Kind::If).any(|i| {
            let test = tree.child(i, Field::Condition).and_then(|c| nil_test(self.site, c));
            test == Some((variable, true))
                && tree.child(i, Field::Consequence).is_some_and(|c| tree.contains(c, target))
        })
    }

    /// The occurrences at which the variable gets a value; its definition only if that gives it one.
    fn targets(&self, variable: BindingId) -> Vec<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let binding = scopes.binding(variable);
        let defined = binding.kind == BindingKind::Short || given(self.site, binding.ident).is_some();
        let writes = scopes.uses(variable).iter().copied().filter(|&u| is_write(tree, u));
        defined.then_some(binding.ident).into_iter().chain(writes).collect()
    }

    /// `certain`: the value is known to be a context.
    fn value(&mut self, expr: NodeId, certain: bool) -> Option<Origin> {
        let tree = self.site.tree();
        let expr = tree.unparen(expr);
        if !self.root.is_context() && self.root.is_asked_by(self.site, expr) {
            return Some(Origin::Root);
        }
        match tree.kind(expr) {
            Kind::Ident => match self.site.scopes().resolve(expr) {
                Some(variable) => self.origin_of(variable),
                None if globals::at(self.site, expr).is_some() => Some(Origin::Nowhere),
                None => Some(Origin::Other),
            },
            Kind::Selector if globals::at(self.site, expr).is_some() => Some(Origin::Nowhere),
            Kind::Call => self.result(expr, 0, certain),
            _ => Some(Origin::Other),
        }
    }

    fn result(&mut self, call: NodeId, index: usize, certain: bool) -> Option<Origin> {
        let (site, tree) = (self.site, self.site.tree());
        if tree.kind(call) != Kind::Call {
            return Some(Origin::Other);
        }
        let args: Vec<NodeId> = tree.args(call).collect();
        if let Callee::Known(known) = site.callee(call)
            && known.receiver.is_none()
            && &*known.package == "context"
        {
            return match &*known.name {
                "Background" | "TODO" => Some(Origin::Nowhere),
                "WithoutCancel" => Some(Origin::Other),
                name if name.starts_with("With") && index == 0 => self.value(*args.first()?, true),
                _ => Some(Origin::Other),
            };
        }
        if !certain {
            return Some(Origin::Other);
        }
        // A function that is given a context and returns one derives the one from the other.
        let parent = args.iter().find(|&&a| tree.kind(a) != Kind::FuncLit && is_context_expr(site, a));
        match parent {
            Some(&parent) => self.value(parent, true),
            None if args.iter().any(|&a| self.root.is_named_by(site, a)) => Some(Origin::Root),
            None => Some(Origin::Other),
        }
    }

    /// Whether the variable has been given a value on every path to `place`.
    pub fn holds(&self, variable: BindingId, place: NodeId) -> bool {
        let flow = self.site.flow(self.site.scopes().binding(variable).func);
        let Some(here) = flow.point_of(place) else { return false };
        let is_param = self.site.scopes().binding(variable).kind == BindingKind::Param;
        if is_param && self.is_root_context(variable) {
            return true;
        }
        !flow.unknown()
            && self
                .targets(variable)
                .iter()
                .any(|&t| flow.point_of(t).is_some_and(|p| p != here && flow.dominates(p, here)))
    }

    /// Whether the variable's context, or one that it derives from, may have been released on a path to `place` on
    /// which it is not made anew.
    pub fn ended(&self, variable: BindingId, place: NodeId) -> bool {
        let ancestry = self.ancestry(variable);
        (0..ancestry.len()).any(|i| self.released(&ancestry[..=i], place))
    }

    /// Whether what came with the variable's context, or with one that it derives from, is called or waited for
    /// anywhere; deferred calls count if `deferred`.
    pub fn is_released(&self, variable: BindingId, deferred: bool) -> bool {
        self.ancestry(variable)
            .into_iter()
            .flat_map(|v| self.releases(v))
            .any(|u| ends(self.site, u) || deferred && is_deferred(self.site, u))
    }

    /// Whether that is done, other than by a deferred call, on a path behind `place`.
    pub fn is_released_behind(&self, variable: BindingId, place: NodeId) -> bool {
        let flow = self.site.flow(self.site.scopes().binding(variable).func);
        let Some(here) = flow.point_of(place) else { return true };
        self.ancestry(variable)
            .into_iter()
            .flat_map(|v| self.releases(v))
            .any(|u| ends(self.site, u) && flow.point_of(u).is_none_or(|p| flow.reaches(here, p, |_| false)))
    }

    /// How many variables the context comes through.
    pub fn depth(&self, variable: BindingId) -> usize {
        self.ancestry(variable).len()
    }

    /// The variable and those that its values are made with.
    fn ancestry(&self, variable: BindingId) -> Vec<BindingId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let mut all = vec![variable];
        let mut next = 0;
        while let Some(&v) = all.get(next) {
            next += 1;
            for target in self.targets(v) {
                let Some((Given::Value(value) | Given::Result(value, _), _)) = given(self.site, target)
                else {
                    continue;
                };
                let parents = match (tree.kind(value), tree.child(value, Field::Arguments)) {
                    (Kind::Call, Some(args)) => tree.children(args).collect(),
                    _ => vec![value],
                };
                let parents = parents.into_iter().filter(|&p| tree.kind(p) == Kind::Ident);
                for parent in parents.filter_map(|p| scopes.resolve(p)) {
                    if !all.contains(&parent)
                        && (self.root.is_context() || Some(parent) != self.root.parameter.variable)
                    {
                        all.push(parent);
                    }
                }
            }
        }
        all
    }

    /// Whether what came with the context of the last variable, a release or a group, may have been called or waited
    /// for when control comes to `place`, and the one that the first holds there, which is made from it by way of the
    /// others, still is of that time: not where all of them have been given a new one since.
    fn released(&self, line: &[BindingId], place: NodeId) -> bool {
        let Some((&variable, made_from_it)) = line.split_last() else { return false };
        let flow = self.site.flow(self.site.scopes().binding(variable).func);
        let Some(here) = flow.point_of(place) else { return true };
        let renewals = |v| self.renewals(&flow, v);
        let renewed = renewals(variable);
        // What was made before the last of them was renewed is of the one before that.
        let comes = |from: PointId| {
            flow.reaches(from, here, |p| renewed.contains(&p))
                || made_from_it.iter().any(|&v| {
                    let (again, mut begins) = (renewals(v), renewed.iter());
                    begins.any(|&p| {
                        flow.reaches(from, p, |_| false) && flow.reaches(p, here, |q| again.contains(&q))
                    })
                })
        };
        let mut ends = self.releases(variable).into_iter().filter(|&u| ends(self.site, u));
        ends.any(|u| flow.point_of(u).is_none_or(|p| p == here || comes(p)))
    }

    /// Where the variable gets a context that is not made from the one that it has.
    fn renewals(&self, flow: &Flow, variable: BindingId) -> Vec<PointId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let is_of_itself = |target: NodeId| {
            let stmt = given(self.site, target).map(|(_, stmt)| stmt);
            stmt.is_some_and(|s| tree.subtree(s).any(|n| n != target && scopes.resolve(n) == Some(variable)))
        };
        // Nobody knows when a literal runs.
        let is_here = |t: NodeId| tree.enclosing_func(t) == Some(flow.func());
        let targets = self.targets(variable).into_iter().filter(|&t| is_here(t) && !is_of_itself(t));
        targets.filter_map(|t| flow.point_of(t)).collect()
    }

    /// The uses of what came with the variable's contexts: a release, or a group.
    fn releases(&self, variable: BindingId) -> Vec<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let mut all = Vec::new();
        for target in self.targets(variable) {
            let Some((Given::Result(call, _), stmt)) = given(self.site, target) else { continue };
            let beside = tree
                .children(stmt)
                .take_while(|&c| !tree.contains(c, call))
                .flat_map(|c| tree.list(c))
                .filter(|&c| c != target && tree.kind(c) == Kind::Ident)
                .filter_map(|c| scopes.resolve(c));
            all.extend(beside.flat_map(|b| scopes.uses(b)));
        }
        all
    }
}

fn join(a: Option<Origin>, b: Option<Origin>) -> Option<Origin> {
    match (a, b) {
        (None, one) | (one, None) => one,
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(Origin::Other), _) | (_, Some(Origin::Other)) => Some(Origin::Other),
        _ => Some(Origin::Mixed),
    }
}

/// Whether the assignment to `target` may be made before `place` is evaluated. Where one of them stands in a literal,
/// which may run at another time, it may.
pub fn comes_before(site: Site, target: NodeId, place: NodeId) -> bool {
    let func = site.tree().enclosing_func(target);
    let flow = func.filter(|_| func == site.tree().enclosing_func(place)).map(|f| site.flow(f));
    flow.is_none_or(|flow| match (flow.point_of(target), flow.point_of(place)) {
        (Some(write), Some(here)) => flow.reaches(write, here, |_| false),
        _ => true,
    })
}

/// Whether the use is that of a deferred call, or stands in a deferred literal.
fn is_deferred(site: Site, u: NodeId) -> bool {
    site.tree().ancestors(u).any(|a| site.tree().kind(a) == Kind::Defer)
}

/// Whether the use `cancel` of `cancel()`, or `g` of `g.Wait()`, ends a context; not where that is deferred, in a
/// literal or not, until the function ends that has the variable.
fn ends(site: Site, u: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(parent) = tree.parent(u) else { return false };
    let call = match tree.kind(parent) {
        Kind::Call if tree.field(u) == Field::Function => Some(parent),
        Kind::Selector if tree.child(parent, Field::FieldName).is_some_and(|n| tree.text(n) == "Wait") => {
            tree.parent(parent)
        }
        _ => None,
    };
    let own = scopes.resolve(u).map(|v| scopes.binding(v).func);
    let defer = tree.ancestor(u, |k| k == Kind::Defer);
    call.is_some() && defer.is_none_or(|d| tree.enclosing_func(d) != own)
}
