//! Names and types for new release variables, as the surrounding code would have them.

use super::producers::Producer;
use crate::facts::calls::ReleaseKind;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;

/// The name for the release of a context called `ctx` (`None` where the context is no plain variable), declared at
/// byte `at`: it follows the context's name and clashes with nothing there.
pub fn release_name(site: Site, ctx: Option<&str>, at: usize) -> String {
    let ctx = ctx.unwrap_or("ctx");
    let habit = Habits::of(site).name_for(ctx).filter(|name| site.scopes().lookup(name, at).is_none());
    let numbered = (2..).map(|i| format!("cancel{i}"));
    habit
        .into_iter()
        .chain([follow(ctx), "cancel".to_owned()])
        .chain(numbered)
        .find(|name| is_free(site, name, at))
        .expect("some number is free")
}

/// Whether `name` may be declared at `at` without hiding anything that is used behind it.
pub fn is_free(site: Site, name: &str, at: usize) -> bool {
    site.scopes().is_free(site.tree(), name, at)
}

/// How the authors of a package name releases: pairs of context and release, this file's first.
struct Habits<'a> {
    here: Vec<(&'a str, &'a str)>,
    elsewhere: Vec<(&'a str, &'a str)>,
}

impl<'a> Habits<'a> {
    fn of(site: Site<'a>) -> Habits<'a> {
        let others = site.package.files.iter().filter(|f| f.path != site.file.path);
        Habits {
            here: pairs(&site.file.text).collect(),
            elsewhere: others.flat_map(|f| pairs(&f.text)).collect(),
        }
    }

    /// The name that the authors would give, where they have shown it: always the same for this context's name, or
    /// more often plain `cancel` than one that follows the context's.
    fn name_for(&self, ctx: &str) -> Option<String> {
        for pairs in [&self.here, &self.elsewhere] {
            let mut names = pairs.iter().filter(|p| p.0 == ctx).map(|p| p.1);
            if let Some(first) = names.next() {
                let rest: Vec<&str> = names.collect();
                // One odd name does not make a habit against the usual one.
                let enough = first == "cancel" || first == follow(ctx) || !rest.is_empty();
                if enough && rest.iter().all(|n| *n == first) {
                    return Some(first.to_owned());
                }
                return None;
            }
        }
        if ctx == "ctx" {
            return None;
        }
        let all = || self.here.iter().chain(&self.elsewhere).filter(|p| p.0 != "ctx");
        let plain = all().filter(|p| p.1 == "cancel").count();
        let following = all().filter(|p| p.1 == follow(p.0)).count();
        (plain > following).then(|| "cancel".to_owned())
    }
}

/// The names on the left of `ctx, cancel := context.With…`. A habit is a matter of text: no bindings are asked.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    memchr::memmem::find_iter(text.as_bytes(), "context.With").filter_map(|at| {
        let line = &text[text[..at].rfind('\n').map_or(0, |i| i + 1)..at];
        let (left, rest) =
            line.trim_end().strip_suffix('=').map(|l| l.trim_end_matches(':').trim())?.rsplit_once(", ")?;
        let ctx = left.rsplit([' ', '\t']).next()?;
        let is_name =
            |n: &str| !n.is_empty() && n != "_" && n.chars().all(|c| c.is_alphanumeric() || c == '_');
        (is_name(ctx) && is_name(rest)).then_some((ctx, rest))
    })
}

/// `pingCtx` → `pingCancel`, `hctx` → `hcancel`, `ctxTimeout` → `timeoutCancel`, `ctx2` → `cancel2`.
fn follow(ctx: &str) -> String {
    let stem = |suffix| ctx.strip_suffix(suffix).filter(|s: &&str| !s.is_empty());
    if ctx == "ctx" || ctx == "_" {
        return "cancel".to_owned();
    }
    if let Some(stem) = stem("Ctx").or_else(|| stem("Context")) {
        return format!("{stem}Cancel");
    }
    if let Some(stem) = stem("ctx") {
        return format!("{stem}cancel");
    }
    if let Some(rest) = ctx.strip_prefix("ctx") {
        if rest.bytes().all(|b| b.is_ascii_digit()) {
            return format!("cancel{rest}");
        }
        let mut letters = rest.chars();
        if let Some(first) = letters.next().filter(|c| c.is_uppercase()) {
            return format!("{}{}Cancel", first.to_lowercase(), letters.as_str());
        }
    }
    format!("{ctx}Cancel")
}

/// The type of the producer's release as Go source for a `var` at `at`: by its name in package context where that
/// is imported and not hidden there, else as a function type.
pub fn release_type(site: Site, producer: &Producer, at: usize) -> String {
    let bare = match producer.release {
        ReleaseKind::Plain => "func()",
        ReleaseKind::Cause => "func(error)",
    };
    let Some(name) = producer.release_type else { return bare.to_owned() };
    match context_name(site, at) {
        Some(package) if package.is_empty() => name.to_owned(),
        Some(package) => format!("{package}.{name}"),
        None => bare.to_owned(),
    }
}

/// What package context is called at `at` in the site's file: empty for a dot import, `None` where it is not
/// imported or hidden.
pub fn context_name(site: Site, at: usize) -> Option<String> {
    let import = site.file.skim.imports.iter().find(|i| i.path == "context")?;
    let name = import.name.map_or("context", |span| &site.file.text[span.range()]);
    match name {
        "." => Some(String::new()),
        "_" => None,
        _ => site.scopes().lookup(name, at).is_none().then(|| name.to_owned()),
    }
}

/// The call that releases: `cancel()`, or `cancel(nil)` for a release that takes a cause.
pub fn release_call(name: &str, release: ReleaseKind) -> String {
    match release {
        ReleaseKind::Plain => format!("{name}()"),
        ReleaseKind::Cause => format!("{name}(nil)"),
    }
}

/// The name of the variable `node`, if it is a plain one.
pub fn variable_name<'a>(site: Site<'a>, node: NodeId) -> Option<&'a str> {
    use crate::golang::syntax::Kind;
    let tree = site.tree();
    (tree.kind(tree.unparen(node)) == Kind::Ident).then(|| tree.text(tree.unparen(node)))
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn names_follow_the_context() {
        let pairs = [
            ("ctx", "cancel"),
            ("pingCtx", "pingCancel"),
            ("hctx", "hcancel"),
            ("tctx", "tcancel"),
            ("ctxTimeout", "timeoutCancel"),
            ("ctx2", "cancel2"),
            ("testContext", "testCancel"),
            ("context", "contextCancel"),
            ("c", "cCancel"),
            ("ctxt", "ctxtCancel"),
        ];
        for (ctx, release) in pairs {
            assert_eq!(follow(ctx), release);
        }
    }
}
