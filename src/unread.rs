//! What was not analysed in files that are named outright: those who name them learn why. In folders there may always
//! be generated files, and somebody in the middle of writing; `--stats` tells of those.

use crate::run::{Tool, complain};
use crate::walk::Walked;
use crate::world::Disk;
use codemods::engine::Report;
use codemods::golang::skim::{is_generated, skim};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Tells, on standard error, of what could not be analysed in the files among `paths`, which are as typed.
pub fn tell(tool: &Tool, paths: &[PathBuf], disk: &Disk, walked: &Walked, report: &Report) {
    let named = paths.iter().filter_map(|p| tool.base.absolute(p).ok());
    let named: BTreeSet<PathBuf> = named.filter(|p| walked.files.contains(p.as_path())).collect();
    for path in &named {
        if let Some(why) = disk.text(path).ok().and_then(|text| unanalysed(&text)) {
            complain(&format!("{}: not analysed: {why}", tool.base.name(path)));
        }
    }
    for (path, line, why) in &report.stats.not_analysed {
        if named.contains(&**path) {
            complain(&format!("{}:{line}: not analysed: {why}", tool.base.name(path)));
        }
    }
}

/// Why nothing of the file was analysed, if so.
fn unanalysed(text: &str) -> Option<&'static str> {
    if is_generated(text) {
        return Some("it is generated");
    }
    skim(text).package.is_none().then_some("it has no package clause")
}
