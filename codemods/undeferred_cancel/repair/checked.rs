//! Producers that may fail: where their error is known to be nil, and so their release is not.

use super::Plan;
use crate::contexts::creation::{Place, Target};
use crate::contexts::error_conditions::failed_if;
use crate::contexts::uses::nil_test;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// How the code behind a producer tells that it has not failed.
pub(super) enum Check {
    /// Control only comes behind the statement if it has not: `if err != nil { return err }`.
    Leaves(NodeId),
    /// Control only comes into the block if it has not: `if err == nil {`.
    Succeeds(NodeId),
}

impl Plan<'_> {
    /// What tells right behind `stmt` whether the producer has failed. Checks for errors of certain kinds may come
    /// before: `if errors.Is(err, ErrBusy) { return nil }`, and statements that have nothing to do with it: `took :=
    /// time.Since(start)`.
    pub(super) fn error_check(&self, stmt: NodeId) -> Result<Check, String> {
        let tree = self.site.tree();
        let error = self.creation.error.ok_or_else(unless_failed)?;
        let behind = std::iter::successors(tree.next_sibling(stmt), |&s| tree.next_sibling(s));
        for check in behind {
            if self.comes_between(check, error) {
                continue;
            }
            let arms = self.arms_of(check).ok_or_else(unless_failed)?;
            if let [(Some(condition), block)] = arms[..]
                && nil_test(self.site, condition) == Some((error, true))
                && tree.kind(check) == Kind::If
            {
                return Ok(Check::Succeeds(block));
            }
            let for_failures = arms.iter().all(|&(condition, block)| {
                condition.is_some_and(|c| failed_if(self.site, c, true) == Some(error)) && self.leaves(block)
            });
            if !for_failures
                || tree.kind(check) == Kind::If && tree.child(check, Field::Alternative).is_some()
            {
                break;
            }
            if arms.iter().any(|a| a.0.is_some_and(|c| nil_test(self.site, c) == Some((error, false)))) {
                return Ok(Check::Leaves(check));
            }
        }
        Err(unless_failed())
    }

    /// Whether the statement neither leaves the function nor has to do with the producer's error, context or release.
    fn comes_between(&self, stmt: NodeId, error: BindingId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let is_plain = matches!(tree.kind(stmt), Kind::ExprStmt | Kind::Assign | Kind::ShortVar);
        let made = [Target::Local(error), self.creation.ctx, self.creation.release];
        let concerns = |n: NodeId| {
            tree.kind(n) == Kind::FuncLit
                || tree.kind(n) == Kind::Ident
                    && scopes.resolve(n).is_some_and(|v| made.contains(&Target::Local(v)))
        };
        let goes_on = || self.flow.point_of(stmt).is_some_and(|p| !self.flow.edges(p).is_empty());
        is_plain && !tree.subtree(stmt).any(concerns) && goes_on()
    }

    /// The condition and the block of an `if` without an initialiser, or those of the clauses of a `switch { … }`.
    fn arms_of(&self, check: NodeId) -> Option<Vec<(Option<NodeId>, NodeId)>> {
        let tree = self.site.tree();
        if tree.child(check, Field::Initializer).is_some() {
            return None;
        }
        match tree.kind(check) {
            Kind::If => {
                let block = tree.child(check, Field::Consequence)?;
                Some(vec![(tree.child(check, Field::Condition), block)])
            }
            Kind::Switch if tree.child(check, Field::Value).is_none() => {
                let clauses = tree.children(check).filter(|&c| tree.kind(c).is_case());
                let condition = |clause| match tree.list(tree.child(clause, Field::Value)?)[..] {
                    [one] => Some(one),
                    _ => None,
                };
                Some(clauses.map(|c| (condition(c), c)).collect())
            }
            _ => None,
        }
    }

    /// Whether control does not come behind the block, or the clause of a switch.
    pub(super) fn leaves(&self, block: NodeId) -> bool {
        let tree = self.site.tree();
        let in_switch = tree.kind(block).is_case();
        tree.stmts(block).last().is_some_and(|last| match tree.kind(last) {
            Kind::Return | Kind::Goto | Kind::Continue => true,
            Kind::Break => !in_switch || tree.only_child(last).is_some(),
            _ => self.flow.point_of(last).is_some_and(|p| self.flow.edges(p).is_empty()),
        })
    }

    /// Whether the `if` in whose header the variables are assigned leaves if the producer has failed:
    /// `if ctx, cancel, err = begin(ctx); err != nil { return err }`.
    pub(super) fn is_checked_in_header(&self, stmt: NodeId) -> bool {
        let tree = self.site.tree();
        let tested = tree.child(stmt, Field::Condition).and_then(|c| nil_test(self.site, c));
        let leaves = tree.child(stmt, Field::Consequence).is_some_and(|block| self.leaves(block));
        !self.creation.short
            && leaves
            && tree.child(stmt, Field::Alternative).is_none()
            && self.creation.error.is_some_and(|e| tested == Some((e, false)))
    }

    /// Whether control comes behind the creation only where its producer has not failed: else the release may be nil.
    pub(super) fn leaves_if_failed(&self) -> Result<(), String> {
        match self.creation.place {
            _ if !self.creation.producer.has_error => Ok(()),
            Place::Stmt(stmt) => match self.error_check(stmt)? {
                Check::Leaves(_) => Ok(()),
                Check::Succeeds(_) => Err(unless_failed()),
            },
            Place::IfInit(stmt) if self.is_checked_in_header(stmt) => Ok(()),
            _ => Err(unless_failed()),
        }
    }
}

pub(super) fn unless_failed() -> String {
    "release it once its error is known to be nil".to_owned()
}
