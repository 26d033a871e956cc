//! A folder with Go files, and the binary run in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// One safe finding; line 8, column 2.
pub const SAFE: &str = "package a

import (
\t\"context\"
)

func safe(parent context.Context) error {
\tctx, _ := context.WithCancel(parent)
\treturn ctx.Err()
}
";

/// What is left of [`SAFE`] after its fix.
pub const SAFE_MENDED: &str = "package a

import (
\t\"context\"
)

func safe(parent context.Context) error {
\tctx, cancel := context.WithCancel(parent)
\tdefer cancel()
\treturn ctx.Err()
}
";

/// One finding whose fix is unsafe: after the release the next signal kills the process.
pub const UNSAFE: &str = "package a

import (
\t\"context\"
\t\"os\"
\t\"os/signal\"
)

func unsafely(parent context.Context) error {
\tctx, _ := signal.NotifyContext(parent, os.Interrupt)
\treturn ctx.Err()
}
";

/// One finding without a fix.
pub const BY_HAND: &str = "package a

import \"context\"

var ctx, _ = context.WithCancel(context.Background())
";

pub const CLEAN: &str = "package a\n\nfunc clean() {}\n";

/// A folder that is in no repository.
pub struct Tree {
    dir: TempDir,
}

/// What a run left.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Ran {
    pub fn out(&self) -> String {
        String::from_utf8(self.out.clone()).unwrap()
    }

    /// Standard output, after a look at the exit code.
    #[track_caller]
    pub fn exits(&self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}\n{}", String::from_utf8_lossy(&self.out), self.err);
        String::from_utf8_lossy(&self.out).into_owned()
    }
}

impl Tree {
    pub fn new(files: &[(&str, &str)]) -> Tree {
        let tree = Tree { dir: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            tree.write(name, text);
        }
        tree
    }

    pub fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.dir.path().join(name.as_ref())
    }

    /// The absolute name, links resolved.
    pub fn name_of(&self, name: &str) -> String {
        self.dir.path().canonicalize().unwrap().join(name).display().to_string()
    }

    pub fn write(&self, name: impl AsRef<OsStr>, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: impl AsRef<OsStr>) -> String {
        String::from_utf8(fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Runs `ctxmend` in the root folder.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        self.run_with(args, |c| c)
    }

    /// The same in another folder, with other variables and so on.
    pub fn run_with<S: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = S>,
        change: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Ran {
        let mut command = self.command();
        command.args(args).stdin(Stdio::null());
        change(&mut command);
        let done = command.output().unwrap();
        Ran {
            code: done.status.code(),
            out: done.stdout,
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    /// The same with something on standard input.
    pub fn feed(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command();
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A run that wants no input may have ended already.
        let _ = stdin.write_all(input.as_ref());
        drop(stdin);
        let done = child.wait_with_output().unwrap();
        Ran {
            code: done.status.code(),
            out: done.stdout,
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ctxmend"));
        command.current_dir(self.dir.path());
        for variable in ["CI", "NO_COLOR", "CLICOLOR_FORCE", "GIT_DIR", "GIT_INDEX_FILE"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs git in the root folder.
    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        self.git_in(self.dir.path(), args, b"")
    }

    /// The same elsewhere, with something on standard input.
    #[track_caller]
    pub fn git_in(&self, dir: &Path, args: &[&str], input: &[u8]) -> String {
        let mut child = Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"])
            .args(args)
            .current_dir(dir)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "git {args:?}: {said}\n{}", String::from_utf8_lossy(input));
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Makes the folder a repository in which everything is committed.
    pub fn commit(&self) {
        self.git(&["init", "-q"]);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "all"]);
    }

    /// Every file below, hidden ones too, `.git` not.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.dir.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    folders.extend((entry.file_name() != ".git").then(|| entry.path()));
                } else {
                    let name = entry.path().strip_prefix(self.dir.path()).unwrap().to_owned();
                    names.push(name.to_string_lossy().into_owned());
                }
            }
        }
        names.sort();
        names
    }
}
