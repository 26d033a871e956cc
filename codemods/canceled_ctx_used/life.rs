//! The life of one context: where it is made, by which statement alone, and where it is released.

use super::{instead, is_only_made_by, is_worked_with, report};
use crate::Finding;
use crate::contexts::creation::{Creation, Target};
use crate::contexts::join::runs_always;
use crate::contexts::uses::{ReleaseUse, Use, direct_call, release_uses};
use crate::facts::words;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Kind, NodeId};
use std::sync::Arc;

/// A context in a local variable that nothing but its creation assigns, like its release.
pub(super) struct Life<'a> {
    pub site: Site<'a>,
    pub creation: &'a Creation,
    pub ctx: BindingId,
    pub func: NodeId,
    pub flow: Arc<Flow>,
    /// Where it is made.
    pub start: PointId,
    releases: Vec<ReleaseUse>,
}

impl<'a> Life<'a> {
    /// None where the flow is not known, or other statements assign the variables.
    pub fn of(site: Site<'a>, creation: &'a Creation) -> Option<Life<'a>> {
        let (Target::Local(ctx), Target::Local(release)) = (creation.ctx, creation.release) else {
            return None;
        };
        let func = creation.func?;
        let flow = site.flow(func);
        let only = |variable| is_only_made_by(site, variable, creation.stmt);
        if flow.unknown() || !only(ctx) || !only(release) {
            return None;
        }
        let start = flow.point_of(creation.stmt)?;
        let releases = release_uses(site, &flow, func, release);
        Some(Life { site, creation, ctx, func, flow, start, releases })
    }

    /// The same as seen by the literals that call the release or defer it, and run at some other time than the function
    /// around: `go func() { … cancel(); flush(ctx) }()`. To them the context is there from the start.
    pub fn in_literals(&self) -> Vec<Life<'a>> {
        let (site, tree) = (self.site, self.site.tree());
        let Target::Local(release) = self.creation.release else { return Vec::new() };
        // A variable that is made again may hold another context by then.
        let is_made_once = self.creation.short || !self.flow.in_cycle(self.start);
        let releases = self.releases.iter().filter(|u| u.what == Use::HandedOver && is_made_once);
        let released = releases.filter(|u| direct_call(site, u.node).is_some());
        let mut literals: Vec<NodeId> = released.filter_map(|u| tree.enclosing_func(u.node)).collect();
        literals.retain(|&l| l != self.func && tree.contains(self.func, l));
        literals.dedup();
        let life = |func| {
            let flow = site.flow(func);
            let start = flow.entry();
            let releases = release_uses(site, &flow, func, release);
            (!flow.unknown()).then_some(Life { func, flow, start, releases, ..*self })
        };
        literals.into_iter().filter_map(life).collect()
    }

    /// The calls of the release, and where.
    pub fn calls(&self) -> Vec<(NodeId, PointId)> {
        let call = |u: &ReleaseUse| match u.what {
            Use::Call(call) => Some((call, u.point?)),
            _ => None,
        };
        self.releases.iter().filter_map(call).collect()
    }

    /// The statements that defer the release, or a literal that calls it in any case.
    pub fn defers(&self) -> Vec<NodeId> {
        let always = |stmt: NodeId, u: &ReleaseUse| {
            let call = direct_call(self.site, u.node);
            call.is_some_and(|c| runs_always(self.site, stmt, c))
        };
        let defer = |u: &ReleaseUse| match u.what {
            Use::Defer(stmt) => Some(stmt),
            Use::DeferredLiteral(stmt) if always(stmt, u) => Some(stmt),
            _ => None,
        };
        self.releases.iter().filter_map(defer).collect()
    }

    /// The calls of the release in literals that are deferred.
    pub fn deferred_calls(&self) -> impl Iterator<Item = NodeId> {
        let deferred = self.releases.iter().filter(|u| matches!(u.what, Use::DeferredLiteral(_)));
        deferred.filter_map(|u| direct_call(self.site, u.node))
    }

    /// The uses that pass the context to a call to which it matters whether it has ended.
    pub fn passed(&self) -> impl Iterator<Item = NodeId> {
        let (site, uses) = (self.site, self.site.scopes().uses(self.ctx).iter().copied());
        uses.filter(move |&u| is_worked_with(site, u))
    }

    /// Whether one that is released before anything used it may be meant to be passed on as ended: where its name does
    /// not say so, nobody gives it a deadline for that, or makes it from the context that the function works under.
    pub fn may_be_meant_as_ended(&self) -> bool {
        let (site, producer) = (self.site, &self.creation.producer);
        let parent = producer.parent.map(|p| site.tree().unparen(p));
        let own =
            parent.filter(|&p| site.tree().kind(p) == Kind::Ident).and_then(|p| site.scopes().resolve(p));
        let is_own = own.is_some_and(|b| site.scopes().binding(b).kind == BindingKind::Param);
        let name = site.scopes().binding(self.ctx).ident;
        !producer.idempotent || !producer.timer && !is_own || words::is_of_the_ended(site.text(name))
    }

    /// Whether the context is used before it ends.
    pub fn is_used_before(&self, end: PointId) -> bool {
        let (tree, flow) = (self.site.tree(), &self.flow);
        let reads = self.site.scopes().uses(self.ctx).iter().filter(|&&u| !is_write(tree, u));
        reads.filter_map(|&u| flow.point_of(u)).any(|p| {
            p != self.start
                && p != end
                && flow.reaches(self.start, p, |q| q == end)
                && flow.reaches(p, end, |_| false)
        })
    }

    /// A finding at `place`, with what to pass there instead.
    pub fn report(&self, place: NodeId, what: &str) -> Finding {
        let instead = instead(self.site, self.creation.producer.parent, self.creation.ctx_node);
        report(self.site, place, format!("{} {what}{instead}", self.site.text(place)))
    }

    /// The name of the release.
    pub fn release_name(&self) -> &'a str {
        self.site.text(self.creation.release_node)
    }
}
