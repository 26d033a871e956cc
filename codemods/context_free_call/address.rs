//! Addresses that a listener is given: one that holds no name of a host is not looked up, and no context ends that
//! (package net, `ListenConfig.Listen`).

use crate::contexts::calls::called_name;
use crate::contexts::origins::only_value;
use crate::contexts::texts::{Beginning, beginning};
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};
use crate::golang::types::Type;
use std::net::IpAddr;

/// Whether `net.Listen(network, address)` has nothing to look up, as far as its arguments tell.
pub(super) fn is_known(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let args: Vec<NodeId> = tree.args(call).collect();
    let [network, address] = &*args else { return false };
    beginning(site, *network).is_some_and(|n| n.text.starts_with("unix")) || names_no_host(site, *address)
}

fn names_no_host(site: Site, address: NodeId) -> bool {
    let tree = site.tree();
    let value = match tree.kind(address) {
        Kind::Ident => only_value(site, address).unwrap_or(address),
        _ => tree.unparen(address),
    };
    // `addr.String()`
    let operand = tree.receiver(value);
    if tree.kind(value) == Kind::Call
        && called_name(site, value) == Some("String")
        && operand.is_some_and(|o| is_address(&site.type_of(o)))
    {
        return true;
    }
    if tree.kind(value) == Kind::Call && called_name(site, value) == Some("JoinHostPort") {
        let host = tree.arg(value, 0);
        return host.and_then(|h| beginning(site, h)).is_some_and(|h| h.whole && is_number(h.text));
    }
    beginning(site, value).is_some_and(begins_with_number)
}

/// Whether the type is of package net's addresses, which hold numbers.
fn is_address(t: &Type) -> bool {
    ["Addr", "TCPAddr", "UDPAddr", "IPAddr", "UnixAddr"].iter().any(|n| t.pointee().is_named("net", n))
        || t.is_named("net/netip", "AddrPort")
}

/// `:80`, `127.0.0.1:0`, `[::1]:80`, `localhost:%d`
fn begins_with_number(address: Beginning) -> bool {
    let text = address.text;
    match text.strip_prefix('[').and_then(|t| t.split_once(']')) {
        Some((host, _)) => is_number(host),
        None => match text.split_once(':') {
            Some((host, _)) => is_number(host),
            None => address.whole && text.is_empty(),
        },
    }
}

/// Whether the host is a number, any, or this machine.
fn is_number(host: &str) -> bool {
    host.is_empty() || host == "localhost" || host.parse::<IpAddr>().is_ok()
}
