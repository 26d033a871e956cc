//! `ctxmend migrate`: many repositories, each on a branch of its own with a commit for each codemod.
//!
//! Every run in a repository is one of this program as a user would start it, so that one that fails takes no other
//! with it. What is done is noted in a file ([`state`]); with it, the same command goes on after an interruption.

mod child;
mod message;
mod report;
mod repository;
mod state;

use crate::args::Migrate;
use crate::git::work;
use crate::run::{ERROR, FINDINGS, complain, print};
use crate::signals::{INTERRUPTED, Signals};
use crate::{progress, world};
use repository::{Repository, Stop};
use state::{Outcome, State, Status};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Gives the exit code.
pub fn run(how: &Migrate) -> io::Result<u8> {
    let signals = Signals::watch()?;
    let names = names(how)?;
    let places = places(&names, how)?;
    let folder = how.state.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder
        .canonicalize()
        .map_err(|e| io::Error::other(format!("--state: {}", world::named(folder, &e))))?;
    if let Some(tree) = places.iter().find(|p| folder.starts_with(p)) {
        let what = "--state: the file would lie in";
        return Err(io::Error::other(format!("{what} {}; name another place", tree.display())));
    }
    let state = State::open(&how.state, &options(how)).map_err(io::Error::other)?;
    signals.hold();
    let outcomes = all(&names, &places, how, &state, &|| signals.interrupted());
    if outcomes.len() < names.len() || signals.interrupted() {
        complain("interrupted; the same command goes on from here");
        return Ok(INTERRUPTED);
    }
    print(report::render(&outcomes, how.format)?.as_bytes())?;
    let failed = |o: &Outcome| matches!(o.status, Status::Refused | Status::Failed) || !o.errors.is_empty();
    Ok(match outcomes.iter().any(failed) {
        true => ERROR,
        false if outcomes.iter().any(|o| !o.taken_back.is_empty()) => FINDINGS,
        false => 0,
    })
}

/// What makes two migrations the same.
fn options(how: &Migrate) -> Vec<String> {
    let mut options = child::chosen(how, None);
    options.push(format!("--branch={}", how.branch));
    options.extend(how.check_with.iter().map(|c| format!("--check-with={c}")));
    options
}

/// The repositories as they were named, each once.
fn names(how: &Migrate) -> io::Result<Vec<String>> {
    let mut names = how.repositories.clone();
    if let Some(list) = &how.list {
        let text = std::fs::read_to_string(list).map_err(|e| world::named(list, &e))?;
        let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        names.extend(lines.map(str::to_owned));
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    Ok(names)
}

fn is_url(name: &str) -> bool {
    name.contains("://")
        || name.split_once(':').is_some_and(|(host, _)| host.contains('@') && !host.contains('/'))
}

/// Where each repository is, or will be.
fn places(names: &[String], how: &Migrate) -> io::Result<Vec<PathBuf>> {
    let mut seen = BTreeSet::new();
    let place = |name: &String| {
        let place = if is_url(name) {
            let clones = how.clones.as_ref().ok_or_else(|| io::Error::other("URLs want --clones DIR"))?;
            std::fs::create_dir_all(clones).map_err(|e| world::named(clones, &e))?;
            let last = name.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or_default();
            let last = last.strip_suffix(".git").unwrap_or(last);
            if last.is_empty() || last.starts_with('.') {
                return Err(io::Error::other(format!("{name}: has no name to call a folder by")));
            }
            clones.canonicalize()?.join(last)
        } else {
            // One that is not there is told of with the others.
            Path::new(name).canonicalize().unwrap_or_else(|_| PathBuf::from(name))
        };
        if !seen.insert(place.clone()) {
            return Err(io::Error::other(format!("{}: is named twice", place.display())));
        }
        Ok(place)
    };
    names.iter().map(place).collect()
}

/// Works on all of them, some at once. Fewer outcomes than names: it was interrupted.
fn all(
    names: &[String],
    places: &[PathBuf],
    how: &Migrate,
    state: &State,
    interrupted: &(dyn Fn() -> bool + Sync),
) -> Vec<Outcome> {
    let at_once = how.jobs.or(thread::available_parallelism().ok()).map_or(1, |n| n.get()).min(names.len());
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    progress::shown(names.len(), "repositories", !how.quiet, |count| {
        thread::scope(|scope| {
            for _ in 0..at_once {
                scope.spawn(|| {
                    while !interrupted() {
                        let i = next.fetch_add(1, Ordering::Relaxed);
                        let Some(name) = names.get(i) else { return };
                        let repository = Repository { name, root: &places[i], how, interrupted };
                        let Some(outcome) = one(&repository, state) else { return };
                        outcomes.lock().unwrap_or_else(|e| e.into_inner()).push((i, outcome));
                        count();
                    }
                });
            }
        });
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_else(|e| e.into_inner());
    outcomes.sort_by_key(|(i, _)| *i);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// `None` if it was interrupted. What was refused is tried again by the next run.
fn one(repository: &Repository, state: &State) -> Option<Outcome> {
    let name = repository.name;
    if let Some(done) = state.done.get(name) {
        return Some(done.clone());
    }
    let begun = state.begun.get(name).map_or(Ok(()), |begun| repository.recover(begun));
    let there = begun.and_then(|()| match is_url(name) && !repository.root.exists() {
        true => work::clone(name, repository.root),
        false => Ok(()),
    });
    let done = there.map_err(Stop::Refused).and_then(|()| repository.migrate(&|begun| state.begin(begun)));
    let stopped = |status, reason| Outcome {
        repository: name.to_owned(),
        status,
        reason,
        branch: String::new(),
        findings: 0,
        left: 0,
        commits: Vec::new(),
        taken_back: Vec::new(),
        errors: Vec::new(),
    };
    let outcome = match done {
        Ok(outcome) => outcome,
        Err(Stop::Interrupted) => return None,
        Err(Stop::Refused(why)) => return Some(stopped(Status::Refused, why)),
        Err(Stop::Failed(why)) => return Some(stopped(Status::Failed, why)),
    };
    if let Err(e) = state.finish(&outcome) {
        complain(&format!("the state cannot be kept: {}", world::reason(&e)));
    }
    Some(outcome)
}
