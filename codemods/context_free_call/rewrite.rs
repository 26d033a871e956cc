//! The edits that put a twin in the place of a call.

use super::{Found, send};
use crate::Fix;
use crate::edits::spacing::{self, respaced};
use crate::edits::{Edit, EditSet};
use crate::facts::twins::Form;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use crate::span::Span;

/// The fix; `None` where the call has a shape that it does not fit.
pub(super) fn fix(site: Site, found: &Found) -> Option<Fix> {
    let tree = site.tree();
    let args = tree.child(found.call, Field::Arguments)?;
    if takes_several(site, args) {
        return None;
    }
    let ctx = &found.source.text;
    let mut edits = found.source.naming.clone();
    match found.twin.std.map(|s| s.form) {
        None => {
            edits.push(renamed(site, found.call, &found.twin.known.name)?);
            edits.extend(with_first(site, args, ctx));
        }
        Some(Form::Beside { name, behind }) => {
            edits.push(renamed(site, found.call, name)?);
            let ctx = if behind.is_empty() { ctx.clone() } else { format!("{ctx}, {behind}") };
            edits.extend(with_first(site, args, &ctx));
        }
        Some(Form::Method { value, name, front }) => {
            let package = package_name(site, found.call)?;
            let value = value.replacen("{}", package, 1);
            edits.push(Edit::replace(function_span(site, found.call)?, format!("{value}.{name}")));
            let ctx = if front.is_empty() { ctx.clone() } else { format!("{ctx}, {front}") };
            edits.extend(with_first(site, args, &ctx));
        }
        Some(Form::TimedDial) => edits.extend(timed_dial(site, found, args)?),
        Some(Form::Request { method }) => edits.extend(send::edits(site, found, method)?),
        Some(Form::Advice(_)) => return None,
    }
    let mut fix = Fix::default();
    fix.edits.insert(site.file.path.clone(), EditSet::new(edits).ok()?);
    Some(fix)
}

/// `f(g())`, where the results of `g` are the arguments of `f`: a further argument cannot stand beside them.
fn takes_several(site: Site, args: NodeId) -> bool {
    let tree = site.tree();
    let only = tree.only_child(args).map(|a| tree.unparen(a)).filter(|&a| tree.kind(a) == Kind::Call);
    only.is_some_and(|a| match site.type_of(a) {
        Type::Tuple(_) => true,
        Type::Unknown => !matches!(site.callee(a), Callee::Conversion(_) | Callee::Builtin(_)),
        _ => false,
    })
}

/// The call's function under another name; not where something local hides that.
fn renamed(site: Site, call: NodeId, name: &str) -> Option<Edit> {
    let tree = site.tree();
    let mut function = tree.unparen(tree.child(call, Field::Function)?);
    if matches!(tree.kind(function), Kind::Index | Kind::Instantiation) {
        function = tree.child(function, Field::Operand).or(tree.child(function, Field::Type))?;
    }
    let written = match tree.kind(function) {
        Kind::Selector => tree.child(function, Field::FieldName)?,
        Kind::Ident => {
            let at = tree.span(function).start as usize;
            site.scopes().lookup(name, at).is_none().then_some(function)?
        }
        _ => return None,
    };
    Some(Edit::replace(tree.span(written), name))
}

/// Puts `text`, one more argument or several, before the others.
pub(super) fn with_first(site: Site, args: NodeId, text: &str) -> Vec<Edit> {
    let tree = site.tree();
    let mut edits = respaced(tree, args, tree.children(args).count() + 1);
    edits.push(put_first(site, args, text));
    edits
}

/// On a line of its own where each argument has one, behind the bracket where it hangs.
fn put_first(site: Site, args: NodeId, text: &str) -> Edit {
    let tree = site.tree();
    let source = tree.source();
    let open = tree.span(args).start as usize + 1;
    let Some(first) = tree.children(args).next() else { return Edit::insert(open, text) };
    let start = tree.span(first).start as usize;
    let gap = &source[open..start];
    if !gap.contains('\n') {
        return Edit::insert(start, format!("{text}, "));
    }
    let last = tree.children(args).last().unwrap_or(first);
    let close = tree.span(args).end as usize - 1;
    let closes_below = source[tree.span(last).end as usize..close].contains('\n');
    let alone = if closes_below { first_on_its_own(site, args) } else { each_on_its_own(site, args) };
    if !alone {
        return Edit::insert(open, format!("{text},"));
    }
    let line = source[..start].rfind('\n').map_or(0, |i| i + 1);
    let eol = if source[..line].ends_with("\r\n") { "\r\n" } else { "\n" };
    Edit::insert(start, format!("{text},{eol}{}", &source[line..start]))
}

/// Whether no two arguments share a line.
fn each_on_its_own(site: Site, args: NodeId) -> bool {
    let tree = site.tree();
    let all: Vec<Span> = tree.children(args).map(|a| tree.span(a)).collect();
    all.windows(2).all(|w| tree.source()[w[0].end as usize..w[1].start as usize].contains('\n'))
}

/// Whether the second argument is not on the line of the first.
fn first_on_its_own(site: Site, args: NodeId) -> bool {
    let tree = site.tree();
    let mut all = tree.children(args).map(|a| tree.span(a));
    let (Some(first), Some(second)) = (all.next(), all.next()) else { return true };
    tree.source()[first.end as usize..second.start as usize].contains('\n')
}

/// What the call's package is called here: `net` in `net.Dial`.
pub(super) fn package_name<'a>(site: Site<'a>, call: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let function = tree.unparen(tree.child(call, Field::Function)?);
    let operand = tree.child(function, Field::Operand).filter(|_| tree.kind(function) == Kind::Selector)?;
    (tree.kind(operand) == Kind::Ident).then(|| tree.text(operand))
}

fn function_span(site: Site, call: NodeId) -> Option<Span> {
    Some(site.tree().span(site.tree().child(call, Field::Function)?))
}

/// `net.DialTimeout(network, address, d)` becomes `(&net.Dialer{Timeout: d}).DialContext(ctx, network, address)`.
fn timed_dial(site: Site, found: &Found, args: NodeId) -> Option<Vec<Edit>> {
    let tree = site.tree();
    let all: Vec<NodeId> = tree.children(args).collect();
    let [network, address, timeout] = all[..] else { return None };
    // The timeout is now found out first.
    let order_matters = has_call(site, timeout) && (has_call(site, network) || has_call(site, address));
    if order_matters || tree.comments().iter().any(|c| tree.span(args).contains(*c)) {
        return None;
    }
    let package = package_name(site, found.call)?;
    let dialer = format!("(&{package}.Dialer{{Timeout: {}}}).DialContext", spacing::alone(tree, timeout));
    let rest = Span { start: tree.span(address).end, ..tree.span(timeout) };
    Some(vec![
        Edit::replace(function_span(site, found.call)?, dialer),
        put_first(site, args, &found.source.text),
        Edit::delete(rest),
    ])
}

/// Whether a function is called in the expression.
pub(super) fn has_call(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(expr).any(|n| {
        tree.kind(n) == Kind::Call && !matches!(site.callee(n), Callee::Conversion(_) | Callee::Builtin(_))
            || tree.kind(n) == Kind::Unary && tree.op(n) == crate::golang::syntax::Op::Receive
    })
}
