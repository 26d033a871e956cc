//! Folders as packages: which Go files they hold, and what name these give their package.

use super::imports::BuildList;
use super::{File, Module, Package, PackageKey, Program, Variant, file};
use crate::golang::lex::{Lexer, Token};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

impl Program<'_> {
    pub(super) fn make_package(
        &self,
        dir: &Path,
        name: &str,
        variant: Variant,
        path: &str,
        module: &Arc<Module>,
        list: &Arc<BuildList>,
    ) -> Arc<Package> {
        let dir: Arc<Path> = dir.into();
        let key = PackageKey { dir: dir.clone(), name: name.to_owned(), variant, list: list.root.clone() };
        self.layer(&dir).packages.get(key, || {
            let belongs = |f: &File| match variant {
                Variant::Alone => *f.path == *Path::new(name),
                _ if f.is_ignored() || f.package_name() != name => false,
                Variant::Plain => !f.is_test(),
                Variant::Tests => true,
                Variant::External => f.is_test(),
            };
            let files: Vec<_> =
                self.go_files(&dir, variant != Variant::Plain).filter(|f| belongs(f)).collect();
            let name = match files.first() {
                Some(f) if variant == Variant::Alone => f.package_name().to_owned(),
                _ => name.to_owned(),
            };
            let suffix = if variant == Variant::External { "_test" } else { "" };
            Arc::new(Package {
                path: format!("{path}{suffix}").into(),
                dir: dir.clone(),
                name,
                variant,
                files,
                module: module.clone(),
                list: list.clone(),
                index: OnceLock::new(),
            })
        })
    }

    /// The Go files of a folder, in the order of their names.
    fn go_files(&self, dir: &Path, tests: bool) -> impl Iterator<Item = Arc<File>> {
        self.go_paths(dir)
            .into_iter()
            .filter(move |p| tests || !is_test_name(p))
            .filter_map(|p| self.file(&p))
    }

    pub(super) fn go_paths(&self, dir: &Path) -> Vec<PathBuf> {
        let listed = self.world.list(dir).unwrap_or_default();
        let listed = listed.iter().filter(|n| n.ends_with(".go")).map(|n| dir.join(n));
        let overlay = self.changed_dirs.contains(dir).then_some(&self.overlay);
        let overlay = overlay.into_iter().flat_map(|o| o.keys());
        let changed = overlay.filter(|p| p.parent() == Some(dir)).map(|p| p.to_path_buf());
        let mut all: Vec<PathBuf> = listed.chain(changed).collect();
        all.sort();
        all.dedup();
        // Go leaves these out of every package.
        all.retain(|p| p.file_name().is_some_and(|n| !n.to_string_lossy().starts_with(['_', '.'])));
        all
    }

    /// The name that most files of the folder give their package, tests and stand-alone files aside.
    pub(super) fn package_name(&self, dir: &Path) -> Option<Arc<str>> {
        self.layer(dir).names.get(dir.to_path_buf(), || {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for path in self.go_paths(dir).iter().filter(|p| !is_test_name(p)) {
                let text = match self.overlay.get(path.as_path()) {
                    Some(changed) => Some(changed.text.clone()),
                    None => self.world.read(path),
                };
                if let Some(name) = text.as_deref().and_then(name_in_clause) {
                    *counts.entry(name.to_owned()).or_default() += 1;
                    // Two names in one folder are rare enough to read on for; one that fits the folder is not.
                    if dir.file_name().is_some_and(|last| last.to_str() == Some(name)) {
                        return Some(name.into());
                    }
                }
            }
            let best = counts.iter().max_by_key(|(name, n)| (*name != "main", **n));
            best.map(|(name, _)| name.as_str().into())
        })
    }
}

pub(super) fn is_test_name(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n.to_string_lossy().ends_with("_test.go"))
}

/// The package name of a file that belongs to a package: what its clause says, unless it stands alone.
fn name_in_clause(text: &str) -> Option<&str> {
    let mut tokens = Lexer::new(text);
    for t in tokens.by_ref() {
        match t.token {
            Token::Comment => {
                let comment = t.text(text);
                if comment.strip_prefix("//go:build").is_some_and(file::asks_for_ignore) {
                    return None;
                }
            }
            _ if t.text(text) == "package" => break,
            _ => return None,
        }
    }
    tokens.find(|t| t.token != Token::Comment).filter(|t| t.token == Token::Ident).map(|t| t.text(text))
}
