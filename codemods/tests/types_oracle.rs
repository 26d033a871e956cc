//! Types of identifiers and calls against Go's own type checker (`tests/oracle/types`).
//!
//! Takes a few packages of the standard library. With `CTXMEND_ORACLE_PACKAGES=dir:pattern,pattern` it takes those
//! patterns in that folder, test files included. Without Go it is skipped with a message, but fails if `CI` is set.

#[path = "common/disk.rs"]
mod disk;
#[path = "common/types.rs"]
mod types;

use std::path::{Path, PathBuf};
use std::process::Command;

const STD: &[&str] = &[
    "net/http",
    "database/sql",
    "encoding/json",
    "context",
    "os/exec",
    "slices",
    "maps",
    "iter",
    "go/types",
];

#[test]
fn types_are_what_go_says() {
    let elsewhere = std::env::var("CTXMEND_ORACLE_PACKAGES").ok();
    let asked = match elsewhere.as_deref().and_then(|e| e.split_once(':')) {
        Some((dir, patterns)) => oracle(Path::new(dir), &patterns.split(',').collect::<Vec<_>>()),
        None => goroot().and_then(|root| oracle(&root.join("src"), STD)),
    };
    let Some(text) = asked else {
        assert!(std::env::var_os("CI").is_none(), "the oracle needs Go, and CI is set");
        eprintln!("SKIPPED: the types oracle needs Go and its modules");
        return;
    };
    let mut wrong = Vec::new();
    let counts = types::compare(&disk::Disk::new(), &text, &mut |verdict, place, truth, model| {
        if verdict == types::Verdict::Differs {
            wrong.push(format!("{place}: Go says {truth}, the model {model}"));
        }
    });
    eprintln!("{counts}");
    assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(counts.agree > 10_000, "the oracle had next to nothing to say");
    assert!(counts.known() > 99.5, "the model knows too little");
}

fn goroot() -> Option<PathBuf> {
    let out = Command::new("go").args(["env", "GOROOT"]).output().ok().filter(|o| o.status.success())?;
    Some(PathBuf::from(String::from_utf8(out.stdout).ok()?.trim()))
}

fn oracle(dir: &Path, patterns: &[&str]) -> Option<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oracle/types");
    let mut command = Command::new("go");
    command.current_dir(source).args(["run", ".", "-tests", "-C"]).arg(dir).args(patterns);
    let out = command.output().ok()?;
    if !out.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&out.stderr));
        return None;
    }
    String::from_utf8(out.stdout).ok()
}
