//! The names that functions have which may be producers: a prefilter, for which text alone decides.

use crate::facts::calls::STD_PRODUCERS;
use crate::facts::user::UserFacts;
use crate::golang::program::File;
use crate::golang::skim::DeclKind;
use std::collections::HashSet;
use std::sync::Arc;

/// The names of the types of releases.
pub const TYPE_NAMES: &[&str] = &["CancelFunc", "CancelCauseFunc"];

/// The names of functions and methods in `files` that may be producers by their signature, and of those that users
/// name, sorted: whoever calls them may drop a release. Text alone decides here; [`super::producer`] judges each call.
pub fn names(files: &[Arc<File>], facts: &UserFacts) -> Vec<String> {
    let aliases: HashSet<&str> = files.iter().flat_map(|f| aliases_in(f)).collect();
    let mut names: Vec<String> =
        files.iter().flat_map(|f| names_in(f, &aliases).chain(values_in(f))).collect();
    names.extend(facts.producers.iter().map(|f| f.name.clone()));
    names.sort();
    names.dedup();
    names
}

/// Other names that the file gives to the types of releases: `type Stop = context.CancelFunc`.
fn aliases_in(file: &File) -> impl Iterator<Item = &str> {
    let types = file.skim.decls.iter().filter(|d| d.kind == DeclKind::Type);
    types.flat_map(|d| file.text[d.span.range()].lines()).filter_map(|line| {
        let (name, of) = line.split_once('=')?;
        let name = name.trim().trim_start_matches("type ").trim();
        TYPE_NAMES.iter().any(|w| of.contains(w)).then_some(name)
    })
}

fn names_in<'a>(file: &'a File, aliases: &'a HashSet<&str>) -> impl Iterator<Item = String> + 'a {
    file.skim.decls.iter().filter(|d| matches!(d.kind, DeclKind::Func | DeclKind::Method)).filter_map(|d| {
        let name = *d.names.first()?;
        let header_end = d.body.map_or(d.span.end, |b| b.start);
        let body = d.body.map_or("", |b| &file.text[b.range()]);
        let signature = &file.text[name.end as usize..header_end as usize];
        let returns_release = may_return_release(signature, body, aliases);
        let name = &file.text[name.range()];
        // What is called like the standard library's is a needle in any case; a method may be called on anything.
        let namesake = d.kind == DeclKind::Func && STD_PRODUCERS.iter().any(|p| p.name == name);
        (returns_release && name != "_" && !namesake).then(|| name.to_owned())
    })
}

/// Whether the results in a signature, what stands between the name of a function and its body, may be a context and
/// its release. A context may have another name too: then the body tells that one is made.
fn may_return_release(signature: &str, body: &str, aliases: &HashSet<&str>) -> bool {
    let results = results_in(signature);
    let words = || results.split(|c: char| !c.is_alphanumeric() && c != '_');
    let makes = || STD_PRODUCERS.iter().any(|p| body.contains(p.name));
    let is_release = TYPE_NAMES.iter().any(|w| results.contains(w))
        || results.contains("func(") && (results.contains("Context") || makes())
        || !aliases.is_empty() && words().any(|w| aliases.contains(w));
    is_release && results.contains(',')
}

/// What stands behind the type parameters and parameters; all of it where the brackets do not match.
fn results_in(signature: &str) -> &str {
    let mut depth = 0usize;
    for (at, c) in signature.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == ')' && depth == 0 {
            return &signature[at + 1..];
        }
    }
    signature
}

/// The names of fields, keys, parameters and variables in the file's text that stand before a function type or
/// literal with such results: `Start func(…) (context.Context, context.CancelFunc)`.
fn values_in(file: &File) -> impl Iterator<Item = String> + '_ {
    let text = &*file.text;
    let mentions = TYPE_NAMES.iter().flat_map(|w| memchr::memmem::find_iter(text.as_bytes(), *w));
    mentions.filter_map(|at| {
        let line = &text[text[..at].rfind('\n').map_or(0, |i| i + 1)..at];
        let (before, results) = line.rsplit_once("func(")?;
        let name = before.trim_end_matches([' ', '\t', ':', '=']);
        let start = name.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |i| i + 1);
        let name = &name[start..];
        (results.contains("Context, ") && !name.is_empty() && name != "_").then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    fn may_return_release(signature: &str) -> bool {
        super::may_return_release(signature, "{ return context.WithCancel(ctx) }", &HashSet::from(["Stop"]))
    }

    #[test]
    fn only_results_make_a_producer() {
        for signature in [
            "(parent context.Context) (context.Context, context.CancelFunc) ",
            "[T any](a ...T) (ctx Context, stop func(), err error) ",
            "() (_ context.Context, _ func(error)) ",
            "(f func(int) (a, b int)) (context.Context, CancelCauseFunc) ",
            "(parent Ctx) (Ctx, Stop) ",
            "(parent Ctx) (Ctx, func()) ",
        ] {
            assert!(may_return_release(signature), "{signature}");
        }
        for signature in [
            "(ctx context.Context, cancel context.CancelFunc) ",
            "(ctx context.Context, cancel context.CancelFunc) (int, error) ",
            "() context.CancelFunc ",
            "(parent Ctx) (Ctx, Stopped) ",
            "(f func() (context.Context, context.CancelFunc)) error ",
        ] {
            assert!(!may_return_release(signature), "{signature}");
        }
    }
}
