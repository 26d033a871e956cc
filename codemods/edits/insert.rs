//! Inserting and deleting whole statements, shaped as gofmt would have them, by syntax node.
//!
//! A statement goes on a line of its own with its neighbour's indentation and line ending; a comment behind a
//! statement stays with it. A block that stands on one line is broken up first, since gofmt would break it.

use super::Edit;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;

/// Lines to insert, without indentation of the place and without line ends.
#[derive(Clone, Debug)]
pub struct Lines(Vec<String>);

impl Lines {
    pub fn new(lines: Vec<String>) -> Lines {
        Lines(lines)
    }

    pub fn one(line: &str) -> Lines {
        Lines(vec![line.to_owned()])
    }

    /// Each line behind a line end and `indent`.
    fn behind(&self, newline: &str, indent: &str) -> String {
        self.0.iter().map(|l| format!("{newline}{indent}{l}")).collect()
    }

    /// Each line with a line end and `indent` behind it.
    fn ahead(&self, newline: &str, indent: &str) -> String {
        self.0.iter().map(|l| format!("{l}{newline}{indent}")).collect()
    }
}

/// The lines right behind the statement `stmt` of a block or case.
pub fn after(site: Site, stmt: NodeId, lines: &Lines) -> Vec<Edit> {
    let text = Text::of(site);
    let span = site.tree().span(stmt);
    let end = span.end as usize;
    match text.rest_is_blank(end) {
        true => {
            let indent = text.indent(span.start as usize);
            vec![Edit::insert(text.line_end(end), lines.behind(text.newline(end), indent))]
        }
        false => broken_up(site, stmt, |broken| broken.after = Some((stmt, lines.clone()))),
    }
}

/// The lines right before the statement `stmt` of a block or case.
pub fn before(site: Site, stmt: NodeId, lines: &Lines) -> Vec<Edit> {
    let text = Text::of(site);
    let start = site.tree().span(stmt).start as usize;
    match text.starts_line(start) {
        true => vec![Edit::insert(start, lines.ahead(text.newline(start), text.indent(start)))],
        false => broken_up(site, stmt, |broken| broken.before = Some((stmt, lines.clone()))),
    }
}

/// The lines as the first statements of `block`.
pub fn first_in_block(site: Site, block: NodeId, lines: &Lines) -> Vec<Edit> {
    let tree = site.tree();
    match tree.stmts(block).next() {
        Some(first)
            if Text::of(site).line_start(tree.span(first).start as usize)
                == Text::of(site).line_start(tree.span(block).start as usize) =>
        {
            before(site, first, lines)
        }
        _ => first_behind(site, tree.span(block).start as usize + 1, tree.span(block), lines),
    }
}

/// The lines as the first statements of a switch or select clause; nothing if its header cannot be told.
pub fn first_in_case(site: Site, clause: NodeId, lines: &Lines) -> Vec<Edit> {
    let tree = site.tree();
    let span = tree.span(clause);
    let header = tree.children(clause).filter(|&c| tree.field(c) != Field::Stmt).last();
    let from = header.map_or(span.start as usize + "default".len(), |h| tree.span(h).end as usize);
    match site.file.text[from..span.end as usize].find(':') {
        Some(colon) => {
            let at = from + colon + 1;
            let text = Text::of(site);
            if !text.rest_is_blank(at) {
                return Vec::new();
            }
            let indent = format!("{}\t", text.indent(span.start as usize));
            vec![Edit::insert(text.line_end(at), lines.behind(text.newline(at), &indent))]
        }
        None => Vec::new(),
    }
}

/// The lines as the last statements of `block`.
pub fn last_in_block(site: Site, block: NodeId, lines: &Lines) -> Vec<Edit> {
    let (tree, text) = (site.tree(), Text::of(site));
    let close = tree.span(block).end as usize - 1;
    if !text.starts_line(close) {
        return match tree.stmts(block).last() {
            Some(last) => after(site, last, lines),
            None => first_in_block(site, block, lines),
        };
    }
    let outer = text.indent(close);
    let newline = text.newline(close);
    let body: String = lines.0.iter().map(|l| format!("{outer}\t{l}{newline}")).collect();
    vec![Edit::insert(text.line_start(close), body)]
}

/// An `else` with the lines behind `block`, the last one of an `if` chain.
pub fn else_branch(site: Site, block: NodeId, lines: &Lines) -> Vec<Edit> {
    let text = Text::of(site);
    let end = site.tree().span(block).end as usize;
    let (indent, newline) = (text.indent(end - 1), text.newline(end));
    let body = lines.behind(newline, &format!("{indent}\t"));
    vec![Edit::insert(end, format!(" else {{{body}{newline}{indent}}}"))]
}

/// A `default` clause with the lines at the end of `switch`.
pub fn default_clause(site: Site, switch: NodeId, lines: &Lines) -> Vec<Edit> {
    let text = Text::of(site);
    let close = site.tree().span(switch).end as usize - 1;
    let (indent, newline) = (text.indent(close), text.newline(close));
    let body = lines.behind(newline, &format!("{indent}\t"));
    if text.starts_line(close) {
        vec![Edit::insert(text.line_start(close), format!("{indent}default:{body}{newline}"))]
    } else {
        vec![Edit::insert(close, format!("{newline}{indent}default:{body}{newline}{indent}"))]
    }
}

/// The lines as the replacement of `stmt`: the first stands where it stood.
pub fn as_block(site: Site, stmt: NodeId, lines: &Lines) -> String {
    let text = Text::of(site);
    let start = site.tree().span(stmt).start as usize;
    lines.0.join(&format!("{}{}", text.newline(start), text.indent(start)))
}

/// Deletes a statement with its line; a comment behind it stays.
pub fn delete_stmt(site: Site, stmt: NodeId) -> Vec<Edit> {
    let text = Text::of(site);
    let span = site.tree().span(stmt);
    let (start, end) = (span.start as usize, span.end as usize);
    if text.starts_line(start) && text.line_end(end) == end {
        let from = text.line_start(start);
        let mut to = text.next_line(end);
        // Of the blank lines on both sides one goes too.
        let blank_before = from > 0 && text.is_blank_line(text.line_start(from - 1));
        if blank_before && text.is_blank_line(to) {
            to = text.next_line(to);
        }
        return vec![Edit::delete(Span::new(from, to))];
    }
    let rest = &text.0[end..text.line_end(end)];
    let mut to = end + rest.len() - rest.trim_start().len();
    if text.0[to..].starts_with(';') {
        to += 1 + text.0[to + 1..].len() - text.0[to + 1..].trim_start_matches([' ', '\t']).len();
        return vec![Edit::delete(Span::new(start, to))];
    }
    if text.starts_line(start) {
        return vec![Edit::delete(Span::new(start, to))];
    }
    let head = text.0[..start].trim_end_matches([' ', '\t']);
    let from = if head.ends_with(';') { head.len() - 1 } else { start };
    vec![Edit::delete(Span::new(from, end))]
}

fn first_behind(site: Site, open: usize, block: Span, lines: &Lines) -> Vec<Edit> {
    let text = Text::of(site);
    let indent = text.indent(block.start as usize);
    let inner = format!("{indent}\t");
    let newline = text.newline(open);
    if text.rest_is_blank(open) {
        return vec![Edit::insert(text.line_end(open), lines.behind(newline, &inner))];
    }
    // An empty block on one line.
    let body = lines.behind(newline, &inner);
    let inside = Span::new(open, block.end as usize - 1);
    match text.0[inside.range()].trim().is_empty() {
        true => vec![Edit::replace(inside, format!("{body}{newline}{indent}"))],
        false => Vec::new(),
    }
}

/// What goes where in a block that is broken into lines.
#[derive(Default)]
struct Broken {
    before: Option<(NodeId, Lines)>,
    after: Option<(NodeId, Lines)>,
}

/// Breaks up the block on one line that holds `stmt`, with further lines as `fill` says. Nothing where a comment or
/// a case stands in the way.
fn broken_up(site: Site, stmt: NodeId, fill: impl FnOnce(&mut Broken)) -> Vec<Edit> {
    let (tree, text) = (site.tree(), Text::of(site));
    let mut broken = Broken::default();
    fill(&mut broken);
    let Some(block) = tree.parent(stmt).filter(|&b| tree.kind(b) == Kind::Block) else { return Vec::new() };
    let span = tree.span(block);
    if tree.comments().iter().any(|&c| span.contains(c)) || site.file.text[span.range()].contains('\n') {
        return Vec::new();
    }
    let indent = text.indent(span.start as usize);
    let newline = text.newline(span.start as usize);
    let inner = format!("{indent}\t");
    let mut edits = Vec::new();
    let mut from = span.start as usize + 1;
    let mut pending = String::new();
    for s in tree.stmts(block) {
        let here = tree.span(s);
        let lead = match &broken.before {
            Some((at, lines)) if *at == s => lines.ahead(newline, &inner),
            _ => String::new(),
        };
        edits.push(Edit::replace(
            Span::new(from, here.start as usize),
            format!("{pending}{newline}{inner}{lead}"),
        ));
        pending = match &broken.after {
            Some((at, lines)) if *at == s => lines.behind(newline, &inner),
            _ => String::new(),
        };
        from = here.end as usize;
    }
    edits.push(Edit::replace(Span::new(from, span.end as usize - 1), format!("{pending}{newline}{indent}")));
    edits
}

/// The lines of a file around an offset.
#[derive(Clone, Copy)]
struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    fn of(site: Site<'a>) -> Text<'a> {
        Text(&site.file.text)
    }

    fn line_start(self, at: usize) -> usize {
        let start = self.0[..at].rfind('\n').map_or(0, |i| i + 1);
        // A byte order mark is not part of the first line.
        if start == 0 && self.0.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
    }

    /// Where the line of `at` ends, before its line end.
    fn line_end(self, at: usize) -> usize {
        let end = self.0[at..].find('\n').map_or(self.0.len(), |i| at + i);
        if end > at && self.0.as_bytes()[end - 1] == b'\r' { end - 1 } else { end }
    }

    fn next_line(self, at: usize) -> usize {
        self.0[at..].find('\n').map_or(self.0.len(), |i| at + i + 1)
    }

    fn is_blank_line(self, start: usize) -> bool {
        start < self.0.len() && self.0[start..self.next_line(start)].trim().is_empty()
    }

    /// The line end in use where `at` stands.
    fn newline(self, at: usize) -> &'static str {
        let end = self.line_end(at);
        if self.0[end..].starts_with("\r\n") { "\r\n" } else { "\n" }
    }

    /// The white space that starts the line of `at`.
    fn indent(self, at: usize) -> &'a str {
        let line = &self.0[self.line_start(at)..at];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    fn starts_line(self, at: usize) -> bool {
        self.0[self.line_start(at)..at].trim().is_empty()
    }

    /// Whether nothing but comments follows on the line.
    fn rest_is_blank(self, at: usize) -> bool {
        let rest = self.0[at..self.line_end(at)].trim();
        rest.is_empty()
            || rest.starts_with("//")
            || rest.starts_with("/*") && rest.find("*/") == Some(rest.len() - 2)
    }
}
