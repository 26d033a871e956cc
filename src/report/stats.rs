//! What was done and what was left alone, with times: for people who wonder.

use super::paint::harmless;
use super::summary::count;
use super::{Entry, Results, Standing};
use crate::walk::Walked;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::time::Duration;

/// Times of the parts that the engine does not know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    pub walk: Duration,
    pub analysis: Duration,
    pub write: Duration,
}

/// First each thing that was left out or left alone, one a line; then the table.
pub fn render(results: &Results, walked: &Walked, times: Times) -> String {
    let mut out = String::new();
    left_out(&mut out, results, walked);
    left_alone(&mut out, results);
    table(&mut out, results, walked, times);
    out
}

// Writing to a string does not fail; its results are dropped.
fn left_out(out: &mut String, results: &Results, walked: &Walked) {
    for (path, why) in &walked.left_out {
        let _ = writeln!(out, "left out: {}: {why}", harmless(&results.base.name(path)));
    }
}

fn left_alone(out: &mut String, results: &Results) {
    let stats = &results.report.stats;
    for (path, line, why) in &stats.not_analysed {
        let _ = writeln!(out, "not analysed: {}:{line}: {why}", harmless(&results.base.name(path)));
    }
    for (path, line, codemod, why) in &stats.left_alone {
        let path = results.base.name(path);
        let _ = writeln!(out, "left alone: {}:{line}: {codemod}: {}", harmless(&path), harmless(why));
    }
    for (path, line) in &stats.unused_suppressions {
        let _ = writeln!(out, "unused ctxmend:ignore: {}:{line}", harmless(&results.base.name(path)));
    }
}

fn table(out: &mut String, results: &Results, walked: &Walked, times: Times) {
    let stats = &results.report.stats;
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |name: &str, value: &dyn Display| rows.push((name.to_owned(), value.to_string()));
    row("files looked at", &results.files);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for why in walked.left_out.values() {
        *reasons.entry(why).or_default() += 1;
    }
    for (why, n) in reasons {
        row(&format!("  left out, {why}"), &n);
    }
    let of_files = |bytes: u64, files: usize| format!("{} in {}", size(bytes), count(files, "file"));
    row("read", &of_files(stats.bytes_read, stats.files_read));
    row("skimmed", &of_files(stats.bytes_skimmed, stats.files_skimmed));
    row("  in files with context", &size(stats.bytes_context));
    let share = 100.0 * stats.bytes_parsed as f64 / (stats.bytes_context.max(1)) as f64;
    let parsed = format!(
        "{} in {} ({share:.0} % of the files with context)",
        size(stats.bytes_parsed),
        count(stats.decls_parsed, "declaration")
    );
    row("parsed", &parsed);
    row("  with callees and types", &size(stats.bytes_parsed_in_all));
    row("  not analysed", &stats.not_analysed.len());
    row("rounds", &stats.rounds);
    for standing in Standing::ALL {
        let n = results.entries.iter().filter(|e: &&Entry| e.standing == standing).count();
        if n > 0 {
            row(&format!("findings, {}", standing.name()), &n);
        }
    }
    row("unused ctxmend:ignore", &stats.unused_suppressions.len());
    row("time, walk and read", &time(times.walk));
    row("time, analysis", &time(times.analysis));
    for (stage, spent) in &stats.stages {
        row(&format!("  {stage}, all threads"), &time(*spent));
    }
    for (codemod, spent) in &stats.codemods {
        row(&format!("  {codemod}, all threads"), &time(*spent));
    }
    if times.write > Duration::ZERO {
        row("time, write", &time(times.write));
    }
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in rows {
        let _ = writeln!(out, "{name:<width$} {value}");
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

fn time(spent: Duration) -> String {
    format!("{:.1} ms", spent.as_secs_f64() * 1000.0)
}
