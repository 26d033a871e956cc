//! Calls that are given a context to connect or to listen by: what they give does not end with it (package net,
//! `Dialer.DialContext` and `ListenConfig.Listen`), unless someone has it otherwise.

use super::tracker::Tracker;
use crate::contexts::calls::called_name;
use crate::contexts::types::{named, results};
use crate::facts::keeps;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;
use crate::golang::types::{Basic, Type, Untyped};

impl Tracker<'_> {
    /// Whether the call is such a one, and its result of type `t` a connection or listener.
    pub(super) fn dials(&self, call: NodeId, t: &Type) -> bool {
        match named(t) {
            Some(("net", "Conn")) => {
                called_name(self.site, call).is_some_and(keeps::dials)
                    || self.of_request && takes_address(self.site, call)
            }
            Some(("net", "Listener" | "PacketConn")) => self.of_request,
            _ => false,
        }
    }

    /// Whether the call, by its name and what it gives, listens to an address.
    pub(super) fn listens(&self, call: NodeId) -> bool {
        let of_net = || results(self.site, call).first().and_then(named).is_some_and(|(p, _)| p == "net");
        self.of_request && called_name(self.site, call).is_some_and(keeps::listens) && of_net()
    }
}

/// Whether the call is given nothing but a context and an address, as texts.
fn takes_address(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let args: Vec<NodeId> = tree.args(call).collect();
    let is_text = |&a: &NodeId| {
        matches!(
            site.program.underlying(&site.type_of(a)),
            Type::Basic(Basic::String) | Type::Untyped(Untyped::String)
        )
    };
    matches!(&args[..], [_, address @ ..] if !address.is_empty() && address.iter().all(is_text))
}
