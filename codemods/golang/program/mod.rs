//! The program around a declaration: files, packages, modules, types, callees. On demand and memoised.
//!
//! Everything is read through [`World`]; nothing needs a Go toolchain, a build or the network. What cannot be
//! known is unknown: a missing dependency never fails a question about something else. Types themselves are
//! `golang::types`; who calls a function is for `contexts::thread`.

pub mod callee;
pub mod constraint;
mod elements;
pub mod file;
mod folders;
pub mod imports;
pub mod memo;
pub mod module;
pub mod package;
pub mod resolve;
pub mod site;
pub mod whole;

pub use callee::{Callee, FuncRef, Known};
pub use file::{File, Parsed};
pub use module::{GoVersion, Module};
pub use package::{DeclRef, Package, Variant};
pub use resolve::Entity;
pub use site::{Place, Site};

use super::types::table::Tables;
use crate::World;
use crate::facts::user::UserFacts;
use imports::{BuildList, Found};
use memo::Memo;
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What is read and skimmed once for all programs over one world.
#[derive(Debug, Default)]
struct Layer {
    files: Memo<Arc<Path>, Option<Arc<File>>>,
    /// Package names by folder.
    names: Memo<PathBuf, Option<Arc<str>>>,
    packages: Memo<PackageKey, Arc<Package>>,
    /// What methods of interfaces may be called, by folders.
    elements: Memo<PathBuf, Arc<BTreeSet<Box<str>>>>,
    modules: Memo<PathBuf, Arc<Module>>,
    lists: Memo<Arc<Path>, Arc<BuildList>>,
    imports: Memo<ImportKey, Option<Arc<Found>>>,
    memories: Memories,
}

/// What analyses remember, by the type of what they keep.
type Memories = Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>;

/// Build list, importing module, and import path (of a relative one, with its folder).
type ImportKey = (Arc<Path>, Arc<Path>, PathBuf);

#[derive(Clone, PartialEq, Eq, Hash)]
struct PackageKey {
    dir: Arc<Path>,
    name: String,
    variant: Variant,
    list: Arc<Path>,
}

/// Everything that can be known of a program, on demand.
pub struct Program<'w> {
    pub world: &'w dyn World,
    /// What users add to the facts.
    pub facts: Arc<UserFacts>,
    /// The folder that reports name files from, if there is one.
    base: Option<Arc<Path>>,
    overlay: BTreeMap<Arc<Path>, Arc<File>>,
    /// The folders of the overlaid files.
    changed_dirs: BTreeSet<PathBuf>,
    /// Folders that hold an overlaid file are looked up here, all others in `shared`.
    own: Layer,
    shared: Arc<Layer>,
    pub(super) tables: Tables,
    /// Types within the standard library, which sees nothing of the files under change.
    pub(super) std_tables: Arc<Tables>,
    /// What analyses remember about this program.
    memories: Memories,
}

impl<'w> Program<'w> {
    pub fn new(world: &'w dyn World) -> Program<'w> {
        Program {
            world,
            facts: Arc::default(),
            base: None,
            overlay: BTreeMap::new(),
            changed_dirs: BTreeSet::new(),
            own: Layer::default(),
            shared: Arc::default(),
            tables: Tables::default(),
            std_tables: Arc::default(),
            memories: Mutex::default(),
        }
    }

    /// The program, about which users say this.
    pub fn knowing(self, facts: UserFacts) -> Program<'w> {
        Program { facts: Arc::new(facts), ..self }
    }

    /// The program, whose files are named from this folder.
    pub fn named_from(self, base: &Path) -> Program<'w> {
        Program { base: Some(base.into()), ..self }
    }

    /// The name of a file, for messages: as reports show it.
    pub fn name_of(&self, path: &Path) -> String {
        self.name_below(path).unwrap_or_else(|| match self.base {
            Some(_) => path.to_string_lossy().into_owned(),
            None => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        })
    }

    /// The same for a file below the folder that reports name files from.
    pub fn name_below(&self, path: &Path) -> Option<String> {
        let below = self.base.as_deref().and_then(|base| path.strip_prefix(base).ok());
        below.map(|p| p.to_string_lossy().into_owned())
    }

    /// The program with other Go files in the place of some (absolute paths; on top of the overlay `self` has). What is
    /// known of other folders is shared with `self`, but for types, which may depend on the changed files.
    pub fn with_overlay(&self, changed: &BTreeMap<Arc<Path>, Arc<File>>) -> Program<'w> {
        let mut overlay = self.overlay.clone();
        overlay.extend(changed.iter().map(|(p, f)| (p.clone(), f.clone())));
        let goroot = self.world.goroot();
        let in_goroot = goroot.is_some_and(|g| overlay.keys().any(|p| p.starts_with(g)));
        Program {
            world: self.world,
            facts: self.facts.clone(),
            base: self.base.clone(),
            changed_dirs: overlay.keys().filter_map(|p| p.parent().map(Path::to_path_buf)).collect(),
            overlay,
            own: Layer::default(),
            shared: self.shared.clone(),
            tables: Tables::default(),
            std_tables: if in_goroot { Arc::default() } else { self.std_tables.clone() },
            memories: Mutex::default(),
        }
    }

    /// The program without its overlay; `None` if it has none.
    pub fn as_read(&self) -> Option<Program<'w>> {
        (!self.overlay.is_empty()).then(|| Program {
            facts: self.facts.clone(),
            base: self.base.clone(),
            shared: self.shared.clone(),
            ..Program::new(self.world)
        })
    }

    /// The one `T` in which an analysis keeps what it has found out about this program.
    pub fn memory<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        remembered(&self.memories)
    }

    /// The same for what holds of the files as they are on disk, whatever the overlay says.
    pub fn lasting<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        remembered(&self.shared.memories)
    }

    /// The file at `path`, skimmed; `None` if it cannot be read.
    pub fn file(&self, path: &Path) -> Option<Arc<File>> {
        if let Some(changed) = self.overlay.get(path) {
            return Some(changed.clone());
        }
        let key: Arc<Path> = path.into();
        self.shared
            .files
            .get(key.clone(), || self.world.read(&key).map(|text| Arc::new(File::new(key.clone(), text))))
    }

    /// How many bytes have been parsed so far, in all files that were looked into.
    pub fn bytes_parsed(&self) -> u64 {
        let files = self.shared.files.made().into_iter().flatten().chain(self.overlay.values().cloned());
        files.map(|f| f.bytes_parsed()).sum()
    }

    /// The package that the file at `path` belongs to.
    pub fn package_of(&self, path: &Path) -> Option<Arc<Package>> {
        let file = self.file(path)?;
        let dir = path.parent()?;
        let module = self.module(dir);
        let list = self.build_list(&module);
        let name = file.package_name();
        let base = self.import_path(dir, &module, &list);
        if file.is_ignored() {
            let key = path.to_string_lossy();
            return Some(self.make_package(dir, &key, Variant::Alone, &base, &module, &list));
        }
        let variant = match (file.is_test(), name.strip_suffix("_test")) {
            (true, Some(_)) => Variant::External,
            (true, None) => Variant::Tests,
            _ => Variant::Plain,
        };
        Some(self.make_package(dir, name, variant, &base, &module, &list))
    }

    /// The package that `from` imports as `path`, if it is on disk.
    pub fn import(&self, from: &Package, path: &str) -> Option<Arc<Package>> {
        let found = self.find_import(from, path)?;
        let name = self.package_name(&found.dir)?;
        let own = from.variant == Variant::External && *from.dir == *found.dir;
        let variant = if own { Variant::Tests } else { Variant::Plain };
        let module = self.module(&found.dir);
        let list = if found.std { self.build_list(&module) } else { from.list.clone() };
        Some(self.make_package(&found.dir, &name, variant, &found.path, &module, &list))
    }

    /// The module of the package that `from` imports as `path`, if it is on disk.
    pub fn import_module(&self, from: &Package, path: &str) -> Option<Arc<Module>> {
        Some(self.module(&self.find_import(from, path)?.dir))
    }

    /// The name of the package that `from` imports as `path`, if it is on disk.
    pub fn import_name(&self, from: &Package, path: &str) -> Option<Arc<str>> {
        self.package_name(&self.find_import(from, path)?.dir)
    }

    /// The folder that the Go files of `dir` import as `path`, if it is on disk and not of the standard library.
    pub fn import_dir(&self, dir: &Path, path: &str) -> Option<Arc<Path>> {
        let module = self.module(dir);
        let found = self.find(&self.build_list(&module), &module, dir, path)?;
        (!found.std).then(|| Arc::from(&*found.dir))
    }

    fn find_import(&self, from: &Package, path: &str) -> Option<Arc<Found>> {
        self.find(&from.list, &from.module, &from.dir, path)
    }

    /// What the files of `dir`, a folder of `module`, import as `path`.
    fn find(&self, list: &BuildList, module: &Module, dir: &Path, path: &str) -> Option<Arc<Found>> {
        if matches!(path, "C" | "unsafe") || path.is_empty() {
            return None;
        }
        let relative = path.starts_with('.');
        let key = if relative { dir.join(path) } else { path.into() };
        let importer = if list.std && dir.components().any(|c| c.as_os_str() == "cmd") {
            Arc::from(dir)
        } else {
            module.root.clone()
        };
        self.shared.imports.get((list.root.clone(), importer, key), || {
            list.find(self.world, module, dir, path).map(Arc::new)
        })
    }

    /// The module that holds the folder `dir`: that of the nearest `go.mod` above.
    pub fn module(&self, dir: &Path) -> Arc<Module> {
        self.shared.modules.get(dir.to_path_buf(), || {
            let found = dir.ancestors().find_map(|d| Some((d, self.world.read(&d.join("go.mod"))?)));
            match found {
                Some((root, text)) if root == dir => Arc::new(Module::parse(root, &text)),
                Some((root, _)) => self.module(root),
                None => Arc::new(Module::none(dir)),
            }
        })
    }

    /// The Go language version that the file at `path` is written in.
    pub fn go_version(&self, path: &Path) -> GoVersion {
        path.parent().map_or(GoVersion::DEFAULT, |dir| self.module(dir).go)
    }

    /// What the imports of the module's packages are looked up in.
    fn build_list(&self, module: &Arc<Module>) -> Arc<BuildList> {
        self.shared.lists.get(module.root.clone(), || {
            let src = self.world.goroot().map(|g| g.join("src"));
            if let Some(src) = src.filter(|src| module.root.starts_with(src)) {
                return Arc::new(BuildList::goroot(&src, module.go));
            }
            Arc::new(self.workspace(module).unwrap_or_else(|| BuildList::of_module(self.world, module)))
        })
    }

    /// The build list of the nearest `go.work` above, if it names the module.
    fn workspace(&self, module: &Module) -> Option<BuildList> {
        let (root, text) =
            module.root.ancestors().find_map(|d| Some((d, self.world.read(&d.join("go.work"))?)))?;
        let work = module::Work::parse(root, &text);
        if !work.uses.iter().any(|dir| **dir == *module.root) {
            return None;
        }
        let mains: Vec<_> = work.uses.iter().map(|dir| self.module(dir)).collect();
        Some(BuildList::of_work(self.world, &work, &mains))
    }

    fn import_path(&self, dir: &Path, module: &Module, list: &BuildList) -> String {
        let (prefix, root) = match (&module.path, list.std) {
            (_, true) => ("", &*list.root),
            (Some(path), _) => (path.as_str(), &*module.root),
            // Outside any module the folder itself is the only name that cannot clash.
            (None, _) => return format!("_{}", dir.display()),
        };
        let rest = dir.strip_prefix(root).unwrap_or(Path::new(""));
        let rest = rest.components().map(|c| c.as_os_str().to_string_lossy());
        let parts = (!prefix.is_empty()).then(|| prefix.into()).into_iter().chain(rest);
        parts.collect::<Vec<_>>().join("/")
    }

    fn layer(&self, dir: &Path) -> &Layer {
        if self.changed_dirs.contains(dir) { &self.own } else { &self.shared }
    }
}

fn remembered<T: Default + Send + Sync + 'static>(memories: &Memories) -> Arc<T> {
    let mut memories = memories.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = memories.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone();
    kept.downcast().unwrap_or_default()
}
