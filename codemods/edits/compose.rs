//! Edits upon edits: what several rounds did to a text, told in offsets of the text before the first round.
//!
//! An edit carries its owner (the fix it belongs to), so that a report can say which fix changes what. An edit
//! that touches text an earlier one inserted cannot be told apart from it in old offsets; the two become one, and
//! belong to the earlier one's owner.

use super::{Edit, EditSet, Overlap};
use crate::span::Span;

/// An edit and whose it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owned<O> {
    pub edit: Edit,
    pub owner: O,
}

/// Owned edits of one text: sorted and disjoint as those of an [`EditSet`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layer<O> {
    edits: Vec<Owned<O>>,
    /// For each edit, the range of the new text that holds its replacement.
    placed: Vec<Span>,
}

impl<O> Default for Layer<O> {
    fn default() -> Layer<O> {
        Layer { edits: Vec::new(), placed: Vec::new() }
    }
}

/// Which neighbour an offset at the border of a replacement belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lean {
    /// What stands behind the offset.
    Right,
    /// What stands before the offset.
    Left,
}

impl<O: Clone> Layer<O> {
    /// Sorts the edits; the same edit given twice counts once, for its first owner. An error if two contradict
    /// each other.
    pub fn new(mut edits: Vec<Owned<O>>) -> Result<Layer<O>, Overlap> {
        edits.sort_by_key(|o| (o.edit.span.start, o.edit.span.end));
        edits.dedup_by(|b, a| a.edit == b.edit);
        EditSet::new(edits.iter().map(|o| o.edit.clone()).collect())?;
        Ok(Layer::sorted(edits))
    }

    fn sorted(edits: Vec<Owned<O>>) -> Layer<O> {
        let mut placed = Vec::with_capacity(edits.len());
        let (mut old_at, mut new_at) = (0, 0);
        for Owned { edit, .. } in &edits {
            let start = new_at + (edit.span.start as usize - old_at);
            new_at = start + edit.text.len();
            old_at = edit.span.end as usize;
            placed.push(Span::new(start, new_at));
        }
        Layer { edits, placed }
    }

    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Owned<O>> {
        self.edits.iter()
    }

    /// The edits of the old text that share a byte with `span`, or insert within it.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = &Owned<O>> {
        self.edits.iter().filter(move |o| {
            let edit = o.edit.span;
            span.overlaps(edit) || span.start < edit.start && edit.end < span.end
        })
    }

    /// The edits with the ranges of the new text that hold their replacements.
    pub fn placed(&self) -> impl Iterator<Item = (&Owned<O>, Span)> {
        self.edits.iter().zip(self.placed.iter().copied())
    }

    /// The same edits with other owners.
    pub fn map<P>(self, mut owner: impl FnMut(O) -> P) -> Layer<P> {
        let edits = self.edits.into_iter().map(|o| Owned { edit: o.edit, owner: owner(o.owner) }).collect();
        Layer { edits, placed: self.placed }
    }

    /// The edits without their owners.
    pub fn edit_set(&self) -> EditSet {
        // Sorted and disjoint by construction, so this cannot fail.
        EditSet::new(self.edits.iter().map(|o| o.edit.clone()).collect()).unwrap_or_default()
    }

    /// The new text.
    pub fn apply(&self, old: &str) -> String {
        self.edit_set().apply(old)
    }

    /// Where `span` of the new text came from: the smallest span of the old text that holds all that is left of
    /// it, or that its text replaced.
    pub fn to_old(&self, span: Span) -> Span {
        let start = self.old_offset(span.start, Lean::Right);
        if span.is_empty() {
            return Span::at(start as usize);
        }
        let end = self.old_offset(span.end, Lean::Left);
        Span::new(start.min(end) as usize, end.max(start) as usize)
    }

    /// Whether the byte at `offset` of the new text stood in the old one.
    pub fn is_kept(&self, offset: usize) -> bool {
        let offset = offset as u32;
        !self.placed.iter().any(|p| p.start <= offset && offset < p.end)
    }

    /// Where the byte at `at` of the old text is in the new one; the start of the replacement if it was replaced.
    pub fn to_new(&self, at: usize) -> usize {
        let at = at as u32;
        let passed = self.edits.iter().take_while(|o| o.edit.span.end <= at).count();
        match self.edits.get(passed) {
            Some(o) if o.edit.span.start <= at => self.placed[passed].start as usize,
            _ => match passed.checked_sub(1) {
                Some(last) => (self.placed[last].end + (at - self.edits[last].edit.span.end)) as usize,
                None => at as usize,
            },
        }
    }

    fn old_offset(&self, at: u32, lean: Lean) -> u32 {
        let passed = self
            .placed
            .iter()
            .take_while(|p| p.end < at || p.end == at && (lean == Lean::Right || !p.is_empty()))
            .count();
        if let Some(p) = self.placed.get(passed) {
            let span = self.edits[passed].edit.span;
            match lean {
                Lean::Right if p.start <= at && at < p.end => return span.start,
                Lean::Left if p.start < at => return span.end,
                _ => {}
            }
        }
        match passed.checked_sub(1) {
            Some(last) => self.edits[last].edit.span.end + (at - self.placed[last].end),
            None => at,
        }
    }

    /// This layer, and on top of it `next`, as one: `next` holds edits of `new`, the text that this layer makes.
    pub fn then(&self, next: &Layer<O>, new: &str) -> Layer<O> {
        let mut out = Vec::with_capacity(self.edits.len() + next.edits.len());
        let mut taken = vec![false; self.edits.len()];
        let mut at = 0;
        while at < next.edits.len() {
            let mut cluster = Cluster::start(self, next, at);
            at += 1;
            while at < next.edits.len() && cluster.shares(self, next, at) {
                cluster.grow(self, next, at);
                at += 1;
            }
            taken[cluster.below.clone()].fill(true);
            out.extend(cluster.merged(self, next, new));
        }
        let untouched = self.edits.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(o, _)| o.clone());
        out.extend(untouched);
        out.sort_by_key(|o| (o.edit.span.start, o.edit.span.end));
        Layer::sorted(out)
    }

    /// The edits below that an edit at `span` of the new text cannot be told apart from.
    fn touched(&self, span: Span) -> std::ops::Range<usize> {
        let touches = |i: usize| {
            let (placed, old) = (self.placed[i], self.edits[i].edit.span);
            // Two edits at one place of the old text are one, unless the first replaces something.
            let inserts = old.is_empty() && placed.start <= span.start && span.start <= placed.end;
            let inside = match (placed.is_empty(), span.is_empty()) {
                (true, true) => false,
                (true, false) => span.start < placed.start && placed.start < span.end,
                (false, true) => placed.start <= span.start && span.start < placed.end,
                (false, false) => placed.overlaps(span),
            };
            inserts || inside
        };
        let from = self.placed.partition_point(|p| p.end < span.start);
        let Some(first) =
            (from..self.placed.len()).take_while(|&i| self.placed[i].start <= span.end).find(|&i| touches(i))
        else {
            return 0..0;
        };
        let last = (first..self.placed.len())
            .take_while(|&i| self.placed[i].start <= span.end)
            .filter(|&i| touches(i))
            .last();
        first..last.unwrap_or(first) + 1
    }
}

/// Edits of both layers that become one: a range of each.
struct Cluster {
    below: std::ops::Range<usize>,
    above: std::ops::Range<usize>,
}

impl Cluster {
    fn start<O: Clone>(below: &Layer<O>, above: &Layer<O>, at: usize) -> Cluster {
        Cluster { below: below.touched(above.edits[at].edit.span), above: at..at + 1 }
    }

    fn shares<O: Clone>(&self, below: &Layer<O>, above: &Layer<O>, at: usize) -> bool {
        let touched = below.touched(above.edits[at].edit.span);
        !touched.is_empty() && touched.start < self.below.end && !self.below.is_empty()
    }

    fn grow<O: Clone>(&mut self, below: &Layer<O>, above: &Layer<O>, at: usize) {
        self.below.end = self.below.end.max(below.touched(above.edits[at].edit.span).end);
        self.above.end = at + 1;
    }

    /// The one edit, in offsets of the old text; none if it changes nothing.
    fn merged<O: Clone>(&self, below: &Layer<O>, above: &Layer<O>, new: &str) -> Option<Owned<O>> {
        let upper = &above.edits[self.above.clone()];
        let (first, last) = (upper.first()?, upper.last()?);
        let mut old = below.to_old(first.edit.span);
        old.end = old.end.max(below.to_old(last.edit.span).end);
        let mut range = Span { start: first.edit.span.start, end: last.edit.span.end };
        let mut owner = first.owner.clone();
        if let (Some(low), Some(high)) = (self.below.clone().next(), self.below.clone().next_back()) {
            old.start = old.start.min(below.edits[low].edit.span.start);
            old.end = old.end.max(below.edits[high].edit.span.end);
            range.start = range.start.min(below.placed[low].start);
            range.end = range.end.max(below.placed[high].end);
            owner = below.edits[low].owner.clone();
        }
        let mut text = String::new();
        let mut at = range.start as usize;
        for o in upper {
            text.push_str(&new[at..o.edit.span.start as usize]);
            text.push_str(&o.edit.text);
            at = o.edit.span.end as usize;
        }
        text.push_str(&new[at..range.end as usize]);
        let edit = Edit { span: old, text };
        (!edit.span.is_empty() || !edit.text.is_empty()).then_some(Owned { edit, owner })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn layer(edits: &[(usize, usize, &str)], owner: u8) -> Layer<u8> {
        let edits =
            edits.iter().map(|&(s, e, t)| Owned { edit: Edit::replace(Span::new(s, e), t), owner }).collect();
        Layer::new(edits).unwrap()
    }

    fn told(layer: &Layer<u8>) -> Vec<(u32, u32, &str, u8)> {
        layer.iter().map(|o| (o.edit.span.start, o.edit.span.end, o.edit.text.as_str(), o.owner)).collect()
    }

    #[test]
    fn apart_stays_apart() {
        let below = layer(&[(2, 2, "XY")], 1);
        let new = below.apply("abcdef");
        assert_eq!(new, "abXYcdef");
        let both = below.then(&layer(&[(6, 7, "E")], 2), &new);
        assert_eq!(told(&both), [(2, 2, "XY", 1), (4, 5, "E", 2)]);
    }

    #[test]
    fn what_touches_inserted_text_belongs_to_its_owner() {
        let below = layer(&[(2, 2, "XY")], 1);
        let both = below.then(&layer(&[(3, 5, "z")], 2), "abXYcdef");
        assert_eq!(told(&both), [(2, 3, "Xz", 1)]);
        let undone = below.then(&layer(&[(2, 4, "")], 2), "abXYcdef");
        assert!(undone.is_empty());
    }

    #[test]
    fn an_insertion_at_a_deletion_keeps_its_owner() {
        let below = layer(&[(2, 4, "")], 1);
        let both = below.then(&layer(&[(2, 2, "Z")], 2), "abef");
        assert_eq!(told(&both), [(2, 4, "", 1), (4, 4, "Z", 2)]);
    }

    #[test]
    fn offsets_are_mapped_both_ways() {
        let l = layer(&[(2, 2, "XY"), (4, 6, "")], 1);
        assert_eq!(l.apply("abcdefgh"), "abXYcdgh");
        assert_eq!(l.to_old(Span::new(4, 6)), Span::new(2, 4));
        assert_eq!(l.to_old(Span::new(6, 8)), Span::new(6, 8));
        assert_eq!((l.to_new(2), l.to_new(3), l.to_new(5), l.to_new(7)), (4, 5, 6, 7));
        assert!(l.is_kept(1) && !l.is_kept(2) && l.is_kept(4));
    }

    /// Random disjoint edits of a text of `len` bytes.
    fn edits(len: usize) -> impl Strategy<Value = Vec<Edit>> {
        prop::collection::vec((0..=len, 0..=3usize, "[A-Z]{0,3}"), 0..8).prop_map(move |raw| {
            let mut kept: Vec<Edit> = Vec::new();
            for (start, size, text) in raw {
                let mut tried = kept.clone();
                tried.push(Edit::replace(Span::new(start, (start + size).min(len)), text));
                if EditSet::new(tried.clone()).is_ok() {
                    kept = tried;
                }
            }
            kept
        })
    }

    fn owned(edits: Vec<Edit>, owner: u8) -> Layer<u8> {
        Layer::new(edits.into_iter().map(|edit| Owned { edit, owner }).collect()).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn composed_is_successive(
            (old, first) in "[a-z]{0,20}".prop_flat_map(|t| (Just(t.clone()), edits(t.len()))),
            second in edits(40), third in edits(40),
        ) {
            let fit = |edits: Vec<Edit>, len: usize| {
                edits.into_iter().filter(|e| e.span.end as usize <= len).collect::<Vec<_>>()
            };
            let first = owned(first, 1);
            let one = first.apply(&old);
            let second = owned(fit(second, one.len()), 2);
            let two = second.apply(&one);
            let third = owned(fit(third, two.len()), 3);
            let three = third.apply(&two);

            let both = first.then(&second, &one);
            prop_assert!(EditSet::new(both.iter().map(|o| o.edit.clone()).collect()).is_ok());
            prop_assert_eq!(both.apply(&old), two.clone());
            let all = both.then(&third, &two);
            prop_assert!(EditSet::new(all.iter().map(|o| o.edit.clone()).collect()).is_ok());
            prop_assert_eq!(all.apply(&old), three);
        }

        #[test]
        fn kept_bytes_map_back((old, es) in "[a-z]{0,20}".prop_flat_map(|t| (Just(t.clone()), edits(t.len())))) {
            let layer = owned(es, 1);
            let new = layer.apply(&old);
            for at in 0..new.len() {
                if layer.is_kept(at) {
                    let back = layer.to_old(Span::new(at, at + 1));
                    prop_assert_eq!(&old[back.range()], &new[at..at + 1]);
                    prop_assert_eq!(layer.to_new(back.start as usize), at);
                }
            }
        }

        #[test]
        fn a_set_in_any_order_is_the_same_set(es in edits(30)) {
            let mut reversed = es.clone();
            reversed.reverse();
            prop_assert_eq!(EditSet::new(es).unwrap(), EditSet::new(reversed).unwrap());
        }
    }
}
