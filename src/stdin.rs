//! `-`: Go source from standard input, as if it stood in the file of the name given.
//!
//! Nothing is written to the disk; with `--write` the mended source goes to standard output and the report to
//! standard error.

use crate::args::{Format, Mode};
use crate::limit::Limited;
use crate::paths::OUTSIDE;
use crate::report::Results;
use crate::report::stats::Times;
use crate::run::{ERROR, Tool, complain};
use crate::walk::Walked;
use crate::world::{Disk, NOT_UTF8};
use crate::write::Written;
use codemods::engine::FileError;
use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Gives the exit code. Whatever goes wrong, with `--write` the source comes out whole.
pub fn mend(tool: &Tool, name: &Path) -> io::Result<u8> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let writes = tool.settings.mode == Mode::Write;
    let path: Arc<Path> = Arc::from(absolute(tool, name));
    let refusal = if tool.settings.format == Format::Diff && tool.base.relative(&path).is_none() {
        Some(OUTSIDE)
    } else {
        None
    };
    let text = match (String::from_utf8(bytes), refusal) {
        (Ok(text), None) => Arc::<str>::from(text),
        (Ok(text), Some(why)) => return give_up(writes, text.as_bytes(), name, why),
        (Err(e), _) => return give_up(writes, e.as_bytes(), name, NOT_UTF8),
    };
    let disk = Disk::with_files([(path.to_path_buf(), Ok(text.clone()))]);
    path.parent().and_then(|dir| tool.configs.of(dir));
    if let Some(wrong) = tool.configs.errors().first() {
        return give_up(writes, text.as_bytes(), &wrong.path, &wrong.message);
    }
    let is_left_out = tool.settings.limits.force_exclude && tool.configs.excludes_below(&path);
    let files = if is_left_out { BTreeSet::new() } else { BTreeSet::from([path.clone()]) };
    let limited = Limited::ask(tool.settings, &tool.base)?;
    let began = Instant::now();
    let mut report = tool.analyse(&disk, &files, &limited, &|changed| {
        if changed == &*path { Ok(()) } else { Err("standard input stands for one file only".into()) }
    });
    let times = Times { analysis: began.elapsed(), ..Times::default() };
    let errors: Vec<FileError> = std::mem::take(&mut report.errors);
    if !writes {
        let results = Results::new(&tool.base, files.len(), &report, None, errors);
        return tool.finish(results, &Walked::default(), times, false, &mut io::stdout());
    }
    let mended = report.changes.get(&path).map_or(&text, |change| &change.after);
    io::stdout().write_all(mended.as_bytes())?;
    io::stdout().flush()?;
    let written = Written { files: report.changes.keys().cloned().collect(), ..Written::default() };
    let results = Results::new(&tool.base, files.len(), &report, Some(&written), errors);
    tool.finish(results, &Walked::default(), times, false, &mut io::stderr())
}

fn give_up(writes: bool, source: &[u8], name: &Path, why: &str) -> io::Result<u8> {
    if writes {
        io::stdout().write_all(source)?;
    }
    complain(&format!("{}: {why}", name.display()));
    Ok(ERROR)
}

/// The folder may not be there yet: an editor's new file.
fn absolute(tool: &Tool, name: &Path) -> PathBuf {
    tool.base.absolute(name).unwrap_or_else(|_| tool.base.dir().join(name))
}
