//! What was accepted so far: the texts as they would be, and which files are written together or not at all.

use codemods::Fix;
use codemods::edits::compose::{Layer, Owned};
use codemods::engine::{self, Change, Report};
use codemods::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Default)]
pub struct Accepted {
    files: BTreeMap<Arc<Path>, Held>,
    /// The files of each fix.
    reach: Vec<BTreeSet<Arc<Path>>>,
}

struct Held {
    /// The text as it was read.
    before: Arc<str>,
    layer: Layer<()>,
    after: Arc<str>,
}

/// What a fix did to a file: edits, the text before them and the one after them.
pub type Step = (Arc<Path>, Layer<()>, Arc<str>, Arc<str>);

impl Accepted {
    /// How many fixes, and comments instead of fixes, were accepted.
    pub fn fixes(&self) -> usize {
        self.reach.len()
    }

    /// The files that are to be changed, and what they would hold now.
    pub fn texts(&self) -> impl Iterator<Item = (PathBuf, Arc<str>)> {
        self.files.iter().map(|(path, held)| (path.to_path_buf(), held.after.clone()))
    }

    /// Where a place of the present text was in the text as it was read.
    pub fn to_old(&self, path: &Path, span: Span) -> Span {
        self.files.get(path).map_or(span, |held| held.layer.to_old(span))
    }

    /// Accepts a fix of the present texts, `texts`.
    pub fn add(&mut self, fix: &Fix, texts: &BTreeMap<Arc<Path>, Arc<str>>) -> Vec<Step> {
        let mut steps = Vec::new();
        for (path, edits) in &fix.edits {
            let owned = edits.iter().map(|edit| Owned { edit: edit.clone(), owner: () });
            // Edits of one set do not contradict each other.
            let (Ok(layer), Some(before)) = (Layer::new(owned.collect()), texts.get(path)) else { continue };
            let after: Arc<str> = layer.apply(before).into();
            let held = self.files.entry(path.clone()).or_insert_with(|| Held {
                before: before.clone(),
                layer: Layer::default(),
                after: before.clone(),
            });
            held.layer = held.layer.then(&layer, before);
            held.after = after.clone();
            steps.push((path.clone(), layer, before.clone(), after));
        }
        self.reach.push(fix.edits.keys().cloned().collect());
        steps
    }

    /// All of it, as a run that writes takes it.
    pub fn report(&self) -> Report {
        let changed = |held: &Held| Change {
            before: held.before.clone(),
            after: held.after.clone(),
            edits: held.layer.edit_set(),
        };
        Report {
            changes: self.files.iter().map(|(path, held)| (path.clone(), changed(held))).collect(),
            groups: engine::together(&self.reach, self.files.keys()),
            ..Report::default()
        }
    }
}
