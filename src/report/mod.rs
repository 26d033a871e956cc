//! What a run found and did, ready to be shown; the ways to show it are the modules below.

pub mod diff;
pub mod human;
mod hunks;
pub mod json;
pub mod list;
mod paint;
pub mod stats;
mod summary;

pub use paint::Paint;

use crate::paths::Base;
use crate::write::Written;
use codemods::engine::{FileError, Outcome, Report, Status};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What has become of a finding when the run is over (`cli.md`, status).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    Available,
    Withheld,
    Applied,
    Conflict,
    Manual,
    Suppressed,
    Refused,
    Rejected,
}

impl Standing {
    /// In the order in which summaries name them.
    pub const ALL: [Standing; 8] = [
        Standing::Available,
        Standing::Withheld,
        Standing::Applied,
        Standing::Conflict,
        Standing::Manual,
        Standing::Suppressed,
        Standing::Refused,
        Standing::Rejected,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Standing::Available => "available",
            Standing::Withheld => "withheld",
            Standing::Applied => "applied",
            Standing::Conflict => "conflict",
            Standing::Manual => "manual",
            Standing::Suppressed => "suppressed",
            Standing::Refused => "refused",
            Standing::Rejected => "rejected",
        }
    }
}

impl From<Status> for Standing {
    fn from(status: Status) -> Standing {
        match status {
            Status::Available => Standing::Available,
            Status::Withheld => Standing::Withheld,
            Status::Conflict => Standing::Conflict,
            Status::Manual => Standing::Manual,
            Status::Suppressed => Standing::Suppressed,
            Status::Refused => Standing::Refused,
            Status::Rejected => Standing::Rejected,
        }
    }
}

/// A finding and what has become of it.
#[derive(Debug)]
pub struct Entry<'a> {
    pub outcome: &'a Outcome,
    pub standing: Standing,
    pub reason: Option<String>,
    /// Whether this run mended it, by its own fix or by another that was written.
    pub mended: bool,
}

/// Everything that reports may tell.
pub struct Results<'a> {
    pub base: &'a Base,
    /// How many files were looked at.
    pub files: usize,
    pub report: &'a Report,
    pub entries: Vec<Entry<'a>>,
    /// Sorted by path; each file and message once.
    pub errors: Vec<FileError>,
    /// How many of the files that would change have uncommitted changes.
    pub dirty: usize,
    lines: BTreeMap<&'a Path, Vec<usize>>,
}

impl<'a> Results<'a> {
    /// `written` is what was written, if this run writes.
    pub fn new(
        base: &'a Base,
        files: usize,
        report: &'a Report,
        written: Option<&Written>,
        mut errors: Vec<FileError>,
    ) -> Results<'a> {
        errors.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
        errors.dedup_by(|a, b| a.path == b.path && a.message == b.message);
        let entries = report.outcomes.iter().map(|outcome| entry(outcome, written)).collect();
        let lines = report.texts.iter().map(|(path, text)| (&**path, hunks::line_starts(text))).collect();
        Results { base, files, report, entries, errors, dirty: 0, lines }
    }

    /// Line and column of a byte offset, from 1; columns count bytes.
    pub fn position(&self, path: &Path, offset: u32) -> (usize, usize) {
        let offset = offset as usize;
        let Some(starts) = self.lines.get(path) else { return (1, offset + 1) };
        let line = starts.partition_point(|&start| start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        (line, offset - start + 1)
    }

    /// Findings that are not suppressed.
    pub fn open(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.entries.iter().filter(|e| e.standing != Standing::Suppressed)
    }

    /// Findings that are neither suppressed nor mended by this run.
    pub fn remaining(&self) -> usize {
        self.open().filter(|e| !e.mended).count()
    }
}

fn entry<'a>(outcome: &'a Outcome, written: Option<&Written>) -> Entry<'a> {
    let (standing, reason) = (outcome.status.into(), outcome.reason.clone());
    let mut entry = Entry { outcome, standing, reason, mended: false };
    let Some(written) = written else { return entry };
    let missing = |path: &Arc<Path>| !written.files.contains(path);
    let unwritten = match outcome.status {
        Status::Available => outcome.edits.iter().map(|(path, _)| path).find(|path| missing(path)),
        // What resolves it is written to its own file.
        _ if outcome.resolved => Some(&outcome.finding.path).filter(|path| missing(path)),
        _ => return entry,
    };
    match unwritten {
        None => {
            entry.mended = true;
            if !outcome.resolved {
                entry.standing = Standing::Applied;
            }
        }
        Some(path) => {
            let error = written.errors.iter().find(|e| e.path == *path);
            // Without an error there was an interruption, and the fix is there for the next run.
            if let Some(error) = error {
                entry.standing = Standing::Refused;
                entry.reason = Some(error.message.clone());
            }
        }
    }
    entry
}
