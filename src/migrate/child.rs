//! Programs that are run in a repository: this one, and the user's check.

use crate::args::Migrate;
use codemods::Codemod;
use serde::Deserialize;
use std::io::{self, Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

/// What a run tells, as far as it matters here.
#[derive(Deserialize, Default)]
pub struct Told {
    pub findings: Vec<Finding>,
    pub errors: Vec<Error>,
}

#[derive(Deserialize)]
pub struct Finding {
    pub codemod: String,
    pub status: String,
    pub applicability: String,
    pub edits: Vec<Edit>,
}

#[derive(Deserialize)]
pub struct Edit {
    pub path: String,
}

#[derive(Deserialize)]
pub struct Error {
    pub path: String,
    pub message: String,
}

impl Told {
    pub fn open(&self) -> usize {
        self.findings.iter().filter(|f| !matches!(f.status.as_str(), "suppressed" | "applied")).count()
    }

    pub fn offers(&self, codemod: &Codemod) -> bool {
        let is_offered = |f: &Finding| matches!(f.status.as_str(), "available" | "conflict");
        self.findings.iter().any(|f| f.codemod == codemod.name && is_offered(f))
    }
}

/// The words that choose codemods: the user's, and for one alone all others left out, which turns nothing on that
/// the repository's settings turn off.
pub fn chosen(how: &Migrate, alone: Option<&Codemod>) -> Vec<String> {
    let names = |list: &[&Codemod]| list.iter().map(|c| c.name).collect::<Vec<_>>().join(",");
    let mut words = how.options.clone();
    if let Some(only) = &how.choice.only {
        words.push(format!("--only={}", names(only)));
    }
    let skipped = |c: &&Codemod| how.choice.skip.iter().any(|s| s.name == c.name);
    let is_out = |c: &&Codemod| skipped(c) || alone.is_some_and(|a| a.name != c.name);
    let out: Vec<&Codemod> = how.choice.all.iter().copied().filter(is_out).collect();
    if !out.is_empty() {
        words.push(format!("--skip={}", names(&out)));
    }
    words
}

/// Runs this program in the repository.
pub fn ctxmend(root: &Path, words: &[String], interrupted: &dyn Fn() -> bool) -> Result<Told, String> {
    let program = std::env::current_exe().map_err(|e| crate::world::reason(&e))?;
    let mut command = Command::new(program);
    // What is set where the migration runs must not make it careless of uncommitted changes.
    command.args(["--format=json", "--quiet"]).args(words).env_remove("CI").stderr(Stdio::null());
    let (status, out) = run(command, root, interrupted).map_err(|e| crate::world::reason(&e))?;
    match status.code() {
        Some(0..=2) => serde_json::from_slice(&out).map_err(|_| "ctxmend could not run there".to_owned()),
        _ => Err(format!("ctxmend ended with {status}")),
    }
}

/// How much of the output of a check that fails is kept.
const LINES: usize = 20;

/// Runs the user's check; gives the end of its output if it fails.
pub fn check(root: &Path, check: &str, interrupted: &dyn Fn() -> bool) -> Result<(), String> {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("exec 2>&1\n{check}")]);
    let (status, out) = run(command, root, interrupted).map_err(|e| crate::world::reason(&e))?;
    if status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&out);
    let lines: Vec<&str> = text.lines().collect();
    let told = lines[lines.len().saturating_sub(LINES)..].join("\n");
    Err(if told.is_empty() { status.to_string() } else { told })
}

/// Runs to the end, or until an interruption, on which it and what it started are asked to end.
fn run(
    mut command: Command,
    root: &Path,
    interrupted: &dyn Fn() -> bool,
) -> io::Result<(ExitStatus, Vec<u8>)> {
    let mut out = tempfile::tempfile()?;
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.current_dir(root).stdin(Stdio::null()).stdout(out.try_clone()?).process_group(0);
    let mut child = command.spawn()?;
    let mut asked = false;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if interrupted() && !asked {
            asked = true;
            let group = rustix::process::Pid::from_child(&child);
            // One that has ended meanwhile needs no asking.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::TERM);
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let mut bytes = Vec::new();
    out.rewind()?;
    out.read_to_end(&mut bytes)?;
    Ok((status, bytes))
}
