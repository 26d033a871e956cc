//! `ctxmend suppress`.

use crate::harness::{BY_HAND, SAFE, Tree, UNSAFE};

#[test]
fn everything_found_is_suppressed_for_a_reason() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", UNSAFE), ("c.go", BY_HAND)]);
    let out = tree.run(["suppress", "--reason", "legacy, see #12"]).exits(0);
    assert_eq!(out, "3 findings suppressed in 3 files\n");
    let comment = "//ctxmend:ignore undeferred-cancel legacy, see #12\n";
    assert_eq!(tree.read("a.go"), SAFE.replace("\tctx, _", &format!("\t{comment}\tctx, _")));
    assert_eq!(tree.read("c.go"), BY_HAND.replace("var", &format!("{comment}var")));
    assert_eq!(tree.run([""; 0]).exits(0), "no findings in 3 files (3 suppressed)\n");
    assert_eq!(tree.run(["suppress", "--reason", "again"]).exits(0), "0 findings suppressed in 0 files\n");
    assert_eq!(
        tree.run(["suppress", "--remove-unused"]).exits(0),
        "0 comments without use removed in 0 files\n"
    );
}

#[test]
fn comments_of_no_use_go() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    tree.run(["suppress", "--reason", "x"]).exits(0);
    let silenced = tree.read("a.go");
    tree.write(
        "a.go",
        silenced.replace("ctx, _ :=", "ctx, cancel :=").replace("return", "cancel()\n\treturn"),
    );
    assert!(tree.run(["--stats"]).err.contains("a.go:8"));
    assert_eq!(
        tree.run(["suppress", "--remove-unused"]).exits(0),
        "1 comment without use removed in 1 file\n"
    );
    assert!(!tree.read("a.go").contains("ctxmend:ignore"));
}

/// A comment must say what it silences, by a name that there is.
#[test]
fn comments_without_a_codemod_are_of_no_use() {
    for names in ["", " undeferred-cancle x", " because I say so"] {
        let tree = Tree::new(&[(
            "a.go",
            &SAFE.replace("\tctx, _", &format!("\t//ctxmend:ignore{names}\n\tctx, _")),
        )]);
        let ran = tree.run(["--stats"]);
        assert!(ran.exits(1).contains("1 finding in 1 of 1 file\n"), "{names}");
        assert!(ran.err.contains("unused ctxmend:ignore: a.go:8\n"), "{names}: {}", ran.err);
    }
    // What was not asked for may be of use.
    let other = SAFE.replace("\tctx, _", "\t//ctxmend:ignore undeferred-cancel x\n\tctx, _");
    let tree = Tree::new(&[("a.go", &other)]);
    assert!(!tree.run(["--stats", "--skip=undeferred-cancel"]).err.contains("a.go:8"));
}

#[test]
fn files_with_uncommitted_changes_are_refused() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", SAFE)]);
    tree.commit();
    tree.write("a.go", format!("{SAFE}// more\n"));
    let ran = tree.run(["suppress", "--reason", "x"]);
    assert_eq!(ran.exits(2), "1 finding suppressed in 1 file\n");
    assert_eq!(ran.err, "ctxmend: a.go: has uncommitted changes; commit it, or give --allow-dirty\n");
    assert!(!tree.read("a.go").contains("ctxmend:ignore") && tree.read("b.go").contains("ctxmend:ignore"));
}

/// What the tool has written about contexts is not what the author of the code says of them.
#[test]
fn comments_of_the_tool_explain_nothing() {
    let source = "package p

import (
\t\"context\"
\t\"time\"
)

type server struct {
\tctx context.Context
\top  func(context.Context) error
}

func (s *server) Do() error { return s.op(s.ctx) }

func wait(ctx context.Context, op func(context.Context) error) error {
\tfor op(ctx) != nil {
\t\ttime.Sleep(time.Second)
\t}
\treturn nil
}

func detached(ctx context.Context, op func(context.Context) error) error {
\treturn op(context.Background())
}
";
    let tree = Tree::new(&[("a.go", source)]);
    let reason = ["suppress", "--reason", "deliberately not canceled with the context"];
    assert_eq!(tree.run(reason).exits(0), "3 findings suppressed in 1 file\n");
    let ran = tree.run(["--stats"]);
    assert_eq!(ran.exits(0), "no findings in 1 file (3 suppressed)\n");
    assert!(!ran.err.contains("unused ctxmend:ignore:"), "{}", ran.err);
    let unused = tree.run(["suppress", "--remove-unused"]);
    assert_eq!(unused.exits(0), "0 comments without use removed in 0 files\n");
    // Another codemod's name in such a comment is none of the author's words either.
    let other = "//ctxmend:ignore undeferred-cancel x\n\t\ttime.Sleep";
    tree.write("a.go", source.replace("time.Sleep", other));
    assert!(tree.run([""; 0]).exits(1).contains("a.go:18:3: blind-sleep: "));
}

#[test]
fn help_is_silent_about_what_is_refused() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    for command in ["suppress", "review"] {
        let help = tree.run([command, "--help"]).exits(0);
        for option in ["--stdin-filename", "standard input"].iter().chain(REFUSED.map(|args| &args[0])) {
            assert!(!help.contains(option), "{command}: {option}");
        }
    }
}

const REFUSED: [&[&str]; 8] = [
    &["--write"],
    &["--diff"],
    &["--list"],
    &["--format", "json"],
    &["--check"],
    &["--stats"],
    &["--show-config"],
    &["--update-baseline", "--baseline", "known.json"],
];

#[test]
fn options_that_would_do_nothing_are_refused() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    for args in REFUSED {
        let ran = tree.run(["suppress", "--reason", "x"].iter().chain(args));
        let want = format!("ctxmend: suppress writes comments; {} is not for it\n", args[0]);
        assert_eq!((ran.code, ran.err), (Some(2), want));
        let ran = tree.run(["review"].iter().chain(args));
        let want = format!("ctxmend: review asks, and writes what was accepted; {} is not for it\n", args[0]);
        assert_eq!((ran.code, ran.err), (Some(2), want));
    }
    assert_eq!(tree.read("a.go"), SAFE);
}

/// What a run with the same limits does not tell of gets no comment.
#[test]
fn only_what_counts_is_suppressed() {
    let tree = Tree::new(&[("a/a.go", SAFE), ("b/b.go", SAFE)]);
    tree.commit();
    let suppress = |limits: &[&str]| tree.run(["suppress", "--reason", "x"].iter().chain(limits)).exits(0);
    assert_eq!(suppress(&["--since", "HEAD"]), "0 findings suppressed in 0 files\n");
    tree.run(["--baseline", "known.json", "--update-baseline"]).exits(0);
    assert_eq!(suppress(&["--baseline", "known.json"]), "0 findings suppressed in 0 files\n");
    assert_eq!(suppress(&["--shard", "2/2"]), "1 finding suppressed in 1 file\n");
    assert_eq!(tree.read("a/a.go"), SAFE);
    assert!(tree.read("b/b.go").contains("ctxmend:ignore"));
}

#[test]
fn only_what_is_staged_is_suppressed() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    tree.commit();
    let second = SAFE.split_once("\nfunc").unwrap().1.replace("safe", "second");
    let two = format!("{SAFE}\nfunc{second}");
    tree.write("a.go", &two);
    tree.git(&["add", "-A"]);
    let staged = ["suppress", "--reason", "x", "--staged"];
    tree.write("a.go", format!("{two}// more\n"));
    let ran = tree.run(staged);
    ran.exits(2);
    assert_eq!(ran.err, "ctxmend: a.go: has changes that are not staged; stage or stash them\n");
    tree.write("a.go", &two);
    assert_eq!(tree.run(staged).exits(0), "1 finding suppressed in 1 file\n");
    let (first, second) = two.split_at(SAFE.len());
    let silenced = second.replace("\tctx, _", "\t//ctxmend:ignore undeferred-cancel x\n\tctx, _");
    assert_eq!(tree.read("a.go"), format!("{first}{silenced}"));
}

#[test]
fn only_comments_that_count_are_removed() {
    let unused = "package a\n\n//ctxmend:ignore undeferred-cancel x\nfunc f() {}\n";
    let tree = Tree::new(&[("a.go", unused)]);
    tree.commit();
    let remove = ["suppress", "--remove-unused"];
    let since = remove.iter().chain(&["--since", "HEAD"]);
    assert_eq!(tree.run(since).exits(0), "0 comments without use removed in 0 files\n");
    assert_eq!(tree.run(remove).exits(0), "1 comment without use removed in 1 file\n");
    assert_eq!(tree.read("a.go"), "package a\n\nfunc f() {}\n");
}

#[test]
fn a_reason_is_one_line() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    for args in [
        &["suppress"][..],
        &["suppress", "--reason", " "],
        &["suppress", "--reason", "a\nb"],
        &["suppress", "--reason=x", "-w"],
    ] {
        assert_eq!(tree.run(args).code, Some(2), "{args:?}");
    }
    assert_eq!(tree.read("a.go"), SAFE);
}
