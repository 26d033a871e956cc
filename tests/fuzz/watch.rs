//! Inputs that do not come to an end, or take the process with them.

use crate::campaign::SHRINKS;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What an input is made from again.
#[derive(Clone)]
pub struct Again {
    pub seed: u64,
    pub folders: Vec<PathBuf>,
}

impl Again {
    /// The command that runs this input alone.
    pub fn command(&self, index: u64) -> String {
        let folders = env::join_paths(&self.folders).unwrap_or_default();
        let folders = match folders.is_empty() {
            true => String::new(),
            false => format!("CTXMEND_GO_FILES={} ", folders.display()),
        };
        format!("{folders}CTXMEND_FUZZ_SEED={} CTXMEND_FUZZ_ONLY={index} cargo test --test fuzz", self.seed)
    }
}

/// What takes this long does not end; a failing input is run again and again to make it smaller.
const HANGS: Duration = Duration::from_secs(60 + SHRINKS.as_secs());

/// No input: the run is over.
const NONE: u64 = u64::MAX;

/// Ends the process, with a word about the input, when one does not come to an end. Of an input that ends the process
/// itself, by an overflow of the stack, the file `fuzz-now` tells.
pub struct Watch {
    again: Again,
    now: Arc<AtomicU64>,
    note: PathBuf,
}

impl Watch {
    pub fn new(again: &Again) -> Watch {
        let watch = Watch {
            again: again.clone(),
            now: Arc::new(AtomicU64::new(0)),
            note: Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz-now"),
        };
        let (now, again) = (watch.now.clone(), again.clone());
        std::thread::spawn(move || guard(&now, &again));
        watch
    }

    pub fn starts(&self, index: u64) {
        self.now.store(index, Ordering::Relaxed);
        // It is for people only.
        let _ = fs::write(&self.note, self.again.command(index));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.now.store(NONE, Ordering::Relaxed);
        let _ = fs::remove_file(&self.note);
    }
}

fn guard(now: &AtomicU64, again: &Again) {
    let mut last = (0, Instant::now());
    while last.0 != NONE {
        if last.1.elapsed() > HANGS {
            eprintln!("does not come to an end: {}", again.command(last.0));
            std::process::abort();
        }
        std::thread::sleep(Duration::from_secs(1));
        let index = now.load(Ordering::Relaxed);
        if index != last.0 {
            last = (index, Instant::now());
        }
    }
}
