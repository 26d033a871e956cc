//! `ctxmend migrate`: real repositories of git, each on a branch of its own.

use crate::harness::{CLEAN, Ran, SAFE, SAFE_MENDED, Tree, UNSAFE};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Duration;

const LOOP: &str = "package a

import \"context\"

func each(parent context.Context, names []string) {
\tfor _, name := range names {
\t\tctx, cancel := context.WithCancel(parent)
\t\tdefer cancel()
\t\tprintln(name, ctx.Err() != nil)
\t}
}
";

/// A folder that holds repositories of these names, all with the same files.
fn repositories(names: &[&str], files: &[(&str, &str)]) -> Tree {
    let tree = Tree::new(&[]);
    for name in names {
        files.iter().for_each(|(file, text)| tree.write(format!("{name}/{file}"), text));
        commit(&tree, name);
    }
    tree
}

fn commit(tree: &Tree, name: &str) {
    let dir = tree.path(name);
    for args in [&["init", "-q", "-b", "main"][..], &["add", "-A"], &["commit", "-q", "-m", "all"]] {
        tree.git_in(&dir, args, b"");
    }
}

fn git(tree: &Tree, name: &str, args: &[&str]) -> String {
    tree.git_in(&tree.path(name), args, b"")
}

fn who(command: &mut Command) -> &mut Command {
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "t").env(format!("GIT_{who}_EMAIL"), "t@example.org");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1")
}

fn migrate<S: AsRef<OsStr>>(tree: &Tree, args: impl IntoIterator<Item = S>) -> Ran {
    let all = [OsStr::new("migrate").to_owned()];
    let all = all.into_iter().chain(args.into_iter().map(|a| a.as_ref().to_owned()));
    tree.run_with(all, who)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_slice(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"))
}

#[test]
fn a_commit_for_each_codemod_on_a_new_branch() {
    let tree = repositories(&["one", "two"], &[("a.go", SAFE), ("b/b.go", LOOP), ("c.go", UNSAFE)]);
    let out = migrate(&tree, ["one", "two"]).exits(0);
    assert!(out.contains("mended"), "{out}");
    for name in ["one", "two"] {
        assert_eq!(git(&tree, name, &["symbolic-ref", "--short", "HEAD"]), "main\n");
        assert_eq!(git(&tree, name, &["status", "--porcelain"]), "");
        let log = git(&tree, name, &["log", "--format=%s", "main..ctxmend"]);
        assert_eq!(log, "Mend deferred-in-loop (ctxmend)\nMend undeferred-cancel (ctxmend)\n");
        assert_eq!(git(&tree, name, &["show", "ctxmend:a.go"]), SAFE_MENDED);
        assert_eq!(git(&tree, name, &["show", "ctxmend:c.go"]), UNSAFE);
        let message = git(&tree, name, &["log", "-1", "--format=%b", "ctxmend"]);
        assert!(message.starts_with("`defer` waits for the end of the function"), "{message}");
        assert!(message.contains("1 fix in 1 file: 1 safe."), "{message}");
        assert!(
            message.lines().all(|l| l.chars().count() <= 72 || !l.contains(' ') || l.starts_with("ctxmend "))
        );
    }
    // Nothing is left in the trees, and the same command tells the same.
    assert_eq!(migrate(&tree, ["one", "two"]).exits(0), out);
}

#[test]
fn what_fails_the_check_is_taken_back() {
    let tree = repositories(&["one"], &[("a.go", SAFE), ("b.go", LOOP)]);
    let check = "! grep -q 'defer cancel()' a.go || { echo too bad; false; }";
    let ran = migrate(&tree, ["--check-with", check, "--format=json", "one"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let one = &json(&ran)["repositories"][0];
    assert_eq!(one["status"], "mended");
    assert_eq!(
        (&one["taken_back"][0]["codemod"], &one["taken_back"][0]["output"]),
        (&"undeferred-cancel".into(), &"too bad".into())
    );
    assert_eq!(
        git(&tree, "one", &["log", "--format=%s", "main..ctxmend"]),
        "Mend deferred-in-loop (ctxmend)\n"
    );
    assert_eq!(git(&tree, "one", &["show", "ctxmend:a.go"]), SAFE);
    assert_eq!(git(&tree, "one", &["status", "--porcelain"]), "");
}

#[test]
fn a_check_that_takes_all_back_leaves_no_branch() {
    let tree = repositories(&["one"], &[("a.go", SAFE)]);
    migrate(&tree, ["--check-with", "git diff --quiet", "one"]).exits(1);
    assert_eq!(git(&tree, "one", &["branch", "--format=%(refname:short)"]), "main\n");
    let ran = migrate(&tree, ["--check-with", "false", "--state=other", "one"]);
    ran.exits(2);
    assert!(ran.out().contains("the check fails before anything is changed"), "{}", ran.out());
}

#[test]
fn what_is_not_clean_is_not_touched() {
    let names = ["dirty", "new", "taken", "fine", "none", "plain"];
    let tree = repositories(&names[..4], &[("a.go", SAFE)]);
    tree.write("dirty/a.go", format!("{SAFE}// more\n"));
    tree.write("new/note.txt", "");
    git(&tree, "taken", &["branch", "ctxmend"]);
    tree.write("plain/a.go", SAFE);
    let ran = migrate(&tree, ["--format=json"].iter().chain(&names));
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let report = json(&ran);
    let of = |i: usize| {
        (
            report["repositories"][i]["status"].as_str().unwrap(),
            report["repositories"][i]["reason"].as_str().unwrap(),
        )
    };
    assert_eq!(of(0), ("refused", "is not clean: a.go"));
    assert_eq!(of(1), ("refused", "is not clean: note.txt"));
    assert_eq!(of(2), ("refused", "has a branch 'ctxmend' already"));
    assert_eq!(of(3), ("mended", ""));
    assert_eq!((of(4).0, of(5)), ("refused", ("refused", "is not the root of a git work tree")));
    assert_eq!(tree.read("dirty/a.go"), format!("{SAFE}// more\n"));
    for name in ["dirty", "new"] {
        assert_eq!(git(&tree, name, &["branch", "--format=%(refname:short)"]), "main\n");
    }
    // Once it is clean the same command does it.
    git(&tree, "dirty", &["checkout", "-q", "a.go"]);
    let again = json(&migrate(&tree, ["--format=json"].iter().chain(&names)));
    assert_eq!(again["repositories"][0]["status"], "mended");
}

#[test]
fn urls_are_cloned_and_lists_read() {
    let tree = repositories(&["origin", "local"], &[("a.go", SAFE)]);
    tree.write("local/a.go", CLEAN);
    git(&tree, "local", &["commit", "-qam", "clean"]);
    tree.write("list", format!("# all\n\nfile://{}\nlocal\n", tree.path("origin").display()));
    migrate(&tree, ["--list=list"]).exits(2);
    let ran = migrate(&tree, ["--list=list", "--clones=clones", "--format=html"]);
    let page = ran.exits(0);
    assert!(page.contains("<td>nothing to do</td>"));
    assert!(page.contains("<li>undeferred-cancel: 1 fix in 1 file, <code>"), "{page}");
    assert_eq!(git(&tree, "clones/origin", &["show", "ctxmend:a.go"]), SAFE_MENDED);
    assert_eq!(git(&tree, "origin", &["branch", "--format=%(refname:short)"]), "main\n");
}

#[test]
fn the_state_is_kept_outside_and_of_one_migration() {
    let tree = repositories(&["one"], &[("a.go", SAFE)]);
    let ran = migrate(&tree, ["--state=one/state", "one"]);
    ran.exits(2);
    assert!(ran.err.contains("would lie in"), "{}", ran.err);
    let nowhere = migrate(&tree, ["--state=NoDir/state", "one"]);
    assert_eq!(nowhere.err, "ctxmend: --state: NoDir: no such file or directory\n");
    migrate(&tree, ["one"]).exits(0);
    let ran = migrate(&tree, ["--unsafe-fixes", "one"]);
    ran.exits(2);
    assert!(ran.err.contains("with other options"), "{}", ran.err);
}

/// Interrupted, and killed, while the check of a repository runs; then begun again.
#[test]
fn it_goes_on_after_an_interruption() {
    for signal in [Signal::INT, Signal::KILL] {
        let names = ["one", "two", "three"];
        let tree = repositories(&names, &[("a.go", SAFE), ("b.go", LOOP)]);
        // Slow in the second, once there is something to check.
        let check = "case $PWD in */two) test -e ../quick || git diff --quiet || sleep 30;; esac";
        let args = ["migrate", "-j1", "--format=json", "--check-with", check, "one", "two", "three"];
        let mut command = tree.command();
        who(command.args(args)).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        while !git(&tree, "two", &["branch"]).contains("ctxmend")
            || git(&tree, "two", &["diff", "--name-only"]).is_empty()
        {
            std::thread::sleep(Duration::from_millis(20));
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        let code = child.wait().unwrap().code();
        if signal == Signal::INT {
            assert_eq!(code, Some(130));
            assert_eq!(git(&tree, "two", &["symbolic-ref", "--short", "HEAD"]), "main\n");
            assert_eq!(git(&tree, "two", &["status", "--porcelain"]), "");
        }
        tree.write("quick", "");
        let report = json(&tree.run_with(args, who));
        for (i, name) in names.iter().enumerate() {
            assert_eq!(report["repositories"][i]["status"], "mended", "{report}");
            assert_eq!(report["repositories"][i]["commits"].as_array().unwrap().len(), 2);
            assert_eq!(git(&tree, name, &["symbolic-ref", "--short", "HEAD"]), "main\n");
            assert_eq!(git(&tree, name, &["status", "--porcelain"]), "");
        }
    }
}

/// What multi-gitter, turbolift and batch changes do: a command in a fresh clone, of which a failure means that the
/// repository is left, and everything that is in the tree afterwards is committed.
#[test]
fn engines_for_many_repositories_get_what_they_expect() {
    let tree = repositories(&["mendable", "clean"], &[("a.go", SAFE), ("b/b.go", UNSAFE)]);
    tree.write("clean/a.go", CLEAN);
    git(&tree, "clean", &["commit", "-qam", "clean"]);
    let mut trees = Vec::new();
    for (round, jobs) in ["-j1", "-j4"].iter().enumerate() {
        for name in ["mendable", "clean"] {
            let clone = format!("clone {round} of {name}");
            tree.git(&["clone", "-q", name, &clone]);
            let args = ["--write", "--quiet", "--allow-dirty", jobs, "./..."];
            let at = tree.path(&clone);
            tree.run_with(args, |c| c.current_dir(&at)).exits(0);
            let changed = git(&tree, &clone, &["status", "--porcelain", "--ignored"]);
            assert_eq!(changed, if name == "mendable" { " M a.go\n" } else { "" });
            git(&tree, &clone, &["add", "-A"]);
            trees.push(git(&tree, &clone, &["write-tree"]));
            // Once more changes nothing.
            tree.run_with(args, |c| c.current_dir(&at)).exits(0);
            assert_eq!(git(&tree, &clone, &["diff", "--name-only"]), "");
        }
    }
    assert_eq!(trees[..2], trees[2..]);
}
