//! Names and types for new release variables, as the surrounding code would have them.

mod habits;
mod pairs;
mod style;

use super::creation::{Creation, Target, creations};
use super::producers::Producer;
use crate::facts::calls::ReleaseKind;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};
use habits::Habits;
use style::Style;

/// The name for the release that `creation` discards, declared at byte `at`: it follows the context's name as the
/// authors would have it, and clashes with nothing there.
pub fn release_name(site: Site, creation: &Creation, at: usize) -> String {
    let ctx = variable_name(site, creation.ctx_node).unwrap_or("ctx");
    let all = creations(site);
    let others: Vec<&Creation> = all.iter().filter(|other| stands_beside(site, creation, other)).collect();
    let beside_others = !others.is_empty();
    // What goes without saying is for the context that is called so.
    let plain = |c: &Creation| variable_name(site, c.ctx_node) == Some("ctx") && c.release == Target::Blank;
    let reserved = ctx != "ctx" && others.iter().any(|c| plain(c));
    let is_new = |name: &String| site.scopes().lookup(name, at).is_none() && !(reserved && name == "cancel");
    let habits = Habits::of(site).names(ctx, beside_others).into_iter().filter(is_new);
    let numbered = (2..).map(|i| format!("cancel{i}"));
    let of_ctx = creation.producer.parent.and_then(|p| variable_name(site, p)) == Some("ctx");
    let usual = Style::usual(ctx, beside_others, of_ctx);
    habits
        .chain([usual, Style::USUAL].map(|style| style.name(ctx, beside_others)))
        .chain(["cancel".to_owned()])
        .chain(numbered)
        .find(|name| is_free(site, name, at))
        .expect("some number is free")
}

/// Whether the release of `other` can be seen from the creation, or is made further down in its block.
fn stands_beside(site: Site, creation: &Creation, other: &Creation) -> bool {
    let tree = site.tree();
    let is_block = |&a: &NodeId| tree.kind(a) == Kind::Block || tree.kind(a).is_case();
    let seen = |before: &Creation, after: &Creation| {
        let block = tree.ancestors(before.stmt).find(is_block);
        before.stmt < after.stmt && block.is_some_and(|b| tree.contains(b, after.stmt))
    };
    seen(other, creation) || seen(creation, other)
}

/// Whether `name` may be declared at `at` without hiding anything that is used behind it.
pub fn is_free(site: Site, name: &str, at: usize) -> bool {
    site.scopes().is_free(site.tree(), name, at)
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
        Some(package) if package.is_empty() => match site.scopes().lookup(name, at) {
            None => name.to_owned(),
            Some(_) => bare.to_owned(),
        },
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
    let tree = site.tree();
    (tree.kind(tree.unparen(node)) == Kind::Ident).then(|| tree.text(tree.unparen(node)))
}
