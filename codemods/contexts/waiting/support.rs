//! Code that is there for tests only: what it waits for, it waits for on purpose.

use crate::contexts::calls::{called_name, receiver_name};
use crate::contexts::origins::{Given, given};
use crate::contexts::thread::scan::Scan;
use crate::facts::words;
use crate::golang::program::{Entity, File, Site};
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
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

/// Whether the declaration is a method of what pretends to be something else, as the name of its type says.
pub fn is_of_stand_in(site: Site) -> bool {
    let is_one = |w: &str| STAND_INS.contains(&w) || matches!(w, "noop" | "spy");
    words::words_of(receiver_name(site).unwrap_or_default()).any(|w| is_one(&w))
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

/// Whether `place` is only reached where a test wants it: by a variable of the environment that says so in its name,
/// `if v := os.Getenv("APP_TEST_SLEEP_SECONDS"); v != ""`, or one of the package that nothing but tests sets.
pub fn is_hook_for_tests(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let func = tree.enclosing_func(place);
    let mut within = tree.ancestors(place).take_while(|&a| Some(a) != func);
    within.any(|branch| {
        let inside = tree.child(branch, Field::Consequence).is_some_and(|c| tree.contains(c, place));
        let condition =
            tree.child(branch, Field::Condition).filter(|_| inside && tree.kind(branch) == Kind::If);
        condition.is_some_and(|c| {
            tree.subtree(c).any(|n| {
                asks_environment_for_test(site, n) || tree.kind(n) == Kind::Ident && is_set_by_tests(site, n)
            })
        })
    })
}

/// Whether the expression is what the environment holds for a test, or a variable for that.
fn asks_environment_for_test(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    let call = match tree.kind(expr) {
        Kind::Ident => {
            let variable = site.scopes().resolve(expr).map(|v| site.scopes().binding(v).ident);
            match variable.and_then(|ident| given(site, ident)) {
                Some((Given::Value(c) | Given::Result(c, _), _)) => c,
                None => return false,
            }
        }
        _ => expr,
    };
    let says_so = |name: &str| {
        words::words_of(&name.to_ascii_lowercase())
            .any(|w| matches!(w.as_str(), "test" | "tests" | "testing"))
    };
    let name = tree.arg(call, 0).filter(|_| tree.kind(call) == Kind::Call);
    matches!(called_name(site, call), Some("Getenv" | "LookupEnv"))
        && name.is_some_and(|n| {
            let text = tree.text(n).trim_matches(['"', '`']);
            text.split('_').any(says_so)
        })
}

/// Whether the variable, one of the package that it does not export and gives no value, is written by tests alone.
fn is_set_by_tests(site: Site, ident: NodeId) -> bool {
    let name = site.tree().text(ident);
    let is_own = matches!(site.resolve(ident), Entity::PackageLevel { .. });
    if !is_own || name.starts_with(char::is_uppercase) {
        return false;
    }
    let writes = |s: Site| {
        let tree = s.tree();
        let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && tree.text(n) == name;
        tree.subtree(tree.root())
            .any(|n| is_it(n) && s.scopes().resolve(n).is_none() && (is_write(tree, n) || has_value(s, n)))
    };
    // Those of tests are in a package of their own with the others.
    let packages = site.program.packages_in(&site.package.dir);
    let scan = Scan { program: site.program, packages: &packages };
    let written = scan.readable(&[name]).filter(|s| writes(*s)).map(|s| s.file.is_test());
    let by: Vec<bool> = written.collect();
    !by.is_empty() && by.into_iter().all(|is_test| is_test)
}

/// `var slow = true`
fn has_value(site: Site, name: NodeId) -> bool {
    let tree = site.tree();
    let spec = tree.parent(name).filter(|_| tree.field(name) == Field::Name);
    spec.is_some_and(|s| tree.child(s, Field::Value).is_some())
}
