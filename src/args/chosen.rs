//! Which findings and fixes a run or a migration is for.

use super::{Choice, choose};
use clap::{Args, ValueEnum};
use codemods::{Codemod, Options};
use std::ffi::OsString;

#[derive(Args)]
pub(super) struct Chosen {
    /// Also the fixes that change when work stops, not only those that release what leaked
    #[arg(long)]
    pub(super) unsafe_fixes: bool,

    /// Run these codemods only, also those that are off by default
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    only: Vec<String>,

    /// Leave these codemods out, whatever --only says
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    skip: Vec<String>,

    /// Turn on parts that are off by default
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    with: Vec<Part>,
}

/// A part of the work that is off by default.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Releases that only a panic skips
    PanicPaths,
    /// Context fields beside a cancel field that a Close method releases
    LifecycleFields,
    /// t.Context() as a source
    TestContext,
    /// Signatures of exported functions
    Exported,
    /// context.TODO() where a caller cannot know better
    Todo,
}

impl Part {
    /// The options that turn on these parts and no others.
    pub fn options(parts: &[Part]) -> Options {
        let has = |part| parts.contains(&part);
        Options {
            panic_paths: has(Part::PanicPaths),
            lifecycle_fields: has(Part::LifecycleFields),
            test_context: has(Part::TestContext),
            exported: has(Part::Exported),
            todo: has(Part::Todo),
        }
    }
}

impl Chosen {
    pub(super) fn choice(&self, all: &'static [&'static Codemod]) -> Result<Choice, String> {
        choose(&self.only, &self.skip, all)
    }

    pub(super) fn options(&self) -> Options {
        Part::options(&self.with)
    }

    /// The names of the parts, with commas between them; `None` if there are none.
    pub(super) fn parts(&self) -> Option<String> {
        let names: Vec<String> =
            self.with.iter().filter_map(|p| Some(p.to_possible_value()?.get_name().to_owned())).collect();
        (!names.is_empty()).then(|| names.join(","))
    }

    /// The options that choose codemods and parts, as typed.
    pub(super) fn as_typed(&self) -> Vec<OsString> {
        let names = |list: &[String]| (!list.is_empty()).then(|| list.join(","));
        let lists = [("--only", names(&self.only)), ("--skip", names(&self.skip)), ("--with", self.parts())];
        let given = lists.into_iter().filter_map(|(option, names)| Some([option.into(), names?.into()]));
        given.flatten().collect()
    }
}
