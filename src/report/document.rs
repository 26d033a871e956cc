//! Findings as machines are told of them: paths named, offsets as lines and columns, every state a word.
//!
//! The JSON formats print this as it stands, so its shape is promised: keys are only ever added, at the end. The
//! other formats take from it what they have a place for.

use super::{Entry, Position, Results, Standing};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

#[derive(Serialize)]
pub struct Document<'a> {
    pub version: u32,
    pub findings: Vec<Finding<'a>>,
    pub errors: Vec<Error<'a>>,
    pub summary: Summary,
    /// `1/4`, if there are more reports of this run: `ctxmend merge` wants them all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
}

#[derive(Serialize)]
pub struct Finding<'a> {
    pub codemod: &'a str,
    pub path: Cow<'a, str>,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub message: &'a str,
    pub applicability: &'static str,
    pub status: &'static str,
    pub reason: &'a str,
    pub related: Vec<Related<'a>>,
    pub edits: Vec<Edit<'a>>,
    #[serde(skip)]
    pub entry: &'a Entry<'a>,
}

#[derive(Serialize)]
pub struct Related<'a> {
    pub path: Cow<'a, str>,
    pub line: usize,
    pub column: usize,
    pub message: &'a str,
}

#[derive(Serialize)]
pub struct Edit<'a> {
    pub path: Cow<'a, str>,
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
}

#[derive(Serialize)]
pub struct Error<'a> {
    pub path: Cow<'a, str>,
    pub message: &'a str,
}

pub struct Summary {
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

/// Everything, with places in the texts as they were read.
pub fn whole<'a>(results: &'a Results) -> Document<'a> {
    let count = |standing: Standing| results.entries.iter().filter(|e| e.standing == standing).count();
    let then = |path: &Path, offset| results.position(path, offset);
    Document {
        version: 1,
        findings: results.entries.iter().map(|e| finding(results, e, &then)).collect(),
        errors: errors(results),
        summary: Summary {
            files: results.files,
            findings: results.entries.len(),
            standings: Standing::ALL.iter().map(|&s| (s.name(), count(s))).collect(),
        },
        shard: results.shard.map(|shard| shard.to_string()),
    }
}

/// The findings that are left when the run is over, with places in the files as it leaves them: for tools that show
/// them there. Suppressed ones are among them.
pub fn left<'a>(results: &'a Results) -> impl Iterator<Item = Finding<'a>> {
    let now = |path: &Path, offset| {
        let place = results.now(path, offset);
        place.map_or(Position { line: 1, column: 1 }, |(source, offset)| source.position(offset))
    };
    results.entries.iter().filter(|e| !e.mended).map(move |e| finding(results, e, &now))
}

pub fn errors<'a>(results: &'a Results) -> Vec<Error<'a>> {
    let name = |path| results.base.name(path);
    results.errors.iter().map(|e| Error { path: name(&e.path), message: &e.message }).collect()
}

fn finding<'a>(
    results: &'a Results,
    entry: &'a Entry,
    position: &dyn Fn(&Path, u32) -> Position,
) -> Finding<'a> {
    let f = &entry.outcome.finding;
    let (start, end) = (position(&f.path, f.span.start), position(&f.path, f.span.end));
    let related = |r: &'a codemods::Related| {
        let Position { line, column } = position(&r.path, r.span.start);
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
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &f.message,
        applicability: f.applicability().name(),
        status: entry.standing.name(),
        reason: entry.reason.as_deref().unwrap_or(""),
        related: f.related.iter().map(related).collect(),
        edits: entry.outcome.edits.iter().map(edit).collect(),
        entry,
    }
}

impl Finding<'_> {
    pub fn is_suppressed(&self) -> bool {
        self.entry.standing == Standing::Suppressed
    }

    /// For tools with one field of text: the message, what may be done about it, and the other places.
    pub fn told(&self) -> String {
        let mut told = format!("{} [{}]", self.message, self.entry.label());
        for line in self.entry.note().into_iter().chain(self.related.iter().map(Related::told)) {
            told.push('\n');
            told.push_str(&line);
        }
        told
    }
}

impl Related<'_> {
    fn told(&self) -> String {
        format!("{}:{}:{}: {}", self.path, self.line, self.column, self.message)
    }
}
