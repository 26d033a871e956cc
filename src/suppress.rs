//! `ctxmend suppress`: writes comments that suppress what is found, or takes away those that suppress nothing.

use crate::args::Suppress;
use crate::git;
use crate::limit::Limited;
use crate::report::summary::count;
use crate::run::{Tool, Walk, complain};
use crate::world::Disk;
use crate::write::{self, Replacement};
use codemods::edits::EditSet;
use codemods::edits::silence::{Place, silence, unsilence};
use codemods::engine::{FileError, Report, Status};
use codemods::golang::skim::skim;
use codemods::lines::Lines;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// What is to be written, and how many comments or findings that is.
#[derive(Default)]
struct Planned {
    edits: BTreeMap<Arc<Path>, EditSet>,
    count: usize,
    errors: Vec<FileError>,
}

/// Gives the exit code.
pub fn run(tool: &Tool, paths: &[std::path::PathBuf], what: &Suppress) -> io::Result<u8> {
    let Walk { disk, walked, mut errors } = tool.walk(paths, Disk::new());
    let report = tool.analyse(&disk, &walked.files, &Limited::default(), &|_| Ok(()));
    errors.extend(report.errors.iter().cloned());
    let text = |path: &Path| disk.text(path).ok();
    let planned = match what {
        Suppress::All { reason } => suppress_all(&report, &walked.files, &text, reason),
        Suppress::RemoveUnused => remove_unused(&report, &text),
    };
    errors.extend(planned.errors);
    let dirty = match tool.asks_git() {
        true => git::uncommitted(planned.edits.keys()),
        false => BTreeMap::new(),
    };
    let mut replacements = Vec::new();
    for (path, edits) in &planned.edits {
        let refused = dirty.get(path).cloned().or_else(|| write::may_replace(path).err());
        match (refused, text(path)) {
            (Some(message), _) => errors.push(FileError { path: path.clone(), message }),
            (None, Some(before)) => {
                let after = edits.apply(&before).into();
                replacements.push(vec![Replacement { path: path.clone(), before, after }]);
            }
            (None, None) => {}
        }
    }
    let written = tool.replace(&replacements);
    errors.extend(written.errors);
    for e in &errors {
        complain(&format!("{}: {}", tool.base.name(&e.path), e.message));
    }
    if !tool.settings.quiet {
        let what = match what {
            Suppress::All { .. } => format!("{} suppressed", count(planned.count, "finding")),
            Suppress::RemoveUnused => format!("{} without use removed", count(planned.count, "comment")),
        };
        println!("{what} in {}", count(written.files.len(), "file"));
    }
    Ok(if written.interrupted { crate::signals::INTERRUPTED } else { 2 * u8::from(!errors.is_empty()) })
}

fn suppress_all(
    report: &Report,
    files: &BTreeSet<Arc<Path>>,
    text: &dyn Fn(&Path) -> Option<Arc<str>>,
    reason: &str,
) -> Planned {
    let mut planned = Planned::default();
    let mut places: BTreeMap<&Arc<Path>, Vec<Place>> = BTreeMap::new();
    let open = report.outcomes.iter().filter(|o| o.status != Status::Suppressed).map(|o| &o.finding);
    for f in open.filter(|f| files.contains(&f.path)) {
        places.entry(&f.path).or_default().push((f.span.start as usize, f.codemod));
    }
    for (path, places) in places {
        let Some(text) = text(path) else { continue };
        let (edits, left) = silence(&text, &skim(&text), &places, reason);
        planned.count += places.len() - left.len();
        let lines = Lines::new(&text);
        planned.errors.extend(left.into_iter().map(|(at, codemod)| {
            let line = lines.line_col(at).0;
            FileError {
                path: path.clone(),
                message: format!("line {line}: no comment can stand there for {codemod}"),
            }
        }));
        if !edits.is_empty() {
            planned.edits.insert(path.clone(), edits);
        }
    }
    planned
}

fn remove_unused(report: &Report, text: &dyn Fn(&Path) -> Option<Arc<str>>) -> Planned {
    let mut planned = Planned::default();
    let mut unused: BTreeMap<&Arc<Path>, BTreeSet<usize>> = BTreeMap::new();
    for (path, line) in &report.stats.unused_suppressions {
        unused.entry(path).or_default().insert(*line);
    }
    for (path, at) in unused {
        let Some(text) = text(path) else { continue };
        let (lines, skim) = (Lines::new(&text), skim(&text));
        let gone = skim
            .suppressions
            .iter()
            .filter(|s| !s.nolint && at.contains(&lines.line_col(s.span.start as usize).0));
        planned.edits.insert(path.clone(), unsilence(&text, gone));
        planned.count += at.len();
    }
    planned
}
