//! The graph while it is built: points, joints that stand for places not reached yet, and edges between them.
//! Knows nothing of statements; `build` does. [`Sketch::finish`] takes the joints out and numbers the points.

use super::{Edge, Flow, PointId, PointKind};
use crate::golang::syntax::{NodeId, Tree};
use std::sync::OnceLock;

/// A point or joint of a [`Sketch`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Vertex(u32);

/// A place where ways of control meet before the point that follows is known. Entered by any number of edges
/// and left by at most one, which is unlabelled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joint(Vertex);

#[derive(Clone, Copy)]
enum Shape {
    Point { kind: PointKind, condition: bool },
    Joint,
}

struct RawEdge {
    from: Vertex,
    to: Vertex,
    when: Option<bool>,
}

/// A graph under construction, and the place in it where control stands.
pub(super) struct Sketch {
    shapes: Vec<Shape>,
    edges: Vec<RawEdge>,
    /// Which point evaluates a range of nodes; a later entry wins over an earlier one.
    covers: Vec<(std::ops::Range<u32>, Vertex)>,
    here: Vertex,
    pub unknown: bool,
}

impl Sketch {
    /// Control stands at the entry.
    pub fn new() -> Sketch {
        let entry = Shape::Point { kind: PointKind::Entry, condition: false };
        Sketch { shapes: vec![entry], edges: Vec::new(), covers: Vec::new(), here: Vertex(0), unknown: false }
    }

    fn push(&mut self, shape: Shape) -> Vertex {
        self.shapes.push(shape);
        Vertex(self.shapes.len() as u32 - 1)
    }

    pub fn joint(&mut self) -> Joint {
        Joint(self.push(Shape::Joint))
    }

    fn edge(&mut self, to: Vertex, when: Option<bool>) {
        let from = self.here;
        self.edges.push(RawEdge { from, to, when });
    }

    /// Control goes on to a new point and stands behind it.
    pub fn point(&mut self, kind: PointKind) -> Vertex {
        let at = self.push(Shape::Point { kind, condition: false });
        self.edge(at, None);
        self.here = at;
        at
    }

    /// Control goes on to `joint` and stands there.
    pub fn flow_into(&mut self, joint: Joint) {
        self.edge(joint.0, None);
        self.here = joint.0;
    }

    /// Control goes to `joint`; what is written next is met by no way of control unless another joint leads there.
    pub fn jump(&mut self, joint: Joint) {
        self.edge(joint.0, None);
        self.cut();
    }

    /// Control does not go on behind the last point.
    pub fn cut(&mut self) {
        self.here = self.joint().0;
    }

    /// Control also goes to `joint`, and still stands where it stood.
    pub fn fork(&mut self, joint: Joint, when: Option<bool>) {
        self.edge(joint.0, when);
    }

    /// Control goes on from `joint`; where it stood before is left as it is.
    pub fn stand_at(&mut self, joint: Joint) {
        self.here = joint.0;
    }

    /// The point is one whose labelled edges state the value of its own expression.
    pub fn mark_condition(&mut self, at: Vertex) {
        if let Shape::Point { condition, .. } = &mut self.shapes[at.0 as usize] {
            *condition = true;
        }
    }

    /// `node` and all below it are evaluated at `at`.
    pub fn cover(&mut self, tree: &Tree, node: NodeId, at: Vertex) {
        let first = node.index() as u32;
        let last = tree.subtree(node).next_back().unwrap_or(node).index() as u32;
        self.covers.push((first..last + 1, at));
    }

    /// `node` itself belongs to `at`; what is below it need not.
    pub fn cover_only(&mut self, node: NodeId, at: Vertex) {
        let first = node.index() as u32;
        self.covers.push((first..first + 1, at));
    }

    /// The finished graph of `func`. Points are numbered in source order.
    pub fn finish(self, tree: &Tree, func: NodeId) -> Flow {
        let order = self.points_in_source_order();
        let mut number = vec![None; self.shapes.len()];
        for (i, v) in order.iter().enumerate() {
            number[v.0 as usize] = Some(PointId(i as u32));
        }
        let mut unknown = self.unknown;
        let leads_to = self.targets(&number, &mut unknown);
        let mut edges: Vec<(PointId, Edge)> = Vec::with_capacity(self.edges.len());
        for e in &self.edges {
            if let (Some(from), Some(to)) = (number[e.from.0 as usize], leads_to[e.to.0 as usize]) {
                edges.push((from, Edge { to, when: e.when }));
            }
        }
        let base = func.index() as u32;
        let mut evaluated_at = vec![None; tree.subtree(func).count()];
        for (range, at) in &self.covers {
            let slots = (range.start - base) as usize..(range.end - base) as usize;
            if let Some(slots) = evaluated_at.get_mut(slots) {
                slots.fill(number[at.0 as usize]);
            }
        }
        let mut kinds = Vec::with_capacity(order.len());
        let mut conditions = Vec::with_capacity(order.len());
        for v in &order {
            if let Shape::Point { kind, condition } = self.shapes[v.0 as usize] {
                kinds.push(kind);
                conditions.push(condition);
            }
        }
        let succs = Adjacency::new(kinds.len(), edges.iter().copied());
        let preds = Adjacency::new(kinds.len(), edges.iter().map(|&(from, e)| (e.to, from)));
        let mut flow = Flow {
            func,
            kinds,
            conditions,
            succs,
            preds,
            evaluated_at,
            reachable: Vec::new(),
            unknown,
            dominators: OnceLock::new(),
            postdominators: OnceLock::new(),
            cycles: OnceLock::new(),
        };
        flow.reachable = flow.mark_reachable();
        flow
    }

    fn points_in_source_order(&self) -> Vec<Vertex> {
        let key = |v: &Vertex| match self.shapes[v.0 as usize] {
            Shape::Point { kind: PointKind::Entry, .. } | Shape::Joint => 0,
            Shape::Point { kind: PointKind::End, .. } => usize::MAX,
            Shape::Point {
                kind: PointKind::Node(n) | PointKind::Return(n) | PointKind::Panic(n), ..
            } => n.index() + 1,
        };
        let is_point = |v: &Vertex| matches!(self.shapes[v.0 as usize], Shape::Point { .. });
        let mut points: Vec<Vertex> = (0..self.shapes.len() as u32).map(Vertex).filter(is_point).collect();
        points.sort_by_key(key);
        points
    }

    /// For each vertex the point that control comes to when it enters there; `None` where it comes to none.
    fn targets(&self, number: &[Option<PointId>], unknown: &mut bool) -> Vec<Option<PointId>> {
        let mut next: Vec<Option<Vertex>> = vec![None; self.shapes.len()];
        for e in &self.edges {
            if matches!(self.shapes[e.from.0 as usize], Shape::Joint) {
                next[e.from.0 as usize] = Some(e.to);
            }
        }
        let mut known: Vec<Option<Option<PointId>>> = number.iter().map(|n| n.map(Some)).collect();
        let mut chain = Vec::new();
        for start in 0..self.shapes.len() {
            let mut at = start;
            let target = loop {
                if let Some(target) = known[at] {
                    break target;
                }
                chain.push(at);
                match next[at] {
                    Some(v) if chain.len() <= self.shapes.len() => at = v.0 as usize,
                    // Joints that lead around to themselves: every loop of the language has a point in it.
                    Some(_) => {
                        *unknown = true;
                        break None;
                    }
                    None => break None,
                }
            };
            for joint in chain.drain(..) {
                known[joint] = Some(target);
            }
        }
        known.into_iter().map(Option::flatten).collect()
    }
}

/// The neighbours of every point, in one array.
#[derive(Debug)]
pub(super) struct Adjacency<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + PartialEq> Adjacency<T> {
    /// Neighbours keep the order of `pairs`; repetitions are left out.
    fn new(points: usize, pairs: impl Iterator<Item = (PointId, T)>) -> Adjacency<T> {
        let mut pairs: Vec<(PointId, T)> = pairs.collect();
        pairs.sort_by_key(|p| p.0);
        let mut starts = Vec::with_capacity(points + 1);
        let mut items: Vec<T> = Vec::with_capacity(pairs.len());
        let mut rest = pairs.into_iter().peekable();
        for point in 0..points as u32 {
            let start = items.len();
            starts.push(start as u32);
            while let Some((_, item)) = rest.next_if(|p| p.0.0 == point) {
                // Only points with many edges (a wide select) could make this slow, and theirs are all different.
                if items.len() - start > 2 || !items[start..].contains(&item) {
                    items.push(item);
                }
            }
        }
        starts.push(items.len() as u32);
        Adjacency { starts, items }
    }

    pub fn of(&self, p: PointId) -> &[T] {
        match (self.starts.get(p.index()), self.starts.get(p.index() + 1)) {
            (Some(&from), Some(&to)) => &self.items[from as usize..to as usize],
            _ => &[],
        }
    }
}
