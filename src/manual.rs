//! What is made of the text of `--help`: completions for shells, and manual pages.

use crate::run::print;
use crate::world::named;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap_complete::Shell;
use codemods::Codemod;
use std::fs;
use std::io;
use std::path::Path;

/// Prints the completions of a shell; gives the exit code.
pub fn completions(shell: Shell, all: &[&Codemod]) -> io::Result<u8> {
    let mut grammar = with_names(crate::args::grammar(), all);
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut grammar, "ctxmend", &mut text);
    print(&text)?;
    Ok(0)
}

/// Prints the first manual page, or writes all of them into a folder; gives the exit code.
pub fn pages(dir: Option<&Path>, all: &[&Codemod]) -> io::Result<u8> {
    let grammar = with_names(crate::args::grammar(), all);
    match dir {
        Some(dir) => {
            let made = fs::create_dir_all(dir).and_then(|()| clap_mangen::generate_to(grammar, dir));
            made.map_err(|e| named(dir, &e))?;
        }
        None => {
            let mut text = Vec::new();
            clap_mangen::Man::new(grammar).render(&mut text)?;
            print(&text)?;
        }
    }
    Ok(0)
}

/// The grammar with the names of codemods as values. The parser does without them, for it has better words for a name
/// that is wrong.
fn with_names(mut grammar: clap::Command, all: &[&Codemod]) -> clap::Command {
    for name in ["only", "skip", "codemod"] {
        if grammar.get_arguments().any(|a| a.get_id() == name) {
            let values = all.iter().map(|c| PossibleValue::new(c.name).help(c.summary));
            let values = PossibleValuesParser::new(values);
            grammar = grammar.mut_arg(name, |a| a.value_parser(values));
        }
    }
    grammar.mut_subcommands(|sub| with_names(sub, all))
}
