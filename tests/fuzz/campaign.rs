//! A run over many inputs. Variables that steer it:
//!
//! * `CTXMEND_FUZZ_MB`: how many megabytes of mutated files; without it a number of inputs that takes seconds;
//! * `CTXMEND_FUZZ_SEED`: another run;
//! * `CTXMEND_FUZZ_ONLY`: this input alone, as a failure prints it;
//! * `CTXMEND_FUZZ_TEXT`: a file whose text takes the place of that input's;
//! * `CTXMEND_GO_FILES`: folders with Go files, separated by `:`.

use crate::corpus::Corpus;
use crate::judge::Judge;
use crate::shrink::shrink;
use crate::trial::{Did, Failure, Trial};
use crate::watch::{Again, Watch};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many inputs a run has that nobody asked for more of.
const INPUTS: u64 = 500;

/// As the tool gives its own threads.
const STACK: usize = 16 << 20;

/// How long a failing input is made smaller.
pub const SHRINKS: Duration = Duration::from_secs(60);

/// A run.
struct Campaign {
    corpus: Corpus,
    judge: Judge,
    again: Again,
}

/// What was done so far.
#[derive(Default)]
struct Tally {
    inputs: u64,
    bytes: usize,
    with_fixes: u64,
    findings: usize,
    fixes: usize,
    rejected: usize,
    slowest: (Duration, u64),
    /// By kind, the first failure and how many there were.
    failures: BTreeMap<String, (String, u64)>,
}

/// Runs what the variables ask for; panics at the end if anything failed.
pub fn run() {
    let folders: Vec<PathBuf> = env::var_os("CTXMEND_GO_FILES").iter().flat_map(env::split_paths).collect();
    let campaign = Campaign {
        corpus: Corpus::read(&folders),
        judge: Judge::new(),
        again: Again { seed: number("CTXMEND_FUZZ_SEED").unwrap_or(1), folders },
    };
    let tally = on_a_large_stack(|| match number("CTXMEND_FUZZ_ONLY") {
        Some(index) => campaign.inputs(index..index + 1, usize::MAX),
        None => match number("CTXMEND_FUZZ_MB") {
            Some(mb) => campaign.inputs(0..u64::MAX, mb as usize * 1_000_000),
            None => campaign.inputs(0..INPUTS, usize::MAX),
        },
    });
    eprintln!("{}: {}", campaign.corpus.describe(), tally.describe());
    let failures: Vec<String> =
        tally.failures.into_iter().map(|(kind, (text, n))| format!("{n} × {kind}: {text}")).collect();
    assert!(failures.is_empty(), "{} kinds of failure\n\n{}", failures.len(), failures.join("\n\n"));
}

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")))
}

fn on_a_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    pool.expect("a thread can be started").install(work)
}

impl Campaign {
    /// Input after input, until so many bytes were seen.
    fn inputs(&self, indexes: std::ops::Range<u64>, bytes: usize) -> Tally {
        let mut tally = Tally::default();
        let watch = Watch::new(&self.again);
        let mut told = Instant::now();
        for index in indexes {
            if tally.bytes >= bytes {
                break;
            }
            watch.starts(index);
            self.one(index, &mut tally);
            if told.elapsed() > Duration::from_secs(60) {
                told = Instant::now();
                eprintln!("{}", tally.describe());
            }
        }
        tally
    }

    fn one(&self, index: u64, tally: &mut Tally) {
        let mut trial = Trial::new(&self.corpus, self.again.seed, index);
        if let Ok(path) = env::var("CTXMEND_FUZZ_TEXT") {
            trial = trial.with(&fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}")));
        }
        tally.inputs += 1;
        tally.bytes += trial.text.len();
        match trial.run(&self.judge) {
            Ok(did) => tally.add(index, did),
            Err(failure) => match tally.failures.get_mut(&failure.kind) {
                Some((_, n)) => *n += 1,
                None => {
                    let told = self.tell(index, &trial, &failure);
                    eprintln!("{}: {told}", failure.kind);
                    tally.failures.insert(failure.kind, (told, 1));
                }
            },
        }
    }

    /// The failure, a small text that fails alike, and how to have it again.
    fn tell(&self, index: u64, trial: &Trial, failure: &Failure) -> String {
        let same = |text: &str| trial.with(text).run(&self.judge).is_err_and(|f| f.kind == failure.kind);
        let small = shrink(&trial.text, SHRINKS, &same);
        let detail =
            trial.with(&small).run(&self.judge).err().map_or_else(|| failure.detail.clone(), |f| f.detail);
        let kept =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}-{index}.go", self.again.seed));
        let text = match fs::write(&kept, &small) {
            Ok(()) => format!("CTXMEND_FUZZ_TEXT={} ", kept.display()),
            Err(_) => String::new(),
        };
        let path = trial.sample.path.display();
        format!("{detail}\n--- {path}, made smaller\n{small}\n--- again: {text}{}", self.again.command(index))
    }
}

impl Tally {
    fn add(&mut self, index: u64, did: Did) {
        self.findings += did.findings;
        self.fixes += did.fixes;
        self.rejected += did.rejected;
        self.with_fixes += u64::from(did.fixes > 0);
        self.slowest = self.slowest.max((did.time, index));
    }

    fn describe(&self) -> String {
        format!(
            "{} inputs, {:.1} MB; {} findings, {} fixes in {} inputs, {} rejected; the slowest took {:.2?} (input {}); {} kinds of failure",
            self.inputs,
            self.bytes as f64 / 1e6,
            self.findings,
            self.fixes,
            self.with_fixes,
            self.rejected,
            self.slowest.0,
            self.slowest.1,
            self.failures.len()
        )
    }
}
