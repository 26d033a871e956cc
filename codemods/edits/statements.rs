//! Inserting and deleting whole statements so that text which gofmt has shaped stays as gofmt would shape it.
//!
//! A new statement gets a line of its own, with the indentation and line ending of its neighbour (`edits::inserter`).
//! Only the body of a function that stands on one line is kept on one line, as long as gofmt would. Aligning the
//! comments behind statements is left to `edits::align`.

use super::Edit;
use super::inserter::{Inserter, indented};
use crate::golang::syntax::{Kind, NodeId, Tree};
use crate::span::Span;

/// gofmt keeps a function on one line up to this many bytes, from `func` to the last statement; of a declaration it
/// counts one more.
const ONE_LINE_BYTES: usize = 100;
/// And up to this many statements.
const ONE_LINE_STMTS: usize = 5;

/// Inserts statements behind `stmt`, a statement of a block or clause of `tree`. A function on one line that grows
/// too long for gofmt gets one line for each statement. `None` if that cannot be done without moving a comment.
pub fn insert_after(tree: &Tree, stmt: NodeId, lines: &[&str]) -> Option<Vec<Edit>> {
    let inserter = Inserter::new(tree.source());
    let span = tree.span(stmt);
    if let Some(body) = one_line_body(tree, stmt) {
        return insert_in_line(tree, body, stmt, lines, true);
    }
    // A label hangs further left than the statements around it.
    let mut inner = stmt;
    while let Some(labelled) = tree.stmts(inner).next().filter(|_| tree.kind(inner) == Kind::Labeled) {
        inner = labelled;
    }
    let indent = inserter.indent(tree.span(inner).start as usize);
    Some(vec![inserter.line_after(span.end as usize, indent, lines)])
}

/// Inserts statements before `stmt`; before its label, if it has one.
pub fn insert_before(tree: &Tree, stmt: NodeId, lines: &[&str]) -> Option<Vec<Edit>> {
    let labels =
        std::iter::successors(Some(stmt), |&n| tree.parent(n).filter(|&p| tree.kind(p) == Kind::Labeled));
    let stmt = labels.last()?;
    if let Some(body) = one_line_body(tree, stmt) {
        return insert_in_line(tree, body, stmt, lines, false);
    }
    let inserter = Inserter::new(tree.source());
    let start = tree.span(stmt).start as usize;
    // A label hangs further left than the statements around it.
    if tree.kind(stmt) == Kind::Labeled {
        let inner = tree.stmts(stmt).last().map_or(start, |s| tree.span(s).start as usize);
        let (at, eol) = (inserter.line_start(start), inserter.line_ending(start));
        let indent = inserter.indent(inner);
        let text: String = lines.iter().map(|l| format!("{}{eol}", indented(indent, l))).collect();
        return Some(vec![Edit::insert(at, text)]);
    }
    Some(vec![inserter.line_before(start, lines)])
}

/// Inserts statements at the start of a block.
pub fn insert_at_start(tree: &Tree, block: NodeId, lines: &[&str]) -> Option<Vec<Edit>> {
    if let Some(first) = tree.stmts(block).next() {
        return insert_before(tree, first, lines);
    }
    let span = tree.span(block);
    let inserter = Inserter::new(tree.source());
    let inside = tree.source().get(span.start as usize + 1..(span.end as usize).checked_sub(1)?)?;
    let (eol, outer) = (inserter.line_ending(span.start as usize), inserter.indent(span.start as usize));
    let text: String = lines.iter().map(|l| format!("{eol}{}", indented(&format!("{outer}\t"), l))).collect();
    if inside.trim().is_empty() {
        let inside = Span::new(span.start as usize + 1, span.end as usize - 1);
        return Some(vec![Edit::replace(inside, format!("{text}{eol}{outer}"))]);
    }
    // Comments only: they stay where they are, above the closing brace.
    let first = inside.split('\n').next()?;
    first.trim().is_empty().then(|| vec![Edit::insert(span.start as usize + 1, text)])
}

/// Deletes `stmt` of `tree`.
pub fn delete(tree: &Tree, stmt: NodeId) -> Edit {
    Inserter::new(tree.source()).delete_stmt(tree.span(stmt))
}

/// The function body that holds `stmt`, if all of it stands on one line.
fn one_line_body(tree: &Tree, stmt: NodeId) -> Option<NodeId> {
    let block = tree.parent(stmt)?;
    let func = tree.parent(block)?;
    let body = tree.kind(block) == Kind::Block && tree.kind(func).is_func();
    (body && !tree.text(block).contains('\n')).then_some(block)
}

fn insert_in_line(
    tree: &Tree,
    block: NodeId,
    stmt: NodeId,
    lines: &[&str],
    behind: bool,
) -> Option<Vec<Edit>> {
    let new: usize = lines.iter().map(|l| l.len() + 2).sum();
    let simple = lines.iter().all(|l| !l.is_empty() && !l.starts_with('\t') && !l.ends_with('{'));
    let (bytes, stmts) = size(tree, block)?;
    let at = tree.span(stmt);
    if simple && bytes + new <= ONE_LINE_BYTES && stmts + lines.len() <= ONE_LINE_STMTS {
        let joined = lines.join("; ");
        let edit = match behind {
            true => Edit::insert(at.end as usize, format!("; {joined}")),
            false => Edit::insert(at.start as usize, format!("{joined}; ")),
        };
        return Some(vec![edit]);
    }
    on_own_lines(tree, block, |s| match s == at {
        true if behind => (&[], lines),
        true => (lines, &[]),
        false => (&[], &[]),
    })
}

/// What gofmt counts of a function that stands on one line, of which `block` is the body: its bytes, and its
/// statements.
fn size(tree: &Tree, block: NodeId) -> Option<(usize, usize)> {
    let func = tree.parent(block)?;
    let header = tree.source().get(tree.span(func).start as usize..tree.span(block).start as usize)?;
    // gofmt takes where a declaration starts before it has written the blank behind `func`.
    let blank = usize::from(tree.kind(func) != Kind::FuncLit);
    let header = header.trim_end().len() + blank;
    let stmts: Vec<usize> = tree.stmts(block).map(|s| tree.span(s).len() + 2).collect();
    Some((header + stmts.iter().sum::<usize>().saturating_sub(2), stmts.len()))
}

/// Whether `block` is the body of a function that stands on one line although it is too long for that.
pub(super) fn is_too_long(tree: &Tree, block: NodeId) -> bool {
    let first = tree.stmts(block).next();
    first.and_then(|s| one_line_body(tree, s)) == Some(block)
        && size(tree, block).is_some_and(|(bytes, stmts)| bytes > ONE_LINE_BYTES || stmts > ONE_LINE_STMTS)
}

/// Gives the statements of a function that stands on one line, of which `block` is the body, a line each. `None` if a
/// comment would have to move.
pub(super) fn break_up(tree: &Tree, block: NodeId) -> Option<Vec<Edit>> {
    on_own_lines(tree, block, |_| (&[], &[]))
}

/// The same, with further lines before and behind each statement.
fn on_own_lines<'l>(
    tree: &Tree,
    block: NodeId,
    around: impl Fn(Span) -> (&'l [&'l str], &'l [&'l str]),
) -> Option<Vec<Edit>> {
    let span = tree.span(block);
    if tree.comments().iter().any(|c| span.contains(*c)) {
        return None;
    }
    let inserter = Inserter::new(tree.source());
    let (eol, outer) = (inserter.line_ending(span.start as usize), inserter.indent(span.start as usize));
    let inner = format!("{outer}\t");
    let text =
        |lines: &[&str]| lines.iter().map(|l| format!("{eol}{}", indented(&inner, l))).collect::<String>();
    let mut edits = Vec::new();
    let (mut from, mut last) = (span.start as usize + 1, String::new());
    for stmt in tree.stmts(block).map(|s| tree.span(s)) {
        let (before, behind) = around(stmt);
        let gap = Span::new(from, stmt.start as usize);
        edits.push(Edit::replace(gap, format!("{last}{}{eol}{inner}", text(before))));
        (from, last) = (stmt.end as usize, text(behind));
    }
    edits.push(Edit::replace(Span::new(from, span.end as usize - 1), format!("{last}{eol}{outer}")));
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::{EditSet, gofmt::assert_clean};
    use crate::golang::syntax::parse_decl;
    use std::sync::Arc;

    const DEFER: &[&str] = &["defer cancel()"];
    const IF: &[&str] = &["if err != nil {", "\treturn", "}"];

    type Make = fn(&Tree, NodeId) -> Option<Vec<Edit>>;

    /// Applies `make` to the statement that is `make()` in the function `text`.
    #[track_caller]
    fn made(text: &str, make: Make) -> String {
        let whole = format!("package p\n\n{text}\n");
        let source: Arc<str> = whole.as_str().into();
        let tree = parse_decl(&source, Span::new(11, whole.len() - 1)).unwrap();
        let is_stmt = |&n: &NodeId| tree.text(n).starts_with("make()") && tree.stmt_of(n) == Some(n);
        let stmt = tree.subtree(tree.root()).find(is_stmt).unwrap();
        let edits = EditSet::new(make(&tree, stmt).unwrap()).unwrap();
        let out = edits.apply(&whole);
        assert_clean(&out);
        out[11..out.len() - 1].to_owned()
    }

    fn after(tree: &Tree, n: NodeId) -> Option<Vec<Edit>> {
        insert_after(tree, n, DEFER)
    }

    fn check_after(tree: &Tree, n: NodeId) -> Option<Vec<Edit>> {
        insert_after(tree, n, IF)
    }

    fn before(tree: &Tree, n: NodeId) -> Option<Vec<Edit>> {
        insert_before(tree, n, DEFER)
    }

    fn deleted(tree: &Tree, n: NodeId) -> Option<Vec<Edit>> {
        Some(vec![delete(tree, n)])
    }

    #[test]
    fn behind_a_statement() {
        let cases: &[(&str, &str)] = &[
            ("func f() {\n\tmake()\n}", "func f() {\n\tmake()\n\tdefer cancel()\n}"),
            (
                "func f() {\n\tmake() // why\n\tx()\n}",
                "func f() {\n\tmake() // why\n\tdefer cancel()\n\tx()\n}",
            ),
            (
                "func f() {\n\tmake() /* a */ // b\n}",
                "func f() {\n\tmake() /* a */ // b\n\tdefer cancel()\n}",
            ),
            (
                "func f() {\n\tmake()\n\n\t// about x\n\tx()\n}",
                "func f() {\n\tmake()\n\tdefer cancel()\n\n\t// about x\n\tx()\n}",
            ),
            ("func f() { make() }", "func f() { make(); defer cancel() }"),
            ("func f() { make(); x() }", "func f() { make(); defer cancel(); x() }"),
            ("func f() {\r\n\tmake()\r\n}", "func f() {\r\n\tmake()\r\n\tdefer cancel()\r\n}"),
            (
                "func f() {\n\tg(func() { make() })\n}",
                "func f() {\n\tg(func() { make(); defer cancel() })\n}",
            ),
            (
                "func f() { a(); b(); make(); c(); d() }",
                "func f() {\n\ta()\n\tb()\n\tmake()\n\tdefer cancel()\n\tc()\n\td()\n}",
            ),
            (
                "func aFunctionWhoseNameIsLong(andItsParameter string, andAnother int) (anotherResult error) { make() }",
                "func aFunctionWhoseNameIsLong(andItsParameter string, andAnother int) (anotherResult error) {\n\tmake()\n\tdefer cancel()\n}",
            ),
            (
                "func f() {\n\tswitch {\n\tcase x:\n\t\tmake()\n\t}\n}",
                "func f() {\n\tswitch {\n\tcase x:\n\t\tmake()\n\t\tdefer cancel()\n\t}\n}",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(made(text, after), *want);
        }
    }

    #[test]
    fn a_block_needs_lines_of_its_own() {
        assert_eq!(
            made("func f() {\n\tg(func() { make() })\n}", check_after),
            "func f() {\n\tg(func() {\n\t\tmake()\n\t\tif err != nil {\n\t\t\treturn\n\t\t}\n\t})\n}"
        );
    }

    #[test]
    fn before_a_statement() {
        let cases: &[(&str, &str)] = &[
            ("func f() {\n\t// note\n\tmake()\n}", "func f() {\n\t// note\n\tdefer cancel()\n\tmake()\n}"),
            ("func f() { make() }", "func f() { defer cancel(); make() }"),
            (
                "func f() {\nL:\n\tmake()\n\tgoto L\n}",
                "func f() {\n\tdefer cancel()\nL:\n\tmake()\n\tgoto L\n}",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(made(text, before), *want);
        }
    }

    #[test]
    fn a_declaration_of_a_hundred_bytes_is_too_long() {
        let of = |bytes: usize| {
            let name = "f".repeat(bytes - "func ()make(); defer cancel()".len());
            (format!("func {name}() {{ make() }}"), name)
        };
        let (short, name) = of(99);
        assert_eq!(made(&short, after), format!("func {name}() {{ make(); defer cancel() }}"));
        let (long, name) = of(100);
        assert_eq!(made(&long, after), format!("func {name}() {{\n\tmake()\n\tdefer cancel()\n}}"));
    }

    #[test]
    fn deleting() {
        let cases: &[(&str, &str)] = &[
            ("func f() {\n\ta()\n\tmake()\n\tb()\n}", "func f() {\n\ta()\n\tb()\n}"),
            ("func f() {\n\ta()\n\n\tmake()\n\n\tb()\n}", "func f() {\n\ta()\n\n\tb()\n}"),
            ("func f() {\n\tmake()\n\n\tb()\n}", "func f() {\n\tb()\n}"),
            ("func f() {\n\ta()\n\n\tmake()\n}", "func f() {\n\ta()\n}"),
            ("func f() {\n\ta()\n\tmake() // why\n}", "func f() {\n\ta()\n\t// why\n}"),
            ("func f() { make() }", "func f() {}"),
            ("func f() { make(); a() }", "func f() { a() }"),
            ("func f() { a(); make(); b() }", "func f() { a(); b() }"),
            ("func f() { a(); make() }", "func f() { a() }"),
        ];
        for (text, want) in cases {
            assert_eq!(made(text, deleted), *want);
        }
    }

    #[test]
    fn into_a_block() {
        let start = |tree: &Tree, n: NodeId| insert_at_start(tree, tree.parent(n)?, DEFER);
        assert_eq!(made("func f() {\n\tmake()\n}", start), "func f() {\n\tdefer cancel()\n\tmake()\n}");
        let empty = |tree: &Tree, _: NodeId| {
            let blocks = |&n: &NodeId| tree.kind(n) == Kind::Block && tree.stmts(n).next().is_none();
            insert_at_start(tree, tree.subtree(tree.root()).find(blocks)?, DEFER)
        };
        let want = "func f() {\n\tmake()\n\tif x {\n\t\tdefer cancel()\n\t}\n}";
        assert_eq!(made("func f() {\n\tmake()\n\tif x {\n\t}\n}", empty), want);
    }

    #[test]
    fn shapeless_text_is_met_without_panic() {
        for text in ["", "x", "x;", "x /* a", "x // a", "\u{feff}x", "é\r\nx"] {
            let inserter = Inserter::new(text);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                for edit in [
                    inserter.line_after(at, "\t", &["y"]),
                    inserter.line_before(at, &["y"]),
                    inserter.delete_stmt(Span::at(at)),
                ] {
                    EditSet::new(vec![edit]).unwrap().apply(text);
                }
            }
        }
    }
}
