//! Parameter lists that the grammar gives up on: of more than nine names before one type, it takes the first for the
//! types of nameless parameters. Either all parameters of a list have names or none has, so those are names.

use super::kind::{Field, Kind};
use super::tree::NodeData;

/// Joins names with the parameter that holds their type. One pass, however many there are.
pub(super) fn join(mut nodes: Vec<NodeData>) -> Vec<NodeData> {
    let mut gone = Vec::new();
    for list in 0..nodes.len() {
        if nodes[list].kind == Kind::Params {
            join_list(&mut nodes, &mut gone, list);
        }
    }
    if gone.is_empty() { nodes } else { without(nodes, &gone) }
}

fn join_list(nodes: &mut [NodeData], gone: &mut Vec<bool>, list: usize) {
    let params: Vec<usize> = children(nodes, list).collect();
    let mut end = params.len();
    while let Some(named) = params[..end].iter().rposition(|&p| is_named(nodes, p)) {
        let names = params[..named].iter().rev().take_while(|&&p| may_be_name(nodes, p)).count();
        if names > 0 && nodes[params[named]].kind == Kind::Param {
            gone.resize(nodes.len(), false);
            join_params(nodes, gone, &params[named - names..=named]);
        }
        end = named - names;
    }
}

/// Makes one parameter of several, of which only the last has names and a type.
fn join_params(nodes: &mut [NodeData], gone: &mut [bool], params: &[usize]) {
    let (first, last) = (params[0], params[params.len() - 1]);
    for &name in &params[..params.len() - 1] {
        nodes[name + 1].kind = Kind::Ident;
        nodes[name + 1].field = Field::Name;
    }
    for &param in &params[1..] {
        gone[param] = true;
        let parts: Vec<usize> = children(nodes, param).collect();
        for part in parts {
            nodes[part].parent = first as u32;
        }
    }
    nodes[first].after = nodes[last].after;
    nodes[first].span.end = nodes[last].span.end;
}

fn is_named(nodes: &[NodeData], param: usize) -> bool {
    children(nodes, param).next().is_some_and(|c| nodes[c].field == Field::Name)
}

fn may_be_name(nodes: &[NodeData], param: usize) -> bool {
    let mut parts = children(nodes, param);
    let only = parts.next().filter(|_| parts.next().is_none());
    nodes[param].kind == Kind::Param && only.is_some_and(|c| nodes[c].kind == Kind::TypeIdent)
}

fn children(nodes: &[NodeData], at: usize) -> impl Iterator<Item = usize> + '_ {
    let after = nodes[at].after as usize;
    let first = (at + 1 < after).then_some(at + 1);
    std::iter::successors(first, move |&c| Some(nodes[c].after as usize).filter(|&n| n < after))
}

/// The nodes but those that are gone, which no node names as its parent.
fn without(nodes: Vec<NodeData>, gone: &[bool]) -> Vec<NodeData> {
    let mut new_id = Vec::with_capacity(nodes.len() + 1);
    let mut count = 0;
    for &gone in gone {
        new_id.push(count);
        count += u32::from(!gone);
    }
    new_id.push(count);
    let kept = nodes.into_iter().zip(gone).filter(|(_, gone)| !**gone);
    kept.map(|(n, _)| NodeData { after: new_id[n.after as usize], parent: new_id[n.parent as usize], ..n })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::golang::syntax::{Field, Kind, parse_decl};
    use crate::span::Span;

    /// Per parameter: how many names it has, and the kind of its type.
    fn params(text: &str) -> Vec<(usize, Kind)> {
        let tree = parse_decl(&text.into(), Span::new(0, text.len())).unwrap();
        let list = tree.child(tree.root(), Field::Parameters).unwrap();
        let one =
            |p| (tree.children_in(p, Field::Name).count(), tree.kind(tree.child(p, Field::Type).unwrap()));
        tree.children(list).map(one).collect()
    }

    #[test]
    fn many_names_before_one_type_are_one_parameter() {
        let many = (0..30).map(|i| format!("v{i}")).collect::<Vec<_>>().join(", ");
        let named = (30, Kind::MapType);
        let text = format!("func f(a int, {many} map[K]V, {many} map[K]V, c ...T) {{}}");
        let one = (1, Kind::TypeIdent);
        assert_eq!(params(&text), [one, named, named, one]);
        assert_eq!(params(&format!("func f({many})")), [(0, Kind::TypeIdent); 30]);
        assert_eq!(params("func f(a, b, c int)"), [(3, Kind::TypeIdent)]);
    }
}
