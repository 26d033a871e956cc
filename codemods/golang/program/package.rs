//! A package: the files of one folder with one package name, and its declarations by name over all files.

use super::callee::FuncRef;
use super::constraint::satisfiable;
use super::file::File;
use super::imports::BuildList;
use super::module::Module;
use crate::golang::skim::DeclKind;
use std::collections::{BTreeMap, HashMap};
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
    funcs: Names,
    types: Names,
    values: Names,
    /// By receiver type, then by name.
    methods: BTreeMap<Box<str>, Names>,
}

/// Some declarations, grouped by their names, in as little memory as that takes: most packages are only imported.
#[derive(Debug, Default)]
struct Names {
    /// In their order, each with the end of its group in `refs`, which begins where that of the name before ends.
    names: Vec<(Box<str>, usize)>,
    refs: Vec<DeclRef>,
}

impl Package {
    /// Functions of that name; more than one where build constraints choose.
    pub fn func(&self, name: &str) -> &[DeclRef] {
        self.index().funcs.get(name)
    }

    /// Types of that name.
    pub fn types(&self, name: &str) -> &[DeclRef] {
        self.index().types.get(name)
    }

    /// Variables and constants of that name.
    pub fn values(&self, name: &str) -> &[DeclRef] {
        self.index().values.get(name)
    }

    /// Methods of that name whose receiver's base type is `receiver`.
    pub fn method(&self, receiver: &str, name: &str) -> &[DeclRef] {
        self.index().methods.get(receiver).map_or(&[], |m| m.get(name))
    }

    /// All methods declared for the type `receiver`, by name, in the order of the names.
    pub fn methods(&self, receiver: &str) -> impl Iterator<Item = (&str, &[DeclRef])> {
        self.index().methods.get(receiver).into_iter().flat_map(Names::iter)
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
        let methods = self.index().methods.values().flat_map(move |m| m.get(name));
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

impl Names {
    /// Of each name only what `possible` accepts, unless that is none of it.
    fn new(mut all: Vec<Named>, possible: impl Fn(&DeclRef) -> bool) -> Names {
        all.sort_by_key(|&(name, _)| name);
        let mut out = Names::default();
        for group in all.chunk_by(|a, b| a.0 == b.0) {
            let some = group.iter().any(|(_, r)| possible(r));
            out.refs.extend(group.iter().map(|&(_, r)| r).filter(|r| !some || possible(r)));
            out.names.extend(group.first().map(|&(name, _)| (name.into(), out.refs.len())));
        }
        out.names.shrink_to_fit();
        out.refs.shrink_to_fit();
        out
    }

    fn get(&self, name: &str) -> &[DeclRef] {
        let at = self.names.binary_search_by_key(&name, |(name, _)| name);
        at.map_or(&[], |at| self.group(at))
    }

    fn group(&self, at: usize) -> &[DeclRef] {
        let start = at.checked_sub(1).map_or(0, |before| self.names[before].1);
        &self.refs[start..self.names[at].1]
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &[DeclRef])> {
        self.names.iter().enumerate().map(|(at, (name, _))| (&**name, self.group(at)))
    }
}

/// A declaration, and what it is called.
type Named<'f> = (&'f str, DeclRef);

impl Index {
    /// Declarations in files that no build takes count only where there are no others.
    fn new(files: &[Arc<File>], possible: impl Fn(&File) -> bool) -> Index {
        let (mut funcs, mut types, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let mut methods: BTreeMap<&str, Vec<Named>> = BTreeMap::new();
        for (file, f) in files.iter().enumerate() {
            for (decl, d) in f.skim.decls.iter().enumerate() {
                let list = match d.kind {
                    DeclKind::Func => &mut funcs,
                    DeclKind::Type => &mut types,
                    DeclKind::Var | DeclKind::Const => &mut values,
                    DeclKind::Method => {
                        let receiver = d.receiver.map_or("", |r| &f.text[r.range()]);
                        methods.entry(receiver).or_default()
                    }
                };
                let named = d.names.iter().enumerate().map(|(name, span)| (&f.text[span.range()], name));
                let counts = |name| name != "_" && (d.kind != DeclKind::Func || name != "init");
                let counting = named.filter(|&(text, _)| counts(text));
                list.extend(counting.map(|(text, name)| (text, DeclRef { file, decl, name })));
            }
        }
        join_aliases(&mut methods, &types, files);
        let possible: Vec<bool> = files.iter().map(|f| possible(f)).collect();
        let names = |list| Names::new(list, |r| possible[r.file]);
        let methods = methods.into_iter().map(|(receiver, list)| (receiver.into(), names(list)));
        Index { methods: methods.collect(), funcs: names(funcs), types: names(types), values: names(values) }
    }
}

/// Gives a type the methods whose receiver is written with another name for it: `type Client = client`.
fn join_aliases<'f>(
    methods: &mut BTreeMap<&'f str, Vec<Named<'f>>>,
    types: &[Named<'f>],
    files: &'f [Arc<File>],
) {
    let declared: HashMap<&str, &DeclRef> = types.iter().rev().map(|(name, r)| (*name, r)).collect();
    for name in methods.keys().copied().collect::<Vec<_>>() {
        let mut meant = name;
        for _ in 0..MAX_ALIASES {
            let declared = declared.get(meant).and_then(|r| Some((files.get(r.file)?, r)));
            match declared.and_then(|(file, r)| aliased(file, r)) {
                Some(other) => meant = other,
                None => break,
            }
        }
        if meant != name {
            let more = methods.get(name).cloned().unwrap_or_default();
            methods.entry(meant).or_default().extend(more);
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
