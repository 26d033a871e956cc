//! Functions of the module that are called where others take back what they have done, or when their work is over, with
//! the very context of that work: deferred, or in a literal that is given to what undoes the rest. There that has ended
//! perhaps, and the functions do all the same what they are called for, as long as they leave it alone.

use super::consequences::last_name;
use super::reached::{bodies, called_with_own, is_of_interface};
use crate::contexts::calls::{assigned_name, called_name, declared_name, passed_to};
use crate::contexts::endless::is_endless;
use crate::contexts::never::is_called_deferred;
use crate::contexts::sources::Root;
use crate::contexts::types::is_context;
use crate::facts::words;
use crate::golang::program::memo::Memo;
use crate::golang::program::{FuncRef, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Kind, NodeId};
use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::sync::Arc;

/// How many calls below such a place functions are looked for; below the second, only those that are called by one that
/// takes something back itself.
const MAX_DEPTH: usize = 4;

/// So many functions in all are followed: what is reached by more is reached by everything.
const MAX_FUNCTIONS: usize = 1000;

/// How far it is looked whether a context that a variable holds never ends.
const MAX_STEPS: usize = 2;

/// What stands in a declaration that defers something, or gives a literal to what undoes the rest
/// ([`words::undoes_the_rest`]).
const UNDOING: [&str; 4] = ["defer ", "evert", "ollback", "ndo"];

/// A declaration: its file, and its number there.
type Decl = (Arc<Path>, usize);

/// What is so called in a module, by its root.
#[derive(Default)]
struct Undoing(Memo<Arc<Path>, Arc<BTreeSet<Decl>>>);

/// Whether the root is the parameter of a declared function that is called so, itself or some calls below, by one
/// caller at least: `revert.Add(func() { _ = pool.Rename(ctx, to, from) })`; or of a literal that is, by the variable
/// that it is kept in. That others call it for its own sake does not change that.
pub(super) fn runs_where_others_undo(site: Site, root: &Root) -> bool {
    let tree = site.tree();
    if !root.is_context() || root.func() != tree.root() || declared_name(site).is_none() {
        return root.is_context()
            && tree.kind(root.func()) == Kind::FuncLit
            && is_called_so(site, root.func());
    }
    let undoing = site.program.memory::<Undoing>();
    let all = undoing.0.get(site.package.list.root.clone(), || Arc::new(functions(site)));
    all.contains(&(site.file.path.clone(), site.decl))
}

fn is_called_so(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    let name = assigned_name(site, literal).filter(|&n| tree.kind(n) == Kind::Ident);
    let uses = name.and_then(|n| site.scopes().resolve(n)).map_or(&[][..], |v| site.scopes().uses(v));
    let is_outside = |around: NodeId| !tree.contains(around, literal) && !tree.contains(literal, around);
    uses.iter().any(|&u| undos_around(site, u).into_iter().any(is_outside))
}

fn functions(site: Site) -> BTreeSet<Decl> {
    let whole = site.program.whole(&site.package.list);
    let mut waiting: VecDeque<(FuncRef, usize)> = VecDeque::new();
    for package in &whole.packages {
        for file in package.files.iter().filter(|f| !f.is_test()) {
            let decls = file.skim.decls.iter().enumerate();
            let of_interest = decls.filter(|(_, d)| may_undo(&file.text[d.span.range()]));
            for inner in of_interest.filter_map(|(d, _)| Site::new(site.program, package, file, d)) {
                for call in called_to_undo(inner) {
                    // Behind an interface stands what all others call too.
                    let depth = if is_of_interface(inner, call) { MAX_DEPTH } else { 1 };
                    waiting.extend(bodies(inner, &whole.packages, call).into_iter().map(|f| (f, depth)));
                }
            }
        }
    }
    let mut all = BTreeSet::new();
    while let Some((function, depth)) = waiting.pop_front() {
        if all.len() == MAX_FUNCTIONS || !all.insert((function.file.path.clone(), function.decl)) {
            continue;
        }
        let goes_on = |s: &Site| depth == 1 || depth < MAX_DEPTH && takes_back(*s);
        let Some(inner) = function.site(site.program).filter(goes_on) else { continue };
        let called = called_with_own(inner).into_iter().filter(|&c| !is_of_interface(inner, c));
        waiting.extend(called.flat_map(|c| bodies(inner, &whole.packages, c)).map(|f| (f, depth + 1)));
    }
    all
}

/// Whether the function declared at the site takes something back, by its name: what it calls does so too.
fn takes_back(site: Site) -> bool {
    const TAKES_BACK: [&str; 5] = ["detach", "disconnect", "umount", "unmap", "unmount"];
    declared_name(site).is_some_and(|name| {
        words::is_undo(name)
            || words::is_clean_up(name)
            || words::destroys(name)
            || TAKES_BACK.iter().any(|w| words::begins_with(name, w))
    })
}

/// A cheap look whether a declaration of that text may call something so: a context is named in the statement that
/// defers, or that gives a literal to something, as far as it goes by its indentation.
fn may_undo(text: &str) -> bool {
    if !UNDOING.iter().any(|part| text.contains(part)) {
        return false;
    }
    let names_context = |line: &str| line.contains("tx,") || line.contains("tx)") || line.contains("ontext");
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        if !code.starts_with("defer ") && !code.contains("func(") {
            continue;
        }
        let indent = &line[..line.len() - code.len()];
        let ends = |l: &str| l.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}'));
        let opens = line.ends_with('{');
        if names_context(line) || opens && lines.clone().take_while(|l| !ends(l)).any(names_context) {
            return true;
        }
    }
    false
}

/// The calls in the declaration that are made to undo something, or when the work is over, and are given a context from
/// outside of what is deferred or registered, which may end.
fn called_to_undo(site: Site) -> Vec<NodeId> {
    let tree = site.tree();
    let is_given_outer = |call: NodeId, around: NodeId| {
        tree.args(call).filter(|&a| tree.kind(a) == Kind::Ident).any(|a| {
            let binding = site.scopes().resolve(a).map(|v| site.scopes().binding(v));
            binding.is_some_and(|b| {
                !tree.contains(around, b.ident)
                    && is_context(&site.type_of(a))
                    && (b.kind == BindingKind::Param || !is_endless(site, a, MAX_STEPS))
            })
        })
    };
    let calls = tree.calls(tree.root());
    calls.filter(|&c| undos_around(site, c).into_iter().any(|around| is_given_outer(c, around))).collect()
}

/// The statements around `node` that defer it, and the literals that are deferred by the variable they are kept in, or
/// given to what undoes the rest.
pub fn undos_around(site: Site, node: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let undoes = |&a: &NodeId| match tree.kind(a) {
        Kind::Defer => true,
        Kind::FuncLit => is_registered(site, a) || is_called_deferred(site, a),
        _ => false,
    };
    let is_started = tree.ancestors(node).any(|a| tree.kind(a) == Kind::Go);
    tree.ancestors(node).filter(|_| !is_started).filter(undoes).collect()
}

/// `reverter.Add(func() { … })`, `undo = append(undo, func() { … })`
pub(super) fn is_registered(site: Site, literal: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, literal) else { return false };
    let holder = match called_name(site, call) {
        Some("append") => tree.arg(call, 0),
        Some(_) => tree.receiver(call),
        None => None,
    };
    holder.is_some_and(|h| words::undoes_the_rest(last_name(tree.text(h))))
}
