//! What a run found and did, ready to be shown; the ways to show it are the modules below.

mod diff;
mod document;
mod fingerprint;
mod github;
mod gitlab;
mod html;
pub mod human;
pub mod hunks;
mod json;
mod list;
mod markdown;
mod paint;
mod proposal;
mod rdjson;
mod sarif;
mod source;
pub mod stats;
pub mod summary;

pub use html::{STYLE, escaped};
pub use json::lines;
pub use paint::{Paint, harmless};
pub use proposal::{Proposed, offered};
pub use source::Position;

use crate::args::{Format, Settings};
use crate::paths::Base;
use crate::shard::Shard;
use crate::write::Written;
use codemods::Applicability;
use codemods::edits::compose::{Layer, Owned};
use codemods::engine::{FileError, Outcome, Report, Status};
use source::Source;
use std::collections::BTreeMap;
use std::io;
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

/// The report in the format asked for; files that it cannot tell of are added to the errors.
pub fn render(results: &mut Results, settings: &Settings) -> io::Result<Vec<u8>> {
    let text = match settings.format {
        Format::Human => human::render(results, settings, Paint::for_people(settings.color)),
        Format::Json => json::render(results)?,
        Format::Jsonl => json::render_lines(results)?,
        Format::Sarif => sarif::render(results, settings)?,
        Format::Rdjson => rdjson::render(results)?,
        Format::Rdjsonl => rdjson::render_lines(results)?,
        Format::Github => github::render(results),
        Format::Gitlab => gitlab::render(results)?,
        Format::Markdown => markdown::render(results, settings),
        Format::Html => html::render(results, settings),
        Format::List => return Ok(list::render(results)),
        Format::Diff => {
            let (patch, errors) = diff::render(results, Paint::for_machines(settings.color));
            results.errors.extend(errors);
            patch
        }
    };
    Ok(text.into_bytes())
}

/// A finding and what has become of it.
#[derive(Clone, Debug)]
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
    /// How many files and folders were left out, as far as that is known.
    pub left_out: usize,
    /// How many of the files that would change have uncommitted changes.
    pub dirty: usize,
    /// Which part of the work this is.
    pub shard: Option<Shard>,
    /// The files that findings name, as they were read.
    sources: BTreeMap<&'a Path, Source<'a>>,
    /// Those that were written: what was done to them, and what they hold now.
    now: BTreeMap<&'a Path, (Layer<()>, Source<'a>)>,
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
        let sources = report.texts.iter().map(|(path, text)| (&**path, Source::new(text))).collect();
        let now = report.changes.iter().filter(|(path, _)| written.is_some_and(|w| w.files.contains(*path)));
        let now = now.filter_map(|(path, change)| {
            let edits = change.edits.iter().map(|edit| Owned { edit: edit.clone(), owner: () });
            // Edits that were applied do not contradict each other.
            Some((&**path, (Layer::new(edits.collect()).ok()?, Source::new(&change.after))))
        });
        let now = now.collect();
        Results { base, files, report, entries, errors, left_out: 0, dirty: 0, shard: None, sources, now }
    }

    /// The place of a byte of a file as it was read.
    pub fn position(&self, path: &Path, offset: u32) -> Position {
        self.sources.get(path).map_or(Position { line: 1, column: 1 }, |source| source.position(offset))
    }

    /// The file as this run leaves it, and where a byte of the text that was read is in it.
    fn now(&self, path: &Path, offset: u32) -> Option<(&Source<'a>, u32)> {
        match self.now.get(path) {
            Some((layer, source)) => Some((source, layer.to_new(offset as usize) as u32)),
            None => self.sources.get(path).map(|source| (source, offset)),
        }
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

impl Entry<'_> {
    /// How far its fix may be trusted, and what has become of it where that is not the usual.
    pub fn label(&self) -> String {
        let word = trust(self.outcome.finding.applicability());
        match self.standing {
            Standing::Available | Standing::Manual | Standing::Suppressed => word.to_owned(),
            standing => format!("{word}, {}", standing.name()),
        }
    }

    /// Why it stands as it does, where that needs telling.
    pub fn note(&self) -> Option<String> {
        let told = !matches!(self.standing, Standing::Available | Standing::Withheld | Standing::Applied);
        let reason = self.reason.as_ref().filter(|_| told)?;
        let resolved = self.standing == Standing::Conflict && self.outcome.resolved;
        let prefix = if resolved || self.standing == Standing::Manual { "" } else { "not applied: " };
        Some(format!("{prefix}{reason}"))
    }
}

/// How far a fix may be trusted, for people.
pub fn trust(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::None => "by hand",
        other => other.name(),
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
