//! Connections of drivers, which package `database/sql` keeps in its pool: the context that one was opened under is
//! that of the call which happened to be the first, and the others that have it later fail when that has ended.

use super::ContextField;
use super::makers::is_given_with_call;
use crate::contexts::types::{declared_results, named, receiver_type};
use crate::golang::program::Site;

/// The methods of `driver.Conn`.
const METHODS: [&str; 3] = ["Prepare", "Close", "Begin"];

/// Whether the struct is such a connection, `driver.Conn`, and a context that somebody opens it under is put into the
/// field.
pub(super) fn is_of_connection(field: &ContextField) -> bool {
    let site = field.site;
    METHODS.iter().all(|m| !site.package.method(field.owner, m).is_empty())
        && gives_statements(field)
        && is_given_with_call(field)
}

/// Whether its method Prepare gives what package `database/sql/driver` asks for.
fn gives_statements(field: &ContextField) -> bool {
    let site = field.site;
    let gives = |s: Site| {
        let results = declared_results(s, s.tree().root());
        field.is_owner(&receiver_type(s))
            && results.first().and_then(named) == Some(("database/sql/driver", "Stmt"))
    };
    site.package.callables(METHODS[0]).any(|f| f.site(site.program).is_some_and(gives))
}
