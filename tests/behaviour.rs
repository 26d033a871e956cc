//! What the fixes do to running code, as Go itself sees it.
//!
//! Each archive below `tests/behaviour` is a package and its `Check`. Those in `mended` fail as they stand and pass
//! once every fix, unsafe ones included, is applied; those in `kept` are hazards: they pass as they stand, and must
//! still pass. All are packages of one module, so that Go compiles and links once. `CTXMEND_BEHAVIOUR=word` takes the
//! cases with that word in their name only.

#[path = "cases/archive.rs"]
#[allow(dead_code)] // Options of cases have no use here: the tool runs once, on all of them.
mod archive;

#[path = "common/go.rs"]
mod go;
#[path = "common/missing.rs"]
mod missing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The files of the module that are not of a case.
const COMMON: [&str; 3] = ["go.mod", "go.sum", "live/live.go"];

/// Files by path.
type Files = BTreeMap<String, String>;

#[test]
fn fixes_mend_what_is_broken_and_keep_what_works() {
    if !go::is_installed("what the fixes do to running code") {
        return;
    }
    let cases = cases();
    assert!(!cases.is_empty(), "there is no such case");
    let module = tempfile::tempdir().expect("a temporary folder can be made");
    write_module(module.path(), &cases);

    let mended = cases.keys().filter(|name| name.starts_with("mended/")).cloned().collect::<BTreeSet<_>>();
    let failing = go_test(module.path());
    let wrong: Vec<&String> = failing.symmetric_difference(&mended).collect();
    assert!(wrong.is_empty(), "as they stand, only what is to be mended fails: see {wrong:?} above");

    mend(module.path());
    let after = contents(module.path(), &cases);
    let failing = go_test(module.path());
    for name in &failing {
        eprintln!("\n=== {name} was changed to\n{}", changed(&cases[name], &after, name));
    }
    assert!(failing.is_empty(), "these fail once the fixes are applied: {failing:?}");

    mend(module.path());
    assert!(contents(module.path(), &cases) == after, "a second run changes nothing");
}

/// The cases by group and name, each with its files.
fn cases() -> BTreeMap<String, Files> {
    let word = std::env::var("CTXMEND_BEHAVIOUR").unwrap_or_default();
    let mut cases = BTreeMap::new();
    for group in ["kept", "mended"] {
        let entries = fs::read_dir(folder().join(group)).expect("the folder of the group is there").flatten();
        for path in entries.map(|entry| entry.path()).filter(|p| p.extension().is_some_and(|e| e == "txtar"))
        {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if name.contains(&word) {
                let text = fs::read_to_string(&path).expect("it is a text file");
                cases.insert(format!("{group}/{name}"), archive::parse(&text).into_iter().collect());
            }
        }
    }
    cases
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour")
}

fn write_module(root: &Path, cases: &BTreeMap<String, Files>) {
    for path in COMMON {
        write(root, path, &fs::read_to_string(folder().join(path)).expect("it is a text file"));
    }
    let (mut imports, mut checks) = (String::new(), String::new());
    for (i, (name, files)) in cases.iter().enumerate() {
        imports += &format!("\tp{i} \"behaviour/{name}\"\n");
        checks += &format!("\tt.Run(\"{name}\", p{i}.Check)\n");
        for (path, text) in files {
            write(root, &format!("{name}/{path}"), text);
        }
    }
    let test = format!(
        "package all\n\nimport (\n\t\"testing\"\n\n{imports})\n\nfunc TestAll(t *testing.T) {{\n{checks}}}\n"
    );
    write(root, "all_test.go", &test);
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("it can be written to");
    fs::write(path, text).expect("it can be written to");
}

/// The cases' files as they are in the module now.
fn contents(root: &Path, cases: &BTreeMap<String, Files>) -> Files {
    let paths = cases.iter().flat_map(|(name, files)| files.keys().map(move |path| format!("{name}/{path}")));
    let read = |path: String| {
        let text = fs::read_to_string(root.join(&path)).expect("it is still there");
        (path, text)
    };
    paths.map(read).collect()
}

fn changed(before: &Files, after: &Files, name: &str) -> String {
    let diff = |(path, text): (&String, &String)| {
        let lines = similar::TextDiff::from_lines(text, &after[&format!("{name}/{path}")]);
        lines.unified_diff().header(path, path).to_string()
    };
    before.iter().map(diff).collect()
}

fn mend(module: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ctxmend"));
    command.args(["--write", "--unsafe-fixes", "--quiet"]).current_dir(module);
    let output = command.output().expect("the tool can be started");
    assert!(output.status.success(), "ctxmend: {}", complaint(&output));
}

/// The cases whose check fails. All must run: one that does not compile, or ends the program, is no answer.
fn go_test(module: &Path) -> BTreeSet<String> {
    let settings = [("GOFLAGS", ""), ("GOWORK", "off"), ("GOTOOLCHAIN", "local")];
    let mut command = Command::new("go");
    command.args(["test", "-count=1", "-timeout=2m", "."]).envs(settings).current_dir(module);
    let output = command.output().expect("go was there a moment ago");
    let text = String::from_utf8_lossy(&output.stdout);
    let ended = output.status.success() || text.contains("--- FAIL: TestAll (");
    assert!(ended && !text.contains("panic: "), "go test: {}", complaint(&output));
    let failed = text.lines().filter_map(|line| line.trim_start().strip_prefix("--- FAIL: TestAll/"));
    eprintln!("{text}");
    failed.filter_map(|rest| rest.split(' ').next()).map(str::to_owned).collect()
}

fn complaint(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}\n{out}\n{err}", output.status)
}
