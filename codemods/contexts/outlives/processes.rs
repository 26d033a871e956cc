//! Processes that are made with the context, which ends them: whether the function itself has seen their end.

use super::tracker::Tracker;
use crate::contexts::join::{self, Joined};
use crate::contexts::types::named;
use crate::golang::syntax::{Field, Kind, NodeId};

impl Tracker<'_> {
    /// Whether the selector names something of a command.
    pub(super) fn is_command(&self, selector: NodeId) -> bool {
        let operand = self.site.tree().child(selector, Field::Operand);
        operand.is_some_and(|o| named(self.site.type_of(o).pointee()) == Some(("os/exec", "Cmd")))
    }

    /// Whether something waits for the command, which is started; where the question is whether it ends with the
    /// caller's request, before the function itself has ended.
    pub(super) fn waits_for_command(&self, selector: NodeId) -> bool {
        let tree = self.site.tree();
        let beside = |named: NodeId| {
            let go =
                tree.ancestors(named).take_while(|&a| a != self.func).find(|&a| tree.kind(a) == Kind::Go);
            go.is_some_and(|go| {
                let work = tree.only_child(go).unwrap_or(go);
                join::joined(self.site, &self.flow, self.func, go, work) == Joined::No
            })
        };
        let mut waits = self.methods_of_command(selector).filter(|&(_, method)| method == "Wait");
        waits.any(|(named, _)| !self.of_request || !beside(named))
    }

    /// Whether the function itself, and no literal or goroutine in it, runs the command or waits for it.
    pub(super) fn runs_command_here(&self, selector: NodeId) -> bool {
        let tree = self.site.tree();
        self.methods_of_command(selector).any(|(named, method)| {
            let stmt = tree.parent(named).filter(|_| tree.field(named) == Field::Function);
            matches!(method, "Run" | "Output" | "CombinedOutput" | "Wait")
                && stmt.and_then(|c| tree.parent(c)).is_some_and(|s| tree.kind(s) != Kind::Go)
                && tree.enclosing_func(named) == Some(self.func)
        })
    }

    /// What is named of the command in whose variable `selector` names something.
    fn methods_of_command(&self, selector: NodeId) -> impl Iterator<Item = (NodeId, &str)> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let variable = tree.child(selector, Field::Operand).and_then(|o| join::root_variable(self.site, o));
        let uses = variable.map_or(&[][..], |v| scopes.uses(v));
        uses.iter().filter_map(|&u| {
            let named = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector)?;
            Some((named, tree.text(tree.child(named, Field::FieldName)?)))
        })
    }
}
