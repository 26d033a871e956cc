//! Dominance: Cooper, Harvey and Kennedy, «A Simple, Fast Dominance Algorithm». Without recursion.

use super::{Flow, PointId};

/// A dominator tree, as the interval of each point in a walk over it: `a` dominates `b` if `b`'s lies in `a`'s.
#[derive(Debug)]
pub(super) struct Dominators {
    /// First and last step of the point's subtree; `None` for points outside the tree.
    intervals: Vec<Option<(u32, u32)>>,
}

impl Dominators {
    pub fn dominates(&self, a: PointId, b: PointId) -> bool {
        match (self.intervals[a.index()], self.intervals[b.index()]) {
            (Some((from, to)), Some((at, _))) => from <= at && at <= to,
            _ => a == b,
        }
    }
}

pub(super) fn from_entry(flow: &Flow) -> Dominators {
    let graph = Graph {
        root: 0,
        succs: flow.points().map(|p| flow.edges(p).iter().map(|e| e.to.0).collect()).collect(),
        preds: flow.points().map(|p| flow.preds(p).iter().map(|q| q.0).collect()).collect(),
    };
    Dominators { intervals: graph.intervals() }
}

/// The same on the graph turned around, with one more vertex behind all exits as its root.
pub(super) fn from_exits(flow: &Flow) -> Dominators {
    let root = flow.size() as u32;
    let mut graph = Graph {
        root,
        succs: flow.points().map(|p| flow.preds(p).iter().map(|q| q.0).collect()).collect(),
        preds: flow.points().map(|p| flow.edges(p).iter().map(|e| e.to.0).collect()).collect(),
    };
    graph.succs.push(flow.exits().map(|p| p.0).collect());
    graph.preds.push(Vec::new());
    for exit in flow.exits() {
        graph.preds[exit.index()].push(root);
    }
    let mut intervals = graph.intervals();
    intervals.truncate(flow.size());
    Dominators { intervals }
}

struct Graph {
    root: u32,
    succs: Vec<Vec<u32>>,
    preds: Vec<Vec<u32>>,
}

const NOT_REACHED: u32 = u32::MAX;

impl Graph {
    fn intervals(&self) -> Vec<Option<(u32, u32)>> {
        let order = self.reverse_postorder();
        let parents = self.immediate_dominators(&order);
        intervals_of(&order, &parents, self.succs.len())
    }

    fn reverse_postorder(&self) -> Vec<u32> {
        let mut seen = vec![false; self.succs.len()];
        seen[self.root as usize] = true;
        let mut stack = vec![(self.root, 0)];
        let mut order = Vec::with_capacity(self.succs.len());
        while let Some((v, next)) = stack.last_mut() {
            match self.succs[*v as usize].get(*next) {
                Some(&to) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[to as usize], true) {
                        stack.push((to, 0));
                    }
                }
                None => {
                    order.push(*v);
                    stack.pop();
                }
            }
        }
        order.reverse();
        order
    }

    /// For each position in `order` the position of its immediate dominator; the root's is its own.
    fn immediate_dominators(&self, order: &[u32]) -> Vec<u32> {
        let mut position = vec![NOT_REACHED; self.succs.len()];
        for (i, &v) in order.iter().enumerate() {
            position[v as usize] = i as u32;
        }
        let mut parents = vec![NOT_REACHED; order.len()];
        parents[0] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for (i, &v) in order.iter().enumerate().skip(1) {
                let preds = self.preds[v as usize].iter().map(|&p| position[p as usize]);
                let done = preds.filter(|&p| p != NOT_REACHED && parents[p as usize] != NOT_REACHED);
                let parent = done.reduce(|a, b| common(&parents, a, b)).unwrap_or(NOT_REACHED);
                changed |= std::mem::replace(&mut parents[i], parent) != parent;
            }
        }
        parents
    }
}

/// The nearest common ancestor; ancestors have smaller positions.
fn common(parents: &[u32], mut a: u32, mut b: u32) -> u32 {
    while a != b {
        if a > b {
            a = parents[a as usize];
        } else {
            b = parents[b as usize];
        }
    }
    a
}

/// Numbers the tree so that each subtree is an interval: sizes bottom-up, starts top-down.
fn intervals_of(order: &[u32], parents: &[u32], vertices: usize) -> Vec<Option<(u32, u32)>> {
    let mut size = vec![1u32; order.len()];
    for i in (1..order.len()).rev() {
        size[parents[i] as usize] += size[i];
    }
    let mut start = vec![0u32; order.len()];
    let mut next_free = vec![1u32; order.len()];
    let mut intervals = vec![None; vertices];
    for (i, &v) in order.iter().enumerate() {
        if i > 0 {
            let parent = parents[i] as usize;
            start[i] = next_free[parent];
            next_free[parent] += size[i];
            next_free[i] = start[i] + 1;
        }
        intervals[v as usize] = Some((start[i], start[i] + size[i] - 1));
    }
    intervals
}
