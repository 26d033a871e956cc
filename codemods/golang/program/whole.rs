//! All packages of a module, or of the modules of a workspace: what questions about callers need. Made when asked
//! for, and only then.

use super::imports::BuildList;
use super::module::Target;
use super::{Package, Program, Variant};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The packages of modules that are built together, and the other modules within their folders.
#[derive(Debug, Default)]
pub struct Whole {
    /// In the order of folders; of one folder the package with its tests first, then that of external tests, then
    /// files that stand alone.
    pub packages: Vec<Arc<Package>>,
    /// The Go files of other modules that lie within, or are looked at too and are built from one of these.
    pub nested: Vec<PathBuf>,
    /// The Go files that cannot be read, or are not UTF-8: they are in none of the packages.
    pub unread: Vec<PathBuf>,
}

/// By the root of the build list.
#[derive(Default)]
struct Known(Mutex<BTreeMap<Arc<Path>, Arc<Whole>>>);

/// The files that a run looks at.
#[derive(Default)]
struct LookedAt(Mutex<Vec<Arc<Path>>>);

impl Program<'_> {
    /// Everything that belongs to the main modules of `list`; of folders that Go leaves out (`testdata`, `vendor`,
    /// names that start with `_` or `.`) nothing.
    pub fn whole(&self, list: &BuildList) -> Arc<Whole> {
        let known = self.memory::<Known>();
        let get = || known.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(whole) = get().get(&list.root) {
            return whole.clone();
        }
        let mut whole = Whole::default();
        for main in &list.mains {
            self.gather(main, list, false, &mut whole);
        }
        for root in self.built_from(list) {
            self.gather(&root, list, true, &mut whole);
        }
        get().entry(list.root.clone()).or_insert_with(|| Arc::new(whole)).clone()
    }

    /// Says that a run looks at these files. Modules that they belong to may be built from the folder of another.
    pub fn looks_at(&self, files: &[Arc<Path>]) {
        let seen = self.lasting::<LookedAt>();
        seen.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(files);
    }

    /// The folders of the modules which the run looks at that are not within a main module of `list`, but have one of
    /// them replace a module that they require.
    fn built_from(&self, list: &BuildList) -> BTreeSet<Arc<Path>> {
        let seen = self.lasting::<LookedAt>();
        let seen = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        let dirs: BTreeSet<&Path> = seen.iter().filter_map(|path| path.parent()).collect();
        let is_within = |dir: &Path| list.mains.iter().any(|main| dir.starts_with(main));
        let is_main = |target: &Target| match target {
            Target::Folder(dir) => list.mains.iter().any(|main| **main == **dir),
            Target::Module(_) => false,
        };
        let modules = dirs.into_iter().filter(|dir| !is_within(dir)).map(|dir| self.module(dir));
        let built = modules.filter(|m| m.replaces.iter().any(|r| is_main(&r.target)));
        built.map(|m| m.root.clone()).collect()
    }

    /// The packages of one folder, in the order of [`Whole::packages`].
    pub fn packages_in(&self, dir: &Path) -> Vec<Arc<Package>> {
        let mut found: BTreeMap<(u8, String), Arc<Package>> = BTreeMap::new();
        for package in self.go_paths(dir).iter().filter_map(|path| self.package_of(path)) {
            let (rank, name) = match package.variant {
                Variant::Plain | Variant::Tests => (0, package.name.clone()),
                Variant::External => (1, package.name.clone()),
                Variant::Alone => {
                    (2, package.files.first().map_or_else(String::new, |f| f.path.display().to_string()))
                }
            };
            let kept = found.entry((rank, name)).or_insert_with(|| package.clone());
            if package.variant == Variant::Tests {
                *kept = package;
            }
        }
        found.into_values().collect()
    }

    /// The Go files of one folder that cannot be read, or are not UTF-8.
    pub fn unread_in(&self, dir: &Path) -> impl Iterator<Item = PathBuf> {
        self.go_paths(dir).into_iter().filter(|path| self.file(path).is_none())
    }

    fn gather(&self, dir: &Path, list: &BuildList, nested: bool, whole: &mut Whole) {
        match nested {
            true => whole.nested.extend(self.go_paths(dir)),
            false => {
                whole.packages.extend(self.packages_in(dir));
                whole.unread.extend(self.unread_in(dir));
            }
        }
        for name in self.world.list(dir).unwrap_or_default() {
            let Some(name) = name.strip_suffix('/') else { continue };
            if name.starts_with(['.', '_']) || matches!(name, "testdata" | "vendor" | "node_modules") {
                continue;
            }
            let below = dir.join(name);
            // Another main module is gathered by itself.
            if !list.mains.iter().any(|m| **m == *below) {
                let nested = nested || self.world.read(&below.join("go.mod")).is_some();
                self.gather(&below, list, nested, whole);
            }
        }
    }
}

impl Package {
    /// Whether code of other modules can import the package: it is no program, and no folder `internal` of its own
    /// module keeps it within (go.dev/ref/mod, «internal» directories).
    pub fn may_be_imported_elsewhere(&self) -> bool {
        let Some(module) = &self.module.path else { return self.name != "main" };
        let elements: Vec<&str> = self.path.split('/').collect();
        let own = module.split('/').count();
        let kept = elements.iter().rposition(|e| *e == "internal").is_some_and(|at| at >= own);
        self.name != "main" && !kept
    }
}
