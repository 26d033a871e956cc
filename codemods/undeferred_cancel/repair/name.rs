//! Repair 1: a release that is discarded gets a name, and with `=` a variable.

use super::Plan;
use crate::contexts::creation::{Place, Target};
use crate::contexts::naming::{is_free, release_name, release_type};
use crate::edits::{Edit, statements};
use crate::golang::syntax::{Field, Kind, NodeId};

impl Plan<'_> {
    /// The name of the release variable; if it has none yet, one is given.
    pub(super) fn name(&mut self) -> Result<String, String> {
        let (site, tree) = (self.site, self.site.tree());
        let node = self.creation.release_node;
        if let Target::Local(_) = self.creation.release {
            return Ok(tree.text(tree.unparen(node)).to_owned());
        }
        let at = tree.span(self.creation.stmt).end as usize;
        let name = release_name(site, self.creation, at);
        self.edits.push(Edit::replace(tree.span(node), &*name));
        if tree.kind(self.creation.stmt) == Kind::Assign {
            self.declare(&name)?;
        }
        Ok(name)
    }

    /// With `=` the context keeps its scope, so the release needs a `var` before the statement.
    pub(super) fn declare(&mut self, name: &str) -> Result<(), String> {
        let (site, tree) = (self.site, self.site.tree());
        let at = match self.creation.place {
            Place::Stmt(stmt) | Place::IfInit(stmt) | Place::SwitchInit(stmt) => stmt,
            Place::ForClause | Place::Package => {
                return Err("declare a variable for the release before it".to_owned());
            }
        };
        if tree.field(at) != Field::Stmt || tree.parent(at).is_some_and(|p| tree.kind(p) == Kind::Labeled) {
            return Err("declare a variable for the release before it".to_owned());
        }
        let at = self
            .before_gotos(at)
            .ok_or("declare a variable for the release before the goto that jumps over it")?;
        let start = tree.span(at).start as usize;
        if !is_free(site, name, start) {
            return Err("declare a variable for the release before it".to_owned());
        }
        let line = format!("var {name} {}", release_type(site, &self.creation.producer, start));
        self.insert(statements::insert_before(tree, at, &[&line]))
    }

    /// Where a declaration may stand that no goto jumps over (Go spec, «Goto statements»): `stmt`, or the first
    /// statement of its block that holds a goto to behind it.
    fn before_gotos(&self, stmt: NodeId) -> Option<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let jumps_over = |&goto: &NodeId| {
            let label = tree.children(goto).next().and_then(|l| scopes.resolve(l));
            tree.kind(goto) == Kind::Goto && label.is_some_and(|l| scopes.binding(l).ident > stmt)
        };
        let Some(first) = tree.subtree(self.func).take_while(|&n| n < stmt).find(jumps_over) else {
            return Some(stmt);
        };
        let block = tree.parent(stmt)?;
        tree.stmts(block).find(|&s| tree.contains(s, first)).filter(|&s| tree.kind(s) != Kind::Labeled)
    }
}
