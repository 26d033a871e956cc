//! Which points control can come back to: Tarjan's strongly connected components, without recursion.

use super::Flow;

/// For each point, whether a path leads from it back to it.
pub(super) fn in_cycles(flow: &Flow) -> Vec<bool> {
    let mut search = Search {
        flow,
        order: vec![0; flow.size()],
        low: vec![0; flow.size()],
        open: vec![false; flow.size()],
        stack: Vec::new(),
        visited: 0,
        in_cycle: vec![false; flow.size()],
    };
    for p in flow.points() {
        if search.order[p.index()] == 0 {
            search.visit_from(p.index());
        }
    }
    search.in_cycle
}

struct Search<'f> {
    flow: &'f Flow,
    /// When each point was visited, from 1; 0 before.
    order: Vec<u32>,
    low: Vec<u32>,
    /// Whether the point's component is not complete yet.
    open: Vec<bool>,
    stack: Vec<usize>,
    visited: u32,
    in_cycle: Vec<bool>,
}

impl Search<'_> {
    fn visit_from(&mut self, start: usize) {
        let flow = self.flow;
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((v, next)) = path.last_mut() {
            let v = *v;
            match flow.edges(super::PointId(v as u32)).get(*next) {
                Some(edge) => {
                    *next += 1;
                    let to = edge.to.index();
                    self.in_cycle[v] |= to == v;
                    if self.order[to] == 0 {
                        self.enter(to);
                        path.push((to, 0));
                    } else if self.open[to] {
                        self.low[v] = self.low[v].min(self.order[to]);
                    }
                }
                None => {
                    path.pop();
                    self.leave(v);
                    if let Some(&(parent, _)) = path.last() {
                        self.low[parent] = self.low[parent].min(self.low[v]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, v: usize) {
        self.visited += 1;
        self.order[v] = self.visited;
        self.low[v] = self.visited;
        self.open[v] = true;
        self.stack.push(v);
    }

    /// Takes the component off the stack if `v` is its first point.
    fn leave(&mut self, v: usize) {
        if self.low[v] != self.order[v] {
            return;
        }
        let from = self.stack.iter().rposition(|&w| w == v).unwrap_or(0);
        let several = self.stack.len() - from > 1;
        for w in self.stack.drain(from..) {
            self.open[w] = false;
            self.in_cycle[w] |= several;
        }
    }
}
