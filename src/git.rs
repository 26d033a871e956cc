//! What git says about files: whether their present text is in a commit, and what was changed.

pub mod changed;
pub mod work;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Beyond this, naming the files costs more than asking about the whole repository, and may not fit a command line.
const NAMED_AT_MOST: usize = 32 * 1024;

/// The files among these that must not be changed without leave, and why: their text is not committed, or git could
/// not be asked. Files outside any repository are free. Git is started once per repository.
pub fn uncommitted<'a>(files: impl IntoIterator<Item = &'a Arc<Path>>) -> BTreeMap<Arc<Path>, String> {
    let mut repositories: BTreeMap<PathBuf, Vec<&Arc<Path>>> = BTreeMap::new();
    let mut known: BTreeMap<&Path, Option<PathBuf>> = BTreeMap::new();
    for file in files {
        let Some(folder) = file.parent() else { continue };
        let root = known.entry(folder).or_insert_with(|| repository(folder));
        if let Some(root) = root {
            repositories.entry(root.clone()).or_default().push(file);
        }
    }
    let mut refused = BTreeMap::new();
    for (root, files) in repositories {
        match ask(&root, &files) {
            Ok(dirty) => {
                for file in files {
                    let Ok(inside) = file.strip_prefix(&root) else { continue };
                    if let Some(why) = dirty.about(inside) {
                        refused.insert(file.clone(), format!("{why}; commit it, or give --allow-dirty"));
                    }
                }
            }
            Err(e) => {
                let why = format!(
                    "lies in a git repository, but git does not say whether it is committed ({e}); --allow-dirty overrides"
                );
                refused.extend(files.into_iter().map(|f| (f.clone(), why.clone())));
            }
        }
    }
    refused
}

/// The work tree that a folder belongs to.
pub fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|dir| dir.join(".git").symlink_metadata().is_ok()).map(Path::to_owned)
}

/// What is not committed, by path from the root of the work tree.
#[derive(Debug, Default)]
struct Dirty {
    files: BTreeMap<PathBuf, &'static str>,
}

impl Dirty {
    fn about(&self, file: &Path) -> Option<&'static str> {
        // A folder that is new or ignored as a whole stands for what it holds.
        file.ancestors().find_map(|p| self.files.get(p)).copied()
    }

    /// Reads the output of `git status --porcelain -z`.
    fn parse(output: &[u8]) -> Dirty {
        let mut dirty = Dirty::default();
        let mut fields = output.split(|&b| b == 0);
        while let Some(field) = fields.next() {
            let [index, tree, b' ', name @ ..] = field else { continue };
            let why = match (index, tree) {
                (b'?', _) => "is not committed (new)",
                (b'!', _) => "is not committed (ignored)",
                (_, b' ') => "has uncommitted changes (staged)",
                _ => "has uncommitted changes",
            };
            if matches!(index, b'R' | b'C') || matches!(tree, b'R' | b'C') {
                // The name it had before.
                fields.next();
            }
            let name = name.strip_suffix(b"/").unwrap_or(name);
            dirty.files.insert(PathBuf::from(OsStr::from_bytes(name)), why);
        }
        dirty
    }
}

fn ask(root: &Path, files: &[&Arc<Path>]) -> Result<Dirty, String> {
    let mut git = git(root);
    git.env_remove("GIT_INDEX_FILE");
    git.args(["status", "--porcelain=v1", "-z"]);
    git.args(["--untracked-files=all", "--ignored=matching", "--no-renames", "--ignore-submodules=all"]);
    let names: Vec<&Path> = files.iter().filter_map(|f| f.strip_prefix(root).ok()).collect();
    if names.iter().map(|n| n.as_os_str().len() + 1).sum::<usize>() <= NAMED_AT_MOST {
        git.arg("--").args(names);
    }
    output(git).map(|out| Dirty::parse(&out))
}

/// A git command on the repository at `root` that only looks.
fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root);
    // A repository's own configuration must not make a look at it run programs.
    git.args(["-c", "core.fsmonitor=false", "-c", "core.quotePath=true"]);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR"] {
        // Set where a hook runs; they could point elsewhere than the repository found.
        git.env_remove(variable);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_LITERAL_PATHSPECS", "1").env("LC_ALL", "C");
    git
}

/// What the command prints, or the first line of its complaint.
fn output(git: Command) -> Result<Vec<u8>, String> {
    fed(git, b"")
}

/// The same with something on standard input, of which git says nothing before it has read it.
fn fed(mut git: Command, input: &[u8]) -> Result<Vec<u8>, String> {
    let stdin = if input.is_empty() { Stdio::null() } else { Stdio::piped() };
    git.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
    let failed = |e: std::io::Error| format!("git: {}", crate::world::reason(&e));
    let mut child = git.spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that wants no more has a complaint, which follows.
        let _ = stdin.write_all(input);
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().find(|l| !l.trim().is_empty()).unwrap_or("git failed");
    Err(first.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_lines_are_read() {
        let dirty = Dirty::parse(b" M a.go\0A  b.go\0?? c d.go\0R  new.go\0old.go\0!! out/\0MM e.go\0");
        let about = |p: &str| dirty.about(Path::new(p));
        assert_eq!(about("a.go"), Some("has uncommitted changes"));
        assert_eq!(about("b.go"), Some("has uncommitted changes (staged)"));
        assert_eq!(about("c d.go"), Some("is not committed (new)"));
        assert_eq!(about("new.go"), Some("has uncommitted changes (staged)"));
        assert_eq!(about("old.go"), None);
        assert_eq!(about("out/x/y.go"), Some("is not committed (ignored)"));
        assert_eq!(about("e.go"), Some("has uncommitted changes"));
    }
}
