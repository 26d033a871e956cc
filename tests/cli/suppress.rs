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
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err, "ctxmend: a.go: has uncommitted changes; commit it, or give --allow-dirty\n");
    assert!(!tree.read("a.go").contains("ctxmend:ignore") && tree.read("b.go").contains("ctxmend:ignore"));
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
