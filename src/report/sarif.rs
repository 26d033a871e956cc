//! SARIF 2.1.0, the format of code scanning services.
//!
//! Columns count units of UTF-16, as the format has no bytes; files are named by URIs relative to `%SRCROOT%`, which
//! is the working directory. What this run mended is not told of: a service takes what it misses for mended.

use super::document::{self, Finding};
use super::fingerprint::Fingerprints;
use super::proposal::{self, Proposed};
use super::source::Source;
use super::{Position, Results};
use crate::args::Settings;
use codemods::Codemod;
use codemods::span::Span;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use serde_json::{Value, json};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands for itself in the path of a relative reference (RFC 3986, 3.3 and 4.2).
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

pub fn render(results: &Results, settings: &Settings) -> Result<String, serde_json::Error> {
    let sarif = Sarif { results };
    let mut fingerprints = Fingerprints::new(results);
    let found = document::left(results).map(|finding| {
        let rule = settings.choice.all.iter().position(|c| c.name == finding.codemod);
        sarif.result(&finding, rule, &fingerprints.of(finding.entry))
    });
    let found: Vec<Value> = found.collect();
    let notifications = results.errors.iter().map(|e| {
        let location = json!({ "physicalLocation": { "artifactLocation": sarif.artifact(&e.path) } });
        json!({ "level": "error", "message": { "text": e.message }, "locations": [location] })
    });
    let mut document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ctxmend",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": settings.choice.all.iter().map(|c| rule(c)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": results.errors.is_empty(),
                "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
            }],
            "columnKind": "utf16CodeUnits",
            "results": found,
        }],
    });
    if let Some(shard) = results.shard {
        document["runs"][0]["properties"] = json!({ "shard": shard.to_string() });
    }
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

fn rule(codemod: &Codemod) -> Value {
    json!({
        "id": codemod.name,
        "shortDescription": { "text": codemod.summary },
        "fullDescription": { "text": codemod.introduction().unwrap_or(codemod.summary) },
        "help": { "text": codemod.explain, "markdown": codemod.explain },
        "defaultConfiguration": { "level": "warning" },
        "properties": { "bestFix": codemod.best.name(), "tags": ["context", "correctness"] },
    })
}

struct Sarif<'a> {
    results: &'a Results<'a>,
}

impl Sarif<'_> {
    fn result(&self, finding: &Finding, rule: Option<usize>, fingerprint: &str) -> Value {
        let found = &finding.entry.outcome.finding;
        let related = found.related.iter().enumerate().map(|(id, r)| {
            let mut location = self.location(&r.path, r.span);
            location["id"] = json!(id);
            location["message"] = json!({ "text": r.message });
            location
        });
        let mut result = json!({
            "ruleId": finding.codemod,
            "level": "warning",
            "message": { "text": finding.message },
            "locations": [self.location(&found.path, found.span)],
            "relatedLocations": related.collect::<Vec<_>>(),
            "partialFingerprints": { "ctxmend/v1": fingerprint },
            "properties": {
                "applicability": finding.applicability,
                "status": finding.status,
                "reason": finding.reason,
            },
        });
        if let Some(rule) = rule {
            result["ruleIndex"] = json!(rule);
        }
        if finding.is_suppressed() {
            result["suppressions"] = json!([{ "kind": "inSource" }]);
        }
        let offered = proposal::offered(self.results, finding.entry);
        if !offered.is_empty() {
            let changes: Vec<Value> = offered.iter().map(|file| self.change(file)).collect();
            let description =
                json!({ "text": format!("{} fix of {}", finding.applicability, finding.codemod) });
            result["fixes"] = json!([{ "description": description, "artifactChanges": changes }]);
        }
        result
    }

    fn change(&self, file: &Proposed) -> Value {
        let source = Source::new(file.text);
        let replacement = |edit: &codemods::edits::Edit| {
            let deleted = region(&source, edit.span.start, edit.span.end);
            json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.text } })
        };
        let replacements: Vec<Value> = file.edits.iter().map(replacement).collect();
        json!({ "artifactLocation": self.artifact(file.path), "replacements": replacements })
    }

    fn location(&self, path: &Path, span: Span) -> Value {
        let mut place = json!({ "artifactLocation": self.artifact(path) });
        if let (Some((source, start)), Some((_, end))) =
            (self.results.now(path, span.start), self.results.now(path, span.end))
        {
            place["region"] = region(source, start, end);
        }
        json!({ "physicalLocation": place })
    }

    fn artifact(&self, path: &Path) -> Value {
        let encoded = |path: &Path| percent_encode(path.as_os_str().as_bytes(), IN_PATH).to_string();
        match self.results.base.relative(path) {
            Some(path) => json!({ "uri": encoded(path), "uriBaseId": "%SRCROOT%" }),
            None => json!({ "uri": format!("file://{}", encoded(path)) }),
        }
    }
}

fn region(source: &Source, start: u32, end: u32) -> Value {
    let (Position { line, column }, last) = (source.position_in_utf16(start), source.position_in_utf16(end));
    json!({ "startLine": line, "startColumn": column, "endLine": last.line, "endColumn": last.column })
}
