//! The program around a declaration: files, packages, modules, types, callers. On demand and memoised.

use super::scopes::Scopes;
use super::skim::{self, Skim};
use super::syntax::{self, NoTree, Tree};
use crate::World;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// One Go file, skimmed; its declarations are parsed when asked for.
#[derive(Debug)]
pub struct File {
    pub path: Arc<Path>,
    pub text: Arc<str>,
    pub skim: Skim,
    parsed: Vec<OnceLock<Result<Arc<Parsed>, NoTree>>>,
}

impl File {
    pub fn new(path: Arc<Path>, text: Arc<str>) -> File {
        let skim = skim::skim(&text);
        let parsed = skim.decls.iter().map(|_| OnceLock::new()).collect();
        File { path, text, skim, parsed }
    }

    /// Syntax and bindings of the declaration `decl` (an index into `skim.decls`), made at the first call.
    pub fn parsed(&self, decl: usize) -> Result<&Arc<Parsed>, NoTree> {
        let made = self.parsed[decl].get_or_init(|| {
            let tree = syntax::parse_decl(&self.text, self.skim.decls[decl].span)?;
            let scopes = Scopes::bind(&tree);
            Ok(Arc::new(Parsed { tree, scopes }))
        });
        made.as_ref().map_err(|e| *e)
    }
}

/// Syntax and bindings of one declaration.
#[derive(Debug)]
pub struct Parsed {
    pub tree: Tree,
    pub scopes: Scopes,
}

/// The files of one package: one folder, one package name.
#[derive(Debug)]
pub struct Package {
    pub dir: Arc<Path>,
    pub name: String,
    pub files: Vec<Arc<File>>,
}

/// Everything that can be known of a program, on demand.
pub struct Program<'w> {
    pub world: &'w dyn World,
    overlay: BTreeMap<Arc<Path>, Arc<str>>,
    files: Mutex<BTreeMap<Arc<Path>, Arc<File>>>,
}

impl<'w> Program<'w> {
    pub fn new(world: &'w dyn World) -> Program<'w> {
        Program { world, overlay: BTreeMap::new(), files: Mutex::default() }
    }

    /// The program with other texts for some files.
    pub fn with_overlay(&self, changed: &BTreeMap<Arc<Path>, Arc<str>>) -> Program<'w> {
        Program { world: self.world, overlay: changed.clone(), files: Mutex::default() }
    }

    /// The file at `path`, skimmed; `None` if it cannot be read.
    pub fn file(&self, path: &Path) -> Option<Arc<File>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(path) {
            return Some(file.clone());
        }
        let text = self.overlay.get(path).cloned().or_else(|| self.world.read(path))?;
        let file = Arc::new(File::new(path.into(), text));
        files.insert(file.path.clone(), file.clone());
        Some(file)
    }

    /// The package that the file at `path` belongs to.
    pub fn package_of(&self, path: &Path) -> Option<Arc<Package>> {
        let file = self.file(path)?;
        let name = file.skim.package.map_or("", |s| &file.text[s.range()]).to_owned();
        Some(Arc::new(Package { dir: path.parent()?.into(), name, files: vec![file] }))
    }
}

/// A declaration with the program around it: what every question about types and callees starts from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub program: &'a Program<'a>,
    pub package: &'a Arc<Package>,
    pub file: &'a Arc<File>,
    /// Index into `file.skim.decls`.
    pub decl: usize,
    pub parsed: &'a Arc<Parsed>,
}
