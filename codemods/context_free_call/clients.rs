//! Clients that keep the context they are made with: which changes are made through them, one by one. What they are
//! asked when it has ended is in `detached::clients`.

use super::twin::Twin;
use crate::contexts::calls::called_name;
use crate::contexts::detached::clients::method_called;
use crate::contexts::detached::consequences::has_to_follow;
use crate::contexts::origins::targets_of;
use crate::contexts::parameters::parameters;
use crate::contexts::types::takes_context;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the function makes several changes through the client that the call gives: the context may end between two
/// of them.
pub(super) fn makes_several_changes(site: Site, call: NodeId, twin: &Twin) -> bool {
    let changes = changes_by(site, call);
    changes.len() > 1 && keeps_context(site, twin)
}

/// Whether one of the changes that the function makes through the client has to follow what it has done before.
pub(super) fn completes_what_was_done(site: Site, call: NodeId, twin: &Twin) -> bool {
    changes_by(site, call).into_iter().any(|c| has_to_follow(site, c)) && keeps_context(site, twin)
}

/// The calls of methods of what `call` gives that change something, by their names, and have no context of their own.
fn changes_by(site: Site, call: NodeId) -> Vec<NodeId> {
    let client = targets_of(site, call).first().and_then(|&t| site.scopes().resolve(t));
    let uses = client.map_or(&[][..], |v| site.scopes().uses(v)).iter();
    let is_change =
        |c: &NodeId| called_name(site, *c).is_some_and(words::is_change) && !takes_context(site, *c);
    uses.filter_map(|&u| method_called(site, u)).filter(is_change).collect()
}

/// Whether the twin puts its context into a field of what it makes: `&Client{ctx: ctx}`.
fn keeps_context(site: Site, twin: &Twin) -> bool {
    twin.known.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
        let tree = inner.tree();
        let context = parameters(inner, tree.root()).first().and_then(|p| p.variable);
        let uses = context.map_or(&[][..], |v| inner.scopes().uses(v));
        uses.iter().any(|&u| {
            let is_element = tree.parent(u).is_some_and(|p| tree.kind(p) == Kind::KeyedElement);
            is_element && tree.field(u) == Field::Value
                || targets_of(inner, u).iter().any(|&t| tree.kind(t) == Kind::Selector)
        })
    })
}
