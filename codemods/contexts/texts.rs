//! Texts of which only the beginning stands in the code.

use super::origins::only_value;
use crate::contexts::calls::called_name;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// What a text begins with.
#[derive(Clone, Copy)]
pub struct Beginning<'a> {
    /// As it is written, without the quotes; of `fmt.Sprintf` the format.
    pub text: &'a str,
    /// Whether that is all of it.
    pub whole: bool,
}

/// What the text begins with: a literal, what others are appended to, what `fmt.Sprintf` is given, and the variable
/// that holds nothing else.
pub fn beginning<'a>(site: Site<'a>, text: NodeId) -> Option<Beginning<'a>> {
    let tree = site.tree();
    let text = tree.unparen(text);
    match tree.kind(text) {
        Kind::String | Kind::RawString => {
            Some(Beginning { text: tree.text(text).trim_matches(['"', '`']), whole: true })
        }
        Kind::Binary => {
            let left = beginning(site, tree.child(text, Field::Left)?)?;
            Some(Beginning { whole: false, ..left })
        }
        Kind::Call if called_name(site, text) == Some("Sprintf") => {
            let format = beginning(site, tree.arg(text, 0)?)?;
            Some(Beginning { whole: format.whole && !format.text.contains('%'), ..format })
        }
        Kind::Ident if site.scopes().resolve(text).is_none() => of_constant(site, tree.text(text)),
        Kind::Ident => {
            let value = only_value(site, text).filter(|&v| tree.kind(v) != Kind::Ident)?;
            beginning(site, value)
        }
        _ => None,
    }
}

/// The same of a constant of the package.
fn of_constant<'a>(site: Site<'a>, name: &str) -> Option<Beginning<'a>> {
    let [decl] = site.package.values(name) else { return None };
    let file = site.package.files.get(decl.file)?;
    let outside = Site::new(site.program, site.package, file, decl.decl)?;
    let tree = outside.tree();
    let specs = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::ConstSpec);
    let mut own = specs.filter(|&s| tree.children_in(s, Field::Name).any(|n| tree.text(n) == name));
    let value = tree.child(own.next()?, Field::Value).and_then(|v| tree.only_child(v))?;
    let is_text = matches!(tree.kind(value), Kind::String | Kind::RawString);
    is_text.then(|| beginning(outside, value)).flatten()
}
