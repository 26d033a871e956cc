//! Where a name may be used: in its package with its tests, in its folder, or in all that is built together.

use crate::golang::needles::Needles;
use crate::golang::program::{File, Package, Program, Site, Variant};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why something cannot be mended: continues «not removed: ».
pub(crate) type Obstacle = String;

/// Some packages, to be searched for names.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a> {
    pub program: &'a Program<'a>,
    pub packages: &'a [Arc<Package>],
}

/// The packages that a change may reach into, in the order of folders.
pub(crate) struct Reach<'a> {
    all: Scan<'a>,
    /// Whether that is all that is built together: a module, or a workspace.
    whole: bool,
    /// The Go files of other modules within, or built from it.
    nested: &'a [PathBuf],
    /// The Go files within that cannot be read.
    unread: &'a [PathBuf],
    /// Whether the answer to some question lies outside.
    lacks: Cell<bool>,
}

/// What `attempt` comes to, with no more packages in reach than it needs for that: first those of `site` alone, in
/// which most obstacles stand, then with the tests beside it, then all that is built together.
pub(crate) fn widening<T>(
    site: Site,
    attempt: impl Fn(&Reach) -> Result<T, Obstacle>,
) -> Result<T, Obstacle> {
    let (program, package) = (site.program, site.package);
    let own = Reach::folder(program, std::slice::from_ref(package));
    let found = attempt(&own);
    if found.is_err() && !own.lacks() {
        return found;
    }
    if !own.lacks() {
        let folder = program.packages_in(&package.dir);
        let tests = Reach::folder(program, &folder);
        let found = attempt(&tests);
        if !tests.lacks() {
            return found;
        }
    }
    attempt(&Reach::module(program, &program.whole(&package.list)))
}

impl<'a> Reach<'a> {
    /// Packages of one folder.
    fn folder(program: &'a Program<'a>, packages: &'a [Arc<Package>]) -> Reach<'a> {
        let all = Scan { program, packages };
        Reach { all, whole: false, nested: &[], unread: &[], lacks: Cell::new(false) }
    }

    /// All that is built together.
    fn module(program: &'a Program<'a>, whole: &'a crate::golang::program::whole::Whole) -> Reach<'a> {
        let all = Scan { program, packages: &whole.packages };
        let (nested, unread) = (&*whole.nested, &*whole.unread);
        Reach { all, whole: true, nested, unread, lacks: Cell::new(false) }
    }

    pub fn program(&self) -> &'a Program<'a> {
        self.all.program
    }

    /// Whether more packages are needed than there are.
    pub fn lacks(&self) -> bool {
        self.lacks.get()
    }

    /// Where `name`, declared at package level of `package` or as a method or field of one of its types, may be used;
    /// `in_test` says that a test file declares it.
    pub fn of(&self, package: &Package, name: &str, in_test: bool) -> Result<Scan<'a>, Obstacle> {
        let same = |p: &Arc<Package>| *p.dir == *package.dir;
        let program = self.all.program;
        let unreadable = |path: &Path| format!("{} cannot be read", program.name_of(path));
        if let Some(path) = program.unread_in(&package.dir).next() {
            return Err(unreadable(&path));
        }
        if !name.starts_with(char::is_uppercase) {
            let own = |p: &Arc<Package>| {
                let kind = |v| matches!(v, Variant::Plain | Variant::Tests);
                let alike = p.variant == package.variant || kind(p.variant) && kind(package.variant);
                same(p)
                    && alike
                    && p.name == package.name
                    && (p.variant != Variant::Alone || p.files[0].path == package.files[0].path)
            };
            return Ok(self.slice(own));
        }
        if in_test || package.name == "main" || package.variant == Variant::Alone {
            return Ok(self.slice(same));
        }
        if !self.whole {
            self.lacks.set(true);
            return Err(format!("{name} may be used in other packages"));
        }
        let import = format!("\"{}\"", package.path);
        for path in self.nested {
            let mut uses = false;
            program.world.glimpse(path, &mut |text| uses = text.contains(&import));
            if uses {
                return Err(format!("{} of another module imports {}", program.name_of(path), package.path));
            }
        }
        self.unread.first().map_or(Ok(self.all), |path| Err(unreadable(path)))
    }

    /// The packages that `wanted` says; they stand side by side.
    fn slice(&self, wanted: impl Fn(&Arc<Package>) -> bool) -> Scan<'a> {
        let packages = self.all.packages;
        let start = packages.iter().position(&wanted).unwrap_or(packages.len());
        let end = packages.iter().rposition(&wanted).map_or(start, |at| at + 1);
        Scan { packages: &packages[start..end], ..self.all }
    }
}

impl<'a> Scan<'a> {
    /// The package of `site`, without tests where `site` is in none.
    pub fn package(site: Site<'a>) -> Scan<'a> {
        Scan { program: site.program, packages: std::slice::from_ref(site.package) }
    }

    /// The declarations in which one of the words stands, in the order of files; a declaration that has no tree is
    /// an obstacle.
    pub fn mentions(self, words: &[&str]) -> impl Iterator<Item = Result<Site<'a>, Obstacle>> + use<'a> {
        self.uses(words, None)
    }

    /// The same, for words and the name of a field, which only counts behind a dot or before a colon.
    pub fn uses(
        self,
        words: &[&str],
        field: Option<&str>,
    ) -> impl Iterator<Item = Result<Site<'a>, Obstacle>> + use<'a> {
        let all: Vec<&str> = words.iter().copied().chain(field).collect();
        let index = field.map(|_| words.len());
        self.places(&all, move |before, behind, word| index != Some(word) || is_field_use(before, behind))
    }

    /// The same for words where they may mean what is looked for, which saves parsing the other declarations: `counts`
    /// is given the text of the file before and behind the word, and the word's index.
    pub fn places<C: Fn(&str, &str, usize) -> bool>(
        self,
        words: &[&str],
        counts: C,
    ) -> impl Iterator<Item = Result<Site<'a>, Obstacle>> + use<'a, C> {
        self.places_in(|_| true, words, counts)
    }

    /// The same in the files that `wants` accepts.
    fn places_in<C: Fn(&str, &str, usize) -> bool>(
        self,
        wants: fn(&File) -> bool,
        words: &[&str],
        counts: C,
    ) -> impl Iterator<Item = Result<Site<'a>, Obstacle>> + use<'a, C> {
        let (needles, lens) = (Needles::new(words), words.iter().map(|w| w.len()).collect::<Vec<_>>());
        let files = self.packages.iter().flat_map(|p| p.files.iter().map(move |f| (p, f)));
        files.filter(move |(_, file)| wants(file)).flat_map(move |(package, file)| {
            let hits = needles.hits(&file.text).into_iter();
            let hits =
                hits.filter(|&(at, word)| counts(&file.text[..at], &file.text[at + lens[word]..], word));
            let mut decls: Vec<usize> = hits.filter_map(|(at, _)| file.skim.decl_at(at)).collect();
            decls.dedup();
            decls.into_iter().map(move |decl| {
                Site::new(self.program, package, file, decl).ok_or_else(|| {
                    let line = file.skim.decls.get(decl).map_or(1, |d| file.line(d.span.start as usize));
                    format!("{} cannot be read from line {line} on", self.program.name_of(&file.path))
                })
            })
        })
    }

    /// The declarations that mention one of the words and are no tests, leaving out what cannot be read.
    pub fn outside_tests(self, words: &[&str]) -> impl Iterator<Item = Site<'a>> + use<'a> {
        self.places_in(|file| !file.is_test(), words, |_, _, _| true).filter_map(Result::ok)
    }

    /// The declarations that mention one of the words, leaving out what cannot be read.
    pub fn readable(self, words: &[&str]) -> impl Iterator<Item = Site<'a>> + use<'a> {
        self.mentions(words).filter_map(Result::ok)
    }
}

/// Whether a name may be that of a field where it stands, between `text` and `behind`: behind a dot, or as a key.
fn is_field_use(text: &str, behind: &str) -> bool {
    let behind = behind.trim_start();
    let before = text.trim_end();
    // A comment may stand between: then a closer look has to tell.
    let commented = before.len() < text.len() && before[before.rfind('\n').unwrap_or(0)..].contains("//");
    before.ends_with(['.', '/'])
        || commented && text[before.len()..].contains('\n')
        || behind.starts_with("/")
        || behind.starts_with(':') && !behind.starts_with(":=")
}

/// `line 12`, or `poll.go:12` where that is another file than `home`, by its whole name in another folder.
pub(crate) fn place(home: &Path, site: Site, n: crate::golang::syntax::NodeId) -> String {
    let (path, line) = (&site.file.path, site.line(n));
    match path.file_name() {
        _ if **path == *home => format!("line {line}"),
        Some(name) if path.parent() == home.parent() => format!("{}:{line}", name.to_string_lossy()),
        _ => format!("{}:{line}", site.program.name_of(path)),
    }
}
