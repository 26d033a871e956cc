//! What must hold of the report on any input.

use crate::parts;
use codemods::edits::EditSet;
use codemods::engine::{Outcome, Report, Status};
use similar::TextDiff;
use std::collections::BTreeMap;

/// The findings whose fixes this run would write.
pub fn available(report: &Report) -> impl Iterator<Item = &Outcome> {
    report.outcomes.iter().filter(|o| o.status == Status::Available)
}

/// The edits of all fixes go together, and make the texts that would be written; so does each fix alone.
pub fn edits_agree(report: &Report) -> Result<(), String> {
    let mut edits: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (path, edit) in available(report).flat_map(|o| &o.edits) {
        edits.entry(path.clone()).or_default().push(edit.clone());
    }
    for (path, edits) in edits {
        let set = EditSet::new(edits).map_err(|overlap| format!("{overlap:?}"))?;
        let change = report.changes.get(&path).ok_or("edits of a file that does not change")?;
        if set.apply(&change.before) != *change.after {
            return Err(format!("{} and {}", set.apply(&change.before), change.after));
        }
    }
    for (path, edits) in report.outcomes.iter().flat_map(|o| &o.alone).flat_map(|fix| &fix.edits) {
        let text = report.texts.get(path).ok_or("a fix of a file whose text is not told")?;
        if edits.apply(text) == **text {
            return Err(format!("a fix that changes nothing: {edits:?}"));
        }
    }
    Ok(())
}

/// No declaration that parsed is one that does not.
pub fn texts_parse(report: &Report) -> Result<(), String> {
    for (path, change) in &report.changes {
        let (before, after) = (parts::exercise(path, &change.before), parts::exercise(path, &change.after));
        if after.1 > before.1 {
            return Err(difference(&change.before, &change.after));
        }
    }
    for fix in report.outcomes.iter().filter_map(|o| o.alone.as_ref()) {
        for (path, edits) in &fix.edits {
            let Some(text) = report.texts.get(path) else { continue };
            let after = edits.apply(text);
            if parts::exercise(path, &after.as_str().into()).1 > parts::exercise(path, text).1 {
                return Err(format!("alone: {}", difference(text, &after)));
            }
        }
    }
    Ok(())
}

/// A second run would write nothing.
pub fn nothing_is_left(first: &Report, again: &Report) -> Result<(), String> {
    let Some((path, change)) = again.changes.iter().next() else { return Ok(()) };
    let before = first.changes.get(path).map(|c| difference(&c.before, &c.after)).unwrap_or_default();
    let names: Vec<&str> = available(again).map(|o| o.finding.codemod).collect();
    Err(format!("{names:?}\n{before}\nthen\n{}", difference(&change.before, &change.after)))
}

/// What changed, for people.
pub fn difference(before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().to_string()
}
