//! The cases on disk: `codemods/<name>/cases/*.go` and `*.txtar`, and how one of them is run.

use crate::archive;
use crate::memory::{Memory, ROOT};
use clap::ValueEnum;
use codemods::engine::{self, Report, Request, Selection};
use codemods::golang::program::Program;
use codemods::{CODEMODS, Codemod, Options};
use ctxmend::args::Part;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The go.mod of a case that brings none. Its path is the one under which a case imports its own packages.
const GO_MOD: &str = "module example.com/case\n\ngo 1.24\n";

/// One input, and the codemod it is for.
pub struct Case {
    pub codemod: &'static Codemod,
    /// File name without its extension.
    pub name: String,
    /// By path relative to the case's folder, go.mod included.
    pub files: BTreeMap<String, String>,
    /// What its remark turns on.
    pub options: Options,
}

impl Case {
    /// As messages name it.
    pub fn id(&self) -> String {
        format!("{}/{}", self.codemod.name, self.name)
    }

    /// Whether it must come out unchanged.
    pub fn is_ok(&self) -> bool {
        self.name.starts_with("ok_")
    }

    /// Where its expected output is kept.
    pub fn snapshot(&self) -> PathBuf {
        repository().join("snapshots").join(self.codemod.name).join(format!("{}.diff", self.name))
    }

    /// The same case with other texts.
    pub fn map(&self, change: impl Fn(&str, &str) -> String) -> Case {
        let files = self.files.iter().map(|(path, text)| (path.clone(), change(path, text))).collect();
        Case { name: self.name.clone(), files, ..*self }
    }

    /// Runs its own codemod, unsafe fixes included.
    pub fn run(&self) -> Report {
        self.run_with(vec![self.codemod])
    }

    /// Runs these codemods, unsafe fixes included.
    pub fn run_with(&self, codemods: Vec<&'static Codemod>) -> Report {
        let analysed = self.files.keys().filter(|path| path.ends_with(".go") && !path.starts_with("vendor/"));
        let world = Memory::new(&self.files);
        engine::run(&Request {
            program: &Program::new(&world),
            files: analysed.map(|path| Arc::from(Path::new(ROOT).join(path))).collect(),
            codemods,
            options: self.options,
            select: Selection::default(),
            unsafe_fixes: true,
            alone: false,
            may_change: &|_| Ok(()),
            progress: &|| (),
            cancelled: &|| false,
        })
    }

    /// The files as a run leaves them.
    pub fn after(&self, report: &Report) -> BTreeMap<String, String> {
        let mut files = self.files.clone();
        for (path, change) in &report.changes {
            files.insert(relative(path), change.after.to_string());
        }
        files
    }

    /// What a run changes, as a patch.
    pub fn diff(&self, report: &Report) -> String {
        let mut patch = String::new();
        for (path, change) in &report.changes {
            let path = relative(path);
            let lines = TextDiff::from_lines(&*change.before, &*change.after);
            let names = (format!("a/{path}"), format!("b/{path}"));
            patch += &lines.unified_diff().header(&names.0, &names.1).to_string();
        }
        patch
    }
}

/// A path of a report, relative to the case's folder.
pub fn relative(path: &Path) -> String {
    path.strip_prefix(ROOT).unwrap_or(path).to_string_lossy().into_owned()
}

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All cases, by codemod and name.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, inputs) in inputs() {
        let codemod = CODEMODS.iter().find(|codemod| codemod.name == name);
        cases.extend(inputs.iter().filter_map(|input| Some(read(codemod?, input))));
    }
    assert!(!cases.is_empty(), "there are no cases below codemods/*/cases");
    cases
}

/// The files below `codemods/*/cases`, by the name that the codemod of the folder must have.
fn inputs() -> Vec<(String, Vec<PathBuf>)> {
    let folders = entries(&repository().join("codemods"));
    folders.iter().map(|folder| (stem(folder).replace('_', "-"), entries(&folder.join("cases")))).collect()
}

#[test]
fn every_case_belongs_to_a_codemod() {
    for (name, inputs) in inputs() {
        let known = CODEMODS.iter().any(|codemod| codemod.name == name);
        assert!(inputs.is_empty() || known, "{} cases are for `{name}`, which is no codemod", inputs.len());
    }
    for codemod in CODEMODS {
        let names: Vec<_> = all().into_iter().filter(|case| case.codemod.name == codemod.name).collect();
        let ok = names.iter().filter(|case| case.is_ok()).count();
        let enough = names.len() >= 25 && ok * 4 >= names.len();
        assert!(
            enough,
            "{}: {} cases, {ok} of them ok_: 25 are the least, and a good part of them ok_",
            codemod.name,
            names.len()
        );
    }
}

fn read(codemod: &'static Codemod, input: &Path) -> Case {
    let text = std::fs::read_to_string(input).unwrap_or_else(|e| panic!("{}: {e}", input.display()));
    let name = stem(input);
    let (mut files, options): (BTreeMap<_, _>, _) = match input.extension().and_then(|e| e.to_str()) {
        Some("go") => ([(format!("{name}.go"), text)].into(), Options::default()),
        Some("txtar") => (archive::parse(&text).into_iter().collect(), options(archive::with(&text))),
        _ => panic!("{}: neither .go nor .txtar", input.display()),
    };
    files.entry("go.mod".to_string()).or_insert_with(|| GO_MOD.to_string());
    Case { codemod, name, files, options }
}

/// The options that these words of a `with:` line turn on.
fn options<'w>(words: impl Iterator<Item = &'w str>) -> Options {
    let part =
        |word| Part::from_str(word, false).unwrap_or_else(|_| panic!("with: there is no part `{word}`"));
    Part::options(&words.map(part).collect::<Vec<_>>())
}

/// The entries of a folder, sorted; none if there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The file name without its extension.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
