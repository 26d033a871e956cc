//! The message of a commit: what the codemod is for, and what was done.

use super::child::Told;
use crate::report::summary::{count, fixes};
use codemods::Codemod;

/// What every first line ends with; by this a branch that an interruption left is known.
pub const MARK: &str = "(ctxmend)";
const WIDTH: usize = 72;

pub fn of(codemod: &Codemod, told: &Told, files: usize, words: &[String]) -> String {
    let applied = told.findings.iter().filter(|f| f.status == "applied");
    let (safe, other): (Vec<_>, Vec<_>) = applied.partition(|f| f.applicability == "safe");
    let kinds = [(safe.len(), "safe"), (other.len(), "unsafe")];
    let kinds: Vec<String> =
        kinds.iter().filter(|k| k.0 > 0).map(|(n, kind)| format!("{n} {kind}")).collect();
    let all = fixes(safe.len() + other.len(), "");
    let done = format!("{all} in {}: {}.", count(files, "file"), kinds.join(", "));
    let mut text = format!("Mend {} {MARK}\n", codemod.name);
    for paragraph in introduction(codemod.explain).chain([done.as_str()]) {
        text.push('\n');
        text.push_str(&wrapped(paragraph));
    }
    text.push_str(&format!("\nctxmend {} --write {}\n", env!("CARGO_PKG_VERSION"), words.join(" ")));
    text
}

/// The paragraphs between the title of a manual and its next heading.
fn introduction(manual: &str) -> impl Iterator<Item = &str> {
    let rest = manual.split_once('\n').map_or("", |(_, rest)| rest);
    let end = rest.find("\n## ").unwrap_or(rest.len());
    rest[..end].split("\n\n").map(str::trim).filter(|p| !p.is_empty())
}

fn wrapped(paragraph: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let long = word.chars().count();
        if column > 0 && column + 1 + long > WIDTH {
            out.push('\n');
            column = 0;
        }
        if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += long;
    }
    out.push('\n');
    out
}
