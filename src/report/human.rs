//! The report for people: each finding with its place, its diff and the places it is about, then a summary.

use super::hunks::{Hunk, Kind};
use super::paint::harmless;
use super::{Entry, Paint, Position, Results, proposal, summary};
use crate::args::{Mode, Settings};
use anstyle::AnsiColor;
use codemods::Applicability;
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

/// Shows single findings.
pub struct Human<'a> {
    pub results: &'a Results<'a>,
    pub paint: Paint,
}

// Writing to a string does not fail; its results are dropped.
impl Human<'_> {
    /// The line that tells it, and the places it is about.
    pub fn finding(&self, out: &mut String, entry: &Entry) {
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
        if let Some(note) = entry.note() {
            let _ = writeln!(out, "    {}", harmless(&note));
        }
    }

    fn place(&self, path: &Path, offset: u32) -> String {
        let Position { line, column } = self.results.position(path, offset);
        format!("{}:{line}:{column}", harmless(&self.results.base.name(path)))
    }

    fn label(&self, entry: &Entry) -> String {
        let color = match entry.outcome.finding.applicability() {
            Applicability::Safe => AnsiColor::Green,
            Applicability::Unsafe => AnsiColor::Yellow,
            Applicability::None => AnsiColor::Magenta,
        };
        self.paint.colored(color, format_args!("[{}]", entry.label())).to_string()
    }

    /// The change that would mend this finding alone.
    pub fn fix(&self, out: &mut String, entry: &Entry) {
        let proposed = proposal::of(self.results, entry);
        let own = &entry.outcome.finding.path;
        for file in &proposed {
            if proposed.len() > 1 || file.path != own {
                let name = self.results.base.name(file.path);
                let _ = writeln!(out, "    {}", self.paint.bold(harmless(&name)));
            }
            let hunks = file.hunks(CONTEXT);
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
