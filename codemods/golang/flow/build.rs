//! From statements to points: how control flows through each statement of Go (Go spec, «Statements»).

use super::sketch::{Joint, Sketch, Vertex};
use super::{Flow, PointKind};
use crate::golang::syntax::{Field, Kind, NodeId, Op, Tree};
use std::collections::HashMap;

/// Where `break`, `continue` and `fallthrough` lead inside one loop, switch or select.
pub(super) struct Target<'t> {
    pub label: Option<&'t str>,
    pub break_to: Joint,
    pub continue_to: Option<Joint>,
    pub fallthrough_to: Option<Joint>,
}

/// What a `goto` to one label leads to.
struct Label {
    joint: Joint,
    declared: bool,
}

pub(super) struct Builder<'t> {
    pub tree: &'t Tree,
    pub sketch: Sketch,
    pub targets: Vec<Target<'t>>,
    labels: HashMap<&'t str, Label>,
    never_returns: &'t dyn Fn(NodeId) -> bool,
}

pub(super) fn build(tree: &Tree, func: NodeId, never_returns: &dyn Fn(NodeId) -> bool) -> Flow {
    let mut builder =
        Builder { tree, sketch: Sketch::new(), targets: Vec::new(), labels: HashMap::new(), never_returns };
    if let Some(body) = tree.child(func, Field::Body) {
        builder.stmts(body);
        builder.sketch.point(PointKind::End);
    }
    let dangling = builder.labels.values().any(|l| !l.declared);
    builder.sketch.unknown |= dangling;
    builder.sketch.finish(tree, func)
}

impl<'t> Builder<'t> {
    /// The statements of a block, case or labelled statement.
    pub fn stmts(&mut self, list: NodeId) {
        let tree = self.tree;
        for s in tree.stmts(list) {
            self.stmt(s, None);
        }
    }

    /// A point of its own that evaluates `node` and all below it.
    pub fn whole(&mut self, node: NodeId) -> Vertex {
        let at = self.sketch.point(PointKind::Node(node));
        self.sketch.cover(self.tree, node, at);
        at
    }

    /// `label`: of the labelled statement whose statement this is.
    pub fn stmt(&mut self, s: NodeId, label: Option<&'t str>) {
        match self.tree.kind(s) {
            Kind::Block => self.stmts(s),
            Kind::ExprStmt => self.expr_stmt(s),
            Kind::VarDecl => self.var_decl(s),
            Kind::Labeled => self.labeled(s),
            Kind::Return => {
                let at = self.sketch.point(PointKind::Return(s));
                self.sketch.cover(self.tree, s, at);
                self.sketch.cut();
            }
            Kind::Break | Kind::Continue | Kind::Fallthrough | Kind::Goto => self.branch(s),
            Kind::If => self.if_stmt(s),
            Kind::For => self.for_stmt(s, label),
            Kind::Switch => self.switch(s, label),
            Kind::TypeSwitch => self.type_switch(s, label),
            Kind::Select => self.select(s, label),
            _ => {
                self.whole(s);
            }
        }
    }

    /// The statement in front of a condition or tag.
    pub fn init(&mut self, s: NodeId) {
        if let Some(init) = self.tree.child(s, Field::Initializer) {
            self.stmt(init, None);
        }
    }

    fn expr_stmt(&mut self, s: NodeId) {
        let call = self.tree.only_child(s).map(|e| self.tree.unparen(e));
        match call.filter(|&c| self.tree.kind(c) == Kind::Call && (self.never_returns)(c)) {
            Some(call) => {
                let at = self.sketch.point(PointKind::Panic(call));
                self.sketch.cover(self.tree, s, at);
                self.sketch.cut();
            }
            None => {
                self.whole(s);
            }
        }
    }

    /// Each spec is a point, as each is evaluated after the one before; the declaration counts as its first.
    fn var_decl(&mut self, s: NodeId) {
        let tree = self.tree;
        let mut first = None;
        for spec in tree.children(s).filter(|&c| tree.kind(c) == Kind::VarSpec) {
            let at = self.whole(spec);
            first = first.or(Some(at));
        }
        match first {
            Some(at) => self.sketch.cover_only(s, at),
            None => {
                self.whole(s);
            }
        }
    }

    fn labeled(&mut self, s: NodeId) {
        let tree = self.tree;
        let name = tree.child(s, Field::Label).map(|l| tree.text(l));
        if let Some(name) = name.filter(|&n| n != "_") {
            let joint = self.label(name);
            match self.labels.get_mut(name) {
                Some(known) if !known.declared => {
                    known.declared = true;
                    self.sketch.flow_into(joint);
                }
                _ => self.sketch.unknown = true,
            }
        }
        for inner in tree.stmts(s) {
            self.stmt(inner, name);
        }
    }

    fn label(&mut self, name: &'t str) -> Joint {
        let sketch = &mut self.sketch;
        self.labels.entry(name).or_insert_with(|| Label { joint: sketch.joint(), declared: false }).joint
    }

    fn branch(&mut self, s: NodeId) {
        let tree = self.tree;
        self.whole(s);
        let label = tree.only_child(s).map(|l| tree.text(l));
        let kind = tree.kind(s);
        let to = match (kind, label) {
            (Kind::Goto, Some(name)) => Some(self.label(name)),
            _ => self.targets.iter().rev().filter(|t| label.is_none() || t.label == label).find_map(|t| {
                match kind {
                    Kind::Break => Some(t.break_to),
                    Kind::Continue => t.continue_to,
                    _ => t.fallthrough_to,
                }
            }),
        };
        match to {
            Some(joint) => self.sketch.jump(joint),
            None => {
                self.sketch.unknown = true;
                self.sketch.cut();
            }
        }
    }

    fn if_stmt(&mut self, s: NodeId) {
        self.init(s);
        let (then, otherwise, done) = (self.sketch.joint(), self.sketch.joint(), self.sketch.joint());
        match self.tree.child(s, Field::Condition) {
            Some(condition) => {
                self.condition(condition, then, otherwise);
            }
            None => self.sketch.unknown = true,
        }
        self.sketch.stand_at(then);
        if let Some(block) = self.tree.child(s, Field::Consequence) {
            self.stmts(block);
        }
        self.sketch.jump(done);
        self.sketch.stand_at(otherwise);
        if let Some(alternative) = self.tree.child(s, Field::Alternative) {
            self.stmt(alternative, None);
        }
        self.sketch.flow_into(done);
    }

    /// Evaluates a boolean expression; control goes to `yes` or `no`. Gives the point where this begins.
    /// `&&`, `||` and `!` steer control and have no points of their own.
    pub fn condition(&mut self, e: NodeId, yes: Joint, no: Joint) -> Vertex {
        let tree = self.tree;
        let child = |field| tree.child(e, field);
        let begins = match (tree.kind(e), tree.op(e)) {
            (Kind::Paren, _) => tree.only_child(e).map(|inner| self.condition(inner, yes, no)),
            (Kind::Unary, Op::Not) => child(Field::Operand).map(|inner| self.condition(inner, no, yes)),
            (Kind::Binary, op @ (Op::And | Op::Or)) => {
                child(Field::Left).zip(child(Field::Right)).map(|(left, right)| {
                    let between = self.sketch.joint();
                    let (if_true, if_false) = if op == Op::And { (between, no) } else { (yes, between) };
                    let begins = self.condition(left, if_true, if_false);
                    self.sketch.stand_at(between);
                    self.condition(right, yes, no);
                    begins
                })
            }
            _ => None,
        };
        match begins {
            Some(at) => {
                self.sketch.cover_only(e, at);
                at
            }
            None => {
                let at = self.whole(e);
                self.sketch.mark_condition(at);
                self.two_ways(yes, no);
                at
            }
        }
    }

    /// Control goes on to `yes` or to `no`, as the last point decides.
    pub fn two_ways(&mut self, yes: Joint, no: Joint) {
        self.sketch.fork(yes, Some(true));
        self.sketch.fork(no, Some(false));
        self.sketch.cut();
    }
}
