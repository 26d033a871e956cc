//! The names of functions that may have a twin, gathered from text before anything is parsed: what calls one of them
//! is worth a look. A name too many costs time, one too few a finding.

use crate::World;
use crate::facts::twins::ENDINGS;
use crate::golang::lex::is_ident_byte;
use crate::golang::program::Program;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where twins may be declared: what a first look at the files of a run brought, by folder.
#[derive(Default)]
pub struct Hints {
    folders: BTreeMap<PathBuf, Folder>,
}

/// What the files of a folder show.
#[derive(Default)]
struct Folder {
    /// Whether something may be declared in it that takes a context and is named so.
    declares: bool,
    /// Import paths from outside the standard library.
    imports: BTreeSet<String>,
}

/// The names of functions that may have a twin, by the folder of the files that may call them.
pub type Names = HashMap<PathBuf, BTreeSet<Arc<str>>>;

impl Hints {
    /// What the text of the file at `path` shows.
    pub fn add(&mut self, path: &Path, text: &str) {
        let Some(dir) = path.parent() else { return };
        let folder = self.folders.entry(dir.to_owned()).or_default();
        folder.declares |= candidates(text).next().is_some();
        let new: Vec<&str> = imports(text).filter(|i| !folder.imports.contains(*i)).collect();
        folder.imports.extend(new.into_iter().map(str::to_owned));
    }

    /// Adds what others show.
    pub fn extend(&mut self, other: Hints) {
        for (dir, more) in other.folders {
            let folder = self.folders.entry(dir).or_default();
            folder.declares |= more.declares;
            folder.imports.extend(more.imports);
        }
    }

    /// The names that are known in each folder: those of its own package, of the packages that it imports, and of what
    /// those import that were looked at too, since their fields and results are at hand there.
    pub fn names(&self, program: &Program) -> Names {
        let imported: HashMap<&Path, Vec<Arc<Path>>> =
            self.folders.iter().map(|(dir, f)| (&**dir, imported(program, dir, f))).collect();
        let mut asked: BTreeSet<Arc<Path>> = imported.values().flatten().cloned().collect();
        asked.extend(self.folders.iter().filter(|(_, f)| f.declares).map(|(dir, _)| Arc::from(&**dir)));
        let said: HashMap<Arc<Path>, BTreeSet<Arc<str>>> = asked
            .into_par_iter()
            .map(|dir| {
                let names = in_folder(program.world, &dir);
                (dir, names)
            })
            .filter(|(_, names)| !names.is_empty())
            .collect();
        let own = |dir: &Path| said.get(dir).into_iter().flatten().cloned();
        let known_in = |dir: &Path| {
            let near = imported.get(dir).into_iter().flatten();
            let far = near.clone().filter_map(|d| imported.get(&**d)).flatten();
            own(dir).chain(near.chain(far).flat_map(|d| own(d))).collect::<BTreeSet<_>>()
        };
        let all = self.folders.keys().map(|dir| (dir.clone(), known_in(dir)));
        all.filter(|(_, names)| !names.is_empty()).collect()
    }
}

/// The folders that `folder`, at `dir`, imports from.
fn imported(program: &Program, dir: &Path, folder: &Folder) -> Vec<Arc<Path>> {
    folder.imports.iter().filter_map(|path| program.import_dir(dir, path)).collect()
}

/// The names of functions and methods in the folder beside which one is declared that takes a context and has the
/// same name with an ending.
fn in_folder(world: &dyn World, dir: &Path) -> BTreeSet<Arc<str>> {
    let listed = world.list(dir).unwrap_or_default();
    let files: Vec<PathBuf> = listed.iter().filter(|n| n.ends_with(".go")).map(|n| dir.join(n)).collect();
    let mut declared: BTreeSet<String> = BTreeSet::new();
    let mut missed: BTreeSet<String> = BTreeSet::new();
    // The two nearly always stand in one file, so that hardly any folder is read twice.
    for file in &files {
        world.glimpse(file, &mut |text| {
            for stem in candidates(text).filter(|s| !declared.contains(*s)).collect::<BTreeSet<_>>() {
                let stems = if declares(text, stem) { &mut declared } else { &mut missed };
                stems.insert(stem.to_owned());
            }
        });
    }
    missed.retain(|stem| !declared.contains(stem));
    for file in &files {
        if missed.is_empty() {
            break;
        }
        world.glimpse(file, &mut |text| {
            let (here, elsewhere) = take(&mut missed).into_iter().partition(|stem| declares(text, stem));
            missed = elsewhere;
            declared.extend::<BTreeSet<String>>(here);
        });
    }
    declared.into_iter().map(Arc::from).collect()
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

/// Whether the text has the word `Context`.
fn has_context(text: &[u8]) -> bool {
    memchr::memmem::find_iter(text, b"Context").any(|at| {
        let end = at + "Context".len();
        !text[..at].last().is_some_and(|&b| is_ident_byte(b))
            && !text.get(end).is_some_and(|&b| is_ident_byte(b))
    })
}

/// Whether the text may declare a function or method of this name.
fn declares(text: &str, name: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), name).any(|at| {
        !text.as_bytes()[..at].last().is_some_and(|&b| is_ident_byte(b))
            && is_declaration(text, at, name.len())
    })
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
