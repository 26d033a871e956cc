//! What is done, kept in a file of JSON lines while a migration runs, so that it can go on after an interruption.

use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What became of a repository.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub repository: String,
    pub status: Status,
    /// Why it was refused or failed.
    pub reason: String,
    /// The branch with the commits, if there are any.
    pub branch: String,
    /// Findings before and after.
    pub findings: usize,
    pub left: usize,
    pub commits: Vec<Commit>,
    pub taken_back: Vec<TakenBack>,
    /// What could not be looked at or changed.
    pub errors: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Mended,
    Nothing,
    Refused,
    Failed,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Commit {
    pub codemod: String,
    pub commit: String,
    pub fixes: usize,
    pub files: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakenBack {
    pub codemod: String,
    pub fixes: usize,
    pub files: usize,
    /// The end of what the check said.
    pub output: String,
}

/// A repository that was begun.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Begun {
    pub repository: String,
    /// The commit that was checked out, and the branch, if there was one.
    pub base: String,
    pub original: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Record {
    Migration { version: u32, options: Vec<String> },
    Begun(Begun),
    Done(Outcome),
}

pub struct State {
    file: Mutex<File>,
    pub begun: BTreeMap<String, Begun>,
    pub done: BTreeMap<String, Outcome>,
}

/// How often, and how far apart, the lock is tried: a child that a killed migration was just starting holds it until it
/// has become another program.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

fn lock(file: &File) -> rustix::io::Result<()> {
    let try_lock = || rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive);
    for _ in 1..TRIES {
        match try_lock() {
            Err(Errno::WOULDBLOCK) => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
    try_lock()
}

impl State {
    /// Opens the file, or makes it. One of another migration, or that another run has open, is an error.
    pub fn open(path: &Path, options: &[String]) -> Result<State, String> {
        let failed = |e: io::Error| format!("{}: {}", path.display(), crate::world::reason(&e));
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
        lock(&file).map_err(|_| format!("{}: another migration is using it", path.display()))?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(failed)?;
        let mut state = State { file: Mutex::new(file), begun: BTreeMap::new(), done: BTreeMap::new() };
        let mut known = None;
        // A last line without an end was being written when the power went.
        for line in text.split_inclusive('\n').filter(|l| l.ends_with('\n')) {
            match serde_json::from_str(line) {
                Ok(Record::Migration { version: 1, options }) => known = Some(options),
                Ok(Record::Begun(b)) => drop(state.begun.insert(b.repository.clone(), b)),
                Ok(Record::Done(o)) => drop(state.done.insert(o.repository.clone(), o)),
                _ => return Err(format!("{}: is no state of a migration", path.display())),
            }
        }
        if known.as_deref().is_some_and(|known| known != options) {
            let what = "is of a migration with other options; remove it, or name another with --state";
            return Err(format!("{}: {what}", path.display()));
        }
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        if whole < text.len() {
            let file = state.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.set_len(whole as u64).map_err(failed)?;
        }
        if known.is_none() {
            let first = Record::Migration { version: 1, options: options.to_vec() };
            state.add(&first).map_err(failed)?;
        }
        Ok(state)
    }

    pub fn begin(&self, begun: &Begun) -> Result<(), String> {
        self.add(&Record::Begun(begun.clone())).map_err(|e| crate::world::reason(&e))
    }

    pub fn finish(&self, outcome: &Outcome) -> io::Result<()> {
        self.add(&Record::Done(outcome.clone()))
    }

    fn add(&self, record: &Record) -> io::Result<()> {
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&line)?;
        file.sync_data()
    }
}
