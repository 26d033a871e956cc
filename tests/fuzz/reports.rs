//! Every report of a run, before and after it is written, in all formats.

use codemods::CODEMODS;
use codemods::engine::Report;
use ctxmend::args::{self, Command, Format, Settings};
use ctxmend::paths::Base;
use ctxmend::report::{self, Results};
use ctxmend::write::Written;
use std::path::Path;

const FORMATS: [Format; 12] = [
    Format::Human,
    Format::Diff,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Rdjson,
    Format::Rdjsonl,
    Format::Github,
    Format::Gitlab,
    Format::Markdown,
    Format::Html,
    Format::List,
];

/// What a plain command line means.
fn settings(format: Format) -> Settings {
    let line = ["ctxmend", "--color=never"].map(Into::into);
    match args::parse(line, CODEMODS) {
        Ok(Command::Mend(settings)) => Settings { format, ..*settings },
        _ => panic!("a plain command line means a run"),
    }
}

/// Renders all; gives the patch, which names files from the root folder.
pub fn render(report: &Report) -> Result<Vec<u8>, String> {
    let base = Base::at(Path::new("/")).map_err(|e| e.to_string())?;
    let written = Written { files: report.changes.keys().cloned().collect(), ..Written::default() };
    let mut patch = Vec::new();
    for format in FORMATS {
        let settings = settings(format);
        for written in [None, Some(&written)] {
            let mut results = Results::new(&base, 1, report, written, Vec::new());
            let text = report::render(&mut results, &settings).map_err(|e| format!("{format:?}: {e}"))?;
            if let Some(error) = results.errors.first() {
                return Err(format!("{format:?}: {}", error.message));
            }
            let text = String::from_utf8(text).map_err(|_| format!("{format:?}: is not UTF-8"))?;
            match format {
                Format::Json | Format::Sarif | Format::Rdjson | Format::Gitlab => {
                    serde_json::from_str::<serde_json::Value>(&text)
                        .map_err(|e| format!("{format:?}: {e}"))?;
                }
                Format::Diff if written.is_none() => patch = text.into_bytes(),
                _ => {}
            }
        }
    }
    Ok(patch)
}
