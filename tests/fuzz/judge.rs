//! Judgements from outside: gofmt on what would be written, git on the patch.

use crate::laws::difference;
use crate::missing::not_tested;
use codemods::engine::Report;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub struct Judge {
    has_gofmt: bool,
    /// A folder in which patches are applied.
    folder: TempDir,
}

impl Judge {
    pub fn new() -> Judge {
        let has_gofmt = gofmt("").is_some();
        if !has_gofmt {
            not_tested("whether mutated files stay formatted: there is no gofmt");
        }
        Judge { has_gofmt, folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// What gofmt could read it still can, and what was formatted is.
    pub fn format(&self, report: &Report) -> Result<(), String> {
        for change in report.changes.values().filter(|_| self.has_gofmt) {
            let Some(Ok(formatted)) = gofmt(&change.before) else { continue };
            let what = match gofmt(&change.after) {
                Some(Ok(again)) if formatted == *change.before && again != *change.after => {
                    format!("should be\n{}", difference(&change.after, &again))
                }
                Some(Err(said)) => said,
                _ => continue,
            };
            return Err(format!("{}\n{what}", difference(&change.before, &change.after)));
        }
        Ok(())
    }

    /// Applied by git, the patch gives what would be written.
    pub fn patch(&self, report: &Report, patch: &[u8]) -> Result<(), String> {
        if report.changes.is_empty() {
            return if patch.is_empty() { Ok(()) } else { Err("a patch without a change".into()) };
        }
        for (path, change) in &report.changes {
            let place = self.place(path);
            let folder = place.parent().ok_or("a file lies in a folder")?;
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&place, &*change.before))
                .map_err(|e| e.to_string())?;
        }
        let applied = self.git(patch);
        for (path, change) in &report.changes {
            let text = fs::read(self.place(path)).map_err(|e| e.to_string())?;
            let _ = fs::remove_file(self.place(path));
            if applied.is_ok() && text != change.after.as_bytes() {
                let text = String::from_utf8_lossy(&text);
                return Err(format!(
                    "{}\n{}",
                    String::from_utf8_lossy(patch),
                    difference(&change.after, &text)
                ));
            }
        }
        applied
    }

    fn place(&self, path: &Path) -> PathBuf {
        self.folder.path().join(path.strip_prefix("/").unwrap_or(path))
    }

    fn git(&self, patch: &[u8]) -> Result<(), String> {
        let mut git = Command::new("git");
        git.args(["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn"])
            .current_dir(self.folder.path());
        git.env("GIT_CEILING_DIRECTORIES", self.folder.path());
        let (_, said, success) = filter(git, patch).ok_or("git cannot be started")?;
        if success { Ok(()) } else { Err(format!("{said}\n{}", String::from_utf8_lossy(patch))) }
    }
}

/// The text as gofmt lays it out, or its complaint; `None` without gofmt.
fn gofmt(text: &str) -> Option<Result<String, String>> {
    let (out, said, success) = filter(Command::new("gofmt"), text.as_bytes())?;
    Some(if success { String::from_utf8(out).map_err(|e| e.to_string()) } else { Err(said) })
}

/// Output, complaint and success of a command that is fed with this.
fn filter(mut command: Command, input: &[u8]) -> Option<(Vec<u8>, String, bool)> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    std::thread::scope(|scope| {
        // It may have seen enough before the end.
        scope.spawn(move || drop(stdin.write_all(input)));
        let done = child.wait_with_output().ok()?;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        Some((done.stdout, said, done.status.success()))
    })
}
