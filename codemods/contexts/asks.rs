//! What a context is asked: whether it has ended and why, when it will, and for the values that come with it.

use super::calls::called_name;
use super::types::is_context;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, NodeId};
use crate::golang::types::{Lookup, Type};

/// A question to a context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// `ctx.Done()`
    Done,
    /// `ctx.Err()`
    Err,
    /// `context.Cause(ctx)`
    Cause,
    /// `ctx.Deadline()`
    Deadline,
    /// `ctx.Value(key)`
    Value,
}

impl Asked {
    /// Whether it is answered by the error that the context has ended with, or nil.
    pub fn for_error(self) -> bool {
        matches!(self, Asked::Err | Asked::Cause)
    }

    /// Whether it is answered by whether the context has ended.
    pub fn for_end(self) -> bool {
        self == Asked::Done || self.for_error()
    }

    fn by_method(name: &str) -> Option<Asked> {
        match name {
            "Done" => Some(Asked::Done),
            "Err" => Some(Asked::Err),
            "Deadline" => Some(Asked::Deadline),
            "Value" => Some(Asked::Value),
            _ => None,
        }
    }
}

/// What the call asks, and the context that it asks. What is known to be no context is asked nothing by its methods of
/// these names: `rows.Err()`.
pub fn asked(site: Site, call: NodeId) -> Option<(Asked, NodeId)> {
    let (tree, name) = (site.tree(), called_name(site, call)?);
    if name == "Cause" {
        site.callee(call).known().filter(|known| known.is_func("context", name))?;
        return Some((Asked::Cause, tree.arg(call, 0)?));
    }
    let asked = Asked::by_method(name)?;
    let context = tree.receiver(call)?;
    may_be_context(site, &site.type_of(context)).then_some((asked, context))
}

/// What the context at `node` is asked where it stands.
pub fn asked_at(site: Site, node: NodeId) -> Option<Asked> {
    let tree = site.tree();
    let method = tree.child(tree.parent(node)?, Field::FieldName)?;
    Asked::by_method(tree.text(method))
}

/// Whether a value of the type may be a context: it is one, has what only contexts have, or is not known.
fn may_be_context(site: Site, t: &Type) -> bool {
    let deadline = || site.program.member(t, "Deadline", &site.package.path);
    is_context(t) || t.is_unknown() || !matches!(deadline(), Lookup::None)
}
