//! Arguments: what may be typed ([`Raw`]), and what is meant by it ([`Command`]).
//!
//! Everything that can be wrong with an argument by itself is found here; whether a path exists is not.

mod chosen;
mod format;
mod limits;
mod migrate;
mod names;
mod tasks;
#[cfg(test)]
mod tests;
mod writers;

pub use chosen::Part;
pub use format::Format;
pub use limits::{BaselineFile, Choice, Limits, Since};
pub use migrate::{Migrate, Table};
pub(crate) use names::{find, meant_by, nearest};

use crate::run::{ERROR, complain};
use chosen::Chosen;
use clap::{Args, CommandFactory, FromArgMatches, Parser, ValueEnum};
use clap_complete::Shell;
use codemods::{Codemod, Options};
use limits::RawLimits;
use names::choose;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use tasks::Task;

/// What the command line asks for.
pub enum Command {
    /// The manual of one codemod.
    Explain(&'static Codemod),
    /// The list of all codemods.
    Codemods,
    /// Find, and show or mend.
    Mend(Box<Settings>),
    /// Show the settings.
    ShowConfig(Box<Settings>),
    /// Join the reports of shards.
    Merge {
        reports: Vec<PathBuf>,
        /// Whether the exit code tells of findings and errors.
        check: bool,
    },
    /// Write comments that suppress what is found, or remove those that suppress nothing.
    Suppress(Box<Settings>, Suppress),
    /// Ask about each fix.
    Review(Box<Settings>, Review),
    /// Mend many repositories.
    Migrate(Box<Migrate>),
    /// The completions of a shell.
    Completions(Shell),
    /// The manual pages: the first one, or all of them into a folder.
    Man(Option<PathBuf>),
}

/// How `ctxmend review` asks.
pub struct Review {
    /// Whether «all in this file» means the unsafe fixes too.
    pub all_unsafe: bool,
}

/// What `ctxmend suppress` does.
pub enum Suppress {
    /// Suppresses all findings, for this reason.
    All {
        reason: String,
    },
    RemoveUnused,
}

/// What is to be analysed, and what is to be done with the result.
pub struct Settings {
    pub input: Input,
    pub mode: Mode,
    pub format: Format,
    pub choice: Choice,
    pub limits: Limits,
    pub options: Options,
    pub unsafe_fixes: bool,
    pub check: bool,
    pub allow_dirty: bool,
    pub stats: bool,
    pub quiet: bool,
    pub color: Color,
    /// `None`: as many as there are processors.
    pub threads: Option<NonZeroUsize>,
    /// The options that chose files, codemods and parts, as typed: for the command to try next.
    pub chosen_by: Vec<OsString>,
    /// The paths, as typed; none where that means the working directory.
    pub typed: Vec<PathBuf>,
}

/// Where Go source comes from.
pub enum Input {
    /// Files, folders and patterns, as typed.
    Paths(Vec<PathBuf>),
    /// Standard input, taken for the text of a file of this name.
    Stdin(PathBuf),
}

/// Whether anything is written. Not a second way through the program: only its last step differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    DryRun,
    Write,
}

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// What is wrong with a command line.
pub enum Wrong {
    /// Found by the parser; requests for help and the version too.
    Syntax(clap::Error),
    /// Found afterwards.
    Meaning(String),
}

impl Wrong {
    /// Prints it; gives the exit code.
    pub fn show(self) -> ExitCode {
        match self {
            Wrong::Syntax(e) => {
                // A closed standard error leaves nobody to tell.
                let _ = e.print();
                ExitCode::from(e.exit_code() as u8)
            }
            Wrong::Meaning(message) => {
                complain(&message);
                ExitCode::from(ERROR)
            }
        }
    }
}

#[derive(Parser)]
#[command(
    name = "ctxmend",
    version,
    about = "Finds Go code in which a context's cancellation does not propagate, and mends it",
    long_about = "Finds Go code in which a context's cancellation does not propagate, and mends it.\n\n\
        Without -w nothing is written: each finding is shown with the change that would mend it.",
    after_help = "A folder named like a subcommand is written ./codemods.\n\
        Exit codes: 0 nothing found (with -w, -d, -l: no error), 1 findings, 2 an error, 130 interrupted.",
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true
)]
struct Raw {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    mend: Mend,
}

/// What a subcommand that writes files takes.
const PATHS: &str = "Files, folders, Go patterns such as ./... (they stop at nested go.mod files)";

#[derive(Args)]
struct Mend {
    /// Files, folders, Go patterns such as ./... (they stop at nested go.mod files), or - for standard input
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,

    /// Apply the fixes in place
    #[arg(short, long, conflicts_with_all = ["diff", "list"])]
    write: bool,

    /// Print only the patch: `ctxmend -d | git apply --allow-empty`
    #[arg(short, long, conflicts_with_all = ["list", "format"])]
    diff: bool,

    /// Print only the names of the files that would change
    #[arg(short, long, conflicts_with = "format")]
    list: bool,

    #[command(flatten)]
    chosen: Chosen,

    /// How findings are reported
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,

    /// With -w, exit 1 while findings remain; with -d and -l, exit 1 if there is output
    #[arg(long)]
    check: bool,

    /// Let -w change files that have uncommitted changes in git
    #[arg(long)]
    allow_dirty: bool,

    /// The name of the file that standard input holds
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,

    /// Show what was walked, skimmed, parsed and left out, why, and how long it took
    #[arg(long)]
    stats: bool,

    /// How many threads to use at most
    #[arg(short = 'j', long = "jobs", value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// When to colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,

    /// Show findings and errors only
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    limits: RawLimits,
}

/// All that may be typed, for what is made from the text of `--help`.
pub fn grammar() -> clap::Command {
    writers::described(Raw::command())
}

/// Reads a command line, program name included; `all` are the codemods there are.
pub fn parse(
    line: impl IntoIterator<Item = OsString>,
    all: &'static [&'static Codemod],
) -> Result<Command, Wrong> {
    let matches = grammar().try_get_matches_from(line).map_err(Wrong::Syntax)?;
    writers::refuse(&matches).map_err(Wrong::Meaning)?;
    let raw = Raw::from_arg_matches(&matches).map_err(Wrong::Syntax)?;
    match raw.task {
        Some(Task::Explain { codemod }) => find(&codemod, all).map(Command::Explain),
        Some(Task::Codemods) => Ok(Command::Codemods),
        Some(Task::Merge { reports, check }) => Ok(Command::Merge { reports, check }),
        Some(Task::Review { mend }) => writers::review(*mend, all),
        Some(Task::Suppress { reason, remove_unused: _, mend }) => writers::suppress(*mend, reason, all),
        Some(Task::Migrate { migrate }) => migrate.meant(all).map(|m| Command::Migrate(Box::new(m))),
        Some(Task::Completions { shell }) => Ok(Command::Completions(shell)),
        Some(Task::Man { dir }) => Ok(Command::Man(dir)),
        None => {
            let shows_config = raw.mend.limits.show_config;
            let command = if shows_config { Command::ShowConfig } else { Command::Mend };
            meant(raw.mend, all).map(|s| command(Box::new(s)))
        }
    }
    .map_err(Wrong::Meaning)
}

fn meant(raw: Mend, all: &'static [&'static Codemod]) -> Result<Settings, String> {
    let chosen_by = chosen_by(&raw);
    let limits = raw.limits.meant();
    if raw.stdin_filename.is_some() && limits.since.is_some() {
        return Err("--since and --staged ask git about files, not about standard input".into());
    }
    if limits.baseline.as_ref().is_some_and(|b| b.update) && raw.write {
        return Err("--update-baseline takes the findings as they are; it does not go with -w".into());
    }
    let format = match (raw.diff, raw.list, raw.format) {
        (true, _, _) => Format::Diff,
        (_, true, _) => Format::List,
        (_, _, raw) => raw.map_or(Format::Human, Format::from),
    };
    let typed = raw.paths.clone();
    Ok(Settings {
        input: input(raw.paths, raw.stdin_filename)?,
        mode: if raw.write { Mode::Write } else { Mode::DryRun },
        format,
        choice: raw.chosen.choice(all)?,
        limits,
        options: raw.chosen.options(),
        unsafe_fixes: raw.chosen.unsafe_fixes,
        check: raw.check,
        allow_dirty: raw.allow_dirty,
        stats: raw.stats,
        quiet: raw.quiet,
        color: raw.color,
        threads: raw.jobs.map(limits::of_use),
        chosen_by,
        typed,
    })
}

fn input(mut paths: Vec<PathBuf>, name: Option<PathBuf>) -> Result<Input, String> {
    let stdin = paths.iter().any(|p| p.as_os_str() == "-");
    match (stdin, name) {
        (true, _) if paths.len() > 1 => Err("- (standard input) stands alone, without other paths".into()),
        (true, Some(name)) if name.file_name().is_some() => Ok(Input::Stdin(name)),
        (true, Some(name)) => Err(format!("--stdin-filename {} is not the name of a file", name.display())),
        (true, None) => {
            Err("- (standard input) needs --stdin-filename NAME, which also locates go.mod".into())
        }
        (false, Some(_)) => Err("--stdin-filename is for standard input; write - as the only path".into()),
        (false, None) => {
            if paths.is_empty() {
                paths.push(PathBuf::from("."));
            }
            Ok(Input::Paths(paths))
        }
    }
}

fn chosen_by(raw: &Mend) -> Vec<OsString> {
    let mut line = raw.chosen.as_typed();
    line.extend(raw.limits.as_typed());
    let name = raw.stdin_filename.iter();
    line.extend(name.flat_map(|n| ["--stdin-filename".into(), n.clone().into_os_string()]));
    line
}
