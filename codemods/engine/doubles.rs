//! Findings that say less about what another one says too.
//!
//! Codemods overlap: the release that is missing on an exit may also be the one that an inner variable hides. Where
//! the fix of one finding does all that the fix of another does, the other is told once too often.

use super::analyse::Found;
use crate::CODEMODS;
use std::cmp::Ordering;

/// Drops each finding whose whole fix is part of the fix of another codemod's finding in the same declaration. Of
/// two with the same fix the safer stays, else the one whose codemod stands first in the list of all. A safe fix
/// does not give way to an unsafe one, which may not be wanted; and nobody gives way to a suppressed finding.
pub(super) fn drop_doubles(found: &mut Vec<Found>) {
    let doubles: Vec<bool> = found.iter().map(|f| found.iter().any(|other| says_more(other, f))).collect();
    let mut doubles = doubles.into_iter();
    found.retain(|_| doubles.next() == Some(false));
}

/// Whether `other` makes `f` superfluous.
fn says_more(other: &Found, f: &Found) -> bool {
    let (a, b) = (&other.finding, &f.finding);
    if a.codemod == b.codemod || a.path != b.path || other.suppressed.is_some() || f.suppressed.is_some() {
        return false;
    }
    let same_declaration = f.decl_start.is_some() && other.decl_start == f.decl_start;
    let (true, Some(all), Some(part)) = (same_declaration, a.fix(), b.fix()) else { return false };
    let edits = |fix: &crate::Fix| fix.edits.values().map(|set| set.len()).sum::<usize>();
    let contained = part.edits.iter().all(|(path, set)| {
        let whole = all.edits.get(path);
        set.iter().all(|e| whole.is_some_and(|whole| whole.iter().any(|w| w == e)))
    });
    if !contained || edits(part) == 0 {
        return false;
    }
    let equal = edits(all) == edits(part);
    match a.applicability().cmp(&b.applicability()) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => !equal || rank(other) < rank(f),
    }
}

/// The place of the codemod in the list of all, whatever was chosen of it in which order.
fn rank(f: &Found) -> (usize, usize) {
    let listed = CODEMODS.iter().position(|c| c.name == f.finding.codemod);
    (listed.unwrap_or(CODEMODS.len()), f.rank)
}
