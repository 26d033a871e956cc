//! What may be typed, and what is meant by it.

use super::*;
use codemods::Applicability;
use codemods::engine::Policy;

const fn codemod(name: &'static str, on_by_default: bool) -> Codemod {
    Codemod {
        name,
        summary: "",
        needles: &[],
        worth: |_| true,
        only: None,
        wants_producers: false,
        wants_twins: false,
        globals: None,
        best: Applicability::Safe,
        on_by_default,
        explain: "",
        check: |_, _| {},
    }
}
static CANCEL: Codemod = codemod("undeferred-cancel", true);
static HANDLER: Codemod = codemod("background-in-handler", true);
static PARAM: Codemod = codemod("missing-ctx-param", false);
static ALL: &[&Codemod] = &[&CANCEL, &HANDLER, &PARAM];

fn settings(line: &[&str]) -> Settings {
    match parse(["ctxmend"].iter().chain(line).map(OsString::from), ALL) {
        Ok(Command::Mend(s)) => *s,
        _ => panic!("{line:?} is not a run"),
    }
}

fn wrong(line: &[&str]) -> String {
    match parse(["ctxmend"].iter().chain(line).map(OsString::from), ALL) {
        Err(Wrong::Meaning(m)) => m,
        Err(Wrong::Syntax(e)) => e.to_string(),
        Ok(_) => panic!("{line:?} was taken"),
    }
}

fn names(line: &[&str]) -> Vec<&'static str> {
    let choice = settings(line).choice;
    let runs = |c: &&&Codemod| choice.policy(c, None) != Policy::Off;
    ALL.iter().filter(runs).map(|c| c.name).collect()
}

#[test]
fn codemods_are_chosen() {
    assert_eq!(names(&[]), ["undeferred-cancel", "background-in-handler"]);
    assert_eq!(
        names(&["--only", "missing-ctx-param,undeferred-cancel"]),
        ["undeferred-cancel", "missing-ctx-param"]
    );
    assert_eq!(names(&["--only=undeferred-cancel", "--skip=undeferred-cancel"]), [""; 0]);
    assert_eq!(names(&["--skip", "undeferred-cancel"]), ["background-in-handler"]);
}

#[test]
fn unknown_names_get_a_suggestion() {
    assert_eq!(
        wrong(&["--only", "undefered-cancel"]),
        "no codemod is called 'undefered-cancel'; did you mean 'undeferred-cancel'?"
    );
    assert_eq!(wrong(&["--skip", "zzz"]), "no codemod is called 'zzz'; `ctxmend codemods` lists them");
    assert!(wrong(&["explain", "background-handler"]).ends_with("'background-in-handler'?"));
    assert!(wrong(&["--with", "panic-path"]).contains("panic-paths"));
}

#[test]
fn folders_named_like_subcommands() {
    for path in ["./codemods", "help", "./explain"] {
        let Input::Paths(paths) = settings(&[path]).input else { panic!() };
        assert_eq!(paths, [PathBuf::from(path)]);
    }
    let line = ["ctxmend", "codemods"].map(OsString::from);
    assert!(matches!(parse(line, ALL), Ok(Command::Codemods)));
}

#[test]
fn what_excludes_what() {
    for line in [["-w", "-d"], ["-w", "-l"], ["-d", "-l"], ["-d", "--format=json"], ["-l", "--format=json"]] {
        assert!(wrong(&line).contains("cannot be used with"), "{line:?}");
    }
    assert!(wrong(&["-"]).contains("--stdin-filename NAME"));
    assert!(wrong(&["-", "a.go", "--stdin-filename=b.go"]).contains("stands alone"));
    assert!(wrong(&["a.go", "--stdin-filename=b.go"]).contains("is for standard input"));
    assert!(wrong(&["-", "--stdin-filename=.."]).contains("not the name of a file"));
    assert!(wrong(&["-j", "0"]).contains("-j"));
}

#[test]
fn formats_and_parts() {
    assert_eq!(settings(&["-d"]).format, Format::Diff);
    assert_eq!(settings(&["--format", "diff"]).format, Format::Diff);
    assert_eq!(settings(&["-l"]).format, Format::List);
    let s = settings(&["--with", "todo,exported", "-w", "x"]);
    assert!(s.options.todo && s.options.exported && !s.options.panic_paths);
    assert_eq!(s.mode, Mode::Write);
    assert_eq!(s.chosen_by, ["--with", "todo,exported"].map(OsString::from));
    assert_eq!(s.typed, [PathBuf::from("x")]);
}
