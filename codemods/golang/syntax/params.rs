//! Parameter lists that the grammar gives up on.
//!
//! Of more than nine names before one type, the grammar takes the first for the types of nameless parameters. Either
//! all parameters of a list have names or none has, so those are names.

use super::kind::{Field, Kind};
use super::reshape::{Fate, rebuild};
use super::tree::NodeData;

/// Joins each run of parameters that is one parameter with several names.
pub(super) fn join_names(mut nodes: Vec<NodeData>) -> Vec<NodeData> {
    let mut fates = Vec::new();
    for list in 0..nodes.len() {
        if nodes[list].kind == Kind::Params {
            for run in runs(&nodes, list) {
                fates.resize(nodes.len(), Fate::Keep);
                join(&mut nodes, &mut fates, &run);
            }
        }
    }
    if fates.is_empty() { nodes } else { rebuild(&nodes, &fates) }
}

/// The runs of parameters of which only the last has names, and the others look like names.
fn runs(nodes: &[NodeData], list: usize) -> Vec<Vec<usize>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for param in children(nodes, list) {
        if is_named(nodes, param) {
            if !run.is_empty() && nodes[param].kind == Kind::Param {
                run.push(param);
                runs.push(run);
            }
            run = Vec::new();
        } else if may_be_name(nodes, param) {
            run.push(param);
        } else {
            run = Vec::new();
        }
    }
    runs
}

/// Makes one parameter of several, of which only the last has names and a type.
fn join(nodes: &mut [NodeData], fates: &mut [Fate], run: &[usize]) {
    let [first, others @ ..] = run else { return };
    let Some(last) = others.last() else { return };
    for &name in &run[..run.len() - 1] {
        nodes[name + 1].kind = Kind::Ident;
        nodes[name + 1].field = Field::Name;
    }
    for &param in others {
        let parts: Vec<usize> = children(nodes, param).collect();
        for part in parts {
            nodes[part].parent = *first as u32;
        }
        fates[param] = Fate::Drop;
    }
    nodes[*first].span.end = nodes[*last].span.end;
    nodes[*first].after = nodes[*last].after;
}

fn is_named(nodes: &[NodeData], param: usize) -> bool {
    children(nodes, param).next().is_some_and(|part| nodes[part].field == Field::Name)
}

fn may_be_name(nodes: &[NodeData], param: usize) -> bool {
    let mut parts = children(nodes, param);
    let only = parts.next().filter(|_| parts.next().is_none());
    nodes[param].kind == Kind::Param && only.is_some_and(|part| nodes[part].kind == Kind::TypeIdent)
}

fn children(nodes: &[NodeData], at: usize) -> impl Iterator<Item = usize> + '_ {
    let after = nodes[at].after as usize;
    let first = (at + 1 < after).then_some(at + 1);
    std::iter::successors(first, move |&c| Some(nodes[c].after as usize).filter(|&n| n < after))
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
