//! Calls that have nothing to gain from the caller's end: what they read is all there, or they stand for a type that is
//! made to go on.

use super::place::is_detached_call;
use crate::contexts::harmless::passed_to;
use crate::contexts::never::{called_name, declarations};
use crate::contexts::sources::Root;
use crate::contexts::types::{named, receiver_type};
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the call that gets the context is also given a channel which the function has closed before: nothing in it is
/// waited for, and some of it would be lost.
pub(super) fn reads_what_is_closed(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(call) = passed_to(site, place) else { return false };
    let flow = site.flow(root.func());
    let Some(here) = flow.point_of(call) else { return false };
    let args = tree.child(call, Field::Arguments).into_iter().flat_map(|a| tree.children(a));
    let mut channels = args.filter(|&a| {
        let is_channel = || matches!(site.program.underlying(&site.type_of(a)), Type::Chan(..));
        tree.kind(a) == Kind::Ident && is_channel()
    });
    channels.any(|channel| {
        scopes.resolve(channel).is_some_and(|variable| {
            scopes.uses(variable).iter().any(|&u| {
                let closes =
                    passed_to(site, u).filter(|&c| matches!(site.callee(c), Callee::Builtin("close")));
                let at = closes.and_then(|c| flow.point_of(c));
                at.is_some_and(|p| p != here && flow.dominates(p, here))
            })
        })
    })
}

/// Whether the method, which leaves its own context without a name, stands for the one of that name of what its type
/// holds, `func (b *noCancel) Remove(_ context.Context, h Handle) error { return b.Backend.Remove(context.Background(),
/// h) }`, and the type is there for that: it is called so, or does it in more than one method.
pub(super) fn is_of_type_that_goes_on(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(root.func(), Field::Name).map(|n| tree.text(n)) else { return false };
    let ty = receiver_type(site);
    let Some((_, own)) = named(&ty).filter(|_| root.is_context() && root.parameter.variable.is_none()) else {
        return false;
    };
    let stands_for = |s: Site, place: NodeId, name: &str| {
        passed_to(s, place).is_some_and(|c| called_name(s, c) == Some(name))
    };
    let says_so = || {
        let words: Vec<String> = words::words_of(own).collect();
        let is_detached = |w: &str| matches!(w, "detached" | "detach" | "uncancelable" | "uncancellable");
        words.iter().any(|w| is_detached(w))
            || words.windows(2).any(|w| matches!((&*w[0], &*w[1]), ("no" | "without" | "ignore", "cancel")))
    };
    let does_so = |method: Site| {
        let tree = method.tree();
        let called = tree.child(tree.root(), Field::Name).map(|n| tree.text(n));
        named(&receiver_type(method)).is_some_and(|(_, name)| name == own)
            && called.is_some_and(|called| {
                called != name
                    && tree
                        .subtree(tree.root())
                        .any(|n| is_detached_call(method, n) && stands_for(method, n, called))
            })
    };
    stands_for(site, place, name)
        && (says_so() || declarations(site, move |_, text: &str| text.contains(own)).any(does_so))
}
