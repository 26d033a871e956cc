//! The names of variables that may hold a context for a whole package, gathered from text before anything is parsed:
//! what stands in the same package with one of them, or imports it, is worth a look. A name too many costs time, one
//! too few a finding.

use crate::golang::needles::Needles;
use crate::golang::program::{File, Program};
use crate::golang::skim::{Decl, DeclKind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the variable's first value is made with.
const ROOTS: &[&str] = &["Background", "TODO"];

/// How many variables in a row may be given each other.
const MAX_COPIES: usize = 3;

/// Names by where they mean something, and the files that declare them.
#[derive(Default)]
pub struct Names {
    /// By the folder that declares them.
    pub own: HashMap<PathBuf, BTreeSet<Arc<str>>>,
    /// Exported ones, by the import path of the package that declares them.
    pub imported: HashMap<String, BTreeSet<Arc<str>>>,
    /// By folder.
    files: HashMap<PathBuf, BTreeSet<Arc<Path>>>,
}

impl Names {
    /// The names that `files`, and the others of their folders, declare.
    pub fn gather(program: &Program, files: &[Arc<Path>], seen: &[Arc<File>]) -> Names {
        let known: BTreeSet<&Path> = files.iter().map(|path| &**path).collect();
        let folders: BTreeSet<&Path> = files.iter().filter_map(|path| path.parent()).collect();
        let beside = folders.into_par_iter().flat_map_iter(|dir| {
            let listed = program.world.list(dir).unwrap_or_default();
            let paths = listed.iter().filter(|name| is_source(name)).map(|name| dir.join(name));
            let others: Vec<PathBuf> = paths.filter(|path| !known.contains(&**path)).collect();
            others.into_iter().filter_map(|path| declaring(program, &path))
        });
        let beside: Vec<Arc<File>> = beside.collect();
        let mut names = Names::default();
        for file in seen.iter().chain(&beside) {
            // What a test file declares is for tests.
            let decls = file.skim.decls.iter().filter(|_| !file.is_test());
            names.add(program, file, &decls.flat_map(|d| declared(file, d, ROOTS)).collect::<Vec<_>>());
        }
        names.add_copies(program, seen);
        names
    }

    /// Adds the variables that are given one of the known ones of their package: `var root = ctx`.
    fn add_copies(&mut self, program: &Program, seen: &[Arc<File>]) {
        for _ in 0..MAX_COPIES {
            let copies: Vec<(&Arc<File>, Vec<String>)> = seen.iter().filter_map(|f| self.copies(f)).collect();
            if copies.is_empty() {
                return;
            }
            for (file, found) in copies {
                self.add(program, file, &found.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }

    /// Those of the file that are not known yet.
    fn copies<'f>(&self, file: &'f Arc<File>) -> Option<(&'f Arc<File>, Vec<String>)> {
        let known = file.path.parent().and_then(|dir| self.own.get(dir)).filter(|_| !file.is_test())?;
        let roots: Vec<&str> = known.iter().map(|name| &**name).collect();
        let found = file.skim.decls.iter().flat_map(|d| declared(file, d, &roots));
        let new: Vec<String> = found.filter(|n| !known.contains(*n)).map(str::to_owned).collect();
        (!new.is_empty()).then_some((file, new))
    }

    /// The files of the folder that declare one of its names.
    pub fn declaring(&self, dir: &Path) -> impl Iterator<Item = &Arc<Path>> {
        self.files.get(dir).into_iter().flatten()
    }

    fn add(&mut self, program: &Program, file: &File, found: &[&str]) {
        let (Some(dir), false) = (file.path.parent(), found.is_empty()) else { return };
        self.files.entry(dir.to_owned()).or_default().insert(file.path.clone());
        let own = self.own.entry(dir.to_owned()).or_default();
        own.extend(found.iter().map(|name| Arc::from(*name)));
        let mut exported =
            found.iter().copied().filter(|name| name.starts_with(char::is_uppercase)).peekable();
        if exported.peek().is_some()
            && let Some(package) = program.package_of(&file.path)
        {
            let imported = self.imported.entry(package.path.to_string()).or_default();
            imported.extend(exported.map(Arc::from));
        }
    }
}

fn is_source(name: &str) -> bool {
    name.ends_with(".go") && !name.ends_with("_test.go") && !name.starts_with(['_', '.'])
}

/// The file, if it may declare such a variable.
fn declaring(program: &Program, path: &Path) -> Option<Arc<File>> {
    let mut may = false;
    program.world.glimpse(path, &mut |text| {
        may = text.contains("\nvar") && ROOTS.iter().any(|root| text.contains(root));
    });
    program.file(path).filter(|_| may)
}

/// The names of those variables of the declaration whose value begins with one of the `roots`: what makes a context
/// from nothing, or what holds one.
fn declared<'f>(file: &'f File, decl: &Decl, roots: &[&str]) -> Vec<&'f str> {
    let text = &file.text[decl.span.range()];
    if decl.kind != DeclKind::Var || !roots.iter().any(|root| text.contains(root)) {
        return Vec::new();
    }
    let start = decl.span.start as usize;
    let mut found: BTreeMap<u32, &str> = BTreeMap::new();
    for (at, _) in Needles::new(roots).hits(text) {
        let before = decl.names.partition_point(|name| (name.start as usize) < start + at);
        let mut end = start + at;
        for (i, name) in decl.names[..before].iter().rev().enumerate() {
            let between = &file.text[name.end as usize..end];
            // A function literal makes its own, whenever it is called; further names stand in the same list.
            let belongs = if i == 0 { !between.contains('{') } else { between.trim() == "," };
            if !belongs {
                break;
            }
            end = name.start as usize;
            found.insert(name.start, &file.text[name.range()]);
        }
    }
    found.into_values().filter(|name| *name != "_").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_contexts() {
        let text = "package p\n\nvar a, ctx = 1, context.Background()\n\nvar (\n\tn = 1\n\tc context.Context = context.TODO()\n\th = func() { f(context.TODO()) }\n)\n";
        let file = File::new(Path::new("/p.go").into(), text.into());
        let all: Vec<&str> = file.skim.decls.iter().flat_map(|d| declared(&file, d, ROOTS)).collect();
        assert_eq!(all, ["a", "ctx", "c"]);
    }
}
