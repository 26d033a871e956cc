//! Names and types for new release variables, as the surrounding code would have them.

use super::producers::Producer;
use crate::facts::calls::ReleaseKind;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;

/// The name for the release of a context called `ctx` (`None` where the context is no plain variable), declared at
/// byte `at`: it follows the context's name and clashes with nothing there.
pub fn release_name(site: Site, ctx: Option<&str>, at: usize) -> String {
    let preferred = ctx.map_or_else(|| "cancel".to_owned(), follow);
    let numbered = (2..).map(|i| format!("cancel{i}"));
    [preferred, "cancel".to_owned()]
        .into_iter()
        .chain(numbered)
        .find(|name| is_free(site, name, at))
        .expect("some number is free")
}

/// Whether `name` may be declared at `at` without hiding anything that is used behind it.
pub fn is_free(site: Site, name: &str, at: usize) -> bool {
    site.scopes().is_free(site.tree(), name, at)
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
