//! What the prefilter keeps from the parser holds nothing that would be found: over real code, a run that looks into
//! every declaration that has a needle finds what one finds that glances at it first.
//!
//! Takes some packages of the standard library; all of it with `CTXMEND_FULL=1`, and other trees with
//! `CTXMEND_TREES=dir:dir`. Without Go it is skipped with a message, but fails if `CI` is set.

#[path = "common/missing.rs"]
mod missing;

use codemods::engine::{self, Request, Selection};
use codemods::golang::program::Program;
use codemods::{CODEMODS, Codemod, Options};
use ctxmend::world::Disk;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// Folders of the standard library that hold some of everything.
const SAMPLE: &[&str] = &["context", "database/sql", "net", "os", "runtime/pprof", "testing"];

#[test]
fn glances_keep_back_nothing_that_is_found() {
    let Some(trees) = trees() else {
        return missing::not_tested("the prefilter on real code: there is no Go");
    };
    let unfiltered: Vec<&'static Codemod> =
        CODEMODS.iter().map(|&c| &*Box::leak(Box::new(Codemod { worth: |_| true, ..*c }))).collect();
    for tree in trees {
        let files = go_files(&tree);
        assert!(!files.is_empty(), "no Go files in {}", tree.display());
        let (glanced, bytes) = findings(&files, CODEMODS.to_vec());
        let (all, all_bytes) = findings(&files, unfiltered.clone());
        eprintln!("{}: {} findings, {bytes} of {all_bytes} bytes parsed", tree.display(), all.len());
        assert_eq!(glanced, all, "{}", tree.display());
        assert!(bytes <= all_bytes, "{}", tree.display());
    }
}

fn trees() -> Option<Vec<PathBuf>> {
    if let Ok(list) = std::env::var("CTXMEND_TREES") {
        return Some(list.split(':').map(PathBuf::from).collect());
    }
    let out = Command::new("go").args(["env", "GOROOT"]).output().ok().filter(|o| o.status.success())?;
    let source = Path::new(String::from_utf8(out.stdout).ok()?.trim()).join("src");
    Some(match std::env::var_os("CTXMEND_FULL") {
        Some(_) => vec![source],
        None => SAMPLE.iter().map(|dir| source.join(dir)).collect(),
    })
}

fn go_files(tree: &Path) -> Vec<Arc<Path>> {
    let entries = ignore::WalkBuilder::new(tree).build().flatten().map(ignore::DirEntry::into_path);
    entries.filter(|p| p.extension().is_some_and(|e| e == "go")).map(Arc::from).collect()
}

/// The findings, and how many bytes were parsed for them.
fn findings(files: &[Arc<Path>], codemods: Vec<&'static Codemod>) -> (BTreeMap<String, usize>, u64) {
    let disk = Disk::new();
    let report = engine::run(&Request {
        program: &Program::new(&disk),
        files: files.to_vec(),
        codemods,
        options: Options::default(),
        select: Selection::default(),
        unsafe_fixes: true,
        alone: false,
        may_change: &|_| Ok(()),
        progress: &|| (),
        cancelled: &|| false,
    });
    let mut found = BTreeMap::new();
    for outcome in &report.outcomes {
        let finding = &outcome.finding;
        let id =
            format!("{} {}:{:?} {}", finding.codemod, finding.path.display(), finding.span, finding.message);
        *found.entry(id).or_default() += 1;
    }
    (found, report.stats.bytes_parsed)
}
