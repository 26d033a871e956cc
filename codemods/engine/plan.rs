//! One round: which fixes are applied together, the texts they make, and whether those still parse.

use super::analyse::Found;
use super::gate::{fits, mendable, name};
use super::stats::reason;
use crate::Fix;
use crate::edits::EditSet;
use crate::edits::align::align;
use crate::edits::compose::{Layer, Owned};
use crate::edits::decls::number_behind;
use crate::edits::orphans;
use crate::golang::program::{File, Program};
use crate::golang::skim::Import;
use crate::golang::syntax::parse_decl;
use crate::span::Span;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A fix that may be applied. Lists of candidates are in the order in which they are preferred.
pub(super) struct Candidate<'f> {
    pub found: &'f Found,
    pub fix: &'f Fix,
}

/// What a round does to one file; owners are indexes into the candidates.
pub(super) struct Edited {
    pub layer: Layer<usize>,
    pub file: Arc<File>,
}

/// The outcome of a round.
#[derive(Default)]
pub(super) struct Plan {
    /// Indexes of the candidates that are applied.
    pub applied: Vec<usize>,
    /// Candidates whose result did not pass, and why.
    pub rejected: Vec<(usize, String)>,
    pub edited: BTreeMap<Arc<Path>, Edited>,
}

/// Chooses among the candidates, applies, and checks the result; a fix that does not pass is left out.
pub(super) fn plan(candidates: &[Candidate], program: &Program) -> Plan {
    let mut plan = Plan { applied: choose(candidates, program), ..Plan::default() };
    let paths = |i: &usize| candidates[*i].fix.edits.keys().cloned();
    let mut stale: BTreeSet<Arc<Path>> = plan.applied.iter().flat_map(paths).collect();
    while !stale.is_empty() {
        plan.edited.retain(|path, _| !stale.contains(path));
        let (edited, bad) = apply(candidates, &plan.applied, &stale, program);
        plan.edited.extend(edited);
        // Only the files of what is dropped change once more.
        stale = bad.keys().flat_map(paths).collect();
        plan.applied.retain(|i| !bad.contains_key(i));
        plan.rejected.extend(bad);
    }
    plan
}

/// What mends one finding and no other; `None` if it has no fix, or one that cannot be applied or does not pass.
pub(super) fn alone(found: &Found, program: &Program) -> Option<Fix> {
    let fix = found.finding.fix()?;
    for path in fix.edits.keys() {
        let file = program.file(path)?;
        fits(fix, &file).then(|| mendable(fix, &file).ok()).flatten()?;
    }
    let plan = plan(&[Candidate { found, fix }], program);
    let edits = plan.edited.into_iter().map(|(path, edited)| (path, edited.layer.edit_set()));
    (!plan.applied.is_empty()).then(|| Fix { edits: edits.collect() })
}

/// At most one fix per declaration, and none whose edits contradict one chosen before it.
fn choose(candidates: &[Candidate], program: &Program) -> Vec<usize> {
    let mut locked: BTreeSet<(Arc<Path>, usize)> = BTreeSet::new();
    let mut edits: BTreeMap<Arc<Path>, Vec<Owned<usize>>> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (i, candidate) in candidates.iter().enumerate() {
        let decls = decls_of(candidate, program);
        if decls.iter().any(|d| locked.contains(d)) {
            continue;
        }
        let tried: Vec<_> = candidate
            .fix
            .edits
            .iter()
            .map(|(path, set)| {
                let mut all = edits.get(path).cloned().unwrap_or_default();
                all.extend(set.iter().map(|edit| Owned { edit: edit.clone(), owner: i }));
                (path.clone(), all)
            })
            .collect();
        if tried.iter().any(|(_, all)| Layer::new(all.clone()).is_err()) {
            continue;
        }
        edits.extend(tried);
        locked.extend(decls);
        chosen.push(i);
    }
    chosen
}

/// The declarations that a candidate is about or edits.
fn decls_of(candidate: &Candidate, program: &Program) -> BTreeSet<(Arc<Path>, usize)> {
    let mut out = BTreeSet::new();
    let finding = &candidate.found.finding;
    let spans = candidate.fix.edits.iter().flat_map(|(path, set)| set.iter().map(move |e| (path, e.span)));
    for (path, span) in spans.chain([(&finding.path, finding.span)]) {
        let Some(file) = program.file(path) else { continue };
        out.extend(touched(&file, span).map(|decl| (path.clone(), decl)));
    }
    out
}

/// The declarations that share a byte with the span, or hold it.
pub(super) fn touched(file: &File, span: Span) -> impl Iterator<Item = usize> + '_ {
    file.skim.decls.iter().enumerate().filter(move |(_, d)| touches(d.span, span)).map(|(i, _)| i)
}

type Bad = BTreeMap<usize, String>;

/// Makes the new texts of `files`, and says which candidates spoil them.
fn apply(
    candidates: &[Candidate],
    applied: &[usize],
    files: &BTreeSet<Arc<Path>>,
    program: &Program,
) -> (BTreeMap<Arc<Path>, Edited>, Bad) {
    let mut edits: BTreeMap<Arc<Path>, Vec<Owned<usize>>> = BTreeMap::new();
    for &i in applied {
        for (path, set) in candidates[i].fix.edits.iter().filter(|(path, _)| files.contains(*path)) {
            let owned = set.iter().map(|edit| Owned { edit: edit.clone(), owner: i });
            edits.entry(path.clone()).or_default().extend(owned);
        }
    }
    let made = edits.into_par_iter().filter_map(|(path, edits)| {
        let before = program.file(&path)?;
        // Chosen so that they do not contradict each other.
        let layer = Layer::new(edits).ok()?;
        Some((path, made(&before, layer, program)))
    });
    let (mut edited, mut bad) = (BTreeMap::new(), Bad::new());
    for (path, (one, worse)) in made.collect::<Vec<_>>() {
        edited.extend(one.map(|one| (path, one)));
        bad.extend(worse);
    }
    (edited, bad)
}

/// What the edits make of a file, if they change anything, and which candidates spoil it.
fn made(before: &File, layer: Layer<usize>, program: &Program) -> (Option<Edited>, Bad) {
    let mut bad = Bad::new();
    let one = complete(before, layer, program, &mut bad);
    if one.file.text == before.text {
        bad.extend(one.layer.iter().map(|o| (o.owner, "its fix changes nothing".to_owned())));
        return (None, bad);
    }
    recheck(before, &one.file, &one.layer, &mut bad);
    (Some(one), bad)
}

/// How often what follows from a fix may have something follow from it.
const CHAIN: usize = 12;

/// The edits, and what follows from them: what they leave without use goes, columns stay columns.
fn complete(before: &File, mut layer: Layer<usize>, program: &Program, bad: &mut Bad) -> Edited {
    let package = program.package_of(&before.path);
    let name_of = |i: &Import| package.as_ref().and_then(|p| program.import_name(p, &i.path));
    for left in (0..=CHAIN).rev() {
        let text: Arc<str> = layer.apply(&before.text).into();
        let file = Arc::new(File::new(before.path.clone(), text));
        let follow = orphans::follow(before, &file, &layer, &name_of);
        bad.extend(follow.bad);
        let more = if follow.edits.is_empty() { align(before, &file, &layer) } else { follow.edits };
        let owners: Vec<usize> = more.iter().map(|o| o.owner).collect();
        match Layer::new(more) {
            Ok(next) if next.is_empty() => return Edited { layer, file },
            Ok(next) if left > 0 => layer = layer.then(&next, &file.text),
            _ => {
                bad.extend(
                    owners.into_iter().map(|o| (o, "what it leaves without use cannot go".to_owned())),
                );
                return Edited { layer, file };
            }
        }
    }
    Edited { layer, file: Arc::new(File::new(before.path.clone(), before.text.clone())) }
}

/// Whether edits that were not planned here, but made by a person, leave every declaration with a tree; if not, what
/// is wrong.
pub fn check(path: &Arc<Path>, before: &Arc<str>, edits: &EditSet) -> Result<(), String> {
    let owned = edits.iter().map(|edit| Owned { edit: edit.clone(), owner: 0 });
    let layer = Layer::new(owned.collect()).map_err(|_| "the edits contradict each other".to_owned())?;
    let file = |text: Arc<str>| File::new(path.clone(), text);
    let mut bad = Bad::new();
    recheck(&file(before.clone()), &file(layer.apply(before).into()), &layer, &mut bad);
    bad.into_values().next().map_or(Ok(()), Err)
}

/// Every declaration that was edited must have had a tree before and have one now.
fn recheck(before: &File, after: &File, layer: &Layer<usize>, bad: &mut Bad) {
    let mut gone = 0;
    for (decl, d) in before.skim.decls.iter().enumerate() {
        let owners: Vec<usize> = layer.touching(d.span).map(|o| o.owner).collect();
        if owners.is_empty() {
            continue;
        }
        if layer.iter().any(|o| o.edit.span.contains(d.span)) {
            gone += 1;
            continue;
        }
        let why = if let Err(why) = before.parsed(decl) {
            Some(format!("the declaration cannot be analysed: {}", reason(why, "it")))
        } else {
            match number_behind(d, after, layer) {
                None => Some("the result is no declaration".to_owned()),
                Some(now) => after.parsed(now).err().map(|why| reason(why, "the result")),
            }
        };
        if let Some(why) = why {
            bad.extend(owners.iter().map(|&o| (o, why.clone())));
        }
    }
    let added = after.skim.decls.iter().enumerate().filter(|(_, d)| !layer.is_kept(d.span.start as usize));
    let broken = added.filter(|&(i, _)| after.parsed(i).is_err()).count();
    let imports = |f: &File| f.skim.imports.iter().all(|i| parse_decl(&f.text, i.decl).is_ok());
    let broken = broken > 0 || imports(before) && !imports(after);
    let taken =
        |i: &&Import| layer.iter().any(|o| o.edit.span.contains(i.span) && o.edit.text.trim().is_empty());
    let fewer = before.skim.imports.iter().filter(taken).count();
    let lost = after.skim.decls.len() + gone < before.skim.decls.len()
        || after.skim.imports.len() + fewer < before.skim.imports.len();
    if broken || lost || before.skim.package.is_some() != after.skim.package.is_some() {
        let why = format!("the result does not parse in {}", name(&after.path));
        bad.extend(layer.iter().map(|o| (o.owner, why.clone())));
    }
}

fn touches(decl: Span, edit: Span) -> bool {
    decl.overlaps(edit) || decl.start < edit.start && edit.end < decl.end
}
