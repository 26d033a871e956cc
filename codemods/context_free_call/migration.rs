//! Migrations: what brings a database from one version to the next is not left half done. In many databases a change of
//! the schema is no part of a transaction, and what was begun would be taken for done.

use super::twin::Twin;
use crate::contexts::callers::declarations;
use crate::contexts::calls::receiver_name;
use crate::contexts::parameters::parameters;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Methods that speak to a database, of whatever package.
const OF_DATABASES: [&str; 14] = [
    "Begin",
    "Exec",
    "Get",
    "Iterator",
    "NamedExec",
    "NamedQuery",
    "Prepare",
    "Preparex",
    "Query",
    "QueryRow",
    "QueryRowx",
    "Queryx",
    "Select",
    "Stmt",
];

/// Whether the call speaks to a database and stands in a migration: by the package, the file, the function or its
/// receiver, or since the function is given migrations; or its receiver is of a type of which a migration makes a
/// value.
pub(super) fn is_in_migration(site: Site, twin: &Twin) -> bool {
    let speaks = twin.is_of("database/sql") || twin.std.is_none() && OF_DATABASES.contains(&&*twin.own.name);
    speaks && (is_migration(site) || is_given_migrations(site) || is_made_by_migration(site))
}

/// Whether the declaration belongs to a migration, as its names say.
fn is_migration(site: Site) -> bool {
    let (tree, root) = (site.tree(), site.tree().root());
    let file = site.file.path.file_stem().map(|f| f.to_string_lossy());
    let names = [Field::Name, Field::Receiver];
    migrates(&site.package.name)
        || site.package.path.rsplit('/').take(2).any(migrates)
        || file.is_some_and(|f| migrates(&f))
        || names.iter().filter_map(|&part| tree.child(root, part)).any(|n| migrates(tree.text(n)))
}

/// Whether the function is given migrations, by the type of a parameter: `steps []MigrationFunc`.
fn is_given_migrations(site: Site) -> bool {
    let tree = site.tree();
    let types = parameters(site, tree.root()).into_iter().filter_map(|p| tree.child(p.decl, Field::Type));
    types.into_iter().any(|t| migrates(tree.text(t)))
}

/// Whether a migration of the package makes a value of the type whose method is declared at the site:
/// `[]Step{fillColumn{table: "jobs"}}`.
fn is_made_by_migration(site: Site) -> bool {
    let Some(name) = receiver_name(site) else { return false };
    let may = |is_test: bool, text: &str| !is_test && text.contains(name);
    declarations(site, may).filter(|s| is_migration(*s)).any(|s| {
        let tree = s.tree();
        let is_it = |n: NodeId| tree.child(n, Field::Type).is_some_and(|t| tree.text(t) == name);
        tree.subtree(tree.root()).any(|n| tree.kind(n) == Kind::CompositeLit && is_it(n))
    })
}

/// Whether one of the words of the text is one of migrations.
pub(super) fn migrates(text: &str) -> bool {
    let mut names = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    names.any(|n| words::words_of(n).any(|w| w.starts_with("migrat") || w == "goose"))
}
