//! Migrations: what brings a database from one version to the next is not left half done. In many databases a change of
//! the schema is no part of a transaction, and what was begun would be taken for done.

use super::twin::Twin;
use crate::contexts::callers::{calls_of, declarations};
use crate::contexts::calls::{declared_name, receiver_name};
use crate::contexts::module_calls::is_called_so;
use crate::contexts::parameters::parameters;
use crate::contexts::types::named;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

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
/// value, or it is one of the steps from version to version, or only migrations call it.
pub(super) fn is_in_migration(site: Site, twin: &Twin) -> bool {
    let speaks = twin.is_of("database/sql") || twin.std.is_none() && OF_DATABASES.contains(&&*twin.own.name);
    speaks
        && (is_migration(site)
            || is_given_migrations(site)
            || is_made_by_migration(site)
            || is_step_of_versions(site)
            || is_called_by_migrations(site))
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

/// Whether a migration of the package calls the function declared at the site, perhaps by way of an interface, and
/// nobody else in the module does, outside of tests, but for methods of that name that hand it on: `change.Apply(ctx,
/// tx)` in a function that brings the schema up to date.
fn is_called_by_migrations(site: Site) -> bool {
    let others = |caller: Site| {
        !caller.file.is_test() && !is_migration(caller) && declared_name(caller) != declared_name(site)
    };
    calls_of(site, site.tree().root()).any(|(caller, _)| is_migration(caller))
        && !is_called_so(site, &|caller, _| others(caller))
}

/// Whether the function is given a transaction, and is a value in a table of the package by the number of a version:
/// `map[int]Update{1: updateFromV0, 2: updateFromV1}`; or in a list of such that are numbered by their names.
fn is_step_of_versions(site: Site) -> bool {
    let tree = site.tree();
    let is_transaction = |t: Type| named(t.pointee()).is_some_and(|(_, n)| words::is_transaction(n));
    let given = parameters(site, tree.root());
    let Some(name) = declared_name(site).filter(|_| given.iter().any(|p| is_transaction(p.type_in(site))))
    else {
        return false;
    };
    let may = |is_test: bool, text: &str| !is_test && text.contains(name);
    declarations(site, may).any(|s| {
        let tree = s.tree();
        let tables = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::LitValue);
        tables.into_iter().any(|t| is_table_of_versions(s, t, name))
    })
}

/// Whether the elements of the literal are functions, `name` among them, which have numbers as keys, or in their names.
fn is_table_of_versions(site: Site, table: NodeId, name: &str) -> bool {
    let tree = site.tree();
    let is_numbered = |n: NodeId| tree.text(n).ends_with(|c: char| c.is_ascii_digit());
    let step = |e: NodeId| match tree.kind(e) {
        Kind::KeyedElement => {
            let key = tree.child(e, Field::Key)?;
            let value = tree.child(e, Field::Value)?;
            (tree.kind(key) == Kind::Int && tree.kind(value) == Kind::Ident).then_some(value)
        }
        Kind::Ident => Some(e).filter(|&v| is_numbered(v)),
        _ => None,
    };
    let steps: Option<Vec<NodeId>> = tree.children(table).map(step).collect();
    steps.is_some_and(|all| {
        all.len() > 1
            && all.iter().any(|&v| tree.text(v) == name)
            && all.iter().all(|&v| site.scopes().resolve(v).is_none())
    })
}

/// Whether one of the words of the text is one of migrations.
pub(super) fn migrates(text: &str) -> bool {
    let mut names = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    names.any(|n| words::words_of(n).any(|w| w.starts_with("migrat") || w == "goose"))
}
