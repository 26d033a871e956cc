//! Which values go on using the context they were made with: by their type, and by the call that made them.

use super::types::named;
use crate::facts::values;
use crate::golang::program::Known;
use crate::golang::program::Site;
use crate::golang::types::{Lookup, Type};

/// How sure something is. Ordered: `Known` is the strongest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    No,
    Guess,
    Known,
}

/// How deep fields are looked into before a type counts as opaque.
const MAX_DEPTH: usize = 5;

/// Whether a value of type `t`, made with a context, may use that context later.
pub fn laziness(site: Site, t: &Type) -> Level {
    level(site, t, 0)
}

/// Methods whose presence says that a value is read bit by bit: readers, rows, streams, iterators.
const READING_METHODS: &[&str] = &["Read", "Recv", "RecvMsg", "Next", "Scan"];

/// Methods whose presence says that a value is a message or an object of an API: data, whatever its fields.
const DATA_METHODS: &[&str] = &["ProtoReflect", "ProtoMessage", "DeepCopyObject"];

fn level(site: Site, t: &Type, depth: usize) -> Level {
    if depth > MAX_DEPTH {
        return Level::Guess;
    }
    if let Some((package, name)) = named(t) {
        if values::is_lazy(package, name) {
            return Level::Known;
        }
        if values::is_inert(package, name) || has_method(site, t, DATA_METHODS) {
            return Level::No;
        }
        if has_method(site, t, READING_METHODS) {
            return Level::Known;
        }
    }
    let deeper = |t: &Type| level(site, t, depth + 1);
    match &site.program.underlying(t) {
        Type::Basic(_) | Type::Untyped(_) | Type::Nil => Level::No,
        // A pointer is as lazy as what it points at, methods of the pointer included.
        Type::Pointer(inner) | Type::Slice(inner) => level(site, inner, depth),
        Type::Array(array) => level(site, &array.elem, depth),
        Type::Map(pair) => deeper(&pair.0).max(deeper(&pair.1)),
        Type::Chan(..) | Type::Func(_) if depth == 0 => Level::Known,
        Type::Struct(s) => {
            s.fields.iter().map(|f| deeper(&f.ty)).max().unwrap_or(Level::No).min(Level::Guess)
        }
        Type::Tuple(parts) => parts.iter().map(deeper).max().unwrap_or(Level::No),
        _ => Level::Guess,
    }
}

/// Whether values of type `t`, or pointers to it, have one of these methods.
pub fn has_method(site: Site, t: &Type, names: &[&str]) -> bool {
    let (from, pointer) = (&site.package.path, Type::pointer(t.clone()));
    names.iter().any(|name| {
        [t, &pointer].into_iter().any(|t| {
            matches!(
                site.program.member(t, name, from),
                Lookup::Found(crate::golang::types::Member::Method(_))
            )
        })
    })
}

/// Functions of the standard library whose results do not depend on the context once they are returned, as their
/// documentation says: package, receiver, name.
const RESULT_WITHOUT_CONTEXT: &[(&str, &str, &str)] = &[
    ("net", "Dialer", "DialContext"),
    ("net", "ListenConfig", "Listen"),
    ("net", "ListenConfig", "ListenPacket"),
    ("crypto/tls", "Dialer", "DialContext"),
    ("database/sql", "DB", "Conn"),
    ("database/sql", "DB", "PrepareContext"),
    ("database/sql", "Tx", "PrepareContext"),
    ("database/sql", "Conn", "PrepareContext"),
    ("context", "", "Cause"),
    ("context", "", "WithoutCancel"),
];

/// Whether the function's results are done with the context it was given.
pub fn result_is_done(known: &Known) -> bool {
    let receiver = known.receiver.as_deref().unwrap_or("");
    RESULT_WITHOUT_CONTEXT.iter().any(|f| f.0 == &*known.package && f.1 == receiver && f.2 == &*known.name)
}
