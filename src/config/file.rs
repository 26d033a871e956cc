//! One `ctxmend.toml`: its keys, what they mean, and what is wrong with them.

use crate::args;
use codemods::engine::Policy;
use codemods::facts::requests::{self, RequestType};
use codemods::facts::user::{FuncName, UserFacts};
use codemods::{Applicability, Codemod};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use toml::Spanned;

/// What is settled for each codemod that is named.
pub type Settled = BTreeMap<&'static str, Policy>;

/// The settings of one file.
#[derive(Debug)]
pub struct Config {
    /// The file; its folder is where its paths start.
    pub path: PathBuf,
    /// Patterns of paths to leave out, as written.
    pub exclude: Vec<String>,
    excluded: Gitignore,
    pub codemods: Settled,
    /// Absolute folders and what is settled for them, deeper ones after those that hold them.
    pub folders: Vec<(PathBuf, Settled)>,
    pub facts: UserFacts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    codemods: RawCodemods,
    #[serde(default)]
    folders: BTreeMap<Spanned<String>, RawFolder>,
    #[serde(default)]
    facts: RawFacts,
}

type RawCodemods = BTreeMap<Spanned<String>, Spanned<String>>;

#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table with codemods in it, as [folders.sub.codemods] is"
)]
struct RawFolder {
    #[serde(default)]
    codemods: RawCodemods,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawFacts {
    #[serde(default)]
    producers: Vec<Spanned<String>>,
    #[serde(default)]
    clean_up: Vec<Spanned<String>>,
    #[serde(default)]
    twins: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    sources: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// Something wrong in the text: where, and what.
struct Wrong {
    at: Option<Range<usize>>,
    what: String,
}

impl Config {
    /// Reads the text of the file at `path`, which is absolute. What is wrong is told with its line, from 1.
    pub fn parse(path: &Path, text: &str, all: &'static [&'static Codemod]) -> Result<Config, String> {
        parse(path, text, all).map_err(|wrong| match wrong.at {
            Some(at) => {
                let line = 1 + text[..at.start.min(text.len())].matches('\n').count();
                format!("line {line}: {}", wrong.what)
            }
            None => wrong.what,
        })
    }

    /// Whether a file or folder is left out, by its own name only: those above it are asked for by themselves.
    pub fn excludes(&self, path: &Path, is_dir: bool) -> bool {
        self.excluded.matched(path, is_dir).is_ignore()
    }

    /// Whether a file is left out, by its own name or that of a folder above it.
    pub fn excludes_below(&self, path: &Path) -> bool {
        path.starts_with(self.root()) && self.excluded.matched_path_or_any_parents(path, false).is_ignore()
    }

    /// What is settled for a codemod in a file, if anything is: by the deepest folder that says something, else
    /// for all.
    pub fn policy(&self, path: &Path, codemod: &Codemod) -> Option<Policy> {
        let folders = self.folders.iter().rev().filter(|(dir, _)| path.starts_with(dir)).map(|(_, s)| s);
        folders.chain([&self.codemods]).find_map(|settled| settled.get(codemod.name)).copied()
    }

    /// Every place in which something is settled for codemods.
    pub fn settled(&self) -> impl Iterator<Item = &Settled> {
        [&self.codemods].into_iter().chain(self.folders.iter().map(|(_, settled)| settled))
    }

    fn root(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }
}

fn parse(path: &Path, text: &str, all: &'static [&'static Codemod]) -> Result<Config, Wrong> {
    let raw: Raw = toml::from_str(text)
        .map_err(|e| Wrong { at: e.span(), what: with_suggestion(e.message().trim()) })?;
    let root = path.parent().unwrap_or(path);
    let mut builder = GitignoreBuilder::new(root);
    for pattern in &raw.exclude {
        builder.add_line(None, pattern.as_ref()).map_err(|e| at(pattern, e.to_string()))?;
    }
    let excluded = builder.build().map_err(|e| Wrong { at: None, what: e.to_string() })?;
    let folder =
        |(name, raw): (&Spanned<String>, &RawFolder)| Ok((below(root, name)?, settle(&raw.codemods, all)?));
    let mut folders = raw.folders.iter().map(folder).collect::<Result<Vec<_>, Wrong>>()?;
    folders.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Config {
        path: path.to_owned(),
        exclude: raw.exclude.into_iter().map(Spanned::into_inner).collect(),
        excluded,
        codemods: settle(&raw.codemods, all)?,
        folders,
        facts: UserFacts {
            producers: raw.facts.producers.iter().map(func).collect::<Result<_, _>>()?,
            clean_up: raw.facts.clean_up.iter().map(word).collect::<Result<_, _>>()?,
            twins: raw.facts.twins.iter().map(|(f, t)| Ok((func(f)?, word(t)?))).collect::<Result<_, _>>()?,
            sources: raw.facts.sources.iter().map(source).collect::<Result<_, _>>()?,
        },
    })
}

fn at<T>(place: &Spanned<T>, what: String) -> Wrong {
    Wrong { at: Some(place.span()), what }
}

fn settle(raw: &RawCodemods, all: &'static [&'static Codemod]) -> Result<Settled, Wrong> {
    let one = |(name, value): (&Spanned<String>, &Spanned<String>)| {
        let codemod = args::find(name.as_ref(), all).map_err(|what| at(name, what))?;
        Ok((codemod.name, policy(value)?))
    };
    raw.iter().map(one).collect()
}

/// The values of a codemod's key.
const POLICIES: [Policy; 5] = [
    Policy::On,
    Policy::Off,
    Policy::As(Applicability::Safe),
    Policy::As(Applicability::Unsafe),
    Policy::As(Applicability::None),
];

fn policy(value: &Spanned<String>) -> Result<Policy, Wrong> {
    let text = value.as_ref().as_str();
    POLICIES.into_iter().find(|p| name_of(*p) == text).ok_or_else(|| {
        let names = POLICIES.map(name_of).join(", ");
        at(value, format!("'{text}' is none of {names}"))
    })
}

/// The value that stands for a policy.
pub fn name_of(policy: Policy) -> &'static str {
    match policy {
        Policy::On => "on",
        Policy::Off => "off",
        Policy::As(applicability) => applicability.name(),
    }
}

fn below(root: &Path, name: &Spanned<String>) -> Result<PathBuf, Wrong> {
    let path = Path::new(name.as_ref());
    let inside = path.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    match inside {
        true => Ok(root.join(path).components().filter(|c| *c != Component::CurDir).collect()),
        false => Err(at(name, format!("'{}' is not a folder below this file", name.as_ref()))),
    }
}

fn func(text: &Spanned<String>) -> Result<FuncName, Wrong> {
    let wrong = || {
        let text = text.as_ref();
        format!(
            "'{text}' is not the full name of a function, such as example.com/trace.Start or example.com/db.Conn.Run"
        )
    };
    FuncName::parse(text.as_ref()).ok_or_else(|| at(text, wrong()))
}

fn word(text: &Spanned<String>) -> Result<String, Wrong> {
    let word = text.as_ref();
    let is_name = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name
        .then(|| word.clone())
        .ok_or_else(|| at(text, format!("'{word}' is not a name, nor the start of one")))
}

fn source((ty, asked): (&Spanned<String>, &Spanned<String>)) -> Result<&'static RequestType, Wrong> {
    requests::of_user(ty.as_ref(), asked.as_ref()).ok_or_else(|| {
        let (ty_text, asked_text) = (ty.as_ref(), asked.as_ref());
        at(
            ty,
            format!(
                "'{ty_text}' = '{asked_text}' is not the full name of a type and what is asked of its values, such as '*example.com/web.Ctx' = 'Request().Context()'"
            ),
        )
    })
}

/// Adds the nearest of the names that serde would take to what it says of an unknown one.
fn with_suggestion(message: &str) -> String {
    let Some(rest) = message.strip_prefix("unknown field `") else { return message.to_owned() };
    let mut quoted = rest.split('`').step_by(2);
    let Some(name) = quoted.next() else { return message.to_owned() };
    let known: Vec<&str> = quoted.filter(|q| !q.is_empty()).collect();
    match args::nearest(name, known.iter().copied()) {
        Some(near) => format!("unknown key '{name}'; did you mean '{near}'?"),
        None => format!("unknown key '{name}'; known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codemods::CODEMODS;

    fn read(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("/m/ctxmend.toml"), text, CODEMODS)
    }

    fn codemod(name: &str) -> &'static Codemod {
        CODEMODS.iter().find(|c| c.name == name).unwrap()
    }

    #[test]
    fn all_keys() {
        let config = read(
            "exclude = ['third_party/', '*_gen.go', '/top.go']

[codemods]
ctx-in-struct = 'off'
undeferred-cancel = 'unsafe'

[folders.'internal/old'.codemods]
undeferred-cancel = 'none'

[folders.internal.codemods]
undeferred-cancel = 'on'
ctx-in-struct = 'safe'

[facts]
producers = ['example.com/m/trace.Start']
clean-up = ['drain']
twins = { 'example.com/m/db.Conn.Run' = 'RunCtx' }
sources = { '*example.com/m/web.Ctx' = 'Request().Context()' }
",
        )
        .unwrap();
        let policy = |path: &str, name| config.policy(Path::new(path), codemod(name));
        assert_eq!(policy("/m/a.go", "ctx-in-struct"), Some(Policy::Off));
        assert_eq!(policy("/m/a.go", "shadowed-ctx"), None);
        assert_eq!(policy("/m/internal/a.go", "undeferred-cancel"), Some(Policy::On));
        assert_eq!(
            policy("/m/internal/old/a.go", "undeferred-cancel"),
            Some(Policy::As(Applicability::None))
        );
        assert_eq!(policy("/m/internal/old/a.go", "ctx-in-struct"), Some(Policy::As(Applicability::Safe)));
        assert_eq!(policy("/m/internals/a.go", "ctx-in-struct"), Some(Policy::Off));
        assert!(config.excludes(Path::new("/m/x/third_party"), true));
        assert!(!config.excludes(Path::new("/m/x/third_party"), false));
        assert!(config.excludes_below(Path::new("/m/x/third_party/y/z.go")));
        assert!(config.excludes(Path::new("/m/x/a_gen.go"), false));
        assert!(
            config.excludes(Path::new("/m/top.go"), false)
                && !config.excludes(Path::new("/m/x/top.go"), false)
        );
        assert_eq!(config.facts.producers[0].to_string(), "example.com/m/trace.Start");
        assert_eq!(config.facts.clean_up, ["drain"]);
        assert_eq!(config.facts.twins[0].0.to_string(), "example.com/m/db.Conn.Run");
        assert_eq!(config.facts.twins[0].1, "RunCtx");
        assert_eq!(config.facts.sources[0].full_name(), "*example.com/m/web.Ctx");
        assert_eq!(config.facts.sources[0].ask(), ".Request().Context()");
    }

    #[test]
    fn mistakes_are_told_with_their_lines() {
        let wrong = |text: &str| read(text).unwrap_err();
        assert_eq!(wrong("\nexclud = []"), "line 2: unknown key 'exclud'; did you mean 'exclude'?");
        assert_eq!(
            wrong("[codemods]\nundefered-cancel = 'on'"),
            "line 2: no codemod is called 'undefered-cancel'; did you mean 'undeferred-cancel'?"
        );
        assert_eq!(
            wrong("[codemods]\nctx-in-struct = 'yes'"),
            "line 2: 'yes' is none of on, off, safe, unsafe, none"
        );
        assert_eq!(
            wrong("[facts]\nclean-ups = []"),
            "line 2: unknown key 'clean-ups'; did you mean 'clean-up'?"
        );
        assert_eq!(
            wrong("[folders.'../x'.codemods]\nctx-in-struct = 'on'"),
            "line 1: '../x' is not a folder below this file"
        );
        assert!(
            wrong("[facts]\nproducers = ['Start']").contains("'Start' is not the full name of a function")
        );
        assert!(
            wrong("[facts]\nsources = { 'Ctx' = 'Context()' }")
                .starts_with("line 2: 'Ctx' = 'Context()' is not the full name of a type")
        );
        assert!(wrong("exclude = 3").starts_with("line 1: "));
        assert!(wrong("exclude = [").starts_with("line 1: "));
    }
}
