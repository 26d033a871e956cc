//! What must hold of any input, shown on all cases.

use crate::case::{self, Case};
use crate::report;
use codemods::edits::EditSet;
use codemods::engine::{Report, Status};
use codemods::{CODEMODS, Codemod};
use std::collections::BTreeMap;

/// Fixing and rewriting in either order must give the same files.
fn commutes(what: &str, rewrite: impl Fn(&str, &str) -> String) {
    let mut failures = Vec::new();
    for case in case::all() {
        let fixed = case.after(&case.run());
        let want: BTreeMap<_, _> =
            fixed.iter().map(|(path, text)| (path.clone(), rewrite(path, text))).collect();
        let rewritten = case.map(&rewrite);
        let got = rewritten.after(&rewritten.run());
        failures.extend(
            want.iter()
                .filter(|(path, text)| got[*path] != **text)
                .map(|(path, text)| format!("{}: {path}: wanted\n{text}\ngot\n{}", case.id(), got[path])),
        );
    }
    report(what, failures);
}

#[test]
fn line_ends_commute_with_fixing() {
    commutes("fixes that depend on the line ends", |path, text| match path.ends_with(".go") {
        true => text.replace('\n', "\r\n"),
        false => text.to_string(),
    });
}

#[test]
fn byte_order_marks_commute_with_fixing() {
    commutes("fixes that depend on a byte order mark", |path, text| match path.ends_with(".go") {
        true => format!("\u{feff}{text}"),
        false => text.to_string(),
    });
}

/// Names of variables that no rule looks at and no fix makes up, each with another name of the same length (so that
/// columns that gofmt aligns stay aligned).
const RENAMED: &[(&str, &str)] =
    &[("parent", "porent"), ("names", "nemas"), ("limit", "lumit"), ("query", "qaery")];

#[test]
fn renaming_commutes_with_fixing() {
    commutes("fixes that depend on names of variables", |_, text| {
        let mut text = text.to_string();
        for (from, to) in RENAMED {
            let word = regex::Regex::new(&format!(r"\b{from}\b")).expect("a word is a regexp");
            text = word.replace_all(&text, *to).into_owned();
        }
        text
    });
}

/// Everything that a report says of the findings themselves.
fn findings(report: &Report) -> Vec<String> {
    report.outcomes.iter().map(|outcome| format!("{:?}", outcome.finding)).collect()
}

#[test]
fn the_order_of_codemods_does_not_matter_for_findings() {
    let mut failures = Vec::new();
    let reversed: Vec<_> = CODEMODS.iter().rev().copied().collect();
    for case in case::all() {
        let (one, other) = (case.run_with(CODEMODS.to_vec()), case.run_with(reversed.clone()));
        if findings(&one) != findings(&other) {
            failures.push(format!("{}: {:#?}\n{:#?}", case.id(), findings(&one), findings(&other)));
        }
    }
    report("cases whose findings depend on the order of the codemods", failures);
}

#[test]
fn needles_leave_out_nothing_that_matters() {
    // One of these stands in every top-level declaration, so that each of them is parsed and checked.
    const ANY: &[&str] = &["func", "type", "var", "const"];
    let mut failures = Vec::new();
    let mut unfiltered: BTreeMap<&str, &'static Codemod> = BTreeMap::new();
    for case in case::all() {
        let everything = *unfiltered.entry(case.codemod.name).or_insert_with(|| {
            Box::leak(Box::new(Codemod { needles: ANY, worth: |_| true, ..*case.codemod }))
        });
        let (filtered, all) = (case.run(), case.run_with(vec![everything]));
        if findings(&filtered) != findings(&all) {
            failures.push(format!("{}: {:#?}\n{:#?}", case.id(), findings(&filtered), findings(&all)));
        }
    }
    report("cases with findings in declarations that hold no needle", failures);
}

#[test]
fn reported_edits_give_the_changed_files() {
    let mut failures = Vec::new();
    for case in case::all() {
        let result = case.run();
        let applied = patched(&case, &result);
        let after = case.after(&result);
        failures.extend(after.iter().filter(|(path, text)| applied[*path] != **text).map(|(path, text)| {
            format!("{}: {path}: the edits give\n{}\nnot\n{text}", case.id(), applied[path])
        }));
    }
    report("edits that do not give what is written", failures);
}

/// The original files with the edits of all available fixes made.
fn patched(case: &Case, report: &Report) -> BTreeMap<String, String> {
    let mut edits: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for outcome in report.outcomes.iter().filter(|outcome| outcome.status == Status::Available) {
        for (path, edit) in &outcome.edits {
            edits.entry(case::relative(path)).or_default().push(edit.clone());
        }
    }
    let mut files = case.files.clone();
    for (path, edits) in edits {
        let set = EditSet::new(edits).unwrap_or_else(|overlap| panic!("{}: {overlap:?}", case.id()));
        if let Some(text) = files.get_mut(&path) {
            *text = set.apply(text);
        }
    }
    files
}

/// How many broken variants of each file are tried.
const BROKEN: usize = 6;

#[test]
fn half_written_code_is_survived() {
    let mut failures = Vec::new();
    for case in case::all() {
        for n in 1..=BROKEN {
            let cut =
                case.map(|path, text| if path.ends_with(".go") { cut(text, n) } else { text.to_string() });
            let hole =
                case.map(|path, text| if path.ends_with(".go") { hole(text, n) } else { text.to_string() });
            for broken in [cut, hole] {
                let result = broken.run();
                failures
                    .extend(result.errors.iter().map(|error| format!("{}: {}", case.id(), error.message)));
                let after = broken.after(&result);
                let again = broken.map(|path, _| after[path].clone());
                let changes = again.diff(&again.run());
                if !changes.is_empty() {
                    failures.push(format!("{}: a second run changes it again:\n{changes}", case.id()));
                }
            }
        }
    }
    report("half-written files that are not dealt with", failures);
}

/// The first `n` of `BROKEN + 1` parts of a text: somewhere in a line, as if it were being typed.
fn cut(text: &str, n: usize) -> String {
    text.chars().take(text.chars().count() * n / (BROKEN + 1)).collect()
}

/// A text without one of its lines.
fn hole(text: &str, n: usize) -> String {
    let missing = text.lines().count() * n / (BROKEN + 1);
    text.split_inclusive('\n')
        .enumerate()
        .filter(|(index, _)| *index != missing)
        .map(|(_, line)| line)
        .collect()
}
