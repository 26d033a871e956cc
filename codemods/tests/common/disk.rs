//! The disk as a world, for tests against real code.

use ctxmend_codemods::World;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// Reads what is there; module cache and GOROOT are what `go env` says.
pub struct Disk {
    module_cache: Option<PathBuf>,
    goroot: Option<PathBuf>,
}

impl Disk {
    pub fn new() -> Disk {
        Disk { module_cache: go_env("GOMODCACHE"), goroot: go_env("GOROOT") }
    }
}

fn go_env(name: &str) -> Option<PathBuf> {
    let out = Command::new("go").args(["env", name]).output().ok()?;
    let text = String::from_utf8(out.stdout).ok()?;
    let path = Path::new(text.trim());
    (!path.as_os_str().is_empty()).then(|| path.canonicalize().unwrap_or_else(|_| path.to_path_buf()))
}

impl World for Disk {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        std::fs::read_to_string(path).ok().map(Arc::from)
    }

    fn list(&self, dir: &Path) -> Option<Vec<String>> {
        let mut names: Vec<String> = std::fs::read_dir(dir)
            .ok()?
            .flatten()
            .map(|e| {
                let folder = if e.path().is_dir() { "/" } else { "" };
                format!("{}{folder}", e.file_name().to_string_lossy())
            })
            .collect();
        names.sort();
        Some(names)
    }

    fn module_cache(&self) -> Option<&Path> {
        self.module_cache.as_deref()
    }

    fn goroot(&self) -> Option<&Path> {
        self.goroot.as_deref()
    }
}
