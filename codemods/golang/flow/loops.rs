//! Loops: Go spec, «For statements».

use super::PointKind;
use super::build::{Builder, Target};
use crate::golang::syntax::{Field, Kind, NodeId};

impl<'t> Builder<'t> {
    pub(super) fn for_stmt(&mut self, s: NodeId, label: Option<&'t str>) {
        let tree = self.tree;
        let header = tree.children(s).find(|&c| tree.field(c) != Field::Body);
        match header.map(|h| (h, tree.kind(h))) {
            Some((clause, Kind::RangeClause)) => self.range(s, clause, label),
            Some((clause, Kind::ForClause)) => {
                self.init(clause);
                let condition = tree.child(clause, Field::Condition);
                self.conditional(s, condition, tree.child(clause, Field::Update), label);
            }
            other => self.conditional(s, other.map(|o| o.0), None, label),
        }
    }

    /// All but the init statement. Without a condition, or with a literal `true`, only `break` ends the loop.
    fn conditional(
        &mut self,
        s: NodeId,
        condition: Option<NodeId>,
        update: Option<NodeId>,
        label: Option<&'t str>,
    ) {
        let tree = self.tree;
        let (head, body, done) = (self.sketch.joint(), self.sketch.joint(), self.sketch.joint());
        self.sketch.flow_into(head);
        match condition {
            Some(c) if tree.kind(tree.unparen(c)) == Kind::True => {
                self.whole(c);
                self.sketch.jump(body);
            }
            Some(c) => {
                self.condition(c, body, done);
            }
            None => {
                let at = self.sketch.point(PointKind::Node(s));
                self.sketch.cover_only(s, at);
                self.sketch.jump(body);
            }
        }
        let post = update.map(|u| (self.sketch.joint(), u));
        let next = post.map_or(head, |p| p.0);
        self.sketch.stand_at(body);
        self.loop_body(s, Target::of_loop(label, done, next));
        self.sketch.jump(next);
        if let Some((joint, update)) = post {
            self.sketch.stand_at(joint);
            self.stmt(update, None);
            self.sketch.jump(head);
        }
        self.sketch.stand_at(done);
    }

    /// The operand is evaluated once; then a head that asks for a further element, and its assignment.
    fn range(&mut self, s: NodeId, clause: NodeId, label: Option<&'t str>) {
        let tree = self.tree;
        match tree.child(clause, Field::Right) {
            Some(operand) => {
                self.whole(operand);
            }
            None => self.sketch.unknown = true,
        }
        let (head, body, done) = (self.sketch.joint(), self.sketch.joint(), self.sketch.joint());
        self.sketch.flow_into(head);
        let at = self.sketch.point(PointKind::Node(clause));
        self.sketch.cover_only(clause, at);
        self.two_ways(body, done);
        self.sketch.stand_at(body);
        if let Some(left) = tree.child(clause, Field::Left) {
            self.whole(left);
        }
        self.loop_body(s, Target::of_loop(label, done, head));
        self.sketch.jump(head);
        self.sketch.stand_at(done);
    }

    fn loop_body(&mut self, s: NodeId, target: Target<'t>) {
        self.targets.push(target);
        if let Some(body) = self.tree.child(s, Field::Body) {
            self.stmts(body);
        }
        self.targets.pop();
    }
}

impl<'t> Target<'t> {
    fn of_loop(
        label: Option<&'t str>,
        break_to: super::sketch::Joint,
        continue_to: super::sketch::Joint,
    ) -> Target<'t> {
        Target { label, break_to, continue_to: Some(continue_to), fallthrough_to: None }
    }
}
