//! Counts what a run does, from any thread.

use super::Stats;
use crate::golang::program::File;
use crate::golang::syntax::NoTree;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Statistics in the making.
#[derive(Default)]
pub(super) struct Tally(Mutex<Stats>);

impl Tally {
    pub fn with<T>(&self, change: impl FnOnce(&mut Stats) -> T) -> T {
        // Counters stay meaningful whatever a thread that panicked left undone.
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs `work` and adds its time to the stage.
    pub fn timed<T>(&self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let out = work();
        let took = start.elapsed();
        self.with(|s| *s.stages.entry(stage).or_default() += took);
        out
    }

    pub fn read(&self, text: &str) {
        let context = memchr::memmem::find(text.as_bytes(), b"\"context\"").is_some();
        self.with(|s| {
            s.files_read += 1;
            s.bytes_read += text.len() as u64;
            s.bytes_context += if context { text.len() as u64 } else { 0 };
        });
    }

    pub fn skimmed(&self, file: &File) {
        self.with(|s| {
            s.files_skimmed += 1;
            s.bytes_skimmed += file.text.len() as u64;
        });
    }

    /// A declaration was parsed, or was found to have no tree.
    pub fn parsed(&self, file: &Arc<File>, decl: usize, failed: Option<NoTree>) {
        let Some(span) = file.skim.decls.get(decl).map(|d| d.span) else { return };
        self.with(|s| {
            s.decls_parsed += 1;
            s.bytes_parsed += span.len() as u64;
            if let Some(why) = failed {
                let line = line_at(&file.text, span.start as usize);
                s.not_analysed.push((file.path.clone(), line, reason(why, "it")));
            }
        });
    }

    /// What a codemod saw in a file and left alone.
    pub fn left(&self, file: &File, codemod: &'static str, left: &[(u32, &'static str)]) {
        if left.is_empty() {
            return;
        }
        let notes = left
            .iter()
            .map(|&(at, why)| (file.path.clone(), line_at(&file.text, at as usize), codemod, why.to_owned()));
        self.with(|s| s.left_alone.extend(notes));
    }

    pub fn checked(&self, codemod: &'static str, took: Duration) {
        self.with(|s| {
            *s.codemods.entry(codemod).or_default() += took;
            *s.stages.entry("check").or_default() += took;
        });
    }

    /// The statistics, in an order that does not depend on threads.
    pub fn finish(self) -> Stats {
        let mut stats = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        stats.not_analysed.sort();
        stats.left_alone.sort();
        stats.unused_suppressions.sort();
        stats
    }
}

/// Why a declaration, which people are told of as `what`, has no tree.
pub(super) fn reason(why: NoTree, what: &str) -> String {
    match why {
        NoTree::Syntax => format!("{what} does not parse"),
        NoTree::TooDeep => format!("{what} is nested too deeply"),
        NoTree::TooHard => format!("parsing {what} takes too long"),
    }
}

/// The line, from 1, that holds the byte at `offset`.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..offset.min(text.len())]).count()
}
