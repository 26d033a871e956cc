//! Calls that have no context because of what they do, or because of what is made of their failure.

use super::migration::migrates;
use crate::contexts::calls::called_name;
use crate::contexts::detached::consequences::end_of_chain;
use crate::contexts::detached::kinds::{behind, kept_behind};
use crate::contexts::origins::{Given, given as value_given, targets_of};
use crate::contexts::returns::{branch_behind, fails};
use crate::contexts::types::{is_error, results, takes_context};
use crate::contexts::uses::nil_test;
use crate::facts::words;
use crate::golang::flow::{PointId, PointKind};
use crate::golang::program::Site;
use crate::golang::returns::never_returns;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the call does something for which it does not matter that the caller has given up: it looks at values, or
/// brings a database from one version to the next, which is not left half done.
pub(super) fn has_no_end(site: Site, call: NodeId) -> bool {
    let called = site.callee(call);
    let Some(known) = called.known() else { return false };
    let own = site.package.module.path.as_deref().is_some_and(|m| known.package.starts_with(m));
    migrates(&known.name)
        || known.package.rsplit('/').take(3).any(migrates)
        || !own && words::begins_with(&known.name, "validate")
}

/// Whether a failure is what the function hopes for, and a call that has been cut off would be taken for one:
/// `if conn, err := net.Dial(network, addr); err == nil { return errInUse }`; or what it goes on to work after, while
/// it leaves where the call has succeeded. `probes`: it does nothing but try, so that `if err != nil { return nil }`
/// says the same.
pub(super) fn hopes_for_failure(site: Site, call: NodeId, probes: bool) -> bool {
    let tree = site.tree();
    let call = end_of_chain(site, call);
    let error = targets_of(site, call).last().and_then(|&e| site.scopes().resolve(e));
    let Some((branch, error)) = branch_behind(site, call).zip(error) else { return false };
    let asked = tree.child(branch, Field::Condition).and_then(|c| nil_test(site, c)).filter(|t| t.0 == error);
    let last = tree.child(branch, Field::Consequence).and_then(|b| tree.stmts(b).last());
    let Some(((_, is_nil), last)) = asked.zip(last) else { return false };
    let gives = |kind: Kind| {
        let values = tree.children(last).next().map(|l| tree.list(l)).unwrap_or_default();
        tree.kind(last) == Kind::Return && matches!(values[..], [one] if tree.kind(tree.unparen(one)) == kind)
    };
    let ends = || tree.only_child(last).is_some_and(|c| tree.kind(c) == Kind::Call && never_returns(site, c));
    match is_nil {
        true if gives_failure_back(site, call, error) => false,
        true => {
            fails(site, last)
                || ends()
                || tree.kind(last) == Kind::Return && works_after_failure(site, call, error)
        }
        false => probes && (gives(Kind::Nil) || gives(Kind::True)),
    }
}

/// Whether the function gives back what the call has failed with, but for the kinds of failure that it asks for: `if
/// err == nil { return errTaken }`, and then `if err != sql.ErrNoRows { return err }`.
fn gives_failure_back(site: Site, call: NodeId, error: BindingId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call).filter(|_| !flow.unknown()) else { return false };
    let (failed, _) = kept_behind(site, &flow, start, error, false);
    let is_it = |n: NodeId| tree.kind(n) == Kind::Ident && site.scopes().resolve(n) == Some(error);
    let gives = |p: PointId| match flow.kind(p) {
        PointKind::Return(stmt) => tree.subtree(stmt).any(is_it),
        _ => false,
    };
    let mut exits = failed.into_iter().filter(|&p| flow.is_exit(p)).peekable();
    exits.peek().is_some() && exits.all(gives)
}

/// Whether the function, which nothing brings back to the call, looks no further at the error of the call where that
/// has failed, and does then what has no context, by a function of the module that may fail: `if isRunning.Run() == nil
/// { return nil }`, and then `return prune(dir)`.
fn works_after_failure(site: Site, call: NodeId, error: BindingId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let flow = site.flow(func);
    let Some(start) = flow.point_of(call).filter(|&p| !flow.unknown() && !flow.in_cycle(p)) else {
        return false;
    };
    let (failed, _) = kept_behind(site, &flow, start, error, false);
    let looks = |&u: &NodeId| {
        !is_write(tree, u)
            && tree.parent(u).is_none_or(|p| nil_test(site, p).is_none())
            && flow.point_of(u).is_none_or(|p| failed.contains(&p))
    };
    if site.scopes().uses(error).iter().any(looks) {
        return false;
    }
    let failed = behind(site, &flow, start, error, false);
    let succeeded = behind(site, &flow, start, error, true);
    let only_then =
        |c: NodeId| flow.point_of(c).is_some_and(|p| failed.contains(&p) && !succeeded.contains(&p));
    let is_own =
        |c: NodeId| site.callee(c).known().is_some_and(|k| k.decls.iter().any(|f| f.is_of_module(site)));
    tree.calls(func).any(|c| {
        only_then(c) && is_own(c) && !takes_context(site, c) && results(site, c).last().is_some_and(is_error)
    })
}

/// Whether the call changes something in another way where a change by a function of the module, which is given what
/// the call is made on and no context, has had no effect: only the last resort would be refused.
/// `n, err := update(s.db, query, id)`, and then `if n == 0 { _, err = s.db.Exec(forced, id) }`
pub(super) fn is_last_resort(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(on) = tree.receiver(call).filter(|_| called_name(site, call).is_some_and(words::is_change))
    else {
        return false;
    };
    let branches = tree.ancestors(call).take_while(|&a| !tree.kind(a).is_func());
    let branches = branches
        .filter(|&a| tree.kind(a) == Kind::If)
        .filter(|&i| tree.child(i, Field::Consequence).is_some_and(|b| tree.contains(b, call)));
    let asked = branches.filter_map(|i| tree.child(i, Field::Condition)).flat_map(|c| tree.subtree(c));
    let changes = |made: NodeId| {
        let known = site.callee(made);
        tree.args(made).any(|a| tree.text(a) == tree.text(on))
            && known.known().is_some_and(|k| k.decls.iter().any(|f| f.is_of_module(site)))
            && called_name(site, made).is_some_and(|n| words::words_of(n).any(|w| words::is_change(&w)))
            && !takes_context(site, made)
    };
    asked.filter(|&n| tree.kind(n) == Kind::Ident).any(|n| {
        let first = scopes.resolve(n).and_then(|v| value_given(site, scopes.binding(v).ident));
        matches!(first, Some((Given::Result(made, 0), _)) if made < call && changes(made))
    })
}

/// Whether what a command has written is used though nobody asks whether it has failed: `out, _ := cmd.Output()`. What
/// was cut off would be taken for the whole.
pub(super) fn is_used_unasked(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let is_used = |outer: NodeId| {
        let [out, error] = targets_of(site, outer)[..] else { return false };
        let gives_output = matches!(called_name(site, outer), Some("Output" | "CombinedOutput"));
        gives_output && tree.text(error) == "_" && tree.text(out) != "_"
    };
    // `cmd := exec.Command(name)`, and then `out, _ := cmd.Output()`.
    let command = targets_of(site, call).first().and_then(|&t| scopes.resolve(t));
    let uses = command.map_or(&[][..], |v| scopes.uses(v)).iter();
    is_used(end_of_chain(site, call))
        || uses.map(|&u| end_of_chain(site, u)).any(|outer| outer != call && is_used(outer))
}
