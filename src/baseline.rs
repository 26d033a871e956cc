//! `--baseline`: a file that says how many findings of each codemod are known in each file.
//!
//! Numbers, not lines: what moves stays known. Where there are more findings than known ones, all of them are told,
//! since nobody can say which of them is new.

use crate::report::{Results, Standing};
use crate::world;
use crate::write::{self, Replacement};
use codemods::engine::Counts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    /// By path from the folder of the baseline file, and codemod.
    findings: BTreeMap<String, BTreeMap<String, usize>>,
}

const VERSION: u32 = 1;

/// Reads the file at `path`, which is absolute.
pub fn read(path: &Path) -> Result<Counts, String> {
    let text = fs::read_to_string(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => "no such file; --update-baseline makes it".to_owned(),
        _ => world::reason(&e),
    })?;
    let file: File = serde_json::from_str(&text).map_err(|e| format!("is no baseline: {e}"))?;
    if file.version != VERSION {
        return Err(format!("is a baseline of version {}; this ctxmend reads {VERSION}", file.version));
    }
    let root = path.parent().unwrap_or(path);
    Ok(file.findings.into_iter().map(|(name, counts)| (Arc::from(root.join(name)), counts)).collect())
}

/// Writes the findings that no comment suppresses into the file at `path`; gives how many.
pub fn update(path: &Path, results: &Results) -> Result<usize, String> {
    let root = path.parent().unwrap_or(path);
    let mut findings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for finding in results.open().map(|e| &e.outcome.finding) {
        let name = relative(root, &finding.path).to_string_lossy().into_owned();
        *findings.entry(name).or_default().entry(finding.codemod.to_owned()).or_default() += 1;
    }
    let n = results.entries.iter().filter(|e| e.standing != Standing::Suppressed).count();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        let way = |from, to| relative(Path::new(from), Path::new(to)).display().to_string();
        assert_eq!(way("/a/b", "/a/b/c/d.go"), "c/d.go");
        assert_eq!(way("/a/b", "/a/c.go"), "../c.go");
        assert_eq!(way("/", "/a.go"), "a.go");
    }
}
