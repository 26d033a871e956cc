//! Round after round: plan, apply in memory, analyse again, until no fix is left that may be applied.
//!
//! Whatever happens later is told in terms of the first analysis: offsets are mapped back, and a finding that only
//! arises in a later round counts as part of the fix that made it arise. Where the fixes of a file do not come to
//! an end, all of that file's are given up and everything starts again without them.

use super::analyse::{Analyser, Found};
use super::causes::took_last_use;
use super::gate::{Gate, Refusal};
use super::plan::{Candidate, Plan, plan};
use super::progress::{Item, Place, Progress, Trouble};
use super::stats::line_at;
use super::{FileError, Request, Status};
use crate::edits::compose::Layer;
use crate::golang::program::{File, Program};
use crate::span::Span;
use crate::{Applicability, Finding, Fix};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::path::Path;
use std::sync::Arc;

/// What every attempt works with.
pub(super) struct Engine<'a> {
    pub request: &'a Request<'a>,
    pub analyser: &'a Analyser<'a>,
    /// The program with the texts as they were read.
    pub program: &'a Program<'a>,
    /// What the first analysis found, by the file whose analysis brought it.
    pub first: &'a BTreeMap<Arc<Path>, Vec<Found>>,
}

/// What became of a finding of the first analysis.
pub(super) enum Fate {
    Applied(Applied),
    Stopped(Refusal),
    /// It is gone at the end, though its own fix was not applied: which fix did that.
    Resolved(String),
}

/// How the fix of a finding of the first analysis was applied.
#[derive(Clone, Copy)]
pub(super) struct Applied {
    /// How far it, and what came of it, may be trusted.
    pub applicability: Applicability,
    /// The codemod of a fix that came of it and may be trusted less.
    pub brought: Option<&'static str>,
}

/// The end of the rounds.
pub(super) struct Done {
    /// The findings of the first analysis. Owners of edits are indexes into this.
    pub findings: Vec<(Found, Fate)>,
    /// From the texts as they were read to the last ones.
    pub layers: BTreeMap<Arc<Path>, Layer<usize>>,
    /// The changed files as they are now.
    pub files: BTreeMap<Arc<Path>, Arc<File>>,
    /// The files that each applied fix edited.
    pub reach: BTreeMap<usize, BTreeSet<Arc<Path>>>,
    pub rounds: usize,
    pub errors: Vec<FileError>,
}

/// Runs to the fixed point.
pub(super) fn run(engine: &Engine) -> Done {
    let gate = Gate::new(engine.request);
    let mut frozen: BTreeMap<Arc<Path>, String> = BTreeMap::new();
    loop {
        let mut attempt = Attempt::new(engine, &gate, &frozen);
        match attempt.run_out() {
            Ok(()) => return attempt.finish(),
            // Each trouble freezes a file that was not frozen before, so this comes to an end.
            Err(troubles) => {
                for Trouble { path, codemods } in troubles {
                    let names: Vec<&str> = codemods.into_iter().collect();
                    frozen.insert(path, format!("fixes do not converge: {}", names.join(", ")));
                }
            }
        }
    }
}

/// A finding of the texts as they are now.
#[derive(Clone)]
struct Open {
    found: Found,
    /// Index of the finding of the first analysis that it is.
    original: Option<usize>,
}

/// A finding by what it is and where it was in the text as read.
type Key = (&'static str, Arc<Path>, Span);

struct Attempt<'e> {
    engine: &'e Engine<'e>,
    gate: &'e Gate<'e>,
    /// Files whose fixes were given up, and why.
    frozen: &'e BTreeMap<Arc<Path>, String>,
    originals: Vec<Found>,
    /// The program with the texts as they are now, once they differ.
    now: Option<Program<'e>>,
    open: BTreeMap<Arc<Path>, Vec<Open>>,
    layers: BTreeMap<Arc<Path>, Layer<usize>>,
    /// The changed files as they are now.
    files: BTreeMap<Arc<Path>, Arc<File>>,
    applied: BTreeMap<usize, Applied>,
    rejected: BTreeMap<Key, String>,
    /// The last fix applied in each declaration, and in each file.
    last: BTreeMap<Place, usize>,
    last_in: BTreeMap<Arc<Path>, usize>,
    reach: BTreeMap<usize, BTreeSet<Arc<Path>>>,
    progress: Progress,
    rounds: usize,
}

impl<'e> Attempt<'e> {
    fn new(
        engine: &'e Engine<'e>,
        gate: &'e Gate<'e>,
        frozen: &'e BTreeMap<Arc<Path>, String>,
    ) -> Attempt<'e> {
        let mut originals = Vec::new();
        let mut open: BTreeMap<Arc<Path>, Vec<Open>> = BTreeMap::new();
        for (home, found) in engine.first {
            for found in found {
                let original = Some(originals.len());
                open.entry(home.clone()).or_default().push(Open { found: found.clone(), original });
                originals.push(found.clone());
            }
        }
        Attempt {
            engine,
            gate,
            frozen,
            originals,
            now: None,
            open,
            layers: BTreeMap::new(),
            files: BTreeMap::new(),
            applied: BTreeMap::new(),
            rejected: BTreeMap::new(),
            last: BTreeMap::new(),
            last_in: BTreeMap::new(),
            reach: BTreeMap::new(),
            progress: Progress::default(),
            rounds: 0,
        }
    }

    fn run_out(&mut self) -> Result<(), Vec<Trouble>> {
        while !(self.engine.request.cancelled)() {
            if !self.round()? {
                break;
            }
        }
        Ok(())
    }

    /// One round. Whether another one may find something to do.
    fn round(&mut self) -> Result<bool, Vec<Trouble>> {
        let all: Vec<Open> = self.ordered();
        let (open, candidates): (Vec<&Open>, Vec<Candidate>) = all
            .iter()
            .filter_map(|o| Some((o, Candidate { found: &o.found, fix: self.verdict(&o.found).ok()? })))
            .unzip();
        self.progress.before(candidates.iter().map(|c| self.item(c.found)).collect());
        let plan = plan(&candidates, self.program());
        for (i, why) in &plan.rejected {
            self.rejected.insert(self.key(candidates[*i].found), why.clone());
        }
        if plan.applied.is_empty() {
            return Ok(!plan.rejected.is_empty());
        }
        self.rounds += 1;
        let homes = self.stale(&plan);
        self.commit(&plan, &open);
        self.analyse(homes);
        let left = self.open.values().flatten().filter(|o| self.verdict(&o.found).is_ok());
        let left = left.map(|o| self.item(&o.found)).collect();
        let changed = plan.edited.iter().map(|(path, edited)| (path.clone(), edited.file.text.clone()));
        self.progress.after(left, changed.collect())?;
        Ok(true)
    }

    /// The open findings: safe before unsafe, then by position, then in the codemods' list order.
    fn ordered(&self) -> Vec<Open> {
        let mut all: Vec<Open> = self.open.values().flatten().cloned().collect();
        all.sort_by(|a, b| {
            let key = |o: &'_ Open| (Reverse(o.found.finding.applicability()), o.found.finding.path.clone());
            let at = |o: &Open| (o.found.finding.span.start, o.found.rank);
            key(a).cmp(&key(b)).then(at(a).cmp(&at(b)))
        });
        all
    }

    fn program(&self) -> &Program<'e> {
        self.now.as_ref().unwrap_or(self.engine.program)
    }

    /// Whether the fix of a finding of the present texts may be applied.
    fn verdict<'f>(&self, found: &'f Found) -> Result<&'f Fix, Refusal> {
        let fix = self.gate.open(found, self.program())?;
        if let Some((path, why)) = fix.edits.keys().find_map(|p| self.frozen.get_key_value(p)) {
            return Err((Status::Rejected, Some(format!("{}: {why}", self.program().name_of(path)))));
        }
        match self.rejected.get(&self.key(found)) {
            Some(why) => Err((Status::Rejected, Some(why.clone()))),
            None => Ok(fix),
        }
    }

    fn key(&self, found: &Found) -> Key {
        let finding = &found.finding;
        (finding.codemod, finding.path.clone(), self.to_old(&finding.path, finding.span))
    }

    fn to_old(&self, path: &Arc<Path>, span: Span) -> Span {
        self.layers.get(path).map_or(span, |l| l.to_old(span))
    }

    /// The declaration that holds a finding of the present texts.
    fn place(&self, found: &Found) -> Place {
        let path = &found.finding.path;
        let start = found.decl_start.map(|at| self.to_old(path, Span::new(at, at + 1)).start);
        (path.clone(), start)
    }

    fn item(&self, found: &Found) -> Item {
        let (codemod, _, span) = self.key(found);
        (self.place(found), codemod, span.start)
    }

    /// The files whose findings no longer hold once the plan is carried out: those it changes, those that have a
    /// finding in one, and those that declare what may have no use any more.
    fn stale(&self, plan: &Plan) -> BTreeSet<Arc<Path>> {
        let hit = |o: &Open| {
            let fix = o.found.finding.fix().into_iter().flat_map(|f| f.edits.keys());
            fix.chain([&o.found.finding.path]).any(|p| plan.edited.contains_key(p))
        };
        let homes = self.open.iter().filter(|(_, open)| open.iter().any(hit)).map(|(home, _)| home);
        let beside = plan.edited.keys().flat_map(|p| self.engine.analyser.beside(p));
        let more = plan.edited.keys().chain(beside).filter(|p| self.gate.covers(p));
        homes.chain(more).cloned().collect()
    }

    /// Takes over the texts that the plan makes.
    fn commit(&mut self, plan: &Plan, open: &[&Open]) {
        let mut owners: BTreeMap<usize, usize> = BTreeMap::new();
        for &i in &plan.applied {
            let Some(owner) = self.owner(open[i]) else { continue };
            owners.insert(i, owner);
            let finding = &open[i].found.finding;
            let applicability = finding.applicability();
            if open[i].original == Some(owner) {
                self.applied.insert(owner, Applied { applicability, brought: None });
            } else if let Some(of) = self.applied.get_mut(&owner).filter(|a| a.applicability > applicability)
            {
                *of = Applied { applicability, brought: Some(finding.codemod) };
            }
            let files = finding.fix().into_iter().flat_map(|f| f.edits.keys().cloned());
            self.reach.entry(owner).or_default().extend(files);
            self.progress.applied(self.item(&open[i].found));
        }
        let places: Vec<_> = owners.iter().map(|(&i, &owner)| (self.place(&open[i].found), owner)).collect();
        for (path, edited) in &plan.edited {
            let layer = edited.layer.clone().map(|i| owners.get(&i).copied().unwrap_or_default());
            let text = self.program().file(path).map(|f| f.text.clone());
            let below = self.layers.remove(path).unwrap_or_default();
            self.progress.started(path, text.as_ref());
            self.layers.insert(path.clone(), below.then(&layer, text.as_deref().unwrap_or_default()));
            self.files.insert(path.clone(), edited.file.clone());
            if let Some(last) = layer.iter().map(|o| o.owner).max() {
                self.last_in.insert(path.clone(), last);
            }
        }
        self.last.extend(places);
        self.now = Some(self.engine.program.with_overlay(&self.files));
    }

    /// The finding of the first analysis that answers for a fix that is applied now.
    fn owner(&self, open: &Open) -> Option<usize> {
        let path = &open.found.finding.path;
        let texts = [self.engine.program, self.program()];
        open.original
            .or_else(|| self.last.get(&self.place(&open.found)).copied())
            .or_else(|| took_last_use(texts, &self.layers, &self.originals, &open.found))
            .or_else(|| self.last_in.get(path).copied())
            .or_else(|| self.applied.keys().next_back().copied())
    }

    /// Analyses files again, and recognises findings of the first analysis in what comes out.
    fn analyse(&mut self, homes: BTreeSet<Arc<Path>>) {
        let mut again = self.engine.analyser.again(self.program(), &homes);
        for home in homes {
            let mut taken = BTreeSet::new();
            let mut found = again.remove(&home).unwrap_or_default();
            found.retain(|f| self.engine.request.select.counts(f, |path, span| self.to_old(path, span)));
            let open = found.into_iter().map(|found| {
                let original = self.recognise(&found, &mut taken);
                Open { found, original }
            });
            let open = open.collect();
            self.open.insert(home, open);
        }
    }

    /// The finding of the first analysis at the same place, or else with the same start.
    fn recognise(&self, found: &Found, taken: &mut BTreeSet<usize>) -> Option<usize> {
        let (codemod, path, span) = self.key(found);
        let same = |&(i, o): &(usize, &Found)| {
            let fixable = o.finding.fix().is_some() || found.finding.fix().is_none();
            o.finding.codemod == codemod
                && o.finding.path == path
                && o.finding.span.start == span.start
                && fixable
                && !self.applied.contains_key(&i)
                && !taken.contains(&i)
        };
        let all = || self.originals.iter().enumerate().filter(same);
        let (i, _) = all().find(|(_, o)| o.finding.span == span).or_else(|| all().next())?;
        taken.insert(i);
        Some(i)
    }

    fn finish(mut self) -> Done {
        let originals = std::mem::take(&mut self.originals);
        let open = self.open.values().flatten();
        let still: BTreeMap<usize, &Found> = open.filter_map(|o| Some((o.original?, &o.found))).collect();
        let fates: Vec<Fate> = originals
            .iter()
            .enumerate()
            .map(|(i, found)| self.fate(i, found, still.get(&i).copied(), &originals))
            .collect();
        let errors =
            self.frozen.iter().map(|(path, why)| FileError { path: path.clone(), message: why.clone() });
        Done {
            findings: originals.into_iter().zip(fates).collect(),
            errors: errors.collect(),
            layers: self.layers,
            files: self.files,
            reach: self.reach,
            rounds: self.rounds,
        }
    }

    fn fate(&self, i: usize, found: &Found, still: Option<&Found>, originals: &[Found]) -> Fate {
        if let Some(&applied) = self.applied.get(&i) {
            return Fate::Applied(applied);
        }
        if let Some(why) = found.suppressed {
            return Fate::Stopped((Status::Suppressed, Some(why.to_owned())));
        }
        match still.map(|now| self.verdict(now)) {
            // What could be mended before has become a person's business by another fix.
            Some(Err((Status::Manual, _))) if found.finding.fix().is_some() => {
                self.displaced(found, originals)
            }
            Some(Err(refusal)) => Fate::Stopped(refusal),
            Some(Ok(_)) => Fate::Stopped((Status::Conflict, Some("the run was cut short".into()))),
            // In other words it may be there still.
            None if self.is_told_otherwise(found) => self.displaced(found, originals),
            None => match self.last_at(found).and_then(|i| originals.get(i)) {
                Some(by) if self.is_overlooked(found, by) => self.displaced(found, originals),
                Some(by) => Fate::Resolved(format!("resolved by {}", self.fix_of(&by.finding))),
                None => self.displaced(found, originals),
            },
        }
    }

    /// The last fix that was applied where the finding was.
    fn last_at(&self, found: &Found) -> Option<usize> {
        let place = (found.finding.path.clone(), found.decl_start.map(|at| at as u32));
        self.last.get(&place).or_else(|| self.last_in.get(&found.finding.path)).copied()
    }

    fn displaced(&self, found: &Found, originals: &[Found]) -> Fate {
        let by = self.last_at(found).and_then(|i| originals.get(i));
        let by = by.map_or_else(|| "another fix".to_owned(), |by| self.fix_of(&by.finding));
        Fate::Stopped((Status::Conflict, Some(format!("{by} took its place"))))
    }

    /// Whether the fix of another finding of the same codemod made this one go though it changed nothing of it, and not
    /// all that its own fix would have changed: it may be as bad as before.
    fn is_overlooked(&self, found: &Found, by: &Found) -> bool {
        let (finding, path) = (&found.finding, &found.finding.path);
        let related = finding.related.iter().map(|r| (&r.path, r.span));
        let fix = finding.fix().into_iter().flat_map(|f| &f.edits);
        let mut edits = fix.flat_map(|(path, set)| set.iter().map(move |e| (path, e.span))).peekable();
        let mut places = iter::once((path, finding.span)).chain(related);
        let touched = |(path, span): (&Arc<Path>, Span)| {
            let layer = self.layers.get(path);
            layer.is_some_and(|l| {
                l.iter().any(|o| o.edit.span.start <= span.end && span.start <= o.edit.span.end)
            })
        };
        let is_mended = edits.peek().is_some() && edits.all(touched);
        by.finding.codemod == finding.codemod && !is_mended && !places.any(touched)
    }

    /// Whether the same codemod finds something in the same declaration at the end that it did not find at first.
    fn is_told_otherwise(&self, found: &Found) -> bool {
        let place = (found.finding.path.clone(), found.decl_start.map(|at| at as u32));
        let new = self.open.values().flatten().filter(|o| o.original.is_none());
        new.map(|o| &o.found).any(|o| o.finding.codemod == found.finding.codemod && self.place(o) == place)
    }

    fn fix_of(&self, by: &Finding) -> String {
        let text = self.engine.program.file(&by.path);
        let line = text.map_or(1, |f| line_at(&f.text, by.span.start as usize));
        format!("the fix of {} at line {line}", by.codemod)
    }
}
