//! Whether rounds come to an end (`cli.md`, Rounds).
//!
//! A fix must leave fewer of the open findings in its declaration than there were. What a codemod finds at a place for
//! the first time, because another fix made it possible, is not held against that fix; from then on it counts. The
//! places are those of the text as read, of which there are only so many. Besides, no text may come back, and the
//! number of rounds is bounded.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A declaration: its file, and where it started in the text as read; none for what is outside declarations.
pub(super) type Place = (Arc<Path>, Option<u32>);

/// A finding by where it is: its declaration, its codemod, and where it started in the text as read.
pub(super) type Item = (Place, &'static str, u32);

/// A file whose fixes do not come to an end, and the codemods at work there.
pub(super) struct Trouble {
    pub path: Arc<Path>,
    pub codemods: BTreeSet<&'static str>,
}

/// What has been seen so far.
#[derive(Default)]
pub(super) struct Progress {
    /// Open findings by declaration, before the present round.
    open: BTreeMap<Place, usize>,
    /// What was ever there to be mended.
    shown: BTreeSet<Item>,
    /// Codemods that mended something in a declaration, and those that did in the present round.
    mended: BTreeMap<Place, BTreeSet<&'static str>>,
    mended_now: BTreeSet<Place>,
    files: BTreeMap<Arc<Path>, History>,
}

#[derive(Default)]
struct History {
    texts: Vec<Arc<str>>,
    rounds: usize,
    bound: usize,
}

impl Progress {
    /// Before a round: what may be mended.
    pub fn before(&mut self, open: Vec<Item>) {
        self.open.clear();
        self.mended_now.clear();
        let mut fresh: BTreeMap<Arc<Path>, usize> = BTreeMap::new();
        for item @ (place, ..) in &open {
            *self.open.entry(place.clone()).or_default() += 1;
            if !self.shown.contains(item) {
                *fresh.entry(place.0.clone()).or_default() += 1;
            }
        }
        self.shown.extend(open);
        for (path, count) in fresh {
            let history = self.files.entry(path).or_default();
            history.bound = if history.bound == 0 { (count + 1).max(10) } else { history.bound + count };
        }
    }

    /// A fix was applied.
    pub fn applied(&mut self, place: Place, codemod: &'static str) {
        self.mended_now.insert(place.clone());
        self.mended.entry(place).or_default().insert(codemod);
    }

    /// A file is about to be changed; `text` is what it holds.
    pub fn started(&mut self, path: &Arc<Path>, text: Option<&Arc<str>>) {
        let history = self.files.entry(path.clone()).or_default();
        if history.texts.is_empty() {
            history.texts.extend(text.cloned());
        }
    }

    /// After a round: what may be mended now, and the new texts. The files that will not come to an end.
    pub fn after(&mut self, left: Vec<Item>, texts: Vec<(Arc<Path>, Arc<str>)>) -> Result<(), Vec<Trouble>> {
        let mut known: BTreeMap<&Place, usize> = BTreeMap::new();
        for item in left.iter().filter(|item| self.shown.contains(item)) {
            *known.entry(&item.0).or_default() += 1;
        }
        let count = |counts: Option<&usize>| counts.copied().unwrap_or_default();
        let stuck = |p: &&Place| count(known.get(p)) >= count(self.open.get(p));
        let mut troubles: BTreeMap<Arc<Path>, BTreeSet<&'static str>> = BTreeMap::new();
        for place in self.mended_now.iter().filter(stuck) {
            let open = left.iter().filter(|item| item.0 == *place).map(|item| item.1);
            let codemods = self.mended.get(place).into_iter().flatten().copied().chain(open);
            troubles.entry(place.0.clone()).or_default().extend(codemods);
        }
        for (path, text) in texts {
            let history = self.files.entry(path.clone()).or_default();
            history.rounds += 1;
            // A file that only fixes of other files change has no findings to count.
            if history.texts.contains(&text) || history.rounds > history.bound.max(10) {
                let here = self.mended.iter().filter(|(p, _)| p.0 == path).flat_map(|(_, c)| c).copied();
                let all = self.mended.values().flatten().copied();
                let codemods: BTreeSet<_> = here.collect();
                let codemods = if codemods.is_empty() { all.collect() } else { codemods };
                troubles.entry(path).or_default().extend(codemods);
            } else {
                history.texts.push(text);
            }
        }
        let troubles: Vec<_> =
            troubles.into_iter().map(|(path, codemods)| Trouble { path, codemods }).collect();
        if troubles.is_empty() { Ok(()) } else { Err(troubles) }
    }
}
