//! Contexts that end with the struct that keeps them, or with what that belongs to: a release stands beside them, the
//! author says so, or code waits for them beside the context of a call.

use super::ContextField;
use super::own_work::{in_goroutine, in_whole_work};
use super::uncut::{is_for_listening, is_for_taken_connection, only_brings_values};
use super::uses::{FieldUse, Use, all_reads, is_compared};
use crate::Pass;
use crate::contexts::asks::{Asked, asked_at};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::after_cancellation;
use crate::contexts::clean_up::in_clean_up_function;
use crate::contexts::detached::comments::own::doc;
use crate::contexts::detached::comments::says_that_it_lasts;
use crate::contexts::join::root_variable;
use crate::contexts::lazy::Level;
use crate::contexts::origins::{Given, given, targets_of};
use crate::contexts::outlives::journey;
use crate::contexts::parameters::parameters;
use crate::contexts::thread::scan::Scan;
use crate::contexts::types::{is_context, named};
use crate::contexts::uses::put_into;
use crate::facts::structs;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member, Type};

/// Whether the context ends with the struct.
pub(super) fn is_lifecycle(pass: &Pass, field: &ContextField) -> bool {
    let site = pass.site;
    let scan = Scan::package(site);
    structs::is_lifecycle(field.name, field.owner)
        || says_that_it_lasts(site, field.decl)
        || is_group_member(field)
        || is_released(site, scan, field)
        || is_read(scan, field, field.name, stands_beside_another)
}

/// Whether nothing would be cut off in time with a caller's context: what uses the field only reads values from it,
/// logs or counts, opens a socket, or goes on when the caller is gone, in goroutines, on connections that were taken
/// from their server, and in clean-up.
pub(super) fn is_missed_by_nobody(pass: &Pass, field: &ContextField) -> bool {
    all_reads(field, |site, n| {
        is_compared(site, n)
            || only_brings_values(site, n)
            || is_for_listening(site, n)
            || in_goroutine(site, n)
            || in_whole_work(site, n)
            || in_clean_up_function(site, n)
            || after_cancellation(site, n)
            || is_for_what_goes_on(site, n)
            || is_for_taken_connection(pass, site, n)
    })
}

/// Whether the context at `node` is for what outlives the function: the context of a call would end that.
fn is_for_what_goes_on(site: Site, node: NodeId) -> bool {
    let outlives = |func| {
        let journey = journey(site, func, node);
        journey.kept_by_results || journey.reasons.iter().any(|r| r.level == Level::Known)
    };
    // `queue = s.create(s.ctx, id)`, and then `s.queues[id] = queue`
    let goes_into_owner = |call: NodeId| {
        let made = targets_of(site, call).into_iter().filter_map(|t| site.scopes().resolve(t));
        let mut places = made.flat_map(|v| site.scopes().uses(v)).flat_map(|&u| put_into(site, u));
        places.any(|t| {
            let holder = root_variable(site, t).map(|v| site.scopes().binding(v).kind);
            holder == Some(BindingKind::Receiver)
        })
    };
    site.tree().enclosing_func(node).is_some_and(outlives)
        || passed_to(site, node).is_some_and(goes_into_owner)
}

/// Beside an error group, whose `Wait` ends the context.
fn is_group_member(field: &ContextField) -> bool {
    let site = field.site;
    let tree = site.tree();
    tree.children(field.structure).filter_map(|f| tree.child(f, Field::Type)).any(|t| {
        tree.text(t).contains("errgroup")
            && named(site.type_expr(t).pointee()).is_some_and(|(_, name)| name == "Group")
    })
}

/// Whether a release stands beside the context and some code of the package calls it or passes it on.
fn is_released(site: Site, scan: Scan, field: &ContextField) -> bool {
    let tree = site.tree();
    let releases = tree.children(field.structure).filter(|&f| {
        // Whatever else another package declares is no function to release with.
        let may_be = |t: &NodeId| match tree.kind(*t) {
            Kind::QualifiedType => tree.text(*t).contains("Cancel"),
            kind => matches!(kind, Kind::FuncType | Kind::TypeIdent | Kind::ParenType),
        };
        tree.child(f, Field::Type).filter(may_be).is_some_and(|t| match site.type_expr(t) {
            ty if ty.is_cancel_func() => true,
            Type::Func(sig) => {
                let plain = sig.params.is_empty() && sig.results.is_empty();
                let releases = |n| structs::is_release(tree.text(n));
                plain && tree.children_in(f, Field::Name).any(releases)
            }
            _ => false,
        })
    });
    let names: Vec<NodeId> =
        releases.flat_map(|f| tree.children_in(f, Field::Name).collect::<Vec<_>>()).collect();
    names.into_iter().any(|name| is_read(scan, field, tree.text(name), |_, _| true))
}

/// Whether some code reads the field `name` of the struct in a way that `counts`.
fn is_read(scan: Scan, field: &ContextField, name: &str, counts: impl Fn(Site, NodeId) -> bool) -> bool {
    scan.uses(&[], Some(name)).filter_map(Result::ok).any(|site| {
        let tree = site.tree();
        tree.subtree(tree.root()).any(|n| {
            tree.kind(n) == Kind::FieldIdent
                && tree.text(n) == name
                && tree.parent(n).is_some_and(|s| {
                    let operand = tree.child(s, Field::Operand);
                    tree.kind(s) == Kind::Selector && !is_write(tree, s) && counts(site, s)
                        // Of an unknown type it may well be.
                        && operand.map(|o| site.type_of(o)).is_some_and(|t| {
                            t.is_unknown() || field.is_owner(&t) || is_promoted(site, field, &t, name)
                        })
                })
        })
    })
}

/// Whether `t` has the field `name` by embedding the struct.
pub(super) fn is_promoted(site: Site, field: &ContextField, t: &Type, name: &str) -> bool {
    match site.program.member(t, name, &site.package.path) {
        Lookup::Found(Member::Field(f)) => f.through.iter().any(|e| *e.name == *field.owner),
        _ => false,
    }
}

/// Whether the field is used for what another context is used for too, so that the first to end counts: then it is
/// the owner's, and the other is the call's.
fn stands_beside_another(site: Site, read: NodeId) -> bool {
    waits_for_both(site, read) || is_given_with_another(site, read)
}

/// `select { case <-ctx.Done(): … case <-s.ctx.Done(): … }`
fn waits_for_both(site: Site, read: NodeId) -> bool {
    let tree = site.tree();
    let Some(arm) = tree.ancestor(read, |k| k == Kind::CommCase) else { return false };
    let Some(select) = tree.parent(arm) else { return false };
    let waited_for = |arm: NodeId| {
        let nodes = tree.child(arm, Field::Communication).into_iter().flat_map(|c| tree.subtree(c));
        let calls = nodes.filter(|&n| tree.kind(n) == Kind::Call && called_name(site, n) == Some("Done"));
        calls.filter_map(|c| tree.receiver(c)).next()
    };
    waited_for(arm) == Some(read)
        && tree.children(select).filter_map(waited_for).any(|other| is_another(site, read, other))
}

/// `context.AfterFunc(s.ctx, cancel)`, `join(ctx, s.ctx)`
fn is_given_with_another(site: Site, read: NodeId) -> bool {
    let tree = site.tree();
    let Some(args) = tree.parent(read).filter(|&a| tree.kind(a) == Kind::Args) else { return false };
    let registers = tree.parent(args).is_some_and(
        |call| matches!(site.callee(call), Callee::Known(k) if k.is_func("context", "AfterFunc")),
    );
    registers || tree.children(args).any(|other| is_another(site, read, other))
}

/// Whether `other` is a context that does not come from the field that is `read`.
fn is_another(site: Site, read: NodeId, other: NodeId) -> bool {
    let tree = site.tree();
    let text = tree.text(read);
    let derives = || {
        let variable = site.scopes().resolve(other);
        let origin = variable.and_then(|v| given(site, site.scopes().binding(v).ident));
        origin.is_some_and(|(Given::Value(from) | Given::Result(from, _), _)| {
            tree.subtree(from).any(|n| tree.text(n) == text)
        })
    };
    matches!(tree.kind(other), Kind::Ident | Kind::Selector)
        && tree.text(other) != text
        && is_context(&site.type_of(other))
        && !derives()
}

/// Whether some method waits for the end of the field's context beside something else: it tells when the struct, or
/// what that belongs to, stops. `select { case <-s.ctx.Done(): …; case s.queue <- x: … }`
pub(super) fn tells_when_to_stop(field: &ContextField) -> bool {
    field.seen().iter().any(|u| {
        let Use::Read(read) = u.what else { return false };
        let tree = u.site.tree();
        let case = tree.ancestors(read).find(|&a| tree.field(a) == Field::Communication);
        let select = case.and_then(|c| tree.ancestor(c, |k| k == Kind::Select));
        asked_at(u.site, read) == Some(Asked::Done)
            && select.is_some_and(|s| tree.children(s).filter(|&c| tree.kind(c).is_case()).count() > 1)
    })
}

/// Whether the comment on a function that makes the struct says whose context it is to get: «bound to ctx; pass that of
/// the request», «the context applies to the life of the builder».
pub(super) fn is_bound_on_purpose(field: &ContextField) -> bool {
    let says = |u: &FieldUse| {
        let doc = doc(u.site.file, u.site.decl).unwrap_or_default();
        doc.split(". ").any(|sentence| {
            let words = || sentence.split(|c: char| !c.is_alphanumeric());
            words().any(|w| matches!(w, "ctx" | "context" | "Context"))
                && words().any(|w| matches!(w, "bound" | "binds" | "scoped" | "life" | "lifetime"))
        })
    };
    field.seen().iter().filter(|u| matches!(u.what, Use::Element { .. })).any(says)
}

/// Whether the methods that read the field work under contexts of their own, and the field's is another beside these:
/// it is only asked whether it has ended, or its name says that it is no call's.
pub(super) fn is_another_beside(field: &ContextField) -> bool {
    let has_name_of_its_own = structs::says_in_short_whose(field.name);
    all_reads(field, |s, read| {
        let asked = || has_name_of_its_own || asked_at(s, read).is_some_and(Asked::for_end);
        works_under_its_own(s, read) && asked()
    })
}

/// Whether the function around gives a context that it has as a parameter to some call.
fn works_under_its_own(site: Site, read: NodeId) -> bool {
    let root = site.tree().root();
    let own = parameters(site, root).into_iter().filter(|p| p.type_in(site).is_context());
    let mut uses = own.filter_map(|p| p.variable).flat_map(|v| site.scopes().uses(v));
    uses.any(|&u| !site.tree().contains(read, u) && passed_to(site, u).is_some())
}
