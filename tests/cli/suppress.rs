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
        for option in ["--write", "--diff", "--list", "--format", "--stdin-filename", "standard input"] {
            assert!(!help.contains(option), "{command}: {option}");
        }
    }
    let ran = tree.run(["suppress", "-w", "."]);
    assert!(ran.code == Some(2) && !ran.err.contains("--write"), "{}", ran.err);
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
