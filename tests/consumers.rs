//! Reports given to those they are for: the schema of SARIF, reviewdog, a browser.
//!
//! The schema and reviewdog come through Go's module proxy; the browser is Chromium. What cannot be had is not
//! tested, and said so; where `CI` is set and `CTXMEND_OFFLINE` is not 1, that is a failure.

#[path = "common/offline.rs"]
mod offline;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const SARIF_SCHEMA: &str = "github.com/owenrumney/go-sarif/v3@v3.3.1";
const REVIEWDOG: &str = "github.com/reviewdog/reviewdog/cmd/reviewdog@v0.20.3";

/// A copy of the demonstration, and what stands in one file more.
fn tree(more: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo");
    for entry in fs::read_dir(demo).unwrap().flatten() {
        fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
    }
    fs::create_dir(dir.path().join("more, 100%")).unwrap();
    fs::write(dir.path().join("more, 100%/a.go"), more).unwrap();
    dir
}

const MORE: &str = "package more

import \"context\"

func lost(parent context.Context) error {
\tctx, _ := context.WithCancel(parent) // </td><script>document.title = 'no'</script>
\treturn ctx.Err()
}

func meant(parent context.Context) error {
\t//ctxmend:ignore undeferred-cancel as a test
\tctx, _ := context.WithCancel(parent)
\treturn ctx.Err()
}

var global, _ = context.WithCancel(context.Background())
";

fn report(dir: &Path, args: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ctxmend"));
    let done = command.args(args).current_dir(dir).env("CI", "1").output().unwrap();
    assert!(matches!(done.status.code(), Some(0..=2)), "{done:?}");
    done.stdout
}

/// Runs Go; `None`, loudly, if that does not succeed.
fn go(args: &[&str], bin: &Path, what: &str) -> Option<Vec<u8>> {
    let mut go = Command::new("go");
    go.args(args).current_dir(bin).env("GOBIN", bin).env("GOFLAGS", "").env("GOWORK", "off");
    // Not every proxy passes on the sum of this one, which is only a dependency's dependency.
    go.env("GONOSUMDB", "golang.org/x/build");
    match go.output() {
        Ok(output) if output.status.success() => Some(output.stdout),
        output => {
            offline::not_tested(what, output.ok());
            None
        }
    }
}

/// The official schema, which a Go package holds in a raw string.
fn sarif_schema() -> Option<serde_json::Value> {
    let dir = tempfile::tempdir().unwrap();
    let said = go(&["mod", "download", "-json", SARIF_SCHEMA], dir.path(), "SARIF against its schema")?;
    let module: serde_json::Value = serde_json::from_slice(&said).unwrap();
    let source = Path::new(module["Dir"].as_str().unwrap()).join("pkg/report/v210/sarif/schema.go");
    let source = fs::read_to_string(source).unwrap();
    let schema = source.split('`').nth(1).expect("a raw string");
    Some(serde_json::from_str(schema).unwrap())
}

#[test]
fn sarif_follows_its_schema() {
    let Some(schema) = sarif_schema() else { return };
    let validator = jsonschema::validator_for(&schema).unwrap();
    let dir = tree(MORE);
    fs::write(dir.path().join("bad.go"), b"package a // \xff").unwrap();
    let lines: [&[&str]; 5] = [
        &["--format=sarif"],
        &["--format=sarif", "--unsafe-fixes"],
        &["--format=sarif", "store.go"],
        &["--format=sarif", "--only=deferred-in-loop", "more, 100%", "none.go"],
        &["--format=sarif", "--write"],
    ];
    for line in lines {
        let report: serde_json::Value = serde_json::from_slice(&report(dir.path(), line)).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{line:?}: {errors:#?}");
    }
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{}] })));
}

#[test]
fn reviewdog_takes_both_formats() {
    let dir = tree(MORE);
    let bin = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reviewdog");
    fs::create_dir_all(&bin).unwrap();
    if !bin.join("reviewdog").exists() && go(&["install", REVIEWDOG], &bin, "reviewdog").is_none() {
        return;
    }
    for format in ["rdjson", "rdjsonl"] {
        let mut reviewdog = Command::new(bin.join("reviewdog"));
        reviewdog.args(["-reporter=rdjson", "-filter-mode=nofilter", "-diff=true", &format!("-f={format}")]);
        let mut child = reviewdog
            .current_dir(dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let text = report(dir.path(), &["--unsafe-fixes", &format!("--format={format}")]);
        child.stdin.take().unwrap().write_all(&text).unwrap();
        let output = child.wait_with_output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{err}");
        // It tells what it has understood, in the format that it prefers.
        let read: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{err}"));
        let ours = report(dir.path(), &["--unsafe-fixes", "--format=rdjson"]);
        let ours: serde_json::Value = serde_json::from_slice(&ours).unwrap();
        let parts = |report: &serde_json::Value| -> Vec<serde_json::Value> {
            let of = |d: &serde_json::Value| {
                ["message", "location", "code", "suggestions"].map(|k| d[k].clone()).into()
            };
            report["diagnostics"].as_array().unwrap().iter().map(of).collect()
        };
        assert_eq!(parts(&read), parts(&ours));
        assert_eq!(parts(&ours).iter().filter(|d| d[3].is_array()).count(), 4);
    }
}

/// What a page says after `script` ran in it.
fn browsed(page: &Path, script: &str) -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let has_one =
        |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success());
    let Some(browser) = names.iter().find(has_one) else {
        offline::not_tested("the page in a browser: there is no Chromium", None);
        return None;
    };
    let dir = tempfile::tempdir().unwrap();
    let probe = dir.path().join("probe.html");
    let probed = fs::read_to_string(page).unwrap() + &format!("<script>{script}</script>\n");
    fs::write(&probe, probed).unwrap();
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
    command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
    command.arg(format!("--user-data-dir={}", dir.path().join("user").display()));
    command.args(["--virtual-time-budget=5000", "--dump-dom"]).arg(format!("file://{}", probe.display()));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_page_filters_in_a_browser() {
    let dir = tree(MORE);
    let page = dir.path().join("report.html");
    fs::write(&page, report(dir.path(), &["--format=html"])).unwrap();
    let script = r##"
        const said = [];
        const look = (what) => said.push(what + ": " + [...document.querySelectorAll("article")]
            .filter((f) => f.offsetParent !== null)
            .map((f) => f.dataset.codemod + "/" + f.dataset.folder).join(" ")
            + " | " + document.getElementById("count").textContent);
        const box = (name, value) => document.querySelector(`input[name=${name}][value="${value}"]`);
        look("all");
        box("codemod", "undeferred-cancel").click(); look("one codemod less");
        box("applicability", "unsafe").click(); look("no unsafe");
        box("codemod", "undeferred-cancel").click();
        const folder = document.querySelector("select[name=folder]");
        folder.value = "more, 100%"; folder.dispatchEvent(new Event("change", { bubbles: true })); look("folder");
        box("status", "suppressed").click(); box("status", "available").click(); box("status", "manual").click();
        look("none"); said.push("told: " + !document.getElementById("none").hidden);
        document.querySelector("button[type=reset]").click();
        setTimeout(() => {
            look("reset");
            location.hash = "#manual-ctx-in-struct";
            setTimeout(() => {
                said.push("open: " + document.getElementById("manual-ctx-in-struct").open);
                said.push("title: " + document.title);
                document.body.textContent = "\n" + said.join("\n") + "\n";
            }, 100);
        }, 100);
    "##;
    let Some(dom) = browsed(&page, script) else { return };
    let inner = "undeferred-cancel/more, 100% undeferred-cancel/more, 100% undeferred-cancel/more, 100%";
    let safe = "shadowed-cancel/";
    let wanted = [
        format!(
            "all: ctx-in-struct/ {inner} {safe} background-in-handler/ undeferred-cancel/ | 7 findings in 6 files"
        ),
        format!(
            "one codemod less: ctx-in-struct/ {safe} background-in-handler/ | 3 of 7 findings in 6 files"
        ),
        format!("no unsafe: {safe} | 1 of 7 findings in 6 files"),
        format!("folder: {inner} | 3 of 7 findings in 6 files"),
        "none:  | 0 of 7 findings in 6 files".into(),
        "told: true".into(),
        format!(
            "reset: ctx-in-struct/ {inner} {safe} background-in-handler/ undeferred-cancel/ | 7 findings in 6 files"
        ),
        "open: true".into(),
        "title: ctxmend: 7 findings".into(),
    ];
    for line in wanted {
        assert!(dom.contains(&format!("\n{line}\n")), "{line}\n{dom}");
    }
}
