//! `suppress` and `review`: they take the options of a run that find something, and write of themselves.

use super::{Command, Mend, Mode, PATHS, Review, Settings, Suppress, meant};
use clap::ArgMatches;
use clap::parser::ValueSource;
use codemods::Codemod;

/// Options of a run that these subcommands have no use for, by their fields: refused, and not in the help.
const REFUSED: [&str; 8] =
    ["write", "diff", "list", "format", "check", "stats", "show_config", "update_baseline"];

/// The subcommands, whose help says nothing of what they refuse.
pub(super) fn described(grammar: clap::Command) -> clap::Command {
    let quiet = |command: clap::Command| {
        let refused = REFUSED.iter().chain(["stdin_filename"].iter());
        let command = refused.fold(command, |c, name| c.mut_arg(name, |a| a.hide(true)));
        let dirty = "Also change files that have uncommitted changes in git";
        command.mut_arg("paths", |a| a.help(PATHS)).mut_arg("allow_dirty", |a| a.help(dirty))
    };
    let all_of_them = "Let the answer 'a' take in the unsafe fixes too, which are asked about in any case";
    grammar
        .mut_subcommand("suppress", quiet)
        .mut_subcommand("review", |c| quiet(c).mut_arg("unsafe_fixes", |a| a.help(all_of_them)))
}

/// Tells of an option that was given to one of these subcommands, if it is none for it.
pub(super) fn refuse(matches: &ArgMatches) -> Result<(), String> {
    let (given, name, what) = match matches.subcommand() {
        Some((name @ "suppress", given)) => (given, name, "writes comments"),
        Some((name @ "review", given)) => (given, name, "asks, and writes what was accepted"),
        _ => return Ok(()),
    };
    let typed = |option: &&&str| given.value_source(option) == Some(ValueSource::CommandLine);
    match REFUSED.iter().find(typed) {
        Some(option) => Err(format!("{name} {what}; --{} is not for it", option.replace('_', "-"))),
        None => Ok(()),
    }
}

/// `reason`: why what is found is suppressed; without one, comments that suppress nothing are to go.
pub(super) fn suppress(
    raw: Mend,
    reason: Option<String>,
    all: &'static [&'static Codemod],
) -> Result<Command, String> {
    let what = match reason.map(|r| r.trim().to_owned()) {
        Some(reason) if reason.is_empty() || reason.contains(['\n', '\r']) => {
            return Err("--reason is one line that says why".into());
        }
        Some(reason) => Suppress::All { reason },
        None => Suppress::RemoveUnused,
    };
    let settings = Settings { mode: Mode::Write, ..meant(raw, all)? };
    Ok(Command::Suppress(Box::new(settings), what))
}

pub(super) fn review(raw: Mend, all: &'static [&'static Codemod]) -> Result<Command, String> {
    let settings = meant(raw, all)?;
    let how = Review { all_unsafe: settings.unsafe_fixes };
    let settings = Settings { mode: Mode::Write, unsafe_fixes: true, ..settings };
    Ok(Command::Review(Box::new(settings), how))
}
