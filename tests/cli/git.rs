//! `--write` in git work trees: what is not committed is not changed.

use crate::harness::{SAFE, SAFE_MENDED, Tree};

#[track_caller]
fn is_refused(tree: &Tree, reason: &str) {
    let ran = tree.run(["-w"]);
    ran.exits(2);
    let want = format!("ctxmend: a.go: {reason}; commit it, or give --allow-dirty\n");
    assert_eq!(ran.err, want);
    assert!(!tree.read("a.go").contains("defer cancel()"));
}

fn committed() -> Tree {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", SAFE), ("notes.txt", "")]);
    tree.commit();
    tree
}

#[test]
fn committed_files_are_written() {
    let tree = committed();
    // What would not change is not looked at.
    tree.write("notes.txt", "changed");
    tree.write("new.txt", "new");
    tree.run(["-w"]).exits(0);
    assert_eq!(tree.read("a.go"), SAFE_MENDED);
    assert_eq!(tree.git(&["status", "--porcelain"]), " M a.go\n M b.go\n M notes.txt\n?? new.txt\n");
}

#[test]
fn modified_files_are_refused_and_the_others_written() {
    let tree = committed();
    tree.write("a.go", format!("{SAFE}// more\n"));
    is_refused(&tree, "has uncommitted changes");
    assert_eq!(tree.read("b.go"), SAFE_MENDED);
}

#[test]
fn staged_files_are_refused() {
    let tree = committed();
    tree.write("a.go", format!("{SAFE}// more\n"));
    tree.git(&["add", "a.go"]);
    is_refused(&tree, "has uncommitted changes (staged)");
}

#[test]
fn new_files_are_refused() {
    let tree = Tree::new(&[("b.go", SAFE)]);
    tree.commit();
    tree.write("a.go", SAFE);
    is_refused(&tree, "is not committed (new)");
    tree.git(&["add", "a.go"]);
    is_refused(&tree, "has uncommitted changes (staged)");
}

#[test]
fn leave_is_given_by_option_or_by_ci() {
    for by_ci in [false, true] {
        let tree = committed();
        tree.write("a.go", format!("{SAFE}// more\n"));
        let args = if by_ci { vec!["-w"] } else { vec!["-w", "--allow-dirty"] };
        let ran = tree.run_with(args, |c| if by_ci { c.env("CI", "true") } else { c });
        ran.exits(0);
        assert_eq!(tree.read("a.go"), format!("{SAFE_MENDED}// more\n"));
    }
}

#[test]
fn a_work_tree_below_another_is_asked_itself() {
    let tree = Tree::new(&[("outer.go", SAFE), ("in ner/a.go", SAFE)]);
    tree.git(&["init", "-q", "in ner"]);
    let inner = tree.path("in ner");
    tree.git_in(&inner, &["add", "-A"], b"");
    tree.git_in(&inner, &["commit", "-qm", "inner"], b"");
    tree.git(&["init", "-q"]);
    let ran = tree.run(["-w"]);
    ran.exits(2);
    assert!(ran.err.starts_with("ctxmend: outer.go: is not committed (new)"), "{}", ran.err);
    assert_eq!(tree.read("in ner/a.go"), SAFE_MENDED);
}

#[test]
fn from_a_folder_below_the_root() {
    let tree = Tree::new(&[("sub/a.go", SAFE), ("sub/b.go", SAFE)]);
    tree.commit();
    tree.write("sub/b.go", format!("\n{SAFE}"));
    let ran = tree.run_with(["-w"], |c| c.current_dir(tree.path("sub")));
    ran.exits(2);
    assert!(ran.err.starts_with("ctxmend: b.go: has uncommitted changes"), "{}", ran.err);
    assert_eq!(tree.read("sub/a.go"), SAFE_MENDED);
}

#[test]
fn without_a_usable_git() {
    let tree = committed();
    let no_git = tree.run_with(["-w"], |c| c.env("PATH", "/nonexistent"));
    no_git.exits(2);
    assert!(no_git.err.contains("git does not say whether it is committed"), "{}", no_git.err);
    assert_eq!(tree.read("a.go"), SAFE);
    // Outside a repository nobody asks.
    let free = Tree::new(&[("a.go", SAFE)]);
    free.run_with(["-w"], |c| c.env("PATH", "/nonexistent")).exits(0);
    assert_eq!(free.read("a.go"), SAFE_MENDED);
}

#[test]
fn a_broken_repository_is_refused() {
    let tree = Tree::new(&[("a.go", SAFE), (".git", "gitdir: nowhere\n")]);
    let ran = tree.run(["-w"]);
    ran.exits(2);
    assert_eq!(tree.read("a.go"), SAFE);
}

/// A struct that another package makes: its fix needs both files.
const STRUCT: &str = "package kv

import \"context\"

// Store keeps values.
type Store struct {
\tctx context.Context
}

// New makes one.
func New(ctx context.Context) *Store { return &Store{ctx: ctx} }

func ask(ctx context.Context, name string) error { return ctx.Err() }

// Get asks for a value.
func (s *Store) Get(name string) error {
\treturn ask(s.ctx, name)
}
";

/// Makes it, and asks for a value.
const USER: &str = "package main

import (
\t\"context\"

\t\"example.com/m/internal/kv\"
)

func main() {
\tif err := run(context.Background(), \"a\"); err != nil {
\t\tpanic(err)
\t}
}

func run(ctx context.Context, name string) error {
\treturn kv.New(ctx).Get(name)
}
";

#[test]
fn the_reason_names_the_file() {
    let tree = Tree::new(&[
        ("go.mod", "module example.com/m\n\ngo 1.24\n"),
        ("internal/kv/kv.go", STRUCT),
        ("cmd/agent/main.go", USER),
    ]);
    tree.commit();
    tree.write("cmd/agent/main.go", format!("{USER}// more\n"));
    let reason = |args: &[&str]| {
        let args = [args, &["--format=json", "--only=ctx-in-struct", "--unsafe-fixes"]].concat();
        let json: serde_json::Value = serde_json::from_slice(&tree.run(args).out).unwrap();
        let found = &json["findings"][0];
        assert_eq!((&found["path"], &found["status"]), (&"internal/kv/kv.go".into(), &"refused".into()));
        found["reason"].as_str().unwrap().to_owned()
    };
    let dirty = "cmd/agent/main.go has uncommitted changes; commit it, or give --allow-dirty";
    assert_eq!(reason(&[]), dirty);
    assert_eq!(reason(&["-w"]), dirty);
    assert_eq!(reason(&["./internal/..."]), "cmd/agent/main.go is not among the files to look at");
}

#[test]
fn dry_runs_tell() {
    let tree = committed();
    tree.write("a.go", format!("{SAFE}// more\n"));
    let json: serde_json::Value = serde_json::from_str(&tree.run(["--format=json"]).exits(1)).unwrap();
    assert_eq!(json["findings"][0]["status"], "refused");
    assert_eq!(json["findings"][1]["status"], "available");
    let text = tree.run([""; 0]).exits(1);
    assert!(text.contains("1 file with uncommitted changes"), "{text}");
    assert_eq!(tree.run(["-l"]).exits(0), "a.go\nb.go\n", "patches and lists are for pipes");
}

#[test]
fn many_files_are_asked_about_at_once() {
    let tree = Tree::new(&[]);
    for i in 0..1200 {
        tree.write(format!("a_rather_long_folder_name_{i}/a_rather_long_file_name.go"), SAFE);
    }
    tree.commit();
    tree.write("a_rather_long_folder_name_7/a_rather_long_file_name.go", format!("\n{SAFE}"));
    let ran = tree.run(["-w", "--quiet"]);
    ran.exits(2);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert_eq!(tree.git(&["status", "--porcelain"]).lines().count(), 1200);
}
