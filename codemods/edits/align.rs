//! Columns that gofmt keeps: comments behind neighbouring statements, the types and tags of struct fields, the
//! values of keyed elements. Edits that add, take away or change a line may move a column.
//!
//! gofmt's own rules are intricate; this knows the simple core of them. So it only touches a run of lines whose
//! columns stood, before the edits, where this model would have put them. `bodies` does the same for columns that run
//! through several declarations.

use super::compose::{Layer, Owned};
use super::decls::{Edited, edited};
use super::{Edit, bodies, one_line};
use crate::golang::program::{File, Parsed};
use crate::golang::syntax::{Field, Kind, NodeId, Tree};
use crate::span::Span;
use std::collections::BTreeMap;

/// What stands in a column. Comments come last: they stand behind all other columns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum What {
    Type,
    Tag,
    /// The types of specs in a parenthesised `var`, or the `=` of those that have none.
    Assign,
    Value,
    Comment,
}

const ORDER: [What; 5] = [What::Type, What::Tag, What::Assign, What::Value, What::Comment];

/// One line's share in a column.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub line: usize,
    indent: String,
    /// The struct type or literal that it belongs to; comments belong to none.
    group: Option<NodeId>,
    /// From behind the indentation to the white space before the column.
    left: Span,
    /// Where the column's text starts.
    pub right: u32,
}

/// The white space to change, in offsets of the text that the layer makes, so that columns stand as before the
/// edits, and functions that have grown too long for one line get several. Only one of these is put right at a time:
/// ask again with these edits made.
pub fn align<O: Copy + Ord>(before: &File, after: &File, layer: &Layer<O>) -> Vec<Owned<O>> {
    let widened = one_line::widen(before, after, layer);
    if !widened.is_empty() {
        return widened;
    }
    for what in ORDER {
        let mut out = Vec::new();
        for Edited { old, new, owner } in edited(before, after, layer) {
            out.extend(one_kind(old, new, layer, what).into_iter().map(|edit| Owned { edit, owner }));
        }
        if !out.is_empty() {
            return out;
        }
    }
    bodies::align(before, after, layer)
}

fn one_kind<O: Clone>(old: &Parsed, new: &Parsed, layer: &Layer<O>, what: What) -> Vec<Edit> {
    // Of each cell of the old text, whether its whole run stood right.
    let mut stood: BTreeMap<u32, bool> = BTreeMap::new();
    for run in runs(cells(&old.tree, what)) {
        let right = moves(old.tree.source(), &run).next().is_none();
        stood.extend(run.iter().map(|c| (c.right, right)));
    }
    let mut out = Vec::new();
    for run in runs(cells(&new.tree, what)) {
        let mut kept = run.iter().filter(|c| layer.is_kept(c.right as usize)).peekable();
        let at = |c: &Cell| layer.to_old(Span::new(c.right as usize, c.right as usize + 1)).start;
        if kept.peek().is_some() && kept.all(|c| stood.get(&at(c)) == Some(&true)) {
            out.extend(moves(new.tree.source(), &run));
        }
    }
    out
}

/// Cells of neighbouring lines that share a column.
pub(super) fn runs(cells: Vec<Cell>) -> Vec<Vec<Cell>> {
    let mut out: Vec<Vec<Cell>> = Vec::new();
    for cell in cells {
        let joins = |last: &Cell| {
            last.line + 1 == cell.line && last.indent == cell.indent && last.group == cell.group
        };
        match out.last_mut() {
            Some(run) if run.last().is_some_and(joins) => run.push(cell),
            _ => out.push(vec![cell]),
        }
    }
    out
}

/// The gaps of a run that are not as wide as the widest line asks.
pub(super) fn moves<'r>(text: &'r str, run: &'r [Cell]) -> impl Iterator<Item = Edit> + 'r {
    let width = |c: &Cell| text[c.left.range()].chars().count();
    let widest = run.iter().map(width).max().unwrap_or_default();
    run.iter().filter_map(move |c| {
        let gap = Span::new(c.left.end as usize, c.right as usize);
        let want = widest - width(c) + 1;
        (text[gap.range()] != " ".repeat(want)).then(|| Edit::replace(gap, " ".repeat(want)))
    })
}

fn cells(tree: &Tree, what: What) -> Vec<Cell> {
    let nodes = || tree.subtree(tree.root());
    let span = |n: NodeId| tree.span(n);
    // Each with the offset that its line must start with: of what shares its line, only the first has a column.
    let pairs: Vec<(u32, Option<(NodeId, u32)>)> = match what {
        What::Comment => tree.comments().iter().map(|c| (c.start, None)).collect(),
        What::Type | What::Tag => nodes()
            .filter(|&n| tree.kind(n) == Kind::FieldDecl)
            .filter(|&n| what == What::Tag || tree.child(n, Field::Name).is_some())
            .filter_map(|n| {
                let field = if what == What::Tag { Field::Tag } else { Field::Type };
                Some((span(tree.child(n, field)?).start, Some((tree.parent(n)?, span(n).start))))
            })
            .collect(),
        What::Assign => nodes()
            .filter(|&n| tree.kind(n) == Kind::VarSpec)
            .filter_map(|n| {
                let t = tree.child(n, Field::Type).map(|t| span(t).start);
                Some((t.unwrap_or(tree.op_start(n) as u32), Some((tree.parent(n)?, span(n).start))))
            })
            .collect(),
        What::Value => nodes()
            .filter(|&n| tree.kind(n) == Kind::KeyedElement)
            .filter_map(|n| {
                Some((span(tree.children(n).nth(1)?).start, Some((tree.parent(n)?, span(n).start))))
            })
            .collect(),
    };
    let mut out: Vec<Cell> = pairs
        .into_iter()
        .filter_map(|(right, owner)| {
            let cell = cell(tree.source(), right, owner.map(|(group, _)| group))?;
            owner.is_none_or(|(_, start)| start == cell.left.start).then_some(cell)
        })
        .collect();
    out.sort_by_key(|c| c.right);
    let mut lines = Lines::new(tree.source());
    for c in &mut out {
        c.line = lines.of(c.right as usize);
    }
    // Two cells of one line are no column.
    let twice: Vec<usize> = out.windows(2).filter(|p| p[0].line == p[1].line).map(|p| p[0].line).collect();
    out.retain(|c| !twice.contains(&c.line));
    out
}

/// The cell whose text starts at `right`; none if nothing stands before it on its line.
pub(super) fn cell(text: &str, right: u32, group: Option<NodeId>) -> Option<Cell> {
    let start = text[..right as usize].rfind('\n').map_or(0, |i| i + 1);
    let before = &text[start..right as usize];
    let indent = before.len() - before.trim_start_matches(['\t', ' ']).len();
    let left = Span::new(start + indent.min(before.trim_end().len()), start + before.trim_end().len());
    if left.is_empty() || left.end == right {
        return None;
    }
    Some(Cell { line: 0, indent: before[..indent].to_owned(), group, left, right })
}

/// Counts lines, forwards only.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0, line: 0 }
    }

    pub fn of(&mut self, offset: usize) -> usize {
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..offset]).count();
        self.at = offset;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::gofmt::assert_clean;
    use std::path::Path;

    /// Replaces `from` (which occurs once) by `to`, and puts columns right.
    #[track_caller]
    fn edited(text: &str, from: &str, to: &str) -> String {
        let at = text.find(from).unwrap();
        let edit = Edit::replace(Span::new(at, at + from.len()), to);
        let mut layer = Layer::new(vec![Owned { edit, owner: 0 }]).unwrap();
        let before = File::new(Path::new("/a.go").into(), text.into());
        loop {
            let after = File::new(before.path.clone(), layer.apply(text).into());
            let more = align(&before, &after, &layer);
            if more.is_empty() {
                return after.text.to_string();
            }
            layer = layer.then(&Layer::new(more).unwrap(), &after.text);
        }
    }

    #[track_caller]
    fn stays_clean(text: &str, from: &str, to: &str) {
        assert_clean(text);
        assert_clean(&edited(text, from, to));
    }

    const BODY: &str = "package p\n\nfunc f() {\n\tctx, _ := make(a) // one\n\tx := 1            // two\n\tyy := 1           // three\n\tif x > 1 {        // four\n\t\tg() // five\n\t}\n}\n";

    #[test]
    fn comments_behind_statements() {
        stays_clean(BODY, "_", "cancel");
        stays_clean(BODY, " // one\n", " // one\n\tdefer cancel()\n");
        stays_clean(BODY, "\tctx, _ := make(a) // one\n", "");
        stays_clean(BODY, "\tyy := 1           // three\n", "\tdefer cancel()\n");
        stays_clean(BODY, "yy := 1           // three", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy := 1 // three");
    }

    #[test]
    fn fields_of_structs() {
        let text = "package p\n\ntype s struct {\n\ta      int             `x:\"a\"` // one\n\tctx    context.Context `x:\"c\"` // two\n\tcancel func()          `x:\"cc\"`\n\tT\n\tb int\n}\n";
        stays_clean(text, "\tcancel func()          `x:\"cc\"`\n", "");
        stays_clean(text, "\tctx    context.Context `x:\"c\"` // two\n", "");
        let text = "package p\n\ntype s struct {\n\tmu     sync.Mutex // one\n\tctx    context.Context\n\tcancel func() // two\n}\n";
        stays_clean(text, "\tctx    context.Context\n", "");
        stays_clean(text, "\tcancel func() // two\n", "");
    }

    #[test]
    fn keyed_elements() {
        let text = "package p\n\nvar x = &s{\n\ta:      1, // one\n\tcancel: cancel,\n\tctx:    ctx,\n}\n";
        stays_clean(text, "\tcancel: cancel,\n", "");
        stays_clean(text, "\tctx:    ctx,\n", "");
    }

    #[test]
    fn specs_with_and_without_types() {
        let text = "package p\n\nfunc f() {\n\tvar (\n\t\terr     error\n\t\tctx2, _ = make(a) // one\n\t\tn       = 3       // two\n\t)\n}\n";
        stays_clean(text, "_", "cancel");
        let text = "package p\n\nvar (\n\tctx, _     = make(a)\n\tn      int = 3\n)\n";
        assert_clean(text);
        assert_eq!(edited(text, "_", "cancel"), text.replace('_', "cancel"));
    }

    #[test]
    fn bodies_of_neighbouring_functions() {
        let text = "package p\n\nfunc (s) A(_ context.Context) error { return nil }\nfunc (s) Bbbbbbbbbbbb() error       { return nil }\n\nfunc c() {}\n";
        stays_clean(text, "_", "ctx");
        stays_clean(text, "_ ", "");
        stays_clean(text, "Bbbbbbbbbbbb", "B");
        let text = "package p\n\nfunc a(_ context.Context) { g() }    // one\nfunc b()                  { gggg() } // two\n";
        stays_clean(text, "_", "ctx");
        stays_clean(text, "gggg", "g");
        let text = "package p\n\nfunc a(_ context.Context) {}\nfunc b()    {}\n";
        assert_eq!(edited(text, "_", "ctx"), text.replace('_', "ctx"));
    }

    #[test]
    fn what_gofmt_did_not_shape_is_left() {
        let text = "package p\n\nfunc f() {\n\tctx, _ := make(a)   // one\n\tx := 1 // two\n}\n";
        assert_eq!(edited(text, "_", "cancel"), text.replace('_', "cancel"));
    }
}
