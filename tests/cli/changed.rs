//! `--since`, `--staged` and `--baseline`: only what is new.

use crate::harness::{CLEAN, SAFE, SAFE_MENDED, Tree};
use std::fs;

/// Two findings, in lines 8 and 13.
fn two() -> String {
    format!(
        "{SAFE}\nfunc second(parent context.Context) error {{\n\tctx, _ := context.WithCancel(parent)\n\treturn ctx.Err()\n}}\n"
    )
}

fn committed(files: &[(&str, &str)]) -> Tree {
    let tree = Tree::new(files);
    tree.commit();
    tree
}

#[test]
fn only_lines_changed_since_the_branch_count() {
    let tree = committed(&[("a.go", SAFE), ("b.go", SAFE), ("c.go", CLEAN)]);
    tree.git(&["branch", "-m", "main"]);
    tree.git(&["checkout", "-q", "-b", "topic"]);
    tree.write("a.go", two());
    tree.git(&["commit", "-q", "-a", "-m", "second"]);
    // What came to main meanwhile is no change of the branch.
    tree.git(&["checkout", "-q", "main"]);
    tree.write("b.go", format!("{SAFE}// more\n"));
    tree.git(&["commit", "-q", "-a", "-m", "more"]);
    tree.git(&["checkout", "-q", "topic"]);
    tree.write("new.go", SAFE);
    let out = tree.run(["--quiet", "--since", "main"]).exits(1);
    let places: Vec<&str> =
        out.lines().filter_map(|l| l.split_once(": undeferred").map(|(place, _)| place)).collect();
    assert_eq!(places, ["a.go:13:2", "new.go:8:2"]);
    tree.run(["-w", "--allow-dirty", "--since", "main"]).exits(0);
    let mended = SAFE_MENDED.split_once("{\n").unwrap().1.split_once("}\n").unwrap().0;
    let second = format!("\nfunc second(parent context.Context) error {{\n{mended}}}\n");
    assert_eq!(tree.read("a.go"), format!("{SAFE}{second}"));
    assert_eq!(tree.read("b.go"), SAFE);
}

#[test]
fn a_deleted_release_is_a_change_of_what_stands_above() {
    let tree = committed(&[("a.go", SAFE_MENDED)]);
    tree.write(
        "a.go",
        SAFE_MENDED.replace("\tdefer cancel()\n", "").replace("return", "_ = cancel\n\treturn"),
    );
    assert!(tree.run(["--quiet", "--since", "HEAD"]).exits(1).starts_with("a.go:8:2: "));
}

/// What only moved has not changed.
#[test]
fn a_file_of_another_name_is_the_same_file() {
    let tree = committed(&[("a.go", &two()), ("b.go", CLEAN)]);
    tree.git(&["mv", "a.go", "z.go"]);
    assert_eq!(tree.run(["--staged"]).exits(0), "no findings in 2 files\n");
    let more = two().replace(
        "ctx, _ := context.WithCancel(parent)\n\treturn ctx.Err()\n}\n\n",
        "ctx, _ := context.WithTimeout(parent, 1)\n\treturn ctx.Err()\n}\n\n",
    );
    tree.write("z.go", more);
    tree.git(&["add", "-A"]);
    assert!(tree.run(["--quiet", "--staged"]).exits(1).starts_with("z.go:8:2: "));
    tree.git(&["commit", "-q", "-m", "moved"]);
    let out = tree.run(["--quiet", "--since", "HEAD~1"]).exits(1);
    assert_eq!(out.matches(": undeferred").count(), 1, "{out}");
}

#[test]
fn what_git_does_not_know_is_an_error() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let ran = tree.run(["--since", "main"]);
    assert_eq!(
        (ran.code, &*ran.err),
        (Some(2), "ctxmend: --since: the working directory is in no git repository\n")
    );
    tree.commit();
    let ran = tree.run(["--since", "nothing"]);
    assert_eq!((ran.code, &*ran.err), (Some(2), "ctxmend: --since: there is no commit 'nothing'\n"));
    let elsewhere = Tree::new(&[("b.go", SAFE)]);
    let ran = tree.run(["--since", "HEAD", &elsewhere.name_of("b.go")]);
    assert!(ran.code == Some(2) && ran.err.contains("lies outside the git repository"), "{ran:?}");
}

#[test]
fn a_shallow_clone_that_lacks_the_revision_says_so() {
    let tree = committed(&[("a.go", SAFE)]);
    tree.git(&["tag", "old"]);
    tree.write("a.go", two());
    tree.git(&["commit", "-q", "-a", "-m", "second"]);
    let clone = Tree::new(&[]);
    let url = format!("file://{}", tree.name_of(""));
    clone.git(&["clone", "-q", "--depth=1", "--no-tags", &url, "c"]);
    let ran = clone.run_with(["--since", "old"], |c| c.current_dir(clone.path("c")));
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("there is no commit 'old'; this clone is shallow: fetch more of its history"),
        "{ran:?}"
    );
}

#[test]
fn what_is_staged_is_looked_at_as_it_is_staged() {
    let tree = committed(&[("a.go", SAFE), ("b.go", SAFE)]);
    tree.write("a.go", two());
    tree.git(&["add", "a.go"]);
    tree.write("b.go", two());
    assert!(tree.run(["--quiet", "--staged"]).exits(1).starts_with("a.go:13:2: "));
    // The work tree has moved on: what counts is what will be committed.
    tree.write("a.go", CLEAN);
    assert!(tree.run(["--quiet", "--staged"]).exits(1).starts_with("a.go:13:2: "));
    let ran = tree.run(["-w", "--staged"]);
    assert_eq!(ran.code, Some(0), "nothing is found in the work tree: {ran:?}");
    tree.write("a.go", format!("{}// more\n", two()));
    let ran = tree.run(["-w", "--staged"]);
    assert_eq!(
        (ran.code, &*ran.err),
        (Some(2), "ctxmend: a.go: has changes that are not staged; stage or stash them\n")
    );
    tree.git(&["add", "a.go"]);
    tree.run(["-w", "--staged"]).exits(0);
    assert_eq!(tree.read("a.go").matches("defer cancel()").count(), 1);
    assert_eq!(tree.read("b.go"), two());
}

#[test]
fn a_baseline_suppresses_what_it_holds_wherever_it_moves() {
    let tree = Tree::new(&[("sub/a.go", SAFE), ("b.go", CLEAN)]);
    let ran = tree.run(["--baseline", "known.json"]);
    assert_eq!(
        (ran.code, &*ran.err),
        (Some(2), "ctxmend: known.json: no such file; --update-baseline makes it\n")
    );
    let out = tree.run(["--baseline", "known.json", "--update-baseline"]).exits(0);
    assert_eq!(out, "1 finding in known.json\n");
    let held = "{\n  \"version\": 1,\n  \"findings\": {\n    \"sub/a.go\": {\n      \"undeferred-cancel\": 1\n    }\n  }\n}\n";
    assert_eq!(tree.read("known.json"), held);
    let known = ["--baseline", "known.json"];
    assert_eq!(tree.run(known).exits(0), "no findings in 2 files (1 suppressed)\n");
    tree.write("sub/a.go", SAFE.replace("package a\n", "// Package a.\npackage a\n"));
    tree.run(known).exits(0);
    tree.run(["-w", "--baseline", "known.json"]).exits(0);
    assert!(!tree.read("sub/a.go").contains("defer"));
    // One more, and nobody can say which is new.
    tree.write("sub/a.go", two());
    assert!(tree.run(known).exits(1).contains("2 findings in 1 of 2 files"));
    tree.run(["--baseline", "known.json", "--update-baseline"]).exits(0);
    tree.run(known).exits(0);
    tree.write("known.json", "{}");
    assert!(tree.run(known).err.starts_with("ctxmend: known.json: is no baseline: "));
}

/// Files and codemods that a run does not look at are no reason to forget what is known of them.
#[test]
fn a_baseline_keeps_what_was_not_looked_at() {
    let tree = Tree::new(&[("a.go", SAFE), ("sub/b.go", SAFE), ("sub/gone.go", SAFE)]);
    let update = |args: &[&str]| {
        tree.run(["--baseline", "known.json", "--update-baseline"].iter().chain(args)).exits(0)
    };
    assert_eq!(update(&[]), "3 findings in known.json\n");
    assert_eq!(update(&["a.go"]), "3 findings in known.json\n");
    assert_eq!(update(&["--only", "background-in-handler"]), "3 findings in known.json\n");
    assert_eq!(update(&["--skip", "undeferred-cancel"]), "3 findings in known.json\n");
    tree.run(["--baseline", "known.json"]).exits(0);
    tree.write("sub/b.go", SAFE_MENDED);
    fs::remove_file(tree.path("sub/gone.go")).unwrap();
    assert_eq!(update(&["a.go"]), "2 findings in known.json\n", "a file that is gone is forgotten");
    assert_eq!(update(&["sub"]), "1 finding in known.json\n");
    tree.write("sub/b.go", SAFE);
    assert!(tree.run(["--baseline", "known.json"]).exits(1).contains("sub/b.go:8:2: "));
}

#[test]
fn a_baseline_may_lie_anywhere() {
    let tree = Tree::new(&[("a.go", SAFE), ("sub/b.go", SAFE), ("other/c.go", CLEAN)]);
    tree.run(["--baseline", "other/known.json", "--update-baseline"]).exits(0);
    assert_eq!(
        tree.run(["--baseline", "other/known.json"]).exits(0),
        "no findings in 3 files (2 suppressed)\n"
    );
    for args in [&["--update-baseline"][..], &["--update-baseline"], &[]] {
        let args = ["..", "--baseline", "../known.json"].iter().chain(args);
        tree.run_with(args, |c| c.current_dir(tree.path("sub"))).exits(0);
    }
    assert!(tree.read("known.json").contains("\"sub/b.go\""));
}
