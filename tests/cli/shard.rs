//! `--shard` and `ctxmend merge`: the parts together are the whole, to the byte.

use crate::harness::{BY_HAND, CLEAN, SAFE, Tree, UNSAFE};
use std::fs;
use std::path::Path;

/// A module with each case that is one file as a package of its own, and what makes errors.
fn cases() -> Tree {
    let tree =
        Tree::new(&[("go.mod", "module example.com/m\n\ngo 1.24\n"), ("a-b/a.go", SAFE), ("a/a.go", SAFE)]);
    let codemods = Path::new(env!("CARGO_MANIFEST_DIR")).join("codemods");
    for folder in fs::read_dir(codemods).unwrap().flatten().map(|entry| entry.path().join("cases")) {
        for case in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if case.extension().is_some_and(|e| e == "go") {
                let name = case.components().rev().take(3).map(|c| c.as_os_str().to_string_lossy());
                let name = name.collect::<Vec<_>>().join("_").replace(".go", "");
                tree.write(format!("{name}/{name}.go"), fs::read(&case).unwrap());
            }
        }
    }
    // What one package makes, another one leaks.
    tree.write("lease/lease.go", "package lease\n\nimport \"context\"\n\nfunc Lease(ctx context.Context) (context.Context, context.CancelFunc) {\n\treturn context.WithCancel(ctx)\n}\n");
    tree.write("user/user.go", "package user\n\nimport (\n\t\"context\"\n\n\t\"example.com/m/lease\"\n)\n\nfunc use(ctx context.Context) error {\n\tctx, _ = lease.Lease(ctx)\n\treturn ctx.Err()\n}\n");
    tree.write("bad one/a.go", b"package a // \xff");
    tree
}

#[test]
fn merged_shards_are_the_whole_report() {
    let tree = cases();
    for (format, more) in [
        ("json", &["."][..]),
        ("jsonl", &["--unsafe-fixes", "./...", "none"]),
        ("sarif", &["--unsafe-fixes", ".", "none"]),
    ] {
        let run = |shard: &[&str]| {
            let mut args = vec!["--format", format];
            args.extend(shard);
            args.extend(more);
            tree.run(args).exits(2)
        };
        let whole = run(&[]);
        assert!(whole.contains("user/user.go"), "{whole}");
        for count in [1, 3, 7] {
            let names: Vec<String> = (1..=count).map(|i| format!("{i}.report")).collect();
            for (i, name) in names.iter().enumerate().rev() {
                tree.write(name, run(&["--shard", &format!("{}/{count}", i + 1)]));
            }
            let merged =
                tree.run(["merge"].into_iter().chain(names.iter().rev().map(String::as_str))).exits(0);
            assert!(merged == whole, "{format} in {count} parts:\n{merged}\n{whole}");
            for name in names {
                fs::remove_file(tree.path(name)).unwrap();
            }
        }
    }
}

#[test]
fn shards_write_and_patch_disjoint_packages() {
    let files = ["a", "b", "c", "d", "e"].map(|p| format!("{p}/a.go"));
    let tree = Tree::new(&files.each_ref().map(|f| (f.as_str(), SAFE)));
    let listed = |shard: &str| tree.run(["--list", "--shard", shard]).exits(0);
    assert_eq!(listed("1/2"), "a/a.go\nc/a.go\ne/a.go\n");
    assert_eq!(listed("2/2"), "b/a.go\nd/a.go\n");
    assert_eq!(listed("7/9"), "");
    tree.run(["--write", "--shard", "2/2"]).exits(0);
    assert_eq!(tree.run(["--list"]).exits(0), listed("1/2"));
    let out = tree.run(["--shard", "1/2", "a", "b"]).exits(1);
    assert!(out.contains("1 finding in 1 of 1 file\n"), "{out}");
    assert!(out.contains("ctxmend --write --shard 1/2 a b\n"), "{out}");
    assert!(tree.run(["--shard", "3/2"]).err.contains("wants a part and the number of parts"));
}

#[test]
fn merge_wants_every_shard_once_of_one_format() {
    let tree = Tree::new(&[("a/a.go", SAFE), ("b/b.go", UNSAFE), ("c/c.go", BY_HAND)]);
    for i in ["1/3", "2/3", "3/3", "1/2"] {
        let name = format!("{}.json", i.replace('/', "of"));
        tree.write(name, tree.run(["--format=json", "--shard", i]).out());
    }
    tree.write("whole.json", tree.run(["--format=json"]).out());
    tree.write("a.jsonl", tree.run(["--format=jsonl"]).out());
    tree.write("cut.jsonl", tree.run(["--format=jsonl"]).out().lines().next().unwrap());
    tree.write("other.json", "{}");
    let wrong = |reports: &[&str]| {
        let ran = tree.run(["merge"].iter().chain(reports));
        assert_eq!((ran.code, &*ran.out()), (Some(2), ""));
        ran.err
    };
    assert_eq!(wrong(&["1of3.json", "3of3.json"]), "ctxmend: shard 2/3 is missing\n");
    assert_eq!(wrong(&["1of3.json", "1of3.json"]), "ctxmend: shard 1/3 is given twice\n");
    assert_eq!(wrong(&["1of3.json", "1of2.json"]), "ctxmend: shards 1/3 and 1/2 are not of one run\n");
    assert!(wrong(&["1of3.json", "whole.json"]).contains("another of no shard"));
    assert!(wrong(&["whole.json", "a.jsonl"]).contains("different formats"));
    for report in ["cut.jsonl", "other.json", "a/a.go"] {
        assert!(wrong(&[report]).starts_with(&format!("ctxmend: {report}: is no report")));
    }
    assert!(wrong(&["none.json"]).contains("none.json: no such file"));
    let all = ["1of3.json", "2of3.json", "3of3.json"];
    let merged = tree.run(["merge", "--check"].iter().chain(&all)).exits(1);
    assert_eq!(merged, tree.read("whole.json"));
}

#[test]
fn merge_may_check() {
    let tree = Tree::new(&[("a/a.go", SAFE), ("b.go", CLEAN)]);
    tree.write("bad.json", tree.run(["--format=json", "none"]).out());
    tree.write("good.json", tree.run(["--format=json", "b.go"]).out());
    tree.write("mended.json", tree.run(["--format=json", "-w"]).out());
    tree.run(["merge", "--check", "good.json", "mended.json"]).exits(0);
    tree.run(["merge", "--check", "good.json", "bad.json"]).exits(2);
    tree.run(["merge", "good.json", "bad.json"]).exits(0);
}

/// Reports come from other machines, and through other tools.
#[test]
fn merge_takes_nothing_for_granted() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let sarif = |more: &str| {
        format!(
            "{{\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{{\"name\":\"ctxmend\"}}}}{more}}}]}}"
        )
    };
    for report in [
        "{\"type\":\"summary\"}",
        "{\"summary\":{}}",
        "{\"version\":1,\"findings\":[],\"summary\":3}",
        "[]",
        "",
    ] {
        tree.write("r", report);
        assert!(tree.run(["merge", "--check", "r"]).err.starts_with("ctxmend: r: is no report"), "{report}");
    }
    for more in ["", ",\"properties\":\"x\"", ",\"invocations\":3,\"results\":{}", ",\"invocations\":[]"] {
        tree.write("r", sarif(more));
        tree.run(["merge", "--check", "r"]).exits(0);
    }
    tree.write("r", sarif(",\"properties\":{\"shard\":\"1/1\",\"more\":1}"));
    assert!(tree.run(["merge", "r"]).exits(0).contains("\"more\": 1"), "what others add is kept");
}
