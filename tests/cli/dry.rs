//! Dry runs: what is shown, in which format, with which exit code.

use crate::harness::{BY_HAND, CLEAN, SAFE, Tree, UNSAFE};

fn mixed() -> Tree {
    Tree::new(&[("safe.go", SAFE), ("sub/unsafe.go", UNSAFE), ("sub/hand.go", BY_HAND), ("clean.go", CLEAN)])
}

#[test]
fn findings_are_shown_with_place_diff_and_summary() {
    let tree = mixed();
    let out = tree.run([""; 0]).exits(1);
    assert!(out.starts_with("safe.go:8:2: undeferred-cancel: "), "{out}");
    assert!(out.lines().next().unwrap().ends_with(" [safe]"), "{out}");
    let diff = "     8 -     ctx, _ := context.WithCancel(parent)
       +     ctx, cancel := context.WithCancel(parent)
       +     defer cancel()
     9       return ctx.Err()
    10   }
";
    assert!(out.contains(diff), "{out}");
    assert!(out.contains("sub/unsafe.go:10:2: ") && out.contains(" [unsafe, withheld]\n"), "{out}");
    assert!(out.contains("sub/hand.go:5:5: ") && out.contains(" [by hand]\n"), "{out}");
    let summary = "3 findings in 3 of 4 files
  1 safe fix in 1 file              ctxmend --write
  1 unsafe fix withheld in 1 file   ctxmend --write --unsafe-fixes
  1 for a person to decide in 1 file
";
    assert!(out.ends_with(summary), "{out}");
    assert_eq!(tree.names(), ["clean.go", "safe.go", "sub/hand.go", "sub/unsafe.go"]);
    assert_eq!(tree.read("safe.go"), SAFE);
}

#[test]
fn the_next_command_is_the_one_typed() {
    let tree = Tree::new(&[("it's/safe.go", SAFE)]);
    let out = tree.run(["--only", "undeferred-cancel", "--unsafe-fixes", "./it's/..."]).exits(1);
    assert!(
        out.contains("ctxmend --write --unsafe-fixes --only undeferred-cancel './it'\\''s/...'\n"),
        "{out}"
    );
}

#[test]
fn the_next_command_can_be_run() {
    let tree = Tree::new(&[("-x.go", SAFE), ("a.go", SAFE)]);
    let out = tree.run(["--", "-x.go"]).exits(1);
    assert!(out.ends_with("   ctxmend --write -- -x.go\n"), "{out}");
    // What was an error would be one again.
    tree.write("b.go", b"package a // \xff");
    let out = tree.run(["none", "a.go", "none.go", "b.go"]).exits(2);
    assert!(out.ends_with("   ctxmend --write a.go\n"), "{out}");
}

#[test]
fn exit_codes() {
    let tree = mixed();
    assert_eq!(tree.run(["clean.go"]).exits(0), "no findings in 1 file\n");
    tree.run(["safe.go"]).exits(1);
    tree.run(["sub/hand.go"]).exits(1);
    tree.run(["--format=json", "safe.go"]).exits(1);
    tree.run(["none.go"]).exits(2);
    tree.run(["--no-such-option"]).exits(2);
    tree.run(["-d"]).exits(0);
    tree.run(["-l"]).exits(0);
    tree.run(["-d", "--check"]).exits(1);
    tree.run(["-l", "--check"]).exits(1);
    assert_eq!(tree.run(["-d", "--check", "sub"]).exits(0), "");
    assert_eq!(tree.run(["-l", "--check", "sub", "clean.go"]).exits(0), "");
    tree.run(["-l", "none.go"]).exits(2);
}

#[test]
fn lists_name_the_files_that_would_change() {
    let tree = mixed();
    assert_eq!(tree.run(["-l"]).exits(0), "safe.go\n");
    assert_eq!(tree.run(["-l", "--unsafe-fixes"]).exits(0), "safe.go\nsub/unsafe.go\n");
    let in_sub = tree.run_with(["-l", "--unsafe-fixes", ".."], |c| c.current_dir(tree.path("sub")));
    assert!(in_sub.exits(0).ends_with("/safe.go\nunsafe.go\n"));
}

#[test]
fn unsafe_fixes_are_withheld_until_asked_for() {
    let tree = mixed();
    assert_eq!(tree.run(["-d", "sub"]).exits(0), "");
    assert!(tree.run(["-d", "--unsafe-fixes", "sub"]).exits(0).contains("+++ b/sub/unsafe.go"));
    assert!(tree.run(["sub/unsafe.go"]).exits(1).contains("+     defer "), "withheld fixes are shown");
}

#[test]
fn codemods_are_chosen_and_explained() {
    let tree = mixed();
    assert_eq!(tree.run(["--only", "shadowed-cancel"]).exits(0), "no findings in 4 files\n");
    assert_eq!(tree.run(["--skip", "undeferred-cancel"]).exits(0), "no findings in 4 files\n");
    tree.run(["--skip", "undeferred-cancel", "--only", "undeferred-cancel"]).exits(0);
    let wrong = tree.run(["--only", "undefered-cancel"]);
    wrong.exits(2);
    assert_eq!(
        wrong.err,
        "ctxmend: no codemod is called 'undefered-cancel'; did you mean 'undeferred-cancel'?\n"
    );
    let manual = tree.run(["explain", "undeferred-cancel"]).exits(0);
    assert_eq!(manual, codemods::CODEMODS.iter().find(|c| c.name == "undeferred-cancel").unwrap().explain);
    tree.run(["explain", "nothing"]).exits(2);
    let list = tree.run(["codemods"]).exits(0);
    assert_eq!(list.lines().count(), codemods::CODEMODS.len());
}

#[test]
fn folders_named_like_subcommands() {
    let tree = Tree::new(&[("codemods/safe.go", SAFE), ("explain/clean.go", CLEAN)]);
    assert!(tree.run(["./codemods"]).exits(1).starts_with("codemods/safe.go:8:2: "));
    assert_eq!(tree.run(["./explain"]).exits(0), "no findings in 1 file\n");
}

#[test]
fn quiet_shows_findings_and_errors_only() {
    let tree = mixed();
    assert_eq!(tree.run(["-q", "clean.go"]).exits(0), "");
    let ran = tree.run(["--quiet", "safe.go", "none.go"]);
    assert!(ran.exits(2).starts_with("safe.go:8:2: ") && !ran.out().contains("findings"));
    assert_eq!(ran.err, "ctxmend: none.go: no such file or directory\n");
}

#[test]
fn colour_only_where_wanted() {
    let tree = mixed();
    assert!(!tree.run([""; 0]).out().contains('\u{1b}'));
    assert!(!tree.run(["--color=never"]).out().contains('\u{1b}'));
    assert!(tree.run(["--color=always"]).out().contains("\u{1b}[1msafe.go:8:2\u{1b}[0m"));
    assert!(tree.run(["--color=always", "-d"]).out().contains("\u{1b}[32m+\tdefer cancel()"));
    let forced = |args: &[&str]| tree.run_with(args, |c| c.env("CLICOLOR_FORCE", "1")).out();
    assert!(forced(&[]).contains('\u{1b}'));
    assert!(!forced(&["-d"]).contains('\u{1b}'), "a patch in a pipe is for a machine");
}

#[test]
fn json_is_as_promised() {
    let tree = mixed();
    let text = tree.run(["--format", "json"]).exits(1);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let order = ["\"version\"", "\"findings\"", "\"errors\"", "\"summary\""].map(|k| text.find(k).unwrap());
    assert!(order.is_sorted());
    let first = &json["findings"][0];
    assert_eq!(json["version"], 1);
    assert_eq!((&first["codemod"], &first["path"]), (&"undeferred-cancel".into(), &"safe.go".into()));
    assert_eq!((&first["line"], &first["column"], &first["end_line"]), (&8.into(), &2.into(), &8.into()));
    assert_eq!((&first["applicability"], &first["status"]), (&"safe".into(), &"available".into()));
    let key = |k: &str| text.find(&format!("\"{k}\":")).unwrap();
    let keys = ["codemod", "path", "line", "column", "end_line", "end_column", "message", "applicability"];
    let more = ["status", "reason", "related", "edits"];
    assert!(keys.iter().chain(&more).map(|k| key(k)).is_sorted());
    // Edits are byte offsets into the file as read.
    let mut mended = SAFE.to_owned();
    for edit in first["edits"].as_array().unwrap().iter().rev() {
        assert_eq!(edit["path"], "safe.go");
        let at = |k: &str| edit[k].as_u64().unwrap() as usize;
        mended.replace_range(at("start")..at("end"), edit["text"].as_str().unwrap());
    }
    assert_eq!(mended, crate::harness::SAFE_MENDED);
    let by_path =
        |p: &str| json["findings"].as_array().unwrap().iter().find(|f| f["path"] == p).unwrap().clone();
    assert_eq!(by_path("sub/unsafe.go")["status"], "withheld");
    assert_eq!(by_path("sub/hand.go")["status"], "manual");
    assert_eq!(by_path("sub/hand.go")["applicability"], "none");
    assert_eq!(by_path("sub/hand.go")["edits"], serde_json::json!([]));
    let summary = serde_json::json!({ "files": 4, "findings": 3, "available": 1, "withheld": 1, "applied": 0,
        "conflict": 0, "manual": 1, "suppressed": 0, "refused": 0, "rejected": 0 });
    assert_eq!(json["summary"], summary);
}

#[test]
fn json_names_errors_and_stays_one_object() {
    let tree = mixed();
    tree.write("bad.go", b"package a // \xff");
    let ran = tree.run(["--format=json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.exits(2)).unwrap();
    assert_eq!(json["errors"], serde_json::json!([{ "path": "bad.go", "message": "skipped: is not UTF-8" }]));
    assert_eq!(json["summary"]["findings"], 3);
    assert_eq!(ran.err, "ctxmend: bad.go: skipped: is not UTF-8\n");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let tree = mixed();
    for i in 0..40 {
        tree.write(format!("p{i}/a.go"), SAFE);
    }
    let of = |args: &[&str]| tree.run(args).out;
    for format in ["--format=json", "--format=diff", "--format=human"] {
        let one = of(&[format, "-j1"]);
        assert!(one == of(&[format, "-j", "4"]));
        // People are shown the command they typed.
        assert!(format.ends_with("human") || one == of(&[format, "-j2", ".", "./p1", "p2/a.go"]));
    }
}

#[test]
fn suppressed_findings_do_not_count() {
    let ignored = SAFE.replace("\tctx, _", "\t//ctxmend:ignore undeferred-cancel reasons\n\tctx, _");
    let tree = Tree::new(&[("a.go", &ignored)]);
    assert_eq!(tree.run([""; 0]).exits(0), "no findings in 1 file (1 suppressed)\n");
    let json: serde_json::Value = serde_json::from_str(&tree.run(["--format=json"]).exits(0)).unwrap();
    assert_eq!(json["findings"][0]["status"], "suppressed");
    tree.run(["-w", "--check"]).exits(0);
    assert_eq!(tree.read("a.go"), ignored);
}

#[test]
fn stats_say_what_was_left_out_and_why() {
    let tree = mixed();
    tree.write("vendor/v.go", SAFE);
    tree.write("gen.go", "// Code generated by hand. DO NOT EDIT.\npackage a\n");
    tree.write(".ignore", "skipped.go\n");
    tree.write("skipped.go", SAFE);
    let ran = tree.run(["--stats", "-d"]);
    assert!(ran.exits(0).starts_with("--- a/safe.go\n"), "the table does not mix with the patch");
    for line in [
        "left out: vendor: vendor folder",
        "left out: gen.go: generated",
        "left out: skipped.go: ignore file",
    ] {
        assert!(ran.err.contains(&format!("{line}\n")), "{}", ran.err);
    }
    let columns: Vec<&str> = ran.err.lines().filter(|l| l.contains("  ")).collect();
    let width = columns.iter().filter_map(|l| Some(l.find("all threads")? + 11)).max().unwrap();
    let in_column = |l: &&str| l[width..].starts_with(' ') && !l[width + 1..].starts_with(' ');
    assert!(width > 30 && columns.iter().all(in_column), "{}", ran.err);
    for row in ["files looked at", "parsed", "time, walk and read", "undeferred-cancel"] {
        assert!(ran.err.contains(row), "{}", ran.err);
    }
}

/// Who wonders why a place was not found learns what the codemod saw there.
#[test]
fn stats_say_what_was_left_alone_and_why() {
    let text = "package a

import (
	\"context\"
	\"database/sql\"
	\"log\"
)

func mark(ctx context.Context, db *sql.DB, id int, state string) error {
	_, err := db.ExecContext(ctx, \"UPDATE jobs SET state = ? WHERE id = ?\", state, id)
	return err
}

func run(ctx context.Context, db *sql.DB, id int) error {
	defer db.Exec(\"UNLOCK TABLES\")
	if _, err := db.ExecContext(ctx, \"CALL work(?)\", id); err != nil {
		if err := mark(context.Background(), db, id, \"failed\"); err != nil {
			log.Print(err)
		}
		return err
	}
	return nil
}
";
    let tree = Tree::new(&[("a.go", text)]);
    let ran = tree.run(["--stats", "-d"]);
    for line in [
        "left alone: a.go:15: context-free-call: cleans up",
        "left alone: a.go:17: background-with-ctx: tells others of a failure, and nobody looks how that went",
    ] {
        assert!(ran.err.contains(&format!("{line}\n")), "{}", ran.err);
    }
    assert_eq!(ran.exits(0), "");
}

#[test]
fn text_from_files_gives_the_terminal_no_orders() {
    let tree = Tree::new(&[("a.go", &SAFE.replace("\treturn", "\t// \u{1b}[2J \u{202e}\n\treturn"))]);
    assert!(tree.run([""; 0]).exits(1).contains("// \\u{1b}[2J \\u{202e}\n"));
    let ran = tree.run(["\u{1b}[31mred.go"]);
    assert_eq!(ran.err, "ctxmend: \\u{1b}[31mred.go: no such file or directory\n");
    assert!(!tree.run(["--only", "\u{1b}[31m"]).err.contains('\u{1b}'));
}
