//! Which findings count in a run: what the user's settings say of a codemod in a folder, which places were changed,
//! and what a baseline holds already.

use super::analyse::Found;
use crate::span::Span;
use crate::{Applicability, Codemod};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What is to become of the findings of a codemod in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Policy {
    /// They are not told.
    Off,
    /// As the codemod has them.
    On,
    /// A fix counts as this; [`Applicability::None`] takes it away.
    As(Applicability),
}

/// The user's settings: what becomes of the findings of a codemod in a file.
pub type Policies<'a> = dyn Fn(&Path, &Codemod) -> Policy + Sync + 'a;

/// Limits to what is told. The default has none.
#[derive(Clone, Copy, Default)]
pub struct Selection<'a> {
    pub policy: Option<&'a Policies<'a>>,
    /// Places of the texts as read, by file: only findings that touch one count, in their own span or in that of a
    /// related place.
    pub changed: Option<&'a BTreeMap<Arc<Path>, Vec<Span>>>,
    /// How many findings of a codemod in a file are known. While there are no more than that, they are suppressed.
    pub baseline: Option<&'a Counts>,
    /// The files that are searched for findings. The others of the request are still among those that fixes may
    /// change, and tell what they make and call.
    pub searched: Option<&'a BTreeSet<Arc<Path>>>,
}

/// Numbers of findings by file and codemod.
pub type Counts = BTreeMap<Arc<Path>, BTreeMap<String, usize>>;

/// Files and codemods whose findings are all known.
pub(super) type Known = BTreeSet<(Arc<Path>, &'static str)>;

/// Why a finding of the baseline is suppressed.
const IN_BASELINE: &str = "in the baseline";

impl Selection<'_> {
    pub(super) fn searches(&self, path: &Path) -> bool {
        self.searched.is_none_or(|files| files.contains(path))
    }

    /// Takes the settings into account: drops findings of codemods that are off, changes applicabilities.
    pub(super) fn settle(&self, codemod: &Codemod, found: &mut Vec<Found>) {
        let Some(policy) = self.policy else { return };
        found.retain_mut(|f| match policy(&f.finding.path, codemod) {
            Policy::Off => false,
            Policy::On => true,
            Policy::As(applicability) => {
                f.finding.trust(applicability);
                true
            }
        });
    }

    /// Whether a finding counts whose places `old` maps to the text as read.
    pub(super) fn counts(&self, found: &Found, old: impl Fn(&Arc<Path>, Span) -> Span) -> bool {
        let Some(changed) = self.changed else { return true };
        let touches = |path: &Arc<Path>, span: Span| {
            let span = old(path, span);
            changed.get(path).is_some_and(|c| c.iter().any(|c| c.start <= span.end && span.start <= c.end))
        };
        let f = &found.finding;
        touches(&f.path, f.span) || f.related.iter().any(|r| touches(&r.path, r.span))
    }

    /// The files and codemods of which the baseline holds all that was found at first.
    pub(super) fn known<'f>(&self, found: impl Iterator<Item = &'f Found>) -> Known {
        let Some(baseline) = self.baseline else { return Known::new() };
        let mut counts: BTreeMap<(Arc<Path>, &'static str), usize> = BTreeMap::new();
        for f in found.filter(|f| f.suppressed.is_none()) {
            *counts.entry((f.finding.path.clone(), f.finding.codemod)).or_default() += 1;
        }
        let held = |((path, codemod), n): (&(Arc<Path>, &'static str), &usize)| {
            let holds = baseline.get(path).and_then(|c| c.get(*codemod)).copied();
            (*n <= holds.unwrap_or(0)).then(|| (path.clone(), *codemod))
        };
        counts.iter().filter_map(held).collect()
    }
}

/// Suppresses the findings that are known.
pub(super) fn silence(known: &Known, found: &mut [Found]) {
    for f in found.iter_mut().filter(|f| f.suppressed.is_none()) {
        if known.contains(&(f.finding.path.clone(), f.finding.codemod)) {
            f.suppressed = Some(IN_BASELINE);
        }
    }
}
