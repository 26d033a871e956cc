//! `ctxmend.toml`: what a project settles once for all runs. Here: which file holds for which folder.
//!
//! The nearest one at or above a file's folder holds, alone; the search ends at the root of the git repository.

mod file;
mod show;

pub use file::Config;
pub use show::show;

use crate::world;
use codemods::Codemod;
use codemods::engine::{FileError, Policy};
use codemods::facts::user::UserFacts;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

const NAME: &str = "ctxmend.toml";

/// Where settings come from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum From {
    /// The nearest file above.
    #[default]
    Nearest,
    /// This file, for everything.
    File(PathBuf),
    Nowhere,
}

/// All settings of a run, read as they are asked for.
pub struct Configs {
    from: From,
    all: &'static [&'static Codemod],
    /// By folder.
    known: Mutex<HashMap<PathBuf, Option<Arc<Config>>>>,
    read: Mutex<BTreeMap<PathBuf, Result<Arc<Config>, String>>>,
}

impl Configs {
    /// `from` names its file by an absolute path.
    pub fn new(from: From, all: &'static [&'static Codemod]) -> Configs {
        Configs { from, all, known: Mutex::default(), read: Mutex::default() }
    }

    /// The settings that hold for what lies in the folder, which is absolute. Of a file that is wrong there are none;
    /// it is among the [`Configs::errors`].
    pub fn of(&self, dir: &Path) -> Option<Arc<Config>> {
        match &self.from {
            From::Nowhere => None,
            From::File(path) => self.read(path),
            From::Nearest => self.nearest(dir),
        }
    }

    fn nearest(&self, dir: &Path) -> Option<Arc<Config>> {
        if let Some(known) = lock(&self.known).get(dir) {
            return known.clone();
        }
        let path = dir.join(NAME);
        // A link to nowhere, or a folder of that name, is something that cannot be read, and not nothing.
        let found = if path.symlink_metadata().is_ok() {
            self.read(&path)
        } else if dir.join(".git").symlink_metadata().is_ok() {
            None
        } else {
            dir.parent().and_then(|above| self.nearest(above))
        };
        lock(&self.known).insert(dir.to_owned(), found.clone());
        found
    }

    fn read(&self, path: &Path) -> Option<Arc<Config>> {
        let mut read = lock(&self.read);
        let config = read.entry(path.to_owned()).or_insert_with(|| {
            let text = fs::read(path).and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other));
            let text = text.map_err(|e| world::reason(&e))?;
            Config::parse(path, &text, self.all).map(Arc::new)
        });
        config.as_ref().ok().cloned()
    }

    /// Whether a walk leaves a file or folder out.
    pub fn excludes(&self, path: &Path, is_dir: bool) -> bool {
        path.parent().and_then(|dir| self.of(dir)).is_some_and(|c| c.excludes(path, is_dir))
    }

    /// Whether a walk from the folder of the settings would leave the file out.
    pub fn excludes_below(&self, path: &Path) -> bool {
        path.parent().and_then(|dir| self.of(dir)).is_some_and(|c| c.excludes_below(path))
    }

    /// What is settled for a codemod in a file.
    pub fn policy(&self, path: &Path, codemod: &Codemod) -> Option<Policy> {
        self.of(path.parent()?)?.policy(path, codemod)
    }

    /// The files read so far.
    pub fn used(&self) -> Vec<Arc<Config>> {
        lock(&self.read).values().filter_map(|c| c.as_ref().ok().cloned()).collect()
    }

    /// What is wrong with the files read so far.
    pub fn errors(&self) -> Vec<FileError> {
        let read = lock(&self.read);
        let wrong = read.iter().filter_map(|(path, c)| Some((path, c.as_ref().err()?)));
        wrong.map(|(path, e)| FileError { path: Arc::from(path.as_path()), message: e.clone() }).collect()
    }

    /// What users add to the facts, in all files read so far.
    pub fn facts(&self) -> UserFacts {
        let mut facts = UserFacts::default();
        self.used().iter().for_each(|c| facts.extend(&c.facts));
        facts
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
