//! The program around a declaration: files, packages, modules, types, callers. On demand and memoised.

use super::scopes::Scopes;
use super::skim::{self, Skim};
use super::syntax::{self, NoTree, Tree};
use crate::World;
use std::path::Path;
use std::sync::{Arc, OnceLock};

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
