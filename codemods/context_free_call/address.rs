//! Addresses that a listener is given: one that holds no name of a host is not looked up, and no context ends that
//! (package net, `ListenConfig.Listen`).

use crate::contexts::calls::called_name;
use crate::contexts::module_calls::is_called_so;
use crate::contexts::origins::{Given, given, only_value};
use crate::contexts::parameters::parameters;
use crate::contexts::texts::{Beginning, beginning};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Kind, NodeId};
use crate::golang::types::Type;
use std::cell::Cell;
use std::net::IpAddr;

/// Whether `net.Listen(network, address)` has nothing to look up, as far as its arguments tell.
pub(super) fn is_known(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let args: Vec<NodeId> = tree.args(call).collect();
    let [network, address] = &*args else { return false };
    beginning(site, *network).is_some_and(|n| n.text.starts_with("unix"))
        || names_no_host(site, *address)
        || is_given_without_host(site, *address)
}

/// Whether the address is a parameter of the declared function, and all who call it, outside of tests, give it one
/// without the name of a host.
fn is_given_without_host(site: Site, address: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let func = tree.root();
    let variable = scopes.resolve(address).filter(|_| tree.kind(address) == Kind::Ident);
    let variable = variable.filter(|&v| !scopes.uses(v).iter().any(|&u| is_write(tree, u)));
    let index = parameters(site, func).iter().position(|p| p.variable.is_some() && p.variable == variable);
    let Some(index) = index else { return false };
    let some = Cell::new(false);
    let names_one = |caller: Site, call: NodeId| {
        some.set(some.get() || !caller.file.is_test());
        !caller.file.is_test() && !caller.tree().arg(call, index).is_some_and(|a| names_no_host(caller, a))
    };
    !is_called_so(site, &names_one) && some.get()
}

/// Whether the call dials to a listener that the function has opened itself: that is there, and nothing is waited for.
/// `net.Dial("tcp", listener.Addr().String())`
pub(super) fn is_of_own_listener(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let value = |n: NodeId| match tree.kind(n) {
        Kind::Ident => only_value(site, n).unwrap_or(n),
        _ => tree.unparen(n),
    };
    let method = |n: NodeId, name: &str| {
        let is_it = tree.kind(n) == Kind::Call && called_name(site, n) == Some(name);
        tree.receiver(n).filter(|_| is_it).map(value)
    };
    let listener = tree
        .arg(call, 1)
        .and_then(|a| method(value(a), "String"))
        .and_then(|a| method(a, "Addr"))
        .and_then(|l| site.scopes().resolve(l).filter(|_| tree.kind(l) == Kind::Ident));
    let made = listener.and_then(|v| given(site, site.scopes().binding(v).ident));
    match made {
        Some((Given::Result(c, 0), _)) => called_name(site, c).is_some_and(|n| n.starts_with("Listen")),
        _ => false,
    }
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
