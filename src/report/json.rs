//! The report for machines. Its shape is promised: keys are only ever added, at the end.

use super::{Entry, Results, Standing};
use codemods::Applicability;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    errors: Vec<Error<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    codemod: &'a str,
    path: Cow<'a, str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    applicability: &'static str,
    status: &'static str,
    reason: &'a str,
    related: Vec<Related<'a>>,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: Cow<'a, str>,
    line: usize,
    column: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: Cow<'a, str>,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Error<'a> {
    path: Cow<'a, str>,
    message: &'a str,
}

struct Summary {
    files: usize,
    findings: usize,
    standings: Vec<(&'static str, usize)>,
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("files", &self.files)?;
        map.serialize_entry("findings", &self.findings)?;
        for (name, count) in &self.standings {
            map.serialize_entry(name, count)?;
        }
        map.end()
    }
}

/// One object and a line ending.
pub fn render(results: &Results) -> Result<String, serde_json::Error> {
    let count = |standing: Standing| results.entries.iter().filter(|e| e.standing == standing).count();
    let document = Document {
        version: 1,
        findings: results.entries.iter().map(|e| finding(results, e)).collect(),
        errors: results
            .errors
            .iter()
            .map(|e| Error { path: results.base.name(&e.path), message: &e.message })
            .collect(),
        summary: Summary {
            files: results.files,
            findings: results.entries.len(),
            standings: Standing::ALL.iter().map(|&s| (s.name(), count(s))).collect(),
        },
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

fn finding<'a>(results: &'a Results, entry: &'a Entry) -> Finding<'a> {
    let f = &entry.outcome.finding;
    let (line, column) = results.position(&f.path, f.span.start);
    let (end_line, end_column) = results.position(&f.path, f.span.end);
    let related = |r: &'a codemods::Related| {
        let (line, column) = results.position(&r.path, r.span.start);
        Related { path: results.base.name(&r.path), line, column, message: &r.message }
    };
    let edit = |(path, e): &'a (Arc<Path>, codemods::edits::Edit)| Edit {
        path: results.base.name(path),
        start: e.span.start,
        end: e.span.end,
        text: &e.text,
    };
    Finding {
        codemod: f.codemod,
        path: results.base.name(&f.path),
        line,
        column,
        end_line,
        end_column,
        message: &f.message,
        applicability: match f.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
            Applicability::None => "none",
        },
        status: entry.standing.name(),
        reason: entry.reason.as_deref().unwrap_or(""),
        related: f.related.iter().map(related).collect(),
        edits: entry.outcome.edits.iter().map(edit).collect(),
    }
}
