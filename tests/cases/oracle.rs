//! The judgement of the real Go toolchain on the output of every case.
//!
//! All texts become packages of one module, so that `gofmt` and `go vet` (which type-checks what it vets, and so
//! says what the compiler would say) start once each. A case imports its own packages below `example.com/case`, and
//! what it needs of others lies in its vendor folder; both get import paths of their own here. That the findings are
//! the wanted ones is tested elsewhere: here a want stands for its finding.

use crate::case::{self, Case};
use crate::{go, report, wants};
use codemods::Applicability;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const CASE_MODULE: &str = "example.com/case";
/// What is not tested without Go.
pub const WHAT: &str = "that the output of the cases builds, vets and is formatted";
const VENDOR: &str = "vendor/";

#[test]
fn outputs_are_formatted_and_build_and_vet() {
    if !go::is_installed(WHAT) {
        return;
    }
    let cases = case::all();
    let root = module(&cases, |case| case.after(&case.run()));

    let mut failures = Vec::new();
    let misformatted = go(root.path(), "gofmt", &["-l", "."]);
    failures.extend(misformatted.lines().map(|path| format!("{path}: is not formatted as gofmt does")));
    let vetted = go(root.path(), "go", &["vet", "./..."]);
    failures.extend(vetted.lines().filter(|line| is_failure(line, &cases)).map(str::to_string));
    report("outputs that Go does not accept", failures);
}

#[test]
fn what_vet_reports_is_found() {
    if !go::is_installed(WHAT) {
        return;
    }
    let mut cases = case::all();
    cases.retain(|case| case.codemod.name == "undeferred-cancel");
    let root = module(&cases, |case| case.files.clone());
    let vetted = go(root.path(), "go", &["vet", "-lostcancel", "./..."]);

    let mut found = BTreeSet::new();
    for case in &cases {
        let wants = |(path, text): (&String, &String)| wants::parse(path, text).unwrap_or_default();
        let wants = case.files.iter().flat_map(wants);
        found.extend(wants.map(|want| format!("{}/{}:{}", folder(case), want.path, want.line)));
    }
    let reports = vetted.lines().filter(|line| line.contains("context leak"));
    // A case named ok_ is one in which vet is wrong.
    let missed = reports.filter(|line| !line.contains("/ok_") && !found.contains(&place_of(line)));
    report("reports of go vet without a finding", missed.map(str::to_string).collect());
}

/// Path and line at the head of a line of `go vet`.
fn place_of(line: &str) -> String {
    line.splitn(3, ':').take(2).collect::<Vec<_>>().join(":")
}

/// A module that holds these files of all cases.
fn module(cases: &[Case], files: impl Fn(&Case) -> BTreeMap<String, String>) -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    write(root.path(), "go.mod", "module oracle\n\ngo 1.24\n");
    for case in cases {
        for (path, text) in place(case, &files(case)) {
            write(root.path(), &path, &text);
        }
    }
    root
}

/// The output of a command, both streams; its exit status says no more than they do.
pub fn go(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let settings = [("GOFLAGS", ""), ("GOWORK", "off"), ("GOPROXY", "off"), ("GOTOOLCHAIN", "local")];
    let output = Command::new(program).args(arguments).envs(settings).current_dir(folder).output();
    let output = output.unwrap_or_else(|e| panic!("{program}: {e}"));
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("it can be written to");
    fs::write(path, text).expect("it can be written to");
}

/// The folder of a case in the common module.
fn folder(case: &Case) -> String {
    format!("{}/{}", case.codemod.name, case.name)
}

/// The Go files of a case as they lie in the common module, by path.
fn place(case: &Case, files: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let folder = folder(case);
    let vendored = files.keys().filter_map(|path| path.strip_prefix(VENDOR)?.rsplit_once('/'));
    let mut imports: Vec<_> =
        vendored.map(|(path, _)| (path, format!("oracle/{folder}/dep/{path}"))).collect();
    imports.push((CASE_MODULE, format!("oracle/{folder}")));

    let go_files = files.iter().filter(|(path, _)| path.ends_with(".go"));
    let placed = go_files.map(|(path, text)| {
        let path = path.strip_prefix(VENDOR).map_or(path.clone(), |path| format!("dep/{path}"));
        let text = imports.iter().fold(text.clone(), |text, (from, to)| {
            text.replace(&format!("\"{from}/"), &format!("\"{to}/"))
                .replace(&format!("\"{from}\""), &format!("\"{to}\""))
        });
        (format!("{folder}/{path}"), text)
    });
    placed.collect()
}

/// Whether a line of `go vet` counts: anything that keeps a package from building, and lost releases in cases that
/// do not say that they stay.
fn is_failure(line: &str, cases: &[Case]) -> bool {
    const LOST: [&str; 2] = ["context leak", "this return statement may be reached without using the"];
    let lost = LOST.iter().any(|words| line.contains(words));
    let stays = |case: &&Case| case.is_ok() || wants_a_person(case);
    let named = |case: &Case| line.starts_with(&format!("{}/", folder(case)));
    !(line.is_empty() || line.starts_with('#') || lost && cases.iter().filter(stays).any(named))
}

/// Whether a finding of the case stays because a person has to decide.
fn wants_a_person(case: &Case) -> bool {
    let wants = |(path, text): (&String, &String)| wants::parse(path, text).unwrap_or_default();
    case.files.iter().flat_map(wants).any(|want| want.applicability == Applicability::None)
}
