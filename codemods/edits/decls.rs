//! The declarations that edits touch, as they stood before and as they stand now.

use super::compose::Layer;
use crate::golang::program::{File, Parsed};
use crate::golang::skim::Decl;

/// A declaration on both sides of the edits.
pub(super) struct Edited<'a, O> {
    pub old: &'a Parsed,
    pub new: &'a Parsed,
    /// The last owner of an edit in it, whose what follows from the edits is.
    pub owner: O,
}

/// The declarations that the layer touches and that have a tree before and behind it.
pub(super) fn edited<'a, O: Copy + Ord>(
    before: &'a File,
    after: &'a File,
    layer: &'a Layer<O>,
) -> impl Iterator<Item = Edited<'a, O>> {
    before.skim.decls.iter().enumerate().filter_map(move |(number, decl)| {
        let owner = layer.touching(decl.span).map(|o| o.owner).max()?;
        let now = number_behind(decl, after, layer)?;
        Some(Edited { old: before.parsed(number).ok()?, new: after.parsed(now).ok()?, owner })
    })
}

/// The number that a declaration of the old text has in the new one, if one begins where it would begin there.
pub fn number_behind<O: Clone>(decl: &Decl, after: &File, layer: &Layer<O>) -> Option<usize> {
    let start = layer.to_new(decl.span.start as usize) as u32;
    after.skim.decls.iter().position(|d| d.span.start == start)
}
