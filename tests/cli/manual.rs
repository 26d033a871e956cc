//! What is made of the text of `--help`.

use crate::harness::Tree;
use std::fs::File;
use std::process::Command;

#[test]
fn completions_know_subcommands_options_and_codemods() {
    let tree = Tree::new(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let text = tree.run(["completions", shell]).exits(0);
        // Two of them are given no values.
        let values = !matches!(shell, "elvish" | "powershell");
        let words = ["unsafe-fixes", "suppress"].into_iter();
        for word in words.chain(["undeferred-cancel", "sarif"].into_iter().filter(|_| values)) {
            assert!(text.contains(word), "{shell} does not know {word}");
        }
    }
    tree.run(["completions", "cmd"]).exits(2);
}

/// As bash asks: the words of the line, and which of them is being typed.
#[test]
fn bash_completes() {
    let tree = Tree::new(&[]);
    let script = tree.run(["completions", "bash"]).exits(0);
    let completed = |words: &[&str]| {
        let last = words.len() - 1;
        let line = format!(
            "{script}\nCOMP_WORDS=({})\nCOMP_CWORD={last}\n_ctxmend ctxmend \"{}\" \"{}\"\necho \"${{COMPREPLY[@]}}\"",
            words.join(" "),
            words[last],
            words[last - 1],
        );
        let done = Command::new("bash").args(["--norc", "-c", &line]).output().unwrap();
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(completed(&["ctxmend", "--unsafe"]), "--unsafe-fixes");
    assert_eq!(completed(&["ctxmend", "--only", "undef"]), "undeferred-cancel");
    assert_eq!(completed(&["ctxmend", "explain", "undef"]), "undeferred-cancel");
    assert_eq!(completed(&["ctxmend", "review", "--format", "rdjsonl"]), "rdjsonl");
}

#[test]
fn a_manual_page_for_each_subcommand() {
    let tree = Tree::new(&[]);
    let first = tree.run(["man"]).exits(0);
    assert!(first.contains(".TH ctxmend 1") && first.contains("unsafe\\-fixes"), "{first}");
    tree.run(["man", "share/man1"]).exits(0);
    assert_eq!(tree.read("share/man1/ctxmend.1"), first);
    let help = tree.run(["--help"]).exits(0);
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = commands.lines().filter_map(|l| l.split_whitespace().next()).collect();
    assert!(names.len() > 6, "{names:?}");
    for name in &names {
        let page = tree.read(format!("share/man1/ctxmend-{name}.1"));
        assert!(page.contains(&format!("ctxmend\\-{name}")), "{name}");
    }
    assert_eq!(tree.names().len(), names.len() + 1);
    tree.write("file", "");
    tree.run(["man", "file"]).exits(2);
}

#[test]
fn what_cannot_be_written_is_named() {
    let tree = Tree::new(&[("Taken", "")]);
    let ran = tree.run(["man", "Taken"]);
    assert_eq!((ran.code, &*ran.err), (Some(2), "ctxmend: Taken: file exists\n"));
    if let Ok(full) = File::options().write(true).open("/dev/full") {
        let ran = tree.run_with(["codemods"], |c| c.stdout(full));
        let want = "ctxmend: the output cannot be written: no space left on device\n";
        assert_eq!((ran.code, &*ran.err), (Some(2), want));
    }
}
