//! `--shard I/N`: one of N parts of the work, for as many machines.
//!
//! Things are dealt out in turn, like cards, in an order that all machines agree on: so the parts are disjoint, hold
//! everything together, and differ by one thing at most.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// A part of the work: `1/4` to `4/4`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Shard {
    count: usize,
    /// From 1.
    index: usize,
}

impl Shard {
    /// How many parts there are.
    pub fn count(self) -> usize {
        self.count
    }

    /// All parts of the same work.
    pub fn all(self) -> impl Iterator<Item = Shard> {
        (1..=self.count).map(move |index| Shard { index, ..self })
    }

    /// Whether the thing at this position, from 0, belongs to it.
    pub fn takes(self, position: usize) -> bool {
        position % self.count == self.index - 1
    }

    /// The files of its packages. All files of a folder are in one shard, tests too.
    pub fn packages(self, files: &BTreeSet<Arc<Path>>) -> BTreeSet<Arc<Path>> {
        let mut folders: BTreeMap<Option<&Path>, Vec<&Arc<Path>>> = BTreeMap::new();
        for file in files {
            folders.entry(file.parent()).or_default().push(file);
        }
        let dealt = folders.into_values().enumerate().filter(|(i, _)| self.takes(*i));
        dealt.flat_map(|(_, files)| files).cloned().collect()
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Shard, &'static str> {
        let number = |part: &str| part.parse().ok().filter(|&n| n > 0);
        let (index, count) = typed.split_once('/').unwrap_or_default();
        match (number(index), number(count)) {
            (Some(index), Some(count)) if index <= count => Ok(Shard { index, count }),
            _ => Err("wants a part and the number of parts, such as 1/4"),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_shard() {
        assert_eq!("2/4".parse(), Ok(Shard { index: 2, count: 4 }));
        for wrong in ["", "1", "0/4", "5/4", "1/0", "a/b", "-1/2", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn shards_are_disjoint_and_complete_and_keep_packages_whole() {
        for (folders, count) in [(0, 3), (1, 3), (2, 3), (7, 3), (40, 1), (41, 7), (5, 5)] {
            let file = |i: usize| Arc::from(Path::new(&format!("/m/{}/f{i}.go", i % folders)));
            let files: BTreeSet<Arc<Path>> = (0..3 * folders).map(file).collect();
            let shards: Vec<_> =
                Shard { index: 1, count }.all().map(|shard| shard.packages(&files)).collect();
            assert_eq!(shards.iter().map(BTreeSet::len).sum::<usize>(), files.len());
            assert_eq!(shards.iter().flatten().cloned().collect::<BTreeSet<_>>(), files);
            for shard in &shards {
                let folders: BTreeSet<_> = shard.iter().map(|f| f.parent()).collect();
                assert_eq!(shard.len(), 3 * folders.len(), "a package is in two shards");
            }
        }
    }
}
