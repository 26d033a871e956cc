//! From the end of the rounds to the report.

use super::plan;
use super::rounds::{Done, Fate};
use super::{Change, Outcome, Report, Status};
use crate::edits::Edit;
use crate::golang::program::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Fills everything but the statistics. `program` has the texts as they were read; `alone`: whether each finding's fix
/// is worked out by itself too.
pub(super) fn assemble(done: Done, program: &Program, alone: bool) -> Report {
    let mut report = Report { errors: done.errors, ..Report::default() };
    report.groups = together(done.reach.values(), done.files.keys());
    let mut own: BTreeMap<usize, Vec<(Arc<Path>, Edit)>> = BTreeMap::new();
    for (path, layer) in &done.layers {
        for o in layer.iter() {
            own.entry(o.owner).or_default().push((path.clone(), o.edit.clone()));
        }
        let before = program.file(path).map(|f| f.text.clone());
        if let (Some(before), Some(after)) = (before, done.files.get(path)) {
            let change = Change { before, after: after.text.clone(), edits: layer.edit_set() };
            report.changes.insert(path.clone(), change);
        }
    }
    for (i, (found, fate)) in done.findings.into_iter().enumerate() {
        let alone = if alone && found.suppressed.is_none() { plan::alone(&found, program) } else { None };
        let mut finding = found.finding;
        let proposed = |f: &crate::Fix| {
            f.edits.iter().flat_map(|(p, set)| set.iter().map(|e| (p.clone(), e.clone()))).collect()
        };
        let resolved = matches!(fate, Fate::Resolved(_));
        let (status, reason, edits) = match fate {
            Fate::Applied(applied) => {
                finding.applied_as(applied.applicability);
                if let Some(codemod) = applied.brought {
                    finding.message += &format!("; with it comes a fix of {codemod} that is unsafe");
                }
                let edits = own.remove(&i).unwrap_or_default();
                let merged = edits.is_empty().then(|| "its edits are part of another fix".to_owned());
                (Status::Available, merged, edits)
            }
            Fate::Stopped((status, reason)) => {
                (status, reason, finding.fix().map(proposed).unwrap_or_default())
            }
            Fate::Resolved(by) => {
                (Status::Conflict, Some(by), finding.fix().map(proposed).unwrap_or_default())
            }
        };
        let files =
            edits.iter().map(|(p, _)| p).chain(finding.fix().into_iter().flat_map(|f| f.edits.keys()));
        let multi_file = files.collect::<BTreeSet<_>>().len() > 1;
        report.outcomes.push(Outcome { finding, status, reason, resolved, edits, multi_file, alone });
    }
    report.outcomes.sort_by(|a, b| {
        let key = |o: &Outcome| (o.finding.span.start, o.finding.codemod, o.finding.span.end);
        a.finding.path.cmp(&b.finding.path).then(key(a).cmp(&key(b)))
    });
    report.texts = texts(&report.outcomes, program);
    report
}

/// The original text of every file that an outcome names.
fn texts(outcomes: &[Outcome], program: &Program) -> BTreeMap<Arc<Path>, Arc<str>> {
    let mut out = BTreeMap::new();
    for o in outcomes {
        let related = o.finding.related.iter().map(|r| &r.path);
        for path in [&o.finding.path].into_iter().chain(related).chain(o.edits.iter().map(|(p, _)| p)) {
            if !out.contains_key(path) {
                out.extend(program.file(path).map(|f| (path.clone(), f.text.clone())));
            }
        }
    }
    out
}

/// Groups of files that must be replaced together: the changed ones, merged where one fix edited more than one.
pub fn together<'a>(
    fixes: impl IntoIterator<Item = &'a BTreeSet<Arc<Path>>>,
    changed: impl IntoIterator<Item = &'a Arc<Path>>,
) -> Vec<Vec<Arc<Path>>> {
    let mut groups: Vec<BTreeSet<Arc<Path>>> =
        changed.into_iter().map(|p| BTreeSet::from([p.clone()])).collect();
    for files in fixes.into_iter().filter(|files| files.len() > 1) {
        let (hit, mut rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| !g.is_disjoint(files));
        rest.push(hit.into_iter().flatten().collect());
        groups = rest;
    }
    groups.retain(|g| !g.is_empty());
    groups.sort();
    groups.into_iter().map(|g| g.into_iter().collect()).collect()
}
