//! The facts about interfaces of the standard library against its source.

mod common;

use ctxmend_codemods::facts::elements::is_of_std;
use ctxmend_codemods::golang::skim::{DeclKind, skim};
use ctxmend_codemods::golang::syntax::{Field, Kind, parse_decl};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

#[test]
fn every_method_that_an_interface_of_the_standard_library_has_is_known() {
    if std::env::var_os("CTXMEND_GO_FILES").is_some() {
        return eprintln!("SKIPPED: CTXMEND_GO_FILES names other files than those of the standard library");
    }
    let mut missing: BTreeSet<String> = BTreeSet::new();
    let mut known = 0;
    let files = common::go_files(usize::MAX);
    for path in files.iter().filter(|p| is_public(p)) {
        let Some(text) = common::read(path) else { continue };
        let text: Arc<str> = text.into();
        for decl in skim(&text).decls.iter().filter(|d| d.kind == DeclKind::Type) {
            let Ok(tree) = parse_decl(&text, decl.span) else { continue };
            let elems = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::MethodElem);
            for name in elems.filter_map(|n| tree.child(n, Field::Name)).map(|n| tree.text(n)) {
                match is_of_std(name) {
                    _ if !name.starts_with(char::is_uppercase) => {}
                    true => known += 1,
                    false => drop(missing.insert(name.to_owned())),
                }
            }
        }
    }
    eprintln!("{known} methods of interfaces");
    assert!(files.is_empty() || known > 100, "hardly anything was compared");
    assert!(missing.is_empty(), "not in codemods/facts/elements.rs: {missing:?}");
}

/// Whether other modules can import the package of the file.
fn is_public(path: &Path) -> bool {
    let test = path.to_string_lossy().ends_with("_test.go");
    let apart = ["internal", "vendor", "testdata", "cmd"];
    !test && !path.iter().any(|part| apart.iter().any(|a| part == *a))
}
