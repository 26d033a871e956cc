//! The arguments of `ctxmend migrate`.

use super::{Choice, Part, choose};
use clap::{Args, ValueEnum};
use codemods::Codemod;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What is to be done to many repositories.
pub struct Migrate {
    pub repositories: Vec<String>,
    pub list: Option<PathBuf>,
    pub clones: Option<PathBuf>,
    pub branch: String,
    pub check_with: Option<String>,
    pub state: PathBuf,
    pub format: Table,
    pub jobs: Option<NonZeroUsize>,
    pub quiet: bool,
    pub choice: Choice,
    /// Further options of each run.
    pub options: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Table {
    /// For people
    Table,
    /// For programs: one object
    Json,
    /// A page in one file
    Html,
}

#[derive(Args)]
pub(super) struct RawMigrate {
    /// Roots of git work trees, or git URLs
    #[arg(value_name = "REPOSITORIES", required_unless_present = "list")]
    repositories: Vec<String>,

    /// A file that names more of them, one a line; lines that start with # are comments
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,

    /// Where what a URL names is cloned into
    #[arg(long, value_name = "DIR")]
    clones: Option<PathBuf>,

    /// The branch to make; it must not be there yet
    #[arg(long, value_name = "NAME", default_value = "ctxmend")]
    branch: String,

    /// A command for sh, run in the repository after each codemod; if it fails, that codemod's changes are taken back
    #[arg(long, value_name = "CMD")]
    check_with: Option<String>,

    /// Where to keep what is done, so that an interrupted migration goes on; outside of the repositories
    #[arg(long, value_name = "FILE", default_value = "ctxmend-migrate.jsonl")]
    state: PathBuf,

    /// How the result is told
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Table,

    /// Also the fixes that change when work stops
    #[arg(long)]
    unsafe_fixes: bool,

    /// Run these codemods only, also those that are off by default
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    only: Vec<String>,

    /// Leave these codemods out
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    skip: Vec<String>,

    /// Turn on parts that are off by default
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    with: Vec<Part>,

    /// How many repositories at once
    #[arg(short = 'j', long = "jobs", value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Show the result only
    #[arg(short, long)]
    quiet: bool,
}

impl RawMigrate {
    pub(super) fn meant(self, all: &'static [&'static Codemod]) -> Result<Migrate, String> {
        let choice = choose(&self.only, &self.skip, all)?;
        let mut options = Vec::new();
        if self.unsafe_fixes {
            options.push("--unsafe-fixes".to_owned());
        }
        let names: Vec<String> =
            self.with.iter().filter_map(|p| Some(p.to_possible_value()?.get_name().to_owned())).collect();
        if !names.is_empty() {
            options.push(format!("--with={}", names.join(",")));
        }
        Ok(Migrate {
            repositories: self.repositories,
            list: self.list,
            clones: self.clones,
            branch: self.branch,
            check_with: self.check_with,
            state: self.state,
            format: self.format,
            jobs: self.jobs,
            quiet: self.quiet,
            choice,
            options,
        })
    }
}
