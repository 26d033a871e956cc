//! The columns in which gofmt puts the bodies of functions that stand in one line each, on neighbouring lines, and the
//! comments behind them.

use super::align::{Cell, Lines, cell, moves, runs};
use super::compose::{Layer, Owned};
use crate::golang::program::File;
use crate::golang::skim::Decl;
use crate::span::Span;
use std::collections::BTreeMap;

/// Where what stands in a column starts on the line of a function.
type Column = fn(&File, &Decl) -> Option<u32>;

/// In the order of a line: a column behind moves with the one before it.
const COLUMNS: [Column; 2] = [|_, d| Some(d.body?.start), comment_behind];

/// The white space to change, in offsets of the text that the layer makes, so that columns stand as before the edits.
/// Only one of them is put right at a time, and a run of lines that did not stand so is left.
pub(super) fn align<O: Copy + Ord>(before: &File, after: &File, layer: &Layer<O>) -> Vec<Owned<O>> {
    let mut out = Vec::new();
    for column in COLUMNS {
        if out.is_empty() {
            out = one_column(before, after, layer, column);
        }
    }
    out
}

fn one_column<O: Copy + Ord>(before: &File, after: &File, layer: &Layer<O>, column: Column) -> Vec<Owned<O>> {
    let mut stood: BTreeMap<u32, bool> = BTreeMap::new();
    for run in runs(cells(before, column)) {
        let right = moves(&before.text, &run).next().is_none();
        stood.extend(run.iter().map(|c| (c.right, right)));
    }
    let owner = |d: &Decl| layer.touching(d.span).map(|o| o.owner).max();
    let edited: BTreeMap<u32, O> =
        before.skim.decls.iter().filter_map(|d| Some((column(before, d)?, owner(d)?))).collect();
    let mut out = Vec::new();
    for run in runs(cells(after, column)) {
        let kept = run.iter().filter(|c| layer.is_kept(c.right as usize));
        let old: Vec<u32> =
            kept.map(|c| layer.to_old(Span::new(c.right as usize, c.right as usize + 1)).start).collect();
        let owner = old.iter().filter_map(|at| edited.get(at).copied()).max();
        if let Some(owner) = owner.filter(|_| old.iter().all(|at| stood.get(at) == Some(&true))) {
            out.extend(moves(&after.text, &run).map(|edit| Owned { edit, owner }));
        }
    }
    out
}

/// What stands in the column of functions that stand in one line.
fn cells(file: &File, column: Column) -> Vec<Cell> {
    let text = &file.text;
    let mut lines = Lines::new(text);
    let functions = file.skim.decls.iter().filter(|d| d.body.is_some());
    let one_line = functions.filter(|d| !text[d.span.range()].contains('\n'));
    let mut found: Vec<Cell> = one_line.filter_map(|d| cell(text, column(file, d)?, None)).collect();
    for c in &mut found {
        c.line = lines.of(c.right as usize);
    }
    found
}

/// `func f() {} // a comment`
fn comment_behind(file: &File, decl: &Decl) -> Option<u32> {
    let rest = file.text.get(decl.span.end as usize..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    rest[gap..].starts_with("//").then_some(decl.span.end + gap as u32)
}
