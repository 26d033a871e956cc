//! Continuous integration of others: the steps of `action.yml`, the snippets of the README, the hooks of
//! `.pre-commit-hooks.yaml`.
//!
//! actionlint comes through Go's module proxy, pre-commit from the Python package index. What cannot be had is not
//! tested, and said so; where `CI` is set and `CTXMEND_OFFLINE` is not 1, that is a failure.

#[path = "common/offline.rs"]
mod offline;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const ACTIONLINT: &str = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.7";
const PRE_COMMIT: &str = "pre-commit==4.7.0";

const SAFE: &str = "package a

import \"context\"

func safe(parent context.Context) error {
\tctx, _ := context.WithCancel(parent)
\treturn ctx.Err()
}
";

const CLEAN: &str = "package a\n";

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn said(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}\n{out}\n{err}", output.status)
}

/// The fenced block of the README that holds this.
fn snippet(holds: &str) -> String {
    let readme = fs::read_to_string(project().join("README.md")).unwrap();
    let block = readme.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    block.into_iter().find(|block| block.contains(holds)).unwrap().to_owned()
}

/// A runner: a repository whose branch `base` lacks the finding that its HEAD has, and a folder of programs.
struct Runner {
    dir: TempDir,
}

impl Runner {
    fn new() -> Runner {
        let runner = Runner { dir: tempfile::tempdir().unwrap() };
        for folder in ["repo/a b", "bin", "temp"] {
            fs::create_dir_all(runner.at(folder)).unwrap();
        }
        fs::write(runner.at("repo/old.go"), SAFE).unwrap();
        runner.git(&["init", "-q", "-b", "main"]);
        runner.commit();
        runner.git(&["update-ref", "refs/remotes/origin/base", "HEAD"]);
        fs::write(runner.at("repo/a b/new.go"), SAFE).unwrap();
        runner.commit();
        runner
    }

    fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn git(&self, args: &[&str]) -> String {
        let done = self.command("git").args(args).output().unwrap();
        assert!(done.status.success(), "git {args:?}: {}", said(&done));
        String::from_utf8(done.stdout).unwrap()
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "a commit"]);
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.at("bin").join(name);
        fs::write(&path, format!("#!/usr/bin/env bash\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// A command in the repository.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path = [self.at("bin")].into_iter().chain(std::env::split_paths(&inherited));
        let mut command = Command::new(program);
        command.current_dir(self.at("repo")).env("PATH", std::env::join_paths(path).unwrap());
        command.env("RUNNER_TEMP", self.at("temp")).env("GITHUB_OUTPUT", self.at("output"));
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null").env("CI", "true");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "a").env(format!("GIT_{who}_EMAIL"), "a@example.org");
        }
        for variable in ["GITHUB_BASE_REF", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(variable);
        }
        command
    }

    /// A step of the action.
    fn step(&self, name: &str, variables: &[(&str, &str)]) -> Output {
        let mut step = self.command(project().join(".ci/action"));
        step.arg(name).envs(variables.iter().copied()).output().unwrap()
    }

    /// The step that runs the tool, which the step before is taken to have built.
    fn run(&self, variables: &[(&str, &str)]) -> (Option<i32>, String, String) {
        let bin = self.at("temp/ctxmend-bin/bin");
        if !bin.exists() {
            fs::create_dir_all(&bin).unwrap();
            symlink(env!("CARGO_BIN_EXE_ctxmend"), bin.join("ctxmend")).unwrap();
        }
        let _ = fs::remove_file(self.at("output"));
        let inputs =
            [("PATHS", "./...\n"), ("ARGS", ""), ("REPORT", "annotations"), ("ONLY_CHANGED", "true")];
        let done = self.step("run", &[&inputs, variables].concat());
        let output = fs::read_to_string(self.at("output")).unwrap_or_default();
        (done.status.code(), said(&done), output)
    }
}

#[test]
fn the_action_annotates_what_a_pull_request_changes() {
    let runner = Runner::new();
    let (code, said, output) = runner.run(&[]);
    assert_eq!((code, said.matches("::warning").count()), (Some(0), 2), "{said}");
    assert_eq!(output, "findings=true\nreport=\n");
    let pull_request = ("GITHUB_BASE_REF", "base");
    let (_, said, _) = runner.run(&[pull_request]);
    assert_eq!(said.matches("::warning").count(), 1, "{said}");
    assert!(said.contains("new.go"), "{said}");
    let (_, said, _) = runner.run(&[pull_request, ("ONLY_CHANGED", "false")]);
    assert_eq!(said.matches("::warning").count(), 2, "{said}");
    let (code, _, output) = runner.run(&[pull_request, ("PATHS", "old.go\n\n")]);
    assert_eq!((code, output.as_str()), (Some(0), "findings=false\nreport=\n"));
    let (code, said, _) = runner.run(&[("PATHS", "a b\n"), ("ARGS", "--only undeferred-cancel --no-config")]);
    assert_eq!((code, said.matches("::warning").count()), (Some(0), 1), "{said}");
    let (code, said, output) = runner.run(&[("GITHUB_BASE_REF", "none")]);
    assert_eq!((code, output.as_str()), (Some(2), ""), "{said}");
    assert_eq!(runner.run(&[("REPORT", "fax")]).0, Some(2));
}

#[test]
fn the_action_writes_reports() {
    let runner = Runner::new();
    let (code, said, output) = runner.run(&[("REPORT", "sarif")]);
    assert_eq!(code, Some(0), "{said}");
    let file = output.strip_prefix("findings=true\nreport=").unwrap().trim();
    let sarif: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 2);
}

/// With a `gh` that notes what it is asked, and knows of the comments in a file.
#[test]
fn the_action_keeps_one_comment() {
    let runner = Runner::new();
    let (_, _, output) = runner.run(&[("REPORT", "comment")]);
    let file = output.strip_prefix("findings=true\nreport=").unwrap().trim().to_owned();
    runner.program("gh", "echo \"$*\" >> ../asked\n[ \"$2\" != --paginate ] || cat ../known");
    let comment = |known: &str, findings: &str| {
        fs::write(runner.at("known"), known).unwrap();
        fs::write(runner.at("asked"), "").unwrap();
        let of = [("GH_REPO", "o/r"), ("NUMBER", "7"), ("FILE", &file), ("FINDINGS", findings)];
        let done = runner.step("comment", &of);
        assert!(done.status.success(), "{}", said(&done));
        let asked = fs::read_to_string(runner.at("asked")).unwrap();
        asked.lines().skip(1).map(|l| l.replace(&file, "FILE")).collect::<Vec<_>>()
    };
    let new = "api --silent --method POST repos/o/r/issues/7/comments --field body=@FILE";
    assert_eq!(comment("", "true"), [new]);
    assert_eq!(comment("", "false"), [""; 0]);
    let again = "api --silent --method PATCH repos/o/r/issues/comments/41 --field body=@FILE";
    assert_eq!(comment("41\n42\n", "false"), [again]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("### ctxmend: 2 findings") && text.contains("<!-- ctxmend -->"), "{text}");
}

#[test]
fn the_action_builds_once() {
    let runner = Runner::new();
    let key = runner.step("key", &[]);
    assert!(
        key.status.success() && key.stdout.starts_with(b"key=") && key.stdout.len() > 60,
        "{}",
        said(&key)
    );
    runner.program(
        "cargo",
        "echo \"$*\" >> ../built; mkdir -p \"${@: -1}/bin\"; cp \"$0\" \"${@: -1}/bin/ctxmend\"",
    );
    for _ in 0..2 {
        let done = runner.step("build", &[]);
        assert!(done.status.success(), "{}", said(&done));
    }
    let built = fs::read_to_string(runner.at("built")).unwrap();
    assert_eq!(built.lines().count(), 1);
    assert!(built.starts_with("install --locked --quiet --path "), "{built}");
    assert!(runner.at("temp/ctxmend-bin/bin/ctxmend").exists());
}

/// The workflow of the README, and with it the inputs of `action.yml`.
#[test]
fn the_workflow_passes_actionlint() {
    let bin = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("actionlint");
    fs::create_dir_all(&bin).unwrap();
    if !bin.join("actionlint").exists() {
        let mut go = Command::new("go");
        go.args(["install", ACTIONLINT]).current_dir(&bin).env("GOBIN", &bin).env("GOFLAGS", "");
        match go.env("GOWORK", "off").output() {
            Ok(done) if done.status.success() => {}
            done => return offline::not_tested("the workflow with actionlint", done.ok()),
        }
    }
    let runner = Runner::new();
    fs::create_dir_all(runner.at("repo/.github/workflows")).unwrap();
    fs::copy(project().join("action.yml"), runner.at("repo/action.yml")).unwrap();
    let lint = |workflow: String| {
        fs::write(runner.at("repo/.github/workflows/a.yml"), workflow).unwrap();
        runner.command(bin.join("actionlint")).args(["-shellcheck=", "-pyflakes="]).output().unwrap()
    };
    // As one of the action's own repository, so that its inputs are known.
    let workflow = snippet("report: comment").replace("OWNER/ctxmend@main", "./");
    let done = lint(workflow.clone());
    assert!(done.status.success(), "{}", said(&done));
    let done = lint(workflow.replace("report: comment", "reports: comment"));
    assert!(!done.status.success() && said(&done).contains("\"reports\" is not defined"), "{}", said(&done));
}

#[test]
fn the_gitlab_job_writes_its_report() {
    let runner = Runner::new();
    fs::create_dir(runner.at("bin/x")).unwrap();
    symlink(env!("CARGO_BIN_EXE_ctxmend"), runner.at("bin/ctxmend")).unwrap();
    runner.git(&["update-ref", "refs/heads/base", "refs/remotes/origin/base"]);
    runner.git(&["remote", "add", "origin", "."]);
    let job = snippet("codequality");
    let script = job.split("  script:\n").nth(1).unwrap().split("  artifacts:").next().unwrap();
    let lines = script.lines().filter_map(|l| l.strip_prefix("    - "));
    let lines: Vec<&str> = lines.filter(|l| !l.starts_with("cargo install --locked --git ")).collect();
    assert_eq!(lines.len(), 2);
    let mut bash = runner.command("bash");
    bash.args(["-e", "-c", &lines.join("\n")]).env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "base");
    let done = bash.output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    let report = job.lines().last().unwrap().split(": ").nth(1).unwrap();
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(runner.at("repo").join(report)).unwrap()).unwrap();
    assert_eq!(report.as_array().unwrap().len(), 1);
}

/// pre-commit, if it can be had.
fn pre_commit() -> Option<PathBuf> {
    let venv = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pre-commit");
    let program = venv.join("bin/pre-commit");
    if !program.exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&venv).output();
        let done = match made {
            Ok(made) if made.status.success() => {
                Command::new(venv.join("bin/pip")).args(["install", "--quiet", PRE_COMMIT]).output()
            }
            failed => failed,
        };
        if !done.as_ref().is_ok_and(|d| d.status.success()) {
            offline::not_tested("the hooks with pre-commit", done.ok());
            return None;
        }
    }
    Some(program)
}

/// The hooks as they are, but that the tool is not built for them.
#[test]
fn pre_commit_runs_the_hooks() {
    let Some(program) = pre_commit() else { return };
    let (hooks, runner) = (Runner::new(), Runner::new());
    let text = fs::read_to_string(project().join(".pre-commit-hooks.yaml")).unwrap();
    assert_eq!(text.matches("language: rust").count(), 2);
    fs::write(hooks.at("repo/.pre-commit-hooks.yaml"), text.replace("language: rust", "language: system"))
        .unwrap();
    hooks.commit();
    symlink(env!("CARGO_BIN_EXE_ctxmend"), runner.at("bin/ctxmend")).unwrap();

    let configured = |hook: &str, rest: &str| {
        let config = snippet("repos:")
            .replace("https://github.com/OWNER/ctxmend", &hooks.at("repo").display().to_string());
        let config =
            config.replace("rev: main", &format!("rev: {}", hooks.git(&["rev-parse", "HEAD"]).trim()));
        let config = config.replace("- id: ctxmend\n", &format!("- id: {hook}\n"));
        let config = if rest.is_empty() { config.replace("        args: [--staged]\n", "") } else { config };
        fs::write(runner.at("repo/.pre-commit-config.yaml"), config).unwrap();
        runner.git(&["add", "-A"]);
    };
    let run = |args: &[&str]| {
        let mut pre_commit = runner.command(&program);
        pre_commit
            .env("PRE_COMMIT_HOME", runner.at("cache"))
            .env("PRE_COMMIT_COLOR", "never")
            .env_remove("CI");
        let done = pre_commit.arg("run").args(args).output().unwrap();
        (done.status.code(), said(&done))
    };
    fs::write(runner.at("repo/clean.go"), CLEAN).unwrap();
    configured("ctxmend", "args");
    let (code, said) = run(&[]);
    assert_eq!(code, Some(0), "nothing is staged but what is clean: {said}");

    // A line of a file that has a finding elsewhere.
    fs::write(runner.at("repo/old.go"), format!("{SAFE}\nvar more = 1\n")).unwrap();
    configured("ctxmend", "args");
    assert_eq!(run(&[]).0, Some(0));
    configured("ctxmend", "");
    let (code, said) = run(&[]);
    assert!(code == Some(1) && said.contains("old.go:6:2: undeferred-cancel"), "{said}");
    let (code, said) = run(&["--all-files"]);
    assert!(code == Some(1) && said.contains("a b/new.go:6:2: undeferred-cancel"), "{said}");

    configured("ctxmend-write", "");
    let (code, said) = run(&[]);
    assert!(code == Some(1) && said.contains("files were modified by this hook"), "{said}");
    runner.git(&["add", "-A"]);
    assert_eq!(run(&[]).0, Some(0));
    assert!(fs::read_to_string(runner.at("repo/old.go")).unwrap().contains("defer cancel()"));
    assert_eq!(fs::read_to_string(runner.at("repo/a b/new.go")).unwrap(), SAFE);
}
