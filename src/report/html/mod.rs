//! One page for the browser, in one file: every finding with its diff side by side, filters, and the manuals.
//!
//! It loads nothing, and a policy in its head keeps it from loading anything. All text of files is escaped; without
//! scripts everything is there but the filters.

mod side_by_side;

use super::summary::{self, count};
use super::{Entry, Position, Results, proposal, trust};
use crate::args::Settings;
use crate::report::paint::unordered;
use codemods::{Applicability, Codemod};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Component, Path};

pub const STYLE: &str = include_str!("style.css");
const FILTER: &str = include_str!("filter.js");

// Writing to a string does not fail; its results are dropped.
pub fn render(results: &Results, settings: &Settings) -> String {
    let used: Vec<&Codemod> = settings.choice.all.iter().copied().filter(|c| is_used(results, c)).collect();
    let title = match results.entries.len() {
        0 => "no findings".to_owned(),
        n => count(n, "finding"),
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>ctxmend: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>ctxmend</h1>\n<p id=\"count\" role=\"status\">{title} in {}</p>\n",
        count(results.files, "file")
    );
    errors(&mut out, results);
    next_steps(&mut out, results, settings);
    out.push_str("</header>\n");
    if !results.entries.is_empty() {
        filters(&mut out, results, &used);
    }
    out.push_str("<main>\n");
    for (i, entry) in results.entries.iter().enumerate() {
        finding(&mut out, results, entry, i + 1);
    }
    out.push_str("<p id=\"none\" hidden>No finding passes the filters.</p>\n</main>\n");
    manuals(&mut out, &used);
    let _ = write!(out, "<script>\n{FILTER}</script>\n</body>\n</html>\n");
    out
}

fn is_used(results: &Results, codemod: &Codemod) -> bool {
    results.entries.iter().any(|e| e.outcome.finding.codemod == codemod.name)
}

fn errors(out: &mut String, results: &Results) {
    if results.errors.is_empty() {
        return;
    }
    out.push_str("<ul class=\"errors\">\n");
    for error in &results.errors {
        let path = escaped(&results.base.name(&error.path));
        let _ = writeln!(out, "<li><code>{path}</code>: {}</li>", escaped(&error.message));
    }
    out.push_str("</ul>\n");
}

fn next_steps(out: &mut String, results: &Results, settings: &Settings) {
    let open: Vec<&Entry> = results.open().collect();
    let lines = summary::lines(&open, results, settings);
    if lines.is_empty() {
        return;
    }
    out.push_str("<ul class=\"next\">\n");
    for line in lines {
        let command = line.next.map(|c| format!(": <code>{}</code>", escaped(&c))).unwrap_or_default();
        let _ = writeln!(out, "<li>{}{command}</li>", escaped(&line.text));
    }
    out.push_str("</ul>\n");
}

fn filters(out: &mut String, results: &Results, used: &[&Codemod]) {
    out.push_str("<form id=\"filters\" aria-label=\"Filters\">\n");
    let names: Vec<&str> = used.iter().map(|c| c.name).collect();
    boxes(out, "codemod", "Codemod", &names);
    let trusts: Vec<&str> = [Applicability::Safe, Applicability::Unsafe, Applicability::None]
        .into_iter()
        .filter(|a| results.entries.iter().any(|e| e.outcome.finding.applicability() == *a))
        .map(trust)
        .collect();
    boxes(out, "applicability", "Applicability", &trusts);
    let states: BTreeSet<_> = results.entries.iter().map(|e| e.standing).collect();
    boxes(out, "status", "Status", &states.iter().map(|s| s.name()).collect::<Vec<_>>());
    out.push_str("<label class=\"field\">Folder <select name=\"folder\">\n<option value=\"\">all</option>\n");
    let mut folders = BTreeSet::new();
    for entry in &results.entries {
        let mut folder = folder(results, entry);
        while !folder.is_empty() {
            let above = folder.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
            folders.insert(std::mem::replace(&mut folder, above));
        }
    }
    for folder in folders {
        let folder = escaped(&folder);
        let _ = writeln!(out, "<option value=\"{folder}\">{folder}</option>");
    }
    out.push_str("</select></label>\n<button type=\"reset\">Show all</button>\n</form>\n");
}

fn boxes(out: &mut String, name: &str, title: &str, values: &[&str]) {
    let _ = writeln!(out, "<fieldset><legend>{title}</legend>");
    for value in values {
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" name=\"{name}\" value=\"{value}\" checked> {value}</label>"
        );
    }
    out.push_str("</fieldset>\n");
}

/// The folder of a finding's file; empty for the working directory, and for what lies outside it.
fn folder(results: &Results, entry: &Entry) -> String {
    let path = results.base.relative(&entry.outcome.finding.path).and_then(Path::parent);
    let parts = path.into_iter().flat_map(Path::components).filter_map(|c| match c {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn finding(out: &mut String, results: &Results, entry: &Entry, number: usize) {
    let finding = &entry.outcome.finding;
    let place = |path, offset| {
        let Position { line, column } = results.position(path, offset);
        format!("<code>{}:{line}:{column}</code>", escaped(&results.base.name(path)))
    };
    let trust = trust(finding.applicability());
    let _ = writeln!(
        out,
        "<article id=\"finding-{number}\" data-codemod=\"{}\" data-applicability=\"{trust}\" data-status=\"{}\" \
         data-folder=\"{}\">",
        finding.codemod,
        entry.standing.name(),
        escaped(&folder(results, entry))
    );
    let class = trust.replace(' ', "-");
    let _ = writeln!(
        out,
        "<h2>{} <a href=\"#manual-{codemod}\">{codemod}</a> <span class=\"label {class}\">{}</span></h2>",
        place(&finding.path, finding.span.start),
        entry.label(),
        codemod = finding.codemod
    );
    let _ = writeln!(out, "<p>{}</p>", escaped(&finding.message));
    if let Some(note) = entry.note() {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&note));
    }
    if !finding.related.is_empty() {
        out.push_str("<ul>\n");
        for r in &finding.related {
            let _ = writeln!(out, "<li>{}: {}</li>", place(&r.path, r.span.start), escaped(&r.message));
        }
        out.push_str("</ul>\n");
    }
    for file in proposal::of(results, entry) {
        side_by_side::write(out, &results.base.name(file.path), &file);
    }
    out.push_str("</article>\n");
}

fn manuals(out: &mut String, used: &[&Codemod]) {
    if used.is_empty() {
        return;
    }
    out.push_str("<section class=\"manuals\" aria-label=\"Manuals\">\n<h2>What the codemods find</h2>\n");
    for codemod in used {
        let _ = writeln!(
            out,
            "<details id=\"manual-{}\"><summary>{}: {}</summary>",
            codemod.name,
            codemod.name,
            escaped(codemod.summary)
        );
        pulldown_cmark::html::push_html(out, pulldown_cmark::Parser::new(codemod.explain));
        out.push_str("</details>\n");
    }
    out.push_str("</section>\n");
}

/// Text that is text wherever it stands in HTML, in the value of an attribute too.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in unordered(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escaped("</td><script a=\"'\">&"), "&lt;/td&gt;&lt;script a=&quot;&#39;&quot;&gt;&amp;");
        assert_eq!(escaped("a\u{202e}b\u{1b}"), "a\\u{202e}b\\u{1b}");
    }
}
