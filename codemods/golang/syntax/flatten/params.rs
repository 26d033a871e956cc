//! Parameter lists that the grammar gives up on.

use super::Flat;
use crate::golang::syntax::kind::{Field, Kind};

impl Flat {
    /// Of more than nine names before one type, the grammar takes the first for the types of nameless parameters.
    /// Either all parameters of a list have names or none has, so those are names.
    pub(super) fn name_params(&mut self) {
        let mut at = 0;
        while at < self.nodes.len() {
            if self.nodes[at].kind == Kind::Params {
                self.join_params(at);
            }
            at += 1;
        }
    }

    fn join_params(&mut self, list: usize) {
        let params: Vec<usize> = self.children(list).collect();
        if !params.iter().any(|&p| self.is_named(p)) {
            return;
        }
        // From the last to the first: what lies before keeps its place.
        let mut end = params.len();
        while let Some(named) = params[..end].iter().rposition(|&p| self.is_named(p)) {
            let names = params[..named].iter().rev().take_while(|&&p| self.may_be_name(p)).count();
            if names > 0 && self.nodes[params[named]].kind == Kind::Param {
                self.join(list, &params[named - names..=named]);
            }
            end = named - names;
        }
    }

    /// Makes one parameter of several, of which only the last has names and a type.
    fn join(&mut self, list: usize, params: &[usize]) {
        let first = params[0];
        for &name in &params[..params.len() - 1] {
            self.nodes[name + 1].kind = Kind::Ident;
            self.nodes[name + 1].field = Field::Name;
        }
        let last = params[params.len() - 1];
        let (end, after) = (self.nodes[last].span.end, self.nodes[last].after);
        for &gone in params[1..].iter().rev() {
            self.remove(gone);
        }
        let after = after as usize - (params.len() - 1);
        self.nodes[first].span.end = end;
        self.nodes[first].after = after as u32;
        for n in &mut self.nodes[first + 1..after] {
            if n.parent == list as u32 {
                n.parent = first as u32;
            }
        }
    }

    /// Takes the node `at` out; its children go to its parent.
    fn remove(&mut self, at: usize) {
        let gone = self.nodes.remove(at);
        for n in &mut self.nodes {
            n.after -= u32::from(n.after > at as u32);
            n.parent =
                if n.parent == at as u32 { gone.parent } else { n.parent - u32::from(n.parent > at as u32) };
        }
    }

    fn is_named(&self, param: usize) -> bool {
        self.children(param).next().is_some_and(|c| self.nodes[c].field == Field::Name)
    }

    fn may_be_name(&self, param: usize) -> bool {
        let mut parts = self.children(param);
        let only = parts.next().filter(|_| parts.next().is_none());
        self.nodes[param].kind == Kind::Param && only.is_some_and(|c| self.nodes[c].kind == Kind::TypeIdent)
    }

    fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let after = self.nodes[at].after as usize;
        let first = (at + 1 < after).then_some(at + 1);
        std::iter::successors(first, move |&c| Some(self.nodes[c].after as usize).filter(|&n| n < after))
    }
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
