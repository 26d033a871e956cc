//! Codemods by the names that people type.

use super::{Choice, grammar};
use codemods::Codemod;
use std::path::Path;

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

/// The command that was probably meant by a word which is typed where paths are and is none.
pub(crate) fn meant_by(word: &Path) -> Option<String> {
    let word = word.to_str().filter(|w| w.chars().all(char::is_alphabetic))?;
    let grammar = grammar();
    if ["help", "version"].contains(&word) || grammar.get_arguments().any(|a| a.get_long() == Some(word)) {
        return Some(format!("ctxmend --{word}"));
    }
    let near = nearest(word, grammar.get_subcommands().map(clap::Command::get_name))?;
    (strsim::osa_distance(word, near) <= TYPOS).then(|| format!("ctxmend {near}"))
}

/// How many letters may be wrong in a word, other than those of a codemod's long name.
const TYPOS: usize = 2;
