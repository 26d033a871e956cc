//! Reviewdog's diagnostic format: the whole result in one object, or a diagnostic a line.
//!
//! Columns count bytes from 1 and ends are exclusive, as here. A fix is one suggestion of whole lines, the only
//! kind that every reporter can show.

use super::document::{self, Finding};
use super::json::lines;
use super::proposal::{self, Proposed};
use super::{Entry, Results};
use serde_json::{Value, json};

/// The most lines that a suggestion may replace. Comments on a review have a limit, and so have their readers.
const LONGEST: usize = 100;

pub fn render(results: &Results) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&json!({
        "source": { "name": "ctxmend" },
        "severity": "WARNING",
        "diagnostics": diagnostics(results).collect::<Vec<_>>(),
    }))?;
    text.push('\n');
    Ok(text)
}

pub fn render_lines(results: &Results) -> Result<String, serde_json::Error> {
    let source = json!({ "name": "ctxmend" });
    lines(diagnostics(results).map(|mut diagnostic| {
        diagnostic["source"] = source.clone();
        diagnostic
    }))
}

fn diagnostics<'a>(results: &'a Results) -> impl Iterator<Item = Value> + 'a {
    document::left(results).filter(|f| !f.is_suppressed()).map(|finding| diagnostic(results, &finding))
}

fn diagnostic(results: &Results, finding: &Finding) -> Value {
    let related = finding.related.iter().map(|r| {
        let start = json!({ "line": r.line, "column": r.column });
        json!({ "message": r.message, "location": { "path": r.path, "range": { "start": start } } })
    });
    let mut diagnostic = json!({
        "message": finding.told(),
        "location": {
            "path": finding.path,
            "range": {
                "start": { "line": finding.line, "column": finding.column },
                "end": { "line": finding.end_line, "column": finding.end_column },
            },
        },
        "severity": "WARNING",
        "code": { "value": finding.codemod },
        "related_locations": related.collect::<Vec<_>>(),
    });
    if let Some(suggestion) = suggestion(results, finding.entry) {
        diagnostic["suggestions"] = json!([suggestion]);
    }
    diagnostic
}

/// The whole fix, or nothing: part of one would break the code.
fn suggestion(results: &Results, entry: &Entry) -> Option<Value> {
    let files = proposal::offered(results, entry);
    let [file] = &files[..] else { return None };
    if file.path != &entry.outcome.finding.path {
        return None;
    }
    let (first, last, text) = whole_lines(file)?;
    let range = json!({ "start": { "line": first }, "end": { "line": last } });
    Some(json!({ "range": range, "text": text }))
}

/// The first and last line, from 1, that the edits change, and what is to stand there.
fn whole_lines(file: &Proposed) -> Option<(usize, usize, String)> {
    let hunks = file.hunks(0);
    let (mut first, last) = (hunks.first()?.old.start, hunks.last()?.old.end);
    let (mut from, to) = (hunks.first()?.new.start, hunks.last()?.new.end);
    let mut more = 0;
    if first == last {
        // A line that stays goes with what is inserted beside it.
        let before = usize::from(first > 0);
        (first, from, more) = (first - before, from - before, 1 - before);
    }
    if last + more - first > LONGEST {
        return None;
    }
    let after = file.edits.apply(file.text);
    let lines: String = after.split_inclusive('\n').take(to + more).skip(from).collect();
    let text = lines.strip_suffix('\n').map_or(&*lines, |l| l.strip_suffix('\r').unwrap_or(l));
    Some((first + 1, last + more, text.to_owned()))
}
