//! Options that limit what a run looks at and tells: the project's settings, what was changed, what is known.

use crate::config::From;
use crate::shard::Shard;
use clap::Args;
use codemods::Codemod;
use codemods::engine::Policy;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

/// Which codemods the arguments ask for.
#[derive(Clone)]
pub struct Choice {
    pub all: &'static [&'static Codemod],
    /// Those of `--only`, if it was given.
    pub only: Option<Vec<&'static Codemod>>,
    pub skip: Vec<&'static Codemod>,
}

impl Choice {
    /// What becomes of a codemod of which the configuration says this. The command line has the last word on what
    /// runs, the configuration on how far a fix is trusted.
    pub fn policy(&self, codemod: &Codemod, said: Option<Policy>) -> Policy {
        let among = |list: &[&Codemod]| list.iter().any(|c| c.name == codemod.name);
        let runs = match (&self.only, said) {
            _ if among(&self.skip) => false,
            (Some(only), _) => among(only),
            (None, Some(said)) => said != Policy::Off,
            (None, None) => codemod.on_by_default,
        };
        match said {
            _ if !runs => Policy::Off,
            Some(said @ Policy::As(_)) => said,
            _ => Policy::On,
        }
    }
}

/// As many threads of those asked for as are of use: each has its stack and its share of every pause.
pub(super) fn of_use(asked: NonZeroUsize) -> NonZeroUsize {
    let most = available_parallelism().map_or(1, NonZeroUsize::get).saturating_mul(4);
    asked.min(NonZeroUsize::new(most).unwrap_or(asked))
}

/// Which lines count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Since {
    /// Those that differ from the last commit that this revision and HEAD share.
    Revision(String),
    /// Those that the next commit changes.
    Staged,
}

/// Findings that are known already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaselineFile {
    pub path: PathBuf,
    /// Whether the run writes it instead of heeding it.
    pub update: bool,
}

/// All limits.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    pub config: From,
    pub force_exclude: bool,
    pub since: Option<Since>,
    pub baseline: Option<BaselineFile>,
    pub shard: Option<Shard>,
}

/// Options of a run that say nothing of settings, by their fields.
const NOT_SHOWN: [&str; 13] = [
    "paths",
    "write",
    "diff",
    "list",
    "format",
    "check",
    "stats",
    "stdin_filename",
    "since",
    "staged",
    "baseline",
    "update_baseline",
    "shard",
];

#[derive(Args, Clone)]
pub(super) struct RawLimits {
    /// Take all settings from this file instead of the nearest ctxmend.toml above each folder
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Heed no ctxmend.toml
    #[arg(long)]
    no_config: bool,

    /// Show the settings that hold for the working directory, and do nothing else
    #[arg(long, conflicts_with_all = NOT_SHOWN)]
    pub(super) show_config: bool,

    /// Leave out what the settings exclude even if it is named outright
    #[arg(long)]
    force_exclude: bool,

    /// Only what touches lines changed since this revision branched off
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    since: Option<String>,

    /// Only what touches lines that the next commit changes
    #[arg(long)]
    staged: bool,

    /// Suppress the findings that this file holds: so many for each file and codemod
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write the present findings into the file that --baseline names
    #[arg(long, requires = "baseline", conflicts_with_all = ["since", "staged"])]
    update_baseline: bool,

    /// Only the I-th of N parts, each of whole packages; `ctxmend merge` joins the reports
    #[arg(long, value_name = "I/N", conflicts_with_all = ["staged", "update_baseline"])]
    shard: Option<Shard>,
}

impl RawLimits {
    /// The options as typed, but for what does not limit.
    pub(super) fn as_typed(&self) -> Vec<OsString> {
        let mut line: Vec<OsString> = Vec::new();
        let values = [
            ("--config", self.config.as_ref().map(OsString::from)),
            ("--since", self.since.as_ref().map(OsString::from)),
            ("--baseline", self.baseline.as_ref().map(OsString::from)),
            ("--shard", self.shard.map(|shard| shard.to_string().into())),
        ];
        for (option, value) in values {
            line.extend(value.into_iter().flat_map(|v| [option.into(), v]));
        }
        let flags = [
            ("--no-config", self.no_config),
            ("--staged", self.staged),
            ("--force-exclude", self.force_exclude),
        ];
        line.extend(flags.iter().filter(|f| f.1).map(|f| f.0.into()));
        line
    }

    pub(super) fn meant(self) -> Limits {
        let since = self.since.map(Since::Revision);
        Limits {
            config: match self.config {
                Some(path) => From::File(path),
                None if self.no_config => From::Nowhere,
                None => From::Nearest,
            },
            force_exclude: self.force_exclude,
            since: since.or(self.staged.then_some(Since::Staged)),
            baseline: self.baseline.map(|path| BaselineFile { path, update: self.update_baseline }),
            shard: self.shard,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codemods::{Applicability, CODEMODS};

    #[test]
    fn no_more_threads_than_are_of_use() {
        let of = |n| NonZeroUsize::new(n).map(of_use);
        assert_eq!(of(1), NonZeroUsize::new(1));
        assert_eq!(of(usize::MAX).map(NonZeroUsize::get), available_parallelism().ok().map(|n| 4 * n.get()));
    }

    #[test]
    fn the_command_line_says_what_runs() {
        let [first, second] = [CODEMODS[0], CODEMODS[1]];
        let choice = |only: Option<Vec<_>>, skip| Choice { all: CODEMODS, only, skip };
        let plain = choice(None, vec![]);
        assert_eq!(plain.policy(first, None), Policy::On);
        assert_eq!(plain.policy(first, Some(Policy::Off)), Policy::Off);
        let unsafely = Policy::As(Applicability::Unsafe);
        assert_eq!(plain.policy(first, Some(unsafely)), unsafely);
        let only = choice(Some(vec![first]), vec![]);
        assert_eq!(only.policy(first, Some(Policy::Off)), Policy::On);
        assert_eq!(only.policy(first, Some(unsafely)), unsafely);
        assert_eq!(only.policy(second, Some(Policy::On)), Policy::Off);
        assert_eq!(choice(Some(vec![first]), vec![first]).policy(first, None), Policy::Off);
        assert_eq!(choice(None, vec![first]).policy(first, Some(Policy::On)), Policy::Off);
    }
}
