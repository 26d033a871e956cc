//! Names and types for new release variables, as the surrounding code would have them.

use super::producers::Producer;
use crate::facts::calls::ReleaseKind;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;
use std::borrow::Cow;
use std::collections::HashSet;

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

    /// The name that the authors would give, where they have shown it: what this file usually calls the release of a
    /// context of this name, or how it names releases; else the same of the package's other files, if these agree.
    fn name_for(&self, ctx: &str) -> Option<String> {
        let in_style = |pairs, least| style(pairs, least).filter(|_| ctx != "ctx").map(|s| s.name(ctx));
        let usual = |pairs: &[(&str, &str)], of| usual_name(pairs, ctx, of).map(str::to_owned);
        let undecided = self.elsewhere.iter().any(|p| p.0 == ctx);
        usual(&self.here, Agreement::Most)
            .or_else(|| in_style(&self.here, 1))
            .or_else(|| usual(&self.elsewhere, Agreement::All))
            .or_else(|| in_style(&self.elsewhere, 2).filter(|_| !undecided))
    }
}

/// How many of those that could say otherwise must agree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Most,
    All,
}

/// What the releases of contexts called `ctx` are called.
fn usual_name<'a>(pairs: &[(&str, &'a str)], ctx: &str, agreement: Agreement) -> Option<&'a str> {
    let names: Vec<&str> = pairs.iter().filter(|p| p.0 == ctx).map(|p| p.1).collect();
    let count = |name: &str| names.iter().filter(|&&n| n == name).count();
    let most = names.iter().copied().max_by_key(|n| count(n))?;
    let enough = match agreement {
        Agreement::Most => count(most) * 2 > names.len(),
        Agreement::All => count(most) == names.len(),
    };
    // One odd name does not make a habit against the usual one.
    (enough && (most == "cancel" || most == follow(ctx) || count(most) > 1)).then_some(most)
}

/// How the release of a context that is not plainly `ctx` is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Style {
    order: Order,
    word: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    /// `cancel`
    Alone,
    /// `pingCancel`
    Behind,
    /// `cancelPing`
    Ahead,
    /// `pingCtxCancel`
    BehindAll,
}

/// What authors call releases.
const WORDS: &[&str] = &["cancel", "cancelFunc", "cancelFn", "stop", "done"];

impl Style {
    /// The style in which the release of `ctx` got its name, if it is a usual one.
    fn of(ctx: &str, release: &str) -> Option<Style> {
        let orders = [Order::Alone, Order::Behind, Order::Ahead, Order::BehindAll];
        orders
            .iter()
            .flat_map(|&order| WORDS.iter().map(move |word| Style { order, word }))
            .find(|style| style.name(ctx) == release)
    }

    fn name(self, ctx: &str) -> String {
        let word = self.word;
        match (self.order, stem(ctx)) {
            (Order::Alone, _) | (_, Stem::None) => word.to_owned(),
            (Order::BehindAll, _) => format!("{ctx}{}", capital(word)),
            (_, Stem::Number(number)) => format!("{word}{number}"),
            (Order::Ahead, Stem::Word(stem) | Stem::Letters(stem)) => format!("{word}{}", capital(&stem)),
            (Order::Behind, Stem::Word(stem)) => format!("{stem}{}", capital(word)),
            (Order::Behind, Stem::Letters(stem)) => format!("{stem}{word}"),
        }
    }
}

/// The style of most of the `pairs`, if at least `least` of them show it. Who repeats a pair shows it once.
fn style(pairs: &[(&str, &str)], least: usize) -> Option<Style> {
    let distinct: HashSet<&(&str, &str)> = pairs.iter().filter(|p| p.0 != "ctx").collect();
    let styles: Vec<Style> = distinct.iter().filter_map(|p| Style::of(p.0, p.1)).collect();
    let count = |style: Style| styles.iter().filter(|&&s| s == style).count();
    styles.iter().copied().find(|&s| count(s) * 2 > styles.len() && count(s) >= least)
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
    Style { order: Order::Behind, word: "cancel" }.name(ctx)
}

/// What a context's name says beside that it is a context.
enum Stem<'a> {
    None,
    /// `pingCtx`, `ctxPing`, `base`
    Word(Cow<'a, str>),
    /// `hctx`
    Letters(Cow<'a, str>),
    /// `ctx2`
    Number(&'a str),
}

fn stem(ctx: &str) -> Stem<'_> {
    let before = |suffix| ctx.strip_suffix(suffix).filter(|s: &&str| !s.is_empty());
    if ctx == "ctx" || ctx == "_" {
        return Stem::None;
    }
    if let Some(stem) = before("Ctx").or_else(|| before("Context")) {
        return Stem::Word(stem.into());
    }
    if let Some(stem) = before("ctx") {
        return Stem::Letters(stem.into());
    }
    if let Some(rest) = ctx.strip_prefix("ctx") {
        if rest.bytes().all(|b| b.is_ascii_digit()) {
            return Stem::Number(rest);
        }
        let mut letters = rest.chars();
        if let Some(first) = letters.next().filter(|c| c.is_uppercase()) {
            return Stem::Word(format!("{}{}", first.to_lowercase(), letters.as_str()).into());
        }
    }
    Stem::Word(ctx.into())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
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
    use super::{Habits, follow};

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
    fn name<'a>(here: &[(&'a str, &'a str)], elsewhere: &[(&'a str, &'a str)], ctx: &str) -> Option<String> {
        Habits { here: here.to_vec(), elsewhere: elsewhere.to_vec() }.name_for(ctx)
    }

    #[test]
    fn the_file_decides_before_the_package() {
        let plain = [("pingCtx", "cancel")];
        let ahead = [("getCtx", "cancelGet")];
        assert_eq!(name(&plain, &[("pingCtx", "pingCancel")], "pingCtx").as_deref(), Some("cancel"));
        assert_eq!(name(&ahead, &[("pingCtx", "cancel")], "pingCtx").as_deref(), Some("cancelPing"));
        assert_eq!(name(&ahead, &[], "ctxPing").as_deref(), Some("cancelPing"));
        assert_eq!(name(&ahead, &[], "ctx"), None);
        assert_eq!(name(&[("aCtx", "aCtxCancel")], &[], "bCtx").as_deref(), Some("bCtxCancel"));
        assert_eq!(name(&[("aCtx", "aStop")], &[], "ctx2").as_deref(), Some("stop2"));
    }

    #[test]
    fn most_of_a_file_and_all_of_a_package_make_a_habit() {
        let odd = [("ctx", "cancelFn"), ("ctx", "cancelFn"), ("ctx", "cancel")];
        assert_eq!(name(&odd, &[], "ctx").as_deref(), Some("cancelFn"));
        assert_eq!(name(&odd[..1], &[], "ctx"), None);
        assert_eq!(name(&[], &odd, "ctx"), None);
        assert_eq!(name(&[], &odd[..2], "ctx").as_deref(), Some("cancelFn"));
        let mixed = [("aCtx", "aCancel"), ("aCtx", "cancel"), ("bCtx", "cancel"), ("cCtx", "cancel")];
        assert_eq!(name(&[], &mixed, "aCtx"), None);
        assert_eq!(name(&[], &mixed, "dCtx").as_deref(), Some("cancel"));
        assert_eq!(name(&[], &mixed[2..3], "dCtx"), None);
    }
}
