//! The repairs: the former release is called right before it is overwritten, or deferred where it is made.

use super::{Overwritten, is_called_in_another_arm, plain_stmt, takes};
use crate::contexts::creation::{Creation, Target};
use crate::contexts::iteration::starts_goroutine;
use crate::contexts::lazy::Level;
use crate::contexts::leavings::leavings;
use crate::contexts::naming::release_call;
use crate::contexts::outlives::{self, How, carriers, ends_with_program};
use crate::contexts::producers::starts_as_nothing;
use crate::contexts::uses::{ReleaseUse, Use, outermost_literal};
use crate::edits::{Edit, EditSet, statements};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Repaired};
use std::collections::HashSet;

type Attempt = Result<(Vec<Edit>, Applicability, Option<String>), String>;

/// The repair, or the reason why there is none; `all` are the releases of the declaration that are overwritten.
pub(super) fn repair(site: Site, o: &Overwritten, all: &[Overwritten]) -> Result<Repaired, String> {
    if let Some(&late) = o.late.first() {
        let line = site.line(late);
        return Err(format!(
            "the goroutine of line {line} releases what the variable holds by then; give the next release a variable \
             of its own"
        ));
    }
    if !o.former.producer.idempotent {
        return Err("release it before, if that has not been done on the way".to_owned());
    }
    if o.former.producer.may_be_nil {
        return Err("release it before, where it is not nil".to_owned());
    }
    if o.former.producer.signals {
        return Err("release it before; the next signal then ends the process".to_owned());
    }
    let (edits, applicability, note) = match exits_between(site, o) {
        true => deferred(site, o),
        false => before(site, o, all, true)
            .or_else(|_| deferred(site, o))
            .or_else(|why| before(site, o, all, false).map_err(|_| why)),
    }?;
    let edits = EditSet::new(edits).map_err(|_| "its edits would overlap".to_owned())?;
    Ok(Repaired { edits, applicability, note })
}

fn where_not_handed_over() -> String {
    "release it on the ways on which it is not handed over".to_owned()
}

/// Where the former release may be handed over before it is overwritten.
fn handovers(o: &Overwritten) -> impl Iterator<Item = PointId> {
    let overwriting: Vec<PointId> = o.by.iter().filter_map(|c| o.flow.point_of(c.stmt)).collect();
    let given = o.uses.iter().filter(|u| u.what == Use::HandedOver).filter_map(|u| u.point);
    given.filter(move |&p| o.flow.reaches(o.start, p, |q| overwriting.contains(&q)))
}

/// Whether there is also a way out of the function on which the former release is not called.
fn exits_between(site: Site, o: &Overwritten) -> bool {
    // A literal that was deferred before reads the variable at the end.
    let at_the_end = |u: &ReleaseUse| {
        matches!(u.what, Use::DeferredLiteral(_)) && u.point.is_some_and(|p| o.flow.dominates(p, o.start))
    };
    let covered: Vec<PointId> =
        o.uses.iter().filter(|u| u.what != Use::Nothing).filter_map(|u| u.point).collect();
    !o.uses.iter().any(at_the_end) && !leavings(site, o.flow, o.former, &covered, false, false).is_empty()
}

/// `defer cancel()` right behind the creation. The function is evaluated there, so a later assignment does not matter.
fn deferred(site: Site, o: &Overwritten) -> Attempt {
    let (tree, former) = (site.tree(), o.former);
    // One that is made of the former ends with it.
    let is_of_former = o.by.iter().any(|c| {
        let parent = c.producer.parent.and_then(|p| site.scopes().resolve(p));
        parent.is_some_and(|p| former.ctx == Target::Local(p))
    });
    let before = if is_of_former { "" } else { "release the former before, or " };
    let by_hand =
        || match o.flow.exits_from(o.start, |_| false).is_empty() || is_called_in_another_arm(site, o) {
            // What is deferred in a loop that goes on is never called.
            true => "call it there before, unless what goes on under the former context is still wanted"
                .to_owned(),
            false => format!("{before}keep the two in variables of their own and defer both"),
        };
    let stmt = plain_stmt(former).ok_or_else(by_hand)?;
    if o.flow.in_cycle(o.start) || former.producer.has_error || used_by_older_defer(site, o) {
        return Err(by_hand());
    }
    let (mut applicability, mut note) = (Applicability::Safe, None);
    if let Some(reason) = outlives::outlives(site, former) {
        let func = former.func.ok_or_else(by_hand)?;
        let until_end = ends_with_program(site, func) && reason.how != How::Returned;
        if reason.level == Level::Known && !until_end {
            return Err(format!(
                "no fix, as the context {} (line {}) and a deferred release would cut that off",
                reason.text, reason.line
            ));
        }
        applicability = Applicability::Unsafe;
        note = Some(format!(
            "the context {} (line {}), which a deferred release ends",
            reason.text, reason.line
        ));
    }
    if handovers(o).next().is_some() {
        return Err(where_not_handed_over());
    }
    let line = format!("defer {}", release_call(release_name(site, former), former.producer.release));
    let edits = statements::insert_after(tree, stmt, &[&line]).ok_or_else(by_hand)?;
    Ok((edits, applicability, note))
}

/// A defer that may be registered before the creation names the context, or subtests that run when the function has
/// ended do.
fn used_by_older_defer(site: Site, o: &Overwritten) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let (Target::Local(ctx), Some(func)) = (o.former.ctx, o.former.func) else { return true };
    scopes.uses(ctx).iter().any(|&u| {
        let defer = tree.ancestors(u).take_while(|&a| a != func).find(|&a| tree.kind(a) == Kind::Defer);
        let registered = defer.and_then(|d| o.flow.point_of(d));
        let parallel = outermost_literal(site, func, u).is_some_and(|l| {
            tree.subtree(l).any(|n| tree.kind(n) == Kind::Call && tree.text(n).ends_with(".Parallel()"))
        });
        parallel || registered.is_some_and(|p| o.flow.reaches(p, o.start, |_| false))
    })
}

fn by_hand() -> String {
    "release the former before".to_owned()
}

/// `cancel()` right before each assignment that overwrites it; `sure`: only where nothing that may keep the former
/// context is used behind.
fn before(site: Site, o: &Overwritten, all: &[Overwritten], sure: bool) -> Attempt {
    let tree = site.tree();
    let (mut applicability, mut note) = may_end(site, o)?;
    if let Some(u) = used_beside(site, o) {
        if sure {
            return Err(by_hand());
        }
        applicability = Applicability::Unsafe;
        note.get_or_insert_with(|| {
            format!("{} may use the former context (line {})", tree.text(u), site.line(u))
        });
    }
    let name = release_name(site, o.former);
    let call = release_call(name, o.former.producer.release);
    let mut edits = Vec::new();
    for next in &o.by {
        let stmt = plain_stmt(next).ok_or_else(by_hand)?;
        if mentions(site, next.producer.call, &carried(site, o)) || !others_may_end(site, o, next, all) {
            return Err(by_hand());
        }
        let new: Vec<String> = if always_set(o, next) || is_never_nil(site, o) {
            vec![call.clone()]
        } else if starts_nil(site, o) {
            vec![format!("if {name} != nil {{"), format!("\t{call}"), "}".to_owned()]
        } else {
            return Err(by_hand());
        };
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        edits.extend(statements::insert_before(tree, stmt, &new).ok_or_else(by_hand)?);
    }
    Ok((edits, applicability, note))
}

/// The variables that carry the former context, its own included.
fn carried(site: Site, o: &Overwritten) -> HashSet<BindingId> {
    let mut all = carriers(site, o.former);
    all.extend(match o.former.ctx {
        Target::Local(ctx) => Some(ctx),
        _ => None,
    });
    all
}

/// How far the former context may end where its release is overwritten.
fn may_end(site: Site, o: &Overwritten) -> Result<(Applicability, Option<String>), String> {
    let points: Vec<PointId> = o.by.iter().filter_map(|c| o.flow.point_of(c.stmt)).collect();
    let on_the_way =
        |n: NodeId| o.flow.point_of(n).is_some_and(|p| o.flow.reaches(o.start, p, |q| points.contains(&q)));
    if o.former.ctx == Target::Elsewhere || used_later(site, o, &carried(site, o), &on_the_way) {
        return Err(by_hand());
    }
    if handovers(o).any(|p| points.iter().any(|&by| p != by && o.flow.reaches(p, by, |_| false))) {
        return Err(where_not_handed_over());
    }
    let (mut applicability, mut note) = (Applicability::Safe, None);
    for reason in outlives::reasons(site, o.former).into_iter().filter(|r| on_the_way(r.at)) {
        if reason.level == Level::Known {
            return Err(by_hand());
        }
        applicability = Applicability::Unsafe;
        note = Some(format!("the context {} (line {}), which the release ends", reason.text, reason.line));
    }
    Ok((applicability, note))
}

/// Whether each other release that the variable may hold when `next` overwrites it is lost there too, and may be
/// called.
fn others_may_end(site: Site, o: &Overwritten, next: &Creation, all: &[Overwritten]) -> bool {
    others_held(o, next).all(|other| {
        all.iter().find(|s| s.former.stmt == other.stmt).is_some_and(|s| {
            let producer = &s.former.producer;
            s.by.iter().any(|c| c.stmt == next.stmt)
                && producer.idempotent
                && !producer.may_be_nil
                && !producer.signals
                && matches!(may_end(site, s), Ok((Applicability::Safe, _)))
                && !mentions(site, next.producer.call, &carried(site, s))
        })
    })
}

fn release_name<'a>(site: Site<'a>, creation: &Creation) -> &'a str {
    let tree = site.tree();
    tree.text(tree.unparen(creation.release_node))
}

fn mentions(site: Site, node: NodeId, carried: &HashSet<BindingId>) -> bool {
    let tree = site.tree();
    tree.subtree(node)
        .filter(|&n| tree.kind(n) == Kind::Ident)
        .filter_map(|n| site.scopes().resolve(n))
        .any(|b| carried.contains(&b))
}

/// Whether something that carries the former context is used behind an assignment that overwrites its release, or
/// by what goes on in the meantime.
fn used_later(
    site: Site,
    o: &Overwritten,
    carried: &HashSet<BindingId>,
    on_the_way: &dyn Fn(NodeId) -> bool,
) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(func) = o.former.func else { return true };
    let goes_on = tree.subtree(func).any(|n| {
        (tree.kind(n) == Kind::Defer || starts_goroutine(site, n))
            && on_the_way(n)
            && mentions(site, n, carried)
    });
    goes_on
        || carried.iter().any(|&b| {
            let renewed: Vec<PointId> = std::iter::once(scopes.binding(b).ident)
                .chain(scopes.uses(b).iter().copied().filter(|&u| is_write(tree, u)))
                .filter_map(|n| o.flow.point_of(n))
                .collect();
            let overwriting = o.by.iter().filter_map(|c| o.flow.point_of(c.stmt));
            overwriting.into_iter().any(|p| {
                !renewed.contains(&p)
                    && scopes.uses(b).iter().filter(|&&u| !is_write(tree, u)).any(|&u| {
                        let used = o.flow.point_of(u);
                        used.is_some_and(|u| o.flow.reaches(p, u, |q| renewed.contains(&q)))
                    })
            })
        })
}

/// The use, behind an assignment that overwrites the release, of what may keep the former context.
fn used_beside(site: Site, o: &Overwritten) -> Option<NodeId> {
    let overwriting: Vec<PointId> = o.by.iter().filter_map(|c| o.flow.point_of(c.stmt)).collect();
    let holders = outlives::beside(site, o.former).into_iter().filter(|b| {
        let given = o.flow.point_of(b.call);
        given.is_some_and(|p| o.flow.reaches(o.start, p, |q| overwriting.contains(&q)))
    });
    let behind = |u: NodeId| {
        let used = o.flow.point_of(u);
        used.is_some_and(|u| overwriting.iter().any(|&p| o.flow.reaches(p, u, |_| false)))
    };
    let uses = holders.flat_map(|b| site.scopes().uses(b.variable)).copied();
    uses.filter(|&u| behind(u) && outlives::may_use_kept(site, u)).min()
}

/// The creations whose release the variable may hold, uncalled, when `next` overwrites it, besides `o.former`.
fn others_held<'a>(o: &'a Overwritten, next: &'a Creation) -> impl Iterator<Item = &'a Creation> {
    let to = o.flow.point_of(next.stmt);
    let written: Vec<PointId> = o.rivals.iter().filter_map(|c| o.flow.point_of(c.stmt)).collect();
    let released = |p: PointId| o.uses.iter().any(|u| u.point == Some(p) && takes(u.what));
    o.rivals.iter().copied().filter(|c| c.stmt != o.former.stmt).filter(move |c| {
        to.zip(o.flow.point_of(c.stmt)).is_none_or(|(to, from)| {
            o.flow.reaches(from, to, |p| p != to && (written.contains(&p) || released(p)))
        })
    })
}

/// Whether the variable holds a release whenever `next` overwrites it, however it came there.
fn always_set(o: &Overwritten, next: &Creation) -> bool {
    let Some(to) = o.flow.point_of(next.stmt) else { return false };
    let sets = |c: &Creation| {
        c.producer.idempotent && o.flow.point_of(c.stmt).is_some_and(|p| p != to && o.flow.dominates(p, to))
    };
    let is_written = || {
        o.uses.iter().any(|u| {
            matches!(u.what, Use::Write { .. })
                && !o.rivals.iter().any(|c| o.flow.point_of(c.stmt) == u.point)
        })
    };
    to != o.start && o.flow.dominates(o.start, to) || o.rivals.iter().any(|c| sets(c)) && !is_written()
}

/// Whether the variable starts as a function that does nothing, and is only ever assigned releases.
fn is_never_nil(site: Site, o: &Overwritten) -> bool {
    let Target::Local(release) = o.former.release else { return false };
    let by_rival = |u: &ReleaseUse| o.rivals.iter().any(|c| site.tree().contains(c.stmt, u.node));
    let is_first = |u: &ReleaseUse| u.node == site.scopes().binding(release).ident;
    starts_as_nothing(site, release)
        && o.uses.iter().all(|u| !matches!(u.what, Use::Write { .. }) || by_rival(u) || is_first(u))
}

/// Whether the variable starts as nil, and is only ever assigned releases and nil.
fn starts_nil(site: Site, o: &Overwritten) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Target::Local(release) = o.former.release else { return false };
    let binding = scopes.binding(release);
    matches!(binding.kind, BindingKind::Var | BindingKind::Result)
        && tree.child(binding.decl, Field::Value).is_none()
        && o.uses.iter().all(|u| match u.what {
            Use::Write { nil } => nil || o.rivals.iter().any(|c| tree.contains(c.stmt, u.node)),
            _ => true,
        })
}
