//! Writes `//ctxmend:ignore` comments, and takes away those that are of no use. What they reach is decided in
//! `engine::suppress`.

use super::align::align;
use super::compose::{Layer, Owned};
use super::{Edit, EditSet};
use crate::golang::lex::{Lexer, Token};
use crate::golang::program::File;
use crate::golang::skim::{DeclKind, Skim, Suppression};
use crate::lines::Lines;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How many kinds of columns may have to be put right.
const COLUMNS: usize = 5;

/// A finding that is to be suppressed: the offset of its first byte, and its codemod.
pub type Place<'a> = (usize, &'a str);

/// The edits that suppress the findings, and the places at which no comment can stand. `reason` is one line.
pub fn silence<'a>(text: &str, skim: &Skim, places: &[Place<'a>], reason: &str) -> (EditSet, Vec<Place<'a>>) {
    let writer = Writer::new(text, skim);
    let mut by_line: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (at, codemod) in places {
        by_line.entry(writer.line_for(*at)).or_default().insert(codemod);
    }
    let mut edits = Vec::new();
    let mut left = Vec::new();
    for (line, codemods) in by_line {
        match writer.comment(line, &codemods, reason) {
            Some(edit) => edits.push(edit),
            None => left.extend(places.iter().filter(|(at, _)| writer.line_for(*at) == line)),
        }
    }
    // One edit a line, and no two of them meet: this cannot fail.
    (aligned(text, EditSet::new(edits).unwrap_or_default()), left)
}

/// The edits that take these comments away, with their lines where nothing else stands on them.
pub fn unsilence<'a>(text: &str, comments: impl Iterator<Item = &'a Suppression>) -> EditSet {
    let lines = Lines::new(text);
    let edits = comments.map(|comment| {
        let (start, end) = (comment.span.start as usize, comment.span.end as usize);
        let line = lines.line_col(start).0;
        let before = &text[lines.line_start(line)..start];
        let alone = before.trim().is_empty() && text[end..lines.line_start(line + 1)].trim().is_empty();
        Edit::delete(match alone {
            true => Span::new(lines.line_start(line), lines.line_start(line + 1)),
            false => Span::new(start - (before.len() - before.trim_end().len()), end),
        })
    });
    aligned(text, EditSet::new(edits.collect()).unwrap_or_default())
}

/// The edits, and those that put columns right: a line that comes or goes between two of a column parts or joins them.
fn aligned(text: &str, edits: EditSet) -> EditSet {
    let file = |text: String| File::new(Path::new("").into(), text.into());
    let before = file(text.to_owned());
    let owned = edits.iter().map(|edit| Owned { edit: edit.clone(), owner: () });
    let Ok(mut layer) = Layer::new(owned.collect()) else { return edits };
    for _ in 0..COLUMNS {
        let after = file(layer.apply(text));
        match Layer::new(align(&before, &after, &layer)) {
            Ok(next) if !next.is_empty() => layer = layer.then(&next, &after.text),
            _ => break,
        }
    }
    layer.edit_set()
}

struct Writer<'t> {
    text: &'t str,
    skim: &'t Skim,
    lines: Lines,
    /// Tokens that hold a line break, ascending.
    long: Vec<Span>,
    /// Lines that end in a comment.
    commented: BTreeSet<usize>,
}

impl<'t> Writer<'t> {
    fn new(text: &'t str, skim: &'t Skim) -> Writer<'t> {
        let lines = Lines::new(text);
        let (mut long, mut commented) = (Vec::new(), BTreeSet::new());
        for lexed in Lexer::new(text) {
            if lexed.token == Token::Comment {
                commented.insert(lines.line_col(lexed.span.end as usize).0);
            }
            if matches!(lexed.token, Token::Comment | Token::Text) && text[lexed.span.range()].contains('\n')
            {
                long.push(lexed.span);
            }
        }
        Writer { text, skim, lines, long, commented }
    }

    /// The line at which a finding is suppressed: its own, or the first of a declaration of types or variables, in
    /// which gofmt aligns what no comment stands between.
    fn line_for(&self, at: usize) -> usize {
        let decl = self.skim.decl_at(at).map(|i| &self.skim.decls[i]);
        let aligned = decl.filter(|d| !matches!(d.kind, DeclKind::Func | DeclKind::Method));
        self.lines.line_col(aligned.map_or(at, |d| d.span.start as usize)).0
    }

    /// Suppresses the codemods on a line: in a comment above it, or at its end where one above would reach further
    /// or stand in the middle of a token.
    fn comment(&self, line: usize, codemods: &BTreeSet<&str>, reason: &str) -> Option<Edit> {
        let names = codemods.iter().copied().collect::<Vec<_>>().join(",");
        if let Some(above) = self.comment_on(line.wrapping_sub(1)) {
            return Some(Edit::insert(names_end(self.text, above), format!(",{names}")));
        }
        let comment = format!("//ctxmend:ignore {names} {reason}");
        let (start, end) = (self.lines.line_start(line), self.line_end(line));
        if !self.in_token(start) && !self.starts_function(line) {
            let code = self.text[start..end].trim_start();
            let indent = &self.text[start..end - code.len()];
            // gofmt counts what stands above a closing brace to the block.
            let deeper = if code.starts_with(['}', ')']) { "\t" } else { "" };
            let line_break = self.line_break(line);
            let gap = if self.is_below_text(start) { format!("//{line_break}") } else { String::new() };
            return Some(Edit::insert(start, format!("{gap}{indent}{deeper}{comment}{line_break}")));
        }
        let free = !self.in_token(end) && !self.commented.contains(&line);
        free.then(|| Edit::insert(end, format!(" {comment}")))
    }

    /// The `ctxmend:ignore` comment that has the line for itself.
    fn comment_on(&self, line: usize) -> Option<&'t Suppression> {
        self.skim.suppressions.iter().find(|s| {
            let start = s.span.start as usize;
            !s.nolint
                && !s.names.is_empty()
                && self.lines.line_col(start).0 == line
                && self.text[self.lines.line_start(line)..start].trim().is_empty()
        })
    }

    /// Whether a doc comment ends above the line in text, from which gofmt sets directives apart.
    fn is_below_text(&self, start: usize) -> bool {
        let doc = self.skim.decls.iter().find(|d| d.span.start as usize == start).and_then(|d| d.doc);
        let last = doc.and_then(|doc| self.text[doc.range()].lines().last()).unwrap_or_default();
        let is_directive =
            |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest.contains(':');
        last.strip_prefix("//").is_some_and(|rest| !rest.trim().is_empty() && !is_directive(rest))
    }

    fn starts_function(&self, line: usize) -> bool {
        let starts = |span: Span| self.lines.line_col(span.start as usize).0 == line;
        self.skim.decls.iter().any(|d| matches!(d.kind, DeclKind::Func | DeclKind::Method) && starts(d.span))
    }

    fn in_token(&self, at: usize) -> bool {
        self.long.iter().any(|t| (t.start as usize) < at && at < t.end as usize)
    }

    /// Where the line's text ends, before its line break.
    fn line_end(&self, line: usize) -> usize {
        let whole = &self.text[self.lines.line_start(line)..self.lines.line_start(line + 1)];
        self.lines.line_start(line) + whole.trim_end_matches(['\n', '\r']).len()
    }

    fn line_break(&self, line: usize) -> &'t str {
        match &self.text[self.line_end(line)..self.lines.line_start(line + 1)] {
            "" => "\n",
            line_break => line_break,
        }
    }
}

/// One past the last name in a `ctxmend:ignore` comment that has names.
fn names_end(text: &str, comment: &Suppression) -> usize {
    let whole = &text[comment.span.range()];
    let last = comment.names.last().map_or("", String::as_str);
    let reason = whole.find(' ').map_or(whole.len(), |i| i + 1);
    let end = whole[reason..].find(last).map_or(whole.len(), |i| reason + i + last.len());
    comment.span.start as usize + end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::skim::skim;

    fn silenced(text: &str, places: &[(&str, &'static str)]) -> String {
        let skim = skim(text);
        let at: Vec<Place> =
            places.iter().map(|(what, codemod)| (text.find(what).unwrap(), *codemod)).collect();
        let (edits, left) = silence(text, &skim, &at, "the caller does it");
        assert_eq!(left, []);
        edits.apply(text)
    }

    #[test]
    fn above_the_line_with_its_indentation_and_line_break() {
        let text = "package a\r\n\r\nfunc f() {\r\n\tg()\r\n}\r\n";
        let want =
            "package a\r\n\r\nfunc f() {\r\n\t//ctxmend:ignore b,c the caller does it\r\n\tg()\r\n}\r\n";
        assert_eq!(silenced(text, &[("g()", "c"), ("g()", "b")]), want);
    }

    #[test]
    fn above_declarations_in_which_fields_are_aligned() {
        let text = "package a\n\n// T is t.\ntype T struct {\n\ta   int\n\tctx context.Context\n}\n";
        let comment = "//\n//ctxmend:ignore c the caller does it\ntype";
        assert_eq!(silenced(text, &[("ctx", "c")]), text.replace("type", comment));
    }

    #[test]
    fn columns_are_put_right() {
        let text = "package a\n\nfunc f() {\n\tfirst() // one\n\tg()     // two\n}\n";
        let want = "package a\n\nfunc f() {\n\tfirst() // one\n\t//ctxmend:ignore c the caller does it\n\tg() // two\n}\n";
        let after = silenced(text, &[("g()", "c")]);
        assert_eq!(after, want);
        assert_eq!(unsilence(&after, skim(&after).suppressions.iter()).apply(&after), text);
    }

    #[test]
    fn what_stands_above_is_added_to() {
        let text = "package a\n\nfunc f() {\n\t//ctxmend:ignore x why x\n\tg()\n}\n";
        let want = "package a\n\nfunc f() {\n\t//ctxmend:ignore x,c why x\n\tg()\n}\n";
        assert_eq!(silenced(text, &[("g()", "c")]), want);
    }

    #[test]
    fn at_the_end_where_above_would_say_more_or_break_something() {
        let text = "package a\n\nfunc f() {\n\tx := `\n` + g()\n}\n";
        let end = " //ctxmend:ignore c the caller does it";
        assert_eq!(silenced(text, &[("g()", "c")]), text.replace("g()", &format!("g(){end}")));
        assert_eq!(silenced(text, &[("func f", "c")]), text.replace("f() {", &format!("f() {{{end}")));
        let chain = "package a\n\nfunc f() {\n\tif a {\n\t} else if g() {\n\t}\n}\n";
        let above = "\t\t//ctxmend:ignore c the caller does it\n\t} else";
        assert_eq!(silenced(chain, &[("g()", "c")]), chain.replace("\t} else", above));
    }

    #[test]
    fn where_none_can_stand_none_does() {
        let text = "package a\n\nfunc f() {\n\tx := `\n` + g() + `\n`\n}\n";
        let place: Place = (text.find("g()").unwrap(), "c");
        assert_eq!(silence(text, &skim(text), &[place], "why"), (EditSet::default(), vec![place]));
    }

    #[test]
    fn comments_go_with_their_lines() {
        let text = "package a\n\nfunc f() {\n\t//ctxmend:ignore c why\n\tg() //ctxmend:ignore c why\n}\n";
        let skim = skim(text);
        let after = unsilence(text, skim.suppressions.iter()).apply(text);
        assert_eq!(after, "package a\n\nfunc f() {\n\tg()\n}\n");
    }
}
