//! `--write`: what is written, what is refused, and that nothing else is touched.

use crate::harness::{BY_HAND, CLEAN, SAFE, SAFE_MENDED, Tree, UNSAFE};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

#[test]
fn fixes_are_applied_and_reported() {
    let tree = Tree::new(&[("a.go", SAFE), ("u.go", UNSAFE), ("h.go", BY_HAND), ("c.go", CLEAN)]);
    let inode = fs::metadata(tree.path("c.go")).unwrap().ino();
    let out = tree.run(["-w"]).exits(0);
    assert!(out.contains("a.go:8:2: ") && out.contains(" [safe, applied]\n"), "{out}");
    assert!(
        out.contains("  1 fix applied in 1 file\n  1 unsafe fix withheld in 1 file   ctxmend --write"),
        "{out}"
    );
    assert_eq!(tree.read("a.go"), SAFE_MENDED);
    assert_eq!(tree.read("u.go"), UNSAFE);
    assert_eq!(fs::metadata(tree.path("c.go")).unwrap().ino(), inode, "a file without a fix is not touched");
    assert_eq!(tree.names(), ["a.go", "c.go", "h.go", "u.go"]);
    tree.run(["-w", "--unsafe-fixes", "u.go"]).exits(0);
    assert!(tree.read("u.go").contains("defer cancel()"));
}

#[test]
fn check_tells_of_what_remains() {
    let tree = Tree::new(&[("a.go", SAFE), ("h.go", BY_HAND)]);
    tree.run(["-w", "--check", "a.go"]).exits(0);
    tree.run(["-w", "--check", "."]).exits(1);
    tree.run(["-w", "."]).exits(0);
}

/// The safe fix of one codemod leaves nothing to do for the unsafe one of another.
const RESOLVED: &str = "package a

import \"context\"

func f(parent context.Context, careful bool) error {
\tvar cancel context.CancelFunc
\tif careful {
\t\tctx, cancel := context.WithCancel(parent)
\t\tif ctx.Err() != nil {
\t\t\tcancel()
\t\t}
\t}
\tif cancel != nil {
\t\tdefer cancel()
\t}
\treturn parent.Err()
}
";

#[test]
fn what_another_fix_resolved_needs_no_second_run() {
    let tree = Tree::new(&[("a.go", RESOLVED)]);
    let out = tree.run([""; 0]).exits(1);
    assert!(out.contains("\n    resolved by the fix of undeferred-cancel at line 8\n"), "{out}");
    assert!(out.ends_with("  1 finding resolved by the fix of another\n"), "{out}");
    assert!(!out.contains("run again"), "{out}");
    tree.run(["-w", "--check"]).exits(0);
    assert_eq!(tree.run([""; 0]).exits(0), "no findings in 1 file\n");
}

#[test]
fn what_another_fix_would_have_resolved_remains_where_that_is_refused() {
    let tree = Tree::new(&[("a.go", RESOLVED)]);
    let json = tree.run_with(["-w", "--check", "--format=json"], |c| {
        fs::set_permissions(tree.path("a.go"), Permissions::from_mode(0o444)).unwrap();
        c
    });
    let json: serde_json::Value = serde_json::from_str(&json.exits(2)).unwrap();
    assert_eq!(json["summary"]["conflict"], 0);
    assert_eq!(json["summary"]["applied"], 0);
}

#[test]
fn json_after_a_write() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let json: serde_json::Value = serde_json::from_str(&tree.run(["-w", "--format=json"]).exits(0)).unwrap();
    assert_eq!(json["findings"][0]["status"], "applied");
    assert_eq!(json["summary"]["applied"], 1);
    assert_eq!(tree.read("a.go"), SAFE_MENDED);
}

/// Writes `a.go`, which is to be refused for this reason, and `b.go`, which is not.
#[track_caller]
fn refused(tree: &Tree, args: &[&str], reason: &str) {
    let ran = tree.run(args);
    ran.exits(2);
    assert!(ran.err.starts_with(&format!("ctxmend: a.go: {reason}")), "{}", ran.err);
    assert_eq!(tree.read("a.go"), SAFE);
    assert_eq!(tree.read("b.go"), SAFE_MENDED, "the other file is still written");
}

#[test]
fn read_only_files() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", SAFE)]);
    fs::set_permissions(tree.path("a.go"), Permissions::from_mode(0o444)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&tree.run(["--format=json"]).exits(1)).unwrap();
    assert_eq!(json["findings"][0]["status"], "refused");
    assert_eq!(json["findings"][1]["status"], "available");
    // A list and a patch are for others, who may write where this user may not: on a read-only checkout too.
    assert_eq!(tree.run(["-l", "--check"]).exits(1), "a.go\nb.go\n");
    assert!(tree.run(["-d", "--check"]).exits(1).starts_with("--- a/a.go\n"));
    refused(&tree, &["-w"], "is read-only");
    assert_eq!(fs::metadata(tree.path("a.go")).unwrap().mode() & 0o777, 0o444);
}

#[test]
fn links_named_outright() {
    let tree = Tree::new(&[("b.go", SAFE), ("dir/real.go", SAFE)]);
    symlink("dir/real.go", tree.path("a.go")).unwrap();
    tree.run(["a.go"]).exits(1);
    // No patch could change it, and git would take none of what it cannot take whole.
    let listed = tree.run(["-l", "a.go", "dir/real.go"]);
    assert_eq!(listed.exits(0), "dir/real.go\n");
    assert!(!tree.run(["-d", "a.go", "dir/real.go"]).exits(0).contains("a/a.go"));
    refused(&tree, &["-w", "a.go", "b.go"], "is a symbolic link");
    assert!(fs::symlink_metadata(tree.path("a.go")).unwrap().is_symlink());
    assert_eq!(tree.read("dir/real.go"), SAFE);
}

#[test]
fn links_met_on_the_way() {
    let tree = Tree::new(&[("real.go", SAFE), ("other/b.go", SAFE)]);
    symlink("real.go", tree.path("link.go")).unwrap();
    symlink("other", tree.path("linked")).unwrap();
    symlink("nowhere", tree.path("dangling.go")).unwrap();
    symlink(".", tree.path("loop")).unwrap();
    assert_eq!(tree.run(["-l"]).exits(0), "other/b.go\nreal.go\n");
    tree.run(["-w"]).exits(0);
    assert!(fs::symlink_metadata(tree.path("link.go")).unwrap().is_symlink());
    assert_eq!(tree.read("real.go"), SAFE_MENDED);
}

#[test]
fn a_link_to_a_folder_named_outright_is_the_folder() {
    let tree = Tree::new(&[("real/a.go", SAFE)]);
    symlink("real", tree.path("link")).unwrap();
    assert_eq!(tree.run(["-l", "link", "real"]).exits(0), "real/a.go\n");
    assert_eq!(tree.run(["-l", "link/a.go"]).exits(0), "real/a.go\n");
}

#[test]
fn hard_links() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", SAFE)]);
    fs::hard_link(tree.path("a.go"), tree.path("twin")).unwrap();
    assert_eq!(tree.run(["-l"]).exits(0), "a.go\nb.go\n");
    refused(&tree, &["-w"], "has 2 names");
    assert_eq!(tree.read("twin"), SAFE);
}

#[test]
fn files_that_are_not_utf_8() {
    let tree = Tree::new(&[("b.go", SAFE)]);
    let bytes = [SAFE.as_bytes(), b"// \xff\n"].concat();
    tree.write("a.go", &bytes);
    let ran = tree.run(["-w"]);
    ran.exits(2);
    assert_eq!(ran.err, "ctxmend: a.go: skipped: is not UTF-8\n");
    assert_eq!(fs::read(tree.path("a.go")).unwrap(), bytes);
    assert_eq!(tree.read("b.go"), SAFE_MENDED);
}

#[test]
fn modes_are_kept() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    fs::set_permissions(tree.path("a.go"), Permissions::from_mode(0o755)).unwrap();
    tree.run(["-w"]).exits(0);
    assert_eq!(fs::metadata(tree.path("a.go")).unwrap().mode() & 0o777, 0o755);
}
