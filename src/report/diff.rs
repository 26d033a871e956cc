//! The patch: what `git apply` and `patch -p1` take, byte for byte what a write would do.

use super::hunks::{self, Hunk, Kind};
use super::{Paint, Results};
use crate::paths::{OUTSIDE, quoted};
use anstyle::AnsiColor;
use codemods::engine::FileError;
use std::ffi::OsString;
use std::fmt::Write;
use std::path::Path;

/// Unchanged lines around a change: what git shows, and needs to find its place.
const CONTEXT: usize = 3;

/// The patch, and an error for each file that it cannot name.
pub fn render(results: &Results, paint: Paint) -> (String, Vec<FileError>) {
    let (mut out, mut errors) = (String::new(), Vec::new());
    for (path, change) in &results.report.changes {
        let Some(name) = results.base.relative(path) else {
            errors.push(FileError { path: path.clone(), message: OUTSIDE.to_owned() });
            continue;
        };
        let hunks = hunks::of_change(change, CONTEXT);
        if hunks.is_empty() {
            continue;
        }
        for (mark, side) in [("---", "a/"), ("+++", "b/")] {
            // Writing to a string does not fail.
            let _ = writeln!(out, "{}", paint.bold(format_args!("{mark} {}", header_name(side, name))));
        }
        for hunk in &hunks {
            write_hunk(&mut out, hunk, paint);
        }
    }
    (out, errors)
}

fn header_name(side: &str, name: &Path) -> String {
    let mut full = OsString::from(side);
    full.push(name);
    let mut written = quoted(&full);
    if written.contains(' ') && !written.starts_with('"') {
        // Without it, what follows a space may be taken for a date.
        written.push('\t');
    }
    written
}

fn write_hunk(out: &mut String, hunk: &Hunk, paint: Paint) {
    let _ = writeln!(out, "{}", paint.colored(AnsiColor::Cyan, hunk.head()));
    for line in &hunk.lines {
        let (text, end) = match line.text.strip_suffix('\n') {
            Some(text) => (text, "\n"),
            None => (line.text.as_str(), "\n\\ No newline at end of file\n"),
        };
        let _ = match line.kind {
            Kind::Context => write!(out, " {text}{end}"),
            Kind::Removed => write!(out, "{}{end}", paint.colored(AnsiColor::Red, format_args!("-{text}"))),
            Kind::Added => write!(out, "{}{end}", paint.colored(AnsiColor::Green, format_args!("+{text}"))),
        };
    }
}
