//! One run from beginning to end: walk, analyse, write if asked to, show, exit code.
//!
//! A dry run and a write are the same run; only whether the changes reach the disk differs.

mod plan;

pub use plan::Planned;

use crate::args::{Command, Format, Input, Mode, Settings};
use crate::config::{self, Configs, From};
use crate::limit::Limited;
use crate::paths::Base;
use crate::report::stats::{self, Times};
use crate::report::summary::count;
use crate::report::{self, Results, harmless};
use crate::signals::{INTERRUPTED, Signals};
use crate::walk::{self, Walked};
use crate::world::{self, Disk};
use crate::write::{self, Replacement, Written};
use crate::{baseline, git, manual, merge, migrate, progress, review, stdin, suppress, unread};
use codemods::Codemod;
use codemods::engine::{self, FileError, Policy, Report, Request, Selection};
use codemods::golang::program::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

pub const FINDINGS: u8 = 1;
pub const ERROR: u8 = 2;

/// Parsers recurse once per level of nesting.
const STACK: usize = 16 << 20;

/// Does what the command line asks for; `all` are the codemods there are.
pub fn run(command: Command, all: &'static [&'static Codemod]) -> ExitCode {
    let done = match command {
        Command::Explain(codemod) => print(codemod.explain.as_bytes()).map(|()| 0),
        Command::Codemods => print(table_of(all).as_bytes()).map(|()| 0),
        Command::Mend(settings) => with_tool(&settings, |tool| match &settings.input {
            Input::Paths(paths) => tool.mend_paths(paths),
            Input::Stdin(name) => stdin::mend(tool, name),
        }),
        Command::Completions(shell) => manual::completions(shell, all),
        Command::Man(dir) => manual::pages(dir.as_deref(), all),
        Command::Migrate(how) => migrate::run(&how),
        Command::Merge { reports, check } => merge::run(&reports, check),
        Command::ShowConfig(settings) => with_tool(&settings, |tool| tool.show_config()),
        Command::Suppress(settings, what) => with_tool(&settings, |tool| match &settings.input {
            Input::Paths(paths) => suppress::run(tool, paths, &what),
            Input::Stdin(_) => Err(io::Error::other("suppress writes files; it takes no standard input")),
        }),
        Command::Review(settings, how) => with_tool(&settings, |tool| match &settings.input {
            Input::Paths(paths) => review::run(tool, paths, &how),
            Input::Stdin(_) => {
                Err(io::Error::other("review asks on standard input; it takes no source there"))
            }
        }),
    };
    let code = done.unwrap_or_else(|e| {
        complain(&world::reason(&e));
        ERROR
    });
    ExitCode::from(code)
}

fn with_tool(settings: &Settings, work: impl FnOnce(&Tool) -> io::Result<u8>) -> io::Result<u8> {
    let signals = Signals::watch()?;
    let base = Base::current()?;
    let from = match &settings.limits.config {
        From::File(path) => {
            let path = base.absolute(path).map_err(|e| world::named(path, &e))?;
            path.metadata().map_err(|e| world::named(&path, &e))?;
            From::File(path)
        }
        other => other.clone(),
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads.map_or(0, |n| n.get()))
        .stack_size(STACK)
        .build()
        .map_err(io::Error::other)?;
    let configs = Configs::new(from, settings.choice.all);
    work(&Tool { settings, base, configs, signals, pool })
}

/// What every part of a run needs.
pub struct Tool<'a> {
    pub settings: &'a Settings,
    pub base: Base,
    pub configs: Configs,
    signals: Signals,
    pool: rayon::ThreadPool,
}

/// The files to look at.
pub struct Walk {
    pub disk: Disk,
    pub walked: Walked,
    pub errors: Vec<FileError>,
}

/// Whether a file may be changed, and if not, why not.
pub type MayChange<'a> = dyn Fn(&Path) -> Result<(), String> + Sync + 'a;

impl Tool<'_> {
    fn show_config(&self) -> io::Result<u8> {
        let text = config::show(&self.configs, &self.base, &self.settings.choice);
        let errors = self.configs.errors();
        errors.iter().for_each(|e| complain(&format!("{}: {}", self.base.name(&e.path), e.message)));
        if errors.is_empty() {
            print(text.as_bytes())?;
        }
        Ok(if errors.is_empty() { 0 } else { ERROR })
    }

    /// Finds the files to look at. With settings that are wrong there are none: who excludes what is not known.
    pub fn walk(&self, paths: &[std::path::PathBuf], disk: Disk) -> Walk {
        let settings = self.settings;
        let how = walk::How {
            base: &self.base,
            disk: &disk,
            configs: &self.configs,
            force_exclude: settings.limits.force_exclude,
            threads: settings.threads,
            explain: settings.stats,
            inside_only: settings.format == Format::Diff,
        };
        let mut walked = walk::walk(paths, &how);
        let mut errors = std::mem::take(&mut walked.errors);
        let wrong = self.configs.errors();
        if !wrong.is_empty() {
            walked.files.clear();
        }
        errors.extend(wrong);
        Walk { disk, walked, errors }
    }

    fn mend_paths(&self, paths: &[std::path::PathBuf]) -> io::Result<u8> {
        let settings = self.settings;
        let mut times = Times::default();
        let began = Instant::now();
        let mut limited = Limited::ask(settings, &self.base)?;
        let Walk { disk, walked, mut errors } = self.walk(paths, limited.disk());
        limited.search(settings.limits.shard, &walked.files);
        errors.extend(limited.outside(&walked.files));
        times.walk = began.elapsed();

        let began = Instant::now();
        let Planned { mut report, refused, dirty } = self.plan(&disk, &walked.files, &limited);
        errors.extend(file_errors(&mut report, &disk, &walked.files));
        times.analysis = began.elapsed();
        if !settings.quiet {
            unread::tell(self, paths, &disk, &walked, &report);
        }

        let began = Instant::now();
        let written = (settings.mode == Mode::Write).then(|| self.write(&report));
        if let Some(written) = &written {
            errors.extend(refused.into_iter().map(|(path, message)| FileError { path, message }));
            errors.extend(written.errors.iter().cloned());
            times.write = began.elapsed();
        }
        let mut results = Results::new(
            &self.base,
            limited.searched(&walked.files).len(),
            &report,
            written.as_ref(),
            errors,
        );
        results.left_out = walked.left_out.len();
        results.dirty = dirty;
        results.shard = settings.limits.shard;
        if let Some(file) = settings.limits.baseline.as_ref().filter(|b| b.update) {
            return self.update_baseline(&file.path, &results, &walked.files);
        }
        self.finish(results, &walked, times, written.is_some_and(|w| w.interrupted), &mut io::stdout())
    }

    /// Runs the codemods over `files`.
    pub fn analyse(
        &self,
        disk: &Disk,
        files: &BTreeSet<Arc<Path>>,
        limited: &Limited,
        may_change: &MayChange,
    ) -> Report {
        let settings = self.settings;
        let policy = |path: &Path, codemod: &Codemod| self.policy(path, codemod);
        let changed = limited.places(disk, files);
        // The process ends soon: taking apart all that is known of the code takes a tenth of the time of a run.
        let program =
            ManuallyDrop::new(Program::new(disk).knowing(self.configs.facts()).named_from(self.base.dir()));
        progress::shown(files.len(), "files", !settings.quiet, |progress| {
            let request = Request {
                program: &program,
                files: files.iter().cloned().collect(),
                codemods: self.codemods(),
                options: settings.options,
                select: Selection {
                    policy: Some(&policy),
                    changed: changed.as_ref(),
                    baseline: limited.baseline.as_ref(),
                    searched: limited.searched.as_ref(),
                },
                unsafe_fixes: settings.unsafe_fixes,
                alone: settings.format.shows_fixes(),
                may_change,
                progress,
                cancelled: &|| self.signals.interrupted(),
            };
            self.pool.install(|| engine::run(&request))
        })
    }

    /// What is to become of the findings of a codemod in a file.
    fn policy(&self, path: &Path, codemod: &Codemod) -> Policy {
        self.settings.choice.policy(codemod, self.configs.policy(path, codemod))
    }

    /// The codemods that run in some folder.
    fn codemods(&self) -> Vec<&'static Codemod> {
        let used = self.configs.used();
        let choice = &self.settings.choice;
        let runs = |codemod: &Codemod| {
            let said = used.iter().flat_map(|c| c.settled()).filter_map(|s| s.get(codemod.name).copied());
            said.map(Some).chain([None]).any(|said| choice.policy(codemod, said) != Policy::Off)
        };
        choice.all.iter().copied().filter(|c| runs(c)).collect()
    }

    /// The files among these that must not be changed for what git says, and why.
    pub fn uncommitted<'f>(
        &self,
        files: impl IntoIterator<Item = &'f Arc<Path>>,
        limited: &Limited,
    ) -> BTreeMap<Arc<Path>, String> {
        let asks = !self.settings.allow_dirty && std::env::var_os("CI").is_none_or(|v| v.is_empty());
        let mut found = if asks { git::uncommitted(files) } else { BTreeMap::new() };
        found.retain(|path, _| !limited.is_staged(path));
        found
    }

    /// Brings the texts onto the disk.
    pub fn replace(&self, groups: &[Vec<Replacement>]) -> Written {
        self.signals.hold();
        write::replace(groups, &|| self.signals.interrupted())
    }

    fn update_baseline(&self, path: &Path, results: &Results, files: &BTreeSet<Arc<Path>>) -> io::Result<u8> {
        for e in &results.errors {
            complain(&format!("{}: {}", self.base.name(&e.path), e.message));
        }
        if !results.errors.is_empty() {
            // What could not be looked at would count as mended.
            return Ok(ERROR);
        }
        let searched = |path: &Path, codemod: &str| {
            let codemod = self.settings.choice.all.iter().find(|c| c.name == codemod);
            files.contains(path) && codemod.is_none_or(|c| self.policy(path, c) != Policy::Off)
        };
        let at = self.base.absolute(path).map_err(|e| world::named(path, &e))?;
        let n = baseline::update(&at, results, &searched)
            .map_err(|e| io::Error::other(format!("{}: {e}", path.display())))?;
        print(format!("{} in {}\n", count(n, "finding"), path.display()).as_bytes())?;
        Ok(0)
    }

    /// Puts the changes on the disk.
    pub fn write(&self, report: &Report) -> Written {
        let replacement = |path: &Arc<Path>| {
            let change = report.changes.get(path)?;
            Some(Replacement {
                path: path.clone(),
                before: change.before.clone(),
                after: change.after.clone(),
            })
        };
        let groups: Vec<Vec<Replacement>> =
            report.groups.iter().map(|group| group.iter().filter_map(replacement).collect()).collect();
        self.replace(&groups)
    }

    /// Shows the results on `out` and the errors on standard error; gives the exit code.
    pub fn finish(
        &self,
        mut results: Results,
        walked: &Walked,
        times: Times,
        interrupted: bool,
        out: &mut dyn Write,
    ) -> io::Result<u8> {
        let settings = self.settings;
        let text = report::render(&mut results, settings)?;
        put(out, &text)?;
        for e in &results.errors {
            complain(&format!("{}: {}", self.base.name(&e.path), e.message));
        }
        if settings.stats {
            put(&mut io::stderr(), stats::render(&results, walked, times).as_bytes())?;
        }
        Ok(match (settings.mode, settings.format) {
            _ if interrupted => INTERRUPTED,
            _ if !results.errors.is_empty() => ERROR,
            (Mode::Write, _) if settings.check && results.remaining() > 0 => FINDINGS,
            (Mode::Write, _) => 0,
            (Mode::DryRun, format) => {
                let found = match format.tells_findings() {
                    true => results.remaining() > 0,
                    false => settings.check && !text.is_empty(),
                };
                if found { FINDINGS } else { 0 }
            }
        })
    }
}

/// The engine's errors, with the disk's own words for files that could not be read.
pub fn file_errors(report: &mut Report, disk: &Disk, files: &BTreeSet<Arc<Path>>) -> Vec<FileError> {
    let unread: BTreeMap<&Arc<Path>, String> =
        files.iter().filter_map(|path| Some((path, disk.text(path).err()?))).collect();
    let mut errors = std::mem::take(&mut report.errors);
    errors.retain(|e| !unread.contains_key(&e.path));
    errors.extend(unread.into_iter().map(|(path, message)| FileError { path: path.clone(), message }));
    errors
}

fn table_of(all: &[&Codemod]) -> String {
    let width = all.iter().map(|c| c.name.len()).max().unwrap_or(0);
    let row = |c: &&Codemod| {
        let best = report::trust(c.best);
        let off = if c.on_by_default { "" } else { " (off by default)" };
        format!("{:width$}  {best:7}  {}{off}\n", c.name, c.summary)
    };
    all.iter().map(row).collect()
}

/// Writes it all to standard output.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    put(&mut io::stdout(), bytes)
}

/// Writes it all. A reader who has seen enough is no error.
fn put(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(io::Error::other(format!("the output cannot be written: {}", world::reason(&e)))),
        Ok(()) => Ok(()),
    }
}

/// An error, for people, on standard error.
pub fn complain(message: &str) {
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(io::stderr(), "ctxmend: {}", harmless(message));
}
