//! How the authors of a module name releases: what their texts show, the nearer the more.

use super::pairs::{Pair, pairs};
use super::style::Style;
use crate::golang::program::memo::Memo;
use crate::golang::program::{Program, Site};
use crate::golang::skim::is_generated;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The pairs of one file.
#[derive(Debug)]
pub struct Shown {
    path: PathBuf,
    is_test: bool,
    pairs: Vec<Pair>,
}

/// How many times a pair of the same file, folder, kind of file (test or not), and context's name counts.
const SAME_FILE: f64 = 16.0;
const SAME_FOLDER: f64 = 4.0;
const OTHER_KIND: f64 = 1.0 / 16.0;
const SAME_NAME: f64 = 2.0;
/// What a pair one folder further away counts in comparison.
const STEP: f64 = 2.0 / 3.0;
/// What it counts that a release that stands alone is mostly called `cancel`, whatever its context is called, and one
/// beside others after its context: more than a pair from far away that is called otherwise, less than a nearer one.
const EVERYWHERE: f64 = 1.0;

/// What one folder shows.
type Folder = Arc<Vec<Shown>>;

/// A file in which a release is to be named, and what the files of its folder and of its module show.
pub struct Habits<'a> {
    file: &'a Path,
    is_test: bool,
    folder: Folder,
    /// Reads all files of the module: few names need that.
    module: Box<dyn Fn() -> Arc<Vec<Folder>> + 'a>,
}

impl<'a> Habits<'a> {
    pub fn of(site: Site<'a>) -> Habits<'a> {
        let file = &*site.file.path;
        let folder = shown_in(site.program, file.parent().unwrap_or(file));
        Habits { file, is_test: site.file.is_test(), folder, module: Box::new(move || shown(site)) }
    }

    /// The names that the authors would give the release of `ctx`, the likeliest first, as far as they have shown
    /// any: what the file usually calls the release of a context of this name; the styles in which others of the
    /// module are named, where they too stand alone, or too stand beside others. For one plainly called `ctx`, what
    /// its package always calls its release, or the module by far most often.
    pub fn names(&self, ctx: &str, beside_others: bool) -> Vec<String> {
        let here = self.pairs_of(|path| path == self.file);
        let mut names: Vec<String> = usual_name(&here, ctx, Agreement::Most).into_iter().collect();
        if ctx == "ctx" {
            let elsewhere = self.pairs_of(|path| path != self.file);
            names.extend(usual_name(&elsewhere, ctx, Agreement::All));
            if names.is_empty() {
                let module = (self.module)();
                let all: Vec<&Pair> = module.iter().flat_map(|f| f.iter()).flat_map(|s| &s.pairs).collect();
                names.extend(usual_name(&all, ctx, Agreement::ByFar));
            }
            return names;
        }
        if beside_others || !Style::is_numbered(ctx) {
            names.extend(self.styles(ctx, beside_others).into_iter().map(|s| s.name(ctx, beside_others)));
        }
        names
    }

    /// The pairs of those files of the folder that `holds` accepts.
    fn pairs_of(&self, holds: impl Fn(&Path) -> bool) -> Vec<&Pair> {
        self.folder.iter().filter(|s| holds(&s.path)).flat_map(|s| &s.pairs).collect()
    }

    /// The styles of releases in the situation of this one, the commonest first.
    fn styles(&self, ctx: &str, beside_others: bool) -> Vec<Style> {
        let mut votes: BTreeMap<Style, f64> = BTreeMap::new();
        for file in (self.module)().iter().flat_map(|folder| folder.iter()) {
            let weight = self.weight(file);
            let like = file.pairs.iter().filter(|p| p.beside_others == beside_others);
            for pair in like {
                if let Some(style) = Style::of(&pair.ctx, &pair.release) {
                    let same = if &*pair.ctx == ctx { SAME_NAME } else { 1.0 };
                    *votes.entry(style).or_default() += weight * same;
                }
            }
        }
        let usual = if beside_others { Style::USUAL } else { Style::USUAL_ALONE };
        *votes.entry(usual).or_default() += EVERYWHERE;
        let mut styles: Vec<(Style, f64)> = votes.into_iter().collect();
        styles.sort_by(|a, b| b.1.total_cmp(&a.1));
        styles.into_iter().map(|(style, _)| style).collect()
    }

    fn weight(&self, other: &Shown) -> f64 {
        let near = match other.path == self.file {
            true => SAME_FILE,
            false => SAME_FOLDER * STEP.powi(distance(&other.path, self.file)),
        };
        near * if other.is_test == self.is_test { 1.0 } else { OTHER_KIND }
    }
}

/// How many steps it is from the folder of `a` up and down to that of `b`.
fn distance(a: &Path, b: &Path) -> i32 {
    let folders = |p: &Path| p.parent().map_or(0, |d| d.components().count());
    let common = a.parent().into_iter().flat_map(Path::components);
    let common =
        common.zip(b.parent().into_iter().flat_map(Path::components)).take_while(|(x, y)| x == y).count();
    (folders(a) + folders(b) - 2 * common) as i32
}

/// How many of those that could say otherwise must agree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Most,
    All,
    /// Three quarters, and not of a few.
    ByFar,
}

/// What the releases of contexts called `ctx` are called.
fn usual_name(pairs: &[&Pair], ctx: &str, agreement: Agreement) -> Option<String> {
    let names: Vec<&str> = pairs.iter().filter(|p| &*p.ctx == ctx).map(|p| &*p.release).collect();
    let count = |name: &str| names.iter().filter(|&&n| n == name).count();
    let most = names.iter().copied().max_by_key(|n| count(n))?;
    let enough = match agreement {
        Agreement::Most => count(most) * 2 > names.len(),
        Agreement::All => count(most) == names.len(),
        Agreement::ByFar => count(most) > 2 && count(most) * 4 >= names.len() * 3,
    };
    // One odd name does not make a habit against the usual one.
    let usual = most == "cancel" || most == Style::USUAL.name(ctx, false) || count(most) > 1;
    (enough && usual).then(|| most.to_owned())
}

/// What was read, by folder and by the root of the module.
#[derive(Default)]
struct Known {
    folders: Memo<PathBuf, Folder>,
    modules: Memo<Arc<Path>, Arc<Vec<Folder>>>,
}

/// What the files of the site's module show, as they are on disk: names that were only now given are no habit.
fn shown(site: Site) -> Arc<Vec<Folder>> {
    let module = &site.package.module;
    site.program.lasting::<Known>().modules.get(module.root.clone(), || {
        let mut all = Vec::new();
        gather(site.program, &module.root, module.path.is_some(), &mut all);
        Arc::new(all)
    })
}

fn gather(program: &Program, dir: &Path, below: bool, all: &mut Vec<Folder>) {
    all.push(shown_in(program, dir));
    let names = program.world.list(dir).unwrap_or_default();
    for folder in names.iter().filter(|_| below).filter_map(|name| name.strip_suffix('/')) {
        let path = dir.join(folder);
        let leaves_out =
            folder.starts_with(['.', '_']) || matches!(folder, "testdata" | "vendor" | "node_modules");
        if !leaves_out && !program.world.glimpse(&path.join("go.mod"), &mut |_| {}) {
            gather(program, &path, below, all);
        }
    }
}

/// What the files of the folder show.
fn shown_in(program: &Program, dir: &Path) -> Folder {
    program.lasting::<Known>().folders.get(dir.to_path_buf(), || {
        let names = program.world.list(dir).unwrap_or_default();
        let files = names.iter().filter(|n| n.ends_with(".go") && !n.starts_with(['.', '_']));
        Arc::new(files.filter_map(|name| show(program, dir.join(name))).collect())
    })
}

/// What the file shows, if it shows anything and was written by people.
fn show(program: &Program, path: PathBuf) -> Option<Shown> {
    let mut found = Vec::new();
    program.world.glimpse(&path, &mut |text| {
        found = pairs(text);
        if !found.is_empty() && is_generated(text) {
            found.clear();
        }
    });
    let is_test = path.file_name().is_some_and(|n| n.to_string_lossy().ends_with("_test.go"));
    (!found.is_empty()).then_some(Shown { path, is_test, pairs: found })
}

#[cfg(test)]
mod tests {
    use super::{Habits, Pair, Shown};
    use std::path::Path;
    use std::sync::Arc;

    /// What the file `name` shows: `ctx release`, with `+` in front where it stands beside others.
    fn file(name: &str, pairs: &[&str]) -> Shown {
        let pair = |text: &&str| {
            let beside_others = text.starts_with('+');
            let (ctx, release) = text.trim_start_matches('+').split_once(' ').expect("two names");
            Pair { ctx: ctx.into(), release: release.into(), beside_others }
        };
        let is_test = name.ends_with("_test.go");
        Shown { path: name.into(), is_test, pairs: pairs.iter().map(pair).collect() }
    }

    fn names(file: &str, module: Vec<Shown>, ctx: &str) -> Vec<String> {
        let beside_others = ctx.starts_with('+');
        let is_test = file.ends_with("_test.go");
        let file = Path::new(file);
        let (folder, elsewhere): (Vec<Shown>, _) =
            module.into_iter().partition(|s| s.path.parent() == file.parent());
        let folder = Arc::new(folder);
        let all = Arc::new(vec![folder.clone(), Arc::new(elsewhere)]);
        let habits = Habits { file, is_test, folder, module: Box::new(move || all.clone()) };
        habits.names(ctx.trim_start_matches('+'), beside_others)
    }

    #[test]
    fn the_nearer_say_more() {
        let own = || file("/m/a/a.go", &["pingCtx cancel"]);
        let beside = || file("/m/a/b.go", &["getCtx cancelGet"]);
        let far = || file("/m/x/y/z/a.go", &["aCtx aCancel", "bCtx bCancel"]);
        assert_eq!(names("/m/a/a.go", vec![own(), beside(), far()], "dialCtx")[0], "cancel");
        assert_eq!(names("/m/a/a.go", vec![beside(), far()], "dialCtx")[0], "cancelDial");
        assert_eq!(names("/m/b/a.go", vec![beside(), far()], "dialCtx")[0], "cancelDial");
        assert_eq!(names("/m/x/a.go", vec![beside(), far()], "dialCtx")[0], "dialCancel");
        assert_eq!(names("/m/b/c/d/a.go", vec![beside()], "dialCtx")[0], "cancel");
        assert_eq!(names("/m/b/a.go", vec![], "+dialCtx"), ["dialCancel"]);
        assert!(names("/m/b/a.go", vec![beside()], "ctx2").is_empty());
    }

    #[test]
    fn tests_are_asked_about_tests() {
        let code = || file("/m/a/a.go", &["aCtx aCancel"]);
        let test = || file("/m/b/b_test.go", &["aCtx cancel"]);
        assert_eq!(names("/m/a/c_test.go", vec![code(), test()], "aCtx")[0], "cancel");
        assert_eq!(names("/m/a/c.go", vec![code(), test()], "aCtx")[0], "aCancel");
        assert_eq!(names("/m/a/c.go", vec![test()], "aCtx")[0], "cancel");
    }

    #[test]
    fn those_beside_others_are_asked_about_their_like() {
        let all = || file("/m/a/a.go", &["aCtx cancel", "bCtx cancel", "+cCtx cancelC"]);
        assert_eq!(names("/m/a/b.go", vec![all()], "dCtx")[0], "cancel");
        assert_eq!(names("/m/a/b.go", vec![all()], "+dCtx"), ["cancelD", "dCancel"]);
    }

    #[test]
    fn most_of_a_file_and_all_of_a_package_say_how_ctx_goes() {
        let odd = |n: usize| &["ctx cancelFn", "ctx cancelFn", "ctx cancel"][..n];
        let of = |name: &str, n| names("/m/a/a.go", vec![file(name, odd(n))], "ctx");
        assert_eq!(of("/m/a/a.go", 3), ["cancelFn"]);
        assert!(of("/m/a/a.go", 1).is_empty());
        assert!(of("/m/a/b.go", 3).is_empty());
        assert_eq!(of("/m/a/b.go", 2), ["cancelFn"]);
        assert!(of("/m/b/b.go", 2).is_empty());
        let many = |odd: usize| [&["ctx cncl"; 4][..odd], &["ctx cancel"; 4][odd..]].concat();
        let of = |odd| names("/m/a/a.go", vec![file("/m/b/b.go", &many(odd))], "ctx");
        assert_eq!(of(3), ["cncl"]);
        assert!(of(2).is_empty());
    }
}
