//! What each case expects: its `// want` comments, and its snapshot.

use crate::case::{self, Case};
use crate::{report, wants};
use codemods::Applicability;
use codemods::engine::{Outcome, Report, Status};
use std::collections::BTreeSet;
use std::fs;

/// A finding as a case talks about it.
struct Found<'r> {
    path: String,
    line: usize,
    outcome: &'r Outcome,
}

impl Found<'_> {
    fn describe(&self) -> String {
        let finding = &self.outcome.finding;
        format!("{}:{}: {:?} \"{}\"", self.path, self.line, finding.applicability(), finding.message)
    }
}

/// The findings of a report that no comment suppresses.
fn found(report: &Report) -> Vec<Found<'_>> {
    let open = report.outcomes.iter().filter(|outcome| outcome.status != Status::Suppressed);
    open.map(|outcome| {
        let finding = &outcome.finding;
        let text = report.texts.get(&finding.path).map_or("", |text| text);
        let before = &text.as_bytes()[..text.len().min(finding.span.start as usize)];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Found { path: case::relative(&finding.path), line, outcome }
    })
    .collect()
}

#[test]
fn findings_are_those_that_the_cases_want() {
    let mut failures = Vec::new();
    for case in case::all() {
        let result = case.run();
        failures.extend(result.errors.iter().map(|e| format!("{}: error: {}", case.id(), e.message)));
        failures.extend(unmet(&case, &result).iter().map(|failure| format!("{}: {failure}", case.id())));
    }
    report("cases whose findings are not the wanted ones", failures);
}

/// Where findings and wants of a case differ.
fn unmet(case: &Case, result: &Report) -> Vec<String> {
    let mut failures = Vec::new();
    let mut left = found(result);
    for (path, text) in &case.files {
        for want in wants::parse(path, text).unwrap_or_else(|e| panic!("{}: {e}", case.id())) {
            let met = left.iter().position(|found| {
                let finding = &found.outcome.finding;
                (&found.path, found.line) == (&want.path, want.line)
                    && finding.applicability() == want.applicability
                    && want.message.is_match(&finding.message)
            });
            match met {
                Some(index) => failures.extend(unkept(&left.remove(index))),
                None => failures.push(format!(
                    "{path}:{}: no finding: wanted {:?} \"{}\"",
                    want.line, want.applicability, want.message
                )),
            }
        }
    }
    failures.extend(left.iter().map(|found| format!("not wanted: {}", found.describe())));
    failures
}

/// A finding that claims a fix must show it, and have it applied unless another fix does its work (a second run
/// would find it else); one without must say so.
fn unkept(found: &Found) -> Option<String> {
    let Outcome { finding, status, reason, edits, .. } = found.outcome;
    let kept = match finding.applicability() {
        Applicability::None => finding.fix().is_none() && *status == Status::Manual && edits.is_empty(),
        _ if *status == Status::Conflict => finding.fix().is_some() && reason.is_some(),
        _ => finding.fix().is_some() && *status == Status::Available && !edits.is_empty(),
    };
    (!kept).then(|| format!("claims what it does not do ({status:?}, {reason:?}): {}", found.describe()))
}

#[test]
fn cases_named_ok_are_left_alone() {
    let mut failures = Vec::new();
    for case in case::all() {
        let wants: usize = case.files.values().map(|text| text.matches("// want ").count()).sum();
        if case.is_ok() != (wants == 0) {
            failures.push(format!("{}: {wants} wants do not go with its name", case.id()));
        }
        let result = case.run();
        if case.is_ok() && !result.changes.is_empty() {
            failures.push(format!("{}: is changed\n{}", case.id(), case.diff(&result)));
        }
    }
    report("ok_ is for cases without findings, and for all of them", failures);
}

#[test]
fn outputs_are_those_of_the_snapshots() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1");
    let mut failures = Vec::new();
    let mut used = BTreeSet::new();
    for case in case::all() {
        let result = case.run();
        let (path, patch) = (case.snapshot(), case.diff(&result));
        if patch.is_empty() || case.is_ok() {
            continue;
        }
        if update && !unmet(&case, &result).is_empty() {
            failures
                .push(format!("{}: not recorded, because its findings are not the wanted ones", case.id()));
            continue;
        }
        used.insert(path.clone());
        if update {
            fs::create_dir_all(path.parent().expect("a snapshot lies in a folder"))
                .expect("snapshots/ is writable");
            fs::write(&path, &patch).expect("snapshots/ is writable");
        } else if fs::read_to_string(&path).ok().as_ref() != Some(&patch) {
            failures.push(format!("{}: differs from {}:\n{patch}", case.id(), path.display()));
        }
    }
    for path in case::entries(&case::repository().join("snapshots")).iter().flat_map(|dir| case::entries(dir))
    {
        match used.contains(&path) {
            true => {}
            false if update => fs::remove_file(&path).expect("snapshots/ is writable"),
            false => failures.push(format!("{}: no case has this output", path.display())),
        }
    }
    report("snapshots that do not hold (UPDATE_SNAPSHOTS=1 rewrites them)", failures);
}

#[test]
fn a_second_run_changes_nothing() {
    let mut failures = Vec::new();
    for case in case::all() {
        let after = case.after(&case.run());
        let again = case.map(|path, _| after[path].clone());
        let result = again.run();
        if !result.changes.is_empty() {
            failures.push(format!("{}:\n{}", case.id(), again.diff(&result)));
        }
    }
    report("cases that a second run changes again", failures);
}
