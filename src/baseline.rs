//! `--baseline`: a file that says how many findings of each codemod are known in each file.
//!
//! Numbers, not lines: what moves stays known. Where there are more findings than known ones, all of them are told,
//! since nobody can say which of them is new.

use crate::report::Results;
use crate::world;
use crate::write::{self, Replacement};
use codemods::engine::Counts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Findings,
}

const VERSION: u32 = 1;

/// Numbers by path from the folder of the baseline file, and codemod.
type Findings = BTreeMap<String, BTreeMap<String, usize>>;

/// Reads the file at `path`, which is absolute and free of links in its folders.
pub fn read(path: &Path) -> Result<Counts, String> {
    let found = known(path)?.ok_or("no such file; --update-baseline makes it")?;
    let root = path.parent().unwrap_or(path);
    Ok(found.into_iter().map(|(name, counts)| (Arc::from(along(root, Path::new(&name))), counts)).collect())
}

/// What the file holds; `None` if it is not there.
fn known(path: &Path) -> Result<Option<Findings>, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(world::reason(&e)),
    };
    let file: File = serde_json::from_str(&text).map_err(|e| format!("is no baseline: {e}"))?;
    if file.version != VERSION {
        return Err(format!("is a baseline of version {}; this ctxmend reads {VERSION}", file.version));
    }
    Ok(Some(file.findings))
}

/// Writes the findings that no comment suppresses into the file at `path`; gives how many it holds then. What it held
/// before stays where this run did not look and the file is still there: `searched` tells, for a file and the name of
/// a codemod, whether it looked.
pub fn update(
    path: &Path,
    results: &Results,
    searched: &dyn Fn(&Path, &str) -> bool,
) -> Result<usize, String> {
    let root = path.parent().unwrap_or(path);
    let mut findings = known(path)?.unwrap_or_default();
    findings.retain(|name, counts| {
        let file = along(root, Path::new(name));
        counts.retain(|codemod, _| !searched(&file, codemod));
        !counts.is_empty() && file.symlink_metadata().is_ok()
    });
    for finding in results.open().map(|e| &e.outcome.finding) {
        let name = relative(root, &finding.path).to_string_lossy().into_owned();
        *findings.entry(name).or_default().entry(finding.codemod.to_owned()).or_default() += 1;
    }
    let n = findings.values().flat_map(BTreeMap::values).sum();
    let mut text =
        serde_json::to_string_pretty(&File { version: VERSION, findings }).map_err(|e| e.to_string())?;
    text.push('\n');
    put(path, text)?;
    Ok(n)
}

fn put(path: &Path, text: String) -> Result<(), String> {
    let before = match fs::read_to_string(path) {
        Ok(before) => before,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return fs::write(path, text).map_err(|e| world::reason(&e));
        }
        Err(e) => return Err(world::reason(&e)),
    };
    let replacement = Replacement { path: Arc::from(path), before: before.into(), after: text.into() };
    if replacement.before == replacement.after {
        return Ok(());
    }
    let written = write::replace(&[vec![replacement]], &|| false);
    written.errors.into_iter().next().map_or(Ok(()), |e| Err(e.message))
}

/// The way from a folder to a file, both absolute.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Path::new(".."));
    up.chain(to.components().skip(shared).map(|c| Path::new(c.as_os_str()))).collect()
}

/// Where such a way leads to from the folder.
fn along(from: &Path, way: &Path) -> PathBuf {
    let mut at = from.to_owned();
    for step in way.components() {
        match step {
            Component::ParentDir => drop(at.pop()),
            step => at.push(step),
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        let way = |from, to| relative(Path::new(from), Path::new(to)).display().to_string();
        assert_eq!(way("/a/b", "/a/b/c/d.go"), "c/d.go");
        assert_eq!(way("/a/b", "/a/c.go"), "../c.go");
        assert_eq!(way("/", "/a.go"), "a.go");
        let back = |from, way| along(Path::new(from), Path::new(way)).display().to_string();
        assert_eq!(back("/a/b", "c/d.go"), "/a/b/c/d.go");
        assert_eq!(back("/a/b", "../c.go"), "/a/c.go");
    }
}
