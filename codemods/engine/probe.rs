//! Which declarations of a file the codemods want to see, by the words that they hold.

use crate::Codemod;
use crate::golang::needles::Needles;
use crate::golang::program::File;
use std::collections::{BTreeMap, BTreeSet};

/// Which codemods (indexes into the request's) want to see a declaration that holds a word.
pub(super) struct Probe {
    pub needles: Needles,
    wanted: Vec<Vec<usize>>,
}

/// The codemods that want to see each declaration.
pub(super) type Wanted = BTreeMap<usize, BTreeSet<usize>>;

impl Probe {
    pub fn new(words: BTreeMap<&str, Vec<usize>>) -> Probe {
        let (words, wanted): (Vec<&str>, Vec<Vec<usize>>) = words.into_iter().unzip();
        Probe { needles: Needles::new(&words), wanted }
    }

    /// `all` are the request's codemods.
    pub fn add(&self, file: &File, all: &[&'static Codemod], wanted: &mut Wanted) {
        for (at, word) in self.needles.hits(&file.text) {
            let (Some(index), Some(codemods)) = (file.skim.decl_at(at), self.wanted.get(word)) else {
                continue;
            };
            let kind = file.skim.decls.get(index).map(|d| d.kind);
            let looks = |&rank: &usize| all[rank].only.is_none_or(|only| Some(only) == kind);
            let mut codemods = codemods.iter().copied().filter(looks).peekable();
            if codemods.peek().is_some() {
                wanted.entry(index).or_default().extend(codemods);
            }
        }
    }
}
