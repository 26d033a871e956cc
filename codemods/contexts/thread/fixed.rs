//! Methods whose signature is not the module's to change: those of interfaces of the standard library and of
//! dependencies, which know no context.

use super::calls::{Target, method};
use super::scan::Scan;
use crate::contexts::parameters::parameters;
use crate::contexts::types::receiver_type;
use crate::golang::program::{Module, Site};
use crate::golang::syntax::Field;
use crate::golang::types::{Basic, Type};

/// Methods that others call through interfaces of the standard library, whatever a file imports, and what they take and
/// give; where that is left out, anything, since packages of others ask for them too.
const WELL_KNOWN: &[(&str, &[&str])] = &[
    ("Error", &["() string"]),
    ("String", &["() string"]),
    ("GoString", &["() string"]),
    ("Format", &["(fmt.State, int32)"]),
    ("Unwrap", &["() error", "() []error"]),
    ("Is", &["(error) bool"]),
    ("As", &["(interface{}) bool"]),
    ("Read", &["([]uint8) (int, error)"]),
    ("Write", &["([]uint8) (int, error)"]),
    ("Close", &["() error"]),
    ("Seek", &["(int64, int) (int64, error)"]),
    ("ReadFrom", &["(io.Reader) (int64, error)", "([]uint8) (int, net.Addr, error)"]),
    ("WriteTo", &["(io.Writer) (int64, error)", "([]uint8, net.Addr) (int, error)"]),
    ("ServeHTTP", &["(net/http.ResponseWriter, *net/http.Request)"]),
    ("RoundTrip", &["(*net/http.Request) (*net/http.Response, error)"]),
    ("Len", &["() int"]),
    ("Less", &["(int, int) bool"]),
    ("Swap", &["(int, int)"]),
    ("Push", &["(interface{})"]),
    ("Pop", &["() interface{}"]),
    ("Set", &["(string) error"]),
    ("Type", &["() string"]),
    ("Scan", &["(interface{}) error", "(fmt.ScanState, int32) error"]),
    ("Value", &["() (database/sql/driver.Value, error)", "(interface{}) interface{}"]),
    ("MarshalJSON", &[]),
    ("UnmarshalJSON", &[]),
    ("MarshalText", &[]),
    ("UnmarshalText", &[]),
    ("MarshalBinary", &[]),
    ("UnmarshalBinary", &[]),
    ("MarshalYAML", &[]),
    ("UnmarshalYAML", &[]),
    ("LogValue", &["() log/slog.Value"]),
    ("Lock", &["()"]),
    ("Unlock", &["()"]),
];

/// Whether a method of that name and type may be one of those.
pub(super) fn is_well_known(name: &str, ty: &Type) -> bool {
    let known = WELL_KNOWN.iter().find(|(n, _)| *n == name);
    known.is_some_and(|(_, shapes)| match ty {
        Type::Func(sig) if !ty.has_unknown() => shapes.is_empty() || shapes.contains(&&*sig.to_string()),
        _ => true,
    })
}

/// Methods of package io, net/http or encoding/json.
const OF_STREAMS: &[&str] =
    &["Read", "Write", "UnmarshalJSON", "ReadFrom", "WriteTo", "RoundTrip", "ServeHTTP", "MarshalJSON"];

/// Those of them by which a stream is read or written.
const BIT_BY_BIT: &[&str] = &["Read", "Write", "ReadAt", "WriteAt", "ReadFrom", "WriteTo"];

/// Whether a method of that name with these parameters is one of package io, net/http or encoding/json, which gives it
/// no context.
fn is_adapted(name: &str, params: &[Type]) -> bool {
    let bytes = |t: &Type| matches!(t, Type::Slice(element) if **element == Type::Basic(Basic::Uint8));
    let is = |t: &Type, path, name| t.pointee().is_named(path, name);
    match (name, params) {
        ("Read" | "Write" | "UnmarshalJSON", [one]) => bytes(one),
        ("ReadAt" | "WriteAt", [one, two]) => bytes(one) && *two == Type::Basic(Basic::Int64),
        ("ReadFrom", [one]) => is(one, "io", "Reader"),
        ("WriteTo", [one]) => is(one, "io", "Writer"),
        ("RoundTrip", [one]) => is(one, "net/http", "Request"),
        ("ServeHTTP", [_, two]) => is(two, "net/http", "Request"),
        ("MarshalJSON", []) => true,
        _ => false,
    }
}

/// Whether the declaration is how a client sends each of its requests: `RoundTrip` of net/http.
pub(super) fn is_round_trip(site: Site) -> bool {
    let tree = site.tree();
    let name = tree.child(tree.root(), Field::Name).map(|n| tree.text(n));
    let params: Vec<Type> = parameters(site, tree.root()).iter().map(|p| p.type_in(site)).collect();
    name == Some("RoundTrip") && is_adapted("RoundTrip", &params)
}

/// Whether a method with a signature that is not the module's to change reads what its receiver keeps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fixed {
    No,
    /// Its name is that of a method of the standard library, which many types have.
    Perhaps,
    /// It is there to be called through an interface of the standard library or of a dependency.
    Yes,
}

impl<'a> Target<'a> {
    /// Whether the method declared at `site` implements an interface that is not the module's.
    pub fn fixed(site: Site<'a>) -> Fixed {
        let tree = site.tree();
        let Some(name) = tree.child(tree.root(), Field::Name).map(|n| tree.text(n)) else { return Fixed::No };
        let params: Vec<Type> = parameters(site, tree.root()).iter().map(|p| p.type_in(site)).collect();
        if is_adapted(name, &params) {
            return Fixed::Yes;
        }
        let receiver = receiver_type(site);
        let ty = method(site, &Type::pointer(receiver.clone()), name);
        let target = Target { site, name, ty, receiver: Some(receiver) };
        let common = is_well_known(name, &target.ty) && !OF_STREAMS.contains(&name);
        let exported = name.starts_with(char::is_uppercase);
        // A copy of a dependency lies in the folder of the module, but its path tells.
        let own = &site.package.module;
        let is_own_path = |path: &str| {
            let rest = own.path.as_deref().and_then(|m| path.strip_prefix(m));
            rest.is_some_and(|r| r.is_empty() || r.starts_with('/'))
        };
        let elsewhere =
            |module: &Module, path: &str| module.root != own.root || own.path.is_some() && !is_own_path(path);
        match exported && target.imported_interfaces(Scan::package(site), false, elsewhere).is_err() {
            true if !common => Fixed::Yes,
            imported if imported || common => Fixed::Perhaps,
            _ => Fixed::No,
        }
    }
}

/// Whether the type `owner` of the package at `site` is read from or written to bit by bit, as package io has it: it
/// has such a method, and who calls that has no context to give.
pub(crate) fn is_stream(site: Site, owner: &str) -> bool {
    let is_it = |name: &str| {
        site.package.method(owner, name).iter().any(|&m| {
            let Some(file) = site.package.files.get(m.file) else { return false };
            let Ok(parsed) = file.header(m.decl) else { return false };
            let header = Site { program: site.program, package: site.package, file, decl: m.decl, parsed };
            let params: Vec<Type> =
                parameters(header, header.tree().root()).iter().map(|p| p.type_in(header)).collect();
            is_adapted(name, &params)
        })
    };
    BIT_BY_BIT.iter().any(|name| is_it(name))
}
