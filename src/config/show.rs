//! `--show-config`: what the settings come to.

use super::Configs;
use super::file::{Settled, name_of};
use crate::args::Choice;
use crate::paths::Base;
use codemods::Codemod;
use codemods::engine::Policy;
use std::fmt::Write;

/// The settings that hold for the working directory, written as a `ctxmend.toml` that says everything. What the
/// command line chooses is in them.
pub fn show(configs: &Configs, base: &Base, choice: &Choice) -> String {
    let config = configs.of(base.dir());
    let mut out = match &config {
        Some(c) => format!("# {}\n", base.name(&c.path)),
        None => "# no ctxmend.toml: what holds without one\n".to_owned(),
    };
    let list = |names: &[String]| toml::Value::from(names.to_vec()).to_string();
    // Writing to a string does not fail.
    let _ = writeln!(out, "exclude = {}\n\n[codemods]", list(config.as_ref().map_or(&[], |c| &c.exclude)));
    for codemod in choice.all {
        let settled = config.as_ref().and_then(|c| c.codemods.get(codemod.name)).copied();
        let _ = writeln!(out, "{}", row(codemod, choice.policy(codemod, settled)));
    }
    let Some(config) = config else { return out };
    for (dir, settled) in &config.folders {
        let name = config.path.parent().and_then(|root| dir.strip_prefix(root).ok()).unwrap_or(dir);
        let name = toml::Value::from(name.to_string_lossy().into_owned());
        let note = if dir.is_dir() { "" } else { "# there is no such folder\n" };
        let _ = write!(out, "\n{note}[folders.{name}.codemods]\n{}", rows(settled, choice));
    }
    let producers: Vec<String> = config.facts.producers.iter().map(ToString::to_string).collect();
    let _ = write!(
        out,
        "\n[facts]\nproducers = {}\nclean-up = {}\n{}{}",
        list(&producers),
        list(&config.facts.clean_up),
        table("twins", config.facts.twins.iter().map(|(f, twin)| (f.to_string(), twin.clone()))),
        table("sources", config.facts.sources.iter().map(|s| (s.full_name(), s.ask()[1..].to_owned())))
    );
    out
}

/// A table of facts; none where it is empty.
fn table(name: &str, rows: impl Iterator<Item = (String, String)>) -> String {
    let value = |text: String| toml::Value::from(text).to_string();
    let rows: String = rows.map(|(key, is)| format!("{} = {}\n", value(key), value(is))).collect();
    if rows.is_empty() { rows } else { format!("\n[facts.{name}]\n{rows}") }
}

fn rows(settled: &Settled, choice: &Choice) -> String {
    let known = choice.all.iter().filter_map(|c| Some((c, *settled.get(c.name)?)));
    known.map(|(c, said)| row(c, choice.policy(c, Some(said))) + "\n").collect()
}

fn row(codemod: &Codemod, policy: Policy) -> String {
    format!("{} = \"{}\"", codemod.name, name_of(policy))
}
