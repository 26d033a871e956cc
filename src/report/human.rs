//! The report for people: each finding with its place, its diff and the places it is about, then a summary.

use super::hunks::{self, Hunk, Kind};
use super::paint::harmless;
use super::{Entry, Paint, Results, Standing, summary};
use crate::args::{Mode, Settings};
use anstyle::AnsiColor;
use codemods::Applicability;
use codemods::edits::{Edit, EditSet};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Unchanged lines around a change: enough to recognise the place, no more.
const CONTEXT: usize = 2;

pub fn render(results: &Results, settings: &Settings, paint: Paint) -> String {
    let mut out = String::new();
    let human = Human { results, paint };
    for entry in results.open() {
        human.finding(&mut out, entry);
        // What is written can be seen where it was written.
        if settings.mode == Mode::DryRun {
            human.fix(&mut out, entry);
            out.push('\n');
        }
    }
    if !settings.quiet {
        if settings.mode == Mode::Write && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&summary::render(results, settings, paint));
    }
    out
}

struct Human<'a> {
    results: &'a Results<'a>,
    paint: Paint,
}

// Writing to a string does not fail; its results are dropped.
impl Human<'_> {
    fn finding(&self, out: &mut String, entry: &Entry) {
        let f = &entry.outcome.finding;
        let _ = writeln!(
            out,
            "{}: {}: {} {}",
            self.paint.bold(self.place(&f.path, f.span.start)),
            self.paint.colored(AnsiColor::Cyan, f.codemod),
            harmless(&f.message),
            self.label(entry)
        );
        for r in &f.related {
            let place = self.place(&r.path, r.span.start);
            let _ = writeln!(out, "    {}: {}", self.paint.dim(place), harmless(&r.message));
        }
        let shown = !matches!(entry.standing, Standing::Available | Standing::Withheld | Standing::Applied);
        if let Some(reason) = entry.reason.as_ref().filter(|_| shown) {
            let resolved = entry.standing == Standing::Conflict && entry.outcome.resolved;
            let prefix = if resolved || entry.standing == Standing::Manual { "" } else { "not applied: " };
            let _ = writeln!(out, "    {prefix}{}", harmless(reason));
        }
    }

    fn place(&self, path: &Path, offset: u32) -> String {
        let (line, column) = self.results.position(path, offset);
        format!("{}:{line}:{column}", harmless(&self.results.base.name(path)))
    }

    fn label(&self, entry: &Entry) -> String {
        let (color, word) = match entry.outcome.finding.applicability {
            Applicability::Safe => (AnsiColor::Green, "safe"),
            Applicability::Unsafe => (AnsiColor::Yellow, "unsafe"),
            Applicability::None => (AnsiColor::Magenta, "by hand"),
        };
        let text = match entry.standing {
            Standing::Available | Standing::Manual | Standing::Suppressed => format!("[{word}]"),
            standing => format!("[{word}, {}]", standing.name()),
        };
        self.paint.colored(color, text).to_string()
    }

    /// The change that would mend this finding alone.
    fn fix(&self, out: &mut String, entry: &Entry) {
        let mut by_file: BTreeMap<&Path, Vec<Edit>> = BTreeMap::new();
        for (path, edit) in &entry.outcome.edits {
            by_file.entry(path).or_default().push(edit.clone());
        }
        let own = &*entry.outcome.finding.path;
        for (path, edits) in by_file {
            let (Some(text), Ok(edits)) = (self.results.report.texts.get(path), EditSet::new(edits)) else {
                continue;
            };
            if path != own || entry.outcome.multi_file {
                let _ = writeln!(out, "    {}", self.paint.bold(harmless(&self.results.base.name(path))));
            }
            let hunks = hunks::of_edits(text, &edits, CONTEXT);
            let width = hunks.last().map_or(1, |h| h.old.end.to_string().len());
            for (i, hunk) in hunks.iter().enumerate() {
                if i > 0 {
                    let _ = writeln!(out, "    {}", self.paint.dim(format_args!("{:>width$} …", "")));
                }
                self.hunk(out, hunk, width);
            }
        }
    }

    /// Lines of the present text carry their number; new ones have none yet.
    fn hunk(&self, out: &mut String, hunk: &Hunk, width: usize) {
        let mut number = hunk.old.start;
        for line in &hunk.lines {
            let text = harmless(line.text.trim_end_matches(['\n', '\r']));
            if line.kind != Kind::Added {
                number += 1;
            }
            let gutter = match line.kind {
                Kind::Added => format!("{:>width$} ", ""),
                _ => format!("{number:>width$} "),
            };
            let gutter = if text.is_empty() { gutter.trim_end() } else { &gutter };
            let _ = write!(out, "    {}", self.paint.dim(gutter));
            let _ = match line.kind {
                Kind::Context => writeln!(out, "{}", format!("  {text}").trim_end()),
                Kind::Removed => {
                    writeln!(out, "{}", self.paint.colored(AnsiColor::Red, format_args!("- {text}")))
                }
                Kind::Added => {
                    writeln!(out, "{}", self.paint.colored(AnsiColor::Green, format_args!("+ {text}")))
                }
            };
        }
    }
}
