//! The package that a struct belongs to, its own tests included: the declarations that mention a name.

use crate::golang::needles::Needles;
use crate::golang::program::{File, Package, Program, Site};
use std::sync::Arc;

/// A package with all code that can name its unexported declarations.
pub(super) struct Scan<'a> {
    pub program: &'a Program<'a>,
    pub package: &'a Arc<Package>,
}

/// A declaration that mentions a name and has no tree.
pub(super) struct Unreadable {
    pub file: Arc<File>,
    pub line: usize,
}

/// The package of `site` together with its tests.
pub(super) fn with_tests(site: Site) -> Arc<Package> {
    let package = site.package;
    let names = site.program.world.list(&package.dir).unwrap_or_default();
    let tests = names.iter().filter(|n| n.ends_with("_test.go")).map(|n| package.dir.join(n));
    tests
        .filter_map(|path| site.program.file(&path))
        .find(|f| f.package_name() == package.name && !f.is_ignored())
        .and_then(|f| site.program.package_of(&f.path))
        .unwrap_or_else(|| package.clone())
}

impl<'a> Scan<'a> {
    /// The declarations in which one of the words stands, in the order of files.
    pub fn mentions<'s>(
        &'s self,
        words: &[&str],
    ) -> impl Iterator<Item = Result<Site<'a>, Unreadable>> + use<'a, 's> {
        let needles = Needles::new(words);
        let files = self.package.files.iter();
        files.flat_map(move |file| {
            let mut decls: Vec<usize> =
                needles.hits(&file.text).into_iter().filter_map(|(at, _)| file.skim.decl_at(at)).collect();
            decls.dedup();
            decls.into_iter().map(move |decl| {
                Site::new(self.program, self.package, file, decl).ok_or_else(|| Unreadable {
                    file: file.clone(),
                    line: file.skim.decls.get(decl).map_or(1, |d| file.line(d.span.start as usize)),
                })
            })
        })
    }

    /// The same, leaving out what cannot be read.
    pub fn readable<'s>(&'s self, words: &[&str]) -> impl Iterator<Item = Site<'a>> + use<'a, 's> {
        self.mentions(words).filter_map(Result::ok)
    }
}
