//! The change that mends one finding, for whoever decides about that finding alone.

use super::hunks::{self, Hunk};
use super::{Entry, Results, Standing};
use codemods::edits::{Edit, EditSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What is to change in one file.
pub struct Proposed<'a> {
    pub path: &'a Arc<Path>,
    /// The file as it was read.
    pub text: &'a str,
    pub edits: Cow<'a, EditSet>,
}

impl Proposed<'_> {
    pub fn hunks(&self, context: usize) -> Vec<Hunk> {
        hunks::of_edits(self.text, &self.edits, context)
    }
}

/// What to show: the change that mends it alone, or else what was tried. By path.
pub fn of<'a>(results: &'a Results, entry: &Entry<'a>) -> Vec<Proposed<'a>> {
    let outcome = entry.outcome;
    let text = |path: &Arc<Path>| results.report.texts.get(path).map(|text| &**text);
    if let Some(alone) = &outcome.alone {
        let files = alone.edits.iter().filter_map(|(path, edits)| {
            Some(Proposed { path, text: text(path)?, edits: Cow::Borrowed(edits) })
        });
        return files.collect();
    }
    let mut by_file: BTreeMap<&Arc<Path>, Vec<Edit>> = BTreeMap::new();
    for (path, edit) in &outcome.edits {
        by_file.entry(path).or_default().push(edit.clone());
    }
    let files = by_file.into_iter().filter_map(|(path, edits)| {
        Some(Proposed { path, text: text(path)?, edits: Cow::Owned(EditSet::new(edits).ok()?) })
    });
    files.collect()
}

/// What tools may offer to apply by itself: nothing that this run would not apply, and nothing for a text that has
/// been replaced meanwhile.
pub fn offered<'a>(results: &'a Results, entry: &Entry<'a>) -> Vec<Proposed<'a>> {
    if !matches!(entry.standing, Standing::Available | Standing::Conflict) || entry.outcome.alone.is_none() {
        return Vec::new();
    }
    let files = of(results, entry);
    if files.iter().any(|file| results.now.contains_key(&**file.path)) { Vec::new() } else { files }
}
