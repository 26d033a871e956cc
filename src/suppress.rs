//! `ctxmend suppress`: writes comments that suppress what is found, or takes away those that suppress nothing.

use crate::args::Suppress;
use crate::limit::Limited;
use crate::report::summary::count;
use crate::run::{Tool, Walk, complain};
use crate::world::Disk;
use crate::write::{self, Replacement};
use codemods::edits::silence::{Place, silence, unsilence};
use codemods::engine::{FileError, Report, Status};
use codemods::golang::skim::{Suppression, skim};
use codemods::lines::Lines;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The texts to be written, and how many comments or findings that is in each file.
#[derive(Default)]
struct Planned {
    after: BTreeMap<Arc<Path>, Arc<str>>,
    counts: BTreeMap<Arc<Path>, usize>,
    errors: Vec<FileError>,
}

/// A finding may hide others that say less; suppressed, it hides them no more. Three would do for the codemods of
/// today.
const ROUNDS: usize = 10;

/// Gives the exit code.
pub fn run(tool: &Tool, paths: &[std::path::PathBuf], what: &Suppress) -> io::Result<u8> {
    let Walk { disk, walked, mut errors } = tool.walk(paths, Disk::new());
    let mut planned = Planned::default();
    for _ in 0..ROUNDS {
        let texts = planned.after.iter().map(|(path, text)| (path.to_path_buf(), Ok(text.clone())));
        let now = Disk::with_files(texts);
        let report = tool.analyse(&now, &walked.files, &Limited::default(), &|_| Ok(()));
        planned.errors.clear();
        planned.errors.extend(report.errors.iter().cloned());
        let more = match what {
            Suppress::All { reason } => planned.suppress_all(&report, &walked.files, &now, reason),
            Suppress::RemoveUnused => planned.remove_unused(&report, &now),
        };
        if !more {
            break;
        }
    }
    errors.extend(planned.errors);
    let dirty = tool.uncommitted(planned.after.keys(), &Limited::default());
    let mut replacements = Vec::new();
    for (path, after) in planned.after {
        let refused = dirty.get(&path).cloned().or_else(|| write::may_replace(&path).err());
        match refused.map_or_else(|| disk.text(&path), Err) {
            Err(message) => errors.push(FileError { path, message }),
            Ok(before) => replacements.push(vec![Replacement { path, before, after }]),
        }
    }
    let written = tool.replace(&replacements);
    errors.extend(written.errors);
    for e in &errors {
        complain(&format!("{}: {}", tool.base.name(&e.path), e.message));
    }
    if !tool.settings.quiet {
        let n = written.files.iter().filter_map(|path| planned.counts.get(path)).sum();
        let what = match what {
            Suppress::All { .. } => format!("{} suppressed", count(n, "finding")),
            Suppress::RemoveUnused => format!("{} without use removed", count(n, "comment")),
        };
        println!("{what} in {}", count(written.files.len(), "file"));
    }
    Ok(if written.interrupted { crate::signals::INTERRUPTED } else { 2 * u8::from(!errors.is_empty()) })
}

impl Planned {
    /// Whether there was anything to suppress.
    fn suppress_all(
        &mut self,
        report: &Report,
        files: &BTreeSet<Arc<Path>>,
        disk: &Disk,
        reason: &str,
    ) -> bool {
        let mut places: BTreeMap<&Arc<Path>, Vec<Place>> = BTreeMap::new();
        let open = report.outcomes.iter().filter(|o| o.status != Status::Suppressed).map(|o| &o.finding);
        for f in open.filter(|f| files.contains(&f.path)) {
            places.entry(&f.path).or_default().push((f.span.start as usize, f.codemod));
        }
        let mut more = false;
        for (path, places) in places {
            let Ok(text) = disk.text(path) else { continue };
            let (edits, left) = silence(&text, &skim(&text), &places, reason);
            more |= places.len() > left.len();
            *self.counts.entry(path.clone()).or_default() += places.len() - left.len();
            let lines = Lines::new(&text);
            self.errors.extend(left.into_iter().map(|(at, codemod)| {
                let line = lines.line_col(at).0;
                let message = format!("line {line}: no comment can stand there for {codemod}");
                FileError { path: path.clone(), message }
            }));
            if !edits.is_empty() {
                self.after.insert(path.clone(), edits.apply(&text).into());
            }
        }
        more
    }

    /// Whether there was anything to remove.
    fn remove_unused(&mut self, report: &Report, disk: &Disk) -> bool {
        let mut unused: BTreeMap<&Arc<Path>, BTreeSet<usize>> = BTreeMap::new();
        for (path, line) in &report.stats.unused_suppressions {
            unused.entry(path).or_default().insert(*line);
        }
        for (path, at) in &unused {
            let Ok(text) = disk.text(path) else { continue };
            let (lines, skim) = (Lines::new(&text), skim(&text));
            let line = |s: &Suppression| lines.line_col(s.span.start as usize).0;
            let gone = skim.suppressions.iter().filter(|s| !s.nolint && at.contains(&line(s)));
            self.after.insert((*path).clone(), unsilence(&text, gone).apply(&text).into());
            *self.counts.entry((*path).clone()).or_default() += at.len();
        }
        !unused.is_empty()
    }
}
