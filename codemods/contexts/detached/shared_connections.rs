//! Connections and sessions that many share, behind helpers which run what they are given and take its failure for
//! theirs: `pool.With(func(s *Session) error { … })` closes the session and makes another where that has failed; and
//! drivers all of whose connections are one transaction. One caller who gives up would break it for all.

use super::work::is_given_context;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::is_question;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::any_called;
use crate::contexts::sources::Root;
use crate::contexts::types::{
    declared_results, holds_error, is_context, is_error, named, results, takes_context,
};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// How many functions the literal is handed on by.
const MAX_DEPTH: usize = 4;

/// What is done to what is taken for broken: the first words of names.
const GIVES_UP: [&str; 5] = ["close", "evict", "invalidate", "reconnect", "redial"];

/// Whether the call stands in a literal that such a helper runs, and that cannot tell the end of the caller's context
/// from a failure of what it shares.
pub(super) fn breaks_what_is_shared(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    // What gives nothing but a plain value does not fail.
    if !results(site, call).iter().any(is_error) && is_question(site, call) {
        return false;
    }
    let literals = tree.ancestors(call).take_while(|&a| a != root.func());
    literals.filter(|&a| tree.kind(a) == Kind::FuncLit).any(|l| {
        passed_to(site, l).is_some_and(|helper| {
            let with = is_given_context(site, root, helper);
            runs_and_breaks(site, helper, l, with, MAX_DEPTH)
        })
    })
}

/// Whether the method is one of a driver for package database/sql, by what it gives, and asks a transaction of that
/// package, or a statement of one, which its type holds: all connections of the driver share that, and a statement that
/// is broken off may take the transaction with it.
pub(super) fn is_on_transaction_of_driver(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let is_of_driver = |t: &Type| named(t).is_some_and(|(package, _)| package == "database/sql/driver");
    let is_shared = |held: NodeId| {
        let ty = site.type_of(held);
        tree.kind(held) == Kind::Selector
            && ["Tx", "Stmt"].iter().any(|name| ty.pointee().is_named("database/sql", name))
    };
    tree.kind(root.func()) == Kind::MethodDecl
        && declared_results(site, root.func()).iter().any(is_of_driver)
        && passed_to(site, place).and_then(|call| tree.receiver(call)).is_some_and(is_shared)
}

/// Whether the `helper` runs what it is given as `argument`, and breaks something where that has failed. `with`: it is
/// given the caller's context too.
fn runs_and_breaks(site: Site, helper: NodeId, argument: NodeId, with: bool, depth: usize) -> bool {
    depth > 0
        && any_called(site, helper, argument, &|inner, all, run| {
            let context = all.iter().find(|p| is_context(&p.type_in(inner))).and_then(|p| p.variable);
            let uses = inner.scopes().uses(run);
            uses.iter().any(|&u| breaks_at(inner, u, context.filter(|_| with), depth))
        })
}

/// The same of the function in which what is run is used at `u`; `context` is the variable that holds the caller's.
fn breaks_at(site: Site, u: NodeId, context: Option<BindingId>, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let gets_context = |call: NodeId| {
        let args = tree.args(call);
        context.is_some() && args.into_iter().any(|a| scopes.resolve(a) == context)
    };
    let hands_on = |argument: NodeId| {
        passed_to(site, argument)
            .is_some_and(|next| runs_and_breaks(site, next, argument, gets_context(next), depth - 1))
    };
    let Some(call) =
        tree.parent(u).filter(|&c| tree.kind(c) == Kind::Call && tree.field(u) == Field::Function)
    else {
        return hands_on(u);
    };
    let literal = tree.enclosing_func(u).filter(|&f| tree.kind(f) == Kind::FuncLit);
    takes_for_broken(site, call, &gets_context) || literal.is_some_and(hands_on)
}

/// Whether the function asks of what kind the error of `run` is, by something that does not know of contexts or has not
/// the one whose end it may be, and then gives up what it has run that with.
fn takes_for_broken(site: Site, run: NodeId, gets_context: &dyn Fn(NodeId) -> bool) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let error =
        targets_of(site, run).last().and_then(|&t| scopes.resolve(t)).filter(|&v| holds_error(site, v));
    let (Some(error), Some(func)) = (error, tree.enclosing_func(run)) else { return false };
    let asks = |n: NodeId| {
        tree.args(n).any(|a| scopes.resolve(a) == Some(error))
            && !(takes_context(site, n) && gets_context(n))
            && (takes_context(site, n) || !knows_of_ends(site, n))
    };
    let branches = tree.subtree(func).filter(|&n| n > run && tree.kind(n) == Kind::If);
    let mut asked =
        branches.filter(|&b| tree.child(b, Field::Condition).is_some_and(|c| tree.subtree(c).any(asks)));
    asked.next().is_some_and(|b| {
        let calls = tree.subtree(func).filter(|&n| n > b && tree.kind(n) == Kind::Call);
        let names = calls.filter_map(|c| called_name(site, c));
        names.into_iter().any(|n| GIVES_UP.iter().any(|w| words::begins_with(n, w)))
    })
}

/// Whether what is asked about the error is no function of the module, or knows the errors of package context.
fn knows_of_ends(site: Site, question: NodeId) -> bool {
    let tells = |s: Site| {
        let tree = s.tree();
        tree.subtree(tree.root()).any(|n| matches!(tree.text(n), "Canceled" | "DeadlineExceeded"))
    };
    let Callee::Known(known) = site.callee(question) else { return true };
    let mut own = known.decls.iter().filter(|f| f.is_of_module(site)).peekable();
    own.peek().is_none() || own.filter_map(|f| f.site(site.program)).any(tells)
}
