//! Where source comes from: paths, patterns, standard input; and interruption.

use crate::harness::{BY_HAND, CLEAN, SAFE, SAFE_MENDED, Tree, UNSAFE};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::process::Stdio;
use std::time::Duration;

#[test]
fn patterns_stop_at_modules_and_folders_do_not() {
    let tree = Tree::new(&[
        ("go.mod", "module a\n"),
        ("a.go", SAFE),
        ("sub/b.go", SAFE),
        ("nested/go.mod", "module b\n"),
        ("nested/c.go", SAFE),
    ]);
    assert_eq!(tree.run(["-l", "./..."]).exits(0), "a.go\nsub/b.go\n");
    assert_eq!(tree.run(["-l", "./sub/..."]).exits(0), "sub/b.go\n");
    assert_eq!(tree.run(["-l", "./nested/..."]).exits(0), "nested/c.go\n");
    assert_eq!(tree.run(["-l"]).exits(0), "a.go\nnested/c.go\nsub/b.go\n");
    tree.run(["-l", "./.../sub"]).exits(2);
}

#[test]
fn files_are_looked_at_once() {
    let tree = Tree::new(&[("a.go", SAFE), ("_b.go", SAFE)]);
    assert_eq!(tree.run(["-l", ".", "a.go", "./a.go", "./...", "_b.go"]).exits(0), "_b.go\na.go\n");
    let out = tree.run([".", "a.go"]).exits(1);
    assert!(out.contains("1 finding in 1 of 1 file"), "{out}");
}

#[test]
fn one_unreadable_path_stops_no_other() {
    let tree = Tree::new(&[("a.go", SAFE), ("dir.go/b.go", CLEAN)]);
    let ran = tree.run(["none.go", "a.go", "no/such/dir", "dir.go"]);
    assert!(ran.exits(2).contains("1 finding in 1 of 2 files"));
    let want =
        "ctxmend: no/such/dir: no such file or directory\nctxmend: none.go: no such file or directory\n";
    assert_eq!(ran.err, want);
}

#[test]
fn the_names_of_files_stay_as_they_are() {
    let tree = Tree::new(&[]);
    for args in
        [&["merge", "REPORT.json"][..], &["--baseline", "REPORT.json"], &["migrate", "--list", "REPORT.json"]]
    {
        let ran = tree.run(args);
        assert!(ran.code == Some(2) && ran.err.starts_with("ctxmend: REPORT.json: no such file"), "{ran:?}");
    }
    assert_eq!(tree.run(["migrate", "https://x.org/y"]).err, "ctxmend: URLs want --clones DIR\n");
}

#[test]
fn a_word_that_is_no_path_may_be_meant_for_a_command() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    for (word, meant) in
        [("help", "--help"), ("version", "--version"), ("list", "--list"), ("explian", "explain")]
    {
        let ran = tree.run([word]);
        assert_eq!((ran.code, &*ran.out()), (Some(2), ""));
        let want = format!("ctxmend: {word}: no such file or directory; did you mean `ctxmend {meant}`?\n");
        assert_eq!(ran.err, want);
    }
    for word in ["vendor", "sub", "help.go", "./help", "list/x"] {
        assert_eq!(tree.run([word]).err, format!("ctxmend: {word}: no such file or directory\n"));
    }
}

#[test]
fn why_nothing_was_looked_at() {
    let tree =
        Tree::new(&[("x/testdata/a.go", SAFE), ("y/a.txt", ""), ("z/.ignore", "a.go\n"), ("z/a.go", SAFE)]);
    assert_eq!(tree.run(["x"]).exits(0), "no Go files to look at; 1 left out, --stats says why\n");
    assert_eq!(tree.run(["y"]).exits(0), "no Go files to look at\n");
    assert_eq!(tree.run(["z"]).exits(0), "no Go files to look at; 1 left out, --stats says why\n");
    assert_eq!(tree.run(["x/testdata", "--shard=2/2"]).exits(0), "no Go files in shard 2/2\n");
    assert_eq!(tree.run(["none.go"]).exits(2), "");
}

/// Who calls what would change may stand in a file that cannot be read.
#[test]
fn signatures_stay_where_a_file_beside_them_cannot_be_read() {
    let store = "package a

import \"context\"

type store struct {
\tctx context.Context
\tn   int
}

var all = map[string]*store{}

func newStore(ctx context.Context, name string) *store {
\ts := &store{ctx: ctx}
\tall[name] = s
\treturn s
}

func (s *store) get(op func(context.Context) error) error {
\ts.n++
\treturn op(s.ctx)
}
";
    let caller = "package a

import \"context\"

func Use(ctx context.Context, op func(context.Context) error) error {
\tj := newStore(ctx, \"x\")
\treturn j.get(op)
}
";
    let tree = Tree::new(&[("go.mod", "module m\n"), ("a/a.go", store), ("a/use.go", caller)]);
    let args = ["--unsafe-fixes", "--only", "ctx-in-struct"];
    assert!(tree.run(args).exits(1).contains("get gets a parameter ctx instead [unsafe]"));
    tree.write("a/use.go", [caller.as_bytes(), b"// \xff\n"].concat());
    let ran = tree.run(args);
    assert!(ran.exits(2).contains("a/use.go cannot be read"), "{}", ran.out());
    assert_eq!(ran.err, "ctxmend: a/use.go: skipped: is not UTF-8\n");
}

#[test]
fn half_written_go_is_no_error() {
    let deep = format!("package a\n\nvar x = {}\n", "(".repeat(100_000));
    for text in ["", "\0", "package", "package a\nfunc (", "func f() { ctx, _ := context.With", &deep] {
        let tree = Tree::new(&[("a.go", text), ("b.go", SAFE)]);
        assert_eq!(tree.run(["-l"]).exits(0), "b.go\n");
        assert_eq!(tree.feed(&["-w", "-", "--stdin-filename=c.go"], text).exits(0), text);
    }
}

/// Who names a file learns that it could not be read as Go; who names a folder asks with `--stats`.
#[test]
fn half_written_go_is_told_of_where_it_is_named() {
    let half = format!("{}\nfunc more() {{\n\tctx, _ := context.WithCancel(\n}}\n", CLEAN);
    let tree = Tree::new(&[("a.go", &half), ("b.go", "no Go"), ("c.go", CLEAN)]);
    let ran = tree.run(["a.go", "b.go", "c.go"]);
    assert_eq!(ran.exits(0), "no findings in 3 files\n");
    let want = "ctxmend: b.go: not analysed: it has no package clause\n\
                ctxmend: a.go:5: not analysed: it does not parse\n";
    assert_eq!(ran.err, want);
    tree.write("c.go", "// Code generated by hand. DO NOT EDIT.\npackage a\n");
    assert_eq!(tree.run(["c.go"]).err, "ctxmend: c.go: not analysed: it is generated\n");
    for args in [&["."][..], &["-q", "a.go", "b.go", "c.go"]] {
        let ran = tree.run(args);
        ran.exits(0);
        assert_eq!(ran.err, "", "{args:?}");
    }
}

#[test]
fn the_next_command_names_what_was_read() {
    let tree = Tree::new(&[]);
    let out = tree.feed(&["-", "--stdin-filename=p/my x.go"], SAFE).exits(1);
    assert!(out.ends_with("   ctxmend --write --stdin-filename 'p/my x.go' -\n"), "{out}");
}

#[test]
fn standard_input_shown() {
    let tree = Tree::new(&[]);
    let name = "--stdin-filename=p/x.go";
    let out = tree.feed(&["-", name], SAFE).exits(1);
    assert!(out.starts_with("p/x.go:8:2: undeferred-cancel: "), "{out}");
    assert!(tree.feed(&["-d", "-", name], SAFE).exits(0).starts_with("--- a/p/x.go\n"));
    assert_eq!(tree.feed(&["-l", "-", name], SAFE).exits(0), "p/x.go\n");
    assert_eq!(tree.feed(&["-", name], CLEAN).exits(0), "no findings in 1 file\n");
    assert_eq!(tree.names(), [""; 0], "nothing is written");
}

#[test]
fn standard_input_mended() {
    let tree = Tree::new(&[("x.go", "something else")]);
    let args = ["-w", "-", "--stdin-filename=x.go"];
    let ran = tree.feed(&args, SAFE);
    assert_eq!(ran.exits(0), SAFE_MENDED);
    assert!(ran.err.starts_with("x.go:8:2: ") && ran.err.contains("1 fix applied"), "{}", ran.err);
    assert_eq!(tree.feed(&args, CLEAN).exits(0), CLEAN);
    assert_eq!(tree.feed(&args, UNSAFE).exits(0), UNSAFE);
    assert_ne!(tree.feed(&["-w", "-", "--unsafe-fixes", "--stdin-filename=x.go"], UNSAFE).exits(0), UNSAFE);
    assert_eq!(tree.feed(&["-w", "--check", "-", "--stdin-filename=x.go"], BY_HAND).exits(1), BY_HAND);
    assert_eq!(tree.read("x.go"), "something else");
}

#[test]
fn standard_input_that_cannot_be_read_comes_out_whole() {
    let tree = Tree::new(&[]);
    let ran = tree.feed(&["-w", "-", "--stdin-filename=x.go"], b"package a // \xff");
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.out, b"package a // \xff");
    assert_eq!(ran.err, "ctxmend: x.go: skipped: is not UTF-8\n");
    tree.feed(&["-"], SAFE).exits(2);
    tree.feed(&["-", "a.go", "--stdin-filename=x.go"], SAFE).exits(2);
    tree.feed(&["-d", "-", "--stdin-filename=../x.go"], SAFE).exits(2);
}

#[test]
fn interrupted() {
    let tree = Tree::new(&[]);
    for signal in [Signal::INT, Signal::TERM] {
        // Waits for its input.
        let mut child = tree
            .command()
            .args(["-", "--stdin-filename=a.go"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(300));
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130));
    }
}

/// Whenever the signal comes: every file is whole, none is left over, and the exit code tells.
#[test]
fn interrupted_while_it_writes() {
    let tree = Tree::new(&[]);
    for round in 0..40 {
        (0..60).for_each(|i| tree.write(format!("{i}.go"), SAFE));
        let mut child = tree.command().args(["-w", "-q"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 3));
        kill_process(Pid::from_child(&child), Signal::INT).unwrap();
        let status = child.wait().unwrap();
        let mended = (0..60).filter(|i| tree.read(format!("{i}.go")) == SAFE_MENDED).count();
        let whole = (0..60).filter(|i| tree.read(format!("{i}.go")) == SAFE).count() + mended;
        assert_eq!(whole, 60);
        assert_eq!(tree.names().len(), 60);
        // Before it watches for signals, the signal itself ends it.
        assert!(matches!(status.code(), None | Some(0 | 130)), "{status}");
        if status.code() == Some(0) {
            assert_eq!(mended, 60);
        }
    }
}

#[test]
fn a_reader_who_has_seen_enough() {
    let tree = Tree::new(&[]);
    (0..2000).for_each(|i| tree.write(format!("{i}.go"), SAFE));
    let mut child = tree.command().arg("-d").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap().as_str()), (Some(0), ""));
    fs::metadata(tree.path("0.go")).unwrap();
}
