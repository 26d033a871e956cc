//! The report for programs: all of it in one object, or an object a line.

use super::Results;
use super::document::{self, Error, Finding, Summary};
use serde::Serialize;

/// One object and a line ending.
pub fn render(results: &Results) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&document::whole(results))?;
    text.push('\n');
    Ok(text)
}

/// A line of [`render_lines`].
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Record<'a> {
    Finding(&'a Finding<'a>),
    Error(&'a Error<'a>),
    Summary(Versioned<'a>),
}

#[derive(Serialize)]
struct Versioned<'a> {
    version: u32,
    #[serde(flatten)]
    summary: &'a Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    shard: &'a Option<String>,
}

/// An object a line: each finding, each error, then the summary. `type` says which.
pub fn render_lines(results: &Results) -> Result<String, serde_json::Error> {
    let document = document::whole(results);
    let summary = Versioned { version: document.version, summary: &document.summary, shard: &document.shard };
    let records = document.findings.iter().map(Record::Finding);
    let records = records.chain(document.errors.iter().map(Record::Error)).chain([Record::Summary(summary)]);
    lines(records)
}

/// Each value on a line of its own.
pub fn lines<T: Serialize>(values: impl Iterator<Item = T>) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    for value in values {
        out.push_str(&serde_json::to_string(&value)?);
        out.push('\n');
    }
    Ok(out)
}
