//! What is put into the session of a request: it is kept in memory until the session is saved as a whole, and nothing
//! of that stops half-way, or goes on.

use crate::contexts::calls::{called_name, passed_to};
use crate::facts::requests::SESSIONS;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the context at `place` is for a value that is put into, or taken out of, such a session, or all of them:
/// `ctx.Input.CruSession.Set(context.Background(), "user", "")`.
pub(super) fn is_put_into_session(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let session = tree.receiver(call);
    let name =
        session.filter(|&s| tree.kind(s) == Kind::Selector).and_then(|s| tree.child(s, Field::FieldName));
    matches!(called_name(site, call), Some("Set" | "Delete" | "Flush"))
        && name.is_some_and(|n| SESSIONS.contains(&tree.text(n)))
}
