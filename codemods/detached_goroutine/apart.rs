//! Goroutines that are not waited for: they keep what came with the request, but do not end with it.

use super::CODEMOD;
use super::values::{are_read, may_be_there};
use crate::contexts::calls::{called_name, is_detached_call, passed_to};
use crate::contexts::detached::comments::says_why_beyond_background;
use crate::contexts::detached::has_without_cancel;
use crate::contexts::detached::place::{Use, detached_context};
use crate::contexts::detached::report::{ends, source_text, subject_of};
use crate::contexts::harmless::is_logging_package;
use crate::contexts::lazy::Level;
use crate::contexts::origins::targets_of;
use crate::contexts::outlives::{Journey, Reason};
use crate::contexts::sources::{Root, Source, source};
use crate::contexts::types::context_result;
use crate::edits::{Edit, EditSet};
use crate::facts::requests::Lives;
use crate::facts::{keeps, words};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use crate::{Applicability, Finding, Fix};

/// The finding for a context that only goroutines use which are not waited for.
pub(super) fn finding(
    site: Site,
    root: &Root,
    call: NodeId,
    here: Use,
    journey: &Journey,
    goroutines: &[Reason],
) -> Option<Finding> {
    let tree = site.tree();
    // Each use in the goroutine is a reason of its own.
    let go = goroutines.first()?.at;
    if goroutines.iter().any(|r| r.at != go || r.level != Level::Known) {
        return None;
    }
    let lives = root.request_type().map(|kind| kind.lives);
    // A test's context carries nothing that its stand-ins would miss.
    if lives == Some(Lives::Process)
        || !may_be_there(site, root)
        || says_why_beyond_background(site, go)
        || site.file.is_test()
        || !journey.places.iter().all(|&p| tree.contains(go, p) || is_made_before(site, here, call, p))
        || goes_on_for_long(site, go)
    {
        return None;
    }
    let target = match here {
        Use::Variable(variable) => Some(variable),
        _ => None,
    };
    let source = source(site, root, call, target)?;
    let uses = || journey.places.iter().filter(|&&p| !is_made_before(site, here, call, p));
    if !uses().any(|&p| are_read(site, p)) {
        return None;
    }
    let logs = |p: NodeId| {
        matches!(passed_to(site, p).map(|call| site.callee(call)),
        Some(Callee::Known(known)) if is_logging_package(&known.package))
    };
    let is_harmless = |&p: &NodeId| logs(p) && !works_under_its_own(site, p);
    let harmless = uses().all(is_harmless);
    Some(report(site, root, Apart { call, here, go, source, harmless }))
}

/// Whether the function of the module that is given the context at `place` makes one of its own in its body: where that
/// is replaced by the given one, it does more with it than it does now.
fn works_under_its_own(site: Site, place: NodeId) -> bool {
    let Some(Callee::Known(known)) = passed_to(site, place).map(|call| site.callee(call)) else {
        return false;
    };
    known.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
        let tree = inner.tree();
        tree.subtree(tree.root()).any(|n| is_detached_call(inner, n))
    })
}

/// Whether `place` is the detached context itself, which may stand before the go statement: the value of a variable,
/// or what package context derives one from, `ctx, cancel := context.WithTimeout(context.Background(), d)`. What others
/// put into a context of nowhere may be all that is to be in there.
fn is_made_before(site: Site, here: Use, call: NodeId, place: NodeId) -> bool {
    let makes = match here {
        Use::Variable(_) => true,
        Use::Argument(maker) => {
            let kept = targets_of(site, maker).first().and_then(|&t| site.scopes().resolve(t));
            kept.is_some() && derives(site, maker)
        }
        Use::Asked(_) => false,
    };
    place == call && makes
}

/// Whether the call derives a context by a function of package context.
fn derives(site: Site, call: NodeId) -> bool {
    let callee = site.callee(call);
    let is_of_context = callee.known().is_some_and(|k| &*k.package == "context" && k.receiver.is_none());
    is_of_context && context_result(site, call) == Some(0)
}

/// Whether the goroutine may be there to stay: it runs an endless loop, or one over what a channel brings, or calls
/// what is named so.
fn goes_on_for_long(site: Site, go: NodeId) -> bool {
    let tree = site.tree();
    let started = tree.children(go).next().filter(|&c| tree.kind(c) == Kind::Call);
    if let Some(Callee::Known(known)) = started.map(|c| site.callee(c))
        && known.decls.iter().filter_map(|f| f.site(site.program)).any(|f| loops_on(f, f.tree().root()))
    {
        return true;
    }
    tree.subtree(go).any(|n| match tree.kind(n) {
        Kind::For => is_open_loop(site, n),
        Kind::Call => called_name(site, n).is_some_and(|name| {
            keeps::may_keep_context(name) && !["with", "new"].iter().any(|w| words::begins_with(name, w))
        }),
        _ => false,
    })
}

fn loops_on(site: Site, node: NodeId) -> bool {
    site.tree().subtree(node).any(|n| site.tree().kind(n) == Kind::For && is_open_loop(site, n))
}

/// Whether nothing in the head of the loop says when it ends.
fn is_open_loop(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let range = tree.children(node).find(|&c| tree.kind(c) == Kind::RangeClause);
    let over = range.and_then(|r| tree.child(r, Field::Right));
    tree.children(node).count() == 1 || over.is_some_and(|o| matches!(site.type_of(o), Type::Chan(..)))
}

/// A detached context that only the goroutine `go` uses.
struct Apart {
    call: NodeId,
    here: Use,
    go: NodeId,
    source: Source,
    /// Whether it does not matter to what uses it that it has ended.
    harmless: bool,
}

fn report(site: Site, root: &Root, found: Apart) -> Finding {
    let tree = site.tree();
    let Apart { call, here, go, source, harmless } = found;
    let (noun, _) = ends(site, root);
    let what = subject_of(site, here, &detached_context(site, call), &source_text(root, &source));
    let mut message = format!(
        "{what} in a goroutine that is not waited for, so it has none of the values that come with {noun}"
    );
    let name = called_name(site, call).unwrap_or_default();
    let function = tree.child(call, Field::Function).map_or("", |f| tree.text(f));
    let package = function.strip_suffix(name).unwrap_or("context.");
    let instead = match harmless {
        true => source.text.clone(),
        false => format!("{package}WithoutCancel({})", source.text),
    };
    let fix = if !harmless && !has_without_cancel(site) {
        message += "; pass them on in a context that does not end with it";
        None
    } else if is_lost(site, root, call, go, &source) {
        message += &format!("; take {instead} before the goroutine is started");
        None
    } else {
        if !harmless {
            message += &format!("; {instead} has them, and does not end with it");
        }
        let mut edits = source.naming;
        edits.push(Edit::replace(tree.span(call), instead));
        EditSet::new(edits).ok()
    };
    let fix = fix.map(|edits| Fix::of(site.file.path.clone(), edits));
    Finding::new(site, CODEMOD.name, tree.span(call), message).with_fix(fix, Applicability::Unsafe)
}

/// Whether the expression would be evaluated in the goroutine itself, at a time when it may mean another context.
fn is_lost(site: Site, root: &Root, call: NodeId, go: NodeId, source: &Source) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let in_literal = tree.ancestors(call).take_while(|&a| a != go).any(|a| tree.kind(a) == Kind::FuncLit);
    if !in_literal {
        return false;
    }
    let asked = source.text.contains('.');
    if asked && root.request_type().is_some_and(|kind| kind.lives == Lives::Pooled) {
        return true;
    }
    let at = tree.span(call).start as usize;
    let variable = match asked {
        true => root.parameter.variable,
        false => scopes.lookup(&source.text, at),
    };
    variable.is_some_and(|v| is_written_behind(site, v, go))
}

/// Whether the variable, if it is made outside of the goroutine, may be given another value once that has started.
fn is_written_behind(site: Site, variable: BindingId, go: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    if tree.contains(go, binding.ident) {
        return false;
    }
    let flow = site.flow(binding.func);
    let start = flow.point_of(go);
    scopes.uses(variable).iter().filter(|&&u| is_write(tree, u)).any(|&u| {
        let in_literal = tree.enclosing_func(u) != Some(binding.func);
        match (start, flow.point_of(u)) {
            (Some(start), Some(write)) => in_literal || flow.reaches(start, write, |_| false),
            _ => true,
        }
    })
}
