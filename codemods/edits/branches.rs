//! Statements at the borders of blocks and clauses, and new branches, as gofmt would write them.
//!
//! Whole lines, with the indentation and line ending of the place; what stands on one line with its braces is left
//! to `edits::statements`. `None` where a shape is met that gofmt does not leave.

use super::Edit;
use super::inserter::Inserter;
use super::statements;
use crate::golang::syntax::{Field, NodeId, Tree};

/// The lines as the last statements of `block`.
pub fn last_in_block(tree: &Tree, block: NodeId, new: &[&str]) -> Option<Vec<Edit>> {
    let close = tree.span(block).end as usize - 1;
    if !starts_line(tree, close) {
        return match tree.stmts(block).last() {
            Some(last) => statements::insert_after(tree, last, new),
            None => statements::insert_at_start(tree, block, new),
        };
    }
    let (indent, eol) = shape(tree, close);
    let text: String = new.iter().map(|l| format!("{indent}\t{l}{eol}")).collect();
    Some(vec![Edit::insert(close - indent.len(), text)])
}

/// The lines as the first statements of a switch or select clause.
pub fn first_in_clause(tree: &Tree, clause: NodeId, new: &[&str]) -> Option<Vec<Edit>> {
    let span = tree.span(clause);
    let header = tree.children(clause).filter(|&c| tree.field(c) != Field::Stmt).last();
    let from = header.map_or(span.start as usize + "default".len(), |h| tree.span(h).end as usize);
    let source: &str = tree.source();
    let colon = from + source[from..].find(':')?;
    let indent = format!("{}\t", Inserter::new(source).indent(span.start as usize));
    let first = tree.stmts(clause).next();
    if first.is_some_and(|s| !starts_line(tree, tree.span(s).start as usize)) {
        return None;
    }
    Some(vec![Inserter::new(source).line_after(colon + 1, &indent, new)])
}

/// An `else` with the lines behind `block`, the last one of an `if` chain.
pub fn else_branch(tree: &Tree, block: NodeId, new: &[&str]) -> Option<Vec<Edit>> {
    let end = tree.span(block).end as usize;
    let (indent, eol) = shape(tree, end - 1);
    Some(vec![Edit::insert(end, format!(" else {{{}{eol}{indent}}}", deeper(indent, eol, new)))])
}

/// A `default` clause with the lines at the end of `switch`.
pub fn default_clause(tree: &Tree, switch: NodeId, new: &[&str]) -> Option<Vec<Edit>> {
    let close = tree.span(switch).end as usize - 1;
    let (indent, eol) = shape(tree, close);
    let body = deeper(indent, eol, new);
    Some(vec![match starts_line(tree, close) {
        true => Edit::insert(close - indent.len(), format!("{indent}default:{body}{eol}")),
        false => Edit::insert(close, format!("{eol}{indent}default:{body}{eol}{indent}")),
    }])
}

/// The lines as the text that takes the place of `stmt`: the first stands where it stood.
pub fn in_place_of(tree: &Tree, stmt: NodeId, new: &[&str]) -> String {
    let (indent, eol) = shape(tree, tree.span(stmt).start as usize);
    new.join(&format!("{eol}{indent}"))
}

/// Each line behind a line end, one step deeper than `indent`.
fn deeper(indent: &str, eol: &str, new: &[&str]) -> String {
    new.iter().map(|l| format!("{eol}{indent}\t{l}")).collect()
}

/// Indentation and line ending where `at` stands.
fn shape(tree: &Tree, at: usize) -> (&str, &'static str) {
    let inserter = Inserter::new(tree.source());
    (inserter.indent(at), inserter.line_ending(at))
}

fn starts_line(tree: &Tree, at: usize) -> bool {
    let source: &str = tree.source();
    let line = source[..at].rfind('\n').map_or(0, |i| i + 1);
    source[line..at].trim().is_empty()
}
