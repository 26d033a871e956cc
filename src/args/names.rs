//! Codemods by the names that people type.

use super::Choice;
use codemods::Codemod;

/// `--only` also turns on what is off by default; `--skip` wins.
pub(super) fn choose(
    only: &[String],
    skip: &[String],
    all: &'static [&'static Codemod],
) -> Result<Choice, String> {
    let named = |names: &[String]| names.iter().map(|n| find(n, all)).collect::<Result<Vec<_>, _>>();
    let only = (!only.is_empty()).then(|| named(only)).transpose()?;
    Ok(Choice { all, only, skip: named(skip)? })
}

/// The codemod of that name.
pub(crate) fn find(name: &str, all: &'static [&'static Codemod]) -> Result<&'static Codemod, String> {
    let name = name.trim();
    if let Some(found) = all.iter().find(|c| c.name == name) {
        return Ok(found);
    }
    Err(match nearest(name, all.iter().map(|c| c.name)) {
        Some(near) => format!("no codemod is called '{name}'; did you mean '{near}'?"),
        None => format!("no codemod is called '{name}'; `ctxmend codemods` lists them"),
    })
}

/// The known name that `name` was probably meant to be.
pub(crate) fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let likeness = |k: &str| strsim::jaro_winkler(k, name);
    known.max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|k| likeness(k) > 0.7)
}
