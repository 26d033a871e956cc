//! Measures the skim: `skim_speed FOLDER…` prints megabytes per second over all Go files below, read beforehand.

use ctxmend_codemods::golang::{needles::Needles, skim::skim};
use std::path::Path;
use std::time::{Duration, Instant};

fn read(dir: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            read(&path, texts);
        } else if path.extension().is_some_and(|e| e == "go") {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
}

/// The best of several runs.
fn time(mut run: impl FnMut() -> usize) -> (Duration, usize) {
    let runs = (0..7).map(|_| {
        let start = Instant::now();
        let found = run();
        (start.elapsed(), found)
    });
    runs.min().unwrap_or_default()
}

fn main() {
    let mut texts = Vec::new();
    for dir in std::env::args().skip(1) {
        read(Path::new(&dir), &mut texts);
    }
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!("{} files, {megabytes:.1} MB", texts.len());
    let needles = Needles::new(&["WithCancel", "WithTimeout", "Background", "TODO", "Sleep", "NewRequest"]);
    let report = |what: &str, (best, found): (Duration, usize)| {
        println!("{what}: {found} found, {best:.1?}, {:.0} MB/s", megabytes / best.as_secs_f64());
    };
    report("skim", time(|| texts.iter().map(|t| skim(t).decls.len()).sum()));
    report("needles", time(|| texts.iter().map(|t| needles.hits(t).len()).sum()));
}
