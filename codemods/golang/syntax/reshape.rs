//! Adding nodes to a flat tree and taking nodes out, all at once, so that it takes linear time.

use super::kind::{Field, Kind};
use super::tree::{NodeData, Op};
use crate::span::Span;

/// What becomes of a node, besides its own data.
#[derive(Clone, Copy)]
pub(super) enum Fate {
    Keep,
    /// It goes; its children go to its parent, which must stay.
    Drop,
    /// An argument list of this span is put around it.
    Wrap(Span),
}

/// The nodes with their fates, one each, fulfilled.
pub(super) fn rebuild(nodes: &[NodeData], fates: &[Fate]) -> Vec<NodeData> {
    // Where each node's part of the new list starts: at itself, or at what is put around it.
    let mut starts = Vec::with_capacity(nodes.len() + 1);
    let mut count = 0u32;
    for fate in fates {
        starts.push(count);
        count += match fate {
            Fate::Drop => 0,
            Fate::Keep => 1,
            Fate::Wrap(_) => 2,
        };
    }
    starts.push(count);
    let new_id = |old: u32| match fates[old as usize] {
        Fate::Wrap(_) => starts[old as usize] + 1,
        Fate::Keep | Fate::Drop => starts[old as usize],
    };
    let new_parent = |parent: u32| match fates[parent as usize] {
        Fate::Drop => new_id(nodes[parent as usize].parent),
        Fate::Keep | Fate::Wrap(_) => new_id(parent),
    };
    let mut out: Vec<NodeData> = Vec::with_capacity(count as usize);
    for (at, (node, fate)) in nodes.iter().zip(fates).enumerate() {
        let mut node =
            NodeData { after: starts[node.after as usize], parent: new_parent(node.parent), ..node.clone() };
        match fate {
            Fate::Drop => continue,
            Fate::Keep => {}
            Fate::Wrap(span) => {
                let args = NodeData {
                    kind: Kind::Args,
                    field: Field::Arguments,
                    op: Op::None,
                    op_start: 0,
                    span: *span,
                    ..node.clone()
                };
                out.push(args);
                node.parent = starts[at];
            }
        }
        out.push(node);
    }
    out
}
