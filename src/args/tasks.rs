//! What may be typed as a first word: everything but finding and mending.

use super::Mend;
use super::migrate::RawMigrate;
use clap::Subcommand;
use clap_complete::Shell;
use std::path::PathBuf;

#[derive(Subcommand)]
pub(super) enum Task {
    /// Shows the manual of one codemod
    Explain {
        /// Its name, as `ctxmend codemods` lists it
        codemod: String,
    },
    /// Lists all codemods
    Codemods,
    /// Joins the reports of all shards into the report of the whole: json, jsonl or sarif
    Merge {
        /// The reports, all in one format
        #[arg(value_name = "REPORTS", required = true)]
        reports: Vec<PathBuf>,

        /// Exit 1 while findings remain, 2 if the reports hold errors
        #[arg(long)]
        check: bool,
    },
    /// Mends many repositories, each on a new branch with a commit for each codemod
    #[command(
        after_help = "Trees must be clean; others are refused and not touched. What was checked out is checked out again at \
        the end,\nand the commits are on the new branch. The same command goes on after an interruption.\n\
        Exit codes: 0 all done, 1 changes were taken back, 2 a repository was refused or failed, 130 interrupted."
    )]
    Migrate {
        #[command(flatten)]
        migrate: Box<RawMigrate>,
    },
    /// Asks about one fix after the other, and applies what was accepted
    #[command(
        after_help = "Unsafe fixes are asked about too; with --unsafe-fixes the answer 'a' takes them in."
    )]
    Review {
        #[command(flatten)]
        mend: Box<Mend>,
    },
    /// Writes a //ctxmend:ignore comment at every finding
    Suppress {
        /// Why, for those who read the comments
        #[arg(long, value_name = "TEXT", required_unless_present = "remove_unused")]
        reason: Option<String>,

        /// Remove the comments that suppress nothing instead
        #[arg(long, conflicts_with = "reason")]
        remove_unused: bool,

        #[command(flatten)]
        mend: Box<Mend>,
    },
    /// Prints what completes its command lines in a shell
    #[command(
        after_help = "For bash: ctxmend completions bash > ~/.local/share/bash-completion/completions/ctxmend"
    )]
    Completions { shell: Shell },
    /// Prints its manual page, or writes all of them
    Man {
        /// The folder to write ctxmend.1, ctxmend-explain.1 and so on into; made if it is not there
        dir: Option<PathBuf>,
    },
}
