//! `ctxmend merge`: the reports of all shards, joined into the one that an undivided run would give.
//!
//! Reports are taken as they stand, so that what a newer version adds to them is kept.

use crate::paths::Base;
use crate::run::{ERROR, FINDINGS, print};
use crate::shard::Shard;
use crate::world;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Jsonl,
    Sarif,
}

/// A report, whatever its format: lists that are joined, numbers that are added, and the rest, which all share.
struct Report {
    kind: Kind,
    /// The whole for JSON; the only run for SARIF; for lines, an object made of them.
    object: Map<String, Value>,
    /// What stands around the run of SARIF.
    around: Map<String, Value>,
    shard: Option<Shard>,
}

/// Prints the joined report; gives the exit code.
pub fn run(paths: &[PathBuf], check: bool) -> io::Result<u8> {
    let base = Base::current()?;
    let mut reports = Vec::new();
    for path in paths {
        let wrong = |why: String| io::Error::other(format!("{}: {why}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|e| wrong(world::reason(&e)))?;
        reports.push(Report::read(&text).map_err(wrong)?);
    }
    all_shards(&reports).map_err(io::Error::other)?;
    let Some(joined) = join(reports, &base).map_err(io::Error::other)? else { return Ok(0) };
    print(joined.text()?.as_bytes())?;
    Ok(if check { joined.code() } else { 0 })
}

const NO_REPORT: &str = "is no report that can be merged; json, jsonl and sarif can";

impl Report {
    fn read(text: &str) -> Result<Report, String> {
        let (kind, mut object, around) = match serde_json::from_str(text) {
            Ok(Value::Object(object)) if object.contains_key("runs") => {
                let (run, around) = only_run(object).ok_or(NO_REPORT)?;
                (Kind::Sarif, run, around)
            }
            Ok(Value::Object(object)) if object.contains_key("findings") => {
                object.get("summary").filter(|s| s.is_object()).ok_or(NO_REPORT)?;
                object.get("version").ok_or(NO_REPORT)?;
                (Kind::Json, object, Map::new())
            }
            _ => (Kind::Jsonl, from_lines(text).ok_or(NO_REPORT)?, Map::new()),
        };
        let shard = match kind {
            Kind::Json => object.shift_remove("shard"),
            Kind::Jsonl => without(&mut object, "summary", "shard"),
            Kind::Sarif => without(&mut object, "properties", "shard"),
        };
        let shard = shard.as_ref().and_then(Value::as_str).and_then(|s| s.parse().ok());
        Ok(Report { kind, object, around, shard })
    }

    /// As a run prints it.
    fn text(&self) -> serde_json::Result<String> {
        let mut text = match self.kind {
            Kind::Json => serde_json::to_string_pretty(&self.object)?,
            Kind::Jsonl => {
                return crate::report::lines(self.lists().flatten().chain(self.object.get("summary")));
            }
            Kind::Sarif => {
                let mut whole = self.around.clone();
                whole.insert("runs".into(), Value::Array(vec![Value::Object(self.object.clone())]));
                serde_json::to_string_pretty(&whole)?
            }
        };
        text.push('\n');
        Ok(text)
    }

    fn lists(&self) -> impl Iterator<Item = &Vec<Value>> {
        self.object.values().filter_map(Value::as_array)
    }

    /// What a dry run with these findings and errors exits with.
    fn code(&self) -> u8 {
        let empty = |key: &str| self.object.get(key).and_then(Value::as_array).is_none_or(Vec::is_empty);
        let failed = match self.kind {
            Kind::Sarif => {
                let told = self.object.get("invocations");
                told.and_then(|i| i.pointer("/0/executionSuccessful")) == Some(&Value::Bool(false))
            }
            _ => !empty("errors"),
        };
        let is_open = |finding: &Value| {
            let status = finding.get("status").unwrap_or(&finding["properties"]["status"]);
            status != "suppressed" && status != "applied"
        };
        let found = ["findings", "results"].iter().filter_map(|key| self.object.get(*key)?.as_array());
        match failed {
            true => ERROR,
            false if found.flatten().any(is_open) => FINDINGS,
            false => 0,
        }
    }
}

/// Takes a key out of an object inside of `object`, and that object too if it held nothing else.
fn without(object: &mut Map<String, Value>, inner: &str, key: &str) -> Option<Value> {
    let properties = object.get_mut(inner)?.as_object_mut()?;
    let found = properties.shift_remove(key);
    if properties.is_empty() {
        object.shift_remove(inner);
    }
    found
}

/// Takes the run out of a SARIF document of this tool.
fn only_run(mut document: Map<String, Value>) -> Option<(Map<String, Value>, Map<String, Value>)> {
    match document.shift_remove("runs")? {
        Value::Array(mut runs) if runs.len() == 1 => match runs.pop()? {
            Value::Object(run) if run.get("tool")?["driver"]["name"] == "ctxmend" => Some((run, document)),
            _ => None,
        },
        _ => None,
    }
}

/// The lines of a report in one object, each under the plural of its type. The summary ends it: without one, it was
/// cut off.
fn from_lines(text: &str) -> Option<Map<String, Value>> {
    let (mut findings, mut errors, mut summary) = (Vec::new(), Vec::new(), None);
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).ok()?;
        match value.get("type")?.as_str()? {
            "finding" => findings.push(value),
            "error" => errors.push(value),
            "summary" if summary.is_none() && value.get("version").is_some() => summary = Some(value),
            _ => return None,
        }
    }
    let parts = [("findings", findings.into()), ("errors", errors.into()), ("summary", summary?)];
    Some(parts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Whether there is each shard once, if there are shards.
fn all_shards(reports: &[Report]) -> Result<(), String> {
    let Some(one) = reports.iter().find_map(|r| r.shard) else { return Ok(()) };
    let mut seen = BTreeSet::new();
    for report in reports {
        match report.shard {
            None => return Err(format!("one report is of shard {one}, another of no shard")),
            Some(shard) if shard.count() != one.count() => {
                return Err(format!("shards {one} and {shard} are not of one run"));
            }
            Some(shard) if !seen.insert(shard) => return Err(format!("shard {shard} is given twice")),
            Some(_) => {}
        }
    }
    match one.all().find(|shard| !seen.contains(shard)) {
        Some(missing) => Err(format!("shard {missing} is missing")),
        None => Ok(()),
    }
}

fn join(reports: Vec<Report>, base: &Base) -> Result<Option<Report>, String> {
    let mut reports = reports.into_iter();
    let Some(mut joined) = reports.next() else { return Ok(None) };
    for report in reports {
        if report.kind != joined.kind {
            return Err("the reports are in different formats".into());
        }
        if report.around != joined.around {
            return Err(DIFFERENT.into());
        }
        merge(&mut joined.object, report.object)?;
    }
    for (key, value) in &mut joined.object {
        match (key.as_str(), value) {
            ("invocations", Value::Array(list)) => list.iter_mut().for_each(|invocation| {
                if let Some(Value::Array(list)) = invocation.get_mut("toolExecutionNotifications") {
                    sort(list, base);
                }
            }),
            (_, Value::Array(list)) => sort(list, base),
            _ => {}
        }
    }
    Ok(Some(joined))
}

const DIFFERENT: &str = "the reports were not made by the same version of ctxmend in the same way";

fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) -> Result<(), String> {
    for (key, value) in from {
        match (key.as_str(), into.get_mut(&key), value) {
            ("invocations", Some(Value::Array(ours)), Value::Array(theirs)) => {
                for (ours, theirs) in ours.iter_mut().zip(theirs) {
                    merge(
                        ours.as_object_mut().ok_or(NO_REPORT)?,
                        theirs.as_object().cloned().ok_or(NO_REPORT)?,
                    )?;
                }
            }
            ("executionSuccessful", Some(Value::Bool(ours)), Value::Bool(theirs)) => *ours &= theirs,
            ("summary", Some(Value::Object(ours)), Value::Object(theirs)) => add(ours, theirs)?,
            (_, Some(Value::Array(ours)), Value::Array(theirs)) => ours.extend(theirs),
            (_, Some(ours), theirs) if *ours == theirs => {}
            _ => return Err(DIFFERENT.into()),
        }
    }
    Ok(())
}

/// Adds the numbers of a summary.
fn add(into: &mut Map<String, Value>, from: Map<String, Value>) -> Result<(), String> {
    for (key, value) in from {
        match (into.get_mut(&key), value.as_u64()) {
            (Some(ours), Some(theirs)) if key != "version" => {
                *ours = ours.as_u64().ok_or(NO_REPORT)?.saturating_add(theirs).into();
            }
            (Some(ours), _) if *ours == value => {}
            _ => return Err(DIFFERENT.into()),
        }
    }
    Ok(())
}

/// Sorts as reports are sorted. What two of them tell in the same words, such as a folder that cannot be read, is
/// told once; findings are no such thing, their shards being disjoint.
fn sort(list: &mut Vec<Value>, base: &Base) {
    list.sort_by(|a, b| place(a, base).cmp(&place(b, base)).then_with(|| message(a, b)));
    list.dedup();
}

/// Findings of one place keep their order: they are in it already.
fn message(a: &Value, b: &Value) -> Ordering {
    let of = |value: &Value| {
        let is_error = value.get("line").is_none() && value.get("ruleId").is_none();
        is_error.then(|| value["message"].to_string())
    };
    of(a).cmp(&of(b))
}

/// File, line and column. Shards name files relative to where they ran: here, as far as order goes.
fn place(value: &Value, base: &Base) -> (PathBuf, u64, u64) {
    let number = |value: &Value, key: &str| value.get(key).and_then(Value::as_u64).unwrap_or_default();
    if let Some(path) = value.get("path").and_then(Value::as_str) {
        return (base.dir().join(path), number(value, "line"), number(value, "column"));
    }
    let physical = &value["locations"][0]["physicalLocation"];
    let uri = physical["artifactLocation"]["uri"].as_str().unwrap_or_default();
    let path: Vec<u8> = percent_decode_str(uri.strip_prefix("file://").unwrap_or(uri)).collect();
    let region = &physical["region"];
    (
        base.dir().join(Path::new(OsStr::from_bytes(&path))),
        number(region, "startLine"),
        number(region, "startColumn"),
    )
}
