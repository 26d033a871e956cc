//! What became of all repositories: a table, an object, a page.

use super::state::{Outcome, Status};
use crate::args::Table;
use crate::report::summary::{count, fixes};
use crate::report::{escaped, harmless};
use serde_json::json;
use std::fmt::Write;

pub fn render(outcomes: &[Outcome], format: Table) -> serde_json::Result<String> {
    match format {
        Table::Json => {
            let whole = json!({ "version": 1, "repositories": outcomes });
            Ok(serde_json::to_string_pretty(&whole)? + "\n")
        }
        Table::Table => Ok(table(outcomes)),
        Table::Html => Ok(page(outcomes)),
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Mended => "mended",
        Status::Nothing => "nothing to do",
        Status::Refused => "refused",
        Status::Failed => "failed",
    }
}

const HEAD: [&str; 7] = ["repository", "", "findings", "left", "commits", "fixes", "taken back"];

fn row(o: &Outcome) -> [String; 7] {
    [
        harmless(&o.repository).into_owned(),
        word(o.status).to_owned(),
        o.findings.to_string(),
        o.left.to_string(),
        o.commits.len().to_string(),
        o.commits.iter().map(|c| c.fixes).sum::<usize>().to_string(),
        o.taken_back.len().to_string(),
    ]
}

/// What there is to say below the row.
fn notes(o: &Outcome) -> Vec<String> {
    let back =
        o.taken_back.iter().map(|t| format!("{} taken back, as the check failed:\n{}", t.codemod, t.output));
    let reason = Some(o.reason.clone()).filter(|r| !r.is_empty());
    reason.into_iter().chain(back).chain(o.errors.iter().cloned()).collect()
}

// Writing to a string does not fail; its results are dropped.
fn table(outcomes: &[Outcome]) -> String {
    let rows: Vec<[String; 7]> =
        [HEAD.map(str::to_owned)].into_iter().chain(outcomes.iter().map(row)).collect();
    let width = |i: usize| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for row in &rows {
        for (i, cell) in row.iter().enumerate() {
            let w = width(i);
            let _ = if i < 2 { write!(out, "{cell:w$}  ") } else { write!(out, "{cell:>w$}  ") };
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    for o in outcomes {
        for note in notes(o) {
            let mut lines = note.lines();
            let _ =
                writeln!(out, "{}: {}", harmless(&o.repository), harmless(lines.next().unwrap_or_default()));
            for line in lines {
                let _ = writeln!(out, "    {}", harmless(line));
            }
        }
    }
    out
}

fn page(outcomes: &[Outcome]) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>ctxmend migrate</title>\n\
         <style>\n{}td, th {{ padding: .2rem .8rem; text-align: left; }}\n</style>\n</head>\n<body>\n\
         <h1>ctxmend migrate</h1>\n<table>\n<tr>",
        crate::report::STYLE
    );
    for head in HEAD {
        let _ = write!(out, "<th>{head}</th>");
    }
    out.push_str("</tr>\n");
    for o in outcomes {
        out.push_str("<tr>");
        for cell in row(o) {
            let _ = write!(out, "<td>{}</td>", escaped(&cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
    for o in outcomes.iter().filter(|o| !o.commits.is_empty() || !notes(o).is_empty()) {
        let _ = write!(out, "<details><summary>{}</summary>\n<ul>\n", escaped(&o.repository));
        for c in &o.commits {
            let short = c.commit.get(..12).unwrap_or(&c.commit);
            let _ = writeln!(
                out,
                "<li>{}: {} in {}, <code>{}</code></li>",
                escaped(&c.codemod),
                fixes(c.fixes, ""),
                count(c.files, "file"),
                escaped(short)
            );
        }
        out.push_str("</ul>\n");
        for note in notes(o) {
            let _ = writeln!(out, "<pre>{}</pre>", escaped(&note));
        }
        out.push_str("</details>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}
