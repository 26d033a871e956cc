//! The names of functions that may have a twin, gathered from text before anything is parsed: what calls one of them
//! is worth a look. A name too many costs time, one too few a finding.

use crate::facts::twins::ENDINGS;
use crate::golang::lex::is_ident_byte;
use crate::golang::needles::Needles;
use crate::golang::program::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where twins may be declared: what a first look at the files of a run brought.
#[derive(Default)]
pub struct Hints {
    /// Folders in which something may be declared that takes a context and is named so.
    folders: BTreeSet<PathBuf>,
    /// Import paths from outside the standard library, each with a folder that imports it.
    imports: BTreeMap<String, PathBuf>,
}

impl Hints {
    /// What the text of the file at `path` shows.
    pub fn add(&mut self, path: &Path, text: &str) {
        let Some(dir) = path.parent() else { return };
        if !self.folders.contains(dir) && candidates(text).next().is_some() {
            self.folders.insert(dir.to_owned());
        }
        if text.contains("context") || text.contains("http") {
            for import in imports(text).filter(|i| !self.imports.contains_key(*i)).collect::<Vec<_>>() {
                self.imports.insert(import.to_owned(), dir.to_owned());
            }
        }
    }

    /// Adds what others show.
    pub fn extend(&mut self, other: Hints) {
        self.folders.extend(other.folders);
        self.imports.extend(other.imports);
    }

    /// The folders to look into.
    pub fn folders(self, program: &Program) -> Vec<PathBuf> {
        let imported = self.imports.iter().filter_map(|(path, dir)| program.import_dir(dir, path));
        self.folders.iter().cloned().chain(imported).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// The names of functions and methods in the folder beside which one is declared that takes a context and has the
/// same name with an ending.
pub fn in_folder(program: &Program, dir: &Path) -> BTreeSet<String> {
    let listed = program.world.list(dir).unwrap_or_default();
    let source = |name: &&String| name.ends_with(".go");
    let texts: Vec<_> =
        listed.iter().filter(source).filter_map(|n| program.world.read(&dir.join(n))).collect();
    let twins: BTreeSet<&str> = texts.iter().flat_map(|text| candidates(text)).collect();
    if twins.is_empty() {
        return BTreeSet::new();
    }
    let words: Vec<&str> = twins.into_iter().collect();
    let needles = Needles::new(&words);
    let hits = texts.iter().flat_map(|text| {
        let declares = |&(at, word): &(usize, usize)| is_declaration(text, at, words[word].len());
        needles.hits(text).into_iter().filter(declares)
    });
    hits.map(|(_, word)| words[word].to_owned()).collect()
}

/// What is left of the names of possible twins without their endings.
fn candidates(text: &str) -> impl Iterator<Item = &str> {
    memchr::memmem::find_iter(text.as_bytes(), "Context").flat_map(move |at| {
        let end = at + "Context".len();
        let start = text.as_bytes()[..at].iter().rposition(|&b| !is_ident_byte(b)).map_or(0, |i| i + 1);
        let name = &text[start..end];
        let rest = &text.as_bytes()[end..text.len().min(end + 200)];
        let takes_context = match rest.first() {
            Some(b'(') => rest.split(|&b| matches!(b, b',' | b')')).next().is_some_and(has_context),
            // The parameters come behind those for types.
            Some(b'[') => has_context(rest),
            _ => false,
        };
        let declared = takes_context && is_declaration(text, start, name.len());
        let stems = ENDINGS.iter().filter(move |_| declared).filter_map(move |e| name.strip_suffix(e));
        stems.filter(|stem| !stem.is_empty())
    })
}

fn has_context(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"Context").is_some()
}

/// Whether the name at `at` may be that of a function, a method, or a method of an interface where it stands.
fn is_declaration(text: &str, at: usize, len: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |i| i + 1)..at];
    let behind = text.as_bytes().get(at + len);
    matches!(behind, Some(b'(' | b'[')) && (line.starts_with("func ") || line.trim().is_empty())
}

/// The import paths in the text whose first element has a dot.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let body = |line: &&str| !["func ", "type ", "var ", "const "].iter().any(|w| line.starts_with(w));
    text.lines().take_while(body).filter_map(|line| {
        let path = line.trim_end().strip_suffix('"')?.rsplit('"').next()?;
        let before = line.trim_start();
        let is_import = before.starts_with('"') || before.starts_with("import ") || line.starts_with('\t');
        (is_import && path.split('/').next().is_some_and(|first| first.contains('.'))).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_take_a_context() {
        let text = "func LoadContext(ctx context.Context, k string) {}\nfunc (s *S) SaveWithContext(\n\tctx context.Context,\n) {}\n\
                    func f() {\n\tLoadContext(ctx, k)\n\tx.FromContext(r.Context())\n}\nfunc WithContext(ctx context.Context) {}\n";
        assert_eq!(candidates(text).collect::<Vec<_>>(), ["Load", "Save", "SaveWith", "With"]);
    }

    #[test]
    fn imports_from_elsewhere() {
        let text = "package p\n\nimport (\n\t\"fmt\"\n\tx \"a.b/c\"\n\t\"d.e/f\"\n)\n\nimport \"g.h\"\n\nfunc f() {\n\t\"i.j/k\"\n}\n";
        assert_eq!(imports(text).collect::<Vec<_>>(), ["a.b/c", "d.e/f", "g.h"]);
    }
}
