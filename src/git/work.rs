//! Work trees that are changed: branches, commits, and the way back.
//!
//! Hooks and background upkeep of the repository are not run.

use super::{fed, git, output};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A work tree, by its root.
pub struct WorkTree {
    root: PathBuf,
}

/// What is checked out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Head {
    Branch(String),
    Commit(String),
}

/// What git keeps while something is under way that is to be finished first.
const UNDER_WAY: [(&str, &str); 6] = [
    ("MERGE_HEAD", "a merge"),
    ("CHERRY_PICK_HEAD", "a cherry-pick"),
    ("REVERT_HEAD", "a revert"),
    ("BISECT_LOG", "a bisection"),
    ("rebase-merge", "a rebase"),
    ("rebase-apply", "a rebase"),
];

impl WorkTree {
    /// `dir` is absolute and free of links. It must be the root.
    pub fn at(dir: &Path) -> Result<WorkTree, String> {
        if dir.join(".git").symlink_metadata().is_err() {
            return Err("is not the root of a git work tree".into());
        }
        let tree = WorkTree { root: dir.to_owned() };
        tree.line(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]).map_err(|e| match e.as_str() {
            "git failed" => "has no commit yet".to_owned(),
            _ => e,
        })?;
        Ok(tree)
    }

    fn git(&self, args: &[&str]) -> Command {
        let mut git = git(&self.root);
        git.env_remove("GIT_INDEX_FILE");
        git.args(["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "maintenance.auto=false"]);
        git.args(args);
        git
    }

    fn line(&self, args: &[&str]) -> Result<String, String> {
        output(self.git(args)).map(|said| String::from_utf8_lossy(&said).trim().to_owned())
    }

    pub fn head(&self) -> Result<Head, String> {
        match self.line(&["symbolic-ref", "--quiet", "--short", "HEAD"]) {
            Ok(name) if !name.is_empty() => Ok(Head::Branch(name)),
            _ => self.commit_id().map(Head::Commit),
        }
    }

    /// The commit that is checked out.
    pub fn commit_id(&self) -> Result<String, String> {
        self.line(&["rev-parse", "--verify", "HEAD^{commit}"])
    }

    /// Why nothing must be done here; `None` if the tree is clean and nothing is under way.
    pub fn unready(&self) -> Result<Option<String>, String> {
        for (name, what) in UNDER_WAY {
            let path = self.line(&["rev-parse", "--git-path", name])?;
            if self.root.join(path).symlink_metadata().is_ok() {
                return Ok(Some(format!("{what} is under way")));
            }
        }
        let said = output(self.git(&["status", "--porcelain=v1", "-z", "--untracked-files=normal"]))?;
        let n = said.split(|&b| b == 0).filter(|entry| !entry.is_empty()).count();
        let first = said.split(|&b| b == 0).next().and_then(|entry| entry.get(3..)).unwrap_or_default();
        let first = String::from_utf8_lossy(first);
        Ok(match n {
            0 => None,
            1 => Some(format!("is not clean: {first}")),
            n => Some(format!("is not clean: {first} and {} more", n - 1)),
        })
    }

    pub fn has_branch(&self, name: &str) -> bool {
        self.line(&["show-ref", "--verify", "--quiet", &format!("refs/heads/{name}")]).is_ok()
    }

    /// Makes a branch and checks it out.
    pub fn start(&self, branch: &str) -> Result<(), String> {
        self.line(&["switch", "--quiet", "--no-track", "--create", branch]).map(drop)
    }

    pub fn switch(&self, to: &Head) -> Result<(), String> {
        match to {
            Head::Branch(name) => self.line(&["switch", "--quiet", "--no-guess", name]),
            Head::Commit(id) => self.line(&["switch", "--quiet", "--detach", id]),
        }
        .map(drop)
    }

    pub fn delete(&self, branch: &str) -> Result<(), String> {
        self.line(&["branch", "--quiet", "-D", "--", branch]).map(drop)
    }

    /// The tracked files that differ from the commit.
    pub fn changed(&self) -> Result<BTreeSet<OsString>, String> {
        let mut diff = self.git(&["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z"]);
        diff.args(["--ignore-submodules=all", "HEAD", "--"]);
        let said = output(diff)?;
        let names = said.split(|&b| b == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| OsStr::from_bytes(name).to_owned()).collect())
    }

    /// Takes these files back to what the commit holds.
    pub fn restore(&self, files: &BTreeSet<OsString>) -> Result<(), String> {
        let restore = ["restore", "--source=HEAD", "--staged", "--worktree", "--quiet"];
        self.on(&restore, files)
    }

    /// Commits these files as they are; gives the commit.
    pub fn commit(&self, files: &BTreeSet<OsString>, message: &str) -> Result<String, String> {
        self.on(&["add"], files)?;
        fed(
            self.git(&["commit", "--quiet", "--no-verify", "--cleanup=verbatim", "--file=-"]),
            message.as_bytes(),
        )?;
        self.commit_id()
    }

    fn on(&self, args: &[&str], files: &BTreeSet<OsString>) -> Result<(), String> {
        if files.is_empty() {
            return Ok(());
        }
        let mut list = Vec::new();
        files.iter().for_each(|name| list.extend([name.as_bytes(), b"\0"].concat()));
        let mut git = self.git(args);
        git.args(["--pathspec-from-file=-", "--pathspec-file-nul"]);
        fed(git, &list).map(drop)
    }

    /// Puts aside all that is not committed.
    pub fn stash(&self, message: &str) -> Result<(), String> {
        self.line(&["stash", "push", "--quiet", "--include-untracked", "--message", message]).map(drop)
    }

    /// The first lines of the messages of what the branch has and this commit has not.
    pub fn subjects(&self, base: &str, branch: &str) -> Result<Vec<String>, String> {
        let range = format!("{base}..refs/heads/{branch}");
        let said = self.line(&["log", "--format=%s", &range, "--"])?;
        Ok(said.lines().map(str::to_owned).collect())
    }
}

/// Clones a repository into a folder that is not there yet. Nobody is asked for a password.
pub fn clone(url: &str, to: &Path) -> Result<(), String> {
    let mut git = Command::new("git");
    git.args(["clone", "--quiet", "--"]).arg(url).arg(to);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(variable);
    }
    git.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    output(git).map(drop)
}
