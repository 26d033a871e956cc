//! The demonstration: a service that leaks, the patch, and its own test before and after.

#[path = "common/go.rs"]
mod go;
#[path = "common/missing.rs"]
mod missing;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

#[test]
fn the_demonstration_is_mended() {
    if !go::is_installed("that the demonstration is mended") {
        return;
    }
    let service = tempfile::tempdir().expect("a temporary folder can be made");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo"), service.path());

    let leaking = go_test(service.path());
    assert!(!leaking.status.success(), "{}", complain("the service does not leak as it ships", &leaking));
    let complaints = String::from_utf8_lossy(&leaking.stdout);
    assert!(complaints.contains("still alive") && complaints.contains("the client left"), "{complaints}");

    let first = mend(service.path());
    assert!(first.status.success(), "{}", complain("ctxmend", &first));
    let mended = go_test(service.path());
    assert!(mended.status.success(), "{}", complain("the mended service leaks", &mended));

    let before = contents(service.path());
    let second = mend(service.path());
    assert!(second.status.success(), "{}", complain("ctxmend again", &second));
    assert_eq!(contents(service.path()), before, "a second run changes nothing");
}

fn mend(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ctxmend"));
    command.args(["--write", "--unsafe-fixes"]).current_dir(folder).output().expect("the tool can be started")
}

fn go_test(folder: &Path) -> Output {
    let settings = [("GOFLAGS", ""), ("GOWORK", "off"), ("GOTOOLCHAIN", "local")];
    let mut command = Command::new("go");
    command.args(["test", "-count=1", "./..."]).envs(settings).current_dir(folder);
    command.output().expect("go was there a moment ago")
}

fn copy(from: &Path, to: &Path) {
    for (name, text) in contents(from) {
        fs::write(to.join(name), text).expect("it can be written to");
    }
}

/// The files of a folder, by name.
fn contents(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    let read = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).expect("it is a text file");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    let mut files: Vec<_> = entries.map(read).collect();
    files.sort();
    files
}

fn complain(what: &str, output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{what}: {}\n{out}\n{err}", output.status)
}
