//! The edits that make a release reach the context it was meant for: where the outer variable serves nothing else,
//! its deferred release moves to the context; else the inner block assigns the outer variable, whose releases are
//! guarded where it may still be nil.

use super::Hiding;
use crate::contexts::creation::{Creation, Target};
use crate::contexts::lazy::Level;
use crate::contexts::leavings::leavings;
use crate::contexts::naming::{context_name, is_free, release_call, variable_name};
use crate::contexts::outlives::{ends_with_program, outlives};
use crate::contexts::uses::{ReleaseUse, Use, nil_test, release_uses};
use crate::edits::{Edit, EditSet, branches, statements};
use crate::golang::flow::PointId;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;

/// The edits, or what to do by hand. `others` are the places at which further blocks hide the same variable, and
/// are mended too.
pub(super) fn repair(hiding: &Hiding, others: &[PointId]) -> Result<EditSet, String> {
    let plan = Plan::new(hiding, others)?;
    let edits = match plan.moved() {
        Some(edits) => edits,
        None => plan.assigned()?,
    };
    EditSet::new(edits).map_err(|_| "its edits would overlap".to_owned())
}

/// Whether some repair is right, other blocks aside.
pub(super) fn possible(hiding: &Hiding) -> bool {
    Plan::new(hiding, &[]).is_ok_and(|plan| plan.moved().is_some() || plan.assigned().is_ok())
}

struct Plan<'a> {
    hiding: &'a Hiding<'a>,
    others: &'a [PointId],
    /// The uses of the inner variable, its definition left out.
    uses: Vec<ReleaseUse>,
}

impl<'a> Plan<'a> {
    /// An error where no repair is right.
    fn new(hiding: &'a Hiding<'a>, others: &'a [PointId]) -> Result<Plan<'a>, String> {
        let Hiding { site, flow, inner, .. } = *hiding;
        let Target::Local(variable) = inner.release else { return Err(by_hand()) };
        if flow.in_cycle(hiding.start) {
            return Err("release it in its own block: assigned to the outer variable, each iteration would overwrite the release of the one before".to_owned());
        }
        if inner.producer.has_error {
            return Err("assign the outer variable once its error is known to be nil".to_owned());
        }
        if let Some(reason) = outlives(site, inner).filter(|r| r.level == Level::Known)
            && !ends_with_program(site, hiding.func)
        {
            return Err(format!(
                "no fix, as the context {} (line {}) and the outer release would cut that off",
                reason.text, reason.line
            ));
        }
        let uses = release_uses(site, flow, hiding.func, variable);
        Ok(Plan { hiding, others, uses })
    }

    fn release_points(&self) -> Vec<PointId> {
        self.hiding.releases.iter().filter_map(|u| u.point).collect()
    }

    /// `defer cancel()` directly under the creation instead of the outer one: where that is all the outer variable
    /// is for, and no other defer comes between the two places, so that their order stays.
    fn moved(&self) -> Option<Vec<Edit>> {
        let Hiding { site, flow, inner, outer, start, .. } = *self.hiding;
        let (tree, scopes) = (site.tree(), site.scopes());
        let [release] = self.hiding.releases[..] else { return None };
        let Use::Defer(defer) = release.what else { return None };
        let whole = self.guarding_if(defer, release.node).unwrap_or(defer);
        let only_use = scopes.uses(outer).iter().all(|&u| tree.contains(whole, u));
        let handed_over = self.uses.iter().any(|u| u.what == Use::HandedOver);
        let twice = !inner.producer.idempotent && !self.uses.is_empty();
        let point = flow.point_of(defer).filter(|&p| !flow.in_cycle(p))?;
        let between = tree.subtree(self.hiding.func).any(|n| {
            tree.kind(n) == Kind::Defer
                && n != defer
                && flow
                    .point_of(n)
                    .is_some_and(|p| flow.reaches(start, p, |_| false) && flow.reaches(p, point, |_| false))
        });
        let declaration = tree.parent(scopes.binding(outer).decl)?;
        let alone = tree.children_in(scopes.binding(outer).decl, Field::Name).count() == 1
            && tree.children(declaration).filter(|&c| tree.kind(c) == Kind::VarSpec).count() == 1;
        let in_block =
            |n| tree.field(n) == Field::Stmt && tree.parent(n).is_some_and(|p| tree.kind(p) != Kind::Labeled);
        let simple = [whole, declaration].into_iter().all(|n| in_block(n) && !self.is_commented(n));
        if !only_use || handed_over || twice || inner.producer.may_be_nil || between || !alone || !simple {
            return None;
        }
        let call = release_call(tree.text(inner.release_node), inner.producer.release);
        let mut edits = statements::insert_after(tree, inner.stmt, &[&format!("defer {call}")])?;
        // The last of several blocks takes the outer release away.
        if self.others.is_empty() {
            edits.extend([statements::delete(tree, whole), statements::delete(tree, declaration)]);
        }
        Some(edits)
    }

    /// `if cancel != nil { defer cancel() }`, with nothing else in it.
    fn guarding_if(&self, stmt: NodeId, release: NodeId) -> Option<NodeId> {
        let (site, tree) = (self.hiding.site, self.hiding.site.tree());
        let block =
            tree.parent(stmt).filter(|&b| tree.kind(b) == Kind::Block && tree.stmts(b).count() == 1)?;
        let branch = tree.parent(block).filter(|&i| tree.kind(i) == Kind::If)?;
        let plain = tree.child(branch, Field::Initializer).is_none()
            && tree.child(branch, Field::Alternative).is_none();
        let tested = nil_test(site, tree.child(branch, Field::Condition)?)?;
        (plain && tested == (site.scopes().resolve(release)?, false)).then_some(branch)
    }

    /// Whether a comment stands in the statement, above it or behind it: it would lose what it speaks of.
    fn is_commented(&self, stmt: NodeId) -> bool {
        let tree = self.hiding.site.tree();
        let (span, source): (Span, &str) = (tree.span(stmt), tree.source());
        let near = |from: u32, to: u32, ends: usize| {
            let gap = source.get(from as usize..to as usize);
            gap.is_some_and(|g| g.trim().is_empty() && g.matches('\n').count() <= ends)
        };
        tree.comments()
            .iter()
            .any(|c| span.contains(*c) || near(c.end, span.start, 1) || near(span.end, c.start, 0))
    }

    /// `:=` becomes `=`, and the outer releases are guarded where the variable may be nil.
    fn assigned(&self) -> Result<Vec<Edit>, String> {
        self.may_assign()?;
        let mut edits = self.assignment()?;
        for release in &self.hiding.releases {
            if !self.is_assigned_at(release) && !self.is_guarded(release) {
                edits.extend(self.guard(release)?);
            }
        }
        Ok(edits)
    }

    /// Whether the outer variable keeps the release until it is called, and calls it on every way out.
    fn may_assign(&self) -> Result<(), String> {
        let Hiding { site, flow, inner, outer, start, .. } = *self.hiding;
        let tree = site.tree();
        let outer_uses = release_uses(site, flow, self.hiding.func, outer);
        let taken: Vec<PointId> = outer_uses
            .iter()
            .filter(|u| matches!(u.what, Use::Call(_) | Use::Defer(_)))
            .filter_map(|u| u.point)
            .collect();
        let writes = outer_uses.iter().filter(|u| is_write(tree, u.node)).filter_map(|u| u.point);
        if let Some(write) = writes
            .chain(self.others.iter().copied())
            .find(|&w| flow.reaches(start, w, |p| taken.contains(&p)))
        {
            let line = flow.node(write).map_or(0, |n| site.line(n));
            return Err(format!(
                "release it in its own block: assigned to the outer variable, line {line} would overwrite it"
            ));
        }
        if self.uses.iter().any(|u| matches!(u.what, Use::Write { .. })) {
            return Err(by_hand());
        }
        let ends = |u: &ReleaseUse| {
            matches!(u.what, Use::HandedOver)
                || !inner.producer.idempotent && !matches!(u.what, Use::Nothing | Use::Write { .. })
        };
        let releases = self.release_points();
        let again = self.uses.iter().filter(|u| ends(u)).filter_map(|u| u.point).any(|used| {
            releases.iter().any(|&r| flow.reaches(used, r, |_| false) || flow.dominates(r, start))
        });
        if again {
            return Err("release it in its own block: on some path it is handed over or released there before the outer release".to_owned());
        }
        let stops = |u: &&ReleaseUse| !matches!(u.what, Use::Nothing | Use::Write { .. });
        let inner_uses = self.uses.iter().filter(stops).filter_map(|u| u.point);
        let covered: Vec<PointId> = inner_uses.chain(releases.iter().copied()).collect();
        let assigned = Creation { release: Target::Local(outer), ..inner.clone() };
        let before = releases.iter().any(|&r| flow.dominates(r, start));
        match leavings(site, flow, &assigned, &covered, false, false).first() {
            Some(leaving) if !before => Err(match leaving.stmt() {
                Some(stmt) => format!(
                    "release it in its own block: line {} returns before the outer release",
                    site.line(stmt)
                ),
                None => {
                    "release it in its own block: the function may end before the outer release".to_owned()
                }
            }),
            _ => Ok(()),
        }
    }

    /// The edits of the creation itself. A context that is new in the block keeps that scope.
    fn assignment(&self) -> Result<Vec<Edit>, String> {
        let Hiding { site, inner, .. } = *self.hiding;
        let (tree, scopes) = (site.tree(), site.scopes());
        let op = tree.op_start(inner.stmt);
        let mut edits = vec![Edit::replace(Span::new(op, op + 2), "=")];
        if scopes.defines(tree.unparen(inner.ctx_node)).is_none() {
            return Ok(edits);
        }
        let at = tree.span(inner.stmt).start as usize;
        let ctx = variable_name(site, inner.ctx_node).ok_or_else(by_hand)?;
        let value = tree.child(inner.stmt, Field::Right).ok_or_else(by_hand)?;
        let names_it = tree.subtree(value).any(|n| tree.kind(n) == Kind::Ident && tree.text(n) == ctx);
        match context_name(site, at) {
            // The right side must not mean the new variable.
            Some(package) if !names_it => {
                let dot = if package.is_empty() { "" } else { "." };
                let line = format!("var {ctx} {package}{dot}Context");
                edits.extend(statements::insert_before(tree, inner.stmt, &[&line]).ok_or_else(by_hand)?);
                Ok(edits)
            }
            _ => self.by_another_name(),
        }
    }

    /// `ctx, innerCancel := …` and `cancel = innerCancel`.
    fn by_another_name(&self) -> Result<Vec<Edit>, String> {
        let Hiding { site, inner, .. } = *self.hiding;
        let tree = site.tree();
        let name = tree.text(inner.release_node);
        let mut letters = name.chars();
        let first = letters.next().ok_or_else(by_hand)?;
        let fresh = format!("inner{}{}", first.to_uppercase(), letters.as_str());
        let at = tree.span(inner.stmt).start as usize;
        if !is_free(site, &fresh, at) || site.scopes().lookup(&fresh, at).is_some() {
            return Err(by_hand());
        }
        let line = format!("{name} = {fresh}");
        let mut edits = statements::insert_after(tree, inner.stmt, &[&line]).ok_or_else(by_hand)?;
        edits.push(Edit::replace(tree.span(inner.release_node), fresh));
        Ok(edits)
    }

    /// Whether every path to the release goes through this creation, or one of the others that are mended too.
    fn is_assigned_at(&self, release: &ReleaseUse) -> bool {
        let Hiding { flow, start, .. } = *self.hiding;
        let comes_to = |a, b| flow.reaches(a, b, |_| false);
        // One that lies on a way with this one is not mended: the later would overwrite the earlier.
        let mended = |&&o: &&PointId| !comes_to(o, start) && !comes_to(start, o);
        let others: Vec<PointId> = self.others.iter().filter(mended).copied().collect();
        let assigns = |p: PointId| p == start || others.contains(&p);
        release.point.is_some_and(|p| flow.entry() != p && !flow.reaches(flow.entry(), p, assigns))
    }

    /// Whether the release stands under `if cancel != nil`.
    fn is_guarded(&self, release: &ReleaseUse) -> bool {
        let (site, tree) = (self.hiding.site, self.hiding.site.tree());
        tree.ancestors(release.node).filter(|&a| tree.kind(a) == Kind::If).any(|a| {
            let inside = tree.child(a, Field::Consequence).is_some_and(|c| tree.contains(c, release.node));
            let test = tree.child(a, Field::Condition).and_then(|c| nil_test(site, c));
            inside && test == Some((self.hiding.outer, false))
        })
    }

    /// `defer cancel()` becomes `if cancel != nil { defer cancel() }`.
    fn guard(&self, release: &ReleaseUse) -> Result<Vec<Edit>, String> {
        let tree = self.hiding.site.tree();
        let why = || "release the outer variable only where it is not nil".to_owned();
        let stmt = match release.what {
            Use::Defer(stmt) => stmt,
            Use::Call(call) => {
                tree.parent(call).filter(|&p| tree.kind(p) == Kind::ExprStmt).ok_or_else(why)?
            }
            _ => return Err(why()),
        };
        if tree.field(stmt) != Field::Stmt {
            return Err(why());
        }
        let name = tree.text(release.node);
        let (open, inside) = (format!("if {name} != nil {{"), format!("\t{}", tree.text(stmt)));
        let text = branches::in_place_of(tree, stmt, &[&open, &inside, "}"]);
        Ok(vec![Edit::replace(tree.span(stmt), text)])
    }
}

fn by_hand() -> String {
    "assign the outer variable instead, and give the inner context a name of its own".to_owned()
}
