//! The arguments of `ctxmend migrate`.

use super::Choice;
use super::chosen::Chosen;
use super::limits::of_use;
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

    #[command(flatten)]
    chosen: Chosen,

    /// How many repositories at once at most
    #[arg(short = 'j', long = "jobs", value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Show the result only
    #[arg(short, long)]
    quiet: bool,
}

impl RawMigrate {
    pub(super) fn meant(self, all: &'static [&'static Codemod]) -> Result<Migrate, String> {
        let choice = self.chosen.choice(all)?;
        let mut options = Vec::new();
        if self.chosen.unsafe_fixes {
            options.push("--unsafe-fixes".to_owned());
        }
        options.extend(self.chosen.parts().map(|names| format!("--with={names}")));
        Ok(Migrate {
            repositories: self.repositories,
            list: self.list,
            clones: self.clones,
            branch: self.branch,
            check_with: self.check_with,
            state: self.state,
            format: self.format,
            jobs: self.jobs.map(of_use),
            quiet: self.quiet,
            choice,
            options,
        })
    }
}
