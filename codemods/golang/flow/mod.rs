//! Control-flow graphs of function bodies, at statement grain, after the rules of `golang.org/x/tools/go/cfg`.
//!
//! A point is a statement without statements inside, or the part of a compound statement that is evaluated as
//! one: a condition, a tag, a case value, a range operand. Which calls never return is for the caller to say;
//! what a statement does to variables is for others to find out. Bodies of function literals are not part of the
//! graph around them; each has its own.

mod build;
mod cycles;
mod describe;
mod dominators;
mod loops;
mod sketch;
mod switches;
#[cfg(test)]
mod tests;

use super::syntax::{Field, Kind, NodeId, Tree};
use dominators::Dominators;
use sketch::Adjacency;
use std::sync::OnceLock;

/// A point of one [`Flow`]; ids grow in source order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PointId(u32);

impl PointId {
    /// The position in source order; dense, so it may index a side table of [`Flow::len`] entries.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What happens at a point.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PointKind {
    /// Before the first statement.
    Entry,
    /// The evaluation of a node, one of:
    /// * a statement without statements inside, `break`, `continue`, `goto` and `fallthrough` included;
    /// * a spec of a `var` declaration;
    /// * a condition, or an operand of its `&&`, `||` and `!`;
    /// * the tag or operand of a switch, a case value, a type of a type case;
    /// * a range operand (once); a range clause (asks for a further element); a range clause's left side
    ///   (assigns the element);
    /// * a `for` without condition (its head);
    /// * a `select` (waits, with the operands of all its communications evaluated); the communication of the
    ///   arm that was chosen.
    Node(NodeId),
    /// A return statement, its expressions evaluated.
    Return(NodeId),
    /// The end of the body; there whether or not control comes to it.
    End,
    /// A statement that is nothing but a call that never returns: the call.
    Panic(NodeId),
}

/// A way from one point to the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    pub to: PointId,
    /// The outcome of the point's question: of a condition its value, of a case whether it matches, of a range
    /// clause whether there is a further element. `None` where there is only one way, or where a select chooses.
    pub when: Option<bool>,
}

/// The control-flow graph of one function body.
#[derive(Debug)]
pub struct Flow {
    func: NodeId,
    kinds: Vec<PointKind>,
    conditions: Vec<bool>,
    succs: Adjacency<Edge>,
    preds: Adjacency<PointId>,
    /// For each node of the function, counted from `func`.
    evaluated_at: Vec<Option<PointId>>,
    reachable: Vec<bool>,
    unknown: bool,
    dominators: OnceLock<Dominators>,
    postdominators: OnceLock<Dominators>,
    cycles: OnceLock<Vec<bool>>,
}

impl Flow {
    /// The graph of `func`, a function declaration, method or function literal. Without a body there is an entry
    /// and nothing else.
    ///
    /// `never_returns` is asked about calls that are a statement of their own (Go's cfg does the same): there the
    /// path ends if it says yes. A call in an expression, or of a `defer` or `go` statement, ends nothing.
    pub fn build(tree: &Tree, func: NodeId, never_returns: &dyn Fn(NodeId) -> bool) -> Flow {
        build::build(tree, func, never_returns)
    }

    /// The function whose body this is.
    pub fn func(&self) -> NodeId {
        self.func
    }

    /// How many points there are: one at least, the entry.
    pub fn size(&self) -> usize {
        self.kinds.len()
    }

    /// All points, in source order: the entry first, the end last.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = PointId> + use<> {
        (0..self.kinds.len() as u32).map(PointId)
    }

    pub fn entry(&self) -> PointId {
        PointId(0)
    }

    /// The end of the body; `None` only of a function without one.
    pub fn end(&self) -> Option<PointId> {
        self.points().next_back().filter(|&p| self.kind(p) == PointKind::End)
    }

    pub fn kind(&self, p: PointId) -> PointKind {
        self.kinds[p.index()]
    }

    /// The node that the point evaluates; `None` of entry and end.
    pub fn node(&self, p: PointId) -> Option<NodeId> {
        match self.kind(p) {
            PointKind::Node(n) | PointKind::Return(n) | PointKind::Panic(n) => Some(n),
            PointKind::Entry | PointKind::End => None,
        }
    }

    /// The boolean expression whose value the labels of the point's edges are. `None` where they say something
    /// else (a case of a switch with a tag, a type case, a range clause) or there are none.
    pub fn condition(&self, p: PointId) -> Option<NodeId> {
        self.node(p).filter(|_| self.conditions[p.index()])
    }

    /// Whether something stands in the body that has no meaning: a jump to a label that does not exist or does
    /// not enclose it, a label declared twice. Then the graph lacks edges, and proves nothing.
    pub fn unknown(&self) -> bool {
        self.unknown
    }

    /// The point at which `node` is evaluated, for any node of the body. In detail:
    /// * an expression, also in a statement, and a statement that is a point: that point; a statement that is an
    ///   expression, and the expression: the same;
    /// * anything in a function literal, its body included: the point that evaluates the literal;
    /// * `&&`, `||`, `!` and parentheses of a condition: the point where their evaluation begins; elsewhere they
    ///   are part of an expression like any other;
    /// * a `var` declaration and the list of values of a case: their first;
    /// * `for` without a condition, and `select`: the head; a range clause: the point that asks for a further
    ///   element (its operand and left side have their own);
    /// * a communication, and the receive operation in it: the point of the arm that was chosen; its channel
    ///   and the value to send: the select;
    /// * the variable of a type switch: the point of the operand.
    ///
    /// `None`: other compound statements, cases, blocks, labels and labelled statements, the clause of a `for`;
    /// what is not in the body (parameters, results, nodes of other functions).
    pub fn point_of(&self, node: NodeId) -> Option<PointId> {
        let slot = node.index().checked_sub(self.func.index())?;
        self.evaluated_at.get(slot).copied().flatten()
    }

    /// Where control goes from `p`: the way of a true condition first.
    pub fn edges(&self, p: PointId) -> &[Edge] {
        self.succs.of(p)
    }

    /// The points from which control comes to `p`.
    pub fn preds(&self, p: PointId) -> &[PointId] {
        self.preds.of(p)
    }

    /// Whether the function is left here in the normal way.
    pub fn is_exit(&self, p: PointId) -> bool {
        matches!(self.kind(p), PointKind::Return(_) | PointKind::End)
    }

    /// Whether a call stands here that never returns.
    pub fn is_panic(&self, p: PointId) -> bool {
        matches!(self.kind(p), PointKind::Panic(_))
    }

    /// Return points and the end, reachable or not, in source order.
    pub fn exits(&self) -> impl Iterator<Item = PointId> + '_ {
        self.points().filter(|&p| self.is_exit(p))
    }

    /// Calls that never return, reachable or not, in source order.
    pub fn panics(&self) -> impl Iterator<Item = PointId> + '_ {
        self.points().filter(|&p| self.is_panic(p))
    }

    /// Whether control can come from the entry to `p`.
    pub fn reachable(&self, p: PointId) -> bool {
        self.reachable[p.index()]
    }

    /// The points that control can come to from `from` over edges that `follow` accepts (it is given the point an
    /// edge leaves, and the edge), in source order. `from` itself only if a loop leads back.
    pub fn behind(&self, from: PointId, mut follow: impl FnMut(PointId, &Edge) -> bool) -> Vec<PointId> {
        let mut seen = vec![false; self.size()];
        self.spread(from, &mut seen, &mut follow);
        self.points().filter(|p| seen[p.index()]).collect()
    }

    /// The exits on paths that start behind `from` and meet no stop, in source order. An exit may be a stop, and
    /// is left out then; `from` itself does not stop anything unless a loop leads back to it.
    pub fn exits_from(&self, from: PointId, stop: impl Fn(PointId) -> bool) -> Vec<PointId> {
        let mut met = self.behind(from, |_, e| !stop(e.to));
        met.retain(|&p| self.is_exit(p));
        met
    }

    /// Whether a path that starts behind `from` comes to `to` with no stop in between; `to` may be a stop.
    pub fn reaches(&self, from: PointId, to: PointId, stop: impl Fn(PointId) -> bool) -> bool {
        let mut found = false;
        self.behind(from, |_, e| {
            found |= e.to == to;
            !found && !stop(e.to)
        });
        found
    }

    /// Whether control can come to `p`, and every path from the entry to it leaves one of the `conditions` with the
    /// outcome that stands beside it.
    pub fn passes_one_of(&self, conditions: &[(PointId, bool)], p: PointId) -> bool {
        let passes = |from, when| conditions.iter().any(|&(c, outcome)| c == from && when == Some(outcome));
        !conditions.is_empty()
            && self.reachable(p)
            && !self.behind(self.entry(), |from, e| !passes(from, e.when)).contains(&p)
    }

    /// Whether every path from the entry to `b` goes through `a`; a point dominates itself. A point that control
    /// never comes to dominates nothing else and is dominated by nothing else.
    pub fn dominates(&self, a: PointId, b: PointId) -> bool {
        self.dominators.get_or_init(|| dominators::from_entry(self)).dominates(a, b)
    }

    /// Whether every path from `b` to an exit (a return or the end, no panic) goes through `a`; a point
    /// postdominates itself. Endless loops and panics are no paths to an exit: a point that comes to no exit
    /// postdominates nothing else and is postdominated by nothing else.
    pub fn postdominates(&self, a: PointId, b: PointId) -> bool {
        self.postdominators.get_or_init(|| dominators::from_exits(self)).dominates(a, b)
    }

    /// Whether control can come from `p` back to `p`: in a loop, or on a way that a backward `goto` makes one.
    pub fn in_cycle(&self, p: PointId) -> bool {
        self.cycles.get_or_init(|| cycles::in_cycles(self))[p.index()]
    }

    /// The innermost `for` of this function that evaluates `node` once for each of its rounds: its init statement
    /// and range operand are outside. A node in a function literal counts as where the literal stands.
    pub fn loop_of(&self, tree: &Tree, node: NodeId) -> Option<NodeId> {
        if !tree.contains(self.func, node) || node == self.func {
            return None;
        }
        let mut inner = node;
        let mut found = None;
        for outer in tree.ancestors(node).take_while(|&a| a != self.func) {
            match tree.kind(outer) {
                Kind::FuncLit => found = None,
                Kind::For if found.is_none() && !runs_once(tree, inner, node) => found = Some(outer),
                _ => {}
            }
            inner = outer;
        }
        found
    }

    fn mark_reachable(&self) -> Vec<bool> {
        let mut seen = vec![false; self.size()];
        seen[0] = true;
        self.spread(self.entry(), &mut seen, &mut |_, _| true);
        seen
    }

    fn spread(&self, from: PointId, seen: &mut [bool], follow: &mut dyn FnMut(PointId, &Edge) -> bool) {
        let mut work = vec![from];
        while let Some(p) = work.pop() {
            for e in self.edges(p) {
                if !seen[e.to.index()] && follow(p, e) {
                    seen[e.to.index()] = true;
                    work.push(e.to);
                }
            }
        }
    }
}

/// Whether `node`, somewhere in `header_or_body` of a loop, is evaluated before its first round.
fn runs_once(tree: &Tree, header_or_body: NodeId, node: NodeId) -> bool {
    let once = match tree.kind(header_or_body) {
        Kind::ForClause => tree.child(header_or_body, Field::Initializer),
        Kind::RangeClause => tree.child(header_or_body, Field::Right),
        _ => None,
    };
    once.is_some_and(|o| tree.contains(o, node))
}
