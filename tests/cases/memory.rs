//! A world in memory: the files of one case below a folder of their own, and a standard library of declarations.
//!
//! There is no module cache in it, and the standard library is the one in `goroot.txtar`, so that a case comes out
//! the same whatever is installed.

use crate::archive;
use codemods::World;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The folder in which the files of a case lie.
pub const ROOT: &str = "/case";

const GOROOT: &str = "/goroot";

static STANDARD_LIBRARY: LazyLock<BTreeMap<PathBuf, Arc<str>>> = LazyLock::new(|| {
    let files = archive::parse(include_str!("goroot.txtar"));
    let absolute = |(path, text): (String, String)| (Path::new(GOROOT).join("src").join(path), text.into());
    files.into_iter().map(absolute).collect()
});

/// Files by absolute path.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Arc<str>>,
}

impl Memory {
    /// A world of these files, paths relative to [`ROOT`].
    pub fn new(files: &BTreeMap<String, String>) -> Memory {
        let absolute = |(path, text): (&String, &String)| (Path::new(ROOT).join(path), text.as_str().into());
        Memory { files: files.iter().map(absolute).collect() }
    }

    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.keys().chain(STANDARD_LIBRARY.keys())
    }
}

impl World for Memory {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        self.files.get(path).or_else(|| STANDARD_LIBRARY.get(path)).cloned()
    }

    fn list(&self, dir: &Path) -> Option<Vec<String>> {
        let below = self.all().filter_map(|path| path.strip_prefix(dir).ok());
        let names: BTreeSet<String> = below.filter_map(entry).collect();
        (!names.is_empty()).then(|| names.into_iter().collect())
    }

    fn module_cache(&self) -> Option<&Path> {
        None
    }

    fn goroot(&self) -> Option<&Path> {
        Some(Path::new(GOROOT))
    }
}

/// The first part of a relative path, with a final `/` where more follows.
fn entry(path: &Path) -> Option<String> {
    let mut parts = path.components();
    let name = parts.next()?.as_os_str().to_str()?.to_string();
    Some(if parts.next().is_some() { name + "/" } else { name })
}

#[test]
fn folders_are_listed_by_their_entries() {
    let files =
        ["a.go", "sub/b.go", "sub/deeper/c.go"].map(|path| (path.to_string(), "package p".to_string()));
    let world = Memory::new(&files.into());
    assert_eq!(world.list(Path::new("/case")), Some(vec!["a.go".into(), "sub/".into()]));
    assert_eq!(world.list(Path::new("/case/sub")), Some(vec!["b.go".into(), "deeper/".into()]));
    assert_eq!(world.list(Path::new("/case/none")), None);
    assert_eq!(world.list(Path::new("/goroot/src/log")), Some(vec!["log.go".into()]));
    assert!(world.read(Path::new("/case/sub/b.go")).is_some());
}
