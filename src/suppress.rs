//! `ctxmend suppress`: writes comments that suppress what is found, or takes away those that suppress nothing.

use crate::args::Suppress;
use crate::limit::Limited;
use crate::report::summary::count;
use crate::run::{ERROR, Tool, Walk, complain, file_errors, print};
use crate::signals::INTERRUPTED;
use crate::world::Disk;
use crate::write::{self, Replacement};
use codemods::edits::EditSet;
use codemods::edits::compose::{Layer, Owned};
use codemods::edits::silence::{Place, silence, unsilence};
use codemods::engine::{FileError, Report, Status};
use codemods::golang::skim::{Suppression, skim};
use codemods::lines::Lines;
use codemods::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The texts to be written, and how many comments or findings that is in each file.
struct Planned {
    limited: Limited,
    after: BTreeMap<Arc<Path>, Arc<str>>,
    counts: BTreeMap<Arc<Path>, usize>,
    errors: Vec<FileError>,
}

/// A finding may hide others that say less; suppressed, it hides them no more. Three would do for the codemods of
/// today.
const ROUNDS: usize = 10;

/// Gives the exit code.
pub fn run(tool: &Tool, paths: &[PathBuf], what: &Suppress) -> io::Result<u8> {
    let mut limited = Limited::ask(tool.settings, &tool.base)?;
    let Walk { disk, walked, mut errors } = tool.walk(paths, limited.disk());
    limited.search(tool.settings.limits.shard, &walked.files);
    errors.extend(limited.outside(&walked.files));
    let mut planned = Planned { limited, after: BTreeMap::new(), counts: BTreeMap::new(), errors };
    planned.find(tool, &disk, &walked.files, what);
    let replacements = planned.replacements(tool, &disk);
    let written = tool.replace(&replacements);
    let errors: Vec<FileError> = planned.errors.into_iter().chain(written.errors).collect();
    for e in &errors {
        complain(&format!("{}: {}", tool.base.name(&e.path), e.message));
    }
    if !tool.settings.quiet {
        let n = written.files.iter().filter_map(|path| planned.counts.get(path)).sum();
        let what = match what {
            Suppress::All { .. } => format!("{} suppressed", count(n, "finding")),
            Suppress::RemoveUnused => format!("{} without use removed", count(n, "comment")),
        };
        print(format!("{what} in {}\n", count(written.files.len(), "file")).as_bytes())?;
    }
    Ok(match (written.interrupted, errors.is_empty()) {
        (true, _) => INTERRUPTED,
        (false, true) => 0,
        (false, false) => ERROR,
    })
}

impl Planned {
    /// Plans round by round, until there is no more to do.
    fn find(&mut self, tool: &Tool, disk: &Disk, files: &BTreeSet<Arc<Path>>, what: &Suppress) {
        let walk_errors = std::mem::take(&mut self.errors);
        for _ in 0..ROUNDS {
            let now = disk.with(self.after.iter().map(|(path, text)| (path.to_path_buf(), text.clone())));
            let mut report = tool.analyse(&now, files, &self.limited, &|_| Ok(()));
            self.errors = file_errors(&mut report, &now, files);
            let more = match what {
                Suppress::All { reason } => self.suppress_all(&report, files, &now, reason),
                Suppress::RemoveUnused => self.remove_unused(&report, files, &now),
            };
            if !more {
                break;
            }
        }
        self.errors.extend(walk_errors);
    }

    /// What is to be written; what must not be is among the errors from here on.
    fn replacements(&mut self, tool: &Tool, disk: &Disk) -> Vec<Vec<Replacement>> {
        let dirty = tool.uncommitted(self.after.keys(), &self.limited);
        let mut replacements = Vec::new();
        for (path, after) in std::mem::take(&mut self.after) {
            let refused = self.limited.refusal(&path).or_else(|| dirty.get(&path).cloned());
            let refused = refused.or_else(|| write::may_replace(&path).err());
            match refused.map_or_else(|| disk.text(&path), Err) {
                Err(message) => self.errors.push(FileError { path, message }),
                Ok(before) => replacements.push(vec![Replacement { path, before, after }]),
            }
        }
        replacements
    }

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
                self.change(path, &text, &edits);
            }
        }
        more
    }

    /// Whether there was anything to remove.
    fn remove_unused(&mut self, report: &Report, files: &BTreeSet<Arc<Path>>, disk: &Disk) -> bool {
        let changed = self.limited.places(disk, files);
        let counts = |path: &Arc<Path>, span: Span| {
            let touched =
                |spans: &Vec<Span>| spans.iter().any(|c| c.start <= span.end && span.start <= c.end);
            changed.as_ref().is_none_or(|c| c.get(path).is_some_and(touched))
        };
        let mut unused: BTreeMap<&Arc<Path>, BTreeSet<usize>> = BTreeMap::new();
        for (path, line) in &report.stats.unused_suppressions {
            unused.entry(path).or_default().insert(*line);
        }
        let mut more = false;
        for (path, at) in unused {
            let Ok(text) = disk.text(path) else { continue };
            let (lines, skim) = (Lines::new(&text), skim(&text));
            let line = |s: &Suppression| lines.line_col(s.span.start as usize).0;
            let is_unused = |s: &&Suppression| !s.nolint && at.contains(&line(s)) && counts(path, s.span);
            let gone: Vec<&Suppression> = skim.suppressions.iter().filter(is_unused).collect();
            if !gone.is_empty() {
                more = true;
                *self.counts.entry(path.clone()).or_default() += gone.len();
                self.change(path, &text, &unsilence(&text, gone.into_iter()));
            }
        }
        more
    }

    /// Takes `edits`, which are of the present text, for made.
    fn change(&mut self, path: &Arc<Path>, text: &str, edits: &EditSet) {
        let after: Arc<str> = edits.apply(text).into();
        let owned = edits.iter().map(|edit| Owned { edit: edit.clone(), owner: () });
        // Edits of one set do not contradict each other.
        if let Ok(layer) = Layer::new(owned.collect()) {
            self.limited.follow(path, text, &layer, &after);
        }
        self.after.insert(path.clone(), after);
    }
}
