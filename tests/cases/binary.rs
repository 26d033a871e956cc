//! The tool itself, run on all cases as one tree.

use crate::{case, go, oracle};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder that holds each case in a folder of its own.
fn tree() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    for case in case::all() {
        for (path, text) in &case.files {
            let path = root.path().join(case.codemod.name).join(&case.name).join(path);
            fs::create_dir_all(path.parent().expect("a file lies in a folder"))
                .expect("it can be written to");
            fs::write(path, text).expect("it can be written to");
        }
    }
    root
}

/// All files below a folder, by path relative to it.
fn contents(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in case::entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("it was written by this test"));
            }
        }
    }
    files
}

fn ctxmend(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ctxmend"));
    command.args(arguments).current_dir(folder).output().expect("the tool can be started")
}

fn complain(what: &str, output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{what}: {}\n{out}\n{err}", output.status)
}

#[test]
fn the_patch_gives_what_write_writes() {
    let (written, applied) = (tree(), tree());
    let before = contents(written.path());

    let diff = ctxmend(applied.path(), &["--diff", "--unsafe-fixes"]);
    assert!(diff.status.success(), "{}", complain("--diff", &diff));
    assert_eq!(contents(applied.path()), before, "--diff writes nothing");
    let patch = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    fs::write(patch.path(), &diff.stdout).expect("it can be written to");
    let apply = ["apply", "--allow-empty", "--whitespace=nowarn"];
    let apply = Command::new("git").args(apply).arg(patch.path()).current_dir(applied.path()).output();
    let apply = apply.expect("git can be started");
    assert!(apply.status.success(), "{}", complain("git apply", &apply));

    let write = ctxmend(written.path(), &["--write", "--unsafe-fixes"]);
    assert!(write.status.success(), "{}", complain("--write", &write));

    let (written, applied) = (contents(written.path()), contents(applied.path()));
    assert_ne!(written, before, "the cases hold something to fix");
    assert!(written.keys().eq(before.keys()), "a run leaves nothing behind");
    for (path, text) in &written {
        assert!(applied[path] == *text, "{path}: --diff and --write differ");
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let root = tree();
    let run = |threads| ctxmend(root.path(), &["--format", "json", "--unsafe-fixes", "-j", threads]);
    let (one, four) = (run("1"), run("4"));
    assert!(one.stdout.len() > 1000, "{}", complain("-j 1", &one));
    assert!(one.stdout == four.stdout, "{}\n{}", complain("-j 1", &one), complain("-j 4", &four));
}

#[test]
fn what_is_suppressed_is_found_no_more_and_stays_formatted() {
    let root = tree();
    // A comment between the lines of a group inside a function parts what gofmt aligns; it is a known limit.
    let known = |line: &&str| !line.contains("discarded_var_group");
    let unformatted = |root: &Path| -> Option<Vec<String>> {
        let listed = go::is_installed(oracle::WHAT).then(|| oracle::go(root, "gofmt", &["-l", "."]))?;
        Some(listed.lines().filter(known).map(str::to_owned).collect())
    };
    let before = unformatted(root.path());
    let suppress = ctxmend(root.path(), &["suppress", "--reason", "it is a case"]);
    assert!(suppress.status.success(), "{}", complain("suppress", &suppress));
    let again = ctxmend(root.path(), &["--quiet", "--color", "never"]);
    assert!(again.status.success(), "{}", complain("a run after suppress", &again));
    assert_eq!(unformatted(root.path()), before);
}
