//! Variables of a package that hold a context which derives from nothing, as `var ctx = context.Background()`.
//!
//! Only those that keep their first value: what is assigned elsewhere, by whomever, what ends by a release or a
//! signal, and what the author explains is there on purpose. What a use of one should be is for codemods to say.

pub mod names;

use super::detached::comments;
use super::origins::{Given, given};
use super::thread::scan::{Obstacle, Scan, widening};
use super::types::is_context;
use crate::contexts::calls::is_detached_call;
use crate::facts::globals as facts;
use crate::golang::program::memo::Memo;
use crate::golang::program::{DeclRef, Entity, Package, Program, Site, Variant};
use crate::golang::scopes::{is_address_taken, is_write};
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use std::path::Path;
use std::sync::Arc;

/// A variable of a package that holds such a context from the start of the program to its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Global {
    /// As the package that declares it calls it.
    pub name: String,
    /// What it is given, as a message shows it.
    pub value: String,
    pub made: Made,
    /// Whether other modules may set it.
    pub open: bool,
}

/// How far such a context differs from `context.Background()`. Ordered: a later one differs more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Made {
    /// Not at all: it never ends, and holds nothing.
    Bare,
    /// It has values.
    Values,
    /// It ends at some time, counted from the start of the program.
    Deadline,
}

/// What was found out about variables, by folder, package name and name.
#[derive(Default)]
struct Judged(Memo<(Arc<Path>, String, String), Option<Arc<Global>>>);

/// How deep the values of a context are looked into.
const MAX_DEPTH: usize = 8;

/// The variable that the expression `n`, an identifier or a selector of an imported package, names, if it is one.
pub fn at(site: Site, n: NodeId) -> Option<Arc<Global>> {
    if let Some(known) = of_library(site, n) {
        return Some(Arc::new(known));
    }
    let (package, decls, name) = named(site, n)?;
    let key = (package.dir.clone(), package.name.clone(), name.to_owned());
    site.program.memory::<Judged>().0.get(key, || judge(site, &package, &decls, name, 0).map(Arc::new))
}

/// One of a library that is known for it, on disk or not.
fn of_library(site: Site, n: NodeId) -> Option<Global> {
    let tree = site.tree();
    let name = tree.child(n, Field::FieldName).filter(|_| tree.kind(n) == Kind::Selector)?;
    let operand = tree.child(n, Field::Operand).filter(|_| facts::NAMES.contains(&tree.text(name)))?;
    match site.resolve(operand) {
        Entity::Import { path, .. } if tree.kind(operand) == Kind::Ident => {
            let value = facts::value_of(&path, tree.text(name))?.to_owned();
            Some(Global { name: tree.text(name).to_owned(), value, made: Made::Bare, open: false })
        }
        _ => None,
    }
}

/// Whether nothing uses the variable of the package that is called `name`.
pub fn is_unused(program: &Program, package: &Package, name: &str) -> bool {
    let folder = program.packages_in(&package.dir);
    let scan = Scan { program, packages: &folder };
    let names_it = |site: Result<Site, Obstacle>| match site {
        Ok(site) => site.tree().subtree(site.tree().root()).any(|n| is_variable(site, n, package, name)),
        Err(_) => true,
    };
    !scan.mentions(&[name]).any(names_it)
}

/// Whether nothing uses that variable any more, but something did before this run made its edits.
pub fn lost_its_uses(program: &Program, package: &Package, name: &str) -> bool {
    let used = |before: Program| !is_unused(&before, package, name);
    is_unused(program, package, name) && program.as_read().is_some_and(used)
}

/// How the context that the name of a variable in `var` is given is made, if it derives from nothing.
pub fn made_at(site: Site, name: NodeId) -> Option<Made> {
    match given(site, name)?.0 {
        Given::Value(value) | Given::Result(value, 0) => made(site, value, 0),
        Given::Result(..) => None,
    }
}

/// The variables or constants of a package that `n` names.
fn named<'s>(site: Site<'s>, n: NodeId) -> Option<(Arc<Package>, Vec<DeclRef>, &'s str)> {
    let tree = site.tree();
    match tree.kind(n) {
        Kind::Ident => {
            let name = tree.text(n);
            let declares = tree.field(n) == Field::Name;
            if declares || site.scopes().resolve(n).is_some() {
                return None;
            }
            match site.resolve(n) {
                Entity::PackageLevel { package, decls } if !package.values(name).is_empty() => {
                    Some((package, decls, name))
                }
                _ => None,
            }
        }
        Kind::Selector => {
            let operand = tree.child(n, Field::Operand).filter(|&o| tree.kind(o) == Kind::Ident)?;
            let name = tree.text(tree.child(n, Field::FieldName)?);
            if !name.starts_with(char::is_uppercase) || site.scopes().resolve(operand).is_some() {
                return None;
            }
            let Entity::Import { package: Some(package), .. } = site.resolve(operand) else { return None };
            let decls = package.values(name).to_vec();
            (!decls.is_empty()).then_some((package, decls, name))
        }
        _ => None,
    }
}

/// Whether `n` names the variable `name` of `package`.
fn is_variable(site: Site, n: NodeId, package: &Package, name: &str) -> bool {
    named(site, n)
        .is_some_and(|(p, _, found)| found == name && p.dir == package.dir && p.name == package.name)
}

fn judge(site: Site, package: &Arc<Package>, decls: &[DeclRef], name: &str, depth: usize) -> Option<Global> {
    let list = &package.list;
    let ours = list.std && site.package.list.std || list.mains.iter().any(|m| *m == package.module.root);
    if !ours || package.variant == Variant::Alone {
        return None;
    }
    // Other builds may have others.
    let all = package.values(name);
    let all = if all.is_empty() { decls } else { all };
    let mut global: Option<Global> = None;
    for decl in all {
        let (one, releases) = declared(site, package, *decl, name, depth)?;
        let kept = widening(site, |reach| {
            let scan = reach.of(package, name, false)?;
            is_kept(scan, package, name, &releases)
        });
        kept.ok()?;
        match &mut global {
            Some(known) => known.made = known.made.max(one.made),
            None => global = Some(one),
        }
    }
    global
}

/// The variable as this declaration has it, and the names of what is given with it.
fn declared(
    site: Site,
    package: &Arc<Package>,
    decl: DeclRef,
    name: &str,
    depth: usize,
) -> Option<(Global, Vec<String>)> {
    let file = package.files.get(decl.file)?;
    let skimmed = file.skim.decls.get(decl.decl)?;
    if file.is_test() || skimmed.kind != DeclKind::Var {
        return None;
    }
    let here = Site::new(site.program, package, file, decl.decl)?;
    let (tree, start) = (here.tree(), skimmed.names.get(decl.name)?.start);
    let is_it = |&n: &NodeId| tree.span(n).start == start && tree.field(n) == Field::Name;
    let ident = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Ident).find(is_it)?;
    let (Given::Value(value) | Given::Result(value, 0), spec) = given(here, ident)? else { return None };
    let made = made(here, value, depth)?;
    if !is_context(&here.type_of(ident)) || comments::says_why_of_variable(here, spec) {
        return None;
    }
    let beside = tree.children_in(spec, Field::Name).filter(|&n| n != ident && is_pair(here, ident));
    let releases: Vec<String> = beside.map(|n| tree.text(n).to_owned()).filter(|n| n != "_").collect();
    // Whoever imports the package may call it.
    if releases.iter().any(|r| r.starts_with(char::is_uppercase)) && package.name != "main" {
        return None;
    }
    let text = here.text(value);
    let value = match text.len() <= 60 && !text.contains('\n') {
        true => text.to_owned(),
        false => format!("{}(…)", text.split('(').next().unwrap_or_default()),
    };
    let open = name.starts_with(char::is_uppercase) && package.may_be_imported_elsewhere();
    Some((Global { name: name.to_owned(), value, made, open }, releases))
}

/// Whether the variable is given the first of several results of one call.
fn is_pair(site: Site, ident: NodeId) -> bool {
    matches!(given(site, ident), Some((Given::Result(..), _)))
}

/// How the context is made, if it is made from `Background` or `TODO`, or another such variable, by functions of
/// package context alone.
fn made(site: Site, expr: NodeId, depth: usize) -> Option<Made> {
    let tree = site.tree();
    let expr = tree.unparen(expr);
    if depth > MAX_DEPTH {
        return None;
    }
    // Not by what is remembered: code that does not compile may lead back to where it came from.
    if let Some((package, decls, name)) = named(site, expr) {
        return Some(judge(site, &package, &decls, name, depth + 1)?.made);
    }
    if tree.kind(expr) != Kind::Call {
        return None;
    }
    if is_detached_call(site, expr) {
        return Some(Made::Bare);
    }
    let callee = site.callee(expr);
    let known = callee.known().filter(|k| &*k.package == "context" && k.receiver.is_none())?;
    let parent = tree.arg(expr, 0)?;
    let least = match &*known.name {
        "WithoutCancel" | "WithCancel" | "WithCancelCause" => Made::Bare,
        "WithValue" => Made::Values,
        "WithTimeout" | "WithTimeoutCause" | "WithDeadline" | "WithDeadlineCause" => Made::Deadline,
        _ => return None,
    };
    Some(made(site, parent, depth + 1)?.max(least))
}

/// Whether nothing in reach assigns the variable or takes its address, and nothing uses what was given with it: then
/// the release is for something.
fn is_kept(scan: Scan, package: &Package, name: &str, releases: &[String]) -> Result<(), Obstacle> {
    let words: Vec<&str> = releases.iter().map(String::as_str).chain([name]).collect();
    for site in scan.mentions(&words) {
        let site = site?;
        let tree = site.tree();
        for n in tree.subtree(tree.root()) {
            let changes = || is_write(tree, n) || is_address_taken(tree, n);
            if is_variable(site, n, package, name) && changes()
                || releases.iter().any(|r| is_variable(site, n, package, r))
            {
                return Err(format!("{name} is not what it was"));
            }
        }
    }
    Ok(())
}
