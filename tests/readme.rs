//! Every command in `README.md` and `CONTRIBUTING.md` is run, and what a page shows of its output is what the tool
//! prints; the settings that `README.md` shows are taken, and the formats that it names are all there are.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test readme` rewrites the outputs. A line in a fenced `sh` block is a command; it
//! exits with 0, or with what its comment `# exit code N` says. If a fenced block of another kind follows directly,
//! that is its standard output.

use clap::ValueEnum;
use ctxmend::args::Format;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Commands that are not run, and why.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo install --path .", "changes the machine, and takes a release build"),
    ("cargo test --workspace", "would run this test again; continuous integration runs it"),
    ("UPDATE_SNAPSHOTS=1 cargo test --test cases --test lists --test readme", "would run this test again"),
    ("CTXMEND_FULL=1 cargo test --workspace --release", "would run this test again, and takes long"),
    (
        "CTXMEND_ORACLE_PACKAGES=~/checkouts/grpc-go:./... cargo test --release --test lostcancel_oracle -- --nocapture",
        "needs a checkout with its dependencies",
    ),
    (
        "CTXMEND_TREES=~/checkouts/etcd cargo test --release --test prefilter -- --nocapture",
        "needs a checkout",
    ),
    (
        "CTXMEND_FUZZ_MB=100 CTXMEND_GO_FILES=~/checkouts cargo test --release --test fuzz -- --nocapture",
        "takes half an hour",
    ),
    (
        "ctxmend --format rdjson ./... | reviewdog -f=rdjson -reporter=github-pr-review",
        "needs reviewdog and a pull request",
    ),
    ("ctxmend review ./...", "asks at a terminal; `tests/cli/review.rs` answers at one"),
    (
        "cd tests/bench/restore && go run . -tool ../../../target/release/ctxmend ~/checkouts/caddy",
        "needs a checkout with its dependencies",
    ),
    ("tests/bench/compare.sh ~/checkouts/prometheus", "needs tools and a tree that tests do not"),
];

/// The pages, for who uses the tool and for who changes it.
const PAGES: [&str; 2] = ["README.md", "CONTRIBUTING.md"];

/// Where the page is, and what it says.
fn page(name: &str) -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|why| panic!("{name}: {why}"));
    (path, text)
}

#[test]
fn settings_are_taken_as_the_page_has_them() {
    let (_, readme) = page(PAGES[0]);
    let settings: Vec<&str> =
        blocks(&readme).iter().filter(|b| b.kind == "toml").map(|b| &readme[b.text.clone()]).collect();
    assert!(!settings.is_empty(), "there are no settings on the page");
    for text in settings {
        let machine = Machine::new();
        fs::write(machine.at(MODULES[0]).join("ctxmend.toml"), text).expect("it can be written");
        let shown = machine.run("ctxmend --show-config");
        let said = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        let keys = said.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
        for key in keys {
            let names = [format!("\n{key} = "), format!("\n[facts.{key}]\n")];
            assert!(names.iter().any(|name| shown.contains(name)), "{key} is lost:\n{shown}");
        }
        for value in said.split('"').skip(1).step_by(2) {
            assert!(shown.contains(&format!("\"{value}\"")), "{value} is lost:\n{shown}");
        }
    }
}

#[test]
fn the_page_knows_every_format() {
    let (_, readme) = page(PAGES[0]);
    let table = readme.split_once("\n| format | for |\n| --- | --- |\n").expect("there is such a table").1;
    let rows =
        table.lines().take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(1));
    let told: BTreeSet<String> =
        rows.flat_map(|names| names.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    let there = Format::value_variants().iter().filter_map(Format::to_possible_value);
    assert_eq!(told, there.map(|value| value.get_name().to_owned()).collect());
}

#[test]
fn commands_do_what_the_pages_show() {
    for name in PAGES {
        let (path, text) = page(name);
        let current = as_run(&text);
        if current == text {
            continue;
        }
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1") {
            fs::write(&path, current).expect("it can be written to");
            continue;
        }
        let differs = text.lines().zip(current.lines()).find(|(shown, printed)| shown != printed);
        panic!(
            "{name} shows another output than the tool prints (UPDATE_SNAPSHOTS=1 rewrites it); first: {differs:#?}"
        );
    }
}

#[test]
fn what_is_not_run_stands_on_a_page() {
    let pages = PAGES.map(|name| page(name).1);
    for (line, _) in NOT_RUN {
        let stands = pages.iter().any(|text| text.contains(&format!("\n{line}\n")));
        assert!(stands, "`{line}` is gone: take it out of NOT_RUN");
    }
}

/// The page with what its commands print.
fn as_run(text: &str) -> String {
    let blocks = blocks(text);
    let (mut current, mut copied) = (String::new(), 0);
    for (i, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind == "sh") {
        let commands: Vec<&str> = text[block.text.clone()].lines().filter(|line| is_run(line)).collect();
        if commands.is_empty() {
            continue;
        }
        let machine = Machine::new();
        let printed: String = commands.into_iter().map(|command| machine.run(command)).collect();
        let next = blocks.get(i + 1).filter(|next| next.kind != "sh");
        if let Some(shown) = next.filter(|next| text[block.fenced.end..next.fenced.start].trim().is_empty()) {
            current += &text[copied..shown.text.start];
            current += &printed;
            copied = shown.text.end;
        }
    }
    current + &text[copied..]
}

fn is_run(line: &str) -> bool {
    !line.trim().is_empty() && NOT_RUN.iter().all(|(command, _)| *command != line)
}

/// A fenced block of the page.
struct Block<'a> {
    kind: &'a str,
    text: Range<usize>,
    /// With the fences.
    fenced: Range<usize>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    // Kind, begin of the fence, begin of the text.
    let mut open: Option<(&str, usize, usize)> = None;
    let mut offset = 0;
    for line in page.split_inclusive('\n') {
        let next = offset + line.len();
        open = match (line.strip_prefix("```"), open) {
            (Some(kind), None) => Some((kind.trim(), offset, next)),
            (Some(_), Some((kind, fence, text))) => {
                blocks.push(Block { kind, text: text..offset, fenced: fence..next });
                None
            }
            (None, open) => open,
        };
        offset = next;
    }
    assert!(open.is_none(), "the page has a block without an end");
    blocks
}

/// A reader's machine: a checkout of this project as far as the page needs it, a Go module, more of them below
/// `~/checkouts`, and `ctxmend` on the PATH.
struct Machine {
    root: TempDir,
}

impl Machine {
    fn new() -> Machine {
        let machine = Machine { root: tempfile::tempdir().expect("a temporary folder can be made") };
        copy_demo(&machine.at("project/tests/demo"));
        for module in MODULES {
            copy_demo(&machine.at(module));
            for git in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "-m", "all"]] {
                let output = machine.command("git", module).args(git).output().expect("git is there");
                assert!(output.status.success(), "{}", said(&output));
            }
        }
        fs::create_dir_all(machine.at("bin")).expect("it can be made");
        symlink(env!("CARGO_BIN_EXE_ctxmend"), machine.at("bin/ctxmend")).expect("it can be made");
        // This build instead of another one.
        let cargo =
            "#!/bin/sh\n[ \"$1 $2 $3\" = 'run --release --' ] || exit 99\nshift 3\nexec ctxmend \"$@\"\n";
        fs::write(machine.at("bin/cargo"), cargo).expect("it can be made");
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(machine.at("bin/cargo"), executable).expect("it can be made");
        machine
    }

    /// Runs a command as it stands on the page; gives what it printed.
    fn run(&self, line: &str) -> String {
        let at_home = line.contains("tests/");
        let mut bash = self.command("bash", if at_home { "project" } else { MODULES[0] });
        let before = self.go_files();
        let output = bash.args(["-o", "pipefail", "-c", line]).output().expect("bash is there");
        let code = line.split_once("# exit code ").map_or(0, |(_, rest)| i32::from(rest.starts_with('1')));
        assert_eq!(output.status.code(), Some(code), "`{line}`: {}", said(&output));

        let prints_source = line.contains("--stdin-filename");
        let writes = ["git apply", "--write", "suppress --reason"].iter().any(|w| line.contains(w));
        let writes = writes && !prints_source;
        assert_eq!(self.go_files() != before, writes, "`{line}`: whether it writes: {}", said(&output));
        let printed = String::from_utf8(output.stdout).expect("it is text");
        assert!(!printed.contains("exit code"), "`{line}`: {printed}");
        assert!(!prints_source || printed.contains("defer cancel()"), "`{line}`: {printed}");
        printed
    }

    /// The Go files of all modules.
    fn go_files(&self) -> Vec<Vec<(PathBuf, String)>> {
        MODULES.iter().chain(&["project/tests/demo"]).map(|module| go_files(&self.at(module))).collect()
    }

    fn command(&self, program: &str, folder: &str) -> Command {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path = [self.at("bin")].into_iter().chain(std::env::split_paths(&inherited));
        let mut command = Command::new(program);
        command.env("PATH", std::env::join_paths(path).expect("it was one before"));
        command.current_dir(self.at(folder)).env("HOME", self.at("home")).env_remove("CI");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "a").env(format!("GIT_{who}_EMAIL"), "a@example.org");
        }
        command.env("GIT_CONFIG_NOSYSTEM", "1");
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "XDG_CONFIG_HOME"] {
            command.env_remove(variable);
        }
        command
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }
}

const MODULES: &[&str] = &["module", "home/checkouts/one", "home/checkouts/two"];

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo")
}

fn copy_demo(to: &Path) {
    fs::create_dir_all(to).expect("it can be made");
    for entry in fs::read_dir(demo()).expect("the demonstration is there").flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).expect("it can be copied");
    }
}

/// The Go files of a folder: names and texts.
fn go_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path());
    let files = entries.filter(|path| path.extension().is_some_and(|extension| extension == "go"));
    let name = |path: &Path| path.file_name().map(PathBuf::from).unwrap_or_default();
    let mut read: Vec<_> =
        files.map(|path| (name(&path), fs::read_to_string(&path).expect("it is text"))).collect();
    read.sort();
    read
}

fn said(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}\n{out}\n{err}", output.status)
}
