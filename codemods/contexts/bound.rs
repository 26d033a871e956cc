//! `return f(ctx)` where a release has to come between: the results get names first.

use super::naming::is_free;
use super::types::{declared_results, is_error};
use crate::edits::Edit;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// The statement that computes the results of `stmt` which `is_used` picks, and the edit of `stmt` that returns them
/// by name. `None` where types or the order of evaluation do not allow it.
pub fn bound_results(site: Site, stmt: NodeId, is_used: impl Fn(NodeId) -> bool) -> Option<(String, Edit)> {
    let tree = site.tree();
    if tree.kind(stmt) != Kind::Return {
        return None;
    }
    let values = tree.list(tree.children(stmt).next()?);
    let arity = declared_results(site, tree.enclosing_func(stmt)?).len();
    let at = tree.span(stmt).start as usize;
    if let [value] = values[..] {
        let (left, names) = match arity {
            1 => name(site, value, at).map(|(name, op)| (format!("{name} {op}"), name))?,
            2 => {
                let first = ["result", "value", "out"].into_iter().find(|n| is_new(site, n, at))?;
                let error = may_be_error(site, "err", at).then_some("err")?;
                (format!("{first}, {error} :="), format!("{first}, {error}"))
            }
            _ => return None,
        };
        return Some((format!("{left} {}", tree.text(value)), Edit::replace(tree.span(value), names)));
    }
    let used: Vec<NodeId> = values.iter().copied().filter(|&v| is_used(v)).collect();
    let [one] = used[..] else { return None };
    // The others are evaluated after it now, so they must not care.
    let others_are_plain = values.iter().filter(|&&v| v != one).all(|&v| {
        !tree.subtree(v).any(|n| {
            matches!(tree.kind(n), Kind::Call | Kind::Unary | Kind::Index | Kind::FuncLit | Kind::Binary)
        })
    });
    let (name, op) = others_are_plain.then(|| name(site, one, at))??;
    Some((format!("{name} {op} {}", tree.text(one)), Edit::replace(tree.span(one), name)))
}

/// A name for the value of `value`, and whether it is defined or assigned.
fn name(site: Site, value: NodeId, at: usize) -> Option<(String, &'static str)> {
    if is_error(&site.type_of(value)) {
        if is_new(site, "err", at) {
            return Some(("err".to_owned(), ":="));
        }
        let known = site.scopes().lookup("err", at)?;
        let ident = site.scopes().binding(known).ident;
        return is_error(&site.type_of(ident)).then(|| ("err".to_owned(), "="));
    }
    let name = ["result", "value", "out"].into_iter().find(|n| is_new(site, n, at))?;
    Some((name.to_owned(), ":="))
}

fn is_new(site: Site, name: &str, at: usize) -> bool {
    is_free(site, name, at) && site.scopes().lookup(name, at).is_none()
}

fn may_be_error(site: Site, name: &str, at: usize) -> bool {
    match site.scopes().lookup(name, at) {
        None => is_free(site, name, at),
        Some(b) => is_error(&site.type_of(site.scopes().binding(b).ident)),
    }
}
