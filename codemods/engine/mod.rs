//! From files to a report: analyse, choose fixes, apply them in memory, analyse again, to a fixed point.
//!
//! Nothing is written here: the report says what each changed file would hold.

mod analyse;
mod causes;
mod doubles;
mod gate;
mod late;
mod plan;
mod probe;
mod progress;
mod report;
mod rounds;
mod select;
mod stats;
mod suppress;

use crate::edits::{Edit, EditSet};
use crate::golang::program::Program;
use crate::{Codemod, Finding, Fix, Options};
use analyse::Analyser;
pub use plan::check;
pub use report::together;
use rounds::Engine;
pub use select::{Counts, Policy, Selection};
use stats::Tally;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// What to analyse, and how.
pub struct Request<'a> {
    /// What the files are part of, with what users add to the facts; keeps what is found out about it.
    pub program: &'a Program<'a>,
    /// The files to look at, absolute paths. Others are read only to understand these.
    pub files: Vec<Arc<Path>>,
    /// The chosen codemods, in list order.
    pub codemods: Vec<&'static Codemod>,
    pub options: Options,
    pub select: Selection<'a>,
    /// Whether unsafe fixes are applied too.
    pub unsafe_fixes: bool,
    /// Whether [`Outcome::alone`] is wanted.
    pub alone: bool,
    /// Asked once per file before a fix that would change it is chosen: `Err` says why it must not be changed, and
    /// goes on behind the name of the file.
    pub may_change: &'a (dyn Fn(&Path) -> Result<(), String> + Sync),
    /// Called after each analysed file, from any thread.
    pub progress: &'a (dyn Fn() + Sync),
    /// Polled between files; when it says true the run ends early and the report is incomplete.
    pub cancelled: &'a (dyn Fn() -> bool + Sync),
}

/// What becomes of a finding (`cli.md`, status).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Available,
    Withheld,
    Conflict,
    Manual,
    Suppressed,
    Refused,
    Rejected,
}

/// A finding of the original text, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub finding: Finding,
    pub status: Status,
    /// Why, where the status alone does not say.
    pub reason: Option<String>,
    /// Whether nothing is left of it once the other fixes are applied; its status is [`Status::Conflict`] then.
    pub resolved: bool,
    /// Its edits in offsets of the original texts, by file and position; empty where there is no fix.
    pub edits: Vec<(Arc<Path>, Edit)>,
    /// Whether the fix touches more than one file.
    pub multi_file: bool,
    /// What mends this finding and no other, in offsets of the original texts: its fix and what follows from that,
    /// such as an import that goes. Unlike `edits` it holds whatever becomes of the other findings. `None` if it was
    /// not asked for, or if the result would not pass the re-check.
    pub alone: Option<Fix>,
}

/// A file that the chosen fixes change.
#[derive(Clone, Debug)]
pub struct Change {
    pub before: Arc<str>,
    pub after: Arc<str>,
    /// From `before` to `after`.
    pub edits: EditSet,
}

/// Something that kept a file from being analysed or changed.
#[derive(Clone, Debug)]
pub struct FileError {
    pub path: Arc<Path>,
    pub message: String,
}

/// Counts and times of a run.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    pub files_read: usize,
    pub bytes_read: u64,
    pub files_skimmed: usize,
    pub bytes_skimmed: u64,
    /// Bytes of the files that import `context`.
    pub bytes_context: u64,
    pub decls_parsed: usize,
    pub bytes_parsed: u64,
    /// All that was parsed to understand the code, these declarations included: callees, types, dependencies.
    pub bytes_parsed_in_all: u64,
    /// Declarations that hold a needle but have no tree: path, 1-based line, reason.
    pub not_analysed: Vec<(Arc<Path>, usize, String)>,
    /// Notes of codemods about what they left alone: path, 1-based line, codemod, reason.
    pub left_alone: Vec<(Arc<Path>, usize, &'static str, String)>,
    /// Unused `ctxmend:ignore` comments: path, 1-based line.
    pub unused_suppressions: Vec<(Arc<Path>, usize)>,
    pub rounds: usize,
    /// Wall time by stage name, summed over threads.
    pub stages: BTreeMap<&'static str, Duration>,
    /// Time by codemod, summed over threads.
    pub codemods: BTreeMap<&'static str, Duration>,
}

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Sorted by path, position, codemod.
    pub outcomes: Vec<Outcome>,
    pub changes: BTreeMap<Arc<Path>, Change>,
    /// Groups of files that must be replaced together: the files of multi-file fixes, merged where they share a
    /// file. Every changed file is in exactly one group.
    pub groups: Vec<Vec<Arc<Path>>>,
    /// The original text of every file that a finding names, for excerpts and line numbers.
    pub texts: BTreeMap<Arc<Path>, Arc<str>>,
    pub errors: Vec<FileError>,
    pub stats: Stats,
}

/// Runs the codemods over the files.
pub fn run(request: &Request) -> Report {
    let tally = Tally::default();
    request.program.looks_at(&request.files);
    let mut analyser = Analyser::new(request, &tally);
    let first = analyser.first(request.program);
    let engine = Engine { request, analyser: &analyser, program: request.program, first: &first.found };
    let done = tally.timed("rounds", || rounds::run(&engine));
    tally.with(|s| s.rounds = done.rounds);
    let mut report = report::assemble(done, request.program, request.alone);
    report.errors.extend(first.errors);
    report.errors.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
    tally.with(|s| s.bytes_parsed_in_all = request.program.bytes_parsed());
    report.stats = tally.finish();
    report
}

#[cfg(test)]
mod tests;
