//! Which calls return a context and the function that releases it (`facts::calls`, and by signature).

mod kept;
mod locks;
mod names;
mod nothing;
mod plain;

pub use self::kept::{gives_context_of_others, leaves_release, releases_itself};
use self::kept::{gives_held, keeps_release};
pub use self::locks::may_lock_twice;
pub use self::names::{TYPE_NAMES, names};
use self::nothing::may_give_nil;
use self::plain::plain;
pub use self::plain::starts_as_nothing;
use super::creation::{Target, creations_by};
use super::origins::{Given, given, only_value};
use super::types::{is_context, is_context_expr, is_error, named};
use crate::facts::calls::{ReleaseKind, STD_PRODUCERS};
use crate::facts::user::FuncName;
use crate::golang::program::Site;
use crate::golang::program::{Callee, Known};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Signature, Type};

/// How many calls deep functions that return a bare function are read.
const MAX_DEPTH: usize = 3;

/// A call that returns a context and its release.
#[derive(Clone, Debug)]
pub struct Producer {
    pub call: NodeId,
    /// As messages name it: `context.WithTimeout`, `newRequestContext`.
    pub name: String,
    /// The context argument it derives from, where it has one.
    pub parent: Option<NodeId>,
    pub release: ReleaseKind,
    /// The release's type as a name in package `context`; `None` where it is a bare function type.
    pub release_type: Option<&'static str>,
    /// Whether a second release is known to be harmless: the standard library's are.
    pub idempotent: bool,
    pub timer: bool,
    /// `signal.NotifyContext`: after its release the next signal kills the process.
    pub signals: bool,
    /// Whether a third result is an error, and the release only valid without one.
    pub has_error: bool,
    /// Whether the release may be nil although there is no error.
    pub may_be_nil: bool,
}

/// The producer that `call` is, if it is one.
pub fn producer(site: Site, call: NodeId) -> Option<Producer> {
    let tree = site.tree();
    let function = tree.child(call, Field::Function)?;
    let name = tree.text(function).to_owned();
    match site.callee(call) {
        Callee::Known(known) | Callee::MethodExpr(known) => {
            let parent = tree.arg(call, 0);
            let bare = || is_release(site, &known, 0);
            std_producer(call, &name, parent, &known)
                .or_else(|| by_signature(site, call, name, known.sig.as_ref()?, bare))
                .filter(|p| p.idempotent || !keeps_release(site, &known))
                .filter(|p| p.idempotent || is_said(site, &known) || !gives_held(site, &known))
                .map(|p| as_made(site, p, &known))
        }
        // A field, parameter or variable that holds a producer: its type says so.
        Callee::Value => match site.program.underlying(&site.type_of(function)) {
            Type::Func(sig) if !is_memoised(site, function) => by_signature(site, call, name, &sig, || false),
            _ => None,
        },
        _ => None,
    }
}

/// The producer with what the bodies of its function tell: that the release is the standard library's, that it may be
/// nil.
fn as_made(site: Site, producer: Producer, known: &Known) -> Producer {
    if producer.idempotent {
        return producer;
    }
    let producer = Producer { may_be_nil: may_give_nil(site, known, 0), ..producer };
    match plain(site, known, 0) {
        Some(made) => Producer { idempotent: true, timer: made.timer, ..producer },
        None => producer,
    }
}

/// Whether the variable holds what `sync.OnceValues` gave: all who call it get the same pair.
fn is_memoised(site: Site, function: NodeId) -> bool {
    let is_once = |value: NodeId| match site.callee(value) {
        Callee::Known(known) => *known.package == *"sync" && *known.name == *"OnceValues",
        _ => false,
    };
    only_value(site, function).is_some_and(|v| site.tree().kind(v) == Kind::Call && is_once(v))
}

/// The producer of the standard library that `call` is.
pub fn of_std(site: Site, call: NodeId) -> Option<Producer> {
    let tree = site.tree();
    let Callee::Known(known) = site.callee(call) else { return None };
    let parent = tree.arg(call, 0);
    std_producer(call, tree.text(tree.child(call, Field::Function)?), parent, &known)
}

fn std_producer(call: NodeId, name: &str, parent: Option<NodeId>, known: &Known) -> Option<Producer> {
    let name = name.to_owned();
    if known.receiver.is_none()
        && let Some(std) =
            STD_PRODUCERS.iter().find(|p| *p.package == *known.package && *p.name == *known.name)
    {
        return Some(Producer {
            call,
            name,
            parent,
            release: std.release,
            release_type: std.release_type,
            idempotent: true,
            timer: std.timer,
            signals: std.package == "os/signal",
            has_error: false,
            may_be_nil: false,
        });
    }
    None
}

/// A function of results `(context.Context, context.CancelFunc)` or `(…, context.CancelCauseFunc)`, with or without
/// a trailing error; a bare function type counts as a release where `bare` says so.
fn by_signature(
    site: Site,
    call: NodeId,
    name: String,
    sig: &Signature,
    bare: impl Fn() -> bool,
) -> Option<Producer> {
    let results = &sig.results;
    let has_error = match results.len() {
        2 => false,
        3 if is_error(&results[2]) => true,
        _ => return None,
    };
    if !is_context(&results[0]) {
        return None;
    }
    let (release, release_type) = match release_type(&results[1]) {
        Some((release, name)) => (release, Some(name)),
        None => (bare_release(&results[1]).filter(|_| bare())?, None),
    };
    let tree = site.tree();
    let parent = tree
        .args(call)
        .find(|&a| !matches!(tree.kind(a), Kind::Ellipsis | Kind::FuncLit) && is_context_expr(site, a));
    Some(Producer {
        call,
        name,
        parent,
        release,
        release_type,
        idempotent: false,
        timer: false,
        signals: false,
        has_error,
        may_be_nil: false,
    })
}

fn release_type(t: &Type) -> Option<(ReleaseKind, &'static str)> {
    match named(t)? {
        ("context", "CancelFunc") => Some((ReleaseKind::Plain, "CancelFunc")),
        ("context", "CancelCauseFunc") => Some((ReleaseKind::Cause, "CancelCauseFunc")),
        _ => None,
    }
}

/// What a bare `func()` or `func(error)` takes as a release.
fn bare_release(t: &Type) -> Option<ReleaseKind> {
    let Type::Func(sig) = t else { return None };
    let release = match &sig.params[..] {
        [] => ReleaseKind::Plain,
        [error] if is_error(error) => ReleaseKind::Cause,
        _ => return None,
    };
    sig.results.is_empty().then_some(release)
}

/// Whether users say that the function is a producer.
fn is_said(site: Site, known: &Known) -> bool {
    let said = |f: &FuncName| f.is(&known.package, known.receiver.as_deref(), &known.name);
    site.program.facts.producers.iter().any(said)
}

/// Whether the bare function is known to release: a user says so, or each body of the producer makes it of another
/// producer's release, which it returns as it is or calls in a returned literal.
fn is_release(site: Site, known: &Known, depth: usize) -> bool {
    is_said(site, known)
        || !known.decls.is_empty()
            && depth <= MAX_DEPTH
            && known.decls.iter().all(|d| d.site(site.program).is_some_and(|s| returns_release(s, depth)))
}

/// Whether the second result of some return is a release made in this function, a literal that calls one, or what
/// another producer gives.
fn returns_release(site: Site, depth: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let root = tree.root();
    let releases: Vec<_> = creations_by(site, by_type)
        .filter_map(|c| match c.release {
            Target::Local(b) => Some(b),
            _ => None,
        })
        .collect();
    let is_result = |&b: &BindingId| {
        let binding = scopes.binding(b);
        binding.kind == BindingKind::Result && binding.func == root
    };
    let gives = |call: NodeId| {
        tree.kind(call) == Kind::Call && by_type(site, call).is_some()
            || site.callee(call).known().is_some_and(|known| is_release(site, known, depth + 1))
    };
    // `ctx, done := t.scope(ctx)`, and `return ctx, done`: what another gives goes through.
    let is_given = |&b: &BindingId| {
        let written = scopes.uses(b).iter().copied().filter(|&u| is_write(tree, u));
        let mut given = written.chain([scopes.binding(b).ident]).filter_map(|t| given(site, t));
        given.any(|(given, _)| matches!(given, Given::Result(call, 1) if gives(call)))
    };
    tree.subtree(root).filter(|&n| tree.kind(n) == Kind::Return).any(|stmt| {
        let values = tree.children(stmt).next().map(|l| tree.list(l)).unwrap_or_default();
        match values[..] {
            [] => tree.enclosing_func(stmt) == Some(root) && releases.iter().any(is_result),
            [call] => {
                let call = tree.unparen(call);
                tree.kind(call) == Kind::Call && tree.enclosing_func(stmt) == Some(root) && gives(call)
            }
            [_, value, ..] => tree
                .subtree(value)
                .filter(|&n| tree.kind(n) == Kind::Ident)
                .filter_map(|n| scopes.resolve(n))
                .any(|b| releases.contains(&b) || is_given(&b)),
        }
    })
}

/// The producer that `call` is by the type of its release alone, whatever the body of a function says.
fn by_type(site: Site, call: NodeId) -> Option<Producer> {
    let function = site.tree().child(call, Field::Function)?;
    of_std(site, call).or_else(|| {
        let callee = site.callee(call);
        let sig = callee.known()?.sig.as_ref()?;
        by_signature(site, call, site.tree().text(function).to_owned(), sig, || false)
    })
}
