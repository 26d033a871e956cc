//! `ctxmend review`, at a pseudo-terminal, on the demonstration: key by key.

use crate::harness::{BY_HAND, CLEAN, SAFE, SAFE_MENDED, Tree};
use rexpect::session::{PtySession, spawn_command};
use std::fs;
use std::path::Path;

const PROMPT: &str = "Apply this fix [y,n,q,a,d,e,s,?]? ";

/// Somebody at a terminal.
struct Person {
    session: PtySession,
}

impl Person {
    fn reviews(tree: &Tree, args: &[&str]) -> Person {
        Person::edits(tree, args, "false")
    }

    /// With a command of the shell for an editor.
    fn edits(tree: &Tree, args: &[&str], editor: &str) -> Person {
        let mut command = tree.command();
        command.arg("review").args(args).env("TERM", "xterm").env("EDITOR", editor).env_remove("VISUAL");
        Person { session: spawn_command(command, Some(60_000)).unwrap() }
    }

    /// Reads up to the next question, which is to be about `what`, and answers; gives what was read.
    #[track_caller]
    fn answers(&mut self, what: &str, key: &str) -> String {
        let seen = self.asked(PROMPT, key);
        assert!(seen.contains(what), "{what} is not what is asked about:\n{seen}");
        seen
    }

    /// The same with another question.
    #[track_caller]
    fn asked(&mut self, question: &str, answer: &str) -> String {
        let seen = self.session.exp_string(question).unwrap();
        self.session.send_line(answer).unwrap();
        seen
    }

    /// What is told at the end, and the exit code.
    #[track_caller]
    fn ends(mut self, code: i32) -> String {
        let told = self.session.exp_eof().unwrap();
        assert!(!told.contains("Apply this fix"), "asks more:\n{told}");
        // The type of the status is not public.
        let status = format!("{:?}", self.session.process().wait().unwrap());
        assert!(status.starts_with("Exited") && status.ends_with(&format!(", {code})")), "{status}:\n{told}");
        told
    }
}

fn demo() -> Tree {
    let tree = Tree::new(&[]);
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo")).unwrap() {
        let path = entry.unwrap().path();
        tree.write(path.file_name().unwrap(), fs::read(&path).unwrap());
    }
    tree
}

const STRUCT: &str = "backend.go:13:2: ctx-in-struct: ";
const SHADOWED: &str = "shadowed-cancel: ";
const HANDLER: &str = "background-in-handler: ";
const DISCARDED: &str = "undeferred-cancel: ";

#[test]
fn yes_to_all_is_what_write_does() {
    let (tree, written) = (demo(), demo());
    written.run(["--write", "--unsafe-fixes"]).exits(0);
    let mut person = Person::reviews(&tree, &["--color=never"]);
    let first = person.answers(STRUCT, "y");
    assert!(first.contains("- func (b *backend) find(query string)"), "{first}");
    assert!(first.contains("why, and what is left alone: ctxmend explain ctx-in-struct"), "{first}");
    assert!(first.contains("(1/4) "), "{first}");
    assert!(person.answers(SHADOWED, "Y").contains("[safe]"));
    assert!(person.answers(HANDLER, "y").contains("[unsafe]"));
    assert!(person.answers(DISCARDED, "y").contains("(4/4) "));
    assert_eq!(person.ends(0).trim(), "4 fixes accepted, 2 files written");
    for name in written.names() {
        assert_eq!(tree.read(&name), written.read(&name), "{name}");
    }
    let person = Person::reviews(&tree, &[]);
    assert_eq!(person.ends(0).trim(), "no fix to decide about in 5 files");
}

#[test]
fn what_is_asked_is_coloured() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let mut person = Person::reviews(&tree, &[]);
    let seen = person.answers("undeferred-cancel", "n");
    assert!(seen.contains("\u{1b}[32m+ \u{20}   defer cancel()"), "{seen:?}");
    assert!(person.ends(0).trim().ends_with("nothing accepted, nothing written"));
    assert_eq!(tree.read("a.go"), SAFE);
}

#[test]
fn no_leaves_one_and_goes_on() {
    let tree = demo();
    let before = tree.read("backend.go");
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.answers(STRUCT, "n");
    person.answers(SHADOWED, "y");
    person.answers(HANDLER, "n");
    person.answers(DISCARDED, "y");
    assert_eq!(person.ends(0).trim(), "2 fixes accepted, 1 file written");
    assert_eq!(tree.read("backend.go"), before);
    let server = tree.read("server.go");
    assert_eq!(server.matches("defer cancel()").count(), 3, "{server}");
    assert!(server.contains("s.store.titles(context.Background()"), "{server}");
}

#[test]
fn quit_applies_what_was_accepted() {
    let tree = demo();
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.answers(STRUCT, "n");
    person.answers(SHADOWED, "y");
    person.answers(HANDLER, "q");
    assert_eq!(person.ends(0).trim(), "1 fix accepted, 1 file written");
    let server = tree.read("server.go");
    assert_eq!(server.matches("defer cancel()").count(), 2, "{server}");
}

#[test]
fn the_end_of_the_input_is_quit() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", SAFE)]);
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.answers("a.go:8:2", "y");
    person.session.exp_string(PROMPT).unwrap();
    person.session.send_control('d').unwrap();
    assert_eq!(person.ends(0).trim(), "1 fix accepted, 1 file written");
    assert_eq!((tree.read("a.go").as_str(), tree.read("b.go").as_str()), (SAFE_MENDED, SAFE));
}

#[test]
fn an_interruption_writes_nothing() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", SAFE)]);
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.answers("a.go:8:2", "y");
    person.session.exp_string(PROMPT).unwrap();
    person.session.send_control('c').unwrap();
    person.ends(130);
    assert_eq!(tree.read("a.go"), SAFE);
}

#[test]
fn all_in_this_file_but_for_unsafe_ones() {
    let tree = demo();
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.answers(STRUCT, "d");
    person.answers(SHADOWED, "a");
    person.answers(HANDLER, "n");
    assert_eq!(person.ends(0).trim(), "2 fixes accepted, 1 file written");
    assert_eq!(tree.read("server.go").matches("defer cancel()").count(), 3);

    let (tree, written) = (demo(), demo());
    written.run(["--write", "--unsafe-fixes"]).exits(0);
    let mut person = Person::reviews(&tree, &["--color=never", "--unsafe-fixes"]);
    person.answers(STRUCT, "a");
    person.answers(SHADOWED, "a");
    assert_eq!(person.ends(0).trim(), "4 fixes accepted, 2 files written");
    assert_eq!(tree.read("server.go"), written.read("server.go"));
}

#[test]
fn none_in_this_file() {
    let tree = Tree::new(&[("a.go", &SAFE.replace("safe(", "first(")), ("b.go", SAFE)]);
    tree.write("a.go", format!("{}{}", tree.read("a.go"), &SAFE[SAFE.find("\nfunc").unwrap()..]));
    let before = tree.read("a.go");
    let mut person = Person::reviews(&tree, &["--color=never"]);
    assert!(person.answers("a.go:8:2", "d").contains("(1/3)"));
    person.answers("b.go:8:2", "y");
    person.ends(0);
    assert_eq!((tree.read("a.go"), tree.read("b.go").as_str()), (before, SAFE_MENDED));
}

#[test]
fn help_and_what_is_no_answer() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.answers("undeferred-cancel", "?");
    for help in [person.asked(PROMPT, "yes"), person.asked(PROMPT, "")] {
        assert!(help.contains("y - apply this fix\r\nn - leave this one\r\n"), "{help}");
        assert!(help.contains("s - suppress the finding"), "{help}");
    }
    assert!(!person.asked(PROMPT, "n").contains("y - apply"));
    person.ends(0);
}

#[test]
fn an_edited_fix_is_taken_if_it_parses() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let editor = "sed -i -e 's/defer cancel()/defer func() { cancel() }()/'";
    let mut person = Person::edits(&tree, &["--color=never"], editor);
    person.answers("undeferred-cancel", "e");
    assert_eq!(person.ends(0).trim(), "1 fix accepted, 1 file written");
    assert_eq!(tree.read("a.go"), SAFE_MENDED.replace("defer cancel()", "defer func() { cancel() }()"));
}

#[test]
fn an_edited_fix_of_several_files() {
    let tree = demo();
    let mut person = Person::edits(&tree, &["--color=never"], "sed -i -e '/^+/s/ctx/c/g'");
    person.answers(STRUCT, "e");
    person.answers(SHADOWED, "q");
    assert_eq!(person.ends(0).trim(), "1 fix accepted, 2 files written");
    assert!(tree.read("backend.go").contains("find(c conte"), "{}", tree.read("backend.go"));
    assert!(tree.read("server.go").contains("b.find(c, query)"));
}

#[test]
fn an_edited_fix_that_does_not_parse_is_not_taken() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let again = "Edit it again [y,n]? ";
    for (editor, why) in [
        ("sed -i -e 's/defer cancel()/defer (/'", "a.go: the result does not parse"),
        ("sed -i -e 's/return/retrun/'", "'retrun ctx.Err()' is not what stands there"),
        ("sed -i -e 's/^@@ .*/@@ none @@/'", "'@@ none @@' was changed"),
        ("sed -i -e '/^-/d'", "is not what stands there"),
    ] {
        let mut person = Person::edits(&tree, &["--color=never"], editor);
        person.answers("undeferred-cancel", "e");
        let told = person.asked(again, "y");
        assert!(told.contains(why), "{editor}: {told}");
        person.asked(again, "n");
        person.asked(PROMPT, "n");
        person.ends(0);
        assert_eq!(tree.read("a.go"), SAFE);
    }
    for editor in ["truncate -s 0", "false"] {
        let mut person = Person::edits(&tree, &["--color=never"], editor);
        person.answers("undeferred-cancel", "e");
        person.asked(PROMPT, "y");
        person.ends(0);
        assert_eq!(tree.read("a.go"), SAFE_MENDED);
        tree.write("a.go", SAFE);
    }
}

#[test]
fn suppressed_for_a_reason() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.answers("undeferred-cancel", "s");
    // No reason: back to the question.
    person.asked("The reason, for those who read the comment: ", " ");
    person.asked(PROMPT, "s");
    person.asked("The reason, for those who read the comment: ", "released elsewhere");
    assert_eq!(person.ends(0).trim(), "0 fixes accepted, 1 finding suppressed, 1 file written");
    let comment = "\t//ctxmend:ignore undeferred-cancel released elsewhere\n\tctx, _";
    assert_eq!(tree.read("a.go"), SAFE.replace("\tctx, _", comment));
    assert_eq!(tree.run([""; 0]).exits(0), "no findings in 1 file (1 suppressed)\n");
}

#[test]
fn uncommitted_changes_are_not_touched() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", SAFE)]);
    tree.commit();
    tree.write("a.go", format!("{SAFE}// more\n"));
    let mut person = Person::reviews(&tree, &["--color=never"]);
    assert!(person.answers("b.go:8:2", "y").contains("a.go: has uncommitted changes"));
    assert_eq!(person.ends(2).trim(), "1 fix accepted, 1 file written");
    assert_eq!(tree.read("b.go"), SAFE_MENDED);
}

#[test]
fn a_file_changed_meanwhile_is_left() {
    let tree = Tree::new(&[("a.go", SAFE)]);
    let mut person = Person::reviews(&tree, &["--color=never"]);
    person.session.exp_string(PROMPT).unwrap();
    tree.write("a.go", CLEAN);
    person.session.send_line("y").unwrap();
    assert!(person.ends(2).contains("1 fix accepted, 0 files written"));
    assert_eq!(tree.read("a.go"), CLEAN);
}

#[test]
fn only_what_changed_is_asked_about() {
    let tree = Tree::new(&[("a.go", SAFE), ("b.go", CLEAN)]);
    tree.commit();
    let twice = format!("{}{}", SAFE, SAFE[SAFE.find("\nfunc").unwrap()..].replace("safe(", "second("));
    tree.write("b.go", &twice);
    tree.commit();
    let mut person = Person::reviews(&tree, &["--color=never", "--since=HEAD~1"]);
    person.answers("b.go:8:2", "y");
    person.answers("b.go:14:2", "y");
    assert_eq!(person.ends(0).trim(), "2 fixes accepted, 1 file written");
    assert_eq!(tree.read("a.go"), SAFE);
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let tree = Tree::new(&[("a.go", SAFE), ("c.go", BY_HAND)]);
    let ran = tree.run(["review"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.starts_with("ctxmend: review asks at a terminal, and standard input is none"),
        "{}",
        ran.err
    );
    for args in [&["review", "-w"][..], &["review", "-d"], &["review", "--format=json"]] {
        assert_eq!(tree.run(args).code, Some(2), "{args:?}");
    }
    assert_eq!(tree.read("a.go"), SAFE);
}

#[test]
fn only_the_packages_of_the_shard_are_asked_about() {
    let tree = Tree::new(&[("a/a.go", SAFE), ("b/b.go", SAFE)]);
    let mut person = Person::reviews(&tree, &["--color=never", "--shard", "2/2"]);
    assert!(person.answers("b/b.go:8:2: ", "y").contains("(1/1) "));
    assert_eq!(person.ends(0).trim(), "1 fix accepted, 1 file written");
    assert_eq!(tree.read("a/a.go"), SAFE);
}
