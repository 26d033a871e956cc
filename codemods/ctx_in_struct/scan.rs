//! The package that a struct belongs to, its own tests included: the declarations that mention a name.

use crate::golang::needles::Needles;
use crate::golang::program::{Package, Program, Site};
use std::sync::Arc;

/// Why something cannot be mended: continues «not removed: ».
pub(super) type Obstacle = String;

/// A package with all code that can name its unexported declarations.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub program: &'a Program<'a>,
    pub package: &'a Arc<Package>,
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
    /// The declarations in which one of the words stands, in the order of files; a declaration that has no tree is
    /// an obstacle.
    pub fn mentions(self, words: &[&str]) -> impl Iterator<Item = Result<Site<'a>, Obstacle>> + use<'a> {
        let needles = Needles::new(words);
        let files = self.package.files.iter();
        files.flat_map(move |file| {
            let mut decls: Vec<usize> =
                needles.hits(&file.text).into_iter().filter_map(|(at, _)| file.skim.decl_at(at)).collect();
            decls.dedup();
            decls.into_iter().map(move |decl| {
                Site::new(self.program, self.package, file, decl).ok_or_else(|| {
                    let line = file.skim.decls.get(decl).map_or(1, |d| file.line(d.span.start as usize));
                    format!("{} cannot be read from line {line} on", file_name(&file.path))
                })
            })
        })
    }

    /// The same, leaving out what cannot be read.
    pub fn readable(self, words: &[&str]) -> impl Iterator<Item = Site<'a>> + use<'a> {
        self.mentions(words).filter_map(Result::ok)
    }
}

/// The name of a file, for messages.
pub(super) fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// `line 12`, or `poll.go:12` where that is another file than `home`.
pub(super) fn place(home: &std::path::Path, site: Site, n: crate::golang::syntax::NodeId) -> String {
    match *site.file.path == *home {
        true => format!("line {}", site.line(n)),
        false => format!("{}:{}", file_name(&site.file.path), site.line(n)),
    }
}
