//! Switches and selects: Go spec, «Switch statements», «Select statements».

use super::PointKind;
use super::build::{Builder, Target};
use super::sketch::{Joint, Vertex};
use crate::golang::syntax::{Field, Kind, NodeId};

/// An arm and the joint in front of its statements.
type Arm = (NodeId, Joint);

impl<'t> Builder<'t> {
    pub(super) fn switch(&mut self, s: NodeId, label: Option<&'t str>) {
        let tree = self.tree;
        self.init(s);
        let tag = tree.child(s, Field::Value);
        if let Some(tag) = tag {
            self.whole(tag);
        }
        let done = self.sketch.joint();
        let arms = self.arms(s);
        for &(arm, body) in &arms {
            let Some(values) = tree.child(arm, Field::Value).filter(|_| tree.kind(arm) == Kind::Case) else {
                continue;
            };
            let mut first = None;
            for value in tree.list(values) {
                let next = self.sketch.joint();
                let at = match tag {
                    Some(_) => self.compared(value, body, next),
                    None => self.condition(value, body, next),
                };
                first = first.or(Some(at));
                self.sketch.stand_at(next);
            }
            if let Some(at) = first.filter(|_| tree.kind(values) == Kind::ExprList) {
                self.sketch.cover_only(values, at);
            }
        }
        self.otherwise(&arms, done);
        for (i, &(arm, body)) in arms.iter().enumerate() {
            let fallthrough_to = arms.get(i + 1).map(|a| a.1);
            self.arm(arm, body, Target { label, break_to: done, continue_to: None, fallthrough_to });
        }
        self.sketch.stand_at(done);
    }

    pub(super) fn type_switch(&mut self, s: NodeId, label: Option<&'t str>) {
        let tree = self.tree;
        self.init(s);
        match tree.child(s, Field::Value) {
            Some(value) => {
                let at = self.whole(value);
                if let Some(alias) = tree.child(s, Field::Alias) {
                    self.sketch.cover(tree, alias, at);
                }
            }
            None => self.sketch.unknown = true,
        }
        let done = self.sketch.joint();
        let arms = self.arms(s);
        for &(arm, body) in &arms {
            for ty in tree.children_in(arm, Field::Type) {
                let next = self.sketch.joint();
                self.compared(ty, body, next);
                self.sketch.stand_at(next);
            }
        }
        self.otherwise(&arms, done);
        for &(arm, body) in &arms {
            self.arm(arm, body, Target { label, break_to: done, continue_to: None, fallthrough_to: None });
        }
        self.sketch.stand_at(done);
    }

    /// One point evaluates the operands of all communications; from there control goes to the arm that is
    /// chosen, and nowhere if there is none.
    pub(super) fn select(&mut self, s: NodeId, label: Option<&'t str>) {
        let tree = self.tree;
        let wait = self.sketch.point(PointKind::Node(s));
        self.sketch.cover_only(s, wait);
        let done = self.sketch.joint();
        let arms = self.arms(s);
        for &(_, body) in &arms {
            self.sketch.fork(body, None);
        }
        for &(arm, body) in &arms {
            self.sketch.stand_at(body);
            if let Some(communication) = tree.child(arm, Field::Communication) {
                self.whole(communication);
                self.operands(communication, wait);
            }
            let start = self.sketch.joint();
            self.sketch.flow_into(start);
            self.arm(arm, start, Target { label, break_to: done, continue_to: None, fallthrough_to: None });
        }
        self.sketch.stand_at(done);
    }

    /// What a communication evaluates before an arm is chosen: channel and value of a send, channel of a receive.
    fn operands(&mut self, communication: NodeId, wait: Vertex) {
        let tree = self.tree;
        for field in [Field::Channel, Field::Value] {
            if let Some(operand) = tree.child(communication, field) {
                self.sketch.cover(tree, operand, wait);
            }
        }
        let receive = tree.child(communication, Field::Right).map(|r| tree.unparen(r));
        if let Some(channel) = receive.and_then(|r| tree.child(r, Field::Operand)) {
            self.sketch.cover(tree, channel, wait);
        }
    }

    fn arms(&mut self, s: NodeId) -> Vec<Arm> {
        let tree = self.tree;
        let arms: Vec<NodeId> = tree.children(s).filter(|&c| tree.kind(c).is_case()).collect();
        arms.into_iter().map(|a| (a, self.sketch.joint())).collect()
    }

    /// A point that compares the tag with `value`, or the dynamic type with a type.
    fn compared(&mut self, value: NodeId, yes: Joint, no: Joint) -> Vertex {
        let at = self.whole(value);
        self.two_ways(yes, no);
        at
    }

    /// No case matched: the default, wherever it stands, or what follows.
    fn otherwise(&mut self, arms: &[Arm], done: Joint) {
        let default = arms.iter().find(|a| self.tree.kind(a.0) == Kind::Default);
        self.sketch.jump(default.map_or(done, |d| d.1));
    }

    fn arm(&mut self, arm: NodeId, body: Joint, target: Target<'t>) {
        let done = target.break_to;
        self.sketch.stand_at(body);
        self.targets.push(target);
        self.stmts(arm);
        self.targets.pop();
        self.sketch.jump(done);
    }
}
