//! The last lines for people: how much was found, what can be done about it, and what to type next.

use super::paint::harmless;
use super::{Entry, Paint, Results, Standing};
use crate::args::{Mode, Settings};
use anstyle::AnsiColor;
use codemods::Applicability;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// A group of findings, and the command that deals with it.
pub struct Line {
    pub color: AnsiColor,
    pub text: String,
    pub next: Option<String>,
}

pub fn render(results: &Results, settings: &Settings, paint: Paint) -> String {
    let open: Vec<&Entry> = results.open().collect();
    let suppressed = results.entries.len() - open.len();
    let aside = if suppressed > 0 { format!(" ({suppressed} suppressed)") } else { String::new() };
    if results.files == 0 {
        return nothing_searched(results);
    }
    let looked_at = count(results.files, "file");
    if open.is_empty() {
        return format!("no findings in {looked_at}{aside}\n");
    }
    let places: BTreeSet<&Path> = open.iter().map(|e| &*e.outcome.finding.path).collect();
    let head = format!("{} in {} of {looked_at}{aside}", count(open.len(), "finding"), places.len());
    let mut out = format!("{}\n", paint.bold(head));
    let lines = lines(&open, results, settings);
    let width = lines.iter().filter(|l| l.next.is_some()).map(|l| l.text.len()).max().unwrap_or(0);
    for line in lines {
        let text = paint.colored(line.color, &line.text);
        // Writing to a string does not fail.
        let _ = match line.next {
            Some(next) => {
                let gap = width - line.text.len();
                writeln!(out, "  {text}{:gap$}   {}", "", paint.bold(harmless(&next)))
            }
            None => writeln!(out, "  {text}"),
        };
    }
    if settings.mode == Mode::DryRun && results.dirty > 0 {
        let files = count(results.dirty, "file");
        let _ = writeln!(out, "  {files} with uncommitted changes, which --write wants --allow-dirty for");
    }
    out
}

/// Why there is nothing to tell. What was an error is told as one.
fn nothing_searched(results: &Results) -> String {
    match (results.shard, results.left_out) {
        _ if !results.errors.is_empty() => String::new(),
        (Some(shard), _) => format!("no Go files in shard {shard}\n"),
        (None, 0) => "no Go files to look at\n".to_owned(),
        (None, n) => format!("no Go files to look at; {n} left out, --stats says why\n"),
    }
}

/// What there is to tell of these findings, in the order of its worth.
pub fn lines(open: &[&Entry], results: &Results, settings: &Settings) -> Vec<Line> {
    let mut lines = Vec::new();
    let of = |standing, best: Option<Applicability>| -> Vec<&Entry> {
        let fits = |e: &&&Entry| {
            e.standing == standing && best.is_none_or(|a| e.outcome.finding.applicability() == a)
        };
        open.iter().filter(fits).copied().collect()
    };
    let mut line = |color, entries: Vec<&Entry>, text: &dyn Fn(usize, String) -> String, next| {
        if !entries.is_empty() {
            lines.push(Line { color, text: text(entries.len(), files(&entries)), next });
        }
    };
    let write = |entries: &[&Entry], flags: &[&str]| {
        (!entries.is_empty()).then(|| command(results, settings, &[&["--write"], flags].concat()))
    };
    let given: &[&str] = if settings.unsafe_fixes { &["--unsafe-fixes"] } else { &[] };
    use Applicability::{Safe, Unsafe};
    use Standing::*;
    line(AnsiColor::Green, of(Applied, None), &|n, f| format!("{} applied in {f}", fixes(n, "")), None);
    let safe = of(Available, Some(Safe));
    let next = write(&safe, given);
    line(AnsiColor::Green, safe, &|n, f| format!("{} in {f}", fixes(n, "safe ")), next);
    let wanted = of(Available, Some(Unsafe));
    let next = write(&wanted, given).filter(|_| of(Available, Some(Safe)).is_empty());
    line(AnsiColor::Yellow, wanted, &|n, f| format!("{} in {f}", fixes(n, "unsafe ")), next);
    let withheld = of(Withheld, None);
    let next = write(&withheld, &["--unsafe-fixes"]);
    line(AnsiColor::Yellow, withheld, &|n, f| format!("{} withheld in {f}", fixes(n, "unsafe ")), next);
    line(AnsiColor::Magenta, of(Manual, None), &|n, f| format!("{n} for a person to decide in {f}"), None);
    let (resolved, conflicts): (Vec<&Entry>, Vec<&Entry>) =
        of(Conflict, None).into_iter().partition(|e| e.outcome.resolved);
    let with = |n, _| format!("{} resolved by the fix of another", count(n, "finding"));
    line(AnsiColor::Green, resolved, &with, None);
    let again = |n, _| format!("{} in conflict with another; run again after it", fixes(n, ""));
    line(AnsiColor::Yellow, conflicts, &again, None);
    line(AnsiColor::Red, of(Refused, None), &|n, f| format!("{} refused in {f}", fixes(n, "")), None);
    let broken = |n, f| format!("{} in {f} did not pass the check of its result", fixes(n, ""));
    line(AnsiColor::Red, of(Rejected, None), &broken, None);
    lines
}

fn files(entries: &[&Entry]) -> String {
    let mut files: BTreeSet<&Path> = BTreeSet::new();
    for e in entries {
        match &e.outcome.edits[..] {
            [] => drop(files.insert(&e.outcome.finding.path)),
            edits => files.extend(edits.iter().map(|(path, _)| &**path)),
        }
    }
    count(files.len(), "file")
}

/// `1 safe fix`, `2 safe fixes`; `kind` ends in a space or is empty.
pub fn fixes(n: usize, kind: &str) -> String {
    format!("{n} {kind}{}", if n == 1 { "fix" } else { "fixes" })
}

/// `1 file`, `2 files`.
pub fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The command that was typed, with other flags and without paths that were an error.
fn command(results: &Results, settings: &Settings, flags: &[&str]) -> String {
    let allow =
        if settings.allow_dirty && settings.mode == Mode::Write { &["--allow-dirty"][..] } else { &[] };
    let flags = flags.iter().chain(allow).map(|f| (*f).to_owned());
    let failed = |path: &Path| results.errors.iter().any(|e| *e.path == *path);
    let is_wrong = |typed: &Path| failed(typed) || results.base.absolute(typed).is_ok_and(|p| failed(&p));
    let paths: Vec<&OsStr> = settings.typed.iter().filter(|p| !is_wrong(p)).map(|p| p.as_os_str()).collect();
    let is_like_option = |p: &&OsStr| p.as_bytes().starts_with(b"-") && *p != "-";
    let end_of_options = paths.iter().any(is_like_option).then_some(OsStr::new("--"));
    let options = settings.chosen_by.iter().map(|a| a.as_os_str());
    let chosen = options.chain(end_of_options).chain(paths).map(shell_quoted);
    ["ctxmend".to_owned()].into_iter().chain(flags).chain(chosen).collect::<Vec<_>>().join(" ")
}

fn shell_quoted(argument: &OsStr) -> String {
    let text = argument.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_./,=+:@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_quoted_for_the_shell() {
        assert_eq!(shell_quoted(OsStr::new("./a/...")), "./a/...");
        assert_eq!(shell_quoted(OsStr::new("it's mine")), "'it'\\''s mine'");
    }
}
