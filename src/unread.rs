//! What could not be read as Go: told of those who name a file outright. In folders somebody may always be in the middle
//! of writing; `--stats` tells of those.

use crate::run::{Tool, complain};
use crate::walk::Walked;
use crate::world::Disk;
use codemods::engine::Report;
use codemods::golang::skim::skim;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Tells, on standard error, of what could not be analysed in the files among `paths`, which are as typed.
pub fn tell(tool: &Tool, paths: &[PathBuf], disk: &Disk, walked: &Walked, report: &Report) {
    let named = paths.iter().filter_map(|p| tool.base.absolute(p).ok());
    let named: BTreeSet<PathBuf> = named.filter(|p| walked.files.contains(p.as_path())).collect();
    let lacks_clause = |path: &Path| disk.text(path).is_ok_and(|text| skim(&text).package.is_none());
    for path in named.iter().filter(|p| lacks_clause(p)) {
        complain(&format!("{}: not analysed: it has no package clause", tool.base.name(path)));
    }
    for (path, line, why) in &report.stats.not_analysed {
        if named.contains(&**path) {
            complain(&format!("{}:{line}: not analysed: {why}", tool.base.name(path)));
        }
    }
}
