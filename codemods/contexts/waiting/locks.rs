//! Locks, and places in channels, that would stay taken, or open, if the function left where it waits.

use crate::contexts::calls::called_name;
use crate::contexts::join::root_variable;
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{declared_results, is_error};
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// What is unlocked at `place` and would be locked again behind it, where somebody counts on that: a deferred call of
/// the function's own unlocks it, or the caller, who had locked it.
pub fn let_go(site: Site, place: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let func = tree.enclosing_func(place)?;
    let flow = site.flow(func);
    let here = flow.point_of(place)?;
    let calls = |names: [&'static str; 2]| {
        let all = tree.subtree(func).filter(move |&n| tree.kind(n) == Kind::Call);
        all.filter(move |&n| called_name(site, n).is_some_and(|name| names.contains(&name)))
    };
    let deferred =
        |n: NodeId| tree.ancestors(n).take_while(|&a| a != func).any(|a| tree.kind(a) == Kind::Defer);
    let unlocks = || calls(["Unlock", "RUnlock"]);
    let own = |n: NodeId| tree.enclosing_func(n) == Some(func) && !deferred(n);
    unlocks().filter(|&u| own(u)).find(|&u| {
        let Some(unlock) = flow.point_of(u) else { return false };
        let locks = calls(["Lock", "RLock"]).filter(|&l| own(l) && of_same(site, l, u));
        let locks: Vec<PointId> = locks.filter_map(|l| flow.point_of(l)).collect();
        let locked_anew = |p: PointId| locks.contains(&p);
        // What locks it itself before needs nobody to have done so.
        let locks_itself = |d: NodeId| {
            let literal = tree.enclosing_func(d).filter(|&f| f != func);
            literal
                .is_some_and(|f| calls(["Lock", "RLock"]).any(|l| tree.contains(f, l) && of_same(site, l, d)))
        };
        let by_defer = || unlocks().any(|d| deferred(d) && of_same(site, d, u) && !locks_itself(d));
        // Where the function leaves with it unlocked, nobody counts on that.
        let leaves_so = || !flow.exits_from(unlock, |p| p == here || locked_anew(p)).is_empty();
        flow.reaches(unlock, here, locked_anew)
            && !leaves_so()
            && (by_defer() || flow.reaches(flow.entry(), unlock, locked_anew))
    })
}

/// What is taken before `place` and not given back by the function, but by whoever calls it: a place in a channel,
/// `case s.slots <- struct{}{}:`, or a lock. Where it fails, nobody would.
pub fn taken(site: Site, place: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let func = tree.enclosing_func(place)?;
    let flow = site.flow(func);
    let here = flow.point_of(place)?;
    let within = |kind: Kind| tree.subtree(func).filter(move |&n| tree.kind(n) == kind);
    let channel = |n: NodeId| tree.child(n, Field::Channel).map(|c| tree.text(c));
    let gives_place = |send: NodeId| {
        within(Kind::Unary).any(|r| {
            let from = tree.child(r, Field::Operand).map(|o| tree.text(o));
            tree.op(r) == Op::Receive && from == channel(send)
        })
    };
    let is_token = |send: NodeId| {
        tree.child(send, Field::Value).is_some_and(|v| tree.text(v).replace(' ', "") == "struct{}{}")
    };
    let sends = within(Kind::SendStmt).filter(|&s| is_token(s) && !gives_place(s));
    let called = |names: [&'static str; 2]| {
        within(Kind::Call).filter(move |&c| called_name(site, c).is_some_and(|n| names.contains(&n)))
    };
    let locks =
        called(["Lock", "RLock"]).filter(|&l| !called(["Unlock", "RUnlock"]).any(|u| of_same(site, l, u)));
    let own = |n: &NodeId| tree.enclosing_func(*n) == Some(func);
    let fails = declared_results(site, func).iter().any(is_error);
    sends
        .chain(locks)
        .filter(own)
        .find(|&n| fails && flow.point_of(n).is_some_and(|p| p != here && flow.dominates(p, here)))
}

/// Whether both calls are of methods of what the source spells in the same way: `s.mu.Lock()`, `s.mu.Unlock()`.
fn of_same(site: Site, a: NodeId, b: NodeId) -> bool {
    let tree = site.tree();
    let of = |call| {
        let operand = tree.receiver(call);
        operand.map(|o| tree.text(o))
    };
    of(a).is_some() && of(a) == of(b)
}

/// Whether one call takes what the other, at `back`, gives back of the same thing: a lock, a place in a wait group, a
/// file that nobody else may have made, `os.OpenFile(name, os.O_CREATE|os.O_EXCL, 0600)`, `os.Remove(name)`.
pub(super) fn takes(site: Site, call: NodeId, back: NodeId) -> bool {
    if called_name(site, back) == Some("Remove") {
        let tree = site.tree();
        let first = |c: NodeId| tree.arg(c, 0).map(|a| tree.text(a));
        let is_exclusive = match called_name(site, call) {
            Some("OpenFile") => tree.text(call).contains("O_EXCL"),
            name => name == Some("Mkdir"),
        };
        return is_exclusive && first(call) == first(back);
    }
    let takes = match called_name(site, back) {
        Some("Unlock") => ["Lock", "TryLock"].as_slice(),
        Some("RUnlock") => &["RLock", "TryRLock"],
        Some("Done") => &["Add"],
        _ => &[],
    };
    called_name(site, call).is_some_and(|n| takes.contains(&n)) && of_same(site, call, back)
}

/// The points at which what `node` gives back is taken anew: its variable is given another value, or it is locked.
pub(super) fn taken_anew<'a>(site: Site<'a>, flow: &'a Flow, node: NodeId) -> impl Fn(PointId) -> bool + 'a {
    let (tree, scopes) = (site.tree(), site.scopes());
    let subject = match tree.kind(node) {
        Kind::Call => tree.child(node, Field::Function),
        Kind::Unary => tree.child(node, Field::Operand),
        Kind::RangeClause => tree.child(node, Field::Right),
        _ => tree.child(node, Field::Channel),
    };
    // What the function is there for, `drain(resp)`, is made anew by a call.
    let argument = || {
        let is_function = subject.is_some_and(|f| tree.kind(f) == Kind::Ident);
        let first = tree.arg(node, 0);
        let variable = first.filter(|_| tree.kind(node) == Kind::Call && is_function);
        variable.and_then(|a| root_variable(site, a)).filter(|&v| {
            let writes = scopes.uses(v).iter().copied().filter(|&u| is_write(tree, u));
            writes
                .chain([scopes.binding(v).ident])
                .any(|u| matches!(given(site, u), Some((Given::Result(..), _))))
        })
    };
    let variable = subject.and_then(|s| root_variable(site, s)).or_else(argument);
    let mut points: Vec<PointId> = variable
        .into_iter()
        .flat_map(|v| {
            scopes.uses(v).iter().copied().filter(|&u| is_write(tree, u)).chain([scopes.binding(v).ident])
        })
        .filter_map(|n| flow.point_of(n))
        .collect();
    let calls = tree.calls(flow.func()).filter(|&n| takes(site, n, node));
    points.extend(calls.filter_map(|n| flow.point_of(n)));
    move |p| points.contains(&p)
}
