//! Which values go on using the context they were made with: by their type, and by the call that made them.

use super::types::named;
use crate::facts::values;
use crate::golang::program::Known;
use crate::golang::program::Site;
use crate::golang::types::{Lookup, Type};
use std::collections::HashMap;
use std::sync::Arc;

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
    Search { site, seen: HashMap::new() }.level(t, 0)
}

/// Methods whose presence says that a value is read bit by bit: readers, rows, streams, iterators.
const READING_METHODS: &[&str] = &["Read", "Recv", "RecvMsg", "Next", "Scan"];

/// Methods whose presence says that a value is a message or an object of an API: data, whatever its fields.
const DATA_METHODS: &[&str] = &["ProtoReflect", "ProtoMessage", "DeepCopyObject"];

/// What one question has found out about types on the way.
struct Search<'a> {
    site: Site<'a>,
    /// The levels of named types by path, name and depth, those being found out among them: types may hold themselves,
    /// and large ones each other many times over.
    seen: HashMap<Key, Vec<(Type, Level)>>,
}

type Key = (Arc<str>, Arc<str>, usize);

impl Search<'_> {
    fn level(&mut self, t: &Type, depth: usize) -> Level {
        if depth > MAX_DEPTH {
            return Level::Guess;
        }
        let Some(name) = t.as_named() else { return self.by_shape(t, depth) };
        let key: Key = (name.path.clone(), name.name.clone(), depth);
        if let Some((_, level)) = self.seen.get(&key).and_then(|all| all.iter().find(|(seen, _)| seen == t)) {
            return *level;
        }
        self.seen.entry(key.clone()).or_default().push((t.clone(), Level::Guess));
        let level = self.by_name(t, depth);
        let found = self.seen.get_mut(&key).and_then(|all| all.iter_mut().find(|(seen, _)| seen == t));
        if let Some((_, known)) = found {
            *known = level;
        }
        level
    }

    /// The level of a named type.
    fn by_name(&mut self, t: &Type, depth: usize) -> Level {
        let is = |list: fn(&str, &str) -> bool| named(t).is_some_and(|(package, name)| list(package, name));
        if is(values::is_lazy) {
            return Level::Known;
        }
        if is(values::is_inert) || has_method(self.site, t, DATA_METHODS) {
            return Level::No;
        }
        if has_method(self.site, t, READING_METHODS) {
            return Level::Known;
        }
        self.by_shape(t, depth)
    }

    fn by_shape(&mut self, t: &Type, depth: usize) -> Level {
        match &self.site.program.underlying(t) {
            Type::Basic(_) | Type::Untyped(_) | Type::Nil => Level::No,
            // A pointer is as lazy as what it points at, methods of the pointer included.
            Type::Pointer(inner) | Type::Slice(inner) => self.level(inner, depth),
            Type::Array(array) => self.level(&array.elem, depth),
            Type::Map(pair) => self.level(&pair.0, depth + 1).max(self.level(&pair.1, depth + 1)),
            Type::Chan(..) | Type::Func(_) if depth == 0 => Level::Known,
            Type::Struct(s) => match s.fields.iter().any(|f| self.level(&f.ty, depth + 1) > Level::No) {
                true => Level::Guess,
                false => Level::No,
            },
            Type::Tuple(parts) => {
                parts.iter().map(|part| self.level(part, depth + 1)).max().unwrap_or(Level::No)
            }
            _ => Level::Guess,
        }
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
