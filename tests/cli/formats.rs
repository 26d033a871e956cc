//! The formats for services: what they say of every state, of odd names, and of lines that moved.

use crate::harness::{BY_HAND, CLEAN, SAFE, Tree, UNSAFE};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

const FORMATS: [&str; 8] = ["jsonl", "sarif", "rdjson", "rdjsonl", "github", "gitlab", "markdown", "html"];

fn ignored() -> String {
    SAFE.replace("\tctx, _", "\t//ctxmend:ignore undeferred-cancel reasons\n\tctx, _")
}

fn mixed() -> Tree {
    Tree::new(&[
        ("safe.go", SAFE),
        ("sub/unsafe.go", UNSAFE),
        ("sub/hand.go", BY_HAND),
        ("ignored.go", &ignored()),
        ("clean.go", CLEAN),
    ])
}

#[track_caller]
fn shown(tree: &Tree, format: &str) -> String {
    tree.run(["--format", format]).exits(1)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(json).collect()
}

#[test]
fn all_are_deterministic_and_follow_the_exit_codes() {
    let tree = mixed();
    for i in 0..20 {
        tree.write(format!("p{i}/a.go"), SAFE);
    }
    for format in FORMATS {
        let format = format!("--format={format}");
        let one = tree.run([&format, "-j1"]);
        one.exits(1);
        assert!(one.out == tree.run([&format, "-j4"]).out, "{format}");
        tree.run([&format, "clean.go", "ignored.go"]).exits(0);
        tree.run([&format, "none.go"]).exits(2);
        let piped = tree.feed(&[&format, "--stdin-filename", "p/x.go", "-"], SAFE);
        assert!(piped.exits(1).contains("undeferred-cancel"), "{format}");
        assert!(piped.out().contains("x.go"), "{format}");
    }
}

#[test]
fn json_lines_hold_what_json_holds() {
    let tree = mixed();
    tree.write("bad.go", b"package a // \xff");
    let lines = json_lines(&tree.run(["--format=jsonl"]).exits(2));
    let whole = json(&tree.run(["--format=json"]).exits(2));
    let of = |kind: &str| -> Vec<Value> {
        let mut some: Vec<Value> = lines.iter().filter(|l| l["type"] == kind).cloned().collect();
        some.iter_mut().for_each(|l| drop(l.as_object_mut().unwrap().remove("type")));
        some
    };
    assert_eq!(json!(of("finding")), whole["findings"]);
    assert_eq!(json!(of("error")), whole["errors"]);
    let mut summary = of("summary").remove(0);
    assert_eq!(summary.as_object_mut().unwrap().remove("version"), Some(json!(1)));
    assert_eq!(summary, whole["summary"]);
    assert_eq!(lines.last().unwrap()["type"], "summary");
}

/// Applies the fix of a SARIF result to the text of its only file.
fn sarif_applied(fix: &Value, text: &str) -> String {
    let offset = |line: &Value, column: &Value| {
        let line = line.as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let units = column.as_u64().unwrap() as usize - 1;
        let mut at = start;
        let mut seen = 0;
        for c in text[start..].chars() {
            if seen >= units {
                break;
            }
            (seen, at) = (seen + c.len_utf16(), at + c.len_utf8());
        }
        at
    };
    let mut text_now = text.to_owned();
    for r in fix["artifactChanges"][0]["replacements"].as_array().unwrap().iter().rev() {
        let deleted = &r["deletedRegion"];
        let range = offset(&deleted["startLine"], &deleted["startColumn"])
            ..offset(&deleted["endLine"], &deleted["endColumn"]);
        text_now.replace_range(range, r["insertedContent"]["text"].as_str().unwrap());
    }
    text_now
}

#[test]
fn sarif_has_rules_fixes_and_suppressions() {
    let tree = mixed();
    let wide = SAFE.replace("\tctx, _ :=", "\t/* 🙂é */ ctx, _ :=");
    tree.write("wide.go", &wide);
    let run = json(&shown(&tree, "sarif"))["runs"][0].clone();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), codemods::CODEMODS.len());
    for (rule, codemod) in rules.iter().zip(codemods::CODEMODS) {
        assert_eq!(rule["id"], codemod.name);
        assert_eq!(rule["help"]["markdown"], codemod.explain);
        let full = rule["fullDescription"]["text"].as_str().unwrap();
        assert!(full.len() > 60 && !full.contains('#') && codemod.explain.contains(full), "{full}");
    }
    let results = run["results"].as_array().unwrap();
    let of = |uri: &str| {
        let place = |r: &&Value| r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri;
        results.iter().find(place).unwrap().clone()
    };
    assert_eq!(results.len(), 5);
    assert_eq!(of("ignored.go")["suppressions"], json!([{ "kind": "inSource" }]));
    assert_eq!(of("safe.go")["suppressions"], Value::Null);
    assert_eq!(of("sub/unsafe.go")["properties"]["status"], "withheld");
    assert_eq!(of("sub/unsafe.go")["fixes"], Value::Null, "what is withheld is not offered");
    for (name, text) in [("safe.go", SAFE), ("wide.go", &wide)] {
        let result = of(name);
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let copy = Tree::new(&[("a.go", text)]);
        copy.run(["-w"]).exits(0);
        assert_eq!(sarif_applied(&result["fixes"][0], text), copy.read("a.go"));
    }
    let all = json(&tree.run(["--format=sarif", "--unsafe-fixes"]).exits(1));
    assert!(
        all["runs"][0]["results"].as_array().unwrap().iter().filter(|r| r["fixes"].is_array()).count() == 3
    );
}

#[test]
fn odd_names() {
    let tree = Tree::new(&[("a b/50%,x:y#?é.go", SAFE)]);
    tree.write(OsStr::from_bytes(b"n\xff\".go"), SAFE);
    let sarif = shown(&tree, "sarif");
    assert!(sarif.contains("\"uri\": \"a%20b/50%25%2Cx%3Ay%23%3F%C3%A9.go\""), "{sarif}");
    assert!(sarif.contains("\"uri\": \"n%FF%22.go\""), "{sarif}");
    let github = shown(&tree, "github");
    assert!(github.starts_with("::warning file=a b/50%25%2Cx%3Ay#?é.go,line=8,col=2,endColumn="), "{github}");
    let html = shown(&tree, "html");
    assert!(html.contains("n\u{fffd}&quot;.go") && html.contains("data-folder=\"a b\""), "{html}");
    let outside = tree.run_with(["--format=sarif", ".."], |c| c.current_dir(tree.path("a b")));
    assert!(outside.exits(1).contains("\"uri\": \"file:///"));
}

#[test]
fn services_recognise_findings_whose_lines_moved() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let prints = |key: fn(&Value) -> Vec<Value>, format: &str| key(&json(&shown(&tree, format)));
    let gitlab = |v: &Value| v.as_array().unwrap().iter().map(|i| i["fingerprint"].clone()).collect();
    let sarif = |v: &Value| {
        let results = v["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|r| r["partialFingerprints"]["ctxmend/v1"].clone()).collect()
    };
    let (before, before_sarif) = (prints(gitlab, "gitlab"), prints(sarif, "sarif"));
    let (head, function) = SAFE.split_at(SAFE.find("func").unwrap());
    let twin = function.replace("func safe", "func twin");
    tree.write("a.go", format!("{head}{twin}\n// More.\n{function}"));
    let (after, after_sarif) = (prints(gitlab, "gitlab"), prints(sarif, "sarif"));
    assert_eq!((after.len(), &after[1]), (2, &before[0]));
    assert_ne!(after[0], after[1]);
    assert_eq!(after, after_sarif);
    assert_eq!(before, before_sarif);
}

#[test]
fn reviewdog_gets_one_suggestion_of_whole_lines() {
    let tree = mixed();
    let diagnostics = json(&shown(&tree, "rdjson"))["diagnostics"].as_array().unwrap().clone();
    let paths: Vec<&Value> = diagnostics.iter().map(|d| &d["location"]["path"]).collect();
    assert_eq!(paths, ["safe.go", "sub/hand.go", "sub/unsafe.go"]);
    let wanted = json!([{
        "range": { "start": { "line": 8 }, "end": { "line": 8 } },
        "text": "\tctx, cancel := context.WithCancel(parent)\n\tdefer cancel()",
    }]);
    assert_eq!(diagnostics[0]["suggestions"], wanted);
    let range = json!({ "start": { "line": 8, "column": 2 }, "end": { "line": 8, "column": 38 } });
    assert_eq!(diagnostics[0]["location"]["range"], range);
    assert!(diagnostics[1..].iter().all(|d| d["suggestions"].is_null()));
    let mut lines = json_lines(&shown(&tree, "rdjsonl"));
    for line in &mut lines {
        assert_eq!(line.as_object_mut().unwrap().remove("source"), Some(json!({ "name": "ctxmend" })));
    }
    assert_eq!(lines, diagnostics);
}

#[test]
fn what_is_left_after_a_write_is_told_where_it_is_now() {
    let tree = Tree::new(&[("a.go", &format!("{SAFE}\n{}", &BY_HAND[BY_HAND.find("var").unwrap()..]))]);
    let github = tree.run(["-w", "--format=github"]).exits(0);
    assert_eq!(github.lines().count(), 1, "{github}");
    assert!(github.starts_with("::warning file=a.go,line=13,col=5,"), "{github}");
    assert!(tree.read("a.go").lines().nth(12).unwrap().starts_with("var ctx, _"));
    assert_eq!(tree.run(["--format=github"]).exits(1), github);
}

#[test]
fn comments_are_cut_to_size_and_say_so() {
    let tree = Tree::new(&[]);
    let mut made = 0;
    for (n, all_listed) in [(200, true), (600, false)] {
        for i in made..n {
            tree.write(format!("p{i:03}/a.go"), SAFE);
        }
        made = n;
        let text = shown(&tree, "markdown");
        assert!(text.len() <= 65_536 && text.len() > 60_000, "{}", text.len());
        assert!(text.contains(&format!("| `undeferred-cancel` | {n} | 0 | 0 |")), "counts are of all");
        assert!(text.contains(&format!("\nctxmend --write # {n} safe fixes in {n} files\n")));
        let (folded, listed) = (text.matches("<details>").count(), text.matches("\n- <code>p").count());
        assert_eq!(text.matches("</details>").count(), folded);
        assert_eq!((folded + listed == n, folded > 0), (all_listed, all_listed), "{folded} {listed}");
        let rest = n - folded - listed;
        let further = if rest > 0 { format!(" and {rest} further findings") } else { String::new() };
        let cut = format!("holds 65,536 characters: the details of {listed} findings{further}. ");
        assert!(text.contains(&cut), "{folded} {listed} {}", &text[text.len() - 300..]);
    }
    let small = shown(&mixed(), "markdown");
    assert!(small.contains("```diff\n--- safe.go\n+++ safe.go\n@@ -5,6 +5,7 @@\n"), "{small}");
    assert!(!small.contains("Left out") && !small.contains("ignored.go"), "{small}");
}

#[test]
fn source_text_is_no_markup() {
    let evil = SAFE.replace("\treturn", "\t// </td><script>alert(1)</script> ``` @all\n\treturn");
    let tree = Tree::new(&[("a.go", &evil)]);
    let html = shown(&tree, "html");
    assert!(html.contains("&lt;/td&gt;&lt;script&gt;alert(1)"), "{html}");
    assert_eq!(html.matches("<script").count(), 1);
    assert!(!html.contains("http://") && !html.contains("src="), "it loads nothing");
    assert!(shown(&tree, "markdown").contains("````diff\n"));
}
