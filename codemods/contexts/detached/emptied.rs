//! Files that are emptied or removed before somebody is asked for what is to stand in them: who gives up in between is
//! left without the old and without the new.

use super::consequences::{is_of_files, is_undone_between};
use super::failing::{behind_both, error_of};
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given, targets_of};
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Kind, NodeId};

/// Whether the call gives what is written into a file, or put in its place, which the function has emptied or removed
/// before: `f.Truncate(0)`, then the call, and then `fmt.Fprintln(f, n)`.
pub(super) fn is_to_stand_in_what_was_emptied(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let own = || tree.calls(func).filter(|&c| tree.enclosing_func(c) == Some(func));
    let emptied: Vec<(NodeId, NodeId)> =
        own().filter(|&c| c < call).filter_map(|c| Some((c, file_emptied(site, c)?))).collect();
    let given = if emptied.is_empty() { Vec::new() } else { worked_out_of(site, call) };
    if given.is_empty() {
        return false;
    }
    let flow = site.flow(func);
    let Some((failed, succeeded)) = behind_both(site, call) else { return false };
    let is_before = |c: NodeId| {
        let points = flow.point_of(c).zip(flow.point_of(call));
        points.is_some_and(|(p, here)| p != here && flow.dominates(p, here))
    };
    let mentions = |c: NodeId, is: &dyn Fn(NodeId) -> bool| {
        tree.args(c).chain(tree.receiver(c)).flat_map(|a| tree.subtree(a)).any(is)
    };
    let fills = |c: NodeId, file: NodeId| {
        let of_answer = |n: NodeId| site.scopes().resolve(n).is_some_and(|v| given.contains(&v));
        mentions(c, &|n| tree.text(n) == tree.text(file))
            && mentions(c, &of_answer)
            && flow.point_of(c).is_some_and(|p| succeeded.contains(&p) && !failed.contains(&p))
    };
    emptied.into_iter().any(|(c, file)| {
        is_before(c)
            && !is_undone_between(site, func, c, call)
            && own().filter(|&later| later > call).any(|later| fills(later, file))
    })
}

/// The file, or its path, that the call empties or removes: `f` of `f.Truncate(0)`, `path` of `os.Remove(path)`.
fn file_emptied(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let name = called_name(site, call).filter(|n| matches!(*n, "Truncate" | "Remove" | "RemoveAll"))?;
    let operand = tree.receiver(call).filter(|_| is_of_files(site, call))?;
    let file = match site.names_import(operand) {
        Some(_) => tree.arg(call, 0)?,
        None => Some(operand).filter(|_| name == "Truncate")?,
    };
    matches!(tree.kind(file), Kind::Ident | Kind::Selector).then_some(file)
}

/// The variables for what the call gives besides its error, and those for what is worked out of them.
fn worked_out_of(site: Site, call: NodeId) -> Vec<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let error = error_of(site, call);
    let targets = targets_of(site, call).into_iter().filter_map(|t| scopes.resolve(t));
    let mut all: Vec<BindingId> = targets.filter(|&v| Some(v) != error).collect();
    for v in scopes.bindings() {
        let ident = scopes.binding(v).ident;
        let Some((Given::Value(value) | Given::Result(value, _), _)) = given(site, ident) else { continue };
        let is_part = |n: NodeId| scopes.resolve(n).is_some_and(|part| all.contains(&part));
        if ident > call && !all.contains(&v) && tree.subtree(value).any(is_part) {
            all.push(v);
        }
    }
    all
}
