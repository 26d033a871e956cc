//! Properties over generated functions in which a few names shadow each other everywhere.

use super::{check_tables, is_ident, parse};
use crate::golang::scopes::{BindingKind, Scopes};
use crate::golang::syntax::{Field, Kind, NodeId, Tree};

/// A small generator of pseudo-random numbers (splitmix64): the same programs in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn name(&mut self) -> &'static str {
        ["a", "b", "c", "d"][self.below(4)]
    }

    fn func(&mut self) -> String {
        let body = self.block(4);
        format!("func f[{}x any](a int, b {}) (c {}) {body}", self.name(), self.name(), self.name())
    }

    fn block(&mut self, depth: usize) -> String {
        let stmts: Vec<String> = (0..self.below(5)).map(|_| self.stmt(depth)).collect();
        format!("{{\n{}\n}}", stmts.join("\n"))
    }

    fn expr(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 3 } else { 6 }) {
            0 | 1 => self.name().into(),
            2 => format!("{}.{}", self.name(), self.name()),
            3 => format!("g({}, {})", self.expr(depth - 1), self.expr(depth - 1)),
            4 => format!("func({} {}) {}", self.name(), self.name(), self.block(depth - 1)),
            _ => format!("[]T{{{}: {}}}", self.name(), self.expr(depth - 1)),
        }
    }

    fn stmt(&mut self, depth: usize) -> String {
        // Go forbids `x, x :=`.
        let (x, mut y) = (self.name(), self.name());
        while x == y {
            y = self.name();
        }
        let e = self.expr(depth.min(1));
        if depth == 0 {
            return format!("{x} := {y}");
        }
        let d = depth - 1;
        match self.below(16) {
            0 | 1 => format!("{x}, {y} := {e}, 1"),
            2 => format!("var {x} {y} = {e}"),
            3 => format!("type {x} struct {{ {y} {x} }}"),
            4 => format!("const {x} = {e}"),
            5 => format!("{x}, {y} = {e}, 1"),
            6 => format!("if {x} := {e}; {y} {} else {}", self.block(d), self.block(d)),
            7 => format!("for {x} := {e}; {y} < 3; {x}++ {}", self.block(d)),
            8 => format!("for {x}, {y} := range {e} {}", self.block(d)),
            9 => {
                format!(
                    "switch {x} := {e}; {y} {{\ncase {y}:\n{}\ndefault:\n{}\n}}",
                    self.stmt(d),
                    self.stmt(d)
                )
            }
            10 => format!(
                "switch {x} := {e}.(type) {{\ncase {x}:\n{}\ndefault:\n{}\n}}",
                self.stmt(d),
                self.stmt(d)
            ),
            11 => format!("select {{\ncase {x} := <-{y}:\n{}\ncase {x} = <-{e}:\n}}", self.stmt(d)),
            12 => self.block(d),
            13 => format!("{x}: for {{ break {y}; {e} }}"),
            14 => format!("defer func() {}()", self.block(d)),
            _ => format!("{x}.{y}({e})"),
        }
    }
}

fn programs(count: usize) -> impl Iterator<Item = String> {
    let mut random = Random(1);
    (0..count).map(move |_| random.func())
}

/// `text` with each of `places` (offset, length, new text) replaced.
fn replaced(text: &str, mut places: Vec<(usize, usize, &str)>) -> String {
    places.sort();
    let mut out = text.to_string();
    for &(at, len, new) in places.iter().rev() {
        out.replace_range(at..at + len, new);
    }
    out
}

#[test]
fn the_tables_agree() {
    for text in programs(400) {
        let (tree, scopes) = parse(&text);
        check_tables(&tree, &scopes);
    }
}

#[test]
fn renaming_changes_no_binding() {
    let mut renamed = 0;
    for text in programs(80) {
        let (tree, scopes) = parse(&text);
        for b in scopes.bindings() {
            let ident = scopes.binding(b).ident;
            // The clauses of a type switch share the name.
            let uses = scopes.all_defined(ident).flat_map(|b| scopes.uses(b).iter().copied());
            let places =
                uses.chain([ident]).map(|n| (tree.span(n).start as usize, tree.span(n).len(), "fresh"));
            let (new_tree, new) = parse(&replaced(&text, places.collect()));
            assert_eq!(tree.len(), new_tree.len());
            for n in tree.subtree(tree.root()) {
                assert_eq!(scopes.resolve(n), new.resolve(n), "renaming {ident:?} in {text}");
            }
            renamed += 1;
        }
    }
    assert!(renamed > 1000);
}

/// What each identifier means, as offsets, but for `skip`ped ones.
fn meanings(
    tree: &Tree,
    scopes: &Scopes,
    skip: impl Fn(usize) -> Option<usize>,
) -> Vec<(usize, Option<usize>)> {
    let start = |n: NodeId| tree.span(n).start as usize;
    let declared = |n| scopes.resolve(n).map(|b| skip(start(scopes.binding(b).ident)).unwrap_or(usize::MAX));
    let idents = tree.subtree(tree.root()).filter(|&n| is_ident(tree, n));
    idents.filter_map(|n| Some((skip(start(n))?, declared(n)))).collect()
}

#[test]
fn declaring_a_free_name_changes_no_binding() {
    let mut declared = 0;
    for text in programs(80) {
        let (tree, scopes) = parse(&text);
        let before = meanings(&tree, &scopes, Some);
        let in_block = |n: NodeId| tree.parent(n).map(|p| tree.kind(p)).is_some_and(|k| k != Kind::Labeled);
        let stmts = tree.subtree(tree.root()).filter(|&n| tree.field(n) == Field::Stmt && in_block(n));
        for (stmt, name) in stmts.flat_map(|s| ["a", "b", "c", "d"].map(|n| (s, n))) {
            let at = tree.span(stmt).start as usize;
            if !scopes.is_free(&tree, name, at) {
                continue;
            }
            let insert = format!("var {name} Q; ");
            let (new_tree, new) = parse(&replaced(&text, vec![(at, 0, &insert)]));
            let end = at + insert.len();
            let back =
                |o: usize| if o < at { Some(o) } else { o.checked_sub(insert.len()).filter(|_| o >= end) };
            assert_eq!(before, meanings(&new_tree, &new, back), "{insert} at {at} in {text}");
            let twice = new.bindings().filter(|&b| new.binding(b).kind != BindingKind::Label).any(|b| {
                let scope = new.binding(b).scope;
                scope == new.scope_at(at)
                    && new_tree.text(new.binding(b).ident) == name
                    && new_tree.span(new.binding(b).ident).start as usize != at + 4
            });
            assert!(!twice, "{insert} at {at} in {text}");
            declared += 1;
        }
    }
    assert!(declared > 500);
}
