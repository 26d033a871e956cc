//! A package: the files of one folder with one package name, and its declarations by name over all files.

use super::callee::FuncRef;
use super::constraint::satisfiable;
use super::file::File;
use super::imports::BuildList;
use super::module::Module;
use crate::golang::skim::DeclKind;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// One declared name of a package.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DeclRef {
    /// Index into [`Package::files`].
    pub file: usize,
    /// Index into the file's `skim.decls`.
    pub decl: usize,
    /// Index into the declaration's names.
    pub name: usize,
}

/// Which files of the folder belong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Variant {
    /// What importers see.
    Plain,
    /// With the `_test.go` files of the same package.
    Tests,
    /// The `_test.go` files of the package `name_test`.
    External,
    /// One file that stands alone: its constraint says `ignore`.
    Alone,
}

/// The files of one package: one folder, one package name.
#[derive(Debug)]
pub struct Package {
    pub dir: Arc<Path>,
    pub name: String,
    /// The import path; of an external test package with `_test` behind it.
    pub path: Arc<str>,
    pub variant: Variant,
    pub files: Vec<Arc<File>>,
    /// The module that holds the folder.
    pub module: Arc<Module>,
    /// What its imports are looked up in.
    pub list: Arc<BuildList>,
    pub(super) index: OnceLock<Index>,
}

/// Declarations by name.
#[derive(Debug, Default)]
pub(super) struct Index {
    funcs: BTreeMap<String, Vec<DeclRef>>,
    types: BTreeMap<String, Vec<DeclRef>>,
    values: BTreeMap<String, Vec<DeclRef>>,
    /// By receiver type, then by name.
    methods: BTreeMap<String, BTreeMap<String, Vec<DeclRef>>>,
}

impl Package {
    /// Functions of that name; more than one where build constraints choose.
    pub fn func(&self, name: &str) -> &[DeclRef] {
        get(&self.index().funcs, name)
    }

    /// Types of that name.
    pub fn types(&self, name: &str) -> &[DeclRef] {
        get(&self.index().types, name)
    }

    /// Variables and constants of that name.
    pub fn values(&self, name: &str) -> &[DeclRef] {
        get(&self.index().values, name)
    }

    /// Methods of that name whose receiver's base type is `receiver`.
    pub fn method(&self, receiver: &str, name: &str) -> &[DeclRef] {
        self.index().methods.get(receiver).map_or(&[], |m| get(m, name))
    }

    /// All methods declared for the type `receiver`, by name, in the order of the names.
    pub fn methods(&self, receiver: &str) -> impl Iterator<Item = (&str, &[DeclRef])> {
        let all = self.index().methods.get(receiver);
        all.into_iter().flatten().map(|(name, refs)| (name.as_str(), refs.as_slice()))
    }

    /// Everything declared under that name at package level.
    pub fn decls(&self, name: &str) -> &[DeclRef] {
        [self.func(name), self.types(name), self.values(name)]
            .into_iter()
            .find(|refs| !refs.is_empty())
            .unwrap_or_default()
    }

    /// The build constraints of the files that have one.
    pub fn constraints(&self) -> impl Iterator<Item = (&Arc<File>, &str)> {
        self.files.iter().filter_map(|f| f.skim.build.as_deref().map(|b| (f, b)))
    }

    /// The functions and methods of that name, whatever their receiver.
    pub fn callables<'p>(self: &'p Arc<Self>, name: &'p str) -> impl Iterator<Item = FuncRef> + 'p {
        let methods = self.index().methods.values().flat_map(move |m| get(m, name));
        self.func(name).iter().chain(methods).filter_map(|&r| FuncRef::new(self, r))
    }

    /// Those of `decls`, declarations of this package, that can be part of one build with `file`; all of them if
    /// none can.
    pub fn decls_beside(&self, file: &File, decls: &[DeclRef]) -> Vec<DeclRef> {
        let Some(own) = file.constraint().filter(|_| decls.len() > 1) else { return decls.to_vec() };
        let fits = |r: &&DeclRef| match self.files.get(r.file).and_then(|f| f.constraint()) {
            Some(other) => satisfiable(&[own, other], self.list.go),
            None => true,
        };
        let fitting: Vec<DeclRef> = decls.iter().filter(fits).copied().collect();
        if fitting.is_empty() { decls.to_vec() } else { fitting }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let go = self.list.go;
            Index::new(&self.files, |f| f.constraint().is_none_or(|c| satisfiable(&[c], go)))
        })
    }
}

fn get<'i>(map: &'i BTreeMap<String, Vec<DeclRef>>, name: &str) -> &'i [DeclRef] {
    map.get(name).map_or(&[], Vec::as_slice)
}

impl Index {
    /// Declarations in files that no build takes count only where there are no others.
    fn new(files: &[Arc<File>], possible: impl Fn(&File) -> bool) -> Index {
        let mut index = Index::default();
        for (file, f) in files.iter().enumerate() {
            for (decl, d) in f.skim.decls.iter().enumerate() {
                for (name, span) in d.names.iter().enumerate() {
                    let text = &f.text[span.range()];
                    let map = match d.kind {
                        DeclKind::Func => &mut index.funcs,
                        DeclKind::Type => &mut index.types,
                        DeclKind::Var | DeclKind::Const => &mut index.values,
                        DeclKind::Method => {
                            let receiver = d.receiver.map_or("", |r| &f.text[r.range()]);
                            index.methods.entry(receiver.to_owned()).or_default()
                        }
                    };
                    let none = text == "_" || d.kind == DeclKind::Func && text == "init";
                    if !none {
                        map.entry(text.to_owned()).or_default().push(DeclRef { file, decl, name });
                    }
                }
            }
        }
        index.join_aliases(files);
        let possible: Vec<bool> = files.iter().map(|f| possible(f)).collect();
        let maps = [&mut index.funcs, &mut index.types, &mut index.values];
        for map in maps.into_iter().chain(index.methods.values_mut()) {
            for refs in map.values_mut().filter(|refs| refs.iter().any(|r| possible[r.file])) {
                refs.retain(|r| possible[r.file]);
            }
        }
        index
    }

    /// Gives a type the methods whose receiver is written with another name for it: `type Client = client`.
    fn join_aliases(&mut self, files: &[Arc<File>]) {
        let names: Vec<String> = self.methods.keys().cloned().collect();
        for name in names {
            let mut meant = name.as_str();
            for _ in 0..MAX_ALIASES {
                let declared = get(&self.types, meant).first().and_then(|r| Some((files.get(r.file)?, r)));
                match declared.and_then(|(file, r)| aliased(file, r)) {
                    Some(other) => meant = other,
                    None => break,
                }
            }
            if meant != name {
                let more = self.methods.get(&name).cloned().unwrap_or_default();
                let own = self.methods.entry(meant.to_owned()).or_default();
                more.into_iter().for_each(|(method, refs)| own.entry(method).or_default().extend(refs));
            }
        }
    }
}

/// How many names for one type are followed, one to the other.
const MAX_ALIASES: usize = 3;

/// The type of the same package that the declaration gives another name to.
fn aliased<'f>(file: &'f File, r: &DeclRef) -> Option<&'f str> {
    let decl = file.skim.decls.get(r.decl)?;
    let name = decl.names.get(r.name)?;
    let rest = file.text.get(name.end as usize..decl.span.end as usize)?.trim_start_matches([' ', '\t']);
    let target = rest.strip_prefix('=')?.trim_start_matches([' ', '\t']);
    let len = target.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(target.len());
    let ends = target[len..].trim_start_matches([' ', '\t']);
    let alone = ends.is_empty() || ends.starts_with(['\n', '\r', ';', ')', '/']);
    (len > 0 && alone).then(|| &target[..len])
}
