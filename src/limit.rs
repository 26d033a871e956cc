//! What limits a run to part of what there is: lines that were changed, findings that are not known yet.

use crate::args::{Mode, Settings, Since};
use crate::baseline;
use crate::git::changed::{Changed, Lines, changed};
use crate::paths::Base;
use crate::shard::Shard;
use crate::world::{self, Disk, NOT_UTF8};
use codemods::edits::compose::Layer;
use codemods::engine::{Counts, FileError};
use codemods::lines;
use codemods::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The limits that the arguments ask for, looked up.
#[derive(Default)]
pub struct Limited {
    changed: Option<Changed>,
    pub baseline: Option<Counts>,
    /// The files that are searched, if that is not all of them.
    pub searched: Option<BTreeSet<Arc<Path>>>,
    /// Whether what is staged is meant, and files in the work tree are to be written.
    writes_staged: bool,
    staged: bool,
}

impl Limited {
    /// Asks git, and reads the baseline.
    pub fn ask(settings: &Settings, base: &Base) -> io::Result<Limited> {
        let limits = &settings.limits;
        let option = if limits.since == Some(Since::Staged) { "--staged" } else { "--since" };
        let since = limits.since.as_ref().map(|since| changed(base.dir(), since));
        let read = |path: &Path| {
            let found = base.absolute(path).map_err(|e| world::reason(&e)).and_then(|p| baseline::read(&p));
            found.map_err(|e| format!("{}: {e}", path.display()))
        };
        let heeded = limits.baseline.as_ref().filter(|b| !b.update);
        let staged = limits.since == Some(Since::Staged);
        Ok(Limited {
            changed: since.transpose().map_err(|e| io::Error::other(format!("{option}: {e}")))?,
            baseline: heeded.map(|b| read(&b.path)).transpose().map_err(io::Error::other)?,
            searched: None,
            writes_staged: staged && settings.mode == Mode::Write,
            staged,
        })
    }

    /// Searches only the packages of the shard.
    pub fn search(&mut self, shard: Option<Shard>, files: &BTreeSet<Arc<Path>>) {
        self.searched = shard.map(|shard| shard.packages(files));
    }

    /// Those of the files that are searched.
    pub fn searched<'s>(&'s self, files: &'s BTreeSet<Arc<Path>>) -> &'s BTreeSet<Arc<Path>> {
        self.searched.as_ref().unwrap_or(files)
    }

    /// The disk to look at. What is only staged is read from there, unless files are to be written.
    pub fn disk(&self) -> Disk {
        let staged = self.changed.iter().filter(|_| !self.writes_staged).flat_map(|c| &c.staged);
        Disk::with_files(staged.map(|(path, text)| {
            let text = text.as_deref().map(Arc::from).ok_or_else(|| NOT_UTF8.to_owned());
            (path.to_path_buf(), text)
        }))
    }

    /// The changed places of the files, if only they count.
    pub fn places(&self, disk: &Disk, files: &BTreeSet<Arc<Path>>) -> Option<BTreeMap<Arc<Path>, Vec<Span>>> {
        let changed = self.changed.as_ref()?;
        let spans = |path: &Arc<Path>| {
            let text = disk.text(path).ok()?;
            Some((path.clone(), spans(changed.lines.get(path)?, &text)))
        };
        Some(files.iter().filter_map(spans).collect())
    }

    /// Files of which git says nothing, being asked about another work tree.
    pub fn outside(&self, files: &BTreeSet<Arc<Path>>) -> Vec<FileError> {
        let Some(changed) = &self.changed else { return Vec::new() };
        let outside = files.iter().filter(|path| !path.starts_with(&changed.root));
        let message = "lies outside the git repository of the working directory, so what was changed in it is not known";
        outside.map(|path| FileError { path: path.clone(), message: message.to_owned() }).collect()
    }

    /// From here on `layer`, from `before` to `after`, is taken for part of the file as it was found.
    pub fn follow(&mut self, path: &Path, before: &str, layer: &Layer<()>, after: &str) {
        let lines = self.changed.as_mut().and_then(|c| c.lines.get_mut(path));
        let Some(Lines::Some(ranges)) = lines else { return };
        let (old, new) = (lines::Lines::new(before), lines::Lines::new(after));
        let moved = |line: usize| new.line_col(layer.to_new(old.line_start(line))).0;
        for (first, last) in ranges {
            (*first, *last) = (moved((*first).max(1)), moved(*last + 1).saturating_sub(1));
        }
    }

    /// The baseline no longer holds these codemods back in these files: some of what they find is mended meanwhile.
    pub fn forget(&mut self, told: impl Iterator<Item = (Arc<Path>, &'static str)>) {
        for (path, codemod) in told {
            self.baseline.as_mut().and_then(|b| b.get_mut(&path)).map(|counts| counts.remove(codemod));
        }
    }

    /// Why a file must not be written that is staged only in part.
    pub fn refusal(&self, path: &Path) -> Option<String> {
        let partly = self.writes_staged && self.changed.as_ref().is_some_and(|c| c.staged.contains_key(path));
        partly.then(|| "has changes that are not staged; stage or stash them".to_owned())
    }

    /// Whether the text of the file is safe with git, being staged as a whole.
    pub fn is_staged(&self, path: &Path) -> bool {
        let changed = self.changed.as_ref().filter(|_| self.staged);
        changed.is_some_and(|c| c.lines.contains_key(path) && !c.staged.contains_key(path))
    }
}

fn spans(changed: &Lines, text: &str) -> Vec<Span> {
    let Lines::Some(ranges) = changed else { return vec![Span::new(0, text.len())] };
    let lines = lines::Lines::new(text);
    let span = |&(first, last): &(usize, usize)| {
        let start = lines.line_start(first.max(1));
        Span::new(start, lines.line_start(last + 1).saturating_sub(1).max(start))
    };
    ranges.iter().map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_as_spans_without_their_line_breaks() {
        let text = "one\ntwo\nthree\n";
        let of = |first, last| spans(&Lines::Some(vec![(first, last)]), text)[0];
        assert_eq!(of(2, 2), Span::new(4, 7));
        assert_eq!(of(0, 1), Span::new(0, 3));
        assert_eq!(of(2, 3), Span::new(4, 13));
        assert_eq!(spans(&Lines::All, text), [Span::new(0, 14)]);
    }
}
