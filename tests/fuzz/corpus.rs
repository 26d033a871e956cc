//! Where inputs come from: the cases of the codemods, and Go files on disk.

use crate::archive;
use crate::memory::ROOT;
use crate::random::Random;
use codemods::Options;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A Go file that inputs are made from.
#[derive(Clone)]
pub struct Sample {
    /// Absolute; of a case below [`ROOT`].
    pub path: Arc<Path>,
    pub text: Arc<str>,
    /// All files of its case, by path below [`ROOT`]; `None` for a file on disk.
    pub case: Option<Arc<BTreeMap<String, String>>>,
    pub options: Options,
}

/// All samples. Those on disk are read when they are asked for.
pub struct Corpus {
    cases: Vec<Sample>,
    /// Those that speak of contexts, and the others.
    concerned: Vec<PathBuf>,
    others: Vec<PathBuf>,
}

/// Larger files cost more time than they teach.
const AT_MOST: u64 = 300_000;

const GO_MOD: &str = "module example.com/case\n\ngo 1.24\n";

impl Corpus {
    /// The cases, and what lies below these folders.
    pub fn read(folders: &[PathBuf]) -> Corpus {
        let (mut concerned, mut others) = (Vec::new(), Vec::new());
        for folder in folders {
            for path in go_files(folder) {
                match fs::read_to_string(&path) {
                    Ok(text) if text.contains("\"context\"") => concerned.push(path),
                    Ok(_) => others.push(path),
                    // Not UTF-8: nothing that a mutation would make worse.
                    Err(_) => {}
                }
            }
        }
        Corpus { cases: cases(), concerned, others }
    }

    pub fn describe(&self) -> String {
        let files = self.concerned.len() + self.others.len();
        format!("{} files of cases, {files} on disk", self.cases.len())
    }

    /// One of them: mostly from disk if there are any, mostly one that is concerned with contexts.
    pub fn pick(&self, random: &mut Random) -> Sample {
        let disk = if random.one_in(6) { &self.others } else { &self.concerned };
        if !disk.is_empty()
            && !random.one_in(8)
            && let Some(sample) = on_disk(&disk[random.below(disk.len())])
        {
            return sample;
        }
        self.cases[random.below(self.cases.len())].clone()
    }
}

fn on_disk(path: &Path) -> Option<Sample> {
    let text = fs::read_to_string(path).ok()?;
    Some(Sample { path: path.into(), text: text.into(), case: None, options: Options::default() })
}

/// The Go files below a folder, in a fixed order, links not followed.
fn go_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in entries(folder) {
        let Ok(meta) = path.symlink_metadata() else { continue };
        if meta.is_dir() {
            files.extend(go_files(&path));
        } else if meta.is_file() && meta.len() < AT_MOST && path.extension().is_some_and(|e| e == "go") {
            files.push(path);
        }
    }
    files
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    paths
}

fn cases() -> Vec<Sample> {
    let codemods = Path::new(env!("CARGO_MANIFEST_DIR")).join("codemods");
    let folders = entries(&codemods).into_iter().map(|folder| folder.join("cases"));
    folders.flat_map(|folder| entries(&folder)).flat_map(|path| samples(&path)).collect()
}

/// One sample for each Go file of the case.
fn samples(path: &Path) -> Vec<Sample> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut options = Options::default();
    let mut files: BTreeMap<String, String> = match name.ends_with(".go") {
        true => [(name, text)].into(),
        false => {
            let words: Vec<&str> = archive::with(&text).collect();
            options.exported = words.contains(&"exported");
            options.todo = words.contains(&"todo");
            options.panic_paths = words.contains(&"panic-paths");
            options.lifecycle_fields = words.contains(&"lifecycle-fields");
            options.test_context = words.contains(&"test-context");
            archive::parse(&text).into_iter().collect()
        }
    };
    files.entry("go.mod".into()).or_insert_with(|| GO_MOD.into());
    let files = Arc::new(files);
    let go = files.iter().filter(|(name, _)| name.ends_with(".go") && !name.starts_with("vendor/"));
    go.map(|(name, text)| Sample {
        path: Path::new(ROOT).join(name).into(),
        text: text.as_str().into(),
        case: Some(files.clone()),
        options,
    })
    .collect()
}
