//! Names that are not known before all files were looked at once: of functions that may have a twin, of variables that
//! may hold a context for a whole package. What names one of them is looked at by those who want that.

use super::Request;
use super::analyse::{Probe, Wanted};
use crate::Codemod;
use crate::context_free_call::names::Hints;
use crate::contexts::glance::Glance;
use crate::contexts::globals::names::Names;
use crate::golang::program::{File, Program};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// The names of one kind, and who wants to see the declarations they stand in.
pub(super) struct Late {
    pub probe: Probe,
    /// Those that mean something everywhere.
    everywhere: BTreeSet<String>,
    /// By the folder in which they mean something.
    own: HashMap<PathBuf, BTreeSet<Arc<str>>>,
    /// By the import path of the package that brings them.
    imported: HashMap<String, BTreeSet<Arc<str>>>,
    worth: Worth,
}

/// Whether a declaration is worth parsing for names that are known where it stands.
type Worth = fn(&Glance, &dyn Fn(&str) -> bool) -> bool;

impl Late {
    /// The functions that may have a twin.
    pub fn twins(request: &Request, hints: Hints, program: &Program) -> Option<Late> {
        let followers = followers(request, |c| c.wants_twins);
        // What is a needle in any case has been seen.
        let seen: BTreeSet<&str> =
            followers.iter().flat_map(|&i| request.codemods[i].needles).copied().collect();
        let everywhere = request.facts.twins.iter().map(|(f, _)| f.name.clone()).collect();
        let worth = |glance: &Glance, known: &dyn Fn(&str) -> bool| glance.may_call_with_source(known);
        let mut own = hints.names(program);
        own.values_mut().for_each(|names| names.retain(|n| !seen.contains(&**n)));
        Late::new(followers, everywhere, own, HashMap::new(), worth)
    }

    /// The variables that may hold a context for a whole package.
    pub fn globals(request: &Request, names: &Names) -> Option<Late> {
        let worth = |glance: &Glance, known: &dyn Fn(&str) -> bool| glance.may_use_with_source(known);
        let (own, imported) = (names.own.clone(), names.imported.clone());
        Late::new(followers(request, |c| c.wants_globals), BTreeSet::new(), own, imported, worth)
    }

    fn new(
        followers: Vec<usize>,
        everywhere: BTreeSet<String>,
        own: HashMap<PathBuf, BTreeSet<Arc<str>>>,
        imported: HashMap<String, BTreeSet<Arc<str>>>,
        worth: Worth,
    ) -> Option<Late> {
        let named = own.values().chain(imported.values()).flatten().map(|n| &**n);
        let all = named.chain(everywhere.iter().map(String::as_str));
        let words: BTreeMap<&str, Vec<usize>> = all.map(|n| (n, followers.clone())).collect();
        if words.is_empty() || followers.is_empty() {
            return None;
        }
        let probe = Probe::new(words);
        Some(Late { probe, everywhere, own, imported, worth })
    }

    /// The declarations with such a name where a context may be at hand.
    pub fn add(&self, request: &Request, file: &File, wanted: &mut Wanted) {
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
        named.retain(|&index, _| {
            file.skim.decls.get(index).is_some_and(|decl| {
                let nothing = HashSet::new();
                let glance = Glance::new(file, decl, &request.options, &nothing);
                (self.worth)(&glance, &is_known)
            })
        });
        for (index, codemods) in named {
            wanted.entry(index).or_default().extend(codemods);
        }
    }
}

/// The chosen codemods that want to see such names.
fn followers(request: &Request, wants: impl Fn(&Codemod) -> bool) -> Vec<usize> {
    (0..request.codemods.len()).filter(|&i| wants(request.codemods[i])).collect()
}
