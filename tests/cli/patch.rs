//! Patches: what `-d` prints, applied by git, gives the bytes that `-w` writes.

use crate::harness::{SAFE, Tree, UNSAFE};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

/// Applies the patch to one copy of a file and the fixes to another.
fn same_bytes(name: &str, text: &str) {
    let (patched, written) = (Tree::new(&[(name, text)]), Tree::new(&[(name, text)]));
    let patch = patched.run(["-d", "--unsafe-fixes"]).exits(0);
    assert!(!patch.contains("diff --git") && !patch.contains("\nindex "), "{patch}");
    patched.git_in(&patched.path(""), &["apply", "--allow-empty"], patch.as_bytes());
    written.run(["-w", "--unsafe-fixes", "--quiet"]).exits(0);
    assert_ne!(written.read(name), text);
    assert_eq!(patched.read(name), written.read(name), "{patch}");
    assert_eq!(written.run(["-d", "--unsafe-fixes"]).exits(0), "", "a second run changes nothing");
}

#[test]
fn line_endings_and_marks_are_kept() {
    same_bytes("a.go", SAFE);
    same_bytes("a.go", UNSAFE);
    same_bytes("a.go", &SAFE.replace('\n', "\r\n"));
    same_bytes("a.go", &format!("\u{feff}{SAFE}"));
    same_bytes("a.go", SAFE.trim_end());
    same_bytes("a.go", SAFE.replace('\n', "\r\n").trim_end());
    same_bytes("a.go", &SAFE.replace("package a\n", "package a // \u{c}\n"));
}

#[test]
fn crlf_files_get_crlf_lines() {
    let tree = Tree::new(&[("a.go", &SAFE.replace('\n', "\r\n"))]);
    tree.run(["-w"]).exits(0);
    let text = tree.read("a.go");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
}

#[test]
fn odd_names() {
    for name in [
        "a b.go",
        "namé.go",
        "tab\there.go",
        "quote\".go",
        "back\\slash.go",
        "a  2001-01-01 b.go",
        "-x/-y.go",
    ] {
        same_bytes(name, SAFE);
    }
}

#[test]
fn names_that_are_not_utf_8() {
    let tree = Tree::new(&[]);
    let name = OsStr::from_bytes(b"n\xff.go");
    tree.write(name, SAFE);
    let patch = tree.run(["-d"]).exits(0);
    assert!(patch.starts_with("--- \"a/n\\377.go\"\n+++ \"b/n\\377.go\"\n@@ "), "{patch}");
    tree.git_in(&tree.path(""), &["apply"], patch.as_bytes());
    assert!(tree.read(name).contains("defer cancel()"));
    assert_eq!(tree.run(["-l", "--check"]).exits(0), "");
    tree.write(name, SAFE);
    assert_eq!(tree.run(["-l"]).out, b"n\xff.go\n");
    tree.run(["-w"]).exits(0);
    assert!(tree.read(name).contains("defer cancel()"));
}

#[test]
fn paths_are_relative_to_the_working_directory() {
    let tree = Tree::new(&[("sub/deep/a.go", SAFE), ("b.go", SAFE)]);
    tree.commit();
    let sub = tree.path("sub");
    let patch = tree.run_with(["-d"], |c| c.current_dir(&sub)).exits(0);
    assert!(patch.starts_with("--- a/deep/a.go\n+++ b/deep/a.go\n"), "{patch}");
    tree.git_in(&sub, &["apply"], patch.as_bytes());
    assert!(tree.read("sub/deep/a.go").contains("defer cancel()"));
    assert_eq!(tree.read("b.go"), SAFE);
}

#[test]
fn a_path_outside_the_working_directory_is_an_error() {
    let tree = Tree::new(&[("sub/a.go", SAFE), ("b.go", SAFE)]);
    for outside in ["../b.go", "..", "../..."] {
        let ran = tree.run_with(["-d", outside, "a.go"], |c| c.current_dir(tree.path("sub")));
        assert!(ran.exits(2).starts_with("--- a/a.go\n"), "the others are still shown");
        assert!(ran.err.contains("lies outside the working directory"), "{}", ran.err);
    }
    let ran = tree.run_with(["../b.go"], |c| c.current_dir(tree.path("sub")));
    ran.exits(1);
}

#[test]
fn several_files_in_one_patch() {
    let tree = Tree::new(&[("a.go", SAFE), ("b/c.go", UNSAFE), ("b/d.go", SAFE)]);
    let patch = tree.run(["-d", "--unsafe-fixes"]).exits(0);
    let copy = Tree::new(&[("a.go", SAFE), ("b/c.go", UNSAFE), ("b/d.go", SAFE)]);
    copy.git_in(&copy.path(""), &["apply"], patch.as_bytes());
    assert_eq!(tree.run(["--format=diff", "--unsafe-fixes"]).exits(0), patch);
    tree.run(["-w", "--unsafe-fixes"]).exits(0);
    for name in tree.names() {
        assert_eq!(fs::read(tree.path(&name)).unwrap(), fs::read(copy.path(&name)).unwrap());
    }
}
