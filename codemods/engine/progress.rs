//! Whether rounds come to an end (`cli.md`, Rounds).
//!
//! A fix must leave fewer of the open findings in its declaration than there were. What was neither open before nor
//! mended, because another fix has only now made it possible, is not held against that fix. The places are those of
//! the text as read, of which there are only so many. Besides, no text may come back, and the number of rounds is
//! bounded by what there was ever to be mended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A declaration: its file, and where it started in the text as read; none for what is outside declarations.
pub(super) type Place = (Arc<Path>, Option<u32>);

/// A finding by where it is: its declaration, its codemod, and where it started in the text as read. Several may
/// start at one place, as the calls of a chain do: how many there are counts.
pub(super) type Item = (Place, &'static str, u32);

/// A file whose fixes do not come to an end, and the codemods at work there.
pub(super) struct Trouble {
    pub path: Arc<Path>,
    pub codemods: BTreeSet<&'static str>,
}

/// What has been seen so far.
#[derive(Default)]
pub(super) struct Progress {
    /// Open findings before the present round.
    open: Vec<Item>,
    /// What was ever there to be mended, and how many of each at once.
    shown: BTreeMap<Item, usize>,
    /// What was mended, and the declarations in which something was in the present round.
    mended: BTreeSet<Item>,
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
        self.mended_now.clear();
        let mut now: BTreeMap<&Item, usize> = BTreeMap::new();
        open.iter().for_each(|item| *now.entry(item).or_default() += 1);
        let mut fresh: BTreeMap<Arc<Path>, usize> = BTreeMap::new();
        for (item @ (place, ..), count) in now {
            let shown = self.shown.entry(item.clone()).or_default();
            *fresh.entry(place.0.clone()).or_default() += count.saturating_sub(*shown);
            *shown = count.max(*shown);
        }
        self.open = open;
        for (path, count) in fresh {
            let history = self.files.entry(path).or_default();
            history.bound = if history.bound == 0 { (count + 1).max(10) } else { history.bound + count };
        }
    }

    /// A fix was applied.
    pub fn applied(&mut self, item: Item) {
        self.mended_now.insert(item.0.clone());
        self.mended.insert(item);
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
        let is_known = |item: &&Item| self.open.contains(*item) || self.mended.contains(*item);
        let stuck = |p: &&Place| {
            let before = self.open.iter().filter(|item| item.0 == **p).count();
            left.iter().filter(|item| item.0 == **p).filter(is_known).count() >= before
        };
        let mut troubles: BTreeMap<Arc<Path>, BTreeSet<&'static str>> = BTreeMap::new();
        for place in self.mended_now.iter().filter(stuck) {
            let open = left.iter().filter(|item| item.0 == *place).map(|item| item.1);
            let mended = self.mended.iter().filter(|item| item.0 == *place).map(|item| item.1);
            let codemods = mended.chain(open);
            troubles.entry(place.0.clone()).or_default().extend(codemods);
        }
        for (path, text) in texts {
            let history = self.files.entry(path.clone()).or_default();
            history.rounds += 1;
            // A file that only fixes of other files change has no findings to count.
            if history.texts.contains(&text) || history.rounds > history.bound.max(10) {
                let here = self.mended.iter().filter(|item| item.0.0 == path).map(|item| item.1);
                let all = self.mended.iter().map(|item| item.1);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes through rounds, each with what is open, what is mended, and what is left; whether all end well.
    fn come_to_an_end(rounds: &[(&[u32], &[u32], &[u32])]) -> bool {
        let path: Arc<Path> = Path::new("/m/a.go").into();
        let items = |all: &[u32]| -> Vec<Item> {
            all.iter().map(|&at| ((path.clone(), Some(at / 100)), "found", at)).collect()
        };
        let mut progress = Progress::default();
        rounds.iter().enumerate().all(|(i, (open, mended, left))| {
            progress.before(items(open));
            progress.started(&path, Some(&"as read".into()));
            items(mended).into_iter().for_each(|item| progress.applied(item));
            progress.after(items(left), vec![(path.clone(), format!("round {i}").into())]).is_ok()
        })
    }

    #[test]
    fn what_only_another_finding_hides_may_come_back() {
        // 202 is left alone as long as 201 is open, once 101 is mended.
        let rounds: [(&[u32], &[u32], &[u32]); 3] =
            [(&[101, 201, 202], &[101], &[201]), (&[201], &[201], &[202]), (&[202], &[202], &[])];
        assert!(come_to_an_end(&rounds));
    }

    #[test]
    fn what_starts_at_one_place_is_mended_one_after_the_other() {
        let rounds: [(&[u32], &[u32], &[u32]); 2] = [(&[201, 201], &[201], &[201]), (&[201], &[201], &[])];
        assert!(come_to_an_end(&rounds));
        assert!(!come_to_an_end(&[(&[201, 201], &[201], &[201, 201])]));
    }

    #[test]
    fn what_was_mended_may_not_come_back() {
        let rounds: [(&[u32], &[u32], &[u32]); 2] = [(&[201], &[201], &[202]), (&[202], &[202], &[201])];
        assert!(!come_to_an_end(&rounds));
    }
}
