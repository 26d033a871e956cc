//! A diff as a table: the old text on the left, the new one on the right.

use super::super::hunks::{Hunk, Kind, Line};
use super::super::proposal::Proposed;
use super::escaped;
use std::fmt::Write;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

// Writing to a string does not fail; its results are dropped.
pub fn write(out: &mut String, name: &str, file: &Proposed) {
    let name = escaped(name);
    let _ = writeln!(
        out,
        "<table class=\"diff\">\n<caption>{name}</caption>\n<thead class=\"sr\"><tr><th>line</th><th>before</th>\
         <th>line</th><th>after</th></tr></thead>"
    );
    for hunk in file.hunks(CONTEXT) {
        out.push_str("<tbody>\n");
        rows(out, &hunk);
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

fn rows(out: &mut String, hunk: &Hunk) {
    let (mut old, mut new) = (hunk.old.start, hunk.new.start);
    let mut lines = hunk.lines.iter().peekable();
    while let Some(line) = lines.peek() {
        if line.kind == Kind::Context {
            (old, new) = (old + 1, new + 1);
            row(out, "same", Some((old, line)), Some((new, line)));
            lines.next();
            continue;
        }
        let mut take = |kind| -> Vec<&Line> {
            let mut some = Vec::new();
            while let Some(line) = lines.next_if(|l| l.kind == kind) {
                some.push(line);
            }
            some
        };
        let (removed, added) = (take(Kind::Removed), take(Kind::Added));
        for i in 0..removed.len().max(added.len()) {
            let left = removed.get(i).map(|l| (old + i + 1, *l));
            let right = added.get(i).map(|l| (new + i + 1, *l));
            row(out, "changed", left, right);
        }
        (old, new) = (old + removed.len(), new + added.len());
    }
}

fn row(out: &mut String, class: &str, left: Option<(usize, &Line)>, right: Option<(usize, &Line)>) {
    let _ = write!(out, "<tr class=\"{class}\">");
    for (side, cell) in [("old", left), ("new", right)] {
        let _ = match cell {
            Some((number, line)) => {
                let text = escaped(line.text.trim_end_matches(['\n', '\r']));
                write!(out, "<td class=\"no {side}\">{number}</td><td class=\"{side}\">{text}</td>")
            }
            None => write!(out, "<td class=\"no empty {side}\"></td><td class=\"empty {side}\"></td>"),
        };
    }
    out.push_str("</tr>\n");
}
