//! Code that is there for tests only: what it waits for, it waits for on purpose.

use crate::golang::program::{File, Site};
use std::path::Path;
use std::sync::Arc;

/// Folders.
const FOLDERS: &[&str] = &["e2e", "integration"];

/// How the names of others begin.
const BEGINNINGS: &[&str] = &["test", "bench", "simul"];

/// Parts of the names of folders and files.
const STAND_INS: &[&str] = &["mock", "fake", "stub", "dummy"];

/// Whether the file is a test, is there for tests, or pretends to be something else for them.
pub fn is_for_tests(site: Site) -> bool {
    let path = &site.file.path;
    let root = path.parent().and_then(|dir| outermost_module(site, dir));
    let below = root.as_deref().and_then(|root| path.strip_prefix(root).ok());
    let below = below.or(path.file_name().map(Path::new)).unwrap_or(path);
    let named_so = |part: &str| STAND_INS.iter().any(|s| part.contains(s));
    let is_folder = |part: &str| {
        BEGINNINGS.iter().any(|b| part.starts_with(b)) || FOLDERS.contains(&part) || named_so(part)
    };
    let folders = below.parent().into_iter().flat_map(|dir| dir.components());
    site.file.serves_tests()
        || site.package.files.iter().any(says_that_it_stands_in)
        || folders.filter_map(|c| c.as_os_str().to_str()).any(is_folder)
        || below.file_stem().and_then(|name| name.to_str()).is_some_and(named_so)
}

/// Whether the comment on the package clause says so: «a fake server for tests».
fn says_that_it_stands_in(file: &Arc<File>) -> bool {
    let head = file.skim.package.map_or("", |name| &file.text[..name.start as usize]);
    let doc = head.rsplit("\n\n").next().unwrap_or_default().to_ascii_lowercase();
    let words = || doc.split(|c: char| !c.is_alphanumeric());
    let is_stand_in = words().any(|w| STAND_INS.contains(&w));
    is_stand_in && words().any(|w| matches!(w, "test" | "tests" | "testing" | "implementation"))
}

/// The folder of the module that `dir` is in, or of the one around it that holds all others.
fn outermost_module(site: Site, dir: &Path) -> Option<Arc<Path>> {
    let modules = dir.ancestors().map(|dir| site.program.module(dir)).take_while(|m| m.path.is_some());
    modules.last().map(|m| m.root.clone())
}
