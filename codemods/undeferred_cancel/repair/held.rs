//! What the variable of a release holds where that is to be called: this release, that of another creation, or nothing.

use super::Plan;
use crate::contexts::creation::{Creation, Target, creations};
use crate::contexts::producers::starts_as_nothing;
use crate::golang::flow::{Flow, PointId};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::Field;

impl Plan<'_> {
    /// The release `call` at byte `at`, guarded where the variable may be nil there. `variable` is `None` for one
    /// that is only now given a name.
    pub(super) fn release_lines(
        &self,
        (name, call): (&str, &str),
        variable: Option<BindingId>,
        start: PointId,
        exit: PointId,
        at: usize,
    ) -> Result<Vec<String>, String> {
        let scopes = self.site.scopes();
        let Some(variable) = variable else { return Ok(self.guarded(name, call)) };
        if scopes.lookup(name, at) != Some(variable) {
            return Err(format!("{name} means something else where it should be released"));
        }
        if self.flow.dominates(start, exit) || self.holds_release(variable, exit) {
            return Ok(self.guarded(name, call));
        }
        match scopes.binding(variable).kind {
            BindingKind::Var | BindingKind::Result if self.only_nil_or_releases(variable) => {
                Ok(if_not_nil(name, call))
            }
            BindingKind::Var | BindingKind::Short if self.starts_as_nothing(variable) => {
                Ok(self.guarded(name, call))
            }
            _ => Err(format!("{name} may hold something else where it should be released")),
        }
    }

    /// The statement of the release `name`, guarded where what made it may have given nil.
    pub(super) fn guarded(&self, name: &str, stmt: &str) -> Vec<String> {
        match self.creation.producer.may_be_nil {
            true => if_not_nil(name, stmt),
            false => vec![stmt.to_owned()],
        }
    }

    /// An error where what made the release may have given nil, and the place has no room to ask.
    pub(super) fn is_never_nil(&self) -> Result<(), String> {
        match self.creation.producer.may_be_nil {
            true => Err(format!("call it where what {} gives is not nil", self.creation.producer.name)),
            false => Ok(()),
        }
    }

    /// Whether the variable holds a release wherever control comes to `exit`, this one or that of another creation that
    /// may be called there as well: `if d > 0 { ctx, cancel = … } else { ctx, cancel = … }`.
    fn holds_release(&self, variable: BindingId, exit: PointId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let is_alike = |c: &Creation| {
            let (other, own) = (&c.producer, &self.creation.producer);
            other.idempotent && !other.has_error && !other.may_be_nil && other.release == own.release
        };
        let all: Vec<Creation> = self.others(variable).filter(is_alike).collect();
        let mut writes = scopes.uses(variable).iter().filter(|&&u| is_write(tree, u));
        let made: Vec<PointId> = all.iter().filter_map(|c| self.flow.point_of(c.stmt)).collect();
        writes.all(|&u| all.iter().any(|c| c.func == Some(self.func) && tree.contains(c.stmt, u)))
            && !is_reached(self.flow, exit, &made)
    }

    /// The creations, this one among them, that assign the variable.
    pub(super) fn others(&self, variable: BindingId) -> impl Iterator<Item = Creation> + use<> {
        let all = creations(self.site).into_iter();
        all.filter(move |c| c.release == Target::Local(variable))
    }

    /// Whether the variable starts as nil and is only ever assigned by this creation.
    pub(super) fn only_nil_or_releases(&self, variable: BindingId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let declared_empty = tree.child(scopes.binding(variable).decl, Field::Value).is_none();
        let writes = scopes.uses(variable).iter().filter(|&&u| is_write(tree, u));
        declared_empty && writes.into_iter().all(|&u| tree.contains(self.creation.stmt, u))
    }

    /// Whether the variable starts as a function that does nothing, and is only ever assigned by this creation.
    fn starts_as_nothing(&self, variable: BindingId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let ident = scopes.binding(variable).ident;
        let writes = scopes.uses(variable).iter().filter(|&&u| u != ident && is_write(tree, u));
        starts_as_nothing(self.site, variable)
            && writes.into_iter().all(|&u| tree.contains(self.creation.stmt, u))
    }
}

fn if_not_nil(name: &str, stmt: &str) -> Vec<String> {
    vec![format!("if {name} != nil {{"), format!("\t{stmt}"), "}".to_owned()]
}

/// Whether control may come to `exit` without meeting one of `points`.
fn is_reached(flow: &Flow, exit: PointId, points: &[PointId]) -> bool {
    flow.reaches(flow.entry(), exit, |p| points.contains(&p))
}
