//! From files to findings: read, reject what holds no needle, skim, and let each codemod look at the declarations
//! that hold one of its needles. What becomes of the findings is for the other parts of the engine.

use super::late::{Late, Noted};
use super::probe::{Probe, Wanted};
use super::select::{self, Known};
use super::stats::Tally;
use super::{FileError, Request};
use super::{doubles, suppress};
use crate::contexts::glance::Glance;
use crate::contexts::globals::names::Names;
use crate::contexts::producers;
use crate::golang::needles::Needles;
use crate::golang::program::{File, Package, Program, Site};
use crate::{Finding, Pass};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::iter;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// A finding, and what the engine must know to place it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub finding: Finding,
    /// Index into the request's codemods.
    pub rank: usize,
    /// Why it is suppressed, if it is.
    pub suppressed: Option<&'static str>,
    /// Where the declaration that holds it starts; none for a finding outside declarations.
    pub decl_start: Option<usize>,
}

/// What the first analysis found.
#[derive(Default)]
pub(super) struct First {
    /// By the file whose analysis brought them.
    pub found: BTreeMap<Arc<Path>, Vec<Found>>,
    pub errors: Vec<FileError>,
}

/// Looks at files on behalf of one request.
pub(super) struct Analyser<'a> {
    request: &'a Request<'a>,
    tally: &'a Tally,
    fixed: Probe,
    /// The names of producers of the module, once they are known.
    made: Made,
    /// The names that are known once all files were looked at.
    late: Vec<Late>,
    /// The variables that may hold a context for a whole package, once they are known.
    globals: Names,
    /// Whether anyone wants to know of twins.
    wants_twins: bool,
    /// What the texts show that is not known before all were read.
    noted: Noted,
    /// What the baseline holds, once that is known.
    known: Known,
}

/// The names of the module's producers, and who wants to see calls of them.
#[derive(Default)]
struct Made {
    names: HashSet<String>,
    probe: Option<Probe>,
}

/// The outcome of the first look at a file.
enum Look {
    Unreadable,
    /// No needle: its text is not kept.
    Passed,
    Kept {
        file: Arc<File>,
        wanted: Wanted,
        found: Vec<Found>,
    },
}

impl<'a> Analyser<'a> {
    pub fn new(request: &'a Request<'a>, tally: &'a Tally) -> Analyser<'a> {
        let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (rank, codemod) in request.codemods.iter().enumerate() {
            for &needle in codemod.needles {
                words.entry(needle).or_default().push(rank);
            }
        }
        // Nobody wants it; but a file with a suppression is skimmed, so that an unused one is told.
        words.entry(suppress::NEEDLE).or_default();
        // Files that declare a producer must be known, whoever wants to see their declarations.
        for word in producers::TYPE_NAMES {
            words.entry(word).or_default();
        }
        Analyser {
            request,
            tally,
            fixed: Probe::new(words),
            made: Made::default(),
            late: Vec::new(),
            globals: Names::default(),
            wants_twins: request.codemods.iter().any(|c| c.wants_twins),
            noted: Noted::default(),
            known: Known::new(),
        }
    }

    /// Analyses all files of the request.
    pub fn first(&mut self, program: &Program) -> First {
        let files = &self.request.files;
        let mut looks: Vec<Look> = files.par_iter().map(|path| self.look(program, path)).collect();
        let kept = looks.iter().filter_map(|l| match l {
            Look::Kept { file, .. } => Some(file.clone()),
            _ => None,
        });
        let names = producers::names(&kept.collect::<Vec<_>>(), &self.request.program.facts);
        let followers: Vec<usize> =
            (0..self.request.codemods.len()).filter(|&i| self.request.codemods[i].wants_producers).collect();
        if !names.is_empty() && !followers.is_empty() {
            let probe = Probe::new(names.iter().map(|n| (n.as_str(), followers.clone())).collect());
            let names = names.iter().cloned().collect();
            let pairs = files.par_iter().zip(looks.par_iter_mut());
            pairs.for_each(|(path, look)| {
                let add = |file: &File, wanted: &mut Wanted| self.add(program, file, &probe, &names, wanted);
                self.look_again(program, path, look, &probe.needles, &add);
            });
            self.made = Made { names, probe: Some(probe) };
        }
        self.look_late(program, &mut looks, Late::aliases(self.request, self.noted.aliases()));
        self.look_for_twins(program, &mut looks);
        self.look_for_globals(program, &mut looks);
        let mut first = First::default();
        for (path, look) in files.iter().zip(looks) {
            match look {
                Look::Unreadable => first
                    .errors
                    .push(FileError { path: path.clone(), message: "cannot be read or is not UTF-8".into() }),
                Look::Passed => {}
                Look::Kept { file, mut found, .. } => {
                    suppress::mark(&file, &self.request.codemods, &mut found, Some(self.tally));
                    found.retain(|f| self.request.select.counts(f, |_, span| span));
                    first.found.insert(path.clone(), settled(found));
                }
            }
        }
        self.known = self.request.select.known(first.found.values().flatten());
        first.found.values_mut().for_each(|found| select::silence(&self.known, found));
        first
    }

    /// Has what names a function that may have a twin looked at by those who want that.
    fn look_for_twins(&mut self, program: &Program, looks: &mut [Look]) {
        if !self.wants_twins {
            return;
        }
        let hints = self.noted.hints();
        let twins = self.tally.timed("twins", || Late::twins(self.request, hints, program));
        self.look_late(program, looks, twins);
    }

    /// The same for what names a variable that may hold a context for a whole package.
    fn look_for_globals(&mut self, program: &Program, looks: &mut [Look]) {
        if !self.request.codemods.iter().any(|c| c.globals.is_some()) {
            return;
        }
        let seen = looks.iter().filter_map(|l| match l {
            Look::Kept { file, .. } => Some(file.clone()),
            _ => None,
        });
        let seen: Vec<Arc<File>> = seen.collect();
        self.globals = self.tally.timed("globals", || Names::gather(program, &self.request.files, &seen));
        let globals = Late::globals(self.request, &self.globals);
        self.look_late(program, looks, globals);
    }

    fn look_late(&mut self, program: &Program, looks: &mut [Look], late: Option<Late>) {
        let Some(late) = late else { return };
        let pairs = self.request.files.par_iter().zip(looks.par_iter_mut());
        pairs.for_each(|(path, look)| {
            let add = |file: &File, wanted: &mut Wanted| late.add(self.request, program, file, wanted);
            self.look_again(program, path, look, &late.probe.needles, &add);
        });
        self.late.push(late);
    }

    /// The files among those to look at that declare a context for the whole package of `path`.
    pub fn beside(&self, path: &Path) -> impl Iterator<Item = &Arc<Path>> {
        path.parent().into_iter().flat_map(|dir| self.globals.declaring(dir))
    }

    /// Analyses files again, with the texts that `program` now has for them.
    pub fn again(&self, program: &Program, paths: &BTreeSet<Arc<Path>>) -> BTreeMap<Arc<Path>, Vec<Found>> {
        let paths: Vec<&Arc<Path>> = paths.iter().collect();
        let each = paths.par_iter().filter_map(|&path| {
            let file = program.file(path)?;
            if file.skim.generated {
                return None;
            }
            let mut wanted = Wanted::new();
            let made = &self.made;
            for probe in iter::once(&self.fixed).chain(&made.probe) {
                self.add(program, &file, probe, &made.names, &mut wanted);
            }
            for late in &self.late {
                late.add(self.request, program, &file, &mut wanted);
            }
            let mut found = self.check(program, &file, &wanted, |_| false);
            suppress::mark(&file, &self.request.codemods, &mut found, None);
            select::silence(&self.known, &mut found);
            Some((path.clone(), settled(found)))
        });
        each.collect::<Vec<_>>().into_iter().collect()
    }

    fn look(&self, program: &Program, path: &Arc<Path>) -> Look {
        if (self.request.cancelled)() {
            return Look::Passed;
        }
        let look = self.look_into(program, path);
        (self.request.progress)();
        look
    }

    /// The declarations that hold a word of `probe` and are worth parsing for it; `producers` are the names of those
    /// of the module, as far as they are known.
    fn add(
        &self,
        program: &Program,
        file: &File,
        probe: &Probe,
        producers: &HashSet<String>,
        wanted: &mut Wanted,
    ) {
        let mut held = Wanted::new();
        probe.add(file, &self.request.codemods, &mut held);
        for (index, mut codemods) in held {
            let Some(decl) = file.skim.decls.get(index) else { continue };
            let glance = Glance::new(program, file, decl, &self.request.options, producers);
            codemods.retain(|&rank| (self.request.codemods[rank].worth)(&glance));
            if !codemods.is_empty() {
                wanted.entry(index).or_default().extend(codemods);
            }
        }
    }

    /// Reads a file, and analyses it if it holds a needle.
    fn look_into(&self, program: &Program, path: &Arc<Path>) -> Look {
        let Some(text) = self.tally.timed("read", || self.request.program.world.read(path)) else {
            return Look::Unreadable;
        };
        self.tally.read(&text);
        self.noted.add(path, &text, self.wants_twins);
        if !self.tally.timed("needles", || self.fixed.needles.any(&text)) {
            return Look::Passed;
        }
        drop(text);
        let Some(file) = self.tally.timed("skim", || program.file(path)) else { return Look::Unreadable };
        self.tally.skimmed(&file);
        // A generated file is mended where it is generated.
        if file.skim.generated {
            return Look::Passed;
        }
        let mut wanted = Wanted::new();
        self.add(program, &file, &self.fixed, &HashSet::new(), &mut wanted);
        let found = self.check(program, &file, &wanted, |_| true);
        Look::Kept { file, wanted, found }
    }

    /// Looks for names that were not known at first: in a file that held no other needle, by reading it once more.
    /// `add` says which declarations are wanted for them.
    fn look_again(
        &self,
        program: &Program,
        path: &Arc<Path>,
        look: &mut Look,
        names: &Needles,
        add: &dyn Fn(&File, &mut Wanted),
    ) {
        if (self.request.cancelled)() {
            return;
        }
        match look {
            Look::Unreadable => {}
            Look::Passed => {
                let hit = self.request.program.world.read(path).is_some_and(|text| names.any(&text));
                let file = hit.then(|| program.file(path)).flatten();
                if let Some(file) = file.filter(|f| !f.skim.generated) {
                    self.tally.skimmed(&file);
                    let mut wanted = Wanted::new();
                    add(&file, &mut wanted);
                    let found = self.check(program, &file, &wanted, |_| true);
                    *look = Look::Kept { file, wanted, found };
                }
            }
            Look::Kept { file, wanted, found } => {
                let mut more = Wanted::new();
                add(file, &mut more);
                for (decl, codemods) in &mut more {
                    if let Some(done) = wanted.get(decl) {
                        codemods.retain(|c| !done.contains(c));
                    }
                }
                found.extend(self.check(program, file, &more, |decl| !wanted.contains_key(&decl)));
            }
        }
    }

    /// Lets the codemods look at the declarations they want to see, which may take long for one of them: idle threads
    /// help. The statistics count those that `counts` says.
    fn check(
        &self,
        program: &Program,
        file: &Arc<File>,
        wanted: &Wanted,
        counts: impl Fn(usize) -> bool + Sync,
    ) -> Vec<Found> {
        if wanted.values().all(BTreeSet::is_empty) || !self.request.select.searches(&file.path) {
            return Vec::new();
        }
        let Some(package) = program.package_of(&file.path) else { return Vec::new() };
        let each = wanted.par_iter().filter(|(_, codemods)| !codemods.is_empty());
        each.flat_map_iter(|(&decl, codemods)| {
            self.check_decl(program, &package, file, decl, codemods, counts(decl))
        })
        .collect()
    }

    fn check_decl(
        &self,
        program: &Program,
        package: &Arc<Package>,
        file: &Arc<File>,
        decl: usize,
        codemods: &BTreeSet<usize>,
        counts: bool,
    ) -> Vec<Found> {
        let parsed = self.tally.timed("parse", || file.parsed(decl));
        if counts {
            self.tally.parsed(file, decl, parsed.as_ref().err().copied());
        }
        let Ok(parsed) = parsed else { return Vec::new() };
        let site = Site { program, package, file, decl, parsed };
        let mut found = Vec::new();
        for &rank in codemods {
            let pass = Pass { site, options: &self.request.options, left: RefCell::default() };
            found.extend(self.check_one(&pass, rank));
            if counts {
                self.tally.left(file, self.request.codemods[rank].name, &pass.left.borrow());
            }
        }
        found
    }

    fn check_one(&self, pass: &Pass, rank: usize) -> Vec<Found> {
        let codemod = self.request.codemods[rank];
        let mut findings = Vec::new();
        let start = Instant::now();
        (codemod.check)(pass, &mut findings);
        self.tally.checked(codemod.name, start.elapsed());
        let skim = &pass.site.file.skim;
        let place = |finding: Finding| {
            let here = *finding.path == *pass.site.file.path;
            let decl = here.then(|| skim.decl_at(finding.span.start as usize)).flatten();
            let decl_start = decl.map(|d| skim.decls[d].span.start as usize);
            Found { finding, rank, suppressed: None, decl_start }
        };
        let mut found = findings.into_iter().map(place).collect();
        self.request.select.settle(codemod, &mut found);
        found
    }
}

/// Sorted as reports show them; what was found twice counts once.
fn settled(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    found.dedup_by(|b, a| sort_key(a) == sort_key(b));
    doubles::drop_doubles(&mut found);
    found
}

fn sort_key(f: &Found) -> (&Path, u32, u32, usize) {
    (&f.finding.path, f.finding.span.start, f.finding.span.end, f.rank)
}
