//! Which calls return a context and the function that releases it (`facts::calls`, and by signature).

use super::types::{is_context, is_context_expr, is_error, named};
use crate::facts::calls::{ReleaseKind, STD_PRODUCERS};
use crate::golang::program::Site;
use crate::golang::program::{Callee, Known};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

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
}

/// The producer that `call` is, if it is one.
pub fn producer(site: Site, call: NodeId) -> Option<Producer> {
    let tree = site.tree();
    let Callee::Known(known) = site.callee(call) else { return None };
    let name = tree.text(tree.child(call, Field::Function)?).to_owned();
    let parent = tree.child(call, Field::Arguments).and_then(|args| tree.children(args).next());
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
        });
    }
    by_signature(site, call, name, &known)
}

/// A function of results `(context.Context, context.CancelFunc)` or `(…, context.CancelCauseFunc)`, with or without
/// a trailing error.
fn by_signature(site: Site, call: NodeId, name: String, known: &Known) -> Option<Producer> {
    let results = &known.sig.as_ref()?.results;
    let has_error = match results.len() {
        2 => false,
        3 if is_error(&results[2]) => true,
        _ => return None,
    };
    if !is_context(&results[0]) {
        return None;
    }
    let (release, release_type) = release_type(&results[1])?;
    let tree = site.tree();
    let args = tree.child(call, Field::Arguments)?;
    let parent = tree
        .children(args)
        .find(|&a| !matches!(tree.kind(a), Kind::Ellipsis | Kind::FuncLit) && is_context_expr(site, a));
    Some(Producer {
        call,
        name,
        parent,
        release,
        release_type: Some(release_type),
        idempotent: false,
        timer: false,
        signals: false,
        has_error,
    })
}

fn release_type(t: &Type) -> Option<(ReleaseKind, &'static str)> {
    match named(t)? {
        ("context", "CancelFunc") => Some((ReleaseKind::Plain, "CancelFunc")),
        ("context", "CancelCauseFunc") => Some((ReleaseKind::Cause, "CancelCauseFunc")),
        _ => None,
    }
}
