//! `shadowed-ctx`: a block defines a context of the outer one's name and does nothing with it, while the code behind
//! the block goes on with the outer one.

use crate::contexts::calls::passed_to;
use crate::contexts::creation::{Creation, Place, Target, creations};
use crate::contexts::harmless::is_harmless;
use crate::contexts::naming::release_type;
use crate::contexts::producers::producer;
use crate::contexts::types::is_context;
use crate::contexts::uses::{Use, outermost_literal, release_uses};
use crate::edits::{Edit, EditSet, statements};
use crate::facts::calls::{MAKERS, makers};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_read, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;
use crate::{Applicability, Codemod, Finding, Pass, Related, Repaired};

pub const CODEMOD: Codemod = Codemod {
    name: "shadowed-ctx",
    summary: "A block makes a context for the code behind it, which goes on with the outer one",
    needles: &makers::<{ MAKERS + 2 }>(&["NotifyContext", "WithValue"]),
    worth: |glance| glance.may_lose_release() || glance.text().contains("WithValue"),
    only: None,
    wants_producers: true,
    wants_twins: false,
    globals: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let (site, tree) = (pass.site, pass.site.tree());
    let all = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::ShortVar);
    for stmt in all {
        found.extend(hidden(site, stmt).map(|h| finding(site, &h)));
    }
}

/// A definition that hides the context which is used behind its block.
struct Hidden {
    stmt: NodeId,
    inner: BindingId,
    outer: BindingId,
    /// Where the outer context is used behind the block.
    used: NodeId,
    /// The definition as a producer's, if it is one.
    creation: Option<Creation>,
}

fn hidden(site: Site, stmt: NodeId) -> Option<Hidden> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let left = tree.list(tree.child(stmt, Field::Left)?);
    let node = *left.first()?;
    let inner = scopes.defines(node)?;
    let block = tree.parent(stmt).filter(|_| tree.field(stmt) == Field::Stmt)?;
    let outer = scopes.lookup(tree.text(node), tree.span(stmt).start as usize)?;
    let func = tree.enclosing_func(stmt)?;
    let is_ctx = |b| is_context(&site.type_of(scopes.binding(b).ident));
    if outer == inner
        || scopes.binding(outer).func != func
        || !is_inner_block(site, block)
        || !(is_ctx(inner) && is_ctx(outer))
        || !derives(site, stmt, outer)
    {
        return None;
    }
    let flow = site.flow(func);
    let start = flow.point_of(stmt).filter(|&p| flow.reachable(p))?;
    // An assignment in a loop would make the chain of contexts longer each time.
    if flow.unknown() || flow.in_cycle(start) {
        return None;
    }
    let creation = creations(site).into_iter().find(|c| c.stmt == stmt);
    // What carries a value may well be made for the line that is logged with it.
    let is_statement = |call| tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::ExprStmt);
    let is_for_log = |u| creation.is_none() && passed_to(site, u).is_some_and(is_statement);
    let is_idle = |&u: &NodeId| is_write(tree, u) || is_trivial(site, func, inner, u) && !is_for_log(u);
    if !scopes.uses(inner).iter().all(is_idle) {
        return None;
    }
    if let Some(creation) = &creation
        && !is_kept_until_end(site, creation)
    {
        return None;
    }
    let used = scopes.uses(outer).iter().copied().find(|&u| {
        is_read(tree, u)
            && !tree.contains(block, u)
            && passed_to(site, u).is_some_and(|call| !is_harmless(site, call, u))
            && flow.point_of(u).is_some_and(|p| flow.reaches(start, p, |_| false))
    })?;
    Some(Hidden { stmt, inner, outer, used, creation })
}

/// The block of an `if` or `else`, a block by itself, or a clause of a switch or select.
fn is_inner_block(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(block) {
        Kind::Block => {
            tree.parent(block).is_some_and(|p| !matches!(tree.kind(p), Kind::For) && !tree.kind(p).is_func())
        }
        Kind::Case | Kind::TypeCase | Kind::CommCase | Kind::Default => true,
        _ => false,
    }
}

/// Whether the right side is one call that makes a context from the outer one: a producer's, or `context.WithValue`.
fn derives(site: Site, stmt: NodeId, outer: BindingId) -> bool {
    let tree = site.tree();
    let right = tree.child(stmt, Field::Right).map(|r| tree.list(r)).unwrap_or_default();
    let [value] = right[..] else { return false };
    let call = tree.unparen(value);
    if tree.kind(call) != Kind::Call {
        return false;
    }
    let parent = match producer(site, call) {
        Some(producer) => producer.parent,
        None => match site.callee(call) {
            Callee::Known(known) if known.is_func("context", "WithValue") => tree.arg(call, 0),
            _ => None,
        },
    };
    parent.is_some_and(|p| tree.kind(p) == Kind::Ident && site.scopes().resolve(p) == Some(outer))
}

/// A use that is only there for the compiler, makes the next context of the variable, or logs.
fn is_trivial(site: Site, func: NodeId, inner: BindingId, u: NodeId) -> bool {
    let tree = site.tree();
    if outermost_literal(site, func, u).is_some() {
        return false;
    }
    let stmt = tree.stmt_of(u);
    if let Some(assign) = stmt.filter(|&s| tree.kind(s) == Kind::Assign) {
        let targets = tree.child(assign, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
        let own =
            targets.iter().any(|&t| tree.kind(t) == Kind::Ident && site.scopes().resolve(t) == Some(inner));
        return own || targets.iter().all(|&t| tree.text(t) == "_") && passed_to(site, u).is_none();
    }
    // A result would be used for something.
    let call = passed_to(site, u);
    call.is_some_and(|c| {
        tree.parent(c).is_some_and(|p| tree.kind(p) == Kind::ExprStmt) && is_harmless(site, c, u)
    })
}

/// Whether the release is left for the function's end: deferred, or handed over, or for longer, as it is discarded; not
/// called in the block.
fn is_kept_until_end(site: Site, creation: &Creation) -> bool {
    let (Target::Local(release), Some(func)) = (creation.release, creation.func) else {
        return creation.release == Target::Blank;
    };
    let flow = site.flow(func);
    let uses = release_uses(site, &flow, func, release);
    uses.iter().any(|u| matches!(u.what, Use::Defer(_) | Use::DeferredLiteral(_)))
        && !uses.iter().any(|u| matches!(u.what, Use::Call(_) | Use::Write { .. }))
}

fn finding(site: Site, h: &Hidden) -> Finding {
    let (tree, scopes) = (site.tree(), site.scopes());
    let name = tree.text(scopes.binding(h.inner).ident);
    let message = format!(
        "this {name} is another variable than the one of line {}, and nothing works with it: line {} goes on with the outer one",
        site.line(scopes.binding(h.outer).ident),
        site.line(h.used)
    );
    let used = Related {
        path: site.file.path.clone(),
        span: tree.span(h.used),
        message: "uses the outer context".to_owned(),
    };
    Finding::new(site, CODEMOD.name, tree.span(h.stmt), message)
        .mended(assign_instead(site, h).map(Repaired::unsafely))
        .with_related(vec![used])
}

/// `:=` becomes `=`, with a variable for the release declared before.
fn assign_instead(site: Site, h: &Hidden) -> Result<EditSet, String> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let by_hand = || "assign the outer variable instead".to_owned();
    if scopes.captured(h.outer) {
        return Err(
            "assign the outer variable instead, if the functions that capture it may see that".to_owned()
        );
    }
    let op = tree.op_start(h.stmt);
    let mut edits = vec![Edit::replace(Span::new(op, op + 2), "=")];
    let left = tree.list(tree.child(h.stmt, Field::Left).ok_or_else(by_hand)?);
    for &new in left.iter().filter(|&&n| scopes.defines(n).is_some_and(|b| b != h.inner)) {
        let creation =
            h.creation.as_ref().filter(|c| c.release_node == new && matches!(c.place, Place::Stmt(_)));
        let creation = creation.ok_or_else(by_hand)?;
        let at = tree.span(h.stmt).start as usize;
        let name = tree.text(new);
        // The variable is declared one line earlier now, and must not hide what the right side means.
        let on_the_right = tree
            .child(h.stmt, Field::Right)
            .is_some_and(|r| tree.subtree(r).any(|n| tree.kind(n) == Kind::Ident && tree.text(n) == name));
        if on_the_right {
            return Err(by_hand());
        }
        let line = format!("var {name} {}", release_type(site, &creation.producer, at));
        edits.extend(statements::insert_before(tree, h.stmt, &[&line]).ok_or_else(by_hand)?);
    }
    EditSet::new(edits).map_err(|_| by_hand())
}
