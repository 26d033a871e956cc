//! The way of one repository: from a clean tree to a branch of commits, and back to what was checked out.

use super::child::{self, Told};
use super::message;
use super::state::{Begun, Commit, Outcome, Status, TakenBack};
use crate::args::Migrate;
use crate::git::repository;
use crate::git::work::{Head, WorkTree};
use codemods::Codemod;
use std::collections::BTreeSet;
use std::path::Path;

/// Why a repository has no outcome that holds.
pub enum Stop {
    Interrupted,
    /// Nothing was touched.
    Refused(String),
    Failed(String),
}

impl From<String> for Stop {
    fn from(reason: String) -> Stop {
        Stop::Failed(reason)
    }
}

/// Fixes may bring out what other codemods find.
const PASSES: usize = 3;

pub struct Repository<'a> {
    pub name: &'a str,
    pub root: &'a Path,
    pub how: &'a Migrate,
    pub interrupted: &'a (dyn Fn() -> bool + Sync),
}

impl Repository<'_> {
    /// `begin` notes that there is a branch from here on.
    pub fn migrate(&self, begin: &dyn Fn(&Begun) -> Result<(), String>) -> Result<Outcome, Stop> {
        let tree = WorkTree::at(self.root).map_err(Stop::Refused)?;
        if let Some(why) = tree.unready()? {
            return Err(Stop::Refused(why));
        }
        if tree.has_branch(&self.how.branch) {
            return Err(Stop::Refused(format!("has a branch '{}' already", self.how.branch)));
        }
        let (base, original) = (tree.commit_id()?, tree.head()?);
        let told = self.look()?;
        let mut outcome = Outcome {
            repository: self.name.to_owned(),
            status: Status::Nothing,
            reason: String::new(),
            branch: String::new(),
            findings: told.open(),
            left: told.open(),
            commits: Vec::new(),
            taken_back: Vec::new(),
            errors: told.errors.iter().map(|e| format!("{}: {}", e.path, e.message)).collect(),
        };
        if !self.how.choice.all.iter().any(|c| told.offers(c)) {
            return Ok(outcome);
        }
        self.refuse_nested(&told)?;
        if let Err(said) = self.check()? {
            return Err(Stop::Refused(format!("the check fails before anything is changed:\n{said}")));
        }
        let branch = match &original {
            Head::Branch(name) => Some(name.clone()),
            Head::Commit(_) => None,
        };
        begin(&Begun { repository: self.name.to_owned(), base, original: branch })?;
        tree.start(&self.how.branch)?;
        let worked = self.mend(&tree, told, &mut outcome);
        let stopped = matches!(worked, Err(Stop::Interrupted));
        tree.switch(&original).map_err(|e| format!("branch '{}' stays checked out: {e}", self.how.branch))?;
        if outcome.commits.is_empty() || stopped {
            tree.delete(&self.how.branch)?;
        } else {
            outcome.branch.clone_from(&self.how.branch);
            outcome.status = Status::Mended;
        }
        match worked {
            Err(Stop::Failed(why)) if !outcome.commits.is_empty() => {
                outcome.status = Status::Failed;
                outcome.reason = why;
                Ok(outcome)
            }
            worked => worked.map(|()| outcome),
        }
    }

    fn mend(&self, tree: &WorkTree, mut told: Told, outcome: &mut Outcome) -> Result<(), Stop> {
        let mut failed: BTreeSet<&str> = BTreeSet::new();
        for _ in 0..PASSES {
            let wanted = |c: &&&Codemod| told.offers(c) && !failed.contains(c.name);
            let todo: Vec<&Codemod> = self.how.choice.all.iter().filter(wanted).copied().collect();
            if todo.is_empty() {
                break;
            }
            for codemod in todo {
                if !self.apply(tree, codemod, outcome)? {
                    failed.insert(codemod.name);
                }
            }
            told = self.look()?;
            outcome.left = told.open();
        }
        Ok(())
    }

    /// One codemod: its changes, the check, the commit. Whether it may be tried again.
    fn apply(&self, tree: &WorkTree, codemod: &Codemod, outcome: &mut Outcome) -> Result<bool, Stop> {
        let before = tree.changed()?;
        let mut words = child::chosen(self.how, Some(codemod));
        let told = {
            let line: Vec<String> = ["--write".to_owned()].into_iter().chain(words.iter().cloned()).collect();
            child::ctxmend(self.root, &line, self.interrupted)
        };
        let files: BTreeSet<_> = tree.changed()?.difference(&before).cloned().collect();
        let undo = |stop: Stop| tree.restore(&files).map_or_else(Stop::Failed, |()| stop);
        if (self.interrupted)() {
            return Err(undo(Stop::Interrupted));
        }
        let told = told.map_err(|e| undo(Stop::Failed(e)))?;
        if files.is_empty() {
            return Ok(true);
        }
        let fixes = told.findings.iter().filter(|f| f.status == "applied").count();
        let name = codemod.name.to_owned();
        match self.check() {
            Err(stop) => return Err(undo(stop)),
            Ok(Err(output)) => {
                tree.restore(&files)?;
                outcome.taken_back.push(TakenBack { codemod: name, fixes, files: files.len(), output });
                return Ok(false);
            }
            Ok(Ok(())) => {}
        }
        words.retain(|w| !w.starts_with("--skip=") && !w.starts_with("--only="));
        words.push(format!("--only={}", codemod.name));
        let message = message::of(codemod, &told, files.len(), &words);
        let commit = tree.commit(&files, &message).map_err(|e| undo(Stop::Failed(e)))?;
        outcome.commits.push(Commit { codemod: name, commit, fixes, files: files.len() });
        Ok(true)
    }

    fn look(&self) -> Result<Told, Stop> {
        let told = child::ctxmend(self.root, &child::chosen(self.how, None), self.interrupted);
        if (self.interrupted)() { Err(Stop::Interrupted) } else { Ok(told?) }
    }

    fn check(&self) -> Result<Result<(), String>, Stop> {
        let Some(check) = &self.how.check_with else { return Ok(Ok(())) };
        let checked = child::check(self.root, check, self.interrupted);
        if (self.interrupted)() { Err(Stop::Interrupted) } else { Ok(checked) }
    }

    /// Git could not commit what lies in a repository of its own.
    fn refuse_nested(&self, told: &Told) -> Result<(), Stop> {
        let paths = told.findings.iter().flat_map(|f| &f.edits).map(|e| self.root.join(&e.path));
        let nested = |path: &Path| path.parent().and_then(repository).is_some_and(|root| root != self.root);
        match paths.into_iter().find(|path| nested(path)) {
            None => Ok(()),
            Some(path) => Err(Stop::Refused(format!(
                "{} lies in a repository of its own; exclude it in ctxmend.toml",
                path.display()
            ))),
        }
    }

    /// Takes back what an interruption that left no time for it has left.
    pub fn recover(&self, begun: &Begun) -> Result<(), String> {
        let tree = WorkTree::at(self.root)?;
        let branch = &self.how.branch;
        if !tree.has_branch(branch) {
            return Ok(());
        }
        let ours = |s: &String| s.ends_with(message::MARK);
        if !tree.subjects(&begun.base, branch)?.iter().all(ours) {
            return Err(format!("branch '{branch}' of an interrupted migration holds other commits"));
        }
        if tree.head()? == Head::Branch(branch.clone()) {
            if tree.unready()?.is_some() {
                tree.stash("left by an interrupted ctxmend migrate")?;
            }
            tree.switch(&match &begun.original {
                Some(name) => Head::Branch(name.clone()),
                None => Head::Commit(begun.base.clone()),
            })?;
        }
        tree.delete(branch)
    }
}
