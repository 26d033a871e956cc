//! What is there to go on when its context has ended, as its name says: commands and functions by which it is tried out
//! how others fare with such.

use crate::contexts::calls::assigned_name;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether a function around the place says so by its name, or by that of the command that it is the function of:
/// `&cobra.Command{Use: "sleep-ignoring-context", RunE: func(…) { … }}`.
pub(super) fn is_ignored_on_purpose(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(place).filter(|&a| tree.kind(a).is_func()).any(|f| {
        let name = match tree.kind(f) {
            Kind::FuncLit => assigned_name(site, f),
            _ => tree.child(f, Field::Name),
        };
        name.is_some_and(|n| words::ignores_end(tree.text(n)))
            || name_of_command(site, f).is_some_and(words::ignores_end)
    })
}

/// The text that stands as a name beside the literal in the same struct.
fn name_of_command<'a>(site: Site<'a>, literal: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let element = tree.parent(literal).filter(|&e| tree.kind(e) == Kind::KeyedElement)?;
    let is_name =
        |&e: &NodeId| tree.child(e, Field::Key).is_some_and(|k| matches!(tree.text(k), "Use" | "Name"));
    let name = tree.children(tree.parent(element)?).find(is_name)?;
    let text = tree.child(name, Field::Value).filter(|&v| tree.kind(v) == Kind::String)?;
    Some(tree.text(text).trim_matches('"'))
}
