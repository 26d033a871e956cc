//! Which methods the interfaces of a package may have, told by the text of its folder: saves the skimming and parsing
//! of large dependencies for a method that none of their interfaces asks for.
//!
//! Whether a type implements an interface is for `golang::types`.

use super::folders::is_test_name;
use super::{Package, Program};
use crate::facts;
use crate::golang::lex::is_ident_byte;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

impl Program<'_> {
    /// Whether an interface declared in the package that `from` imports as `path` may have the exported method `name`.
    pub fn may_ask_for(&self, from: &Package, path: &str, name: &str) -> bool {
        let Some(found) = self.find_import(from, path) else { return false };
        if found.std && !facts::elements::is_of_std(name) {
            return false;
        }
        let dir = &found.dir;
        let names = self.layer(dir).elements.get(dir.to_path_buf(), || Arc::new(self.elements(dir)));
        names.contains(name)
    }

    fn elements(&self, dir: &Path) -> BTreeSet<Box<str>> {
        let mut names = BTreeSet::new();
        for path in self.go_paths(dir).iter().filter(|p| !is_test_name(p)) {
            let mut gather = |text: &str| {
                for name in elements(text).filter(|name| !names.contains(*name)).collect::<Vec<_>>() {
                    names.insert(name.into());
                }
            };
            match self.overlay.get(path.as_path()) {
                Some(changed) => gather(&changed.text),
                None => {
                    self.world.glimpse(path, &mut gather);
                }
            }
        }
        names
    }
}

/// The exported names that stand where a method of an interface may stand: before a parenthesis, and behind nothing
/// that the grammar has before them (Go spec, «Interface types»), but perhaps a comment.
fn elements(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'(', bytes).filter_map(move |end| {
        let end = bytes[..end].trim_ascii_end().len();
        let start = bytes[..end].iter().rposition(|&b| !is_ident_byte(b)).map_or(0, |i| i + 1);
        let name = text[start..end].starts_with(char::is_uppercase).then(|| &text[start..end])?;
        let before = bytes[..start].iter().rposition(|&b| !matches!(b, b' ' | b'\t')).map(|i| bytes[i]);
        matches!(before, Some(b'\n' | b'{' | b';' | b'/')).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::elements;

    #[test]
    fn names_where_methods_of_interfaces_stand() {
        let text = "package a\n\ntype I interface {\n\tRun(n int) error // Not(e)\n\t/* as is */ Stop ()\n\tä()\n\tÄra()\n}\n\
                    type J interface{ Get(); Put() }\nfunc (t *T) Own() { x.Call(); Free() }\nfunc Make() {}\r\n\tLast()";
        let found: Vec<&str> = elements(text).collect();
        assert_eq!(found, ["Run", "Not", "Stop", "Ära", "Get", "Put", "Free", "Last"]);
    }
}
