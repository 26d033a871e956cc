//! `return f(ctx)` where a release has to come between: the results get names first.

use super::naming::is_free;
use super::types::{declared_results, is_error};
use crate::edits::Edit;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_address_taken};
use crate::golang::syntax::{Kind, NodeId};
use crate::span::Span;

/// Names for results that are no errors.
const NAMES: [&str; 3] = ["result", "value", "out"];

/// The statement that computes the results of `stmt` which `is_used` picks, and the edit of `stmt` that returns them
/// by name. `None` where types or the order of evaluation do not allow it.
pub fn bound_results(site: Site, stmt: NodeId, is_used: impl Fn(NodeId) -> bool) -> Option<(String, Edit)> {
    let tree = site.tree();
    if tree.kind(stmt) != Kind::Return {
        return None;
    }
    let values = tree.list(tree.children(stmt).next()?);
    let declared = declared_results(site, tree.enclosing_func(stmt)?);
    if let [value] = values[..] {
        let (left, names) = match &declared[..] {
            [_] => name(site, value, stmt).map(|(name, op)| (format!("{name} {op}"), name))?,
            [_, last] => {
                let mut free = NAMES.into_iter().filter(|n| is_new(site, n, stmt));
                let first = free.next()?;
                let second = match is_error(last) {
                    true => may_be_error(site, "err", stmt).then_some("err")?,
                    false => free.next()?,
                };
                (format!("{first}, {second} :="), format!("{first}, {second}"))
            }
            _ => return None,
        };
        return Some((format!("{left} {}", tree.text(value)), Edit::replace(tree.span(value), names)));
    }
    let used: Vec<NodeId> = values.iter().copied().filter(|&v| is_used(v)).collect();
    // The others are evaluated after these now, so they must not care.
    let is_plain = |v| {
        !tree.subtree(v).any(|n| {
            matches!(tree.kind(n), Kind::Call | Kind::Unary | Kind::Index | Kind::FuncLit | Kind::Binary)
        })
    };
    if !values.iter().filter(|v| !used.contains(v)).all(|&v| is_plain(v)) {
        return None;
    }
    if let [one] = used[..] {
        let (name, op) = name(site, one, stmt)?;
        return Some((format!("{name} {op} {}", tree.text(one)), Edit::replace(tree.span(one), name)));
    }
    // Of several all results are named: one edit for all of them.
    if used.len() != values.len() {
        return None;
    }
    let names = distinct_names(site, &used, stmt)?;
    let texts: Vec<&str> = used.iter().map(|&v| tree.text(v)).collect();
    let (first, last) = (tree.span(*values.first()?), tree.span(*values.last()?));
    let all = Span::new(first.start as usize, last.end as usize);
    let names = names.join(", ");
    Some((format!("{names} := {}", texts.join(", ")), Edit::replace(all, names)))
}

/// A name for each of the values that `stmt` returns, of which one at least is new.
fn distinct_names(site: Site, values: &[NodeId], stmt: NodeId) -> Option<Vec<&'static str>> {
    let mut free = NAMES.into_iter().filter(|n| is_new(site, n, stmt));
    let mut names = Vec::new();
    for &value in values {
        match is_error(&site.type_of(value)) {
            true if names.contains(&"err") || !may_be_error(site, "err", stmt) => return None,
            true => names.push("err"),
            false => names.push(free.next()?),
        }
    }
    names.iter().any(|&n| n != "err").then_some(names)
}

/// A name for the value of `value`, which `stmt` returns, and whether it is defined or assigned.
fn name(site: Site, value: NodeId, stmt: NodeId) -> Option<(String, &'static str)> {
    if is_error(&site.type_of(value)) {
        let at = site.tree().span(stmt).start as usize;
        let known = site.scopes().lookup("err", at).filter(|&b| is_error_for_all(site, b));
        return match known {
            Some(_) => Some(("err".to_owned(), "=")),
            None => {
                ["err", "retErr"].into_iter().find(|n| is_new(site, n, stmt)).map(|n| (n.to_owned(), ":="))
            }
        };
    }
    let name = NAMES.into_iter().find(|n| is_new(site, n, stmt))?;
    Some((name.to_owned(), ":="))
}

/// Whether a variable of that name may be defined before `stmt`.
fn is_new(site: Site, name: &str, stmt: NodeId) -> bool {
    let at = site.tree().span(stmt).start as usize;
    is_free(site, name, at) && site.scopes().lookup(name, at).is_none() && !is_jumped_over(site, stmt)
}

fn may_be_error(site: Site, name: &str, stmt: NodeId) -> bool {
    let at = site.tree().span(stmt).start as usize;
    match site.scopes().lookup(name, at) {
        None => is_free(site, name, at),
        Some(b) => is_error_for_all(site, b),
    }
}

/// Whether a `goto` before `stmt` leads to a label behind it in the block around: no variable may be declared in
/// between (Go spec, «Goto statements»).
pub fn is_jumped_over(site: Site, stmt: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Some(func), Some(block)) = (tree.enclosing_func(stmt), tree.parent(stmt)) else { return false };
    let labels_behind = |&goto: &NodeId| {
        let label =
            tree.children(goto).next().and_then(|l| scopes.resolve(l)).map(|l| scopes.binding(l).ident);
        let labeled = label.filter(|&l| l > stmt).and_then(|l| tree.parent(l));
        tree.kind(goto) == Kind::Goto && labeled.and_then(|l| tree.parent(l)) == Some(block)
    };
    tree.subtree(func).take_while(|&n| n < stmt).any(|n| labels_behind(&n))
}

/// Whether the variable is an error that may be assigned here: nobody but the function looks at it, or it is a result,
/// which a return assigns anyway.
fn is_error_for_all(site: Site, variable: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let is_own =
        || !scopes.captured(variable) && !scopes.uses(variable).iter().any(|&u| is_address_taken(tree, u));
    is_error(&site.type_of(binding.ident)) && (binding.kind == BindingKind::Result || is_own())
}
