//! A comment for a pull request: counts, how to apply, and each finding with its diff folded away.
//!
//! GitHub takes comments of up to 65,536 characters. What does not fit is cut, diffs before findings and from the
//! end, and the comment says what was cut.

use super::hunks::{Hunk, Kind};
use super::paint::unordered;
use super::summary::{self, count};
use super::{Entry, Position, Results, proposal, trust};
use crate::args::Settings;
use codemods::Applicability::{None as ByHand, Safe, Unsafe};
use std::collections::BTreeMap;
use std::fmt::Write;

/// In bytes, of which there are at least as many as characters.
const LIMIT: usize = 65_536;
/// Room for what says what was cut.
const RESERVE: usize = 400;
/// Unchanged lines around a change.
const CONTEXT: usize = 3;

pub fn render(results: &Results, settings: &Settings) -> String {
    let open: Vec<&Entry> = results.open().collect();
    let mut out = head(results, &open, settings);
    let entries: Vec<Block> = open.iter().map(|e| Block::of(results, e)).collect();
    let room = LIMIT - RESERVE - out.len().min(LIMIT - RESERVE);
    let (shown, with_diff) = fitting(&entries, room);
    for (i, block) in entries.iter().take(shown).enumerate() {
        out.push_str(if i < with_diff { &block.long } else { &block.short });
    }
    let (no_diff, cut) = (shown - with_diff, entries.len() - shown);
    if no_diff + cut > 0 {
        let mut parts = Vec::new();
        if no_diff > 0 {
            parts.push(format!("the details of {}", count(no_diff, "finding")));
        }
        if cut > 0 {
            parts.push(count(cut, "further finding"));
        }
        let what = parts.join(" and ");
        let _ = writeln!(
            out,
            "\nLeft out, as a comment holds 65,536 characters: {what}. `ctxmend --format html` shows everything."
        );
    }
    out
}

/// How many findings to show, and how many of these, from the start, in full.
fn fitting(blocks: &[Block], mut room: usize) -> (usize, usize) {
    let mut shown = 0;
    for block in blocks {
        let Some(left) = room.checked_sub(block.short.len()) else { break };
        (room, shown) = (left, shown + 1);
    }
    let mut with_diff = 0;
    for block in &blocks[..shown] {
        let Some(left) = (room + block.short.len()).checked_sub(block.long.len()) else { break };
        (room, with_diff) = (left, with_diff + 1);
    }
    (shown, with_diff)
}

// Writing to a string does not fail; its results are dropped.
fn head(results: &Results, open: &[&Entry], settings: &Settings) -> String {
    let mut out = String::from("### ctxmend: ");
    let _ = match open.len() {
        0 => writeln!(out, "no findings in {}", count(results.files, "file")),
        n => writeln!(out, "{} in {}", count(n, "finding"), count(results.files, "file")),
    };
    for error in results.errors.iter().take(20) {
        let path = results.base.name(&error.path);
        let _ = writeln!(out, "\n**Error**: {}: {}", code(&path), inline(&error.message));
    }
    if open.is_empty() {
        return out;
    }
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for e in open {
        let column = [Safe, Unsafe, ByHand].iter().position(|a| *a == e.outcome.finding.applicability());
        counts.entry(e.outcome.finding.codemod).or_default()[column.unwrap_or(2)] += 1;
    }
    let names = [Safe, Unsafe, ByHand].map(trust);
    let _ = writeln!(out, "\n| codemod | {} |\n| --- | --: | --: | --: |", names.join(" | "));
    for codemod in settings.choice.all.iter().filter(|c| counts.contains_key(c.name)) {
        let [safe, unsafe_, by_hand] = counts[codemod.name];
        let _ = writeln!(out, "| `{}` | {safe} | {unsafe_} | {by_hand} |", codemod.name);
    }
    let next: Vec<String> = summary::lines(open, results, settings)
        .into_iter()
        .filter_map(|line| Some(format!("{} # {}\n", line.next?, line.text)))
        .collect();
    if !next.is_empty() {
        let _ = write!(out, "\nTo apply:\n\n{}", fenced("sh", &next.concat()));
    }
    out.push('\n');
    out
}

/// A finding, in full and without its diff.
struct Block {
    long: String,
    short: String,
}

impl Block {
    fn of(results: &Results, entry: &Entry) -> Block {
        let finding = &entry.outcome.finding;
        let place = |path, offset| {
            let Position { line, .. } = results.position(path, offset);
            format!("{}:{line}", results.base.name(path))
        };
        let summary = format!(
            "<code>{}</code> <b>{}</b>: {} [{}]",
            html(&place(&finding.path, finding.span.start)),
            finding.codemod,
            html(&finding.message),
            entry.label()
        );
        let mut body = String::new();
        for r in &finding.related {
            let _ = writeln!(body, "- {}: {}", code(&place(&r.path, r.span.start)), inline(&r.message));
        }
        if let Some(note) = entry.note() {
            let _ = writeln!(body, "- {}", inline(&note));
        }
        let diff = diff(results, entry);
        if !diff.is_empty() {
            let gap = if body.is_empty() { "" } else { "\n" };
            let _ = write!(body, "{gap}{}", fenced("diff", &diff));
        }
        let short = format!("- {summary}\n");
        let long = match body.is_empty() {
            true => short.clone(),
            false => format!("\n<details><summary>{summary}</summary>\n\n{body}\n</details>\n"),
        };
        Block { long, short }
    }
}

fn diff(results: &Results, entry: &Entry) -> String {
    let mut out = String::new();
    for file in proposal::of(results, entry) {
        let name = unordered(&results.base.name(file.path)).into_owned();
        let _ = writeln!(out, "--- {name}\n+++ {name}");
        for hunk in file.hunks(CONTEXT) {
            write_hunk(&mut out, &hunk);
        }
    }
    out
}

fn write_hunk(out: &mut String, hunk: &Hunk) {
    let _ = writeln!(out, "{}", hunk.head());
    for line in &hunk.lines {
        let sign = match line.kind {
            Kind::Context => ' ',
            Kind::Removed => '-',
            Kind::Added => '+',
        };
        let _ = writeln!(out, "{sign}{}", unordered(line.text.trim_end_matches(['\n', '\r'])));
    }
}

/// A fenced block, whatever the text holds.
fn fenced(kind: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}{kind}\n{text}{fence}\n")
}

/// A code span, whatever the text holds.
fn code(text: &str) -> String {
    let text = unordered(text).replace('\n', " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Text in a paragraph: nothing of it is markup, and nobody is called.
fn inline(text: &str) -> String {
    let mut out = String::new();
    for c in unordered(text).chars() {
        match c {
            '\n' => out.push(' '),
            '@' => out.push_str("@<!-- -->"),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '>' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Text in a block of HTML, where Markdown is not read.
fn html(text: &str) -> String {
    super::html::escaped(text).replace('\n', " ").replace('@', "@<!-- -->")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(inline("*T of a_b <x> @me"), "\\*T of a\\_b &lt;x\\> @<!-- -->me");
        assert_eq!(html("<b>&@"), "&lt;b&gt;&amp;@<!-- -->");
        assert_eq!(code("a`b"), "``a`b``");
        assert!(fenced("go", "x := ```\n").starts_with("````go\n"));
    }

    #[test]
    fn diffs_are_cut_before_findings() {
        let block = |long, short| Block { long: "l".repeat(long), short: "s".repeat(short) };
        let blocks = [block(50, 10), block(50, 10), block(50, 10)];
        assert_eq!(fitting(&blocks, 150), (3, 3));
        assert_eq!(fitting(&blocks, 149), (3, 2));
        assert_eq!(fitting(&blocks, 30), (3, 0));
        assert_eq!(fitting(&blocks, 29), (2, 0));
    }
}
