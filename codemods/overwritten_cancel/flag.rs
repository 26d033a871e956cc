//! A flag that goes with the release: it is set where the release is made, asked before another is made, and asked
//! where the release is called.
//! `if !s.running { ctx, cancel = …; s.running = true } else { cancel(); s.running = false }`
//! And one that the context itself gives: whether it has a deadline, and whether that lies ahead.

use crate::contexts::calls::called_name;
use crate::contexts::creation::Creation;
use crate::contexts::uses::{ReleaseUse, Use};
use crate::golang::program::Site;
use crate::golang::scopes::{is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether a flag tells if the release of `former` is to be called: control flow alone cannot.
pub(super) fn tells_of(site: Site, former: &Creation, uses: &[ReleaseUse]) -> bool {
    let Some(func) = former.func else { return false };
    let calls = || uses.iter().filter(|u| matches!(u.what, Use::Call(_)));
    let made = asked_before(site, func, former.stmt);
    let is_alone = |&(flag, branch): &(NodeId, NodeId)| is_whole_and_fixed(site, flag, branch);
    let as_made = |u: &ReleaseUse, flag: NodeId| {
        asked_before(site, func, u.node).iter().any(|g| same(site, g.0, flag) && is_alone(g))
    };
    made.iter().filter(|&m| is_alone(m)).any(|m| calls().any(|u| as_made(u, m.0)))
        || made.iter().any(|&(flag, branch)| {
            let is_set = site.tree().subtree(branch).any(|n| n > former.stmt && is_assigned(site, n, flag));
            let guards =
                |u: &ReleaseUse| asked_before(site, func, u.node).iter().any(|g| same(site, g.0, flag));
            is_set && calls().any(guards)
        })
}

/// Whether the variable is the whole condition of an if statement, whose first branch it is, and never changes:
/// `if withLoad { ctx, cancel = … }`, and later `if withLoad { cancel() }`.
fn is_whole_and_fixed(site: Site, flag: NodeId, branch: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_fixed = |v| scopes.uses(v).iter().all(|&u| u == scopes.binding(v).ident || !is_write(tree, u));
    tree.field(branch) == Field::Consequence
        && tree.field(flag) == Field::Condition
        && scopes.resolve(flag).is_some_and(is_fixed)
}

/// The variables and fields that conditions around `node` ask, with the branch in which `node` stands for each.
fn asked_before(site: Site, func: NodeId, node: NodeId) -> Vec<(NodeId, NodeId)> {
    let tree = site.tree();
    let mut asked = Vec::new();
    let mut branch = node;
    for around in tree.ancestors(node).take_while(|&a| a != func) {
        let tested = match tree.kind(around) {
            Kind::If => tree.child(around, Field::Condition),
            Kind::Switch => tree.child(around, Field::Value),
            Kind::FuncLit => break,
            _ => None,
        };
        if let Some(condition) = tested.filter(|&c| !tree.contains(c, node)) {
            asked.extend(places(site, condition).map(|flag| (flag, branch)));
        }
        branch = around;
    }
    asked
}

/// The variables and fields, each whole, that are read in `condition`.
fn places<'a>(site: Site<'a>, condition: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
    let tree = site.tree();
    let is_place = move |n: &NodeId| {
        let parent = tree.parent(*n).map(|p| tree.kind(p));
        matches!(tree.kind(*n), Kind::Ident | Kind::Selector)
            && !matches!(parent, Some(Kind::Selector | Kind::Args))
            && !(parent == Some(Kind::Call) && tree.field(*n) == Field::Function)
    };
    tree.subtree(condition).filter(is_place)
}

/// Whether `node` is an assignment to the place that `flag` names.
pub(super) fn is_assigned(site: Site, node: NodeId, flag: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(node) == Kind::Assign
        && tree
            .child(node, Field::Left)
            .is_some_and(|left| tree.list(left).iter().any(|&l| same(site, l, flag)))
}

/// Whether the outcome of `condition` says that the context of `former`, which has a deadline, has none:
/// `if _, ok := ctx.Deadline(); !ok {`.
pub(super) fn denies_deadline(site: Site, former: &Creation, condition: NodeId, outcome: bool) -> bool {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    let (flag, has) = match tree.kind(condition) {
        Kind::Unary if tree.op(condition) == Op::Not => {
            (tree.child(condition, Field::Operand).map(|o| tree.unparen(o)), !outcome)
        }
        _ => (Some(condition), outcome),
    };
    let asked = || {
        let variable = site.scopes().resolve(flag?)?;
        let binding = site.scopes().binding(variable);
        let written = site.scopes().uses(variable).iter().any(|&u| u != binding.ident && is_write(tree, u));
        let names = tree.list(tree.child(binding.decl, Field::Left)?);
        let [call] = tree.list(tree.child(binding.decl, Field::Right)?)[..] else { return None };
        let function =
            tree.child(call, Field::Function).filter(|_| !written && names.get(1) == Some(&binding.ident))?;
        let asks = tree.child(function, Field::FieldName).is_some_and(|m| tree.text(m) == "Deadline");
        tree.child(function, Field::Operand).filter(|_| asks)
    };
    former.producer.timer && !has && asked().is_some_and(|ctx| same(site, ctx, former.ctx_node))
}

/// Whether the outcome of `condition` says that the context of `former` had ended when it was made, as it was given no
/// time: `if timeout == 0 {` behind `context.WithTimeout(ctx, timeout)`, `if deadline.IsZero() {`.
pub(super) fn denies_time(site: Site, former: &Creation, condition: NodeId, outcome: bool) -> bool {
    let tree = site.tree();
    let limit = tree.arg(former.producer.call, 1);
    let Some(limit) = limit.filter(|_| former.producer.timer).map(|l| tree.unparen(l)) else { return false };
    let is_fixed = || {
        let set = |n: NodeId| {
            n > former.stmt
                && (is_assigned(site, n, limit) || is_address_taken(tree, n) && same(site, n, limit))
        };
        matches!(tree.kind(limit), Kind::Ident | Kind::Selector)
            && former.func.is_some_and(|f| !tree.subtree(f).any(set))
    };
    says_none(site, tree.unparen(condition), limit, outcome) && is_fixed()
}

/// Whether the outcome of `condition` says that `limit` is no time at all.
fn says_none(site: Site, condition: NodeId, limit: NodeId, outcome: bool) -> bool {
    let tree = site.tree();
    let operands = || Some((tree.child(condition, Field::Left)?, tree.child(condition, Field::Right)?));
    match tree.kind(condition) {
        Kind::Binary => operands().is_some_and(|(left, right)| {
            let is_zero = |n| site.constant(n) == Some(0);
            let says = match tree.operator(condition) {
                "==" => outcome,
                "!=" => !outcome,
                "<=" | "<" => outcome == is_zero(right),
                ">=" | ">" => outcome != is_zero(right),
                _ => false,
            };
            says && (is_zero(right) && same(site, left, limit) || is_zero(left) && same(site, right, limit))
        }),
        Kind::Call => {
            outcome
                && called_name(site, condition) == Some("IsZero")
                && tree.receiver(condition).is_some_and(|o| same(site, o, limit))
        }
        _ => false,
    }
}

/// Whether two expressions name the same variable, or the same field of it.
fn same(site: Site, a: NodeId, b: NodeId) -> bool {
    let tree = site.tree();
    let root = |mut n: NodeId| {
        while let Some(operand) = tree.child(n, Field::Operand).filter(|_| tree.kind(n) == Kind::Selector) {
            n = operand;
        }
        site.scopes().resolve(n)
    };
    tree.text(a) == tree.text(b) && root(a) == root(b)
}
