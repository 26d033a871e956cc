//! What names the codemods agrees: the list, the folders, the manuals, the snapshots and the table in `README.md`. And
//! what people read keeps to a length that they read.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test lists` rewrites the table.

use codemods::{Applicability, CODEMODS, Codemod};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- codemods: written by UPDATE_SNAPSHOTS=1 cargo test --test lists -->\n";
const END: &str = "<!-- end -->";

#[test]
fn every_listed_codemod_is_complete() {
    let mut missing = Vec::new();
    for codemod in CODEMODS {
        let (name, folder) = (codemod.name, folder(codemod));
        let place = format!("codemods/{folder}");
        for part in ["mod.rs", "explain.md", "cases"] {
            if !at(&place).join(part).exists() {
                missing.push(format!("{name} is listed, but there is no {place}/{part}: add it"));
            }
        }
        let manual = fs::read_to_string(at(&place).join("explain.md")).unwrap_or_default();
        if codemod.explain != manual {
            missing.push(format!("{name}: make its `explain` include_str!(\"explain.md\") of {place}"));
        }
        if manual.lines().next() != Some(&format!("# {name}")) {
            missing.push(format!("{place}/explain.md: let its first line be `# {name}`"));
        }
        let claims_fixes = codemod.best != Applicability::None;
        if claims_fixes && !at("snapshots").join(name).is_dir() {
            missing.push(format!("{name} has no snapshots: UPDATE_SNAPSHOTS=1 cargo test --test cases"));
        }
        if codemod.summary.is_empty() || codemod.summary.ends_with('.') || codemod.summary.contains('\n') {
            missing.push(format!("{name}: let its summary be one line without a final stop"));
        }
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

#[test]
fn every_codemod_is_listed_once() {
    let listed: BTreeSet<String> = CODEMODS.iter().map(|codemod| folder(codemod)).collect();
    assert_eq!(listed.len(), CODEMODS.len(), "a name stands twice in CODEMODS: take one out");
    let parts = |dir: &Path| dir.join("explain.md").exists() || dir.join("cases").exists();
    for dir in folders("codemods").into_iter().filter(|dir| parts(&at("codemods").join(dir))) {
        assert!(
            listed.contains(&dir),
            "codemods/{dir} is a codemod that is not listed: add &{dir}::CODEMOD to CODEMODS in codemods/lib.rs"
        );
    }
    for dir in folders("snapshots") {
        assert!(
            CODEMODS.iter().any(|codemod| codemod.name == dir),
            "snapshots/{dir} belongs to no codemod of CODEMODS in codemods/lib.rs: remove it, or list the codemod"
        );
    }
}

/// The case that shows what the manual shows.
const EXAMPLE: &str = "as_in_the_manual";

#[test]
fn the_examples_of_the_manuals_are_true() {
    for codemod in CODEMODS {
        let mut shown = codemod.explain.split("```go\n").skip(1).filter_map(|rest| rest.split("```").next());
        let (before, after) = (shown.next().map(lines), shown.next().map(lines).unwrap_or_default());
        let before = before.unwrap_or_else(|| panic!("{}: let its manual show an example", codemod.name));
        let case = at("codemods").join(folder(codemod)).join("cases").join(EXAMPLE);
        let text = ["go", "txtar"].iter().find_map(|e| fs::read_to_string(case.with_extension(e)).ok());
        let text = text.unwrap_or_else(|| panic!("there is no case {}", case.display()));
        let mut case = lines(&text);
        let stands = case.windows(before.len()).any(|some| some == before);
        assert!(stands, "{}: its case {EXAMPLE} does not hold the example of its manual", codemod.name);

        let diff = at("snapshots").join(codemod.name).join(EXAMPLE).with_extension("diff");
        let diff = fs::read_to_string(diff).unwrap_or_default();
        for line in diff.lines().filter_map(|line| lines(line.strip_prefix('-')?).pop()) {
            case.iter().position(|l| *l == line).map(|i| case.remove(i));
        }
        case.extend(diff.lines().filter_map(|line| lines(line.strip_prefix('+')?).pop()));
        for line in after {
            assert!(case.contains(&line), "{}: its manual promises `{line}`", codemod.name);
        }
    }
}

/// The lines that are not blank, trimmed, and without what a case wants or a manual remarks.
fn lines(text: &str) -> Vec<&str> {
    let code = text.lines().map(|line| line.split(" // ").next().unwrap_or_default().trim());
    code.filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_table_in_readme_is_current() {
    let path = at("README.md");
    let readme = fs::read_to_string(&path).expect("there is a README.md");
    let (head, rest) = readme.split_once(BEGIN).expect("README.md marks the begin of the table");
    let (shown, tail) = rest.split_once(END).expect("README.md marks the end of the table");
    let current = table();
    if shown == current {
        return;
    }
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1") {
        fs::write(&path, format!("{head}{BEGIN}{current}{END}{tail}")).expect("README.md can be written to");
        return;
    }
    panic!("the table in README.md is out of date: UPDATE_SNAPSHOTS=1 cargo test --test lists\n{current}");
}

fn table() -> String {
    let mut table = String::from("| codemod | what it finds | best fix |\n| --- | --- | --- |\n");
    for codemod in CODEMODS {
        let best = codemod.best.name();
        let on = if codemod.on_by_default { "" } else { "; only with `--only`" };
        let (name, summary) = (codemod.name, codemod.summary.replace('|', "\\|"));
        table +=
            &format!("| [`{name}`](codemods/{}/explain.md) | {summary} | {best}{on} |\n", folder(codemod));
    }
    table
}

/// The name of the folder below `codemods/`.
fn folder(codemod: &Codemod) -> String {
    codemod.name.replace('-', "_")
}

fn folders(below: &str) -> Vec<String> {
    let entries = fs::read_dir(at(below)).expect("the folder is there").flatten();
    let dirs = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    dirs.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// More than this nobody reads in one go.
const MAX_WORDS: usize = 120;

#[test]
fn no_paragraph_of_a_manual_is_too_long() {
    for codemod in CODEMODS {
        for paragraph in paragraphs(codemod.explain) {
            let words = paragraph.split_whitespace().count();
            let begin: String = paragraph.chars().take(60).collect();
            assert!(words <= MAX_WORDS, "{}: make a list of the {words} words «{begin} …»", codemod.name);
        }
    }
}

/// What a reader takes for one piece of a manual: each item of a list is one of its own; code and tables are none.
fn paragraphs(manual: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut in_code = false;
    for line in manual.lines().map(str::trim_start) {
        let fence = line.starts_with("```");
        in_code ^= fence;
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = line.starts_with("- ") || line.len() > number.len() && number.starts_with(". ");
        let is_text = !(in_code || fence || line.starts_with(['|', '#']));
        if is_item || line.is_empty() || !is_text {
            all.push(String::new());
        }
        if let Some(paragraph) = all.last_mut().filter(|_| is_text) {
            *paragraph += line;
            paragraph.push(' ');
        }
    }
    all
}

/// What still fits beside another file on a screen.
const MAX_COLUMNS: usize = 120;

#[test]
fn no_comment_is_too_wide() {
    let mut wide = Vec::new();
    let mut folders = ["codemods", "src", "tests"].map(at).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("it is text");
                let comments = text.lines().enumerate().filter(|(_, l)| l.trim_start().starts_with("//"));
                let found = comments.filter(|(_, line)| line.chars().count() > MAX_COLUMNS);
                wide.extend(found.map(|(i, _)| format!("{}:{}", path.display(), i + 1)));
            }
        }
    }
    assert!(wide.is_empty(), "break these comments before column {MAX_COLUMNS}:\n{}\n", wide.join("\n"));
}
