//! `ctxmend.toml`.

use crate::harness::{CLEAN, SAFE, Tree, UNSAFE};
use std::fs;
use std::os::unix::fs::symlink;

/// The bare function of another package: only the user knows that it releases.
const THEIRS: &str = "package a

import (
\t\"context\"

\t\"example.com/m/trace\"
)

func traced(parent context.Context) error {
\tctx, _ := trace.Start(parent)
\treturn ctx.Err()
}
";

const TRACE: &str = "package trace

import \"context\"

var ends []func()

func Start(ctx context.Context) (context.Context, func()) {
\treturn ctx, ends[0]
}
";

#[test]
fn codemods_are_settled_for_all_and_for_folders() {
    let config =
        "[codemods]\nundeferred-cancel = 'off'\n[folders.sub.codemods]\nundeferred-cancel = 'none'\n";
    let tree = Tree::new(&[("ctxmend.toml", config), ("a.go", SAFE), ("sub/b.go", SAFE)]);
    let out = tree.run(["--quiet"]).exits(1);
    assert!(out.starts_with("sub/b.go:8:2: undeferred-cancel: ") && out.contains("[by hand]"), "{out}");
    assert!(!out.contains("\na.go:") && !out.contains("defer cancel"), "{out}");
    assert_eq!(tree.run(["-l"]).exits(0), "");
    // The command line has the last word on what runs.
    assert_eq!(tree.run(["-l", "--only", "undeferred-cancel"]).exits(0), "a.go\n");
    assert_eq!(tree.run(["-l", "--no-config"]).exits(0), "a.go\nsub/b.go\n");
    assert_eq!(tree.run(["--skip", "undeferred-cancel"]).exits(0), "no findings in 2 files\n");
}

#[test]
fn fixes_are_trusted_as_the_settings_say() {
    let tree = Tree::new(&[("a.go", UNSAFE), ("ctxmend.toml", "[codemods]\nundeferred-cancel = 'safe'\n")]);
    assert_eq!(tree.run(["-l"]).exits(0), "a.go\n");
    tree.write("ctxmend.toml", "[codemods]\nundeferred-cancel = 'unsafe'\n");
    tree.write("b.go", SAFE);
    assert_eq!(tree.run(["-l"]).exits(0), "");
    assert_eq!(tree.run(["-l", "--unsafe-fixes"]).exits(0), "a.go\nb.go\n");
}

#[test]
fn settings_that_cannot_be_read_are_not_passed_over() {
    let tree = Tree::new(&[("a.go", SAFE), ("sub/b.go", SAFE)]);
    symlink("../elsewhere/ctxmend.toml", tree.path("ctxmend.toml")).unwrap();
    let ran = tree.run(["-w"]);
    ran.exits(2);
    assert!(ran.err.contains("ctxmend.toml: no such file"), "{}", ran.err);
    assert_eq!(tree.read("a.go"), SAFE);
    fs::remove_file(tree.path("ctxmend.toml")).unwrap();
    fs::create_dir(tree.path("ctxmend.toml")).unwrap();
    tree.run(["-w"]).exits(2);
    assert_eq!(tree.read("a.go"), SAFE);
}

#[test]
fn what_is_excluded_is_left_out_unless_it_is_named() {
    let tree = Tree::new(&[
        ("ctxmend.toml", "exclude = ['third_party/', '/a.go']\n"),
        ("a.go", SAFE),
        ("b.go", SAFE),
        ("x/third_party/y/c.go", SAFE),
    ]);
    assert_eq!(tree.run(["-l"]).exits(0), "b.go\n");
    assert_eq!(tree.run(["-l", "a.go", "x/third_party"]).exits(0), "a.go\nx/third_party/y/c.go\n");
    assert_eq!(tree.run(["-l", "--force-exclude", "a.go", "b.go", "x/third_party"]).exits(0), "b.go\n");
    let given = ["-l", "-", "--stdin-filename", "a.go"];
    assert_eq!(tree.feed(&given, SAFE).exits(0), "a.go\n");
    assert_eq!(tree.feed(&[&given[..], &["--force-exclude"]].concat(), SAFE).exits(0), "");
    let mended = ["-w", "-", "--stdin-filename", "a.go", "--force-exclude"];
    assert_eq!(tree.feed(&mended, SAFE).exits(0), SAFE);
    assert!(tree.run(["-l", "--stats"]).err.contains("excluded by ctxmend.toml"));
}

#[test]
fn the_nearest_file_up_to_the_repository_holds_alone() {
    let off = "[codemods]\nundeferred-cancel = 'off'\n";
    let tree = Tree::new(&[
        ("ctxmend.toml", off),
        ("r/a.go", SAFE),
        ("r/sub/b.go", SAFE),
        ("r/sub/ctxmend.toml", ""),
    ]);
    assert_eq!(tree.run(["-l"]).exits(0), "r/sub/b.go\n");
    tree.git(&["init", "-q", "r"]);
    assert_eq!(tree.run(["-l"]).exits(0), "r/a.go\nr/sub/b.go\n");
    assert_eq!(tree.run(["-l", "--config", "ctxmend.toml"]).exits(0), "");
    let ran = tree.run(["-l", "--config", "none.toml"]);
    assert_eq!(ran.err, format!("ctxmend: {}: no such file or directory\n", tree.name_of("none.toml")));
    assert_eq!(ran.code, Some(2));
}

#[test]
fn with_wrong_settings_nothing_is_looked_at() {
    let tree = Tree::new(&[("a.go", SAFE), ("ctxmend.toml", "\nexclud = []\n")]);
    for args in [&["-w"][..], &[], &["--show-config"], &["suppress", "--reason", "x"]] {
        let ran = tree.run(args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(
            ran.err.contains("ctxmend.toml: line 2: unknown key 'exclud'; did you mean 'exclude'?"),
            "{ran:?}"
        );
    }
    assert_eq!(tree.read("a.go"), SAFE);
    let ran = tree.feed(&["-w", "-", "--stdin-filename", "a.go"], SAFE);
    assert_eq!((ran.code, ran.out()), (Some(2), SAFE.to_owned()));
}

#[test]
fn the_users_own_producers() {
    let files =
        [("go.mod", "module example.com/m\n\ngo 1.22\n"), ("a/a.go", THEIRS), ("trace/trace.go", TRACE)];
    let tree = Tree::new(&files);
    assert_eq!(tree.run(["--quiet"]).exits(0), "");
    tree.write("ctxmend.toml", "[facts]\nproducers = ['example.com/m/trace.Start']\n");
    assert_eq!(tree.run(["-l", "--unsafe-fixes"]).exits(0), "a/a.go\n");
    assert!(tree.run(["--unsafe-fixes"]).exits(1).contains("+     ctx, cancel := trace.Start(parent)"));
}

#[test]
fn the_users_own_sources() {
    let web = "package web\n\nimport \"net/http\"\n\ntype Ctx struct{ r *http.Request }\n\nfunc (c *Ctx) Request() *http.Request { return c.r }\n";
    let handler = "package a\n\nimport (\n\t\"context\"\n\n\t\"example.com/m/web\"\n)\n\nfunc show(c *web.Ctx, id string) error {\n\treturn load(context.Background(), id)\n}\n\nfunc load(ctx context.Context, id string) error { return ctx.Err() }\n";
    let files = [("go.mod", "module example.com/m\n\ngo 1.22\n"), ("a/a.go", handler), ("web/web.go", web)];
    let tree = Tree::new(&files);
    assert_eq!(tree.run(["--quiet"]).exits(0), "");
    tree.write("ctxmend.toml", "[facts]\nsources = { '*example.com/m/web.Ctx' = 'Request().Context()' }\n");
    let told = tree.run(["--unsafe-fixes"]).exits(1);
    assert!(
        told.contains("background-in-handler: load gets context.Background() instead of the Ctx's"),
        "{told}"
    );
    assert!(told.contains("+     return load(c.Request().Context(), id)"), "{told}");
    let shown = tree.run(["--show-config"]).exits(0);
    assert!(
        shown.contains("[facts.sources]\n\"*example.com/m/web.Ctx\" = \"Request().Context()\"\n"),
        "{shown}"
    );
}

#[test]
fn settings_are_shown_as_a_file_that_says_them() {
    let config = "exclude = ['x/']\n[codemods]\nshadowed-ctx = 'none'\n[folders.'a b'.codemods]\nctx-in-struct = 'off'\n";
    let tree = Tree::new(&[("ctxmend.toml", config), ("sub/a.go", CLEAN)]);
    let shown = tree.run_with(["--show-config"], |c| c.current_dir(tree.path("sub"))).exits(0);
    assert!(shown.contains("exclude = [\"x/\"]") && shown.contains("\nshadowed-ctx = \"none\"\n"), "{shown}");
    assert!(shown.contains("[folders.\"a b\".codemods]\nctx-in-struct = \"off\"\n"), "{shown}");
    tree.write("ctxmend.toml", &shown);
    let again = tree.run_with(["--show-config"], |c| c.current_dir(tree.path("sub"))).exits(0);
    assert_eq!(again, shown);
}

#[test]
fn what_is_shown_is_what_the_command_line_makes_of_it() {
    let config =
        "[codemods]\nblind-sleep = 'safe'\n[folders.'none']\n[folders.sub.codemods]\nblind-sleep = 'none'\n";
    let tree = Tree::new(&[("ctxmend.toml", config), ("sub/a.go", CLEAN)]);
    let shown = |args: &[&str]| tree.run(["--show-config"].iter().chain(args)).exits(0);
    let all = shown(&[]);
    assert!(all.contains("\nblind-sleep = \"safe\"\n") && all.contains("\nglobal-ctx = \"on\"\n"), "{all}");
    assert!(all.contains("\n# there is no such folder\n[folders.\"none\".codemods]\n"), "{all}");
    let skipped = shown(&["--skip", "blind-sleep"]);
    assert_eq!(skipped.matches("blind-sleep = \"off\"\n").count(), 2, "{skipped}");
    let only = shown(&["--only", "blind-sleep"]);
    assert!(only.contains("\nglobal-ctx = \"off\"\n"), "{only}");
    assert!(only.contains("[folders.\"sub\".codemods]\nblind-sleep = \"none\"\n"), "{only}");
    for args in
        [&["sub"][..], &["-w"], &["-d"], &["-l"], &["--format=json"], &["--stats"], &["--since", "HEAD"]]
    {
        let ran = tree.run(["--show-config"].iter().chain(args));
        assert!(ran.code == Some(2) && ran.err.contains("cannot be used with"), "{ran:?}");
    }
}
