//! Lost releases against vet's own lostcancel (`tests/oracle/lostcancel`), on real code with one use of a cancel
//! function taken out of each function at a time.
//!
//! What vet reports must be found on the same line, but for the false positives that `undeferred-cancel` is there to
//! spare; what is found beyond must be of a kind that vet is blind to; and once the fixes are applied vet must be
//! silent, the code must compile and be formatted.
//!
//! Takes a few packages of the standard library; all of it with `CTXMEND_FULL=1`, and others with
//! `CTXMEND_ORACLE_PACKAGES=dir:pattern,pattern` (those patterns in that folder); `CTXMEND_ORACLE_KEEP` names a folder
//! for the broken files that made a difference. Without Go it is skipped with a message, but fails if `CI` is set.

#[path = "common/missing.rs"]
mod missing;

use codemods::engine::{self, Outcome, Report, Request, Selection, Status};
use codemods::golang::program::Program;
use codemods::lines::Lines;
use codemods::{CODEMODS, Codemod, Options};
use ctxmend::world::Disk;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

/// Differences shown.
const SHOWN: usize = 60;

const FAMILY: &[&str] = &[
    "shadowed-cancel",
    "overwritten-cancel",
    "undeferred-cancel",
    "deferred-in-loop",
    "shadowed-ctx",
    "canceled-ctx-used",
];

const SAMPLE: &[&str] =
    &["context", "database/sql", "os/exec", "os/signal", "net/http/httputil", "internal/fuzz"];

#[derive(Deserialize, Serialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Func {
    path: String,
    decl: i64,
}

/// What `tests/oracle/lostcancel` asks; it says in its own words what that means.
#[derive(Deserialize)]
struct Asked {
    kind: String,
    package: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    mutants: Vec<Mutant>,
    #[serde(default)]
    vet: Vec<Said>,
    #[serde(default)]
    errors: Vec<Said>,
    #[serde(default)]
    tried: usize,
    #[serde(default)]
    dropped: usize,
}

#[derive(Deserialize)]
struct Said {
    #[serde(flatten)]
    func: Func,
    line: usize,
    message: String,
    #[serde(default)]
    excuse: String,
}

#[derive(Deserialize)]
struct Mutant {
    #[serde(flatten)]
    func: Func,
    first: usize,
    last: usize,
    what: String,
    producer: String,
    /// Why vet may see nothing, though something is lost.
    #[serde(default)]
    blind: String,
    #[serde(default)]
    unused: bool,
}

#[derive(Serialize, Default)]
struct Answer {
    files: BTreeMap<String, String>,
    skip: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    path: String,
    line: usize,
}

#[test]
fn what_vet_reports_is_found_and_mended() {
    let elsewhere = std::env::var("CTXMEND_ORACLE_PACKAGES").ok();
    let oracle = match elsewhere.as_deref().and_then(|e| e.split_once(':')) {
        Some((dir, patterns)) => start(Path::new(dir), &patterns.split(',').collect::<Vec<_>>()),
        None => goroot().and_then(|root| {
            let full = std::env::var_os("CTXMEND_FULL").is_some();
            start(&root.join("src"), if full { &["std", "cmd"] } else { SAMPLE })
        }),
    };
    let Some(oracle) = oracle else {
        return missing::not_tested("lost releases against what Go says: there is no Go, or not its modules");
    };
    let mut tally = Tally::default();
    talk(oracle, &mut tally);
    eprintln!("{}", tally.summary());
    let wrong = &tally.differences;
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong[..wrong.len().min(SHOWN)].join("\n"));
    assert!(elsewhere.is_some() || tally.vet > 20, "the oracle had next to nothing to say");
}

fn goroot() -> Option<PathBuf> {
    let out = Command::new("go").args(["env", "GOROOT"]).output().ok().filter(|o| o.status.success())?;
    Some(PathBuf::from(String::from_utf8(out.stdout).ok()?.trim()))
}

fn start(dir: &Path, patterns: &[&str]) -> Option<Child> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/lostcancel");
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lostcancel-oracle");
    let mut build = Command::new("go");
    build.args(["build", "-o"]).arg(&program).arg(".").current_dir(source).env("GOWORK", "off");
    if !build.status().ok()?.success() {
        return None;
    }
    let mut oracle = Command::new(&program);
    oracle.args(["-tests", "-C"]).arg(dir).args(patterns).stdin(Stdio::piped()).stdout(Stdio::piped());
    oracle.spawn().ok()
}

/// Answers until the oracle has nothing more to ask.
fn talk(mut oracle: Child, tally: &mut Tally) {
    let mut stdin = oracle.stdin.take().expect("it is piped");
    let stdout = BufReader::new(oracle.stdout.take().expect("it is piped"));
    let disk = Disk::new();
    let mut round = None;
    for line in stdout.lines() {
        let line = line.expect("the oracle speaks UTF-8");
        let asked: Asked = serde_json::from_str(&line).expect("the oracle speaks JSON");
        if asked.kind == "mended" {
            tally.mended(&asked, &round.take().expect("something was broken before"));
            continue;
        }
        let report = run(&disk, &asked.files);
        let mut answer = Answer::default();
        if asked.kind == "plain" {
            answer.skip = report.outcomes.iter().map(|o| place_of(&asked.files, o)).collect();
        } else {
            answer.files = asked.files.clone();
            for (path, change) in &report.changes {
                answer.files.insert(path.to_string_lossy().into_owned(), change.after.to_string());
            }
            let found = Found::all(&asked, &report);
            tally.broken(&asked, &found);
            round = Some((asked, found));
        }
        let answer = serde_json::to_string(&answer).expect("an answer is JSON");
        writeln!(stdin, "{answer}").expect("the oracle reads");
    }
    assert!(oracle.wait().is_ok_and(|status| status.success()), "the oracle fails");
}

/// Runs the codemods about releases over these texts.
fn run(disk: &Disk, files: &BTreeMap<String, String>) -> Report {
    let texts = files.iter().map(|(path, text)| (PathBuf::from(path), Arc::from(text.as_str())));
    let codemods: Vec<&'static Codemod> =
        CODEMODS.iter().copied().filter(|c| FAMILY.contains(&c.name)).collect();
    let broken = disk.with(texts);
    engine::run(&Request {
        program: &Program::new(&broken),
        files: files.keys().map(|path| Arc::from(Path::new(path))).collect(),
        codemods,
        options: Options::default(),
        select: Selection::default(),
        unsafe_fixes: true,
        alone: false,
        may_change: &|_| Ok(()),
        progress: &|| (),
        cancelled: &|| false,
    })
}

/// Where a finding stands.
fn place_of(files: &BTreeMap<String, String>, outcome: &Outcome) -> Place {
    let path = outcome.finding.path.to_string_lossy().into_owned();
    let start = outcome.finding.span.start as usize;
    let line = files.get(&path).map_or(0, |text| Lines::new(text).line_col(start).0);
    Place { path, line }
}

/// A finding in a function that was broken.
struct Found {
    func: Func,
    line: usize,
    codemod: &'static str,
    message: String,
    mended: bool,
}

impl Found {
    fn all(asked: &Asked, report: &Report) -> Vec<Found> {
        let of = |o: &Outcome| {
            let Place { path, line } = place_of(&asked.files, o);
            let mut mutants = asked.mutants.iter();
            let mutant = mutants.find(|m| m.func.path == path && (m.first..=m.last).contains(&line))?;
            Some(Found {
                func: mutant.func.clone(),
                line,
                codemod: o.finding.codemod,
                message: o.finding.message.clone(),
                mended: o.status == Status::Available,
            })
        };
        report.outcomes.iter().filter_map(of).collect()
    }
}

#[derive(Default)]
struct Tally {
    tried: usize,
    dropped: usize,
    /// Mutants about which both are silent.
    silent: usize,
    /// What vet reports, and what of that is found at the same line.
    vet: usize,
    agreed: usize,
    /// Findings of both that were mended.
    mended: usize,
    /// Known false positives of vet, by kind.
    spared: BTreeMap<String, usize>,
    /// Found beyond vet, by kind.
    beyond: BTreeMap<String, usize>,
    differences: Vec<String>,
}

impl Tally {
    fn summary(&self) -> String {
        format!(
            "{} sites tried, {} of them do not compile; vet reports {}, {} of these are found, {} mended; \
             spared: {:?}; beyond vet: {:?}; both silent: {}; differences: {}",
            self.tried,
            self.dropped,
            self.vet,
            self.agreed,
            self.mended,
            self.spared,
            self.beyond,
            self.silent,
            self.differences.len()
        )
    }

    fn differ(&mut self, asked: &Asked, func: &Func, line: usize, what: &str) {
        let mutant = asked.mutants.iter().find(|m| m.func == *func);
        let mutation = mutant.map_or("?".to_owned(), |m| format!("{} of {}", m.what, m.producer));
        if let (Some(dir), Some(text)) =
            (std::env::var_os("CTXMEND_ORACLE_KEEP"), asked.files.get(&func.path))
        {
            let name = format!("{}-{}.go", self.differences.len(), func.path.replace('/', "_"));
            let _ = std::fs::write(Path::new(&dir).join(name), text);
        }
        self.differences.push(format!("{}:{line}: [{mutation}] {what}", func.path));
    }

    fn broken(&mut self, asked: &Asked, found: &[Found]) {
        self.tried += asked.tried;
        self.dropped += asked.dropped;
        for mutant in &asked.mutants {
            let ours: Vec<&Found> = found.iter().filter(|f| f.func == mutant.func).collect();
            let theirs: Vec<&Said> = asked.vet.iter().filter(|v| v.func == mutant.func).collect();
            self.silent += usize::from(ours.is_empty() && theirs.is_empty());
            self.vet += theirs.len();
            for vet in &theirs {
                if ours.iter().any(|f| f.line == vet.line) {
                    self.agreed += 1;
                } else if !vet.excuse.is_empty() {
                    *self.spared.entry(vet.excuse.clone()).or_default() += 1;
                } else {
                    self.differ(asked, &mutant.func, vet.line, &format!("missed: {}", vet.message));
                }
            }
            for f in ours.iter().filter(|f| !theirs.iter().any(|v| v.line == f.line)) {
                match beyond(f, mutant, &theirs) {
                    Some(kind) => *self.beyond.entry(kind).or_default() += 1,
                    None => self.differ(
                        asked,
                        &f.func,
                        f.line,
                        &format!("beyond vet: {}: {}", f.codemod, f.message),
                    ),
                }
            }
        }
    }

    fn mended(&mut self, after: &Asked, (asked, found): &(Asked, Vec<Found>)) {
        for mutant in &asked.mutants {
            let ours: Vec<&Found> = found.iter().filter(|f| f.func == mutant.func).collect();
            let mended = !ours.is_empty() && ours.iter().all(|f| f.mended);
            let reported = asked.vet.iter().any(|v| v.func == mutant.func);
            self.mended += usize::from(mended && reported);
            let left = |v: &&Said| v.func == mutant.func && mended && v.excuse.is_empty();
            for vet in after.vet.iter().filter(left) {
                self.differ(asked, &mutant.func, vet.line, &format!("still, when mended: {}", vet.message));
            }
            for error in after.errors.iter().filter(|e| e.func == mutant.func && (mended || !mutant.unused)) {
                self.differ(asked, &mutant.func, error.line, &format!("mended: {}", error.message));
            }
        }
        let loose = |e: &&Said| e.func.decl < 0 || !asked.mutants.iter().any(|m| m.func == e.func);
        for error in after.errors.iter().filter(loose) {
            self.differ(asked, &error.func, error.line, &format!("{}: {}", after.package, error.message));
        }
    }
}

/// The kind of thing that vet is blind to, if this finding is of one.
fn beyond(found: &Found, mutant: &Mutant, theirs: &[&Said]) -> Option<String> {
    if found.codemod != "undeferred-cancel" {
        return Some(found.codemod.to_owned());
    }
    let kind = if mutant.producer.starts_with("(dot import)") {
        "dot import"
    } else if !mutant.producer.starts_with("context.") {
        "the module's own producer, or signal.NotifyContext"
    } else if found.message.contains("is never called") {
        "mentioned only"
    } else if found.message.contains("nothing reads the field") {
        "stored where nothing reads it"
    } else if found.message.contains("iteration") {
        "lost with each iteration"
    } else if theirs.iter().any(|v| v.message.contains("not used on all paths")) {
        // Of several that assign one variable vet looks at the last.
        "another assignment of the variable"
    } else if !mutant.blind.is_empty() {
        &mutant.blind
    } else {
        return None;
    };
    Some(format!("undeferred-cancel: {kind}"))
}
