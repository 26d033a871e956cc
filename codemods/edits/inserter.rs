//! Inserting and deleting lines of a text, each with the indentation and the line ending of its neighbours.
//!
//! Knows nothing of Go but its comments; which lines a statement needs is for `edits::statements` to say.

use super::Edit;
use crate::span::Span;

/// Makes edits of one text.
#[derive(Clone, Copy)]
pub struct Inserter<'t> {
    text: &'t str,
}

impl<'t> Inserter<'t> {
    pub fn new(text: &'t str) -> Inserter<'t> {
        Inserter { text }
    }

    /// The line ending in use around `at`: that of its line, or else of the line before.
    pub fn line_ending(&self, at: usize) -> &'static str {
        let end = match self.text[at..].find('\n') {
            Some(i) => Some(at + i),
            None => self.text[..at].rfind('\n'),
        };
        if end.is_some_and(|end| self.text[..end].ends_with('\r')) { "\r\n" } else { "\n" }
    }

    /// The white space at the start of the line that holds `at`.
    pub fn indent(&self, at: usize) -> &'t str {
        let line = &self.text[self.line_start(at)..];
        let end = line.find(|c| c != ' ' && c != '\t').unwrap_or(line.len());
        &line[..end]
    }

    /// Inserts lines behind the statement that ends at `end`, behind a comment that follows it on its line. If
    /// more code follows on the line, the new statements go between, on the same line.
    ///
    /// `lines` come without indentation and line ending; deeper ones start with tabs, empty ones stay empty.
    pub fn line_after(&self, end: usize, indent: &str, lines: &[&str]) -> Edit {
        match self.rest_of_line(end) {
            Rest::Nothing(at) | Rest::Comment { line_end: at, .. } => {
                let eol = self.line_ending(end);
                Edit::insert(
                    at,
                    lines.iter().map(|l| format!("{eol}{}", indented(indent, l))).collect::<String>(),
                )
            }
            Rest::Code => Edit::insert(end, format!("; {}", lines.join("; "))),
        }
    }

    /// Inserts lines directly above the line of the statement that starts at `start`, below any comment above it.
    /// If code stands before it on its line, the new statements go between, on the same line.
    pub fn line_before(&self, start: usize, lines: &[&str]) -> Edit {
        let (line, indent, eol) = (self.line_start(start), self.indent(start), self.line_ending(start));
        if line + indent.len() == start {
            let text: String = lines.iter().map(|l| format!("{}{eol}", indented(indent, l))).collect();
            return Edit::insert(line, text);
        }
        Edit::insert(start, format!("{}; ", lines.join("; ")))
    }

    /// Deletes a statement: its lines, and a blank line that gofmt would not leave behind. A comment behind it
    /// stays, on a line of its own.
    pub fn delete_stmt(&self, span: Span) -> Edit {
        let (start, end) = (span.start as usize, span.end as usize);
        let first_on_line = self.text[self.line_start(start)..start].trim().is_empty();
        match self.rest_of_line(end) {
            Rest::Nothing(_) if first_on_line => {
                let lines = self.own_lines(span).unwrap_or(span);
                Edit::delete(self.with_blank(lines))
            }
            // What keeps a linter quiet about the statement goes with it.
            Rest::Comment { start: comment, .. }
                if first_on_line && self.text[comment..].starts_with("//nolint") =>
            {
                let lines = self.own_lines(span).unwrap_or(span);
                Edit::delete(self.with_blank(lines))
            }
            Rest::Comment { start: comment, .. } if first_on_line => Edit::delete(Span::new(start, comment)),
            _ => Edit::delete(self.between(start, end)),
        }
    }

    /// The whole lines that hold `span`, a comment behind it included; `None` if they hold other code too.
    pub fn own_lines(&self, span: Span) -> Option<Span> {
        let from = self.line_start(span.start as usize);
        let (Rest::Nothing(end) | Rest::Comment { line_end: end, .. }) = self.rest_of_line(span.end as usize)
        else {
            return None;
        };
        let next = self.text[end..].find('\n').map_or(self.text.len(), |i| end + i + 1);
        self.text[from..span.start as usize].trim().is_empty().then(|| Span::new(from, next))
    }

    /// Whole lines that are to be deleted, with one of the blank lines around if that would be one too many.
    pub fn with_blank(&self, lines: Span) -> Span {
        let (from, next) = (lines.start as usize, lines.end as usize);
        let before = self.text[..from].lines().next_back().unwrap_or_default().trim();
        let after = self.text[next..].lines().next().unwrap_or_default().trim();
        let opens = before.is_empty() || before.ends_with(['{', '(', ':']);
        if opens && after.is_empty() && next < self.text.len() {
            let blank = self.text[next..].find('\n').map_or(self.text.len(), |i| next + i + 1);
            return Span::new(from, blank);
        }
        let closes = after.starts_with(['}', ')']) || next == self.text.len();
        if before.is_empty() && from > 0 && closes {
            return Span::new(self.line_start(from - 1), next);
        }
        lines
    }

    /// A statement that shares its line, with one of the semicolons around it.
    fn between(&self, start: usize, end: usize) -> Span {
        let after = &self.text[end..];
        let before = &self.text[..start];
        let gap = after.len() - after.trim_start_matches([' ', '\t']).len();
        if let Some(rest) = after[gap..].strip_prefix(';') {
            let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            return Span::new(start, end + gap + 1 + space);
        }
        let trimmed = before.trim_end_matches([' ', '\t']);
        if let Some(rest) = trimmed.strip_suffix(';') {
            return Span::new(rest.len(), end);
        }
        // Alone in its braces: `{ x() }` becomes `{}`.
        if trimmed.ends_with('{') && after[gap..].starts_with('}') {
            return Span::new(trimmed.len(), end + gap);
        }
        Span::new(start, end)
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    /// What follows `end` on its line.
    fn rest_of_line(&self, end: usize) -> Rest {
        let (mut at, mut comment) = (end, None);
        loop {
            let rest = &self.text[at..];
            let trimmed = rest.trim_start_matches([' ', '\t']);
            let here = at + (rest.len() - trimmed.len());
            let ended = |comment: Option<usize>, line_end| match comment {
                Some(start) => Rest::Comment { start, line_end },
                None => Rest::Nothing(line_end),
            };
            if trimmed.is_empty() || trimmed.starts_with('\n') || trimmed.starts_with("\r\n") {
                return ended(comment, here);
            } else if trimmed.starts_with("//") {
                let line = trimmed.split('\n').next().unwrap_or_default();
                let line_end = here + line.strip_suffix('\r').unwrap_or(line).len();
                return Rest::Comment { start: comment.unwrap_or(here), line_end };
            } else if let Some(body) = trimmed.strip_prefix("/*") {
                comment.get_or_insert(here);
                match body.find("*/") {
                    Some(i) => at = here + i + 4,
                    None => return ended(comment, self.text.len()),
                }
            } else if trimmed.starts_with(';') && comment.is_none() && blank_line(&trimmed[1..]) {
                at = here + 1;
            } else {
                return Rest::Code;
            }
        }
    }
}

/// What follows a statement on its line.
enum Rest {
    /// The end of the line, at this offset.
    Nothing(usize),
    Comment {
        start: usize,
        line_end: usize,
    },
    Code,
}

fn blank_line(rest: &str) -> bool {
    rest.split('\n').next().unwrap_or_default().trim().is_empty()
}

/// The line with the white space that it starts with; an empty one stays empty.
pub(super) fn indented(indent: &str, line: &str) -> String {
    if line.is_empty() { String::new() } else { format!("{indent}{line}") }
}
