//! A graph as text, for tests and for looking at.

use super::{Flow, PointId, PointKind};
use crate::golang::syntax::{Kind, NodeId, Tree};
use std::fmt::Write;

/// Longer source text is cut.
const MAX_TEXT: usize = 40;

impl Flow {
    /// One point a line, in source order: `2 x > 0 ?3:4`. The number, `~` where control never comes, what is
    /// evaluated, and where control goes: `-> 3`, `-> 3,4` (one of them), `?3:4` (if so, if not); nothing behind
    /// the last point of a path. A call that never returns is marked `!`. `unknown` in a last line.
    pub fn describe(&self, tree: &Tree) -> String {
        let mut out = String::new();
        for p in self.points() {
            let dead = if self.reachable(p) { "" } else { "~" };
            let _ = writeln!(out, "{} {dead}{}{}", p.index(), self.label(tree, p), self.describe_edges(p));
        }
        if self.unknown {
            out.push_str("unknown\n");
        }
        out
    }

    fn label(&self, tree: &Tree, p: PointId) -> String {
        match self.kind(p) {
            PointKind::Entry => "entry".to_owned(),
            PointKind::End => "end".to_owned(),
            PointKind::Return(n) => short(tree, n),
            PointKind::Panic(n) => short(tree, n) + " !",
            PointKind::Node(n) => match tree.kind(n) {
                Kind::For => "for".to_owned(),
                Kind::Select => "select".to_owned(),
                Kind::RangeClause => "range".to_owned(),
                _ => short(tree, n),
            },
        }
    }

    fn describe_edges(&self, p: PointId) -> String {
        let way = |want| self.edges(p).iter().find(|e| e.when == Some(want)).map(|e| e.to.index());
        match (way(true), way(false)) {
            (Some(yes), Some(no)) => format!(" ?{yes}:{no}"),
            _ => {
                let to: Vec<String> = self.edges(p).iter().map(|e| e.to.index().to_string()).collect();
                if to.is_empty() { String::new() } else { format!(" -> {}", to.join(",")) }
            }
        }
    }
}

/// The source of `n` on one line.
fn short(tree: &Tree, n: NodeId) -> String {
    let line = tree.text(n).split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_TEXT) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
