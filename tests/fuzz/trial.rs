//! One input through everything.

use crate::corpus::Sample;
use crate::judge::Judge;
use crate::laws;
use crate::memory::ROOT;
use crate::mutate::mutate;
use crate::random::Random;
use crate::world::Mutated;
use crate::{parts, reports};
use codemods::CODEMODS;
use codemods::engine::{self, Report, Request, Selection};
use codemods::golang::program::Program;
use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

/// A mutated file in its surroundings, and what is asked for.
#[derive(Clone)]
pub struct Trial {
    pub sample: Sample,
    pub text: Arc<str>,
    pub unsafe_fixes: bool,
}

/// What went wrong. Failures of one kind are taken for one fault.
#[derive(Clone, Debug)]
pub struct Failure {
    pub kind: String,
    pub detail: String,
}

/// What a trial that went well did.
#[derive(Clone, Copy, Default)]
pub struct Did {
    pub findings: usize,
    pub fixes: usize,
    pub rejected: usize,
    pub time: Duration,
}

/// Texts by path.
pub type Texts = BTreeMap<Arc<Path>, Arc<str>>;

/// No file of a megabyte may take longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Names as people, and others, give them.
const NAMES: &[&str] =
    &["a b.go", "q\"uote.go", "line\nend.go", "back\\slash.go", "tab\t.go", "é.go", "x_test.go", "-d.go"];

impl Trial {
    /// Input `index` of a run.
    pub fn new(corpus: &crate::corpus::Corpus, seed: u64, index: u64) -> Trial {
        let random = &mut Random::of(seed, index);
        let mut sample = corpus.pick(random);
        let other = corpus.pick(random);
        let text = mutate(&sample.text, &other.text, random).into();
        if sample.case.as_ref().is_some_and(|files| files.len() == 2) && random.one_in(4) {
            let files = BTreeMap::from([(
                "go.mod".to_owned(),
                sample.case.iter().flat_map(|f| f.get("go.mod")).cloned().collect(),
            )]);
            sample.case = Some(Arc::new(files));
            sample.path = Path::new(ROOT).join(random.pick(NAMES)).into();
        }
        if random.one_in(4) {
            sample.options.exported = true;
            sample.options.todo = true;
            sample.options.panic_paths = true;
            sample.options.lifecycle_fields = true;
            sample.options.test_context = true;
        }
        Trial { sample, text, unsafe_fixes: !random.one_in(4) }
    }

    /// The same with another text.
    pub fn with(&self, text: &str) -> Trial {
        Trial { text: text.into(), ..self.clone() }
    }

    /// Does everything. Panics are failures; what ends the process is not caught.
    pub fn run(&self, judge: &Judge) -> Result<Did, Failure> {
        listen();
        LAST.take();
        catch_unwind(AssertUnwindSafe(|| self.attempt(judge))).unwrap_or_else(|panic| Err(panicked(&*panic)))
    }

    fn attempt(&self, judge: &Judge) -> Result<Did, Failure> {
        let began = Instant::now();
        let fail = |kind: &str, detail: String| Failure { kind: kind.to_owned(), detail };
        parts::exercise(&self.sample.path, &self.text);
        let first = Texts::from([(self.sample.path.clone(), self.text.clone())]);
        let report = self.analyse(&first);
        let time = began.elapsed();
        if time > PATIENCE {
            return Err(fail("takes too long", format!("{time:?} for {} bytes", self.text.len())));
        }
        if let Some(error) = report.errors.first() {
            return Err(fail("an error", format!("{}: {}", error.path.display(), error.message)));
        }
        laws::edits_agree(&report).map_err(|e| fail("edits that contradict each other", e))?;
        laws::texts_parse(&report).map_err(|e| fail("a fix breaks the syntax", e))?;
        let patch = reports::render(&report).map_err(|e| fail("a report", e))?;
        judge.format(&report).map_err(|e| fail("gofmt", e))?;
        judge.patch(&report, &patch).map_err(|e| fail("git apply", e))?;
        let mut second = first.clone();
        second.extend(report.changes.iter().map(|(path, change)| (path.clone(), change.after.clone())));
        let again = self.analyse(&second);
        laws::nothing_is_left(&report, &again).map_err(|e| fail("a second run", e))?;
        let rejected = report.outcomes.iter().filter(|o| o.status == engine::Status::Rejected).count();
        Ok(Did { findings: report.outcomes.len(), fixes: laws::available(&report).count(), rejected, time })
    }

    /// All codemods over the case, or the file.
    fn analyse(&self, texts: &Texts) -> Report {
        let world = Mutated::new(&self.sample, texts);
        engine::run(&Request {
            program: &Program::new(&world),
            files: self.files(),
            codemods: CODEMODS.to_vec(),
            options: self.sample.options,
            select: Selection::default(),
            unsafe_fixes: self.unsafe_fixes,
            alone: true,
            may_change: &|_| Ok(()),
            progress: &|| (),
            cancelled: &|| false,
        })
    }

    fn files(&self) -> Vec<Arc<Path>> {
        let case = self.sample.case.iter().flat_map(|files| files.keys());
        let go = case.filter(|name| name.ends_with(".go") && !name.starts_with("vendor/"));
        let mut files: Vec<PathBuf> = go.map(|name| Path::new(ROOT).join(name)).collect();
        files.push(self.sample.path.to_path_buf());
        files.sort();
        files.dedup();
        files.into_iter().map(Arc::from).collect()
    }
}

thread_local! {
    /// Where the last panic of this thread was, and what it said.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From here on panics are noted, not printed.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| match std::thread::current().name() {
            // The harness's own threads.
            Some(_) => usual(info),
            None => LAST.set(Some(info.location().map(ToString::to_string).unwrap_or_default())),
        }));
    });
}

fn panicked(panic: &(dyn Any + Send)) -> Failure {
    let said = panic.downcast_ref::<String>().map(String::as_str);
    let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let place = LAST.take().unwrap_or_else(|| "somewhere".to_owned());
    Failure { kind: format!("a panic at {place}"), detail: said.to_owned() }
}
