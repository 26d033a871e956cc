//! A world in memory, for tests.

use ctxmend_codemods::World;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files by absolute path; the module cache is `/mod`, GOROOT is `/go`.
pub struct Memory {
    files: BTreeMap<PathBuf, Arc<str>>,
}

impl Memory {
    pub fn new(files: &[(&str, &str)]) -> Memory {
        Memory { files: files.iter().map(|(p, t)| (PathBuf::from(p), Arc::from(*t))).collect() }
    }
}

impl World for Memory {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        self.files.get(path).cloned()
    }

    fn list(&self, dir: &Path) -> Option<Vec<String>> {
        let below = self.files.keys().filter_map(|p| p.strip_prefix(dir).ok());
        let names: BTreeSet<String> = below
            .filter_map(|rest| {
                let mut parts = rest.components();
                let first = parts.next()?.as_os_str().to_string_lossy().into_owned();
                Some(if parts.next().is_some() { format!("{first}/") } else { first })
            })
            .collect();
        (!names.is_empty()).then(|| names.into_iter().collect())
    }

    fn module_cache(&self) -> Option<&Path> {
        Some(Path::new("/mod"))
    }

    fn goroot(&self) -> Option<&Path> {
        Some(Path::new("/go"))
    }
}
