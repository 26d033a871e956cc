//! Names that are not known before all files were looked at once: of functions that may have a twin, of variables that
//! may hold a context for a whole package, of types that are one under another name. What names one of them is looked
//! at by those who want that.

use super::Request;
use super::probe::{Probe, Wanted};
use crate::contexts::glance::{Glance, aliases};
use crate::contexts::globals::names::Names;
use crate::contexts::twins::Hints;
use crate::golang::program::{File, Program};
use crate::{Codemod, Worth};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What the texts show that are read, before it is known what of it counts.
#[derive(Default)]
pub(super) struct Noted {
    /// Where twins may be declared.
    hints: Mutex<Hints>,
    /// The names of types that are contexts.
    aliases: Mutex<BTreeSet<String>>,
}

impl Noted {
    /// What the text of the file at `path` shows.
    pub fn add(&self, path: &Path, text: &str, wants_twins: bool) {
        let mut found = aliases(text).map(str::to_owned).peekable();
        if found.peek().is_some() {
            self.aliases.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        }
        if wants_twins {
            let mut own = Hints::default();
            own.add(path, text);
            self.hints.lock().unwrap_or_else(PoisonError::into_inner).extend(own);
        }
    }

    pub fn hints(&self) -> Hints {
        std::mem::take(&mut *self.hints.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn aliases(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.aliases.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The names of one kind, and who wants to see the declarations they stand in.
pub(super) struct Late {
    pub probe: Probe,
    /// Those that mean something everywhere.
    everywhere: BTreeSet<String>,
    /// By the folder in which they mean something.
    own: HashMap<PathBuf, BTreeSet<Arc<str>>>,
    /// By the import path of the package that brings them.
    imported: HashMap<String, BTreeSet<Arc<str>>>,
    followers: Vec<Follower>,
}

/// A codemod that wants to see such names, as an index into the request's, and where they are worth a look.
type Follower = (usize, Worth);

impl Late {
    /// The functions that may have a twin.
    pub fn twins(request: &Request, hints: Hints, program: &Program) -> Option<Late> {
        let worth: Worth = |glance, known| glance.may_call_with_source(known);
        let followers = followers(request, |c| c.wants_twins.then_some(worth));
        // What is a needle in any case has been seen.
        let seen: BTreeSet<&str> =
            followers.iter().flat_map(|&(i, _)| request.codemods[i].needles).copied().collect();
        let everywhere = request.program.facts.twins.iter().map(|(f, _)| f.name.clone()).collect();
        let mut own = hints.names(program);
        own.values_mut().for_each(|names| names.retain(|n| !seen.contains(&**n)));
        Late::new(followers, everywhere, own, HashMap::new())
    }

    /// The variables that may hold a context for a whole package.
    pub fn globals(request: &Request, names: &Names) -> Option<Late> {
        let (own, imported) = (names.own.clone(), names.imported.clone());
        Late::new(followers(request, |c| c.globals), BTreeSet::new(), own, imported)
    }

    /// The aliases of `context.Context`: what takes a parameter of one may have a context, whatever it does.
    pub fn aliases(request: &Request, names: BTreeSet<String>) -> Option<Late> {
        let worth: Worth = |glance, known| glance.takes_one_of(known);
        let followers = followers(request, |c| c.only.is_none().then_some(worth));
        Late::new(followers, names, HashMap::new(), HashMap::new())
    }

    fn new(
        followers: Vec<Follower>,
        everywhere: BTreeSet<String>,
        own: HashMap<PathBuf, BTreeSet<Arc<str>>>,
        imported: HashMap<String, BTreeSet<Arc<str>>>,
    ) -> Option<Late> {
        let named = own.values().chain(imported.values()).flatten().map(|n| &**n);
        let all = named.chain(everywhere.iter().map(String::as_str));
        let who: Vec<usize> = followers.iter().map(|&(i, _)| i).collect();
        let words: BTreeMap<&str, Vec<usize>> = all.map(|n| (n, who.clone())).collect();
        if words.is_empty() || followers.is_empty() {
            return None;
        }
        let probe = Probe::new(words);
        Some(Late { probe, everywhere, own, imported, followers })
    }

    /// The declarations with such a name where a context may be at hand.
    pub fn add(&self, request: &Request, program: &Program, file: &File, wanted: &mut Wanted) {
        let here = file.path.parent().and_then(|dir| self.own.get(dir));
        let imports = match self.imported.is_empty() {
            true => &[][..],
            false => &file.skim.imports[..],
        };
        let brought: Vec<_> = imports.iter().filter_map(|i| self.imported.get(&i.path)).collect();
        if here.is_none() && brought.is_empty() && self.everywhere.is_empty() {
            return;
        }
        let is_known = |name: &str| {
            let mut sets = here.into_iter().chain(brought.iter().copied());
            self.everywhere.contains(name) || sets.any(|set| set.contains(name))
        };
        let mut named = Wanted::new();
        self.probe.add(file, &request.codemods, &mut named);
        for (index, mut codemods) in named {
            let Some(decl) = file.skim.decls.get(index) else { continue };
            let nothing = HashSet::new();
            let glance = Glance::new(program, file, decl, &request.options, &nothing);
            let worth = |codemod: usize| self.followers.iter().find(|(i, _)| *i == codemod).map(|f| f.1);
            codemods.retain(|&codemod| worth(codemod).is_some_and(|worth| worth(&glance, &is_known)));
            if !codemods.is_empty() {
                wanted.entry(index).or_default().extend(codemods);
            }
        }
    }
}

/// The chosen codemods that want to see such names.
fn followers(request: &Request, wants: impl Fn(&Codemod) -> Option<Worth>) -> Vec<Follower> {
    let all = request.codemods.iter().enumerate();
    all.filter_map(|(i, codemod)| Some((i, wants(codemod)?))).collect()
}
