//! From edits to the hunks of a unified diff.
//!
//! The edits say where the two texts differ, so only the lines they touch are compared.

use codemods::edits::{Edit, EditSet};
use codemods::engine::Change;
use codemods::span::Span;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// What a line of a hunk is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Context,
    Removed,
    Added,
}

/// A line of a hunk, its line ending included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub kind: Kind,
    pub text: String,
}

/// Lines that change, with the lines around them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hunk {
    /// Indices of lines, from 0, of the old and the new text.
    pub old: Range<usize>,
    pub new: Range<usize>,
    pub lines: Vec<Line>,
}

impl Hunk {
    /// `@@ -1,2 +1,3 @@`
    pub fn head(&self) -> String {
        format!("@@ -{} +{} @@", range(&self.old), range(&self.new))
    }
}

/// First line and number of lines; of none, the line before.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        n => format!("{},{n}", lines.start + 1),
    }
}

/// The hunks of a change; exact even if its edits do not lead from the one text to the other.
pub fn of_change(change: &Change, context: usize) -> Vec<Hunk> {
    if change.edits.apply(&change.before) == *change.after {
        return of_edits(&change.before, &change.edits, context);
    }
    let all = Edit::replace(Span::new(0, change.before.len()), &*change.after);
    EditSet::new(vec![all]).map(|set| of_edits(&change.before, &set, context)).unwrap_or_default()
}

/// The hunks that `edits` make of `before`, with `context` unchanged lines around each.
pub fn of_edits(before: &str, edits: &EditSet, context: usize) -> Vec<Hunk> {
    let starts = line_starts(before);
    let old_lines = Lines { text: before, starts: &starts };
    let mut steps = Vec::new();
    for region in regions(&old_lines, edits) {
        compare(&old_lines, &region, &mut steps);
    }
    gather(&old_lines, &steps, context)
}

/// Where each line starts. The empty text has no line; a final line ending starts none.
pub fn line_starts(text: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = if text.is_empty() { Vec::new() } else { vec![0] };
    starts.extend(text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1));
    if starts.last().is_some_and(|&start| start == text.len()) {
        starts.pop();
    }
    starts
}

/// A text cut into lines.
struct Lines<'a> {
    text: &'a str,
    starts: &'a [usize],
}

impl<'a> Lines<'a> {
    fn count(&self) -> usize {
        self.starts.len()
    }

    /// The index of the first line that starts at or behind `offset`.
    fn at_or_behind(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start < offset)
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    fn get(&self, line: usize) -> &'a str {
        &self.text[self.start(line)..self.start(line + 1)]
    }

    /// Where the line that holds `offset` starts.
    fn floor(&self, offset: usize) -> usize {
        self.starts[..self.starts.partition_point(|&start| start <= offset)].last().copied().unwrap_or(0)
    }

    fn is_border(&self, offset: usize) -> bool {
        self.starts.binary_search(&offset).is_ok()
            || offset == self.text.len() && (self.text.is_empty() || self.text.ends_with('\n'))
    }
}

/// Whole lines of the old text, as offsets, and what stands there in the new one.
struct Region {
    old: Range<usize>,
    new: String,
}

fn regions(lines: &Lines, edits: &EditSet) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    // How far the old text has been carried over into the last region.
    let mut at = 0;
    for edit in edits {
        let Range { start, end } = edit.span.range();
        let border = if lines.is_border(start) { start } else { lines.floor(start) };
        // At the end of the text, a region whose last line has lost its ending goes on.
        let over = |last: &Region| last.old.end <= border && (at < last.old.end || is_whole(&last.new));
        if regions.last().is_none_or(over) {
            if let Some(last) = regions.last_mut() {
                last.new.push_str(&lines.text[at..last.old.end]);
            }
            regions.push(Region { old: border..border, new: String::new() });
            at = border;
        }
        let Some(region) = regions.last_mut() else { continue };
        region.new.push_str(&lines.text[at..start]);
        region.new.push_str(&edit.text);
        at = end;
        let closed = region.new.is_empty() || region.new.ends_with('\n');
        let reaches =
            if closed && lines.is_border(end) { end } else { lines.start(lines.at_or_behind(end + 1)) };
        region.old.end = region.old.end.max(reaches);
    }
    if let Some(last) = regions.last_mut() {
        last.new.push_str(&lines.text[at..last.old.end]);
    }
    regions
}

/// Whether what follows starts a line.
fn is_whole(text: &str) -> bool {
    text.is_empty() || text.ends_with('\n')
}

/// Old lines that give way to new ones.
struct Step {
    old: Range<usize>,
    new: Vec<String>,
}

fn compare(lines: &Lines, region: &Region, steps: &mut Vec<Step>) {
    let first = lines.at_or_behind(region.old.start);
    let old: Vec<&str> = (first..lines.at_or_behind(region.old.end)).map(|l| lines.get(l)).collect();
    let new: Vec<&str> = region.new.split_inclusive('\n').collect();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let old = first + op.old_range().start..first + op.old_range().end;
        let text = new[op.new_range()].iter().map(|l| (*l).to_owned());
        match steps.last_mut() {
            Some(last) if last.old.end == old.start => {
                last.old.end = old.end;
                last.new.extend(text);
            }
            _ => steps.push(Step { old, new: text.collect() }),
        }
    }
}

fn gather(lines: &Lines, steps: &[Step], context: usize) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    // How many lines the new text is ahead.
    let mut ahead = 0isize;
    for (i, step) in steps.iter().enumerate() {
        let lead = step.old.start.saturating_sub(context);
        if hunks.last().is_none_or(|h| h.old.end < lead) {
            let new = lead.saturating_add_signed(ahead);
            hunks.push(Hunk { old: lead..lead, new: new..new, lines: Vec::new() });
        }
        let next = steps.get(i + 1).map_or(lines.count(), |s| s.old.start);
        let trail = next.min(step.old.end + context);
        let Some(hunk) = hunks.last_mut() else { continue };
        let mut push = |kind, text: &str| hunk.lines.push(Line { kind, text: text.to_owned() });
        (hunk.old.end..step.old.start).for_each(|l| push(Kind::Context, lines.get(l)));
        step.old.clone().for_each(|l| push(Kind::Removed, lines.get(l)));
        step.new.iter().for_each(|text| push(Kind::Added, text));
        (step.old.end..trail).for_each(|l| push(Kind::Context, lines.get(l)));
        hunk.old.end = trail;
        ahead += step.new.len() as isize - step.old.len() as isize;
        hunk.new.end = trail.saturating_add_signed(ahead);
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies hunks as `patch` does.
    fn patched(before: &str, hunks: &[Hunk]) -> String {
        let starts = line_starts(before);
        let lines = Lines { text: before, starts: &starts };
        let (mut out, mut at) = (String::new(), 0);
        for hunk in hunks {
            (at..hunk.old.start).for_each(|l| out.push_str(lines.get(l)));
            assert_eq!(out.split_inclusive('\n').count(), hunk.new.start, "{hunk:?}");
            let old: String =
                hunk.lines.iter().filter(|l| l.kind != Kind::Added).map(|l| l.text.as_str()).collect();
            assert_eq!(old, hunk.old.clone().map(|l| lines.get(l)).collect::<String>());
            hunk.lines.iter().filter(|l| l.kind != Kind::Removed).for_each(|l| out.push_str(&l.text));
            assert_eq!(out.split_inclusive('\n').count(), hunk.new.end, "{hunk:?}");
            at = hunk.old.end;
        }
        (at..lines.count()).for_each(|l| out.push_str(lines.get(l)));
        out
    }

    fn set(edits: &[(usize, usize, &str)]) -> EditSet {
        EditSet::new(edits.iter().map(|&(a, b, t)| Edit::replace(Span::new(a, b), t)).collect()).unwrap()
    }

    fn shown(hunks: &[Hunk]) -> String {
        let sign = |k| match k {
            Kind::Context => ' ',
            Kind::Removed => '-',
            Kind::Added => '+',
        };
        let hunk =
            |h: &Hunk| h.lines.iter().map(|l| format!("{}{}", sign(l.kind), l.text)).collect::<String>();
        hunks.iter().map(hunk).collect::<Vec<_>>().join("@\n")
    }

    #[test]
    fn an_insertion_touches_no_line() {
        let before = "a\nb\nc\nd\ne\nf\n";
        assert_eq!(shown(&of_edits(before, &set(&[(5, 5, "\nx")]), 1)), " c\n+x\n d\n");
        assert_eq!(shown(&of_edits(before, &set(&[(6, 6, "x\n")]), 1)), " c\n+x\n d\n");
        assert_eq!(shown(&of_edits(before, &set(&[(4, 6, "")]), 1)), " b\n-c\n d\n");
        assert_eq!(shown(&of_edits(before, &set(&[(1, 3, "")]), 1)), " a\n-b\n c\n");
    }

    #[test]
    fn hunks_that_meet_are_one() {
        let before = "a\nb\nc\nd\ne\nf\n";
        assert_eq!(of_edits(before, &set(&[(0, 1, "A"), (6, 7, "D")]), 1).len(), 1);
        assert_eq!(of_edits(before, &set(&[(0, 1, "A"), (8, 9, "E")]), 1).len(), 2);
    }

    #[test]
    fn a_missing_final_line_ending() {
        assert_eq!(shown(&of_edits("a", &set(&[(1, 1, "\n")]), 3)), "-a+a\n");
        assert_eq!(shown(&of_edits("a\n", &set(&[(1, 2, "")]), 3)), "-a\n+a");
        assert_eq!(shown(&of_edits("", &set(&[(0, 0, "a\n")]), 3)), "+a\n");
    }

    #[test]
    fn every_set_of_edits_is_carried_over_exactly() {
        let mut seed = 1u64;
        let mut below = |n: usize| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % n
        };
        for _ in 0..20_000 {
            let text = |len: usize, below: &mut dyn FnMut(usize) -> usize| -> String {
                (0..len).map(|_| ["a", "b", "\n", "\r\n", "\n"][below(5)]).collect()
            };
            let length = below(40);
            let before = text(length, &mut below);
            let mut edits = Vec::new();
            for _ in 0..below(5) {
                let (a, b) = (below(before.len() + 1), below(before.len() + 1));
                let (start, end) = (a.min(b), a.max(b).min(a.min(b) + 6));
                let length = below(4);
                edits.push(Edit::replace(Span::new(start, end), text(length, &mut below)));
            }
            let Ok(edits) = EditSet::new(edits) else { continue };
            for context in [0, 1, 3] {
                let hunks = of_edits(&before, &edits, context);
                assert_eq!(patched(&before, &hunks), edits.apply(&before), "{before:?} {edits:?}");
            }
        }
    }
}
