//! Keys of composite literals: an identifier there names a field if the literal is a struct, else a variable
//! (Go spec, «Composite literals»). Followed through types written in place and types declared locally.

use crate::golang::syntax::{Field, Kind, NodeId, Tree};

/// What a plain identifier is, as a key of a composite literal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    /// The literal is a struct.
    Field,
    /// The literal is a map, an array or a slice.
    Variable,
    /// The literal's type is declared elsewhere.
    Either,
}

/// How many local type names are followed; more are a cycle, which is an error in Go.
const MAX_NAMES: usize = 50;

/// What the keys of the element `keyed` are. `local_type` gives the type that a local type name stands for.
pub(super) fn key_kind(tree: &Tree, keyed: NodeId, local_type: &dyn Fn(NodeId) -> Option<NodeId>) -> Key {
    let Some(ty) = tree.parent(keyed).and_then(|lit| literal_type(tree, lit, local_type)) else {
        return Key::Either;
    };
    match tree.kind(ty) {
        Kind::StructType => Key::Field,
        Kind::MapType | Kind::ArrayType | Kind::AutoArrayType | Kind::SliceType => Key::Variable,
        _ => Key::Either,
    }
}

/// The underlying type of the literal whose braces are `value`, as written; of an elided one, what the literal
/// around it says of its elements.
fn literal_type(tree: &Tree, value: NodeId, local_type: &dyn Fn(NodeId) -> Option<NodeId>) -> Option<NodeId> {
    // Outwards to the literal that names a type, then inwards again through its element types.
    let mut roles = Vec::new();
    let mut at = value;
    let named = loop {
        let parent = tree.parent(at)?;
        match tree.kind(parent) {
            Kind::CompositeLit => break tree.child(parent, Field::Type)?,
            Kind::KeyedElement => {
                roles.push(tree.field(at));
                at = tree.parent(parent)?;
            }
            Kind::LitValue => {
                roles.push(Field::Value);
                at = parent;
            }
            _ => return None,
        }
    };
    let mut ty = underlying(tree, named, local_type)?;
    for role in roles.into_iter().rev() {
        let element = match (tree.kind(ty), role) {
            (Kind::MapType, Field::Key) => tree.child(ty, Field::Key)?,
            (Kind::MapType, _) => tree.child(ty, Field::Value)?,
            (Kind::ArrayType | Kind::AutoArrayType | Kind::SliceType, _) => tree.child(ty, Field::Element)?,
            _ => return None,
        };
        ty = underlying(tree, element, local_type)?;
        // `&T` may be elided along with `T`.
        if tree.kind(ty) == Kind::PointerType {
            ty = underlying(tree, tree.only_child(ty)?, local_type)?;
        }
    }
    Some(ty)
}

fn underlying(tree: &Tree, ty: NodeId, local_type: &dyn Fn(NodeId) -> Option<NodeId>) -> Option<NodeId> {
    let mut ty = ty;
    for _ in 0..MAX_NAMES {
        ty = match tree.kind(ty) {
            Kind::ParenType => tree.only_child(ty)?,
            Kind::GenericType => tree.child(ty, Field::Type)?,
            Kind::TypeIdent | Kind::Ident => local_type(ty)?,
            _ => return Some(ty),
        };
    }
    None
}
