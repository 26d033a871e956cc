//! From an import path to the folder that holds the package: workspace and main modules, `vendor/`, replaced and
//! required modules in the module cache, GOROOT. What is not on disk is not found; nothing is downloaded.

use super::module::{GoVersion, Module, Replace, Require, Target, Work, compare_versions, escape};
use crate::World;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The modules that a build of one main module, or of one workspace, draws on.
#[derive(Debug)]
pub struct BuildList {
    /// The folder of `go.work` or of the main module; names the list.
    pub root: Arc<Path>,
    /// Whether this is GOROOT's own list.
    pub std: bool,
    /// The newest language version that a main module asks for: no older Go builds it.
    pub go: GoVersion,
    /// The folders of the modules that are built together: the main module, or those of the workspace.
    pub mains: Vec<Arc<Path>>,
    /// Folders that hold packages by their import path, searched first.
    vendors: Vec<PathBuf>,
    /// Module paths and their folders, longest path first.
    providers: Vec<(String, PathBuf)>,
}

/// Where a package is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    pub dir: PathBuf,
    /// The import path that identifies it: differs from the one asked for only in GOROOT's vendored packages.
    pub path: String,
    pub std: bool,
}

impl BuildList {
    /// The list of the standard library.
    pub fn goroot(src: &Path, go: GoVersion) -> BuildList {
        let root: Arc<Path> = src.into();
        BuildList {
            mains: vec![root.clone()],
            root,
            std: true,
            go,
            vendors: Vec::new(),
            providers: Vec::new(),
        }
    }

    /// The list of `main` alone.
    pub fn of_module(world: &dyn World, main: &Arc<Module>) -> BuildList {
        Self::new(world, main.root.clone(), std::slice::from_ref(main), &[])
    }

    /// The list of a workspace's modules.
    pub fn of_work(world: &dyn World, work: &Work, mains: &[Arc<Module>]) -> BuildList {
        Self::new(world, work.root.clone(), mains, &work.replaces)
    }

    fn new(world: &dyn World, root: Arc<Path>, mains: &[Arc<Module>], replaces: &[Replace]) -> BuildList {
        let replaces: Vec<&Replace> =
            replaces.iter().chain(mains.iter().flat_map(|m| m.replaces.iter())).collect();
        let mut versions: BTreeMap<&str, &str> = BTreeMap::new();
        for r in mains.iter().flat_map(|m| m.requires.iter()) {
            let version = versions.entry(&r.path).or_insert(&r.version);
            if compare_versions(version, &r.version).is_lt() {
                *version = &r.version;
            }
        }
        let mut providers = BTreeMap::new();
        for (path, version) in versions {
            if let Some(dir) = folder(world, path, version, &replaces) {
                providers.insert(path.to_owned(), dir);
            }
        }
        for r in &replaces {
            if let (Target::Folder(dir), false) = (&r.target, providers.contains_key(&r.path)) {
                providers.insert(r.path.clone(), dir.clone());
            }
        }
        for main in mains {
            providers.insert(main.path.clone().unwrap_or_default(), main.root.to_path_buf());
        }
        let mut providers: Vec<(String, PathBuf)> =
            providers.into_iter().filter(|(path, _)| !path.is_empty()).collect();
        providers.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let roots = std::iter::once(&root).chain(mains.iter().map(|m| &m.root));
        let vendors = roots.map(|r| r.join("vendor")).filter(|v| world.list(v).is_some()).collect();
        let go = mains.iter().map(|m| m.go).max().unwrap_or(GoVersion::DEFAULT);
        let mains = mains.iter().map(|m| m.root.clone()).collect();
        BuildList { root, std: false, go, mains, vendors, providers }
    }

    /// The folder of the package that a file of the module `importer`, in the folder `from`, imports as `path`.
    pub fn find(&self, world: &dyn World, importer: &Module, from: &Path, path: &str) -> Option<Found> {
        if path.starts_with("./") || path.starts_with("../") {
            return at(world, super::module::join(from, path), path, false);
        }
        let std = || self.find_std(world, from, path);
        let vendored = || self.vendors.iter().find_map(|v| at(world, v.join(path), path, false));
        let provided = || {
            self.providers.iter().find_map(|(prefix, dir)| {
                let rest = below(path, prefix)?;
                at(world, dir.join(rest), path, false)
            })
        };
        std().or_else(vendored).or_else(provided).or_else(|| self.find_required(world, importer, path))
    }

    fn find_std(&self, world: &dyn World, from: &Path, path: &str) -> Option<Found> {
        let src = world.goroot()?.join("src");
        if self.std {
            let cmd = from.starts_with(src.join("cmd"));
            let vendor = if cmd { "cmd/vendor" } else { "vendor" };
            let name = format!("{vendor}/{path}");
            if let Some(found) = at(world, src.join(&name), &name, true) {
                return Some(found);
            }
        } else if path.split('/').next().is_some_and(|first| first.contains('.')) {
            return None;
        }
        at(world, src.join(path), path, true)
    }

    /// Modules older than Go 1.17 do not list what only their dependencies need: those say it themselves.
    fn find_required(&self, world: &dyn World, importer: &Module, path: &str) -> Option<Found> {
        let mut fits: Vec<&Require> =
            importer.requires.iter().filter(|r| below(path, &r.path).is_some()).collect();
        fits.sort_by_key(|r| std::cmp::Reverse(r.path.len()));
        fits.into_iter().find_map(|r| {
            let dir = folder(world, &r.path, &r.version, &[])?;
            at(world, dir.join(below(path, &r.path)?), path, false)
        })
    }
}

/// The folder of a module version.
fn folder(world: &dyn World, path: &str, version: &str, replaces: &[&Replace]) -> Option<PathBuf> {
    let exact = replaces.iter().find(|r| r.path == path && r.version.as_deref() == Some(version));
    let target = exact.or_else(|| replaces.iter().find(|r| r.path == path && r.version.is_none()));
    let (path, version) = match target.map(|r| &r.target) {
        Some(Target::Folder(dir)) => return Some(dir.clone()),
        Some(Target::Module(other)) => (other.path.as_str(), other.version.as_str()),
        None => (path, version),
    };
    Some(world.module_cache()?.join(format!("{}@{}", escape(path), escape(version))))
}

/// What of `path` lies below `prefix`.
fn below<'p>(path: &'p str, prefix: &str) -> Option<&'p str> {
    match path.strip_prefix(prefix)? {
        "" => Some(""),
        rest => rest.strip_prefix('/'),
    }
}

fn at(world: &dyn World, dir: PathBuf, path: &str, std: bool) -> Option<Found> {
    let names = world.list(&dir)?;
    let found = names.iter().any(|n| n.ends_with(".go"));
    // A path that ends at a module's root was joined with nothing: the trailing slash has to go.
    found.then(|| Found { dir: dir.components().collect(), path: path.to_owned(), std })
}

/// The package name that an import path suggests: its last element, without a major version, `gopkg.in`'s `.vN`,
/// and what an identifier cannot hold.
pub fn guess_name(path: &str) -> &str {
    let short = without_go(last_element(path).0);
    short.rsplit(['-', '.']).next().unwrap_or(short)
}

/// The names that an import path suggests for its package, the likeliest first.
pub fn guess_names(path: &str) -> Vec<String> {
    let (last, major) = last_element(path);
    let short = without_go(last);
    let all = [guess_name(path), last, short, &short.replace(['-', '.'], ""), major.unwrap_or_default()];
    let is_name = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let mut names: Vec<String> = Vec::new();
    for name in all {
        if is_name(name) && !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The last element that is no major version, without `gopkg.in`'s `.vN`; and the major version behind it.
fn last_element(path: &str) -> (&str, Option<&str>) {
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or_default();
    let (last, major) = match parts.next() {
        Some(before) if is_major(last) => (before, Some(last)),
        _ => (last, None),
    };
    (last.rsplit_once('.').filter(|(_, v)| is_major(v)).map_or(last, |(name, _)| name), major)
}

/// The name of a project without what only says that it is for Go.
fn without_go(last: &str) -> &str {
    let last = ["go-", "go."].iter().find_map(|p| last.strip_prefix(p)).unwrap_or(last);
    ["-go", ".go", "-golang"].iter().find_map(|s| last.strip_suffix(s)).unwrap_or(last)
}

fn is_major(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_package_names() {
        for (path, name) in [
            ("net/http", "http"),
            ("github.com/jackc/pgx/v5", "pgx"),
            ("gopkg.in/yaml.v3", "yaml"),
            ("github.com/mattn/go-sqlite3", "sqlite3"),
            ("github.com/segmentio/kafka-go", "kafka"),
            ("github.com/go.uber/zap", "zap"),
        ] {
            assert_eq!(guess_name(path), name);
        }
    }
}
