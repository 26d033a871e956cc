//! Real Go files for tests: Go's own library, or what `CTXMEND_GO_FILES` names (folders, separated by `:`).

use std::path::{Path, PathBuf};
use std::process::Command;

/// Files to test on, in a fixed order: all with `CTXMEND_FULL=1`, else about `sample` of them. None without
/// Go, which is a failure where `CI` is set.
pub fn go_files(sample: usize) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for root in roots() {
        collect(&root, &mut files);
    }
    files.sort();
    if files.is_empty() {
        assert!(std::env::var_os("CI").is_none(), "there are no Go files to test on, and CI is set");
        eprintln!("SKIPPED: no Go files to test on; is Go installed?");
    }
    let full = std::env::var("CTXMEND_FULL").is_ok_and(|v| v == "1");
    let step = if full { 1 } else { (files.len() / sample).max(1) };
    files.into_iter().step_by(step).collect()
}

/// The text of a file, if it is UTF-8.
pub fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

fn roots() -> Vec<PathBuf> {
    if let Some(folders) = std::env::var_os("CTXMEND_GO_FILES") {
        return std::env::split_paths(&folders).collect();
    }
    let output = Command::new("go").args(["env", "GOROOT"]).output();
    let root = output.ok().and_then(|out| String::from_utf8(out.stdout).ok());
    root.iter().map(|root| Path::new(root.trim()).join("src")).collect()
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&path, files),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|e| e == "go") => files.push(path),
            _ => {}
        }
    }
}
