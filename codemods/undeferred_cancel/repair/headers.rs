//! Repair 2 where the header of an `if` or `switch` makes the context: the release goes into each of its branches.

use super::checked::unless_failed;
use super::{MAX_BRANCHES, Plan};
use crate::contexts::creation::Target;
use crate::contexts::lost::stops;
use crate::contexts::naming::release_call;
use crate::contexts::outlives::Reason;
use crate::contexts::uses::{ReleaseUse, Use, nil_test};
use crate::edits::{branches, statements};
use crate::golang::flow::PointId;
use crate::golang::syntax::{Field, Kind, NodeId};

impl Plan<'_> {
    /// The release goes first into every branch of the `if` chain; a missing `else` is added.
    pub(super) fn release_in_branches(
        &mut self,
        stmt: NodeId,
        uses: &[ReleaseUse],
        line: &str,
        release: &str,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        self.is_never_nil()?;
        if uses.iter().any(counts) || self.is_used_behind(stmt) {
            return Err("release it in every branch, or behind the last use of the context".to_owned());
        }
        let mut blocks = Vec::new();
        let mut at = stmt;
        let no_error = self.no_error_in(stmt)?;
        if no_error == Some(false) {
            match tree.child(stmt, Field::Alternative) {
                Some(next) if tree.kind(next) == Kind::If => at = next,
                Some(block) => return self.insert(statements::insert_at_start(tree, block, &[line])),
                None => {
                    let failed = tree.child(stmt, Field::Consequence).ok_or("the statement has no branch")?;
                    return self.insert(branches::else_branch(tree, failed, &[release]));
                }
            }
        }
        let missing_else = loop {
            blocks.extend(tree.child(at, Field::Consequence));
            match tree.child(at, Field::Alternative) {
                _ if no_error == Some(true) => break false,
                None => break true,
                Some(next) if tree.kind(next) == Kind::If => at = next,
                Some(block) => {
                    blocks.push(block);
                    break false;
                }
            }
        };
        let last = *blocks.last().ok_or("the statement has no branch")?;
        blocks.retain(|&b| self.leaks(b, uses));
        if blocks.len() + usize::from(missing_else) > MAX_BRANCHES {
            return Err("release it in every branch".to_owned());
        }
        for &block in &blocks {
            self.insert(statements::insert_at_start(tree, block, &[line]))?;
        }
        if missing_else {
            self.insert(branches::else_branch(tree, last, &[release]))?;
        }
        Ok(())
    }

    /// In a loop, where every branch of the `if` chain calls the release: the missing `else` does so too.
    pub(super) fn release_in_else(
        &mut self,
        stmt: NodeId,
        uses: &[ReleaseUse],
        outlives: Option<&Reason>,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let by_hand = || "release it in every branch".to_owned();
        self.judge_lifetime(outlives, "a release in each iteration")?;
        self.judge_iteration(stmt)?;
        self.is_never_nil()?;
        let next = |&i: &NodeId| tree.child(i, Field::Alternative).filter(|&a| tree.kind(a) == Kind::If);
        let chain: Vec<NodeId> = std::iter::successors(Some(stmt), next).collect();
        let blocks = chain.iter().map(|&i| tree.child(i, Field::Consequence)).collect::<Option<Vec<_>>>();
        let (blocks, last) = blocks.zip(chain.last()).ok_or_else(by_hand)?;
        let ends_open = tree.child(*last, Field::Alternative).is_none();
        let is_all = ends_open && !blocks.iter().any(|&b| self.leaks(b, uses));
        if !is_all || self.creation.producer.has_error || uses.iter().any(counts) || self.is_used_behind(stmt)
        {
            return Err(by_hand());
        }
        let release = release_call(&self.name()?, self.creation.producer.release);
        let last = *blocks.last().ok_or_else(by_hand)?;
        self.insert(branches::else_branch(tree, last, &[&release]))
    }

    /// Whether there is a way from the start of the branch out of the function on which the release is not called.
    fn leaks(&self, branch: NodeId, uses: &[ReleaseUse]) -> bool {
        let covered: Vec<PointId> = uses.iter().filter(|u| stops(u)).filter_map(|u| u.point).collect();
        let tree = self.site.tree();
        let first = tree.stmts(branch).next();
        let first = first.and_then(|s| tree.subtree(s).find_map(|n| self.flow.point_of(n)));
        first.is_none_or(|first| {
            !covered.contains(&first)
                && (self.flow.is_exit(first)
                    || !self.flow.exits_from(first, |p| covered.contains(&p)).is_empty())
        })
    }

    /// What the condition of the `if` says of the producer's error, if that may stand in the way of a release: whether
    /// it is nil.
    fn no_error_in(&self, stmt: NodeId) -> Result<Option<bool>, String> {
        if !self.creation.producer.has_error {
            return Ok(None);
        }
        let asked = self.site.tree().child(stmt, Field::Condition).and_then(|c| nil_test(self.site, c));
        match (asked, self.creation.error) {
            (Some((variable, is_nil)), Some(error)) if variable == error => Ok(Some(is_nil)),
            _ => Err(unless_failed()),
        }
    }

    /// The release goes first into every clause of the switch; a missing `default` is added.
    pub(super) fn release_in_clauses(
        &mut self,
        stmt: NodeId,
        uses: &[ReleaseUse],
        line: &str,
        release: &str,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let mut clauses: Vec<NodeId> = tree.children(stmt).filter(|&c| tree.kind(c).is_case()).collect();
        let has_default = clauses.iter().any(|&c| tree.kind(c) == Kind::Default);
        clauses.retain(|&c| self.leaks(c, uses));
        let falls = tree.subtree(stmt).any(|n| tree.kind(n) == Kind::Fallthrough);
        self.is_never_nil()?;
        self.leaves_if_failed()?;
        if uses.iter().any(counts)
            || self.is_used_behind(stmt)
            || falls
            || clauses.len() + usize::from(!has_default) > MAX_BRANCHES
        {
            return Err("release it in every clause".to_owned());
        }
        for &clause in &clauses {
            self.insert(branches::first_in_clause(tree, clause, &[line]))?;
        }
        if !has_default {
            self.insert(branches::default_clause(tree, stmt, &[release]))?;
        }
        Ok(())
    }

    /// Whether the context's variable is used behind `stmt`, in whose header it is assigned.
    fn is_used_behind(&self, stmt: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let Target::Local(ctx) = self.creation.ctx else { return self.creation.ctx == Target::Elsewhere };
        !self.creation.short
            && scopes.uses(ctx).iter().any(|&u| {
                let end = self.flow.point_of(self.creation.stmt).zip(self.flow.point_of(u));
                !tree.contains(stmt, u) && end.is_none_or(|(from, to)| self.flow.reaches(from, to, |_| false))
            })
    }
}

/// Whether the use is more than a call or a defer, of a release that may be called twice, or none at all.
fn counts(u: &ReleaseUse) -> bool {
    !matches!(u.what, Use::Call(_) | Use::Defer(_) | Use::Nothing)
}
